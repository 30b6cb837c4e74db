package ocr

import (
	"image"
	"testing"
)

// scripted is an engine that reads what it is told.
type scripted struct {
	// line is what it reads in any piece, lines what it finds on a sheet.
	line  reading
	lines []reading
	// sizes are what it reads of a line at one size after another.
	sizes []string
}

func (s *scripted) read(_ *sheet, p piece) ([]reading, error) {
	line := s.line
	line.box = p.box
	return []reading{line}, nil
}

func (s *scripted) running(*sheet, image.Rectangle) ([]reading, error) { return s.lines, nil }

func (s *scripted) scaled(*sheet, image.Rectangle, float64) (reading, error) {
	text := s.sizes[0]
	s.sizes = append(s.sizes[1:], text)
	return reading{text: text, confidence: 0.9}, nil
}

func (s *scripted) close() {}

// lettered is a sheet with a line of ink at a place.
func lettered(box image.Rectangle) *sheet {
	im := image.NewGray(image.Rect(0, 0, 400, 200))
	fill(im, im.Rect, 220)
	fill(im, box, 0)
	return newSheet(im)
}

// TestRunningText: a line's box ends where its ink does, and a short piece that was hardly read is read as a number
// where most sizes give the same one.
func TestRunningText(t *testing.T) {
	ink := image.Rect(40, 90, 120, 110)
	for name, test := range map[string]struct {
		text       string
		confidence float64
		sizes      []string
		want       string
	}{
		"page number":   {"SS", 0.1, []string{"13", "18", "13"}, "13"},
		"no two agree":  {"SS", 0.1, []string{"13", "18", "3"}, "SS"},
		"no figure":     {"SS", 0.1, []string{"1.", "1.", "1."}, "SS"},
		"well read":     {"合计", 0.9, []string{"13", "13", "13"}, "合计"},
		"longer":        {"年度部门预算", 0.1, []string{"13", "13", "13"}, "年度部门预算"},
		"nothing there": {"SS", 0.1, []string{"", "", ""}, "SS"},
	} {
		text := &scripted{lines: []reading{{text: test.text, confidence: test.confidence, box: image.Rect(30, 40, 130, 150)}}}
		r := &Reader{text: text, figures: &scripted{sizes: test.sizes}}
		read, err := r.outside(lettered(ink), 300)
		if err != nil || len(read) != 1 || read[0].text != test.want {
			t.Errorf("%s: %+v, %v, want %q", name, read, err, test.want)
			continue
		}
		if got := read[0].box; !ink.Inset(-3).Eq(got.Union(ink.Inset(-3))) || got.Dy() > ink.Dy()+6 {
			t.Errorf("%s: the line lies at %v, its ink at %v", name, got, ink)
		}
	}
}

// TestMisreadInARow: what was hardly read among the figures of a row is read as a figure, and a name among them is not.
func TestMisreadInARow(t *testing.T) {
	row := func(texts ...string) []*cell {
		var cells []*cell
		for i, text := range texts {
			box := image.Rect(100*i, 80, 100*i+90, 120)
			c := 0.9
			if text == "了,50" {
				c = 0.3
			}
			cells = append(cells, &cell{box: box, tight: box, read: []reading{{text: text, box: box, confidence: c}}})
		}
		return cells
	}
	r := &Reader{text: &scripted{sizes: []string{"13.50"}}, figures: &scripted{line: reading{text: "13.50"}, sizes: []string{"13.50"}}}
	s := lettered(image.Rect(0, 90, 390, 110))
	for name, test := range map[string]struct {
		cells []*cell
		want  string
	}{
		"among figures": {row("了,50", "8.00", "4.30", "1.20"), "13.50"},
		"among names":   {row("了,50", "购置费", "运行费", "1.20"), "了,50"},
	} {
		if err := r.row(inked{s, s.ink()}, test.cells); err != nil || joined(test.cells[0].read) != test.want {
			t.Errorf("%s: %+v, %v, want %q", name, test.cells[0].read, err, test.want)
		}
	}
}

