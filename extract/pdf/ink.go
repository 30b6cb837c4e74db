package pdf

import (
	"image"
	"image/color"
	"math"
	"slices"

	"gouji/extract/page"
)

const (
	// clearly is the likeness to some digit from which no other place of a drawing is looked at.
	clearly = 0.85
	// inkEdge is how many pixels are looked at around a glyph's box, which is rounded, on each side; more would show
	// its neighbours.
	inkEdge = 1
)

// inkReader draws small parts of a page.
type inkReader struct {
	engine *engine
	page   uint64 // FPDF_PAGE
	frame  space
}

// compare compares what is drawn in the boxes with the patterns and gives the likeness of the clearest; nil where
// nothing is drawn.
func (r *inkReader) compare(n numerals, boxes [maxSamples]page.Rect, digit int) *likeness {
	var best *likeness
	clear := -1.0
	for _, box := range boxes {
		s := r.shape(box)
		if s == nil {
			continue
		}
		like := n.compare(s, digit)
		for _, v := range like {
			if v > clear {
				best, clear = like, v
			}
		}
		if clear >= clearly {
			break
		}
	}
	return best
}

// shape is the form of what is drawn in a box of the page; nil where it is empty.
func (r *inkReader) shape(box page.Rect) *shape {
	if box.Empty() || r.engine.err != nil {
		return nil
	}
	const side = 2 * fineSide // drawn twice as fine, then cut to the ink
	scale := (side - 2*inkEdge) / math.Max(box.Width(), box.Height())
	p := r.draw(box, scale, side)
	if p == nil {
		return nil
	}
	cut := inkBounds(p)
	if cut.Empty() {
		return nil
	}
	return newShape(fitted(p, cut))
}

// draw draws the part of the page around a box at scale pixels a point, its middle in the middle of a square of
// side pixels, as coverage.
func (r *inkReader) draw(box page.Rect, scale float64, side int) *image.Alpha {
	e := r.engine
	w, h := r.frame.size()
	if w*scale > maxCoordinate || h*scale > maxCoordinate {
		return nil
	}
	bitmap := e.call(fnBitmapCreate, uint64(side), uint64(side), 0)
	if bitmap == 0 {
		return nil
	}
	defer e.call(fnBitmapDestroy, bitmap)
	e.call(fnBitmapFill, bitmap, 0, 0, uint64(side), uint64(side), opaqueWhite)
	c := box.Center()
	x, y := math.Round(float64(side)/2-c.X*scale), math.Round(float64(side)/2-c.Y*scale)
	e.call(fnRender, bitmap, r.page, api32(x), api32(y), api32(math.Round(w*scale)), api32(math.Round(h*scale)), 0, 0)
	out := coverage(e.copyBitmap(bitmap, side, side))
	edge := inkEdge / scale
	mask(out, image.Rect(int(x+(box.X0-edge)*scale), int(y+(box.Y0-edge)*scale),
		int(math.Ceil(x+(box.X1+edge)*scale)), int(math.Ceil(y+(box.Y1+edge)*scale))))
	return out
}

// api32 passes a whole number as a C int.
func api32(v float64) uint64 { return uint64(uint32(int32(v))) }

// mask clears what lies outside a box: the neighbours of a glyph.
func mask(p *image.Alpha, box image.Rectangle) {
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			if !(image.Pt(x, y).In(box)) {
				p.Pix[y*p.Stride+x] = 0
			}
		}
	}
}

// coverage turns a picture into ink: how far the brightness of each pixel is from that of the paper, which is the
// most frequent one, relative to the farthest.
func coverage(p *image.RGBA) *image.Alpha {
	out := image.NewAlpha(p.Rect)
	var frequent [256]int
	for i := range out.Pix {
		q := p.Pix[4*i : 4*i+3]
		out.Pix[i] = color.GrayModel.Convert(color.RGBA{q[0], q[1], q[2], 0xff}).(color.Gray).Y
		frequent[out.Pix[i]]++
	}
	paper := slices.Index(frequent[:], slices.Max(frequent[:]))
	most := 1
	for v, n := range frequent {
		if n > 0 {
			most = max(most, v-paper, paper-v)
		}
	}
	for i, v := range out.Pix {
		out.Pix[i] = uint8(max(int(v)-paper, paper-int(v)) * 0xff / most)
	}
	return out
}

// inkBounds is the box around the ink.
func inkBounds(p *image.Alpha) image.Rectangle {
	var box image.Rectangle
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			if p.Pix[y*p.Stride+x] >= half {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// fitted draws a part of a picture where newShape expects a character.
func fitted(p *image.Alpha, cut image.Rectangle) *image.Alpha {
	w, h := placement(float64(cut.Dx()), float64(cut.Dy()))
	left, top := (fineSide-w)/2, (fineSide-h)/2
	out := image.NewAlpha(image.Rect(0, 0, fineSide, fineSide))
	for y := range fineSide {
		for x := range fineSide {
			u, v := (float64(x)+0.5-left)/w, (float64(y)+0.5-top)/h
			if u < 0 || v < 0 || u >= 1 || v >= 1 {
				continue
			}
			at := p.AlphaAt(cut.Min.X+int(u*float64(cut.Dx())), cut.Min.Y+int(v*float64(cut.Dy())))
			out.Pix[y*out.Stride+x] = at.A
		}
	}
	return out
}
