package rules

import (
	"slices"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// TestFullWidth prints every figure in full-width digits and reads it again: no verdict may change.
func TestFullWidth(t *testing.T) {
	wide := func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		for _, f := range set.Figures() {
			a := &f.Amount
			if a.State != fact.Number {
				continue
			}
			if plain := fact.ParseAmount(a.Printed, a.Unit); plain.State != fact.Number {
				continue // a count with its noun is read by the grammar of running text
			}
			again := fact.ParseAmount(strings.Map(wide, a.Printed), a.Unit)
			if again.State != fact.Number || !again.Value.Equal(a.Value) || again.Places != a.Places {
				t.Fatalf("%s is read as %+v", strings.Map(wide, a.Printed), again)
			}
			*a = again
		}
		if got, want := verdicts(r, set), verdicts(r, e.Set()); !slices.Equal(got, want) {
			t.Errorf("wide %v, narrow %v", got, want)
		}
	})
}

// TestPageBreak breaks every table in its middle, so that its second half stands on the next page.
func TestPageBreak(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		halves := map[string]int{}
		for _, form := range set.Forms {
			halves[form.Table] = len(form.Rows) / 2
			form.Pages = append(form.Pages, form.Place.Page+1)
		}
		for _, f := range set.Facts() { // those of sentences in cells, too
			if half, ok := halves[f.Place.Table]; ok && f.Place.Table != "" && f.Place.Row > half {
				f.Place.Page++
				f.Place.Box.Y0, f.Place.Box.Y1 = f.Place.Box.Y0-600, f.Place.Box.Y1-600
			}
		}
		if got, want := verdicts(r, set), verdicts(r, e.Set()); !slices.Equal(got, want) {
			t.Errorf("broken %v, whole %v", got, want)
		}
	})
}

// reversed is a form with the rows of every sum in the opposite order, each with what is below it; sums stay above
// their parts.
func reversed(f *fact.Form) {
	var order []int
	var place func(parent int)
	place = func(parent int) {
		var rows []int
		for i, r := range f.Rows {
			if r.Parent == parent {
				rows = append(rows, i)
			}
		}
		if parent >= 0 {
			slices.Reverse(rows)
		}
		for _, i := range rows {
			order = append(order, i)
			place(i)
		}
	}
	place(-1)
	rows, at, moved := make([]fact.Row, len(order)), map[int]int{-1: -1}, map[int]int{}
	for to, from := range order {
		at[from] = to
		moved[f.Rows[from].Row] = f.Rows[to].Row
	}
	for to, from := range order {
		rows[to] = f.Rows[from]
		rows[to].Parent, rows[to].Row = at[rows[to].Parent], moved[rows[to].Row]
	}
	f.Rows = rows
	for i := range f.Facts {
		if to, known := moved[f.Facts[i].Place.Row]; known {
			f.Facts[i].Place.Row = to
		}
	}
	slices.SortStableFunc(f.Facts, func(a, b fact.Fact) int { return a.Place.Row - b.Place.Row })
}

// orderMatters are the forms whose rows mean something by their order: lists side by side whose totals close what stands
// above them, and forms that are filled in.
var orderMatters = []string{fact.IncomeExpenditureTotal, fact.FiscalTotal, fact.ProjectPerformance, fact.Catalogue}

// ofOrder are the rules that are about the order of rows, or name the first row of many.
var ofOrder = []string{"F02", "G04"}

// TestReversedRows prints the parts of every sum in the opposite order, in tables by code, by economic class and by
// project: no verdict may change.
func TestReversedRows(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		if slices.Contains(ofOrder, r.ID) {
			return
		}
		set := e.Set()
		for _, f := range set.Forms {
			if !slices.Contains(orderMatters, f.ID) {
				reversed(f)
			}
		}
		if got, want := verdicts(r, set), verdicts(r, e.Set()); !slices.Equal(got, want) {
			t.Errorf("reversed %v, printed %v", got, want)
		}
	})
}
