package table

import (
	"math"
	"regexp"
	"unicode/utf8"
)

// lineSlack is how far in font sizes a line under a heading ends, both sides together, from the text of its columns.
const lineSlack = 2.0

// spanning is the search for the columns under the headings of one height.
type spanning struct {
	t      *textTable
	level  []*heading
	below  []*heading
	memo   map[[2]int]spanChoice
	leaves []*heading
	// tops are the highest headings of the columns so far.
	tops []*heading
}

// spanChoice is the best way to give columns to a heading and those right of it: what it costs, in points, and the
// columns of the first.
type spanChoice struct {
	cost     float64
	from, to int
}

// spanColumns gives each heading of one height the columns it stands over: those under its line, or those whose middle
// is its own.
func (t *textTable) spanColumns(level, below []*heading) {
	s := spanning{t: t, level: level, below: below, memo: map[[2]int]spanChoice{}, leaves: make([]*heading, len(t.cols)), tops: make([]*heading, len(t.cols))}
	for _, h := range below {
		for c := h.from; c < h.to; c++ {
			if s.tops[c] == nil || s.tops[c].under(h) {
				s.tops[c] = h
			}
		}
		if h.to == h.from+1 {
			s.leaves[h.from] = h
		}
	}
	col := 0
	for i, h := range level {
		choice := s.best(i, col)
		if choice.to > choice.from {
			h.from, h.to = choice.from, choice.to
			col = choice.to
		}
	}
}

// best is the cheapest choice for headings i and on among columns col and on. A heading may stay without columns,
// dearly.
func (s *spanning) best(i, col int) spanChoice {
	key := [2]int{i, col}
	if c, ok := s.memo[key]; ok {
		return c
	}
	if i == len(s.level) {
		return spanChoice{cost: s.orphans(col, len(s.t.cols))}
	}
	lost := 2 * (s.t.right - s.t.left) // more than any columns can cost
	best := spanChoice{cost: lost + s.best(i+1, col).cost, from: col, to: col}
	for from := col; from < len(s.t.cols); from++ {
		before := s.orphans(col, from)
		for to := from + 1; to <= len(s.t.cols) && s.allowed(i, from, to); to++ {
			cost := before + s.cost(i, from, to) + s.best(i+1, to).cost
			if cost < best.cost {
				best = spanChoice{cost, from, to}
			}
		}
	}
	s.memo[key] = best
	return best
}

// orphans is the cost of the columns that get no heading of this height though their own are lower; the first column
// needs none.
func (s *spanning) orphans(from, to int) float64 {
	n := 0.0
	for c := max(from, 1); c < to; c++ {
		if s.leaves[c] == nil || s.leaves[c].under(s.level[0]) {
			n++
		}
	}
	return n * orphan * s.t.size
}

// allowed says whether a heading can stand over the columns: all headings among them are lower and none reaches out.
func (s *spanning) allowed(i, from, to int) bool {
	h := s.level[i]
	for _, o := range s.below {
		if o.from >= to || o.to <= from {
			continue
		}
		if !o.under(h) {
			return false
		}
		// a lower heading over several columns is taken whole; it may still be taken whole by a wider range
		if o.from < from {
			return false
		}
	}
	return true
}

// cost is how far, in points, a heading is off the middle of the columns, and how far it reaches out of them.
func (s *spanning) cost(i, from, to int) float64 {
	h, x := s.level[i], s.level[i].box.Center().X
	for _, o := range s.below {
		if o.from < to && o.to > to && o.from >= from {
			return math.Inf(1)
		}
	}
	x0, x1 := s.extent(from, to)
	y0, y1 := s.centredExtent(from, to)
	off := math.Min(math.Abs((x0+x1)/2-x), math.Abs((y0+y1)/2-x))
	if r, ok := s.lineUnder(h); ok {
		off = math.Abs(x0-r.from) + math.Abs(x1-r.to)
		off = math.Max(0, off-lineSlack*s.t.size)
	}
	out := math.Max(0, x0-h.box.X0) + math.Max(0, h.box.X1-x1)
	if to == from+1 {
		out += misfit * s.t.size
	}
	return off + out + float64(s.misfits(from, to))*misfit*s.t.size
}

// misfits counts the columns right under a heading whose own stand at another height than the lowest of them.
func (s *spanning) misfits(from, to int) int {
	var low *heading
	var own []*heading
	for c := from; c < to; c++ {
		l := s.leaves[c]
		if l == nil || s.tops[c] != l {
			continue
		}
		if own = append(own, l); low == nil || l.bottom > low.bottom {
			low = l
		}
	}
	n := 0
	for _, l := range own {
		slack := lower * math.Max(l.size, low.size)
		if math.Abs(l.bottom-low.bottom) > slack && math.Abs(l.top-low.top) > slack && math.Abs(l.middle()-low.middle()) > slack {
			n++
		}
	}
	return n
}

// centredExtent is how far columns reach if their headings stand in their middle.
func (s *spanning) centredExtent(from, to int) (x0, x1 float64) {
	x0, x1 = s.extent(from, to)
	if l := s.leaves[from]; l != nil {
		c := s.t.cols[from]
		x := l.box.Center().X
		x0 = math.Min(x0, 2*x-math.Max(c.x1, l.box.X1))
		if from > 0 {
			x0 = math.Max(x0, s.t.cols[from-1].x1)
		}
	}
	if l := s.leaves[to-1]; l != nil {
		c := s.t.cols[to-1]
		x := l.box.Center().X
		x1 = math.Max(x1, 2*x-math.Min(c.x0, l.box.X0))
		if to < len(s.t.cols) {
			x1 = math.Min(x1, s.t.cols[to].x0)
		}
	}
	return x0, x1
}

