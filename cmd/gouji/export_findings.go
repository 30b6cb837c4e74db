package main

import (
	"slices"
	"strconv"
	"strings"

	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/reconcile/report"
	"gouji/store"
)

// findingColumns are those both formats have; they are computed, not taken from a view.
func findingColumns() []column {
	columns := plain("file", "document", "publisher", "year", "id", "rule", "level", "status", "title", "message", "question",
		"formula", "expected", "found", "difference", "unit", "assumption", "verdict", "verdict_why", "verdict_by", "verdict_at",
		"form", "row", "column")
	columns = as(numberKind, as(integerKind, columns, "year"), "expected", "found", "difference")
	return as(timeKind, columns, "verdict_at")
}

// findings writes the findings of the last check of each document, in a language. JSON has the evidence whole, as
// check prints it; CSV has the pages it stands on.
func (e exporter) findings(lang string) error {
	if e.format == formatXLSX {
		return e.findingsWorkbook(lang)
	}
	columns := findingColumns()
	if e.asObjects() {
		columns = append(columns, column{name: "evidence"}, column{name: "suggestion"}, column{name: "hypotheses"}, column{name: "related"})
	} else {
		columns = append(columns, column{name: "pages"})
	}
	w, err := e.rows(columns)
	if err != nil {
		return err
	}
	err = e.eachFinding(func(d store.Document, f store.Finding) error { return w.write(e.findingRow(d, f, lang)) })
	if err != nil {
		return err
	}
	return w.close()
}

// eachFinding hands over what the last check of each document found.
func (e exporter) eachFinding(use func(store.Document, store.Finding) error) error {
	return e.each(func(d store.Document) error {
		findings, err := e.store.Findings(e.ctx, d.SHA256)
		if err != nil {
			return err
		}
		for _, f := range findings {
			if f.Status == store.Absent {
				continue
			}
			if err := use(d, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// sarif writes the findings as SARIF, whole at once, as that format wants them.
func (e exporter) sarif(lang string) error {
	run := report.Run{Rules: e.rules, Verdicts: map[string]report.Verdict{}}
	err := e.each(func(d store.Document) error {
		run.Documents = append(run.Documents, report.Document{File: d.Path, SHA256: d.SHA256})
		lines, err := e.store.Ledger(e.ctx, d.SHA256)
		for _, l := range lines {
			if l.Failure != "" {
				run.Ledger = append(run.Ledger, l)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	err = e.eachFinding(func(_ store.Document, f store.Finding) error {
		run.Findings = append(run.Findings, f.Finding)
		if v := f.Verdict; v.Judgement != "" {
			run.Verdicts[f.ID] = report.Verdict{Verdict: string(v.Judgement), Why: v.Why, By: v.By, At: v.At}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return report.SARIF(e.out, run, lang, version)
}

func (e exporter) findingRow(d store.Document, f store.Finding, lang string) []any {
	row := []any{d.Path, d.SHA256, d.Publisher, d.Year, f.ID, f.Rule, string(f.Level), string(f.Status), f.Title.In(lang),
		f.Message.In(lang), f.Question.In(lang), f.Formula, f.Expected, f.Found, f.Difference, f.Unit, f.Assumption.In(lang),
		string(f.Verdict.Judgement), f.Verdict.Why, f.Verdict.By, f.Verdict.At, f.Element.Form, f.Element.Row, f.Element.Column}
	if !e.asObjects() {
		return append(row, evidencePages(f))
	}
	return append(row, exportedEvidence(f.Evidence), f.Suggestion, f.Hypotheses, exportedRelated(f.Related, lang))
}

// evidence is a piece of evidence as check prints it, with what it is called.
type evidence struct {
	// Document is the SHA-256 of the file it stands in where that is not the finding's own.
	Document  string      `json:"document,omitempty"`
	Page      int         `json:"page"`
	Box       [4]float64  `json:"bbox"`
	Label     string      `json:"label"`
	Text      string      `json:"text"`
	Value     string      `json:"value"`
	Unit      string      `json:"unit"`
	Table     string      `json:"table"`
	Cell      []int       `json:"cell"`
	Source    page.Source `json:"source"`
	Witnesses []string    `json:"witnesses"`
	Otherwise string      `json:"otherwise,omitempty"`
}

func exportedEvidence(list []reconcile.Evidence) []evidence {
	out := []evidence{}
	for _, e := range list {
		out = append(out, evidence{e.Document, e.Page, e.Box, e.Label, e.Text, e.Value, e.Unit, e.Table, append([]int{}, e.Cell...),
			e.Source, append([]string{}, e.Witnesses...), e.Otherwise})
	}
	return out
}

// related is an equation that fails for the same figure.
type related struct {
	Rule    string `json:"rule"`
	Name    string `json:"name"`
	Formula string `json:"formula"`
	Page    int    `json:"page"`
}

func exportedRelated(list []reconcile.Related, lang string) []related {
	out := []related{}
	for _, r := range list {
		out = append(out, related{r.Rule, r.Name.In(lang), r.Formula, r.Page})
	}
	return out
}

// evidencePages are the pages a finding's evidence in its own document stands on, in order, separated by spaces: a comma would make a
// spreadsheet take two of them for thousands.
func evidencePages(f store.Finding) string {
	var pages []int
	for _, e := range f.Evidence {
		if e.Document == "" {
			pages = append(pages, e.Page)
		}
	}
	slices.Sort(pages)
	var out []string
	for _, p := range slices.Compact(pages) {
		out = append(out, strconv.Itoa(p))
	}
	return strings.Join(out, " ")
}
