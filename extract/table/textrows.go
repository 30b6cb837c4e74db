package table

import (
	"math"
	"sort"
	"strings"
	"unicode"

	"gouji/extract/page"
)

const (
	// looseLeading is the distance of lines in font sizes from which rows stand farther apart than the lines of one
	// wrapped text; tightShare is the share of the rows' distance up to which lines belong to one row then.
	looseLeading, tightShare = 1.5, 0.8
	// indentStep is how far in font sizes a line is set in that goes on with the one above or below it.
	indentStep = 0.5
)

// bodyRows puts the lines of the body together to rows.
func (t *textTable) bodyRows(lines []textRow) [][]textRow {
	pitch := t.rowPitch(lines)
	var rows [][]textRow
	for i, l := range lines {
		n := len(rows)
		if n > 0 && t.sameRow(rows[n-1], lines, i, pitch) {
			rows[n-1] = append(rows[n-1], l)
			continue
		}
		rows = append(rows, []textRow{l})
	}
	return rows
}

// rowPitch is the usual least distance of two rows in points. Where most lines stand apart farther than wrapped ones,
// it is theirs; elsewhere that of lines with figures in the same column.
func (t *textTable) rowPitch(lines []textRow) float64 {
	var apart, figures []float64
	for i := 1; i < len(lines); i++ {
		d := lines[i].base - lines[i-1].base
		if d >= looseLeading*lines[i].size {
			apart = append(apart, d)
		}
		if t.shareColumn(lines[i-1], lines[i]) {
			figures = append(figures, d)
		}
	}
	d := figures
	if 2*len(apart) >= len(lines)-1 && len(apart) > 0 {
		d = apart
	}
	if len(d) == 0 {
		return 0
	}
	sort.Float64s(d)
	return d[len(d)/4]
}

// shareColumn says whether both lines have a figure in the same column, which makes them two rows.
func (t *textTable) shareColumn(a, b textRow) bool {
	for _, x := range a.chunks {
		for _, y := range b.chunks {
			if isFigure(x.text()) && isFigure(y.text()) && t.columnAt(x.box.Center().X) == t.columnAt(y.box.Center().X) {
				return true
			}
		}
	}
	return false
}

// sameRow says whether line i goes on with the row before it. Where rows stand farther apart than wrapped lines, the
// distance tells; elsewhere what the lines hold and how far they are set in.
func (t *textTable) sameRow(row, lines []textRow, i int, pitch float64) bool {
	l, last := lines[i], row[len(row)-1]
	if t.ruleBetween(last.base-midHeight*last.size, l.base-midHeight*l.size) {
		return false
	}
	for _, r := range row {
		if t.shareColumn(r, l) {
			return false
		}
	}
	if t.oneRowBands() {
		return true
	}
	if pitch >= looseLeading*l.size {
		return l.base-last.base < tightShare*pitch && t.broken(last, l)
	}
	if pitch > 0 && l.base-last.base > looseLeading*pitch {
		return false
	}
	if !t.hasFigures(row) {
		return t.labelGoesOn(row, lines, i)
	}
	return t.restOfLabel(row, lines, i)
}

// oneRowBands says whether the table has a line under every row.
func (t *textTable) oneRowBands() bool {
	bands, rows := 0, 0
	last := math.Inf(-1)
	for _, l := range t.lines[t.head:] {
		if l.isData() {
			rows++
		}
		if last == math.Inf(-1) || t.ruleBetween(last, l.base-midHeight*l.size) {
			bands++
		}
		last = l.base - midHeight*l.size
	}
	return bands > 2 && (rows <= bands || rows == 0)
}

func (t *textTable) hasFigures(row []textRow) bool {
	for _, l := range row {
		for _, c := range l.chunks {
			if t.cols[t.columnAt(c.box.Center().X)].figures {
				return true
			}
		}
	}
	return false
}

