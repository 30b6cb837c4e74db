package table

import (
	"math"

	"gouji/extract/page"
)

const (
	// stripGap is the blank in points between headings and the grid they stand over: two lines of text.
	stripGap = 24.0
	// headShare is the share of the columns that have a heading over a grid.
	headShare = 0.6
)

// headsOver adds to drawn grids the headings that stand right over them in a frame or between lines of the same width: with
// the columns of the grid, in its first row.
func (f *finder) headsOver(drawn []edges, rules []edge) {
	for i := range drawn {
		if len(drawn[i].v) <= fewColumns {
			continue
		}
		box := drawn[i].box()
		top, ok := stripTop(box, drawn, rules)
		if !ok {
			continue
		}
		strip := page.Rect{X0: box.X0, Y0: top, X1: box.X1, Y1: box.Y0}
		g := newGrid(drawn[i], f.points)
		if len(g.spans) == 0 || !g.headedBy(wordsIn(f.words, strip)) || !g.opensWithData(f.words) {
			continue
		}
		drawn[i].h = straighten(append(append([]edge(nil), drawn[i].h...), edge{top, box.X0, box.X1}), 0)
		for _, w := range g.x {
			drawn[i].v = append(drawn[i].v, edge{w.pos(), top, box.Y0})
		}
		drawn[i].v = straighten(append([]edge(nil), drawn[i].v...), 0)
	}
}

// stripTop is where headings over a grid may begin: at the frame, or at the upper of the lines, that stand right over it
// as wide as it is.
func stripTop(box page.Rect, drawn []edges, rules []edge) (float64, bool) {
	for _, s := range drawn {
		b := s.box()
		if len(s.v) <= 2 && sameWidth(b, box) && b.Y1 <= box.Y0+reach && box.Y0-b.Y1 <= stripGap {
			return b.Y0, true
		}
	}
	top, ok := box.Y0, false
	for k := len(rules) - 1; k >= 0; k-- {
		r := page.Rect{X0: rules[k].from, X1: rules[k].to}
		if sameWidth(r, box) && rules[k].pos < top && box.Y0-rules[k].pos <= 2*stripGap {
			top, ok = rules[k].pos, true
		}
	}
	return top, ok
}

func sameWidth(a, b page.Rect) bool {
	return math.Abs(a.X0-b.X0) <= sameRule && math.Abs(a.X1-b.X1) <= sameRule
}

// headedBy says whether words are headings of the grid's columns: each stands between two walls, most columns have one,
// none is a figure or says something about the whole table.
func (g grid) headedBy(words []page.Word) bool {
	texts := make([][]page.Word, g.cols())
	for _, w := range words {
		c := find(g.x, w.Box.Center().X)
		if c < 0 || w.Box.X0 < g.x[c].low()-1 || w.Box.X1 > g.x[c+1].high()+1 {
			return false
		}
		texts[c] = append(texts[c], w)
	}
	for _, l := range textRowsOf(page.Lines(words)) {
		if l.captions() || l.named() {
			return false
		}
	}
	filled := 0
	for _, t := range texts {
		if len(t) == 0 {
			continue
		}
		if filled++; isFigure(page.LineText(t)) {
			return false
		}
	}
	return filled >= 2 && float64(filled) >= headShare*float64(g.cols())
}

// named says whether a line gives names and their values: 部门：…
func (l textRow) named() bool {
	for _, c := range l.chunks {
		if keyValue.MatchString(c.text()) {
			return true
		}
	}
	return false
}

// opensWithData says whether the first row of the grid holds a figure, and so no headings.
func (g grid) opensWithData(words []page.Word) bool {
	row := page.Rect{X0: g.x[0].low(), Y0: g.y[0].low(), X1: g.x[g.cols()].high(), Y1: g.y[1].high()}
	for c := 0; c < g.cols(); c++ {
		cell := row
		cell.X0, cell.X1 = g.x[c].pos(), g.x[c+1].pos()
		if in := wordsIn(words, cell); len(in) > 0 && isFigure(page.LineText(in)) {
			return true
		}
	}
	return false
}
