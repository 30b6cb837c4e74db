package reconcile

import (
	"fmt"
	"slices"
	"strconv"

	"gouji/extract/fact"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Check runs every rule on every document. It gives a ledger line for each rule and document, in that order of
// documents, then rules. Rules over several documents see the others as peers; what a document's own figures come to
// does not depend on them. Nothing in it depends on anything but its arguments.
func Check(sets []*fact.Set, rules []*Rule) ([]Finding, []LedgerLine) {
	return CheckPart(sets, 0, len(sets), rules)
}

// CheckPart does so for the documents from one place up to another; the rest are peers alone.
func CheckPart(sets []*fact.Set, from, to int, rules []*Rule) ([]Finding, []LedgerLine) {
	var findings []Finding
	var ledger []LedgerLine
	for i := from; i < to; i++ {
		set := sets[i]
		found, lines := checkOne(set, peersOf(sets, i), rules)
		// Places are counted within a document: a finding keeps its ID whatever it is checked together with.
		taken := map[string]int{}
		for i := range found {
			number(&found[i], set.Document, taken)
		}
		findings = append(findings, found...)
		ledger = append(ledger, lines...)
	}
	return findings, ledger
}

// number gives a finding the first ordinal that is free for its place, and its ID.
func number(f *Finding, doc fact.Document, taken map[string]int) {
	f.Element.Ordinal = 0
	identify(f, doc)
	base := f.ID
	f.Element.Ordinal = taken[base]
	taken[base]++
	identify(f, doc)
}

// peersOf are the documents beside one, each once: files with the same bytes are the same document.
func peersOf(sets []*fact.Set, i int) []*fact.Set {
	var peers []*fact.Set
	seen := map[string]bool{sets[i].Document.SHA256: true}
	for _, other := range sets {
		if sha := other.Document.SHA256; !seen[sha] {
			seen[sha] = true
			peers = append(peers, other)
		}
	}
	return peers
}

func checkOne(set *fact.Set, peers []*fact.Set, rules []*Rule) ([]Finding, []LedgerLine) {
	var passes []*Pass
	var ledger []LedgerLine
	for _, r := range rules {
		p := &Pass{Rule: r, Set: set, Peers: peers, Ledger: ledger, earlier: passes}
		failure := run(p)
		passes = append(passes, p)
		line := p.line(len(p.failed) > 0 || p.explained || reported(p.findings))
		if failure != "" {
			line = LedgerLine{Rule: r.ID, Document: set.Document.SHA256, Outcome: Insufficient,
				Reason: Text{ZH: "规则未能运行", EN: "rule failed"}, Failure: failure}
		}
		ledger = append(ledger, line)
	}
	return collect(set, passes), ledger
}

// run runs a rule; a panic in it is a fault of the program, which comes back as text.
func run(p *Pass) (failure string) {
	defer func() {
		if r := recover(); r != nil {
			failure = fmt.Sprintf("rule %s: %v", p.Rule.ID, r)
			p.failed, p.rounded, p.held, p.findings = nil, nil, nil, nil
		}
	}()
	if applies(p) {
		p.Rule.Check(p)
	}
	return ""
}

// applies says whether the document is one that rules are about. One that was mostly read from images and was not
// recognised may be one all the same.
func applies(p *Pass) bool {
	d := p.Set.Document
	switch {
	case d.Kind != fact.Other, p.Rule.Apart && hasForms(p.Set):
		return true
	case d.Imaged > 0 && 2*d.Imaged >= d.Pages:
		p.Doubt(Text{ZH: "多数页面由图像识别读出，不能确定是不是预算或决算文件",
			EN: "most pages were read from images; whether this is a budget or a final account is not certain"})
	default:
		p.Absent(Text{ZH: "不是预算或决算文件", EN: "neither a budget nor a final account"})
	}
	return false
}

// hasForms says whether a document holds performance forms.
func hasForms(s *fact.Set) bool {
	return len(s.FormsOf(fact.ProjectPerformance))+len(s.FormsOf(fact.ProjectPerformanceList))+len(s.FormsOf(fact.OverallPerformance)) > 0
}

// reported says whether there is a finding that makes the rule fire: any but rounding.
func reported(findings []Finding) bool {
	for _, f := range findings {
		if f.Kind != Rounding {
			return true
		}
	}
	return false
}

// collect makes the findings of one document, the most severe first; among equals contradictions by root, then what
// rules reported, then rounding. Equations with a figure of another document stand apart: they join no root, so that the
// document's own findings are the same whatever it is checked together with.
func collect(set *fact.Set, passes []*Pass) []Finding {
	var failures, across, rounded, restated, held []evaluated
	var findings, others []Finding
	for _, p := range passes {
		failures, across = appendApart(failures, across, p.failed)
		rounded, restated = appendApart(rounded, restated, p.rounded)
		held, _ = appendApart(held, nil, p.held)
		others = append(others, p.findings...)
	}
	if len(failures) > 0 {
		on := footingOf(failures, held)
		for _, r := range merge(failures, rootsOf(failures)) {
			findings = append(findings, contradiction(set, on, r))
		}
	}
	for i := range across {
		findings = append(findings, contradiction(set, footing{failures: across}, root{failures: []int{i}}))
	}
	findings = append(append(findings, others...), roundings(set, rounded)...)
	findings = append(findings, roundings(set, restated)...)
	for i := range findings {
		findings[i].soften()
	}
	slices.SortStableFunc(findings, func(a, b Finding) int { return severity[b.Level] - severity[a.Level] })
	return findings
}

// appendApart adds equations of one document to own, those with a figure of another to across.
func appendApart(own, across, more []evaluated) (a, b []evaluated) {
	for _, e := range more {
		if e.across() {
			across = append(across, e)
		} else {
			own = append(own, e)
		}
	}
	return own, across
}
