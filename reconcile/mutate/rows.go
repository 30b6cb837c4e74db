package mutate

import (
	"slices"

	"gouji/extract/fact"
)

// rowsDropped are the mutations that lose a row with a figure.
func rowsDropped(set *fact.Set) []Mutation {
	var all []Mutation
	for _, form := range set.Forms {
		for i, r := range form.Rows {
			if r.Role != fact.Detail || len(form.Doubts) > 0 || !slices.ContainsFunc(form.Facts, func(f fact.Fact) bool { return f.Place.Row == r.Row && f.Row == r.ID && sure(&f) }) {
				continue
			}
			whole := *form
			all = append(all, Mutation{Operator: RowDropped, Name: form.Title + " " + r.Name, Table: form.Table,
				apply: func() { *form = without(whole, i) }, undo: func() { *form = whole }})
		}
	}
	return all
}

// without is a form without one of its rows; what that row summed belongs to the row that summed it.
func without(f fact.Form, lost int) fact.Form {
	row := f.Rows[lost]
	f.Facts = slices.DeleteFunc(slices.Clone(f.Facts), func(x fact.Fact) bool { return x.Place.Row == row.Row && x.Row == row.ID })
	f.Rows = slices.Delete(slices.Clone(f.Rows), lost, lost+1)
	for i := range f.Rows {
		switch p := &f.Rows[i].Parent; {
		case *p == lost && row.Parent > lost:
			*p = row.Parent - 1
		case *p == lost:
			*p = row.Parent
		case *p > lost:
			*p--
		}
	}
	return f
}

// columnsSwapped are the mutations that print two neighbouring figures of a row in each other's place.
func columnsSwapped(set *fact.Set) []Mutation {
	var all []Mutation
	list := targets(set)
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		if a.form == nil || a.form != b.form || a.fact.Place.Row != b.fact.Place.Row || a.fact.Row != b.fact.Row ||
			a.fact.Amount.Value.Equal(b.fact.Amount.Value) || a.fact.Amount.Unit != b.fact.Amount.Unit {
			continue
		}
		swap := func() { a.fact.Amount, b.fact.Amount = b.fact.Amount, a.fact.Amount }
		all = append(all, Mutation{Operator: ColumnsSwapped, Name: a.form.Title + " " + a.fact.RowName, Table: a.form.Table, apply: swap, undo: swap})
	}
	return all
}

// renamed are the mutations that call a project otherwise in its performance form.
func renamed(set *fact.Set) []Mutation {
	var all []Mutation
	for _, form := range set.Forms {
		for i := range form.Facts {
			f := &form.Facts[i]
			if f.Row != fact.ProjectName || f.Text == "" || !f.Uncertain.Empty() {
				continue
			}
			from := f.Text
			all = append(all, Mutation{Operator: ProjectRenamed, Name: from, Table: form.Table, Place: f.Place,
				apply: func() { f.Text = misspelt(from) }, undo: func() { f.Text = from }})
		}
	}
	return all
}

// misspelt is a name with one character in its middle replaced.
func misspelt(name string) string {
	runes := []rune(name)
	runes[len(runes)/2] = '某'
	return string(runes)
}
