package table

import (
	"math"
	"sort"

	"gouji/extract/page"
)

const (
	// thinColumn and thinRow are the widths in points below which an empty strip between two lines is a double
	// border and no column or row.
	thinColumn, thinRow = 9.0, 6.0
	// mostSlots is the number of grid slots above which lines are a drawing: no page has room for as many cells.
	mostSlots = 40000
	// mostStrokes is the number of lines beside each other that a border can have; more are hatching.
	mostStrokes = 8
	// drawn is the share of a slot's side that must be covered for the side to be a wall.
	drawn = 0.5
	// openShare is the share of the lines meeting the outermost crossing line that must reach past it for the table
	// to go on there without a border.
	openShare = 0.6
)

// wall is one grid line: where it was drawn (several places for a double border) and which stretches.
type wall struct {
	raw   []float64
	lines []edge
	// border is set for an outer side, which counts as drawn.
	border bool
}

func (w wall) pos() float64  { return (w.raw[0] + w.raw[len(w.raw)-1]) / 2 }
func (w wall) low() float64  { return w.raw[0] }
func (w wall) high() float64 { return w.raw[len(w.raw)-1] }

// covers says whether the wall stands between a and b.
func (w wall) covers(a, b float64) bool {
	return w.border || w.drawnOver(a, b)
}

// drawnOver says whether lines cover the wall between a and b.
func (w wall) drawnOver(a, b float64) bool {
	sum, end := 0.0, a
	for _, e := range w.lines {
		from, to := math.Max(e.from, end), math.Min(e.to, b)
		if to > from {
			sum += to - from
			end = to
		}
	}
	return sum >= drawn*(b-a)
}

// span is a rectangle of grid slots.
type span struct{ row, col, rows, cols int }

// grid is the lines of one table and the cells between them.
type grid struct {
	x, y  []wall
	spans []span
	// own are the words, by their boxes, whose span the text itself shows; nil where walls tell. head is the number of
	// heading rows then, 0 where it is not known.
	own  map[page.Rect]int
	head int
	text *textTable
	// byText says that the text shows the cells, by itself or in a frame.
	byText bool
	// ragged is the share of the grid's area, 0 to 1, in areas between lines that are no rectangles.
	ragged float64
}

// newGrid makes the grid of one set of edges; marks are the places of the page's glyphs.
func newGrid(e edges, marks []page.Point) grid {
	box := e.box()
	x := open(axis(e.v), e.h, box.X0, box.X1)
	y := open(axis(e.h), e.v, box.Y0, box.Y1)
	inside := marks[:0:0]
	for _, m := range marks {
		if box.Contains(m) {
			inside = append(inside, m)
		}
	}
	g := grid{
		x: collapse(x, thinColumn, places(inside, func(p page.Point) float64 { return p.X })),
		y: collapse(y, thinRow, places(inside, func(p page.Point) float64 { return p.Y })),
	}
	if len(g.x) < 2 || len(g.y) < 2 || g.rows()*g.cols() > mostSlots || hatched(g.x) || hatched(g.y) {
		return grid{}
	}
	for _, axis := range [][]wall{g.x, g.y} {
		axis[0].border, axis[len(axis)-1].border = true, true
	}
	group := g.merge()
	g.ragged = g.raggedShare(group)
	g.spans = rectangles(group, g.cols())
	return g.compact()
}

// closed says over how much of its width the top or bottom of the grid is drawn: none, some or all.
func (g grid) closed(w wall) (some, all bool) {
	all = true
	for c := 0; c < g.cols(); c++ {
		drawn := w.drawnOver(g.x[c].high(), g.x[c+1].low())
		some, all = some || drawn, all && drawn
	}
	return some, all
}

// hatched says whether a wall consists of more lines than a border has.
func hatched(walls []wall) bool {
	for _, w := range walls {
		if len(w.raw) > mostStrokes {
			return true
		}
	}
	return false
}

func (g grid) top() wall    { return g.y[0] }
func (g grid) bottom() wall { return g.y[len(g.y)-1] }

// places gives one coordinate of the points, sorted.
func places(points []page.Point, of func(page.Point) float64) []float64 {
	out := make([]float64, len(points))
	for i, p := range points {
		out[i] = of(p)
	}
	sort.Float64s(out)
	return out
}

// axis groups edges of one direction into walls by position.
func axis(in []edge) []wall {
	var walls []wall
	for _, e := range in {
		if n := len(walls); n > 0 && e.pos-walls[n-1].high() <= snap {
			walls[n-1].add(e)
			continue
		}
		walls = append(walls, wall{raw: []float64{e.pos}, lines: []edge{e}})
	}
	return walls
}

// add puts another stretch on the wall, keeping places and stretches sorted.
func (w *wall) add(e edge) {
	if e.pos != w.high() {
		w.raw = append(w.raw, e.pos)
		sort.Float64s(w.raw)
	}
	w.lines = append(w.lines, e)
	sort.SliceStable(w.lines, func(i, j int) bool { return w.lines[i].from < w.lines[j].from })
}

// open adds an outer wall where most of the lines that meet the last drawn one run on past it.
func open(walls []wall, cross []edge, low, high float64) []wall {
	first, last := walls[0].low(), walls[len(walls)-1].high()
	if runOn(cross, func(e edge) (meets, past bool) { return e.from <= first+reach, e.from < first-thinColumn }) {
		walls = append([]wall{{raw: []float64{low}}}, walls...)
	}
	if runOn(cross, func(e edge) (meets, past bool) { return e.to >= last-reach, e.to > last+thinColumn }) {
		walls = append(walls, wall{raw: []float64{high}})
	}
	return walls
}

