package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gouji/extract/page"
)

const (
	// maxGlyphs bounds the glyphs read of one page; dense budget pages have 3,000.
	maxGlyphs = 200000
	// leastSeen is the share of a glyph's ink within its clip below which it is hidden.
	leastSeen = 0.4
	// stripHeight is the height in em up to which a clip is a strip of a line and not the border of a cell.
	stripHeight = 1.5
	// renderInvisible is text render mode 3: neither filled nor stroked nor added to the clip.
	renderInvisible = 3
	// boldWeight is the font weight (400 normal, 700 bold) from which text counts as bold.
	boldWeight = 600
	// doubleShift and doubleWidth are how far apart, in em and in widths of the glyph, the centres of two equal
	// glyphs are at most when the second is there to make the first look bold. Real neighbours stand a whole
	// width apart, which for "ll" is less than a quarter em.
	doubleShift, doubleWidth = 0.25, 0.5
	// doubleLeast is how far apart, in points, the copies are at least when they make the text look bold.
	doubleLeast = 0.05
	// doubleMax bounds the same in points, also for the largest type.
	doubleMax = 4
)

// textStyle is what all glyphs of one text object share.
type textStyle struct {
	size, angle float64
	color       uint32
	hidden      bool
	bold        bool
	font        *font
	wide        float64 // by how much the text is stretched along its line
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
	r := glyphReader{engine: e, text: text, frame: frame, clips: clips, fonts: &d.fonts, out: make([]page.Glyph, 0, count)}
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
	fonts  *fonts
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
		r.style.font.saw(&g, r.style.wide)
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
	if seen.Intersect(r.style.clip).Area() < leastSeen*seen.Area() {
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
	s.clip = r.clipOf(object, s.size)
	s.hidden = e.integer(fnTextRenderMode, object) == renderInvisible
	s.bold = e.integer(fnTextWeight, r.text, i) >= boldWeight
	s.font, s.wide = r.fonts.of(object), math.Hypot(m.a, m.b)/math.Hypot(m.c, m.d)
	return s
}

// clipOf is where the glyphs of a text object can be seen. Some programs draw a text several times, each time
// clipped to another strip of it, and pdfium keeps only one of the copies: a clip lower than a line is no cut.
func (r *glyphReader) clipOf(object uint64, size float64) page.Rect {
	var all page.Rect
	all.X1, all.Y1 = r.frame.size()
	clip, clipped := r.clips[object]
	if !clipped || math.Min(clip.Width(), clip.Height()) < stripHeight*size {
		return all
	}
	return clip
}

// supplement pairs radicals of the supplement block (U+2E80), which Unicode gives no compatibility form, with the
// characters they look like; some fonts map whole words through them (人⺠ for 人民).
const supplement = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"

// plain gives the ordinary form of characters that fonts map to radicals (⼀ U+2F00 for 一) and compatibility
// ideographs (U+F900 up). Full-width digits and brackets stay as printed.
func plain(c rune) rune {
	radical := c >= 0x2e80 && c <= 0x2fdf
	compatible := c >= 0xf900 && c <= 0xfaff || c >= 0x2f800 && c <= 0x2fa1f
	if !radical && !compatible {
		return c
	}
	if _, after, ok := strings.Cut(supplement, string(c)); ok && c <= 0x2eff {
		c, _ = utf8.DecodeRuneInString(after)
		return c
	}
	c, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(c)))
	return c
}

// spot is a glyph's place in steps of doubleMax.
type spot struct {
	r    rune
	x, y int32
}

// dropDoubles keeps one of two equal glyphs drawn on nearly the same spot: as bold where they are set off, as
// visible where one of them is (some programs draw a text once for each strip of its clip). The copy may come
// right after the glyph or after a whole line, so it is looked up by place rather than by order.
func dropDoubles(glyphs []page.Glyph) []page.Glyph {
	seen := make(map[spot]int, len(glyphs))
	out := glyphs[:0]
	for _, g := range glyphs {
		c := g.Box.Center()
		at := spot{g.Rune, int32(c.X / doubleMax), int32(c.Y / doubleMax)}
		if i, ok := findDouble(seen, out, at, g); ok {
			first := &out[i]
			first.Bold = first.Bold || !first.Hidden && !g.Hidden && setOff(first.Origin, g.Origin)
			first.Hidden = first.Hidden && g.Hidden
			continue
		}
		seen[at] = len(out)
		out = append(out, g)
	}
	return out
}

// setOff says whether two places differ by more than the rounding of a file's numbers.
func setOff(a, b page.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) > doubleLeast }

// findDouble gives the index in glyphs of one that g repeats.
func findDouble(seen map[spot]int, glyphs []page.Glyph, at spot, g page.Glyph) (int, bool) {
	advance := g.Box.Width()
	if g.Angle == 90 || g.Angle == 270 {
		advance = g.Box.Height()
	}
	reach := min(doubleShift*math.Max(g.Size, 1), doubleWidth*advance, doubleMax)
	c := g.Box.Center()
	for x := at.x - 1; x <= at.x+1; x++ {
		for y := at.y - 1; y <= at.y+1; y++ {
			j, ok := seen[spot{at.r, x, y}]
			if !ok {
				continue
			}
			if o := glyphs[j].Box.Center(); math.Abs(o.X-c.X) < reach && math.Abs(o.Y-c.Y) < reach {
				return j, true
			}
		}
	}
	return 0, false
}
