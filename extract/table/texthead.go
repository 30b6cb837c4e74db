package table

import (
	"math"
	"sort"

	"gouji/extract/page"
)

const (
	// tightLeading is the distance of two lines of one heading in font sizes.
	tightLeading = 1.45
	// sameSide is how far apart in font sizes the left or right ends, or the middles, of the lines of one heading lie.
	sameSide = 0.6
	// widestBlank is the blank in font sizes between the words of a heading set to both sides of its column.
	widestBlank = 1.5
	// lower is how many font sizes the middle of a heading lies lower than that of the heading over it.
	lower = 0.5
	// orphan is what it costs, in font sizes off the middle, to leave a column without the heading beside it.
	orphan = 1.0
	// misfit is what it costs to put a heading over one column that has its own, or over headings of several heights.
	misfit = 3.0
)

// heading is one cell of the column headings.
type heading struct {
	chunks      []chunk
	box         page.Rect
	top, bottom float64 // baselines of its first and last line
	size        float64
	// from and to are its columns, to excluded; -1 while they are not known.
	from, to  int
	row, rows int
}

func (h *heading) middle() float64 { return (h.top + h.bottom) / 2 }

// under says whether the heading stands lower than another.
func (h *heading) under(o *heading) bool {
	return h.middle()-o.middle() > lower*math.Max(h.size, o.size)
}

// headings are all cells of the column headings, in rows numbered from the top.
type headings struct {
	cells []*heading
	depth int
	// bounds are the heights between the rows.
	bounds []float64
}

// headings reads the lines over the data: which of them stand over one column, which over several.
func (t *textTable) headings() headings {
	all := t.stackHeadings()
	var leaves, parents []*heading
	for _, h := range all {
		if hasUnder(h, all) {
			parents = append(parents, h)
		} else {
			leaves = append(leaves, h)
		}
	}
	parents = append(parents, t.matchLeaves(leaves)...)
	var known []*heading
	for _, l := range leaves {
		if l.from >= 0 {
			known = append(known, l)
		}
	}
	for _, level := range byHeight(parents) {
		t.spanColumns(level, known)
		for _, p := range level {
			if p.from >= 0 {
				known = append(known, p)
			}
		}
	}
	return t.levels(known)
}

// stackHeadings makes headings of the lines, putting together those that one heading is wrapped into.
func (t *textTable) stackHeadings() []*heading {
	var all []*heading
	for _, l := range t.lines[:t.head] {
		var fresh []*heading
		for _, c := range t.crowded(t.justified(l.chunks)) {
			base := c.words[0].Baseline
			if h := t.wrappedIn(all, l, c); h != nil {
				h.chunks, h.box, h.bottom = append(h.chunks, c), h.box.Union(c.box), base
				continue
			}
			fresh = append(fresh, &heading{chunks: []chunk{c}, box: c.box, top: base, bottom: base, size: l.size, from: -1})
		}
		all = append(all, fresh...)
	}
	return all
}

// justified puts texts of a line together that stand between the same two lines, little apart: a heading set to both sides.
func (t *textTable) justified(line []chunk) []chunk {
	var out []chunk
	for _, c := range line {
		n := len(out)
		if n > 0 && t.drawn && c.box.X0-out[n-1].box.X1 <= widestBlank*t.size &&
			t.columnAt(c.box.Center().X) == t.columnAt(out[n-1].box.Center().X) {
			out[n-1] = chunk{append(append([]page.Word(nil), out[n-1].words...), c.words...), out[n-1].box.Union(c.box)}
			continue
		}
		out = append(out, c)
	}
	return out
}

