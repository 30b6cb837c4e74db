package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
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

// ruled is a document with a table of which every cell is a figure: 1 to 4 in two rows, the last one blank.
func ruled(sha string) *extract.Result {
	t := table.Table{ID: "p1t1", Pages: []int{1}, Rows: 2, Cols: 2}
	form := &fact.Form{ID: fact.IncomeExpenditureTotal, Table: t.ID, Unit: fact.WanYuan}
	for i, text := range []string{" 1.00 ", "其中2.00", "2.00和2.00", ""} {
		box := page.Rect{X0: float64(100 * (i % 2)), Y0: float64(20 * (i / 2)), X1: float64(100*(i%2) + 100), Y1: float64(20*(i/2) + 20)}
		t.Cells = append(t.Cells, table.Cell{Row: i / 2, Col: i % 2, RowSpan: 1, ColSpan: 1, Text: text, Page: 1, Box: box, Source: page.OCR, Confidence: 0.5})
		printed := []string{"1.00", "2.00", "2.00", ""}[i]
		form.Facts = append(form.Facts, fact.Fact{Form: form.ID, Row: "201", Column: fact.TotalColumn, Amount: fact.ParseAmount(printed, fact.WanYuan),
			Place: fact.Place{Page: 1, Box: box, Table: t.ID, Row: i / 2, Col: i % 2, Source: page.OCR}})
	}
	return &extract.Result{Set: &fact.Set{Document: fact.Document{SHA256: sha}, Forms: []*fact.Form{form}}, Tables: []table.Table{t}}
}

// TestCorrectedCells: cells show what persons corrected and missed, keep what was read, also when the document is read
// again, and show it again when all is taken back. A text in which the figure stands twice stays as it was read.
func TestCorrectedCells(t *testing.T) { onBoth(t, testCorrectedCells) }

func testCorrectedCells(t *testing.T, s *Store) {
	sha := testHash("ruled", 0)
	read := func() {
		if err := s.SaveReading(t.Context(), Reading{SHA256: sha, ExtractorVersion: "1", Result: ruled(sha), Time: noon()}); err != nil {
			t.Fatal(err)
		}
	}
	all := func(corrections ...string) {
		for i, f := range ruled(sha).Set.Forms[0].Facts {
			c := fact.Correction{Page: 1, Box: f.Place.Box, Was: f.Amount.Printed, Printed: corrections[i]}
			correct(t, s, Correction{SHA256: sha, By: "li", Correction: c})
		}
	}
	cells := View{Name: "v_cells", SHA256: sha, Order: "cell_row, cell_col", Columns: []string{"text", "source", "confidence", "read_as"}}
	corrected := [][]any{{"10.00", "person", 1.0, " 1.00 "}, {"其中", "person", 1.0, "其中2.00"}, {"2.00和2.00", "ocr", 0.5, nil}, {"4.00", "person", 1.0, ""}}
	asRead := [][]any{{" 1.00 ", "ocr", 0.5, nil}, {"其中2.00", "ocr", 0.5, nil}, {"2.00和2.00", "ocr", 0.5, nil}, {"", "ocr", 0.5, nil}}
	if _, err := s.Saw(t.Context(), File{Path: "/data/a.pdf", SHA256: sha, Time: noon()}); err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name string
		do   func()
		want [][]any
	}{
		{"read", read, asRead},
		{"corrected", func() { all("10.00", "", "3.00", "4.00") }, corrected},
		{"read again", read, corrected},
		{"taken back", func() { all("1.00", "2.00", "2.00", "") }, asRead},
	}
	for _, step := range steps {
		step.do()
		if diff := cmp.Diff(step.want, rows(t, s, cells)); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%s", step.name, diff)
		}
	}
	facts := View{Name: "v_facts", SHA256: sha, Order: "seq", Columns: []string{"state", "printed", "read_as"}}
	all("10.00", "", "3.00", "4.00")
	want := [][]any{{"number", "10.00", "1.00"}, {"blank", "", "2.00"}, {"number", "3.00", "2.00"}, {"number", "4.00", ""}}
	if diff := cmp.Diff(want, rows(t, s, facts)); diff != "" {
		t.Errorf("figures: want (-), got (+):\n%s", diff)
	}
	sound(t, s)
}

// TestRulesOf: a document has the user's rules it was checked with last.
func TestRulesOf(t *testing.T) { onBoth(t, testRulesOf) }

func testRulesOf(t *testing.T, s *Store) {
	files := []RuleFile{{"b.yaml", []byte("rules: [] # 二")}, {"a.yaml", []byte("rules: []")}}
	first, second := saveDocument(t, s, "a"), saveDocument(t, s, "b")
	for _, checked := range []struct {
		sha   string
		rules []RuleFile
	}{{first, files}, {second, nil}} {
		run, err := s.BeginRun(t.Context(), Run{Command: "ingest", Started: noon(), Rules: checked.rules})
		if err == nil {
			err = s.SaveCheck(t.Context(), Check{Run: run, Documents: []string{checked.sha}, Time: noon()})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for sha, want := range map[string][]RuleFile{first: files, second: nil, "": nil, testHash("c", 0): nil} {
		got, err := s.RulesOf(t.Context(), sha)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("document %.8s: want (-), got (+):\n%s", sha, diff)
		}
	}
}
