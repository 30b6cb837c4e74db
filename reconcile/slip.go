package reconcile

import (
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// Slip is a way in which hands and keyboards change a figure, or a sum.
type Slip string

// The slips, the likeliest first.
const (
	DigitMissing  Slip = "digit-missing"  // 161000 for 1610000
	DigitExtra    Slip = "digit-extra"    // 16100 for 1610
	DigitsSwapped Slip = "digits-swapped" // 2143.19 for 2134.19
	DigitMisread  Slip = "digit-misread"  // 3 for 8, 5 for 6, 0 for 6, 1 for 7
	Shifted       Slip = "shifted"        // a place, or the unit: ×10, ×10⁴
	SignLost      Slip = "sign-lost"
	RowLeftOut    Slip = "row-left-out" // a sum without one of its rows
	RowTwice      Slip = "row-twice"    // a sum with one of its rows counted twice
)

// likeliness orders the slips. It is never written to.
var likeliness = map[Slip]int{DigitMissing: 0, DigitExtra: 1, DigitsSwapped: 2, DigitMisread: 3, Shifted: 4, SignLost: 5,
	RowLeftOut: 6, RowTwice: 7}

// shifts are the powers of ten by which a unit or a decimal point is mistaken: a place, 元 for 万元, 元 for 亿元.
var shifts = []int32{1, -1, 2, -2, 4, -4, 8, -8}

// misread are digits that are taken for each other.
var misread = []string{"38", "56", "06", "17"}

// minDigits is the least number of digits a figure needs for a slip in it to mean anything: one digit more or less
// makes nearly any short figure out of another.
const minDigits = 3

// edit is a value that a figure could have been before a slip.
type edit struct {
	slip Slip
	to   decimal.Decimal
}

// edits are the values a figure could have been: a digit too few or too many, two digits swapped, one misread, the
// point or the unit shifted, the sign lost. A value that several slips explain has the likeliest.
func edits(a fact.Amount) []edit {
	digits := a.Value.Abs().Shift(a.Places).Truncate(0).String()
	if a.State != fact.Number || len(digits) < minDigits {
		return nil
	}
	seen := map[string]bool{a.Value.String(): true}
	var all []edit
	add := func(s Slip, v decimal.Decimal) {
		if v.IsPositive() == a.Value.IsPositive() && !seen[v.String()] && !v.IsZero() {
			seen[v.String()] = true
			all = append(all, edit{s, v})
		}
	}
	for _, s := range []Slip{DigitMissing, DigitExtra, DigitsSwapped, DigitMisread} {
		for _, text := range respelled(s, digits) {
			if v, err := decimal.NewFromString(text); err == nil {
				add(s, v.Shift(-a.Places).Mul(decimal.NewFromInt(int64(a.Value.Sign()))))
			}
		}
	}
	for _, s := range shifts {
		if v := a.Value.Shift(s); !v.Round(a.Places).IsZero() {
			add(Shifted, v)
		}
	}
	return append(all, edit{SignLost, a.Value.Neg()})
}

// respelled are all strings of digits that a slip could have made these digits of.
func respelled(s Slip, digits string) []string {
	var all []string
	for i := 0; i <= len(digits); i++ {
		switch {
		case s == DigitMissing:
			for d := '0'; d <= '9'; d++ {
				all = append(all, digits[:i]+string(d)+digits[i:])
			}
		case i == len(digits):
		case s == DigitExtra:
			all = append(all, digits[:i]+digits[i+1:])
		case s == DigitsSwapped && i+1 < len(digits):
			all = append(all, digits[:i]+digits[i+1:i+2]+digits[i:i+1]+digits[i+2:])
		case s == DigitMisread:
			for _, pair := range misread {
				if at := strings.IndexByte(pair, digits[i]); at >= 0 {
					all = append(all, digits[:i]+pair[1-at:2-at]+digits[i+1:])
				}
			}
		}
	}
	return all
}
