package report

import "gouji/reconcile"

// Word is one of the fixed words of reports (a level, an outcome, a verdict) in a language, zh or en.
func Word(key, lang string) string { return word(key, lang) }

// Change is the sentence that states a suggestion, always as a hypothesis.
func Change(s *reconcile.Suggestion, lang string) string { return change(s, lang) }

// Others are a finding's likeliest hypotheses that are not its suggestion.
func Others(f reconcile.Finding) []reconcile.Hypothesis { return others(f) }

// Supposed is the line that states a hypothesis.
func Supposed(h reconcile.Hypothesis, lang string) string { return supposed(h, lang) }

// Unit is the unit of a figure that is printed without one; empty where it is printed with the figure.
func Unit(e reconcile.Evidence) string { return unitBehind(e) }

// Sign is how a piece of evidence, by its number, takes part in its equation: +, −, ÷, = or ≤; a blank for the first operand
// and for what is none.
func Sign(f reconcile.Finding, number int) string { return sign(f, f.Evidence, number) }

// Section is a heading of a rule's page and the text under it.
type Section struct{ Heading, Text reconcile.Text }

// Sections are what a rule states, why, what usually breaks it, what is not reported, and what it rests on; those
// without text are left out.
func Sections(r *reconcile.Rule) []Section {
	var all []Section
	for _, w := range ruleWords {
		if text := w.text(r); !text.Empty() {
			all = append(all, Section{w.heading, text})
		}
	}
	return all
}

// Formulas are the equations of an example's findings.
func Formulas(r *reconcile.Rule, e reconcile.Example) []string { return formulas(r, e) }
