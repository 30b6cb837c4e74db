package main

import (
	"context"
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/store"
)

// aboutFinding gives the document of a finding.
type aboutFinding func(reconcile.Finding) fact.Document

// levels count findings by level.
type levels map[reconcile.Level]int

// tallied is what the last checks found: what counts by level, and what does not.
type tallied struct {
	levels    levels
	dismissed int
	// suppressed are the findings a file of suppressions sets aside.
	suppressed []reconcile.Finding
	reasons    reconcile.Suppressed
}

// standing is a finding of the store, as far as it takes to count it.
type standing struct {
	finding  reconcile.Finding
	document fact.Document
	verdict  store.Judgement
}

// tallyFindings counts the findings of the documents that wanted names. Suppressions are held against all documents,
// so that one is not called stale for what a run did not touch.
func tallyFindings(ctx context.Context, s *store.Store, file suppressionFile, wanted func(sha256 string) bool) (tallied, error) {
	found, err := standings(ctx, s)
	if err != nil {
		return tallied{}, err
	}
	var findings []reconcile.Finding
	documents := map[string]fact.Document{}
	for _, f := range found {
		findings = append(findings, f.finding)
		documents[f.finding.Document] = f.document
	}
	t := tallied{levels: levels{}}
	t.reasons = file.apply(findings, func(f reconcile.Finding) fact.Document { return documents[f.Document] })
	for _, f := range found {
		_, suppressed := t.reasons.By[f.finding.ID]
		switch {
		case !wanted(f.finding.Document):
		case suppressed:
			t.suppressed = append(t.suppressed, f.finding)
		case f.verdict == store.Dismissed:
			t.dismissed++
		default:
			t.levels[f.finding.Level]++
		}
	}
	return t, nil
}

// standings are the findings that the last checks found, in order of document.
func standings(ctx context.Context, s *store.Store) ([]standing, error) {
	view := store.View{Name: "v_findings", Order: "sha256, seq, id", Where: "status <> 'absent'", Columns: []string{"id", "rule", "level",
		"sha256", "publisher", "coalesce(year, 0)", "form", "row_id", "column_id", "verdict"}}
	var all []standing
	for row, err := range s.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		text := func(i int) string { return fmt.Sprint(row[i]) }
		f := reconcile.Finding{ID: text(0), Rule: text(1), Level: reconcile.Level(text(2)), Document: text(3),
			Element: reconcile.Element{Form: text(6), Row: text(7), Column: text(8)}}
		d := fact.Document{SHA256: text(3), Publisher: text(4), Year: int(row[5].(int64))}
		all = append(all, standing{f, d, store.Judgement(text(9))})
	}
	return all, nil
}

// aside says which findings do not count, and why: each that is suppressed by name, those dismissed by their number.
func (r *ingestReport) aside(t tallied, file suppressionFile) {
	for _, f := range t.suppressed {
		s := t.reasons.By[f.ID]
		r.note(reconcile.Text{ZH: fmt.Sprintf("已抑制：%s %s（%s:%d：%s）", f.Rule, f.ID, file.name, s.Line, s.Reason),
			EN: fmt.Sprintf("suppressed: %s %s (%s:%d: %s)", f.Rule, f.ID, file.name, s.Line, s.Reason)})
	}
	file.report(t.reasons, r.note)
	if t.dismissed > 0 || len(t.suppressed) > 0 {
		r.note(reconcile.Text{ZH: fmt.Sprintf("不计：已驳回%d，已抑制%d", t.dismissed, len(t.suppressed)),
			EN: fmt.Sprintf("not counted: %d dismissed, %d suppressed", t.dismissed, len(t.suppressed))})
	}
}
