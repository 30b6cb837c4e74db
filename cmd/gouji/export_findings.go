package main

import (
	"slices"
	"strconv"
	"strings"

	"gouji/store"
)

// findingColumns are those both formats have; they are computed, not taken from a view.
func findingColumns() []column {
	return plain("file", "document", "publisher", "year", "id", "rule", "level", "status", "title", "message", "question",
		"formula", "expected", "found", "difference", "unit", "assumption")
}

// findings writes the findings of the last check of each document, in a language. JSON has the evidence whole, as
// check prints it; CSV has the pages it stands on.
func (e exporter) findings(lang string) error {
	columns := findingColumns()
	if e.format == formatJSON {
		columns = append(columns, column{name: "evidence"}, column{name: "suggestion"}, column{name: "related"})
	} else {
		columns = append(columns, column{name: "pages"})
	}
	w, err := e.rows(columns)
	if err != nil {
		return err
	}
	err = e.each(func(d store.Document) error {
		findings, err := e.store.Findings(e.ctx, d.SHA256)
		if err != nil {
			return err
		}
		for _, f := range findings {
			if f.Status == store.Absent {
				continue
			}
			if err := w.write(e.findingRow(d, f, lang)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.close()
}

func (e exporter) findingRow(d store.Document, f store.Finding, lang string) []any {
	row := []any{d.Path, d.SHA256, d.Publisher, d.Year, f.ID, f.Rule, string(f.Level), string(f.Status), f.Title.In(lang),
		f.Message.In(lang), f.Question.In(lang), f.Formula, f.Expected, f.Found, f.Difference, f.Unit, f.Assumption.In(lang)}
	if e.format == formatCSV {
		return append(row, evidencePages(f))
	}
	related := []any{}
	for _, r := range f.Related {
		related = append(related, struct {
			Rule    string `json:"rule"`
			Name    string `json:"name"`
			Formula string `json:"formula"`
			Page    int    `json:"page"`
		}{r.Rule, r.Name.In(lang), r.Formula, r.Page})
	}
	return append(row, f.Evidence, f.Suggestion, related)
}

// evidencePages are the pages a finding's evidence stands on, in order, separated by spaces: a comma would make a
// spreadsheet take two of them for thousands.
func evidencePages(f store.Finding) string {
	var pages []int
	for _, e := range f.Evidence {
		pages = append(pages, e.Page)
	}
	slices.Sort(pages)
	var out []string
	for _, p := range slices.Compact(pages) {
		out = append(out, strconv.Itoa(p))
	}
	return strings.Join(out, " ")
}
