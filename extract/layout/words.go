package layout

import (
	"math"
	"sort"
	"unicode"

	"gouji/extract/page"
)

// Gaps between glyphs of one word, in font sizes.
const (
	// gapLatin is below the narrowest word space of justified text (0.2).
	gapLatin = 0.18
	// gapNumber lets digits stand apart that were placed one by one.
	gapNumber = 0.3
	// gapWide lets Chinese characters be spaced out in justified text.
	gapWide = 0.5
	// gapBack is how far a glyph may reach back over its neighbour (kerning, slanted type).
	gapBack = 0.4
	// baselineStep is how far the baselines of one word may differ: fonts of one line sit differently.
	baselineStep = 0.25
	// overlap is how far one character may reach into the next before its width counts as wrong.
	overlap = 0.1
	// overlapShare is the share of its width that a character keeps at most before the next begins.
	overlapShare = 0.75
	// doubled is how close the same character drawn twice lies to its copy (false bold, shadow).
	doubled = 0.25
	// wallGap is the gap at which a vertical ruling cuts a word; text that runs on without any gap flows over
	// the ruling instead.
	wallGap = 0.06
	// hiddenLayer is the share of unpainted characters from which they are the text of a scan; below it they
	// are remains that were clipped away.
	hiddenLayer = 0.9
)

// placed is a glyph in the frame of its own text direction: u along the line, v across it, downwards.
type placed struct {
	glyph  page.Glyph
	u0, u1 float64
	v      float64
	size   float64
	// space says that a blank was drawn before the glyph.
	space bool
}

// run is a word being made, in the same frame.
type run struct{ glyphs []placed }

func (r run) first() *placed { return &r.glyphs[0] }
func (r run) last() *placed  { return &r.glyphs[len(r.glyphs)-1] }

// Words makes words from the page's glyphs: runs without a gap on one baseline, cut at vertical rulings.
// A page that has words already (OCR) keeps them.
func Words(p page.Page) []page.Word {
	if p.Words != nil {
		return p.Words
	}
	walls := verticals(p.Rulings)
	var words []page.Word
	for _, group := range byAngle(visible(p.Glyphs)) {
		upright := group.angle == 0
		runs := group.runs(func(a, b *placed) bool { return upright && walls.between(a, b) })
		for _, r := range runs {
			words = append(words, r.word(group.angle, p.Source))
		}
	}
	sortWords(words)
	return words
}

// sortWords puts words in the order of their baselines, then from the left.
func sortWords(words []page.Word) {
	sort.SliceStable(words, func(i, j int) bool {
		a, b := &words[i], &words[j]
		if a.Baseline != b.Baseline {
			return a.Baseline < b.Baseline
		}
		return a.Box.X0 < b.Box.X0
	})
}

// visible leaves out glyphs that are not painted, unless the whole text layer is of that kind, and the
// second strokes of characters drawn twice.
func visible(glyphs []page.Glyph) []page.Glyph {
	hidden := 0
	for _, g := range glyphs {
		if g.Hidden {
			hidden++
		}
	}
	keepHidden := float64(hidden) > hiddenLayer*float64(len(glyphs))
	seen := page.NewPlaces(len(glyphs), raster)
	kept := make([]page.Glyph, 0, len(glyphs))
	for _, g := range glyphs {
		if g.Hidden && !keepHidden || unicode.IsControl(g.Rune) && !unicode.IsSpace(g.Rune) {
			continue
		}
		g.Rune = plain(g.Rune)
		if !unicode.IsSpace(g.Rune) {
			if near := doubled * math.Min(g.Size, g.Box.Width()); seen.Near(g.Rune, g.Origin, near, page.Apart) >= 0 {
				continue
			}
			seen.Add(g.Rune, g.Origin)
		}
		kept = append(kept, g)
	}
	return kept
}

// raster is the width in points of the cells in which copies are looked for.
const raster = 8

// direction is the glyphs of one text direction.
type direction struct {
	angle  float64
	glyphs []placed
}

