package table

import (
	"math"

	"gouji/extract/page"
)

// flush is how far apart in font sizes the ends of two texts lie that are set to one side.
const flush = 0.3

// assemble makes the grid of the headings and the rows, and says which word belongs where.
func (t *textTable) assemble(h headings, rows [][]textRow) grid {
	if t.walls == nil {
		t.walls = t.columnWalls()
	}
	g := grid{x: t.walls, y: t.rowWalls(h, rows), own: map[page.Rect]int{}, head: h.depth, text: t}
	taken := make([]bool, g.rows()*g.cols())
	for _, c := range h.cells {
		s := span{c.row, c.from, c.rows, c.to - c.from}
		if !g.claim(taken, s) {
			continue
		}
		g.give(c.chunks)
	}
	t.blankHeadings(&g, taken, h.depth)
	for i, row := range rows {
		t.fillRow(&g, taken, h.depth+i, row)
	}
	for i := range taken {
		if !taken[i] {
			g.spans = append(g.spans, span{i / g.cols(), i % g.cols(), 1, 1})
		}
	}
	return g
}

// claim makes a span of the slots; false where one of them is taken.
func (g *grid) claim(taken []bool, s span) bool {
	for r := s.row; r < s.row+s.rows; r++ {
		for c := s.col; c < s.col+s.cols; c++ {
			if taken[r*g.cols()+c] {
				return false
			}
		}
	}
	for r := s.row; r < s.row+s.rows; r++ {
		for c := s.col; c < s.col+s.cols; c++ {
			taken[r*g.cols()+c] = true
		}
	}
	g.spans = append(g.spans, s)
	return true
}

// give puts the words of chunks into the latest span.
func (g *grid) give(chunks []chunk) {
	for _, c := range chunks {
		for _, w := range c.words {
			g.own[w.Box] = len(g.spans) - 1
		}
	}
}

// blankHeadings makes one cell of what is left over a column in the headings.
func (t *textTable) blankHeadings(g *grid, taken []bool, depth int) {
	for c := range t.cols {
		for r := 0; r < depth; r++ {
			if taken[r*g.cols()+c] {
				continue
			}
			end := r
			for end < depth && !taken[end*g.cols()+c] {
				end++
			}
			g.claim(taken, span{r, c, end - r, 1})
		}
	}
}

// fillRow makes the cells of a row: a text that runs over columns which are empty beside it spans them.
func (t *textTable) fillRow(g *grid, taken []bool, row int, lines []textRow) {
	at := make([][]chunk, len(t.cols))
	if first, ok := t.divides(lines); ok && g.claim(taken, span{row, first, 1, len(t.cols) - first}) {
		g.give(lines[0].chunks)
		return
	}
	var wide []chunk
	for _, l := range lines {
		for _, c := range l.chunks {
			if first, last := t.columnsOf(c); first < last {
				wide = append(wide, c)
				continue
			}
			i := t.columnAt(c.box.Center().X)
			at[i] = append(at[i], c)
		}
	}
	for _, c := range wide {
		first, last := t.columnsOf(c)
		home := first
		for i := first; i <= last; i++ {
			if len(at[i]) > 0 {
				first, last = -1, -2
				break
			}
		}
		if first >= 0 && g.claim(taken, span{row, first, 1, last - first + 1}) {
			g.give([]chunk{c})
			continue
		}
		at[home] = append(at[home], c)
	}
	for i, chunks := range at {
		if len(chunks) > 0 && g.claim(taken, span{row, i, 1, 1}) {
			g.give(chunks)
		}
	}
}

// divides says whether a row is a heading between the rows of data: words over columns of figures, set neither to the left
// nor to the right as the figures of one column are. It gives the first column under it.
func (t *textTable) divides(lines []textRow) (first int, ok bool) {
	if len(lines) != 1 || len(lines[0].chunks) != 1 || len(t.cols) <= 2 {
		return 0, false
	}
	c, last := lines[0].chunks[0], t.cols[len(t.cols)-1]
	x := c.box.Center().X
	own := t.cols[t.columnAt(x)]
	slack := flush * t.size
	aligned := math.Abs(c.box.X0-own.x0) <= slack || math.Abs(c.box.X1-own.x1) <= slack
	if t.columnAt(x) == 0 || !own.figures || aligned || !isWord(c.text()) {
		return 0, false
	}
	whole, rest := (t.cols[0].x0+last.x1)/2, (t.cols[1].x0+last.x1)/2
	if math.Abs(x-whole) < math.Abs(x-rest) {
		return 0, true
	}
	return 1, true
}

// columnWalls are the sides of the columns; between two columns the wall is as thick as the blank.
func (t *textTable) columnWalls() []wall {
	n := len(t.cols)
	walls := []wall{{raw: []float64{math.Min(t.left, t.cols[0].h0)}}}
	for i := 0; i+1 < n; i++ {
		at := t.wallAfter(i)
		low, high := math.Min(at, math.Max(t.cols[i].x1, walls[i].high())), math.Max(at, t.cols[i+1].x0)
		if high > t.cols[i+1].x1 {
			high = at
		}
		walls = append(walls, wall{raw: []float64{math.Max(low, walls[i].high()), math.Max(high, walls[i].high())}})
	}
	right := math.Max(t.right, math.Max(t.cols[n-1].h1, walls[n-1].high()))
	walls = append(walls, wall{raw: []float64{right}})
	return closedWalls(walls)
}

// rowWalls are the heights between the rows, of the headings first.
func (t *textTable) rowWalls(h headings, rows [][]textRow) []wall {
	first, last := t.lines[0], rows[len(rows)-1]
	ys := []float64{first.base - first.size}
	if h.depth > 0 {
		ys = append(ys, h.bounds...)
		ys = append(ys, t.between(t.lines[t.head-1], rows[0][0]))
	} else {
		ys[0] = rows[0][0].base - rows[0][0].size
	}
	for i := 1; i < len(rows); i++ {
		before := rows[i-1]
		ys = append(ys, t.between(before[len(before)-1], rows[i][0]))
	}
	end := last[len(last)-1]
	ys = append(ys, end.base+sunk*end.size)
	var walls []wall
	for i, y := range ys {
		if i > 0 {
			y = math.Max(y, walls[i-1].high())
		}
		walls = append(walls, wall{raw: []float64{y}})
	}
	return closedWalls(walls)
}

// between is where a row ends and the next begins: at the line drawn there, or halfway.
func (t *textTable) between(a, b textRow) float64 {
	up, down := a.base-midHeight*a.size, b.base-midHeight*b.size
	if y, ok := t.ruleIn(up, down); ok {
		return y
	}
	return (up + down) / 2
}

// closedWalls makes the walls count as drawn all along: nothing tells that a cell goes on over a page's end.
func closedWalls(walls []wall) []wall {
	for i := range walls {
		walls[i].border = true
		walls[i].lines = []edge{{walls[i].pos(), math.Inf(-1), math.Inf(1)}}
	}
	return walls
}
