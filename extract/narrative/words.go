package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

// What a text says of figures in words alone: that the settled amount lies above its budget, that there is nothing
// of a subject.

var directionWords = regexp.MustCompile(`^(?:支出)?决算数?(?:(大于|高于|多于|超过)|(小于|低于|少于)|(?:等于|(?:与|同|和)))(?:年初)?预算数?(持平|相等|一致|相同)?` +
	`(?:的?(?:主要)?原因.*)?$`)

// direction binds what a clause says of the settled amount before it beside its budget (决算数小于预算数的主要原因).
func (r *reader) direction(c clause) {
	s := r.section.text.slice(c.start, c.end)
	m := directionWords.FindStringSubmatch(s)
	if m == nil || len(c.figures) > 0 {
		return
	}
	way := fact.Same
	switch {
	case m[1] != "":
		way = fact.Above
	case m[2] != "":
		way = fact.Below
	case m[3] == "" && !strings.Contains(s, "等于"):
		return
	}
	at := r.settledLast()
	if at == none {
		return
	}
	f := figure{start: c.start, end: c.end, amount: fact.Amount{State: fact.NotNumber, Printed: s}}
	r.add(r.meaningOf(at), f, fact.Fact{Column: fact.Direction, Text: way, Link: &fact.Link{Year: r.doc.Year, Group: at, Whole: none}})
}

// bothWays matches the words of a template that offer both ways.
var bothWays = regexp.MustCompile(`(?:增加|增长|上升|提高|多)（(?:减少|下降|降低|少)）$|(?:减少|下降|降低|少)（(?:增加|增长|上升|提高|多)）$`)

// eitherWay binds the words before a figure that say more and less at once, of the subject whose change is told.
func (r *reader) eitherWay(s string, f figure) {
	words := bothWays.FindString(s)
	if words == "" || r.cause || f.amount.Value.IsNegative() { // a sign makes the choice
		return
	}
	at := r.change
	if at == none {
		at = r.last
	}
	if at < 0 {
		return
	}
	m := r.meaningOf(at)
	printed := figure{start: f.start - len([]rune(words)), end: f.end}
	printed.amount = fact.Amount{State: fact.NotNumber, Printed: r.section.text.slice(printed.start, printed.end)}
	r.add(m, printed, fact.Fact{Column: fact.Direction, Text: fact.Either, Link: &fact.Link{Year: r.lastYear(), Group: none, Whole: none}})
}

// settledLast is the settled amount stated last, with nothing behind it but what belongs to it; none where another
// amount, or one that was not understood, stands behind it.
func (r *reader) settledLast() int {
	if r.last == unknown {
		return none
	}
	for i := len(r.facts) - 1; i >= 0; i-- {
		switch f := r.facts[i]; {
		case f.Column == fact.ActualColumn:
			return i
		case isAmount(f.Column), f.Link.Group < 0:
			return none
		}
	}
	return none
}

var (
	// absentWords are how a text says that there is none of what follows them.
	absentWords = regexp.MustCompile(`^(?:也|均|都)?(?:没有|未|无)(?:当年)?(?:使用|安排|编制|编列|列支)?(.+)$`)
	// absentJoins part several subjects said to be absent together.
	absentJoins = regexp.MustCompile(`、|以及|和|及`)
)

// absentRows are the subjects whose absence a table can confirm.
var absentRows = map[string]bool{fact.GovernmentFund: true, fact.StateCapitalBudget: true, fact.ThreePublic: true, fact.OperatingCost: true, fact.ProcurementTotal: true,
	fact.Abroad: true, fact.Reception: true, fact.Vehicles: true, fact.VehiclePurchase: true, fact.CarryIn: true}

// absence binds what a clause says there is none of: 本部门2026年没有使用政府性基金预算拨款安排的支出.
func (r *reader) absence(c clause) {
	if r.cause || r.purpose || len(c.figures) > 0 {
		return
	}
	s, _ := cutMarker(r.section.text.slice(c.start, c.end))
	var before lead
	rest := strings.TrimPrefix(before.prefix(s, r.names), "，")
	m := absentWords.FindStringSubmatch(rest)
	if m == nil || before.prior || before.year != 0 && before.year != r.doc.Year {
		return
	}
	for _, what := range absentSubjects(m[1]) {
		r.absent(c, what)
	}
}

// absentSubjects are the subjects named: the words as a whole, or what they join.
func absentSubjects(s string) []string {
	return append([]string{s}, absentJoins.Split(s, -1)...)
}

// absent binds one subject that there is none of; words that name none, or one bound already, are left alone.
func (r *reader) absent(c clause, what string) {
	l := r.lead(what)
	m, ok := l.meaning(r.section.topic)
	if !l.ok || !ok || l.base || l.direction != 0 || l.prior || l.year != 0 || !absentRows[m.row] {
		return
	}
	for _, f := range r.facts {
		if f.Column == fact.Absence && f.Row == m.row && f.Amount.Printed == r.section.text.slice(c.start, c.end) {
			return
		}
	}
	f := figure{start: c.start, end: c.end, amount: zero("", r.section.text.slice(c.start, c.end))}
	r.add(m, f, fact.Fact{Column: fact.Absence, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})
}
