package table

import (
	"fmt"

	"gouji/extract/page"
)

// sheet is one page with its tables and the lines around them.
type sheet struct {
	page     page.Page
	pieces   []piece
	captions []caption
	lines    []textLine
}

// Document finds the tables of a document from the words and rulings of its pages and joins those that go
// on over pages. The tables come in reading order.
func Document(pages []page.Page) []Table {
	var out []Table
	var open *chain
	var before sheet
	frames := map[int]frame{}
	for _, p := range pages {
		s := newSheet(p, before.lastText())
		frames[p.Number] = frame{p.Quarter(), s.page.Width, s.page.Height}
		for i := range s.pieces {
			if open != nil && i == 0 && open.goesOnAt(&s) {
				open.add(&s)
				continue
			}
			if open != nil {
				out = append(out, open.table)
			}
			if i == 0 {
				s.captions[0].carry(&before, &s)
			}
			open = newChain(&s, i)
		}
		before = s
	}
	if open != nil {
		out = append(out, open.table)
	}
	for i := range out {
		out[i].turnBack(frames)
	}
	return out
}

// lastText is the last table of the page if only its text shows its columns.
func (s *sheet) lastText() *textTable {
	if len(s.pieces) == 0 {
		return nil
	}
	return s.pieces[len(s.pieces)-1].grid.text
}

// newSheet finds the tables of one page. A page whose text is turned is read turned back, and what was found
// is put in its place again.
func newSheet(p page.Page, before *textTable) sheet {
	q := p.Quarter()
	upright := p.Turn(q)
	pieces, rest := onPage(upright, before)
	s := sheet{page: upright, pieces: pieces, lines: outside(rest, p.Number)}
	for i := range s.pieces {
		t := &s.pieces[i]
		t.head = t.headings()
	}
	s.captions = captions(s.pieces, s.lines)
	return s
}

// headings is the number of heading rows: those that the text showed, with column numbers under them, or those that
// the form of the cells tells.
func (t *piece) headings() int {
	if t.grid.head == 0 {
		return headerRows(t.cells, t.grid.rows(), t.grid.cols())
	}
	h := t.grid.head
	for h < t.grid.rows() && numbered(rowCells(t.cells, h)) {
		h++
	}
	return h
}

func rowCells(cells []Cell, row int) []Cell {
	var out []Cell
	for _, c := range cells {
		if c.Row == row {
			out = append(out, c)
		}
	}
	return out
}

// newChain begins a logical table with a piece of a page.
func newChain(s *sheet, i int) *chain {
	p, c := s.pieces[i], s.captions[i]
	k := &chain{last: p, sheet: *s, final: i == len(s.pieces)-1}
	k.xs = positions(p.grid.x)
	k.table = Table{
		ID:    fmt.Sprintf("p%dt%d", s.page.Number, i+1),
		Title: c.title, Unit: c.unit, UnitLine: c.unitAt, Above: c.above, Notes: c.notes,
		Pages: []int{s.page.Number}, Parts: []Part{{s.page.Number, p.box}},
		Rows: p.grid.rows(), Cols: p.grid.cols(), HeaderRows: p.head, Cells: p.cells,
	}
	return k
}
