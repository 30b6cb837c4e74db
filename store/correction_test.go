package store

import (
	"errors"
	"fmt"
	"testing"

	"gouji/extract/fact"
)

// testCorrection is one of the figure of the made-up document's sentence.
func testCorrection(sha, printed string) Correction {
	set := testSet(sha)
	at := set.Sentences[0].Facts[0]
	return Correction{SHA256: sha, By: "li", Why: "墨点", Correction: fact.Correction{Page: at.Place.Page, Box: at.Place.Box,
		Was: at.Amount.Printed, Printed: printed}}
}

func correct(t *testing.T, s *Store, c Correction) {
	t.Helper()
	if err := s.Correct(t.Context(), c, noon()); err != nil {
		t.Fatal(err)
	}
}

// figure is how the made-up document's sentence reads its figure, and from where.
func figure(t *testing.T, s *Store, sha string) string {
	t.Helper()
	set, err := s.LoadSet(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	f := set.Sentences[0].Facts[0]
	return f.Amount.Printed + " " + string(f.Place.Source)
}

// TestCorrectedFigure is the life of a correction: it holds in the set and in the rows, survives another reading, and is
// taken back by what was read first.
func TestCorrectedFigure(t *testing.T) { onBoth(t, testCorrectedFigure) }

func testCorrectedFigure(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	again := testCorrection(sha, "2134.30")
	again.Was = "2134.20" // as it reads by then
	steps := []struct {
		name string
		do   func()
		want string
		rows int
	}{
		{"read", func() {}, "2134.19 text", 0},
		{"corrected", func() { correct(t, s, testCorrection(sha, "2134.20")) }, "2134.20 person", 2},
		{"read again", func() { saveDocument(t, s, "a") }, "2134.20 person", 2},
		{"corrected again", func() { correct(t, s, again) }, "2134.30 person", 2},
		{"taken back", func() { correct(t, s, testCorrection(sha, "2134.19")) }, "2134.19 text", 0},
	}
	for _, step := range steps {
		step.do()
		if got := figure(t, s, sha); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
		if n := number(t, s, "SELECT count(*) FROM v_facts WHERE source = 'person'"); n != step.rows {
			t.Errorf("%s: %d rows by a person, want %d", step.name, n, step.rows)
		}
	}
	if all, err := s.Corrections(t.Context(), sha); err != nil || len(all) != 3 || all[1].Was != "2134.19" || all[2].By != "li" {
		t.Errorf("corrections %+v, %v; want three, each with what was read", all, err)
	}
}

func TestCorrectionIsRefused(t *testing.T) { onBoth(t, testCorrectionIsRefused) }

func testCorrectionIsRefused(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	elsewhere := testCorrection(sha, "5")
	elsewhere.Page++
	for _, c := range []Correction{testCorrection(sha, "无"), testCorrection(sha, "2134.19"), elsewhere} {
		if err := s.Correct(t.Context(), c, noon()); !errors.Is(err, ErrNoFigure) {
			t.Errorf("correction to %q on page %d: %v, want ErrNoFigure", c.Printed, c.Page, err)
		}
	}
	correct(t, s, testCorrection(sha, "5"))
	for _, query := range []string{"UPDATE corrections SET correct = '6'", "DELETE FROM corrections"} {
		if _, err := s.write.ExecContext(t.Context(), query); err == nil {
			t.Errorf("%s was done", query)
		}
	}
}

// TestCorrectionsAtOnce: the rows of a document's facts are written anew by one correction after the other.
func TestCorrectionsAtOnce(t *testing.T) { onBoth(t, testCorrectionsAtOnce) }

func testCorrectionsAtOnce(t *testing.T, s *Store) {
	const many = 16
	sha := saveDocument(t, s, "a")
	done := make(chan error, many)
	for i := range many {
		go func() { done <- s.Correct(t.Context(), testCorrection(sha, fmt.Sprint(5+i)), noon()) }()
	}
	for range many {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if all, err := s.Corrections(t.Context(), sha); err != nil || len(all) != many {
		t.Errorf("%d corrections, %v; want %d", len(all), err, many)
	}
	sound(t, s)
}
