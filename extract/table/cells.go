package table

import (
	"sort"

	"gouji/extract/page"
)

// midHeight is where the middle of a line of text lies over its baseline, in font sizes. The box of the
// characters would not do: a comma or a dash sits elsewhere than a digit.
const midHeight = 0.35

// sunk is how far over the bottom of a table, in font sizes, a line begins that has run out of its last row;
// a line under a table begins lower.
const sunk = 0.3

// middle is the place by which a word belongs to a row and, in the plain case, to a column.
func middle(w page.Word) page.Point {
	if w.Angle != 0 || w.Size == 0 {
		return w.Box.Center()
	}
	return page.Point{X: w.Box.Center().X, Y: w.Baseline - midHeight*w.Size}
}

// marks are the places of all characters, words without known characters standing for themselves.
func marks(words []page.Word) []page.Point {
	var out []page.Point
	for _, w := range words {
		if len(w.Glyphs) == 0 {
			out = append(out, middle(w))
			continue
		}
		y := middle(w).Y
		for _, g := range w.Glyphs {
			if w.Angle == 0 {
				out = append(out, page.Point{X: g.Box.Center().X, Y: y})
			} else {
				out = append(out, g.Box.Center())
			}
		}
	}
	return out
}

// fill puts the words into the cells of the grid and gives the cells, by row, then column, the words in them, and
// those that belong to none.
func (g grid) fill(words []page.Word, number int) (cells []Cell, taken, rest []page.Word) {
	owner := g.owners()
	inside := make([][]page.Word, len(g.spans))
	for _, w := range words {
		i := g.home(w, owner)
		if i < 0 {
			rest = append(rest, w)
			continue
		}
		inside[i] = append(inside[i], w)
		taken = append(taken, w)
	}
	cells = make([]Cell, len(g.spans))
	for i, s := range g.spans {
		cells[i] = newCell(g.box(s), inside[i])
		cells[i].Row, cells[i].Col, cells[i].RowSpan, cells[i].ColSpan = s.row, s.col, s.rows, s.cols
		cells[i].Page = number
	}
	sortCells(cells)
	return cells, taken, rest
}

func sortCells(cells []Cell) {
	sort.SliceStable(cells, func(i, j int) bool {
		if cells[i].Row != cells[j].Row {
			return cells[i].Row < cells[j].Row
		}
		return cells[i].Col < cells[j].Col
	})
}

// owners gives, for every slot, the span that covers it.
func (g grid) owners() []int {
	owner := make([]int, g.rows()*g.cols())
	for i, s := range g.spans {
		for r := s.row; r < s.row+s.rows; r++ {
			for c := s.col; c < s.col+s.cols; c++ {
				owner[r*g.cols()+c] = i
			}
		}
	}
	return owner
}

// home is the span a word belongs to, -1 for none. A word that runs over a wall without a gap belongs where
// most of it stands.
func (g grid) home(w page.Word, owner []int) int {
	if g.own != nil {
		if i, ok := g.own[w.Box]; ok {
			return i
		}
		return -1
	}
	at := g.settle(w)
	if len(w.Glyphs) == 0 {
		return g.slot(at, owner)
	}
	first, last := w.Glyphs[0].Box.Center(), w.Glyphs[len(w.Glyphs)-1].Box.Center()
	if w.Angle == 0 {
		first.Y, last.Y = at.Y, at.Y
	}
	if a, b := g.slot(first, owner), g.slot(last, owner); a == b {
		return a
	}
	count := map[int]int{}
	best := -1
	for _, c := range w.Glyphs {
		p := c.Box.Center()
		if w.Angle == 0 {
			p.Y = at.Y
		}
		i := g.slot(p, owner)
		count[i]++
		if best < 0 || count[i] > count[best] {
			best = i
		}
	}
	return best
}

// settle is the place of a word, brought inside where it sticks out by less than a line over a side of the
// grid that no line closes, since the page break cuts through the cell, or where it has run over the bottom of
// a cell too low for it.
func (g grid) settle(w page.Word) page.Point {
	at := middle(w)
	top, bottom := g.top(), g.bottom()
	switch {
	case at.Y <= top.pos() && at.Y > top.pos()-w.Size && !top.drawnOver(w.Box.X0, w.Box.X1):
		at.Y = top.high() + 1
	case at.Y >= bottom.pos() && w.Box.Y0 < bottom.low()-sunk*w.Size,
		at.Y >= bottom.pos() && at.Y < bottom.pos()+w.Size && !bottom.drawnOver(w.Box.X0, w.Box.X1):
		at.Y = bottom.low() - 1
	}
	return at
}

// slot is the span at a point, -1 outside the grid.
func (g grid) slot(p page.Point, owner []int) int {
	c, r := find(g.x, p.X), find(g.y, p.Y)
	if c < 0 || r < 0 {
		return -1
	}
	return owner[r*g.cols()+c]
}

// find is the interval between walls that holds v, -1 outside.
func find(walls []wall, v float64) int {
	i := sort.Search(len(walls), func(i int) bool { return walls[i].pos() > v }) - 1
	if i < 0 || i >= len(walls)-1 {
		return -1
	}
	return i
}

// newCell reads the words of one cell.
func newCell(box page.Rect, words []page.Word) Cell {
	c := Cell{Box: box, Confidence: 1, Source: page.Text}
	if len(words) == 0 {
		return c
	}
	c.Sure = true
	for _, w := range words {
		c.Sure = c.Sure && w.Sure
		c.TextBox = c.TextBox.Union(w.Box)
		if w.Source == page.OCR {
			c.Source = page.OCR
		}
		if w.Source == page.OCR && w.Confidence < c.Confidence {
			c.Confidence = w.Confidence
		}
	}
	if len(words) == 1 {
		c.Others = words[0].Others
	}
	c.Text, c.Lines = read(box, words)
	return c
}

// read gives the text of a cell and its lines; turned text is read in its own direction.
func read(box page.Rect, words []page.Word) (string, []string) {
	mini := page.Page{Words: words, Width: box.X1, Height: box.Y1}
	if q := mini.Quarter(); q != 0 {
		box = box.Turn(q, mini.Width, mini.Height)
		words = mini.Turn(q).Words
	}
	var lines []string
	var wrapped []page.Wrapped
	for _, line := range page.Lines(words) {
		text := page.LineText(line)
		lines = append(lines, text)
		wrapped = append(wrapped, page.Wrapped{
			Text: text,
			Free: box.Width() - (line[len(line)-1].Box.X1 - line[0].Box.X0),
			Size: line[0].Size,
		})
	}
	return page.Unwrap(wrapped), lines
}
