package reconcile

import (
	"gouji/extract/fact"
	"gouji/extract/page"

	"github.com/shopspring/decimal"
)

// misreading is why a failure with figures of an image may be none of the document: with one character of one of them
// read otherwise, or with one row of the same column more or less, it would hold. Two readings that agree are wrong
// less than once in a thousand figures, and so about as often as a publisher; who was wrong, the image has to tell.
func (p *Pass) misreading(e *evaluated) Text {
	imaged := false
	for _, side := range e.sides() {
		for _, r := range side.readings {
			if r.Fact == nil || r.Fact.Place.Source != page.OCR {
				continue
			}
			imaged = true
			for _, v := range misreadAs(r.Fact.Amount) {
				shift := v.Sub(r.Fact.Amount.Value).Shift(r.Fact.Amount.Unit.Exponent())
				if e.holdsWith(side.signed(r, shift)) {
					return Text{ZH: e.Name.ZH + "：" + r.name() + "若有一位识别有误即可成立，需看原图",
						EN: e.Name.EN + ": would hold if one character of " + r.name() + " were misread; the image has to be looked at"}
				}
			}
		}
	}
	if imaged && (e.Relation == Percent || p.rowMissed(e)) {
		return Text{ZH: e.Name.ZH + "：若有一行的名称识别有误即可成立，需看原图",
			EN: e.Name.EN + ": would hold if the label of one row were misread; the image has to be looked at"}
	}
	return Text{}
}

// imaged says whether a figure was read from an image: what a single equation forgives as rounding, many together
// would not, and a misread last digit is no rounding.
func (e *evaluated) imaged() bool {
	for _, r := range e.readings() {
		if r.Fact != nil && r.Fact.Place.Source == page.OCR {
			return true
		}
	}
	return false
}

// flank is one side of an equation; away is set for the one that is taken from the other.
type flank struct {
	readings []reading
	away     bool
}

func (e *evaluated) sides() []flank {
	return []flank{{e.left, false}, {e.right, true}, {e.whole, true}}
}

// signed is what a change of an operand changes the difference by.
func (s flank) signed(r reading, change decimal.Decimal) decimal.Decimal {
	if r.Minus != s.away {
		return change.Neg()
	}
	return change
}

// holdsWith says whether the equation would hold if the difference were another by so much.
func (e *evaluated) holdsWith(shift decimal.Decimal) bool {
	gap := fact.Interval{Low: e.gap.Low.Add(shift), High: e.gap.High.Add(shift)}
	if e.Relation == AtMost {
		return !gap.Low.IsPositive()
	}
	return gap.Meets(fact.Interval{})
}

// rowMissed says whether another row's figure in the column of one of the operands makes up the difference.
func (p *Pass) rowMissed(e *evaluated) bool {
	columns := map[[2]any]bool{}
	for _, r := range e.readings() {
		if r.Fact != nil && r.Fact.Place.Table != "" {
			columns[[2]any{r.Fact.Place.Table, r.Fact.Place.Col}] = true
		}
	}
	for _, f := range p.Set.Figures() {
		if !columns[[2]any{f.Place.Table, f.Place.Col}] || f.Amount.State != fact.Number {
			continue
		}
		if v := f.Amount.Base(); e.holdsWith(v) || e.holdsWith(v.Neg()) {
			return true
		}
	}
	return false
}

// misreadAs are the values a figure has with one digit read otherwise, left out, or put in, with its sign lost, or its
// point at another place.
func misreadAs(a fact.Amount) []decimal.Decimal {
	digits := a.Value.Abs().Shift(a.Places).Truncate(0).String()
	var all []decimal.Decimal
	add := func(text string) {
		if v, err := decimal.NewFromString(text); err == nil {
			v = v.Shift(-a.Places)
			all = append(all, v, v.Neg())
		}
	}
	add(digits)
	for i := 0; i <= len(digits); i++ {
		for d := '0'; d <= '9'; d++ {
			add(digits[:i] + string(d) + digits[i:])
			if i < len(digits) {
				add(digits[:i] + string(d) + digits[i+1:])
			}
		}
		if i < len(digits) && len(digits) > 1 {
			add(digits[:i] + digits[i+1:])
		}
	}
	for k := range int32(len(digits)) {
		all = append(all, a.Value.Shift(k+1), a.Value.Shift(-k-1))
	}
	return all
}
