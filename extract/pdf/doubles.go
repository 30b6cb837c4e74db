package pdf

import (
	"math"

	"gouji/extract/page"
)

const (
	// doubleShift and doubleWidth are how far apart, in em and in widths of the glyph, the centres of two equal
	// glyphs are at most when the second is there to make the first look bold. Real neighbours stand a whole
	// width apart, which for "ll" is less than a quarter em.
	doubleShift, doubleWidth = 0.25, 0.5
	// doubleLeast is how far apart, in points, the copies are at least when they make the text look bold.
	doubleLeast = 0.05
	// doubleMax bounds the same in points, also for the largest type.
	doubleMax = 4
)

// dropDoubles keeps one of two equal glyphs drawn on nearly the same spot: as bold where they are set off, as
// visible where one of them is (some programs draw a text once for each strip of its clip). The copy may come
// right after the glyph or after a whole line, so it is looked up by place rather than by order.
func dropDoubles(glyphs []page.Glyph) []page.Glyph {
	seen := page.NewPlaces(len(glyphs), doubleMax)
	kept := glyphs[:0]
	for _, g := range glyphs {
		c := g.Box.Center()
		i := seen.Near(g.Rune, c, doubleReach(&g), page.ApartByAxis)
		if i < 0 {
			seen.Add(g.Rune, c)
			kept = append(kept, g)
			continue
		}
		first := &kept[i]
		first.Bold = first.Bold || !first.Hidden && !g.Hidden && setOff(first.Origin, g.Origin)
		first.Hidden = first.Hidden && g.Hidden
	}
	return kept
}

// doubleReach is how far from a glyph a copy of it lies at most, in points along each axis.
func doubleReach(g *page.Glyph) float64 {
	advance := g.Box.Width()
	if g.Angle == 90 || g.Angle == 270 {
		advance = g.Box.Height()
	}
	return min(doubleShift*math.Max(g.Size, 1), doubleWidth*advance, doubleMax)
}

// setOff says whether two places differ by more than the rounding of a file's numbers.
func setOff(a, b page.Point) bool { return page.Apart(a, b) > doubleLeast }
