package reconcile

import (
	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// Relation is how the two sides of an equation stand to each other.
type Relation int

// The relations.
const (
	// Equal: both sides are the same amount.
	Equal Relation = iota
	// AtMost: the left side is not more than the right side.
	AtMost
	// Percent: the left side is the printed percentage on the right side of Whole.
	Percent
)

// Equation is an identity with the document's figures put in. Left is what the parts give, Right what is printed
// for the whole.
type Equation struct {
	// Name says in words what should hold.
	Name        Text
	Left, Right []Operand
	// Whole is what a percentage is of; only with Percent.
	Whole    []Operand
	Relation Relation
	Element  Element
	// Group names the network of equations of the same structure: the row sums of a table, the sums of its codes.
	Group string
	// Shape names the rows or columns that are added: equations of one shape confirm one another.
	Shape string
	// Declared is set where all operands are known by the vocabulary and the parts are complete by definition. Where
	// it is not, the structure has to be seen to hold elsewhere in the group before a failure is one of the document.
	Declared bool
	// Limit is the most severe level a failure may have; empty for the rule's own.
	Limit Level
	// Question replaces the question to the publisher; empty for the usual one.
	Question Text
	// Doubts are reasons why the operands may not be the whole: with any, a failure is insufficient.
	Doubts []Text
	// BlankProof is set where a blank counts as zero only if another equation of the group holds with one.
	BlankProof bool
	// Count is set where the figures are no money (vehicles, projects).
	Count bool
}

// verdict is what became of an equation.
type verdict int

const (
	exact   verdict = iota // both sides are the same
	rounded                // they differ by no more than rounding explains
	cut                    // they differ by no more than leaving decimals out explains
	trivial                // nothing is printed on either side but zero and blanks
	failed                 // no values within the printed precision satisfy it
	unread                 // an operand could not be read
)

// evaluated is an equation with its operands read.
type evaluated struct {
	Equation
	rule        *Rule
	left, right []reading
	whole       []reading
	verdict     verdict
	// difference is Σ left − Σ right in the base unit; gap is the interval it may have.
	difference decimal.Decimal
	gap        fact.Interval
	doubt      Text
	level      Level
	assumption Text
	// sound is set where the structure is declared, or seen to hold elsewhere.
	sound bool
}

// evaluate reads the operands and compares the sides.
func evaluate(rule *Rule, eq Equation) evaluated {
	e := evaluated{Equation: eq, rule: rule}
	var printed bool
	e.left, printed = e.readSide(eq.Left, false)
	e.right, printed = e.readSide(eq.Right, printed)
	e.whole, printed = e.readSide(eq.Whole, printed)
	if !e.doubt.Empty() {
		e.verdict = unread
		return e
	}
	if eq.Relation == Percent {
		e.ratio()
		if e.verdict == failed && e.truncatedRate() {
			e.verdict = cut
		}
		return e
	}
	for _, r := range e.left {
		e.gap, e.difference = e.gap.Add(r.signed()), e.difference.Add(r.signedValue())
	}
	for _, r := range e.right {
		e.gap, e.difference = e.gap.Add(r.signed().Neg()), e.difference.Sub(r.signedValue())
	}
	e.verdict = e.compare(printed)
	if e.verdict == failed && e.truncated() {
		e.verdict = cut
	}
	return e
}

// readSide reads one side; printed says whether a figure other than zero has been seen.
func (e *evaluated) readSide(side []Operand, printed bool) ([]reading, bool) {
	var readings []reading
	for _, o := range side {
		r := read(o, e.money(o))
		if !r.doubt.Empty() && e.doubt.Empty() {
			e.doubt = r.doubt
		}
		printed = printed || !r.value.IsZero()
		readings = append(readings, r)
	}
	return readings, printed
}

// money says whether an operand has to be an amount of money.
func (e *evaluated) money(o Operand) bool {
	return !e.Count && (o.Fact == nil || o.Fact.Amount.Unit != fact.Percent || e.Relation != Percent)
}

// compare says what the two sides come to.
func (e *evaluated) compare(printed bool) verdict {
	switch {
	case !printed:
		return trivial
	case e.Relation == AtMost && !e.difference.IsPositive():
		return exact
	case e.difference.IsZero():
		return exact
	case e.Relation == AtMost && !e.gap.Low.IsPositive():
		return exact
	case e.gap.Meets(fact.Interval{}):
		if e.restated() {
			return exact
		}
		return rounded
	}
	return failed
}

// restated says whether one figure stands on each side, one printed more coarsely than the other: 90971元 and
// 9.10万元 are the same.
func (e *evaluated) restated() bool {
	if len(e.left) != 1 || len(e.right) != 1 {
		return false
	}
	return e.left[0].Fact != nil && e.right[0].Fact != nil && !width(e.left[0]).Equal(width(e.right[0]))
}

// truncated says whether one side is the other with its last decimals left out instead of rounded: 1996.83万元 for
// 19968361.41元. A habit of the publisher, no contradiction.
func (e *evaluated) truncated() bool {
	if !e.restated() || e.Relation != Equal {
		return false
	}
	coarse, fine := e.left[0], e.right[0]
	if width(coarse).LessThan(width(fine)) {
		coarse, fine = fine, coarse
	}
	a := coarse.Fact.Amount
	return fine.value.Shift(-a.Unit.Exponent()).Truncate(a.Places).Equal(a.Value)
}

// truncatedRate says whether a printed percentage is the computed one with its last decimals left out.
func (e *evaluated) truncatedRate() bool {
	if len(e.right) != 1 {
		return false
	}
	a := e.right[0].Fact.Amount
	whole := valueOf(e.whole)
	if !whole.IsPositive() {
		return false
	}
	computed := valueOf(e.left).Mul(hundred).DivRound(whole, a.Places+quotientPlaces)
	return computed.Truncate(a.Places).Equal(a.Value)
}

func width(r reading) decimal.Decimal { return r.interval.High.Sub(r.interval.Low) }

// readings are all operands: left side, right side, whole.
func (e *evaluated) readings() []reading {
	return append(append(append([]reading{}, e.left...), e.right...), e.whole...)
}

// across says whether a figure of another document takes part.
func (e *evaluated) across() bool {
	for _, r := range e.readings() {
		if r.Of != nil {
			return true
		}
	}
	return false
}

// assumed says whether a blank or a missing row was read as zero.
func (e *evaluated) assumed() bool {
	for _, r := range e.readings() {
		if r.assumed {
			return true
		}
	}
	return false
}
