package rules

import (
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkClassesAcross is B02: a class has the same amount in the two-lane table and in the table by code.
func checkClassesAcross(p *reconcile.Pass) {
	all, hasAll := one(p, fact.IncomeExpenditureTotal)
	by, hasBy := one(p, fact.ExpenditureTotal)
	hasBy = hasBy && by.coded()
	if hasAll && hasBy {
		classes(p, all, "", by)
	}
	given, hasGiven := one(p, fact.FiscalTotal)
	general, hasGeneral := one(p, fact.GeneralExpenditure)
	if hasGiven && hasGeneral {
		column := fact.GeneralBudget
		if given.Column(column, fact.Expenditure) < 0 && onlyGeneral(p, given) {
			column = ""
		}
		classes(p, given, column, general)
	}
	if !(hasAll && hasBy) && !(hasGiven && hasGeneral) {
		p.Absent(say("没有可对照的收支总表与按科目支出表", "no pair of tables to compare"))
	}
}

// classes compares the classes of the expenditure lane of one table with the codes of another. Only tables whose
// totals agree are of one scope.
func classes(p *reconcile.Pass, lanes sheet, column string, codes sheet) {
	cell := func(row int) *fact.Fact {
		if column == "" {
			return lanes.main(row)
		}
		return lanes.in(row, column)
	}
	a, b := nameOf(lanes.Form), nameOf(codes.Form)
	if !sameScope(p, cell(lanes.row(fact.Expenditure, fact.YearTotal)), cell(lanes.row(fact.Expenditure, fact.GrandTotal)), codes.totalOf(whole...)) {
		p.Doubt(say(a.ZH+"与"+b.ZH+"合计口径不同，类级不作比较", a.EN+" and "+b.EN+" have different totals; classes are not compared"))
		return
	}
	var equations []reconcile.Equation
	for i, r := range lanes.Rows {
		left := cell(i)
		if r.Lane != fact.Expenditure || !isClass(r.ID) || r.Role == fact.OfWhich || left == nil {
			continue
		}
		text := say("“"+r.Name+"”在"+a.ZH+"与"+b.ZH+"中应相等", "“"+r.Name+"” should be the same in "+a.EN+" and "+b.EN)
		parts := codes.ofClass(r.ID)
		switch {
		case len(parts) == 0 && figure(left):
			p.Doubt(say(b.ZH+"没有“"+r.Name+"”一行", b.EN+" has no row “"+r.Name+"”"))
		case codes.Row(r.ID, "") >= 0:
			equations = append(equations, identity{name: text, group: "B02/" + lanes.ID, doubts: joined(lanes, codes)}.twin(left, parts[0]))
		case len(parts) > 0:
			eq := identity{name: text, group: "B02/" + lanes.ID, doubts: joined(lanes, codes)}.twin(left, parts[0])
			eq.Left, eq.Right = operands(parts...), operands(left)
			eq.Doubts = codes.doubts // a row without its code would be missing from the sum
			if fallsShort(p, eq) {
				eq.Limit = reconcile.Warning // so would one that is not there
			}
			equations = append(equations, eq)
		}
	}
	p.Judge(equations...)
}

// ofClass are the figures that make a class in a table by code: its own row, or the topmost codes below it.
func (s sheet) ofClass(class string) []*fact.Fact {
	if i := s.Row(class, ""); i >= 0 {
		return []*fact.Fact{s.in(i, whole...)}
	}
	below := map[int]bool{}
	for i, rows := range s.tree() {
		if digits(s.Rows[i].ID) {
			for _, j := range rows {
				below[j] = true
			}
		}
	}
	var parts []*fact.Fact
	for i, r := range s.Rows {
		if digits(r.ID) && strings.HasPrefix(r.ID, class) && !below[i] && r.Role != fact.OfWhich {
			if f := s.in(i, whole...); f != nil {
				parts = append(parts, f)
			}
		}
	}
	return parts
}

// sameScope says whether one of two totals is the other table's total.
func sameScope(p *reconcile.Pass, year, grand, total *fact.Fact) bool {
	for _, f := range []*fact.Fact{year, grand} {
		if f == nil || total == nil {
			continue
		}
		if ok, _ := p.Try(identity{}.twin(f, total)); ok && figure(total) {
			return true
		}
	}
	return false
}

// twin is the same figure printed in two tables of one scope.
func (id identity) twin(left, right *fact.Fact) reconcile.Equation {
	// Tables with doubtful rows are compared only if the other rows bear it out that they belong together.
	eq := reconcile.Equation{Name: id.name, Group: id.group, Declared: len(id.doubts) == 0,
		Left:  []reconcile.Operand{{Fact: left, Missing: reconcile.ZeroIfBlank}},
		Right: []reconcile.Operand{{Fact: right, Missing: reconcile.ZeroIfBlank}}}
	if right == nil {
		eq.Right[0].Label = id.name.ZH
	} else {
		eq.Element = reconcile.Element{Form: right.Form, Row: right.Row, Column: right.Column}
	}
	return eq
}

// checkCodesAcross is B03: a code has the same amount in every table by code.
func checkCodesAcross(p *reconcile.Pass) {
	out, hasOut := one(p, fact.ExpenditureTotal)
	in, hasIn := one(p, fact.IncomeTotal)
	general, hasGeneral := one(p, fact.GeneralExpenditure)
	hasOut = hasOut && out.coded()
	if !hasOut || !hasIn && !hasGeneral {
		p.Absent(say("没有可逐码对照的收入、支出表", "no pair of tables by code"))
		return
	}
	if hasIn && byOutlay(in) {
		incomeByCode(p, in, out)
	}
	if hasGeneral {
		budgetsByCode(p, out, general)
	}
}

// byOutlay says whether a table of income is listed by the function it will be spent on: some places list it by unit.
func byOutlay(s sheet) bool {
	for _, r := range s.Rows {
		if len(r.ID) > classDigits && digits(r.ID) {
			return true
		}
	}
	return false
}

// incomeByCode compares 收入总表 with 支出总表, with or without what is carried over, whichever the totals bear out.
func incomeByCode(p *reconcile.Pass, in, out sheet) {
	carry := false
	if !sameScope(p, in.totalOf(whole...), nil, out.totalOf(whole...)) {
		eq := identity{}.twin(in.totalOf(whole...), out.totalOf(whole...))
		eq.Left = append(eq.Left, reconcile.Operand{Fact: in.totalOf(fact.CarryIn, fact.CarryColumn), Missing: reconcile.ZeroIfAbsent})
		if holds, _ := p.Try(eq); !holds {
			p.Doubt(say("收入总表与支出总表合计口径不同，逐码不作比较", "the tables of income and expenditure have different totals; codes are not compared"))
			return
		}
		carry = true
	}
	var equations []reconcile.Equation
	for _, j := range in.shared(p, out) {
		r := in.Rows[j[0]]
		eq := identity{name: say("“"+r.Code+r.Name+"”的收入应等于支出", "income for “"+r.Code+r.Name+"” should equal its expenditure"), group: "B03/income", doubts: joined(in, out)}.twin(in.in(j[0], whole...), out.in(j[1], whole...))
		if carry {
			eq.Left = append(eq.Left, reconcile.Operand{Fact: in.in(j[0], fact.CarryIn, fact.CarryColumn), Missing: reconcile.ZeroIfAbsent, Label: "上年结转"})
		}
		equations = append(equations, eq)
	}
	p.Judge(equations...)
}

// shared pairs the rows of two tables that have one code; a code with an amount in one table alone is a doubt, since
// a lost row looks the same.
func (s sheet) shared(p *reconcile.Pass, t sheet) [][2]int {
	var pairs [][2]int
	for i, r := range s.Rows {
		if !digits(r.ID) || s.Row(r.ID, "") != i {
			continue
		}
		if j := t.Row(r.ID, ""); j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		} else if figure(s.in(i, whole...)) {
			a, b := nameOf(s.Form), nameOf(t.Form)
			p.Doubt(say(a.ZH+"的“"+r.Code+r.Name+"”在"+b.ZH+"中没有", "“"+r.Code+r.Name+"” of "+a.EN+" is not in "+b.EN))
		}
	}
	return pairs
}

