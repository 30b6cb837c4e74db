package mutate

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/rules"
)

// made are the documents of the rules' examples on which a rule of some group holds, and that no rule has an error for.
func made(groups string) []*fact.Set {
	var sets []*fact.Set
	for _, r := range rules.All() {
		for _, e := range r.Examples {
			if e.Outcome == reconcile.Holds && strings.Contains(groups, r.ID[:1]) && clean(e.Set()) {
				sets = append(sets, e.Set())
			}
		}
	}
	return sets
}

func clean(set *fact.Set) bool {
	findings, _ := reconcile.Check([]*fact.Set{set}, rules.All())
	return !slices.ContainsFunc(findings, func(f reconcile.Finding) bool { return f.Level == reconcile.Error })
}

func encoded(t *testing.T, set *fact.Set) string {
	t.Helper()
	text, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestUndo makes every mutation of every example: it changes something, and undone it leaves the set as it was.
func TestUndo(t *testing.T) {
	for _, set := range made("ABCDEFGHK") {
		before := encoded(t, set)
		for _, by := range Operators() {
			for _, m := range Of(set, by) {
				m.apply()
				if encoded(t, set) == before {
					t.Errorf("%s changes nothing: %s", by, m.Name)
				}
				m.undo()
				if encoded(t, set) != before {
					t.Fatalf("%s is not undone: %s", by, m.Name)
				}
			}
		}
	}
}

// TestCaught mutates the documents that rules on sums hold for: nearly all digits that are changed are noticed.
func TestCaught(t *testing.T) {
	table := Table{}
	for _, set := range made("A") {
		table.Score(set, rules.All(), 100)
	}
	const least = 85 // of a hundred; in tables of three figures some have nothing that adds them up
	for _, by := range []Operator{DigitInTable, TenThousandfold} {
		if c := table[by]; c == nil || 100*c.Caught < least*c.Tried {
			t.Errorf("%s: %+v", by, c)
		}
	}
	if len(table[DigitInTable].By) < 5 {
		t.Errorf("few rules notice a digit: %v", table[DigitInTable].By)
	}
	var b bytes.Buffer
	if err := table.Markdown(&b); err != nil || !strings.HasPrefix(b.String(), "| change | tried | caught |") {
		t.Errorf("%q, %v", b.String(), err)
	}
}

func TestChange(t *testing.T) {
	for _, tt := range []struct {
		by      Operator
		printed string
		n       int
		want    string
	}{
		{DigitInTable, "2134.19", 0, "3134.19"},
		{DigitInTable, "2134.19", 4, "2134.69"},
		{LastDigit, "2134.19", 0, "2134.10"},
		{DigitsSwapped, "2134.19", 1, "2314.19"},
		{DigitsSwapped, "1111.12", 0, ""}, // the last digit stays, and the others are the same
		{TenThousandfold, "-1.50", 0, "-15000.00"},
		{DigitInTable, "9.10万元", 0, "1.10万元"}, // no figure begins with a zero
	} {
		got, ok := tt.by.change(fact.ParseAmount(tt.printed, fact.WanYuan), tt.n)
		if !ok {
			got.Printed = ""
		}
		if got.Printed != tt.want {
			t.Errorf("%s of %s: %s, want %s", tt.by, tt.printed, got.Printed, tt.want)
		}
	}
}
