package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/extract/page"
)

// Reading is what was read of one document.
type Reading struct {
	SHA256, ExtractorVersion string
	Result                   *extract.Result
	Time                     time.Time
}

// Failure is why a document could not be read.
type Failure struct {
	SHA256, ExtractorVersion string
	// Class is a short name for the kind of error, by which the caller decides whether to try again.
	Class   string
	Message page.Message
	Time    time.Time
}

// contents are the tables that hold a document's content, those that refer to another first.
func contents() []string {
	return []string{"facts", "cells", "tables", "forms", "sentences", "paragraphs", "problems", "pages", "fact_sets", "search_pages"}
}

// SaveReading replaces everything known of a document by a new reading, in one transaction. Its state becomes
// Extracted. Its findings stay until it is checked again.
func (s *Store) SaveReading(ctx context.Context, r Reading) error {
	data, err := encodeSet(r.Result.Set)
	if err != nil {
		return fmt.Errorf("saving document %s: %w", r.SHA256, err)
	}
	err = s.update(ctx, func(tx *sql.Tx) error {
		w, err := replaceContent(ctx, tx, r.SHA256)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO fact_sets (document, format, data) VALUES ($1, $2, $3)",
			w.document, SetFormat, data); err != nil {
			return err
		}
		return w.reading(r)
	})
	if err != nil {
		return fmt.Errorf("saving document %s: %w", r.SHA256, err)
	}
	return nil
}

// SaveFailure records that a document could not be read, in one transaction. What an earlier reading gave is removed:
// figures of a document that cannot be read now are not shown as if they could.
func (s *Store) SaveFailure(ctx context.Context, f Failure) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		w, err := replaceContent(ctx, tx, f.SHA256)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE documents SET state = 'failed', extractor_version = $1, error_class = $2,
  error_zh = $3, error_en = $4, attempts = attempts + 1, changed = $5 WHERE id = $6`,
			f.ExtractorVersion, f.Class, f.Message.ZH, f.Message.EN, timeText(f.Time), w.document)
		return err
	})
	if err != nil {
		return fmt.Errorf("recording the failure of document %s: %w", f.SHA256, err)
	}
	return nil
}

// replaceContent removes a document's content and gives a writer for the new one.
func replaceContent(ctx context.Context, tx *sql.Tx, sha256 string) (*writer, error) {
	id, err := documentID(ctx, tx, sha256)
	if err != nil {
		return nil, err
	}
	for _, name := range contents() {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+name+" WHERE document = $1", id); err != nil {
			return nil, err
		}
	}
	return &writer{ctx: ctx, tx: tx, document: id}, nil
}

// writer writes the rows of one document within a transaction. It lives as long as the transaction does.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	document int64
}

// insert writes n rows; row gives the values of one, after the document's number, which is the first of each.
func (w *writer) insert(query string, n int, row func(i int) []any) error {
	if n == 0 {
		return nil
	}
	stmt, err := w.tx.PrepareContext(w.ctx, query)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range n {
		if _, err := stmt.ExecContext(w.ctx, append([]any{w.document}, row(i)...)...); err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
	}
	return nil
}

// reading writes a document's content, those rows first that others refer to, and its new state.
func (w *writer) reading(r Reading) error {
	set := r.Result.Set
	steps := []struct {
		name  string
		write func() error
	}{
		{"pages", func() error { return w.pages(r.Result.Pages) }},
		{"tables", func() error { return w.tables(r.Result.Tables) }},
		{"forms", func() error { return w.forms(set.Forms) }},
		{"sentences", func() error { return w.sentences(set.Sentences) }},
		{"facts", func() error { return w.correctedFacts(set) }},
		{"paragraphs", func() error { return w.paragraphs(r.Result.Paragraphs) }},
		{"problems", func() error { return w.problems(r.Result.Problems) }},
	}
	for _, step := range steps {
		if err := step.write(); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	d := set.Document
	_, err := w.tx.ExecContext(w.ctx, `UPDATE documents SET state = 'extracted', extractor_version = $1, pages = $2,
  title = $3, publisher = $4, year = $5, kind = $6, error_class = '', error_zh = '', error_en = '', attempts = 0, changed = $7 WHERE id = $8`,
		r.ExtractorVersion, d.Pages, d.Title, d.Publisher, yearOrNull(d.Year), string(d.Kind), timeText(r.Time), w.document)
	if err != nil {
		return err
	}
	if err := w.index(); err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return nil
}

func (w *writer) pages(pages []extract.PageInfo) error {
	return w.insert(`INSERT INTO pages (document, page, width, height, source, reader, words)
VALUES ($1, $2, $3, $4, $5, $6, $7)`, len(pages), func(i int) []any {
		p := pages[i]
		return []any{p.Page, p.Width, p.Height, string(p.Source), p.Reader, p.Words}
	})
}

func (w *writer) problems(problems []page.Problem) error {
	return w.insert("INSERT INTO problems (document, seq, page, code, message_zh, message_en) VALUES ($1, $2, $3, $4, $5, $6)",
		len(problems), func(i int) []any {
			p := problems[i]
			return []any{i, p.Page, p.Code, p.Message.ZH, p.Message.EN}
		})
}

// yearOrNull is NULL for the year 0, which stands for an unknown one.
func yearOrNull(year int) any {
	if year == 0 {
		return nil
	}
	return year
}

// jsonArray is values as a JSON array, [] for none.
func jsonArray[T any](values []T) (string, error) {
	if len(values) == 0 {
		return "[]", nil
	}
	data, err := json.Marshal(values)
	return string(data), err
}

// cell is a row or column of a table, NULL for a place in running text.
func cell(p fact.Place, n int) any {
	if p.Table == "" {
		return nil
	}
	return n
}
