package main

import (
	"context"
	"fmt"
	"time"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/region"
	"gouji/store"
)

// storeCheck runs the rules over documents in the store.
type storeCheck struct {
	store *store.Store
	run   int64
	// suppress is what does not count.
	suppress suppressionFile
	rules    []*reconcile.Rule
	// pipeline has the second reader; nil where the files are not at hand.
	pipeline *pipeline
	// originals has the documents whose files are elsewhere; nil where paths are enough.
	originals *originals
}

// checkGroups puts documents that are checked together into one group: those of the publishers of one place, or of one
// publisher whose name does not say its place. Only documents that have been read and that a file still has take part:
// an earlier version is not held against its successor. A document without a known publisher stands alone. Groups keep
// the order of the documents.
func checkGroups(documents []store.Document) [][]store.Document {
	var groups [][]store.Document
	byKey := map[string]int{}
	for _, d := range documents {
		if !d.Current || (d.State != store.Extracted && d.State != store.Checked) {
			continue
		}
		key := region.Of(d.Publisher)
		if key == "" {
			key = d.Publisher
		}
		i, known := byKey[key]
		if !known || key == "" {
			i = len(groups)
			groups = append(groups, nil)
			byKey[key] = i
		}
		groups[i] = append(groups[i], d)
	}
	return groups
}

// pending says whether a group has a document that was not checked since it was read.
func pending(group []store.Document) bool {
	for _, d := range group {
		if d.State == store.Extracted {
			return true
		}
	}
	return false
}

// groups checks group after group and keeps what each comes to. What cannot be checked is handed to failed, and stops
// nothing; the error is that of the store or of an ended context. Between two groups the store is whole.
func (c storeCheck) groups(ctx context.Context, groups [][]store.Document, failed func(path string, err error)) error {
	for _, group := range groups {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("interrupted before the last documents were checked: %w", err)
		}
		if err := c.group(context.WithoutCancel(ctx), group, failed); err != nil {
			return err
		}
	}
	return nil
}

func (c storeCheck) group(ctx context.Context, group []store.Document, failed func(path string, err error)) error {
	var sets []*fact.Set
	var checked []string
	versions := map[string]string{}
	for _, d := range group {
		set, err := c.store.LoadSet(ctx, d.SHA256)
		if err != nil {
			failed(d.Path, err)
			continue
		}
		sets = append(sets, set)
		checked = append(checked, d.SHA256)
		versions[d.SHA256] = d.ExtractorVersion
	}
	findings, ledger := reconcile.Check(sets, c.rules)
	for _, l := range ledger {
		if l.Failure != "" {
			failed(pathOf(group, l.Document), fmt.Errorf("%s", l.Failure))
		}
	}
	if err := c.testify(ctx, group, findings); err != nil {
		return err
	}
	return c.store.SaveCheck(ctx, store.Check{Run: c.run, Documents: checked, Versions: versions, Findings: findings, Ledger: ledger,
		Time: time.Now()})
}

// pathOf is the file of a document of a group.
func pathOf(group []store.Document, sha256 string) string {
	for _, d := range group {
		if d.SHA256 == sha256 {
			return d.Path
		}
	}
	return sha256
}
