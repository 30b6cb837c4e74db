package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// changes binds a change in money or a growth in percent, its sign from the word before it.
func (r *reader) changes(l lead, f figure) {
	if !r.isPrior(r.againstYear(l)) || f.amount.Value.IsNegative() {
		r.lost(f, l)
		return
	}
	at, m, ok := r.spokenOf(l)
	if !ok || !r.compares(l, at) {
		r.lost(f, l)
		return
	}
	column, doubt := fact.Change, r.unsure
	r.unsure = page.Message{}
	if f.kind == percent {
		column = fact.Growth
		if r.change >= 0 && r.facts[r.change].Link.Group == at {
			doubt = r.facts[r.change].Uncertain
		}
	}
	if l.direction < 0 {
		f.amount.Value = f.amount.Value.Neg()
	}
	whole, list := none, 0
	if top := len(r.frames) - 1; top >= 0 && !l.bare() && r.frames[top].ownerChange != none {
		whole, list = r.frames[top].ownerChange, r.frames[top].list
	}
	index := r.add(m, f, fact.Fact{Column: column, Text: againstWhat(l), Uncertain: doubt, Link: &fact.Link{Year: r.lastYear(), Group: at, Whole: whole, List: list}})
	r.noteChange(at, index, column)
}

// noteChange remembers what changed, for a growth that follows and for the parts of the change.
func (r *reader) noteChange(at, index int, column string) {
	r.changed = at
	if at == none {
		r.changed = unknown
		if column == fact.Change {
			// A growth right behind speaks of the same subject.
			r.changed = ownSubject - index
		}
	}
	if column == fact.Change {
		r.change = index
	}
	if top := len(r.frames) - 1; top >= 0 && at >= 0 && at != r.frames[top].owner {
		r.frames[top].changes = true
	}
}

// ownSubject marks in sentence.changed a change that belongs to no amount of the sentence: ownSubject minus the
// index of the change.
const ownSubject = -10

// againstYear is the year compared with: the clause's, or the one named before it in the sentence.
func (r *reader) againstYear(l lead) int {
	if l.base {
		return l.baseYear
	}
	return r.against
}

// againstWhat is the measure of the year before that a change is taken from; empty where none is named.
func againstWhat(l lead) string {
	switch l.measure {
	case executed:
		return "执行数"
	case settled:
		return "决算数"
	case budgeted:
		return "年初预算数"
	}
	if l.basePlan {
		return "预算数"
	}
	return ""
}

// compares says whether a change is told against the year before: in its clause, earlier in the sentence, or
// right behind the amount that changed.
func (r *reader) compares(l lead, at int) bool {
	return l.base || r.compared || at >= 0 && at == r.last
}

// spokenOf is the amount and the subject that a change is of.
func (r *reader) spokenOf(l lead) (int, meaning, bool) {
	if at := r.sideTotal(l); at >= 0 {
		return at, r.meaningOf(at), true
	}
	if m, ok := r.sideAlone(l); ok {
		return none, m, true
	}
	if m, ok := l.meaning(r.section.topic); ok && !l.bare() {
		m = r.placed(m)
		at := r.find(m)
		if at >= 0 {
			return at, r.meaningOf(at), true
		}
		if r.lostOwner() {
			return none, m, false
		}
		if top := len(r.frames) - 1; top >= 0 && r.frames[top].owner >= 0 {
			r.belongs(&m, r.frames[top].owner)
		}
		return none, m, true
	}
	if !l.bare() || l.self || l.total || l.year != 0 || l.this || l.prior {
		return none, meaning{}, false
	}
	if r.changed <= ownSubject {
		return none, r.meaningOf(ownSubject - r.changed), true
	}
	at := r.target()
	if at == none && r.pending != nil {
		return none, r.placed(*r.pending), true
	}
	if at < 0 {
		return none, meaning{}, false
	}
	return at, r.meaningOf(at), true
}

