package form

import (
	"testing"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// scannedForm is a form of an image with a total over two rows and a total column over two columns.
func scannedForm() *fact.Form {
	f := &fact.Form{Rows: []fact.Row{{ID: "total", Role: fact.Total, Parent: -1, Row: 1}, {ID: "a", Role: fact.Detail, Row: 2},
		{ID: "b", Role: fact.Detail, Row: 3}, {ID: "c", Role: fact.Detail, Row: 4}},
		Columns: []fact.Column{{ID: fact.TotalColumn, Col: 1}, {ID: fact.Basic, Col: 2}, {ID: fact.Project, Col: 3}}}
	for r, row := range [][]string{{"60.50", "36.20", "24.30"}, {"30.25", "20.15", "10.10"}, {"18.15", "8.05", "10.10"}, {"12.10", "8.00", "4.10"}} {
		for c, printed := range row {
			f.Facts = append(f.Facts, fact.Fact{Amount: fact.ParseAmount(printed, fact.WanYuan),
				Place: fact.Place{Row: r + 1, Col: c + 1, Source: page.OCR, Sure: true}})
		}
	}
	return f
}

// misreadAs makes the basic expenditure of row b (8.05) another reading, beside others.
func misreadAs(f *fact.Form, printed string, others ...string) *fact.Fact {
	x := &f.Facts[7]
	x.Amount, x.Readings = fact.ParseAmount(printed, fact.WanYuan), others
	x.Place.Sure, x.Uncertain = false, uncertainOCR
	return x
}

func TestSettle(t *testing.T) {
	f := scannedForm()
	x := misreadAs(f, "3.05", "8.05", "8.06")
	settle(f)
	if x.Amount.Printed != "8.05" || x.Corrected != fact.CorrectedByIdentity || len(x.Readings) != 2 || x.Readings[0] != "3.05" {
		t.Errorf("%q, %q, readings %q; want 8.05 taken and 3.05 kept", x.Amount.Printed, x.Corrected, x.Readings)
	}
	if x.Uncertain.Empty() {
		t.Error("a figure chosen by its sums counts as evidence")
	}
}

// TestSettleOnlyWhereSure: nothing is taken where no reading fits, where two do, where only one of the sums speaks for
// it, or where the sums hold another doubtful figure.
func TestSettleOnlyWhereSure(t *testing.T) {
	for name, change := range map[string]func(*fact.Form) *fact.Fact{
		"no reading fits": func(f *fact.Form) *fact.Fact { return misreadAs(f, "3.05", "6.05") },
		"the first fits":  func(f *fact.Form) *fact.Fact { return misreadAs(f, "8.05", "3.05") },
		"two fit":         func(f *fact.Form) *fact.Fact { return misreadAs(f, "3.05", "8.05", "8.050") },
		"the row does not hold": func(f *fact.Form) *fact.Fact {
			f.Facts[6].Amount = fact.ParseAmount("19.15", fact.WanYuan)
			return misreadAs(f, "3.05", "8.05")
		},
		"another is doubtful": func(f *fact.Form) *fact.Fact {
			f.Facts[4].Uncertain = uncertainOCR
			return misreadAs(f, "3.05", "8.05")
		},
		"no other row shows the sum": func(f *fact.Form) *fact.Fact {
			f.Columns = f.Columns[:2]
			return misreadAs(f, "3.05", "8.05")
		},
	} {
		f := scannedForm()
		x := change(f)
		first := x.Amount.Printed
		settle(f)
		if x.Amount.Printed != first || x.Corrected != "" {
			t.Errorf("%s: %q was taken", name, x.Amount.Printed)
		}
	}
}
