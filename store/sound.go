package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gouji/extract/page"
)

// Fault is something of a store that is not as it has to be.
type Fault struct {
	// Subject is the table, document or file it is about.
	Subject string
	Message page.Message
}

// assertion is a query that gives no rows in a sound store; each row names a subject.
type assertion struct {
	query   string
	message page.Message
}

func assertions() []assertion {
	return []assertion{
		{`SELECT "table" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check`,
			page.Message{ZH: "指向不存在的行", EN: "refers to a row that is not there"}},
		{"SELECT sha256 FROM documents d WHERE NOT EXISTS (SELECT 1 FROM paths p WHERE p.document = d.id)",
			page.Message{ZH: "没有对应的文件路径", EN: "no file is known that has this content"}},
		{`SELECT sha256 FROM documents d WHERE state IN ('extracted', 'checked')
  AND NOT EXISTS (SELECT 1 FROM fact_sets f WHERE f.document = d.id)`,
			page.Message{ZH: "已读取，但没有数据", EN: "was read, but what it states is missing"}},
		{"SELECT sha256 FROM documents d WHERE state = 'checked' AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.document = d.id)",
			page.Message{ZH: "已核对，但没有核对记录", EN: "was checked, but its ledger is missing"}},
		{`SELECT sha256 FROM documents d WHERE state IN ('fetched', 'failed')
  AND EXISTS (SELECT 1 FROM fact_sets f WHERE f.document = d.id)`,
			page.Message{ZH: "未读取，却有数据", EN: "was not read, but there is what it states"}},
		{`SELECT sha256 FROM documents d WHERE state IN ('extracted', 'checked')
  AND NOT EXISTS (SELECT 1 FROM search_pages p WHERE p.document = d.id)`,
			page.Message{ZH: "未编入检索；再次执行 ingest 即可", EN: "is not in the index of texts; the next ingest puts it there"}},
		{"SELECT path FROM paths WHERE current = 1 GROUP BY path HAVING count(*) > 1",
			page.Message{ZH: "同一文件记为有多种内容", EN: "the file is said to have several contents now"}},
		{"SELECT id FROM findings f WHERE last_run < first_run OR changed_run > last_run",
			page.Message{ZH: "发现的运行次序有误", EN: "the runs of the finding are out of order"}},
	}
}

// Faults looks at the whole store: the file's structure, references, states against contents, and every set of facts against
// its document and rows. It gives what is wrong, nothing for a sound store; the error is about looking.
func (s *Store) Faults(ctx context.Context) ([]Fault, error) {
	var faults []Fault
	err := s.texts(ctx, "PRAGMA integrity_check", func(text string) {
		if text != "ok" {
			faults = append(faults, Fault{s.path, page.Message{ZH: "数据库文件损坏：" + text, EN: "the database file is damaged: " + text}})
		}
	})
	if err != nil {
		return nil, fmt.Errorf("checking the store: %w", explain(err))
	}
	for _, a := range assertions() {
		if err := s.texts(ctx, a.query, func(text string) { faults = append(faults, Fault{text, a.message}) }); err != nil {
			return nil, fmt.Errorf("checking the store: %w", explain(err))
		}
	}
	sets, err := s.setFaults(ctx)
	return append(faults, sets...), err
}

// texts hands over the rows of a query of one column.
func (s *Store) texts(ctx context.Context, query string, use func(string)) error {
	rows, err := s.read.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		use(text)
	}
	return rows.Err()
}

// setFaults compares what each document states, as the rules read it, with the rows people query.
func (s *Store) setFaults(ctx context.Context) ([]Fault, error) {
	var hashes []string
	err := s.texts(ctx, "SELECT sha256 FROM documents WHERE state IN ('extracted', 'checked') ORDER BY sha256",
		func(sha string) { hashes = append(hashes, sha) })
	if err != nil {
		return nil, fmt.Errorf("checking the store: %w", explain(err))
	}
	var faults []Fault
	for _, sha := range hashes {
		set, err := s.LoadSet(ctx, sha)
		switch {
		case errors.Is(err, ErrFormat):
			continue // another version's; ingest reads it again
		case err != nil:
			faults = append(faults, Fault{sha, page.Message{ZH: "数据无法还原：" + err.Error(), EN: err.Error()}})
			continue
		case set.Document.SHA256 != sha:
			faults = append(faults, Fault{sha, page.Message{ZH: "数据属于另一文件", EN: "holds what another document states"}})
		}
		var rows int
		err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM v_facts WHERE sha256 = $1", sha).Scan(&rows)
		if err != nil {
			return nil, fmt.Errorf("checking the store: %w", explain(err))
		}
		if n := len(set.Facts()); n != rows {
			faults = append(faults, Fault{sha, page.Message{ZH: fmt.Sprintf("有%d项数据，表中有%d行", n, rows),
				EN: fmt.Sprintf("states %d figures, of which the table has %d", n, rows)}})
		}
	}
	return faults, nil
}

// Backup writes a copy of the store, as it is at one moment, into a new file, while others go on reading and writing. The copy
// has its name only when it is whole. An existing file is left alone, with an error that is os.ErrExist.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("backup %s: %w", path, os.ErrExist)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".gouji-backup-")
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "part")
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO $1", part); err != nil {
		return fmt.Errorf("backup: %w", explain(err))
	}
	if err := syncFile(part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	// A link fails where a file has come into being meanwhile; a rename would replace it.
	if err := os.Link(part, path); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

// syncFile waits until a file is on the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
