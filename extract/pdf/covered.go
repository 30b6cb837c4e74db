package pdf

import (
	"image"
	"math"
	"unicode"

	"gouji/extract/page"
)

const (
	// leastTexts is how many glyphs must lie under pictures, or be of the paper's colour, for the page to be drawn, and
	// how many must be out of sight then: fewer are a page number under a seal, or a dash on a ruling.
	leastTexts = ScanText
	// paleShare is the share of the page's glyphs of the paper's colour from which it is drawn: white letters on
	// dark table heads are fewer, and white pages of a presentation are seen to be dark once they are drawn.
	paleShare = 0.5
	// drawnChange is by how much, of 255, a pixel differs with a glyph and without it.
	drawnChange = 4
)

// hideCovered marks the glyphs as hidden that nobody sees: the page looks the same without them. Only pages with a
// reason for it are drawn, with their text and without it, a pixel a point: one of the 1,003 of the
// published budgets.
func (d *Document) hideCovered(handle uint64, pg *page.Page) {
	w, h := int(math.Ceil(pg.Width)), int(math.Ceil(pg.Height))
	if !suspect(pg) || w <= 0 || h <= 0 || w*h > maxPixels {
		return
	}
	e := d.engine
	with := e.picture(handle, w, h, 0)
	e.dropText(handle)
	without := e.picture(handle, w, h, 0)
	if with == nil || without == nil || e.err != nil {
		return
	}
	var unseen []*page.Glyph
	for i := range pg.Glyphs {
		g := &pg.Glyphs[i]
		if !unicode.IsSpace(g.Rune) && !g.Hidden && !g.Ink.Empty() && !changed(with, without, g.Ink) {
			unseen = append(unseen, g)
		}
	}
	if len(unseen) < leastTexts { // an underline on a line of the table
		return
	}
	for _, g := range unseen {
		g.Hidden = true
		if under(pg.Images, g) {
			pg.Covered++
		}
	}
}

// suspect says whether a page's text may be out of sight although it is painted.
func suspect(pg *page.Page) bool {
	covered, pale, all := 0, 0, 0
	for i := range pg.Glyphs {
		g := &pg.Glyphs[i]
		if g.Hidden || unicode.IsSpace(g.Rune) {
			continue
		}
		all++
		if under(pg.Images, g) {
			covered++
		}
		if least := min(g.Color>>24, g.Color>>16&0xff, g.Color>>8&0xff); least >= white || g.Color&0xff == 0 {
			pale++
		}
	}
	return covered >= leastTexts || pale >= leastTexts && float64(pale) > paleShare*float64(all)
}

// under says whether a glyph lies where a picture was drawn after text.
func under(images []page.Image, g *page.Glyph) bool {
	for _, im := range images {
		if im.Over && im.Box.Contains(g.Box.Center()) {
			return true
		}
	}
	return false
}

// changed says whether two pictures of a page, a pixel a point, differ in a box.
func changed(a, b *image.RGBA, box page.Rect) bool {
	r := image.Rect(int(box.X0), int(box.Y0), int(math.Ceil(box.X1)), int(math.Ceil(box.Y1))).Intersect(a.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from, to := a.PixOffset(r.Min.X, y), a.PixOffset(r.Max.X, y)
		for i := from; i < to; i++ {
			if d := int(a.Pix[i]) - int(b.Pix[i]); d >= drawnChange || d <= -drawnChange {
				return true
			}
		}
	}
	return false
}

// dropText takes the text objects out of what is drawn of a page.
func (e *engine) dropText(handle uint64) {
	n := min(e.integer(fnCountObjects, handle), maxObjects)
	for i := 0; i < n && e.err == nil; i++ {
		e.dropObject(e.call(fnObject, handle, uint64(i)), 0)
	}
}

func (e *engine) dropObject(object uint64, depth int) {
	switch e.integer(fnObjectType, object) {
	case objectText:
		e.call(fnSetActive, object, 0)
	case objectForm:
		n := min(e.integer(fnFormCount, object), maxObjects)
		for i := 0; i < n && depth < maxDepth && e.err == nil; i++ {
			e.dropObject(e.call(fnFormObject, object, uint64(i)), depth+1)
		}
	}
}