// wrappedIn is the heading that a text of a later line goes on with, nil for none.
func (t *textTable) wrappedIn(all []*heading, l textRow, c chunk) *heading {
	var over *heading
	base := c.words[0].Baseline
	for _, h := range all {
		if overlapX(h.box, c.box) <= 0 || base-h.bottom > tightLeading*math.Max(h.size, l.size) || h.bottom >= base {
			continue
		}
		if over != nil {
			return nil // two headings stand over it
		}
		over = h
	}
	if over == nil || overlapping(chunk{box: over.box}, l.chunks) > 1 || t.ruledOff(over, l, c) {
		return nil
	}
	last := over.chunks[len(over.chunks)-1].box
	slack := sameSide * l.size
	aligned := math.Abs(last.X0-c.box.X0) <= slack || math.Abs(last.X1-c.box.X1) <= slack ||
		math.Abs(over.box.Center().X-c.box.Center().X) <= slack
	if !aligned {
		return nil
	}
	return over
}

// ruledOff says whether a line is drawn between a heading and a text under it.
func (t *textTable) ruledOff(h *heading, l textRow, c chunk) bool {
	for _, r := range t.rules {
		if h.bottom-midHeight*h.size < r.pos && r.pos < l.base-midHeight*l.size && r.from < c.box.Center().X && c.box.Center().X < r.to {
			return true
		}
	}
	return false
}

// hasUnder says whether another heading stands under it.
func hasUnder(h *heading, all []*heading) bool {
	for _, o := range all {
		if o != h && o.top > h.bottom && overlapX(h.box, o.box) > 0 {
			return true
		}
	}
	return false
}

// matchLeaves gives every column the heading right over it, and every heading without a column an empty one of its
// own. It gives back those that stand over several columns.
func (t *textTable) matchLeaves(leaves []*heading) (parents []*heading) {
	sort.SliceStable(leaves, func(i, j int) bool { return leaves[i].box.Center().X < leaves[j].box.Center().X })
	owner := make([]*heading, len(t.cols))
	for _, h := range leaves {
		over := t.dataUnder(h)
		if len(over) != 1 {
			continue
		}
		c := over[0]
		if o := owner[c]; o == nil || h.under(o) || !o.under(h) && t.nearer(h, o, c) {
			owner[c] = h
		}
	}
	for c, h := range owner {
		if h != nil {
			h.from, h.to = c, c+1
			t.cols[c].h0, t.cols[c].h1 = math.Min(t.cols[c].h0, h.box.X0), math.Max(t.cols[c].h1, h.box.X1)
		}
	}
	for _, betweenLower := range []bool{false, true} {
		for i, h := range leaves {
			if h.from >= 0 || between(leaves, i) != betweenLower {
				continue
			}
			over := t.dataUnder(h)
			if len(over) > 1 || len(over) == 1 && leafOf(leaves, over[0]).under(h) || !t.placeFree(leaves, i, betweenLower) {
				parents = append(parents, h)
			}
		}
	}
	return parents
}

// leafOf is the heading right over a column.
func leafOf(leaves []*heading, col int) *heading {
	for _, l := range leaves {
		if l.from == col {
			return l
		}
	}
	return nil
}

// between says whether heading i, of several from the left, stands between two lower ones.
func between(hs []*heading, i int) bool {
	return i > 0 && i+1 < len(hs) && hs[i-1].under(hs[i]) && hs[i+1].under(hs[i])
}

// dataUnder are the columns whose data a heading overlaps.
func (t *textTable) dataUnder(h *heading) []int {
	var out []int
	if t.drawn {
		at := t.columnAt(h.box.Center().X)
		if h.box.X0 > t.walls[at].low()-t.size && h.box.X1 < t.walls[at+1].high()+t.size {
			return []int{at}
		}
	}
	for i, c := range t.cols {
		slack := math.Min(columnGap*t.size/2, (c.x1-c.x0)/2)
		if math.Min(h.box.X1, c.x1)-math.Max(h.box.X0, c.x0) > slack || h.box.X0 >= c.x0 && h.box.X1 <= c.x1 && c.x1 > c.x0 {
			out = append(out, i)
		}
	}
	return out
}

