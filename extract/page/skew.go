package page

import "math"

// Unskew gives where a box of a straightened page lies on the sheet as it was scanned: its middle turned back
// about the page's middle, its size kept.
func (p Page) Unskew(r Rect) Rect {
	if p.Skew == 0 {
		return r
	}
	sin, cos := math.Sincos(p.Skew * math.Pi / 180)
	c := r.Center()
	x, y := c.X-p.Width/2, c.Y-p.Height/2
	dx := x*cos + y*sin + p.Width/2 - c.X
	dy := -x*sin + y*cos + p.Height/2 - c.Y
	return Rect{r.X0 + dx, r.Y0 + dy, r.X1 + dx, r.Y1 + dy}
}
