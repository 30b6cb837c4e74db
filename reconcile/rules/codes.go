package rules

import (
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// byFunction are the forms whose rows are codes of the classification by function (or of income).
var byFunction = []string{fact.IncomeTotal, fact.ExpenditureTotal, fact.GeneralExpenditure, fact.FundIncome,
	fact.FundExpenditure, fact.StateCapital, fact.FiscalExpenditure, fact.BasicByFunction}

// checkCodes is A04: a code is the sum of the codes below it.
func checkCodes(p *reconcile.Pass) {
	eachSheet(p, byFunction, func(s sheet) {
		equations := s.hierarchy("A04")
		if !s.coded() {
			equations = s.family("A04") // some places list income by unit or by source
		}
		if len(equations) == 0 && s.hasFigures() && len(s.Rows) > 1 {
			name := nameOf(s.Form)
			p.Doubt(say(name.ZH+"没有可加总的科目层级", name.EN+": no levels of codes to add up"))
		}
		p.Judge(short(p, equations, codesElsewhere(p, s, byFunction))...)
	})
}

// hierarchy is every sum of codes in every column: a code of its children, the total row of the topmost codes.
func (s sheet) hierarchy(group string) []reconcile.Equation {
	children := s.tree()
	name := nameOf(s.Form)
	var equations []reconcile.Equation
	for i, r := range s.Rows {
		if len(children[i]) == 0 {
			continue
		}
		text := say(name.ZH+"“"+r.Name+"”应等于其下级科目之和", name.EN+": “"+r.Name+"” should be the sum of the codes below it")
		for _, c := range s.columns(r.Lane) {
			equations = append(equations, s.equation(group, sum{total: i, column: c, parts: children[i], name: text}))
		}
	}
	return equations
}

// tree gives each row the rows it adds up, by code. Codes that occur twice (several units in one table) are read in
// printed order: what follows a code and begins with it is below it.
func (s sheet) tree() map[int][]int {
	children := map[int][]int{}
	var path []int
	total := -1
	for i, r := range s.Rows {
		switch {
		case r.Role == fact.OfWhich:
			continue
		case !digits(r.ID):
			path = path[:0]
			if r.ID == fact.TotalRow && r.Role == fact.Total {
				total = s.newTotal(total, i)
			}
			continue
		}
		for len(path) > 0 && !s.below(path[len(path)-1], i) {
			path = path[:len(path)-1]
		}
		if len(path) > 0 {
			top := path[len(path)-1]
			children[top] = append(children[top], i)
		} else if total >= 0 {
			children[total] = append(children[total], i)
		}
		path = append(path, i)
	}
	if total < 0 || len(children[total]) == 0 {
		return s.totalBelow(children)
	}
	return children
}

// coded says whether the form lists codes.
func (s sheet) coded() bool {
	return slices.ContainsFunc(s.Rows, func(r fact.Row) bool { return digits(r.ID) })
}

// newTotal is the total row that the codes from here on belong to. A second total in a lane of its own replaces the
// first; one that repeats the first changes nothing.
func (s sheet) newTotal(total, row int) int {
	if total >= 0 && s.Rows[total].Lane == s.Rows[row].Lane {
		return total
	}
	return row
}

func (s sheet) below(parent, row int) bool {
	a, b := s.Rows[parent], s.Rows[row]
	return a.Lane == b.Lane && len(b.ID) > len(a.ID) && strings.HasPrefix(b.ID, a.ID)
}

// totalBelow adds the topmost codes up to a total row printed after them.
func (s sheet) totalBelow(children map[int][]int) map[int][]int {
	total := s.row("", fact.TotalRow)
	if total < 0 {
		return children
	}
	child := map[int]bool{}
	for _, rows := range children {
		for _, i := range rows {
			child[i] = true
		}
	}
	for i, r := range s.Rows {
		if digits(r.ID) && !child[i] && r.Role != fact.OfWhich && r.Lane == s.Rows[total].Lane {
			children[total] = append(children[total], i)
		}
	}
	return children
}
