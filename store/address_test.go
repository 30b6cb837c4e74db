package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gouji/extract/page"
)

// sighting is a document as a run found it.
func sighting(run int64, url, sha256 string) Sighting {
	return Sighting{Address: Address{URL: url, Site: "x", Title: "甲局2025年部门预算", Kind: "budget", Year: 2025, Type: "pdf", SHA256: sha256},
		Run: run, FetchedURL: url, Time: noon(), Path: "/originals/" + sha256 + ".pdf", Size: 10}
}

func sighted(t *testing.T, s *Store, g Sighting) Arrival {
	t.Helper()
	a, err := s.Sighted(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func begun(t *testing.T, s *Store) int64 {
	t.Helper()
	run, err := s.BeginRun(t.Context(), Run{Command: "crawl", Started: noon()})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestSighted: new content, an alias, a new version, the old one again; what no address has any more is not current.
func TestSighted(t *testing.T) { onBoth(t, testSighted) }

func testSighted(t *testing.T, s *Store) {
	a, b := testHash("a", 0), testHash("b", 0)
	first := begun(t, s)
	for _, step := range []struct {
		name     string
		run      int64
		url, sha string
		want     Arrival
		currentA bool
	}{
		{"first", first, "http://x/1", a, Arrival{NewAddress: true, NewDocument: true}, true},
		{"again", first, "http://x/1", a, Arrival{}, true},
		{"alias", first, "http://x/2", a, Arrival{NewAddress: true}, true},
		{"replaced at one address", begun(t, s), "http://x/1", b, Arrival{NewDocument: true, Replaces: a}, true},
		{"replaced at the other", begun(t, s), "http://x/2", b, Arrival{Replaces: a}, false},
		{"the old one is back", begun(t, s), "http://x/2", a, Arrival{Replaces: b}, true},
	} {
		if diff := cmp.Diff(step.want, sighted(t, s, sighting(step.run, step.url, step.sha))); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%s", step.name, diff)
		}
		if got := document(t, s, a).Current; got != step.currentA {
			t.Errorf("%s: current %t", step.name, got)
		}
	}
	versions, err := s.Uncompared(t.Context())
	if err != nil || len(versions) != 3 {
		t.Fatalf("%+v %v", versions, err)
	}
	for _, v := range versions {
		if err := s.SaveComparison(t.Context(), v, v.Run, "{}"); err != nil {
			t.Fatal(err)
		}
	}
	if versions, err = s.Uncompared(t.Context()); err != nil || len(versions) != 0 {
		t.Errorf("after comparing: %+v %v", versions, err)
	}
	sound(t, s)
}

// TestUnseen: an address that is linked no more is marked once, keeps its document, and loses the mark when it is back;
// one that could not be fetched was seen all the same.
func TestUnseen(t *testing.T) { onBoth(t, testUnseen) }

func testUnseen(t *testing.T, s *Store) {
	a := testHash("a", 0)
	sighted(t, s, sighting(begun(t, s), "http://x/1", a))
	sighted(t, s, sighting(1, "http://x/2", testHash("b", 0)))
	unseen := func(run int64) []string {
		list, err := s.MarkUnseen(t.Context(), run, "x")
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, u := range list {
			urls = append(urls, u.URL)
		}
		return urls
	}
	second := begun(t, s)
	broken := sighting(second, "http://x/2", "")
	broken.Path, broken.FailureClass, broken.Failure = "", "timeout", page.Message{ZH: "过慢", EN: "slow"}
	sighted(t, s, broken)
	if diff := cmp.Diff([]string{"http://x/1"}, unseen(second)); diff != "" {
		t.Errorf("second run: %s", diff)
	}
	if !document(t, s, a).Current {
		t.Error("an unseen document is no longer current")
	}
	if got := unseen(begun(t, s)); len(got) != 1 || got[0] != "http://x/2" {
		t.Errorf("third run: %v", got)
	}
	fourth := begun(t, s)
	back := sighting(fourth, "http://x/1", a)
	sighted(t, s, back)
	if got := unseen(fourth); len(got) != 0 {
		t.Errorf("fourth run: %v", got)
	}
	known, err := s.Address(t.Context(), "http://x/2")
	if err != nil || known.SHA256 != testHash("b", 0) {
		t.Errorf("%+v %v", known, err)
	}
	if err := s.SaveSiteRun(t.Context(), SiteRun{Run: fourth, Site: "x", Started: noon(), Finished: noon().Add(time.Hour), Links: 2}); err != nil {
		t.Error(err)
	}
	if err := s.SaveDigest(t.Context(), fourth, "{}"); err != nil {
		t.Error(err)
	}
	sound(t, s)
}
