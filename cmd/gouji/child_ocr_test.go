package main

import (
	"bytes"
	"context"
	"errors"
	"image"
	"strings"
	"sync"
	"testing"

	"gouji/extract"
	"gouji/extract/ocr"
	"gouji/extract/page"
)

// TestOCRReader reads a scanned table, two pages at once.
func TestOCRReader(t *testing.T) {
	skipOCR(t)
	data := corpusFile(t, "zezhou/scan.pdf")
	p := testPdfium(t)
	r := newOCRReader(2, engineTesseract)
	defer r.Close()
	for _, c := range r.children {
		c.program = asProgram(t)
	}
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			doc, err := p.Open(data)
			if err != nil {
				t.Error(err)
				return
			}
			defer doc.Close()
			read, err := imageSource{doc: doc, reader: r}.Page(t.Context(), 9)
			if err != nil {
				t.Error(err)
				return
			}
			checkScannedTable(t, read)
		})
	}
	wait.Wait()
	if _, err := r.ReadPage(t.Context(), ocr.Grey(emptyImage()), ocrDPI); err != nil {
		t.Errorf("an empty page: %v", err)
	}
}

// TestOCRStops: when the work is stopped no page is drawn or read any more.
func TestOCRStops(t *testing.T) {
	doc := openSample(t)
	r := newOCRReader(1, engineTesseract)
	defer r.Close()
	r.children[0].program = asProgram(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	source := imageSource{doc: doc, reader: r, show: func(int) *pageProgress { stop(); return &pageProgress{} }}
	for i, reading := range source.readings(ctx, []extract.Spot{{Page: 1}, {Page: 2}, {Page: 3}, {Page: 4}, {Page: 5}, {Page: 6}}) {
		if !errors.Is(reading.Err, context.Canceled) {
			t.Errorf("page %d: %v, want %v", i+1, reading.Err, context.Canceled)
		}
	}
}

// TestPagesAMinute says at the end of a long reading how fast it was, and nothing of a short one.
func TestPagesAMinute(t *testing.T) {
	var said bytes.Buffer
	p := &pipeline{options: options{log: &said, terminal: &said, lang: "en", verbose: true}}
	for _, pages := range []int{fewPages, 20} {
		shown := p.pageProgress(pages)
		shown.step()
		shown.done(pages)
	}
	if got := said.String(); !strings.HasPrefix(got, "gouji: 20 of 20 pages read from their images, ") || strings.Count(got, "\n") != 1 {
		t.Errorf("%q", got)
	}
}

// TestSeen: Tesseract confirms nearly all figures of a page from their ink, and none with a digit changed. The
// places are those pdfium gives the digits.
func TestSeen(t *testing.T) {
	skipOCR(t)
	p := testPdfium(t)
	r := newOCRReader(1, engineTesseract)
	defer r.Close()
	r.children[0].program = asProgram(t)
	for _, test := range []struct {
		file string
		page int
	}{
		{"budgets/huzhou-finance-2026.pdf", 23},
		{"budgets/xian-weather-2022-gbk.pdf", 18}, // fonts that are not in the file
	} {
		doc, err := p.Open(corpusFile(t, test.file))
		if err != nil {
			t.Fatal(err)
		}
		pg, err := doc.Page(test.page)
		if err != nil {
			t.Fatal(err)
		}
		figures := printedFigures(pg)
		changed := make([]figure, len(figures))
		for i, f := range figures {
			changed[i] = figure{otherDigit(f.printed), f.box}
		}
		source := imageSource{doc: doc, reader: r}
		same, other := count(source.seen(t.Context(), test.page, figures))
		if 10*same < 9*len(figures) || len(figures) < 20 || other > 0 {
			t.Errorf("%s: %d of %d figures seen, want nine in ten of 20 at least; %d seen as others, want none", test.file, same, len(figures), other)
		}
		if same, other = count(source.seen(t.Context(), test.page, changed)); same > 0 || 10*other < 8*len(figures) {
			t.Errorf("%s: %d figures seen that are not there, %d of %d seen as others, want eight in ten", test.file, same, other, len(figures))
		}
		doc.Close()
	}
}

// count counts the figures that are seen as printed and those that are seen as others; −1 after an error.
func count(seen []sight, err error) (same, other int) {
	if err != nil {
		return -1, -1
	}
	for _, s := range seen {
		if s.same {
			same++
		}
		if s.other != "" {
			other++
		}
	}
	return same, other
}

// Only digits that both models agree on, as many as are printed, are another figure.
func TestSightOf(t *testing.T) {
	for _, c := range []struct {
		printed string
		texts   []string
		want    sight
	}{
		{"1,234.56", []string{"1,234.56", "1234 56"}, sight{same: true}},
		{"1,234.56", []string{"1,284.56", "1284.56"}, sight{other: "1,284.56"}},
		{"1,234.56", []string{"1,284.56", "1,254.56"}, sight{}},
		{"1,234.56", []string{"1,284.56"}, sight{}},
		{"1,234.56", []string{"1234.56", "1234.56"}, sight{}}, // a comma was not seen
		{"1,234.56", []string{"1,234.5", "1,234.5"}, sight{}},
		{"2026年", []string{"2020", "2020"}, sight{}},
		{"5", []string{"6", "6"}, sight{}},
	} {
		if got := sightOf(c.texts, c.printed); got != c.want {
			t.Errorf("%s read as %v: %+v, want %+v", c.printed, c.texts, got, c.want)
		}
	}
}

// printedFigures are the amounts with decimals on a page, up to 40.
func printedFigures(pg page.Page) []figure {
	var out []figure
	var f figure
	for _, g := range pg.Glyphs {
		near := f.printed != "" && g.Box.X0-f.box.X1 < 3 && g.Box.X0 > f.box.X0 && g.Box.Y0 < f.box.Y1 && f.box.Y0 < g.Box.Y1
		if digit := strings.ContainsRune("0123456789.,", g.Rune); digit && near {
			f = figure{f.printed + string(g.Rune), f.box.Union(g.Box)}
			continue
		} else if strings.Contains(f.printed, ".") && len(f.printed) > 3 && len(out) < 40 {
			out = append(out, f)
		}
		if f = (figure{}); strings.ContainsRune("0123456789", g.Rune) {
			f = figure{string(g.Rune), g.Box}
		}
	}
	return out
}

// otherDigit changes the first digit to the next.
func otherDigit(s string) string { return string('0'+(s[0]-'0'+1)%10) + s[1:] }

// TestOCRTurned reads a table that lies on its side, with a seal over it.
func TestOCRTurned(t *testing.T) {
	skipOCR(t)
	doc, err := testPdfium(t).Open(corpusFile(t, "budgets/changsha-finance-scan-rotated-table-seal.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	r := newOCRReader(1, engineTesseract)
	defer r.Close()
	r.children[0].program = asProgram(t)
	read, err := imageSource{doc: doc, reader: r}.Page(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	heads := 0
	for _, w := range read.Words {
		if w.Text == "小计" || w.Text == "中央" || w.Text == "省级" {
			heads++
		}
	}
	// Six groups of columns, of which five have all three heads; the text runs upward on the sheet.
	if read.Quarter() != 3 || heads < 12 || read.Width > read.Height {
		t.Errorf("text turned %d times, %d heads of columns, page %v × %v; want 3, 12 at least, upright paper", read.Quarter(), heads, read.Width, read.Height)
	}
}

// checkScannedTable looks for what stands on page 9: 2026年预算支出总表, of 合计 2541.25 = 1345.76 + 1195.49.
func checkScannedTable(t *testing.T, read page.Page) {
	t.Helper()
	var words []string
	for _, w := range read.Words {
		words = append(words, w.Text)
	}
	all := " " + strings.Join(words, " ") + " "
	for _, want := range []string{"2541.25", "1345.76", "1195.49", "住房公积金", "科目编码"} {
		if !strings.Contains(all, " "+want+" ") {
			t.Errorf("%q was not read; read were: %s", want, all)
		}
	}
	if read.Source != page.OCR || read.Number != 9 || len(read.Rulings) < 25 {
		t.Errorf("source %q, page %d, %d rulings; want ocr, 9 and 25 at least", read.Source, read.Number, len(read.Rulings))
	}
}

// emptyImage is a small white page.
func emptyImage() *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, 300, 400))
	for i := range im.Pix {
		im.Pix[i] = 0xff
	}
	return im
}
