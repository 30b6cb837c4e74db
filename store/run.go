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
		return tx.QueryRowContext(ctx,
			"INSERT INTO runs (command, program_version, extractor_version, started) VALUES ($1, $2, $3, $4) RETURNING id",
			r.Command, r.ProgramVersion, r.ExtractorVersion, timeText(r.Started)).Scan(&id)
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
