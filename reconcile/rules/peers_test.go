package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// across says whether a rule is one over several documents.
func across(id string) bool { return strings.HasPrefix(id, "I") || strings.HasPrefix(id, "J") }

// ownFindings are a document's findings of rules within it.
func ownFindings(set *fact.Set, peers ...*fact.Set) []reconcile.Finding {
	findings, _ := reconcile.Check(append([]*fact.Set{set}, peers...), All())
	var own []reconcile.Finding
	for _, f := range findings {
		if !across(f.Rule) && f.Rule != "K01" && f.Document == set.Document.SHA256 {
			own = append(own, f)
		}
	}
	return own
}

// TestBesideOthers: what a document comes to is the same, to the word, whatever it is checked together with.
func TestBesideOthers(t *testing.T) {
	others := []*fact.Set{peer("2025", statesChangeOf("999.00万元", "1.00万元", ""), twoProjects(), lastYears)(),
		peer("account", totalOfText("1.00万元"), account, lastYears)(), peer("same", twoProjects(), totals("10.00", "", "11.00"))()}
	eachExample(t, func(t *testing.T, _ *reconcile.Rule, e reconcile.Example) {
		if diff := cmp.Diff(ownFindings(e.Set()), ownFindings(e.Set(), append(others, e.Sets()[1:]...)...)); diff != "" {
			t.Errorf("alone (-), beside others (+):\n%s", diff)
		}
	})
}

// TestPeersOrder: the order in which peers are given changes no verdict, and neither does a file given twice.
func TestPeersOrder(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		peers := e.Sets()[1:]
		want := verdicts(r, e.Set(), peers...)
		slices.Reverse(peers)
		if got := verdicts(r, e.Set(), peers...); !slices.Equal(got, want) {
			t.Errorf("reversed %v, in order %v", got, want)
		}
		twice := append(append(peers, peers...), e.Set())
		if got := slices.Compact(verdicts(r, e.Set(), twice...)); !slices.Equal(got, slices.Compact(want)) {
			t.Errorf("with all given twice %v, once %v", got, want)
		}
	})
}

// TestScannedPeers reads every peer from an image: nothing may be asked on what it says.
func TestScannedPeers(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		if !across(r.ID) {
			return
		}
		peers := e.Sets()[1:]
		for _, p := range peers {
			scanned(p)
			for _, f := range p.Facts() {
				f.Place.Source = "ocr"
			}
		}
		findings, _ := reconcile.Check(append([]*fact.Set{e.Set()}, peers...), []*reconcile.Rule{r})
		for _, f := range findings {
			if f.Level != reconcile.Note || f.Document == e.Set().Document.SHA256 {
				t.Errorf("%s: %s", f.Level, f.Message.ZH)
			}
		}
	})
}
