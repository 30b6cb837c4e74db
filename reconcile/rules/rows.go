package rules

import (
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// withTotals are the forms that have a total column beside its parts.
var withTotals = append(append([]string{}, byFunction...), fact.FiscalTotal, fact.ThreePublic, fact.OperatingCost,
	fact.Projects, fact.ProjectsCarryOver, fact.GeneralByEconomicClass, fact.BasicAllFunds, fact.Procurement,
	fact.PurchasedServices)

// funds are columns by source of funds; kinds are columns by kind of expenditure. Either list is complete where a
// table has all of its columns from it.
var (
	funds = []string{fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget, fact.FiscalAppropriation,
		fact.SpecialAccount, fact.UnitFunds, fact.BusinessIncome, fact.OperatingIncome, fact.SuperiorSubsidy,
		fact.AffiliatedRemit, fact.OtherIncome, fact.CarryIn, fact.CarryColumn, fact.UsedReserve, fact.SocialInsurance, fact.AccountBalance, fact.OtherFunds}
	kinds = []string{fact.Basic, fact.Project, fact.RemitSuperior, fact.OperatingExpense, fact.AffiliatedSubsidy,
		fact.UnitReserve, fact.CarryOut}
	carryIDs = []string{fact.CarryIn, fact.CarryColumn, fact.UsedReserve}
	fiscal   = []string{fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget}
)

// checkRowSums is A05: the total of a row is the sum of its columns.
func checkRowSums(p *reconcile.Pass) {
	eachSheet(p, withTotals, func(s sheet) {
		for _, t := range s.totalColumns() {
			s.rowSums(p, t)
		}
	})
}

// totalColumns are the columns that add up others: 合计, and 小计 of a group.
func (s sheet) totalColumns() []int {
	var totals []int
	for i, c := range s.Columns {
		if isTotal(c) {
			totals = append(totals, i)
		}
	}
	return totals
}

// isTotal says whether a column adds up others: by its ID, or by the last of its headings (当年预算/小计).
func isTotal(c fact.Column) bool {
	if c.ID == fact.TotalColumn || c.ID == fact.SubtotalColumn {
		return true
	}
	last := fold(heading(c))
	return last == "小计" || last == "合计"
}

// rowSums finds the columns that a total adds up and checks every row. Which columns belong to the sum (carried over
// or not, a group's subtotal or its parts) differs from place to place and is not guessed: the list that the rows
// themselves bear out is taken.
func (s sheet) rowSums(p *reconcile.Pass, total int) {
	lists := s.lists(total)
	if len(lists) == 0 {
		return
	}
	best, most := -1, tally{}
	for i, list := range lists {
		if t := s.tally(p, total, list); best < 0 || t.better(most) {
			best, most = i, t
		}
	}
	var equations []reconcile.Equation
	for row, r := range s.Rows {
		if !s.hasLane(total, r) {
			continue
		}
		eq := s.across("A05/"+s.Columns[total].ID, rowSum{row, total, lists[best], s.complete(total, lists[best])})
		if ok, _ := p.Try(eq); !ok && s.otherwise(p, row, total, lists) {
			name := nameOf(s.Form)
			eq.Doubts = append(eq.Doubts[:len(eq.Doubts):len(eq.Doubts)],
				say(name.ZH+"“"+r.Name+"”行的合计按另一种口径成立", name.EN+": row “"+r.Name+"” adds up over other columns"))
		}
		equations = append(equations, eq)
	}
	p.Judge(equations...)
}

func (s sheet) hasLane(column int, r fact.Row) bool {
	return s.Columns[column].Lane == "" || s.Columns[column].Lane == r.Lane
}

// otherwise says whether a row's total holds over another list of columns.
func (s sheet) otherwise(p *reconcile.Pass, row, total int, lists [][]int) bool {
	for _, list := range lists {
		if ok, _ := p.Try(s.across("", rowSum{row: row, total: total, parts: list})); ok {
			return true
		}
	}
	return false
}

// tally counts rows for which a list of columns adds up and for which it does not.
type tally struct{ holds, fails int }

func (t tally) better(u tally) bool {
	if t.fails != u.fails {
		return t.fails < u.fails
	}
	return t.holds > u.holds
}

func (s sheet) tally(p *reconcile.Pass, total int, list []int) tally {
	var t tally
	for row, r := range s.Rows {
		if !s.hasLane(total, r) || !figure(s.cell(row, total)) {
			continue
		}
		if ok, read := p.Try(s.across("", rowSum{row: row, total: total, parts: list})); ok {
			t.holds++
		} else if read {
			t.fails++
		}
	}
	return t
}

// lists are the ways to read what a total column adds up, the likeliest first.
func (s sheet) lists(total int) [][]int {
	members := s.members(total)
	if s.ID == fact.ThreePublic {
		members = s.keep(members, funds) // its items are the matter of a rule of their own
	}
	var lists [][]int
	for _, list := range [][]int{
		members,
		s.drop(members, carryIDs...),
		s.flat(members),
		s.drop(s.flat(members), carryIDs...),
		s.keep(members, kinds),
		s.keep(members, funds),
		s.drop(s.keep(members, funds), carryIDs...),
	} {
		if len(list) > 1 && !slices.ContainsFunc(lists, func(l []int) bool { return slices.Equal(l, list) }) {
			lists = append(lists, list)
		}
	}
	return lists
}

// members are the columns under the same heading as a total; a group below it is its own subtotal, if it has one.
func (s sheet) members(total int) []int {
	t := s.Columns[total]
	under := t.Path
	if len(under) > 0 {
		under = under[:len(under)-1]
	}
	groups := map[string]int{} // the subtotal column of each group directly below, -1 for none
	var order []int
	for i, c := range s.Columns {
		if i == total || c.Lane != t.Lane || !additive(c) || !startsWith(c.Path, under) {
			continue
		}
		if len(c.Path) > len(under)+1 && isTotal(c) && len(c.Path) == len(under)+2 {
			groups[c.Path[len(under)]] = i
		}
		order = append(order, i)
	}
	var members []int
	for _, i := range order {
		c := s.Columns[i]
		sub, grouped := groups[step(c.Path, len(under))]
		if grouped && len(c.Path) > len(under)+1 && i != sub || isTotal(c) && !grouped {
			continue
		}
		members = append(members, i)
	}
	return members
}

func step(path []string, i int) string {
	if i < len(path) {
		return path[i]
	}
	return ""
}

func startsWith(path, prefix []string) bool {
	return len(path) > len(prefix) && slices.Equal(path[:len(prefix)], prefix)
}

// flat reads 财政拨款 and its three budgets printed side by side as one figure and its parts.
func (s sheet) flat(members []int) []int {
	if s.Column(fact.FiscalAppropriation, "") < 0 {
		return nil
	}
	return s.drop(members, fiscal...)
}

func (s sheet) drop(members []int, ids ...string) []int {
	return slices.DeleteFunc(slices.Clone(members), func(i int) bool { return slices.Contains(ids, base(s.Columns[i].ID)) })
}

func (s sheet) keep(members []int, ids []string) []int {
	return slices.DeleteFunc(slices.Clone(members), func(i int) bool { return !slices.Contains(ids, base(s.Columns[i].ID)) })
}

// base is a column's ID without the group it belongs to: basic for basic/year.
func base(id string) string {
	item, _, _ := strings.Cut(id, "/")
	return item
}

// complete says whether a list of columns is all there is beside the total, and all of one classification: by source
// of funds or by kind of expenditure.
func (s sheet) complete(total int, list []int) bool {
	if len(s.drop(s.members(total), carryIDs...)) != len(s.drop(list, carryIDs...)) {
		return false
	}
	byFund, byKind := s.keep(list, funds), s.keep(list, kinds)
	return len(byFund) == len(list) || len(byKind) == len(list)
}
