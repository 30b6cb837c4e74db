package rules

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/reconcile"
)

var update = flag.Bool("update", false, "write the golden files anew")

// late are the rules that work on what the others came to.
var late = map[string]bool{"A10": true, "H06": true, "K01": true}

// with is the rules a rule has to run with: itself, or all where it is late.
func with(r *reconcile.Rule) []*reconcile.Rule {
	if late[r.ID] {
		return All()
	}
	return []*reconcile.Rule{r}
}

// on runs one rule on a document, a late one together with all others.
func on(r *reconcile.Rule, e reconcile.Example) ([]reconcile.Finding, reconcile.LedgerLine) {
	findings, ledger := reconcile.Check(e.Sets(), with(r))
	var own []reconcile.Finding
	for _, f := range findings {
		if f.Rule == r.ID && f.Document == e.Set().Document.SHA256 {
			own = append(own, f)
		}
	}
	return own, lineOf(r, ledger)
}

func lineOf(r *reconcile.Rule, ledger []reconcile.LedgerLine) reconcile.LedgerLine {
	for _, l := range ledger {
		if l.Rule == r.ID {
			return l
		}
	}
	return reconcile.LedgerLine{}
}

// TestExamples runs every example of every rule and compares the whole findings.
func TestExamples(t *testing.T) {
	for _, r := range All() {
		t.Run(r.ID, func(t *testing.T) {
			var golden []any
			for _, e := range r.Examples {
				findings, line := on(r, e)
				if line.Outcome != e.Outcome {
					t.Errorf("%s: %s, want %s; reason %q; findings %v", e.Name, line.Outcome, e.Outcome, line.Reason.EN, formulas(findings))
				}
				if line.Failure != "" {
					t.Errorf("%s: %s", e.Name, line.Failure)
				}
				golden = append(golden, map[string]any{"example": e.Name, "findings": findings, "line": line})
			}
			compare(t, r.ID, golden)
		})
	}
}

// TestCheckPart: documents that are only looked at give the same findings about the others, and none about themselves.
func TestCheckPart(t *testing.T) {
	tried := 0
	for _, r := range All() {
		for _, e := range r.Examples {
			sets := e.Sets()
			if len(sets) == 1 {
				continue
			}
			together, _ := reconcile.Check(sets, []*reconcile.Rule{r})
			together = slices.DeleteFunc(together, func(f reconcile.Finding) bool { return f.Document != sets[0].Document.SHA256 })
			beside, ledger := reconcile.CheckPart(sets, 0, 1, []*reconcile.Rule{r})
			if diff := cmp.Diff(printed(t, together), printed(t, beside)); diff != "" || len(ledger) != 1 {
				t.Errorf("%s, %s: %d lines in the ledger; together (-), beside (+):\n%s", r.ID, e.Name, len(ledger), diff)
			}
			tried++
		}
	}
	if tried < 10 {
		t.Errorf("%d examples with several documents: the test shows little", tried)
	}
}

// printed is how findings are printed.
func printed(t *testing.T, findings []reconcile.Finding) string {
	t.Helper()
	text, err := json.MarshalIndent(append([]reconcile.Finding{}, findings...), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func formulas(findings []reconcile.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, string(f.Level)+" "+f.Formula)
	}
	return all
}

func compare(t *testing.T, name string, value any) {
	t.Helper()
	got, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run the test with -update)", err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("findings of %s differ from %s; see the difference with -update and git diff", name, path)
	}
}

// TestRulesAreWhole holds every rule to a whole literal: texts in both languages and all kinds of example.
func TestRulesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range All() {
		if seen[r.ID] {
			t.Errorf("%s occurs twice", r.ID)
		}
		seen[r.ID] = true
		if strings.HasPrefix(r.ID, "U") {
			t.Errorf("%s: U is for rules of users", r.ID)
		}
		for name, text := range map[string]reconcile.Text{"title": r.Title, "group": r.Group, "states": r.Doc.States, "why": r.Doc.Why,
			"breaks": r.Doc.Breaks, "allowed": r.Doc.Allowed, "authority": r.Authority} {
			if text.ZH == "" || text.EN == "" {
				t.Errorf("%s: %s is not in both languages", r.ID, name)
			}
		}
		count := map[reconcile.Outcome]int{}
		for _, e := range r.Examples {
			count[e.Outcome]++
		}
		if r.ID == "K01" {
			continue // it says what is insufficient and is never that itself
		}
		if count[reconcile.Holds] < 2 || count[reconcile.Fires] < 2 || count[reconcile.NotApplicable] < 1 || count[reconcile.Insufficient] < 1 {
			t.Errorf("%s has too few examples: %v", r.ID, count)
		}
	}
}

// TestErrorsAreSure holds every example's findings of level error to evidence that nobody doubts.
func TestErrorsAreSure(t *testing.T) {
	for _, r := range All() {
		for _, e := range r.Examples {
			findings, _ := on(r, e)
			for _, f := range findings {
				if r.Level.Weaker(f.Level) {
					t.Errorf("%s %s: level %s is above the rule's", r.ID, e.Name, f.Level)
				}
				for _, v := range f.Evidence {
					if f.Level == reconcile.Error && v.Source == "ocr" {
						t.Errorf("%s %s: an error rests on a reading of an image", r.ID, e.Name)
					}
				}
				if f.ID == "" || f.Message.ZH == "" || f.Message.EN == "" || f.Question.ZH == "" && f.Kind != reconcile.Rounding {
					t.Errorf("%s %s: a finding is not whole: %+v", r.ID, e.Name, f)
				}
			}
		}
	}
}
