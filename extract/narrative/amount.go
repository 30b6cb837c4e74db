package narrative

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// amount binds an amount to its subject.
func (r *reader) amount(l lead, f figure) {
	m, ok := l.meaning(r.section.topic)
	repeats := l.measure != fill && l.measure != executed && len(l.subjects) == 0 && len(l.path) == 0 && l.scope == "" && !l.self && !l.total
	if l.alone() && !r.inList() && len(r.frames) == 0 || r.inLostRun(l) {
		r.lost(f, l)
		return
	}
	if !ok && l.bare() && !l.self && !l.total || repeats && (r.last >= 0 || r.pending != nil) || ok && r.pendingPart(l) {
		m, ok = r.current(l)
	}
	if !ok && l.this && l.plan && l.bare() && !l.self && len(r.frames) > 0 {
		m, ok = r.yearPart()
	}
	if !ok {
		m, ok = r.ownBudget(l)
	}
	year, column := r.yearOf(l)
	if !ok || column == "" {
		r.lost(f, l)
		return
	}
	m = r.placed(m)
	owner, list, fits := r.place(&m, l)
	if !fits {
		r.lost(f, l)
		return
	}
	if r.targetsOwn(owner, m) {
		r.lost(f, l)
		return
	}
	if owner >= 0 && r.facts[owner].Column == fact.ActualColumn && column == fact.AmountColumn {
		column = fact.ActualColumn // the parts of an outturn
	}
	if owner >= 0 && r.facts[owner].Column != column {
		owner = r.sameColumn(owner, column)
	}
	group := none
	if column == fact.PriorColumn && r.last >= 0 && r.facts[r.last].Row == m.row {
		group = r.last
	}
	at := r.add(m, f, fact.Fact{Column: column, Text: ofPrior(column, l), Uncertain: m.doubt, Link: &fact.Link{Year: year, Group: group, Whole: owner, List: list}})
	if column == fact.PriorColumn {
		return
	}
	if before := at - 1; before >= 0 && r.facts[before].Column == fact.PriorColumn && r.facts[before].Row == m.row {
		// 上年执行数…，今年预算安排…: the earlier amount is the one that this amount is compared with.
		r.facts[before].Link.Group = at
	}
	r.last, r.changed, r.change, r.pending = at, none, none, nil
	if !r.inList() {
		if r.heads == 0 || r.head < 0 || r.facts[r.head].Row != m.row {
			r.heads++
		}
		r.head = at
	}
}

// ofPrior is the measure of an amount of the year before; empty for amounts of other years.
func ofPrior(column string, l lead) string {
	if column != fact.PriorColumn {
		return ""
	}
	return againstWhat(l)
}

// targetsOwn says whether an amount in a section on targets is one of those targets' own, not of the budget: all but the
// parts of what is put under the overall targets, and the funds of what is put under targets.
func (r *reader) targetsOwn(owner int, m meaning) bool {
	if r.section.topic != fact.TopicPerformance {
		return false
	}
	if owner < 0 {
		return true
	}
	whole := r.facts[owner].Row
	return whole != fact.OverallPerformance && !isFund(strings.TrimPrefix(m.row, whole+"/"))
}

// priorAmount binds an amount of the year before that stands within a comparison (比2025年预算数…万元增加…).
func (r *reader) priorAmount(l lead, f figure) {
	at := r.last
	if m, ok := l.meaning(r.section.topic); ok && len(l.subjects)+len(l.path) > 0 {
		at = r.find(r.placed(m))
	}
	if at < 0 || !r.isPrior(l.baseYear) || !isAmount(r.facts[at].Column) {
		r.miss(f)
		return
	}
	if r.inList() && at == r.last && r.target() != at {
		r.miss(f)
		return
	}
	doubt := r.unsure
	r.unsure = page.Message{}
	r.add(r.meaningOf(at), f, fact.Fact{Column: fact.PriorColumn, Text: againstWhat(l), Uncertain: doubt, Link: &fact.Link{Year: r.lastYear(), Group: at, Whole: none}})
}

// lastYear is the year before the document's; 0 where that is unknown.
func (r *reader) lastYear() int { return max(0, r.doc.Year-1) }

