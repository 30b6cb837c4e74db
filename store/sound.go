package store

import (
	"context"
	"errors"
	"fmt"

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

// orphan is the fault of a row, named by its table, whose reference leads nowhere.
func orphan(row string) Fault {
	return Fault{row, page.Message{ZH: "指向不存在的行", EN: "refers to a row that is not there"}}
}

// Faults looks at the whole store: the database's structure, references, states against contents, and every set of facts against
// its document and rows. It gives what is wrong, nothing for a sound store; the error is about looking.
func (s *Store) Faults(ctx context.Context) ([]Fault, error) {
	faults, err := s.engine.faults(ctx, s)
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
// has its name only when it is whole. An existing file is left alone, with an error that is os.ErrExist. ErrElsewhere, with
// what to do, for a store on PostgreSQL, whose own tools copy it.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.engine.backup(ctx, s, path); err != nil {
		return fmt.Errorf("backup: %w", explain(err))
	}
	return nil
}
