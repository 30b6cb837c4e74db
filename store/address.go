package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gouji/extract/page"
)

// Address is where a document is published and what stands there.
type Address struct {
	// URL is without what changes from visit to visit; Site the ID of the site that linked it first.
	URL, Site string
	// Title is what the link calls the document; Kind, Year (0 where unknown) and Department are read from it.
	Title, Kind string
	Year        int
	Department  string
	// Type is by the content (pdf, xlsx, zip); empty while it was never fetched.
	Type string
	// ETag and LastModified are what the server gave with the content.
	ETag, LastModified string
	// SHA256 is of the content it has now; empty while it was never fetched.
	SHA256 string
}

// Sighting is an address as a run found it linked.
type Sighting struct {
	Address
	Run int64
	// FetchedURL is the address as it was asked for, Referer the page that links it.
	FetchedURL, Referer string
	Time                time.Time
	// Path and Size are of the file that has the content; Path is empty where nothing new was fetched.
	Path string
	Size int64
	// FailureClass and Failure say why it could not be fetched; empty where it could.
	FailureClass string
	Failure      page.Message
}

// Arrival says what a sighting brought.
type Arrival struct {
	// NewAddress says that the address had no content before, NewDocument that no address and no file had this one.
	NewAddress, NewDocument bool
	// Replaces is the SHA-256 of the content the address had until now; empty where it is the first, or the same.
	Replaces string
}

// Address gives what is known of an address; the zero Address where it is new.
func (s *Store) Address(ctx context.Context, url string) (Address, error) {
	a := Address{URL: url}
	err := s.read.QueryRowContext(ctx, `SELECT site, title, kind, coalesce(year, 0), department, type, etag, last_modified,
  coalesce(sha256, '') FROM v_addresses WHERE url = $1`, url).Scan(&a.Site, &a.Title, &a.Kind, &a.Year, &a.Department, &a.Type,
		&a.ETag, &a.LastModified, &a.SHA256)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Address{}, nil
	case err != nil:
		return Address{}, fmt.Errorf("looking up %s: %w", url, explain(err))
	}
	return a, nil
}

// Sighted records that a run found an address linked, and what it fetched there or why it could not, in one
// transaction. A content that no address has any more is no longer current: it is not checked together with what
// replaced it.
func (s *Store) Sighted(ctx context.Context, g Sighting) (Arrival, error) {
	var arrival Arrival
	err := s.update(ctx, func(tx *sql.Tx) error {
		arrival = Arrival{}
		row, err := saveAddress(ctx, tx, g)
		if err != nil || g.Path == "" {
			return err
		}
		arrival, err = row.saveContent(ctx, tx, g)
		return err
	})
	if err != nil {
		return Arrival{}, fmt.Errorf("recording %s: %w", g.URL, err)
	}
	return arrival, nil
}

// addressRow is the number of an address's row and the document it had before the sighting.
type addressRow struct {
	id     int64
	before sql.NullInt64
}

// saveAddress writes what the sighting says of the address.
func saveAddress(ctx context.Context, tx *sql.Tx, g Sighting) (row addressRow, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO addresses (url, site, fetched_url, referer, title, kind, year, department, type, etag,
  last_modified, first_seen, last_seen, last_run, failure_class, failure_zh, failure_en)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', '', $9, $9, $10, $11, $12, $13)
ON CONFLICT (url) DO UPDATE SET fetched_url = excluded.fetched_url, referer = excluded.referer, title = excluded.title,
  kind = excluded.kind, year = excluded.year, department = excluded.department, last_seen = excluded.last_seen,
  last_run = excluded.last_run, unseen_run = NULL, failure_class = excluded.failure_class, failure_zh = excluded.failure_zh,
  failure_en = excluded.failure_en
RETURNING id, document`, g.URL, g.Site, g.FetchedURL, g.Referer, g.Title, g.Kind, yearOrNull(g.Year), g.Department,
		timeText(g.Time), g.Run, g.FailureClass, g.Failure.ZH, g.Failure.EN).Scan(&row.id, &row.before)
	return row, err
}

// saveContent gives an address the content that was fetched.
func (r addressRow) saveContent(ctx context.Context, tx *sql.Tx, g Sighting) (Arrival, error) {
	arrival := Arrival{NewAddress: !r.before.Valid}
	err := tx.QueryRowContext(ctx, "SELECT NOT EXISTS (SELECT 1 FROM documents WHERE sha256 = $1)", g.SHA256).Scan(&arrival.NewDocument)
	if err != nil {
		return arrival, err
	}
	if err := saveFile(ctx, tx, File{Path: g.Path, SHA256: g.SHA256, Size: g.Size, Time: g.Time}); err != nil {
		return arrival, err
	}
	document, err := documentID(ctx, tx, g.SHA256)
	if err != nil {
		return arrival, err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE addresses SET document = $1, type = $2, etag = $3, last_modified = $4 WHERE id = $5",
		document, g.Type, g.ETag, g.LastModified, r.id); err != nil {
		return arrival, err
	}
	if r.before.Valid && r.before.Int64 == document {
		return arrival, nil
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO versions (address, run, document, replaces, fetched) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (address, run) DO UPDATE SET document = excluded.document, fetched = excluded.fetched`,
		r.id, g.Run, document, r.before, timeText(g.Time)); err != nil || !r.before.Valid {
		return arrival, err
	}
	return arrival, replaceDocument(ctx, tx, r.before.Int64, &arrival)
}

// replaceDocument names the content that was replaced, and takes it out of use where no address has it any more: the
// files it was fetched into, not those that a person has elsewhere.
func replaceDocument(ctx context.Context, tx *sql.Tx, before int64, arrival *Arrival) error {
	if err := tx.QueryRowContext(ctx, "SELECT sha256 FROM documents WHERE id = $1", before).Scan(&arrival.Replaces); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE paths SET current = 0 WHERE document = $1 AND path LIKE '%' || $2 || '%'
  AND NOT EXISTS (SELECT 1 FROM addresses WHERE document = $1)`, before, arrival.Replaces)
	return err
}

// MarkUnseen marks the addresses of a site that a run which saw all of the site did not find linked, and gives those it
// marked for the first time. Nothing is deleted: a page that is gone says nothing about why.
func (s *Store) MarkUnseen(ctx context.Context, run int64, site string) ([]Address, error) {
	var unseen []Address
	err := s.update(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `UPDATE addresses SET unseen_run = $1 WHERE site = $2 AND last_run < $1 AND unseen_run IS NULL
RETURNING url, title, kind, coalesce(year, 0), department, coalesce((SELECT sha256 FROM documents WHERE id = document), '')`, run, site)
		if err != nil {
			return err
		}
		defer rows.Close()
		unseen = nil
		for rows.Next() {
			a := Address{Site: site}
			if err := rows.Scan(&a.URL, &a.Title, &a.Kind, &a.Year, &a.Department, &a.SHA256); err != nil {
				return err
			}
			unseen = append(unseen, a)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("marking what site %s no longer links: %w", site, err)
	}
	return unseen, nil
}
