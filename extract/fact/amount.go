package fact

import "github.com/shopspring/decimal"

// Unit is a unit as printed, normalised: 元, 千元, 万元, 百万元, 亿元, %, or a counter such as 个, 人, 辆.
type Unit string

// The units of money and rates.
const (
	Yuan        Unit = "元"
	HundredYuan Unit = "百元"
	KiloYuan    Unit = "千元"
	WanYuan     Unit = "万元"
	MillionYuan Unit = "百万元"
	YiYuan      Unit = "亿元"
	Percent     Unit = "%"
)

// Money says whether the unit is one of money.
func (u Unit) Money() bool { return u == Yuan || u.Exponent() != 0 }

// Exponent is the power of ten of a unit of money in 元; 0 for any other unit.
func (u Unit) Exponent() int32 {
	switch u {
	case HundredYuan:
		return 2
	case KiloYuan:
		return 3
	case WanYuan:
		return 4
	case MillionYuan:
		return 6
	case YiYuan:
		return 8
	}
	return 0
}

// State says what stands where a figure is expected. Blank, dash and zero are different statements; an identity
// that reads a blank as zero has to say so.
type State string

// The states of an amount.
const (
	Number     State = "number"
	Zero       State = "zero"       // 0, 0.00
	Dash       State = "dash"       // -, —, ——
	Blank      State = "blank"      // an empty cell
	NotNumber  State = "text"       // words where a figure is expected
	Unreadable State = "unreadable" // the cell could not be read
)

// Amount is one printed figure, exact.
type Amount struct {
	// Value is in Unit; zero unless State is Number.
	Value decimal.Decimal
	Unit  Unit
	// Places is how many decimals are printed.
	Places int32
	// Printed is what stands on the page.
	Printed string
	State   State
}

// Interval is what a printed figure stands for: closed, in the unit's base (元 for money).
type Interval struct{ Low, High decimal.Decimal }

// Base is the value in 元 for money, unchanged for other units.
func (a Amount) Base() decimal.Decimal { return a.Value.Shift(a.Unit.Exponent()) }

// Interval is the value ± half of the last printed place, in 元 for money. A figure in 元 with two decimals is
// exact to the 分, the unit of account, and stands for itself alone.
func (a Amount) Interval() Interval {
	v := a.Base()
	if a.Unit == Yuan && a.Places >= 2 {
		return Interval{v, v}
	}
	half := decimal.New(5, -a.Places-1).Shift(a.Unit.Exponent())
	return Interval{v.Sub(half), v.Add(half)}
}

// Add is the interval of a sum.
func (i Interval) Add(j Interval) Interval { return Interval{i.Low.Add(j.Low), i.High.Add(j.High)} }

// Neg is the interval of the negative.
func (i Interval) Neg() Interval { return Interval{i.High.Neg(), i.Low.Neg()} }

// Meets says whether two intervals have a value in common; ends count.
func (i Interval) Meets(j Interval) bool {
	return !i.High.LessThan(j.Low) && !j.High.LessThan(i.Low)
}
