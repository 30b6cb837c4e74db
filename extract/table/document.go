package table

import (
	"fmt"
	"sort"

	"gouji/extract/page"
)

// sheet is one page with its tables and the lines around them.
type sheet struct {
	page   page.Page
	pieces []piece
	// nested are tables in cells of the pieces. They go on over no page and have no caption: what stands around them
	// is text of the cell.
	nested   []piece
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
		for i, t := range s.nested {
			out = append(out, t.table(len(s.pieces)+i, caption{}))
		}
		before = s
	}
	if open != nil {
		out = append(out, open.table)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].before(&out[j]) })
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

// before says whether a table begins before another: on an earlier page, further up, further left.
func (t *Table) before(o *Table) bool {
	a, b := t.Parts[0], o.Parts[0]
	switch {
	case a.Page != b.Page:
		return a.Page < b.Page
	case a.Box.Y0 != b.Box.Y0:
		return a.Box.Y0 < b.Box.Y0
	}
	return a.Box.X0 < b.Box.X0
}

// newSheet finds the tables of one page. A page whose text is turned is read turned back, and what was found
// is put in its place again.
func newSheet(p page.Page, before *textTable) sheet {
	q := p.Quarter()
	upright := p.Turn(q)
	pieces, rest := onPage(upright, before)
	s := sheet{page: upright, lines: outside(rest, p.Number)}
	for _, t := range pieces {
		t.head = t.headings()
		if t.nested {
			s.nested = append(s.nested, t)
		} else {
			s.pieces = append(s.pieces, t)
		}
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
	k.table = p.table(i, c)
	return k
}

// table is the piece as a table of its own, the i-th of its page counted from 0.
func (t piece) table(i int, c caption) Table {
	return Table{
		ID:    fmt.Sprintf("p%dt%d", t.page, i+1),
		Title: c.title, Unit: c.unit, UnitLine: c.unitAt, Above: c.above, Notes: c.notes,
		Pages: []int{t.page}, Parts: []Part{{t.page, t.box}},
		Rows: t.grid.rows(), Cols: t.grid.cols(), HeaderRows: t.head, Cells: t.cells,
	}
}
