package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"gouji/extract/page"
)

// Version is a content that took another's place at an address.
type Version struct {
	URL, Site, Title string
	// Run is the run that fetched it.
	Run int64
	// SHA256 is the content, Replaces the one before.
	SHA256, Replaces string
}

// Uncompared are the versions that replace another and were not compared with it yet, by the order they came in.
func (s *Store) Uncompared(ctx context.Context) ([]Version, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT url, site, title, run, sha256, replaces_sha256 FROM v_versions
WHERE replaces_sha256 IS NOT NULL AND compared_run IS NULL ORDER BY run, url`)
	if err != nil {
		return nil, fmt.Errorf("listing versions: %w", explain(err))
	}
	defer rows.Close()
	var versions []Version
	for rows.Next() {
		var v Version
		if err := rows.Scan(&v.URL, &v.Site, &v.Title, &v.Run, &v.SHA256, &v.Replaces); err != nil {
			return nil, fmt.Errorf("listing versions: %w", explain(err))
		}
		versions = append(versions, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("listing versions: %w", explain(err))
	}
	return versions, nil
}

// SaveComparison records what the comparison of a version with the one before came to; changes is JSON.
func (s *Store) SaveComparison(ctx context.Context, v Version, run int64, changes string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE versions SET compared_run = $1, changes = $2
WHERE run = $3 AND address = (SELECT id FROM addresses WHERE url = $4)`, run, changes, v.Run, v.URL)
		return err
	})
	if err != nil {
		return fmt.Errorf("recording what changed at %s: %w", v.URL, err)
	}
	return nil
}

// SiteRun is how a site fared in a run.
type SiteRun struct {
	Run               int64
	Site              string
	Started, Finished time.Time
	Pages, Links      int
	// Complete says that everything the site links was seen.
	Complete bool
	// FailureClass and Failure say why the site failed; empty where it did not.
	FailureClass string
	Failure      page.Message
}

// SaveSiteRun records how a site fared.
func (s *Store) SaveSiteRun(ctx context.Context, r SiteRun) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO site_runs (run, site, started, finished, pages, links, complete, failure_class,
  failure_zh, failure_en) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, r.Run, r.Site, timeText(r.Started), timeText(r.Finished),
			r.Pages, r.Links, r.Complete, r.FailureClass, r.Failure.ZH, r.Failure.EN)
		return err
	})
	if err != nil {
		return fmt.Errorf("recording the run over site %s: %w", r.Site, err)
	}
	return nil
}

// SaveDigest records what a run came to, as JSON.
func (s *Store) SaveDigest(ctx context.Context, run int64, digest string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO digests (run, json) VALUES ($1, $2)", run, digest)
		return err
	})
	if err != nil {
		return fmt.Errorf("recording what the run came to: %w", err)
	}
	return nil
}