// restOfLabel says whether line i is the rest of the label of the row of figures above it: set in deeper than it while
// the next row is not, or going on in lower case.
func (t *textTable) restOfLabel(row, lines []textRow, i int) bool {
	l := lines[i]
	if t.hasFigures(lines[i:i+1]) || len(row[0].chunks) == 0 {
		return false
	}
	if len(l.chunks) > 1 || t.columnAt(l.chunks[0].box.Center().X) > 0 {
		return true
	}
	first := row[0].chunks[0]
	if beginsLower(l.chunks[0].text()) && unfinished(row[len(row)-1].chunks[0].text()) {
		return true
	}
	set := l.chunks[0].box.X0 - first.box.X0
	if set < indentStep*t.size || i+1 >= len(lines) {
		return set >= indentStep*t.size || beginsLower(l.chunks[0].text())
	}
	next := lines[i+1].chunks[0].box.X0 - first.box.X0
	return next < set-indentStep*t.size/2
}

// labelGoesOn says whether line i goes on with a label above it that has no figures: what begins in lower case, or is
// set in as no other row after it is. A label over several rows set in under it is a row of its own.
func (t *textTable) labelGoesOn(row, lines []textRow, i int) bool {
	l, before := lines[i], row[len(row)-1]
	if len(before.chunks) > 1 || t.columnAt(before.chunks[0].box.Center().X) > 0 {
		return false
	}
	label, rest := before.chunks[0], l.chunks[0]
	if strings.HasSuffix(label.text(), ":") || strings.HasSuffix(label.text(), "：") || t.columnAt(rest.box.Center().X) > 0 {
		return false
	}
	if !t.full(label, rest) {
		return false
	}
	if unfinished(label.text()) && beginsLower(rest.text()) {
		return true
	}
	set := rest.box.X0 - label.box.X0
	if set < indentStep*t.size || i+1 >= len(lines) {
		return false
	}
	next := lines[i+1].chunks[0].box.X0 - label.box.X0
	return next < set-indentStep*t.size/2 && t.hasFigures(lines[i:i+1]) && t.hasFigures(lines[i+1:i+2])
}

// broken says whether one line may go on with the other: where both have a label the upper one leaves no room.
func (t *textTable) broken(upper, under textRow) bool {
	a, b := upper.chunks[0], under.chunks[0]
	return t.columnAt(a.box.Center().X) > 0 || t.columnAt(b.box.Center().X) > 0 || t.full(a, b)
}

// full says whether a text leaves no room in its column for the first word of the text under it.
func (t *textTable) full(upper, under chunk) bool {
	w := under.words[0]
	width := w.Box.Width()
	if first := []rune(w.Text)[0]; page.Wide(first) {
		width = w.Size
	}
	col := t.cols[t.columnAt(upper.box.Center().X)]
	return upper.box.Width()+width > col.x1-col.x0-indentStep*w.Size
}

// unfinished says whether a label ends as no label does.
func unfinished(text string) bool {
	for _, end := range []string{".", ":", "：", "。"} {
		if strings.HasSuffix(text, end) && !strings.HasSuffix(text, "...") {
			return false
		}
	}
	return true
}

func beginsLower(text string) bool {
	for _, r := range text {
		return unicode.IsLower(r)
	}
	return false
}

// withEmptyRows puts a row where two lines from side to side under the headings leave room for one and nothing stands between them.
func (t *textTable) withEmptyRows(rows [][]textRow) [][]textRow {
	var full []float64
	top := math.Inf(-1)
	if t.head > 0 {
		top = t.lines[t.head-1].base - midHeight*t.lines[t.head-1].size
	}
	for _, r := range t.rules {
		if r.pos > top && r.length() > fullRule*(t.right-t.left) {
			full = append(full, r.pos)
		}
	}
	var out [][]textRow
	next := 0
	for i := 1; i < len(full); i++ {
		for next < len(rows) && rows[next][0].base < full[i] {
			out = append(out, rows[next])
			next++
		}
		held := false
		for _, l := range t.lines {
			held = held || full[i-1] < l.base && l.base < full[i]
		}
		if !held && full[i]-full[i-1] > t.size {
			out = append(out, []textRow{{base: full[i] - (full[i]-full[i-1])/2, size: t.size}})
		}
	}
	return append(out, rows[next:]...)
}
