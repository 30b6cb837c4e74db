package form

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
)

// sketch makes a table of a drawing: a line a row, cells between bars, "<" for a cell merged into the one at its
// left, "^" for one merged into the one above.
func sketch(t *testing.T, title, unit, drawing string) table.Table {
	t.Helper()
	rows := strings.Split(strings.TrimSpace(strings.ReplaceAll(drawing, "\n\n", "\n")), "\n")
	tab := table.Table{ID: "p1t1", Title: table.Line{Text: title, Page: 1}, UnitLine: table.Line{Text: unit, Page: 1}, Pages: []int{1}, Rows: len(rows)}
	grid := make([][]string, len(rows))
	for r, line := range rows {
		for _, c := range strings.Split(line, "|") {
			grid[r] = append(grid[r], strings.TrimSpace(c))
		}
		tab.Cols = len(grid[0])
		if len(grid[r]) != tab.Cols {
			t.Fatalf("row %d has %d cells, want %d: %s", r, len(grid[r]), tab.Cols, line)
		}
	}
	for r := range grid {
		for c, s := range grid[r] {
			if s == "<" || s == "^" {
				continue
			}
			cell := table.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: s, Page: 1, Source: page.Text, Confidence: 1}
			cell.Box = page.Rect{X0: float64(c), Y0: float64(r), X1: float64(c) + 1, Y1: float64(r) + 1}
			for c+cell.ColSpan < tab.Cols && grid[r][c+cell.ColSpan] == "<" {
				cell.ColSpan++
			}
			for r+cell.RowSpan < tab.Rows && grid[r+cell.RowSpan][c] == "^" {
				cell.RowSpan++
			}
			tab.Cells = append(tab.Cells, cell)
		}
	}
	return tab
}

// readOne reads a drawn table that must be one form.
func readOne(t *testing.T, tab table.Table, year int) *fact.Form {
	t.Helper()
	forms, problems := Read([]table.Table{tab}, fact.Document{Year: year, Kind: fact.Budget})
	if len(forms) != 1 {
		t.Fatalf("%d forms, problems %v", len(forms), problems)
	}
	return forms[0]
}

// want says what must stand in a form: lane (empty for any), row, column, and the figure as printed; "" for a
// blank cell.
type want struct{ lane, row, column, printed string }

func expect(t *testing.T, f *fact.Form, id string, wants []want) {
	t.Helper()
	if f.ID != id {
		t.Fatalf("form %s, want %s", f.ID, id)
	}
	for _, w := range wants {
		r := f.Row(w.row, w.lane)
		if r < 0 {
			t.Errorf("%s: no single row %s %s", id, w.lane, w.row)
			continue
		}
		a := f.At(r, w.column)
		switch {
		case a == nil:
			t.Errorf("%s: row %s has no single column %s", id, w.row, w.column)
		case a.Amount.Printed != w.printed || !a.Uncertain.Empty():
			t.Errorf("%s: %s/%s = %q (%s), want %q", id, w.row, w.column, a.Amount.Printed, a.Uncertain, w.printed)
		}
	}
}

// parent checks which row sums another.
func parent(t *testing.T, f *fact.Form, lane, row, of string) {
	t.Helper()
	i := f.Row(row, lane)
	if i < 0 {
		t.Errorf("no single row %s %s", lane, row)
		return
	}
	p := f.Rows[i].Parent
	switch {
	case of == "" && p != none:
		t.Errorf("%s is a part of %s, want of none", row, f.Rows[p].ID)
	case of != "" && (p < 0 || f.Rows[p].ID != of):
		t.Errorf("%s: parent %d, want %s", row, p, of)
	}
}

func value(t *testing.T, f *fact.Form, lane, row, column string) decimal.Decimal {
	t.Helper()
	a := f.At(f.Row(row, lane), column)
	if a == nil {
		t.Fatalf("no fact %s %s/%s", lane, row, column)
	}
	return a.Amount.Base()
}
