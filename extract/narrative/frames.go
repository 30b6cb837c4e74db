package narrative

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// placed completes a meaning with what the sentence and section say: the side and the funds.
func (r *reader) placed(m meaning) meaning {
	if m.lane == "" && !m.stated {
		m.lane = r.laneAbove()
	}
	if m.scope == "" && !isFund(m.row) {
		m.scope = r.scopeAbove()
	}
	return m
}

// laneAbove is the side that the open lists or the section's heading speak of; empty where they do not say.
func (r *reader) laneAbove() string {
	for i := len(r.frames) - 1; i >= 0; i-- {
		f := r.frames[i]
		if f.lane != "" {
			return f.lane
		}
		if f.owner >= 0 {
			return r.facts[f.owner].Link.Lane
		}
	}
	switch r.section.topic {
	case fact.IncomeTotal:
		return fact.Income
	case fact.ExpenditureTotal, fact.GeneralExpenditure, fact.BasicExpenditure, fact.FundExpenditure:
		return fact.Expenditure
	}
	return ""
}

// scopeAbove is the funds that the owner of the open list, or else the section, is limited to.
func (r *reader) scopeAbove() string {
	for i := len(r.frames) - 1; i >= 0; i-- {
		if o := r.frames[i].owner; o >= 0 {
			if isFund(r.facts[o].Row) {
				return r.facts[o].Row
			}
			return r.facts[o].Link.Scope
		}
	}
	if r.section.topic == fact.OperatingCost || r.section.topic == fact.Procurement {
		return ""
	}
	return r.section.scope
}

// place finds the list an amount is a part of: the index of the whole, or none. Lists that it cannot be a part
// of are closed. fits is false where it stands in a list whose owner was not understood.
func (r *reader) place(m *meaning, l lead) (owner, list int, fits bool) {
	for len(r.frames) > 0 {
		top := &r.frames[len(r.frames)-1]
		if r.closes(top, *m, l) && top.level < 0 {
			r.pop(len(r.frames) - 1)
			continue
		}
		if top.owner == unknown {
			return none, 0, false
		}
		r.joins(top, *m)
		if top.owner >= 0 && r.facts[top.owner].Row == m.row && r.facts[top.owner].Link.Lane == "" && m.lane != "" {
			// 收支总计, then 收入总计 and 支出总计: each side restates the whole.
			return none, 0, true
		}
		if top.owner >= 0 && r.belongs(m, top.owner) {
			r.open(top.list)
		}
		return top.owner, top.list, true
	}
	return none, 0, true
}

// closes says whether an amount shows that a list has ended: it is of the other side, a wider whole than the
// first part, or a total again.
func (r *reader) closes(f *frame, m meaning, l lead) bool {
	if f.level == bracketed {
		return false
	}
	var lane string
	if f.owner >= 0 {
		lane = r.facts[f.owner].Link.Lane
	}
	if f.lane != "" {
		lane = f.lane
	}
	if m.stated && m.lane != "" && lane != "" && m.lane != lane {
		return true
	}
	if f.parts > 0 && m.rank < f.first {
		return true
	}
	if f.owner >= 0 && r.facts[f.owner].Link.Whole >= 0 && r.facts[r.facts[f.owner].Link.Whole].Row == m.row {
		return true // the whole again that the list's owner is a part of
	}
	if f.parts > 0 || f.owner < 0 {
		return false
	}
	whole := r.ranks[f.owner]
	return m.rank < whole && (l.self || l.year != 0 || l.total)
}

// joins counts an amount as a part of a list.
func (r *reader) joins(f *frame, m meaning) {
	if f.parts == 0 || m.rank < f.first {
		f.first = m.rank
	}
	f.parts++
	f.tight = f.level < 0 && r.tight()
	f.bound = f.items
	r.listed = r.listed || f.level < 0
	if !inVocabulary(m) {
		r.open(f.list)
	}
}

// belongs names a part after its whole where it is no part of the document's own wholes, so that nobody takes
// it for the department's figure. It says whether it did.
func (r *reader) belongs(m *meaning, owner int) bool {
	whole := r.facts[owner].Row
	if owns(whole, m.row) {
		return false
	}
	m.row = whole + "/" + strings.TrimPrefix(m.row, whole+"/")
	return true
}

// find is the latest amount of a subject in the sentence; none where there is none.
func (r *reader) find(m meaning) int {
	for i := len(r.facts) - 1; i >= 0; i-- {
		f := r.facts[i]
		if !isAmount(f.Column) || f.Row != m.row && !strings.HasSuffix(f.Row, "/"+m.row) {
			continue
		}
		if f.Link.Lane == m.lane || f.Link.Lane == "" || m.lane == "" {
			return i
		}
	}
	return none
}

func isAmount(column string) bool {
	switch column {
	case fact.AmountColumn, fact.ActualColumn, fact.BudgetColumn, fact.AdjustedColumn:
		return true
	}
	return false
}

// target is the amount that a change without a subject speaks of; unknown where it could be more than one. A single
// part named behind its whole is taken, with a doubt.
func (r *reader) target() int {
	if r.changed != none {
		return r.changed
	}
	if top := len(r.frames) - 1; top >= 0 && r.frames[top].owner == none && r.frames[top].level == inline {
		return r.last
	}
	if !r.inList() || r.last == none {
		return r.last
	}
	top := &r.frames[len(r.frames)-1]
	switch {
	case top.level == bracketed, top.changes, top.parts == 0:
		return r.last
	case top.parts == 1 && r.siblingFollows(top):
		return r.last
	case top.parts == 1:
		if r.either(top.owner, r.last) == unknown {
			r.unsure = page.Message{ZH: "增减的可能是总额，而不是所列的唯一一个分项",
				EN: "the change may be that of the whole, not of its only part named"}
		}
		return r.last
	case top.tight && !r.siblingFollows(top):
		return top.owner
	}
	return unknown
}

// either is part where both stand for the same amount, so that it does not matter which is meant.
func (r *reader) either(owner, part int) int {
	if owner >= 0 && part >= 0 {
		a, b := r.facts[owner].Amount, r.facts[part].Amount
		if a.Base().Equal(b.Base()) && a.State == b.State {
			return part
		}
	}
	return unknown
}

// siblingFollows says whether the sentence goes on with another part of the list behind the next semicolon.
func (r *reader) siblingFollows(f *frame) bool {
	past := false
	for i := r.at; i < len(r.clauses); i++ {
		c := r.clauses[i]
		if past {
			for _, g := range c.figures {
				if g.kind != money {
					continue
				}
				l := r.lead(r.section.text.slice(c.start, g.start))
				m, ok := l.meaning(r.section.topic)
				return l.ok && ok && l.direction == 0 && !r.closes(f, r.placed(m), l)
			}
		}
		switch c.sep {
		case '；':
			past = true
		case '。', '\n', '）':
			return false
		}
	}
	return false
}
