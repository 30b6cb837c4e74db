package layout

import (
	"maps"
	"math"
	"slices"

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
	// lightTone is the lightness, 0 black to 1 white, from which grey type is pale, tintTone the one for coloured
	// type; greyTint is how far the parts of a grey may differ. From whiteTone on it is white.
	lightTone, tintTone, greyTint, whiteTone = 0.55, 0.8, 0.2, 0.98
	// lightAlpha is the opacity, 0 to 1, below which type shines through.
	lightAlpha = 0.7
)

// splitWatermarks parts the words of each page into text and watermark. Two of three signs make a watermark:
// slanted, much larger than the text, pale. Standing at the same place on every page is none: the headings and
// titles of long tables do so too.
func splitWatermarks(pages []Page) {
	for i := range pages {
		p := &pages[i]
		usual := usualSize(p.Words)
		kept := p.Words[:0:0]
		for _, w := range p.Words {
			if isWatermark(w, usual) {
				p.Removed = append(p.Removed, Removed{w, WhyWatermark})
				continue
			}
			kept = append(kept, w)
		}
		p.Words = kept
	}
}

// isWatermark judges a word beside the usual type size of its page.
func isWatermark(w page.Word, usual float64) bool {
	if w.Source == page.OCR || len(w.Glyphs) == 0 {
		return false
	}
	signs := 0
	for _, sign := range []bool{math.Mod(w.Angle, 90) != 0, w.Size >= largeType*usual, pale(w.Glyphs[0].Color)} {
		if sign {
			signs++
		}
	}
	return signs >= 2
}

// pale says whether a colour is a light grey, a very light tint or shines through. White is no watermark: it is
// text on a dark ground.
func pale(color uint32) bool {
	r, g, b := float64(color>>24), float64(color>>16&0xFF), float64(color>>8&0xFF)
	light := (0.3*r + 0.59*g + 0.11*b) / 255
	tint := (max(r, g, b) - min(r, g, b)) / 255
	alpha := float64(color&0xFF) / 255
	if light >= whiteTone {
		return false
	}
	return light >= lightTone && tint < greyTint || light >= tintTone || alpha > 0 && alpha < lightAlpha
}

// usualSize is the median type size of the page by characters, 0 for an empty page.
func usualSize(words []page.Word) float64 {
	count, all := map[float64]int{}, 0
	for i := range words {
		if w := &words[i]; w.Angle == 0 || math.Mod(w.Angle, 90) == 0 {
			count[w.Size] += len(w.Glyphs)
			all += len(w.Glyphs)
		}
	}
	below := 0
	for _, size := range slices.Sorted(maps.Keys(count)) {
		if below += count[size]; below > all/2 {
			return size
		}
	}
	return math.Inf(1)
}
