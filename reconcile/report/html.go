package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"gouji/reconcile"
)

//go:embed report.html.tmpl
var pageTemplate string

// HTML writes a run as one page that needs nothing else: no script, no network.
func HTML(w io.Writer, run Run, lang string) error {
	t, err := template.New("report").Funcs(template.FuncMap{
		"in":      func(t reconcile.Text) string { return t.In(lang) },
		"word":    func(key any) string { return word(fmt.Sprint(key), lang) },
		"page":    func(n int) string { return fmt.Sprintf(word("page", lang), n) },
		"change":  func(s *reconcile.Suggestion) string { return change(s, lang) },
		"others":  others,
		"suppose": func(h reconcile.Hypothesis) string { return supposed(h, lang) },
		"unit":    unitBehind,
		"of":      run.of,
		"own":     own,
		"sign":    func(f reconcile.Finding, i int) string { return sign(f, own(f), i) },
		"aside":   run.Aside,
		"said":    func(f reconcile.Finding) string { return run.standing(f, lang) },
		"other":   run.other,
		"title":   func(id string) string { return ruleTitle(run, id, lang) },
		"ledger":  func(sha string) []reconcile.LedgerLine { return linesOf(run, sha) },
		"lang":    func() string { return lang },
		"outcome": func(o reconcile.Outcome) string { return word(string(o), lang) },
	}).Parse(pageTemplate)
	if err != nil {
		return fmt.Errorf("parse the report's template: %w", err)
	}
	return t.Execute(w, run)
}

func ruleTitle(run Run, id, lang string) string {
	if r := run.rule(id); r != nil {
		return r.Title.In(lang)
	}
	return ""
}

func linesOf(run Run, sha string) []reconcile.LedgerLine {
	var lines []reconcile.LedgerLine
	for _, l := range run.Ledger {
		if l.Document == sha {
			lines = append(lines, l)
		}
	}
	return lines
}
