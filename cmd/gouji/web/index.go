// Package web shows what a store holds to people: findings with their figures cut from the page, documents, rules and
// an overview. The same view models and templates make a static report (Export) and the pages of a server (Handler).
package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/region"
	"gouji/store"
)

// entry is a finding as lists show it.
type entry struct {
	ID, Rule, Level, Kind, Status, SHA256, Publisher, DocumentKind string
	// Region is the code of the province, city or county of the publisher; empty where its name does not tell.
	Region string
	Year   int64
	Title  reconcile.Text
	// Message quotes both sides.
	Message                   reconcile.Text
	Formula, Difference, Unit string
	// Amount is the size of the difference in 元; zero where no amounts of money are compared.
	Amount   decimal.Decimal
	Pages    []string
	Verdict  store.Verdict
	FirstRun int64
	// Since is the day it was first found.
	Since string
	// size is the same for sorting alone, where no digit counts.
	size                 float64
	yearText, searchable string
}

// Size is the size of the difference in 元, for sorting.
func (e *entry) Size() string { return e.Amount.String() }

// Aside says whether a person dismissed it.
func (e *entry) Aside() bool { return e.Verdict.Judgement == store.Dismissed }

// index is what lists, facets and search need of a store, in memory: half a kilobyte a finding. A word of two
// characters is found as any other text is, which the full-text index of SQLite does not do.
type index struct {
	findings  []*entry
	documents []*sheaf
	byID      map[string]*entry
	bySHA     map[string]*sheaf
	// in are the findings of a document, by its hash.
	in map[string][]*entry
	// counts are the values of the facets over all findings; nil until they are counted.
	counts  map[string]map[string]int
	version storeVersion
	// began is when runs began, by number.
	began map[int64]string
}

// entry is a finding from a row of entryColumns.
func (x *index) entry(row []any) *entry {
	e := scanEntry(row)
	e.Since = day(x.began[e.FirstRun])
	return e
}

// sheaf is a document and how many findings it has.
type sheaf struct {
	store.Document
	Region string
	// Levels count its findings that nobody dismissed.
	Levels     map[string]int
	searchable string
}

// Since is the day the document was first seen.
func (s *sheaf) Since() string { return day(s.FirstSeen) }

// Name is what a document is called: its title, or the file's name.
func (s *sheaf) Name() string {
	if s.Title != "" {
		return s.Title
	}
	return baseName(s.Path)
}

// File is the name of its file, without folders.
func (s *sheaf) File() string { return baseName(s.Path) }

func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// storeVersion is another one when a run ended or a verdict was added since.
type storeVersion struct{ run, ended, verdict int64 }

func versionOf(ctx context.Context, s *store.Store) (storeVersion, error) {
	var v storeVersion
	runs := store.View{Name: "v_runs", Columns: []string{"coalesce(max(id), 0)", "count(*) FILTER (WHERE outcome <> 'running')"}, Order: "1"}
	for row, err := range s.Rows(ctx, runs) {
		if err != nil {
			return v, err
		}
		v.run, v.ended = row[0].(int64), row[1].(int64)
	}
	verdicts := store.View{Name: "v_verdicts", Columns: []string{"verdict_id"}, Order: "verdict_id DESC LIMIT 1"}
	for row, err := range s.Rows(ctx, verdicts) {
		if err != nil {
			return v, err
		}
		v.verdict = row[0].(int64)
	}
	return v, nil
}

// loadIndex reads what lists need of the documents that are there now.
func loadIndex(ctx context.Context, s *store.Store) (*index, error) {
	x := &index{byID: map[string]*entry{}, bySHA: map[string]*sheaf{}, in: map[string][]*entry{}}
	var err error
	if x.version, err = versionOf(ctx, s); err != nil {
		return nil, err
	}
	if err := x.loadDocuments(ctx, s); err != nil {
		return nil, err
	}
	x.began = runsOf(ctx, s)
	view := store.View{Name: "v_findings", Order: "sha256, seq, id", Where: "status <> 'absent'", Columns: entryColumns()}
	for row, err := range s.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		x.add(x.entry(row))
	}
	slices.SortStableFunc(x.findings, bySeverity)
	for _, own := range x.in {
		slices.SortStableFunc(own, bySeverity)
	}
	_, x.counts = x.query(query{Page: 1})
	return x, nil
}

