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
	// Page counts from 1: the page where the cell begins; Box is its box on that page.
	Page int
	Box  page.Rect
	// Rest holds the cell's further parts where a page break runs through it.
	Rest []Part
	// TextBox is the box of the printed text itself; zero for an empty cell.
	TextBox page.Rect
	Source  page.Source
	// Confidence is 0 to 1, the least of the words'; 1 for a text layer.
	Confidence float64
}

// Part is a piece of a cell on a later page.
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
	// Pages are the pages the table stands on, in order.
	Pages      []int
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
