package rules

import (
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// short makes a question of sums of rows that fall short as if a row were missing: in several columns of one total
// at once, or below a code of which another table prints a part that this one lacks. A row that the publisher left
// out and one that was lost in reading look the same.
func short(p *reconcile.Pass, equations []reconcile.Equation, absent map[string]string) []reconcile.Equation {
	lacking := map[string]int{}
	for _, eq := range equations {
		if fallsShort(p, eq) {
			lacking[eq.Shape]++
		}
	}
	const columns = 2 // a slip changes one cell; a missing row changes every column it has a figure in
	for i := range equations {
		eq := &equations[i]
		row, known := absent[eq.Element.Row]
		switch {
		case known && fallsShort(p, *eq):
			eq.Limit = reconcile.Warning
			eq.Question = say("请问本表是否少列一行？另一张表列有“"+row+"”。", "Is a row missing here? Another table prints “"+row+"”.")
		case lacking[eq.Shape] >= columns && fallsShort(p, *eq):
			eq.Limit = reconcile.Warning
			eq.Question = say("请问是否有没有列出的行？", "Is there a row that is not listed?")
		}
	}
	return equations
}

// fallsShort says whether the parts come to less than the total.
func fallsShort(p *reconcile.Pass, eq reconcile.Equation) bool {
	if holds, read := p.Try(eq); holds || !read {
		return false
	}
	eq.Relation = reconcile.AtMost
	holds, _ := p.Try(eq)
	return holds
}

// codesElsewhere names, for each code of a form, a code below it that has a figure in another form of the same kinds
// and no row in this one.
func codesElsewhere(p *reconcile.Pass, s sheet, kinds []string) map[string]string {
	absent := map[string]string{}
	for _, f := range p.Set.Forms {
		if f.Table == s.Table || !slices.Contains(kinds, f.ID) {
			continue
		}
		other := open(f)
		for i, r := range other.Rows {
			if digits(r.ID) && s.Form.Row(r.ID, "") < 0 && !s.prints(r.ID) && figure(other.main(i)) {
				absent[s.nearest(r.ID)] = strings.TrimSpace(r.Code + " " + r.Name)
			}
		}
	}
	return absent
}

// classesElsewhere names, for a lane's total, a class that has a figure in another form by class and no row in the
// lane.
func classesElsewhere(p *reconcile.Pass, s sheet, total int) map[string]string {
	absent := map[string]string{}
	lane := s.Rows[total].Lane
	for _, f := range p.Set.Forms {
		if lane != fact.Expenditure || f.Table == s.Table || !slices.Contains(byFunction, f.ID) && !slices.Contains(twoLane, f.ID) {
			continue
		}
		other := open(f)
		for i, r := range other.Rows {
			if isClass(r.ID) && (r.Lane == "" || r.Lane == lane) && !s.prints(r.ID) && figure(other.main(i)) {
				absent[key(s.Rows[total])] = strings.TrimSpace(r.Code + " " + r.Name)
			}
		}
	}
	return absent
}

// prints says whether a code stands in any row: Form.Row finds none where it stands in several.
func (s sheet) prints(id string) bool {
	return slices.ContainsFunc(s.Rows, func(r fact.Row) bool { return r.ID == id })
}

// nearest is the identity of the row that would add a code up: its longest prefix that has a row, or the total.
func (s sheet) nearest(id string) string {
	best := fact.Row{ID: fact.TotalRow}
	for _, r := range s.Rows {
		if digits(r.ID) && r.ID != id && strings.HasPrefix(id, r.ID) && (best.ID == fact.TotalRow || len(r.ID) > len(best.ID)) {
			best = r
		}
	}
	return key(best)
}