func entryColumns() []string {
	return []string{"id", "rule", "level", "finding_kind", "status", "sha256", "publisher", "kind", "coalesce(year, 0)",
		"title_zh", "title_en", "message_zh", "message_en", "formula", "difference", "unit", "coalesce(pages, '')",
		"verdict", "verdict_why", "verdict_by", "verdict_at", "first_run"}
}

func scanEntry(row []any) *entry {
	at := -1
	next := func() string { at++; return fmt.Sprint(row[at]) }
	number := func() int64 { at++; return row[at].(int64) }
	e := &entry{ID: next(), Rule: next(), Level: next(), Kind: next(), Status: next(), SHA256: next(), Publisher: next(),
		DocumentKind: next(), Year: number()}
	e.Title = reconcile.Text{ZH: next(), EN: next()}
	e.Message = reconcile.Text{ZH: next(), EN: next()}
	e.Formula, e.Difference, e.Unit = next(), next(), next()
	if pages := next(); pages != "" {
		e.Pages = strings.Split(pages, ",")
	}
	e.Verdict = store.Verdict{Judgement: store.Judgement(next()), Why: next(), By: next(), At: next()}
	e.FirstRun = number()
	e.Amount = amountOf(e.Difference, e.Unit)
	e.size, e.yearText = e.Amount.InexactFloat64(), yearText(e.Year)
	e.Region = region.Of(e.Publisher)
	e.searchable = strings.ToLower(strings.Join([]string{e.ID, e.Rule, e.Publisher, e.Title.ZH, e.Title.EN, e.Message.ZH,
		e.Message.EN, e.Formula}, "\n"))
	return e
}

// amountOf is the size of a difference in 元; zero where it is none of money.
func amountOf(difference, unit string) decimal.Decimal {
	d, err := decimal.NewFromString(difference)
	if err != nil || !fact.Unit(unit).Money() {
		return decimal.Zero
	}
	return d.Shift(fact.Unit(unit).Exponent()).Abs()
}

// add takes in a finding of a document that is there now. Of a finding that two files have, the first is linked.
func (x *index) add(e *entry) {
	d := x.bySHA[e.SHA256]
	if d == nil || !d.Current {
		return
	}
	if x.byID[e.ID] != nil {
		return
	}
	x.findings = append(x.findings, e)
	x.byID[e.ID] = e
	x.in[e.SHA256] = append(x.in[e.SHA256], e)
	if !e.Aside() {
		d.Levels[e.Level]++
	}
}

func (x *index) loadDocuments(ctx context.Context, s *store.Store) error {
	documents, err := s.Documents(ctx)
	if err != nil {
		return err
	}
	for _, d := range documents {
		h := &sheaf{Document: d, Region: region.Of(d.Publisher), Levels: map[string]int{}}
		h.searchable = strings.ToLower(strings.Join([]string{d.Title, d.Publisher, baseName(d.Path), d.SHA256}, "\n"))
		x.bySHA[d.SHA256] = h
		if d.Current {
			x.documents = append(x.documents, h)
		}
	}
	return nil
}

// again is the index with its documents and without findings.
func (x *index) again() *index {
	y := &index{byID: map[string]*entry{}, bySHA: map[string]*sheaf{}, in: map[string][]*entry{}, began: x.began}
	for sha, d := range x.bySHA {
		same := *d
		same.Levels = map[string]int{}
		y.bySHA[sha] = &same
	}
	for _, d := range x.documents {
		y.documents = append(y.documents, y.bySHA[d.SHA256])
	}
	return y
}

// severityOf orders levels, the most severe first.
func severityOf(level string) int {
	return slices.Index([]string{string(reconcile.Error), string(reconcile.Warning), string(reconcile.Note)}, level)
}

// bySeverity puts the most certain first, and of those the largest.
func bySeverity(a, b *entry) int {
	return cmp.Or(cmp.Compare(severityOf(a.Level), severityOf(b.Level)), cmp.Compare(b.size, a.size))
}

// byAmount puts the largest first.
func byAmount(a, b *entry) int {
	return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(severityOf(a.Level), severityOf(b.Level)))
}

// jsonList is a JSON array of a view's column.
func jsonList[T any](text any) []T {
	var list []T
	if s, ok := text.(string); ok && s != "" {
		_ = json.Unmarshal([]byte(s), &list) // the store wrote it; nothing is shown where it cannot be read
	}
	return list
}

// PageNumbers are the pages of its document it rests on, counted from 1.
func (e *entry) PageNumbers() []int {
	var all []int
	for _, p := range e.Pages {
		if n, err := strconv.Atoi(p); err == nil {
			all = append(all, n)
		}
	}
	return all
}
