package table

import (
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// proseLine is the mean length of a line, in characters, from which a framed column is running text.
	proseLine = 25
	// fewest is the number of characters below which a grid is a drawing.
	fewest = 4
)

// piece is a table as it stands on one page.
type piece struct {
	page  int
	grid  grid
	box   page.Rect
	cells []Cell
	// head is the number of heading rows.
	head int
	// ruled says that the columns are drawn, not inferred from the text.
	ruled bool
	above []Line
	below []Line
}

// onPage finds the tables of a page, in reading order, and the words outside of them.
func onPage(p page.Page) ([]piece, []page.Word) {
	words := p.Words
	points := marks(words)
	var out []piece
	for _, weak := range []bool{false, true} {
		for _, set := range ruled(p.Rulings, weak).groups() {
			if weak && meets(out, set.box()) {
				continue
			}
			g := newGrid(set, points)
			if len(g.spans) > 1 {
				g = refine(set, g, words, points)
			}
			t, rest, ok := fromGrid(g, words, p.Number)
			if !ok {
				continue
			}
			words = rest
			out = append(out, t)
		}
	}
	return out, words
}

func meets(tables []piece, box page.Rect) bool {
	for _, t := range tables {
		if t.box.Grow(reach).Intersect(box) != (page.Rect{}) {
			return true
		}
	}
	return false
}

// fromGrid fills a grid with its words; false where it is no table.
func fromGrid(g grid, words []page.Word, number int) (piece, []page.Word, bool) {
	if len(g.spans) < 2 {
		return piece{}, words, false
	}
	cells, rest := g.fill(words, number)
	t := piece{page: number, grid: g, box: g.outer(), cells: cells, ruled: true}
	if !t.plausible() {
		return piece{}, words, false
	}
	return t, rest, true
}

// plausible says whether the grid holds a table: not a drawing without text, not framed running text.
func (t piece) plausible() bool {
	filled, runes, lines := 0, 0, 0
	for _, c := range t.cells {
		if c.Text == "" {
			continue
		}
		filled++
		lines += len(c.Lines)
		runes += utf8.RuneCountInString(c.Text)
	}
	if runes < fewest || filled < 2 {
		return false
	}
	return t.grid.cols() > 1 || runes/lines < proseLine
}
