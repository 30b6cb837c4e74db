package table

import (
	"math"
	"regexp"
	"sort"

	"gouji/extract/page"
)

const (
	// sameRule is how far apart in points the ends of two horizontal lines of one table may lie.
	sameRule = 8.0
	// tabularShare is the share of the lines of a band that fall apart into columns in a table without vertical
	// lines.
	tabularShare = 0.5
	// rowLines is the number of lines that one row is wrapped into at most where only a share of them falls apart.
	rowLines = 5
	// labelShare is the share of a table's width that its labels take at most where nothing else stands beside them.
	labelShare = 0.4
	// pitchLimit is how many times the usual distance of lines two lines of one table may lie apart.
	pitchLimit = 2.2
	// besideShare is the share of lines with text beside the rules from which these are no table by themselves.
	besideShare = 0.6
	// wideText is the share of the width of a stretch of lines from which a line without a gap is running text.
	wideText = 0.7
	// farIndent is how far in font sizes from the left a text stands that is no label set in.
	farIndent = 6.0
	// flushLeft is how far apart in points texts of one column begin that are set to its left.
	flushLeft = 1.0
	// bareFigures is the share of figures among the texts right of the first column in a table without any line.
	bareFigures = 0.4
)

// leader matches the dots of a table of contents.
var leader = regexp.MustCompile(`(?:[.·…．]\s?){4,}`)

// betweenRules finds tables drawn with horizontal lines only: rules of one length under each other, with lines
// of text between them that fall apart into columns.
func betweenRules(lone []edge, words []page.Word) []edges {
	var out []edges
	sets := sameLength(lone)
	for k, set := range sets {
		lines := notIn(words, sets, k)
		start := 0
		for i := 1; i <= len(set); i++ {
			if i < len(set) {
				b := band(set[i-1], set[i])
				inside := wordsIn(words, b)
				if tabular(inside, b) || i-start > 1 && sparse(inside, b) && rowEach(set[start:i], words) {
					continue
				}
			}
			if i-start >= 2 && !underPart(set[start:i], lines) {
				out = append(out, closed(withHeadOver(set[start:i], words)))
			}
			start = i
		}
	}
	return out
}

// notIn leaves out the words of tables that stand beside set k: those between rules which set k shares no width with.
func notIn(words []page.Word, sets [][]edge, k int) []page.Word {
	var boxes []page.Rect
	for i, set := range sets {
		if box := closed(set).box(); i != k && len(set) >= fewRules && overlapX(box, closed(sets[k]).box()) <= 0 {
			boxes = append(boxes, box.Grow(reach))
		}
	}
	var out []page.Word
	for _, w := range words {
		inside := false
		for _, b := range boxes {
			inside = inside || b.Contains(middle(w))
		}
		if !inside {
			out = append(out, w)
		}
	}
	return out
}

// underPart says whether the rules run under a part of their lines only, as those over subtotals do, which leave the
// labels out: most lines between them have text beside the rules.
func underPart(rules []edge, words []page.Word) bool {
	box := closed(rules).box()
	beside := map[float64]bool{}
	lines := page.Lines(wordsIn(words, box))
	for _, w := range words {
		if w.Angle == 0 && middle(w).Y > box.Y0 && middle(w).Y < box.Y1 && w.Box.X1 < box.X0 {
			beside[w.Baseline] = true
		}
	}
	n := 0
	for _, l := range lines {
		for base := range beside {
			if math.Abs(base-l[0].Baseline) <= baseSlack*l[0].Size {
				n++
				break
			}
		}
	}
	return float64(n) > besideShare*float64(len(lines))
}

func band(a, b edge) page.Rect {
	return page.Rect{X0: math.Min(a.from, b.from), Y0: a.pos, X1: math.Max(a.to, b.to), Y1: b.pos}
}

// closed gives rules with sides.
func closed(rules []edge) edges {
	e := edges{h: append([]edge(nil), rules...)}
	box := edges{h: e.h, v: []edge{{rules[0].from, rules[0].pos, rules[len(rules)-1].pos}}}.box()
	e.v = []edge{{box.X0, box.Y0, box.Y1}, {box.X1, box.Y0, box.Y1}}
	return e
}

