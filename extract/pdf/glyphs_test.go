package pdf

import (
	"testing"

	"gouji/extract/page"
)

// TestDropDoubles: pdfium leaves out most copies itself; those that differ in their strings reach this step.
func TestDropDoubles(t *testing.T) {
	at := func(r rune, x, width float64, hidden bool) page.Glyph {
		box := page.Rect{X0: x, Y0: 100, X1: x + width, Y1: 110}
		return page.Glyph{Rune: r, Box: box, Ink: box, Origin: page.Point{X: x, Y: 108}, Size: 10, Hidden: hidden}
	}
	for _, test := range []struct {
		name         string
		in           []page.Glyph
		want         int
		bold, hidden bool // of the first
	}{
		{"narrow neighbours", []page.Glyph{at('l', 50, 2.2, false), at('l', 52.2, 2.2, false)}, 2, false, false},
		{"set off", []page.Glyph{at('预', 50, 10, false), at('算', 60, 10, false), at('预', 50.4, 10, false)}, 2, true, false},
		{"on the same spot", []page.Glyph{at('预', 50, 10, false), at('预', 50, 10, false)}, 1, false, false},
		{"the first hidden", []page.Glyph{at('预', 50, 10, true), at('预', 50, 10, false)}, 1, false, false},
		{"other characters", []page.Glyph{at('预', 50, 10, false), at('算', 50, 10, false)}, 2, false, false},
	} {
		got := dropDoubles(test.in)
		if len(got) != test.want || got[0].Bold != test.bold || got[0].Hidden != test.hidden {
			t.Errorf("%s: %d glyphs, bold %v, hidden %v; want %d, %v, %v", test.name, len(got), got[0].Bold, got[0].Hidden, test.want, test.bold, test.hidden)
		}
	}
}

func TestPlain(t *testing.T) {
	for from, to := range map[rune]rune{'⼀': '一', '\uF900': '豈', '⺠': '民', '⻓': '长', '⻳': '龟', '⺀': '⺀', '１': '１', '（': '（', 'A': 'A', '预': '预'} {
		if got := plain(from); got != to {
			t.Errorf("%c: %c, want %c", from, got, to)
		}
	}
}
