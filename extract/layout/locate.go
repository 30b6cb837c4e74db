package layout

import (
	"unicode"

	"gouji/extract/page"
)

// Locate gives the page and the box of a part of the text, start and end counted in runes, end excluded. Of
// a part that runs over a page break it is the box on the first page. A part that is empty or lies outside of
// the text gives the paragraph's own page and box.
func (p Paragraph) Locate(start, end int) (int, page.Rect) {
	number, box := 0, page.Rect{}
	text := []rune(p.Text)
	i := 0
	p.eachLine(func(n int, l Line) {
		for _, w := range l.Words {
			runes := []rune(w.Text)
			for k, r := range runes {
				for i < len(text) && text[i] != r && unicode.IsSpace(text[i]) {
					i++
				}
				if i >= start && i < end && (number == 0 || number == n) {
					number, box = n, box.Union(runeBox(w, runes, k))
				}
				i++
			}
		}
	})
	if number == 0 {
		return p.Page, p.Box
	}
	return number, box
}

// runeBox is the box of one character of a word, an even share of the word where single boxes are unknown.
func runeBox(w page.Word, runes []rune, k int) page.Rect {
	if len(w.Glyphs) == len(runes) {
		return w.Glyphs[k].Box
	}
	width := w.Box.Width() / float64(len(runes))
	x := w.Box.X0 + width*float64(k)
	return page.Rect{X0: x, Y0: w.Box.Y0, X1: x + width, Y1: w.Box.Y1}
}
