package rules

import (
	"testing"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// TestUntitledSections states totals where no heading says which table is spoken of.
func TestUntitledSections(t *testing.T) {
	total := func(printed, lane string) fact.Fact {
		f := says(fact.GrandTotal, "预算", fact.AmountColumn, printed)
		f.Link.Lane = lane
		return f
	}
	doc := []piece{twoLaneTable("= income>grand-total 收入总计 | 15621.11", "= expenditure>grand-total 支出总计 | 15621.11 | 15621.11 |")}
	for _, tt := range []struct {
		name    string
		fact    fact.Fact
		outcome reconcile.Outcome
	}{
		{"the same", total("15621.11万元", fact.Income), reconcile.Holds},
		{"another figure", total("15261.11万元", fact.Expenditure), reconcile.Fires},
		{"neither side is named", total("15261.11万元", ""), reconcile.NotApplicable},
	} {
		set := sample(append(doc, sentence("", tt.fact))...)()
		_, ledger := reconcile.Check([]*fact.Set{set}, []*reconcile.Rule{textAmount})
		if ledger[0].Outcome != tt.outcome {
			t.Errorf("%s: %s, want %s (%s)", tt.name, ledger[0].Outcome, tt.outcome, ledger[0].Reason.EN)
		}
	}
}
