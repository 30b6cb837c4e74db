package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// boundary is a token between texts that do not follow one another, so that no phrase reaches over it. It is a character
// for private use, which no text has.
const boundary = "\ue000"

// script says how characters are made into tokens.
type script int

const (
	mark  script = iota // separates
	word                // letters and digits: a token as far as they go
	ideo                // Chinese and its like: a token for each two neighbours
	digit               // as word; a comma between two is left out
)

func scriptOf(r rune) script {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return ideo
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r):
		return word
	}
	return mark
}

// tokens are the tokens of a text in their order: 部门预算2026 gives 部门 门预 预算 算 2026. The last character of a run
// stands alone too, so that a text which begins with it is found across the change of script. Full-width letters and
// digits are those of ASCII, capitals are small, thousands have no commas.
func tokens(text string) []string {
	runes := []rune(strings.ToLower(norm.NFKC.String(text)))
	var out []string
	for i := 0; i < len(runes); {
		switch scriptOf(runes[i]) {
		case mark:
			i++
		case ideo:
			end := i
			for end < len(runes) && scriptOf(runes[end]) == ideo {
				end++
			}
			for ; i < end; i++ {
				out = append(out, string(runes[i:min(i+2, end)]))
			}
		default:
			var token string
			token, i = wordAt(runes, i)
			out = append(out, token)
		}
	}
	return out
}

// wordAt is the run of letters and digits at a place, and where it ends.
func wordAt(runes []rune, i int) (string, int) {
	var b strings.Builder
	for ; i < len(runes); i++ {
		s := scriptOf(runes[i])
		between := runes[i] == ',' && i > 0 && i+1 < len(runes) && scriptOf(runes[i-1]) == digit && scriptOf(runes[i+1]) == digit
		switch {
		case between:
		case s == word || s == digit:
			b.WriteRune(runes[i])
		default:
			return b.String(), i
		}
	}
	return b.String(), i
}

// indexed is the tokens of texts as the index is given them, with a boundary after each text.
func indexed(texts []string) []string {
	var all []string
	for _, text := range texts {
		if t := tokens(text); len(t) > 0 {
			all = append(append(all, t...), boundary)
		}
	}
	return all
}

// phrase is tokens that follow one another; of the last one, where it is open, only the beginning is given.
type phrase struct {
	tokens []string
	open   bool
}

// phrases are the parts of a query between blanks, all of which have to be there; none where the query has nothing to look
// for. What a person types is never taken for an operator.
func phrases(query string) []phrase {
	var all []phrase
	for _, part := range strings.Fields(query) {
		t := tokens(part)
		if len(t) == 0 {
			continue
		}
		p := phrase{tokens: t}
		last := []rune(t[len(t)-1])
		switch {
		case len(last) > 1 || scriptOf(last[0]) != ideo:
		case len(t) > 1 && strings.HasSuffix(t[len(t)-2], string(last)) && len([]rune(t[len(t)-2])) > 1:
			p.tokens = t[:len(t)-1] // the pair before it says the same, and more may follow
		default:
			p.open = true // a single character begins a pair, or ends a run
		}
		all = append(all, p)
	}
	return all
}