// sideTotal is the total of the side that words name by 收入 or 支出 alone; none where they name more or there is none.
func (r *reader) sideTotal(l lead) int {
	if l.lane == "" || l.scope != "" || len(l.subjects)+len(l.path) > 0 {
		return none
	}
	for i := len(r.facts) - 1; i >= 0; i-- {
		f := r.facts[i]
		if isAmount(f.Column) && (f.Row == fact.GrandTotal || f.Row == fact.YearTotal) && (f.Link.Lane == l.lane || f.Link.Lane == "" && l.lane == both) {
			return i
		}
	}
	return none
}

// sideAlone is the total of a side, or of both, that a change is told of without its amount in the sentence, in a section
// on totals: 支出比2025年减少…, 2026年预算比2025年预算增加….
func (r *reader) sideAlone(l lead) (meaning, bool) {
	switch r.section.topic {
	case fact.IncomeExpenditureTotal, fact.IncomeTotal, fact.ExpenditureTotal:
	default:
		return meaning{}, false
	}
	year := l.year != 0 && l.year == r.doc.Year
	if !l.base || l.prior || l.self || l.scope != "" || l.code != "" || len(l.subjects)+len(l.path) > 0 || l.year != 0 && !year {
		return meaning{}, false
	}
	if l.lane == "" && !(year && l.plan) || r.section.scope != "" {
		return meaning{}, false
	}
	m := meaning{row: fact.GrandTotal, name: "收支", stated: true, rank: rankGrand}
	switch l.lane {
	case fact.Income:
		m.name, m.lane = "收入", l.lane
	case fact.Expenditure:
		m.name, m.lane = "支出", l.lane
	}
	return m, true
}

// lostOwner says whether the innermost list is of an amount that was not understood.
func (r *reader) lostOwner() bool {
	return len(r.frames) > 0 && r.frames[len(r.frames)-1].owner == unknown
}

// meaningOf is the subject of a bound figure.
func (r *reader) meaningOf(at int) meaning {
	f := r.facts[at]
	return meaning{row: f.Row, name: f.RowName, lane: f.Link.Lane, scope: f.Link.Scope, path: f.ColumnPath, rank: r.ranks[at], stated: true}
}

// baseline is what 与上年持平 compares: the words before it, the year where one is named, and the figure of that year.
type baseline struct{ words, year, figure string }

// against is the measure of the year before, as againstWhat names it.
func (b baseline) against() string {
	switch {
	case strings.Contains(b.figure, "执行"):
		return againstWhat(lead{measure: executed})
	case strings.Contains(b.figure, "决算"):
		return againstWhat(lead{measure: settled})
	case strings.HasPrefix(b.figure, "年初"):
		return againstWhat(lead{measure: budgeted})
	}
	return againstWhat(lead{basePlan: strings.Contains(b.figure, "预算")})
}

// unchanged binds 与上年持平 as a change of zero.
func (r *reader) unchanged(c clause, b baseline) {
	if !r.isPrior(atoi(b.year)) {
		return
	}
	l := r.lead(b.words)
	if !l.ok || l.direction != 0 {
		return
	}
	if r.purpose && !l.bare() {
		return
	}
	t := r.section.text
	f := figure{start: c.start, end: c.end, kind: money}
	unit := fact.Unit("")
	at, m, ok := r.spokenOf(l)
	if !ok {
		return
	}
	if at >= 0 {
		unit = r.facts[at].Amount.Unit
	}
	doubt := r.unsure
	r.unsure = page.Message{}
	f.amount = zero(unit, t.slice(c.start, c.end))
	index := r.add(m, f, fact.Fact{Column: fact.Change, Text: b.against(), Uncertain: doubt, Link: &fact.Link{Year: r.lastYear(), Group: at, Whole: none}})
	r.noteChange(at, index, fact.Change)
}

// ratio binds a share or a completion to the amount right before it.
func (r *reader) ratio(l lead, f figure) {
	if f.kind != percent || r.last < 0 || r.purpose {
		r.miss(f)
		return
	}
	m := r.meaningOf(r.last)
	out := fact.Fact{Column: fact.Share, Text: l.whole, Link: &fact.Link{Year: r.doc.Year, Group: r.last, Whole: r.facts[r.last].Link.Whole}}
	if l.completion {
		out.Column, out.Text, out.Link.Whole = fact.Completion, "", none
		if at := r.settledOf(m); at >= 0 {
			out.Link.Group = at
		}
	}
	if l.whole != "" {
		out.Link.Whole = r.wholeNamed(l.whole)
	}
	r.add(m, f, out)
}

