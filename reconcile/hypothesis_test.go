package reconcile

import (
	"testing"

	"gouji/extract/fact"
)

func TestEdits(t *testing.T) {
	tests := []struct {
		printed, to string
		want        Slip
	}{
		{"161000元", "1610000", DigitMissing},
		{"1610元", "161", DigitExtra},
		{"2143.19", "2134.19", DigitsSwapped},
		{"30.50", "80.5", DigitMisread},
		{"1.74", "1.14", DigitMisread},
		{"25.00", "26.00", ""}, // no digit that is taken for another
		{"25.36", "25.35", DigitMisread},
		{"90971元", "909710000", Shifted},
		{"12.00", "-12", SignLost},
		{"9.74", "0.000974", ""}, // a shift that leaves nothing of the figure
		{"12元", "120", ""},       // too short to mean anything
	}
	for _, tt := range tests {
		got := Slip("")
		for _, x := range edits(fact.ParseAmount(tt.printed, fact.WanYuan)) {
			if x.to.String() == tt.to {
				got = x.slip
			}
		}
		if got != tt.want {
			t.Errorf("%s to %s: %q, want %q", tt.printed, tt.to, got, tt.want)
		}
	}
}

// TestRanking has a sum that two changes would close. The document's other equations tell which is likelier: one
// figure stands in a sum that holds, the other in one more that fails by the same.
func TestRanking(t *testing.T) {
	a, b, whole := printedAs(1, "213.00"), printedAs(2, "231.00"), printedAs(3, "462.00")
	twin, other := printedAs(4, "231.00"), printedAs(5, "231.00")
	sum := Equation{Left: []Operand{{Fact: a}, {Fact: b}}, Right: []Operand{{Fact: whole}}, Declared: true}
	holdsB := Equation{Left: []Operand{{Fact: b}}, Right: []Operand{{Fact: twin}}, Declared: true}
	failsA := Equation{Left: []Operand{{Fact: a}}, Right: []Operand{{Fact: other}}, Declared: true}
	first, second := &Rule{ID: "T01", Level: Error}, &Rule{ID: "T02", Level: Error}
	held := evaluate(first, holdsB)
	held.sound = true
	on := footingOf([]evaluated{evaluate(first, sum), evaluate(second, failsA)}, []evaluated{held})
	ranked := on.hypotheses(0)
	if len(ranked) == 0 || ranked[0].To != "231.00" || ranked[0].Breaks != 0 || len(ranked[0].AlsoConfirms) != 1 || ranked[0].AlsoConfirms[0] != "T02" {
		t.Fatalf("%+v, want 213.00 to 231.00 first, confirmed by T02", ranked)
	}
	if s := suggestion(ranked, nil); s == nil || s.From != "213.00" || s.To != "231.00" {
		t.Errorf("suggestion %+v, want 213.00 to 231.00", s)
	}
}

// TestRowsOfSums leaves a row out of a total, and counts one twice.
func TestRowsOfSums(t *testing.T) {
	for _, tt := range []struct {
		total string
		want  Slip
	}{{"77.29", RowLeftOut}, {"157.45", RowTwice}, {"77.28", RowLeftOut}, {"76.00", ""}} {
		left, right := sides([]string{"61.37", "40.08", "15.92"}, tt.total)
		on := footingOf([]evaluated{evaluate(&Rule{}, Equation{Left: left, Right: right})}, nil)
		got := Slip("")
		for _, h := range on.hypotheses(0) {
			if h.Slip == RowLeftOut || h.Slip == RowTwice {
				got = h.Slip
				if h.Label != "row 1" || h.To != "117.37" {
					t.Errorf("%s: %+v, want row 1 and 117.37", tt.total, h)
				}
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.total, got, tt.want)
		}
	}
}

// TestPercentOfNothing has a percentage of nothing beside a sum that fails: it says nothing of the sum's figures.
func TestPercentOfNothing(t *testing.T) {
	r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) {
		p.Judge(lines(true, []string{"1.00", "2.00", "40.00"})...)
		p.Judge(Equation{Relation: Percent, Declared: true, Left: []Operand{{Fact: printedAs(80, "0.00")}},
			Whole: []Operand{{Fact: printedAs(81, "0.00")}}, Right: []Operand{{Fact: printedAs(82, "0%")}}})
	}}
	findings, _ := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{r})
	if len(findings) != 1 {
		t.Errorf("%+v, want one", findings)
	}
}
