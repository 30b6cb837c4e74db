package table

import (
	"math"
	"sort"
	"strings"

	"gouji/extract/page"
)

const (
	// columnGap is the least blank in font sizes between two columns of a table that no line parts: the padding of
	// two cells side by side. Blanks between words are narrower.
	columnGap = 0.55
	// spacedOut is the blank in font sizes up to which single Chinese characters beside each other are one word
	// that was spaced out to fill its heading.
	spacedOut = 3.0
)

// textTable is a table being recovered from the places of its words, and from horizontal lines where there are any.
type textTable struct {
	// size is the usual size of the type in points.
	size  float64
	lines []textRow
	// rules are the horizontal lines inside, from the top.
	rules []edge
	// left and right are the sides of the area in points.
	left, right float64
	cols        []column
	// walls are the sides of the columns where they are known beforehand: drawn, or from the page before.
	walls []wall
	// drawn says that lines show the columns.
	drawn bool
	// drawnAt are the places of the lines that show columns, among them walls that only the text shows.
	drawnAt []float64
	// head is the number of lines that are column headings.
	head int
	// heads is what they say.
	heads string
}

// textRow is a line of words, cut at the blanks that may part columns.
type textRow struct {
	base, size float64
	chunks     []chunk
}

// column is a column of text: from x0 to x1 in the lines of data, from h0 to h1 with its heading.
type column struct {
	x0, x1, h0, h1 float64
	figures        bool
}

// textGrid recovers the grid of a table from its words; rules are the horizontal lines in its area, before is the table
// that may go on from the page before. False where the words do not show the columns of a table.
func textGrid(words []page.Word, rules []edge, area page.Rect, before *textTable) (grid, bool) {
	t := newTextTable(words, rules, area)
	if before != nil && before.heads != "" && t.sameHeads(before) {
		t.cols = append([]column(nil), before.cols...)
	} else if !t.findColumns() {
		return grid{}, false
	}
	t.dropTitles()
	t.dropNotes()
	if len(t.lines) == 0 {
		return grid{}, false
	}
	t.heads = headText(t.lines[:t.head])
	if before != nil && (t.head == 0 || before.heads != "" && t.heads == before.heads) {
		t.adopt(before)
	}
	h := t.headings()
	rows := t.withEmptyRows(t.bodyRows(t.lines[t.head:]))
	if len(t.cols) < 2 || len(rows) == 0 || len(t.cols)*(len(rows)+h.depth) > mostSlots {
		return grid{}, false
	}
	return t.assemble(h, rows), true
}

// sameHeads says whether the lines begin with the headings of another table, and takes them for its own then.
func (t *textTable) sameHeads(o *textTable) bool {
	if len(t.lines) <= o.head || headText(t.lines[:o.head]) != o.heads {
		return false
	}
	t.head = o.head
	return true
}

// headText is what the headings say.
func headText(lines []textRow) string {
	var b strings.Builder
	for _, l := range lines {
		for _, c := range l.chunks {
			b.WriteString(c.text())
			b.WriteByte('|')
		}
	}
	return b.String()
}

// adopt takes the columns of the table on the page before where those found here fit into them: a column may be empty
// on one page.
func (t *textTable) adopt(before *textTable) {
	if len(t.cols) > len(before.cols) {
		return
	}
	fitted := append([]column(nil), before.cols...)
	last := -1
	for _, c := range t.cols {
		i := before.columnAt((c.x0 + c.x1) / 2)
		outside := i > 0 && c.x0 < before.cols[i-1].x1 || i+1 < len(before.cols) && c.x1 > before.cols[i+1].x0
		if i <= last || outside {
			return
		}
		last = i
		fitted[i].x0, fitted[i].x1 = math.Min(fitted[i].x0, c.x0), math.Max(fitted[i].x1, c.x1)
		fitted[i].figures = fitted[i].figures || c.figures
	}
	t.cols, t.walls = fitted, before.walls
}

func newTextTable(words []page.Word, rules []edge, area page.Rect) *textTable {
	t := &textTable{left: area.X0, right: area.X1}
	var sizes []float64
	for _, line := range page.Lines(words) {
		for _, w := range line {
			sizes = append(sizes, w.Size)
		}
		t.lines = append(t.lines, newTextRow(line))
	}
	if len(sizes) > 0 {
		sort.Float64s(sizes)
		t.size = sizes[len(sizes)/2]
	}
	for _, r := range rules {
		if r.pos > area.Y0-reach && r.pos < area.Y1+reach && r.to > area.X0 && r.from < area.X1 {
			t.rules = append(t.rules, r)
		}
	}
	sort.SliceStable(t.rules, func(i, j int) bool { return t.rules[i].pos < t.rules[j].pos })
	return t
}

