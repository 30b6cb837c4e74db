package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkOverall is D11: the department's performance form against the budget, and within itself.
func checkOverall(p *reconcile.Pass) {
	forms := p.Set.FormsOf(fact.OverallPerformance)
	if len(forms) == 0 {
		p.Absent(absent([]string{fact.OverallPerformance}))
		return
	}
	for _, f := range forms {
		o := overallOf(f)
		o.sums(p)
		if len(forms) == 1 {
			o.budget(p)
		}
		o.aims(p)
	}
	p.Absent(say("整体绩效目标表没有列出部门资金", "the department's form states no funds"))
}

// overall are the amounts of a department's form.
type overall struct {
	block
	sheet sheet
	// cells are the amounts of the total row by column, or of the rows by lane and ID.
	cells map[string]*fact.Fact
	// listed is set where the amounts stand in columns, over tasks or alone.
	listed bool
}

func overallOf(f *fact.Form) overall {
	o := overall{block: block{form: f, last: endless}, sheet: open(f), cells: map[string]*fact.Fact{}}
	for i := range f.Facts {
		o.facts = append(o.facts, &f.Facts[i])
	}
	for _, c := range f.Columns {
		o.listed = o.listed || c.Lane == ""
	}
	for i, r := range f.Rows {
		if !o.listed {
			if cell := o.sheet.cell(i, f.Column(fact.AmountColumn, r.Lane)); cell != nil {
				o.cells[r.Lane+"/"+r.ID] = cell
			}
			continue
		}
		for c := range f.Columns {
			if cell := o.sheet.cell(i, c); cell != nil && r.ID == fact.TotalRow {
				o.cells[f.Columns[c].ID] = cell
			}
		}
	}
	return o
}

// fundParts and useParts are the parts of a department's whole budget.
var (
	fundParts = []string{fact.FiscalAppropriation, fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget, fact.SocialInsurance,
		fact.SpecialAccount, fact.UnitFunds, fact.OtherFunds}
	useParts = []string{fact.Basic, fact.Project}
)

// sums are the identities within the form.
func (o overall) sums(p *reconcile.Pass) {
	if !o.listed {
		o.sum(p, fact.Income+"/"+fact.TotalRow, prefixed(fact.Income+"/", fundParts))
		o.sum(p, fact.Expenditure+"/"+fact.TotalRow, prefixed(fact.Expenditure+"/", useParts))
		o.equal(p, fact.Income+"/"+fact.TotalRow, fact.Expenditure+"/"+fact.TotalRow)
		return
	}
	o.sum(p, fact.TotalColumn, fundParts)
	o.sum(p, fact.TotalColumn, useParts)
	for _, source := range fundParts {
		var parts []string
		for _, use := range useParts {
			parts = append(parts, fact.Qualified(use, source))
		}
		o.sum(p, source, parts)
	}
	o.tasks(p)
}

func prefixed(prefix string, ids []string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = prefix + id
	}
	return all
}

// sum says that a whole is made of its parts; a part the form has no cell for is none.
func (o overall) sum(p *reconcile.Pass, whole string, parts []string) {
	total := o.cells[whole]
	if !figure(total) {
		return
	}
	eq := o.equation(whole, total)
	for _, id := range parts {
		if part := o.cells[id]; part != nil {
			eq.Left = append(eq.Left, reconcile.Operand{Fact: part, Label: wayTo(part), Missing: reconcile.ZeroIfBlank})
		}
	}
	if len(eq.Left) > 1 {
		p.Judge(eq)
	}
}

func (o overall) equal(p *reconcile.Pass, a, b string) {
	left, right := o.cells[a], o.cells[b]
	if figure(left) && figure(right) {
		eq := o.equation(a, right)
		eq.Name = say(nameOf(o.form).ZH+"按资金来源与按资金方向划分的合计应相等", nameOf(o.form).EN+": the totals by source and by use should be equal")
		eq.Left = []reconcile.Operand{{Fact: left, Label: "按资金来源合计"}}
		p.Judge(eq)
	}
}

func (o overall) equation(id string, total *fact.Fact) reconcile.Equation {
	name := nameOf(o.form)
	return reconcile.Equation{
		Name:     say(name.ZH+"“"+wayTo(total)+"”应等于其各部分之和", name.EN+": “"+wayTo(total)+"” should be the sum of its parts"),
		Right:    []reconcile.Operand{{Fact: total, Label: wayTo(total)}},
		Declared: true, Doubts: o.sheet.doubts, Group: fmt.Sprint("D11/", o.form.Instance, "/", id, "/", total.Place.Row),
		Element: reconcile.Element{Form: fact.OverallPerformance, Row: id, Column: fact.AmountColumn}}
}

