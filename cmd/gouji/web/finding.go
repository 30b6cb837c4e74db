package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/reconcile/report"
	"gouji/store"
)

// errNotFound: there is no such page.
var errNotFound = errors.New("not found")

// findingView is all a finding's page says.
type findingView struct {
	Entry    *entry
	Finding  reconcile.Finding
	Document *sheaf
	Rule     *reconcile.Rule
	Sections []report.Section
	// Places are the spots of pages it rests on, in the order printed, those of its own equation first.
	Places     []place
	Hypotheses []reconcile.Hypothesis
	// FirstSeen, Changed and LastSeen are when runs began that found it first, with these figures first, and last.
	FirstSeen, Changed, LastSeen string
	Verdicts                     []said
	// Corrections are what persons said that its figures read, the oldest first.
	Corrections []store.Correction
	// Versions are the other documents in which it was found.
	Versions []version
	Related  []*entry
	// Previous and Next are its neighbours in the list it was come to from; nil at the ends.
	Previous, Next *entry
	Place, Of      int
	// Query is that list's.
	Query string
}

// Bounded says whether the finding's equation is a limit that is passed, not a sum.
func (v *findingView) Bounded() bool { return strings.ContainsAny(v.Finding.Formula, "≤≥<>") }

// operand is one figure of a finding.
type operand struct {
	reconcile.Evidence
	// Sign is how it takes part in its equation: +, −, ÷, = or ≤; a blank for none.
	Sign string
	// Low and High bound what the printed figure stands for, in 元; empty for text and for exact figures.
	Low, High string
	// UnitFrom says where the unit comes from: a key of words; UnitTable is the table that has it.
	UnitFrom, UnitTable string
}

// Corrected says whether a person corrected the figure; ReadAs is then how the program read it.
func (o operand) Corrected() bool { return o.Source == page.Person }

// UnitBehind is the unit of a figure that is printed without one.
func (o operand) UnitBehind() string { return report.Unit(o.Evidence) }

// Spoken is what stands in the box, for those who do not see it.
func (p place) Spoken() string {
	var all []string
	for _, f := range p.Figures {
		all = append(all, strings.TrimSpace(f.Label+" "+f.Text+" "+f.UnitBehind()))
	}
	return strings.Join(all, "；")
}

// said is a verdict in a finding's history.
type said struct {
	store.Verdict
	Holds bool
}

// version is a document in which a finding was found, now or before.
type version struct {
	*sheaf
	Status, Formula string
}

// finding makes a finding's page; q is the list it was come to from. errNotFound where the store has none of the ID.
func (s *Site) finding(ctx context.Context, id string, q query) (*findingView, error) {
	v, err := s.loadFinding(ctx, id)
	if err != nil {
		return nil, err
	}
	x := s.index()
	v.Document = x.bySHA[v.Entry.SHA256]
	if v.Document == nil {
		return nil, errNotFound
	}
	for _, r := range s.Rules {
		if r.ID == v.Entry.Rule {
			v.Rule, v.Sections = r, report.Sections(r)
		}
	}
	v.Hypotheses, v.Query = report.Others(v.Finding), q.encode()
	v.neighbours(x, q)
	if err := s.history(ctx, v); err != nil {
		return nil, err
	}
	if err := s.places(ctx, v); err != nil {
		return nil, err
	}
	if err := s.corrections(ctx, v); err != nil {
		return nil, err
	}
	return v, s.related(ctx, v)
}

// loadFinding reads a finding from the document in which it was found last, and the others it was found in.
func (s *Site) loadFinding(ctx context.Context, id string) (*findingView, error) {
	var v *findingView
	columns := append(entryColumns(), "json", "last_run", "changed_run")
	view := store.View{Name: "v_findings", Columns: columns, Where: "id = ?", Args: []any{id}, Order: "status = 'absent', last_run DESC, document DESC"}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		e := s.index().entry(row)
		if v != nil {
			if d := s.index().bySHA[e.SHA256]; d != nil {
				v.Versions = append(v.Versions, version{d, e.Status, e.Formula})
			}
			continue
		}
		v = &findingView{Entry: e}
		n := len(columns)
		if err := json.Unmarshal([]byte(row[n-3].(string)), &v.Finding); err != nil {
			return nil, fmt.Errorf("loading finding %s: %w", id, err)
		}
		runs := runsOf(ctx, s.Store)
		v.FirstSeen, v.LastSeen, v.Changed = runs[e.FirstRun], runs[row[n-2].(int64)], runs[row[n-1].(int64)]
	}
	if v == nil {
		return nil, errNotFound
	}
	return v, nil
}

