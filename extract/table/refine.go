package table

import (
	"math"
	"regexp"
	"sort"
	"strings"

	"gouji/extract/page"
)

const (
	// chunkGap is the blank in font sizes that parts a line into the texts of different columns; the blanks
	// between words are narrower.
	chunkGap = 0.8
	// gutterWidth is the least width in font sizes of the blank between two columns.
	gutterWidth = 0.5
	// crossShare is the share of the lines that may run over a gutter: headings over several columns.
	crossShare = 0.2
	// fewestLines is the number of lines that make a pattern and no accident.
	fewestLines = 3
	// figureShare is the share of figures from which a column of text is a column of figures.
	figureShare = 0.5
	// hitShare is the share of the lines of the leading column of figures that another column must have, and
	// baseSlack how far in font sizes two baselines of a row may lie apart.
	hitShare, baseSlack = 0.7, 0.35
	// leadShare is the share of its lines that are figures in the leading column.
	leadShare = 0.6
	// cutAbove is how far over the middle of a line, in font sizes, its row begins, so that the rest of a wrapped
	// label stays in the row above.
	cutAbove = 0.62
)

// chunk is a piece of a line that belongs to one column.
type chunk struct {
	words []page.Word
	box   page.Rect
}

func (c chunk) text() string { return page.LineText(c.words) }

// chunks cuts a line at its wide blanks.
func chunks(line []page.Word) []chunk {
	var out []chunk
	for _, w := range line {
		n := len(out)
		if n > 0 && w.Box.X0-out[n-1].box.X1 <= chunkGap*w.Size {
			out[n-1].words = append(out[n-1].words, w)
			out[n-1].box = out[n-1].box.Union(w.Box)
			continue
		}
		out = append(out, chunk{[]page.Word{w}, w.Box})
	}
	return out
}

// refine adds to drawn edges those that only the text shows: columns in cells whose lines fall apart into
// columns of figures, rows in cells that hold several rows of figures.
func refine(e edges, g grid, words []page.Word, points []page.Point) grid {
	inside := wordsIn(words, g.outer())
	if v := textColumns(g, inside); len(v) > 0 {
		e.v = straighten(append(append([]edge(nil), e.v...), v...), 0)
		g = newGrid(e, points)
	}
	if h := textRows(g, inside); len(h) > 0 {
		e.h = straighten(append(append([]edge(nil), e.h...), h...), 0)
		g = newGrid(e, points)
	}
	return g
}

func wordsIn(words []page.Word, box page.Rect) []page.Word {
	var out []page.Word
	for _, w := range words {
		if w.Angle == 0 && box.Contains(middle(w)) {
			out = append(out, w)
		}
	}
	return out
}

// share of the words of each span of the grid.
func (g grid) wordsOf(words []page.Word) [][]page.Word {
	owner := g.owners()
	out := make([][]page.Word, len(g.spans))
	for _, w := range words {
		if i := g.slot(middle(w), owner); i >= 0 {
			out[i] = append(out[i], w)
		}
	}
	return out
}

// textColumns gives the vertical edges that part spans into columns. Spans over the same columns are looked at
// together.
func textColumns(g grid, words []page.Word) []edge {
	groups := map[colRange][]int{}
	var order []colRange
	for i, s := range g.spans {
		r := colRange{s.col, s.col + s.cols}
		if groups[r] == nil {
			order = append(order, r)
		}
		groups[r] = append(groups[r], i)
	}
	bySpan := g.wordsOf(words)
	var out []edge
	for _, r := range order {
		var lines [][]chunk
		var homes []int
		for _, i := range groups[r] {
			for _, line := range page.Lines(bySpan[i]) {
				lines = append(lines, chunks(line))
				homes = append(homes, i)
			}
		}
		for _, free := range gutters(lines) {
			out = append(out, wallsAt(g, g.wallIn(free), lines, homes)...)
		}
	}
	return out
}

