package pdf

import (
	"math"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"gouji/extract/page"
)

const (
	// maxGlyphs bounds the glyphs read of one page; the densest budget pages have 8,000.
	maxGlyphs = 200000
	// renderInvisible is text render mode 3: neither filled nor stroked nor added to the clip.
	renderInvisible = 3
	// boldWeight is the font weight (400 normal, 700 bold) from which text counts as bold.
	boldWeight = 600
	// doubleShift is how far apart, in em, the centres of two equal glyphs are at most when the second is there
	// to make the first look bold. Real neighbours that are equal are at least .3 em apart ("11", "..").
	doubleShift = 0.25
)

// textStyle is what all glyphs of one text object share.
type textStyle struct {
	size, angle float64
	color       uint32
	hidden      bool
	bold        bool
	// clip is where the text can be seen; the page where it is not clipped.
	clip page.Rect
}

// glyphs reads the text layer in the order of the content stream. Spaces keep their advance box and have no
// ink; characters that pdfium makes up (line ends, spaces in gaps, the hyphen of a broken word) are left out.
// Glyphs outside their clip (text that runs out of its cell, cut off by the program that made the file) are
// Hidden, as are those off the page; clips is keyed by FPDF_PAGEOBJECT.
func (d *Document) glyphs(handle uint64, frame space, clips map[uint64]page.Rect) []page.Glyph {
	e := d.engine
	text := e.call(fnTextLoadPage, handle)
	if text == 0 {
		return nil
	}
	defer e.call(fnTextClosePage, text)
	count := min(e.integer(fnTextCount, text), maxGlyphs)
	if count <= 0 {
		return nil
	}
	r := glyphReader{engine: e, text: text, frame: frame, clips: clips, out: make([]page.Glyph, 0, count)}
	for i := 0; i < count && e.err == nil; i++ {
		r.read(uint64(i))
	}
	return dropDoubles(r.out)
}

// glyphReader reads one page's glyphs one after another.
type glyphReader struct {
	engine *engine
	text   uint64 // FPDF_TEXTPAGE
	frame  space
	clips  map[uint64]page.Rect
	object uint64 // FPDF_PAGEOBJECT the style below belongs to
	style  textStyle
	high   rune // first half of a surrogate pair
	out    []page.Glyph
}

func (r *glyphReader) read(i uint64) {
	e := r.engine
	c := rune(e.call(fnTextUnicode, r.text, i))
	object := e.call(fnTextObject, r.text, i)
	if object == 0 || c == 0 || c == '\r' || c == '\n' || (unicode.IsSpace(c) || c == 0x2 || c == '-') && e.integer(fnTextGenerated, r.text, i) == 1 {
		return
	}
	if utf16.IsSurrogate(c) {
		if c = r.surrogate(c); c == 0 {
			return
		}
	}
	switch {
	case e.integer(fnTextMapError, r.text, i) == 1:
		c = unicode.ReplacementChar
	case unicode.IsControl(c):
		c = ' ' // a tab, or a line end inside a string, drawn as a gap
	}
	if object != r.object {
		r.object, r.style = object, r.readStyle(object, i)
	}
	g := page.Glyph{Rune: plain(c), Size: r.style.size, Angle: r.style.angle, Color: r.style.color,
		Hidden: r.style.hidden, Bold: r.style.bold}
	if r.place(i, &g) {
		r.out = append(r.out, g)
	}
}

// surrogate joins the halves of a character beyond the first 65,536; 0 after the first half.
func (r *glyphReader) surrogate(c rune) rune {
	if r.high == 0 {
		r.high = c
		return 0
	}
	high := r.high
	r.high = 0
	return utf16.DecodeRune(high, c)
}

