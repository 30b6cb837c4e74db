package web

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/store"
)

// figures is a reading of a document with figures of one form, by row.
func figures(sha, publisher string, year int, rows ...string) *extract.Result {
	form := &fact.Form{ID: fact.IncomeExpenditureTotal, Unit: fact.WanYuan}
	for i := 0; i+1 < len(rows); i += 2 {
		form.Facts = append(form.Facts, fact.Fact{Form: form.ID, Row: rows[i], RowName: rows[i], Column: fact.TotalColumn, ColumnPath: "合计",
			Amount: fact.ParseAmount(rows[i+1], fact.WanYuan), Place: fact.Place{Page: 1, Box: page.Rect{X1: 9, Y1: 9}, Confidence: 1, Source: page.Text}})
	}
	return &extract.Result{Pages: []extract.PageInfo{{Page: 1, Width: 595, Height: 842, Source: page.Text}}, Set: &fact.Set{
		Document: fact.Document{SHA256: sha, Title: "决算" + sha[:1], Publisher: publisher, Year: year, Kind: fact.FinalAccount}, Forms: []*fact.Form{form}}}
}

// publish takes a document with one finding into the store, at a path.
func (f *fixture) publish(t *testing.T, path string, r *extract.Result, formula string) string {
	t.Helper()
	ctx, sha := t.Context(), r.Set.Document.SHA256
	_, err := f.store.Saw(ctx, store.File{Path: path, SHA256: sha, Time: noon()})
	must(t, err)
	must(t, f.store.SaveReading(ctx, store.Reading{SHA256: sha, ExtractorVersion: "1", Result: r, Time: noon()}))
	run, err := f.store.BeginRun(ctx, store.Run{Command: "ingest", Started: noon()})
	must(t, err)
	finding := reconcile.Finding{ID: strings.Repeat("b", 31) + sha[:1], Rule: "A05", Level: reconcile.Error, Document: sha,
		Title: reconcile.Text{ZH: "行内合计", EN: "rows"}, Formula: formula}
	must(t, f.store.SaveCheck(ctx, store.Check{Run: run, Documents: []string{sha}, Findings: []reconcile.Finding{finding}, Time: noon()}))
	must(t, f.store.EndRun(ctx, run, store.RunEnd{Outcome: store.Done, Finished: noon(), Read: 1}))
	return sha
}

var changedRow = regexp.MustCompile(`<tr><td>([^<]*)</td><td class="number">([^<]*)</td><td class="number">([^<]*)</td>`)

// TestVersions: a document shows what stood at its path before, though lists no longer do, and what else its publisher
// published as the same, with the figures and findings that differ; and it leads to them.
func TestVersions(t *testing.T) {
	f := newFixture(t)
	first := f.publish(t, "/x/a.pdf", figures(strings.Repeat("1", 64), "", 0, "行政", "1.00", "事业", "2.00", "项目", "3.00"), "1 + 2 = 4")
	second := f.publish(t, "/x/a.pdf", figures(strings.Repeat("2", 64), "云岭县档案馆", 2025, "行政", "1.00", "事业", "2.50", "公用", "4.00"), "1 + 2 = 5")
	third := f.publish(t, "/x/b.pdf", figures(strings.Repeat("3", 64), "云岭县档案馆", 2025, "行政", "1.00", "事业", "2.50", "公用", "4.00"), "1 + 2 = 5")
	server, client := f.serve(t, "")
	_, body := get(t, client, server.URL+"/documents/"+second+"?lang=zh")
	_, versions, _ := strings.Cut(body, words["versions"].ZH)
	var got [][]string
	for _, m := range changedRow.FindAllStringSubmatch(versions, -1) {
		got = append(got, m[1:])
	}
	want := [][]string{{"事业·合计", "2.00 万元", "2.50 万元"}, {"项目·合计", "3.00 万元", "—"}, {"公用·合计", "—", "4.00 万元"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures that differ: want (-), got (+):\n%s", diff)
	}
	for _, has := range []string{"/documents/" + first, "/documents/" + third, words["replaced"].ZH, words["figures-same"].ZH, "bbbb1", "bbbb2"} {
		if !strings.Contains(versions, has) {
			t.Errorf("the versions do not name %q", has)
		}
	}
	if _, body := get(t, client, server.URL+"/documents/"+first+"?lang=zh"); !strings.Contains(body, "bbbb1") || !strings.Contains(body, words["replaced"].ZH) {
		t.Error("the document that was replaced does not show its findings, or not that it was replaced")
	}
	if _, body := get(t, client, server.URL+"/documents"); strings.Contains(body, first) {
		t.Error("the list of documents has one that was replaced")
	}
}
