package form

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain gives a label one form: narrow characters, no blanks, circled numbers in brackets.
func plain(s string) string {
	if p, ok := simple(s); ok {
		return p
	}
	var b strings.Builder
	for _, r := range s {
		if r >= '①' && r <= '⑳' {
			// Compatibility folding would make ① a bare digit and lose that it numbers an item.
			b.WriteString("(" + norm.NFKC.String(string(r)) + ")")
			continue
		}
		b.WriteRune(r)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, norm.NFKC.String(b.String()))
}

// simple is plain for texts of nothing but ASCII, common Chinese characters and their punctuation, which are most: the
// tables of normalisation are looked up for none of them.
func simple(s string) (string, bool) {
	same := true
	for _, r := range s {
		narrow, ok := narrowed(r)
		if !ok {
			return "", false
		}
		same = same && narrow == r
	}
	if same {
		return s, true
	}
	return strings.Map(func(r rune) rune {
		r, _ = narrowed(r)
		return r
	}, s), true
}

// narrowed is what plain makes of one character whatever stands beside it, -1 for nothing; false where it may depend on
// that or needs a table.
func narrowed(r rune) (rune, bool) {
	switch {
	case r > ' ' && r < 0x7f, r >= '一' && r <= '龥', r >= '、' && r <= '】' && r != '〄' && r != '〒',
		r == '“', r == '”', r == '‘', r == '’', r == '—':
		return r, true
	case r >= '！' && r <= '～':
		return r - '！' + '!', true
	case r == ' ', r == '　', r == '\t', r == '\n', r == '\r':
		return -1, true
	}
	return 0, false
}

// written says whether plain leaves anything of a text.
func written(s string) bool {
	for _, r := range s {
		if narrow, ok := narrowed(r); !ok {
			return plain(s) != ""
		} else if narrow != -1 {
			return true
		}
	}
	return false
}

// numbering is the style of an item's number, from the outermost to the innermost; 0 for none.
type numbering int

const (
	unnumbered numbering = iota
	chineseNumber
	bracketedChinese
	arabicNumber
	bracketedArabic
)

var numberings = []struct {
	style numbering
	re    *regexp.Regexp
}{
	{chineseNumber, regexp.MustCompile(`^[一二三四五六七八九十]{1,3}[、.,]`)},
	{bracketedChinese, regexp.MustCompile(`^\([一二三四五六七八九十]{1,3}\)[、.]?`)},
	{bracketedArabic, regexp.MustCompile(`^\(\d{1,2}\)[、.]?`)},
	{arabicNumber, regexp.MustCompile(`^\d{1,2}[、.]`)},
}

var ofWhichWord = regexp.MustCompile(`^其中(?:[:,、]|\b|$)?`)

// label is a row's or column's name taken apart.
type label struct {
	// text is plain, without number and 其中.
	text    string
	style   numbering
	ofWhich bool
}

// cutLabel takes number, 其中 and 加/减 off a label, in whatever order they stand.
func cutLabel(s string) label { return cutPlain(plain(s)) }

// cutPlain is cutLabel for a text in its plain form.
func cutPlain(s string) label {
	l := label{text: s}
	const mostPrefixes = 4 // 一、其中：(1) and one to spare
	for range mostPrefixes {
		rest, style := cutNumbering(l.text)
		if style != unnumbered && rest != "" {
			l.text, l.style = rest, style
			continue
		}
		if strings.HasPrefix(l.text, "其中") {
			if m := ofWhichWord.FindString(l.text); m != "" && m != l.text {
				l.text, l.ofWhich = l.text[len(m):], true
				continue
			}
		}
		if rest, ok := cutSumWord(l.text); ok {
			l.text = rest
			continue
		}
		break
	}
	return l
}

func cutSumWord(s string) (string, bool) {
	for _, w := range []string{"加:", "减:"} {
		if rest, ok := strings.CutPrefix(s, w); ok && rest != "" {
			return rest, true
		}
	}
	return s, false
}

func cutNumbering(s string) (string, numbering) {
	if first, _ := utf8.DecodeRuneInString(s); first != '(' && (first < '0' || first > '9') && !strings.ContainsRune("一二三四五六七八九十", first) {
		return s, unnumbered
	}
	for _, n := range numberings {
		m := n.re.FindString(s)
		if m == "" {
			continue
		}
		rest := s[len(m):]
		if n.style == arabicNumber && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			return s, unnumbered // 1.5 is a figure
		}
		return rest, n.style
	}
	return s, unnumbered
}

// nameKey gives a name one form for comparison: plain, without brackets, quotation marks and separators.
func nameKey(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("()[]{}〔〕【】《》〈〉“”‘’\"'「」、,.。:;·-—_", r) {
			return -1
		}
		return r
	}, plain(s))
}

// cut is a text shortened for a message.
func cut(s string) string {
	const longest = 40 // runes: a title, not a paragraph
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}
