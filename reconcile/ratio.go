package reconcile

import (
	"fmt"
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

var hundred = decimal.NewFromInt(100)

// ratio compares part × 100 with percentage × whole: no division, so that nothing is rounded on the way. A whole
// that may be zero or negative within its precision has no percentage.
func (e *evaluated) ratio() {
	whole, part, rate := sumOf(e.whole), sumOf(e.left), sumOf(e.right)
	if !whole.Low.IsPositive() {
		e.verdict, e.doubt = unread, Text{ZH: "占比或增幅的基数为零或负数", EN: "the base of the percentage is zero or negative"}
		if valueOf(e.whole).IsZero() && valueOf(e.left).IsZero() {
			e.verdict, e.doubt = trivial, Text{}
		}
		return
	}
	e.gap = scale(part, hundred).Add(product(rate, whole).Neg())
	e.difference = valueOf(e.left).Mul(hundred).Sub(valueOf(e.right).Mul(valueOf(e.whole)))
	// A percentage is a rounded figure by nature: within its precision it is simply right.
	e.verdict = exact
	if !e.gap.Meets(fact.Interval{}) {
		e.verdict = failed
	}
}

func sumOf(readings []reading) fact.Interval {
	var sum fact.Interval
	for _, r := range readings {
		sum = sum.Add(r.signed())
	}
	return sum
}

func valueOf(readings []reading) decimal.Decimal {
	var sum decimal.Decimal
	for _, r := range readings {
		sum = sum.Add(r.signedValue())
	}
	return sum
}

func scale(i fact.Interval, by decimal.Decimal) fact.Interval {
	return fact.Interval{Low: i.Low.Mul(by), High: i.High.Mul(by)}
}

// product is the interval of the product of two intervals.
func product(a, b fact.Interval) fact.Interval {
	p := []decimal.Decimal{a.Low.Mul(b.Low), a.Low.Mul(b.High), a.High.Mul(b.Low), a.High.Mul(b.High)}
	return fact.Interval{Low: decimal.Min(p[0], p[1:]...), High: decimal.Max(p[0], p[1:]...)}
}

// ratioClaims is what a failed percentage asks of its figures: of the percentage, the part and the whole, where each
// is one figure. A growth rate, whose change is part and of the base too, asks for the percentage alone.
func (e *evaluated) ratioClaims(index int) []claim {
	whole, part, rate := sumOf(e.whole), sumOf(e.left), sumOf(e.right)
	if !whole.Low.IsPositive() {
		return nil // 0 of 0 holds whatever the percentage
	}
	var claims []claim
	for _, r := range e.right {
		claims = append(claims, claim{index, r.Fact, figureKey(r), quotient(scale(part, hundred), whole)})
	}
	if len(e.whole) > 1 || len(e.left) > 1 {
		return claims
	}
	claims = append(claims, claim{index, e.left[0].Fact, figureKey(e.left[0]), scale(product(rate, whole), decimal.New(1, -2))})
	if rate.Low.IsPositive() {
		claims = append(claims, claim{index, e.whole[0].Fact, figureKey(e.whole[0]), quotient(scale(part, hundred), rate)})
	}
	return claims
}

// quotientPlaces is how many decimals a quotient keeps; quotients are for display and for grouping, never for a verdict.
const quotientPlaces = 8

// quotient is the interval of a ÷ b for b > 0.
func quotient(a, b fact.Interval) fact.Interval {
	q := []decimal.Decimal{a.Low.DivRound(b.Low, quotientPlaces), a.Low.DivRound(b.High, quotientPlaces),
		a.High.DivRound(b.Low, quotientPlaces), a.High.DivRound(b.High, quotientPlaces)}
	return fact.Interval{Low: decimal.Min(q[0], q[1:]...), High: decimal.Max(q[0], q[1:]...)}
}

// ratioAmounts are the printed percentage, the one computed, to the printed places, and the difference in points.
func (e *evaluated) ratioAmounts() (expected, found, difference string) {
	printed, places := valueOf(e.right), e.right[0].Fact.Amount.Places
	computed := valueOf(e.left).Mul(hundred).DivRound(valueOf(e.whole), places)
	return printed.StringFixed(places), computed.StringFixed(places), computed.Sub(printed).StringFixed(places)
}

func bracketed(readings []reading) string {
	if len(readings) > 1 {
		return "(" + side(readings, false) + ")"
	}
	return side(readings, false)
}

// ratioMessage quotes part, whole and percentage. In brackets stands what is worked out, not the equation that was
// tested: with the printed percentage behind it, that would read as if it held.
func (e *evaluated) ratioMessage(f *Finding) Text {
	rate := e.right[0].Fact
	part, whole := e.left[0], e.whole[0]
	gap, worked := strings.TrimPrefix(f.Difference, "-"), bracketed(e.left)+" / "+bracketed(e.whole)
	return Text{
		ZH: fmt.Sprintf("%s。第%d页印作%s%%；按第%d页“%s”%s与第%d页“%s”%s计算（%s）得%s%%，相差%s个百分点。",
			e.Name.ZH, rate.Place.Page, f.Expected, part.Fact.Place.Page, part.name(), printed(part, true),
			whole.Fact.Place.Page, whole.name(), printed(whole, true), worked, f.Found, gap),
		EN: fmt.Sprintf("%s. Page %d prints %s%%; “%s” on page %d, %s, and “%s” on page %d, %s, give %s%% (%s), %s points apart.",
			e.Name.EN, rate.Place.Page, f.Expected, part.name(), part.Fact.Place.Page, printed(part, true),
			whole.name(), whole.Fact.Place.Page, printed(whole, true), f.Found, worked, gap),
	}
}