// wayTo is how an amount of the form is spoken of.
func wayTo(f *fact.Fact) string {
	if f.ColumnPath != "" {
		return f.ColumnPath
	}
	return strings.TrimLeft(strings.TrimPrefix(f.RowName, "其中"), "：:")
}

// tasks says that the tasks make the total, in every column, and that each one's sources make its amount.
func (o overall) tasks(p *reconcile.Pass) {
	var rows []int
	for i, r := range o.form.Rows {
		if r.Role == fact.Detail {
			rows = append(rows, i)
		}
	}
	for c, column := range o.form.Columns {
		total := o.cells[column.ID]
		if len(rows) < 2 || !figure(total) {
			continue
		}
		eq := o.equation("tasks/"+column.ID, total)
		eq.Name = say(nameOf(o.form).ZH+"各项任务“"+wayTo(total)+"”之和应等于合计", nameOf(o.form).EN+": the tasks should add up to the total in “"+wayTo(total)+"”")
		for _, i := range rows {
			if cell := o.sheet.cell(i, c); cell != nil {
				eq.Left = append(eq.Left, reconcile.Operand{Fact: cell, Label: cell.RowName, Missing: reconcile.ZeroIfBlank})
			}
		}
		p.Judge(eq)
	}
	for _, i := range rows {
		o.task(p, i)
	}
}

// task says that the sources of one task make its amount.
func (o overall) task(p *reconcile.Pass, row int) {
	var total *fact.Fact
	var parts []reconcile.Operand
	for c, column := range o.form.Columns {
		cell := o.sheet.cell(row, c)
		switch {
		case cell == nil:
		case column.ID == fact.TotalColumn:
			total = cell
		case column.ID == fact.FiscalAppropriation || column.ID == fact.OtherFunds:
			parts = append(parts, reconcile.Operand{Fact: cell, Label: wayTo(cell), Missing: reconcile.ZeroIfBlank})
		}
	}
	if len(parts) < 2 || !figure(total) {
		return
	}
	eq := o.equation("task/"+fold(total.RowName), total)
	eq.Name = say("任务“"+total.RowName+"”的金额应等于各项来源之和", "the amount of the task “"+total.RowName+"” should be the sum of its sources")
	eq.Left, eq.Limit = parts, reconcile.Warning
	p.Judge(eq)
}

// budget compares the whole, basic expenditure and projects with the table of expenditure.
func (o overall) budget(p *reconcile.Pass) {
	table, ok := one(p, fact.ExpenditureTotal)
	if !ok {
		p.Absent(absent([]string{fact.ExpenditureTotal}))
		return
	}
	o.against(p, table, []string{fact.TotalColumn, fact.Income + "/" + fact.TotalRow}, whole)
	o.against(p, table, []string{fact.Expenditure + "/" + fact.TotalRow}, whole)
	o.against(p, table, []string{fact.Basic, fact.Expenditure + "/" + fact.Basic}, []string{fact.Basic})
	o.against(p, table, []string{fact.Project, fact.Expenditure + "/" + fact.Project}, []string{fact.Project})
	for _, use := range useParts {
		o.bySource(p, table, use)
	}
}

func (o overall) against(p *reconcile.Pass, table sheet, ids, columns []string) {
	total := table.totalOf(columns...)
	for _, id := range ids {
		cell := o.cells[id]
		if !figure(cell) || !figure(total) {
			continue
		}
		readings := []reconcile.Equation{o.toBudget([]*fact.Fact{cell}, table, total)}
		if total.Column != fact.Basic && total.Column != fact.Project {
			readings = append(readings, o.narrower(p, cell, table)...)
		}
		either(p, readings...)
	}
}

// narrower are the totals of narrower scope that the form may mean: of fiscal funds, of the general budget, of the year
// without what is carried over.
func (o overall) narrower(p *reconcile.Pass, cell *fact.Fact, table sheet) []reconcile.Equation {
	var readings []reconcile.Equation
	for _, column := range []string{fact.YearColumn, fact.GeneralBudget, fact.FiscalAppropriation} {
		if total := table.totalOf(column); figure(total) {
			readings = append(readings, o.toBudget([]*fact.Fact{cell}, table, total))
		}
	}
	for _, kind := range []string{fact.FiscalTotal, fact.GeneralExpenditure} {
		if s, ok := one(p, kind); ok {
			for _, total := range append(s.laneTotals(fact.Expenditure), s.totalOf(whole...)) {
				if figure(total) {
					readings = append(readings, o.toBudget([]*fact.Fact{cell}, s, total))
				}
			}
		}
	}
	return readings
}