// wallIn is where in a blank between columns their wall is: a wall the grid has there already, or the middle.
func (g grid) wallIn(free [2]float64) float64 {
	for _, w := range g.x {
		if free[0] <= w.pos() && w.pos() <= free[1] {
			return w.pos()
		}
	}
	return (free[0] + free[1]) / 2
}

// wallsAt gives the pieces of a wall at x: one for every span none of whose lines runs over it.
func wallsAt(g grid, x float64, lines [][]chunk, homes []int) []edge {
	crossed := map[int]bool{}
	for k, line := range lines {
		for _, c := range line {
			if c.box.X0 < x && x < c.box.X1 {
				crossed[homes[k]] = true
			}
		}
	}
	var out []edge
	last := -1
	for _, i := range homes {
		if i == last || crossed[i] {
			continue
		}
		last = i
		box := g.box(g.spans[i])
		out = append(out, edge{x, box.Y0, box.Y1})
	}
	return out
}

// gutters finds the blanks between columns of text, from x to x, nothing where the lines show no columns.
func gutters(lines [][]chunk) [][2]float64 {
	var split [][]chunk
	var sizes []float64
	for _, l := range lines {
		if len(l) > 1 {
			split = append(split, l)
			sizes = append(sizes, l[0].words[0].Size)
		}
	}
	if len(split) < fewestLines || len(split)*2 < len(lines) {
		return nil
	}
	sort.Float64s(sizes)
	var wide [][2]float64
	var xs []float64
	for _, f := range freeIntervals(split, int(crossShare*float64(len(split)))) {
		if f[1]-f[0] >= gutterWidth*sizes[len(sizes)/2] {
			wide, xs = append(wide, f), append(xs, (f[0]+f[1])/2)
		}
	}
	if len(xs) == 0 || !figureColumns(split, xs) {
		return nil
	}
	return wide
}

// freeIntervals are the stretches between the outermost chunks that at most allowed lines run over.
func freeIntervals(lines [][]chunk, allowed int) [][2]float64 {
	type event struct {
		x    float64
		step int
	}
	var events []event
	for _, l := range lines {
		for _, c := range l {
			events = append(events, event{c.box.X0, 1}, event{c.box.X1, -1})
		}
	}
	sort.Slice(events, func(i, j int) bool {
		if events[i].x != events[j].x {
			return events[i].x < events[j].x
		}
		return events[i].step > events[j].step
	})
	var out [][2]float64
	count, begun, from := 0, false, 0.0
	for i, e := range events {
		before := count
		count += e.step
		switch {
		case before > allowed && count <= allowed && i+1 < len(events):
			begun, from = true, e.x
		case before <= allowed && count > allowed && begun:
			out = append(out, [2]float64{from, e.x})
			begun = false
		}
	}
	return out
}

// figureColumns says whether at least one column between the gutters consists of figures.
func figureColumns(lines [][]chunk, xs []float64) bool {
	figures, all := make([]int, len(xs)+1), make([]int, len(xs)+1)
	for _, l := range lines {
		for _, c := range l {
			i := sort.SearchFloat64s(xs, c.box.Center().X)
			all[i]++
			if isFigure(c.text()) {
				figures[i]++
			}
		}
	}
	for i := range all {
		if figures[i] >= fewestLines && float64(figures[i]) >= figureShare*float64(all[i]) {
			return true
		}
	}
	return false
}

// figure matches what is written with digits and no letters: amounts of any notation, codes, dates.
var figure = regexp.MustCompile(`^[-+−–(<>≤≥~±]*[$€£¥￥]?[-\d.,，:/%‰+−–]*\d[-\d.,，:/%‰+−–)*†‡€$£]*$`)