// runOn says whether at least two lines, and most of those that meet a wall, run past it.
func runOn(cross []edge, at func(edge) (meets, past bool)) bool {
	met, past := 0, 0
	for _, e := range cross {
		m, p := at(e)
		if m {
			met++
		}
		if p {
			past++
		}
	}
	return past >= 2 && float64(past) >= openShare*float64(met)
}

// collapse makes one wall of neighbours with nothing between them but a thin strip without text.
func collapse(walls []wall, thin float64, text []float64) []wall {
	out := walls[:0:0]
	for _, w := range walls {
		if n := len(out); n > 0 && w.low()-out[n-1].high() < thin && !anyBetween(text, out[n-1].high(), w.low()) {
			out[n-1] = out[n-1].with(w)
			continue
		}
		out = append(out, w)
	}
	return out
}

func (w wall) with(o wall) wall {
	joined := wall{border: w.border || o.border}
	joined.raw = append(append(joined.raw, w.raw...), o.raw...)
	joined.lines = append(append(joined.lines, w.lines...), o.lines...)
	sort.SliceStable(joined.lines, func(i, j int) bool { return joined.lines[i].from < joined.lines[j].from })
	return joined
}

func anyBetween(sorted []float64, low, high float64) bool {
	i := sort.SearchFloat64s(sorted, low)
	return i < len(sorted) && sorted[i] < high
}

func (g grid) rows() int { return len(g.y) - 1 }
func (g grid) cols() int { return len(g.x) - 1 }

// merge finds which slots belong together, having no wall between them: it gives each slot the number of its group.
func (g grid) merge() []int {
	rows, cols := g.rows(), g.cols()
	parent := make([]int, rows*cols)
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for r := 0; r < rows; r++ {
		for c := 0; c < cols; c++ {
			i := r*cols + c
			if c+1 < cols && !g.x[c+1].covers(g.y[r].high(), g.y[r+1].low()) {
				parent[find(i+1)] = find(i)
			}
			if r+1 < rows && !g.y[r+1].covers(g.x[c].high(), g.x[c+1].low()) {
				parent[find(i+cols)] = find(i)
			}
		}
	}
	group := make([]int, len(parent))
	for i := range group {
		group[i] = find(i)
	}
	return group
}

// rectangles cuts each group of slots into rectangles, row by row from the top; a group that is a rectangle
// already stays whole.
func rectangles(group []int, cols int) []span {
	rows := len(group) / cols
	taken := make([]bool, len(group))
	var out []span
	for i := range group {
		if taken[i] {
			continue
		}
		r, c := i/cols, i%cols
		s := span{r, c, 1, 1}
		for s.col+s.cols < cols && group[i+s.cols] == group[i] && !taken[i+s.cols] {
			s.cols++
		}
		for s.row+s.rows < rows && sameRun(group, taken, s, cols) {
			s.rows++
		}
		for rr := s.row; rr < s.row+s.rows; rr++ {
			for cc := s.col; cc < s.col+s.cols; cc++ {
				taken[rr*cols+cc] = true
			}
		}
		out = append(out, s)
	}
	return out
}

// sameRun says whether the row under s has the same run of the same group.
func sameRun(group []int, taken []bool, s span, cols int) bool {
	id, row := group[s.row*cols+s.col], (s.row+s.rows)*cols
	for c := s.col; c < s.col+s.cols; c++ {
		if group[row+c] != id || taken[row+c] {
			return false
		}
	}
	left := s.col > 0 && group[row+s.col-1] == id && !taken[row+s.col-1]
	right := s.col+s.cols < cols && group[row+s.col+s.cols] == id
	return !left && !right
}

// compact drops lines at which no cell begins.
func (g grid) compact() grid {
	startRow, startCol := make([]bool, g.rows()+1), make([]bool, g.cols()+1)
	for _, s := range g.spans {
		startRow[s.row], startCol[s.col] = true, true
	}
	startRow[g.rows()], startCol[g.cols()] = true, true
	y, toRow := keep(g.y, startRow)
	x, toCol := keep(g.x, startCol)
	out := grid{x: x, y: y, spans: make([]span, len(g.spans)), ragged: g.ragged}
	for i, s := range g.spans {
		row, col := toRow[s.row], toCol[s.col]
		out.spans[i] = span{row, col, toRow[s.row+s.rows] - row, toCol[s.col+s.cols] - col}
	}
	return out
}

// keep gives the marked walls and, for every old place, the new one at or after it.
func keep(walls []wall, marked []bool) ([]wall, []int) {
	var out []wall
	to := make([]int, len(walls))
	for i, w := range walls {
		to[i] = len(out)
		if marked[i] {
			out = append(out, w)
		}
	}
	return out, to
}

// box is the rectangle between the walls around a cell, inside double borders.
func (g grid) box(s span) page.Rect {
	return page.Rect{X0: g.x[s.col].high(), Y0: g.y[s.row].high(), X1: g.x[s.col+s.cols].low(), Y1: g.y[s.row+s.rows].low()}
}

// outer is the rectangle around the whole grid.
func (g grid) outer() page.Rect {
	return page.Rect{X0: g.x[0].low(), Y0: g.y[0].low(), X1: g.x[len(g.x)-1].high(), Y1: g.y[len(g.y)-1].high()}
}
