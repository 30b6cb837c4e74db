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
	// leastSeen is the share of a glyph within its clip below which it is hidden.
	leastSeen = 0.4
	// stripHeight is the height in em up to which a clip is a strip of a line and not the border of a cell.
	stripHeight = 1.5
	// renderInvisible is text render mode 3: neither filled nor stroked nor added to the clip.
	renderInvisible = 3
	// boldWeight is the font weight (400 normal, 700 bold) from which text counts as bold.
	boldWeight = 600
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
func (d *Document) glyphs(handle uint64, frame space, clips map[uint32]page.Rect) []page.Glyph {
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
	r := glyphReader{frame: frame, clips: clips, fonts: &d.fonts, out: make([]page.Glyph, 0, count)}
	for from := 0; from < count && e.err == nil; from += glyphBlock {
		to := min(from+glyphBlock, count)
		e.call(fnGuestGlyphs, text, uint64(from), uint64(to), uint64(r.object), uint64(e.buffer))
		r.readAll(e.written(uint32(to-from) * glyphBytes))
	}
	return dropDoubles(r.out)
}

// Places in bytes of the fields of a glyph's record, struct glyph in guest.c, and the bits of its flags.
const (
	atOrigin, atInk, atLoose                             = 0, 16, 48
	atUnicode, atObject, atFlags                         = 64, 68, 72
	atWeight, atMode, atColor, atMatrix, atSize          = 76, 80, 84, 100, 128
	flagGenerated, flagUnmapped, flagStyled, flagColored = 1, 2, 4, 8
)

// glyphReader makes one page's glyphs of their records.
type glyphReader struct {
	frame  space
	clips  map[uint32]page.Rect
	fonts  *fonts
	object uint32 // FPDF_PAGEOBJECT the style below belongs to
	style  textStyle
	high   rune // first half of a surrogate pair
	out    []page.Glyph
}

// readAll reads a block of records.
func (r *glyphReader) readAll(block record) {
	for ; len(block) >= glyphBytes; block = block[glyphBytes:] {
		r.read(block[:glyphBytes])
	}
}

func (r *glyphReader) read(rec record) {
	c, flags := rune(rec.word(atUnicode)), rec.word(atFlags)
	object := rec.word(atObject)
	if object == 0 {
		return
	}
	if flags&flagStyled != 0 {
		r.object, r.style = object, r.readStyle(rec)
	}
	madeUp := (unicode.IsSpace(c) || c == 0x2 || c == '-') && flags&flagGenerated != 0
	if c == 0 || c == '\r' || c == '\n' || madeUp {
		return
	}
	if utf16.IsSurrogate(c) {
		if c = r.surrogate(c); c == 0 {
			return
		}
	}
	switch {
	case flags&flagUnmapped != 0:
		c = unicode.ReplacementChar
	case unicode.IsControl(c):
		c = ' ' // a tab, or a line end inside a string, drawn as a gap
	}
	g := page.Glyph{Rune: plain(c), Size: r.style.size, Angle: r.style.angle, Color: r.style.color,
		Hidden: r.style.hidden, Bold: r.style.bold}
	if r.place(rec, &g) {
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
func (r *glyphReader) place(rec record, g *page.Glyph) bool {
	left, top, right, bottom := rec.float(atLoose), rec.float(atLoose+4), rec.float(atLoose+8), rec.float(atLoose+12)
	x, y := rec.double(atOrigin), rec.double(atOrigin+8)
	if !finite(left, top, right, bottom, x, y) {
		return false
	}
	g.Box = r.frame.rect(left, bottom, right, top)
	g.Origin = r.frame.point(x, y)
	if !unicode.IsSpace(g.Rune) {
		g.Ink = r.ink(rec)
	}
	if g.Box.Empty() {
		g.Box = g.Box.Union(g.Ink)
	}
	if seen := visiblePart(g); seen.Intersect(r.style.clip).Area() < leastSeen*seen.Area() {
		g.Hidden = true
	}
	return true
}

// visiblePart is what a clip has to show of a glyph: along its line its ink, across it the height of the line. A line
// cut by the end of a page is cut for its commas and points as for its digits, which stand higher.
func visiblePart(g *page.Glyph) page.Rect {
	switch {
	case g.Ink.Empty():
		return g.Box
	case g.Angle == 90 || g.Angle == 270:
		return page.Rect{X0: g.Box.X0, Y0: g.Ink.Y0, X1: g.Box.X1, Y1: g.Ink.Y1}
	}
	return page.Rect{X0: g.Ink.X0, Y0: g.Box.Y0, X1: g.Ink.X1, Y1: g.Box.Y1}
}

// ink is the tight box, empty where there is none.
func (r *glyphReader) ink(rec record) page.Rect {
	left, right, bottom, top := rec.double(atInk), rec.double(atInk+8), rec.double(atInk+16), rec.double(atInk+24)
	if !finite(left, right, bottom, top) || right <= left || top <= bottom {
		return page.Rect{}
	}
	return r.frame.rect(left, bottom, right, top)
}

// readStyle reads what the glyphs of a text object share, from the record of its first.
func (r *glyphReader) readStyle(rec record) textStyle {
	var s textStyle
	a, b, c, d := rec.float(atMatrix), rec.float(atMatrix+4), rec.float(atMatrix+8), rec.float(atMatrix+12)
	s.size = rec.double(atSize) * math.Hypot(c, d)
	if !finite(s.size) {
		s.size = 0
	}
	s.angle = r.frame.angle(a, b)
	s.color = 0xff
	if rec.word(atFlags)&flagColored != 0 {
		s.color = rec.word(atColor)<<24 | rec.word(atColor+4)<<16 | rec.word(atColor+8)<<8 | rec.word(atColor+12)&0xff
	}
	s.clip = r.clipOf(rec.word(atObject), s.size)
	s.hidden = int32(rec.word(atMode)) == renderInvisible
	s.bold = int32(rec.word(atWeight)) >= boldWeight
	s.font, s.wide = r.fonts.of(uint64(rec.word(atObject))), math.Hypot(a, b)/math.Hypot(c, d)
	return s
}

// clipOf is where the glyphs of a text object can be seen. Some programs draw a text several times, each time
// clipped to another strip of it, and pdfium keeps only one of the copies: a clip lower than a line is no cut.
func (r *glyphReader) clipOf(object uint32, size float64) page.Rect {
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
