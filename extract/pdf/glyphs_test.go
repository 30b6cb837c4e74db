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

// A line that the end of the page cuts is seen or not as a whole: its point lies lower than its digits.
func TestVisiblePart(t *testing.T) {
	line := page.Rect{X0: 100, Y0: 90, X1: 105, Y1: 100}
	digit := page.Glyph{Rune: '4', Box: line, Ink: page.Rect{X0: 100.5, Y0: 91, X1: 104.5, Y1: 98}}
	point := page.Glyph{Rune: '.', Box: line, Ink: page.Rect{X0: 102, Y0: 97, X1: 103, Y1: 98}}
	for _, end := range []float64{92, 94.5, 97, 99} {
		clip := page.Rect{X1: 600, Y1: end}
		shown := func(g page.Glyph) bool {
			part := visiblePart(&g)
			return part.Intersect(clip).Area() >= leastSeen*part.Area()
		}
		if shown(digit) != shown(point) || shown(digit) != (end > 93.9) {
			t.Errorf("page ends at %.1f: digit shown %v, point shown %v", end, shown(digit), shown(point))
		}
	}
	turned := page.Glyph{Rune: '.', Angle: 90, Box: page.Rect{X0: 90, Y0: 100, X1: 100, Y1: 105}, Ink: page.Rect{X0: 91, Y0: 102, X1: 92, Y1: 103}}
	if got, want := visiblePart(&turned), (page.Rect{X0: 90, Y0: 102, X1: 100, Y1: 103}); got != want {
		t.Errorf("turned: %v, want %v", got, want)
	}
}
