package mutate

import (
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// digitsOf are an amount's digits as printed, without point, sign and leading zeros.
func digitsOf(a fact.Amount) string {
	return a.Value.Abs().Shift(a.Places).Truncate(0).String()
}

// change gives the amount an operator makes of one; n tells apart figures, so that not always the same digit is
// changed. ok is false where the operator has nothing to change.
func (o Operator) change(a fact.Amount, n int) (changed fact.Amount, ok bool) {
	digits := []byte(digitsOf(a))
	last := len(digits) - 1
	switch o {
	case TenThousandfold:
		const fourPlaces = 4
		return printed(a, a.Value.Shift(fourPlaces)), true
	case DigitsSwapped:
		for i := range last {
			at := (n + i) % last
			if at+1 < last && digits[at] != digits[at+1] {
				digits[at], digits[at+1] = digits[at+1], digits[at]
				return withDigits(a, digits), true
			}
		}
		return a, false
	case LastDigit:
		digits[last] = other(digits[last], n)
	default:
		at := n % last
		to := other(digits[at], n)
		if at == 0 && to == '0' {
			to = other(digits[at], n+1) // a figure does not begin with a zero
		}
		digits[at] = to
	}
	return withDigits(a, digits), true
}

// other is a digit that is not the one given.
func other(digit byte, n int) byte {
	const digits = 10
	return '0' + (digit-'0'+1+byte(n%(digits-1)))%digits
}

func withDigits(a fact.Amount, digits []byte) fact.Amount {
	v, err := decimal.NewFromString(string(digits))
	if err != nil {
		return a
	}
	v = v.Shift(-a.Places)
	if a.Value.IsNegative() {
		v = v.Neg()
	}
	return printed(a, v)
}

// printed is an amount with another value, printed with the same places and the unit behind it where it had one.
func printed(a fact.Amount, v decimal.Decimal) fact.Amount {
	to := a
	to.Value = v
	to.Printed = v.StringFixed(a.Places)
	if unit := string(a.Unit); strings.HasSuffix(a.Printed, unit) {
		to.Printed += unit
	}
	return to
}
