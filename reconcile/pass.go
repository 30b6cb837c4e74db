package reconcile

import (
	"math"

	"gouji/extract/fact"
)

// Pass is one rule at work on one document.
type Pass struct {
	Rule *Rule
	Set  *fact.Set
	// Peers are the other documents that are checked together with this one, in the order given. Findings are about
	// Set alone; a figure of a peer says whose it is (Operand.Of, Evidence.Document).
	Peers []*fact.Set
	// Ledger is what the rules before this one came to for this document.
	Ledger []LedgerLine

	// earlier are the rules before this one at work on the document.
	earlier []*Pass

	checked int
	failed  []evaluated
	rounded []evaluated
	// held are the equations that hold, those within rounding too.
	held []evaluated
	// explained is set where a slip explains a failure of an earlier rule; remark is the rule's reason then.
	explained bool
	remark    Text
	findings  []Finding
	doubts    []Text
	absences  []Text
}

// Checked counts n comparisons that hold, for checks that are no equations.
func (p *Pass) Checked(n int) { p.checked += n }

// Doubt says that a part of the rule could not be checked, and why. A rule with doubts alone is insufficient.
func (p *Pass) Doubt(why Text) {
	for _, d := range p.doubts {
		if d == why {
			return
		}
	}
	p.doubts = append(p.doubts, why)
}

// Absent says that the document has nothing of what the rule is about. A rule with absences alone does not apply.
func (p *Pass) Absent(what Text) {
	for _, a := range p.absences {
		if a == what {
			return
		}
	}
	p.absences = append(p.absences, what)
}

// Report adds a finding that is no equation. The facts it rests on come first in its evidence; one that is not read
// for sure makes it a doubt.
func (p *Pass) Report(f Finding, on ...*fact.Fact) {
	for _, o := range on {
		if why := Doubt(o); !why.Empty() {
			p.Doubt(why)
			return
		}
	}
	p.checked++
	f.Rule, f.Document = p.Rule.ID, p.Set.Document.SHA256
	if f.Kind == "" {
		f.Kind = Contradiction
	}
	if f.Title.Empty() {
		f.Title = p.Rule.Title
	}
	if f.Level == "" {
		f.Level = p.Rule.Level
	}
	var first []Evidence
	for _, o := range on {
		first = append(first, EvidenceOf(o))
	}
	f.Evidence = append(first, f.Evidence...)
	p.findings = append(p.findings, f)
}

// EvidenceOf is a fact as evidence.
func EvidenceOf(f *fact.Fact) Evidence {
	e := Evidence{Page: f.Place.Page, Box: boxOf(f.Place), Label: Label(f),
		Text: f.Amount.Printed, Table: f.Place.Table, Source: f.Place.Source, ReadAs: f.ReadAs}
	switch f.Amount.State {
	case fact.Number, fact.Zero:
		e.Value, e.Unit = f.Amount.Value.String(), string(f.Amount.Unit)
	}
	if f.Text != "" && e.Text == "" {
		e.Text = f.Text
	}
	if e.Table != "" {
		e.Cell = []int{f.Place.Row, f.Place.Col}
	}
	return e
}

// boxOf is a place's box in hundredths of a point, finer than any printer.
func boxOf(at fact.Place) [4]float64 {
	const hundredths = 100
	b := [4]float64{at.Box.X0, at.Box.Y0, at.Box.X1, at.Box.Y1}
	for i := range b {
		b[i] = math.Round(b[i]*hundredths) / hundredths
	}
	return b
}

// TextEvidence is a piece of printed text as evidence.
func TextEvidence(label, text string, at fact.Place) Evidence {
	e := Evidence{Page: at.Page, Box: boxOf(at), Label: label, Text: text,
		Table: at.Table, Source: at.Source}
	if at.Table != "" {
		e.Cell = []int{at.Row, at.Col}
	}
	return e
}

// In says that evidence stands in another document.
func (e Evidence) In(doc fact.Document) Evidence {
	e.Document = doc.SHA256
	return e
}

// line is the rule's line in the ledger.
func (p *Pass) line(fires bool) LedgerLine {
	l := LedgerLine{Rule: p.Rule.ID, Document: p.Set.Document.SHA256, Checked: p.checked}
	switch {
	case fires:
		l.Outcome = Fires
	case p.checked > 0:
		l.Outcome = Holds
	case len(p.doubts) > 0:
		l.Outcome = Insufficient
	default:
		l.Outcome = NotApplicable
	}
	l.Reason = p.reason(l.Outcome)
	return l
}

// reason says why a rule was not checked, or which parts of it were not.
func (p *Pass) reason(o Outcome) Text {
	switch {
	case !p.remark.Empty():
		return p.remark
	case o == NotApplicable && len(p.absences) == 0:
		return Text{ZH: "本文件没有该规则所涉及的内容", EN: "the document has nothing the rule is about"}
	case o == NotApplicable:
		return join(p.absences)
	case len(p.doubts) == 0:
		return Text{}
	case o == Insufficient:
		return join(p.doubts)
	}
	rest := join(p.doubts)
	return Text{ZH: "另有部分未能核对：" + rest.ZH, EN: "parts were not checked: " + rest.EN}
}

// reasonsShown is how many reasons a ledger line spells out; the rest are counted.
const reasonsShown = 3

func join(reasons []Text) Text {
	var t Text
	for i, r := range reasons {
		if i == reasonsShown {
			n := itoa(len(reasons) - i)
			return Text{ZH: t.ZH + "；等另" + n + "项", EN: t.EN + "; and " + n + " more"}
		}
		if i > 0 {
			t.ZH, t.EN = t.ZH+"；", t.EN+"; "
		}
		t.ZH, t.EN = t.ZH+r.ZH, t.EN+r.EN
	}
	return t
}
