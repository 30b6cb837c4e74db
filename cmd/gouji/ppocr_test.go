package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"gouji/extract/page"
)

// TestPPOCR reads a page of a sample with the second engine: every figure of its text layer is read from the ink, and
// sure, as Tesseract reads it alike.
func TestPPOCR(t *testing.T) {
	skipOCR(t)
	if _, err := ppocrFiles(); err != nil {
		t.Skip(err)
	}
	doc := openSample(t)
	const number = 6
	want, err := doc.Page(number)
	if err != nil {
		t.Fatal(err)
	}
	r := newOCRReader(1, enginePPOCR)
	defer r.Close()
	r.children[0].program = asProgram(t)
	got, err := imageSource{doc: doc, reader: r}.Page(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	if got.Reader != enginePPOCR {
		t.Errorf("read by %q", got.Reader)
	}
	checkFigures(t, want, got)
}

var thousands = regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?`)

// checkFigures wants the figures of one page on another.
func checkFigures(t *testing.T, want, got page.Page) {
	t.Helper()
	var text strings.Builder
	for _, g := range want.Glyphs {
		text.WriteRune(g.Rune)
	}
	var sure []string
	for _, w := range got.Words {
		if w.Sure {
			sure = append(sure, w.Text)
		}
	}
	figures := thousands.FindAllString(text.String(), -1)
	if len(figures) < 10 {
		t.Fatalf("only %d figures on the page", len(figures))
	}
	for _, figure := range figures {
		if !slices.Contains(sure, figure) {
			t.Errorf("%s is not among the sure figures %v", figure, sure)
		}
	}
}