// period matches years and spans of years, also those that wrap after the dash, which are headings; mark what statistics print for a figure that is missing,
// withheld or too small: (NA), (X), (D), n.a., **, #.
var (
	period = regexp.MustCompile(`^(19|20)\d\d(?:[-–/](?:(?:19|20)?\d\d)?)?$`)
	mark   = regexp.MustCompile(`^(?:\((?:NA|N/A|X|D|Z|S|B|L)\)|NA|N/A|N\.A\.|na|n/a|n\.a\.?|\*{1,3}|[#†‡§])$`)
)

// isFigure says whether the text is a figure or stands for one that is missing; a year is a heading.
func isFigure(text string) bool {
	text = strings.ReplaceAll(text, " ", "")
	if figure.MatchString(text) {
		return !period.MatchString(text)
	}
	return text != "" && strings.Trim(text, "-–—.:/…") == "" || mark.MatchString(text)
}

// textRows gives the horizontal edges that cut drawn rows which hold several rows of figures.
func textRows(g grid, words []page.Word) []edge {
	byCell := make(map[[2]int][]page.Word)
	for _, w := range words {
		at := middle(w)
		c, r := find(g.x, at.X), find(g.y, at.Y)
		if c >= 0 && r >= 0 {
			byCell[[2]int{r, c}] = append(byCell[[2]int{r, c}], w)
		}
	}
	var out []edge
	for r := 0; r < g.rows(); r++ {
		columns := make([][][]page.Word, g.cols())
		for c := range columns {
			columns[c] = page.Lines(byCell[[2]int{r, c}])
		}
		for c := range columns {
			if wrappedFigures(columns[c], g.x[c+1].low()-g.x[c].high()) {
				columns[c] = nil
			}
		}
		for _, y := range rowCuts(columns) {
			out = append(out, edge{y, g.x[0].low(), g.x[len(g.x)-1].high()})
		}
	}
	return out
}

// wrappedFigures says whether the lines of a column of the given width are figures too long for it.
func wrappedFigures(lines [][]page.Word, width float64) bool {
	for i := 1; i < len(lines); i++ {
		line := lines[i-1]
		before := page.Wrapped{Text: page.LineText(line), Size: line[0].Size}
		before.Free = width - (line[len(line)-1].Box.X1 - line[0].Box.X0)
		if page.CutsFigure(before, page.LineText(lines[i])) {
			return true
		}
	}
	return false
}

// rowCuts gives the heights at which the lines in the columns of one drawn row begin new rows. A leading
// column of figures tells, if another column has nearly all of its lines and half of those with several lines
// agree with it.
func rowCuts(columns [][][]page.Word) []float64 {
	lead := leadingColumn(columns)
	if lead < 0 {
		return nil
	}
	agreeing, several := 0, 0
	for c, lines := range columns {
		if c == lead || len(lines) < 2 {
			continue
		}
		several++
		if float64(hits(columns[lead], lines)) >= hitShare*float64(len(columns[lead])) {
			agreeing++
		}
	}
	if agreeing == 0 || 2*agreeing < several {
		return nil
	}
	var cuts []float64
	for _, line := range columns[lead][1:] {
		w := line[0]
		cuts = append(cuts, middle(w).Y-cutAbove*w.Size)
	}
	return cuts
}

// leadingColumn is the column with the most lines that are mostly figures, −1 for none.
func leadingColumn(columns [][][]page.Word) int {
	best, most := -1, 1
	for c, lines := range columns {
		figures := 0
		for _, line := range lines {
			if isFigure(page.LineText(line)) {
				figures++
			}
		}
		if figures >= 2 && float64(figures) >= leadShare*float64(len(lines)) && len(lines) > most {
			best, most = c, len(lines)
		}
	}
	return best
}

// hits counts the lines of lead that have a line of the other column on their baseline.
func hits(lead, other [][]page.Word) int {
	n := 0
	for _, a := range lead {
		for _, b := range other {
			if math.Abs(a[0].Baseline-b[0].Baseline) <= baseSlack*a[0].Size {
				n++
				break
			}
		}
	}
	return n
}
