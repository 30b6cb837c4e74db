package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/pdf"
	found "gouji/extract/table"
)

// held is the least share of equal cells that the tables of every variant come back with, over the three samples. What
// is missing from 1: a line that numbers the columns and whose own label stands over two of them, and a table of words
// whose rows no line parts.
var held = map[variant]float64{bare: 0.995, booktabs: 0.985, rows: 0.985, frame: 0.995, columns: 0.96}

// TestVariantsAreRead draws the samples with fewer lines and compares what is read, cell for cell, with what was drawn.
func TestVariantsAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some hundred pages")
	}
	f, err := readFonts(debianHan, debianLatin)
	if err != nil {
		t.Skip(err)
	}
	reader, err := pdf.NewPdfium(pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache"), Instances: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	for _, v := range variants {
		t.Run(string(v), func(t *testing.T) {
			share := shareOf(t, v, f, reader)
			t.Logf("%.4f of the cells", share)
			if share < held[v] {
				t.Errorf("%.4f of the cells are equal, %.4f were", share, held[v])
			}
		})
	}
}

// shareOf is the share of equal cells, the mean over the tables of all samples; every table has to be found, and none
// that is not there.
func shareOf(t *testing.T, v variant, f fonts, reader *pdf.Pdfium) float64 {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join("..", "*", "source.txt"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	sum, n := 0.0, 0
	for _, source := range sources {
		text, err := os.Open(source)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := parse(filepath.Base(filepath.Dir(source)), text)
		_ = text.Close()
		if err != nil {
			t.Fatal(err)
		}
		drawn, want, err := draw(doc.thin(v), f)
		if err != nil {
			t.Fatal(err)
		}
		got := tablesIn(t, reader, drawn)
		if len(got) != len(want.Tables) {
			t.Errorf("%s: %d tables, want %d", doc.name, len(got), len(want.Tables))
		}
		for i := range want.Tables {
			sum += equalCells(&want.Tables[i], got)
			n++
		}
	}
	return sum / float64(n)
}

// tablesIn reads the tables of a document.
func tablesIn(t *testing.T, reader *pdf.Pdfium, data []byte) []found.Table {
	t.Helper()
	doc, err := reader.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = doc.Close() }()
	var read []page.Page
	for n := 1; n <= doc.Pages(); n++ {
		p, err := doc.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, p)
	}
	var pages []page.Page
	for _, p := range layout.Document(read) {
		pages = append(pages, p.Page)
	}
	return found.Document(pages)
}

// equalCells is the share of cells equal in place, spans and text, of the larger number of cells, for the table that
// begins on the same page.
func equalCells(want *truthTable, got []found.Table) float64 {
	best := 0.0
	for i := range got {
		if got[i].Pages[0] != want.Pages[0] {
			continue
		}
		have := map[string]bool{}
		for _, c := range got[i].Cells {
			have[key(c.Row, c.Col, [2]int{c.RowSpan, c.ColSpan}, c.Text)] = true
		}
		equal := 0
		for _, c := range want.Cells {
			if have[key(c.Row, c.Col, [2]int{c.Rowspan, c.Colspan}, c.Text)] {
				equal++
			}
		}
		best = math.Max(best, float64(equal)/float64(max(len(want.Cells), len(have))))
	}
	return best
}

// key is all that is compared of a cell; blanks between Chinese characters carry no meaning.
func key(row, col int, spans [2]int, text string) string {
	return fmt.Sprint(row, col, spans, strings.Join(strings.Fields(text), ""))
}

// TestSeen: merged cells under the headings cannot be seen without lines, empty rows neither.
func TestSeen(t *testing.T) {
	const source = `@table id=t header=2 widths=1,1,1
项目<1x2> | 金额<2x1>
编码 | 名称
甲<2x1> | 乙 | 1.00
丙 | 2.00
 |  | 
合计<1x2> | 3.00
`
	doc, err := parse("x", strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	want := []cell{{0, 0, 1, 2, "项目"}, {0, 2, 2, 1, "金额"}, {1, 0, 1, 1, "编码"}, {1, 1, 1, 1, "名称"},
		{2, 0, 1, 1, "甲"}, {2, 1, 1, 1, "乙"}, {2, 2, 1, 1, "1.00"}, {3, 0, 1, 1, ""}, {3, 1, 1, 1, "丙"}, {3, 2, 1, 1, "2.00"},
		{4, 0, 1, 1, "合计"}, {4, 1, 1, 1, ""}, {4, 2, 1, 1, "3.00"}}
	got := doc.thin(bare).blocks[0].table
	if got.rows != 5 || fmt.Sprint(got.cells) != fmt.Sprint(want) {
		t.Errorf("%d rows %v, want %v", got.rows, got.cells, want)
	}
	if ruled := doc.thin(rows).blocks[0].table; ruled.rows != 6 {
		t.Errorf("%d rows, want the empty one, too, between its lines", ruled.rows)
	}
}
