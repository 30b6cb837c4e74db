package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
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
		w, err := s.replaceContent(ctx, tx, r.SHA256)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO fact_sets (document, format, data) VALUES ($1, $2, $3)",
			w.document, SetFormat, data); err != nil {
			return err
		}
		return w.reading(r, savedSet{SetFormat, data})
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
		w, err := s.replaceContent(ctx, tx, f.SHA256)
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
func (s *Store) replaceContent(ctx context.Context, tx *sql.Tx, sha256 string) (*writer, error) {
	id, err := claim(ctx, tx, sha256)
	if err != nil {
		return nil, err
	}
	for _, name := range contents() {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+name+" WHERE document = $1", id); err != nil {
			return nil, err
		}
	}
	return s.writer(ctx, tx, id), nil
}

// writer writes the rows of one document within a transaction. It lives as long as the transaction does.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	engine   engine
	document int64
}

func (s *Store) writer(ctx context.Context, tx *sql.Tx, document int64) *writer {
	return &writer{ctx: ctx, tx: tx, engine: s.engine, document: document}
}

// insert writes n rows of a table; row gives the values of one, for the columns, which are named with commas between
// them. Before them goes the document's number.
func (w *writer) insert(table, columns string, n int, row func(i int) []any) error {
	for begin := 0; begin < n; {
		size := batch(n - begin)
		var args []any
		for i := range size {
			args = append(append(args, w.document), row(begin+i)...)
		}
		if _, err := w.tx.ExecContext(w.ctx, insertion(table, "document, "+columns, size), args...); err != nil {
			return fmt.Errorf("row %d and after: %w", begin, err)
		}
		begin += size
	}
	return nil
}

// batch is how many of so many rows go into one statement. There are few sizes, so that there are few statements for the
// database to remember; the largest stays below the 32,766 values that SQLite takes.
func batch(left int) int {
	for _, size := range []int{256, 32, 8} {
		if left >= size {
			return size
		}
	}
	return 1
}

// insertion is the statement that writes so many rows.
func insertion(table, columns string, rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, columns)
	n, width := 0, strings.Count(columns, ",")+1
	for i := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		for j := range width {
			n++
			fmt.Fprintf(&b, "%c$%d", "(,"[min(j, 1)], n)
		}
		b.WriteByte(')')
	}
	return b.String()
}

// reading writes a document's content, those rows first that others refer to, and its new state. Saved is its set as
// it was saved.
func (w *writer) reading(r Reading, saved savedSet) error {
	set := r.Result.Set
	steps := []struct {
		name  string
		write func() error
	}{
		{"pages", func() error { return w.pages(r.Result.Pages) }},
		{"tables", func() error { return w.tables(r.Result.Tables) }},
		{"forms", func() error { return w.forms(set.Forms) }},
		{"sentences", func() error { return w.sentences(set.Sentences) }},
		{"facts", func() error { return w.correctedFigures(set, saved) }},
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
	return w.insert("pages", `page, width, height, source, reader, words`, len(pages), func(i int) []any {
		p := pages[i]
		return []any{p.Page, p.Width, p.Height, string(p.Source), p.Reader, p.Words}
	})
}

func (w *writer) problems(problems []page.Problem) error {
	return w.insert("problems", "seq, page, code, message_zh, message_en",
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
