package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"gouji/reconcile"
	"gouji/store"
)

// testify names the readers that saw each accused figure of findings about some documents of a group. What the store
// knows of the same place is taken over; the second reader is asked about the rest, where the files are at hand.
func (c storeCheck) testify(ctx context.Context, group []store.Document, findings []reconcile.Finding) error {
	accused := accusedIn(findings)
	known := map[string]testimony{}
	for sha256 := range accused {
		if err := c.testimony(ctx, sha256, known); err != nil {
			return err
		}
	}
	var hearings errgroup.Group
	hearings.SetLimit(c.atOnce())
	for _, d := range group {
		var unheard []*reconcile.Evidence
		for _, e := range accused[d.SHA256] {
			heard := known[testimonyKey(d.SHA256, e)]
			if e.Witnesses, e.Otherwise = heard.witnesses, heard.otherwise; e.Witnesses == nil {
				unheard = append(unheard, e)
			}
		}
		hearings.Go(func() error {
			c.hear(ctx, d, unheard)
			return nil
		})
	}
	_ = hearings.Wait() // a witness that is silent is no error
	reconcile.Contest(findings)
	return nil
}

// atOnce is how many documents are heard at a time: as many as images are read.
func (c storeCheck) atOnce() int {
	if c.pipeline == nil {
		return 1
	}
	return max(1, c.pipeline.jobs)
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
				known[testimonyKey(fileOf(&f.Finding, e), e)] = testimony{e.Witnesses, e.Otherwise}
			}
		}
	}
	return nil
}

// testimonyKey is where and how a figure of a file is printed.
func testimonyKey(file string, e *reconcile.Evidence) string {
	return fmt.Sprint(file, e.Page, e.Box, e.Text)
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
