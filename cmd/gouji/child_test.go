package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gouji/extract/ocr"
	"gouji/extract/page"
	"gouji/extract/pdf"
)

// asProgram gives a name under which this test binary is the program (see TestMain).
func asProgram(t *testing.T) string {
	t.Helper()
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "gouji")
	if err := os.Symlink(own, link); err != nil {
		t.Skip("no symbolic links here, so the test cannot run itself as the program:", err)
	}
	return link
}

// corpusFile reads a document that lies beside the project.
func corpusFile(t *testing.T, name string) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "corpus", name))
		if err == nil {
			return data
		}
	}
	t.Skip("the document is missing: shared/corpus/" + name)
	return nil
}

func testSecondReader(t *testing.T, limits childLimits) *secondReader {
	t.Helper()
	r := &secondReader{newChild(childLedongthuc, limits)}
	r.child.program = asProgram(t)
	t.Cleanup(r.Close)
	return r
}

func glyphText(p page.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

func TestSecondReader(t *testing.T) {
	r := testSecondReader(t, secondReaderLimits)
	ctx := t.Context()
	doc, err := r.open(ctx, corpusFile(t, "budgets/huzhou-finance-2026.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Pages() != 32 {
		t.Errorf("%d pages, want 32", doc.Pages())
	}
	p, err := doc.Page(ctx, 1)
	if err != nil || !strings.Contains(glyphText(p), "湖州市财政局") {
		t.Errorf("page 1: %q, error %v", glyphText(p), err)
	}
	if _, err := doc.Page(ctx, 33); err == nil {
		t.Error("page 33 of 32 is read")
	}
	if _, err := r.open(ctx, []byte("<html>")); err == nil {
		t.Error("a web page is opened")
	}
}

// TestSecondReaderRestarts: the process may die or be replaced at any time, and the next page is read all the same.
func TestSecondReaderRestarts(t *testing.T) {
	limits := secondReaderLimits
	limits.requests = 2
	r := testSecondReader(t, limits)
	doc, err := r.open(t.Context(), corpusFile(t, "traps/03_form_xobject.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if p, err := doc.Page(t.Context(), 1); err != nil || glyphText(p) != "INFORMHELLO" {
			t.Fatalf("page read %d times: %q, error %v", i, glyphText(p), err)
		}
	}
	r.child.mu.Lock()
	if r.child.cmd == nil {
		if err := r.child.start(); err != nil {
			t.Fatal(err)
		}
	}
	r.child.cmd.Process.Kill()
	r.child.mu.Unlock()
	if _, err := doc.Page(t.Context(), 1); !errors.Is(err, errChildCrashed) {
		t.Errorf("after a crash: %v, want %v", err, errChildCrashed)
	}
	if p, err := doc.Page(t.Context(), 1); err != nil || glyphText(p) != "INFORMHELLO" {
		t.Errorf("after the crash: %q, error %v", glyphText(p), err)
	}
}

// TestChildDies: a file whose objects refer to one another overflows the library's stack, which no recover stops.
func TestChildDies(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	at := make([]int, 4)
	for i, object := range []string{"2 0 R", "3 0 R", "1 0 R"} {
		at[i+1] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, offset := range at[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
	r := testSecondReader(t, secondReaderLimits)
	if _, err := r.open(t.Context(), b.Bytes()); err == nil {
		t.Error("a file of nothing but references is opened")
	}
	if _, err := r.open(t.Context(), corpusFile(t, "traps/03_form_xobject.pdf")); err != nil {
		t.Errorf("the next file: %v", err)
	}
}

func TestChildLimits(t *testing.T) {
	data := corpusFile(t, "budgets/guangzhou-dataadmin-2026-project-performance.pdf") // 0.5 s a page
	limits := secondReaderLimits
	limits.time = time.Millisecond
	if _, err := testSecondReader(t, limits).open(t.Context(), data); !errors.Is(err, errChildTimeout) {
		t.Errorf("a millisecond: %v, want %v", err, errChildTimeout)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := testSecondReader(t, secondReaderLimits).open(ctx, data); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, want %v", err, context.Canceled)
	}
	limits = secondReaderLimits
	limits.memory = 64 << 20
	large := append([]byte("%PDF-1.4\n"), make([]byte, 200<<20)...)
	if _, err := testSecondReader(t, limits).open(t.Context(), large); !errors.Is(err, errChildCrashed) {
		t.Errorf("200 MB of file in 64 MB of address space: %v, want %v", err, errChildCrashed)
	}
}

// TestChildEndsWithParent: the process ends when its input does, as happens when the parent dies.
func TestChildEndsWithParent(t *testing.T) {
	c := newChild(childLedongthuc, secondReaderLimits)
	c.program = asProgram(t)
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.cmd.Wait() }()
	c.input.Close()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ended with %v, want status 0", err)
		}
	case <-time.After(10 * time.Second):
		c.cmd.Process.Kill()
		t.Error("still runs 10 s after its input ended")
	}
}

// skipOCR leaves out reading by OCR where tests must be short: with the race detector a page takes a minute.
func skipOCR(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("reads pages by OCR")
	}
}

func testPdfium(t *testing.T) *guardedPdfium {
	t.Helper()
	options := pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache")}
	reader, err := pdf.NewPdfium(options)
	if err != nil {
		t.Fatal(err)
	}
	p := &guardedPdfium{reader: reader, drawer: &drawer{options: options}}
	t.Cleanup(func() { p.Close() })
	return p
}

// TestGuard: what hangs is given up, and what was asked of the same document later fails at once.
func TestGuard(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	_, err := within(time.Millisecond, func() (int, error) { <-hang; return 1, nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a function that hangs: %v, want %v", err, context.DeadlineExceeded)
	}
	if _, err := within(time.Minute, func() (int, error) { panic("index out of range") }); !errors.Is(err, errPdfiumBroken) {
		t.Errorf("a function that breaks down: %v, want %v", err, errPdfiumBroken)
	}
	if n, err := within(time.Minute, func() (int, error) { return 1, nil }); n != 1 || err != nil {
		t.Errorf("a function that ends: %d, %v", n, err)
	}
	p := testPdfium(t)
	doc, err := p.Open(corpusFile(t, "traps/03_form_xobject.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := doc.Page(2); !errors.Is(err, pdf.ErrPageRange) || p.lost.Load() {
		t.Errorf("an ordinary error: %v, lost %v", err, p.lost.Load())
	}
	if _, err := guard(doc, func() (int, error) { return 0, errPdfiumTimeout }); err == nil || !p.lost.Load() {
		t.Errorf("a timeout: %v, lost %v", err, p.lost.Load())
	}
	if _, err := doc.Page(1); !errors.Is(err, errPdfiumTimeout) {
		t.Errorf("after it: %v, want %v", err, errPdfiumTimeout)
	}
}

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
	data, err := os.ReadFile("../../samples/shanghai-budget/input.pdf")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := testPdfium(t).Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	r := newOCRReader(1, engineTesseract)
	defer r.Close()
	r.children[0].program = asProgram(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	source := imageSource{doc: doc, reader: r, show: func(int) *pageProgress { stop(); return &pageProgress{} }}
	for i, reading := range source.readings(ctx, []int{1, 2, 3, 4, 5, 6}) {
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
