package narrative

import (
	"strings"
	"unicode"
)

// text is running text with one form of every sign: Chinese punctuation, ASCII digits, no quotation marks, no
// blanks but between Latin words. It remembers where each character stands.
type text struct {
	runes []rune
	// printed are the same characters as they stand on the page.
	printed []rune
	// para and at are the paragraph and the rune in it that a character comes from; para is -1 for a break
	// between paragraphs ('\n').
	para, at []int
}

func (t *text) len() int { return len(t.runes) }

// slice is the text from i to j; both are clipped.
func (t *text) slice(i, j int) string {
	i, j = max(i, 0), min(j, len(t.runes))
	if i >= j {
		return ""
	}
	return string(t.runes[i:j])
}

// origin is the paragraph and the range in it that the characters from i to j come from. A range that
// reaches over paragraphs ends with the first of them.
func (t *text) origin(i, j int) (paragraph, start, end int) {
	for i < j && t.para[i] < 0 {
		i++
	}
	if i >= len(t.runes) || t.para[i] < 0 {
		return -1, 0, 0
	}
	last := i
	for k := i; k < j && k < len(t.runes); k++ {
		if t.para[k] == t.para[i] {
			last = k
		}
	}
	return t.para[i], t.at[i], t.at[last] + 1
}

// builder puts paragraphs together to a text.
type builder struct {
	runes, printed []rune
	para, at       []int
}

func (b *builder) text() *text { return &text{b.runes, b.printed, b.para, b.at} }

func (b *builder) add(r, printed rune, para, at int) {
	b.runes = append(b.runes, r)
	b.printed = append(b.printed, printed)
	b.para = append(b.para, para)
	b.at = append(b.at, at)
}

// paragraph adds a paragraph from its rune skip on. One that begins in the middle of a sentence joins the
// text before it; otherwise a break stands between.
func (b *builder) paragraph(index int, s string) { b.paragraphFrom(index, s, 0) }

func (b *builder) paragraphFrom(index int, s string, skip int) {
	runes := []rune(s)
	if n := len(b.runes); n > 0 && !continues(b.runes[n-1], string(runes[min(skip, len(runes)):])) {
		b.add('\n', '\n', -1, 0)
	}
	for i := skip; i < len(runes); i++ {
		r := foldRune(runes[i])
		if r == 0 || r == ' ' && !b.keepsBlank(runes, i) {
			continue
		}
		switch {
		case r == ',' && !betweenDigits(runes, i):
			r = '，'
		case r == '，' && partsThousands(runes, i):
			r = ','
		}
		b.add(r, runes[i], index, i)
	}
}

// keepsBlank says whether a blank parts two Latin words or numbers. Within a broken number (1,250 .00) it does not.
func (b *builder) keepsBlank(runes []rune, i int) bool {
	if i+1 >= len(runes) || len(b.runes) == 0 {
		return false
	}
	last, next := b.runes[len(b.runes)-1], foldRune(runes[i+1])
	return isWordRune(last) && isWordRune(next)
}

func isWordRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func betweenDigits(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && isDigit(foldRune(runes[i-1])) && isDigit(foldRune(runes[i+1]))
}

// partsThousands says whether a full-width comma parts the thousands of a figure: one to three digits before it,
// exactly three behind.
func partsThousands(runes []rune, i int) bool {
	digits := func(step int) int {
		n := 0
		for k := i + step; k >= 0 && k < len(runes) && isDigit(foldRune(runes[k])); k += step {
			n++
		}
		return n
	}
	before := digits(-1)
	return before >= 1 && before <= 3 && digits(1) == 3
}

// continues says whether a paragraph goes on where the text before it stopped, ending in last: a wrapped line
// or a page break taken for a paragraph's end. The end of a sentence, a colon or an item's number ends a paragraph.
func continues(last rune, next string) bool {
	if strings.ContainsRune("。；：！？\n", last) || next == "" {
		return false
	}
	first := []rune(next)[0]
	if strings.ContainsRune("，。；、）%", foldRune(first)) {
		return true
	}
	return markerLevel(foldString(next)) == 0
}

// foldRune gives a sign its one form; 0 for signs that mean nothing here (quotation marks), a blank for any blank.
func foldRune(r rune) rune {
	switch r {
	case '“', '”', '"', '‘', '’', '\'', '〝', '〞', '「', '」', '『', '』', '＂', '\u200b', '\ufeff', '\u00ad':
		return 0
	case '(', '（', '﹙', '〔':
		return '（'
	case ')', '）', '﹚', '〕':
		return '）'
	case ';', '；', '﹔':
		return '；'
	case ':', '：', '﹕', '∶':
		return '：'
	case '，', '﹐':
		return '，'
	case '．', '﹒':
		return '.'
	case '−', '－':
		return '-'
	case '。', '｡':
		return '。'
	}
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// foldString is a string with every sign in its one form and without blanks.
func foldString(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r = foldRune(r); r != 0 && r != ' ' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