func newTextRow(line []page.Word) textRow {
	r := textRow{base: line[0].Baseline, chunks: bits(line)}
	for _, w := range line {
		if w.Size > r.size {
			r.size, r.base = w.Size, w.Baseline
		}
	}
	return r
}

// bits cuts a line at every blank that may part columns. Dots that lead from a label to its figure belong to the
// label and take no room.
func bits(line []page.Word) []chunk {
	var out []chunk
	for _, w := range line {
		box, dots := withoutLeader(w)
		n := len(out)
		if dots && n > 0 && w.Box.X0-endOf(out[n-1].words) <= leaderGap*w.Size {
			out[n-1].words = append(out[n-1].words, w)
			continue
		}
		if n > 0 && joined(out[n-1], w, box) {
			out[n-1].words = append(out[n-1].words, w)
			out[n-1].box = out[n-1].box.Union(box)
			continue
		}
		out = append(out, chunk{[]page.Word{w}, box})
	}
	return out
}

// joined says whether a word goes on with the text before it.
func joined(before chunk, w page.Word, box page.Rect) bool {
	last := before.words[len(before.words)-1]
	gap := box.X0 - before.box.X1
	if gap <= columnGap*math.Max(w.Size, last.Size) {
		return true
	}
	if isCurrency(last.Text) && isFigure(w.Text) && gap <= currencyGap*w.Size && len(before.words) == 1 {
		return true
	}
	a, b := []rune(last.Text), []rune(w.Text)
	single := len(a) == 1 && len(b) == 1 && page.Wide(a[0]) && page.Wide(b[0])
	return single && gap <= spacedOut*w.Size && len(before.text()) == len(last.Text)
}

// currencyGap is how far in font sizes a sign of currency stands before its figure, in accounts: left in the column while
// the figure stands right.
const currencyGap = 7.0

func isCurrency(text string) bool { return strings.Contains("$€£¥￥", text) && text != "" }

const (
	// leaderDots is the number of dots from which they lead from a label to its figure.
	leaderDots = 4
	// leaderGap is how far in font sizes they begin behind the label; farther off they stand for a figure.
	leaderGap = 1.0
)

func endOf(words []page.Word) float64 { return words[len(words)-1].Box.X1 }

// withoutLeader is the box of a word without the dots at its end; dots says that it is nothing else.
func withoutLeader(w page.Word) (box page.Rect, dots bool) {
	bare := strings.TrimRight(w.Text, ".·…．_")
	cut := len([]rune(w.Text)) - len([]rune(bare))
	if cut < leaderDots && !(bare == "" && cut > 0 && w.Text != "…") {
		return w.Box, false
	}
	box = w.Box
	if n := len(w.Glyphs); n > cut {
		box.X1 = w.Glyphs[n-cut-1].Box.X1
	}
	return box, bare == ""
}

// columnAt is the column whose part of the table holds x.
func (t *textTable) columnAt(x float64) int {
	return sort.Search(len(t.cols)-1, func(i int) bool { return x < t.wallAfter(i) })
}

// wallAfter is where column i ends and the next begins: between their texts, headings too where there is room.
func (t *textTable) wallAfter(i int) float64 {
	if t.walls != nil {
		return t.walls[i+1].pos()
	}
	a, b := t.cols[i], t.cols[i+1]
	from, to := a.x1, b.x0
	if f, e := math.Max(from, a.h1), math.Min(to, b.h0); f < e {
		from, to = f, e
	}
	return (from + to) / 2
}

// columnsOf are the first and last column a chunk stands over.
func (t *textTable) columnsOf(c chunk) (first, last int) {
	slack := columnGap * t.size / 2
	at := t.columnAt(c.box.Center().X)
	first, last = at, at
	for first > 0 && c.box.X0 < t.cols[first-1].x1-slack && c.box.X0 < t.wallAfter(first-1)-slack {
		first--
	}
	for last+1 < len(t.cols) && c.box.X1 > t.cols[last+1].x0+slack && c.box.X1 > t.wallAfter(last)+slack {
		last++
	}
	return first, last
}

// ruleBetween says whether a line from side to side parts two heights.
func (t *textTable) ruleBetween(y0, y1 float64) bool {
	_, ok := t.ruleIn(y0, y1)
	return ok
}

func (t *textTable) ruleIn(y0, y1 float64) (float64, bool) {
	for _, r := range t.rules {
		if y0 < r.pos && r.pos < y1 && r.length() > fullRule*(t.right-t.left) {
			return r.pos, true
		}
	}
	return 0, false
}

// fullRule is the share of a table's width from which a horizontal line runs from side to side.
const fullRule = 0.9