// withHeadOver puts a side over the line of headings that stands on the uppermost rule, where the lines under it begin with
// data and no headings, or with words in the same columns.
func withHeadOver(rules []edge, words []page.Word) []edge {
	top := rules[0]
	first := textRowsOf(page.Lines(wordsIn(words, band(top, rules[1]))))
	if len(first) == 0 {
		return rules
	}
	over := textRowsOf(page.Lines(wordsIn(words, page.Rect{X0: top.from, Y0: top.pos - looseLeading*first[0].size, X1: top.to, Y1: top.pos})))
	if len(over) == 0 {
		return rules
	}
	l := over[len(over)-1]
	if len(l.chunks) < 2 || len(l.chunks)+1 < len(first[0].chunks) || l.isData() || l.captions() {
		return rules
	}
	if !first[0].isData() && !l.flushWith(first[0]) {
		return rules
	}
	side := edge{l.base - l.size, top.from, top.to}
	return append([]edge{side}, rules...)
}

// flushWith says whether the texts of a line, three at least, begin where those of another do: words in the same columns.
func (l textRow) flushWith(o textRow) bool {
	if len(l.chunks) < fewColumns || len(l.chunks) != len(o.chunks) {
		return false
	}
	for i, c := range l.chunks {
		if math.Abs(c.box.X0-o.chunks[i].box.X0) > flushLeft {
			return false
		}
	}
	return true
}

// sameLength groups rules by where they begin and end, each group from the top.
func sameLength(rules []edge) [][]edge {
	var out [][]edge
	for _, r := range rules {
		home := -1
		for i, set := range out {
			if math.Abs(set[0].from-r.from) <= sameRule && math.Abs(set[0].to-r.to) <= sameRule {
				home = i
				break
			}
		}
		if home < 0 {
			out = append(out, nil)
			home = len(out) - 1
		}
		out[home] = append(out[home], r)
	}
	for _, set := range out {
		sort.Slice(set, func(i, j int) bool { return set[i].pos < set[j].pos })
	}
	return out
}

// tabular says whether lines between two rules fall apart into columns, or are the few lines of one row that does; no
// lines at all do (a double rule).
func tabular(words []page.Word, band page.Rect) bool {
	lines := textRowsOf(page.Lines(words))
	parted, wide := 0, false
	for _, l := range lines {
		if l.parted(band.X0) {
			parted++
		}
		wide = wide || len(l.chunks) == 1 && l.chunks[0].box.Width() > wideText*band.Width()
	}
	oneRow := parted > 0 && len(lines) <= rowLines && !wide
	return oneRow || float64(parted) >= tabularShare*float64(len(lines))
}

// sparse says whether nothing but labels stands in a band under headings: a form that was left blank.
func sparse(words []page.Word, band page.Rect) bool {
	for _, l := range page.Lines(words) {
		if l[len(l)-1].Box.X1-band.X0 > labelShare*band.Width() {
			return false
		}
	}
	return true
}

// rowEach says whether no two of the rules have more than one line of data between them: every row has its rule, or there
// is no data.
func rowEach(rules []edge, words []page.Word) bool {
	for i := 1; i < len(rules); i++ {
		n := 0
		for _, l := range textRowsOf(page.Lines(wordsIn(words, band(rules[i-1], rules[i])))) {
			if l.isData() && !l.numbersColumns() {
				n++
			}
		}
		if n > 1 {
			return false
		}
	}
	return true
}

// textRowsOf cuts lines at the blanks that may part columns.
func textRowsOf(lines [][]page.Word) []textRow {
	var out []textRow
	for _, line := range lines {
		out = append(out, newTextRow(line))
	}
	return out
}

func leftEdge(lines []textRow) float64 {
	left := math.Inf(1)
	for _, l := range lines {
		left = math.Min(left, l.chunks[0].box.X0)
	}
	return left
}

// parted says whether a line falls apart into columns, or stands in one that is not the first.
func (l textRow) parted(left float64) bool {
	return len(l.chunks) > 1 || l.chunks[0].box.X0 > left+farIndent*l.size
}
