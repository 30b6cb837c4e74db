package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// timeFormat is how times are kept: UTC, whole seconds, sortable as text.
const timeFormat = time.RFC3339

func timeText(t time.Time) string { return t.UTC().Format(timeFormat) }

// Run is one call of a command that changes the store.
type Run struct {
	Command          string
	ProgramVersion   string
	ExtractorVersion string
	Started          time.Time
	// Rules are the user's, beside the built-in ones.
	Rules []RuleFile
}

// RuleFile is a file of a user's rules that a run checks with.
type RuleFile struct {
	Name string
	Text []byte
}

// Outcome says how a run ended.
type Outcome string

// The outcomes of a run.
const (
	Done        Outcome = "done"
	Partial     Outcome = "partial"     // something could not be done
	Interrupted Outcome = "interrupted" // stopped by a signal
)

// RunEnd is what a run came to.
type RunEnd struct {
	Outcome                 Outcome
	Finished                time.Time
	Read, Unchanged, Failed int
}

// BeginRun records that a run begins and gives its number.
func (s *Store) BeginRun(ctx context.Context, r Run) (int64, error) {
	var id int64
	err := s.update(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx,
			"INSERT INTO runs (command, program_version, extractor_version, started) VALUES ($1, $2, $3, $4) RETURNING id",
			r.Command, r.ProgramVersion, r.ExtractorVersion, timeText(r.Started)).Scan(&id)
		if err != nil {
			return err
		}
		for i, f := range r.Rules {
			if _, err := tx.ExecContext(ctx, "INSERT INTO run_rules (run, seq, name, text) VALUES ($1, $2, $3, $4)", id, i, f.Name, string(f.Text)); err != nil {
				return fmt.Errorf("rules %s: %w", f.Name, err)
			}
		}
		return s.engine.tidy(ctx, tx)
	})
	if err != nil {
		return 0, fmt.Errorf("recording the run: %w", err)
	}
	return id, nil
}

// EndRun records how a run ended.
func (s *Store) EndRun(ctx context.Context, id int64, end RunEnd) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			"UPDATE runs SET finished = $1, outcome = $2, read = $3, unchanged = $4, failed = $5 WHERE id = $6",
			timeText(end.Finished), string(end.Outcome), end.Read, end.Unchanged, end.Failed, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("recording the end of the run: %w", err)
	}
	return nil
}

// RulesOf are the files of a user's rules that a document was last checked with; of the last run that checked anything
// where the hash is empty. None where there were none, or nothing was checked.
func (s *Store) RulesOf(ctx context.Context, sha256 string) ([]RuleFile, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT name, text FROM run_rules
WHERE run = (SELECT max(checked_run) FROM documents WHERE $1 IN ('', sha256)) ORDER BY seq`, sha256)
	if err != nil {
		return nil, fmt.Errorf("loading the rules of the last check: %w", explain(err))
	}
	defer rows.Close()
	var files []RuleFile
	for rows.Next() {
		var f RuleFile
		if err := rows.Scan(&f.Name, &f.Text); err != nil {
			return nil, fmt.Errorf("loading the rules of the last check: %w", explain(err))
		}
		files = append(files, f)
	}
	return files, rows.Err()
}
