package main

import (
	"context"
	"errors"
	"fmt"

	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/store"
)

// ingest reads what came and is not read yet, in this run or in one that was cut short, and checks it.
func (n *night) ingest(ctx context.Context) error {
	documents, err := n.store.Documents(ctx)
	if err != nil {
		return err
	}
	var files []string
	for _, d := range documents {
		unread, failed := needsReading(d, readingVersion()), d.State == store.Failed && n.arrivals[d.SHA256]
		if !d.Current || !unread && !failed {
			continue // a bucket is not asked about the thousands that are read
		}
		kind := extension(d.Path)
		path := n.kept.place(d.SHA256, kind)
		fetched, err := n.fetched(ctx, d, kind)
		switch {
		case err != nil:
			return err
		case !fetched:
		case unread:
			files = append(files, path)
		default:
			n.digest.NotRead = append(n.digest.NotRead, unreadDocument{SHA256: d.SHA256, Path: path, Class: d.ErrorClass, Why: d.Error})
		}
	}
	if len(files) == 0 && !anyPending(documents) {
		return nil
	}
	p, err := newPipeline(n.options)
	if err != nil {
		return err
	}
	defer p.Close()
	p.manyFiles = true
	readers := newDocumentReader(n.options.jobs, len(files), n.options.engine)
	defer readers.Close()
	n.report.total = len(files)
	i := ingestRun{ingestion: ingestion{store: n.store, pipeline: p, documents: readers, originals: n.kept, version: readingVersion()}, run: n.run, report: n.report,
		seen: map[string]bool{}, suppress: n.suppress}
	return n.read(ctx, &i, files)
}

// fetched says whether a document came from a site and is kept as one of a kind that is read.
func (n *night) fetched(ctx context.Context, d store.Document, kind string) (bool, error) {
	switch {
	case kindOfFile("."+kind) != documentFile:
		return false, nil
	case n.kept.holds(d.Path):
		return d.Path == n.kept.place(d.SHA256, kind), nil
	}
	return n.kept.has(ctx, key(d.SHA256, kind), d.Size)
}

func anyPending(documents []store.Document) bool {
	for _, d := range documents {
		if d.Current && d.State == store.Extracted {
			return true
		}
	}
	return false
}

// read reads files, then checks all groups of the store that have something new.
func (n *night) read(ctx context.Context, i *ingestRun, files []string) error {
	left, err := i.ingestAll(ctx, n.options.jobs, files, func(in ingested) {
		i.took(in)
		if in.fate == fateFailed || in.fate == fateStillBad {
			n.notRead(in.sha256, in.path, in.err)
		}
	})
	switch {
	case err != nil:
		return err
	case left > 0:
		return fmt.Errorf("%w: %d of %d documents are not read yet", errInterrupted, left, len(files))
	}
	err = i.checkPending(ctx, func(path string, err error) {
		n.report.path(pathFailure{path, err})
		n.notRead("", path, err)
	})
	if errors.Is(err, context.Canceled) {
		err = errors.Join(errInterrupted, err)
	}
	return err
}

// notRead takes a document that could not be read or checked into the digest.
func (n *night) notRead(sha256, path string, err error) {
	n.digest.NotRead = append(n.digest.NotRead, unreadDocument{SHA256: sha256, Path: path, Class: errorClass(err), Why: explanation(err)})
}

// findings lists what the checks of this run found that was not found before, or with other figures, or no longer.
func (n *night) findings(ctx context.Context) error {
	view := store.View{Name: "v_findings", Order: "level = 'note', level = 'warning', sha256, seq, id",
		Where: fmt.Sprintf("status <> 'unchanged' AND verdict <> 'dismissed' AND sha256 IN (SELECT sha256 FROM v_documents "+
			"WHERE current = 1 AND checked_run = %d)", n.run),
		Columns: []string{"id", "rule", "level", "status", "sha256", "publisher", "coalesce(year, 0)", "title_zh", "title_en", "message_zh",
			"message_en", "form", "row_id", "column_id"}}
	suppressed, err := n.suppressed(ctx)
	if err != nil {
		return err
	}
	for row, err := range n.store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		text := func(i int) string { return fmt.Sprint(row[i]) }
		if suppressed[text(0)] {
			continue
		}
		n.digest.Findings = append(n.digest.Findings, foundFinding{ID: text(0), Rule: text(1), Level: text(2), Status: text(3),
			SHA256: text(4), Publisher: text(5), Year: int(row[6].(int64)), Title: page.Message{ZH: text(7), EN: text(8)},
			Message: page.Message{ZH: text(9), EN: text(10)}})
	}
	return nil
}

// suppressed are the IDs of the findings that the file of suppressions sets aside.
func (n *night) suppressed(ctx context.Context) (map[string]bool, error) {
	t, err := tallyFindings(ctx, n.store, n.suppress, func(string) bool { return true })
	if err != nil {
		return nil, err
	}
	n.suppress.report(t.reasons, n.report.note)
	ids := map[string]bool{}
	for _, f := range t.suppressed {
		ids[f.ID] = true
	}
	return ids, nil
}

// errors is how many findings of level error are new in this run, or have other figures.
func (d *digest) errors() int {
	n := 0
	for _, f := range d.Findings {
		if f.Level == string(reconcile.Error) && f.Status != string(store.Absent) {
			n++
		}
	}
	return n
}
