package ocr

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

const dpi = 150

// table draws a page of 1,240 × 1,754 pixels (A4 at 150 dots an inch) with a table of 3 × 2 cells, the two cells
// of the first row being one, on grey paper. Its lines are two pixels thick.
func table() *image.Gray {
	im := image.NewGray(image.Rect(0, 0, 1240, 1754))
	fill(im, im.Rect, 220)
	for _, y := range []int{300, 400, 500, 600} {
		fill(im, image.Rect(200, y, 1002, y+2), 40)
	}
	fill(im, image.Rect(200, 300, 202, 602), 40)
	fill(im, image.Rect(600, 400, 602, 602), 40)
	fill(im, image.Rect(1000, 300, 1002, 602), 40)
	return im
}

// cellsOfTable are the insides of its cells.
func cellsOfTable() []image.Rectangle {
	return []image.Rectangle{
		image.Rect(202, 302, 1000, 400),
		image.Rect(202, 402, 600, 500), image.Rect(602, 402, 1000, 500),
		image.Rect(202, 502, 600, 600), image.Rect(602, 502, 1000, 600),
	}
}

func fill(im *image.Gray, box image.Rectangle, level byte) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			im.SetGray(x, y, color.Gray{Y: level})
		}
	}
}

// noisy adds noise of a cheap scanner and short strokes as of text.
func noisy(im *image.Gray) *image.Gray {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		x, y := 220+r.IntN(740), 310+r.IntN(280)
		if y%100 > 25 && y%100 < 75 {
			fill(im, image.Rect(x, y, x+3+r.IntN(12), y+2), 50)
			fill(im, image.Rect(x, y, x+2, y+3+r.IntN(12)), 50)
		}
	}
	for i, v := range im.Pix {
		im.Pix[i] = byte(min(max(float64(v)+r.NormFloat64()*14, 0), 255))
	}
	return im
}

// found gives the cells that are seen on an image after it is straightened, and the skew.
func found(im *image.Gray) ([]image.Rectangle, float64) {
	s := newSheet(im)
	angle := skew(s.ink(), s.width, s.height)
	if math.Abs(angle) >= fine {
		s = newSheet(straighten(im, angle))
	}
	return cells(lines(s.ink(), s.width, s.height, dpi), s.width, s.height, dpi), angle
}

func TestCells(t *testing.T) {
	for _, test := range []struct {
		name string
		im   *image.Gray
		skew float64
	}{
		{"clean", table(), 0},
		{"noise and text", noisy(table()), 0},
		{"askew to the right", straighten(noisy(table()), -1.1), 1.1},
		{"askew to the left", straighten(noisy(table()), 0.6), -0.6},
	} {
		got, angle := found(test.im)
		if math.Abs(angle-test.skew) > 0.1 { // a pixel over the width of the table
			t.Errorf("%s: skew %.2f, want %.2f", test.name, angle, test.skew)
		}
		want := cellsOfTable()
		if len(got) != len(want) {
			t.Errorf("%s: cells %v, want %v", test.name, got, want)
			continue
		}
		for i := range want {
			if !close(got[i], want[i], 8) {
				t.Errorf("%s: cell %v, want %v", test.name, got[i], want[i])
			}
		}
	}
}

// close says whether no side of two boxes is further apart than so many pixels.
func close(a, b image.Rectangle, most int) bool {
	for _, d := range []int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
		if d > most || d < -most {
			return false
		}
	}
	return true
}

// TestLinesOfText: strokes of text in line with each other are no drawn line.
func TestLinesOfText(t *testing.T) {
	im := table()
	for x := 300; x < 900; x += 22 { // 一一一一: strokes of 18 pixels, 4 apart
		fill(im, image.Rect(x, 350, x+18, 352), 40)
	}
	s := newSheet(im)
	for _, l := range lines(s.ink(), s.width, s.height, dpi) {
		if l.level && l.box.Min.Y > 340 && l.box.Max.Y < 360 {
			t.Errorf("a line at %v", l.box)
		}
	}
}

func TestQuarters(t *testing.T) {
	im := image.NewGray(image.Rect(0, 0, 3, 2))
	copy(im.Pix, []byte{1, 2, 3, 4, 5, 6})
	for n, want := range map[int][]byte{
		0: {1, 2, 3, 4, 5, 6},
		1: {3, 6, 2, 5, 1, 4},
		2: {6, 5, 4, 3, 2, 1},
		3: {4, 1, 5, 2, 6, 3},
		4: {1, 2, 3, 4, 5, 6},
	} {
		if got := quarters(im, n); string(got.Pix) != string(want) {
			t.Errorf("turned %d times: %v, want %v", n, got.Pix, want)
		}
	}
}

