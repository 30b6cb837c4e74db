package table

import (
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// candidate is a statement that may be the title.
type candidate struct {
	line  Line
	score float64
}

// fromAbove sorts the lines over the table, the nearest first, into title, unit line and others.
func (c *caption) fromAbove(t piece, near []*textLine) {
	near = joinWrapped(near)
	var candidates []candidate
	for n := 0; n < len(near); n++ {
		l := near[n]
		for i, s := range l.segments {
			s, ok := c.takeUnit(s, n == 0)
			if !ok {
				continue
			}
			look := titleLook{t: t, line: s, size: l.sizes[i], bold: l.bold[i]}
			if n+1 < len(near) {
				look.above = near[n+1]
			}
			if look.inProse() {
				near = near[:n+1] // a paragraph; what stands over it is not the table's
				continue
			}
			if score := look.score(); score > 0 {
				candidates = append(candidates, candidate{s, score - fartherLess*float64(n)})
				continue
			}
			c.above = append(c.above, s)
		}
	}
	sort.SliceStable(candidates, func(i, j int) bool { return candidates[i].score > candidates[j].score })
	for i, k := range candidates {
		if i == 0 && c.title.Text == "" {
			c.title = k.line
			continue
		}
		c.above = append(c.above, k.line)
	}
	sort.SliceStable(c.above, func(i, j int) bool { return c.above[i].Box.Y0 < c.above[j].Box.Y0 })
	if c.unit == "" {
		if m := inBraces.FindStringSubmatch(c.title.Text); m != nil {
			c.unit, c.unitAt = m[1], c.title
		}
	}
}

// takeUnit takes the unit out of a statement; false where nothing else is left of it.
func (c *caption) takeUnit(s Line, nearest bool) (Line, bool) {
	if c.unit != "" {
		return s, true
	}
	if m := unitLine.FindStringSubmatch(s.Text); m != nil {
		c.unit, c.unitAt = m[1], s
		s.Text = strings.TrimSpace(s.Text[:strings.Index(s.Text, m[0])])
		return s, s.Text != ""
	}
	if unitCut.MatchString(s.Text) {
		c.unit, c.unitAt = "万元", s
		return s, false
	}
	if m := bareUnit.FindStringSubmatch(s.Text); m != nil && nearest {
		c.unit, c.unitAt = m[1], s
		return s, false
	}
	return s, true
}

// carry takes the title from the end of the page before, where it was left behind when the table moved on.
func (c *caption) carry(before, s *sheet) {
	if c.title.Text != "" || before.page.Number+1 != s.page.Number {
		return
	}
	near := linesAtEnd(before)
	for _, l := range near {
		for _, seg := range l.segments {
			low := seg.Box.Center().Y > before.page.Height/2
			if low && namesTable.MatchString(seg.Text) && !sentence.MatchString(seg.Text) {
				c.fromAbove(s.pieces[0], near)
				return
			}
		}
	}
}

// linesAtEnd are the lines under the last table of a page, the lowest first, as far as they are no running text.
func linesAtEnd(s *sheet) []*textLine {
	limit := 0.0
	for _, p := range s.pieces {
		limit = math.Max(limit, p.box.Y1)
	}
	var near []*textLine
	for i := len(s.lines) - 1; i >= 0 && len(near) < farthest; i-- {
		l := &s.lines[i]
		if l.box.Center().Y < limit || l.used || l.prose() {
			break
		}
		if n := len(near); n > 0 && near[n-1].box.Y0-l.box.Y1 > captionGap*math.Max(l.size, near[n-1].size) {
			break
		}
		near = append(near, l)
	}
	return near
}

// joinWrapped puts a title that wraps onto a second line together: two single statements of one size, one
// centred over the other, the upper wider.
func joinWrapped(near []*textLine) []*textLine {
	var out []*textLine
	for _, upper := range near {
		n := len(out)
		if n == 0 || len(upper.segments) != 1 || len(out[n-1].segments) != 1 || !wraps(upper, out[n-1]) {
			out = append(out, upper)
			continue
		}
		lower := *out[n-1]
		joined := lower.segments[0]
		joined.Text = upper.segments[0].Text + joined.Text
		joined.Box = joined.Box.Union(upper.segments[0].Box)
		lower.segments, lower.box = []Line{joined}, joined.Box
		out[n-1] = &lower
	}
	return out
}

func wraps(upper, lower *textLine) bool {
	a, b, size := upper.segments[0], lower.segments[0], lower.sizes[0]
	if math.Abs(upper.sizes[0]-size) > size/20 || b.Box.Y0-a.Box.Y1 > size || strings.HasSuffix(a.Text, "表") {
		return false
	}
	if formMark.MatchString(a.Text) || sentence.MatchString(a.Text) || unitLine.MatchString(b.Text) || keyValue.MatchString(b.Text) || a.Text == b.Text {
		return false
	}
	if strings.HasPrefix(b.Text, "（") || strings.HasPrefix(b.Text, "(") || section.MatchString(a.Text) {
		return false
	}
	if utf8.RuneCountInString(b.Text) <= shortRest {
		return a.Box.Width() > wrapWidth*size
	}
	aligned := math.Abs(a.Box.Center().X-b.Box.Center().X) < 2*size
	return aligned && namesTable.MatchString(b.Text) && a.Box.Width() > math.Max(b.Box.Width(), wrapWidth*size)
}

// titleLook is what a statement over a table looks like.
type titleLook struct {
	t    piece
	line Line
	size float64
	bold bool
	// above is the line over it, nil where there is none.
	above *textLine
}

// score says how much the statement looks like the table's title; 0 or less: not at all.
func (l titleLook) score() float64 {
	text := l.line.Text
	if formMark.MatchString(text) || keyValue.MatchString(text) || sentence.MatchString(text) || isAmount(text) {
		return 0
	}
	if utf8.RuneCountInString(text) < 3 && !namesTable.MatchString(text) {
		return 0
	}
	score := 1.0
	if math.Abs(l.line.Box.Center().X-l.t.box.Center().X) <= centred*l.t.box.Width() {
		score += 2
	}
	if namesTable.MatchString(text) {
		score += 2
	}
	if l.bold {
		score++
	}
	if section.MatchString(text) {
		score -= 2
	}
	return score + math.Min(l.size/l.t.typeSize(), 3)/2
}

// namesTable matches what calls itself a table or a list.
var namesTable = regexp.MustCompile(`(?:表|目录|清单|情况)\s*(?:[(（][^()（）]*[)）]?)*$|^(?:表|[Tt]able)\s*[0-9]`)

// inProse says whether the statement is the rest of a sentence: the line over it is long, of the same type and
// no sentence ends there.
func (l titleLook) inProse() bool {
	a := l.above
	if a == nil || len(a.segments) != 1 || namesTable.MatchString(l.line.Text) || keyValue.MatchString(l.line.Text) {
		return false
	}
	s := a.segments[0]
	if l.line.Box.X0 > s.Box.X0+l.size/2 {
		return false // centred under it, or set in
	}
	return utf8.RuneCountInString(s.Text) > proseRunes/2 && !endsSentence.MatchString(s.Text) &&
		math.Abs(a.size-l.size) < 0.1*l.size && s.Box.Width() > l.line.Box.Width()
}

var endsSentence = regexp.MustCompile(`[。；：！？]$`)

// typeSize is the usual type size inside the table in points, guessed from the heights of its lines.
func (t piece) typeSize() float64 {
	var heights []float64
	for _, c := range t.cells {
		if len(c.Lines) > 0 {
			heights = append(heights, c.TextBox.Height()/float64(len(c.Lines)))
		}
	}
	if len(heights) == 0 {
		return 1
	}
	sort.Float64s(heights)
	return math.Max(1, heights[len(heights)/2])
}

// titleInside takes the title from the first row of the grid where it is drawn there, all across the table.
func (c *caption) titleInside(t piece) {
	first := t.cells[0]
	if first.ColSpan < t.grid.cols() || t.grid.cols() < 2 || !namesTable.MatchString(first.Text) {
		return
	}
	if c.title.Text != "" {
		c.above = append(c.above, c.title)
	}
	c.title = Line{Text: first.Text, Page: first.Page, Box: first.TextBox}
}
