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
