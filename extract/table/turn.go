package table

import "gouji/extract/page"

// frame says how a page was turned to read its text upright.
type frame struct {
	quarters      int
	width, height float64
}

// turnBack puts everything the table knows a place of from upright pages back to the pages as they are.
func (t *Table) turnBack(frames map[int]frame) {
	t.Boxes(func(number int, box *page.Rect) {
		if f := frames[number]; f.quarters != 0 {
			*box = box.Turn(-f.quarters, f.width, f.height)
		}
	})
}

// Boxes shows visit the box of everything the table knows a place of, with the page it is on, to be changed.
func (t *Table) Boxes(visit func(number int, box *page.Rect)) {
	for i := range t.Cells {
		c := &t.Cells[i]
		visit(c.Page, &c.Box)
		visit(c.Page, &c.TextBox)
		for k := range c.Rest {
			visit(c.Rest[k].Page, &c.Rest[k].Box)
		}
	}
	for i := range t.Parts {
		visit(t.Parts[i].Page, &t.Parts[i].Box)
	}
	visit(t.Title.Page, &t.Title.Box)
	visit(t.UnitLine.Page, &t.UnitLine.Box)
	for _, lines := range [][]Line{t.Above, t.Notes, t.Repeated} {
		for i := range lines {
			visit(lines[i].Page, &lines[i].Box)
		}
	}
}
