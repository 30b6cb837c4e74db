package ocr

import (
	"image"
	"slices"
)

const (
	// speckArea is the area in square points up to which ink by itself is dirt: half of a decimal point of 7 points.
	speckArea = 0.36
	// speckled is how many such spots there are in a million pixels of a page that is cleaned of them; fewer can be
	// the dots of a screen or of a list of contents.
	speckled = 100
)

// clean takes specks and a grey seal off a page's image of so many dots an inch.
func clean(im *image.Gray, dpi float64) *image.Gray {
	s := rawSheet(im)
	s.background()
	s.despeckle(dpi)
	s.unseal(dpi)
	return s.gray()
}

// despeckle paints over spots of ink too small to be print, and fills spots of paper in print, on a page that has many.
func (s *sheet) despeckle(dpi float64) {
	limit := max(1, int(speckArea*dpi*dpi/72/72))
	ink := s.ink()
	spots := specks(ink, s.width, s.height, limit)
	if len(spots)*1e6 < speckled*len(s.pix) {
		return
	}
	for _, spot := range spots {
		s.erase(spot)
	}
	for i := range ink {
		ink[i] = !ink[i]
	}
	for _, hole := range specks(ink, s.width, s.height, limit/2) {
		s.fill(hole)
	}
}

// specks are the runs of each spot of ink of no more than so many pixels.
func specks(ink []bool, width, height, limit int) [][]image.Rectangle {
	runs := allRuns(ink, width, height)
	of := connect(runs)
	area := make([]int, len(runs))
	for i, r := range runs {
		area[of.find(i)] += r.x1 - r.x0
	}
	at := map[int]int{}
	var out [][]image.Rectangle
	for i, r := range runs {
		root := of.find(i)
		if area[root] > limit {
			continue
		}
		k, known := at[root]
		if !known {
			k = len(out)
			at[root], out = k, append(out, nil)
		}
		out[k] = append(out[k], image.Rect(r.x0, r.y, r.x1, r.y+1).Inset(-1))
	}
	return out
}

// fill gives the pixels of a spot of paper the darkest level beside it.
func (s *sheet) fill(spot []image.Rectangle) {
	bounds := image.Rect(0, 0, s.width, s.height)
	for _, b := range spot {
		b = b.Intersect(bounds)
		dark := byte(255)
		for y := b.Min.Y; y < b.Max.Y; y++ {
			dark = min(dark, slices.Min(s.pix[y*s.width+b.Min.X:y*s.width+b.Max.X]))
		}
		inner := b.Inset(1)
		for y := inner.Min.Y; y < inner.Max.Y; y++ {
			for x := inner.Min.X; x < inner.Max.X; x++ {
				s.pix[y*s.width+x] = dark
			}
		}
	}
}

const (
	// sealTile is the side in points of the squares in which a seal's ink is counted, sealShare the share of it from
	// which one belongs to a seal.
	sealTile, sealShare = 10, 0.04
	// leastSeal and mostSeal are the diameters in points of seals, with some room: 38 to 50 mm for offices of the state.
	leastSeal, mostSeal = 60, 220
	// sealDepth is the share of the depth of print up to which ink can be a seal's, and sealSpread by how much more
	// than its middle a seal's ink can be deep.
	sealDepth, sealSpread = 0.75, 1.2
	// printRank is the share of core ink that is lighter than what is taken for print.
	printRank = 0.98
	// leastCore is how many pixels of a page tell the depth of its print.
	leastCore = 500
)

// unseal takes grey seals off: ink between paper and print in its depth, in strokes thicker than the rim of a
// letter's, over an area of a seal's size. Print under a seal is darker than either and stays.
func (s *sheet) unseal(dpi float64) {
	core := s.core()
	ink := s.depthOf(core, printRank)
	if ink == 0 {
		return
	}
	limit := int(sealDepth * float64(ink))
	side := max(1, int(sealTile*dpi/72))
	columns, rows := s.width/side+1, s.height/side+1
	count := make([]int, columns*rows)
	for i, depth := range core {
		if int(depth) > inkDepth && int(depth) < limit {
			count[i/s.width/side*columns+i%s.width/side]++
		}
	}
	marked := make([]bool, len(count))
	for i, n := range count {
		marked[i] = float64(n) > sealShare*float64(side*side)
	}
	for _, b := range clusters(marked, columns, rows) {
		if min(b.Dx(), b.Dy())*sealTile >= leastSeal && max(b.Dx(), b.Dy())*sealTile <= mostSeal {
			box := image.Rect((b.Min.X-1)*side, (b.Min.Y-1)*side, (b.Max.X+1)*side, (b.Max.Y+1)*side)
			s.lift(box.Intersect(image.Rect(0, 0, s.width, s.height)), core, limit)
		}
	}
}

// core is the depth of ink below the paper, of pixels whose neighbours are all ink; 0 elsewhere. The rim of a stroke,
// half paper, says nothing of its colour.
func (s *sheet) core() []byte {
	ink := s.ink()
	out := make([]byte, len(ink))
	for y := 1; y < s.height-1; y++ {
		for x := 1; x < s.width-1; x++ {
			i := y*s.width + x
			if ink[i] && ink[i-1] && ink[i+1] && ink[i-s.width] && ink[i+s.width] {
				out[i] = s.ground(x, y) - s.pix[i]
			}
		}
	}
	return out
}

// depthOf is the depth of ink at a rank, 0 to 1, of core pixels; 0 where there are few.
func (s *sheet) depthOf(core []byte, rank float64) int {
	var histogram [256]int
	n := 0
	for _, depth := range core {
		if depth > 0 {
			histogram[depth]++
			n++
		}
	}
	if n < leastCore {
		return 0
	}
	left := int(rank * float64(n))
	for depth, k := range histogram {
		if left -= k; left < 0 {
			return depth
		}
	}
	return 0
}

// lift makes the seal's ink within a box paper and spreads what is deeper over the whole depth.
func (s *sheet) lift(box image.Rectangle, core []byte, limit int) {
	var seal []byte
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for _, depth := range core[y*s.width+box.Min.X : y*s.width+box.Max.X] {
			if int(depth) > inkDepth && int(depth) < limit {
				seal = append(seal, depth)
			}
		}
	}
	if len(seal) == 0 {
		return
	}
	slices.Sort(seal)
	floor := int(sealSpread * float64(seal[len(seal)/2]))
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			i, paper := y*s.width+x, int(s.ground(x, y))
			depth := max(0, paper-int(s.pix[i])-floor) * paper / max(1, paper-floor)
			s.pix[i] = byte(max(0, paper-depth))
		}
	}
}

// clusters are the boxes of marked squares that touch, also at a corner.
func clusters(marked []bool, columns, rows int) []image.Rectangle {
	runs := allRuns(marked, columns, rows)
	of := connect(runs)
	at := map[int]int{}
	var out []image.Rectangle
	for i, r := range runs {
		box := image.Rect(r.x0, r.y, r.x1, r.y+1)
		k, known := at[of.find(i)]
		if !known {
			at[of.find(i)], out = len(out), append(out, box)
			continue
		}
		out[k] = out[k].Union(box)
	}
	return out
}
