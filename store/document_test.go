package store

import (
	"gouji/extract/page"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// document is what the store knows of a document.
func document(t *testing.T, s *Store, sha256 string) Document {
	t.Helper()
	all, err := s.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.SHA256 == sha256 {
			return d
		}
	}
	t.Fatalf("no document %s", sha256)
	return Document{}
}

func saw(t *testing.T, s *Store, path, sha256 string) Document {
	t.Helper()
	d, err := s.Saw(t.Context(), File{Path: path, SHA256: sha256, Size: 10, Time: noon()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSaw(t *testing.T) { onBoth(t, testSaw) }

func testSaw(t *testing.T, s *Store) {
	a, b := testHash("a", 0), testHash("b", 0)
	want := Document{SHA256: a, Path: "/x/2.pdf", Current: true, Size: 10, State: Fetched, FirstSeen: timeText(noon())}
	if diff := cmp.Diff(want, saw(t, s, "/x/2.pdf", a)); diff != "" {
		t.Errorf("new file: want (-), got (+):\n%s", diff)
	}
	want.Path = "/x/1.pdf"
	if diff := cmp.Diff(want, saw(t, s, "/x/1.pdf", a)); diff != "" {
		t.Errorf("a second name for the same content: want (-), got (+):\n%s", diff)
	}
	saw(t, s, "/x/1.pdf", b)
	if d := document(t, s, a); d.Path != "/x/2.pdf" || !d.Current {
		t.Errorf("one of its files got another content: %+v", d)
	}
	saw(t, s, "/x/2.pdf", b)
	if d := document(t, s, a); d.Path != "/x/1.pdf" || d.Current {
		t.Errorf("both its files got another content: %+v", d)
	}
	saw(t, s, "/x/2.pdf", a)
	if d := document(t, s, a); d.Path != "/x/2.pdf" || !d.Current {
		t.Errorf("a file got its old content back: %+v", d)
	}
	if n := number(t, s, "SELECT count(*) FROM v_paths"); n != 4 {
		t.Errorf("%d names are remembered, want 4", n)
	}
}

func TestSawAgain(t *testing.T) { onBoth(t, testSawAgain) }

func testSawAgain(t *testing.T, s *Store) {
	saw(t, s, "/x/1.pdf", testHash("a", 0))
	saw(t, s, "/x/2.pdf", testHash("b", 0))
	later := noon().AddDate(0, 0, 1)
	if err := s.SawAgain(t.Context(), []string{"/x/1.pdf"}, later); err != nil {
		t.Fatal(err)
	}
	got := rows(t, s, View{Name: "v_paths", Columns: []string{"path", "first_seen", "last_seen"}, Order: "path"})
	want := [][]any{{"/x/1.pdf", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"},
		{"/x/2.pdf", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestFailure(t *testing.T) { onBoth(t, testFailure) }

func testFailure(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	failure := Failure{SHA256: sha, ExtractorVersion: "2", Class: "damaged", Message: page.Message{ZH: "文件损坏", EN: "damaged PDF"}, Time: noon()}
	for attempt := 1; attempt <= 2; attempt++ {
		if err := s.SaveFailure(t.Context(), failure); err != nil {
			t.Fatal(err)
		}
		d := document(t, s, sha)
		if d.State != Failed || d.ErrorClass != "damaged" || d.Error != failure.Message || d.Attempts != attempt || d.ExtractorVersion != "2" {
			t.Errorf("after failure %d the document is %+v", attempt, d)
		}
	}
	if n := number(t, s, "SELECT count(*) FROM facts"); n != 0 {
		t.Errorf("%d facts are left of a document that cannot be read", n)
	}
	if err := save(t.Context(), s, sha); err != nil {
		t.Fatal(err)
	}
	if d := document(t, s, sha); d.State != Extracted || d.ErrorClass != "" || !d.Error.Empty() || d.Attempts != 0 {
		t.Errorf("read at last, the document is %+v", d)
	}
}

func TestUnknownDocument(t *testing.T) { onBoth(t, testUnknownDocument) }

func testUnknownDocument(t *testing.T, s *Store) {
	sha := testHash("none", 0)
	if err := s.SaveReading(t.Context(), Reading{SHA256: sha, Result: testResult(sha), Time: noon()}); err == nil {
		t.Error("a document that no file has was saved")
	}
	if _, err := s.LoadSet(t.Context(), sha); err == nil {
		t.Error("a document that is not there was loaded")
	}
}
