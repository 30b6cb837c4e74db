package page

import (
	"math"
	"slices"
)

// Unskew gives where a box of a straightened page, or of a straightened picture on it, lies on the sheet as it was
// scanned: its middle turned back about the middle of the page or the picture, its size kept.
func (p Page) Unskew(r Rect) Rect {
	for _, picture := range p.Pasted {
		if picture.Box.Contains(r.Center()) {
			return r.unskew(picture.Skew, picture.Box.Center())
		}
	}
	return r.unskew(p.Skew, Point{p.Width / 2, p.Height / 2})
}

// unskew turns the middle of a box by so many degrees, counter-clockwise for positive ones, about a point.
func (r Rect) unskew(degrees float64, about Point) Rect {
	if degrees == 0 {
		return r
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	c := r.Center()
	x, y := c.X-about.X, c.Y-about.Y
	return r.Move(x*cos+y*sin-x, -x*sin+y*cos-y)
}

// Askew says whether anything on the page was read as if it lay level and does not.
func (p Page) Askew() bool {
	return p.Skew != 0 || slices.ContainsFunc(p.Pasted, func(picture Pasted) bool { return picture.Skew != 0 })
}
