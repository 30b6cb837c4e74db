package ocr

import (
	"cmp"
	"image"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scales are the sizes, as multiples of the scan's, at which a figure is read again that two models read differently.
var scales = [...]float64{0.75, 1.4}

// wellFormed is a figure as it is printed: thousands parted everywhere or nowhere, one point, a sign or brackets.
var wellFormed = regexp.MustCompile(`^(?:-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|\((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\))$`)

// lookalikes are signs the Chinese model takes for those of figures.
var lookalikes = strings.NewReplacer("，", ",", "。", ".", "．", ".", "一", "-", "—", "-", "–", "-", "O", "0", "o", "0", "〇", "0",
	"I", "1", "l", "1", "|", "1", " ", "", "：", ".", "、", ",")

// agreed joins a figure's reading by the Chinese model and by that for figures: the likelier one, and whether both
// read the same well-formed figure. Where they differ in points and commas alone, and only one of them is a figure at
// all, that one is it.
func agreed(text, figures string) (best string, sure bool) {
	text = lookalikes.Replace(text)
	a, b := wellFormed.MatchString(text), wellFormed.MatchString(figures)
	switch {
	case figures == "":
		return text, false
	case text == figures:
		return figures, b
	case digitsOf(text) == digitsOf(figures) && digitsOf(text) != "" && a != b && marksApart(text, figures):
		if a {
			return text, true
		}
		return figures, true
	}
	return figures, false
}

// marksApart says whether two readings of the same digits have as many commas and points at the same places.
func marksApart(a, b string) bool {
	same := strings.NewReplacer(".", ",")
	return same.Replace(a) == same.Replace(b)
}

// digitsOf are the digits of a text.
func digitsOf(text string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, text)
}

// vote settles a figure that was read several times by both models: the well-formed reading with most votes, the
// model for figures deciding between equals. It is sure where all but one of the readings are it, by both models;
// the other well-formed readings come with it.
func vote(texts, figures []string) (best string, sure bool, others []string) {
	votes, byText, byFigures := map[string]int{}, map[string]int{}, map[string]int{}
	var seen []string
	count := func(of map[string]int, read string) {
		if !wellFormed.MatchString(read) {
			return
		}
		if votes[read] == 0 {
			seen = append(seen, read)
		}
		votes[read]++
		of[read]++
	}
	for _, read := range figures {
		count(byFigures, read)
	}
	for _, read := range texts {
		count(byText, lookalikes.Replace(read))
	}
	if len(seen) == 0 {
		best, _ = agreed(texts[0], figures[0])
		return best, false, nil
	}
	slices.SortStableFunc(seen, func(a, b string) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(byFigures[b], byFigures[a]))
	})
	best = seen[0]
	all := len(texts) + len(figures)
	return best, votes[best] >= all-1 && byText[best] > 0 && byFigures[best] > 0, seen[1:]
}

// inked is a sheet with its ink.
type inked struct {
	*sheet
	ink []bool
}

// Measures of a minus sign as shares of the height of its figure: its length, its thickness, and where its middle lies.
const (
	shortDash, longDash = 0.15, 0.8
	thickDash           = 0.25
	highDash, lowDash   = 0.3, 0.8
)

// dash says whether the ink in a box begins with a minus sign: a short level stroke by itself, half-way up.
func (s inked) dash(box image.Rectangle) bool {
	width, height := box.Dx(), float64(box.Dy())
	cut := make([]bool, 0, width*box.Dy())
	for y := box.Min.Y; y < box.Max.Y; y++ {
		cut = append(cut, s.ink[y*s.width+box.Min.X:y*s.width+box.Max.X]...)
	}
	for _, b := range clusters(cut, width, box.Dy()) {
		if b.Min.X > 1 { // the box is tight: what begins it touches its side
			continue
		}
		long, thick, middle := float64(b.Dx())/height, float64(b.Dy())/height, float64(b.Min.Y+b.Max.Y)/2/height
		if long >= shortDash && long <= longDash && thick <= thickDash && middle >= highDash && middle <= lowDash {
			return true
		}
	}
	return false
}

// sign compares a figure's sign with the ink, a third witness: the models drop a minus sign before a figure, and
// read one into what a seal or a line has left. A figure whose sign was not read as it is drawn is not sure.
func (s inked) sign(c *cell) {
	if len(c.read) != 1 || !wellFormed.MatchString(c.read[0].text) || strings.HasPrefix(c.read[0].text, "(") {
		return
	}
	r := &c.read[0]
	drawn, read := s.dash(c.tight), strings.HasPrefix(r.text, "-")
	if drawn == read {
		return
	}
	r.sure, r.confidence = false, alone
	if drawn {
		r.others = append([]string{r.text}, slices.DeleteFunc(r.others, func(o string) bool { return o == "-"+r.text })...)
		r.text = "-" + r.text
	}
}

const (
	// likeOthers is the share of a column's figures that show how it is printed, leastPrinted how many of them.
	likeOthers, leastPrinted = 0.8, 4
)

// print says how the figures of a column are printed: with how many decimals, or, where they are codes, with how many
// digits; -1 where they differ. It counts those below zero.
type print struct{ decimals, digits, negative int }

// printedAs finds what most figures of a column have in common.
func printedAs(column []string) print {
	decimals, digits := map[int]int{}, map[int]int{}
	n, negative := 0, 0
	for _, text := range column {
		if !wellFormed.MatchString(text) || text == "0" {
			continue
		}
		n++
		if strings.HasPrefix(text, "-") {
			negative++
		}
		decimals[decimalsOf(text)]++
		if text == digitsOf(text) {
			digits[utf8.RuneCountInString(text)]++
		}
	}
	common := func(of map[int]int) int {
		for k, count := range of {
			if n >= leastPrinted && float64(count) >= likeOthers*float64(n) {
				return k
			}
		}
		return -1
	}
	return print{common(decimals), common(digits), negative}
}

// thousands is how many digits stand behind a comma that was read as a point.
const thousands = 3

// odd says whether a figure is printed otherwise than its column; a bare 0 stands among any. Three decimals where the
// others have none may be thousands, and the only minus of a column a stroke of something else.
func (p print) odd(text string) bool {
	if text == "0" {
		return false
	}
	if decimalsOf(text) == thousands && p.decimals != thousands || strings.HasPrefix(text, "-") && p.negative == 1 {
		return true
	}
	if p.decimals > 0 && decimalsOf(text) != p.decimals {
		return true
	}
	return p.digits > 1 && len(digitsOf(text)) != p.digits
}

// decimalsOf is how many digits stand behind the point.
func decimalsOf(text string) int {
	_, behind, found := strings.Cut(text, ".")
	if !found {
		return 0
	}
	return len(digitsOf(behind))
}

// figureShare is the share of a cell's characters that make it a figure.
const figureShare = 0.6

// looksLikeFigure says whether most characters are digits, marks of a figure, or letters mistaken for them, and
// none is Chinese ("2026年" is no figure).
func looksLikeFigure(read []reading) bool {
	text := joined(read)
	n, digit := 0, false
	for _, c := range text {
		if unicode.Is(unicode.Han, c) && c != '一' { // a dash is often read as 一
			return false
		}
		if strings.ContainsRune(figures+"，。-—一OoIl|", c) {
			n++
		}
		digit = digit || c >= '0' && c <= '9'
	}
	return digit && float64(n) >= figureShare*float64(utf8.RuneCountInString(text))
}
