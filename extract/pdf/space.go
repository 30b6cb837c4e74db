package pdf

import (
	"math"

	"gouji/extract/page"
)

// space maps PDF user space (points, origin wherever the boxes say, y upward, unrotated) to the page as a
// person sees it (origin at the top left of the crop box, y downward, /Rotate applied).
type space struct {
	left, bottom, right, top float64
	// quarter is /Rotate in clockwise quarter turns, 0 to 3.
	quarter int
}

// size is the page's width and height as seen.
func (s space) size() (width, height float64) {
	w, h := s.right-s.left, s.top-s.bottom
	if s.quarter%2 == 1 {
		return h, w
	}
	return w, h
}

// point maps a place.
func (s space) point(x, y float64) page.Point {
	switch s.quarter {
	case 1:
		return page.Point{X: y - s.bottom, Y: x - s.left}
	case 2:
		return page.Point{X: s.right - x, Y: y - s.bottom}
	case 3:
		return page.Point{X: s.top - y, Y: s.right - x}
	default:
		return page.Point{X: x - s.left, Y: s.top - y}
	}
}

// rect maps a box given by two opposite corners.
func (s space) rect(x0, y0, x1, y1 float64) page.Rect {
	a, b := s.point(x0, y0), s.point(x1, y1)
	return page.Rect{X0: math.Min(a.X, b.X), Y0: math.Min(a.Y, b.Y), X1: math.Max(a.X, b.X), Y1: math.Max(a.Y, b.Y)}
}

// angle is the clockwise turn in degrees, 0 up to 360, of text that runs along (dx, dy) in user space.
// Turns within half a degree of a right angle are that angle: matrices are written with few digits.
func (s space) angle(dx, dy float64) float64 {
	if dx == 0 && dy == 0 {
		return 0
	}
	degrees := math.Atan2(-dy, dx)*180/math.Pi + 90*float64(s.quarter)
	degrees = math.Mod(degrees+720, 360)
	if near := math.Round(degrees/90) * 90; math.Abs(degrees-near) < 0.5 {
		degrees = math.Mod(near, 360)
	}
	return degrees
}

// matrix is a PDF transformation: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

// identity changes nothing.
var identity = matrix{a: 1, d: 1}

// apply maps a place.
func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// then is the matrix that applies m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		a: m.a*n.a + m.b*n.c, b: m.a*n.b + m.b*n.d,
		c: m.c*n.a + m.d*n.c, d: m.c*n.b + m.d*n.d,
		e: m.e*n.a + m.f*n.c + n.e, f: m.e*n.b + m.f*n.d + n.f,
	}
}

// scale is the mean factor by which the matrix stretches a length.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }
