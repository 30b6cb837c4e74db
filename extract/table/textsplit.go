package table

import (
	"math"
	"sort"

	"gouji/extract/page"
)

const (
	// narrowBlank is the least blank in font sizes between two columns that have each their own heading: it runs through
	// all lines, which no blank between words does.
	narrowBlank = 0.2
	// setShare is the share of a column's texts that begin or end at one place where it is set to that side.
	setShare = 0.9
)

// splitColumns parts what looks like one column and has two headings beside each other, where a blank between the two runs
// through all lines of data; then it parts texts that touch the next column's and are set as these are.
func (t *textTable) splitColumns(data []textRow) {
	heads := lowest(t.stackHeadings())
	for i := 0; i < len(t.cols); i++ {
		for k := 1; k < len(heads); k++ {
			a, b := heads[k-1].box, heads[k].box
			if t.columnAt(a.Center().X) != i || t.columnAt(b.Center().X) != i {
				continue
			}
			if left, right, ok := t.cutColumn(data, i, [2]float64{a.X1, b.X0}); ok {
				t.cols = append(t.cols[:i], append([]column{left, right}, t.cols[i+1:]...)...)
				break
			}
		}
	}
	for i := range t.lines[t.head:] {
		l := &t.lines[t.head+i]
		l.chunks = t.partedTexts(data, l.chunks)
	}
}

// cutColumn parts a column at the blank of its data that meets the blank between two headings.
func (t *textTable) cutColumn(data []textRow, i int, between [2]float64) (left, right column, ok bool) {
	c := t.cols[i]
	var words []page.Word
	lines := 0
	for _, l := range data {
		for _, k := range l.chunks {
			if k.box.X0 >= c.x0-reach && k.box.X1 <= c.x1+reach {
				words, lines = append(words, k.words...), lines+1
			}
		}
	}
	if lines < fewestLines {
		return left, right, false
	}
	sort.SliceStable(words, func(a, b int) bool { return words[a].Box.X0 < words[b].Box.X0 })
	end := words[0].Box.X1
	for n, w := range words {
		meets := math.Min(w.Box.X0, between[1]) > math.Max(end, between[0])
		if w.Box.X0-end >= narrowBlank*t.size && meets && bothSides(n, len(words)-n, lines) {
			left = column{x0: c.x0, x1: end, h0: c.x0, h1: end}
			right = column{x0: w.Box.X0, x1: c.x1, h0: w.Box.X0, h1: c.x1}
			return left, right, true
		}
		end = math.Max(end, w.Box.X1)
	}
	return left, right, false
}

// bothSides says whether the words left and right of a blank are as many as most lines have on each side.
func bothSides(left, right, lines int) bool { return 2*left > lines && 2*right > lines }

// partedTexts parts texts that run over columns before the words with which the text of the next column begins.
func (t *textTable) partedTexts(data []textRow, line []chunk) []chunk {
	var out []chunk
	for _, c := range line {
		parts := t.cutAtColumns(c)
		set := len(parts) > 1
		for k := range parts {
			set = set && t.setToSide(data, parts[k], k > 0)
		}
		if !set {
			parts = []chunk{c}
		}
		out = append(out, parts...)
	}
	return out
}

// setToSide says whether a text begins, or ends, where the texts of its column do that are set to that side; one that is
// cut off the text before it has to begin there, or end there as figures do.
func (t *textTable) setToSide(data []textRow, p chunk, cutOff bool) bool {
	i := t.columnAt(p.box.Center().X)
	c := t.cols[i]
	if math.Abs(p.box.X0-c.x0) > flushLeft && math.Abs(p.box.X1-c.x1) > flushLeft {
		return false
	}
	left, right, all := 0, 0, 0
	for _, l := range data {
		for _, k := range l.chunks {
			if first, last := t.columnsOf(k); first != i || last != i {
				continue
			}
			all++
			if math.Abs(k.box.X0-c.x0) <= flushLeft {
				left++
			}
			if math.Abs(k.box.X1-c.x1) <= flushLeft {
				right++
			}
		}
	}
	if float64(left) >= setShare*float64(all) && math.Abs(p.box.X0-c.x0) <= flushLeft {
		return true
	}
	ends := float64(right) >= setShare*float64(all) && math.Abs(p.box.X1-c.x1) <= flushLeft
	return ends && (isFigure(p.text()) || !cutOff)
}
