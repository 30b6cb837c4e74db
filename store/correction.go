package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gouji/extract/fact"
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

// ErrNoFigure says that a correction names no figure that was read, or is none itself.
var ErrNoFigure = errors.New("no such figure")

// Correct adds a correction to a document that was read and applies it to the rows of its facts. Was is the figure as it
// reads now or as it was read first. The document's state becomes Extracted: it is to be checked again. ErrNoFigure where
// no figure reads so at the place (a blank cell is none), where Printed is no figure, or where it reads so already.
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
		if e.Page == c.Page && e.Box == c.Box && (e.Was == c.Was || e.Printed == c.Was) {
			c.Was, now = e.Was, e.Printed
		}
	}
	if !c.changes(set, now) {
		return c, fmt.Errorf("correcting “%s” on page %d to “%s”: %w", now, c.Page, c.Printed, ErrNoFigure)
	}
	return c, nil
}

// changes says whether a figure at the correction's place reads so now, and would be another figure by it.
func (c Correction) changes(set *fact.Set, now string) bool {
	amount := fact.ParseAmount(c.Printed, fact.Yuan)
	if now == "" || c.Printed == now || amount.State != fact.Number && amount.State != fact.Zero {
		return false
	}
	for _, f := range set.Facts() {
		if f.Place.Page == c.Page && f.Amount.Printed == now && c.Box.Contains(f.Place.Box.Center()) {
			return true
		}
	}
	return false
}

// correction writes a correction, and the rows of the document's facts anew, which are those of a set.
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
	_, err = w.tx.ExecContext(w.ctx, "UPDATE documents SET state = 'extracted', changed = $1 WHERE id = $2", c.At, w.document)
	return err
}

// correctedFacts writes the rows of the facts of a set just read, and saved so, as they are with the document's
// corrections. The set stays as it was read, and where nobody corrected anything it need not be decoded.
func (w *writer) correctedFacts(set *fact.Set, saved savedSet) error {
	all, err := corrections(w.ctx, w.tx, w.document)
	if err != nil {
		return err
	}
	if len(all) > 0 {
		if set, err = saved.corrected(all); err != nil {
			return err
		}
	}
	return w.facts(set)
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
