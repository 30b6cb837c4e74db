package table

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/pdf"
)

// corpus is the folder of the development corpus, found by walking up; the test is skipped without it.
func corpus(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if shared := filepath.Join(dir, "shared", "corpus"); exists(shared) {
			return shared
		}
	}
	t.Skip("no ../shared/corpus above the project: nothing to read")
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func reader(t *testing.T) *pdf.Pdfium {
	t.Helper()
	r, err := pdf.NewPdfium(pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache"), Instances: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// tablesOf reads a file; nil where it cannot be opened.
func tablesOf(t *testing.T, r *pdf.Pdfium, path string) []Table {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := r.Open(data)
	if err != nil {
		return nil
	}
	defer func() { _ = doc.Close() }()
	var read []page.Page
	for n := 1; n <= doc.Pages(); n++ {
		p, err := doc.Page(n)
		if err != nil {
			p.Number = n
		}
		read = append(read, p)
	}
	var pages []page.Page
	for _, p := range layout.Document(read) {
		pages = append(pages, p.Page)
	}
	return Document(pages)
}

// What holds of every table holds of those in documents of all kinds.
func TestCorpusTablesAreSound(t *testing.T) {
	root := corpus(t)
	if testing.Short() {
		t.Skip("reads some hundred pages")
	}
	r := reader(t)
	for _, folder := range []string{"camelot", "tabula", "cjk-fonts", "traps", "icdar2013-eu"} {
		files, err := filepath.Glob(filepath.Join(root, folder, "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			tables := tablesOf(t, r, file)
			for i := range tables {
				if err := sound(&tables[i]); err != nil {
					t.Errorf("%s: %v", filepath.Base(file), err)
				}
			}
		}
	}
}

// truth is a table as it was made.
type truth struct {
	Title, Unit  string
	Rows, Cols   int
	Pages        []int
	Kind, Note   string
	Label        string
	HeaderRows   int  `json:"header_rows"`
	RepeatHeader bool `json:"repeat_header"`
	Cells        []struct {
		Row, Col, RowSpan, ColSpan int
		Text                       string
	}
}

// Every table of the made document comes back with its title, unit, size, headings and cells.
func TestMadeDocument(t *testing.T) {
	root := corpus(t)
	data, err := os.ReadFile(filepath.Join(root, "zezhou", "truth-core.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Tables []truth }
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	got := tablesOf(t, reader(t), filepath.Join(root, "zezhou", "core.pdf"))
	if len(got) != len(want.Tables) {
		t.Fatalf("%d tables, want %d", len(got), len(want.Tables))
	}
	for i := range got {
		compare(t, &got[i], &want.Tables[i])
	}
}

func compare(t *testing.T, got *Table, want *truth) {
	t.Helper()
	if got.Title.Text != want.Title {
		t.Errorf("%s: title %q, want %q", got.ID, got.Title.Text, want.Title)
	}
	if want.Kind == "budget" && (got.Unit != want.Unit || got.HeaderRows != want.HeaderRows) {
		t.Errorf("%s: unit %q, %d heading rows, want %q, %d", got.ID, got.Unit, got.HeaderRows, want.Unit, want.HeaderRows)
	}
	if want.Label != "" && (len(got.Above) == 0 || !labelled(got, want.Label)) {
		t.Errorf("%s: the label %s is not over it: %v", got.ID, want.Label, got.Above)
	}
	if want.Note != "" && (len(got.Notes) != 1 || got.Notes[0].Text != want.Note) {
		t.Errorf("%s: notes %v, want %q", got.ID, got.Notes, want.Note)
	}
	if got.Rows != want.Rows || len(got.Pages) != len(want.Pages) {
		t.Errorf("%s: %d rows on pages %v, want %d on %v", got.ID, got.Rows, got.Pages, want.Rows, want.Pages)
	}
	if got.Cols != want.Cols {
		return // one form's last columns are merged in every row: nothing on the page shows two of them
	}
	for _, c := range want.Cells {
		g := got.At(c.Row, c.Col)
		if g == nil || g.Row != c.Row || g.Col != c.Col || g.RowSpan != c.RowSpan || g.ColSpan != c.ColSpan || unspaced(g.Text) != unspaced(c.Text) {
			t.Errorf("%s: cell %d,%d is %+v, want %+v", got.ID, c.Row, c.Col, g, c)
			return
		}
	}
}

func labelled(t *Table, label string) bool {
	for _, l := range t.Above {
		if l.Text == label {
			return true
		}
	}
	return false
}

// unspaced leaves blanks out, which carry no meaning between Chinese characters.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }
