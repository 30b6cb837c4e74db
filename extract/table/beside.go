package table

import (
	"math"

	"gouji/extract/page"
)

// labelsBeside adds to drawn grids the labels that stand left of them, in no lines: one a row, on the baseline of the row,
// set to one side. Line numbers and running text are none.
func (f *finder) labelsBeside(drawn []edges) {
	for i := range drawn {
		box := drawn[i].box()
		var words []page.Word
		for _, w := range f.words {
			at := middle(w)
			if w.Angle == 0 && w.Box.X1 <= box.X0+1 && box.Y0 < at.Y && at.Y < box.Y1 && !inAny(drawn, i, at) {
				words = append(words, w)
			}
		}
		if len(words) < fewestLines || len(drawn[i].v) <= fewColumns {
			continue
		}
		g := newGrid(drawn[i], f.points)
		if len(g.spans) == 0 {
			continue
		}
		first, ok := g.labelled(page.Lines(words), f.words)
		if !ok {
			continue
		}
		left := leftEdge(textRowsOf(page.Lines(words))) - 1
		drawn[i].v = append([]edge{{left, box.Y0, box.Y1}}, drawn[i].v...)
		h := append([]edge(nil), drawn[i].h...)
		for r, w := range g.y {
			if r == 0 || r >= first {
				h = append(h, edge{w.low(), left, box.X0})
			}
		}
		drawn[i].h = straighten(h, 0)
	}
}

// inAny says whether a place lies in one of the sets but the i-th.
func inAny(sets []edges, i int, at page.Point) bool {
	for k, s := range sets {
		if k != i && s.box().Contains(at) {
			return true
		}
	}
	return false
}

// labelled says whether lines of text beside a grid are the labels of its rows, from which on.
func (g grid) labelled(lines [][]page.Word, words []page.Word) (first int, ok bool) {
	first, last := -1, -1
	var rows []textRow
	for _, l := range lines {
		r := find(g.y, middle(l[0]).Y)
		row := newTextRow(l)
		if r < 0 || r == last || len(row.chunks) != 1 || !isWord(row.text()) || !g.onBaseline(r, row, words) {
			return 0, false
		}
		if first < 0 {
			first = r
		} else if r != last+1 {
			return 0, false
		}
		last, rows = r, append(rows, row)
	}
	return first, len(rows) >= fewestLines && last == g.rows()-1 && 2*first <= g.rows() && flushed(rows)
}

// onBaseline says whether a row of the grid has text on the baseline of a label, a figure among it.
func (g grid) onBaseline(row int, label textRow, words []page.Word) bool {
	figures := false
	for _, w := range words {
		at := middle(w)
		if find(g.y, at.Y) == row && find(g.x, at.X) >= 0 && math.Abs(w.Baseline-label.base) <= baseSlack*label.size {
			figures = figures || isFigure(w.Text)
		}
	}
	return figures
}

// flushed says whether lines begin, or end, at one place.
func flushed(rows []textRow) bool {
	left, right := true, true
	a := rows[0].chunks[0].box
	for _, r := range rows {
		b := r.chunks[0].box
		left = left && math.Abs(a.X0-b.X0) <= flushLeft
		right = right && math.Abs(a.X1-b.X1) <= flushLeft
	}
	return left || right
}
