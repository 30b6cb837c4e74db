package rules

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// verdicts are what stays the same under changes that change no meaning: outcome, and identity and level of findings.
func verdicts(r *reconcile.Rule, set *fact.Set, peers ...*fact.Set) []string {
	findings, ledger := reconcile.Check(append([]*fact.Set{set}, peers...), with(r))
	all := []string{string(lineOf(r, ledger).Outcome)}
	for _, f := range findings {
		if f.Rule == r.ID && f.Document == set.Document.SHA256 {
			all = append(all, f.ID+" "+string(f.Level))
		}
	}
	slices.Sort(all)
	return all
}

func eachExample(t *testing.T, do func(*testing.T, *reconcile.Rule, reconcile.Example)) {
	for _, r := range All() {
		for _, e := range r.Examples {
			t.Run(r.ID+"/"+e.Name, func(t *testing.T) { do(t, r, e) })
		}
	}
}

// TestSameTwice checks that the same facts give the same findings, word for word.
func TestSameTwice(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		a, _ := on(r, e)
		b, _ := on(r, e)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("two runs differ")
		}
	})
}

// TestRescale prints every amount of 万元 as the same amount of 元 with the same uncertainty: no verdict may change.
func TestRescale(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		for _, f := range set.Figures() {
			if a := &f.Amount; a.Unit == fact.WanYuan && a.State == fact.Number {
				a.Value, a.Unit, a.Places = a.Value.Shift(1), fact.KiloYuan, a.Places-1
			}
		}
		if got, want := verdicts(r, set, e.Sets()[1:]...), verdicts(r, e.Set(), e.Sets()[1:]...); !slices.Equal(got, want) {
			t.Errorf("in 千元 %v, in 万元 %v", got, want)
		}
	})
}

// TestWidth prints every figure and name in full-width characters: the parsed amounts are the same, and so are the
// verdicts.
func TestWidth(t *testing.T) {
	wide := strings.NewReplacer("(", "（", ")", "）", ",", "，")
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		for _, f := range set.Figures() {
			if f.Amount.State == fact.Number {
				f.Amount.Printed = wide.Replace(f.Amount.Printed)
			}
		}
		if got, want := verdicts(r, set, e.Sets()[1:]...), verdicts(r, e.Set(), e.Sets()[1:]...); !slices.Equal(got, want) {
			t.Errorf("wide %v, narrow %v", got, want)
		}
	})
}

// TestOrder moves whole forms: their order in the document changes no verdict.
func TestOrder(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		slices.Reverse(set.Forms)
		if got, want := verdicts(r, set, e.Sets()[1:]...), verdicts(r, e.Set(), e.Sets()[1:]...); !slices.Equal(got, want) {
			t.Errorf("reversed %v, printed %v", got, want)
		}
	})
}

// TestRowOrder prints the rows of a list in another order: no verdict may change. Only where the order carries no
// meaning: lists by project.
func TestRowOrder(t *testing.T) {
	set := sample(table(fact.Projects, "total general-budget", "= total 示例局 | 9.02 | 9.00", ". 甲 项目甲 | 6.00 | 6.00", ". 乙 项目乙 | 3.00 | 3.00"))()
	other := sample(table(fact.Projects, "total general-budget", "= total 示例局 | 9.02 | 9.00", ". 乙 项目乙 | 3.00 | 3.00", ". 甲 项目甲 | 6.00 | 6.00"))()
	if got, want := verdicts(detailTotal, other), verdicts(detailTotal, set); !slices.Equal(got, want) {
		t.Errorf("swapped %v, printed %v", got, want)
	}
}

// TestPageAndFile moves everything to another page and file: identities stay.
func TestPageAndFile(t *testing.T) {
	eachExample(t, func(t *testing.T, r *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		set.Document.File, set.Document.SHA256 = "other.pdf", "other"
		for _, f := range set.Figures() {
			f.Place.Page += 7
			f.Place.Box = f.Place.Box.Grow(1)
		}
		if got, want := verdicts(r, set, e.Sets()[1:]...), verdicts(r, e.Set(), e.Sets()[1:]...); !slices.Equal(got, want) {
			t.Errorf("moved %v, printed %v", got, want)
		}
	})
}

// TestOneRoot changes one figure that stands in several sums: the document has one contradiction, and it names the
// figure.
func TestOneRoot(t *testing.T) {
	set := sample(table(fact.ExpenditureTotal, "total basic project",
		"= total 合计 | 10.00 | 6.00 | 4.00", ". 201 一般公共服务支出 | 7.00 | 3.00 | 4.00", ". 20106 财政事务 | 7.00 | 3.00 | 4.00",
		". 2010601 行政运行 | 3.00 | 3.00 |", ". 2010607 信息化建设 | 40.00 | | 4.00", ". 208 社会保障和就业支出 | 3.00 | 3.00 |",
		". 20805 行政事业单位养老支出 | 3.00 | 3.00 |", ". 2080505 养老保险缴费支出 | 3.00 | 3.00 |"))()
	findings, _ := reconcile.Check([]*fact.Set{set}, All())
	var errors []reconcile.Finding
	for _, f := range findings {
		if f.Level != reconcile.Note {
			errors = append(errors, f)
		}
	}
	if len(errors) != 1 {
		t.Fatalf("%d findings, want one: %v", len(errors), formulas(errors))
	}
	if s := errors[0].Suggestion; s == nil || s.From != "40.00" || s.To != "4.00" || !slices.Contains(s.AlsoConfirms, "A05") {
		t.Errorf("suggestion %+v, want 40.00 to 4.00, confirmed by A05", s)
	}
}

// TestPanic checks that a rule that breaks is insufficient and says so.
func TestPanic(t *testing.T) {
	broken := &reconcile.Rule{ID: "X01", Level: reconcile.Error, Check: func(p *reconcile.Pass) { p.Set.Forms[99].ID = "" }}
	findings, ledger := reconcile.Check([]*fact.Set{sample()()}, []*reconcile.Rule{broken, balance})
	if len(findings) != 0 || len(ledger) != 2 || ledger[0].Outcome != reconcile.Insufficient || ledger[0].Failure == "" {
		t.Errorf("findings %v, ledger %+v", findings, ledger)
	}
	if ledger[1].Outcome != reconcile.NotApplicable {
		t.Errorf("the next rule was not run: %+v", ledger[1])
	}
}
