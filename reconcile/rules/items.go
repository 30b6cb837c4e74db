package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// itemList is one itemised list with the total printed after it.
type itemList struct {
	items []*fact.Fact
	total *fact.Fact
	// open is set where the list need not be complete.
	open bool
	form string
	row  string
}

// checkItems is D04: the amounts of a list make the total printed after it.
func checkItems(p *reconcile.Pass) {
	lists := itemLists(p)
	if len(lists) == 0 {
		p.Absent(say("没有列明分项金额与合计的文字", "no list of amounts with a total"))
		return
	}
	for i, l := range lists {
		eq := reconcile.Equation{
			Name:     say("所列各项金额之和应等于其后写明的合计", "the listed amounts should add up to the total stated after them"),
			Right:    []reconcile.Operand{{Fact: l.total, Label: totalName(l.total)}},
			Declared: true, Group: fmt.Sprint("D04/", i),
			Element: reconcile.Element{Form: l.form, Row: l.row, Column: fact.ItemCostTotal},
			Question: say("请问各项金额与合计哪个正确？是否另有未列出的费用？",
				"Which is right, the items or the total, and are there costs that are not listed?")}
		for _, item := range l.items {
			eq.Left = append(eq.Left, reconcile.Operand{Fact: item, Label: item.Text})
		}
		if l.open {
			eq.Doubts = []reconcile.Text{say("所列各项不一定完整", "the list need not be complete")}
		}
		p.Judge(eq)
	}
}

// totalName is how the total of a list is spoken of.
func totalName(f *fact.Fact) string {
	if f.RowName != "" {
		return f.RowName
	}
	return "合计"
}

// itemLists are the lists of forms and of running text, in the order of the document.
func itemLists(p *reconcile.Pass) []itemList {
	var lists []itemList
	for _, f := range p.Set.Forms {
		row := f.ID
		for i := range f.Facts {
			if f.Facts[i].Row == fact.ProjectName {
				row = fold(f.Facts[i].Text)
			}
		}
		lists = append(lists, listsIn(f.Facts, f.ID, row)...)
	}
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		lists = append(lists, listsIn(s.Facts, fact.Narrative, s.Topic)...)
	}
	return lists
}

// listsIn cuts a run of facts into lists: each ends with its total.
func listsIn(facts []fact.Fact, form, row string) []itemList {
	var lists []itemList
	l := itemList{form: form, row: row}
	for i := range facts {
		f := &facts[i]
		switch f.Row {
		case fact.ItemCost:
			l.items = append(l.items, f)
			l.open = l.open || f.Link != nil && f.Link.Open
		case fact.ItemCostTotal:
			l.total = f
			if len(l.items) > 1 {
				lists = append(lists, l)
			}
			l = itemList{form: form, row: row}
		}
	}
	return lists
}
