package extract

import (
	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
)

// unskew puts everything that was read from scans that lie askew, and was read there as if they lay level, where it
// stands on the page as seen.
func (r *Result) unskew(pages []page.Page) {
	askew := map[int]page.Page{}
	for _, p := range pages {
		if p.Askew() {
			askew[p.Number] = page.Page{Skew: p.Skew, Pasted: p.Pasted, Width: p.Width, Height: p.Height}
		}
	}
	if len(askew) == 0 {
		return
	}
	move := func(number int, box *page.Rect) {
		if p, ok := askew[number]; ok && *box != (page.Rect{}) {
			*box = p.Unskew(*box)
		}
	}
	for i := range r.Tables {
		r.Tables[i].Boxes(move)
	}
	for i := range r.Paragraphs {
		r.Paragraphs[i].Boxes(move)
	}
	for i := range r.Pages {
		moveRemoved(&r.Pages[i], move)
	}
	r.Set.Places(func(p *fact.Place) { move(p.Page, &p.Box) })
}

func moveRemoved(p *PageInfo, move func(int, *page.Rect)) {
	moved := make([]layout.Removed, len(p.Removed))
	for i, removed := range p.Removed {
		move(p.Page, &removed.Word.Box)
		moved[i] = removed
	}
	p.Removed = moved
}
