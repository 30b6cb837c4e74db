package reconcile

import (
	"testing"

	"gouji/extract/fact"
)

// twoSums are sums that share their parts: 1.00 + 1.00 + 1.00 printed once as 3.02, which rounding explains where all
// parts are rounded down by all it can take, and once, part by part, as figures that leave no room for that.
func twoSums(first, second string) []Equation {
	a, b, c := printedAs(1, "1.00"), printedAs(2, "1.00"), printedAs(3, "1.00")
	whole, pair, again := printedAs(4, "3.02"), printedAs(5, first), printedAs(6, second)
	of := func(total *fact.Fact, parts ...*fact.Fact) Equation {
		eq := Equation{Name: Text{ZH: "和", EN: "sum"}, Right: []Operand{{Fact: total}}, Declared: true}
		for _, p := range parts {
			eq.Left = append(eq.Left, Operand{Fact: p, Missing: ZeroIfBlank})
		}
		return eq
	}
	return []Equation{of(whole, a, b, c), of(pair, a, b), of(again, b, c)}
}

// together judges equations with one rule and asks with the next whether they hold together.
func together(equations []Equation) ([]Finding, LedgerLine) {
	one := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(equations...) }}
	all := &Rule{ID: "T02", Level: Error, Check: (*Pass).JudgeTogether}
	findings, ledger := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{one, all})
	var own []Finding
	for _, f := range findings {
		if f.Rule == "T02" {
			own = append(own, f)
		}
	}
	return own, ledger[1]
}

func TestTogether(t *testing.T) {
	tests := []struct {
		name    string
		spoil   func([]Equation) []Equation
		outcome Outcome
		level   Level
		named   int
	}{
		{"nothing in the way", func(e []Equation) []Equation { return e }, Holds, "", 0},
		{"no room", func([]Equation) []Equation { return twoSums("1.99", "2.01") }, Fires, Error, 2},
		{"no room, one sum not declared", func([]Equation) []Equation {
			e := twoSums("1.99", "2.01")
			e[1].Declared, e[1].Group = false, "g"
			good := lines(false, []string{"4.00", "5.00", "9.00"}, []string{"4.00", "5.00", "9.00"}, []string{"4.00", "5.00", "9.00"})
			return append(e, good...)
		}, Fires, Warning, 2},
		{"no room, but nothing bears the structure out", func([]Equation) []Equation {
			e := twoSums("1.99", "2.01")
			e[1].Declared, e[1].Group = false, "alone"
			return e
		}, Holds, "", 0},
		{"one fails alone", func([]Equation) []Equation { return twoSums("1.90", "2.01") }, Holds, "", 0},
		{"one is doubtful", func([]Equation) []Equation {
			e := twoSums("1.99", "2.01")
			e[1].Left[0].Fact.Uncertain = Text{ZH: "两次读数不一致", EN: "readers disagree"}
			return e[:2]
		}, NotApplicable, "", 0},
		{"a sum alone", func(e []Equation) []Equation { return e[:1] }, NotApplicable, "", 0},
	}
	for _, tt := range tests {
		findings, line := together(tt.spoil(twoSums("2.01", "2.01")))
		if line.Outcome != tt.outcome {
			t.Errorf("%s: %s, want %s (%s)", tt.name, line.Outcome, tt.outcome, line.Reason.EN)
		}
		if tt.named == 0 && len(findings) == 0 {
			continue
		}
		if len(findings) != 1 || findings[0].Level != tt.level || len(findings[0].Related) != tt.named {
			t.Errorf("%s: findings %+v, want one %s of %d equations", tt.name, findings, tt.level, tt.named)
		}
	}
}
