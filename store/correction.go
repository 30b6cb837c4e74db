package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// Correction is what a person says a figure of a document reads: who, when, and why.
type Correction struct {
	fact.Correction
	SHA256, Why, By string
	// At is when, in UTC, RFC 3339. Correct sets it.
	At string
}

// CorrectionOf is a correction of a piece of a finding's evidence, by its number from 0, to what is printed; who says so
// and why is the caller's.
func CorrectionOf(f *reconcile.Finding, number int, printed string) Correction {
	e := &f.Evidence[number]
	return Correction{SHA256: cmp.Or(e.Document, f.Document),
		Correction: fact.Correction{Page: e.Page, Box: e.Place(), Was: e.Text, Printed: printed}}
}

// ErrNoFigure says that a correction names no figure and no blank cell that was read, or is no figure itself.
var ErrNoFigure = errors.New("no such figure")

// Correct adds a correction to a document that was read and applies it to the rows of its facts and cells. Was is the
// figure as it reads now or as it was read first, empty for a blank cell of a table whose figures have a meaning; Printed is
// empty where nothing stands there. The document's state becomes Extracted: it is to be checked again. ErrNoFigure where
// nothing reads so at the place, where Printed is words, or where it reads so already.
func (s *Store) Correct(ctx context.Context, c Correction, at time.Time) error {
	c.At = timeText(at)
	err := s.update(ctx, func(tx *sql.Tx) error { return s.addCorrection(ctx, tx, c) })
	if err != nil && !errors.Is(err, ErrNoFigure) {
		return fmt.Errorf("correcting a figure of document %s: %w", c.SHA256, err)
	}
	return err
}

// addCorrection holds the document's row from the beginning: corrections of it come one after the other.
func (s *Store) addCorrection(ctx context.Context, tx *sql.Tx, c Correction) error {
	id, err := claim(ctx, tx, c.SHA256)
	if err != nil {
		return err
	}
	var saved savedSet
	if err := tx.QueryRowContext(ctx, "SELECT format, data FROM fact_sets WHERE document = $1", id).Scan(&saved.format, &saved.data); err != nil {
		return err
	}
	all, err := corrections(ctx, tx, id)
	if err != nil {
		return err
	}
	set, err := saved.corrected(all)
	if err != nil {
		return err
	}
	if c, err = c.following(all, set); err != nil {
		return err
	}
	// From the beginning: a correction that gives a figure back leaves no trace of the one before it.
	if set, err = saved.corrected(append(all, c)); err != nil {
		return err
	}
	return s.writer(ctx, tx, id).correction(c, set)
}

// following is the correction as it follows earlier ones: of what was read first. The set is as it is by those.
func (c Correction) following(earlier []Correction, set *fact.Set) (Correction, error) {
	now := c.Was
	for _, e := range earlier {
		if c.SamePlace(e.Correction) && (e.Was == c.Was || e.Printed == c.Was) {
			c.Was, now = e.Was, e.Printed
		}
	}
	if !c.changes(set, now) {
		return c, fmt.Errorf("correcting “%s” on page %d to “%s”: %w", now, c.Page, c.Printed, ErrNoFigure)
	}
	return c, nil
}

// changes says whether a figure or a blank at the correction's place reads so now, and would read otherwise by it. Words
// are given back where they were read, and come from nobody.
func (c Correction) changes(set *fact.Set, now string) bool {
	switch fact.ParseAmount(c.Printed, fact.Yuan).State {
	case fact.Number, fact.Zero, fact.Dash, fact.Blank:
	default:
		if c.Printed != c.Was {
			return false
		}
	}
	if c.Printed == now {
		return false
	}
	return slices.ContainsFunc(set.Figures(), func(f *fact.Fact) bool { return c.Speaks(f, now) })
}

// correction writes a correction, and the rows of the document's figures anew, which are those of a set.
func (w *writer) correction(c Correction, set *fact.Set) error {
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO corrections (document, page, x0, y0, x1, y1, was, correct, why, reviewer, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, w.document, c.Page, c.Box.X0, c.Box.Y0, c.Box.X1, c.Box.Y1, c.Was, c.Printed,
		c.Why, c.By, c.At)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM facts WHERE document = $1", w.document); err != nil {
		return err
	}
	if err := w.facts(set); err != nil {
		return err
	}
	if err := w.correctedCells(set); err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "UPDATE documents SET state = 'extracted', changed = $1 WHERE id = $2", c.At, w.document)
	return err
}

