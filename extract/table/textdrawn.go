package table

import (
	"math"
	"sort"

	"gouji/extract/page"
)

// openGrid recovers the rows of a table whose lines part columns but not rows: drawn are the frame, the columns or those
// of the headings, and no more; before is such a table that may go on from the page before. False where the text shows no
// rows or more columns, or where lines part the rows already.
func openGrid(g grid, words []page.Word, before *textTable) (grid, bool) {
	if g.cols() < 2 || g.rows() > deepest {
		return grid{}, false
	}
	t := newTextTable(words, g.fullRules(), g.outer())
	t.walls = closedWalls(append([]wall(nil), g.x...))
	t.drawn = true
	t.cutAtWalls()
	goesOn := before != nil && before.drawn && len(before.drawnAt) == len(g.x) && before.heads != "" && t.sameHeads(before)
	if !goesOn && !t.openBody(g) {
		return grid{}, false
	}
	if goesOn {
		t.walls = before.walls
	} else {
		t.addHiddenColumns()
	}
	for i := 0; i+1 < len(t.walls); i++ {
		t.cols = append(t.cols, t.columnBetween(t.walls[i].high(), t.walls[i+1].low()))
	}
	t.climb()
	t.heads = headText(t.lines[:t.head])
	h := t.headings()
	rows := t.withEmptyRows(t.bodyRows(t.lines[t.head:]))
	if len(rows) == 0 {
		return grid{}, false
	}
	return t.assemble(h, rows), true
}

// fullRules are the inner lines of the grid that run from side to side.
func (g grid) fullRules() []edge {
	var out []edge
	for _, w := range g.y {
		_, all := g.closed(w)
		if all {
			out = append(out, edge{w.pos(), g.x[0].low(), g.x[len(g.x)-1].high()})
		}
	}
	return out
}

// cutAtWalls parts the chunks that run over a wall between two of their words.
func (t *textTable) cutAtWalls() {
	for i := range t.lines {
		var out []chunk
		for _, c := range t.lines[i].chunks {
			out = append(out, t.cutAtWall(c)...)
		}
		t.lines[i].chunks = out
	}
}

func (t *textTable) cutAtWall(c chunk) []chunk {
	for k := 1; k < len(c.words); k++ {
		a, b := c.words[k-1].Box.X1, c.words[k].Box.X0
		for _, w := range t.walls {
			if a <= w.pos() && w.pos() <= b {
				return append([]chunk{chunkOf(c.words[:k])}, t.cutAtWall(chunkOf(c.words[k:]))...)
			}
		}
	}
	return []chunk{c}
}

// openBody says whether the last drawn row holds all lines of data, and several of them stand under each other as rows
// do, and notes where they begin.
func (t *textTable) openBody(g grid) bool {
	top := g.y[len(g.y)-2].pos()
	t.head = -1
	var data []textRow
	for i, l := range t.lines {
		if !l.isData() {
			continue
		}
		if t.head < 0 {
			t.head = i
		}
		switch {
		case l.base >= top:
			data = append(data, l)
		case !l.numbersColumns():
			return false
		}
	}
	if t.head < 0 {
		return t.blankBody(g, top)
	}
	if len(data) >= fewestLines && t.rowsUnder(data) >= fewestLines-1 {
		return true
	}
	return len(data) > 0 && len(data) < fewestLines && g.cols() >= fewColumns && g.undivided() && t.standsInColumns(data)
}

// undivided says whether the last drawn row is the only one, or has no columns though the headings over it have.
func (g grid) undivided() bool {
	last := 0
	for _, s := range g.spans {
		if s.row+s.rows == g.rows() {
			last++
		}
	}
	return g.rows() == 1 || last == 1
}

// standsInColumns says whether lines of data, and all below the first of them, stay between the walls and stand apart as
// rows do: in the cells of one row wrapped lines stand close.
func (t *textTable) standsInColumns(data []textRow) bool {
	for i := max(t.head, 1); i < len(t.lines); i++ {
		if t.lines[i].base-t.lines[i-1].base < looseLeading*t.lines[i].size {
			return false
		}
	}
	for _, l := range t.lines[t.head:] {
		for _, c := range l.chunks {
			at := find(t.walls, c.box.Center().X)
			if at < 0 || c.box.X0 < t.walls[at].low() || c.box.X1 > t.walls[at+1].high() {
				return false
			}
		}
	}
	for _, l := range data {
		if len(l.chunks) < fewColumns {
			return false
		}
	}
	return true
}

// rowsUnder counts the pairs of neighbouring lines that have figures in the same column and stand apart as rows do, no
// figure being the rest of the one above it.
func (t *textTable) rowsUnder(data []textRow) int {
	n := 0
	for i := 1; i < len(data); i++ {
		for _, a := range data[i-1].chunks {
			for _, b := range data[i].chunks {
				at := find(t.walls, a.box.Center().X)
				if at < 0 || at != find(t.walls, b.box.Center().X) || !isFigure(a.text()) || !isFigure(b.text()) {
					continue
				}
				width := t.walls[at+1].low() - t.walls[at].high()
				tight := data[i].base-data[i-1].base <= tightLeading*data[i].size
				if tight && wrappedFigures([][]page.Word{a.words, b.words}, width) {
					return 0
				}
				n++
			}
		}
	}
	return n
}

// columnBetween is the column of data between two walls.
func (t *textTable) columnBetween(x0, x1 float64) column {
	c := column{x0: math.Inf(1), x1: math.Inf(-1)}
	figures, all := 0, 0
	for _, l := range t.lines[t.head:] {
		for _, k := range l.chunks {
			if x := k.box.Center().X; x < x0 || x > x1 || k.box.X0 < x0-t.size || k.box.X1 > x1+t.size {
				continue
			}
			c.x0, c.x1 = math.Min(c.x0, k.box.X0), math.Max(c.x1, k.box.X1)
			if all++; isFigure(k.text()) {
				figures++
			}
		}
	}
	if all == 0 {
		c.x0, c.x1 = x0, x1
	}
	c.h0, c.h1 = c.x0, c.x1
	c.figures = figures > 0 && float64(figures) >= figureShare*float64(all)
	return c
}

// addHiddenColumns adds the walls that no line shows: between columns of figures that stand between the same two lines.
func (t *textTable) addHiddenColumns() {
	t.drawnAt = positions(t.walls)
	var data []textRow
	for _, l := range t.lines[t.head:] {
		if l.isData() && !l.numbersColumns() {
			data = append(data, l)
		}
	}
	if len(data) < fewestLines {
		return
	}
	cols := columnsFrom(data, columnGap*t.size)
	var hidden []wall
	for i := 1; i < len(cols); i++ {
		left, right := cols[i-1].x1, cols[i].x0
		at := find(t.walls, (left+right)/2)
		if at >= 0 && t.walls[at].high() <= cols[i-1].x0 && cols[i].x1 <= t.walls[at+1].low() {
			hidden = append(hidden, wall{raw: []float64{left, right}})
		}
	}
	t.walls = append(t.walls, closedWalls(hidden)...)
	sort.SliceStable(t.walls, func(i, j int) bool { return t.walls[i].low() < t.walls[j].low() })
}
