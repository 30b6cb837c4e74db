package narrative

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
)

// clause reads one clause: openers, reasons and uses, and its figures.
func (r *reader) clause(c clause) {
	t := r.section.text
	if r.foreign {
		for _, f := range c.figures {
			if f.kind != count {
				r.miss(f)
			}
		}
		return
	}
	if r.special(c) {
		return
	}
	r.direction(c)
	r.absence(c)
	from := c.start
	for i, f := range c.figures {
		if f.kind == count {
			continue
		}
		words := r.opened(t.slice(from, f.start))
		words = r.mood(words)
		r.figure(words, f)
		from = f.end
		if i+1 < len(c.figures) {
			r.fresh = false
		}
	}
	rest := r.opened(t.slice(from, c.end))
	rest = r.mood(rest)
	if strings.HasPrefix(rest, "等") && r.cause {
		r.openCauses()
	}
	if strings.HasPrefix(rest, "等") && len(r.frames) > 0 {
		r.open(r.frames[len(r.frames)-1].list)
	}
	if from == c.start {
		r.causeWithoutAmount(c)
		r.plain(c, rest)
	} else if rest == "" && c.sep == '：' && r.last >= 0 && !r.cause && !r.purpose {
		r.push(frame{owner: r.last, ownerChange: none, level: r.listLevel()})
	}
}

// opened opens a list where the words say so, and gives the words behind the opener.
func (r *reader) opened(s string) string {
	body, _ := cutMarker(s)
	m := opener.FindStringSubmatch(body)
	if m == nil {
		return s
	}
	rest := strings.TrimLeft(body[len(m[0]):], "：")
	if r.cause {
		r.openCauses() // the parts of a reason are no reasons beside it
	}
	owner, change := r.last, none
	if r.fresh || r.startsSentence() {
		owner = r.head
		if r.heads > 1 && m[1] == "" {
			owner = unknown
		}
	} else if r.change != none && r.changed >= 0 && (r.changed == r.last || r.last == none) {
		owner, change = r.changed, r.change
	} else if r.change != none && r.changed == ownSubject-r.change {
		owner, change = none, r.change // the parts of a change whose amount is not stated
	}
	f := frame{owner: owner, ownerChange: change, level: inline}
	switch m[1] {
	case "收入":
		f.lane = fact.Income
	case "支出":
		f.lane = fact.Expenditure
	}
	if rest == "" {
		f.level = r.listLevel()
	}
	r.purpose = false
	if strings.Contains(m[0], "主要用于") {
		defer func() { r.open(r.lists) }()
	}
	if strings.Contains(m[0], "如下") && r.startsSentence() && len(r.frames) > 0 {
		f.owner = r.frames[0].owner
		r.pop(0)
	}
	r.push(f)
	return rest
}

// startsSentence says whether the clause being read is the first of a printed sentence.
func (r *reader) startsSentence() bool {
	return r.at == 0 || strings.ContainsRune("。\n", r.clauses[r.at-1].sep)
}

// listLevel is the level of a list that opens at the clause's end: 0 (unknown) where its parts stand in the
// paragraphs below.
func (r *reader) listLevel() int {
	if r.listFollows() {
		return 0
	}
	return inline
}

// listFollows says whether the clause ends its line: its parts then stand in the paragraphs below.
func (r *reader) listFollows() bool {
	c := r.clauses[r.at]
	if c.sep == '：' && r.at+1 < len(r.clauses) {
		c = r.clauses[r.at+1]
		if c.start == c.end && c.sep == '\n' {
			return true
		}
		return markerLevel(r.text(r.at+1)) != 0
	}
	return c.sep == '\n' || c.sep == '。' && r.at+1 < len(r.clauses) && r.clauses[r.at+1].sep == '\n' && r.text(r.at+1) == ""
}

// mood notes words that begin a reason or a use, and gives the words behind them.
func (r *reader) mood(s string) string {
	if describes.MatchString(s) && !r.tellsChange() {
		r.purpose = true // 主要是 without a change before it says what the money is for
		return s
	}
	if at := causeAt.FindStringIndex(s); at != nil {
		// 主要原因 names the main ones; what a clause before leaves open stays open.
		r.causesOpen = r.cause && r.causesOpen || strings.Contains(s[:at[1]], "主要") || strings.Contains(s[:at[1]], "一方面")
		r.cause = true
		return strings.TrimLeft(s[at[1]:], "是为：")
	}
	if purposeAt.MatchString(s) && !strings.Contains(s, "以下方面") {
		r.purpose = true
	}
	return s
}

// describes matches 主要是 and 主要系, which begin a reason only where a change has been told.
var describes = regexp.MustCompile(`^主要[是系]`)

