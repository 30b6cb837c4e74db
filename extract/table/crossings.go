package table

import "gouji/extract/page"

// Crossings are the places where a page's lines meet, in points, after they were snapped and joined: from the top,
// then from the left. It is what the grids of drawn tables are made of.
func Crossings(p page.Page) []page.Point {
	e := ruled(p.Rulings, false)
	if len(e.h)*len(e.v) > mostCrossings {
		return nil
	}
	var out []page.Point
	for _, h := range e.h {
		for _, v := range e.v {
			if h.meets(v) {
				out = append(out, page.Point{X: v.pos, Y: h.pos})
			}
		}
	}
	return out
}

// meets says whether a horizontal edge and a vertical one touch.
func (e edge) meets(v edge) bool {
	return e.from-reach <= v.pos && v.pos <= e.to+reach && v.from-reach <= e.pos && e.pos <= v.to+reach
}
