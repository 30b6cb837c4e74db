package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// What it takes to believe a sum that no form declares.
const (
	// sumsSeen is how many columns (of a total row) or rows (of a total column) have to add up,
	sumsSeen = 3
	// sumsPerFailure is how many have to for each that does not.
	sumsPerFailure = 3
)

// believed says whether a structure that nothing declares is seen to hold nearly everywhere.
func (t tally) believed() bool { return t.holds >= sumsSeen && t.holds >= sumsPerFailure*t.fails }

// checkDiscovered is A11: sums that tables show by themselves, in tables that are no known form.
func checkDiscovered(p *reconcile.Pass) {
	for _, f := range p.Set.Unclaimed {
		s := open(f)
		for i, r := range s.Rows {
			if r.Role == fact.Total || r.Role == fact.Subtotal {
				s.discoverRows(p, i)
			}
		}
		for _, t := range s.totalColumns() {
			s.discoverColumns(p, t)
		}
	}
	if len(p.Set.Unclaimed) == 0 {
		p.Absent(say("没有未识别的数字表", "no table of figures is left unrecognised"))
	}
}

// discoverRows looks for the rows that a total row adds up, and judges every column.
func (s sheet) discoverRows(p *reconcile.Pass, total int) {
	name := nameOf(s.Form)
	text := say(name.ZH+"“"+s.Rows[total].Name+"”行应等于所列各行之和（按本表多数栏的结构）",
		name.EN+": row “"+s.Rows[total].Name+"” should be the sum of the rows it stands for (as in most columns of the table)")
	var best []reconcile.Equation
	var most tally
	for _, parts := range s.partsOf(total) {
		var equations []reconcile.Equation
		for _, c := range s.columns("") {
			eq := s.equation("A11/"+fmt.Sprint(total), sum{total: total, column: c, parts: parts, name: text})
			equations = append(equations, eq)
		}
		if t := tallyOf(p, equations); len(best) == 0 || t.better(most) {
			best, most = equations, t
		}
	}
	judgeDiscovered(p, best, most)
}

// partsOf are the ways to read what a total row adds up: the details or the subtotals above it or below it, as far as
// the next row of its kind.
func (s sheet) partsOf(total int) [][]int {
	var lists [][]int
	for _, role := range []fact.Role{fact.Detail, fact.Subtotal} {
		for _, step := range []int{-1, 1} {
			if list := s.run(total, step, role); len(list) > 1 {
				lists = append(lists, list)
			}
		}
	}
	return lists
}

// run is the rows of a role from a total upwards or downwards, to the next total of its kind; a detail's run ends at
// any total.
func (s sheet) run(total, step int, role fact.Role) []int {
	var rows []int
	for i := total + step; i >= 0 && i < len(s.Rows); i += step {
		r := s.Rows[i].Role
		if r == fact.Total || r == s.Rows[total].Role || r == fact.Subtotal && role == fact.Detail {
			break
		}
		if r == role {
			rows = append(rows, i)
		}
	}
	return rows
}

// tallyOf counts the equations that hold and that fail, those left out where no total is printed.
func tallyOf(p *reconcile.Pass, equations []reconcile.Equation) tally {
	var t tally
	for _, eq := range equations {
		if !figure(eq.Right[0].Fact) {
			continue
		}
		if ok, read := p.Try(eq); ok {
			t.holds++
		} else if read {
			t.fails++
		}
	}
	return t
}

// discoverColumns looks for the columns that a total column adds up, and judges every row.
func (s sheet) discoverColumns(p *reconcile.Pass, total int) {
	var best []reconcile.Equation
	var most tally
	for _, list := range s.lists(total) {
		var equations []reconcile.Equation
		for row := range s.Rows {
			equations = append(equations, s.across(fmt.Sprint("A11/column ", total), rowSum{row: row, total: total, parts: list}))
		}
		if t := tallyOf(p, equations); len(best) == 0 || t.better(most) {
			best, most = equations, t
		}
	}
	judgeDiscovered(p, best, most)
}

// judgeDiscovered judges equations of one structure where that is believed; where it is not, those that fail say
// nothing.
func judgeDiscovered(p *reconcile.Pass, equations []reconcile.Equation, t tally) {
	if len(equations) == 0 {
		return
	}
	if t.fails > 0 && !t.believed() {
		n := equations[0].Name
		p.Doubt(say(n.ZH+"：表中多数数字不能印证这一结构", n.EN+": most figures of the table do not bear the structure out"))
		return
	}
	p.Judge(equations...)
}
