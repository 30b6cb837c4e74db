package rules

import (
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// one is the document's form of a kind. A document with several (one for each unit) does not say which belong
// together unless it names the unit over each; then the rules across tables are insufficient.
func one(p *reconcile.Pass, kind string) (sheet, bool) {
	forms := p.Set.FormsOf(kind)
	if len(forms) == 1 {
		return open(forms[0]), true
	}
	if len(forms) > 1 {
		p.Doubt(say("文件中有多张"+formNames[kind].ZH+"，无法确定哪些属于同一单位",
			"several forms of one kind ("+formNames[kind].EN+"); which belong to one unit is not clear"))
	}
	return sheet{}, false
}

// totalOf is the total of a form by codes in the first of some columns.
func (s sheet) totalOf(columns ...string) *fact.Fact {
	if s.Form == nil {
		return nil
	}
	return s.in(s.row("", fact.TotalRow, fact.GrandTotal, fact.YearTotal), columns...)
}

// laneTotals are the year's total and the grand total of a lane, in the column of the whole and in that of the year
// alone.
func (s sheet) laneTotals(lane string) []*fact.Fact {
	var totals []*fact.Fact
	for _, id := range []string{fact.YearTotal, fact.GrandTotal, fact.TotalRow} {
		row := s.row(lane, id)
		if f := s.main(row); f != nil {
			totals = append(totals, f)
		}
		if f := s.in(row, fact.YearColumn); figure(f) {
			totals = append(totals, f)
		}
	}
	return totals
}

// equal are the readings of one identity between two tables: the right side is the first of several totals that fits
// (本年合计, or 总计 where what is carried over counts).
func (id identity) equal(left *fact.Fact, right []*fact.Fact) []reconcile.Equation {
	var readings []reconcile.Equation
	for _, r := range right {
		readings = append(readings, reconcile.Equation{Name: id.name, Element: id.of, Declared: true, Doubts: id.doubts,
			Group: id.of.Form + "/" + id.of.Row + "/" + id.of.Column,
			Left:  []reconcile.Operand{operand(left, id.name.ZH)}, Right: []reconcile.Operand{operand(r, id.name.ZH)}})
	}
	return readings
}

// identity is what two tables should agree on.
type identity struct {
	name   reconcile.Text
	of     reconcile.Element
	group  string
	doubts []reconcile.Text
}

// whole are the columns of a table by code that hold the whole of a row.
var whole = []string{fact.TotalColumn, fact.AmountColumn, fact.ActualColumn, fact.BudgetColumn}

// checkTotals is B01: the same total in every table that prints it.
func checkTotals(p *reconcile.Pass) {
	all, hasAll := one(p, fact.IncomeExpenditureTotal)
	if hasAll {
		totalsWith(p, all, fact.Income, fact.IncomeTotal)
		totalsWith(p, all, fact.Expenditure, fact.ExpenditureTotal)
	} else {
		p.Absent(absent([]string{fact.IncomeExpenditureTotal}))
	}
	given, hasGiven := one(p, fact.FiscalTotal)
	if hasGiven {
		fiscalTotals(p, given)
	}
	if hasAll && hasGiven {
		sourcesAgree(p, all, given)
	}
	for _, pair := range sameTotal {
		pairTotals(p, pair[0], pair[1])
	}
}

// sameTotal are tables that print one expenditure by two classifications.
var sameTotal = [][2]string{
	{fact.GeneralByEconomicClass, fact.GeneralExpenditure},
	{fact.BasicByFunction, fact.BasicExpenditure},
	{fact.GeneralByGovEconomic, fact.GeneralExpenditure},
	{fact.BasicByGovEconomic, fact.BasicExpenditure},
}

// pairTotals compares the totals of two tables of one scope; places differ in what is carried over, so that a gap is
// no more than a question.
func pairTotals(p *reconcile.Pass, kind, other string) {
	if len(p.Set.FormsOf(kind)) == 0 {
		return
	}
	a, ok := one(p, kind)
	b, okOther := one(p, other)
	if !ok || !okOther {
		return
	}
	left, right := a.totalOf(whole...), b.totalOf(whole...)
	if !figure(left) || !figure(right) {
		return
	}
	readings := identity{name: say(nameOf(a.Form).ZH+"合计应等于"+nameOf(b.Form).ZH+"合计", nameOf(a.Form).EN+": the total should equal that of "+nameOf(b.Form).EN), of: reconcile.Element{Form: kind, Row: fact.TotalRow, Column: other}, doubts: joined(a, b)}.equal(left, []*fact.Fact{right})
	readings[0].Limit = reconcile.Warning
	p.Judge(readings...)
}

// totalsWith compares the total of a table by code with that of its lane in 收支总表.
func totalsWith(p *reconcile.Pass, all sheet, lane, kind string) {
	t, ok := one(p, kind)
	if !ok {
		return
	}
	a, b := nameOf(t.Form), nameOf(all.Form)
	name := say(a.ZH+"合计应等于"+b.ZH+"的同一合计", a.EN+": the total should equal that of "+b.EN)
	left := t.totalOf(whole...)
	if left == nil || blank(left) {
		p.Doubt(say(a.ZH+"没有认出合计", a.EN+": the total was not found"))
		return
	}
	readings := identity{name: name, of: reconcile.Element{Form: kind, Row: fact.TotalRow, Column: lane}, doubts: joined(t, all)}.equal(left, all.laneTotals(lane))
	readings = withCarry(readings, t.totalOf(fact.CarryIn, fact.CarryColumn), all.carriedIn(""))
	if all.row(lane, fact.YearTotal) < 0 || all.row(lane, fact.GrandTotal) < 0 {
		for i := range readings {
			readings[i].Limit = reconcile.Warning // the other total may be the one that fits
		}
	}
	if len(readings) == 0 {
		p.Doubt(say(b.ZH+"没有认出合计", b.EN+": the totals were not found"))
		return
	}
	either(p, readings...)
}

// withCarry adds to some readings the same with what is carried over added to their left side: a table may leave it
// out, or print it in a column beside the total.
func withCarry(readings []reconcile.Equation, carries ...*fact.Fact) []reconcile.Equation {
	plain := readings
	for _, carry := range carries {
		if !figure(carry) {
			continue
		}
		for _, eq := range plain {
			eq.Left = append(append([]reconcile.Operand{}, eq.Left...), reconcile.Operand{Fact: carry})
			readings = append(readings, eq)
		}
	}
	return readings
}

// carriedIn is what a two-lane table says is carried over from the year before, in one fund or in all ("").
func (s sheet) carriedIn(fund string) *fact.Fact {
	if fund != "" {
		if f := s.main(s.row(fact.Income, fact.Qualified(fund, fact.CarryIn))); f != nil {
			return f
		}
	}
	return s.main(s.row(fact.Income, fact.CarryIn))
}

func joined(sheets ...sheet) []reconcile.Text {
	var all []reconcile.Text
	for _, s := range sheets {
		all = append(all, s.doubts...)
	}
	return all
}

// budgetTables are the tables that each hold one of the three fiscal budgets, and their column in 财政拨款收支总表.
var budgetTables = []struct{ fund, kind string }{
	{fact.GeneralBudget, fact.GeneralExpenditure},
	{fact.GovernmentFund, fact.FundExpenditure},
	{fact.StateCapitalBudget, fact.StateCapital},
}

// fiscalTotals compares 财政拨款收支总表 with the tables of the three budgets.
func fiscalTotals(p *reconcile.Pass, given sheet) {
	for _, t := range budgetTables {
		table, ok := one(p, t.kind)
		if !ok {
			continue
		}
		left := expenditureTotal(table)
		if left == nil || blank(left) {
			continue
		}
		a, b := nameOf(table.Form), nameOf(given.Form)
		var right []*fact.Fact
		for _, id := range []string{fact.YearTotal, fact.GrandTotal, fact.TotalRow} {
			if f := given.in(given.row(fact.Expenditure, id), t.fund); f != nil {
				right = append(right, f)
			}
		}
		if len(right) == 0 && t.fund == fact.GeneralBudget && onlyGeneral(p, given) {
			right = given.laneTotals(fact.Expenditure)
		}
		readings := identity{name: say(a.ZH+"支出合计应等于"+b.ZH+"的对应合计", a.EN+": the total should equal that of "+b.EN), of: reconcile.Element{Form: t.kind, Row: fact.TotalRow, Column: fact.FiscalTotal}, doubts: joined(table, given)}.equal(left, right)
		if len(readings) > 0 {
			either(p, withCarry(readings, given.carriedIn(t.fund))...)
		}
	}
}

// expenditureTotal is the total of a table's expenditure, where it may have income too.
func expenditureTotal(s sheet) *fact.Fact {
	if r := s.row(fact.Expenditure, fact.TotalRow, fact.YearTotal); r >= 0 {
		return s.in(r, whole...)
	}
	return s.totalOf(whole...)
}

// onlyGeneral says whether the document prints no government fund and no state capital budget, neither in
// 财政拨款收支总表 nor in tables of their own.
func onlyGeneral(p *reconcile.Pass, given sheet) bool {
	for i, r := range given.Rows {
		id, _, _ := strings.Cut(r.ID, "/")
		if (id == fact.GovernmentFund || id == fact.StateCapitalBudget) && figure(given.main(i)) {
			return false
		}
	}
	for _, kind := range []string{fact.FundExpenditure, fact.StateCapital, fact.FundTotal} {
		for _, f := range p.Set.FormsOf(kind) {
			if open(f).hasFigures() {
				return false
			}
		}
	}
	return true
}

// sourcesAgree compares the fiscal sources of income in 收支总表 and 财政拨款收支总表.
func sourcesAgree(p *reconcile.Pass, all, given sheet) {
	a, b := nameOf(all.Form), nameOf(given.Form)
	doubts := joined(all, given)
	if r := all.row(fact.Income, fact.FiscalAppropriation); r >= 0 && all.row(fact.Income, fact.GeneralBudget) < 0 {
		if right := given.laneTotals(fact.Income); len(right) > 0 && figure(all.main(r)) {
			either(p, identity{name: say(a.ZH+"财政拨款收入应等于"+b.ZH+"收入合计", a.EN+": fiscal appropriation should equal the income of "+b.EN), of: reconcile.Element{Form: fact.FiscalTotal, Row: fact.FiscalAppropriation, Column: fact.Income}, doubts: doubts}.equal(all.main(r), right)...)
		}
		return
	}
	for _, t := range budgetTables {
		left, right := all.main(all.row(fact.Income, t.fund)), given.main(given.row(fact.Income, t.fund))
		if left == nil || right == nil || blank(left) && blank(right) {
			continue
		}
		readings := identity{name: say(a.ZH+"与"+b.ZH+"的“"+left.RowName+"”收入应相等", "income “"+left.RowName+"” should be the same in "+a.EN+" and "+b.EN), of: reconcile.Element{Form: fact.FiscalTotal, Row: t.fund, Column: fact.Income}, doubts: doubts}.equal(left, []*fact.Fact{right})
		if carry := given.main(given.row(fact.Income, fact.Qualified(t.fund, fact.CarryIn))); figure(carry) {
			with := readings[0]
			with.Right = append(with.Right[:1:1], reconcile.Operand{Fact: carry})
			readings = append(readings, with)
		}
		either(p, readings...)
	}
}

// checkBasic is B04: basic expenditure by function and by economic class.
func checkBasic(p *reconcile.Pass) {
	basic, ok := one(p, fact.BasicExpenditure)
	by, okBy := one(p, fact.GeneralExpenditure)
	if !ok || !okBy {
		p.Absent(say("没有同时列出一般公共预算支出表与基本支出表", "the tables of general expenditure and of basic expenditure are not both there"))
		return
	}
	left := basic.totalOf(fact.TotalColumn, fact.AmountColumn, fact.ActualColumn, fact.Basic, fact.BudgetColumn)
	if left == nil {
		left = basic.personnelAndPublic(p, by)
		if left == nil {
			return
		}
	}
	right := []*fact.Fact{by.totalOf(fact.Basic)}
	if right[0] == nil {
		twoParts(p, basic, by, left)
		return
	}
	if all, ok := one(p, fact.ExpenditureTotal); ok {
		if f := all.totalOf(fact.Basic); f != nil {
			right = append(right, f)
		}
	}
	a, b := nameOf(by.Form), nameOf(basic.Form)
	either(p, identity{name: say(b.ZH+"合计应等于"+a.ZH+"基本支出合计", b.EN+": the total should equal basic expenditure in "+a.EN), of: reconcile.Element{Form: fact.BasicExpenditure, Row: fact.TotalRow, Column: fact.Basic}, doubts: joined(basic, by)}.equal(left, right)...)
}

// twoParts compares the total of basic expenditure with personnel and public expenditure by function, where a table
// prints these and not their sum.
func twoParts(p *reconcile.Pass, basic, by sheet, left *fact.Fact) {
	personnel, public := by.totalOf(fact.Personnel), by.totalOf(fact.Public)
	a, b := nameOf(by.Form), nameOf(basic.Form)
	if personnel == nil || public == nil {
		p.Doubt(say(a.ZH+"没有基本支出一栏", a.EN+" has no column of basic expenditure"))
		return
	}
	p.Judge(reconcile.Equation{
		Name:     say(a.ZH+"人员经费与公用经费之和应等于"+b.ZH+"合计", a.EN+": personnel and public expenditure should make the total of "+b.EN),
		Left:     operands(personnel, public),
		Right:    []reconcile.Operand{{Fact: left}},
		Declared: true, Doubts: joined(basic, by), Group: "B04", Limit: reconcile.Warning,
		Element: reconcile.Element{Form: fact.BasicExpenditure, Row: fact.TotalRow, Column: fact.Basic}})
}

// personnelAndPublic judges the sum of the two parts where a table prints them and no total.
func (s sheet) personnelAndPublic(p *reconcile.Pass, by sheet) *fact.Fact {
	personnel, public := s.main(s.row("", fact.Personnel)), s.main(s.row("", fact.Public))
	if personnel == nil || public == nil {
		p.Doubt(say(nameOf(s.Form).ZH+"没有认出合计", nameOf(s.Form).EN+": the total was not found"))
		return nil
	}
	a, b := nameOf(by.Form), nameOf(s.Form)
	p.Judge(reconcile.Equation{
		Name:     say(b.ZH+"人员经费与公用经费之和应等于"+a.ZH+"基本支出合计", b.EN+": personnel and public expenditure should make basic expenditure in "+a.EN),
		Left:     []reconcile.Operand{{Fact: personnel}, {Fact: public}},
		Right:    []reconcile.Operand{operand(by.totalOf(fact.Basic), a.ZH+"基本支出合计")},
		Declared: true, Doubts: joined(s, by), Group: "B04",
		Element: reconcile.Element{Form: fact.BasicExpenditure, Row: fact.TotalRow, Column: fact.Basic}})
	return nil
}
