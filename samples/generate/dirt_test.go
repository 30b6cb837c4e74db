package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/ocr"
	"gouji/extract/page"
	found "gouji/extract/table"
)

const (
	// dirtySample and dirtyPage are what is read here; make score reads the whole of a sample in every kind of dirt.
	dirtySample, dirtyPage = "shanghai-budget", 6
)

// read is the least share of a dirty page's figures that are read as they are printed, in their place, and the least
// share that is certain.
var read = map[string][2]float64{"sealed": {0.99, 0.93}, "worst": {0.88, 0.75}}

// TestDirtyScansAreRead reads a page of figures from scans of different dirt, at the level that was reached.
func TestDirtyScansAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("reads scans for some seconds")
	}
	f := committedFonts(t)
	_, files := generated(t, filepath.Join("..", dirtySample, "source.txt"), f)
	for _, d := range dirts {
		least, asked := read[d.name]
		if !asked && os.Getenv("ALL_DIRT") == "" {
			continue
		}
		t.Run(d.name, func(t *testing.T) {
			scan, err := d.scannedPages(files["input.pdf"], dirtyPage, dirtyPage)
			if err != nil {
				t.Fatal(err)
			}
			right, certain, wrong := figuresOf(t, scan)
			t.Logf("%.4f right, %.4f certain, certain and wrong: %q", right, certain, wrong)
			if right < least[0] || certain < least[1] || len(wrong) > 0 {
				t.Errorf("%.4f of the figures are right and %.4f certain, %.2f and %.2f were; certain and wrong: %q",
					right, certain, least[0], least[1], wrong)
			}
		})
	}
}

// figuresOf reads the one page of a scan: the share of figures read right, the share that is certain, and those that
// are certain and wrong.
func figuresOf(t *testing.T, scan []byte) (right, certain float64, wrong []string) {
	t.Helper()
	have := map[[2]int]found.Cell{}
	for _, table := range scannedTables(t, scan) {
		for _, c := range table.Cells {
			have[[2]int{c.Row, c.Col}] = c
		}
	}
	n := 0.0
	for _, want := range truthCells(t) {
		n++
		c := have[[2]int{want.Row, want.Col}]
		equal := strings.Join(strings.Fields(c.Text), "") == want.Text
		if equal {
			right++
		}
		if c.Sure {
			certain++
		}
		if c.Sure && !equal {
			wrong = append(wrong, want.Text+" as "+c.Text)
		}
	}
	return right / n, certain / n, wrong
}

// scannedTables are the tables of the first page of a scan.
func scannedTables(t *testing.T, scan []byte) []found.Table {
	t.Helper()
	doc, end, err := opened(scan)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	im, err := doc.Render(1, scanDPI)
	if err != nil {
		t.Fatal(err)
	}
	tesseract := ocr.NewReader()
	defer tesseract.Close()
	p, err := tesseract.Page(ocr.Grey(im), scanDPI)
	if err != nil {
		t.Fatal(err)
	}
	p.Number = 1
	return found.Document([]page.Page{layout.Document([]page.Page{p})[0].Page})
}

// truthCells are the cells of the page that hold a figure.
func truthCells(t *testing.T) []truthCell {
	t.Helper()
	f, err := os.Open(filepath.Join("..", dirtySample, "source.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	doc, err := parse(dirtySample, f)
	if err != nil {
		t.Fatal(err)
	}
	_, truth, err := draw(doc, committedFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	var cells []truthCell
	for _, table := range truth.Tables {
		for _, c := range table.Cells {
			if c.Page == dirtyPage && number.MatchString(c.Text) {
				cells = append(cells, c)
			}
		}
	}
	return cells
}

// TestPageOfFiguresTurned reads a turned page with more figures than words, which read well upside down.
func TestPageOfFiguresTurned(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a scan for some seconds")
	}
	const ofFigures = 15
	_, files := generated(t, filepath.Join("..", dirtySample, "source.txt"), committedFonts(t))
	scan, err := dirt{dpi: scanDPI, quality: goodJPEG, turn: true}.scannedPages(files["input.pdf"], ofFigures, ofFigures)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, table := range scannedTables(t, scan) {
		for _, c := range table.Cells {
			texts = append(texts, c.Text)
		}
	}
	for _, want := range []string{"14,505,080", "2,576,900", "津贴补贴"} {
		if !slices.Contains(texts, want) {
			t.Errorf("%s is not read: %q", want, texts)
		}
	}
}
