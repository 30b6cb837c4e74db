package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// project is one row of a table of projects.
type project struct {
	name   string
	amount *fact.Fact
	place  fact.Place
}

// target is one project performance form.
type target struct {
	sheet
	// name is the fact that prints the project's name; nil where the form has none that can be read.
	name   *fact.Fact
	amount *fact.Fact
	// listed is set for a row of a list of projects with their targets, not a form of its own.
	listed bool
}

// projectsOf are the detail rows of the tables of projects.
func projectsOf(p *reconcile.Pass) []project { return projectsIn(p.Set) }

func projectsIn(set *fact.Set) []project {
	var all []project
	for _, kind := range []string{fact.Projects, fact.ProjectsCarryOver} {
		for _, f := range set.FormsOf(kind) {
			s := open(f)
			for i, r := range s.Rows {
				if amount := s.in(i, whole...); r.Role == fact.Detail && amount != nil {
					all = append(all, project{r.Name, amount, r.Place})
				}
			}
		}
	}
	return all
}

// targetsOf are the project performance forms.
func targetsOf(p *reconcile.Pass) []target { return targetsIn(p.Set) }

func targetsIn(set *fact.Set) []target {
	var all []target
	for _, f := range set.FormsOf(fact.ProjectPerformance) {
		all = append(all, targetOf(f))
	}
	return all
}

// listedTargets are the rows of lists of projects with their targets. A list can be of some projects only, or by class.
func listedTargets(p *reconcile.Pass) []target {
	var all []target
	for _, f := range p.Set.FormsOf(fact.ProjectPerformanceList) {
		s := open(f)
		for i, r := range f.Rows {
			amount := s.in(i, whole...)
			if r.Name == "" || r.Role == fact.Total || !figure(amount) {
				continue
			}
			name := fact.Fact{Form: f.ID, Row: fact.ProjectName, RowName: r.Name, Text: r.Name, Place: r.Place,
				Amount: fact.Amount{State: fact.NotNumber, Printed: r.Name}}
			all = append(all, target{sheet: s, name: &name, amount: amount, listed: true})
		}
	}
	return all
}

func targetOf(f *fact.Form) target {
	t := target{sheet: open(f)}
	for i := range f.Facts {
		g := &f.Facts[i]
		switch {
		case g.Row == fact.ProjectName:
			t.name = g
		case isTotalRow(g.Row) && g.Column == fact.AnnualColumn:
			t.amount = g
		}
	}
	if t.amount == nil {
		t.amount = t.onlyTotal()
	}
	return t
}

func isTotalRow(id string) bool {
	return id == fact.TotalRow || id == fact.YearTotal || id == fact.GrandTotal
}

// onlyTotal is the total of a form that has no annual half.
func (t target) onlyTotal() *fact.Fact {
	for i := range t.Facts {
		f := &t.Facts[i]
		if isTotalRow(f.Row) && (f.Column == fact.AmountColumn || f.Column == fact.TotalColumn || f.Column == fact.BudgetColumn) {
			return f
		}
	}
	return nil
}

// named is the form's project name where it can be relied on.
func (t target) named() string {
	if t.name == nil || !t.name.Uncertain.Empty() {
		return ""
	}
	return t.name.Text
}

// match says which project a form belongs to.
type match struct {
	target  target
	project int // -1 for none
	// same is set where the names are the same after normalisation.
	same bool
}

// matchTargets ties forms to projects: by name, then by amount and likeness of names, then by amount alone where only
// one project is left that has it. What stays ambiguous is tied to none.
func matchTargets(targets []target, projects []project) []match {
	matches := make([]match, len(targets))
	taken := make([]bool, len(projects))
	for i, t := range targets {
		matches[i] = match{t, -1, false}
		if n := byName(t.named(), projects, taken); n >= 0 {
			matches[i].project, matches[i].same, taken[n] = n, true, true
		}
	}
	for i, t := range targets {
		if matches[i].project < 0 {
			if n := byLikeness(t, projects, taken); n >= 0 {
				matches[i].project, taken[n] = n, true
			}
		}
	}
	for i, t := range targets {
		if matches[i].project < 0 && t.named() == "" {
			if n := byAmount(t.amount, projects, taken); n >= 0 {
				matches[i].project, taken[n] = n, true
			}
		}
	}
	return matches
}

// byName is the only project of a name: letter for letter, else but for brackets, 的 and the like.
func byName(name string, projects []project, taken []bool) int {
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return fold(a) == fold(b) }, oneName} {
		found, several := -1, false
		for i, p := range projects {
			if name != "" && !taken[i] && same(p.name, name) {
				several = several || found >= 0
				found = i
			}
		}
		if found >= 0 {
			if several {
				return -1
			}
			return found
		}
	}
	return -1
}

// byLikeness is the project of the same amount whose name is most like the form's.
func byLikeness(t target, projects []project, taken []bool) int {
	best, most, tie := -1, akin-1, false
	for i, p := range projects {
		if taken[i] || t.named() == "" || !sameAmount(t.amount, p.amount) {
			continue
		}
		if n := alike(t.named(), p.name); n > most {
			best, most, tie = i, n, false
		} else if n == most {
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// byAmount is the only project left with an amount.
func byAmount(amount *fact.Fact, projects []project, taken []bool) int {
	found := -1
	for i, p := range projects {
		if taken[i] || !sameAmount(amount, p.amount) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// sameAmount says whether two figures can stand for one amount.
func sameAmount(a, b *fact.Fact) bool {
	return figure(a) && figure(b) && a.Amount.Unit.Money() && b.Amount.Unit.Money() && a.Amount.Interval().Meets(b.Amount.Interval())
}

// forms says whether the document has what the rules on forms and projects need.
func hasTargets(p *reconcile.Pass, targets []target, projects []project) bool {
	switch {
	case len(targets) == 0:
		p.Absent(absent([]string{fact.ProjectPerformance, fact.ProjectPerformanceList}))
	case len(projects) == 0:
		p.Absent(absent([]string{fact.Projects}))
	default:
		return true
	}
	return false
}
