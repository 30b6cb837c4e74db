package table

const (
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
