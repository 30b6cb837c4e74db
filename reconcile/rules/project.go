package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// project is one row of a table of projects.
type project struct {
	name   string
	amount *fact.Fact
	place  fact.Place
}

// target is one project performance form.
type target struct {
	sheet
	// name is the fact that prints the project's name; nil where the form has none that can be read.
	name   *fact.Fact
	amount *fact.Fact
}

// projectsOf are the detail rows of the tables of projects.
func projectsOf(p *reconcile.Pass) []project {
	var all []project
	for _, kind := range []string{fact.Projects, fact.ProjectsCarryOver} {
		for _, f := range p.Set.FormsOf(kind) {
			s := open(f)
			for i, r := range s.Rows {
				if amount := s.in(i, whole...); r.Role == fact.Detail && amount != nil {
					all = append(all, project{r.Name, amount, r.Place})
				}
			}
		}
	}
	return all
}

// targetsOf are the project performance forms.
func targetsOf(p *reconcile.Pass) []target {
	var all []target
	for _, f := range p.Set.FormsOf(fact.ProjectPerformance) {
		t := target{sheet: open(f)}
		for i := range f.Facts {
			g := &f.Facts[i]
			switch {
			case g.Row == fact.ProjectName:
				t.name = g
			case isTotalRow(g.Row) && g.Column == fact.AnnualColumn:
				t.amount = g
			}
		}
		if t.amount == nil {
			t.amount = t.onlyTotal()
		}
		all = append(all, t)
	}
	return all
}

func isTotalRow(id string) bool {
	return id == fact.TotalRow || id == fact.YearTotal || id == fact.GrandTotal
}

// onlyTotal is the total of a form that has no annual half.
func (t target) onlyTotal() *fact.Fact {
	for i := range t.Facts {
		f := &t.Facts[i]
		if isTotalRow(f.Row) && (f.Column == fact.AmountColumn || f.Column == fact.TotalColumn || f.Column == fact.BudgetColumn) {
			return f
		}
	}
	return nil
}

// named is the form's project name where it can be relied on.
func (t target) named() string {
	if t.name == nil || t.name.Uncertain != "" {
		return ""
	}
	return t.name.Text
}

// match says which project a form belongs to.
type match struct {
	target  target
	project int // -1 for none
	// same is set where the names are the same after normalisation.
	same bool
}

// matchTargets ties forms to projects: by name, then by amount and likeness of names, then by amount alone where only
// one project is left that has it. What stays ambiguous is tied to none.
func matchTargets(targets []target, projects []project) []match {
	matches := make([]match, len(targets))
	taken := make([]bool, len(projects))
	for i, t := range targets {
		matches[i] = match{t, -1, false}
		if n := byName(t.named(), projects, taken); n >= 0 {
			matches[i].project, matches[i].same, taken[n] = n, true, true
		}
	}
	for i, t := range targets {
		if matches[i].project < 0 {
			if n := byLikeness(t, projects, taken); n >= 0 {
				matches[i].project, taken[n] = n, true
			}
		}
	}
	for i, t := range targets {
		if matches[i].project < 0 && t.named() == "" {
			if n := byAmount(t.amount, projects, taken); n >= 0 {
				matches[i].project, taken[n] = n, true
			}
		}
	}
	return matches
}

