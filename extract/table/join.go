package table

import (
	"math"
	"regexp"
	"strings"

	"gouji/extract/page"
)

const (
	// sameEdge is how far apart in points a column's edge may lie on two pages.
	sameEdge = 3.0
	// nearEnd is the share of the page's height that may be left free under a table that goes on.
	nearEnd = 0.16
	// farEnd is that share where the columns are the same and at least manyColumns, which is no accident.
	farEnd, manyColumns = 0.4, 3
	// firstRows is the number of rows at the top of a form that say which form it is.
	firstRows = 4
	// figureColumn is how many figures there are to each word in a column of figures.
	figureColumn = 4
)

// goingOn is what documents print over the rest of a table.
var goingOn = regexp.MustCompile(`续表|[(（]续[)）]|接上页|续上表`)

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

// goesOnAt says whether the table goes on with the first piece of the page.
func (k *chain) goesOnAt(s *sheet) bool {
	next := s.pieces[0]
	if !k.final || s.page.Number != k.sheet.page.Number+1 || k.textBelow() || len(k.table.Notes) > 0 {
		return false
	}
	said, marked := k.saidAgain(s)
	if !said {
		return false
	}
	repeats := k.repeatedRows(next)
	shared := k.sharedColumns(next)
	over := len(linesOver(s)) > 0
	switch {
	case repeats > 0 && shared >= nested:
		return true
	case repeats > 0 && over && next.grid.cols() == k.table.Cols:
		return true
	case over && !marked:
		return shared >= alike && !k.beginsAgain(next) && !k.newHeadings(next)
	}
	return shared >= alike && k.reachesEnd(next, shared) && !k.sameForm(next) && !k.newHeadings(next)
}

// beginsAgain says whether the piece begins with labels the table began with: a form of its own.
func (k *chain) beginsAgain(next piece) bool {
	labels := map[string]bool{}
	for _, c := range k.table.Cells {
		if c.Row < firstRows && c.Col == 0 && c.Text != "" && !isAmount(c.Text) {
			labels[c.Text] = true
		}
	}
	for _, c := range next.cells {
		if c.Row < firstRows && c.Col == 0 && labels[c.Text] {
			return true
		}
	}
	return false
}

// sameForm says whether the piece has the same labels in the same rows at its top as the table.
func (k *chain) sameForm(next piece) bool {
	labels := map[int]string{}
	for _, c := range k.table.Cells {
		if c.Row < firstRows && c.Col == 0 && c.Text != "" && !isAmount(c.Text) {
			labels[c.Row] = c.Text
		}
	}
	same := 0
	for _, c := range next.cells {
		if c.Row < firstRows && c.Col == 0 && labels[c.Row] == c.Text && c.Text != "" {
			same++
		}
	}
	return same >= 2
}

// textBelow says whether anything but a page number stands under the last piece.
func (k *chain) textBelow() bool {
	for _, l := range k.sheet.lines {
		if l.box.Center().Y > k.last.box.Y1 && !strings.Contains("—-–", l.segments[0].Text) && !isAmount(l.segments[0].Text) {
			return true
		}
	}
	return false
}

func linesOver(s *sheet) []textLine {
	var out []textLine
	for _, l := range s.lines {
		if l.box.Center().Y < s.pieces[0].box.Y0 {
			out = append(out, l)
		}
	}
	return out
}

// saidAgain says whether all that stands over the piece stands over the table already, and whether it says
// in words that the table goes on.
func (k *chain) saidAgain(s *sheet) (all, marked bool) {
	known := map[string]bool{k.table.Title.Text: true, k.table.UnitLine.Text: true}
	for _, l := range append(k.table.Above, k.table.Repeated...) {
		known[l.Text] = true
	}
	for _, l := range linesOver(s) {
		for _, seg := range l.segments {
			if goingOn.MatchString(seg.Text) {
				marked = true
				continue
			}
			if !known[seg.Text] && !k.partOfKnown(seg.Text) {
				return false, marked
			}
		}
	}
	return true, marked
}

// partOfKnown says whether a text is a part of one that stands over the table already, cut by clipping or by
// wrapping.
func (k *chain) partOfKnown(text string) bool {
	title := k.table.Title.Text
	if strings.HasSuffix(title, text) || strings.HasPrefix(title, text) && len(text)*3 > len(title) {
		return true
	}
	for _, l := range k.table.Above {
		if strings.HasSuffix(l.Text, text) {
			return true
		}
	}
	return false
}

// How much the columns of two pieces have in common, from nothing upward.
const (
	// different: not even the outer edges, or few edges between them.
	different = iota
	// alike: the outer edges and at least half of the edges of the piece with fewer.
	alike
	// nested: all edges of the piece with fewer.
	nested
	// equal: all edges.
	equal
)

// sharedColumns compares the piece's column edges with the table's.
func (k *chain) sharedColumns(next piece) int {
	xs := align(k.xs, positions(next.grid.x), k.sameFormat(next))
	if xs == nil {
		return different
	}
	few, many := xs, k.xs
	if len(few) > len(many) {
		few, many = many, few
	}
	shared := 0
	for _, x := range few {
		if nearest(many, x) <= sameEdge {
			shared++
		}
	}
	outer := math.Abs(xs[len(xs)-1]-k.xs[len(k.xs)-1]) <= sameEdge
	switch {
	case shared == len(few) && len(few) == len(many):
		return equal
	case shared == len(few):
		return nested
	case outer && 2*shared >= len(few):
		return alike
	}
	return different
}

// sameFormat says whether piece and table are about equally wide, as they are on pages of one format.
func (k *chain) sameFormat(next piece) bool {
	width := k.xs[len(k.xs)-1] - k.xs[0]
	return math.Abs(next.box.Width()-width) <= 2*sameEdge
}

