package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"gouji/reconcile"
)

// byteOrderMark makes spreadsheet programs read UTF-8 as such.
const byteOrderMark = "\ufeff"

// CSV writes the findings a line each, for spreadsheets.
func CSV(w io.Writer, run Run, lang string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	rows := [][]string{{"id", "rule", "level", "file", "page", "title", "message", "formula", "expected", "found", "difference", "unit", "question"}}
	for _, f := range run.Findings {
		rows = append(rows, []string{f.ID, f.Rule, string(f.Level), guard(run.file(f.Document)), pages(f), guard(f.Title.In(lang)),
			guard(f.Message.In(lang)), guard(f.Formula), f.Expected, f.Found, f.Difference, f.Unit, guard(f.Question.In(lang))})
	}
	return c.WriteAll(rows)
}

// guard keeps text from being run as a formula by a spreadsheet. Amounts are never guarded: a negative one is a number.
func guard(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// pages are the pages of a finding's evidence in its own document, each once.
func pages(f reconcile.Finding) string {
	var list []string
	seen := map[int]bool{}
	for _, e := range f.Evidence {
		if e.Document == "" && !seen[e.Page] {
			seen[e.Page] = true
			list = append(list, fmt.Sprint(e.Page))
		}
	}
	return strings.Join(list, " ")
}
