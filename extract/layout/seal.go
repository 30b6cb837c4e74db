package layout

import (
	"math"

	"gouji/extract/page"
)

// WhySeal is why the characters of a stamp are set apart.
const WhySeal = "seal"

const (
	// sealSlanted is the least number of slanted red characters of a seal: the name of an office around its rim.
	sealSlanted = 5
	// sealRim is how much wider than high the characters on the rim may stand: they run over its upper half.
	sealRim = 3.0
	// redLead is by how much of 255 red exceeds green and blue in the ink of a seal.
	redLead = 80
)

// splitSeals sets the characters of a seal apart: red ones on a rim, each turned its own way, and the red ones
// within it. What is printed under a seal has another colour and stays.
func splitSeals(pages []Page) {
	for i := range pages {
		p := &pages[i]
		box, slanted := page.Rect{}, 0
		for _, w := range p.Words {
			if red(w) && math.Mod(w.Angle, 90) != 0 {
				box, slanted = box.Union(w.Box), slanted+len(w.Glyphs)
			}
		}
		if slanted < sealSlanted || box.Width() > sealRim*box.Height() || box.Height() > sealRim*box.Width() {
			continue
		}
		box.Y1 = math.Max(box.Y1, box.Y0+box.Width()) // the lower half
		inside := map[page.Rect]string{}
		for _, w := range p.Words {
			if red(w) && box.Contains(w.Box.Center()) {
				inside[w.Box] = WhySeal
			}
		}
		p.remove(inside)
	}
}

// red says whether a word is printed in the red of seals.
func red(w page.Word) bool {
	if len(w.Glyphs) == 0 {
		return false
	}
	color := w.Glyphs[0].Color
	r, g, b := int(color>>24), int(color>>16&0xff), int(color>>8&0xff)
	return r-max(g, b) >= redLead
}