// extent is how far columns reach with their headings.
func (s *spanning) extent(from, to int) (x0, x1 float64) {
	x0, x1 = s.t.cols[from].x0, s.t.cols[to-1].x1
	for c := from; c < to; c++ {
		if l := s.leaves[c]; l != nil {
			x0, x1 = math.Min(x0, l.box.X0), math.Max(x1, l.box.X1)
		}
	}
	return x0, x1
}

// lineUnder is the line drawn right under a heading, over its columns only.
func (s *spanning) lineUnder(h *heading) (edge, bool) {
	for _, r := range s.t.rules {
		near := r.pos > h.bottom-midHeight*h.size && r.pos < h.bottom+looseLeading*h.size
		part := r.length() < fullRule*(s.t.right-s.t.left)
		if near && part && r.from <= h.box.X0+reach && r.to >= h.box.X1-reach {
			return r, true
		}
	}
	return edge{}, false
}

// titleSpan is the share of a table's width from which a lone line over the headings is a title.
const titleSpan = 0.6

// captionLine matches how the title of a table begins.
var captionLine = regexp.MustCompile(`^(?:[Tt]able|TABLE|[Ff]ig(?:ure|\.)|FIGURE|[Cc]hart|附?表|图)\s*[0-9A-Z一二三四五六七八九十IVX]`)

// dropTitles takes lines off the top that are no headings: titles, units, names.
func (t *textTable) dropTitles() {
	n := 0
	for n < t.head && t.titleLine(n) {
		n++
	}
	n = t.overHeadings(n)
	t.lines, t.head = t.lines[n:], t.head-n
}

// inBrackets matches a statement about the whole table: (In billions of dollars).
var inBrackets = regexp.MustCompile(`^[(（].*[)）]$`)

// overHeadings is the number of lines at the top, the first n among them, that stand over the line which opens the headings: one from side to
// side, with headings under it that another such line closes. A lone text with no line over it, or what ends in a statement in brackets, is no heading there.
func (t *textTable) overHeadings(n int) int {
	if t.head < 2 || t.head >= len(t.lines) || !t.ruledUnder(t.head-1) {
		return n
	}
	for i := n; i+1 < t.head; i++ {
		l := t.lines[i]
		last := l.chunks[len(l.chunks)-1].text()
		stated := inBrackets.MatchString(last) || unitLine.MatchString(last)
		if !stated && (len(l.chunks) > 1 || t.ruleBetween(math.Inf(-1), l.base-midHeight*l.size)) {
			return n
		}
		if t.ruledUnder(i) {
			return i + 1
		}
	}
	return n
}

// ruledUnder says whether a line from side to side is drawn between line i and the next.
func (t *textTable) ruledUnder(i int) bool {
	a, b := t.lines[i], t.lines[i+1]
	return t.ruleBetween(a.base-midHeight*a.size, b.base-midHeight*b.size)
}

// dropNotes takes lines off the end that say something about the table: a note and what follows it, running text.
func (t *textTable) dropNotes() {
	last := len(t.lines) - 1
	for last > t.head && !t.lines[last].isData() {
		last--
	}
	x0, x1 := t.cols[0].x0, math.Max(t.cols[len(t.cols)-1].x1, t.cols[len(t.cols)-1].h1)
	for i := last + 1; i < len(t.lines) && i > t.head; i++ {
		c := t.lines[i].chunks[0]
		wide := len(t.lines[i].chunks) == 1 && c.box.Width() > titleSpan*(x1-x0)
		if noteLine.MatchString(c.text()) || wide {
			t.lines = t.lines[:i]
			return
		}
	}
}

// titleLine says whether line i, with none but such lines over it, stands over the table and is no heading.
func (t *textTable) titleLine(i int) bool {
	l := t.lines[i]
	for _, c := range l.chunks {
		text := c.text()
		if unitLine.MatchString(text) || keyValue.MatchString(text) || formMark.MatchString(text) || captionLine.MatchString(text) {
			return true
		}
	}
	if len(l.chunks) > 1 {
		return false
	}
	c := l.chunks[0]
	x0, x1 := t.reach(i + 1)
	middle := math.Abs(c.box.Center().X-(x0+x1)/2) < t.size
	wide := c.box.Width() > titleSpan*(x1-x0) || utf8.RuneCountInString(c.text()) > proseRunes
	if wide || l.size > titleSize*t.size || len(t.cols) == 0 {
		return wide || middle || l.size > titleSize*t.size
	}
	left := math.Abs(c.box.X0-t.cols[0].x0) < t.size && c.box.X1 > t.wallAfter(0)
	return middle && i+1 < t.head && !t.overFigures(c) || left
}

// titleSize is how many times the usual size of the type a title is set in.
const titleSize = 1.15

// reach is how far the table goes from line i on.
func (t *textTable) reach(i int) (x0, x1 float64) {
	x0, x1 = math.Inf(1), math.Inf(-1)
	for _, l := range t.lines[min(i, len(t.lines)-1):] {
		x0, x1 = math.Min(x0, l.chunks[0].box.X0), math.Max(x1, l.chunks[len(l.chunks)-1].box.X1)
	}
	return x0, x1
}

// overFigures says whether a line leaves out the first column, though it is wide: a heading over all others.
func (t *textTable) overFigures(c chunk) bool {
	last := t.cols[len(t.cols)-1]
	rest := (t.cols[1].x0 + last.x1) / 2
	whole := (t.cols[0].x0 + last.x1) / 2
	return math.Abs(c.box.Center().X-rest) < math.Abs(c.box.Center().X-whole)
}
