package draw

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"gouji/extract/page"
)

const (
	// tint is how strongly an area is coloured, of 255: the print under it stays readable.
	tint = 0x20
	// dotRadius is the half width of a crossing in points.
	dotRadius = 1.2
	// labelRoom is the blank in pixels between a corner and its label.
	labelRoom = 1
)

// canvas is the image of a page with the way from points on the page to pixels.
type canvas struct {
	out  *image.RGBA
	page page.Page
	// scale is pixels a point.
	scale float64
}

// seen is the canvas for places on the page as seen; places as they were read from a scan lie on the page put straight.
func (c *canvas) seen() *canvas {
	s := *c
	s.page.Skew, s.page.Pasted = 0, nil
	return &s
}

// at is the pixel of a place on the straightened page; on a scan that lies askew it is turned back.
func (c *canvas) at(p page.Point) (x, y float64) {
	q := c.page.Unskew(page.Rect{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y})
	return q.X0 * c.scale, q.Y0 * c.scale
}

// line draws a line one pixel wide, from point to point.
func (c *canvas) line(from, to page.Point, ink color.RGBA) {
	x0, y0 := c.at(from)
	x1, y1 := c.at(to)
	if !c.near(x0, y0) && !c.near(x1, y1) {
		return
	}
	steps := int(math.Ceil(max(math.Abs(x1-x0), math.Abs(y1-y0))))
	steps = min(steps, c.out.Bounds().Dx()+c.out.Bounds().Dy())
	for i := 0; i <= steps; i++ {
		share := float64(i) / float64(max(steps, 1))
		c.out.SetRGBA(int(x0+share*(x1-x0)), int(y0+share*(y1-y0)), ink)
	}
}

// near says whether a pixel lies on the image or not further from it than it is large: content can lie anywhere.
func (c *canvas) near(x, y float64) bool {
	w, h := float64(c.out.Bounds().Dx()), float64(c.out.Bounds().Dy())
	return x > -w && x < 2*w && y > -h && y < 2*h
}

// frame draws the outline of a box.
func (c *canvas) frame(r page.Rect, ink color.RGBA) {
	a, b := page.Point{X: r.X0, Y: r.Y0}, page.Point{X: r.X1, Y: r.Y0}
	d, e := page.Point{X: r.X1, Y: r.Y1}, page.Point{X: r.X0, Y: r.Y1}
	c.line(a, b, ink)
	c.line(b, d, ink)
	c.line(d, e, ink)
	c.line(e, a, ink)
}

// fill tints a box.
func (c *canvas) fill(r page.Rect, ink color.RGBA) {
	x0, y0 := c.at(page.Point{X: r.X0, Y: r.Y0})
	x1, y1 := c.at(page.Point{X: r.X1, Y: r.Y1})
	area := image.Rect(int(x0), int(y0), int(x1), int(y1))
	mask := image.NewUniform(color.Alpha{tint})
	draw.DrawMask(c.out, area, image.NewUniform(ink), image.Point{}, mask, image.Point{}, draw.Over)
}

// dot draws a small square around a place.
func (c *canvas) dot(p page.Point, ink color.RGBA) {
	x, y := c.at(p)
	r := dotRadius * c.scale
	area := image.Rect(int(x-r), int(y-r), int(math.Ceil(x+r)), int(math.Ceil(y+r)))
	draw.Draw(c.out, area, image.NewUniform(ink), image.Point{}, draw.Src)
}

// label writes Latin text into the upper left corner of a box, if there is room for it.
func (c *canvas) label(r page.Rect, text string, ink color.RGBA) {
	face := basicfont.Face7x13
	x, y := c.at(page.Point{X: r.X0, Y: r.Y0})
	if r.Width()*c.scale < float64(face.Advance*len(text)) || r.Height()*c.scale < float64(face.Height) {
		return
	}
	d := font.Drawer{Dst: c.out, Src: image.NewUniform(ink), Face: face,
		Dot: fixed.P(int(x)+labelRoom, int(y)+face.Ascent)}
	d.DrawString(text)
}
