package layout

import (
	"fmt"
	"strings"
	"testing"

	"gouji/extract/page"
)

// sketch draws a page by hand, glyph by glyph.
type sketch struct{ page.Page }

func newSketch(number int) *sketch {
	return &sketch{page.Page{Number: number, Width: 595, Height: 842, Source: page.Text}}
}

// write sets text from x on, on the baseline y, in type of the given size.
func (s *sketch) write(x, y, size float64, text string) *sketch {
	for _, r := range text {
		width := size / 2
		if page.Wide(r) {
			width = size
		}
		box := page.Rect{X0: x, Y0: y - 0.8*size, X1: x + width, Y1: y + 0.2*size}
		s.Glyphs = append(s.Glyphs, page.Glyph{Rune: r, Box: box, Ink: box.Grow(-0.5), Origin: page.Point{X: x, Y: y}, Size: size, Color: 0x000000FF})
		x += width
	}
	return s
}

// last changes the glyphs of the last n characters.
func (s *sketch) last(n int, change func(g *page.Glyph)) *sketch {
	for i := len(s.Glyphs) - n; i < len(s.Glyphs); i++ {
		change(&s.Glyphs[i])
	}
	return s
}

func texts(words []page.Word) string {
	var out []string
	for _, w := range words {
		out = append(out, w.Text)
	}
	return strings.Join(out, "|")
}

