// Package draw shows on the image of a page what was seen on it: the boxes of glyphs, the drawn lines, where they
// cross, and the cells, paragraphs and captions that were made of them.
package draw

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/table"
)

// Sheet is one page and what was made of it. All boxes are in points on that page as seen, but for those of Page.
type Sheet struct {
	// Page is the page as it was read, with its glyphs or words and its rulings; one that lies askew was put straight.
	Page page.Page
	// Tables and Paragraphs are those of the document; what stands on other pages is left out.
	Tables     []table.Table
	Paragraphs []layout.Paragraph
	// Removed are the words of the page that were set apart from its text.
	Removed []layout.Removed
}

// Layer is one kind of thing that can be drawn.
type Layer struct {
	// Name is what a user calls it.
	Name string
	// Colors are those of its parts, the one by which the layer is known first.
	Colors []color.RGBA
	draw   func(*canvas, *Sheet)
}

// The colours: what the page has is red and blue, what was made of it green and violet.
var (
	inkBlue    = color.RGBA{0x30, 0x70, 0xe0, 0xff}
	hiddenGrey = color.RGBA{0x90, 0x90, 0x90, 0xff}
	apartPink  = color.RGBA{0xe0, 0x20, 0xc0, 0xff}
	ruleRed    = color.RGBA{0xe0, 0x20, 0x20, 0xff}
	weakOrange = color.RGBA{0xf0, 0xa0, 0x20, 0xff}
	crossBlack = color.RGBA{0x10, 0x10, 0x10, 0xff}
	cellGreen  = color.RGBA{0x10, 0x90, 0x40, 0xff}
	headTeal   = color.RGBA{0x00, 0xa0, 0xa0, 0xff}
	lineBrown  = color.RGBA{0xa0, 0x60, 0x20, 0xff}
	textViolet = color.RGBA{0x80, 0x40, 0xc0, 0xff}
)

// Layers are all layers in the order they are drawn.
func Layers() []Layer {
	return []Layer{
		{"cells", []color.RGBA{cellGreen, headTeal}, asSeen(drawCells)},
		{"captions", []color.RGBA{lineBrown}, asSeen(drawCaptions)},
		{"paragraphs", []color.RGBA{textViolet}, asSeen(drawParagraphs)},
		{"glyphs", []color.RGBA{inkBlue, hiddenGrey, apartPink}, drawGlyphs},
		{"rulings", []color.RGBA{ruleRed, weakOrange}, drawRulings},
		{"crossings", []color.RGBA{crossBlack}, drawCrossings},
	}
}

// asSeen draws what is known by its place on the page as seen.
func asSeen(draw func(*canvas, *Sheet)) func(*canvas, *Sheet) {
	return func(c *canvas, s *Sheet) { draw(c.seen(), s) }
}

// Page draws layers over the image of the sheet's page, which is left as it is. The image covers the whole page at
// any resolution.
func Page(im image.Image, s *Sheet, layers []Layer) *image.RGBA {
	c := newCanvas(im, s.Page)
	for _, l := range layers {
		l.draw(c, s)
	}
	return c.out
}

// newCanvas copies the image.
func newCanvas(im image.Image, p page.Page) *canvas {
	b := im.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Bounds(), im, b.Min, draw.Src)
	c := &canvas{out: out, page: p, scale: 1}
	if p.Width > 0 {
		c.scale = float64(b.Dx()) / p.Width
	}
	return c
}

// drawCells tints the cells and writes into each the row and column it begins at.
func drawCells(c *canvas, s *Sheet) {
	for i := range s.Tables {
		t := &s.Tables[i]
		for k := range t.Cells {
			cell := &t.Cells[k]
			ink := cellGreen
			if cell.Row < t.HeaderRows {
				ink = headTeal
			}
			for _, part := range parts(cell) {
				if part.Page == s.Page.Number {
					c.fill(part.Box, ink)
					c.frame(part.Box, ink)
					c.label(part.Box, fmt.Sprintf("%d,%d", cell.Row, cell.Col), ink)
				}
			}
		}
	}
}

// parts are the places of a cell, on all pages it stands on.
func parts(c *table.Cell) []table.Part {
	return append([]table.Part{{Page: c.Page, Box: c.Box}}, c.Rest...)
}

// drawCaptions frames titles, unit lines, notes and what else was tied to a table.
func drawCaptions(c *canvas, s *Sheet) {
	for _, box := range captions(s) {
		c.frame(box, lineBrown)
	}
}

// captions are the boxes of the lines on the page that belong to a table and stand outside its grid.
func captions(s *Sheet) []page.Rect {
	var out []page.Rect
	for i := range s.Tables {
		t := &s.Tables[i]
		grids := map[page.Rect]bool{}
		for _, p := range t.Parts {
			grids[p.Box] = true
		}
		for _, box := range t.Area(s.Page.Number) {
			if !grids[box] {
				out = append(out, box)
			}
		}
	}
	return out
}

// drawParagraphs frames running text line by line.
func drawParagraphs(c *canvas, s *Sheet) {
	for _, box := range textLines(s) {
		c.frame(box, textViolet)
	}
}

// textLines are the boxes of the lines of running text on the page.
func textLines(s *Sheet) []page.Rect {
	var out []page.Rect
	add := func(number int, lines []layout.Line) {
		for _, l := range lines {
			if number == s.Page.Number {
				out = append(out, l.Box)
			}
		}
	}
	for i := range s.Paragraphs {
		p := &s.Paragraphs[i]
		add(p.Page, p.Lines)
		for _, rest := range p.Rest {
			add(rest.Page, rest.Lines)
		}
	}
	return out
}

// drawGlyphs frames glyphs, or words where the reader gave no glyphs: hidden ones grey, and pink those set apart from
// the text, as page numbers, running heads and watermarks are.
func drawGlyphs(c *canvas, s *Sheet) {
	for _, g := range s.Page.Glyphs {
		switch {
		case g.Hidden:
			c.frame(g.Box, hiddenGrey)
		case !g.Ink.Empty():
			c.frame(g.Box, inkBlue)
		}
	}
	if len(s.Page.Glyphs) == 0 {
		for _, w := range s.Page.Words {
			c.frame(w.Box, inkBlue)
		}
	}
	c = c.seen()
	for _, r := range s.Removed {
		for _, g := range r.Word.Glyphs {
			c.frame(g.Box, apartPink)
		}
		if len(r.Word.Glyphs) == 0 {
			c.frame(r.Word.Box, apartPink)
		}
	}
}

// drawRulings draws the lines that were found, sides of shaded areas in another colour.
func drawRulings(c *canvas, s *Sheet) {
	for _, r := range s.Page.Rulings {
		ink := ruleRed
		if r.Weak {
			ink = weakOrange
		}
		c.line(page.Point{X: r.Box.X0, Y: r.Box.Y0}, page.Point{X: r.Box.X1, Y: r.Box.Y1}, ink)
	}
}

// drawCrossings marks where lines meet after they were put straight.
func drawCrossings(c *canvas, s *Sheet) {
	for _, p := range table.Crossings(s.Page) {
		c.dot(p, crossBlack)
	}
}
