package pdf

import (
	"bytes"
	"fmt"
	"math"
	"unicode"

	ledongthuc "github.com/ledongthuc/pdf"

	"gouji/extract/page"
)

// Measures assumed where the second reader gives none, in em.
const (
	wideAdvance, narrowAdvance = 1.0, 0.5
	ascent, descent            = 0.88, 0.12
	// assumedSize is the size in points of text whose size the reader gives as 0 (turned text).
	assumedSize = 10
	// runGap is how far, in em, a glyph lies from where the run before it ends when it begins a new one.
	runGap = 0.3
	// maxParents bounds the way up the page tree to an inherited entry; a damaged tree can be a ring.
	maxParents = 64
)

// Ledongthuc reads files with github.com/ledongthuc/pdf, which shares no code with pdfium: what both see in a
// text layer is there. It is a witness, and the reader of last resort for a file that pdfium cannot open.
//
// Its limits, measured on the corpora of published budgets and of other readers' tests:
//
//   - The width of a CJK glyph is 0 and all glyphs of one show operator have the same x. Their boxes here are
//     assumed: one em for wide characters, half an em for others, from the run's beginning.
//   - Turned text has the size 0; it is taken for 10 points.
//   - GBK-EUC-H, UniGB-UTF16-H and Type 3 fonts come back as raw codes; ToUnicode is ignored where the encoding
//     is WinAnsi.
//   - Form XObjects, stroked lines, colours and invisible text (render mode 3) are not reported. Rectangles come
//     without their matrix, so there are no rulings here at all.
//   - No PDF 2.0, no file with junk before its header or after its end, no AES-256.
//   - It panics on unbalanced operators and unusual filters (recovered here), and it can also overflow the
//     stack, fill the memory or loop for ever, which nothing recovers: run it in a process of its own.
type Ledongthuc struct{ reader *ledongthuc.Reader }

// OpenLedongthuc reads a file's structure.
func OpenLedongthuc(data []byte) (doc *Ledongthuc, err error) {
	defer recovered("open PDF", &err)
	if !bytes.Contains(data[:min(len(data), headerBytes)], []byte("%PDF-")) {
		return nil, fmt.Errorf("open PDF: %w", ErrNotPDF)
	}
	reader, err := ledongthuc.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open PDF: %w: %w", ErrDamaged, err)
	}
	doc = &Ledongthuc{reader}
	switch n := doc.Pages(); {
	case n <= 0:
		return nil, fmt.Errorf("open PDF: %w", ErrNoPages)
	case n > maxPages:
		return nil, fmt.Errorf("open PDF of %d pages: %w", n, ErrTooLarge)
	}
	return doc, nil
}

// recovered turns a panic of the library into an error.
func recovered(deed string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %w: %v", deed, ErrDamaged, r)
	}
}

// Pages is how many pages the file says it has.
func (d *Ledongthuc) Pages() int { return d.reader.NumPage() }

// Page reads page n, counted from 1: glyphs in the order of the content stream, nothing else.
func (d *Ledongthuc) Page(n int) (out page.Page, err error) {
	out = page.Page{Number: n, Source: page.Text, Reader: "ledongthuc"}
	defer recovered(fmt.Sprintf("read page %d", n), &err)
	p := d.reader.Page(n)
	if p.V.IsNull() {
		return out, fmt.Errorf("read page %d: %w", n, ErrPageRange)
	}
	frame := pageFrame(p.V)
	out.Width, out.Height = frame.size()
	out.Rotate = 90 * frame.quarter
	out.Glyphs = runs{frame: frame}.glyphs(p.Content().Text)
	return out, nil
}

// pageFrame reads the page's boxes and rotation.
func pageFrame(v ledongthuc.Value) space {
	s := space{right: 612, top: 792} // letter size, as readers assume where there is no media box
	if box, ok := box(inherited(v, "MediaBox")); ok {
		s = box
	}
	if crop, ok := box(inherited(v, "CropBox")); ok {
		cut := page.Rect{X0: s.left, Y0: s.bottom, X1: s.right, Y1: s.top}.
			Intersect(page.Rect{X0: crop.left, Y0: crop.bottom, X1: crop.right, Y1: crop.top})
		if !cut.Empty() {
			s = space{left: cut.X0, bottom: cut.Y0, right: cut.X1, top: cut.Y1}
		}
	}
	s.quarter = int(inherited(v, "Rotate").Int64()/90) & 3
	return s
}

// inherited finds an entry of the page or of the nodes above it.
func inherited(v ledongthuc.Value, key string) ledongthuc.Value {
	for range maxParents {
		if found := v.Key(key); !found.IsNull() {
			return found
		}
		if v = v.Key("Parent"); v.IsNull() {
			break
		}
	}
	return ledongthuc.Value{}
}

// box reads an array of two corners.
func box(v ledongthuc.Value) (space, bool) {
	if v.Len() != 4 {
		return space{}, false
	}
	x0, y0, x1, y1 := v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64()
	s := space{left: math.Min(x0, x1), bottom: math.Min(y0, y1), right: math.Max(x0, x1), top: math.Max(y0, y1)}
	return s, finite(x0, y0, x1, y1) && s.right > s.left && s.top > s.bottom
}

// runs places glyphs one after another where the reader gives all of a run the same place.
type runs struct {
	frame space
	out   []page.Glyph
	// x and y are where the run's last glyph was said to be, in user space; next is where it ends as seen.
	x, y float64
	next float64
	// begun is false before the first glyph and after the end of a show operator.
	begun bool
}

// glyphs turns the reader's characters into glyphs.
func (r runs) glyphs(text []ledongthuc.Text) []page.Glyph {
	for _, t := range text {
		for _, c := range t.S {
			if c == '\n' { // what the reader puts after each TJ
				r.begun = false
				continue
			}
			r.add(t, c)
		}
		if len(r.out) >= maxGlyphs {
			break
		}
	}
	return r.out
}

// add places one character.
func (r *runs) add(t ledongthuc.Text, c rune) {
	if !finite(t.X, t.Y, t.W, t.FontSize) {
		return
	}
	size := math.Abs(t.FontSize)
	if size == 0 {
		size = assumedSize
	}
	origin := r.frame.point(t.X, t.Y)
	width := t.W
	if width <= 0 {
		width = size * advance(c)
		if r.begun && math.Abs(t.Y-r.y) < runGap*size && math.Abs(t.X-r.x) < runGap*size {
			origin.X = r.next
		}
	}
	r.x, r.y, r.next, r.begun = t.X, t.Y, origin.X+width, true
	box := page.Rect{X0: origin.X, Y0: origin.Y - ascent*size, X1: origin.X + width, Y1: origin.Y + descent*size}
	g := page.Glyph{Rune: plain(c), Box: box, Origin: origin, Size: size, Color: 0xff}
	if !unicode.IsSpace(c) {
		g.Ink = box
	}
	r.out = append(r.out, g)
}

// advance is the assumed width of a character in em.
func advance(c rune) float64 {
	if c >= 0x2e80 {
		return wideAdvance
	}
	return narrowAdvance
}
