package pdf_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

func TestOpenErrors(t *testing.T) {
	p := newPdfium(t)
	c := corpus(t)
	read := func(name string) []byte { return readFile(t, filepath.Join(c, name)) }
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, pdf.ErrNotPDF},
		{"a web page", read("negative/html-served-as-pdf-006d2a197fd1.pdf"), pdf.ErrNotPDF},
		{"a text", []byte("dummy pdf content"), pdf.ErrNotPDF},
		{"only a header", []byte("%PDF-1.7\n"), pdf.ErrDamaged},
		{"cut off", read("negative/quanzhou-truncated-download.pdf"), pdf.ErrDamaged},
		{"a password", read("camelot/health_protected.pdf"), pdf.ErrEncrypted},
		{"another password", read("tabula/encrypted.pdf"), pdf.ErrEncrypted},
		{"too large", append([]byte("%PDF-1.4\n"), make([]byte, 256<<20)...), pdf.ErrTooLarge},
	} {
		d, err := p.Open(test.data)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
		if d != nil {
			d.Close()
		}
	}
}

// TestOpenAll reads every file of the corpora that hold traps: none may crash the reader or stop it.
func TestOpenAll(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 180 files")
	}
	p := newPdfium(t)
	for _, folder := range []string{"traps", "cjk-fonts", "camelot", "tabula", "icdar2013-eu"} {
		for _, path := range files(t, folder+"/*.pdf") {
			d, err := p.Open(readFile(t, path))
			if errors.Is(err, pdf.ErrEncrypted) {
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", filepath.Base(path), err)
				continue
			}
			for n := 1; n <= d.Pages(); n++ {
				if _, err := d.Page(n); err != nil {
					t.Errorf("%s: %v", filepath.Base(path), err)
				}
			}
			d.Close()
		}
	}
}

// text is the visible characters of a page in the order of the file.
func text(pg page.Page) string {
	var b strings.Builder
	for _, g := range pg.Glyphs {
		if !g.Hidden {
			b.WriteRune(g.Rune)
		}
	}
	return b.String()
}

func TestPageText(t *testing.T) {
	p := newPdfium(t)
	for _, test := range []struct {
		file string
		page int
		want string
	}{
		{"traps/03_form_xobject.pdf", 1, "INFORMHELLO"},
		{"traps/04_tounicode_winansi.pdf", 1, "中文预预算"},
		{"traps/05_GBK-EUC-H.pdf", 1, "中文"},
		{"traps/06_UniGB-UCS2-H.pdf", 1, "中文"},
		{"traps/07_UniGB-UTF16-H.pdf", 1, "中文"},
		{"traps/08_Identity-H_widths.pdf", 1, "中文"},
		{"traps/09_Identity-V.pdf", 1, "中文"},
		{"traps/12_unbalanced_Q.pdf", 1, "HELLO"},
		{"traps/13_header_space.pdf", 1, "HELLO"},
		{"traps/14_pdf20.pdf", 1, "HELLO"},
		{"traps/15_prev_self.pdf", 1, "HELLO"},
		{"traps/17_TJ_newline.pdf", 1, "HELLOX"},
		{"traps/18_quote_op.pdf", 1, "ABCD"},
		{"traps/19_flate_pred15.pdf", 1, "HELLO"},
		{"traps/21_invisible_Tr3.pdf", 1, ""},
		{"traps/23_trailing_nul.pdf", 1, "HELLO"},
		{"traps/24_leading_junk.pdf", 1, "HELLO"},
		{"traps/25_fontname_two_pages.pdf", 1, "中文"},
		{"traps/25_fontname_two_pages.pdf", 2, "预算"},
	} {
		pg, err := open(t, p, filepath.Join(corpus(t), test.file)).Page(test.page)
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
		} else if got := text(pg); got != test.want {
			t.Errorf("%s page %d: %q, want %q", test.file, test.page, got, test.want)
		}
	}
}