// TestLinesOfABlock: lines are found by their ink, those that touch are cut apart, and specks are none.
func TestLinesOfABlock(t *testing.T) {
	im := image.NewGray(image.Rect(0, 0, 400, 300))
	fill(im, im.Rect, 220)
	for _, box := range []image.Rectangle{image.Rect(20, 20, 380, 50), image.Rect(20, 60, 380, 90), image.Rect(20, 140, 300, 170), image.Rect(40, 170, 60, 174),
		image.Rect(20, 174, 380, 204), image.Rect(200, 240, 300, 243)} {
		for x := box.Min.X; x < box.Max.X; x += 12 {
			fill(im, image.Rect(x, box.Min.Y, x+4, box.Max.Y), 0)
		}
	}
	s := newSheet(im)
	got := inked{s, s.ink()}.textLines(image.Rect(0, 0, 400, 300), heights{low: 12, usual: 30})
	want := []image.Rectangle{image.Rect(0, 20, 400, 50), image.Rect(0, 60, 400, 90), image.Rect(0, 140, 400, 172), image.Rect(0, 172, 400, 204)}
	if len(got) != len(want) {
		t.Fatalf("lines %v, want %v", got, want)
	}
	for i, w := range want {
		if g := got[i]; max(g.Min.Y-w.Min.Y, w.Min.Y-g.Min.Y, g.Max.Y-w.Max.Y, w.Max.Y-g.Max.Y) > lineRoom+2 {
			t.Errorf("line %d lies at %v, want %v", i, g, w)
		}
	}
}

// TestBlockByLines: a block that was hardly read is read by its lines, if these are surer.
func TestBlockByLines(t *testing.T) {
	im := image.NewGray(image.Rect(0, 0, 400, 100))
	fill(im, im.Rect, 220)
	fill(im, image.Rect(20, 20, 380, 45), 0)
	fill(im, image.Rect(20, 55, 380, 80), 0)
	s := newSheet(im)
	for name, test := range map[string]struct {
		confidence float64
		line       reading
		want       string
	}{
		"surer lines":   {0.2, reading{text: "保证项目", confidence: 0.9}, "保证项目保证项目"},
		"lines no more": {0.6, reading{text: "保", confidence: 0.5}, "作二日"},
		"well read":     {0.9, reading{text: "保证项目", confidence: 1}, "作二日"},
	} {
		c := &cell{tight: image.Rect(20, 20, 380, 80), block: true, read: []reading{{text: "作二日", confidence: test.confidence}}}
		r := &Reader{text: &scripted{line: test.line}}
		if err := r.blocks(inked{s, s.ink()}, []*cell{c}, 300); err != nil || joined(c.read) != test.want {
			t.Errorf("%s: %q, %v, want %q", name, joined(c.read), err, test.want)
		}
	}
}

// TestWhatIsABlock: on a page of small type two lines are a block that would be one line of large type.
func TestWhatIsABlock(t *testing.T) {
	im := image.NewGray(image.Rect(0, 0, 1000, 2000))
	fill(im, im.Rect, 220)
	var boxes []image.Rectangle
	for i := range 14 {
		y, high := 100*i+20, 30
		if i == 5 {
			high = 66
		}
		fill(im, image.Rect(100, y, 400, y+high), 0)
		boxes = append(boxes, image.Rect(50, 100*i+5, 500, 100*i+95))
	}
	s := newSheet(im)
	for i, c := range inkedCells(s, s.ink(), boxes, 300) {
		if c.block != (i == 5) {
			t.Errorf("cell %d of height %d: block %v", i, c.tight.Dy(), c.block)
		}
	}
	if few := inkedCells(s, s.ink(), boxes[5:6], 300); few[0].block {
		t.Error("one cell shows no usual height")
	}
}