// tellsChange says whether the sentence, or the reason being told, speaks of a change.
func (r *reader) tellsChange() bool {
	if r.cause || r.compared || r.changed != none || r.change != none {
		return true
	}
	for _, f := range r.facts {
		if f.Column == fact.Change || f.Column == fact.Growth || f.Column == fact.Completion {
			return true
		}
	}
	return len(r.missed) > 0
}

// plain reads a clause without figures of its own: a subject named beforehand, a comparison, 与上年持平.
func (r *reader) plain(c clause, s string) {
	if r.cause || s == "" {
		return
	}
	if almostFlat.MatchString(s) {
		if r.inList() {
			r.frames[len(r.frames)-1].changes = true
		}
		return
	}
	if m := flat.FindStringSubmatch(s); m != nil {
		r.unchanged(c, baseline{words: m[1], year: m[2], figure: m[3]})
		return
	}
	if r.purpose {
		return
	}
	inner := strings.TrimSuffix(s, "中")
	l := r.lead(inner)
	if !l.ok {
		return
	}
	if l.year != 0 {
		r.year = l.year
	}
	if l.base {
		r.compared, r.against = true, l.baseYear
	}
	m, ok := l.meaning(r.section.topic)
	if !ok {
		return
	}
	if inner != s {
		r.push(frame{owner: r.find(r.placed(m)), ownerChange: none, level: inline})
		return
	}
	if l.direction == 0 && !l.base {
		r.pending = &m
		if r.startsSentence() {
			r.last = none
		}
	}
}

// figure binds one figure of money or a rate, or counts it as not understood.
func (r *reader) figure(s string, f figure) {
	defer func() { r.fresh = false }()
	if r.cause {
		r.causes(s, f)
		return
	}
	l := r.lead(s)
	if !l.ok && r.projectItem(s, f) {
		return
	}
	r.eitherWay(s, f)
	if !l.ok && directionEnd.MatchString(s) {
		// A change that is not understood leaves the amounts as they are, but no rate may be tied to them.
		r.miss(f)
		r.changed = unknown
		return
	}
	if f.loose || !l.ok {
		r.lost(f, l)
		return
	}
	if l.base {
		r.compared, r.against = true, l.baseYear
	}
	toOther := l.bare() && (l.base || l.direction != 0)
	if r.purpose && !(toOther && l.direction != 0) {
		r.lost(f, l)
		return
	}
	switch {
	case l.share || l.completion:
		r.ratio(l, f)
	case l.direction != 0:
		r.changes(l, f)
	case f.kind == percent:
		r.lost(f, l)
	case l.base:
		r.priorAmount(l, f)
	default:
		r.amount(l, f)
	}
}

var directionEnd = regexp.MustCompile(`(?:增加|增长|上升|提高|减少|下降|降低|压减)了?(?:额)?(?:为)?$`)

// lost counts a figure that is not understood; what follows must not be taken to speak of the one before it.
func (r *reader) lost(f figure, l lead) {
	r.miss(f)
	if f.kind == percent {
		return
	}
	if l.ok && l.direction != 0 {
		r.changed = unknown
		return
	}
	if r.purpose {
		return
	}
	r.last, r.changed, r.pending = unknown, none, nil
	if len(r.frames) > 0 {
		r.open(r.frames[len(r.frames)-1].list)
	}
	if !r.inList() {
		r.head = unknown
		r.heads++
	} else if top := &r.frames[len(r.frames)-1]; top.level < 0 {
		if top.owner == none {
			top.owner = unknown
		}
		top.parts++
		top.tight = r.tight()
	} else {
		r.head = unknown
		r.heads++
	}
}

// inList says whether a list of parts is open within the sentence.
func (r *reader) inList() bool {
	return len(r.frames) > 0 && r.frames[len(r.frames)-1].level < 0
}

// tight says whether a comma or 、 stands before the clause being read.
func (r *reader) tight() bool {
	return r.at > 0 && strings.ContainsRune("，、", r.clauses[r.at-1].sep)
}

// add appends a fact, with everything its meaning and its figure say.
func (r *reader) add(m meaning, f figure, out fact.Fact) int {
	p, start, end := r.section.text.origin(f.start, f.end)
	out.Form, out.Row, out.RowName, out.Amount = fact.Narrative, m.row, m.name, f.amount
	out.ColumnPath = m.path
	if p >= 0 {
		out.Place = r.locate(p, start, end)
	}
	out.Link.Lane, out.Link.Scope = m.lane, m.scope
	markUncertain(&out)
	r.facts = append(r.facts, out)
	r.ranks = append(r.ranks, m.rank)
	return len(r.facts) - 1
}

// zero is the change that 与上年持平 states.
func zero(unit fact.Unit, printed string) fact.Amount {
	return fact.Amount{Value: decimal.Zero, Unit: unit, Printed: printed, State: fact.Zero}
}

// isPrior says whether a year named as 上年 or by its number is the year before the document's.
func (r *reader) isPrior(year int) bool {
	return year == 0 || r.doc.Year == 0 || year == r.doc.Year-1
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
