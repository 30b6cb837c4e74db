package web

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"gouji/reconcile"
	"gouji/reconcile/report"
	"gouji/store"
)

// Site is a store as people see it.
type Site struct {
	// Store is what is shown.
	Store *store.Store
	// Rules give titles, explanations and authorities.
	Rules []*reconcile.Rule
	// Version is the program's, printed at the foot of every page.
	Version string

	recheck   func(ctx context.Context, sha256 string) error
	originals *originals
	pictures  *pictures
	current   atomic.Pointer[index]
	tally     atomic.Pointer[tally]
	refreshed sync.Mutex
}

// Options say what a site shows and how it draws pages.
type Options struct {
	Store   *store.Store
	Rules   []*reconcile.Rule
	Version string
	Render  Renderer
	// Fetch gives a file with the bytes of a document that no path of the store has any more; nil where there is none.
	Fetch func(ctx context.Context, sha256 string) (path string, err error)
	// Recheck runs the rules again over the documents that are checked with one; nil where nobody corrects anything.
	Recheck func(ctx context.Context, sha256 string) error
}

// New opens a site and reads what lists need of the store.
func New(ctx context.Context, o Options) (*Site, error) {
	s := &Site{Store: o.Store, Rules: o.Rules, Version: o.Version, recheck: o.Recheck}
	s.originals = &originals{store: o.Store, fetch: o.Fetch, seen: map[string]stamped{}}
	s.pictures = &pictures{render: o.Render, originals: s.originals}
	return s, s.load(ctx)
}

func (s *Site) index() *index { return s.current.Load() }

func (s *Site) load(ctx context.Context) error {
	x, err := loadIndex(ctx, s.Store)
	if err != nil {
		return fmt.Errorf("reading the store: %w", err)
	}
	t, err := loadTally(ctx, s.Store)
	if err != nil {
		return fmt.Errorf("reading the store: %w", err)
	}
	s.current.Store(x)
	s.tally.Store(t)
	return nil
}

// refresh reads the store again where a run ended or a verdict was added since.
func (s *Site) refresh(ctx context.Context) error {
	s.refreshed.Lock()
	defer s.refreshed.Unlock()
	now, err := versionOf(ctx, s.Store)
	if err != nil {
		return err
	}
	old := s.index()
	switch {
	case now == old.version:
		return nil
	case now.run == old.version.run && now.ended == old.version.ended:
		return s.verdicts(ctx, now)
	}
	return s.load(ctx)
}

// verdicts reads again the findings of which something was said since the index was read.
func (s *Site) verdicts(ctx context.Context, now storeVersion) error {
	old := s.index()
	changed := map[string]*entry{}
	view := store.View{Name: "v_findings", Columns: entryColumns(), Order: "sha256, seq, id",
		Where: "status <> 'absent' AND id IN (SELECT finding FROM v_verdicts WHERE verdict_id > ?)", Args: []any{old.version.verdict}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		e := old.entry(row)
		changed[e.ID+e.SHA256] = e
	}
	x := old.again()
	x.version = now
	for _, e := range old.findings {
		if fresh := changed[e.ID+e.SHA256]; fresh != nil {
			e = fresh
		}
		x.add(e)
	}
	_, x.counts = x.query(query{Page: 1})
	s.current.Store(x)
	return nil
}

// ruleView is a rule's page.
type ruleView struct {
	Rule     *reconcile.Rule
	Sections []report.Section
	Examples []example
	// Findings are the first of them, Count how many there are.
	Findings []*entry
	Count    int
	// Outcomes count what the rule came to, by outcome, over all documents.
	Outcomes chart
}

type example struct {
	reconcile.Example
	Formulas []string
}

// rule makes a rule's page; errNotFound where there is none of the ID.
func (s *Site) rule(id string) (*ruleView, error) {
	for _, r := range s.Rules {
		if r.ID != id {
			continue
		}
		v := &ruleView{Rule: r, Sections: report.Sections(r)}
		for _, e := range r.Examples {
			v.Examples = append(v.Examples, example{e, report.Formulas(r, e)})
		}
		for _, e := range s.index().findings {
			if e.Rule != id {
				continue
			}
			if v.Count++; v.Count <= pageSize {
				v.Findings = append(v.Findings, e)
			}
		}
		v.Outcomes = s.tally.Load().ofRule(id)
		return v, nil
	}
	return nil, errNotFound
}
