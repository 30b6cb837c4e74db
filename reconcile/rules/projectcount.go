package rules

import (
	"fmt"
	"math"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// checkTargetCount is D09: as many forms as are declared, for the amount declared.
func checkTargetCount(p *reconcile.Pass) {
	targets, projects := targetsOf(p), projectsOf(p)
	said := declaredForms(p)
	switch {
	case said.count == nil:
		p.Absent(say("正文没有写明公开绩效目标表的数量", "the text does not say how many forms are published"))
		return
	case len(targets) == 0:
		p.Absent(say("本文件中没有项目绩效目标表（可能另行公开）", "this file has no project forms (they may be published elsewhere)"))
		return
	}
	have := decimal.NewFromInt(int64(len(targets)))
	if said.count.Amount.Value.Equal(have) {
		p.Checked(1)
	} else {
		said.reportCount(p, matchTargets(targets, projects), projects)
	}
}

// declaration is how many forms the text says are published, and for which amount; nil where it does not say.
type declaration struct{ count, amount *fact.Fact }

// declaredForms is what the text says of the forms.
func declaredForms(p *reconcile.Pass) declaration {
	var count, amount *fact.Fact
	for _, f := range p.Set.Facts() {
		switch {
		case f.Row == fact.ProjectFormCount && f.Amount.State == fact.Number && count == nil:
			count = f
		case f.Row == fact.ProjectFormAmount && amount == nil, f.Row == fact.ProjectFormCount && f.Amount.Unit.Money() && amount == nil:
			amount = f
		}
	}
	return declaration{count, amount}
}

// reportCount reports a count that differs, with the projects that have no form.
func (d declaration) reportCount(p *reconcile.Pass, matches []match, projects []project) {
	count, amount := d.count, d.amount
	if unknownForms(p) {
		p.Doubt(say("文件中有未能识别的表格，无法确定绩效目标表的数量", "some tables were not recognised, so the forms cannot be counted"))
		return
	}
	have, evidence := decimal.Zero, []reconcile.Evidence{}
	taken := map[int]bool{}
	for _, m := range matches {
		taken[m.project] = true
		if m.target.amount == nil {
			p.Doubt(say("有绩效目标表的金额读不出", "the amount of a form cannot be read"))
			return
		}
		have = have.Add(m.target.amount.Amount.Base())
		evidence = append(evidence, reconcile.EvidenceOf(m.target.amount))
	}
	missing := missingProjects(projects, taken)
	f := reconcile.Finding{
		Element:  reconcile.Element{Form: fact.ProjectPerformance, Row: fact.ProjectFormCount},
		Expected: count.Amount.Value.String(), Found: fmt.Sprint(len(matches)),
		Difference: decimal.NewFromInt(int64(len(matches))).Sub(count.Amount.Value).String(), Unit: string(count.Amount.Unit),
		Formula:  fmt.Sprintf("%d = %s", len(matches), count.Amount.Value),
		Message:  d.message(len(matches), have, missing),
		Question: say("请问未见的项目绩效目标表是否公开，公开在何处？", "Are the forms that are not here published, and where?"),
		Evidence: evidence,
	}
	for _, m := range missing {
		f.Evidence = append(f.Evidence, reconcile.EvidenceOf(m.amount))
	}
	if amount == nil {
		p.Report(f, count)
		return
	}
	p.Report(f, count, amount)
}

// unknownForms says whether a table was not recognised or a page not read: it could hold a form that counts.
func unknownForms(p *reconcile.Pass) bool { return p.Set.HidesForm(0, math.MaxInt) }

func missingProjects(projects []project, taken map[int]bool) []project {
	var missing []project
	for i, pr := range projects {
		if !taken[i] && figure(pr.amount) {
			missing = append(missing, pr)
		}
	}
	return missing
}

// message names the declared number, the forms found and the projects without one.
func (d declaration) message(have int, sum decimal.Decimal, missing []project) reconcile.Text {
	count, amount := d.count, d.amount
	t := say(fmt.Sprintf("第%d页写明公开项目绩效目标%s个，文件中有%d张项目绩效目标表", count.Place.Page, count.Amount.Value, have),
		fmt.Sprintf("Page %d says that targets of %s projects are published; the document has %d forms", count.Place.Page, count.Amount.Value, have))
	if amount != nil && amount.Amount.Unit.Money() {
		u := amount.Amount.Unit
		gap := amount.Amount.Base().Sub(sum).Shift(-u.Exponent()).Round(amount.Amount.Places)
		t.ZH += fmt.Sprintf("；写明涉及金额%s%s，各表合计%s%s，相差%s%s", amount.Amount.Value, u, sum.Shift(-u.Exponent()), u, gap, u)
		t.EN += fmt.Sprintf("; %s%s are declared, the forms hold %s%s, %s%s less", amount.Amount.Value, u, sum.Shift(-u.Exponent()), u, gap, u)
	}
	if len(missing) == 0 {
		return say(t.ZH+"。", t.EN+".")
	}
	names := make([]string, len(missing))
	for i, m := range missing {
		names[i] = "“" + m.name + "”（" + m.amount.Amount.Printed + string(m.amount.Amount.Unit) + "）"
	}
	list := strings.Join(names, "、")
	return say(t.ZH+"。项目支出表中没有对应表格的是："+list+"。", t.EN+". Without a form: "+list+".")
}