// byAngle parts the glyphs by text direction, quarter turns made exact.
func byAngle(glyphs []page.Glyph) []direction {
	groups := map[float64]*direction{}
	space := false
	for _, g := range glyphs {
		if unicode.IsSpace(g.Rune) {
			space = true
			continue
		}
		angle := roundAngle(g.Angle)
		d := groups[angle]
		if d == nil {
			d = &direction{angle: angle, glyphs: make([]placed, 0, len(glyphs)/(1+len(groups)))}
			groups[angle] = d
		}
		q := place(g, angle)
		q.space, space = space, false
		d.glyphs = append(d.glyphs, q)
	}
	angles := make([]float64, 0, len(groups))
	for a := range groups {
		angles = append(angles, a)
	}
	sort.Float64s(angles)
	out := make([]direction, len(angles))
	for i, a := range angles {
		out[i] = *groups[a]
		if a == 0 {
			narrow(out[i].glyphs)
		}
	}
	return out
}

// narrow corrects the widths of characters that are placed one by one much closer than the font says they are
// wide: the font's widths are wrong then, and the character may stand anywhere in its box. Such a character is as
// wide as its distance from the next, around the middle of its ink; the last one is as wide as its ink.
func narrow(glyphs []placed) {
	wrong := false
	for i := range glyphs {
		g := &glyphs[i]
		ink := g.glyph.Ink
		pitch := ink.Width()
		if i+1 < len(glyphs) && overlaps(*g, glyphs[i+1]) {
			pitch, wrong = math.Max(pitch, glyphs[i+1].u0-g.u0), true
		} else if !wrong || ink.Empty() {
			wrong = false
			continue
		} else {
			wrong = false
		}
		middle := ink.Center().X
		g.u0, g.u1 = middle-pitch/2, middle+pitch/2
		g.glyph.Box.X0, g.glyph.Box.X1 = g.u0, g.u1
	}
}

// overlaps says whether the box of b begins well inside that of a though their inks stand apart.
func overlaps(a, b placed) bool {
	if a.v != b.v || a.glyph.Ink.Empty() || b.glyph.Ink.Empty() {
		return false
	}
	boxes := b.u0 > a.u0 && b.u0 < a.u1-overlap*a.size
	return boxes && a.glyph.Ink.X1 <= b.glyph.Ink.X0 && b.u0-a.u0 < overlapShare*(a.u1-a.u0)
}

// quarterSlack is how many degrees from a quarter turn still count as one.
const quarterSlack = 3

func roundAngle(a float64) float64 {
	if a == 0 {
		return 0
	}
	a = math.Mod(a+360, 360)
	if q := math.Round(a/90) * 90; math.Abs(a-q) <= quarterSlack {
		return math.Mod(q, 360)
	}
	return math.Mod(math.Round(a), 360)
}

// place puts the glyph into the frame of its direction.
func place(g page.Glyph, angle float64) placed {
	if angle == 0 {
		return placed{glyph: g, u0: g.Box.X0, u1: g.Box.X1, v: g.Origin.Y, size: g.Size}
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	along := func(p page.Point) float64 { return p.X*cos + p.Y*sin }
	q := placed{glyph: g, v: g.Origin.Y*cos - g.Origin.X*sin, size: g.Size}
	if math.Mod(angle, 90) != 0 {
		q.u0 = along(g.Origin)
		q.u1 = q.u0 + g.Size
		if !page.Wide(g.Rune) {
			q.u1 = q.u0 + g.Size/2
		}
		return q
	}
	a, b := along(page.Point{X: g.Box.X0, Y: g.Box.Y0}), along(page.Point{X: g.Box.X1, Y: g.Box.Y1})
	q.u0, q.u1 = math.Min(a, b), math.Max(a, b)
	return q
}

// runs makes the words of one direction: first glyphs that follow each other as drawn, so that texts drawn
// over each other stay apart, then pieces of one line that lie side by side.
func (d direction) runs(wall func(a, b *placed) bool) []run {
	var runs []run
	from := 0 // of the run being made: the runs are parts of d.glyphs
	for i := range d.glyphs {
		if i > 0 && (!follows(&d.glyphs[i-1], &d.glyphs[i]) || wall(&d.glyphs[i-1], &d.glyphs[i])) {
			runs, from = append(runs, run{d.glyphs[from:i:i]}), i
		}
	}
	if n := len(d.glyphs); n > 0 {
		runs = append(runs, run{d.glyphs[from:n:n]})
	}
	return mergeRuns(runs, wall)
}

// mergeRuns joins runs of one line that lie side by side.
func mergeRuns(runs []run, wall func(a, b *placed) bool) []run {
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].first().v < runs[j].first().v })
	var out []run
	for i := 0; i < len(runs); {
		j := i + 1
		base := runs[i].first()
		for j < len(runs) && runs[j].first().v-base.v <= baselineStep*math.Max(base.size, runs[j].first().size) {
			j++
		}
		line := runs[i:j]
		sort.SliceStable(line, func(a, b int) bool { return line[a].first().u0 < line[b].first().u0 })
		start := len(out)
		for _, r := range line {
			if n := len(out); n > start && follows(out[n-1].last(), r.first()) && !wall(out[n-1].last(), r.first()) {
				out[n-1].glyphs = append(out[n-1].glyphs, r.glyphs...)
				continue
			}
			out = append(out, r)
		}
		i = j
	}
	return out
}

