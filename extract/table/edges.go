package table

import (
	"math"
	"sort"

	"gouji/extract/page"
)

// Distances between drawn lines, in points.
const (
	// snap is how far apart lines may lie that are meant to be one: double strokes and rounding.
	snap = 2.0
	// snapSpread bounds a chain of such lines.
	snapSpread = 4.0
	// bridge is the gap in a line that still counts as drawn through, at crossings for instance.
	bridge = 2.5
	// shadeBridge is that gap for the sides of shaded rows with unshaded rows between them, in heights of a
	// shaded row.
	shadeBridge = 1.6
	// reach is how far from a line another may end and still meet it.
	reach = 3.0
	// mostCrossings is the number of possible crossings above which lines are a map or a chart.
	mostCrossings = 4000000
	// shortest is the length below which a line is no border.
	shortest = 4.0
)

// edge is a straight piece of a table border: pos across it, from and to along it, in points.
type edge struct{ pos, from, to float64 }

func (e edge) length() float64 { return e.to - e.from }

// edges are the borders of a page, horizontal ones by y, vertical ones by x.
type edges struct{ h, v []edge }

// ruled gives the page's drawn lines as edges; weak adds the sides of shaded areas.
func ruled(rulings []page.Ruling, weak bool) edges {
	var e edges
	for _, r := range rulings {
		if r.Weak != weak {
			continue
		}
		if r.Horizontal() {
			e.h = append(e.h, edge{(r.Box.Y0 + r.Box.Y1) / 2, r.Box.X0, r.Box.X1})
		} else {
			e.v = append(e.v, edge{(r.Box.X0 + r.Box.X1) / 2, r.Box.Y0, r.Box.Y1})
		}
	}
	e.h = straighten(e.h, 0)
	if weak {
		e.v = straighten(e.v, shadeBridge)
	} else {
		e.v = straighten(e.v, 0)
	}
	return e
}

// straighten snaps edges to common positions and joins pieces of one line, over small gaps and over gaps of
// up to stretch times their own length.
func straighten(in []edge, stretch float64) []edge {
	sort.Slice(in, func(i, j int) bool { return in[i].pos < in[j].pos })
	var out []edge
	for i := 0; i < len(in); {
		j := i + 1
		for j < len(in) && in[j].pos-in[j-1].pos <= snap && in[j].pos-in[i].pos <= snapSpread {
			j++
		}
		out = append(out, join(in[i:j], stretch)...)
		i = j
	}
	return out
}

// join makes one line of the pieces at about one position, at their mean weighted by length.
func join(in []edge, stretch float64) []edge {
	sum, length := 0.0, 0.0
	for _, e := range in {
		w := e.length() + 1e-6
		sum, length = sum+e.pos*w, length+w
	}
	pos := sum / length
	sort.Slice(in, func(i, j int) bool { return in[i].from < in[j].from })
	var out []edge
	last := 0.0
	for _, e := range in {
		e.pos = pos
		gap := math.Max(bridge, stretch*math.Min(last, e.length()))
		last = e.length()
		if n := len(out); n > 0 && e.from-out[n-1].to <= gap {
			out[n-1].to = math.Max(out[n-1].to, e.to)
			continue
		}
		out = append(out, e)
	}
	kept := out[:0]
	for _, e := range out {
		if e.length() >= shortest {
			kept = append(kept, e)
		}
	}
	return kept
}

// groups parts the edges into sets that hang together by crossings, one for each possible table, from the
// top of the page, then from the left, and horizontal edges that cross none.
func (e edges) groups() (crossing []edges, rules []edge) {
	if len(e.h)*len(e.v) > mostCrossings {
		return nil, nil
	}
	n := len(e.h)
	parent := make([]int, n+len(e.v))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for j, v := range e.v {
		first := sort.Search(n, func(i int) bool { return e.h[i].pos >= v.from-reach })
		for i := first; i < n && e.h[i].pos <= v.to+reach; i++ {
			if e.h[i].meets(v) {
				parent[find(n+j)] = find(i)
			}
		}
	}
	at := map[int]int{}
	var out []edges
	slot := func(i int) *edges {
		r := find(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, edges{})
		}
		return &out[k]
	}
	for i, h := range e.h {
		s := slot(i)
		s.h = append(s.h, h)
	}
	for j, v := range e.v {
		s := slot(n + j)
		s.v = append(s.v, v)
	}
	return adopt(out)
}

// adopt keeps the sets that have lines both ways, by place. Lone vertical lines exactly as long as such a set is
// high are columns of it without a horizontal line on this page: merged cells that run through it.
func adopt(in []edges) (out []edges, rules []edge) {
	var lone []edge
	for _, g := range in {
		if len(g.h) > 0 && len(g.v) > 0 {
			out = append(out, g)
		} else {
			lone, rules = append(lone, g.v...), append(rules, g.h...)
		}
	}
	for i := range out {
		box := out[i].box()
		for _, e := range lone {
			if math.Abs(e.from-box.Y0) <= reach && math.Abs(e.to-box.Y1) <= reach {
				out[i].v = append(out[i].v, e)
			}
		}
		sort.SliceStable(out[i].v, func(a, b int) bool { return out[i].v[a].pos < out[i].v[b].pos })
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i].box(), out[j].box()
		if a.Y0 != b.Y0 {
			return a.Y0 < b.Y0
		}
		return a.X0 < b.X0
	})
	return out, rules
}

// box is the rectangle around all edges.
func (e edges) box() page.Rect {
	r := page.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, h := range e.h {
		r = page.Rect{X0: math.Min(r.X0, h.from), Y0: math.Min(r.Y0, h.pos), X1: math.Max(r.X1, h.to), Y1: math.Max(r.Y1, h.pos)}
	}
	for _, v := range e.v {
		r = page.Rect{X0: math.Min(r.X0, v.pos), Y0: math.Min(r.Y0, v.from), X1: math.Max(r.X1, v.pos), Y1: math.Max(r.Y1, v.to)}
	}
	return r
}
