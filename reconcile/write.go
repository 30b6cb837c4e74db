package reconcile

import (
	"fmt"
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// contradiction writes the finding of a root: its most severe failure leads, the others are related.
func contradiction(set *fact.Set, on footing, r root) Finding {
	failures := on.failures
	r.failures = severest(failures, r.failures)
	lead := &failures[r.failures[0]]
	f := Finding{Rule: lead.rule.ID, Level: lead.level, Kind: Contradiction, Document: set.Document.SHA256,
		Element: lead.Element, Title: lead.rule.Title, Formula: formula(lead), Assumption: lead.assumption}
	unit := unitOf(lead)
	f.Unit = string(unit)
	f.Expected, f.Found, f.Difference = amounts(lead, unit)
	if !lead.across() {
		// Of two documents, which one slipped is not for this one to say.
		ranked := on.hypotheses(r.failures[0])
		f.Suggestion = suggestion(ranked, r.figure)
		f.Hypotheses = shown(ranked)
	}
	f.Evidence = evidence(lead)
	for _, i := range r.failures[1:] {
		f.relate(&failures[i])
	}
	f.Message, f.Question = message(lead, &f), question(lead)
	return f
}

// relate adds a further equation and what it rests on.
func (f *Finding) relate(e *evaluated) {
	f.Related = append(f.Related, Related{e.rule.ID, e.Name, formula(e), pageOf(e)})
	more := evidence(e)
	for i := range more {
		more[i].Equation = len(f.Related)
	}
	f.Evidence = addEvidence(f.Evidence, more)
}

// severest puts the first of the most severe failures in front and leaves the others in order.
func severest(failures []evaluated, indexes []int) []int {
	lead := 0
	for n, i := range indexes {
		if failures[indexes[lead]].level.Weaker(failures[i].level) {
			lead = n
		}
	}
	order := []int{indexes[lead]}
	order = append(order, indexes[:lead]...)
	return append(order, indexes[lead+1:]...)
}

// unitOf is the unit a finding speaks in: that of the printed whole, or of the first figure.
func unitOf(e *evaluated) fact.Unit {
	for _, side := range [][]reading{e.right, e.left} {
		for _, r := range side {
			if r.Fact != nil && r.Fact.Amount.Unit != "" {
				return r.Fact.Amount.Unit
			}
		}
	}
	return ""
}

// amounts are the printed whole, what the parts give, and found less expected, in a unit.
func amounts(e *evaluated, unit fact.Unit) (expected, found, difference string) {
	if e.Relation == Percent {
		return e.ratioAmounts()
	}
	var left, right decimal.Decimal
	for _, r := range e.left {
		left = left.Add(r.signedValue())
	}
	for _, r := range e.right {
		right = right.Add(r.signedValue())
	}
	x, places := -unit.Exponent(), e.places(unit)
	return fixed(right.Shift(x), places), fixed(left.Shift(x), places), fixed(left.Sub(right).Shift(x), places)
}

// places is how many decimals the figures printed in a unit have at most.
func (e *evaluated) places(unit fact.Unit) int32 {
	var places int32
	for _, r := range e.readings() {
		if r.Fact != nil && r.Fact.Amount.Unit == unit {
			places = max(places, r.Fact.Amount.Places)
		}
	}
	return places
}

// fixed writes a decimal with at least so many places, and all it has.
func fixed(d decimal.Decimal, places int32) string {
	if -d.Exponent() > places && !d.Equal(d.Round(places)) {
		return d.String()
	}
	return d.StringFixed(places)
}

// formula is the equation as printed. Units are written where they differ.
func formula(e *evaluated) string {
	sign := " = "
	if e.Relation == AtMost {
		sign = " ≤ "
	}
	units := mixedUnits(e)
	if e.Relation == Percent {
		return bracketed(e.left) + " / " + bracketed(e.whole) + sign + side(e.right, true)
	}
	return side(e.left, units) + sign + side(e.right, units)
}

func mixedUnits(e *evaluated) bool {
	var unit fact.Unit
	for _, r := range e.readings() {
		if r.Fact == nil || r.Fact.Amount.Unit == "" {
			continue
		}
		if unit != "" && r.Fact.Amount.Unit != unit {
			return true
		}
		unit = r.Fact.Amount.Unit
	}
	return false
}

func side(readings []reading, units bool) string {
	var b strings.Builder
	for _, r := range readings {
		term := printed(r, units)
		if term == "" {
			continue
		}
		rest, negative := strings.CutPrefix(term, "-")
		switch {
		case r.Minus && negative && b.Len() > 0:
			term = rest // taking away what fell is adding it
			b.WriteString(" + ")
		case r.Minus:
			b.WriteString(" − ")
		case b.Len() > 0:
			b.WriteString(" + ")
		}
		b.WriteString(term)
	}
	if b.Len() == 0 {
		return "0"
	}
	return b.String()
}

// printed is a figure as printed; empty for one that is not there.
func printed(r reading, units bool) string {
	if r.Fact == nil || r.Fact.Amount.State == fact.Blank || r.Fact.Amount.State == fact.Dash {
		return ""
	}
	text := r.Fact.Amount.Value.StringFixed(r.Fact.Amount.Places)
	if units {
		return text + string(r.Fact.Amount.Unit)
	}
	return text
}

func evidence(e *evaluated) []Evidence {
	var all []Evidence
	add := func(side Side, readings []reading) {
		for _, r := range readings {
			if r.Fact == nil || (r.assumed && len(e.left) > manyOperands) {
				continue
			}
			ev := labelled(r)
			ev.Side, ev.Minus = side, r.Minus
			all = append(all, ev)
		}
	}
	add(Left, e.left)
	add(Whole, e.whole)
	add(Right, e.right)
	return all
}

// manyOperands is how many operands an equation may have before its blank cells are left out of the evidence.
const manyOperands = 4

func labelled(r reading) Evidence {
	ev := EvidenceOf(r.Fact)
	ev.Label = r.name()
	if r.Of != nil {
		return ev.In(*r.Of)
	}
	return ev
}

// addEvidence adds what is not there yet.
func addEvidence(all, more []Evidence) []Evidence {
	for _, m := range more {
		known := false
		for _, a := range all {
			known = known || a.Document == m.Document && a.Page == m.Page && a.Box == m.Box && a.Text == m.Text && a.Label == m.Label
		}
		if !known {
			all = append(all, m)
		}
	}
	return all
}

func pageOf(e *evaluated) int {
	for _, side := range [][]reading{e.right, e.left} {
		for _, r := range side {
			if r.Fact != nil {
				return r.Fact.Place.Page
			}
		}
	}
	return 0
}

// message quotes both sides and the gap; it does not say which side is wrong.
func message(e *evaluated, f *Finding) Text {
	if e.Relation == Percent {
		return e.ratioMessage(f)
	}
	l, r := quote(e.left, fact.Unit(f.Unit), f.Found), quote(e.right, fact.Unit(f.Unit), f.Expected)
	gap := strings.TrimPrefix(f.Difference, "-") + f.Unit
	t := Text{
		ZH: fmt.Sprintf("%s。%s，%s，相差%s。", e.Name.ZH, l.ZH, r.ZH, gap),
		EN: fmt.Sprintf("%s. %s; %s: %s apart.", e.Name.EN, l.EN, r.EN, gap),
	}
	more := beside(f)
	return Text{ZH: t.ZH + more.ZH, EN: t.EN + more.EN}
}

// beside is what a message says beside the equation and its gap, each of which has a field of its own.
func beside(f *Finding) Text {
	var t Text
	if s := f.Suggestion; s != nil {
		t.ZH += fmt.Sprintf("若“%s”应为“%s”，则两处相符（仅为推测）。", s.From, s.To)
		t.EN += fmt.Sprintf(" Were “%s” to read “%s”, both would agree (a hypothesis).", s.From, s.To)
	}
	if n := len(f.Related); n > 0 {
		t.ZH += fmt.Sprintf("另有%d个等式因同一数字或同一差额不成立。", n)
		t.EN += fmt.Sprintf(" %s for the same figure or gap.", counted(n, "more equation fails", "more equations fail"))
	}
	if !f.Assumption.Empty() {
		t.ZH, t.EN = t.ZH+f.Assumption.ZH+"。", t.EN+" "+f.Assumption.EN+"."
	}
	return t
}

// counted is a number with its words.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}

// quote speaks of one side: one figure with its page and label, or how many figures make which sum.
func quote(side []reading, unit fact.Unit, sum string) Text {
	var shown []reading
	for _, r := range side {
		if r.Fact != nil && printed(r, false) != "" {
			shown = append(shown, r)
		}
	}
	if len(shown) == 0 {
		return Text{ZH: "另一侧未列数字，计0" + string(unit), EN: "no figure is printed on the other side"}
	}
	first := shown[0]
	pg := Page(first.Fact.Place.Page, first.Of)
	if len(shown) == 1 {
		p := printed(first, true)
		return Text{ZH: fmt.Sprintf("%s“%s”印作%s", pg.ZH, first.name(), p),
			EN: fmt.Sprintf("%s prints %s for “%s”", pg.EN, p, first.name())}
	}
	return Text{ZH: fmt.Sprintf("%s“%s”等%d项合计%s%s", pg.ZH, first.name(), len(shown), sum, unit),
		EN: fmt.Sprintf("%d figures from %s on (“%s” …) come to %s%s", len(shown), pg.EN, first.name(), sum, unit)}
}

func question(e *evaluated) Text {
	if !e.Question.Empty() {
		return e.Question
	}
	return Text{ZH: "请问哪个数字正确？", EN: "Which figure is right?"}
}

// Page is how a page is spoken of: by its number, and the document it is of where that is another one; nil for the
// document that is checked.
func Page(number int, of *fact.Document) Text {
	t := Text{ZH: fmt.Sprintf("第%d页", number), EN: fmt.Sprintf("page %d", number)}
	if of == nil {
		return t
	}
	name := DocumentName(*of)
	return Text{ZH: name.ZH + t.ZH, EN: t.EN + " of " + name.EN}
}

// DocumentName is how a document is spoken of: publisher, year and kind, or its title where these are not known.
func DocumentName(d fact.Document) Text {
	kind := Text{ZH: "预算", EN: "budget"}
	if d.Kind == fact.FinalAccount {
		kind = Text{ZH: "决算", EN: "final account"}
	}
	if d.Publisher == "" || d.Year == 0 {
		return Text{ZH: "《" + d.Title + "》", EN: "“" + d.Title + "”"}
	}
	return Text{ZH: fmt.Sprintf("%s%d年%s", d.Publisher, d.Year, kind.ZH), EN: fmt.Sprintf("the %d %s of %s", d.Year, kind.EN, d.Publisher)}
}
