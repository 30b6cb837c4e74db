package fact

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// figures are facts written as row=printed unit; a row may occur several times.
func figures(text string) *Set {
	form := &Form{ID: "f"}
	for _, item := range strings.Fields(text) {
		row, printed, _ := strings.Cut(item, "=")
		f := Fact{Form: "f", Row: row, Column: "total"}
		digits, unit, _ := strings.Cut(printed, ":")
		f.Amount = Amount{Printed: digits, Unit: Unit(unit), State: Number}
		switch digits {
		case "-":
			f.Amount.State = Dash
		case "_":
			f.Amount.State = Blank
		default:
			f.Amount.Value = decimal.RequireFromString(digits)
			f.Amount.Places = -f.Amount.Value.Exponent()
		}
		form.Facts = append(form.Facts, f)
	}
	return &Set{Forms: []*Form{form}}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"same", "a=1.00:万元 b=2:万元", "b=2:万元 a=1.00:万元", ""},
		{"altered", "a=1.00:万元", "a=1.01:万元", "altered a 1.00 1.01"},
		{"added and gone", "a=1:元", "b=1:元", "gone a, added b"},
		{"another unit, same value", "a=12:万元", "a=120000:元", ""},
		{"other digits, one value", "a=12.3:万元", "a=12.34:万元", ""},
		{"other digits, other value", "a=12.3:万元", "a=12.36:万元", "altered a 12.3 12.36"},
		{"money and a rate", "a=5:万元", "a=5:%", "altered a 5 5"},
		{"dash and zero", "a=-:万元", "a=0.00:万元", ""},
		{"blank is no figure", "a=_:万元", "a=5:万元", "added a"},
		{"twice, turned round", "a=1:元 a=2:元", "a=2:元 a=1:元", ""},
		{"twice, one altered", "a=1:元 a=2:元", "a=2:元 a=3:元", "altered a 1 3"},
		{"one of two gone", "a=1:元 a=1:元", "a=1:元", "gone a"},
	} {
		d := Diff(figures(c.before), figures(c.after))
		var got []string
		for _, x := range d.Altered {
			got = append(got, "altered "+x.Row+" "+x.Before.Amount.Printed+" "+x.After.Amount.Printed)
		}
		for _, x := range d.Gone {
			got = append(got, "gone "+x.Row)
		}
		for _, x := range d.Added {
			got = append(got, "added "+x.Row)
		}
		if text := strings.Join(got, ", "); text != c.want || d.None() != (c.want == "") {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
	}
}