// pdfWith is a file of one page of 300 × 400 points with the given content and entries of the page dictionary.
func pdfWith(content, entries string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n")
	b.WriteString("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]" + entries +
		"/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 7 0 R>>/XObject<</X1 6 0 R>>>>>>\nendobj\n")
	b.WriteString("4 0 obj\n<</Length ")
	b.WriteString(itoa(len(content)) + ">>\nstream\n" + content + "\nendstream\nendobj\n")
	b.WriteString("5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n")
	const form = "0 0 100 0.5 re f"
	b.WriteString("6 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 20 30]/Length " + itoa(len(form)) + ">>\nstream\n" + form + "\nendstream\nendobj\n")
	// A Chinese font that is named and not there, as a tenth of the published budgets have it.
	b.WriteString("7 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[8 0 R]>>\nendobj\n" +
		"8 0 obj\n<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 9 0 R>>\nendobj\n" +
		"9 0 obj\n<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 700/StemV 80>>\nendobj\n")
	b.WriteString("trailer\n<</Root 1 0 R/Size 10>>\n%%EOF\n")
	return b.Bytes()
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func readOne(t *testing.T, p *pdf.Pdfium, data []byte) page.Page {
	t.Helper()
	d, err := p.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	pg, err := d.Page(1)
	if err != nil {
		t.Fatal(err)
	}
	return pg
}

// TestRotation draws an "H" whose origin is (50, 100) in user space on a page of 300 × 400 with its crop box at
// (10, 20), once for each /Rotate. The places were worked out by turning a sheet of paper.
func TestRotation(t *testing.T) {
	p := newPdfium(t)
	for _, test := range []struct {
		rotate        string
		width, height float64
		x, y, angle   float64
	}{
		{"0", 280, 360, 40, 280, 0},
		{"90", 360, 280, 80, 40, 90},
		{"180", 280, 360, 240, 80, 180},
		{"270", 360, 280, 280, 240, 270},
		{"-90", 360, 280, 280, 240, 270},
	} {
		pg := readOne(t, p, pdfWith("BT /F1 10 Tf 50 100 Td (H) Tj ET", "/CropBox[10 20 290 380]/Rotate "+test.rotate))
		if pg.Width != test.width || pg.Height != test.height {
			t.Errorf("rotate %s: page %v × %v, want %v × %v", test.rotate, pg.Width, pg.Height, test.width, test.height)
		}
		if len(pg.Glyphs) != 1 {
			t.Fatalf("rotate %s: %d glyphs, want 1", test.rotate, len(pg.Glyphs))
		}
		g := pg.Glyphs[0]
		if g.Origin != (page.Point{X: test.x, Y: test.y}) || g.Angle != test.angle || math.Abs(g.Size-10) > 0.001 {
			t.Errorf("rotate %s: origin %v angle %v size %v, want (%v, %v) %v 10", test.rotate, g.Origin, g.Angle, g.Size, test.x, test.y, test.angle)
		}
	}
}

// TestTurnedBack: text drawn upward on a page that is shown turned reads upright.
func TestTurnedBack(t *testing.T) {
	pg := readOne(t, newPdfium(t), pdfWith("BT /F1 10 Tf 0 1 -1 0 50 100 Tm (H) Tj ET", "/Rotate 90"))
	if g := pg.Glyphs[0]; g.Angle != 0 || g.Origin != (page.Point{X: 100, Y: 50}) {
		t.Errorf("angle %v origin %v, want 0 and (100, 50)", g.Angle, g.Origin)
	}
}

func TestRulings(t *testing.T) {
	p := newPdfium(t)
	line := func(x0, y0, x1, y1, thickness float64) page.Ruling {
		return page.Ruling{Box: page.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}, Thickness: thickness}
	}
	weak := func(x0, y0, x1, y1 float64) page.Ruling {
		return page.Ruling{Box: page.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}, Weak: true}
	}
	for _, test := range []struct {
		name, content string
		want          []page.Ruling
	}{
		{"strokes", "2 w 10 10 m 110 10 l S 10 10 m 10 110 l S", []page.Ruling{line(10, 390, 110, 390, 2), line(10, 290, 10, 390, 2)}},
		{"a stroke drawn to the left", "110 10 m 10 10 l S", []page.Ruling{line(10, 390, 110, 390, 1)}},
		{"a slanting stroke", "10 10 m 110 60 l S", nil},
		{"scaled", "q 2 0 0 2 10 10 cm 1 w 5 5 m 25 5 l S Q", []page.Ruling{line(20, 380, 60, 380, 2)}},
		{"a thin fill", "10 10 100 1 re f", []page.Ruling{line(10, 389.5, 110, 389.5, 1)}},
		{"two thin fills in one path", "10 10 100 1 re 10 50 1 100 re f", []page.Ruling{line(10, 389.5, 110, 389.5, 1), line(10.5, 250, 10.5, 350, 1)}},
		{"a stroked box", "10 10 100 50 re S", []page.Ruling{line(10, 390, 110, 390, 1), line(110, 340, 110, 390, 1), line(10, 340, 110, 340, 1), line(10, 340, 10, 390, 1)}},
		{"shade", "0.8 g 10 10 100 50 re f", []page.Ruling{weak(10, 340, 110, 340), weak(10, 390, 110, 390), weak(10, 340, 10, 390), weak(110, 340, 110, 390)}},
		{"white shade", "1 g 10 10 100 50 re f", nil},
		{"white lines", "1 G 10 10 m 110 10 l S", nil},
		{"the page's background", "0.9 g 0 0 300 400 re f", nil},
		{"a clip path", "10 10 100 50 re W n", nil},
		{"a line cut by its clip", "q 0 0 60 400 re W n 10 10 m 110 10 l S Q", []page.Ruling{line(10, 390, 60, 390, 1)}},
		{"a curve", "10 10 m 10 60 60 60 60 10 c S", nil},
		{"in a form", "/X1 Do", []page.Ruling{line(20, 369.75, 120, 369.75, 0.5)}},
		{"off the page", "-50 10 m -10 10 l S", nil},
	} {
		pg := readOne(t, p, pdfWith(test.content, ""))
		if !sameRulings(pg.Rulings, test.want) {
			t.Errorf("%s: %v, want %v", test.name, pg.Rulings, test.want)
		}
	}
}

