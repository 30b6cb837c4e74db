package pdf_test

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

// lies are the ways a map turns digits into others: place d of as holds what the digit d is read as; least is the
// share of the pages that must be caught. Over all pages of the corpus .998 are, and .967 for the last lie: a 7 that
// stands alone on a page and is drawn as a 1 may pass, and so may a digit that has two codes until both have been met.
var lies = []struct {
	name  string
	as    [10]rune
	least float64
}{
	{"3 and 8", [10]rune{'0', '1', '2', '8', '4', '5', '6', '7', '3', '9'}, 0.97},
	{"6 and 9", [10]rune{'0', '1', '2', '3', '4', '5', '9', '7', '8', '6'}, 0.97},
	{"1 and 7", [10]rune{'0', '7', '2', '3', '4', '5', '6', '1', '8', '9'}, 0.97},
	{"0 and 8", [10]rune{'8', '1', '2', '3', '4', '5', '6', '7', '0', '9'}, 0.97},
	{"5 and 6", [10]rune{'0', '1', '2', '3', '4', '6', '5', '7', '8', '9'}, 0.97},
	{"one more", [10]rune{'1', '2', '3', '4', '5', '6', '7', '8', '9', '0'}, 0.97},
	{"all", [10]rune{'7', '3', '9', '0', '6', '2', '8', '5', '1', '4'}, 0.97},
	{"3 as 8", [10]rune{'0', '1', '2', '8', '4', '5', '6', '7', '8', '9'}, 0.8},
}

// differ says whether two readings of a page have other digits at the same places.
func differ(a, b page.Page) bool {
	if len(a.Glyphs) != len(b.Glyphs) {
		return true
	}
	for i := range a.Glyphs {
		if a.Glyphs[i].Rune != b.Glyphs[i].Rune && !a.Glyphs[i].Hidden {
			return true
		}
	}
	return false
}

// allPages reads every page of a document.
func allPages(t *testing.T, p *pdf.Pdfium, data []byte) []page.Page {
	t.Helper()
	return readPages(t, p, data, math.MaxInt)
}

// readPages reads the first pages of a document.
func readPages(t *testing.T, p *pdf.Pdfium, data []byte, most int) []page.Page {
	t.Helper()
	d, err := p.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var out []page.Page
	for n := 1; n <= min(d.Pages(), most); n++ {
		pg, err := d.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, pg)
	}
	return out
}

// made is a document of one page of 300 by 200 points, its font F1 (object 5) and what the font refers to (objects
// 6 and up).
func made(content, font string, objects ...string) []byte {
	all := append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		stream("", content), font}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(all))
	for i, object := range all {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, start)
	return b.Bytes()
}

// stream is a stream object with more entries in its dictionary.
func stream(entries, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(content), content)
}
