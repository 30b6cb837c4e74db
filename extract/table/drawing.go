package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"gouji/extract/page"
)

const (
	// axisFigures is the number of figures in even steps at even distances that make the axis of a chart, evenStep by
	// how much of a distance they may be off, and fallingFigures the number of those that fall to nought beside one.
	axisFigures, evenStep, fallingFigures = 5, 0.15, 4
	// raggedMost is the share of the area in other shapes than rectangles from which lines are no table but a drawing,
	// unless most of its cells hold text: boxes joined by lines leave one shape of many corners between them. Of
	// 1,086 tables of the corpora the largest share is 0.23; a drawing of boxes has 0.71.
	raggedMost = 0.5
	// sparseCells is the number of cells from which a table has a row or a column that is mostly filled, and
	// mostlyFilled that share: a form left blank has its headings, a chart has neither. The charts of the corpora reach
	// 0.38, the emptiest of 1,086 tables 0.79.
	sparseCells, mostlyFilled = 20, 0.6
)

// extent is how far a group of slots reaches and how many slots it has.
type extent struct {
	top, left, bottom, right int
	slots                    int
	area                     float64
}

// rectangle says whether the group fills all it reaches over.
func (e extent) rectangle() bool { return e.slots == (e.bottom-e.top+1)*(e.right-e.left+1) }

// raggedShare is the share of the grid's area in groups of slots that are no rectangles; group holds the number of
// each slot's group.
func (g grid) raggedShare(group []int) float64 {
	extents := make([]extent, len(group))
	all, ragged := 0.0, 0.0
	for i, id := range group {
		r, c, e := i/g.cols(), i%g.cols(), &extents[id]
		if e.slots == 0 {
			*e = extent{top: r, left: c, bottom: r, right: c}
		}
		e.bottom, e.left, e.right = max(e.bottom, r), min(e.left, c), max(e.right, c)
		area := (g.x[c+1].pos() - g.x[c].pos()) * (g.y[r+1].pos() - g.y[r].pos())
		e.slots, e.area, all = e.slots+1, e.area+area, all+area
	}
	for _, e := range extents {
		if e.slots > 0 && !e.rectangle() {
			ragged += e.area
		}
	}
	if all <= 0 {
		return 0
	}
	return ragged / all
}

// drawing says whether the lines are those of a chart or a diagram.
func (t piece) drawing(filled int) bool {
	if t.grid.ragged > raggedMost && 2*filled <= len(t.cells) {
		return true
	}
	return len(t.cells) >= sparseCells && t.fullest() < mostlyFilled
}

// fullest is the largest share of cells with text in a row or a column of at least two cells.
func (t piece) fullest() float64 {
	type count struct{ cells, filled int }
	rows, cols := make([]count, t.grid.rows()), make([]count, t.grid.cols())
	for _, c := range t.cells {
		for _, line := range []*count{&rows[c.Row], &cols[c.Col]} {
			line.cells++
			if c.Text != "" {
				line.filled++
			}
		}
	}
	most := 0.0
	for _, line := range append(rows, cols...) {
		if line.cells > 1 {
			most = max(most, float64(line.filled)/float64(line.cells))
		}
	}
	return most
}

// listMark matches what stands before an item of a list: a bullet, a dash, a number with a point.
var listMark = regexp.MustCompile(`^(?:[-–—•●○■□◆▪‣·*]|[(（]?(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})[.)）、．])$`)

// list says whether two columns are the marks and the items of a list.
func (t piece) list() bool {
	if t.grid.cols() != 2 {
		return false
	}
	marks := 0
	for _, c := range t.cells {
		switch {
		case c.Text == "":
		case c.Col == 0 && listMark.MatchString(c.Text):
			marks++
		case c.Col == 0 || isFigure(c.Text):
			return false
		}
	}
	return marks > 1
}

// chart says whether texts stand as those of a chart do: with an axis under them, its figures at even distances, or beside
// them, its figures falling to nought.
func (t piece) chart() bool {
	lines := page.Lines(t.words)
	under := lines[len(lines)-1]
	step, n := evenFigures(under, func(r page.Rect) float64 { return r.Center().X })
	if step != 0 && n >= axisFigures && (under[0].Text == "0" || find(t.grid.x, under[0].Box.X0) > 0) {
		return true
	}
	var beside []page.Word
	for _, l := range lines[:len(lines)-1] {
		if find(t.grid.x, l[0].Box.Center().X) == 0 {
			beside = append(beside, l[0])
		}
	}
	step, n = evenFigures(beside, func(r page.Rect) float64 { return r.Center().Y })
	return step < 0 && n >= fallingFigures && beside[n-1].Text == "0"
}

// evenFigures is the step from one figure to the next and their number, 0 where they do not follow in even steps and at even
// distances.
func evenFigures(words []page.Word, at func(page.Rect) float64) (step float64, n int) {
	var values, places []float64
	for _, w := range words {
		v, err := strconv.ParseFloat(strings.TrimRight(w.Text, "%％"), 64)
		if err != nil {
			return 0, 0
		}
		values, places = append(values, v), append(places, at(w.Box))
	}
	if len(values) < 2 {
		return 0, 0
	}
	step = values[1] - values[0]
	apart := (places[len(places)-1] - places[0]) / float64(len(places)-1)
	for i := 1; i < len(values); i++ {
		even := math.Abs(values[i]-values[i-1]-step) <= math.Abs(step)*1e-6
		if !even || math.Abs(places[i]-places[i-1]-apart) > evenStep*math.Abs(apart) {
			return 0, 0
		}
	}
	return step, len(values)
}