// nearer says whether the middle of h is nearer to the column's than that of o.
func (t *textTable) nearer(h, o *heading, col int) bool {
	x := (t.cols[col].x0 + t.cols[col].x1) / 2
	return math.Abs(h.box.Center().X-x) < math.Abs(o.box.Center().X-x)
}

// placeFree finds the column of a heading that stands over no data: the one beside it that has no heading, or a new
// one. Between lower headings none is made for it: it stands over several.
func (t *textTable) placeFree(leaves []*heading, i int, betweenLower bool) bool {
	h := leaves[i]
	left, right := -1, len(t.cols)
	for _, o := range leaves {
		if o.from < 0 {
			continue
		}
		if o.box.Center().X < h.box.Center().X {
			left = o.from
		} else {
			right = o.from
			break
		}
	}
	if right-left > 1 {
		best := left + 1
		for c := left + 1; c < right; c++ {
			if math.Abs(t.cols[c].mid()-h.box.Center().X) < math.Abs(t.cols[best].mid()-h.box.Center().X) {
				best = c
			}
		}
		h.from, h.to = best, best+1
		t.cols[best].h0, t.cols[best].h1 = math.Min(t.cols[best].h0, h.box.X0), math.Max(t.cols[best].h1, h.box.X1)
		return true
	}
	if betweenLower || t.drawn {
		return false
	}
	t.insertColumn(left+1, h, leaves)
	return true
}

func (c column) mid() float64 { return (c.x0 + c.x1) / 2 }

// insertColumn makes room for a column that holds nothing but its heading.
func (t *textTable) insertColumn(at int, h *heading, leaves []*heading) {
	for _, o := range leaves {
		if o.from >= at {
			o.from, o.to = o.from+1, o.to+1
		}
	}
	c := column{x0: h.box.X0, x1: h.box.X1, h0: h.box.X0, h1: h.box.X1, figures: true}
	t.cols = append(t.cols[:at], append([]column{c}, t.cols[at:]...)...)
	h.from, h.to = at, at+1
}

// byHeight groups headings that stand at one height, the lowest group first, each from the left.
func byHeight(hs []*heading) [][]*heading {
	sort.SliceStable(hs, func(i, j int) bool { return hs[i].middle() > hs[j].middle() })
	var out [][]*heading
	for _, h := range hs {
		if n := len(out); n > 0 && !out[n-1][0].under(h) {
			out[n-1] = append(out[n-1], h)
			continue
		}
		out = append(out, []*heading{h})
	}
	for _, level := range out {
		sort.SliceStable(level, func(i, j int) bool { return level[i].box.X0 < level[j].box.X0 })
	}
	return out
}

// levels numbers the rows of the headings: each stands one row under the one over it, and the lowest reach down to the
// data.
func (t *textTable) levels(known []*heading) headings {
	sort.SliceStable(known, func(i, j int) bool { return known[i].middle() < known[j].middle() })
	depth := 0
	for i, h := range known {
		for _, o := range known[:i] {
			if h.under(o) && o.from < h.to && h.from < o.to {
				h.row = max(h.row, o.row+1)
			}
		}
		depth = max(depth, h.row+1)
	}
	for i, h := range known {
		end := depth
		for _, o := range known[i+1:] {
			if o.under(h) && o.from < h.to && h.from < o.to {
				end = min(end, o.row)
			}
		}
		h.rows = max(end-h.row, 1)
	}
	out := headings{cells: known, depth: depth}
	for r := 0; r+1 < depth; r++ {
		up, down := math.Inf(-1), math.Inf(1)
		for _, h := range known {
			if h.row+h.rows-1 == r {
				up = math.Max(up, h.bottom-midHeight*h.size)
			}
			if h.row == r+1 {
				down = math.Min(down, h.top-midHeight*h.size)
			}
		}
		out.bounds = append(out.bounds, (up+down)/2)
	}
	return out
}
