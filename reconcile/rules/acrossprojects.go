package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkProjects is B05: project expenditure by function and by project.
func checkProjects(p *reconcile.Pass) {
	list, ok := one(p, fact.Projects)
	by, right := projectColumn(p)
	if !ok || right == nil {
		p.Absent(say("没有同时列出项目支出表与按功能分类的项目支出", "projects and project expenditure by function are not both there"))
		return
	}
	left := list.projectTotal()
	if left == nil {
		p.Doubt(say("没有认出项目支出表的合计", "the total of the projects was not found"))
		return
	}
	carry, hasCarry := one(p, fact.ProjectsCarryOver)
	a, b := nameOf(by.Form), nameOf(list.Form)
	eq := reconcile.Equation{
		Name:     say(b.ZH+"合计（含结转）应等于"+a.ZH+"项目支出合计", b.EN+": the total, with what is carried over, should equal project expenditure in "+a.EN),
		Left:     []reconcile.Operand{{Fact: left}},
		Right:    []reconcile.Operand{{Fact: right}},
		Declared: true, Doubts: joined(list, by), Group: "B05", Limit: reconcile.Warning,
		Element: reconcile.Element{Form: fact.Projects, Row: fact.TotalRow, Column: fact.Project}}
	alone := eq
	if hasCarry {
		eq.Limit = ""
		if f := carry.projectTotal(); figure(f) {
			eq.Left = append(eq.Left, reconcile.Operand{Fact: f})
		} else if carry.EmptyNote == "" && carry.hasFigures() {
			p.Doubt(say(nameOf(carry.Form).ZH+"没有认出合计", nameOf(carry.Form).EN+": the total was not found"))
			return
		}
	}
	readings := []reconcile.Equation{eq, alone}
	if general, ok := one(p, fact.GeneralExpenditure); ok {
		narrow := alone
		narrow.Right = []reconcile.Operand{{Fact: general.totalOf(fact.Project), Missing: reconcile.ZeroIfBlank, Label: "一般公共预算项目支出"}}
		readings = append(readings, narrow)
	}
	for i := range readings {
		if holds, _ := p.Try(readings[i]); holds {
			p.Judge(readings[i])
			return
		}
	}
	p.Judge(eq)
}

// projectColumn is the total of project expenditure by function, of all funds or else of the general budget, and the
// table that prints it.
func projectColumn(p *reconcile.Pass) (sheet, *fact.Fact) {
	for _, kind := range []string{fact.ExpenditureTotal, fact.GeneralExpenditure} {
		if s, ok := one(p, kind); ok {
			if f := s.totalOf(fact.Project); f != nil {
				return s, f
			}
		}
	}
	return sheet{}, nil
}

// projectTotal is the total of a list of projects: the topmost total row.
func (s sheet) projectTotal() *fact.Fact {
	if f := s.totalOf(whole...); f != nil {
		return f
	}
	for i, r := range s.Rows {
		if (r.Role == fact.Total || r.Role == fact.Subtotal) && r.Parent < 0 {
			return s.in(i, whole...)
		}
	}
	return nil
}

// checkOperatingCost is B06: 公用经费 and 机关运行经费, which are the same for administrative units alone.
func checkOperatingCost(p *reconcile.Pass) {
	basic, ok := one(p, fact.BasicExpenditure)
	cost, okCost := one(p, fact.OperatingCost)
	if !ok || !okCost {
		p.Absent(say("没有同时列出基本支出表与机关运行经费表", "the tables of basic expenditure and of operating cost are not both there"))
		return
	}
	public := basic.totalOf(fact.Public)
	if public == nil {
		public = basic.main(basic.row("", fact.Public))
	}
	total := cost.projectTotal()
	if public == nil || total == nil || blank(public) || blank(total) {
		p.Doubt(say("没有认出公用经费或机关运行经费合计", "the totals of public expenditure or of operating cost were not found"))
		return
	}
	eq := reconcile.Equation{
		Name:     say("机关运行经费不应大于基本支出中的公用经费", "operating cost should not exceed the public part of basic expenditure"),
		Left:     []reconcile.Operand{{Fact: total}},
		Right:    []reconcile.Operand{{Fact: public}},
		Relation: reconcile.AtMost, Declared: true, Doubts: joined(basic, cost), Group: "B06", Limit: reconcile.Warning,
		Element: reconcile.Element{Form: fact.OperatingCost, Row: fact.TotalRow, Column: fact.Public}}
	same := eq
	same.Relation = reconcile.Equal
	if holds, read := p.Try(same); holds || !read {
		p.Judge(same)
		return
	}
	if holds, _ := p.Try(eq); holds {
		p.Doubt(say("机关运行经费小于公用经费；所属单位是否均为行政或参公单位未说明",
			"operating cost is less than public expenditure; whether all units are administrative is not stated"))
		return
	}
	p.Judge(eq)
}