// place reads the boxes; false where they are no numbers.
func (r *glyphReader) place(i uint64, g *page.Glyph) bool {
	e := r.engine
	e.call(fnTextLooseBox, r.text, i, e.at(0)) // FS_RECTF: left, top, right, bottom
	l, t, rr, b := e.float(0), e.float(1), e.float(2), e.float(3)
	e.call(fnTextOrigin, r.text, i, e.at(0), e.at(8))
	x, y := e.double(0), e.double(1)
	if !finite(l, t, rr, b, x, y) {
		return false
	}
	g.Box = r.frame.rect(l, b, rr, t)
	g.Origin = r.frame.point(x, y)
	if !unicode.IsSpace(g.Rune) {
		e.call(fnTextBox, r.text, i, e.at(0), e.at(8), e.at(16), e.at(24)) // left, right, bottom, top
		if il, ir, ib, it := e.double(0), e.double(1), e.double(2), e.double(3); finite(il, ir, ib, it) && ir > il && it > ib {
			g.Ink = r.frame.rect(il, ib, ir, it)
		}
	}
	if g.Box.Empty() {
		g.Box = g.Box.Union(g.Ink)
	}
	seen := g.Ink
	if seen.Empty() {
		seen = g.Box
	}
	if !r.style.clip.Contains(seen.Center()) {
		g.Hidden = true
	}
	return true
}

// readStyle reads what the glyphs of a text object share; i is its first glyph.
func (r *glyphReader) readStyle(object, i uint64) textStyle {
	e := r.engine
	var s textStyle
	e.call(fnTextMatrix, r.text, i, e.at(0)) // FS_MATRIX: a, b, c, d, e, f
	m := matrix{a: e.float(0), b: e.float(1), c: e.float(2), d: e.float(3)}
	s.size = math.Float64frombits(e.call(fnTextSize, r.text, i)) * math.Hypot(m.c, m.d)
	if !finite(s.size) {
		s.size = 0
	}
	s.angle = r.frame.angle(m.a, m.b)
	if e.integer(fnFillColor, object, e.at(0), e.at(4), e.at(8), e.at(12)) == 1 {
		s.color = e.word(0)<<24 | e.word(1)<<16 | e.word(2)<<8 | e.word(3)&0xff
	} else {
		s.color = 0xff
	}
	clip, clipped := r.clips[object]
	if !clipped {
		clip.X1, clip.Y1 = r.frame.size()
	}
	s.clip = clip
	s.hidden = e.integer(fnTextRenderMode, object) == renderInvisible
	s.bold = e.integer(fnTextWeight, r.text, i) >= boldWeight
	return s
}

// plain gives the ordinary form of characters that fonts map to radicals (⼀ U+2F00 for 一) and compatibility
// ideographs (U+F900 up). Full-width digits and brackets stay as printed.
func plain(c rune) rune {
	radical := c >= 0x2e80 && c <= 0x2fdf
	compatible := c >= 0xf900 && c <= 0xfaff || c >= 0x2f800 && c <= 0x2fa1f
	if !radical && !compatible {
		return c
	}
	for _, n := range norm.NFKC.String(string(c)) {
		return n
	}
	return c
}

// dropDoubles keeps one of two equal glyphs drawn on nearly the same spot, as bold. Copies come right after the
// glyph or one line later, so it looks them up by place rather than by order.
func dropDoubles(glyphs []page.Glyph) []page.Glyph {
	type spot struct {
		r    rune
		x, y int32
	}
	seen := make(map[spot]int, len(glyphs))
	out := glyphs[:0]
	for _, g := range glyphs {
		c := g.Box.Center()
		reach := doubleShift * math.Max(g.Size, 1)
		at := spot{g.Rune, int32(c.X / 4), int32(c.Y / 4)}
		double := false
		for dx := int32(-1); dx <= 1 && !double; dx++ {
			for dy := int32(-1); dy <= 1; dy++ {
				j, ok := seen[spot{at.r, at.x + dx, at.y + dy}]
				if !ok {
					continue
				}
				o := out[j].Box.Center()
				if math.Abs(o.X-c.X) < reach && math.Abs(o.Y-c.Y) < reach && out[j].Hidden == g.Hidden {
					out[j].Bold, double = true, true
					break
				}
			}
		}
		if double {
			continue
		}
		seen[at] = len(out)
		out = append(out, g)
	}
	return out
}
