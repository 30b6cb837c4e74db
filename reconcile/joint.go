package reconcile

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"sort"

	"gouji/reconcile/feasible"

	"github.com/shopspring/decimal"
)

// Limits of the question whether sums can hold together. Beyond them it is left open.
const (
	// jointEquations is how many equations tied by common figures are solved together.
	jointEquations = 1500
	// jointWork is how many coefficients the solver may work out for them.
	jointWork = 2_000_000
)

// JudgeTogether asks, for the equations of all rules before this one that hold one by one, whether they can hold
// together: whether there are true values, each within the interval of its printed figure, that satisfy all of them.
// Percentages take no part, for they may be worked out from printed figures instead of true ones.
func (p *Pass) JudgeTogether() {
	var all []evaluated
	for _, q := range p.earlier {
		for _, e := range q.rounded {
			if e.verdict == cut && e.Relation == Equal && !e.across() {
				p.Doubt(Text{ZH: "本文件有的数字舍去末位而非四舍五入，各数的区间不能确定",
					EN: "figures of this document have decimals left out instead of rounded, so that their intervals are not known"})
				return
			}
		}
		all = append(all, joinable(q.held)...)
	}
	for _, component := range components(distinct(all)) {
		p.judgeComponent(component)
	}
	if p.checked == 0 && len(p.doubts) == 0 {
		p.Absent(Text{ZH: "没有两个成立的等式共用同一数字", EN: "no two equations that hold share a figure"})
	}
}

// joinable are the equations between the document's own amounts of money whose structure is sure.
func joinable(held []evaluated) []evaluated {
	var all []evaluated
	for _, e := range held {
		if e.sound && e.Relation == Equal && !e.Count && len(e.Doubts) == 0 && !e.across() {
			all = append(all, e)
		}
	}
	return all
}

// unknowns are an equation's figures that are not exact, by their place, with what each counts: 1, −1, or more where
// one figure stands in it several times.
func (e *evaluated) unknowns() (order []string, counts map[string]int64) {
	counts = map[string]int64{}
	for side, readings := range [][]reading{e.left, e.right} {
		for _, r := range readings {
			if r.Fact == nil || width(r).IsZero() {
				continue
			}
			key := cell(r.Fact)
			if _, known := counts[key]; !known {
				order = append(order, key)
			}
			if (side == 1) != r.Minus {
				counts[key]--
			} else {
				counts[key]++
			}
		}
	}
	return order, counts
}

// constant is what the exact figures of an equation come to, taken to its right side.
func (e *evaluated) constant() decimal.Decimal {
	sum := decimal.Zero
	for _, r := range e.left {
		if r.Fact == nil || width(r).IsZero() {
			sum = sum.Sub(r.signedValue())
		}
	}
	for _, r := range e.right {
		if r.Fact == nil || width(r).IsZero() {
			sum = sum.Add(r.signedValue())
		}
	}
	return sum
}

// distinct leaves out equations that say the same of the same figures, keeps of those the one whose structure is
// surest, and puts what is arithmetic by declaration first. Else the order is that of what the equations are about, so
// that the same subset is named wherever its rows are printed.
func distinct(all []evaluated) []evaluated {
	slices.SortStableFunc(all, func(a, b evaluated) int {
		x, y := a.Element, b.Element
		return cmp.Or(a.softness()-b.softness(), cmp.Compare(a.rule.ID, b.rule.ID), cmp.Compare(x.Form, y.Form),
			cmp.Compare(x.Row, y.Row), cmp.Compare(x.Column, y.Column))
	})
	seen := map[string]bool{}
	var kept []evaluated
	for _, e := range all {
		order, counts := e.unknowns()
		sort.Strings(order)
		key := e.constant().Abs().String()
		for _, u := range order {
			key += fmt.Sprintf("|%d %s", counts[u]*counts[order[0]], u)
		}
		if !seen[key] && len(order) > 0 && !e.imaged() {
			seen[key] = true
			kept = append(kept, e)
		}
	}
	return kept
}

// softness is 0 for what is arithmetic of one table by declaration, more for what may be meant otherwise.
func (e *evaluated) softness() int {
	switch {
	case !e.Declared || e.assumed():
		return 2
	case e.Limit != "" && e.Limit != Error, e.rule.Level != Error, !e.oneTable():
		return 1
	}
	return 0
}

// oneTable says whether all figures stand in one table.
func (e *evaluated) oneTable() bool {
	table := ""
	for _, r := range e.readings() {
		if r.Fact == nil {
			continue
		}
		t := r.Fact.Place.Table
		if t == "" || table != "" && t != table {
			return false
		}
		table = t
	}
	return true
}

// components puts equations together that share figures, directly or through others; those of one equation alone
// are left out, for it has been judged.
func components(all []evaluated) [][]evaluated {
	leader := map[string]string{}
	var find func(string) string
	find = func(u string) string {
		up, known := leader[u]
		if !known || up == u {
			leader[u] = u
			return u
		}
		leader[u] = find(up)
		return leader[u]
	}
	for i := range all {
		order, _ := all[i].unknowns()
		for _, u := range order {
			leader[find(u)] = find(order[0])
		}
	}
	var order []string
	groups := map[string][]evaluated{}
	for _, e := range all {
		first, _ := e.unknowns()
		key := find(first[0])
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], e)
	}
	var list [][]evaluated
	for _, key := range order {
		if len(groups[key]) > 1 {
			list = append(list, groups[key])
		}
	}
	return list
}

// judgeComponent solves one component. As printed, the figures satisfy every equation without a remainder; where
// there is none with one, there is nothing to solve.
func (p *Pass) judgeComponent(component []evaluated) {
	if !slices.ContainsFunc(component, func(e evaluated) bool { return !e.difference.IsZero() }) {
		p.checked += len(component)
		return
	}
	if len(component) > jointEquations {
		p.Doubt(undecided(len(component)))
		return
	}
	conflict, decided := system(component).Conflict()
	if !decided {
		p.Doubt(undecided(len(component)))
		return
	}
	p.checked += len(component)
	if len(conflict) > 0 {
		var subset []evaluated
		for _, i := range conflict {
			subset = append(subset, component[i])
		}
		p.findings = append(p.findings, p.incompatible(subset))
	}
}

func undecided(n int) Text {
	return Text{ZH: fmt.Sprintf("有%d个等式相互关联，规模超出求解上限", n),
		EN: fmt.Sprintf("%d equations hang together, more than are solved", n)}
}

// system writes equations as a system over their figures.
func system(component []evaluated) feasible.System {
	s := feasible.System{Work: jointWork}
	index := map[string]int{}
	for i := range component {
		e := &component[i]
		for _, r := range e.readings() {
			if r.Fact == nil || width(r).IsZero() {
				continue
			}
			if _, known := index[cell(r.Fact)]; !known {
				index[cell(r.Fact)] = len(s.Unknowns)
				s.Unknowns = append(s.Unknowns, feasible.Bounds{Low: r.interval.Low.Rat(), High: r.interval.High.Rat()})
			}
		}
		order, counts := e.unknowns()
		eq := feasible.Equation{Sum: e.constant().Rat()}
		for _, u := range order {
			if counts[u] != 0 {
				eq.Terms = append(eq.Terms, feasible.Term{Unknown: index[u], Coefficient: big.NewRat(counts[u], 1)})
			}
		}
		s.Equations = append(s.Equations, eq)
	}
	return s
}
