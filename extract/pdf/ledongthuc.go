package pdf

import (
	"bytes"
	"fmt"
	"math"

	ledongthuc "github.com/ledongthuc/pdf"

	"gouji/extract/page"
)

// Measures assumed where a file gives none, in em.
const (
	wideAdvance, narrowAdvance = 1.0, 0.5
	ascent, descent            = 0.88, 0.12
)

// assumedPlaces is why tables made of this reader's pages are not sure.
var assumedPlaces = page.Message{
	ZH: "只由第二种读取程序读出，字符宽度为推定，没有表格线",
	EN: "read by the second reader alone, which assumes the widths of characters and sees no lines",
}

// Ledongthuc reads files with github.com/ledongthuc/pdf, which shares no code with pdfium: what both see in a
// text layer is there. It is a witness, and the reader of last resort for a file that pdfium cannot open.
//
// The library parses the file, decodes streams and ToUnicode maps; the content is interpreted here, as the
// library's own interpreter gives CJK glyphs the width 0, turned text the size 0, and leaves out form objects.
//
// The limits that remain, measured on published budgets and on other readers' test files:
//
//   - Widths of fonts with a Chinese encoding (GBK-EUC-H, UniGB-UCS2-H) are assumed: one em for wide characters,
//     half an em for others. Boxes are advance boxes of .88 em above and .12 em below the baseline; there is no ink.
//   - Type 3 fonts come back as raw codes, and ToUnicode is ignored where the encoding is WinAnsi or a table of
//     differences.
//   - Drawings, images, colours and clipping are not read: there are no rulings here at all.
//   - No PDF 2.0, no file with junk before its header or after its end, no AES-256.
//   - It panics on unusual filters (recovered here), and it can also overflow the stack, fill the memory or loop
//     for ever, which nothing recovers: run it in a process of its own.
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
	out = page.Page{Number: n, Source: page.Text, Reader: "ledongthuc", Doubt: assumedPlaces}
	defer recovered(fmt.Sprintf("read page %d", n), &err)
	p := d.reader.Page(n)
	if p.V.IsNull() {
		return out, fmt.Errorf("read page %d: %w", n, ErrPageRange)
	}
	frame := pageFrame(p.V)
	out.Width, out.Height = frame.size()
	out.Rotate = 90 * frame.quarter
	c := content{frame: frame, state: textState{ctm: identity, wide: 1}}
	if stream := p.V.Key("Contents"); !stream.IsNull() {
		c.run(stream, inherited(p.V, "Resources"))
	}
	out.Glyphs = c.out
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

// maxParents bounds the way up the page tree to an inherited entry; a damaged tree can be a ring.
const maxParents = 64

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

// advance is the assumed width of a character in em.
func advance(c rune) float64 {
	if c >= 0x2e80 {
		return wideAdvance
	}
	return narrowAdvance
}
