package table

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// supported is the share of the lines of a table without lines that fall apart into columns.
	supported = 0.6
	// fewColumns is the number of columns a table of less than fewestLines rows has at least.
	fewColumns = 3
)

// bare finds tables without any line: stretches of lines that fall apart into the same columns of figures.
func bare(words []page.Word, rules []edge, before *textTable) []edges {
	var upright []page.Word
	for _, w := range words {
		if w.Angle == 0 {
			upright = append(upright, w)
		}
	}
	var out []edges
	for _, group := range sides(page.Lines(upright)) {
		out = append(out, bareIn(page.Lines(group), rules, before)...)
	}
	return out
}

// bareIn finds the tables among lines that stand under each other.
func bareIn(lines [][]page.Word, rules []edge, before *textTable) []edges {
	pitch := usualPitch(lines)
	var out []edges
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && (to == from || near(lines[to-1], lines[to], pitch) || headed(lines[to-1], lines[to], rules, pitch)) {
			to++
		}
		out = append(out, stretches(textRowsOf(lines[from:to]), before)...)
		from = to
	}
	return out
}

func usualPitch(lines [][]page.Word) float64 {
	var d []float64
	for i := 1; i < len(lines); i++ {
		d = append(d, lines[i][0].Baseline-lines[i-1][0].Baseline)
	}
	if len(d) == 0 {
		return 0
	}
	sort.Float64s(d)
	return d[len(d)/2]
}

func near(a, b []page.Word, pitch float64) bool {
	return b[0].Baseline-a[0].Baseline <= pitchLimit*math.Max(pitch, a[0].Size)
}

// headed says whether a line closes headings right over the other: it runs over the width of both, and neither is farther
// from it than lines of one table are from each other.
func headed(a, b []page.Word, rules []edge, pitch float64) bool {
	if len(newTextRow(a).chunks) < fewColumns || !newTextRow(b).isData() {
		return false
	}
	far := pitchLimit * math.Max(pitch, a[0].Size)
	x0 := math.Min(a[0].Box.X0, b[0].Box.X0)
	x1 := math.Max(endOf(a), endOf(b))
	for _, r := range rules {
		between := a[0].Baseline-midHeight*a[0].Size < r.pos && r.pos < b[0].Baseline-midHeight*b[0].Size
		if between && r.from <= x0+reach && r.to >= x1-reach && r.pos-a[0].Baseline <= far && b[0].Baseline-b[0].Size-r.pos <= far {
			return true
		}
	}
	return false
}

// bareRun is a stretch of lines that may be a table; captioned says that a title or unit stands over it.
type bareRun struct {
	lines     []textRow
	captioned bool
	before    *textTable
}

// stretches gives the tables among lines that stand close together: running text parts them.
func stretches(lines []textRow, before *textTable) []edges {
	left, right := math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		left, right = math.Min(left, l.chunks[0].box.X0), math.Max(right, l.chunks[len(l.chunks)-1].box.X1)
	}
	var out []edges
	run := bareRun{before: before}
	flush := func() {
		if e, ok := run.table(); ok {
			out = append(out, e)
		}
		run = bareRun{before: before}
	}
	for _, l := range lines {
		prose := len(l.chunks) == 1 && (l.chunks[0].box.Width() > wideText*(right-left) || len(run.lines) == 0 && !l.parted(left))
		contents := len(l.chunks) <= 2 && leader.MatchString(l.text())
		if prose || contents {
			flush()
			run.captioned = l.captions()
			continue
		}
		run.captioned = run.captioned || l.captions()
		run.lines = append(run.lines, l)
	}
	flush()
	return out
}

// text is the whole line.
func (l textRow) text() string {
	var words []page.Word
	for _, c := range l.chunks {
		words = append(words, c.words...)
	}
	return page.LineText(words)
}

// captions says whether the line titles a table or names its unit.
func (l textRow) captions() bool {
	for _, c := range l.chunks {
		text := c.text()
		if unitLine.MatchString(text) || formMark.MatchString(text) || captionLine.MatchString(text) {
			return true
		}
	}
	return false
}

