package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"gouji/reconcile"
)

// Status is a finding's standing in the last check of its document.
type Status string

// The standings of a finding.
const (
	New       Status = "new"
	Unchanged Status = "unchanged"
	Updated   Status = "updated"  // found again, with other figures
	Absent    Status = "absent"   // no longer found
	Reopened  Status = "reopened" // dismissed, and its figures have changed since
)

// Finding is a finding, its standing, and what a person last said of its figures.
type Finding struct {
	reconcile.Finding
	Status  Status
	Verdict Verdict
}

// Findings are the findings of one document, in the order the check gave them; absent ones are among them.
func (s *Store) Findings(ctx context.Context, sha256 string) ([]Finding, error) {
	var findings []Finding
	view := View{Name: "v_findings", Columns: []string{"json", "status", "verdict", "verdict_why", "verdict_by", "verdict_at"}, Order: "seq, id", SHA256: sha256}
	for row, err := range s.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		f := Finding{Status: Status(row[1].(string)), Verdict: Verdict{Judgement: Judgement(row[2].(string)),
			Why: row[3].(string), By: row[4].(string), At: row[5].(string)}}
		var err error
		if f.Finding, err = decodeFinding(row[0].(string)); err != nil {
			return nil, fmt.Errorf("loading the findings of document %s: %w", sha256, err)
		}
		findings = append(findings, f)
	}
	return findings, nil
}

func decodeFinding(data string) (reconcile.Finding, error) {
	var f reconcile.Finding
	err := json.Unmarshal([]byte(data), &f)
	return f, err
}

// Ledger is what every rule came to for one document, in order of rule.
func (s *Store) Ledger(ctx context.Context, sha256 string) ([]reconcile.LedgerLine, error) {
	var lines []reconcile.LedgerLine
	view := View{Name: "v_ledger", Order: "rule", SHA256: sha256,
		Columns: []string{"rule", "outcome", "checked", "reason_zh", "reason_en", "failure"}}
	for row, err := range s.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		lines = append(lines, reconcile.LedgerLine{Rule: row[0].(string), Document: sha256,
			Outcome: reconcile.Outcome(row[1].(string)), Checked: int(row[2].(int64)),
			Reason: reconcile.Text{ZH: row[3].(string), EN: row[4].(string)}, Failure: row[5].(string)})
	}
	return lines, nil
}

// View names columns of one of the views that docs/store.md describes.
type View struct {
	Name string
	// Columns are the view's, or BoxColumn and PlaceColumn.
	Columns []string
	// Where is a condition on the view's columns; empty for all rows. Args are the values of its question marks.
	Where string
	Args  []any
	// Group is the column or columns to count by; empty where rows are given one by one.
	Group string
	// Order is the column or columns to sort by.
	Order string
	// SHA256 limits the rows to one document; empty for all.
	SHA256 string
}

// Rows gives the rows of a view one by one. A value is a string, an int64, a float64 or nil. The slice is the caller's.
func (s *Store) Rows(ctx context.Context, v View) iter.Seq2[[]any, error] {
	query, args := v.query(s.engine)
	return func(yield func([]any, error) bool) {
		rows, err := s.read.QueryContext(ctx, query, args...)
		if err != nil {
			yield(nil, fmt.Errorf("reading %s: %w", v.Name, explain(err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			values, err := scanRow(rows, len(v.Columns))
			if err != nil {
				yield(nil, fmt.Errorf("reading %s: %w", v.Name, explain(err)))
				return
			}
			if !yield(values, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, fmt.Errorf("reading %s: %w", v.Name, explain(err)))
		}
	}
}

// query is the view as SQL. Its parts are the program's own words, never a user's.
func (v View) query(e engine) (query string, args []any) {
	columns := make([]string, len(v.Columns))
	for i, c := range v.Columns {
		columns[i] = e.expression(c)
	}
	query = "SELECT " + strings.Join(columns, ", ") + " FROM " + v.Name
	var conditions []string
	if v.SHA256 != "" {
		conditions, args = append(conditions, "sha256 = $1"), append(args, v.SHA256)
	}
	if v.Where != "" {
		conditions, args = append(conditions, "("+numbered(v.Where, len(args))+")"), append(args, v.Args...)
	}
	if len(conditions) > 0 {
		query += " WHERE " + strings.Join(conditions, " AND ")
	}
	if v.Group != "" {
		query += " GROUP BY " + v.Group
	}
	return query + " ORDER BY " + v.Order, args
}

func scanRow(row scanner, n int) ([]any, error) {
	values := make([]any, n)
	targets := make([]any, n)
	for i := range values {
		targets[i] = &values[i]
	}
	return values, row.Scan(targets...)
}