// follows says whether b goes on with the word that a ends.
func follows(a, b *placed) bool {
	size := math.Max(a.size, b.size)
	if math.Abs(a.v-b.v) > baselineStep*size {
		return false
	}
	gap := b.u0 - a.u1
	if gap < -gapBack*size || b.u0 <= a.u0 {
		return false
	}
	wide := page.Wide(a.glyph.Rune) || page.Wide(b.glyph.Rune)
	if b.space && !wide {
		return false
	}
	limit := gapLatin
	switch {
	case wide:
		limit = gapWide
	case numeral(a.glyph.Rune) && numeral(b.glyph.Rune):
		limit = gapNumber
	}
	return gap <= limit*size
}

func numeral(r rune) bool {
	return unicode.IsDigit(r) || r == ',' || r == '.' || r == '-' || r == '%'
}

// word turns a finished run into a word of the page.
func (r run) word(angle float64, source page.Source) page.Word {
	w := page.Word{Angle: angle, Source: source, Confidence: 1}
	text := make([]rune, len(r.glyphs))
	w.Glyphs = make([]page.Glyph, len(r.glyphs))
	bold := 0
	for i, g := range r.glyphs {
		text[i] = g.glyph.Rune
		w.Glyphs[i] = g.glyph
		w.Box = w.Box.Union(g.glyph.Box)
		w.Size = math.Max(w.Size, g.size)
		if g.glyph.Bold {
			bold++
		}
	}
	w.Text = string(text)
	w.Bold = bold*2 > len(r.glyphs)
	w.Baseline = r.first().glyph.Origin.Y
	if angle != 0 {
		w.Baseline = w.Box.Y1
	}
	return w
}

// walls are the page's vertical rulings by x.
type walls []page.Rect

func verticals(rulings []page.Ruling) walls {
	var w walls
	for _, r := range rulings {
		if !r.Horizontal() {
			w = append(w, r.Box)
		}
	}
	sort.Slice(w, func(i, j int) bool { return w[i].X0 < w[j].X0 })
	return w
}

// between says whether a vertical ruling stands in the gap between two glyphs of a line. Between a character and
// a digit there need be no gap: a label clipped at the wall has come up to the figure of the next cell.
func (w walls) between(a, b *placed) bool {
	changes := page.Wide(a.glyph.Rune) && numeral(b.glyph.Rune) || numeral(a.glyph.Rune) && page.Wide(b.glyph.Rune)
	if !changes && b.u0-a.u1 < wallGap*math.Max(a.size, b.size) {
		return false
	}
	left, right := a.glyph.Box.Center().X, b.glyph.Box.Center().X
	y := a.v - a.size/3
	for i := sort.Search(len(w), func(i int) bool { return w[i].X0 > left }); i < len(w) && w[i].X0 < right; i++ {
		if w[i].Y0 <= y && y <= w[i].Y1 {
			return true
		}
	}
	return false
}
