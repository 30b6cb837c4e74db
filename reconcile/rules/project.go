package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkTargetAmounts is D01: a form's annual amount is that of its project in the table of projects.
func checkTargetAmounts(p *reconcile.Pass) {
	targets, projects := append(targetsOf(p), listedTargets(p)...), projectsOf(p)
	if !hasTargets(p, targets, projects) {
		return
	}
	var equations []reconcile.Equation
	for _, m := range matchTargets(targets, projects) {
		t := m.target
		if t.listed && m.project < 0 {
			p.Doubt(say("《"+t.Title+"》有一些项目在项目表中没有同名项目", "some projects of “"+t.Title+"” have no project of their name in the table"))
			continue
		}
		if m.project < 0 || t.amount == nil {
			p.Doubt(say(fmt.Sprintf("第%d页的绩效目标表无法对应到项目表中的一个项目", t.Place.Page),
				fmt.Sprintf("the form on page %d could not be tied to one project", t.Place.Page)))
			continue
		}
		pr := projects[m.project]
		eq := reconcile.Equation{
			Name:  say("项目“"+pr.name+"”：绩效目标表年度资金总额应等于项目支出表金额", "project “"+pr.name+"”: the form's annual amount should equal the table's"),
			Left:  []reconcile.Operand{{Fact: t.amount, Label: "绩效目标表·年度资金总额"}},
			Right: []reconcile.Operand{{Fact: pr.amount, Label: "项目支出表·" + pr.name}},
			Group: "D01", Declared: true,
			Element: reconcile.Element{Form: fact.ProjectPerformance, Row: fold(pr.name), Column: fact.AnnualColumn}}
		if t.listed || !fallsShort(p, eq) {
			eq.Limit = reconcile.Warning // a form may count funds that the table leaves out
		}
		equations = append(equations, eq)
	}
	p.Judge(equations...)
}

// fundRows are the sources a form's total is made of.
var fundRows = map[string]bool{fact.CentralFunds: true, fact.ProvincialFunds: true, fact.CityCountyFunds: true,
	fact.OwnFunds: true, fact.OtherFunds: true, fact.FiscalAppropriation: true, fact.GeneralBudget: true,
	fact.GovernmentFund: true, fact.StateCapitalBudget: true, fact.SpecialAccount: true, fact.UnitFunds: true, fact.CarryIn: true}

// checkFundSources is D02: the sources of funds make the total, in each half.
func checkFundSources(p *reconcile.Pass) {
	targets, lists := targetsOf(p), p.Set.FormsOf(fact.ProjectPerformanceList)
	if len(targets)+len(lists) == 0 {
		p.Absent(absent([]string{fact.ProjectPerformance, fact.ProjectPerformanceList}))
		return
	}
	for _, t := range targets {
		for c := range t.Columns {
			t.fundSources(p, c)
		}
	}
	for _, f := range lists {
		p.Judge(open(f).listedSources()...)
	}
}

// listedSources are the sums of sources in a list of projects, a row each. That the columns are all sources is seen in
// the rows that hold.
func (s sheet) listedSources() []reconcile.Equation {
	whole := s.Column(fact.TotalColumn, "")
	if whole < 0 {
		return nil
	}
	var equations []reconcile.Equation
	for i, r := range s.Rows {
		total := s.cell(i, whole)
		eq := reconcile.Equation{
			Name:  say(nameOf(s.Form).ZH+"“"+r.Name+"”各项资金来源之和应等于总额", nameOf(s.Form).EN+", “"+r.Name+"”: the sources should add up to the total"),
			Right: []reconcile.Operand{{Fact: total, Label: "总额"}},
			Group: s.group("D02"), Shape: "sources", Limit: reconcile.Warning,
			Element: reconcile.Element{Form: s.ID, Row: fold(r.Name), Column: fact.TotalColumn}}
		for c, column := range s.Columns {
			if cell := s.cell(i, c); column.Known && fundRows[column.ID] && cell != nil {
				eq.Left = append(eq.Left, reconcile.Operand{Fact: cell, Missing: reconcile.ZeroIfBlank})
			}
		}
		if len(eq.Left) > 1 && figure(total) {
			equations = append(equations, eq)
		}
	}
	return equations
}

