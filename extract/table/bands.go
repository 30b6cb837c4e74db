package table

import (
	"math"
	"sort"

	"gouji/extract/page"
)

const (
	// mostAreas is the number of shaded areas above which they are a drawing.
	mostAreas = 4000
	// farBand is how many times as high as a shaded row, or as what stood between two before, the rows between two of one
	// table are at most.
	farBand = 4.0
	// fewestGaps is the number of rows between shaded ones that make these every other row.
	fewestGaps = 2
)

// banded finds tables whose rows are shaded by turns: the rows between the shaded ones, the headings over the first and the
// row under the last belong to them. What a shaded area has for cells does not count: the text shows the columns.
func banded(rulings []page.Ruling, words []page.Word) []edges {
	var out []edges
	for _, run := range bandRuns(shadedBands(rulings), words) {
		out = append(out, bandTable(run, words))
	}
	return out
}

// shadedAreas are the shaded areas of a page: the two upright sides of one follow each other.
func shadedAreas(rulings []page.Ruling) []page.Rect {
	var sides, out []page.Rect
	for _, r := range rulings {
		if r.Weak && !r.Horizontal() {
			sides = append(sides, r.Box)
		}
	}
	for i := 1; i < len(sides); i++ {
		a, b := sides[i-1], sides[i]
		if math.Abs(a.Y0-b.Y0) <= snap && math.Abs(a.Y1-b.Y1) <= snap && a.X0 < b.X0 {
			out = append(out, a.Union(b))
			i++
		}
	}
	return out
}

// shadedBands are the rows of shaded areas that touch side by side at one height, from the top.
func shadedBands(rulings []page.Ruling) []page.Rect {
	areas := shadedAreas(rulings)
	if len(areas) > mostAreas {
		return nil
	}
	sort.SliceStable(areas, func(i, j int) bool { return areas[i].X0 < areas[j].X0 })
	var out []page.Rect
	for _, s := range areas {
		home := -1
		for i, b := range out {
			if math.Abs(b.Y0-s.Y0) <= snap && math.Abs(b.Y1-s.Y1) <= snap && s.X0-b.X1 <= reach {
				home = i
				break
			}
		}
		if home < 0 {
			out = append(out, s)
			continue
		}
		out[home] = out[home].Union(s)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Y0 < out[j].Y0 })
	return out
}

// bandRuns parts bands into those of one table: of one width, under each other, rows of text between them.
func bandRuns(bands []page.Rect, words []page.Word) [][]page.Rect {
	var out [][]page.Rect
	taken := make([]bool, len(bands))
	for i := range bands {
		if taken[i] {
			continue
		}
		run, gaps, high := []page.Rect{bands[i]}, 0, bands[i].Height()
		for j := i + 1; j < len(bands); j++ {
			a, b := run[len(run)-1], bands[j]
			if taken[j] || math.Abs(a.X0-b.X0) > sameRule || math.Abs(a.X1-b.X1) > sameRule || b.Y0 < a.Y1-snap {
				continue
			}
			between := page.Rect{X0: a.X0, Y0: a.Y1, X1: a.X1, Y1: b.Y0}
			n := len(page.Lines(wordsIn(words, between)))
			if b.Y0-a.Y1 > farBand*high || n > 0 && !tabular(wordsIn(words, between), between) {
				break
			}
			if n > 0 {
				gaps++
			}
			high = math.Max(high, b.Y0-a.Y1)
			run, taken[j] = append(run, b), true
		}
		if len(run) >= fewestLines && gaps >= fewestGaps && rowsOfText(run, words) {
			out = append(out, run)
		}
	}
	return out
}

// rowsOfText says whether most bands hold a row of text that falls apart into columns, and nothing stands to their left.
func rowsOfText(run []page.Rect, words []page.Word) bool {
	rows := 0
	for _, b := range run {
		for _, w := range words {
			if w.Angle == 0 && b.Y0 < middle(w).Y && middle(w).Y < b.Y1 && w.Box.X1 < b.X0 {
				return false
			}
		}
		if lines := wordsIn(words, b); len(lines) > 0 && tabular(lines, b) {
			rows++
		}
	}
	return 2*rows > len(run)
}

// bandTable is the area of a table with its bands: their sides part rows.
func bandTable(run []page.Rect, words []page.Word) edges {
	box, gap := run[0], 0.0
	for i, b := range run {
		box = box.Union(b)
		if i > 0 {
			gap = math.Max(gap, b.Y0-run[i-1].Y1)
		}
	}
	e := edges{}
	for _, b := range run {
		e.h = append(e.h, edge{b.Y0, box.X0, box.X1}, edge{b.Y1, box.X0, box.X1})
	}
	wide := page.Rect{X0: box.X0, Y0: box.Y0 - farRule, X1: box.X1, Y1: box.Y1 + farRule}
	lines := textRowsOf(page.Lines(wordsIn(words, wide)))
	if y := headTop(lines, box.Y0, gap); y < box.Y0 {
		e.h = append(e.h, edge{y, box.X0, box.X1})
		box.Y0 = y
	}
	if y := rowBottom(lines, box.Y1, gap); y > box.Y1 {
		e.h = append(e.h, edge{y, box.X0, box.X1})
		box.Y1 = y
	}
	e.h = straighten(e.h, 0)
	e.v = []edge{{box.X0, box.Y0, box.Y1}, {box.X1, box.Y0, box.Y1}}
	return e
}

// headTop is how far up headings, and a row without shade under them, stand on the first band.
func headTop(lines []textRow, top, gap float64) float64 {
	y, base, head := top, top, false
	for i := len(lines) - 1; i >= 0; i-- {
		l := lines[i]
		if l.base > top {
			continue
		}
		data := l.isData() && !l.numbersColumns()
		if i+1 < len(lines) && l.wrapsInto(lines[i+1]) && !head && top-l.base <= gap {
			y, base = l.base-l.size, l.base
			continue
		}
		spans := head && l.spansOver(lines[i+1])
		if base-l.base > looseLeading*l.size || len(l.chunks) < 2 && !spans || l.captions() || data && (head || top-l.base > gap) {
			break
		}
		y, base, head = l.base-l.size, l.base, head || !data
	}
	return y
}

// spansOver says whether a lone text is a heading over several of the headings under it: it leaves out the first of them and
// stands over two, near, and not in the middle of all, where a title is.
func (l textRow) spansOver(o textRow) bool {
	if len(l.chunks) != 1 || len(o.chunks) <= fewColumns || o.base-l.base > tightLeading*l.size {
		return false
	}
	c, first, last := l.chunks[0].box, o.chunks[0].box, o.chunks[len(o.chunks)-1].box
	titled := math.Abs(c.Center().X-(first.X0+last.X1)/2) < l.size
	return c.X0 > first.X1 && overlapping(chunk{box: c.Grow(l.size)}, o.chunks) > 1 && !titled
}

// wrapsInto says whether a line is the beginning of one text of the line under it, not its first.
func (l textRow) wrapsInto(o textRow) bool {
	if len(l.chunks) != 1 || o.base-l.base > tightLeading*l.size {
		return false
	}
	for _, c := range o.chunks[1:] {
		if math.Abs(c.box.X0-l.chunks[0].box.X0) <= flushLeft {
			return true
		}
	}
	return false
}

// rowBottom is how far down the row goes on that stands under the last band.
func rowBottom(lines []textRow, bottom, gap float64) float64 {
	y := bottom
	for _, l := range lines {
		if l.base-midHeight*l.size <= bottom {
			continue
		}
		if !l.isData() || l.base > bottom+gap {
			break
		}
		y = l.base + sunk*l.size
	}
	return y
}