// sameRulings compares to a thousandth of a point: pdfium computes in 32-bit floats.
func sameRulings(a, b []page.Ruling) bool {
	if len(a) != len(b) {
		return false
	}
	near := func(x, y float64) bool { return math.Abs(x-y) < 0.001 }
	for i := range a {
		p, q := a[i].Box, b[i].Box
		if !near(p.X0, q.X0) || !near(p.Y0, q.Y0) || !near(p.X1, q.X1) || !near(p.Y1, q.Y1) ||
			!near(a[i].Thickness, b[i].Thickness) || a[i].Weak != b[i].Weak {
			return false
		}
	}
	return true
}

func TestGlyphs(t *testing.T) {
	p := newPdfium(t)
	for _, test := range []struct {
		name, content, want string
		bold                bool
	}{
		{"plain", "BT /F1 10 Tf 50 100 Td (ll11) Tj ET", "ll11", false},
		{"struck twice", "BT /F1 10 Tf 50 100 Td (l) Tj 0.4 0 Td (l) Tj ET", "l", false}, // pdfium leaves the copy out itself
		{"off the page", "BT /F1 10 Tf 350 100 Td (A) Tj ET", "", false},
		{"outside its clip", "q 0 0 100 400 re W n BT /F1 10 Tf 50 100 Td (A) Tj 100 0 Td (B) Tj ET Q", "A", false},
	} {
		pg := readOne(t, p, pdfWith(test.content, ""))
		if got := text(pg); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if len(pg.Glyphs) > 0 && pg.Glyphs[0].Bold != test.bold {
			t.Errorf("%s: bold %v, want %v", test.name, pg.Glyphs[0].Bold, test.bold)
		}
	}
	pg := readOne(t, p, pdfWith("0.5 g BT /F1 10 Tf 50 100 Td (A) Tj ET", ""))
	if c := pg.Glyphs[0].Color; c != 0x7f7f7fff && c != 0x808080ff {
		t.Errorf("colour %08x, want half grey", c)
	}
}

