package page

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// sameLine is how far apart, in font sizes, two baselines of one line may lie: half of it is taken by
	// fonts that sit differently on the line, and a raised note sign reaches the rest.
	sameLine = 0.4
	// raised is the same for a note sign or an index, whose type is smaller than noteSize of the line's: no line of its
	// own has room there.
	raised, noteSize = 0.6, 0.75
	// wideBlank is the blank in font sizes that counts as a blank between two Chinese words. Letter-spaced
	// headings stay below it or consist of single characters.
	wideBlank = 1.5
	// nextDigit and padding bound what a line that broke inside a figure leaves free: less than one digit, in
	// font sizes, and the padding of a cell on both sides, in points (word processors put 0.19 cm).
	nextDigit, padding = 0.7, 11
)

// Lines groups words into lines by their baselines, lines from the top, words from the left.
func Lines(words []Word) [][]Word {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b Word) int { return cmp.Compare(a.Baseline, b.Baseline) })
	var lines [][]Word
	var base, size float64
	from := 0 // of the line being made: the lines are parts of sorted
	for i := range sorted {
		w := &sorted[i]
		if i > 0 && w.Baseline-base <= lineReach(size, w.Size) {
			if w.Size > size {
				base, size = w.Baseline, w.Size
			}
			continue
		}
		if i > 0 {
			lines = append(lines, sorted[from:i:i])
		}
		from, base, size = i, w.Baseline, w.Size
	}
	if len(sorted) > 0 {
		lines = append(lines, sorted[from:len(sorted):len(sorted)])
	}
	for _, line := range lines {
		slices.SortStableFunc(line, func(a, b Word) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	}
	return lines
}

// lineReach is how far apart in points the baselines of two words of one line may lie, by their sizes.
func lineReach(a, b float64) float64 {
	small, large := math.Min(a, b), math.Max(a, b)
	if small < noteSize*large {
		return raised * large
	}
	return sameLine * large
}

// LineText joins the words of one line: nothing between Chinese characters however far they are spaced
// out, one blank between Latin words.
func LineText(words []Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && blankBetween(words[i-1], w) {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// blankBetween says whether a blank is to be written between two neighbouring words of a line.
func blankBetween(a, b Word) bool {
	last, _ := utf8.DecodeLastRuneInString(a.Text)
	first, _ := utf8.DecodeRuneInString(b.Text)
	size := math.Max(a.Size, b.Size)
	gap := b.Box.X0 - a.Box.X1
	if Wide(last) || Wide(first) {
		single := utf8.RuneCountInString(a.Text) == 1 && utf8.RuneCountInString(b.Text) == 1
		return gap > wideBlank*size && !single
	}
	if partOfNumber(last, first) && gap < size/2 {
		return false
	}
	return true
}

// partOfNumber says whether a sign and a digit, or a digit and its per cent sign, belong together.
func partOfNumber(last, first rune) bool {
	if strings.ContainsRune("%‰", first) {
		return unicode.IsDigit(last)
	}
	return strings.ContainsRune("-−–+¥￥$€(,.", last) && unicode.IsDigit(first) ||
		unicode.IsDigit(last) && strings.ContainsRune(",.)", first)
}

// Wide says whether a rune is written without blanks around it: Chinese characters, kana, full-width forms
// and the punctuation that goes with them.
func Wide(r rune) bool {
	switch {
	case r >= 0x2E80 && r <= 0x30FF, r >= 0x3400 && r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF:
		return true
	case r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF, r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return r == '—' || r == '…'
}

// Wrapped is a line of text and how much of the available width it left free.
type Wrapped struct {
	Text string
	// Free is the width left free on the line, Size the font size, both in points.
	Free, Size float64
}

// Unwrap joins the lines of one wrapped text. A figure that was cut because the line was full is put together
// again; otherwise Latin words get a blank and Chinese characters none.
func Unwrap(lines []Wrapped) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && blankAtBreak(lines[i-1], l.Text) {
			b.WriteByte(' ')
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// full says whether the line broke because nothing more went on it.
func (w Wrapped) full() bool { return w.Free < nextDigit*w.Size+padding }

// blankAtBreak says whether a line break stands for a blank.
func blankAtBreak(before Wrapped, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(before.Text)
	first, _ := utf8.DecodeRuneInString(next)
	if before.Text == "" || next == "" || Wide(last) || Wide(first) {
		return false
	}
	if last == '-' && unicode.IsLetter(first) {
		return false
	}
	return !CutsFigure(before, next)
}

// CutsFigure says whether a line break runs through a figure: the line is full, and what ends it and begins the
// next is one well-formed figure.
func CutsFigure(before Wrapped, next string) bool {
	tail, head := tailFigure.FindString(before.Text), headFigure.FindString(next)
	return before.full() && tail != "" && head != "" && oneFigure.MatchString(tail+head)
}

// A figure cut by a line break: what ends the line and begins the next must be one well-formed figure.
var (
	tailFigure = regexp.MustCompile(`-?\d[\d,.]*$|-$`)
	headFigure = regexp.MustCompile(`^[\d,.]+%?`)
	oneFigure  = regexp.MustCompile(`^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?$`)
)
