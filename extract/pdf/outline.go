package pdf

import (
	"image"
	"math"

	"github.com/tetratelabs/wazero/api"
	"golang.org/x/image/vector"

	"gouji/extract/page"
)

const (
	// maxOutline bounds the segments of a digit's outline; those of 600 fonts have up to 214.
	maxOutline = 2000
	// outlineSize is the font size the outline is asked for at; the shape does not depend on it.
	outlineSize = 1
	// outlineEdge is by how much, in em, an outline may reach beyond the box of its glyph or stay within: pdfium
	// draws it at 64 pixels an em with the font's own rounding.
	outlineEdge = 2.0 / 64
)

// outline is the shape a font draws for a character, in em from its origin, y upward.
type outline []vertex

// outline reads what a font draws for a rune of the text layer: pdfium looks up the code that stands for the rune
// in the font's map, and follows it to the glyph as it does for drawing. Nil where nothing is drawn.
func (e *engine) outline(font uint64, r rune) outline {
	path := e.call(fnGlyphPath, font, uint64(r), api.EncodeF32(outlineSize))
	if path == 0 {
		return nil
	}
	n := e.integer(fnCountOutline, path)
	if n <= 0 || n > maxOutline {
		return nil
	}
	out := make(outline, 0, n)
	for i := 0; i < n && e.err == nil; i++ {
		s := e.call(fnOutlineSegment, path, uint64(i))
		e.call(fnSegmentPoint, s, uint64(e.buffer), uint64(e.buffer+4))
		at := e.written(8)
		x, y := at.float(0), at.float(4)
		if !finite(x, y) {
			return nil
		}
		out = append(out, vertex{x: x, y: y, kind: uint32(e.call(fnSegmentType, s))})
	}
	return out
}

// shape draws the outline; nil where it has no area.
func (o outline) shape() *shape {
	x0, y0, x1, y1 := o.bounds()
	if !(x1 > x0) || !(y1 > y0) {
		return nil
	}
	w, h := placement(x1-x0, y1-y0)
	sx, sy := w/(x1-x0), h/(y1-y0)
	left, top := (fineSide-w)/2, (fineSide-h)/2
	return newShape(o.draw(matrix{a: sx, d: -sy, e: left - sx*x0, f: top + sy*y1}))
}

// bounds is the box around the points of the outline.
func (o outline) bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, v := range o {
		x0, x1 = math.Min(x0, v.x), math.Max(x1, v.x)
		y0, y1 = math.Min(y0, v.y), math.Max(y1, v.y)
	}
	return x0, y0, x1, y1
}

// fits says whether the outline is that of a glyph whose ink has this box, in em from its origin, y downward.
func (o outline) fits(box page.Rect) bool {
	x0, y0, x1, y1 := o.bounds()
	return math.Abs(x0-box.X0) < outlineEdge && math.Abs(x1-box.X1) < outlineEdge &&
		math.Abs(y1+box.Y0) < outlineEdge && math.Abs(y0+box.Y1) < outlineEdge
}

// draw fills the outline, mapped by m, on fineSide by fineSide pixels.
func (o outline) draw(m matrix) *image.Alpha {
	r := vector.NewRasterizer(fineSide, fineSide)
	at := func(i int) (x, y float32) {
		a, b := m.apply(o[i].x, o[i].y)
		return float32(a), float32(b)
	}
	for i := 0; i < len(o); i++ {
		x, y := at(i)
		switch {
		case o[i].kind == segmentMove:
			r.ClosePath()
			r.MoveTo(x, y)
		case o[i].kind == segmentBezier && i+2 < len(o): // two control points and the end
			bx, by := at(i + 1)
			cx, cy := at(i + 2)
			r.CubeTo(x, y, bx, by, cx, cy)
			i += 2
		default:
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	out := image.NewAlpha(image.Rect(0, 0, fineSide, fineSide))
	r.Draw(out, out.Rect, image.Opaque, image.Point{})
	return out
}