// TestConcurrent opens more documents at once than there are instances.
func TestConcurrent(t *testing.T) {
	p := newPdfium(t)
	data := readFile(t, filepath.Join(corpus(t), "cjk-fonts/pdfplumber-issue-842-example.pdf"))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			d, err := p.Open(data)
			if err != nil {
				t.Error(err)
				return
			}
			if pg, err := d.Page(1); err != nil || len(pg.Glyphs) == 0 {
				t.Errorf("%d glyphs, error %v", len(pg.Glyphs), err)
			}
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

// Several documents opened at once right after the start each make an instance at the same time.
func TestConcurrentStart(t *testing.T) {
	if testing.Short() {
		t.Skip("starts pdfium many times")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8)) // what goes wrong at once goes wrong on many processors
	data := pdfWith("BT /F1 10 Tf 50 100 Td (H) Tj ET", "")
	for range 15 {
		p := newPdfium(t)
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				d, err := p.Open(data)
				if err != nil {
					t.Error(err)
					return
				}
				if err := d.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
}

// TestWarmStart: with the code compiled before, a start takes a fortieth of the time (0.09 s of 3.9 s here). The
// test is content with a fifth, as others run beside it.
func TestWarmStart(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles pdfium anew")
	}
	cache := t.TempDir()
	start := func() time.Duration {
		began := time.Now()
		p, err := pdf.NewPdfium(pdf.Options{CacheDir: cache})
		if err != nil {
			t.Fatal(err)
		}
		took := time.Since(began)
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		return took
	}
	if cold, warm := start(), start(); warm > cold/5 {
		t.Errorf("cold %v, warm %v; want a fifth at most", cold, warm)
	}
}

func TestRender(t *testing.T) {
	d, err := newPdfium(t).Open(pdfWith("10 10 100 50 re f", "/Rotate 90"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	im, err := d.Render(1, 144)
	if err != nil {
		t.Fatal(err)
	}
	if b := im.Bounds(); b.Dx() != 800 || b.Dy() != 600 {
		t.Errorf("image %v, want 800 × 600", b)
	}
	// The rectangle from (10, 10) to (110, 60) lies, the page turned right, from (10, 10) to (60, 110) as seen.
	if r, _, _, _ := im.At(2*30, 2*60).RGBA(); r != 0 {
		t.Errorf("inside the rectangle: red %d, want 0", r)
	}
	if r, _, _, _ := im.At(2*80, 2*30).RGBA(); r != 0xffff {
		t.Errorf("outside the rectangle: red %d, want 65535", r)
	}
}

// Text whose font is not in the file is drawn with the fonts that are lent, and read the same without them.
func TestRenderWithLentFonts(t *testing.T) {
	if _, err := os.Stat("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"); err != nil {
		t.Skip("no Chinese font on this machine (Debian: fonts-droid-fallback)")
	}
	lent, err := pdf.NewPdfium(pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache"), Fonts: os.DirFS("/")})
	if err != nil {
		t.Fatal(err)
	}
	defer lent.Close()
	data := pdfWith("BT /F2 40 Tf 50 100 Td <9884 7b97> Tj ET", "")
	for name, p := range map[string]*pdf.Pdfium{"with": lent, "without": newPdfium(t)} {
		if got := text(readOne(t, p, data)); got != "预算" {
			t.Errorf("%s fonts: read %q, want 预算", name, got)
		}
		d, err := p.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		im, err := d.Render(1, 72)
		if err != nil {
			t.Fatal(err)
		}
		dark := 0
		for i := 0; i < len(im.Pix); i += 4 {
			if im.Pix[i] < 0x80 {
				dark++
			}
		}
		if (dark > 100) != (name == "with") {
			t.Errorf("%s fonts: %d dark pixels", name, dark)
		}
		d.Close()
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(pdfWith("BT /F1 10 Tf 50 100 Td (H) Tj ET 10 10 m 110 10 l S", "/Rotate 90"))
	f.Add(pdfWith("/X1 Do q 0 0 1 1 re W n Q", "/CropBox[10 20 290 380]"))
	lying := trueType("3183.18", "<31><0031><33><0038><38><0033><2E><002E>")
	f.Add(lying)
	f.Add(lying[:len(lying)/2])
	f.Add(pdfWith("BT /F1 9 Tf 10 9 Td ("+strings.Repeat("12345", 10)+") Tj ET q 300 0 0 400 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", ""))
	cache := filepath.Join(os.TempDir(), "gouji-test-cache")
	p, err := pdf.NewPdfium(pdf.Options{CacheDir: cache})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { p.Close() })
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := p.Open(data)
		if err != nil {
			return
		}
		defer d.Close()
		for n := 1; n <= min(d.Pages(), 3); n++ {
			pg, err := d.Page(n)
			if err != nil {
				continue
			}
			for _, g := range pg.Glyphs {
				if math.IsNaN(g.Box.X0+g.Box.Y1+g.Origin.X+g.Size) || math.IsInf(g.Box.X1-g.Box.X0, 0) {
					t.Errorf("glyph %q at %v", g.Rune, g.Box)
				}
			}
		}
	})
}