// align shifts, and for another page format stretches, edges onto those of the table; nil where the widths do
// not allow it.
func align(to, xs []float64, sameFormat bool) []float64 {
	from, width := xs[0], xs[len(xs)-1]-xs[0]
	scale := 1.0
	if !sameFormat {
		if len(xs) != len(to) {
			return nil
		}
		scale = (to[len(to)-1] - to[0]) / width
	}
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = to[0] + (x-from)*scale
	}
	return out
}

func nearest(xs []float64, x float64) float64 {
	best := math.Inf(1)
	for _, y := range xs {
		best = math.Min(best, math.Abs(x-y))
	}
	return best
}

// repeatedRows is how many rows at the top of the piece repeat the table's headings.
func (k *chain) repeatedRows(next piece) int {
	limit := k.table.HeaderRows
	if limit == 0 {
		limit = 1
	}
	n := 0
	for n < limit && n < next.grid.rows()-1 && n < k.table.Rows {
		if a, b := rowText(k.table.Cells, n), rowText(next.cells, n); a != b || strings.Trim(a, "|") == "" {
			break
		}
		n++
	}
	if n > 0 && k.table.HeaderRows == 0 && !headingLike(next.cells) {
		return 0
	}
	return n
}

func rowText(cells []Cell, row int) string {
	var b strings.Builder
	for _, c := range cells {
		if c.Row == row {
			b.WriteString(c.Text)
			b.WriteByte('|')
		}
	}
	return b.String()
}

// headingLike says whether the first row holds at least two cells, all of them words.
func headingLike(cells []Cell) bool {
	n := 0
	for _, c := range cells {
		if c.Row > 0 {
			break
		}
		if c.Text == "" || isAmount(c.Text) {
			return false
		}
		n++
	}
	return n >= 2
}

// reachesEnd says whether the last piece ends where its page ends: no room for the next piece's first row, or
// little room altogether.
func (k *chain) reachesEnd(next piece, shared int) bool {
	share := nearEnd
	if shared >= nested && len(k.xs) > manyColumns {
		share = farEnd
	}
	free := k.sheet.page.Height - k.last.box.Y1
	row := next.grid.y[1].pos() - next.grid.y[0].pos()
	if _, all := k.last.grid.closed(k.last.grid.bottom()); !all {
		return true
	}
	return free <= math.Max(share*k.sheet.page.Height, nearEnd/2*k.sheet.page.Height+row)
}

// newHeadings says whether the piece begins with headings of its own: words all along the columns in which
// the table has figures.
func (k *chain) newHeadings(next piece) bool {
	if _, all := next.grid.closed(next.grid.top()); !all {
		return false
	}
	figures, texts := map[int]int{}, map[int]int{}
	for _, c := range k.table.Cells {
		switch {
		case c.Row < k.table.HeaderRows || c.ColSpan > 1 || c.Text == "":
		case isAmount(c.Text):
			figures[c.Col]++
		default:
			texts[c.Col]++
		}
	}
	words, others := 0, 0
	for _, c := range next.cells {
		if c.Row > 0 || figures[c.Col] <= figureColumn*texts[c.Col] {
			continue
		}
		if c.Text != "" && !isAmount(c.Text) {
			words++
		} else {
			others++
		}
	}
	return words >= 2 && others == 0 && next.grid.cols() == k.table.Cols
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
	k.table.Cells = remap(k.table.Cells, k.xs, union)
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
	cut := k.rowCut(cells, skip, seam)
	if cut {
		base--
	}
	bottom := t.Rows
	for i := len(cells) - 1; i >= 0; i-- {
		c := cells[i]
		if c.Row+c.RowSpan <= skip {
			continue
		}
		if c.Row < skip {
			c.RowSpan -= skip - c.Row
			c.Row = skip
		}
		if over := k.endingAt(bottom, c); c.Row == skip && over != nil {
			if cut || seam.through(*over, c) {
				over.extend(c, c.Row+base+c.RowSpan)
				continue
			}
		}
		c.Row += base
		t.Cells = append(t.Cells, c)
	}
	t.Rows = base + next.grid.rows()
	sortCells(t.Cells)
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

// endingAt is the cell of the table that ends at its bottom over exactly the columns of c.
func (k *chain) endingAt(bottom int, c Cell) *Cell {
	for i := len(k.table.Cells) - 1; i >= 0; i-- {
		o := &k.table.Cells[i]
		if o.Row+o.RowSpan == bottom && o.Col == c.Col && o.ColSpan == c.ColSpan {
			return o
		}
	}
	return nil
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
		c.Source, c.Confidence = under.Source, under.Confidence
	case under.Text != "" && under.Text != c.Text:
		c.Text = page.Unwrap([]page.Wrapped{{Text: c.Text, Size: 1}, {Text: under.Text, Size: 1}})
		c.Lines = append(append([]string(nil), c.Lines...), under.Lines...)
		c.Confidence = math.Min(c.Confidence, under.Confidence)
	}
	c.Rest = append(append(c.Rest, part), under.Rest...)
}

// rowCut says whether the page break runs through a row: no line closes the grid on either side of it, or
// the first row only carries on what full cells of the last row say.
func (k *chain) rowCut(cells []Cell, skip int, s seam) bool {
	if !k.sameRow(cells, skip) {
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
		over := k.endingAt(k.table.Rows, c)
		if c.Col == 0 || isAmount(c.Text) || !over.full() {
			return false
		}
		carried++
	}
	return carried > 0
}

// sameRow says whether every cell of the row continues one that ends the table.
func (k *chain) sameRow(cells []Cell, skip int) bool {
	found := false
	for _, c := range cells {
		if c.Row != skip {
			continue
		}
		if k.endingAt(k.table.Rows, c) == nil {
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