func TestGrey(t *testing.T) {
	im := image.NewRGBA(image.Rect(0, 0, 3, 1))
	im.Set(0, 0, color.RGBA{230, 40, 50, 255}) // a seal
	im.Set(1, 0, color.RGBA{30, 30, 30, 255})  // print
	im.Set(2, 0, color.RGBA{250, 250, 250, 255})
	got := Grey(im).Pix
	if got[0] < 200 || got[1] != 30 || got[2] != 250 {
		t.Errorf("seal %d, print %d, paper %d; want 200 at least, 30, 250", got[0], got[1], got[2])
	}
}

func TestUnspaced(t *testing.T) {
	for in, want := range map[string]string{
		" 一 般 公 共 预 算 ":    "一般公共预算",
		"2026 年 预 算":       "2026年预算",
		"1,234 .56":        "1,234.56",
		"State Budget ":    "State Budget",
		"GDP 增 长 5 %":      "GDP增长5%",
		"\n":               "",
		"Kanton Zürich AG": "Kanton Zürich AG",
	} {
		if got := unspaced(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLooksLikeFigure(t *testing.T) {
	for text, want := range map[string]bool{
		"1,234.56": true, "-12.3": true, "2O1.5": true, "一12.30": true, "100%": true,
		"2026年": false, "合计": false, "": false, "-": false, "项目1": false, "A1B2C3D": false,
	} {
		if got := looksLikeFigure([]reading{{text: text}}); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestAgreed(t *testing.T) {
	for _, test := range []struct {
		reads []string
		want  string
		sure  bool
	}{
		{[]string{"12.30", "12.30"}, "12.30", true},
		{[]string{"1，234.5", "1,234.5"}, "1,234.5", true},
		{[]string{"2.092.700", "2,092,700"}, "2,092,700", true}, // only one of them is a figure
		{[]string{"12.345", "12,345"}, "12,345", false},         // both are
		{[]string{"206.", "206."}, "206.", false},
		{[]string{"一12.30", "-12.30"}, "-12.30", true},
		{[]string{"12.80", "12.60"}, "12.60", false},
		{[]string{"12.80", ""}, "12.80", false},
		{[]string{"1O.5", "10.5"}, "10.5", true},
	} {
		got, sure := agreed(test.reads[0], test.reads[1])
		if got != test.want || sure != test.sure {
			t.Errorf("%q: %q %v, want %q %v", test.reads, got, sure, test.want, test.sure)
		}
	}
}

// TestVote: a figure two models first read differently is settled where most readings at other sizes agree, by both
// models.
func TestVote(t *testing.T) {
	for _, test := range []struct {
		text, figures []string
		want          string
		sure          bool
		others        int
	}{
		{[]string{"12.80", "12.60", "12.60"}, []string{"12.60", "12.60", "12.60"}, "12.60", true, 1},
		{[]string{"12.80", "12.80", "12.60"}, []string{"12.60", "12.60", "12.60"}, "12.60", false, 1},
		{[]string{"12.80", "12.80", "12.80"}, []string{"12.60", "12.60", "12.60"}, "12.60", false, 1},
		{[]string{"", "", ""}, []string{"12.60", "12.60", "12.60"}, "12.60", false, 0},
	} {
		got, sure, others := vote(test.text, test.figures)
		if got != test.want || sure != test.sure || len(others) != test.others {
			t.Errorf("%q %q: %q %v %q", test.text, test.figures, got, sure, others)
		}
	}
}

// TestOdd: a column of figures shows how they are printed, and one that is printed otherwise was misread.
func TestOdd(t *testing.T) {
	column := []string{"12.30", "1,450.00", "0.55", "17.00", "9.10"}
	for text, want := range map[string]bool{"33.20": false, "3320": true, "0": false, "3.320": true} {
		if got := printedAs(column).odd(text); got != want {
			t.Errorf("%q among amounts: odd %v, want %v", text, got, want)
		}
	}
	whole := []string{"12,000", "1,986,400", "-620,000", "18,000"}
	for text, want := range map[string]bool{"12,000": false, "12.000": true, "-620,000": true} {
		if got := printedAs(whole).odd(text); got != want {
			t.Errorf("%q among whole amounts: odd %v, want %v", text, got, want)
		}
	}
	if printedAs(append(whole, "-18,000")).odd("-620,000") {
		t.Error("a minus is odd beside another one")
	}
	codes := []string{"01", "02", "05", "11", "99"}
	for text, want := range map[string]bool{"07": false, "7": true} {
		if got := printedAs(codes).odd(text); got != want {
			t.Errorf("%q among codes: odd %v, want %v", text, got, want)
		}
	}
}

func BenchmarkLines(b *testing.B) {
	im := noisy(table())
	for range b.N {
		found(im)
	}
}
