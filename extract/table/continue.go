package table

import (
	"gouji/extract/page"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	// sameEdge is how far apart in points a column's edge may lie on two pages.
	sameEdge = 3.0
	// nearEnd is the share of the page's height that may be left free under a table that goes on.
	nearEnd = 0.16
	// farEnd is that share where the columns are the same and at least manyColumns, which is no accident.
	farEnd, manyColumns = 0.4, 3
	// alikeShare is the share of common characters from which two readings of images are the same text.
	alikeShare = 0.8
	// firstRows is the number of rows at the top of a form that say which form it is.
	firstRows = 4
	// figureColumn is how many figures there are to each word in a column of figures.
	figureColumn = 4
)

// goingOn is what documents print over the rest of a table.
var goingOn = regexp.MustCompile(`续表|[(（]续[)）]|接上页|续上表`)

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
		} else if c.Row == 0 && c.Col == 0 {
			return false
		}
	}
	return same >= 2
}

// textBelow says whether anything but a page number stands under the last piece.
func (k *chain) textBelow() bool {
	for _, l := range k.sheet.lines {
		if l.box.Center().Y > k.last.box.Y1 && !l.onlyNumber() {
			return true
		}
	}
	return false
}

// onlyNumber says whether a line is a number and nothing else, as a page number that was not known for one.
func (t textLine) onlyNumber() bool {
	for _, s := range t.segments {
		if strings.Trim(s.Text, "0123456789-—–/ ") != "" {
			return false
		}
	}
	return true
}

func linesOver(s *sheet) []textLine {
	var out []textLine
	for _, l := range s.lines {
		if l.box.Center().Y < s.pieces[0].box.Y0 && !l.onlyNumber() {
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
	limit = min(limit, next.grid.rows()-1, k.table.Rows)
	if next.ocr() && alikeText(rowsText(k.table.Cells, limit), rowsText(next.cells, limit)) {
		return limit // a seal over one of the headings
	}
	n := 0
	for n < limit {
		a, b := rowText(k.table.Cells, n), rowText(next.cells, n)
		if strings.Trim(a, "|") == "" || a != b && !(next.ocr() && alikeText(a, b)) {
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

// rowsText is the text of so many rows at the top.
func rowsText(cells []Cell, rows int) string {
	var b strings.Builder
	for row := range rows {
		b.WriteString(rowText(cells, row))
	}
	return b.String()
}

// ocr says whether the piece was read from an image, where equal texts may come out a little different.
func (t piece) ocr() bool {
	for _, c := range t.cells {
		if c.Source == page.OCR {
			return true
		}
	}
	return false
}

// alikeText says whether two texts have most of their characters in common.
func alikeText(a, b string) bool {
	count := map[rune]int{}
	for _, r := range a {
		count[r]++
	}
	common, all := 0, utf8.RuneCountInString(a)+utf8.RuneCountInString(b)
	for _, r := range b {
		if count[r] > 0 {
			count[r]--
			common++
		}
	}
	return 2*float64(common) >= alikeShare*float64(all)
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
