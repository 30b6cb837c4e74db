package layout

import (
	"fmt"
	"math"
	"testing"

	"gouji/extract/page"
)

// A seal's characters stand around its rim, each turned its own way; the figures printed under it stay.
func TestSeal(t *testing.T) {
	s := newSketch(1).write(60, 200, 10, "合计").write(200, 200, 10, "1,234.56")
	for i, r := range []rune("某某市财政局办公室") {
		angle := 200 + 17.0*float64(i)
		x, y := 220+40*math.Cos(angle*math.Pi/180), 200+40*math.Sin(angle*math.Pi/180)
		s.write(x, y, 10, string(r)).last(1, func(g *page.Glyph) { g.Angle, g.Color = math.Mod(angle+90, 360), 0xD02020FF })
	}
	s.write(200, 215, 10, "专用章").last(3, func(g *page.Glyph) { g.Color = 0xD02020FF })
	s.write(60, 300, 10, "红色标题").last(4, func(g *page.Glyph) { g.Color = 0xD02020FF })
	got := Document([]page.Page{s.Page})[0]
	if texts(got.Words) != "合计|1,234.56|红色标题" {
		t.Errorf("words %s", texts(got.Words))
	}
	for _, r := range got.Removed {
		if r.Why != WhySeal {
			t.Errorf("%s was set apart as %s", r.Word.Text, r.Why)
		}
	}
}

func TestLineNumbers(t *testing.T) {
	numbered := func(step int, text func(s *sketch, y float64, line int)) []page.Page {
		return document(3, func(s *sketch, _ int) {
			for line := 1; line <= 40; line++ {
				y := 80 + 18*float64(line)
				if line%step == 0 {
					label := fmt.Sprint(line)
					s.write(50-5*float64(len(label)), y, 10, label)
				}
				text(s, y, line)
			}
		})
	}
	prose := func(s *sketch, y float64, _ int) {
		s.write(80, y, 12, "正文的文字内容在这里一行接着一行")
	}
	cases := map[string]struct {
		pages []page.Page
		want  int
	}{
		"every line":       {numbered(1, prose), 40},
		"every fifth line": {numbered(5, prose), 8},
		"a column of a table": {numbered(1, func(s *sketch, y float64, _ int) {
			prose(s, y, 0)
			for _, x := range []float64{35, 60} {
				s.Rulings = append(s.Rulings, page.Ruling{Box: page.Rect{X0: x, Y0: 80, X1: x, Y1: 820}})
			}
		}), 0},
		"a list in the text": {document(3, func(s *sketch, _ int) {
			for line := 1; line <= 40; line++ {
				s.write(60, 80+18*float64(line), 12, "正文的文字内容")
				if line > 10 && line <= 20 {
					s.write(40, 80+18*float64(line), 10, fmt.Sprint(line-10))
				}
			}
		}), 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			for _, p := range Document(c.pages) {
				numbers := 0
				for _, r := range p.Removed {
					if r.Why == WhyLineNumber {
						numbers++
					}
				}
				if numbers != c.want {
					t.Errorf("page %d: %d line numbers, want %d", p.Number, numbers, c.want)
				}
			}
		})
	}
}
