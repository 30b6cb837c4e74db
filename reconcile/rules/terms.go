package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkTerms is D03: the year's half of a form is part of the whole term's, and the same where the term is one year.
func checkTerms(p *reconcile.Pass) {
	blocks := blocksOf(p)
	if len(blocks) == 0 {
		noForms(p)
		return
	}
	var same []term
	for _, b := range blocks {
		if t, ok := termOf(b); ok {
			if t.totals(p) {
				same = append(same, t)
			}
		}
		halves(p, b)
	}
	reportSame(p, same)
	p.Absent(say("绩效表没有同时列出实施期与年度", "no form has a half for the whole term and one for the year"))
}

// term is a form with both totals.
type term struct {
	block
	period, annual *fact.Fact
	// length is the project's term; nil where it is not stated in years.
	length *fact.Fact
}

func termOf(b block) (term, bool) {
	t := term{block: b}
	for _, f := range b.facts {
		switch {
		case f.Row == fact.ProjectTerm && f.Amount.State == fact.Number:
			t.length = f
		case isTotalRow(f.Row) && f.Column == fact.PeriodColumn:
			t.period = f
		case isTotalRow(f.Row) && f.Column == fact.AnnualColumn:
			t.annual = f
		}
	}
	return t, figure(t.period) && figure(t.annual)
}

// years is the length of the term; 0 where it is not stated.
func (t term) years() int64 {
	if t.length == nil {
		return 0
	}
	return t.length.Amount.Value.IntPart()
}

// totals judges the two totals of a form; same says that they are equal though the term has several years.
func (t term) totals(p *reconcile.Pass) (same bool) {
	name := t.called()
	eq := reconcile.Equation{
		Name:     say(name.ZH+"年度资金总额不应大于实施期资金总额", name.EN+": the annual amount should not exceed that of the whole term"),
		Left:     []reconcile.Operand{{Fact: t.annual, Label: "年度资金总额"}},
		Right:    []reconcile.Operand{{Fact: t.period, Label: "实施期资金总额"}},
		Relation: reconcile.AtMost, Declared: true, Group: fmt.Sprint("D03/", t.form.Table), Limit: reconcile.Warning,
		Element: t.element(fact.PeriodColumn)}
	if t.years() == 1 {
		eq.Relation = reconcile.Equal
		eq.Name = say(name.ZH+"项目期为一年，年度资金总额应等于实施期资金总额", name.EN+": the term is one year; the two amounts should be equal")
	}
	p.Judge(eq)
	eq.Relation = reconcile.Equal
	holds, read := p.Try(eq)
	return t.years() > 1 && holds && read && t.annual.Amount.State == fact.Number
}

// reportSame asks, once for the document, about terms of several years whose whole amount is one year's.
func reportSame(p *reconcile.Pass, same []term) {
	if len(same) == 0 {
		return
	}
	first := same[0]
	f := reconcile.Finding{
		Level: reconcile.Note, Kind: reconcile.FormKind,
		Element: reconcile.Element{Form: fact.ProjectPerformance, Row: fact.ProjectTerm, Column: fact.PeriodColumn},
		Message: say(fmt.Sprintf("%d张绩效表的项目期多于一年（如第%d页写作“%s”），而实施期资金总额与年度资金总额相同（%s）。",
			len(same), first.length.Place.Page, first.length.Text, first.annual.Amount.Printed),
			fmt.Sprintf("%d forms have a term of several years (“%s” on page %d) and the same amount for the whole term as for the year (%s).",
				len(same), first.length.Text, first.length.Place.Page, first.annual.Amount.Printed)),
		Question: say("请问实施期资金总额是整个项目期的金额还是一年的金额？", "Is the amount of the whole term that of all its years or of one?"),
	}
	var on []*fact.Fact
	for _, t := range same {
		on = append(on, t.length, t.period, t.annual)
	}
	p.Report(f, on...)
}

// halves judges the indicators that stand in both halves under one name: a year's quantity or cost is part of the term's.
func halves(p *reconcile.Pass, b block) {
	period, annual := map[string]*fact.Fact{}, map[string]*fact.Fact{}
	for _, f := range b.of(fact.Indicator) {
		half := annual
		if f.Column == fact.PeriodColumn {
			half = period
		}
		if f.Aim == nil || f.Amount.State != fact.Number {
			continue
		}
		key := fold(f.RowName)
		if _, twice := half[key]; twice {
			half[key] = nil // several of one name: which belongs to which is not known
			continue
		}
		half[key] = f
	}
	for _, f := range b.of(fact.Indicator) {
		key := fold(f.RowName)
		whole, year := period[key], annual[key]
		if year != f || whole == nil || !additiveAim(whole, year) {
			continue
		}
		if !more(p, year, whole) {
			p.Checked(1)
			continue
		}
		reportHalves(p, b, whole, year)
	}
}

// additiveAim says whether an indicator's years add up to the term: a quantity or an amount of money, no rate.
func additiveAim(whole, year *fact.Fact) bool {
	if whole.Amount.Unit != year.Amount.Unit || whole.Aim.Bound != year.Aim.Bound {
		return false
	}
	return year.Amount.Unit.Money() || counters[string(year.Amount.Unit)]
}

func reportHalves(p *reconcile.Pass, b block, whole, year *fact.Fact) {
	name := b.called()
	p.Report(reconcile.Finding{
		Level:   reconcile.Warning,
		Element: b.element(fold(year.Aim.Name)),
		Message: say(fmt.Sprintf("第%d页%s的指标“%s”，年度指标值“%s”大于实施期指标值“%s”。", year.Place.Page, name.ZH, year.Aim.Name, year.Text, whole.Text),
			fmt.Sprintf("Page %d, %s: the indicator “%s” aims at “%s” in the year and at “%s” in the whole term.", year.Place.Page, name.EN, year.Aim.Name, year.Text, whole.Text)),
		Question: say("请问两栏的指标值哪个正确？", "Which of the two values is right?"),
		Formula:  year.Text + " ≤ " + whole.Text,
	}, year, whole)
}

// more says whether a figure is more than another of its unit: for money by more than the printed digits explain.
func more(p *reconcile.Pass, a, b *fact.Fact) bool {
	if !a.Amount.Unit.Money() {
		return a.Amount.Value.GreaterThan(b.Amount.Value)
	}
	holds, read := p.Try(reconcile.Equation{Left: []reconcile.Operand{{Fact: a}}, Right: []reconcile.Operand{{Fact: b}}, Relation: reconcile.AtMost})
	return read && !holds
}
