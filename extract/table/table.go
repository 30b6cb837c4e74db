// Package table recovers tables from words and rulings, joins those that go on over pages, and ties titles,
// unit lines and notes to them. It knows no budgets: any ruled or aligned table will do.
package table

import "gouji/extract/page"

// Cell is one cell of a table; a merged cell stands once, at its top-left position.
type Cell struct {
	// Row and Col count from 0.
	Row, Col         int
	RowSpan, ColSpan int
	// Text is in reading order, without the line breaks that wrapping put in.
	Text string
	// Lines is the text line by line, as printed.
	Lines []string
	// Page counts from 1: the page where the cell's text begins, or the cell itself if it is empty; Box is its
	// box on that page.
	Page int
	Box  page.Rect
	// Rest holds the cell's other parts, on other pages, where a page break runs through it.
	Rest []Part
	// TextBox is the box of the printed text itself; zero for an empty cell.
	TextBox page.Rect
	Source  page.Source
	// Confidence is 0 to 1, the least of the words'; 1 for a text layer.
	Confidence float64
	// Sure is set for a figure of an image that two independent readings gave alike, Others are what else was read of one
	// that is not.
	Sure   bool
	Others []string
}

// Part is a piece of a cell or a table on one page.
type Part struct {
	Page int
	Box  page.Rect
}

// Line is a line of text that stands outside the grid and belongs to the table.
type Line struct {
	Text string
	Page int
	Box  page.Rect
}

// Table is one logical table; one that goes on over pages is one table.
type Table struct {
	// ID is p<page>t<number>, from the first page and the table's place on it, both counted from 1.
	ID    string
	Title Line
	// Unit is the printed unit, 万元, 元 and so on; empty where none is printed. UnitLine is where it stands.
	Unit     string
	UnitLine Line
	// Above are the other lines tied to the table over the grid (部门名称：…, 预算公开表3), Notes those below it (注：…).
	Above, Notes []Line
	// Repeated are lines over the grid on later pages that say again what stands over it on the first.
	Repeated []Line
	// Pages are the pages the table stands on, in order; Parts are its grids on them.
	Pages      []int
	Parts      []Part
	Rows, Cols int
	// HeaderRows is how many rows at the top are column headings; 0 where the table has none.
	HeaderRows int
	// Cells fill the grid without overlap, sorted by row, then column; empty cells are among them.
	Cells []Cell
	// Problems are spots of the table that could not be read.
	Problems []page.Problem
}

// At is the cell that covers row and col, nil outside the grid.
func (t *Table) At(row, col int) *Cell {
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row <= row && row < c.Row+c.RowSpan && c.Col <= col && col < c.Col+c.ColSpan {
			return c
		}
	}
	return nil
}

// Area gives the rectangles on a page that belong to the table: its grid there, title, unit line, notes and
// the like.
func (t *Table) Area(number int) []page.Rect {
	var out []page.Rect
	for _, p := range t.Parts {
		if p.Page == number {
			out = append(out, p.Box)
		}
	}
	lines := append([]Line{t.Title, t.UnitLine}, t.Above...)
	lines = append(append(lines, t.Notes...), t.Repeated...)
	for _, l := range lines {
		if l.Page == number && l.Box != (page.Rect{}) {
			out = append(out, l.Box)
		}
	}
	return out
}
