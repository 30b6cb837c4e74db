package page

import "math"

// Places finds characters by where they stand, among those added before: a hash table of the cells of a raster, since
// a map of them takes a tenth of the time of reading a page.
type Places struct {
	raster float64
	at     []place // of each character added
	next   []int32 // the one of the same hash added before it; -1 for none
	last   []int32 // the one added last of each hash; -1 for none
}

// place is a character with its point and the cell of the raster it lies in.
type place struct {
	r    rune
	x, y int32
	p    Point
}

// NewPlaces makes room for n characters. raster is the width of a cell in points, about the reach asked for later.
func NewPlaces(n int, raster float64) *Places {
	size := 1
	for size < 2*n {
		size *= 2
	}
	s := &Places{raster: raster, at: make([]place, 0, n), next: make([]int32, 0, n), last: make([]int32, size)}
	for i := range s.last {
		s.last[i] = -1
	}
	return s
}

// Add puts a character at a point; characters count from 0.
func (s *Places) Add(r rune, p Point) {
	at := place{r, s.cell(p.X), s.cell(p.Y), p}
	h := s.hash(r, at.x, at.y)
	s.next = append(s.next, s.last[h])
	s.last[h] = int32(len(s.at))
	s.at = append(s.at, at)
}

// Near is the number of a character r that lies nearer to p than reach, in points, as far says; -1 for none. In each
// cell the one added last comes first.
func (s *Places) Near(r rune, p Point, reach float64, far func(a, b Point) float64) int {
	for x := s.cell(p.X - reach); x <= s.cell(p.X+reach); x++ {
		for y := s.cell(p.Y - reach); y <= s.cell(p.Y+reach); y++ {
			for i := s.last[s.hash(r, x, y)]; i >= 0; i = s.next[i] {
				if o := &s.at[i]; o.r == r && o.x == x && o.y == y && far(o.p, p) < reach {
					return int(i)
				}
			}
		}
	}
	return -1
}

func (s *Places) cell(v float64) int32 { return int32(math.Floor(v / s.raster)) }

// hash spreads cells over the table; the factors are odd and large.
func (s *Places) hash(r rune, x, y int32) uint32 {
	h := uint32(r)*0x9e3779b1 ^ uint32(x)*0x85ebca77 ^ uint32(y)*0xc2b2ae3d
	return (h ^ h>>15) & uint32(len(s.last)-1)
}

// Apart is the distance of two points in points.
func Apart(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// ApartByAxis is the greater of the distances along the two axes.
func ApartByAxis(a, b Point) float64 { return math.Max(math.Abs(a.X-b.X), math.Abs(a.Y-b.Y)) }