// settledOf is the latest settled amount of a subject: 完成年初预算的…% speaks of it even where the budget is
// named last.
func (r *reader) settledOf(m meaning) int {
	for i := len(r.facts) - 1; i >= 0; i-- {
		if f := r.facts[i]; f.Row == m.row && f.Column == fact.ActualColumn {
			return i
		}
	}
	return none
}

// wholeNamed is the amount of the sentence that a share names as its whole; none where it is not there.
func (r *reader) wholeNamed(words string) int {
	l := r.lead(words)
	m, ok := l.meaning(r.section.topic)
	if !l.ok || !ok {
		return none
	}
	return r.find(r.placed(m))
}

// againstWords are the words of a comparison, which are no cause's name.
var againstWords = regexp.MustCompile(`^(?:较|比|与|同比)(?:上一?年?度?|去年|(?:19|20)\d\d年?度?)?(?:相比)?(?:预算数?|执行数)?`)

// transferred matches a reason that moves money from one subject to another (从会议费预算中调减…用于培训费).
var transferred = regexp.MustCompile(`^(?:从|由|自|将|把)`)

var causeEnd = regexp.MustCompile(`^(.*?)(增加|增长|上升|提高|上涨|减少|下降|降低|减低|压减|缩减|调减)了?(?:支出|经费|预算|资金)?(?:为|约)?$`)

// causeVerbFirst is a reason with its verb first: 增加基本支出…, 2026年增加车辆购置经费….
var causeVerbFirst = regexp.MustCompile(`^(?:.*[^\p{Han}]年?|.*年)?(增加|新增|减少|压减|核减|调减|缩减)了?([\p{Han}（）]{2,24})$`)

// causeWords are the name and the verb of a reason, as printed; empty where the words are none.
func causeWords(s string) (name, verb string) {
	if m := causeEnd.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	if m := causeVerbFirst.FindStringSubmatch(s); m != nil && !verbInside.MatchString(m[2]) {
		return m[2], m[1]
	}
	return "", ""
}

// causes binds a change that is given as a reason. It never speaks of the sentence's own subject.
func (r *reader) causes(s string, f figure) {
	words, verb := causeWords(s)
	if verb == "" || f.loose || f.kind != money {
		r.miss(f)
		return
	}
	if strings.ContainsAny(verb, "减降") {
		f.amount.Value = f.amount.Value.Neg()
	}
	name := againstWords.ReplaceAllString(words, "")
	if name == "" {
		name = r.text(r.at - 1)
		if at := causeAt.FindStringIndex(name); at != nil {
			name = strings.TrimLeft(name[at[1]:], "是为：")
		}
	}
	mean := meaning{row: fact.NamePrefix + name, name: name}
	if l := r.lead(words); l.ok {
		if named, ok := l.meaning(r.section.topic); ok {
			mean = r.placed(named)
		}
	}
	group := r.change
	if transferred.MatchString(name) {
		group = none // from one subject to another: which of them the change is of is not said
	}
	r.add(mean, f, fact.Fact{Column: fact.CauseChange, Link: &fact.Link{Year: r.lastYear(), Group: group, Whole: none, Open: r.causesOpen}})
}

// causeWithoutAmount notes a reason that names no amount: those with one are not all.
func (r *reader) causeWithoutAmount(c clause) {
	if r.cause && c.start < c.end && r.facts != nil {
		r.openCauses()
	}
}

// openCauses says of the reasons of the change stated last that they need not be all.
func (r *reader) openCauses() {
	r.causesOpen = true
	for i := range r.facts {
		if f := &r.facts[i]; f.Column == fact.CauseChange && f.Link.Group == r.change {
			f.Link.Open = true
		}
	}
}
