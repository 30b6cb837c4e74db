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
	known := map[string]testimony{}
	for _, d := range group {
		if err := c.testimony(ctx, d.SHA256, known); err != nil {
			return err
		}
	}
	for _, d := range group {
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
				heard := known[testimonyKey(f, e)]
				if e.Witnesses, e.Otherwise = heard.witnesses, heard.otherwise; e.Witnesses == nil {
					unheard = append(unheard, e)
				}
			}
		}
		c.hear(ctx, d, unheard)
	}
	reconcile.Contest(findings)
	return nil
}

// testimony is who saw a figure, and what else was seen in its ink.
type testimony struct {
	witnesses []string
	otherwise string
}

// testimony adds what is known of the figures that a document's findings accuse: who saw them, by place and print.
func (c storeCheck) testimony(ctx context.Context, sha256 string, known map[string]testimony) error {
	findings, err := c.store.Findings(ctx, sha256)
	if err != nil {
		return err
	}
	for _, f := range findings {
		for i := range f.Evidence {
			if e := &f.Evidence[i]; len(e.Witnesses) > 0 {
				known[testimonyKey(&f.Finding, e)] = testimony{e.Witnesses, e.Otherwise}
			}
		}
	}
	return nil
}

// testimonyKey is where and how a figure is printed.
func testimonyKey(f *reconcile.Finding, e *reconcile.Evidence) string {
	return fmt.Sprint(fileOf(f, e), e.Page, e.Box, e.Text)
}

// hear asks the second reader; without the files only the reader that gave the evidence is named.
func (c storeCheck) hear(ctx context.Context, d store.Document, unheard []*reconcile.Evidence) {
	if len(unheard) == 0 {
		return
	}
	if c.pipeline != nil {
		file, done, err := c.originals.file(ctx, d.SHA256, d.Path)
		if err == nil {
			defer done()
			c.pipeline.hear(ctx, file, unheard)
			c.pipeline.contested(d.Path, unheard)
			return
		}
		c.pipeline.silent(d.Path, err)
	}
	for _, e := range unheard {
		e.Witnesses = []string{firstWitness(e.Source)}
	}
}
