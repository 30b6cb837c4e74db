package pdf

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gouji/extract/page"
)

// figure is a number as it stands on a page.
type figure struct {
	text string
	// origin is where its first glyph stands, as seen.
	origin page.Point
	size   float64
}

// Witness is a second reader's view of one page, asked whether it sees a figure too.
type Witness struct{ figures []figure }

// NewWitness collects the figures on a page read by Ledongthuc: digits and their marks that follow one another on a
// line without a gap.
func NewWitness(pg page.Page) *Witness {
	w := &Witness{}
	var prev page.Glyph
	open := false // the last figure may go on
	for _, g := range pg.Glyphs {
		c := numeral(g.Rune)
		joined := open && math.Abs(g.Origin.Y-prev.Origin.Y) < lineShift*g.Size && math.Abs(g.Origin.X-prev.Box.X1) < joinGap*g.Size
		switch {
		case c == 0:
			open = false
		case joined && c != '-':
			last := &w.figures[len(w.figures)-1]
			last.text += string(c)
		default:
			w.figures = append(w.figures, figure{string(c), g.Origin, g.Size})
			open = true
		}
		prev = g
	}
	for i := range w.figures {
		w.figures[i].text = trimmed(w.figures[i].text)
	}
	return w
}

const (
	// lineShift is how far apart in em the baselines of one number's glyphs are at most.
	lineShift = 0.2
	// joinGap is the widest gap in em within a number; assumed widths are off by a tenth of an em at most.
	joinGap = 0.4
	// beside is how far in em a figure may begin to the right of the place asked for.
	beside = 1.0
)

// numeral gives the plain form of a character of a number, 0 for any other.
func numeral(c rune) rune {
	switch {
	case c >= '0' && c <= '9', c == '.', c == ',', c == '-':
		return c
	case c >= '０' && c <= '９':
		return c - '０' + '0'
	case c == '，':
		return ','
	case c == '．':
		return '.'
	case c == '−', c == '－':
		return '-'
	}
	return 0
}

// trimmed takes off the full stop or comma of the sentence.
func trimmed(s string) string { return strings.TrimRight(s, ".,") }

// Confirms says whether the second reader sees the number in printed ("2,134.19", "161000元") on the line of box,
// in points as seen. It says yes only to the same digits, points, commas and sign, so that a yes is evidence; a no
// is none, as many fonts are closed to this reader.
//
// Along the line it says only that the figure does not begin beyond the box: some widths are assumed.
func (w *Witness) Confirms(printed string, box page.Rect) bool {
	want := firstNumber(printed)
	if want == "" {
		return false
	}
	for _, f := range w.figures {
		reach := lineShift * math.Max(f.size, box.Height())
		onLine := f.origin.Y >= box.Y0-reach && f.origin.Y <= box.Y1+reach
		if f.text == want && onLine && f.origin.X <= box.X1+beside*f.size {
			return true
		}
	}
	return false
}

// Figures is how many numbers the second reader sees on the page.
func (w *Witness) Figures() int { return len(w.figures) }

// Mentions says whether the number in printed stands, with the same digits, points, commas and sign, in a text that
// another reader gave for its place.
func Mentions(text, printed string) bool {
	want := firstNumber(printed)
	if want == "" {
		return false
	}
	other := func(c rune) bool { return numeral(c) == 0 && !unicode.IsSpace(c) }
	for _, piece := range strings.FieldsFunc(text, other) {
		if firstNumber(piece) == want {
			return true
		}
	}
	return false
}

// Digits are the digits of a text that is one figure and nothing else, in plain characters; empty for other texts and
// for a single digit, which a speck makes of another.
func Digits(text string) string {
	var b strings.Builder
	for _, c := range norm.NFC.String(strings.TrimSpace(text)) {
		n := numeral(c)
		if n == 0 {
			return ""
		}
		if n >= '0' && n <= '9' {
			b.WriteRune(n)
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

// firstNumber is the first number in a text, in plain characters.
func firstNumber(s string) string {
	var b strings.Builder
	for _, c := range norm.NFC.String(s) {
		if unicode.IsSpace(c) {
			continue
		}
		n := numeral(c)
		switch {
		case n != 0 && (n != '-' || b.Len() == 0):
			b.WriteRune(n)
		case b.Len() > 0:
			return digits(b.String())
		}
	}
	return digits(b.String())
}

// digits gives a trimmed number, empty where there is no digit in it.
func digits(s string) string {
	if s = trimmed(s); strings.ContainsAny(s, "0123456789") {
		return s
	}
	return ""
}
