package table

import (
	"math"
	"regexp"
	"sort"
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// sameRule is how far apart in points the ends of two horizontal lines of one table may lie.
	sameRule = 8.0
	// tabularShare is the share of the lines of a band that fall apart into columns in a table without vertical
	// lines.
	tabularShare = 0.5
	// pitchLimit is how many times the usual distance of lines two lines of one table may lie apart.
	pitchLimit = 2.2
	// wideText is the share of the width of a stretch of lines from which a line without a gap is running text.
	wideText = 0.7
	// bareFigures is the share of figures among the texts right of the first column in a table without any line.
	bareFigures = 0.4
)

// leader matches the dots of a table of contents.
var leader = regexp.MustCompile(`(?:[.·…．]\s?){4,}`)

// betweenRules finds tables drawn with horizontal lines only: rules of one length under each other, with lines
// of text between them that fall apart into columns.
func betweenRules(lone []edge, words []page.Word) []edges {
	var out []edges
	for _, set := range sameLength(lone) {
		start := 0
		for i := 1; i <= len(set); i++ {
			if i < len(set) && tabular(wordsIn(words, band(set[i-1], set[i]))) {
				continue
			}
			if i-start >= 2 {
				out = append(out, closed(set[start:i]))
			}
			start = i
		}
	}
	return out
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

// tabular says whether lines fall apart into columns; no lines at all do (a double rule).
func tabular(words []page.Word) bool {
	lines := page.Lines(words)
	parted := 0
	for _, l := range lines {
		if len(chunks(l)) > 1 {
			parted++
		}
	}
	return float64(parted) >= tabularShare*float64(len(lines))
}

// bare finds tables without any line: stretches of lines that fall apart into the same columns of figures.
func bare(words []page.Word) []edges {
	var upright []page.Word
	for _, w := range words {
		if w.Angle == 0 {
			upright = append(upright, w)
		}
	}
	lines := page.Lines(upright)
	pitch := usualPitch(lines)
	var out []edges
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && (to == from || near(lines[to-1], lines[to], pitch)) {
			to++
		}
		out = append(out, stretches(lines[from:to])...)
		from = to
	}
	return out
}

func usualPitch(lines [][]page.Word) float64 {
	var d []float64
	for i := 1; i < len(lines); i++ {
		d = append(d, lines[i][0].Baseline-lines[i-1][0].Baseline)
	}
	if len(d) == 0 {
		return 0
	}
	sort.Float64s(d)
	return d[len(d)/2]
}

func near(a, b []page.Word, pitch float64) bool {
	return b[0].Baseline-a[0].Baseline <= pitchLimit*math.Max(pitch, a[0].Size)
}

// stretches gives the tables among lines that stand close together: running text parts them.
func stretches(lines [][]page.Word) []edges {
	left, right := math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		left, right = math.Min(left, l[0].Box.X0), math.Max(right, l[len(l)-1].Box.X1)
	}
	var out []edges
	var run [][]chunk
	flush := func() {
		if e, ok := bareTable(run); ok {
			out = append(out, e)
		}
		run = nil
	}
	for _, l := range lines {
		c := chunks(l)
		prose := len(c) == 1 && (c[0].box.Width() > wideText*(right-left) || len(run) == 0)
		contents := len(c) <= 2 && leader.MatchString(page.LineText(l))
		if prose || contents {
			flush()
			continue
		}
		run = append(run, c)
	}
	flush()
	return out
}

// bareTable gives the frame of a table that lines of chunks form; false where they form none.
func bareTable(run [][]chunk) (edges, bool) {
	for len(run) > 0 && len(run[len(run)-1]) == 1 {
		run = run[:len(run)-1]
	}
	parted := 0
	figures, texts := 0, 0
	for _, l := range run {
		if len(l) > 1 {
			parted++
		}
		for _, c := range l[1:] {
			if isFigure(c.text()) {
				figures++
			} else if utf8.RuneCountInString(c.text()) > 1 {
				texts++
			}
		}
	}
	if parted < fewestLines || float64(parted) < 0.6*float64(len(run)) || float64(figures) < bareFigures*float64(figures+texts) {
		return edges{}, false
	}
	if len(gutters(run)) == 0 {
		return edges{}, false
	}
	var box page.Rect
	for _, l := range run {
		for _, c := range l {
			box = box.Union(c.box)
		}
	}
	box = box.Grow(1)
	return edges{
		h: []edge{{box.Y0, box.X0, box.X1}, {box.Y1, box.X0, box.X1}},
		v: []edge{{box.X0, box.Y0, box.Y1}, {box.X1, box.Y0, box.Y1}},
	}, true
}