// runsOf are when the runs of a store began, by number. One that cannot be read is shown as unknown.
func runsOf(ctx context.Context, s *store.Store) map[int64]string {
	runs := map[int64]string{}
	for row, err := range s.Rows(ctx, store.View{Name: "v_runs", Columns: []string{"id", "started"}, Order: "id"}) {
		if err == nil {
			runs[row[0].(int64)] = row[1].(string)
		}
	}
	return runs
}

func (v *findingView) neighbours(x *index, q query) {
	list, _ := x.query(q)
	v.Of = len(list)
	for i, e := range list {
		if e.ID != v.Entry.ID {
			continue
		}
		v.Place = i + 1
		if i > 0 {
			v.Previous = list[i-1]
		}
		if i+1 < len(list) {
			v.Next = list[i+1]
		}
	}
}

func (s *Site) history(ctx context.Context, v *findingView) error {
	view := store.View{Name: "v_verdicts", Columns: []string{"verdict", "verdict_why", "verdict_by", "verdict_at", "holds"},
		Where: "finding = ?", Args: []any{v.Entry.ID}, Order: "verdict_id"}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		verdict := store.Verdict{Judgement: store.Judgement(row[0].(string)), Why: row[1].(string), By: row[2].(string), At: row[3].(string)}
		v.Verdicts = append(v.Verdicts, said{verdict, row[4].(int64) != 0})
	}
	return nil
}

// missing is why pages of a document cannot be drawn, as a key of words; empty where they can.
func (s *Site) missing(ctx context.Context, sha string) string {
	_, err := s.originals.path(ctx, sha)
	switch {
	case errors.Is(err, errOther):
		return "other-contents"
	case err != nil:
		return "file-gone"
	}
	return ""
}

// interval gives the bounds of what a printed figure stands for. Where the text holds more than the figure, none is
// shown: it may have several.
func (o *operand) interval() {
	if o.Value == "" || !fact.Unit(o.Unit).Money() {
		return
	}
	a := fact.ParseAmount(o.Text, fact.Unit(o.Unit))
	if a.State != fact.Number || a.Value.String() != o.Value {
		return
	}
	if i := a.Interval(); !i.Low.Equal(i.High) {
		o.Low, o.High = i.Low.String(), i.High.String()
	}
}

// unitOf finds where a figure's unit comes from: it is printed with it, over its table, or neither.
func (s *Site) unitOf(ctx context.Context, sha string, o *operand) error {
	switch {
	case o.Unit == "":
		return nil
	case strings.Contains(o.Text, o.Unit):
		o.UnitFrom = "unit-printed"
		return nil
	case o.Table == "":
		o.UnitFrom = "unit-sentence"
		return nil
	}
	o.UnitFrom, o.UnitTable = "unit-heading", o.Table
	view := store.View{Name: "v_tables", Columns: []string{"unit"}, SHA256: sha, Where: "table_id = ?", Args: []any{o.Table}, Order: "seq"}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		if row[0].(string) == o.Unit {
			o.UnitFrom = "unit-table"
		}
	}
	return nil
}

// related are other findings of the document that rest on one of the same places.
func (s *Site) related(ctx context.Context, v *findingView) error {
	mine := map[string]bool{}
	spot := func(values []any) string { return fmt.Sprint(values...) }
	seen := map[string]bool{v.Entry.ID: true}
	for _, e := range v.Finding.Evidence {
		if e.Document == "" {
			mine[spot([]any{int64(e.Page), e.Box[0], e.Box[1], e.Box[2], e.Box[3]})] = true
		}
	}
	view := evidenceOf(s.index().of(v.Entry.SHA256), v.Entry.SHA256)
	if len(view.Args) == 0 {
		return nil
	}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		id := row[0].(string)
		if e := s.index().byID[id]; e != nil && !seen[id] && mine[spot(row[1:])] {
			seen[id] = true
			v.Related = append(v.Related, e)
		}
	}
	return nil
}

// evidenceOf is where findings of a document rest on its own pages. They are asked for by their IDs, by which the
// store finds evidence at once.
func evidenceOf(findings []*entry, sha string) store.View {
	view := store.View{Name: "v_evidence", SHA256: sha, Order: "finding, seq", Columns: []string{"finding", "page", "x0", "y0", "x1", "y1"}}
	for _, e := range findings {
		view.Args = append(view.Args, e.ID)
	}
	view.Where = "other_sha256 = '' AND finding IN (" + strings.TrimSuffix(strings.Repeat("?, ", len(view.Args)), ", ") + ")"
	return view
}
