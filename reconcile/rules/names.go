package rules

import (
	"strings"

	"golang.org/x/text/width"
)

// fold gives a name one form: full-width characters narrow, no blanks, one kind of quotation mark and bracket.
func fold(s string) string {
	var b strings.Builder
	for _, r := range width.Fold.String(s) {
		switch r {
		case ' ', '\u3000', '\u00a0', '\n', '\t', '\r':
			continue
		case '“', '”', '„', '‟', '〝', '〞', '＂', '「', '」', '『', '』':
			r = '"'
		case '‘', '’':
			r = '\''
		case '【', '〔', '［', '﹝', '[':
			r = '('
		case '】', '〕', '］', '﹞', ']':
			r = ')'
		case '–', '—', '―', '－', '−', '‐':
			r = '-'
		case '、', '，':
			r = ','
		case '；':
			r = ';'
		case '：':
			r = ':'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// alike is how much two names share, 0 to 1000: twice the longest common subsequence by the sum of lengths.
func alike(a, b string) int {
	x, y := []rune(fold(a)), []rune(fold(b))
	if len(x)+len(y) == 0 {
		return full
	}
	row := make([]int, len(y)+1)
	for _, c := range x {
		diagonal := 0
		for j, d := range y {
			above := row[j+1]
			if c == d {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return 2 * full * row[len(y)] / (len(x) + len(y))
}

// Bounds on alike.
const (
	full = 1000
	// akin is the least likeness of two names of one project whose amounts agree; by hand over the project names of
	// published forms, unrelated names of one department stay below 500.
	akin = 600
)
