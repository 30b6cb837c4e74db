package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
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

// checkGroup is what is checked together.
type checkGroup struct {
	// documents are of one place and year, before are those of the year before it, which are only looked at.
	documents, before []store.Document
}

// all are the documents that have to be at hand.
func (g *checkGroup) all() []store.Document { return slices.Concat(g.documents, g.before) }

// pending says whether a group has a document that was not checked since it was read.
func (g *checkGroup) pending() bool {
	return slices.ContainsFunc(g.all(), func(d store.Document) bool { return d.State == store.Extracted })
}

// has says whether a document has a part in a group.
func (g *checkGroup) has(sha256 string) bool {
	return slices.ContainsFunc(g.all(), func(d store.Document) bool { return d.SHA256 == sha256 })
}

// checkGroups puts documents that are checked together into one group: those of one year of the publishers of one place, or
// of one publisher whose name does not say its place. Only documents that have been read and that a file still has take part:
// an earlier version is not held against its successor. A document without a known publisher stands alone. The years of a
// place follow one another, so that no more than two of them are held at a time; otherwise groups keep the order of the
// documents.
func checkGroups(documents []store.Document) []*checkGroup {
	var order []string
	places := map[string]map[int]*checkGroup{}
	for i, d := range documents {
		if !d.Current || (d.State != store.Extracted && d.State != store.Checked) {
			continue
		}
		place := placeOf(d, i)
		if places[place] == nil {
			places[place] = map[int]*checkGroup{}
			order = append(order, place)
		}
		if places[place][d.Year] == nil {
			places[place][d.Year] = &checkGroup{}
		}
		group := places[place][d.Year]
		group.documents = append(group.documents, d)
	}
	var groups []*checkGroup
	for _, place := range order {
		for _, year := range slices.Sorted(maps.Keys(places[place])) {
			group := places[place][year]
			if before := places[place][year-1]; before != nil {
				group.before = before.documents
			}
			groups = append(groups, group)
		}
	}
	return groups
}

// placeOf names what a document is grouped by: its place, else its publisher, else its number.
func placeOf(d store.Document, number int) string {
	if place := region.Of(d.Publisher); place != "" {
		return place
	}
	if d.Publisher != "" {
		return d.Publisher
	}
	return fmt.Sprintf("#%d", number)
}

// partSize is how many documents of a group are checked before what they come to is kept: a city has thousands.
const partSize = 50

// groups checks group after group, each in parts, and keeps what each part comes to. What cannot be checked is handed to
// failed, and stops nothing; the error is that of the store or of an ended context. Between two parts the store is whole.
func (c storeCheck) groups(ctx context.Context, groups []*checkGroup, failed func(path string, err error)) error {
	at := map[string]*fact.Set{}
	for _, group := range groups {
		c.load(context.WithoutCancel(ctx), group, at, failed)
		var p groupPart
		checked := p.add(group.documents, at)
		p.add(group.before, at)
		for p.from = 0; p.from < checked; p.from = p.to {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("interrupted before the last documents were checked: %w", err)
			}
			p.to = min(p.from+partSize, checked)
			if err := c.part(context.WithoutCancel(ctx), p, failed); err != nil {
				return err
			}
		}
	}
	return nil
}

// load makes sets, by hash, those of a group: what it does not need goes before anything else is read.
func (c storeCheck) load(ctx context.Context, group *checkGroup, sets map[string]*fact.Set, failed func(path string, err error)) {
	needed := map[string]bool{}
	for _, d := range group.all() {
		needed[d.SHA256] = true
	}
	maps.DeleteFunc(sets, func(sha256 string, _ *fact.Set) bool { return !needed[sha256] })
	for _, d := range group.all() {
		if sets[d.SHA256] != nil {
			continue
		}
		set, err := c.store.LoadSet(ctx, d.SHA256)
		if err != nil {
			failed(d.Path, err)
			continue
		}
		sets[d.SHA256] = set
	}
}

// groupPart is the documents of a group with their sets, of which those from one place up to another are checked.
type groupPart struct {
	documents []store.Document
	sets      []*fact.Set
	from, to  int
}

// add adds documents, those whose sets are at hand, and gives how many there are now.
func (p *groupPart) add(documents []store.Document, at map[string]*fact.Set) int {
	for _, d := range documents {
		if set := at[d.SHA256]; set != nil {
			p.documents, p.sets = append(p.documents, d), append(p.sets, set)
		}
	}
	return len(p.documents)
}

func (c storeCheck) part(ctx context.Context, p groupPart, failed func(path string, err error)) error {
	var checked []string
	versions := map[string]string{}
	for _, d := range p.documents[p.from:p.to] {
		checked = append(checked, d.SHA256)
		versions[d.SHA256] = d.ExtractorVersion
	}
	findings, ledger := reconcile.CheckPart(p.sets, p.from, p.to, c.rules)
	for _, l := range ledger {
		if l.Failure != "" {
			failed(pathOf(p.documents, l.Document), fmt.Errorf("%s", l.Failure))
		}
	}
	if err := c.testify(ctx, p.documents, findings); err != nil {
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
