package main

import (
	"context"
	"fmt"

	"gouji/reconcile"
	"gouji/store"
)

// testify names the readers that saw each accused figure of a group's findings. What the store knows of the same place
// is taken over; the second reader is asked about the rest, where the files are at hand.
func (c storeCheck) testify(ctx context.Context, group []store.Document, findings []reconcile.Finding) error {
	for _, d := range group {
		known, err := c.testimony(ctx, d.SHA256)
		if err != nil {
			return err
		}
		var unheard []*reconcile.Evidence
		for i := range findings {
			f := &findings[i]
			if f.Level == reconcile.Note {
				continue
			}
			for k := range f.Evidence {
				e := &f.Evidence[k]
				if fileOf(f, e) != d.SHA256 {
					continue
				}
				if e.Witnesses = known[testimonyKey(e)]; e.Witnesses == nil {
					unheard = append(unheard, e)
				}
			}
		}
		c.hear(ctx, d.Path, unheard)
	}
	return nil
}

// testimony is what is known of a document's accused figures: who saw them, by place and print.
func (c storeCheck) testimony(ctx context.Context, sha256 string) (map[string][]string, error) {
	findings, err := c.store.Findings(ctx, sha256)
	if err != nil {
		return nil, err
	}
	known := map[string][]string{}
	for _, f := range findings {
		for i := range f.Evidence {
			// Of what another document's figures say, that document's own findings know; the rest is asked again.
			if e := &f.Evidence[i]; len(e.Witnesses) > 0 && e.Document == "" {
				known[testimonyKey(e)] = e.Witnesses
			}
		}
	}
	return known, nil
}

// testimonyKey is where and how a figure is printed.
func testimonyKey(e *reconcile.Evidence) string { return fmt.Sprint(e.Page, e.Box, e.Text) }

// hear asks the second reader; without the files only the reader that gave the evidence is named.
func (c storeCheck) hear(ctx context.Context, path string, unheard []*reconcile.Evidence) {
	switch {
	case len(unheard) == 0:
	case c.pipeline != nil:
		c.pipeline.hear(ctx, path, unheard)
	default:
		for _, e := range unheard {
			e.Witnesses = []string{firstWitness(e.Source)}
		}
	}
}
