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
	seen := newSpots(len(glyphs))
	for _, g := range glyphs {
		if first := seen.double(&g); first != nil {
			first.Bold = first.Bold || !first.Hidden && !g.Hidden && setOff(first.Origin, g.Origin)
			first.Hidden = first.Hidden && g.Hidden
			continue
		}
		seen.add(g)
	}
	return seen.kept
}

// setOff says whether two places differ by more than the rounding of a file's numbers.
func setOff(a, b page.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) > doubleLeast }

// spot is a glyph's character and place in steps of doubleMax.
type spot struct {
	r    rune
	x, y int32
}

// step is a coordinate in points in steps of doubleMax.
func step(v float64) int32 { return int32(v / doubleMax) }

// spots finds glyphs by their spot: a hash table whose entries are chained by index, as a map costs a tenth of the
// time a page takes.
type spots struct {
	kept []page.Glyph
	at   []spot  // of each kept glyph
	next []int32 // the kept glyph before it of the same hash; -1 for none
	last []int32 // the last kept glyph of each hash; -1 for none
}

func newSpots(n int) *spots {
	size := 1
	for size < 2*n {
		size *= 2
	}
	s := &spots{kept: make([]page.Glyph, 0, n), at: make([]spot, 0, n), next: make([]int32, 0, n), last: make([]int32, size)}
	for i := range s.last {
		s.last[i] = -1
	}
	return s
}

// hash spreads spots over the table; the factors are odd and large.
func (s *spots) hash(at spot) uint32 {
	h := uint32(at.r)*0x9e3779b1 ^ uint32(at.x)*0x85ebca77 ^ uint32(at.y)*0xc2b2ae3d
	return (h ^ h>>15) & uint32(len(s.last)-1)
}

// add keeps a glyph.
func (s *spots) add(g page.Glyph) {
	c := g.Box.Center()
	at := spot{g.Rune, step(c.X), step(c.Y)}
	h := s.hash(at)
	s.next = append(s.next, s.last[h])
	s.last[h] = int32(len(s.kept))
	s.at = append(s.at, at)
	s.kept = append(s.kept, g)
}

// double gives the kept glyph that g repeats, nil for none.
func (s *spots) double(g *page.Glyph) *page.Glyph {
	advance := g.Box.Width()
	if g.Angle == 90 || g.Angle == 270 {
		advance = g.Box.Height()
	}
	reach := min(doubleShift*math.Max(g.Size, 1), doubleWidth*advance, doubleMax)
	c := g.Box.Center()
	for x := step(c.X - reach); x <= step(c.X+reach); x++ {
		for y := step(c.Y - reach); y <= step(c.Y+reach); y++ {
			first := s.latest(spot{g.Rune, x, y})
			if first == nil {
				continue
			}
			if o := first.Box.Center(); math.Abs(o.X-c.X) < reach && math.Abs(o.Y-c.Y) < reach {
				return first
			}
		}
	}
	return nil
}

// latest is the glyph kept last at a spot, nil for none.
func (s *spots) latest(at spot) *page.Glyph {
	for i := s.last[s.hash(at)]; i >= 0; i = s.next[i] {
		if s.at[i] == at {
			return &s.kept[i]
		}
	}
	return nil
}
