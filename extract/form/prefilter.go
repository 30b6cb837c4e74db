package form

import (
	"regexp"
	"regexp/syntax"
	"unicode/utf8"
)

// chooser tries patterns in their order and passes over those that cannot match a text that begins as it does: most
// texts of a table fit none of the forty, and to find that out pattern by pattern is most of the work.
type chooser struct {
	patterns []*regexp.Regexp
	// byFirst are the patterns that can match a text with that first character, anywhere those that can match any
	// text, each in their order; a first character without an entry has the latter.
	byFirst  map[rune][]int
	anywhere []int
}

// newChooser looks at what each pattern can begin with.
func newChooser(patterns []*regexp.Regexp) chooser {
	c := chooser{patterns: patterns, byFirst: map[rune][]int{}}
	firsts := make([]map[rune]bool, len(patterns))
	for i, re := range patterns {
		if firsts[i] = firstRunes(re); firsts[i] == nil {
			c.anywhere = append(c.anywhere, i)
		}
		for r := range firsts[i] {
			c.byFirst[r] = nil
		}
	}
	for r := range c.byFirst {
		for i := range patterns {
			if firsts[i] == nil || firsts[i][r] {
				c.byFirst[r] = append(c.byFirst[r], i)
			}
		}
	}
	return c
}

// first is the index of the first pattern that matches, -1 for none.
func (c chooser) first(s string) int {
	begin, _ := utf8.DecodeRuneInString(s)
	candidates, ok := c.byFirst[begin]
	if !ok || s == "" {
		candidates = c.anywhere
	}
	for _, i := range candidates {
		if c.patterns[i].MatchString(s) {
			return i
		}
	}
	return -1
}

// firstRunes are the characters a match can begin with where the pattern holds the text's beginning fast; nil where
// it does not, where that can be any character, or where the empty text matches.
func firstRunes(re *regexp.Regexp) map[rune]bool {
	tree, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil
	}
	w := firstWalk{prog: prog, seen: make([]bool, 2*len(prog.Inst)), runes: map[rune]bool{}}
	if !w.visit(uint32(prog.Start), false) {
		return nil
	}
	return w.runes
}

// firstWalk follows a compiled pattern up to its first characters.
type firstWalk struct {
	prog  *syntax.Prog
	seen  []bool // by instruction and whether the beginning was asked for
	runes map[rune]bool
}

// visit is false where the first character can be any.
func (w *firstWalk) visit(at uint32, held bool) bool {
	mark := 2 * at
	if held {
		mark++
	}
	if w.seen[mark] {
		return true
	}
	w.seen[mark] = true
	in := &w.prog.Inst[at]
	switch in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return w.visit(in.Out, held) && w.visit(in.Arg, held)
	case syntax.InstCapture, syntax.InstNop:
		return w.visit(in.Out, held)
	case syntax.InstEmptyWidth:
		return w.visit(in.Out, held || syntax.EmptyOp(in.Arg) == syntax.EmptyBeginText)
	case syntax.InstRune, syntax.InstRune1:
		return held && w.add(in)
	case syntax.InstFail:
		return true
	}
	return false
}

// add notes the characters of an instruction; false where they are too many to list or fold case.
func (w *firstWalk) add(in *syntax.Inst) bool {
	const most = 64
	if syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
		return false
	}
	if len(in.Rune) == 1 {
		w.runes[in.Rune[0]] = true
		return true
	}
	for i := 0; i+1 < len(in.Rune); i += 2 {
		for r := in.Rune[i]; r <= in.Rune[i+1]; r++ {
			if w.runes[r] = true; len(w.runes) > most {
				return false
			}
		}
	}
	return true
}