func byName(name string, projects []project, taken []bool) int {
	found := -1
	for i, p := range projects {
		if name != "" && !taken[i] && fold(p.name) == fold(name) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// byLikeness is the project of the same amount whose name is most like the form's.
func byLikeness(t target, projects []project, taken []bool) int {
	best, most, tie := -1, akin-1, false
	for i, p := range projects {
		if taken[i] || t.named() == "" || !sameAmount(t.amount, p.amount) {
			continue
		}
		if n := alike(t.named(), p.name); n > most {
			best, most, tie = i, n, false
		} else if n == most {
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// byAmount is the only project left with an amount.
func byAmount(amount *fact.Fact, projects []project, taken []bool) int {
	found := -1
	for i, p := range projects {
		if taken[i] || !sameAmount(amount, p.amount) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// sameAmount says whether two figures can stand for one amount.
func sameAmount(a, b *fact.Fact) bool {
	return figure(a) && figure(b) && a.Amount.Unit.Money() && b.Amount.Unit.Money() && a.Amount.Interval().Meets(b.Amount.Interval())
}

// forms says whether the document has what the rules on forms and projects need.
func hasTargets(p *reconcile.Pass, targets []target, projects []project) bool {
	switch {
	case len(targets) == 0:
		p.Absent(absent([]string{fact.ProjectPerformance}))
	case len(projects) == 0:
		p.Absent(absent([]string{fact.Projects}))
	default:
		return true
	}
	return false
}

// checkTargetAmounts is D01: a form's annual amount is that of its project in the table of projects.
func checkTargetAmounts(p *reconcile.Pass) {
	targets, projects := targetsOf(p), projectsOf(p)
	if !hasTargets(p, targets, projects) {
		return
	}
	var equations []reconcile.Equation
	for _, m := range matchTargets(targets, projects) {
		t := m.target
		if m.project < 0 || t.amount == nil {
			p.Doubt(say(fmt.Sprintf("第%d页的绩效目标表无法对应到项目表中的一个项目", t.Place.Page),
				fmt.Sprintf("the form on page %d could not be tied to one project", t.Place.Page)))
			continue
		}
		pr := projects[m.project]
		equations = append(equations, reconcile.Equation{
			Name:  say("项目“"+pr.name+"”：绩效目标表年度资金总额应等于项目支出表金额", "project “"+pr.name+"”: the form's annual amount should equal the table's"),
			Left:  []reconcile.Operand{{Fact: t.amount, Label: "绩效目标表·年度资金总额"}},
			Right: []reconcile.Operand{{Fact: pr.amount, Label: "项目支出表·" + pr.name}},
			Group: "D01", Declared: true,
			Element: reconcile.Element{Form: fact.ProjectPerformance, Row: fold(pr.name), Column: fact.AnnualColumn}})
	}
	p.Judge(equations...)
}

// fundRows are the sources a form's total is made of.
var fundRows = map[string]bool{fact.CentralFunds: true, fact.ProvincialFunds: true, fact.CityCountyFunds: true,
	fact.OwnFunds: true, fact.OtherFunds: true, fact.FiscalAppropriation: true, fact.GeneralBudget: true,
	fact.GovernmentFund: true, fact.StateCapitalBudget: true, fact.SpecialAccount: true, fact.UnitFunds: true, fact.CarryIn: true}

// checkFundSources is D02: the sources of funds make the total, in each half.
func checkFundSources(p *reconcile.Pass) {
	targets := targetsOf(p)
	if len(targets) == 0 {
		p.Absent(absent([]string{fact.ProjectPerformance}))
		return
	}
	for _, t := range targets {
		for c := range t.Columns {
			t.fundSources(p, c)
		}
	}
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
	if holds, _ := p.Try(eq); !holds && t.Columns[column].ID != fact.AnnualColumn {
		// 实施期 can be planned without saying where the money of later years comes from.
		eq.Limit = reconcile.Warning
	}
	p.Judge(eq)
}

// checkProjectNames is D10: a project has one name in the table, the form and the list of purchased services.
func checkProjectNames(p *reconcile.Pass) {
	targets, projects := targetsOf(p), projectsOf(p)
	if !hasTargets(p, targets, projects) {
		return
	}
	for _, m := range matchTargets(targets, projects) {
		t := m.target
		switch {
		case m.same:
			p.Checked(1)
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

// checkTargetCount is D09: as many forms as are declared, for the amount declared.
func checkTargetCount(p *reconcile.Pass) {
	targets, projects := targetsOf(p), projectsOf(p)
	count, amount := declaredForms(p)
	switch {
	case count == nil:
		p.Absent(say("正文没有写明公开绩效目标表的数量", "the text does not say how many forms are published"))
		return
	case len(targets) == 0:
		p.Absent(say("本文件中没有项目绩效目标表（可能另行公开）", "this file has no project forms (they may be published elsewhere)"))
		return
	}
	have := decimal.NewFromInt(int64(len(targets)))
	if count.Amount.Value.Equal(have) {
		p.Checked(1)
	} else {
		reportCount(p, count, amount, matchTargets(targets, projects), projects)
	}
}

// declaredForms are the count and the amount of the forms the text says are published.
func declaredForms(p *reconcile.Pass) (count, amount *fact.Fact) {
	for _, f := range p.Set.Facts() {
		switch {
		case f.Row == fact.ProjectFormCount && f.Amount.State == fact.Number && count == nil:
			count = f
		case f.Row == fact.ProjectFormAmount && amount == nil, f.Row == fact.ProjectFormCount && f.Amount.Unit.Money() && amount == nil:
			amount = f
		}
	}
	return count, amount
}

// reportCount reports a count that differs, with the projects that have no form.
func reportCount(p *reconcile.Pass, count, amount *fact.Fact, matches []match, projects []project) {
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
		Message:  countMessage(count, amount, len(matches), have, missing),
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
func unknownForms(p *reconcile.Pass) bool {
	for _, u := range p.Set.Unread {
		if u.Code == "unknown-form" || u.Code == "page-unreadable" {
			return true
		}
	}
	return false
}

func missingProjects(projects []project, taken map[int]bool) []project {
	var missing []project
	for i, pr := range projects {
		if !taken[i] && figure(pr.amount) {
			missing = append(missing, pr)
		}
	}
	return missing
}

// countMessage names the declared number, the forms found and the projects without one.
func countMessage(count, amount *fact.Fact, have int, sum decimal.Decimal, missing []project) reconcile.Text {
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
