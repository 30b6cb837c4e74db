package rules

import (
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// block is what a performance form states of one project, or of the department: a form of its own, or the rows of a list
// that belong to one project.
type block struct {
	form *fact.Form
	// name is the project's; empty where the form is the department's or its name cannot be relied on.
	name string
	// amount is the annual amount; nil where there is none.
	amount *fact.Fact
	// first and last are the rows of the table, both included.
	first, last int
	facts       []*fact.Fact
	stated      []*fact.Fact
}

// endless is a row past the end of any table.
const endless = 1 << 30

// blocksOf are the projects and departments of the document's performance forms, in the order of the document.
func blocksOf(p *reconcile.Pass) []block {
	var all []block
	for _, f := range p.Set.Forms {
		switch f.ID {
		case fact.ProjectPerformance:
			t := targetOf(f)
			all = append(all, newBlock(p, block{form: f, name: t.named(), amount: t.amount, last: endless}))
		case fact.OverallPerformance:
			all = append(all, newBlock(p, block{form: f, last: endless}))
		case fact.ProjectPerformanceList, fact.Projects:
			all = append(all, listBlocks(p, f)...)
		}
	}
	return all
}

// listBlocks are the projects of a list: each has the rows from its amount to the next one's.
func listBlocks(p *reconcile.Pass, f *fact.Form) []block {
	s := open(f)
	var all []block
	for i, r := range f.Rows {
		amount := s.in(i, whole...)
		if r.Name == "" || amount == nil || blank(amount) {
			continue
		}
		all = append(all, block{form: f, name: r.Name, amount: amount, first: r.Row, last: endless})
	}
	slices.SortStableFunc(all, func(a, b block) int { return a.first - b.first })
	for i := range all {
		if i+1 < len(all) {
			all[i].last = all[i+1].first - 1
		}
		all[i] = newBlock(p, all[i])
	}
	return all
}

// newBlock gathers what stands in a block's rows, and what its texts state.
func newBlock(p *reconcile.Pass, b block) block {
	for i := range b.form.Facts {
		if f := &b.form.Facts[i]; f.Place.Row >= b.first && f.Place.Row <= b.last {
			b.facts = append(b.facts, f)
		}
	}
	term := b.termGoals()
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		if term[[2]int{s.Place.Row, s.Place.Col}] {
			continue
		}
		if s.Place.Table == "" || s.Place.Table != b.form.Table || s.Place.Row < b.first || s.Place.Row > b.last {
			continue
		}
		for j := range s.Facts {
			b.stated = append(b.stated, &s.Facts[j])
		}
	}
	return b
}

// termGoals are the places of the goals of the whole term where the year has its own: what they state is not the year's.
func (b block) termGoals() map[[2]int]bool {
	places, annual := map[[2]int]bool{}, false
	for _, f := range b.of(fact.PerformanceGoal) {
		if f.Column == fact.PeriodColumn {
			places[[2]int{f.Place.Row, f.Place.Col}] = true
		}
		annual = annual || f.Column == fact.AnnualColumn
	}
	if !annual {
		return nil
	}
	return places
}

// of are the facts of a block with a row ID.
func (b block) of(row string) []*fact.Fact { return rowsOf(b.facts, row) }

// states are the facts of a block's texts with a row ID.
func (b block) states(row string) []*fact.Fact { return rowsOf(b.stated, row) }

func rowsOf(facts []*fact.Fact, row string) []*fact.Fact {
	var list []*fact.Fact
	for _, f := range facts {
		if f.Row == row {
			list = append(list, f)
		}
	}
	return list
}

// aims are a block's indicators with one figure, of the annual half where there are two.
func (b block) aims() []*fact.Fact {
	var list []*fact.Fact
	for _, f := range b.of(fact.Indicator) {
		if f.Aim != nil && f.Column == fact.AnnualColumn && (f.Amount.State == fact.Number || f.Amount.State == fact.Zero) {
			list = append(list, f)
		}
	}
	return list
}

// called is how a block is spoken of.
func (b block) called() reconcile.Text {
	if b.name == "" {
		return nameOf(b.form)
	}
	return say("“"+b.name+"”", "“"+b.name+"”")
}

// element is a place in a block.
func (b block) element(column string) reconcile.Element {
	return reconcile.Element{Form: b.form.ID, Row: fold(b.name), Column: column}
}

// noForms says that the document has no performance forms.
func noForms(p *reconcile.Pass) {
	p.Absent(absent([]string{fact.ProjectPerformance, fact.OverallPerformance, fact.ProjectPerformanceList}))
}
