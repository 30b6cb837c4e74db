package pdf_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/samples/lie"
)

// firstPages is how many pages of each document are read, so that the test takes no minutes.
const firstPages = 8

// caught counts the pages of a lie.
type caught struct{ maps, pages, missed int }

// TestSwaps makes liars of true documents: the pages whose digits changed are called false, and no other is.
func TestSwaps(t *testing.T) {
	p := newPdfium(t)
	paths, err := filepath.Glob("../../samples/*/input.pdf")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	if !testing.Short() {
		for _, pattern := range []string{"budgets/*.pdf", "zezhou/core.pdf", "icdar2013-eu/*.pdf"} {
			paths = append(paths, files(t, pattern)...)
		}
	}
	totals := make([]caught, len(lies))
	for _, path := range paths {
		truth := readPages(t, p, readFile(t, path), firstPages)
		for i, l := range lies {
			data, n := lie.Digits(readFile(t, path), l.as)
			if n == 0 {
				continue
			}
			totals[i].maps += n
			totals[i].judge(t, truth, readPages(t, p, data, firstPages), filepath.Base(path)+", "+l.name)
		}
	}
	for i, c := range totals {
		t.Logf("%s: %d maps, %d of %d pages caught", lies[i].name, c.maps, c.pages-c.missed, c.pages)
		if c.pages == 0 || float64(c.pages-c.missed) < lies[i].least*float64(c.pages) {
			t.Errorf("%s: %d of %d pages not caught", lies[i].name, c.missed, c.pages)
		}
	}
}

// judge compares the verdicts on a liar with the truth.
func (c *caught) judge(t *testing.T, truth, lied []page.Page, name string) {
	t.Helper()
	for i, v := range judge(lied) {
		switch {
		case differ(truth[i], lied[i]):
			c.pages++
			if v.Code != pdf.CodeScan && len(lied[i].Swaps) == 0 {
				c.missed++
			}
		case len(lied[i].Swaps) > 0 || v.Code == pdf.CodeTextFalse:
			t.Errorf("%s: page %d is true, and called false: %s", name, i+1, v.Reason.EN)
		}
	}
}

// TestSwapEvidence: the verdict says which digits are drawn as which, and how often.
func TestSwapEvidence(t *testing.T) {
	p := newPdfium(t)
	v := judge(allPages(t, p, trueType("3183.18", "<31><0031><33><0038><38><0033><2E><002E>")))[0]
	want := "the digits of the text layer are not those drawn: 3 is drawn as 8 (2 times), 8 is drawn as 3 (2 times)"
	if v.Code != pdf.CodeTextFalse || v.Reason.EN != want {
		t.Errorf("%q (%s), want %q (%s)", v.Code, v.Reason.EN, pdf.CodeTextFalse, want)
	}
	if v := judge(allPages(t, p, trueType("3183.18", "<31><0031><33><0033><38><0038><2E><002E>")))[0]; !v.True() {
		t.Errorf("the true page: %q (%s)", v.Code, v.Reason.EN)
	}
}

// trueType is a page of one text in a font that is in the file, read by a map of four entries.
func trueType(text, entries string) []byte {
	cmap := "begincmap 1 begincodespacerange <00><FF> endcodespacerange 4 beginbfchar " + entries + " endbfchar endcmap"
	font := "<</Type/Font/Subtype/TrueType/BaseFont/Go/FirstChar 48/LastChar 57/Widths[556 556 556 556 556 556 556 556 556 556]" +
		"/Encoding/WinAnsiEncoding/ToUnicode 6 0 R/FontDescriptor 7 0 R>>"
	return made("BT /F1 20 Tf 50 100 Td ("+text+") Tj ET", font, stream("", cmap),
		"<</Type/FontDescriptor/FontName/Go/Flags 32/FontBBox[0 -200 1000 1000]/Ascent 900/Descent -200/FontFile2 8 0 R>>",
		stream("", string(goregular.TTF)))
}

// TestSwapsType3: the glyphs of such a font are little pages; only the ink shows what they are.
func TestSwapsType3(t *testing.T) {
	p := newPdfium(t)
	if v := judge(allPages(t, p, type3(t, "0123456789")))[0]; !v.True() {
		t.Errorf("the true page: %q (%s)", v.Code, v.Reason.EN)
	}
	v := judge(allPages(t, p, type3(t, "0123459786")))[0]
	if v.Code != pdf.CodeTextFalse || !strings.Contains(v.Reason.EN, "6 is drawn as 9 (1 times), 9 is drawn as 6 (1 times)") {
		t.Errorf("6 and 9 exchanged: %q (%s)", v.Code, v.Reason.EN)
	}
}

// type3 is a page with the ten digits in their order, each drawn by a procedure, and read as the given ones.
func type3(t *testing.T, read string) []byte {
	t.Helper()
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	cmap := "begincmap 1 begincodespacerange <00><FF> endcodespacerange 10 beginbfchar "
	var differences, procedures string
	var objects []string
	for d, r := range read {
		cmap += fmt.Sprintf("<%02X><%04X>", '0'+d, r)
		differences += fmt.Sprintf("/g%d", d)
		procedures += fmt.Sprintf("/g%d %d 0 R", d, 7+d)
		objects = append(objects, stream("", fmt.Sprintf("600 0 0 -20 600 750 d1 %s f", path(t, f, '0'+rune(d)))))
	}
	font := fmt.Sprintf("<</Type/Font/Subtype/Type3/FontBBox[0 -20 600 750]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 48/LastChar 57"+
		"/Widths[600 600 600 600 600 600 600 600 600 600]/Encoding<</Type/Encoding/Differences[48%s]>>/CharProcs<<%s>>"+
		"/Resources<<>>/ToUnicode 6 0 R>>", differences, procedures)
	objects = append([]string{stream("", cmap+"endbfchar endcmap")}, objects...)
	return made("BT /F1 12 Tf 50 100 Td (0123456789) Tj ET", font, objects...)
}

// path writes a character of a font in the operators of a content stream.
func path(t *testing.T, f *sfnt.Font, r rune) string {
	t.Helper()
	var buffer sfnt.Buffer
	index, err := f.GlyphIndex(&buffer, r)
	if err != nil {
		t.Fatal(err)
	}
	segments, err := f.LoadGlyph(&buffer, index, fixed.I(1000), nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var at [2]float64
	for _, s := range segments {
		x, y := point(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			fmt.Fprintf(&b, "%.0f %.0f m ", x, y)
		case sfnt.SegmentOpLineTo:
			fmt.Fprintf(&b, "%.0f %.0f l ", x, y)
		case sfnt.SegmentOpQuadTo: // as a cubic
			u, v := point(s.Args[1])
			fmt.Fprintf(&b, "%.0f %.0f %.0f %.0f %.0f %.0f c ", (at[0]+2*x)/3, (at[1]+2*y)/3, (u+2*x)/3, (v+2*y)/3, u, v)
			x, y = u, v
		}
		at = [2]float64{x, y}
	}
	return b.String()
}

func point(p fixed.Point26_6) (x, y float64) { return float64(p.X) / 64, -float64(p.Y) / 64 }
