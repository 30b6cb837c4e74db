package store

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// judge records a verdict on a finding.
func judge(t *testing.T, s *Store, id string, j Judgement, why string) {
	t.Helper()
	if err := s.Review(t.Context(), id, Verdict{Judgement: j, Why: why, By: "li"}, noon()); err != nil {
		t.Fatal(err)
	}
}

// standing is a finding's status and the judgement that holds, as "status/judgement".
func standing(t *testing.T, s *Store, sha256, id string) string {
	t.Helper()
	findings, err := s.Findings(t.Context(), sha256)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.ID == id {
			return string(f.Status) + "/" + string(f.Verdict.Judgement)
		}
	}
	return ""
}

// TestDismissedStaysUntilItsFiguresChange is the life of a verdict over checks.
func TestDismissedStaysUntilItsFiguresChange(t *testing.T) {
	onBoth(t, testDismissedStaysUntilItsFiguresChange)
}

func testDismissedStaysUntilItsFiguresChange(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	reworded := testFinding("a", sha, "1")
	reworded.Message.ZH, reworded.Evidence[0].Page = "换一种说法", 32
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"found", func() { check(t, s, []string{sha}, testFinding("a", sha, "1")) }, "new/"},
		{"dismissed", func() { judge(t, s, "a", Dismissed, "口径不同") }, "new/dismissed"},
		{"found again", func() { check(t, s, []string{sha}, testFinding("a", sha, "1")) }, "unchanged/dismissed"},
		{"in other words, on another page", func() { check(t, s, []string{sha}, reworded) }, "unchanged/dismissed"},
		{"gone", func() { check(t, s, []string{sha}) }, "absent/dismissed"},
		{"back", func() { check(t, s, []string{sha}, testFinding("a", sha, "1")) }, "unchanged/dismissed"},
		{"other figures", func() { check(t, s, []string{sha}, testFinding("a", sha, "2")) }, "reopened/"},
		{"still open", func() { check(t, s, []string{sha}, testFinding("a", sha, "2")) }, "reopened/"},
		{"confirmed", func() { judge(t, s, "a", Confirmed, "") }, "unchanged/confirmed"},
		{"published", func() { judge(t, s, "a", Published, "") }, "unchanged/published"},
		{"explained", func() { judge(t, s, "a", Explained, "单位复函") }, "unchanged/explained"},
		{"corrected by half", func() { check(t, s, []string{sha}, testFinding("a", sha, "3")) }, "updated/"},
	}
	for _, step := range steps {
		step.do()
		if got := standing(t, s, sha, "a"); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
	}
	history := rows(t, s, View{Name: "v_verdicts", Order: "verdict_id", Columns: []string{"finding", "verdict", "verdict_why", "verdict_by",
		"verdict_at", "holds", "rule"}})
	const at = "2026-03-01T12:00:00Z"
	want := [][]any{{"a", "dismissed", "口径不同", "li", at, int64(0), "D04"}, {"a", "confirmed", "", "li", at, int64(0), "D04"},
		{"a", "published", "", "li", at, int64(0), "D04"},
		{"a", "explained", "单位复函", "li", at, int64(0), "D04"}}
	if diff := cmp.Diff(want, history); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	sound(t, s)
}

// TestVerdictOfALaterVersion: what was said of figures holds for the same figures in a new version of the document.
func TestVerdictOfALaterVersion(t *testing.T) { onBoth(t, testVerdictOfALaterVersion) }

func testVerdictOfALaterVersion(t *testing.T, s *Store) {
	first, second := saveDocument(t, s, "a"), saveDocument(t, s, "b")
	check(t, s, []string{first}, testFinding("a", first, "1"))
	judge(t, s, "a", Dismissed, "口径不同")
	check(t, s, []string{second}, testFinding("a", second, "1"))
	if got := standing(t, s, second, "a"); got != "unchanged/dismissed" {
		t.Errorf("in the later version it is %s", got)
	}
}

func TestVerdictsAreKept(t *testing.T) { onBoth(t, testVerdictsAreKept) }

func testVerdictsAreKept(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	check(t, s, []string{sha}, testFinding("a1", sha, "1"), testFinding("a2", sha, "1"))
	judge(t, s, "a1", Confirmed, "")
	for _, statement := range []string{"UPDATE verdicts SET why = 'x'", "DELETE FROM verdicts"} {
		if _, err := s.write.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if err := s.Review(t.Context(), "a1", Verdict{Judgement: Dismissed, By: "li"}, noon()); err == nil {
		t.Error("a dismissal without a reason was recorded")
	}
	if err := s.Review(t.Context(), "b", Verdict{Judgement: Confirmed, By: "li"}, noon()); !errors.Is(err, ErrNoFinding) {
		t.Errorf("a verdict on nothing: %v", err)
	}
	for beginning, want := range map[string]string{"a1": "a1", "a": "", "b": "", "%": ""} {
		got, err := s.FindingID(t.Context(), beginning)
		if got != want || (want == "") != errors.Is(err, ErrNoFinding) {
			t.Errorf("%s is taken for %q, %v", beginning, got, err)
		}
	}
}

// TestOtherDocumentsQuotation: a quotation from another document says from which, and lends the finding no page.
func TestOtherDocumentsQuotation(t *testing.T) { onBoth(t, testOtherDocumentsQuotation) }

func testOtherDocumentsQuotation(t *testing.T, s *Store) {
	sha, other := saveDocument(t, s, "a"), saveDocument(t, s, "b")
	f := testFinding("a", sha, "1")
	f.Evidence[0].Document = other
	check(t, s, []string{sha, other}, f)
	got := rows(t, s, View{Name: "v_evidence", Order: "seq", Columns: []string{"sha256", "other_sha256"}})
	if diff := cmp.Diff([][]any{{sha, other}, {sha, ""}}, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	got = rows(t, s, View{Name: "v_findings", Order: "seq", Columns: []string{"pages"}})
	if diff := cmp.Diff([][]any{{"8"}}, got); diff != "" {
		t.Errorf("pages: want (-), got (+):\n%s", diff)
	}
	findings, err := s.Findings(t.Context(), sha)
	if err != nil || cmp.Diff([]Finding{{Finding: f, Status: New}}, findings) != "" {
		t.Errorf("got %+v, %v", findings, err)
	}
}
