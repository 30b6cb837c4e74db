package page

import "testing"

// words lays texts side by side on one line, each followed by the given blank in points.
func words(blank float64, texts ...string) []Word {
	var out []Word
	x := 0.0
	for _, t := range texts {
		w := Word{Text: t, Size: 10, Baseline: 100}
		w.Box = Rect{X0: x, Y0: 92, Y1: 102}
		for _, r := range t {
			if Wide(r) {
				x += 10
			} else {
				x += 5
			}
		}
		w.Box.X1 = x
		out = append(out, w)
		x += blank
	}
	return out
}

func TestLineText(t *testing.T) {
	cases := []struct {
		blank float64
		texts []string
		want  string
	}{
		{3, []string{"annual", "report", "2026"}, "annual report 2026"},
		{3, []string{"2026", "年部门", "预算"}, "2026年部门预算"},
		{25, []string{"收", "入", "总", "表"}, "收入总表"},
		{40, []string{"部门名称：某局", "单位：万元"}, "部门名称：某局 单位：万元"},
		{1, []string{"-", "3.20"}, "-3.20"},
		{1, []string{"12.5", "%"}, "12.5%"},
		{1, []string{"1,234", ",567"}, "1,234,567"},
		{20, []string{"1", "2", "3"}, "1 2 3"},
	}
	for _, c := range cases {
		if got := LineText(words(c.blank, c.texts...)); got != c.want {
			t.Errorf("%v: %q, want %q", c.texts, got, c.want)
		}
	}
}

func TestUnwrap(t *testing.T) {
	full := func(s string) Wrapped { return Wrapped{Text: s, Free: 12, Size: 10} }
	short := func(s string) Wrapped { return Wrapped{Text: s, Free: 60, Size: 10} }
	cases := map[string]struct {
		lines []Wrapped
		want  string
	}{
		"Chinese":                  {[]Wrapped{short("一般公共预算"), short("拨款收入")}, "一般公共预算拨款收入"},
		"Chinese and a figure":     {[]Wrapped{full("2026"), short("年预算")}, "2026年预算"},
		"Latin":                    {[]Wrapped{full("annual report"), short("of the year")}, "annual report of the year"},
		"hyphen":                   {[]Wrapped{full("long-"), short("term")}, "long-term"},
		"figure":                   {[]Wrapped{full("12,345,6"), short("78.90")}, "12,345,678.90"},
		"code":                     {[]Wrapped{full("20103"), short("01")}, "2010301"},
		"two figures":              {[]Wrapped{full("1,234.56"), short("7,890.12")}, "1,234.56 7,890.12"},
		"two figures, not full":    {[]Wrapped{short("12"), short("34")}, "12 34"},
		"words of a narrow column": {[]Wrapped{full("Total"), short("amount")}, "Total amount"},
	}
	for name, c := range cases {
		if got := Unwrap(c.lines); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A comma sits lower than a digit: the baseline keeps a line together, not the boxes.
func TestLinesGoByBaseline(t *testing.T) {
	a := Word{Text: "3", Size: 10, Baseline: 100, Box: Rect{X0: 0, Y0: 92, X1: 5, Y1: 100}}
	comma := Word{Text: ",", Size: 10, Baseline: 100.4, Box: Rect{X0: 5, Y0: 99, X1: 7, Y1: 103}}
	b := Word{Text: "296", Size: 10, Baseline: 99.8, Box: Rect{X0: 7, Y0: 92, X1: 22, Y1: 100}}
	below := Word{Text: "x", Size: 10, Baseline: 112, Box: Rect{X0: 0, Y0: 104, X1: 5, Y1: 112}}
	lines := Lines([]Word{below, b, comma, a})
	if len(lines) != 2 || LineText(lines[0]) != "3,296" {
		t.Errorf("%d lines, the first %q; want 2, 3,296", len(lines), LineText(lines[0]))
	}
}

func TestTurn(t *testing.T) {
	p := Page{Width: 600, Height: 800, Glyphs: []Glyph{
		{Rune: 'a', Angle: 90, Box: Rect{X0: 500, Y0: 50, X1: 510, Y1: 60}, Origin: Point{X: 500, Y: 50}},
	}}
	if q := p.Quarter(); q != 1 {
		t.Fatalf("the text is turned %d quarters, want 1", q)
	}
	up := p.Turn(1)
	if up.Width != 800 || up.Height != 600 || up.Glyphs[0].Angle != 0 {
		t.Errorf("turned page %v×%v, angle %v", up.Width, up.Height, up.Glyphs[0].Angle)
	}
	if want := (Rect{X0: 50, Y0: 90, X1: 60, Y1: 100}); up.Glyphs[0].Box != want {
		t.Errorf("box %v, want %v", up.Glyphs[0].Box, want)
	}
	for q := 0; q < 4; q++ {
		there := p.Turn(q)
		if back := there.Turn(-q); back.Glyphs[0].Box != p.Glyphs[0].Box || back.Width != p.Width {
			t.Errorf("%d quarters there and back: %v, want %v", q, back.Glyphs[0].Box, p.Glyphs[0].Box)
		}
	}
}
