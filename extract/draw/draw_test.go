package draw

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/table"
)

// sheet is a page of 100 × 100 points with one table of one cell, a line of text under it and a page number.
func sheet() *Sheet {
	cell := page.Rect{X0: 20, Y0: 20, X1: 80, Y1: 40}
	p := page.Page{Number: 3, Width: 100, Height: 100, Glyphs: []page.Glyph{
		{Rune: '1', Box: page.Rect{X0: 70, Y0: 24, X1: 76, Y1: 34}, Ink: page.Rect{X0: 71, Y0: 25, X1: 75, Y1: 33}},
	}}
	for _, y := range []float64{20, 40} {
		p.Rulings = append(p.Rulings, page.Ruling{Box: page.Rect{X0: 20, Y0: y, X1: 80, Y1: y}})
	}
	for _, x := range []float64{20, 80} {
		p.Rulings = append(p.Rulings, page.Ruling{Box: page.Rect{X0: x, Y0: 20, X1: x, Y1: 40}})
	}
	line := layout.Line{Box: page.Rect{X0: 20, Y0: 60, X1: 60, Y1: 70}}
	return &Sheet{
		Page: p,
		Tables: []table.Table{{Rows: 1, Cols: 1, Parts: []table.Part{{Page: 3, Box: cell}},
			Title: table.Line{Text: "t", Page: 3, Box: page.Rect{X0: 20, Y0: 5, X1: 60, Y1: 15}},
			Cells: []table.Cell{{RowSpan: 1, ColSpan: 1, Page: 3, Box: cell}}}},
		Paragraphs: []layout.Paragraph{{Page: 2, Lines: []layout.Line{{Box: cell}}, Rest: []layout.Piece{{Page: 3, Lines: []layout.Line{line}}}}},
		Removed:    []layout.Removed{{Word: page.Word{Box: page.Rect{X0: 48, Y0: 90, X1: 52, Y1: 98}}, Why: "page-number"}},
	}
}

func paper(w, h int) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(im, im.Bounds(), image.White, image.Point{}, draw.Src)
	return im
}

// Every layer draws in its own colour at the place of what it shows, at the image's resolution, and nothing else.
func TestPage(t *testing.T) {
	white := color.RGBA{0xff, 0xff, 0xff, 0xff}
	cases := map[string]map[image.Point]color.RGBA{
		"cells":      {{100, 40}: cellGreen, {40, 60}: cellGreen, {120, 120}: white, {80, 20}: white},
		"captions":   {{100, 10}: lineBrown, {100, 30}: lineBrown, {100, 40}: white},
		"paragraphs": {{100, 120}: textViolet, {100, 140}: textViolet, {100, 40}: white},
		"glyphs":     {{145, 48}: inkBlue, {100, 180}: apartPink, {100, 40}: white},
		"rulings":    {{100, 40}: ruleRed, {40, 60}: ruleRed, {100, 60}: white},
		"crossings":  {{40, 40}: crossBlack, {160, 80}: crossBlack, {100, 40}: white},
	}
	for _, layer := range Layers() {
		im := paper(200, 200)
		got := Page(im, sheet(), []Layer{layer})
		want, ok := cases[layer.Name]
		if !ok {
			t.Errorf("no case for the layer %s", layer.Name)
		}
		for at, ink := range want {
			if c := got.RGBAAt(at.X, at.Y); c != ink {
				t.Errorf("%s: %v at %v, want %v", layer.Name, c, at, ink)
			}
		}
		if im.RGBAAt(100, 40) != white {
			t.Errorf("%s: drawn on the image that was given", layer.Name)
		}
	}
}

// What was found on a straightened scan is drawn where it lies on the sheet.
func TestPageSkewed(t *testing.T) {
	s := sheet()
	s.Page.Skew = 2
	got := Page(paper(1000, 1000), s, Layers()[4:5])
	p := s.Page.Unskew(page.Rect{X0: 80, Y0: 20, X1: 80, Y1: 20})
	if c := got.RGBAAt(int(p.X0*10), int(p.Y0*10)); c != ruleRed {
		t.Errorf("%v at the turned corner %v, want %v", c, p, ruleRed)
	}
	if c := got.RGBAAt(800, 200); c == ruleRed {
		t.Error("drawn at the place on the straightened page")
	}
}

// What was made of such a page knows its place on the sheet.
func TestPageSkewedCells(t *testing.T) {
	s := sheet()
	s.Page.Skew = 2
	if got := Page(paper(1000, 1000), s, Layers()[:1]); got.RGBAAt(500, 200) != cellGreen {
		t.Errorf("%v on the upper side of the cell, want %v", got.RGBAAt(500, 200), cellGreen)
	}
}

// Content far off the page costs nothing and draws nothing.
func TestPageFarAway(t *testing.T) {
	s := &Sheet{Page: page.Page{Number: 1, Width: 100, Height: 100, Rulings: []page.Ruling{
		{Box: page.Rect{X0: -1e5, Y0: 9e4, X1: 1e5, Y1: 9e4}}}}}
	got := Page(paper(100, 100), s, Layers())
	for _, v := range got.Pix {
		if v != 0xff {
			t.Fatal("something is drawn")
		}
	}
}
