package table

import (
	"math"
	"strings"

	"gouji/extract/page"
)

// chain is a logical table being put together from the pieces of consecutive pages.
type chain struct {
	table Table
	// last is the latest piece and sheet the page it stands on; final says that no other table stands after it.
	last  piece
	sheet sheet
	final bool
	// xs are the column edges of the table.
	xs []float64
}

func positions(walls []wall) []float64 {
	out := make([]float64, len(walls))
	for i, w := range walls {
		out[i] = w.pos()
	}
	return out
}

// add joins the first piece of the page to the table.
func (k *chain) add(s *sheet) {
	next := s.pieces[0]
	skip := k.repeatedRows(next)
	for _, l := range linesOver(s) {
		k.table.Repeated = append(k.table.Repeated, l.segments...)
	}
	xs := align(k.xs, positions(next.grid.x), k.sameFormat(next))
	if skip > 0 && len(next.grid.x) == len(k.xs) && k.sharedColumns(next) < nested {
		xs = k.xs // the same headings over columns of other widths
	}
	cells := k.recolumn(xs, next.cells)
	k.append(cells, skip, next)
	k.table.Pages = append(k.table.Pages, s.page.Number)
	k.table.Parts = append(k.table.Parts, Part{s.page.Number, next.box})
	k.table.Notes = append(k.table.Notes, s.captions[0].notes...)
	k.last, k.sheet, k.final = next, *s, len(s.pieces) == 1
}

// recolumn gives table and new cells common columns: the edges of both.
func (k *chain) recolumn(xs []float64, cells []Cell) []Cell {
	union := merged(k.xs, xs)
	if len(union) > len(k.xs) {
		k.table.Cells = remap(k.table.Cells, k.xs, union)
	}
	cells = remap(cells, xs, union)
	k.xs, k.table.Cols = union, len(union)-1
	return cells
}

// merged are the edges of both lists, near ones once.
func merged(a, b []float64) []float64 {
	var out []float64
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && math.Abs(a[i]-b[j]) <= sameEdge:
			out = append(out, a[i])
			if j < len(b) {
				j++
			}
			i++
		case i == len(a) || b[j] < a[i]:
			out = append(out, b[j])
			j++
		default:
			out = append(out, a[i])
			i++
		}
	}
	return out
}

// remap gives cells their columns among other edges.
func remap(cells []Cell, from, to []float64) []Cell {
	at := make([]int, len(from))
	for i, x := range from {
		for j := range to {
			if math.Abs(to[j]-x) < math.Abs(to[at[i]]-x) {
				at[i] = j
			}
		}
	}
	out := make([]Cell, len(cells))
	for i, c := range cells {
		col := at[c.Col]
		c.Col, c.ColSpan = col, at[c.Col+c.ColSpan]-col
		out[i] = c
	}
	return out
}

// append puts the rows of a piece from row skip on under the table, joining cells that the page break cuts. Its
// cells are taken from the right: where the break runs through a group, it runs through the group's group.
func (k *chain) append(cells []Cell, skip int, next piece) {
	t := &k.table
	base := t.Rows - skip
	seam := seam{over: k.last, under: next, shift: k.last.box.X0 - next.box.X0, fresh: skip == 0}
	ending := k.ending()
	cut := rowCut(cells, skip, seam, ending)
	if cut {
		base--
	}
	var fresh []Cell
	for i := len(cells) - 1; i >= 0; i-- {
		c := cells[i]
		if c.Row+c.RowSpan <= skip {
			continue
		}
		if c.Row < skip {
			c.RowSpan -= skip - c.Row
			c.Row = skip
		}
		if over := ending[columnsOf(c)]; c.Row == skip && over != nil {
			if cut || seam.through(*over, c) {
				over.extend(c, c.Row+base+c.RowSpan)
				continue
			}
		}
		c.Row += base
		fresh = append(fresh, c)
	}
	sortCells(fresh)
	t.Cells = append(t.Cells, fresh...)
	t.Rows = base + next.grid.rows()
}

// seam is where two pieces of a table meet at a page break.
type seam struct {
	over, under piece
	// shift is how far the upper piece stands to the right of the lower.
	shift float64
	// fresh says that the lower piece begins without repeated headings.
	fresh bool
	// inner is set when the break runs through a group that holds text.
	inner bool
}