// table gives the frame of the table that the lines form; false where they form none.
func (r bareRun) table() (edges, bool) {
	r.trim()
	if len(r.lines) == 0 || r.contents() {
		return edges{}, false
	}
	if _, words := alignedWords(r.lines); !words && !r.many() && !r.goesOn() && !r.few() {
		return edges{}, false
	}
	var box page.Rect
	for _, l := range r.lines {
		for _, c := range l.chunks {
			box = box.Union(c.box)
		}
	}
	box = box.Grow(1)
	return edges{
		h: []edge{{box.Y0, box.X0, box.X1}, {box.Y1, box.X0, box.X1}},
		v: []edge{{box.X0, box.Y0, box.Y1}, {box.X1, box.Y0, box.Y1}},
	}, true
}

// trim takes lines off the end that do not fall apart into columns, but for the rest of a label.
func (r *bareRun) trim() {
	left := leftEdge(r.lines)
	n := len(r.lines)
	for n > 0 && !r.lines[n-1].parted(left) {
		n--
	}
	if n > 0 && n < len(r.lines) && r.restOfLast(n) {
		n++
	}
	r.lines = r.lines[:n]
}

// restOfLast says whether line n, which has no figures, is the rest of the label of the line over it.
func (r *bareRun) restOfLast(n int) bool {
	over, c := r.lines[n-1], r.lines[n].chunks[0]
	if r.lines[n].base-over.base > looseLeading*over.size || len(over.chunks) < 2 {
		return false
	}
	narrow := c.box.X1 < over.chunks[1].box.X0
	return narrow && (beginsLower(c.text()) || c.box.X0 > over.chunks[0].box.X0+indentStep*over.size)
}

// many says whether enough lines fall apart into the same columns of figures.
func (r *bareRun) many() bool {
	parted, figures, texts := 0, 0, 0
	left := leftEdge(r.lines)
	var all [][]chunk
	for _, l := range r.lines {
		if l.parted(left) {
			parted++
		}
		for _, c := range l.chunks[1:] {
			if isFigure(c.text()) {
				figures++
			} else if utf8.RuneCountInString(c.text()) > 1 {
				texts++
			}
		}
		if len(l.chunks) > 1 {
			all = append(all, l.chunks)
		}
	}
	if parted < fewestLines || float64(parted) < supported*float64(len(r.lines)) || float64(figures) < bareFigures*float64(figures+texts) {
		return false
	}
	return len(gutters(all)) > 0
}

// contents says whether the lines are a table of contents: texts, with a number before them or not, and the numbers of
// rising pages; a line of headings may stand over them.
func (r *bareRun) contents() bool {
	last, pages := 0, 0
	for i, l := range r.lines {
		n, err := strconv.Atoi(l.chunks[len(l.chunks)-1].text())
		if err != nil && i == 0 && !l.isData() {
			continue
		}
		numbered := len(l.chunks) == 3 && (isFigure(l.chunks[0].text()) || listMark.MatchString(l.chunks[0].text())) && leader.MatchString(l.text())
		if len(l.chunks) != 2 && !numbered || err != nil || n < last {
			return false
		}
		last, pages = n, pages+1
	}
	return pages > 0
}

// goesOn says whether the lines begin with the headings of the table before and hold figures.
func (r *bareRun) goesOn() bool {
	if r.before == nil || r.before.heads == "" {
		return false
	}
	return strings.HasPrefix(headText(r.lines), r.before.heads) && r.dataLines() > 0
}

func (r *bareRun) dataLines() int {
	n := 0
	for _, l := range r.lines {
		if l.isData() {
			n++
		}
	}
	return n
}

// few says whether a captioned table of one or two rows stands here: headings over at least three columns and figures
// under them.
func (r *bareRun) few() bool {
	if !r.captioned {
		return false
	}
	headed := false
	for _, l := range r.lines {
		if l.isData() {
			return headed && len(l.chunks) >= fewColumns
		}
		headed = headed || len(l.chunks) >= fewColumns
	}
	return false
}