func (t target) fundSources(p *reconcile.Pass, column int) {
	total, parts := -1, []int{}
	for i, r := range t.Rows {
		switch {
		case isTotalRow(r.ID) && total < 0:
			total = i
		case fundRows[r.ID] && r.Role != fact.OfWhich:
			parts = append(parts, i)
		}
	}
	if total < 0 || len(parts) < 2 || !figure(t.cell(total, column)) {
		return
	}
	if own := t.parts(total); len(own) > 1 {
		parts = own
	}
	name := nameOf(t.Form)
	if t.named() != "" {
		name = say(name.ZH+"“"+t.named()+"”", name.EN+" “"+t.named()+"”")
	}
	eq := t.equation("D02", sum{total: total, column: column, parts: parts, declared: true,
		name: say(name.ZH+"各项资金来源之和应等于资金总额", name.EN+": the sources should add up to the total")})
	eq.Group = fmt.Sprint("D02/", t.Instance, "/", column)
	eq.Element.Row = fold(t.named())
	if fallsShort(p, eq) || t.Columns[column].ID != fact.AnnualColumn {
		// A source can be missing, and 实施期 be planned without saying where the money of later years comes from.
		eq.Limit = reconcile.Warning
	}
	p.Judge(eq)
}

// checkProjectNames is D10: a project has one name in the table, the form and the list of purchased services.
func checkProjectNames(p *reconcile.Pass) {
	targets, projects := append(targetsOf(p), listedTargets(p)...), projectsOf(p)
	if !hasTargets(p, targets, projects) {
		return
	}
	for _, m := range matchTargets(targets, projects) {
		t := m.target
		switch {
		case m.same:
			p.Checked(1)
		case t.listed && m.project < 0:
			p.Doubt(say("《"+t.Title+"》有一些项目在项目表中没有同名项目", "some projects of “"+t.Title+"” have no project of their name in the table"))
		case t.named() == "":
			p.Doubt(say(fmt.Sprintf("第%d页的绩效目标表项目名称一格读不出项目名称", t.Place.Page),
				fmt.Sprintf("the name cell of the form on page %d holds no project name", t.Place.Page)))
		case m.project < 0:
			p.Doubt(say(fmt.Sprintf("第%d页的绩效目标表“%s”无法对应到项目表中的一个项目", t.Place.Page, t.named()),
				fmt.Sprintf("the form “%s” on page %d could not be tied to one project", t.named(), t.Place.Page)))
		default:
			reportName(p, t, projects[m.project])
		}
	}
}

// reportName reports two names of one project.
func reportName(p *reconcile.Pass, t target, pr project) {
	money := pr.amount.Amount.Printed + string(pr.amount.Amount.Unit)
	p.Report(reconcile.Finding{
		Element: reconcile.Element{Form: fact.ProjectPerformance, Row: fold(pr.name), Column: fact.ProjectName},
		Message: say(fmt.Sprintf("第%d页项目支出表中的“%s”（%s）与第%d页绩效目标表中的“%s”金额相符，名称不同。",
			pr.place.Page, pr.name, money, t.name.Place.Page, t.named()),
			fmt.Sprintf("“%s” (%s) in the table of projects on page %d and “%s” in the form on page %d have one amount and two names.",
				pr.name, money, pr.place.Page, t.named(), t.name.Place.Page)),
		Question: say("请问是否为同一项目？哪个名称正确？", "Are they one project, and which is its name?"),
		Formula:  pr.name + " ≠ " + t.named(),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence("项目支出表·项目名称", pr.name, pr.place)},
	}, t.name, pr.amount, t.amount)
}