// through says whether two cells, the one over the page break and the one under it, are one merged cell. Where
// the pages close some columns with a line and leave others open, that decides; else a cell that spans rows
// and holds text on one side only goes through, and with it the groups to its left.
func (s *seam) through(over, under Cell) bool {
	if open, known := s.open(under.Box); known {
		return open
	}
	if over.RowSpan < 2 && under.RowSpan < 2 {
		return false
	}
	if over.Text == "" && under.Text == "" {
		return false
	}
	one := over.Text == "" || under.Text == "" || over.Text == under.Text
	if !one {
		return s.inner && over.RowSpan > 1 && under.RowSpan > 1
	}
	s.inner = s.inner || !isAmount(over.Text+under.Text)
	return true
}

// open says whether the page break leaves the columns of the box open; known is false where the lines do
// not tell.
func (s *seam) open(box page.Rect) (open, known bool) {
	if !s.fresh {
		return false, false
	}
	top, bottom := s.under.grid.top(), s.over.grid.bottom()
	openTop := !top.drawnOver(box.X0, box.X1)
	openBottom := !bottom.drawnOver(box.X0+s.shift, box.X1+s.shift)
	if openTop && openBottom {
		return true, true
	}
	_, topAll := s.under.grid.closed(top)
	_, bottomAll := s.over.grid.closed(bottom)
	return false, !topAll && !openTop || !bottomAll && !openBottom
}

// colRange is a range of columns, the last excluded.
type colRange struct{ from, to int }

func columnsOf(c Cell) colRange { return colRange{c.Col, c.Col + c.ColSpan} }

// ending are the cells that end at the table's bottom, by their columns.
func (k *chain) ending() map[colRange]*Cell {
	out := map[colRange]*Cell{}
	for i := range k.table.Cells {
		if c := &k.table.Cells[i]; c.Row+c.RowSpan == k.table.Rows {
			out[columnsOf(*c)] = c
		}
	}
	return out
}

// extend takes the part under a page break into the cell.
func (c *Cell) extend(under Cell, end int) {
	c.RowSpan = end - c.Row
	part := Part{under.Page, under.Box}
	switch {
	case c.Text == "" && under.Text != "":
		part = Part{c.Page, c.Box}
		c.Text, c.Lines, c.TextBox = under.Text, under.Lines, under.TextBox
		c.Page, c.Box = under.Page, under.Box
		c.Source, c.Confidence, c.Sure, c.Others = under.Source, under.Confidence, under.Sure, under.Others
	case under.Text != "" && under.Text != c.Text:
		c.Text = page.Unwrap([]page.Wrapped{{Text: c.Text, Size: 1}, {Text: under.Text, Size: 1}})
		c.Lines = append(append([]string(nil), c.Lines...), under.Lines...)
		c.Confidence, c.Sure, c.Others = math.Min(c.Confidence, under.Confidence), c.Sure && under.Sure, nil
	}
	c.Rest = append(append(c.Rest, part), under.Rest...)
}

// rowCut says whether the page break runs through a row: no line closes the grid on either side of it, or
// the first row only carries on what full cells of the last row say.
func rowCut(cells []Cell, skip int, s seam, ending map[colRange]*Cell) bool {
	if !sameRow(cells, skip, ending) {
		return false
	}
	top, _ := s.under.grid.closed(s.under.grid.top())
	bottom, _ := s.over.grid.closed(s.over.grid.bottom())
	if !top && !bottom && s.fresh {
		return true
	}
	carried := 0
	for _, c := range cells {
		if c.Row != skip || c.Text == "" {
			continue
		}
		over := ending[columnsOf(c)]
		if c.Col == 0 || isAmount(c.Text) || !over.full() {
			return false
		}
		carried++
	}
	return carried > 0
}

// sameRow says whether every cell of the row continues one that ends the table.
func sameRow(cells []Cell, skip int, ending map[colRange]*Cell) bool {
	found := false
	for _, c := range cells {
		if c.Row != skip {
			continue
		}
		if ending[columnsOf(c)] == nil {
			return false
		}
		found = true
	}
	return found
}

// full says whether the text of the cell fills its last line and ends in the middle of a sentence.
func (c *Cell) full() bool {
	if c.Text == "" || strings.HasSuffix(c.Text, "。") || strings.HasSuffix(c.Text, "；") {
		return false
	}
	size := c.TextBox.Height() / float64(len(c.Lines))
	return c.Box.Width()-c.TextBox.Width() < 2*size && len(c.Lines) > 1
}
