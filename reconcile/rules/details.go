package rules

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// byUnit are the forms whose rows are units or projects under a total.
var byUnit = []string{fact.OperatingCost, fact.Projects, fact.ProjectsCarryOver, fact.Procurement, fact.PurchasedServices,
	fact.GeneralProjects}

// checkDetails is A06: a total row is the sum of the rows below it. Rows that repeat a total (a department above its
// only unit) are levels of their own and are never added to each other.
func checkDetails(p *reconcile.Pass) {
	eachSheet(p, byUnit, func(s sheet) {
		if s.ID == fact.OperatingCost && s.coded() {
			return // a list by economic kind
		}
		var equations []reconcile.Equation
		name := nameOf(s.Form)
		for i, r := range s.Rows {
			parts := s.parts(i)
			if len(parts) == 0 || r.Role == fact.Detail && digits(r.ID) {
				continue
			}
			text := say(name.ZH+"“"+r.Name+"”应等于其下各行之和", name.EN+": “"+r.Name+"” should be the sum of the rows below it")
			for _, c := range s.columns(r.Lane) {
				eq := s.equation("A06", sum{total: i, column: c, parts: parts, name: text})
				for n := range eq.Left {
					eq.Left[n].Role = fmt.Sprint("row ", parts[n])
				}
				equations = append(equations, eq)
			}
		}
		if len(equations) == 0 && s.EmptyNote == "" && s.hasFigures() && s.hasTotal() {
			p.Doubt(say(name.ZH+"没有认出合计行与明细行", name.EN+": total and detail rows were not found"))
		}
		p.Judge(short(p, equations, nil)...)
	})
}

// hasTotal says whether a total row is printed: a list without one has nothing to be compared with.
func (s sheet) hasTotal() bool {
	return slices.ContainsFunc(s.Rows, func(r fact.Row) bool { return r.Role == fact.Total || r.Role == fact.Subtotal })
}

// hasFigures says whether any amount other than zero is printed.
func (s sheet) hasFigures() bool {
	for _, c := range s.columns("") {
		for i := range s.Rows {
			if figure(s.cell(i, c)) {
				return true
			}
		}
	}
	return false
}
