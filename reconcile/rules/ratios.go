package rules

import (
	"strings"

	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// percentOf is a ratio in percent for display, to a tenth; it decides nothing.
func percentOf(part, base []reconcile.Operand) string {
	const hundred, tenths = 100, 1
	whole := totalBase(base)
	if whole.IsZero() {
		return "?"
	}
	return totalBase(part).Mul(decimal.NewFromInt(hundred)).DivRound(whole, tenths).String()
}

// formulaOf is a ratio with its figures as printed.
func formulaOf(part, base []reconcile.Operand) string {
	return printedSum(part) + " ÷ " + printedSum(base)
}

func totalBase(list []reconcile.Operand) decimal.Decimal {
	sum := decimal.Zero
	for _, o := range list {
		sum = sum.Add(o.Fact.Amount.Base())
	}
	return sum
}

func printedSum(list []reconcile.Operand) string {
	var all []string
	for _, o := range list {
		all = append(all, o.Fact.Amount.Printed)
	}
	if len(all) == 1 {
		return all[0]
	}
	return "(" + strings.Join(all, " + ") + ")"
}