// correctedCells says beside the text of each cell how it reads with what persons corrected; nothing where nobody did.
func (w *writer) correctedCells(set *fact.Set) error {
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE cells SET correct = NULL WHERE document = $1 AND correct IS NOT NULL", w.document); err != nil {
		return err
	}
	for _, f := range set.Figures() {
		if f.Place.Source != page.Person || f.Place.Table == "" {
			continue
		}
		if err := w.correctedCell(f); err != nil {
			return fmt.Errorf("the cell of a corrected figure: %w", err)
		}
	}
	return nil
}

func (w *writer) correctedCell(f *fact.Fact) error {
	p := f.Place
	var text string
	err := w.tx.QueryRowContext(w.ctx, `SELECT coalesce(correct, text) FROM cells
WHERE document = $1 AND table_id = $2 AND cell_row = $3 AND cell_col = $4`, w.document, p.Table, p.Row, p.Col).Scan(&text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil // a figure of running text that names its table, not a cell of it
	case err != nil:
		return err
	}
	if text, changed := exchanged(text, f.ReadAs, f.Amount.Printed); changed {
		_, err = w.tx.ExecContext(w.ctx, `UPDATE cells SET correct = $1
WHERE document = $2 AND table_id = $3 AND cell_row = $4 AND cell_col = $5`, text, w.document, p.Table, p.Row, p.Col)
	}
	return err
}

// exchanged is a cell's text with one figure of it exchanged. Where the text is more than the figure and has it not
// once, what is meant is not known, and nothing is.
func exchanged(text, was, printed string) (string, bool) {
	switch {
	case strings.TrimSpace(text) == was:
		return printed, true
	case was != "" && strings.Count(text, was) == 1:
		return strings.Replace(text, was, printed, 1), true
	}
	return text, false
}

// correctedFigures writes the rows of the facts of a set just read, and saved so, as they are with the document's
// corrections, and what is to be said of its cells, whose rows are there. The set stays as it was read, and where nobody
// corrected anything it need not be decoded.
func (w *writer) correctedFigures(set *fact.Set, saved savedSet) error {
	all, err := corrections(w.ctx, w.tx, w.document)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return w.facts(set)
	}
	if set, err = saved.corrected(all); err != nil {
		return err
	}
	if err := w.facts(set); err != nil {
		return err
	}
	return w.correctedCells(set)
}

// Corrections are what persons said of a document's figures, the oldest first.
func (s *Store) Corrections(ctx context.Context, sha256 string) ([]Correction, error) {
	var id int64
	err := s.read.QueryRowContext(ctx, "SELECT id FROM documents WHERE sha256 = $1", sha256).Scan(&id)
	if err != nil {
		return nil, fmt.Errorf("loading the corrections of document %s: %w", sha256, explain(err))
	}
	all, err := corrections(ctx, s.read, id)
	if err != nil {
		return nil, fmt.Errorf("loading the corrections of document %s: %w", sha256, explain(err))
	}
	for i := range all {
		all[i].SHA256 = sha256
	}
	return all, nil
}

// asker is a database or a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func corrections(ctx context.Context, db asker, document int64) ([]Correction, error) {
	rows, err := db.QueryContext(ctx, `SELECT page, x0, y0, x1, y1, was, correct, why, reviewer, at FROM corrections
WHERE document = $1 ORDER BY id`, document)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Correction
	for rows.Next() {
		var c Correction
		if err := rows.Scan(&c.Page, &c.Box.X0, &c.Box.Y0, &c.Box.X1, &c.Box.Y1, &c.Was, &c.Printed, &c.Why, &c.By, &c.At); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// readings are corrections without who made them.
func readings(all []Correction) []fact.Correction {
	var out []fact.Correction
	for _, c := range all {
		out = append(out, c.Correction)
	}
	return out
}