// bySource adds up a use that stands once for every source.
func (o overall) bySource(p *reconcile.Pass, table sheet, use string) {
	var parts []*fact.Fact
	for _, source := range fundParts {
		if cell := o.cells[fact.Qualified(use, source)]; cell != nil {
			parts = append(parts, cell)
		}
	}
	if total := table.totalOf(use); len(parts) > 0 && figure(total) {
		p.Judge(o.toBudget(parts, table, total))
	}
}

func (o overall) toBudget(parts []*fact.Fact, table sheet, total *fact.Fact) reconcile.Equation {
	a, b := nameOf(o.form), nameOf(table.Form)
	what := total.ColumnPath
	eq := reconcile.Equation{
		Name:     say(a.ZH+"的金额应等于"+b.ZH+"合计的“"+what+"”", a.EN+" should have the amount of “"+what+"” in the total of "+b.EN),
		Right:    []reconcile.Operand{{Fact: total, Label: what}},
		Declared: true, Doubts: append(append([]reconcile.Text{}, o.sheet.doubts...), table.doubts...), Limit: reconcile.Warning,
		Group:   fmt.Sprint("D11/", o.form.Instance, "/budget/", total.Column, "/", parts[0].Column, parts[0].Place.Col),
		Element: reconcile.Element{Form: fact.OverallPerformance, Row: fact.TotalRow, Column: total.Column},
		Question: say("请问两处口径是否相同（是否含上年结转、所属单位、追加预算）？哪个金额正确？",
			"Are the two of one scope (carry-over, subordinate units, later changes), and which amount is right?")}
	for _, f := range parts {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: f, Label: wayTo(f), Missing: reconcile.ZeroIfBlank})
	}
	return eq
}

// costOf are indicators of the department's cost that limit an amount of the same form.
var costOf = []struct {
	name *regexp.Regexp
	ids  []string
}{
	{regexp.MustCompile(`^(?:部门)?基本支出(?:预算)?(?:成本|金额|总额|控制数|不超预算.*)?$`), []string{fact.Basic, fact.Expenditure + "/" + fact.Basic}},
	{regexp.MustCompile(`^(?:部门)?项目支出(?:预算)?(?:成本|金额|总额|控制数|不超预算.*)?$`), []string{fact.Project, fact.Expenditure + "/" + fact.Project}},
}

// aims compares the indicators of the department's cost with the amounts of the form.
func (o overall) aims(p *reconcile.Pass) {
	for _, aim := range o.block.aims() {
		if !ofCost(aim.Aim) || !aim.Amount.Unit.Money() || aim.Aim.Bound.Lower() {
			continue
		}
		for _, c := range costOf {
			for _, id := range c.ids {
				if cell := o.cells[id]; c.name.MatchString(fold(aim.Aim.Name)) && figure(cell) {
					p.Judge(o.costEquation(aim, cell))
				}
			}
		}
	}
}

func (o overall) costEquation(aim, cell *fact.Fact) reconcile.Equation {
	name := nameOf(o.form)
	return reconcile.Equation{
		Name: say(name.ZH+"的“"+wayTo(cell)+"”不应大于成本指标“"+aim.Aim.Name+aim.Text+"”",
			name.EN+": “"+wayTo(cell)+"” should not exceed the cost indicator “"+aim.Aim.Name+aim.Text+"”"),
		Left:  []reconcile.Operand{{Fact: cell, Label: wayTo(cell)}},
		Right: []reconcile.Operand{{Fact: aim, Label: aim.Aim.Name}}, Relation: reconcile.AtMost, Declared: true, Limit: reconcile.Warning,
		Group: fmt.Sprint("D11/", o.form.Instance, "/aim/", aim.Place.Row), Doubts: o.sheet.doubts,
		Element:  reconcile.Element{Form: fact.OverallPerformance, Row: fold(aim.Aim.Name), Column: fact.Indicator},
		Question: say("请问成本指标与预算金额哪个正确？", "Which is right, the cost indicator or the budget?")}
}