// budgetsByCode compares 支出总表 with the three budgets' tables where these are all the funds there are.
func budgetsByCode(p *reconcile.Pass, out, general sheet) {
	fund, hasFund := one(p, fact.FundExpenditure)
	capital, hasCapital := one(p, fact.StateCapital)
	for _, column := range [][]string{whole, {fact.Basic}, {fact.Project}} {
		total := threeBudgets(out.totalOf(column...), general.totalOf(column...), budgetTotal(fund, hasFund, column), budgetTotal(capital, hasCapital, column))
		if holds, _ := p.Try(total); !holds || !figure(out.totalOf(column...)) {
			p.Absent(say("支出总表与三本预算支出合计不同（另有资金来源或结转口径），逐码不作比较",
				"total expenditure is not that of the three budgets (other funds, or what is carried over); codes are not compared"))
			continue
		}
		var equations []reconcile.Equation
		for _, j := range general.shared(p, out) {
			r := general.Rows[j[0]]
			eq := threeBudgets(out.in(j[1], column...), general.in(j[0], column...), code(fund, hasFund, r.ID, column), code(capital, hasCapital, r.ID, column))
			eq.Name = say("“"+r.Code+r.Name+"”在"+nameOf(out.Form).ZH+"与"+nameOf(general.Form).ZH+"中应相等",
				"“"+r.Code+r.Name+"” should be the same in "+nameOf(out.Form).EN+" and "+nameOf(general.Form).EN)
			eq.Group, eq.Declared = "B03/"+column[0], len(joined(out, general)) == 0
			eq.Element = reconcile.Element{Form: out.ID, Row: r.ID, Column: column[0]}
			equations = append(equations, eq)
		}
		p.Judge(equations...)
	}
}

// named is how a figure of one of several tables is spoken of.
func named(f *fact.Fact, table string) string {
	if f == nil {
		return table
	}
	return table + "·" + reconcile.Label(f)
}

func threeBudgets(out, general, fund, capital *fact.Fact) reconcile.Equation {
	eq := reconcile.Equation{Declared: true,
		Left:  []reconcile.Operand{{Fact: general, Missing: reconcile.ZeroIfBlank, Label: named(general, "一般公共预算支出表")}},
		Right: []reconcile.Operand{{Fact: out, Missing: reconcile.ZeroIfBlank, Label: named(out, "支出总表")}}}
	for _, f := range []*fact.Fact{fund, capital} {
		if figure(f) {
			eq.Left = append(eq.Left, reconcile.Operand{Fact: f})
		}
	}
	return eq
}

func budgetTotal(s sheet, has bool, columns []string) *fact.Fact {
	if !has {
		return nil
	}
	if r := s.row(fact.Expenditure, fact.TotalRow, fact.YearTotal); r >= 0 {
		return s.in(r, columns...)
	}
	return s.totalOf(columns...)
}

func code(s sheet, has bool, id string, columns []string) *fact.Fact {
	if !has {
		return nil
	}
	return s.in(s.Row(id, ""), columns...)
}
