package reconcile

import (
	"strings"
	"testing"

	"gouji/extract/fact"
)

// TestResidue prints sums that are off by what rounding usually leaves, and by what it can leave at its worst and
// hardly ever does.
func TestResidue(t *testing.T) {
	tests := []struct {
		parts   []string
		total   string
		residue bool
	}{
		{[]string{"1.00", "2.00", "3.00"}, "6.01", false},
		{[]string{"1.00", "2.00", "3.00"}, "6.02", true}, // four figures: at most 0.02, usually less than 0.0191
		{[]string{"1.00", "2.00", "3.00", "4.00", "5.00", "6.00", "7.00", "8.00"}, "36.02", false},
		{[]string{"1.00", "2.00", "3.00", "4.00", "5.00", "6.00", "7.00", "8.00"}, "36.04", true},
		{[]string{"1.00", "2.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"}, "3.02", true}, // zeros are not rounded
		{[]string{"1.00", "2.0"}, "3.05", false},                                                 // figures of two precisions
	}
	for _, tt := range tests {
		r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(lines(true, append(append([]string{}, tt.parts...), tt.total))...) }}
		findings, ledger := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{r})
		if len(findings) != 1 || findings[0].Level != Note || ledger[0].Outcome != Holds {
			t.Fatalf("%v = %s: %+v, want one note", tt.parts, tt.total, findings)
		}
		if got := strings.HasSuffix(findings[0].Element.Form, "/residue"); got != tt.residue {
			t.Errorf("%v = %s: residue %v, want %v", tt.parts, tt.total, got, tt.residue)
		}
	}
}

// TestResidueIsOneNote prints one such difference in six places.
func TestResidueIsOneNote(t *testing.T) {
	off := []string{"1.00", "2.00", "3.00", "6.02"}
	r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(lines(true, off, off, off, off, off, off)...) }}
	findings, _ := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{r})
	if len(findings) != 1 || len(findings[0].Related) != 5 || findings[0].Question.Empty() {
		t.Errorf("%+v, want one note of six places", findings)
	}
}
