package ocr

import (
	"image"
	"slices"
)

const (
	// speckArea is the area in square points up to which ink by itself is dirt: half of a decimal point of 7 points.
	// Up to largestSpeck it is where the page's spots of ink show a gap above it: specks that were blurred or copied.
	speckArea, largestSpeck = 0.36, 1.0
	// gapReach is the width of that gap as a multiple of the area below it, gapShare the share of specks it may hold.
	gapReach, gapShare = 1.5, 0.01
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
	ink := s.ink()
	spots := spotsOf(ink, s.width, s.height)
	area := func(points float64) int { return max(1, int(points*dpi*dpi/72/72)) }
	limit, count := spots.limit(area(speckArea), area(largestSpeck))
	if count*1e6 < speckled*len(s.pix) {
		return
	}
	for _, spot := range spots.upTo(limit) {
		s.erase(spot)
	}
	for i := range ink {
		ink[i] = !ink[i]
	}
	for _, hole := range spotsOf(ink, s.width, s.height).upTo(area(speckArea) / 2) {
		s.fill(hole)
	}
}

// spots are the runs of an image with the spot each belongs to, and the area of each spot in pixels.
type spots struct {
	runs []run
	of   sets
	area []int
}

func spotsOf(ink []bool, width, height int) spots {
	s := spots{runs: allRuns(ink, width, height)}
	s.of, s.area = connect(s.runs), make([]int, len(s.runs))
	for i, r := range s.runs {
		s.area[s.of.find(i)] += r.x1 - r.x0
	}
	return s
}

// limit is the area up to which spots are dirt, and how many are: least, or up to most where there is a gap above.
func (s spots) limit(least, most int) (area, count int) {
	histogram := make([]int, int(gapReach*float64(most))+2)
	for _, n := range s.area {
		if n > 0 && n < len(histogram) {
			histogram[n]++
		}
	}
	for a := 1; a <= most; a++ {
		count += histogram[a]
		if a < least {
			continue
		}
		gap := 0
		for _, n := range histogram[a+1 : int(gapReach*float64(a))+1] {
			gap += n
		}
		if float64(gap) <= gapShare*float64(count) {
			return a, count
		}
	}
	count = 0
	for _, n := range histogram[:least+1] {
		count += n
	}
	return least, count
}

// upTo are the runs, a pixel wider on all sides, of each spot of no more than so many pixels.
func (s spots) upTo(limit int) [][]image.Rectangle {
	at := map[int]int{}
	var out [][]image.Rectangle
	for i, r := range s.runs {
		root := s.of.find(i)
		if s.area[root] > limit {
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
	// sealRim is how many pixels the rim of a stroke is wide.
	sealRim = 3
	// sealStroke is half the thickness in points of a seal's strokes, over which its depth changes by no more than flat;
	// full is any change.
	sealStroke, flat, full = 0.5, 40, 255
	// printRank is the share of core ink that is lighter than what is taken for print.
	printRank = 0.98
	// leastCore is how many pixels of a page tell the depth of its print.
	leastCore = 500
)

// unseal takes grey seals off: ink between paper and print in its depth, in strokes thicker than the rim of a
// letter's, over an area of a seal's size. Print under a seal is darker than either and stays.
func (s *sheet) unseal(dpi float64) {
	s.lightest()
	limit := int(sealDepth * float64(depthOf(s.core(1, full), printRank)))
	if limit == 0 {
		return
	}
	core := s.core(max(1, int(sealStroke*dpi/72)), flat)
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
			s.lift(box.Intersect(image.Rect(0, 0, s.width, s.height)), core, patch{limit, int(sealStroke*dpi/72) + sealRim})
		}
	}
}

// core is the depth of ink below the paper, of pixels with ink so many pixels away on all sides whose depth is no
// further from theirs than slope; 0 elsewhere. The rim of a stroke, half paper, says nothing of its colour.
func (s *sheet) core(reach, slope int) []byte {
	ink := s.ink()
	out := make([]byte, len(ink))
	for y := reach; y < s.height-reach; y++ {
		for x := reach; x < s.width-reach; x++ {
			i, same := y*s.width+x, true
			for _, k := range [...]int{i, i - reach, i + reach, i - reach*s.width, i + reach*s.width} {
				same = same && ink[k] && max(s.pix[k], s.pix[i])-min(s.pix[k], s.pix[i]) <= byte(slope)
			}
			if same {
				out[i] = s.ground(x, y) - s.pix[i]
			}
		}
	}
	return out
}

// depthOf is the depth of ink at a rank, 0 to 1, of core pixels; 0 where there are few.
func depthOf(core []byte, rank float64) int {
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

// lightest gives each tile the lightest background of those around it: half of one can lie under a seal.
func (s *sheet) lightest() {
	from := slices.Clone(s.paper)
	rows := len(from) / max(s.columns, 1)
	for y := range rows {
		for x := range s.columns {
			for v := max(0, y-1); v < min(rows, y+2); v++ {
				for u := max(0, x-1); u < min(s.columns, x+2); u++ {
					s.paper[y*s.columns+x] = max(s.paper[y*s.columns+x], from[v*s.columns+u])
				}
			}
		}
	}
}

// patch says how a seal is lifted: the depth up to which ink can be a seal's, and how far in pixels its ink reaches
// around the core of its strokes.
type patch struct{ limit, reach int }

// lift makes the seal's ink within a box paper and spreads what is deeper there over the whole depth.
func (s *sheet) lift(box image.Rectangle, core []byte, p patch) {
	var seal []byte
	covered := make([]bool, len(core))
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			depth := core[y*s.width+x]
			if int(depth) <= inkDepth || int(depth) >= p.limit {
				continue
			}
			seal = append(seal, depth)
			for v := max(0, y-p.reach); v < min(s.height, y+p.reach+1); v++ {
				for u := max(0, x-p.reach); u < min(s.width, x+p.reach+1); u++ {
					covered[v*s.width+u] = true
				}
			}
		}
	}
	if len(seal) == 0 {
		return
	}
	slices.Sort(seal)
	floor := int(sealSpread * float64(seal[len(seal)/2]))
	for i, under := range covered {
		if under {
			paper := int(s.ground(i%s.width, i/s.width))
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
