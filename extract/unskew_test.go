package extract

import (
	"math"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// A scan that lies askew is read as if it lay level; cells, paragraphs and facts say where they stand on the sheet.
func TestAssembleUnskews(t *testing.T) {
	level := scan(0)
	skewed := scan(1.5)
	a := Assemble(fact.Document{}, []page.Page{level})
	b := Assemble(fact.Document{}, []page.Page{skewed})
	if len(a.Tables) != 1 || len(b.Tables) != 1 || len(a.Paragraphs) == 0 || len(a.Paragraphs) != len(b.Paragraphs) {
		t.Fatalf("%d and %d tables, %d and %d paragraphs", len(a.Tables), len(b.Tables), len(a.Paragraphs), len(b.Paragraphs))
	}
	for i, c := range a.Tables[0].Cells {
		near(t, "cell "+c.Text, b.Tables[0].Cells[i].Box, skewed.Unskew(c.Box))
	}
	near(t, "table", b.Tables[0].Parts[0].Box, skewed.Unskew(a.Tables[0].Parts[0].Box))
	near(t, "paragraph", b.Paragraphs[0].Box, skewed.Unskew(a.Paragraphs[0].Box))
	if moved := skewed.Unskew(a.Tables[0].Cells[0].Box); math.Abs(moved.Y0-a.Tables[0].Cells[0].Box.Y0) < 1 {
		t.Errorf("the first cell moves by less than a point, from %v to %v: the test shows nothing", a.Tables[0].Cells[0].Box, moved)
	}
}

// scan is a page read from an image: a table of two rows and a line of text, on a sheet askew by so many degrees.
func scan(skew float64) page.Page {
	p := page.Page{Number: 1, Width: 600, Height: 800, Source: page.OCR, Skew: skew}
	for _, y := range []float64{100, 130, 160} {
		p.Rulings = append(p.Rulings, page.Ruling{Box: page.Rect{X0: 50, Y0: y, X1: 250, Y1: y}})
	}
	for _, x := range []float64{50, 150, 250} {
		p.Rulings = append(p.Rulings, page.Ruling{Box: page.Rect{X0: x, Y0: 100, X1: x, Y1: 160}})
	}
	word := func(text string, x, y float64) {
		p.Words = append(p.Words, page.Word{Text: text, Baseline: y, Size: 10, Source: page.OCR, Confidence: 0.9,
			Box: page.Rect{X0: x, Y0: y - 8, X1: x + 10*float64(len([]rune(text))), Y1: y + 2}})
	}
	word("项目", 60, 120)
	word("金额", 160, 120)
	word("合计", 60, 150)
	word("12.50", 160, 150)
	word("本部门按照规定编制预算并公开。", 60, 300)
	return p
}

func near(t *testing.T, what string, got, want page.Rect) {
	t.Helper()
	const tolerance = 0.01 // points
	if math.Abs(got.X0-want.X0) > tolerance || math.Abs(got.Y0-want.Y0) > tolerance ||
		math.Abs(got.X1-want.X1) > tolerance || math.Abs(got.Y1-want.Y1) > tolerance {
		t.Errorf("%s at %v, want %v", what, got, want)
	}
}
