package layout

import (
	"encoding/binary"
	"math"
	"testing"

	"gouji/extract/page"
)

// FuzzDocument sets any glyphs on two pages: nothing may panic, every glyph comes out in one word at most, and every word
// of a paragraph is one of the page.
func FuzzDocument(f *testing.F) {
	f.Add([]byte{1, 0, 0, 50, 0, 100, 10, 2, 0, 0, 55, 0, 100, 10, 65, 0, 0, 60, 0, 100, 10})
	f.Add([]byte("\x10\x00\x00\x32\x00\x64\x0c\x11\x01\x00\x3a\x00\x64\x0c\x12\x02\x00\x42\x00\x80\x0c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in := glyphPages(data)
		for i, p := range Document(in) {
			count := 0
			for _, w := range p.Words {
				count += len(w.Glyphs)
				if w.Text == "" || math.IsNaN(w.Box.X0) || w.Box.X1 < w.Box.X0 {
					t.Fatalf("page %d: word %q in %v", i+1, w.Text, w.Box)
				}
			}
			for _, r := range p.Removed {
				count += len(r.Word.Glyphs)
			}
			if count > len(in[i].Glyphs) {
				t.Fatalf("page %d: %d characters in words, %d drawn", i+1, count, len(in[i].Glyphs))
			}
		}
	})
}

// glyphPages reads seven bytes as one glyph: character, angle and page, place and size.
func glyphPages(data []byte) []page.Page {
	pages := []page.Page{{Number: 1, Width: 595, Height: 842, Source: page.Text}, {Number: 2, Width: 842, Height: 595, Source: page.Text}}
	runes := []rune("预算支出0123456789.,-()%abc —……：单位万元第页")
	for ; len(data) >= 7; data = data[7:] {
		p := &pages[data[1]&1]
		x, y := float64(binary.BigEndian.Uint16(data[2:])%600), float64(binary.BigEndian.Uint16(data[4:])%850)
		size := 1 + float64(data[6]%40)
		r := runes[int(data[0])%len(runes)]
		w := size / 2
		if page.Wide(r) {
			w = size
		}
		box := page.Rect{X0: x, Y0: y - 0.8*size, X1: x + w, Y1: y + 0.2*size}
		p.Glyphs = append(p.Glyphs, page.Glyph{Rune: r, Box: box, Ink: box, Origin: page.Point{X: x, Y: y}, Size: size,
			Angle: float64(data[1]>>4) * 30, Hidden: data[1]&14 == 14})
	}
	return pages
}
