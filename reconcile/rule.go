// Package reconcile checks what documents state against itself. Check is a pure function from sets of facts and
// rules to findings and a ledger: the same facts give the same findings, in the same order, with the same words.
//
// A rule is one literal (Rule). Its Check looks facts up and hands equations to the Pass; the pass reads printed
// figures as intervals, tells a contradiction from rounding and from a reading that is not sure, and keeps count of
// what was checked. A rule never decides by itself that two figures differ.
package reconcile

import "gouji/extract/fact"

// Level says how certain a contradiction is, not how large.
type Level string

// The levels of a finding.
const (
	// Error: two printed statements cannot both be true.
	Error Level = "error"
	// Warning: likely wrong, or a question.
	Warning Level = "warning"
	// Note: rounding, form, context.
	Note Level = "note"
)

// Weaker says whether l is less severe than m.
func (l Level) Weaker(m Level) bool { return severity[l] < severity[m] }

// severity orders the levels. It is never written to.
var severity = map[Level]int{Note: 1, Warning: 2, Error: 3}

// Outcome is what a rule came to for one document.
type Outcome string

// The outcomes of a rule.
const (
	Holds         Outcome = "holds"
	Fires         Outcome = "fires"
	NotApplicable Outcome = "not-applicable"
	Insufficient  Outcome = "insufficient"
)

// Rule is one check, whole: what it states, why, and how it is done.
type Rule struct {
	// ID is a letter (the group) and two digits; it is never used again for another rule.
	ID string
	// Group is the family the rule belongs to.
	Group Text
	Title Text
	Doc   Doc
	// Authority is what the rule rests on; a citation nobody confirmed says so.
	Authority Text
	// Level is the most severe level of the rule's findings.
	Level Level
	Check func(*Pass)
	// Apart is set for rules on performance forms, which are published in files of their own too: they apply to a
	// document that is neither a budget nor a final account where it holds such forms.
	Apart bool
	// Examples show the rule holding, firing, not applying and being insufficient; the tests run them all.
	Examples []Example
}

// Doc explains a rule.
type Doc struct {
	// States is the identity; Why is what it protects; Breaks is what usually breaks it; Allowed is what differs
	// legitimately and is not reported.
	States, Why, Breaks, Allowed Text
}

// Example is a small document and what the rule must come to on it.
type Example struct {
	Name    string
	Outcome Outcome
	// Set makes the document; a function, so that no test can change another's.
	Set func() *fact.Set
	// Peers makes the documents that are checked together with it; nil for none.
	Peers func() []*fact.Set
}

// Sets are the example's documents: its own first, then its peers.
func (e Example) Sets() []*fact.Set {
	sets := []*fact.Set{e.Set()}
	if e.Peers != nil {
		sets = append(sets, e.Peers()...)
	}
	return sets
}
