package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"gouji/reconcile"
)

// Judgement is what a person says of a finding.
type Judgement string

// The judgements. The empty one is none.
const (
	Confirmed Judgement = "confirmed" // it is a contradiction
	Dismissed Judgement = "dismissed" // it is none; it no longer counts
	Explained Judgement = "explained" // the publisher has explained it; Why says how
	Published Judgement = "published" // it is one, and was made public
)

// Judgements are all judgements, in the order they are offered.
func Judgements() []Judgement { return []Judgement{Confirmed, Dismissed, Explained, Published} }

// NeedsReason says whether a judgement is worth nothing without its reason.
func (j Judgement) NeedsReason() bool { return j == Dismissed || j == Explained }

// Verdict is a judgement of a finding's figures: who, when, and why.
type Verdict struct {
	Judgement Judgement
	Why, By   string
	// At is when, in UTC, RFC 3339; empty where nothing was said.
	At string
}

// ErrNoFinding says that there is no finding of an ID, or more than one whose IDs begin so.
var ErrNoFinding = errors.New("no such finding")

// FindingID is the whole ID of the one finding whose ID begins so.
func (s *Store) FindingID(ctx context.Context, beginning string) (string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT id FROM findings WHERE substr(id, 1, $1) = $2 LIMIT 2",
		utf8.RuneCountInString(beginning), beginning)
	if err != nil {
		return "", fmt.Errorf("looking up finding %s: %w", beginning, explain(err))
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return "", fmt.Errorf("looking up finding %s: %w", beginning, explain(err))
		}
		found = append(found, id)
	}
	switch {
	case rows.Err() != nil:
		return "", fmt.Errorf("looking up finding %s: %w", beginning, explain(rows.Err()))
	case len(found) == 0:
		return "", fmt.Errorf("%w: %s", ErrNoFinding, beginning)
	case len(found) > 1:
		return "", fmt.Errorf("%w: several begin with %s", ErrNoFinding, beginning)
	}
	return found[0], nil
}

// Finding is a finding as the document in which it was found last has it. ErrNoFinding where there is none of the ID.
func (s *Store) Finding(ctx context.Context, id string) (reconcile.Finding, error) {
	var data string
	err := s.read.QueryRowContext(ctx, lastFound, id).Scan(new(int64), &data)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoFinding
	}
	if err != nil {
		return reconcile.Finding{}, fmt.Errorf("loading finding %s: %w", id, explain(err))
	}
	return decodeFinding(data)
}

const lastFound = "SELECT document, json FROM findings WHERE id = $1 ORDER BY last_run DESC, document DESC LIMIT 1"

// Review adds a verdict on a finding and on the figures it has now: those of the document in which it was found last.
func (s *Store) Review(ctx context.Context, id string, v Verdict, at time.Time) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		var document int64
		var data string
		err := tx.QueryRowContext(ctx, lastFound, id).Scan(&document, &data)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNoFinding
		}
		if err != nil {
			return err
		}
		finding, err := decodeFinding(data)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO verdicts (finding, document, verdict, why, reviewer, at, value_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7)`, id, document, string(v.Judgement), v.Why, v.By, timeText(at), finding.ValueHash())
		return err
	})
	if err != nil {
		return fmt.Errorf("recording the verdict on finding %s: %w", id, err)
	}
	return nil
}
