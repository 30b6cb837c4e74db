package layout

import (
	"math"
	"sort"

	"gouji/extract/page"
)

// Why a word is set apart.
const (
	WhyWatermark   = "watermark"
	WhyRunningHead = "running-head"
	WhyPageNumber  = "page-number"
)

const (
	// largeType is how many times the page's usual size a watermark is at least.
	largeType = 2.0
	// lightTone is the lightness, 0 black to 1 white, from which type is pale; lightAlpha the cover below which
	// it shines through.
	lightTone, lightAlpha = 0.55, 0.7
	// repeats is the number of pages on which the same thing at the same place is no accident, repeatShare
	// the share of all pages it must stand on.
	repeats, repeatShare = 3, 0.3
	// samePlace is how far apart, in points, two places on two pages may lie to be the same.
	samePlace = 3.0
)

// repeated says what stands where, coarsely, to find the same on other pages.
type repeated struct {
	text  string
	x, y  int
	angle float64
}

func repeatKey(w page.Word) repeated {
	return repeated{w.Text, int(math.Round(w.Box.X0 / samePlace)), int(math.Round(w.Box.Y0 / samePlace)), w.Angle}
}

// splitWatermarks parts the words of each page into text and watermark. Two signs make a watermark: slanted,
// much larger than the text, pale, at the same place on many pages.
func splitWatermarks(pages []Page) {
	on := map[repeated]int{}
	for _, p := range pages {
		usual := usualSize(p.Words)
		for _, w := range p.Words {
			if suspicious(w, usual) > 0 {
				on[repeatKey(w)]++
			}
		}
	}
	for i := range pages {
		p := &pages[i]
		usual := usualSize(p.Words)
		kept := p.Words[:0:0]
		for _, w := range p.Words {
			signs := suspicious(w, usual)
			if n := on[repeatKey(w)]; n >= repeats && float64(n) >= repeatShare*float64(len(pages)) {
				signs++
			}
			if signs >= 2 {
				p.Removed = append(p.Removed, Removed{w, WhyWatermark})
				continue
			}
			kept = append(kept, w)
		}
		p.Words = kept
	}
}

// suspicious counts the signs of a watermark that one word shows on its own page.
func suspicious(w page.Word, usual float64) int {
	if w.Source == page.OCR || len(w.Glyphs) == 0 {
		return 0
	}
	signs := 0
	if math.Mod(w.Angle, 90) != 0 {
		signs++
	}
	if w.Size >= largeType*usual {
		signs++
	}
	if pale(w.Glyphs[0].Color) {
		signs++
	}
	return signs
}

// pale says whether a colour is light or shines through. White is no watermark: it is text on a dark ground.
func pale(color uint32) bool {
	r, g, b := float64(color>>24), float64(color>>16&0xFF), float64(color>>8&0xFF)
	light := (0.3*r + 0.59*g + 0.11*b) / 255
	alpha := float64(color&0xFF) / 255
	return light >= lightTone && light < 0.98 || alpha > 0 && alpha < lightAlpha
}

// usualSize is the median type size of the page by characters, 0 for an empty page.
func usualSize(words []page.Word) float64 {
	var sizes []float64
	for _, w := range words {
		if math.Mod(w.Angle, 90) != 0 {
			continue
		}
		for range w.Glyphs {
			sizes = append(sizes, w.Size)
		}
	}
	if len(sizes) == 0 {
		return math.Inf(1)
	}
	sort.Float64s(sizes)
	return sizes[len(sizes)/2]
}
