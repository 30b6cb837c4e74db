package web

import (
	"context"
	"slices"

	"gouji/reconcile"
	"gouji/store"
)

// documentView is all a document's page says.
type documentView struct {
	Document *sheaf
	Findings []*entry
	Sheets   []sheetInfo
	Tables   []tableInfo
	Problems []problem
	// Corrections are what persons said that its figures read, the oldest first.
	Corrections []store.Correction
	// Ledger is what every rule came to, those that could not be checked first.
	Ledger   []ledgerGroup
	Versions []documentVersion
	// MoreVersions is how many others are not listed.
	MoreVersions int
	// Missing is why its pages cannot be drawn, a key of words; empty where they can.
	Missing string
	// ThreePublic is the publisher's spending of the three kinds over the years; nil where fewer than two are known.
	ThreePublic *chart
}

// sheetInfo is a page of a document.
type sheetInfo struct {
	Number         int
	Width, Height  float64 // points
	Source, Reader string
	Words          int64
	// Tables are those that stand on it, Findings those that rest on it.
	Tables   []tableInfo
	Findings []*entry
	Problems int
}

// tableInfo is a table of a document.
type tableInfo struct {
	ID, Title, Form, Unit string
	Pages                 []int
	Rows, Cols, Headers   int64
}

// First is the page the table begins on.
func (t tableInfo) First() int {
	if len(t.Pages) == 0 {
		return 0
	}
	return t.Pages[0]
}

// problem is a spot that could not be read.
type problem struct {
	Page    int64
	Code    string
	Message reconcile.Text
}

// ledgerGroup are the rules that came to one outcome.
type ledgerGroup struct {
	Outcome string
	Lines   []ledgerLine
}

type ledgerLine struct {
	reconcile.LedgerLine
	Title reconcile.Text
}

// document makes a document's page; errNotFound where the store has none of the hash.
func (s *Site) document(ctx context.Context, sha string) (*documentView, error) {
	v, err := s.contents(ctx, sha)
	if err != nil {
		return nil, err
	}
	if v.Ledger, err = s.ledger(ctx, sha); err != nil {
		return nil, err
	}
	if err := s.versions(ctx, v); err != nil {
		return nil, err
	}
	v.ThreePublic, err = s.threePublic(ctx, v.Document.Publisher)
	return v, err
}

// contents are what pages of a document need of it: what it is, what was found, and what stands on which page.
func (s *Site) contents(ctx context.Context, sha string) (*documentView, error) {
	v := &documentView{Document: s.index().bySHA[sha]}
	if v.Document == nil {
		return nil, errNotFound
	}
	var err error
	if v.Findings, err = s.findingsOf(ctx, v.Document); err != nil {
		return nil, err
	}
	v.Missing = s.missing(ctx, sha)
	if v.Sheets, err = s.sheets(ctx, sha); err != nil {
		return nil, err
	}
	if v.Tables, err = s.tables(ctx, sha); err != nil {
		return nil, err
	}
	if v.Problems, err = s.problems(ctx, sha); err != nil {
		return nil, err
	}
	if v.Corrections, err = s.Store.Corrections(ctx, sha); err != nil {
		return nil, err
	}
	v.fillSheets()
	return v, nil
}

// of are the findings of a document, the most severe first.
func (x *index) of(sha string) []*entry { return x.in[sha] }

// fillSheets tells every page what stands on it.
func (v *documentView) fillSheets() {
	at := func(number int) *sheetInfo {
		if s := sheetAt(v.Sheets, number); s != nil {
			return s
		}
		return &sheetInfo{} // what is about the document as a whole stands on no page
	}
	for _, t := range v.Tables {
		for _, n := range t.Pages {
			at(n).Tables = append(at(n).Tables, t)
		}
	}
	for _, p := range v.Problems {
		at(int(p.Page)).Problems++
	}
	for _, e := range v.Findings {
		for _, n := range e.PageNumbers() {
			at(n).Findings = append(at(n).Findings, e)
		}
	}
}

// sheetAt is the page with a number; nil where there is none.
func sheetAt(sheets []sheetInfo, number int) *sheetInfo {
	i, found := slices.BinarySearchFunc(sheets, number, func(s sheetInfo, n int) int { return s.Number - n })
	if !found {
		return nil
	}
	return &sheets[i]
}

// sheets are the pages of a document, in order.
func (s *Site) sheets(ctx context.Context, sha string) ([]sheetInfo, error) {
	var all []sheetInfo
	view := store.View{Name: "v_pages", SHA256: sha, Order: "page", Columns: []string{"page", "width", "height", "source", "reader", "words"}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		all = append(all, sheetInfo{Number: int(row[0].(int64)), Width: row[1].(float64), Height: row[2].(float64),
			Source: row[3].(string), Reader: row[4].(string), Words: row[5].(int64)})
	}
	return all, nil
}

func (s *Site) tables(ctx context.Context, sha string) ([]tableInfo, error) {
	var all []tableInfo
	view := store.View{Name: "v_tables", SHA256: sha, Order: "seq",
		Columns: []string{"table_id", "title", "form", "unit", "pages", "row_count", "col_count", "header_rows"}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		all = append(all, tableInfo{ID: row[0].(string), Title: row[1].(string), Form: row[2].(string), Unit: row[3].(string),
			Pages: jsonList[int](row[4]), Rows: row[5].(int64), Cols: row[6].(int64), Headers: row[7].(int64)})
	}
	return all, nil
}

func (s *Site) problems(ctx context.Context, sha string) ([]problem, error) {
	var all []problem
	view := store.View{Name: "v_problems", SHA256: sha, Order: "seq", Columns: []string{"page", "code", "message_zh", "message_en"}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		all = append(all, problem{row[0].(int64), row[1].(string), reconcile.Text{ZH: row[2].(string), EN: row[3].(string)}})
	}
	return all, nil
}

func (s *Site) ledger(ctx context.Context, sha string) ([]ledgerGroup, error) {
	lines, err := s.Store.Ledger(ctx, sha)
	if err != nil {
		return nil, err
	}
	var groups []ledgerGroup
	for _, outcome := range []reconcile.Outcome{reconcile.Insufficient, reconcile.Fires, reconcile.Holds, reconcile.NotApplicable} {
		g := ledgerGroup{Outcome: string(outcome)}
		for _, l := range lines {
			if l.Outcome == outcome {
				g.Lines = append(g.Lines, ledgerLine{l, s.ruleTitle(l.Rule)})
			}
		}
		if len(g.Lines) > 0 {
			groups = append(groups, g)
		}
	}
	return groups, nil
}

// ruleTitle is a rule's title; empty for one that is no longer there.
func (s *Site) ruleTitle(id string) reconcile.Text {
	for _, r := range s.Rules {
		if r.ID == id {
			return r.Title
		}
	}
	return reconcile.Text{}
}
