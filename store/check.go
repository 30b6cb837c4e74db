package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gouji/reconcile"
)

// Check is what the rules came to for documents that were checked together.
type Check struct {
	// Run is the number BeginRun gave.
	Run int64
	// Documents are the SHA-256 of the documents that were checked, those without findings too.
	Documents []string
	// Versions are the extractor versions that read the documents, by SHA-256: one that another version has read since
	// stays to be checked. A document it does not name was read by no other.
	Versions map[string]string
	Findings []reconcile.Finding
	Ledger   []reconcile.LedgerLine
	Time     time.Time
}

// SaveCheck keeps what a check came to, in one transaction: the ledger of its documents is replaced, findings that
// were there before keep their first run, those no longer found stay with their last one. The documents' state
// becomes Checked.
func (s *Store) SaveCheck(ctx context.Context, c Check) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		writers := map[string]*writer{}
		for _, sha := range slices.Sorted(slices.Values(c.Documents)) { // two checks claim documents in one order
			id, err := claim(ctx, tx, sha)
			if err != nil {
				return err
			}
			writers[sha] = s.writer(ctx, tx, id)
			if err := writers[sha].checked(c, c.Versions[sha]); err != nil {
				return err
			}
		}
		for i := range c.Findings {
			f := &c.Findings[i]
			w := writers[f.Document]
			if w == nil {
				return fmt.Errorf("finding %s: document %s was not checked", f.ID, f.Document)
			}
			if err := w.finding(f, i, c.Run); err != nil {
				return fmt.Errorf("finding %s: %w", f.ID, err)
			}
		}
		return saveLedger(c.Ledger, writers)
	})
	if err != nil {
		return fmt.Errorf("saving the findings: %w", err)
	}
	return nil
}

// checked marks a document as checked by a run and removes what the check before it said of it.
func (w *writer) checked(c Check, version string) error {
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM ledger WHERE document = $1", w.document); err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx,
		"UPDATE documents SET checked_run = $1, changed = CASE state WHEN 'checked' THEN changed ELSE $2 END, "+
			"state = CASE WHEN $3 IN ('', extractor_version) THEN 'checked' ELSE state END WHERE id = $4",
		c.Run, timeText(c.Time), version, w.document); err != nil {
		return err
	}
	return nil
}

// finding writes one finding and its evidence. Its first run is the first that found the same contradiction, in this
// document or in another version of it.
func (w *writer) finding(f *reconcile.Finding, seq int, run int64) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	var last int64
	err = w.tx.QueryRowContext(w.ctx, "SELECT coalesce(max(last_run), 0) FROM findings WHERE id = $1 AND document = $2",
		f.ID, w.document).Scan(&last)
	if err != nil {
		return err
	}
	if last == run {
		return errors.New("two findings of one document have this id")
	}
	e := f.Element
	_, err = w.tx.ExecContext(w.ctx, saveFinding, w.document, f.ID, seq, f.Rule, string(f.Level), string(f.Kind), e.Form,
		e.Row, e.Column, f.Title.ZH, f.Title.EN, f.Message.ZH, f.Message.EN, f.Question.ZH, f.Question.EN, f.Formula,
		f.Expected, f.Found, f.Difference, f.Unit, string(data), run, f.ValueHash())
	if err != nil {
		return err
	}
	return w.evidence(f)
}

// A finding has changed when its figures have, in this document or since another version of it.
const saveFinding = `INSERT INTO findings (document, id, seq, rule, level, kind, form, row_id, column_id,
  title_zh, title_en, message_zh, message_en, question_zh, question_en, formula, expected, found, difference, unit, json,
  first_run, changed_run, last_run, value_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
  coalesce((SELECT min(first_run) FROM findings WHERE id = $2), $22),
  coalesce((SELECT max(changed_run) FROM findings WHERE id = $2 AND value_hash = $23), $22), $22, $23)
ON CONFLICT (id, document) DO UPDATE SET seq = excluded.seq, rule = excluded.rule, level = excluded.level,
  kind = excluded.kind, form = excluded.form, row_id = excluded.row_id, column_id = excluded.column_id,
  title_zh = excluded.title_zh, title_en = excluded.title_en, message_zh = excluded.message_zh,
  message_en = excluded.message_en, question_zh = excluded.question_zh, question_en = excluded.question_en,
  formula = excluded.formula, expected = excluded.expected, found = excluded.found, difference = excluded.difference,
  unit = excluded.unit, json = excluded.json, last_run = excluded.last_run,
  value_hash = excluded.value_hash,
  changed_run = CASE WHEN findings.value_hash IN ('', excluded.value_hash) THEN findings.changed_run ELSE $22 END`

func (w *writer) evidence(f *reconcile.Finding) error {
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM evidence WHERE finding = $1 AND document = $2",
		f.ID, w.document); err != nil {
		return err
	}
	witnesses := make([]string, len(f.Evidence))
	for i := range f.Evidence {
		var err error
		if witnesses[i], err = jsonArray(f.Evidence[i].Witnesses); err != nil {
			return err
		}
	}
	return w.insert("evidence", `finding, seq, page, x0, y0, x1, y1, label, text, value, unit, table_id,
  cell_row, cell_col, source, witnesses, other_sha256`, len(f.Evidence), func(i int) []any {
		e := &f.Evidence[i]
		row, col := evidenceCell(e.Cell)
		return []any{f.ID, i, e.Page, e.Box[0], e.Box[1], e.Box[2], e.Box[3], e.Label, e.Text, e.Value, e.Unit, e.Table,
			row, col, string(e.Source), witnesses[i], e.Document}
	})
}

// evidenceCell is the row and column of a piece of evidence, NULL for running text.
func evidenceCell(place []int) (row, col any) {
	if len(place) != 2 {
		return nil, nil
	}
	return place[0], place[1]
}

func saveLedger(lines []reconcile.LedgerLine, writers map[string]*writer) error {
	for _, l := range lines {
		w := writers[l.Document]
		if w == nil {
			return fmt.Errorf("ledger of rule %s: document %s was not checked", l.Rule, l.Document)
		}
		_, err := w.tx.ExecContext(w.ctx, `INSERT INTO ledger (document, rule, outcome, checked, reason_zh, reason_en,
  failure) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			w.document, l.Rule, string(l.Outcome), l.Checked, l.Reason.ZH, l.Reason.EN, l.Failure)
		if err != nil {
			return fmt.Errorf("ledger of rule %s: %w", l.Rule, err)
		}
	}
	return nil
}
