package form

import (
	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// borneOut is how many other rows have to show that a column adds up others.
const borneOut = 2

// settle gives figures of images that were read in several ways the one reading with which the sums of their row and
// of their column hold, where exactly one does and all else in those sums is sure. What is settled so stays uncertain:
// the sums that chose it cannot be held against anybody.
func settle(f *fact.Form) {
	for i := range f.Facts {
		x := &f.Facts[i]
		if x.Place.Source != page.OCR || x.Place.Sure || len(x.Readings) == 0 || x.Corrected != "" {
			continue
		}
		s := sums{f, x}
		columns, rows := s.ofColumn(), s.ofRow()
		if len(columns) == 0 || len(rows) == 0 {
			continue
		}
		first := x.Amount
		fitting := s.fitting(append(columns, rows...))
		if x.Amount = first; len(fitting) == 1 && fitting[0].Printed != first.Printed {
			correct(x, fitting[0])
		}
	}
}

// fitting are the readings with which all sums hold: to the last digit, or where none does within rounding.
func (s sums) fitting(all []sum) []fact.Amount {
	var exact, rounded []fact.Amount
	for _, a := range s.amounts() {
		s.of.Amount = a
		holds, exactly := hold(all)
		if exactly {
			exact = append(exact, a)
		}
		if holds {
			rounded = append(rounded, a)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return rounded
}

// correct takes a reading in place of the first, which is kept.
func correct(x *fact.Fact, a fact.Amount) {
	others := []string{x.Amount.Printed}
	for _, r := range x.Readings {
		if r != a.Printed {
			others = append(others, r)
		}
	}
	x.Amount, x.Readings, x.Corrected, x.Uncertain = a, others, fact.CorrectedByIdentity, uncertainSettled
}

// sums finds the sums that a figure of a form takes part in.
type sums struct {
	form *fact.Form
	of   *fact.Fact
}

// amounts are the figure's readings, the first first.
func (s sums) amounts() []fact.Amount {
	all := []fact.Amount{s.of.Amount}
	for _, text := range s.of.Readings {
		if a := fact.ParseAmount(text, s.of.Amount.Unit); a.State == fact.Number || a.State == fact.Zero {
			if a.Unit == "" {
				a.Unit = s.of.Amount.Unit
			}
			all = append(all, a)
		}
	}
	return all
}

// sum is a printed whole and its parts.
type sum struct {
	whole *fact.Fact
	parts []*fact.Fact
}

// hold says whether all sums hold, and whether to the last digit.
func hold(all []sum) (holds, exactly bool) {
	holds, exactly = true, true
	for _, s := range all {
		holds, exactly = holds && s.holds(), exactly && s.difference().IsZero()
	}
	return holds, exactly
}

// difference is the parts less the whole, in the base unit.
func (s sum) difference() decimal.Decimal {
	d := s.whole.Amount.Base().Neg()
	for _, p := range s.parts {
		if p.Amount.State == fact.Number {
			d = d.Add(p.Amount.Base())
		}
	}
	return d
}

// holds says whether the parts can add up to the whole, within what is printed.
func (s sum) holds() bool {
	gap := s.whole.Amount.Interval().Neg()
	for _, p := range s.parts {
		if p.Amount.State == fact.Number {
			gap = gap.Add(p.Amount.Interval())
		}
	}
	return gap.Meets(fact.Interval{})
}

// sure says whether every figure but one is read for sure.
func (s sum) sure(but *fact.Fact) bool {
	for _, f := range append([]*fact.Fact{s.whole}, s.parts...) {
		if f == but || f.Amount.State == fact.Blank || f.Amount.State == fact.Dash {
			continue
		}
		if !f.Uncertain.Empty() || f.Amount.State != fact.Number && f.Amount.State != fact.Zero {
			return false
		}
	}
	return s.whole.Amount.State == fact.Number || s.whole == but
}

// ofColumn are the sums over rows of the figure's column that it is a part or the whole of.
func (s sums) ofColumn() []sum {
	var all []sum
	for parent := range s.form.Rows {
		whole := s.at(parent)
		if whole == nil {
			continue
		}
		x := sum{whole: whole}
		for i, r := range s.form.Rows {
			if p := s.at(i); r.Parent == parent && r.Role != fact.OfWhich && p != nil {
				x.parts = append(x.parts, p)
			}
		}
		if x.has(s.of) && x.sure(s.of) {
			all = append(all, x)
		}
	}
	return all
}

// at is the fact of a row in the figure's column.
func (s sums) at(row int) *fact.Fact {
	return s.in(s.form.Rows[row].Row, s.of.Place.Col)
}

// in is the fact at a place of the table.
func (s sums) in(row, col int) *fact.Fact {
	for i := range s.form.Facts {
		if p := s.form.Facts[i].Place; p.Row == row && p.Col == col {
			return &s.form.Facts[i]
		}
	}
	return nil
}

func (s sum) has(f *fact.Fact) bool {
	if len(s.parts) == 0 {
		return false
	}
	for _, p := range s.parts {
		if p == f {
			return true
		}
	}
	return s.whole == f
}

// ofRow are the sums over columns of the figure's row: a column that in other rows is seen to add up those after it.
func (s sums) ofRow() []sum {
	var all []sum
	for total := range s.form.Columns {
		for end := total + 2; end < len(s.form.Columns); end++ {
			x, ok := s.across(s.of.Place.Row, total, end)
			if ok && x.has(s.of) && x.sure(s.of) && s.seen(total, end) {
				all = append(all, x)
			}
		}
	}
	return all
}

// across is the sum in a row of the columns after a total up to end; false where a figure of them is missing.
func (s sums) across(row, total, end int) (sum, bool) {
	columns := s.form.Columns
	x := sum{whole: s.in(row, columns[total].Col)}
	for _, c := range columns[total+1 : end+1] {
		p := s.in(row, c.Col)
		if p == nil {
			return x, false
		}
		x.parts = append(x.parts, p)
	}
	return x, x.whole != nil
}

// seen says whether the sum holds in other rows, with more than one part in one of them, and fails in none.
func (s sums) seen(total, end int) bool {
	held, split := 0, false
	for _, r := range s.form.Rows {
		x, ok := s.across(r.Row, total, end)
		if !ok || r.Row == s.of.Place.Row || !x.sure(nil) {
			continue
		}
		if !x.holds() {
			return false
		}
		held++
		split = split || x.figures() > 1
	}
	return held >= borneOut && split
}

// figures counts the parts that carry a figure.
func (s sum) figures() int {
	n := 0
	for _, p := range s.parts {
		if p.Amount.State == fact.Number {
			n++
		}
	}
	return n
}
