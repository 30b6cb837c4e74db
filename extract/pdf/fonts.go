package pdf

import (
	"math"

	"github.com/tetratelabs/wazero/api"

	"gouji/extract/page"
)

const (
	// maxFonts bounds the fonts of a document whose digits are looked at; published budgets have up to 60.
	maxFonts = 512
	// maxSamples is how many places of a drawing on a page are kept: one may lie under a seal or a watermark.
	maxSamples = 3
	// maxDrawings bounds the drawings of one digit in one font; a font has one, or two (of equal width or not).
	maxDrawings = 4
	// sameBox is by how much, in em, the ink boxes of two drawings of one glyph may differ: pdfium gives them in
	// thousandths, and what remains is the rounding of places on the page.
	sameBox = 0.001
)

// fonts are those a document has been seen to use. What is found out about one holds for the document; a font is
// looked at on the page where it draws a digit first.
type fonts struct {
	document *Document
	known    map[uint64]*font // by FPDF_FONT
	last     *font            // of the text object before
	// used are those of the page being read, in the order they are met.
	used []*font
}

// font is what is known of one font.
type font struct {
	handle uint64 // FPDF_FONT
	// pin is a text object of no page: as long as it lives, pdfium keeps the font, which it would free with the
	// page, and gives its handle to no other.
	pin uint64
	// embedded is set for fonts that are in the file. Others are drawn with a font that every reader has, and what
	// is drawn depends on what they are read as; asking for their outlines changes the widths pdfium gives them.
	embedded bool
	// plain and wide are the digits 0 and ０ and those that follow them.
	plain, wide figures
	used        bool // on the page being read
}

// figures are the ten digits of one script in a font.
type figures struct {
	// drawings are the ways each digit is drawn. There is one, unless the map reads several glyphs as one digit.
	drawings [10][]drawing
	// sure is set once the ink of a page has confirmed that a digit is drawn as another.
	sure bool
}

// drawing is one glyph that is read as a digit.
type drawing struct {
	// box is its ink in em from its origin, y downward.
	box page.Rect
	// looked is set once like and as are known: how like it is to each digit, and what it is read as by its form.
	looked bool
	like   *likeness
	as     int
	// count and samples are of the page being read.
	count   int
	samples [maxSamples]page.Rect
}

// of gives the font of a text object; nil where there is none, or too many, or its digits are not to be looked at.
func (f *fonts) of(object uint64) *font {
	handle := f.document.engine.call(fnTextFont, object)
	one := f.last
	if one == nil || one.handle != handle {
		one = f.known[handle]
	}
	if one == nil {
		if handle == 0 || len(f.known) >= maxFonts {
			return nil
		}
		one = f.add(handle)
	}
	f.last = one
	if !one.embedded {
		return nil
	}
	if !one.used {
		one.used = true
		f.used = append(f.used, one)
	}
	return one
}

// add notes a new font and pins it.
func (f *fonts) add(handle uint64) *font {
	pin := f.document.engine.call(fnCreateText, f.document.handle, handle, api.EncodeF32(outlineSize))
	one := &font{handle: handle, pin: pin, embedded: f.document.engine.integer(fnFontEmbedded, handle) == 1}
	if f.known == nil {
		f.known = map[uint64]*font{}
	}
	f.known[handle] = one
	return one
}

// free lets go of the fonts, before the document is closed.
func (f *fonts) free() {
	for _, one := range f.known {
		if one.pin != 0 {
			f.document.engine.call(fnDestroyObject, one.pin)
		}
	}
	f.known, f.used, f.last = nil, nil, nil
}

// saw notes a glyph of the font, if it is a digit that can be seen; wide is by how much the text is stretched.
func (f *font) saw(g *page.Glyph, wide float64) {
	switch {
	case f == nil || g.Hidden || g.Ink.Empty() || g.Angle != 0 || !(g.Size > 0) || !(wide > 0):
	case g.Rune >= '0' && g.Rune <= '9':
		f.plain.saw(int(g.Rune-'0'), g, wide)
	case g.Rune >= '０' && g.Rune <= '９':
		f.wide.saw(int(g.Rune-'０'), g, wide)
	}
}

func (f *figures) saw(digit int, g *page.Glyph, wide float64) {
	x, y := g.Size*wide, g.Size
	box := page.Rect{X0: (g.Ink.X0 - g.Origin.X) / x, Y0: (g.Ink.Y0 - g.Origin.Y) / y,
		X1: (g.Ink.X1 - g.Origin.X) / x, Y1: (g.Ink.Y1 - g.Origin.Y) / y}
	known := f.drawings[digit]
	for i := range known {
		if d := &known[i]; near(d.box, box) || i+1 == maxDrawings {
			d.samples[d.count%maxSamples] = g.Ink
			d.count++
			return
		}
	}
	for i := range known {
		known[i].looked = false // which of them the font's outline shows is not known any more
	}
	f.drawings[digit] = append(known, drawing{box: box, as: digit, count: 1, samples: [maxSamples]page.Rect{g.Ink}})
}

// near says whether two boxes are of one drawing.
func near(a, b page.Rect) bool {
	return math.Abs(a.X0-b.X0) < sameBox && math.Abs(a.X1-b.X1) < sameBox &&
		math.Abs(a.Y0-b.Y0) < sameBox && math.Abs(a.Y1-b.Y1) < sameBox
}
