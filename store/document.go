package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// ErrNoDocument says that the store knows nothing of a content.
var ErrNoDocument = errors.New("no such document")

// State is how far a document has come.
type State string

// The states of a document.
const (
	Fetched   State = "fetched"   // its bytes are known
	Extracted State = "extracted" // read, not yet reconciled
	Checked   State = "checked"   // reconciled
	Failed    State = "failed"    // could not be read
)

// Document is one content and what is known of it.
type Document struct {
	SHA256 string
	// Path is where it is found: the first, in order of name, of the files that have this content now, or had it
	// last. Current says that one has it now.
	Path    string
	Current bool
	// Size is in bytes.
	Size             int64
	Pages            int
	Title, Publisher string
	// Year is 0 where unknown.
	Year             int
	Kind             fact.Kind
	State            State
	ExtractorVersion string
	// ErrorClass and Error say why it could not be read; empty unless State is Failed.
	ErrorClass string
	Error      page.Message
	// Attempts counts failures since it was last read.
	Attempts int
	// FirstSeen is when, in UTC, RFC 3339.
	FirstSeen string
}

// File is a file that was found, with the hash of its content.
type File struct {
	// Path is absolute.
	Path, SHA256 string
	// Size is in bytes.
	Size int64
	Time time.Time
}

const selectDocument = `SELECT sha256, path, current, size, pages, title, publisher, coalesce(year, 0), kind, state,
  extractor_version, error_class, error_zh, error_en, attempts, first_seen FROM v_documents`

// Saw records that a file was found with a content and gives what is known of that content: State Fetched where it
// is new. Where nothing is new, nothing is written; SawAgain does that for many files at once.
func (s *Store) Saw(ctx context.Context, f File) (Document, error) {
	known, err := s.known(ctx, f)
	if err != nil {
		return Document{}, fmt.Errorf("looking up %s: %w", f.Path, explain(err))
	}
	if !known {
		if err := s.update(ctx, func(tx *sql.Tx) error { return saveFile(ctx, tx, f) }); err != nil {
			return Document{}, fmt.Errorf("recording %s: %w", f.Path, err)
		}
	}
	return s.Document(ctx, f.SHA256)
}

// known says whether the file is recorded as having this content now.
func (s *Store) known(ctx context.Context, f File) (bool, error) {
	var current bool
	err := s.read.QueryRowContext(ctx, `SELECT p.current FROM paths p JOIN documents d ON d.id = p.document
WHERE p.path = $1 AND d.sha256 = $2`, f.Path, f.SHA256).Scan(&current)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return current, err
}

func saveFile(ctx context.Context, tx *sql.Tx, f File) error {
	at := timeText(f.Time)
	var id int64
	err := tx.QueryRowContext(ctx, `INSERT INTO documents (sha256, size, state, first_seen, changed)
VALUES ($1, $2, 'fetched', $3, $3) ON CONFLICT (sha256) DO UPDATE SET size = excluded.size RETURNING id`,
		f.SHA256, f.Size, at).Scan(&id)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE paths SET current = 0 WHERE path = $1 AND document <> $2", f.Path, id); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO paths (path, document, first_seen, last_seen, current)
VALUES ($1, $2, $3, $3, 1) ON CONFLICT (path, document) DO UPDATE SET last_seen = excluded.last_seen, current = 1`,
		f.Path, id, at)
	return err
}

// SawAgain records that files which have not changed were found again.
func (s *Store) SawAgain(ctx context.Context, paths []string, at time.Time) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		stmt, err := tx.PrepareContext(ctx, "UPDATE paths SET last_seen = $1 WHERE path = $2 AND current = 1")
		if err != nil {
			return err
		}
		for _, p := range paths {
			if _, err := stmt.ExecContext(ctx, timeText(at), p); err != nil {
				return err
			}
		}
		return stmt.Close()
	})
	if err != nil {
		return fmt.Errorf("recording the files found again: %w", err)
	}
	return nil
}

// Document is what is known of a content; ErrNoDocument where nothing is.
func (s *Store) Document(ctx context.Context, sha256 string) (Document, error) {
	d, err := scanDocument(s.read.QueryRowContext(ctx, selectDocument+" WHERE sha256 = $1", sha256))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoDocument
	}
	if err != nil {
		return Document{}, fmt.Errorf("looking up document %s: %w", sha256, explain(err))
	}
	return d, nil
}

// Documents are all documents, in order of path, then hash.
func (s *Store) Documents(ctx context.Context) ([]Document, error) {
	rows, err := s.read.QueryContext(ctx, selectDocument+" ORDER BY path, sha256")
	if err != nil {
		return nil, fmt.Errorf("listing documents: %w", explain(err))
	}
	defer rows.Close()
	var documents []Document
	for rows.Next() {
		d, err := scanDocument(rows)
		if err != nil {
			return nil, fmt.Errorf("listing documents: %w", explain(err))
		}
		documents = append(documents, d)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("listing documents: %w", explain(err))
	}
	return documents, nil
}

// scanner is a row of database/sql: one that was asked for alone, or one of many.
type scanner interface{ Scan(...any) error }

func scanDocument(row scanner) (Document, error) {
	var d Document
	err := row.Scan(&d.SHA256, &d.Path, &d.Current, &d.Size, &d.Pages, &d.Title, &d.Publisher, &d.Year, &d.Kind,
		&d.State, &d.ExtractorVersion, &d.ErrorClass, &d.Error.ZH, &d.Error.EN, &d.Attempts, &d.FirstSeen)
	return d, err
}

// documentID is the row number of a document.
func documentID(ctx context.Context, tx *sql.Tx, sha256 string) (int64, error) {
	var id int64
	err := tx.QueryRowContext(ctx, "SELECT id FROM documents WHERE sha256 = $1", sha256).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("document %s: %w", sha256, err)
	}
	return id, nil
}

// claim is the row number of a document, which stays this transaction's until it ends: an update that changes nothing
// keeps others from the row, with both databases.
func claim(ctx context.Context, tx *sql.Tx, sha256 string) (int64, error) {
	var id int64
	err := tx.QueryRowContext(ctx, "UPDATE documents SET size = size WHERE sha256 = $1 RETURNING id", sha256).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("document %s: %w", sha256, err)
	}
	return id, nil
}

// Unchecked is how many documents that a file has now were read and not checked since.
func (s *Store) Unchecked(ctx context.Context) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM documents d WHERE d.state = 'extracted'
AND EXISTS (SELECT 1 FROM paths p WHERE p.document = d.id AND p.current = 1)`).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("counting what is to be checked: %w", explain(err))
	}
	return n, nil
}
