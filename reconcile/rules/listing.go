package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkListing is C06: a list of the parts of a table's total names the rows that the table has figures in.
func checkListing(p *reconcile.Pass) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for _, l := range listsOf(s) {
			if form, ok := one(p, s.Topic); ok && compareList(p, s, l, form) {
				found = true
			}
		}
	}
	if !found {
		p.Absent(say("正文没有可与表格逐项对照的列举", "no list of the text is one of a table's rows"))
	}
}

// spokenList is a list of parts in a sentence.
type spokenList struct {
	whole *fact.Fact
	parts []*fact.Fact
	open  bool
}

// listsOf are the lists of a sentence that state amounts of the parts of an amount.
func listsOf(s *fact.Sentence) []spokenList {
	type id struct{ whole, list int }
	var order []id
	lists := map[id]*spokenList{}
	for i := range s.Facts {
		f := &s.Facts[i]
		whole := linked(s, wholeOf(f))
		if whole == nil || !measure(f) || !measure(whole) || !alikeMeasure(f, whole) {
			continue
		}
		key := id{f.Link.Whole, f.Link.List}
		if lists[key] == nil {
			lists[key] = &spokenList{whole: whole}
			order = append(order, key)
		}
		l := lists[key]
		l.parts, l.open = append(l.parts, f), l.open || f.Link.Open
	}
	var all []spokenList
	for _, key := range order {
		if len(lists[key].parts) > 1 {
			all = append(all, *lists[key])
		}
	}
	return all
}

// compareList compares a list with the rows of the table its section is about; false where it is no list of them.
func compareList(p *reconcile.Pass, s *fact.Sentence, l spokenList, form sheet) bool {
	rows := form.listRows(l.whole)
	named := map[int]bool{}
	var extra []*fact.Fact
	for _, part := range l.parts {
		row := form.rowOf(rows, part)
		switch {
		case row >= 0:
			named[row] = true
		case figure(part):
			extra = append(extra, part)
		}
	}
	if len(named) < 2 || len(named) < len(extra) {
		return false
	}
	missing := form.unnamed(rows, named)
	switch why := l.doubt(form, s); {
	case len(missing)+len(extra) == 0:
		confirm(p, append([]*fact.Fact{l.whole}, l.parts...))
	case !why.Empty():
		p.Doubt(why)
	case l.addsUp(p):
		p.Doubt(say("“"+spoken(l.whole)+"”的列举与表格的分项不同，但合计相符（口径或名称不同）",
			"the list of “"+spoken(l.whole)+"” has other parts than the table, and adds up (another grouping)"))
	default:
		reportListing(p, s, l, difference{form, missing, extra})
	}
	return true
}

// doubt is why a list that differs from the table's rows may be right; empty where nothing speaks for it.
func (l spokenList) doubt(form sheet, s *fact.Sentence) reconcile.Text {
	name := spoken(l.whole)
	switch {
	case l.open:
		return say("“"+name+"”的列举不一定列全", "the list of “"+name+"” need not be complete")
	case s.Unbound > 0:
		return say("“"+name+"”所在句子没有全部读懂", "the sentence about “"+name+"” was not understood as a whole")
	case len(form.doubts) > 0:
		return form.doubts[0]
	}
	return reconcile.Text{}
}

// addsUp says whether the parts named come to their whole.
func (l spokenList) addsUp(p *reconcile.Pass) bool {
	eq := reconcile.Equation{Declared: true, Right: []reconcile.Operand{{Fact: l.whole}}}
	for _, part := range l.parts {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: part})
	}
	holds, _ := p.Try(eq)
	return holds
}

// listRows are the rows that a total of the form, the one a figure of the text states, adds up.
func (s sheet) listRows(whole *fact.Fact) []int {
	for i, r := range s.Rows {
		if whole.Link.Lane != "" && r.Lane != "" && r.Lane != whole.Link.Lane || r.Role != fact.Total {
			continue
		}
		if main := s.main(i); main != nil && sameAmount(whole, main) {
			if parts := s.parts(i); len(parts) > 1 {
				return parts
			}
		}
	}
	return nil
}

// rowOf is the row among some that a part of a list names; -1 for none.
func (s sheet) rowOf(rows []int, part *fact.Fact) int {
	for _, i := range rows {
		if s.isSubject(s.Rows[i], part) || s.Rows[i].Code != "" && s.Rows[i].Code == part.Row {
			return i
		}
	}
	return -1
}

// unnamed are the rows with a figure that the list does not name.
func (s sheet) unnamed(rows []int, named map[int]bool) []int {
	var missing []int
	for _, i := range rows {
		if main := s.main(i); !named[i] && main != nil && figure(main) {
			missing = append(missing, i)
		}
	}
	return missing
}

// difference is what a list and a table's rows do not share.
type difference struct {
	form    sheet
	missing []int
	extra   []*fact.Fact
}

func reportListing(p *reconcile.Pass, s *fact.Sentence, l spokenList, d difference) {
	var names, parts []string
	on := []*fact.Fact{l.whole}
	for _, i := range d.missing {
		main := d.form.main(i)
		names = append(names, "“"+d.form.Rows[i].Name+"”"+main.Amount.Printed)
		on = append(on, main)
	}
	for _, f := range d.extra {
		parts = append(parts, "“"+spoken(f)+"”"+f.Amount.Printed)
		on = append(on, f)
	}
	name := nameOf(d.form.Form)
	zh := fmt.Sprintf("第%d页列举“%s”的各部分，与%s有数字的各行不一致。", l.whole.Place.Page, spoken(l.whole), name.ZH)
	en := fmt.Sprintf("The parts of “%s” listed on page %d are not the rows with figures of %s.", spoken(l.whole), l.whole.Place.Page, name.EN)
	if len(names) > 0 {
		zh += "表中有而文中没有：" + strings.Join(names, "、") + "。"
		en += " In the table alone: " + strings.Join(names, ", ") + "."
	}
	if len(parts) > 0 {
		zh += "文中有而表中没有：" + strings.Join(parts, "、") + "。"
		en += " In the text alone: " + strings.Join(parts, ", ") + "."
	}
	p.Report(reconcile.Finding{Level: reconcile.Note,
		Element: reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + l.whole.Row, Column: "list"},
		Message: say(zh, en), Question: say("请问正文是否漏列或多列？", "Does the text leave something out, or name too much?"),
	}, on...)
}
