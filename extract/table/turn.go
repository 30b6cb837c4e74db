package table

import "gouji/extract/page"

// frame says how a page was turned to read its text upright.
type frame struct {
	quarters      int
	width, height float64
}

// turnBack puts everything the table knows a place of from upright pages back to the pages as they are.
func (t *Table) turnBack(frames map[int]frame) {
	at := func(number int, box *page.Rect) {
		if f := frames[number]; f.quarters != 0 {
			*box = box.Turn(-f.quarters, f.width, f.height)
		}
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		at(c.Page, &c.Box)
		at(c.Page, &c.TextBox)
		for k := range c.Rest {
			at(c.Rest[k].Page, &c.Rest[k].Box)
		}
	}
	for i := range t.Parts {
		at(t.Parts[i].Page, &t.Parts[i].Box)
	}
	at(t.Title.Page, &t.Title.Box)
	at(t.UnitLine.Page, &t.UnitLine.Box)
	for _, lines := range [][]Line{t.Above, t.Notes, t.Repeated} {
		for i := range lines {
			at(lines[i].Page, &lines[i].Box)
		}
	}
}
