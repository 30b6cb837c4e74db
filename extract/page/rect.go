package page

import "math"

// Point is a place on a page in points, origin at the top left.
type Point struct{ X, Y float64 }

// Rect is an upright rectangle on a page in points, origin at the top left, X0 ≤ X1 and Y0 ≤ Y1.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Width is X1 − X0.
func (r Rect) Width() float64 { return r.X1 - r.X0 }

// Height is Y1 − Y0.
func (r Rect) Height() float64 { return r.Y1 - r.Y0 }

// Center is the middle of the rectangle.
func (r Rect) Center() Point { return Point{(r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2} }

// Empty says whether the rectangle covers no area.
func (r Rect) Empty() bool { return r.X1 <= r.X0 || r.Y1 <= r.Y0 }

// Contains says whether p lies inside or on the edge.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X0 && p.X <= r.X1 && p.Y >= r.Y0 && p.Y <= r.Y1
}

// Union is the smallest rectangle around both; a zero Rect adds nothing.
func (r Rect) Union(s Rect) Rect {
	if r == (Rect{}) {
		return s
	}
	if s == (Rect{}) {
		return r
	}
	return Rect{math.Min(r.X0, s.X0), math.Min(r.Y0, s.Y0), math.Max(r.X1, s.X1), math.Max(r.Y1, s.Y1)}
}

// Intersect is what both cover; the zero Rect where they do not meet.
func (r Rect) Intersect(s Rect) Rect {
	t := Rect{math.Max(r.X0, s.X0), math.Max(r.Y0, s.Y0), math.Min(r.X1, s.X1), math.Min(r.Y1, s.Y1)}
	if t.X1 < t.X0 || t.Y1 < t.Y0 {
		return Rect{}
	}
	return t
}

// Grow moves every side outward by d points.
func (r Rect) Grow(d float64) Rect { return Rect{r.X0 - d, r.Y0 - d, r.X1 + d, r.Y1 + d} }

// Move gives the box so much further right and down.
func (r Rect) Move(dx, dy float64) Rect { return Rect{r.X0 + dx, r.Y0 + dy, r.X1 + dx, r.Y1 + dy} }

// Area is width times height in square points.
func (r Rect) Area() float64 { return r.Width() * r.Height() }
