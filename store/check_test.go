package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/extract/page"
	"gouji/reconcile"
)

// testFinding is a finding of a document with two operands, one in a table and one in running text.
func testFinding(id, sha256, found string) reconcile.Finding {
	return reconcile.Finding{ID: id, Rule: "D04", Level: reconcile.Error, Kind: reconcile.Contradiction, Document: sha256,
		Element:  reconcile.Element{Form: "project-performance", Row: "item-cost", Column: "amount", Ordinal: 1},
		Title:    reconcile.Text{ZH: "概况分项求和", EN: "Itemised costs sum"},
		Message:  reconcile.Text{ZH: "不等", EN: "differ"},
		Question: reconcile.Text{ZH: "请问哪个数字正确？", EN: "Which figure is right?"},
		Formula:  "300000 + 161000 = 2500000", Expected: "2500000", Found: found, Difference: "-2039000", Unit: "元",
		Evidence: []reconcile.Evidence{
			{Page: 31, Box: [4]float64{1, 2, 3, 4.5}, Label: "分项", Text: "161000元", Value: "161000", Unit: "元",
				Table: "p31t1", Cell: []int{9, 1}, Source: page.Text, Witnesses: []string{"pdfium", "tesseract"}},
			{Page: 8, Text: "2500000元", Value: "2500000", Unit: "元", Source: page.Text, Witnesses: []string{}}},
		Suggestion: &reconcile.Suggestion{From: "161000", To: "1610000", AlsoConfirms: []string{"D06"}}}
}

// check records a run in which the documents were checked with these findings.
func check(t *testing.T, s *Store, documents []string, findings ...reconcile.Finding) int64 {
	t.Helper()
	run, err := s.BeginRun(t.Context(), Run{Command: "reconcile", Started: noon()})
	if err != nil {
		t.Fatal(err)
	}
	c := Check{Run: run, Documents: documents, Findings: findings, Time: noon()}
	for _, d := range documents {
		c.Ledger = append(c.Ledger, reconcile.LedgerLine{Rule: "A01", Document: d, Outcome: reconcile.Holds, Checked: 2},
			reconcile.LedgerLine{Rule: "D04", Document: d, Outcome: reconcile.Insufficient,
				Reason: reconcile.Text{ZH: "扫描件", EN: "a scan"}})
	}
	if err := s.SaveCheck(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return run
}

func TestCheckComesBackAsItWas(t *testing.T) { onBoth(t, testCheckComesBackAsItWas) }

func testCheckComesBackAsItWas(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	second := testFinding("00", sha, "1")
	check(t, s, []string{sha}, testFinding("ff", sha, "461000"), second)
	got, err := s.Findings(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	want := []Finding{{Finding: testFinding("ff", sha, "461000"), Status: New}, {Finding: second, Status: New}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	lines, err := s.Ledger(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	wantLines := []reconcile.LedgerLine{{Rule: "A01", Document: sha, Outcome: reconcile.Holds, Checked: 2},
		{Rule: "D04", Document: sha, Outcome: reconcile.Insufficient, Reason: reconcile.Text{ZH: "扫描件", EN: "a scan"}}}
	if diff := cmp.Diff(wantLines, lines); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if d := document(t, s, sha); d.State != Checked {
		t.Errorf("the document is %+v", d)
	}
	evidence := rows(t, s, View{Name: "v_evidence", SHA256: sha, Where: "finding = 'ff'", Order: "seq",
		Columns: []string{"page", "y1", "label", "text", "value", "table_id", "cell_row", "cell_col", "witnesses"}})
	wantEvidence := [][]any{{int64(31), 4.5, "分项", "161000元", "161000", "p31t1", int64(9), int64(1), `["pdfium","tesseract"]`},
		{int64(8), 0.0, "", "2500000元", "2500000", "", nil, nil, "[]"}}
	if diff := cmp.Diff(wantEvidence, evidence); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	pages := rows(t, s, View{Name: "v_findings", SHA256: sha, Where: "id = 'ff'", Order: "seq", Columns: []string{"pages"}})
	if diff := cmp.Diff([][]any{{"8,31"}}, pages); diff != "" {
		t.Errorf("pages: want (-), got (+):\n%s", diff)
	}
	sound(t, s)
}

// statuses are the standings of a document's findings by ID.
func statuses(t *testing.T, s *Store, sha256 string) map[string]Status {
	t.Helper()
	findings, err := s.Findings(t.Context(), sha256)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Status{}
	for _, f := range findings {
		out[f.ID] = f.Status
	}
	return out
}

func TestStatusOfFindings(t *testing.T) { onBoth(t, testStatusOfFindings) }

func testStatusOfFindings(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	steps := []struct {
		name     string
		findings []reconcile.Finding
		want     map[string]Status
	}{
		{"first check", []reconcile.Finding{testFinding("a", sha, "1"), testFinding("b", sha, "1")},
			map[string]Status{"a": New, "b": New}},
		{"one altered, one more", []reconcile.Finding{testFinding("c", sha, "1"), testFinding("a", sha, "1"), testFinding("b", sha, "2")},
			map[string]Status{"a": Unchanged, "b": Updated, "c": New}},
		{"one gone", []reconcile.Finding{testFinding("a", sha, "1"), testFinding("b", sha, "2")},
			map[string]Status{"a": Unchanged, "b": Unchanged, "c": Absent}},
		{"none", nil, map[string]Status{"a": Absent, "b": Absent, "c": Absent}},
		{"back again", []reconcile.Finding{testFinding("c", sha, "1")}, map[string]Status{"a": Absent, "b": Absent, "c": Unchanged}},
	}
	for _, step := range steps {
		check(t, s, []string{sha}, step.findings...)
		if diff := cmp.Diff(step.want, statuses(t, s, sha)); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%s", step.name, diff)
		}
	}
	// A check of another document says nothing about this one.
	check(t, s, []string{saveDocument(t, s, "b")})
	if got := statuses(t, s, sha)["c"]; got != Unchanged {
		t.Errorf("after a check of another document the finding is %s", got)
	}
}

// TestFindingOfALaterVersion: the same contradiction in a new version of the document is not a new one.
func TestFindingOfALaterVersion(t *testing.T) { onBoth(t, testFindingOfALaterVersion) }

func testFindingOfALaterVersion(t *testing.T, s *Store) {
	first, second := saveDocument(t, s, "a"), saveDocument(t, s, "b")
	check(t, s, []string{first}, testFinding("a", first, "1"))
	check(t, s, []string{second}, testFinding("a", second, "1"), testFinding("b", second, "1"))
	got := statuses(t, s, second)
	if got["a"] == New || got["b"] != New {
		t.Errorf("got %v, want a known and b new", got)
	}
}

func TestSaveCheckRefuses(t *testing.T) { onBoth(t, testSaveCheckRefuses) }

func testSaveCheckRefuses(t *testing.T, s *Store) {
	sha, other := saveDocument(t, s, "a"), saveDocument(t, s, "b")
	run := check(t, s, []string{sha}, testFinding("a", sha, "1"))
	tests := []struct {
		name  string
		check Check
	}{
		{"two findings with one ID", Check{Documents: []string{sha}, Findings: []reconcile.Finding{testFinding("x", sha, "1"), testFinding("x", sha, "2")}}},
		{"a finding of a document that was not checked", Check{Documents: []string{sha}, Findings: []reconcile.Finding{testFinding("x", other, "1")}}},
		{"a ledger line of a document that was not checked", Check{Documents: []string{sha},
			Ledger: []reconcile.LedgerLine{{Rule: "A01", Document: other, Outcome: reconcile.Holds}}}},
		{"a document that is not there", Check{Documents: []string{testHash("none", 0)}}},
		{"an outcome that is none", Check{Documents: []string{sha}, Ledger: []reconcile.LedgerLine{{Rule: "A01", Document: sha, Outcome: "?"}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.check.Run, test.check.Time = run, noon()
			if err := s.SaveCheck(t.Context(), test.check); err == nil {
				t.Error("it was saved")
			}
			if diff := cmp.Diff(map[string]Status{"a": New}, statuses(t, s, sha)); diff != "" {
				t.Errorf("the findings changed: want (-), got (+):\n%s", diff)
			}
			if lines, err := s.Ledger(t.Context(), sha); err != nil || len(lines) != 2 {
				t.Errorf("the ledger changed: %v, %v", lines, err)
			}
		})
	}
}

func TestReadingAgainKeepsFindings(t *testing.T) { onBoth(t, testReadingAgainKeepsFindings) }

func testReadingAgainKeepsFindings(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	check(t, s, []string{sha}, testFinding("a", sha, "1"))
	if err := save(t.Context(), s, sha); err != nil {
		t.Fatal(err)
	}
	if d := document(t, s, sha); d.State != Extracted {
		t.Errorf("read again, the document is %+v", d)
	}
	check(t, s, []string{sha}, testFinding("a", sha, "1"))
	if diff := cmp.Diff(map[string]Status{"a": Unchanged}, statuses(t, s, sha)); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestRuns(t *testing.T) { onBoth(t, testRuns) }

func testRuns(t *testing.T, s *Store) {
	run, err := s.BeginRun(t.Context(), Run{Command: "ingest", ProgramVersion: "v1", ExtractorVersion: "7", Started: noon()})
	if err != nil {
		t.Fatal(err)
	}
	view := View{Name: "v_runs", Order: "id", Columns: []string{"id", "command", "program_version", "extractor_version",
		"started", "finished", "outcome", "read", "unchanged", "failed"}}
	want := [][]any{{run, "ingest", "v1", "7", "2026-03-01T12:00:00Z", nil, "running", int64(0), int64(0), int64(0)}}
	if diff := cmp.Diff(want, rows(t, s, view)); diff != "" {
		t.Errorf("begun: want (-), got (+):\n%s", diff)
	}
	end := RunEnd{Outcome: Partial, Finished: noon().AddDate(0, 0, 1), Read: 3, Unchanged: 2, Failed: 1}
	if err := s.EndRun(t.Context(), run, end); err != nil {
		t.Fatal(err)
	}
	want = [][]any{{run, "ingest", "v1", "7", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", "partial", int64(3), int64(2), int64(1)}}
	if diff := cmp.Diff(want, rows(t, s, view)); diff != "" {
		t.Errorf("ended: want (-), got (+):\n%s", diff)
	}
}
