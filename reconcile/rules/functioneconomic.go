package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// purpose is one that has an item of its own in the classification by function and in the economic one.
type purpose struct {
	name string
	// function are the items that make it up by function, economic the sets of subjects that may make it up by economic
	// class; places count differently.
	function []string
	economic [][]string
}

// purposes are those that published budgets bear out. 其他社会保障缴费 (2101199, 30112) is not among them: it holds injury and
// maternity insurance, which places book elsewhere.
var purposes = []purpose{
	{"基本养老保险缴费", []string{"2080505"}, [][]string{{"30108"}}},
	{"职业年金缴费", []string{"2080506"}, [][]string{{"30109"}}},
	{"住房公积金", []string{"2210201"}, [][]string{{"30113"}}},
	{"基本医疗保险缴费", []string{"2101101", "2101102"}, [][]string{{"30110"}, {"30110", "30112"}, {"30110", "30111"}, {"30110", "30111", "30112"}}},
	{"公务员医疗补助", []string{"2101103"}, [][]string{{"30111"}}},
}

// checkPurposes is B08: within basic expenditure, what is paid for one purpose is the same by function and by economic class.
func checkPurposes(p *reconcile.Pass) {
	by, columns, has := basicByFunction(p)
	basic, hasBasic := one(p, fact.BasicExpenditure)
	if !has || !hasBasic {
		p.Absent(say("没有可对照的按功能与按经济分类的基本支出", "basic expenditure is not printed both ways"))
		return
	}
	a, b := by.totalOf(columns...), basic.main(basic.row("", fact.TotalRow, fact.GrandTotal))
	if holds, _ := p.Try(identity{}.twin(a, b)); !holds || !figure(a) || !figure(b) {
		p.Absent(say("两表基本支出合计不同（口径不一），逐项不作比较", "the totals of basic expenditure differ (another scope); purposes are not compared"))
		return
	}
	var equations []reconcile.Equation
	for _, of := range purposes {
		if eq, ok := of.equation(p, by, basic, columns); ok {
			equations = append(equations, eq)
		}
	}
	if len(equations) == 0 {
		p.Absent(say("没有两种分类都列出的缴费项目", "no purpose is printed both ways"))
	}
	p.Judge(equations...)
}

// equation is the identity of one purpose in the reading that holds, the first where none does; ok is false where a side is
// not printed.
func (of purpose) equation(p *reconcile.Pass, by, basic sheet, columns []string) (eq reconcile.Equation, ok bool) {
	var left []reconcile.Operand
	for _, code := range of.function {
		left = append(left, by.figuresOf(code, columns...)...)
	}
	for _, set := range of.economic {
		var right []reconcile.Operand
		for _, code := range set {
			right = append(right, basic.figuresOf(code)...)
		}
		if len(left) == 0 || len(right) == 0 {
			continue
		}
		e := reconcile.Equation{
			Name: say("基本支出中的"+of.name+"按功能分类与按经济分类应相同", of.name+" in basic expenditure should be the same by function and by economic class"),
			Left: left, Right: right, Group: "B08", Limit: reconcile.Warning, Doubts: joined(by, basic),
			Element:  reconcile.Element{Form: basic.ID, Row: of.economic[0][0], Column: of.function[0]},
			Question: say("请问两处口径有何不同？", "In what do the two differ?"),
		}
		if holds, _ := p.Try(e); holds {
			return e, true
		}
		if !ok {
			eq, ok = e, true
		}
	}
	return eq, ok
}
