package reconcile

import (
	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// shifts are the powers of ten by which a unit or a decimal point is mistaken: a place, 元 for 万元, 元 for 亿元.
var shifts = []int32{1, -1, 2, -2, 4, -4, 8, -8}

// minDigits is the least number of digits a figure needs for a slip in it to mean anything: one digit more or less
// makes nearly any short figure out of another.
const minDigits = 3

// slip is a change of one figure, as hands and keyboards change figures, that closes an equation. It is nil where
// none does, or where more than one figure could have slipped.
func slip(e *evaluated, only *fact.Fact) *Suggestion {
	var exactly, nearly []Suggestion
	for _, c := range e.claims(0) {
		if only != nil && cell(only) != cell(c.figure) {
			continue
		}
		a := c.figure.Amount
		middle := c.required.Low.Add(c.required.High).Div(decimal.NewFromInt(2))
		for _, to := range slips(a) {
			base := to.Shift(a.Unit.Exponent())
			s := Suggestion{From: a.Value.StringFixed(a.Places), To: to.StringFixed(a.Places)}
			switch {
			case base.Equal(middle):
				exactly = append(exactly, s)
			case c.required.Meets(fact.Interval{Low: base, High: base}):
				nearly = append(nearly, s)
			}
		}
	}
	switch {
	case len(exactly) == 1:
		return &exactly[0]
	case len(exactly) == 0 && len(nearly) == 1 && e.wide():
		return &nearly[0]
	}
	return nil
}

// wideGap is how many times what rounding allows a gap has to be before a slip that closes it nearly, not exactly,
// means anything.
const wideGap = 10

// wide says whether the gap is far beyond what rounding allows.
func (e *evaluated) wide() bool {
	half := e.gap.High.Sub(e.gap.Low).Div(decimal.NewFromInt(2))
	return e.difference.Abs().GreaterThan(half.Mul(decimal.NewFromInt(wideGap)))
}

// slips are the values a figure could have been before a slip: a digit too few or too many, two digits swapped, the
// point or the unit shifted, the sign lost.
func slips(a fact.Amount) []decimal.Decimal {
	digits := a.Value.Abs().Shift(a.Places).Truncate(0).String()
	if a.State != fact.Number || len(digits) < minDigits {
		return nil
	}
	seen := map[string]bool{a.Value.String(): true}
	var values []decimal.Decimal
	add := func(v decimal.Decimal) {
		if v.IsPositive() == a.Value.IsPositive() && !seen[v.String()] && !v.IsZero() {
			seen[v.String()] = true
			values = append(values, v)
		}
	}
	for _, text := range edits(digits) {
		v, err := decimal.NewFromString(text)
		if err == nil {
			add(v.Shift(-a.Places).Mul(decimal.NewFromInt(int64(a.Value.Sign()))))
		}
	}
	for _, s := range shifts {
		add(a.Value.Shift(s))
	}
	return append(values, a.Value.Neg())
}

// edits are all strings of digits one insertion, deletion or swap of neighbours away.
func edits(digits string) []string {
	var all []string
	for i := 0; i <= len(digits); i++ {
		for d := '0'; d <= '9'; d++ {
			all = append(all, digits[:i]+string(d)+digits[i:])
		}
	}
	for i := range digits {
		all = append(all, digits[:i]+digits[i+1:])
	}
	for i := 0; i+1 < len(digits); i++ {
		all = append(all, digits[:i]+digits[i+1:i+2]+digits[i:i+1]+digits[i+2:])
	}
	return all
}