func TestWords(t *testing.T) {
	wall := page.Ruling{Box: page.Rect{X0: 101, Y0: 90, X1: 101, Y1: 110}}
	cases := map[string]struct {
		s    *sketch
		want string
	}{
		"Latin words":                {newSketch(1).write(50, 100, 10, "annual report"), "annual|report"},
		"figure":                     {newSketch(1).write(50, 100, 10, "-1,234.56").write(120, 100, 10, "12.5%"), "-1,234.56|12.5%"},
		"figure in parts":            {newSketch(1).write(50, 100, 10, "1,234").write(75.5, 100, 10, ",567"), "1,234,567"},
		"Chinese and year":           {newSketch(1).write(50, 100, 10, "2026年预算"), "2026年预算"},
		"radicals for characters":    {newSketch(1).write(50, 100, 10, "⼀般公共⻔⻓"), "一般公共门长"},
		"drawn out of order":         {newSketch(1).write(60, 100, 10, "算").write(50, 100, 10, "预"), "预算"},
		"drawn twice":                {newSketch(1).write(50, 100, 10, "合计").write(50.3, 100, 10, "合计"), "合计"},
		"letters alike side by side": {newSketch(1).write(50, 100, 10, "1,000.00"), "1,000.00"},
		"two lines":                  {newSketch(1).write(50, 100, 10, "预算").write(50, 115, 10, "决算"), "预算|决算"},
		"hidden":                     {newSketch(1).write(50, 100, 10, "预算").write(50, 115, 10, "x").last(1, func(g *page.Glyph) { g.Hidden = true }), "预算"},
		"hidden layer of a scan":     {newSketch(1).write(50, 100, 10, "预算").last(2, func(g *page.Glyph) { g.Hidden = true }), "预算"},
		"turned":                     {newSketch(1).write(50, 100, 10, "甲").write(50, 110, 10, "乙").last(2, func(g *page.Glyph) { g.Angle = 90 }), "甲乙"},
		"cut by a wall": {&sketch{page.Page{Rulings: []page.Ruling{wall}, Glyphs: newSketch(1).
			write(90, 100, 10, "支").write(102, 100, 10, "出").Glyphs}}, "支|出"},
		"runs over a wall": {&sketch{page.Page{Rulings: []page.Ruling{wall}, Glyphs: newSketch(1).
			write(90, 100, 10, "支出").Glyphs}}, "支出"},
		"texts over each other": {newSketch(1).write(50, 100, 10, "一般公共").write(65, 100, 10, "预算"), "一般公共|预算"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := texts(Words(c.s.Page)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// Some fonts say that every character is as wide as a Chinese one; the figures are then placed one by one.
func TestWordsOfAFontWithWrongWidths(t *testing.T) {
	s := newSketch(1)
	for i, r := range "192,446.79" {
		x := 341.4 + 4.7*float64(i)
		s.Glyphs = append(s.Glyphs, page.Glyph{Rune: r, Size: 10, Origin: page.Point{X: x, Y: 100},
			Box: page.Rect{X0: x, Y0: 92, X1: x + 9.2, Y1: 102}, Ink: page.Rect{X0: x + 2.5, Y0: 93, X1: x + 6.5, Y1: 100}})
	}
	words := Words(s.Page)
	if texts(words) != "192,446.79" {
		t.Fatalf("words %s", texts(words))
	}
	if x := words[0].Box.X1; x > 341.4+4.7*9+7 {
		t.Errorf("the word ends at %.1f, past its ink", x)
	}
}

func document(n int, draw func(s *sketch, i int)) []page.Page {
	var pages []page.Page
	for i := 1; i <= n; i++ {
		s := newSketch(i)
		draw(s, i)
		pages = append(pages, s.Page)
	}
	return pages
}

func TestWatermark(t *testing.T) {
	slanted := func(g *page.Glyph) { g.Angle, g.Color = 315, 0xCCCCCCFF }
	pages := document(4, func(s *sketch, i int) {
		s.write(60, 200, 10, fmt.Sprintf("正文第%d页的文字内容说明", i))
		s.write(200, 400, 48, "仅供").last(2, slanted)
		s.write(60, 230, 10, "浅色小字").last(4, func(g *page.Glyph) { g.Color = 0x999999FF })
		s.write(60, 260, 24, "年度支出总表")
	})
	for i, p := range Document(pages) {
		if got := texts(p.Words); got != fmt.Sprintf("正文第%d页的文字内容说明|浅色小字|年度支出总表", i+1) {
			t.Errorf("page %d has the words %s", i+1, got)
		}
		for _, r := range p.Removed {
			if r.Why != WhyWatermark {
				t.Errorf("%s was set apart as %s", r.Word.Text, r.Why)
			}
		}
	}
}

func TestMargins(t *testing.T) {
	pages := document(6, func(s *sketch, i int) {
		s.write(200, 40, 9, "某某局年度部门预算公开")
		for y := 0.0; y < 30; y++ {
			s.write(60, 110+20*y, 12, "正文的文字内容在这里一行接着一行")
		}
		s.write(290, 810, 9, fmt.Sprintf("— %d —", i))
	})
	for i, p := range Document(pages) {
		why := map[string]string{}
		for _, r := range p.Removed {
			why[r.Word.Text] = r.Why
		}
		if why["某某局年度部门预算公开"] != WhyRunningHead || why[fmt.Sprintf("—%d—", i+1)] != WhyPageNumber {
			t.Errorf("page %d: set apart %v", i+1, why)
		}
		if got := len(p.Words); got != 30 {
			t.Errorf("page %d keeps %d words, want 30", i+1, got)
		}
	}
}

// TestMarginsOfTurnedPages sets the running head and the number of every page apart, however the pages lie.
func TestMarginsOfTurnedPages(t *testing.T) {
	pages := document(4, func(s *sketch, i int) {
		s.write(200, 40, 9, "某某局年度部门预算公开")
		s.write(80, 200+float64(i)*5, 10.5, "正文若干，第"+string(rune('一'+i))+"页各不相同")
		s.write(290, 800, 9, fmt.Sprintf("%d", i+1))
	})
	for i := range pages {
		pages[i] = pages[i].Turn(-i)
	}
	for i, p := range Document(pages) {
		if len(p.Removed) != 2 || !strings.HasPrefix(texts(p.Words), "正文") {
			t.Errorf("page %d: %q is kept and %v set apart, want the text kept and two words set apart",
				i+1, texts(p.Words), p.Removed)
		}
	}
}

// TestMisreadPageNumber: what was read from an image where the other pages have their number is one; elsewhere, or in a
// text layer, it is not.
func TestMisreadPageNumber(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		x      float64
		source page.Source
		gone   bool
	}{
		"misread":       {"SS", 290, page.OCR, true},
		"long":          {"合计金额单位", 290, page.OCR, false},
		"another place": {"SS", 120, page.OCR, false},
		"text layer":    {"SS", 290, page.Text, false},
	} {
		pages := document(5, func(s *sketch, i int) {
			s.write(60, 400, 10, "正文的文字"+string(rune('一'+i)))
			if i == 3 {
				s.write(test.x, 800, 9, test.text)
			} else {
				s.write(290, 800, 9, fmt.Sprintf("%02d", i))
			}
		})
		for i := range pages {
			pages[i].Words = Words(pages[i])
			for k := range pages[i].Words {
				pages[i].Words[k].Source = test.source
			}
		}
		if got := len(Document(pages)[2].Removed) == 1; got != test.gone {
			t.Errorf("%s: set apart %v, want %v", name, got, test.gone)
		}
	}
}

// What stands in the margins and is neither head nor page number stays.
func TestMarginsKeep(t *testing.T) {
	cases := map[string]func(s *sketch, i int){
		"a figure of a table that runs to the margin": func(s *sketch, i int) {
			s.write(300, 810, 10, fmt.Sprint(10+i))
			for _, x := range []float64{280, 400} {
				s.Rulings = append(s.Rulings, page.Ruling{Box: page.Rect{X0: x, Y0: 700, X1: x, Y1: 820}})
			}
		},
		"the title of a table on each of its pages": func(s *sketch, i int) { s.write(200, 60, 18, "年度项目支出预算表") },
		"the unit line": func(s *sketch, i int) { s.write(400, 80, 9, "单位：万元") },
		"a heading of one page": func(s *sketch, i int) {
			if i == 3 {
				s.write(60, 60, 14, "第三部分情况说明")
			}
		},
	}
	for name, draw := range cases {
		t.Run(name, func(t *testing.T) {
			pages := document(6, func(s *sketch, i int) {
				s.write(60, 400, 10, "正文的文字")
				draw(s, i)
			})
			for _, p := range Document(pages) {
				if len(p.Removed) > 0 {
					t.Errorf("page %d lost %s as %s", p.Number, p.Removed[0].Word.Text, p.Removed[0].Why)
				}
			}
		})
	}
}

// prose writes lines of running text, the first set in by two characters, all but the last full.
func (s *sketch) prose(y float64, lines ...string) *sketch {
	for i, l := range lines {
		x := 60.0
		if i == 0 {
			x = 84
		}
		s.write(x, y+20*float64(i), 12, l)
	}
	return s
}

const fullLine = "本部门按照规定编制预算并对预算执行情况进行监督检查各项工作有序开展" // 33 characters, to x = 456

func paragraphs(pages ...*sketch) []Paragraph {
	in := make([]page.Page, len(pages))
	for i, p := range pages {
		in[i] = p.Page
	}
	return Paragraphs(Document(in), nil)
}

func TestParagraphs(t *testing.T) {
	got := paragraphs(newSketch(1).write(60, 80, 12, "一、收支情况").
		prose(110, "二〇二六年"+fullLine[:len(fullLine)-21], fullLine, "收入一百万元。").
		prose(170, "支出"+fullLine[:len(fullLine)-12], "如期完成。"))
	want := []string{"一、收支情况", "二〇二六年" + fullLine[:len(fullLine)-21] + fullLine + "收入一百万元。", "支出" + fullLine[:len(fullLine)-12] + "如期完成。"}
	if len(got) != len(want) {
		t.Fatalf("%d paragraphs, want %d: %v", len(got), len(want), got)
	}
	for i := range want {
		if got[i].Text != want[i] || got[i].Heading != (i == 0) {
			t.Errorf("paragraph %d (heading %v): %s", i, got[i].Heading, got[i].Text)
		}
	}
}

func TestParagraphOverPages(t *testing.T) {
	first := newSketch(1).write(60, 80, 12, fullLine).prose(740, "支出预算为"+fullLine[:len(fullLine)-21], fullLine)
	second := newSketch(2).write(60, 100, 12, "比上年增长5%。").prose(130, "另一段"+fullLine[:len(fullLine)-15], fullLine)
	got := paragraphs(first, second)
	joined := got[len(got)-2]
	if len(joined.Rest) != 1 || joined.Rest[0].Page != 2 || !strings.HasSuffix(joined.Text, "展比上年增长5%。") {
		t.Fatalf("the paragraph over the page break is %q with %d parts elsewhere", joined.Text, len(joined.Rest))
	}
	at := strings.Index(joined.Text, "5%")
	n := len([]rune(joined.Text[:at]))
	number, box := joined.Locate(n, n+2)
	if number != 2 || box.X0 != 60+5*12 || box.X1 != 60+6*12 {
		t.Errorf("5%% is found on page %d at %v, want page 2 from x 120 to 132", number, box)
	}
}

func TestLocate(t *testing.T) {
	got := paragraphs(newSketch(1).write(60, 100, 10, "预算 1,234.56 万元 as planned"))[0]
	for _, part := range []string{"1,234.56", "万元", "planned"} {
		i := strings.Index(got.Text, part)
		start := len([]rune(got.Text[:i]))
		_, box := got.Locate(start, start+len([]rune(part)))
		found := ""
		for _, w := range got.Lines[0].Words {
			for k, r := range []rune(w.Text) {
				if c := w.Glyphs[k].Box.Center(); box.Contains(c) {
					found += string(r)
				}
			}
		}
		if found != part {
			t.Errorf("the box of %q holds %q", part, found)
		}
	}
	if number, box := got.Locate(5, 5); number != 1 || box != got.Box {
		t.Errorf("an empty part is on page %d at %v", number, box)
	}
}

func TestTakenRectanglesAreLeftOut(t *testing.T) {
	s := newSketch(1).write(60, 100, 12, "正文。").write(60, 200, 12, "表中文字")
	got := Paragraphs(Document([]page.Page{s.Page}), map[int][]page.Rect{1: {{X0: 50, Y0: 180, X1: 300, Y1: 220}}})
	if len(got) != 1 || got[0].Text != "正文。" {
		t.Errorf("%v", got)
	}
}

func TestColumnsOfRunningText(t *testing.T) {
	s := newSketch(1)
	for i := 0.0; i < 8; i++ {
		s.write(60, 100+15*i, 10, fmt.Sprintf("left%.0f text of the column", i))
		s.write(320, 100+15*i, 10, fmt.Sprintf("right%.0f text of the column", i))
	}
	var all []string
	for _, p := range paragraphs(s) {
		all = append(all, p.Text)
	}
	text := strings.Join(all, " ")
	if strings.Index(text, "left7") > strings.Index(text, "right0") || !strings.Contains(text, "left1") {
		t.Errorf("the columns are read across: %s", text)
	}
}