// yearPart is the year's own total as a part of a total: 支出总计…，其中：本年预算安排….
func (r *reader) yearPart() (meaning, bool) {
	owner := r.frames[len(r.frames)-1].owner
	if owner < 0 {
		return meaning{}, false
	}
	m := r.meaningOf(owner)
	switch {
	case m.row == fact.GrandTotal:
		m.row, m.rank = fact.YearTotal, rankYear
	case isFund(m.row):
		m.row, m.rank = m.row+"/"+fact.YearTotal, rankPart
	default:
		return meaning{}, false
	}
	return m, true
}

// ownBudget is the department's whole expenditure where a section on expenditure states its 预算 without a word more:
// 深圳市信访局预算….
func (r *reader) ownBudget(l lead) (meaning, bool) {
	if r.section.topic != fact.ExpenditureTotal || !l.self || !l.plan || !l.bare() || l.total || l.prior || l.base || l.direction != 0 || len(r.frames) > 0 {
		return meaning{}, false
	}
	return meaning{row: fact.GrandTotal, name: "支出", lane: fact.Expenditure, stated: true, rank: rankGrand}, true
}

// sameColumn is the figure of another measure of the same subject as a whole; none where the sentence has none.
func (r *reader) sameColumn(owner int, column string) int {
	for i := len(r.facts) - 1; i >= 0; i-- {
		if f := r.facts[i]; f.Row == r.facts[owner].Row && f.Column == column && f.Link.Lane == r.facts[owner].Link.Lane {
			return i
		}
	}
	return none
}

// inLostRun says whether an amount stands in a row of amounts of which the one before was not understood: 办公费…，
// 公务接待费… lists the parts of something else.
func (r *reader) inLostRun(l lead) bool {
	return r.last == unknown && !r.inList() && r.tight() && !l.self && l.year == 0 && !l.total
}

// pendingPart says whether the words are a plan of a side (支出预算) and a subject waits for its figure.
func (r *reader) pendingPart(l lead) bool {
	return r.pending != nil && r.pending.rank >= rankPart && l.lane != "" && len(l.subjects) == 0 && len(l.path) == 0 && l.scope == "" && !l.self && !l.total && !l.this
}

// current is the subject that words without one of their own speak of: the one named and waiting, or that of the
// amount stated last outside lists.
func (r *reader) current(l lead) (meaning, bool) {
	if r.pending != nil {
		return *r.pending, true
	}
	if r.inList() && l.measure == settled && r.last >= 0 && r.facts[r.last].Column == fact.BudgetColumn && r.tight() {
		return r.meaningOf(r.last), true // 公务接待费支出预算为…，支出决算为…
	}
	at := r.last
	if r.startsSentence() || r.clauses[max(0, r.at-1)].sep == '。' {
		at = r.head
		if r.heads > 1 {
			at = unknown
		}
	}
	if at < 0 || r.inList() {
		return meaning{}, false
	}
	f := r.facts[at]
	return meaning{row: f.Row, name: f.RowName, lane: f.Link.Lane, scope: f.Link.Scope, path: f.ColumnPath, rank: r.ranks[at], stated: true}, true
}

// yearOf is the year of an amount and the column it belongs to; "" where the time is not clear.
func (r *reader) yearOf(l lead) (int, string) {
	year := l.year
	if year == 0 && l.prior {
		year = r.doc.Year - 1
	}
	if year == 0 && !l.this {
		year = r.year
	}
	if year != 0 {
		r.year = year
	}
	if year == 0 {
		year = r.doc.Year
	}
	switch {
	case r.doc.Year == 0 && l.prior:
		return 0, fact.PriorColumn
	case r.doc.Year != 0 && year == r.doc.Year-1:
		return year, fact.PriorColumn
	case r.doc.Year != 0 && year != r.doc.Year, l.measure == executed:
		return 0, ""
	}
	return year, r.column(l)
}

// column is the measure of an amount of the document's year.
func (r *reader) column(l lead) string {
	if r.doc.Kind != fact.FinalAccount {
		if l.measure == settled {
			return ""
		}
		return fact.AmountColumn
	}
	switch {
	case l.measure == settled:
		return fact.ActualColumn
	case l.measure == adjusted:
		return fact.AdjustedColumn
	case l.measure == budgeted, l.plan:
		return fact.BudgetColumn
	}
	return fact.AmountColumn
}
