package table

import (
	"math"
	"sort"
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// proseLine is the mean length of a line, in characters, from which a framed column is running text.
	proseLine = 25
	// fewest is the number of characters below which a grid is a drawing.
	fewest = 4
	// blankShare is the share of cells with text below which a grid of more than blankForm cells is a drawing: a
	// form left blank has at least its headings.
	blankForm, blankShare = 200, 0.02
	// farRule is the height in points a row between horizontal lines has at most: a dozen lines of text.
	farRule = 150.0
)

// piece is a table as it stands on one page.
type piece struct {
	page  int
	grid  grid
	box   page.Rect
	cells []Cell
	// words are those in the cells.
	words []page.Word
	// head is the number of heading rows.
	head int
	// nested is set for a table inside a cell of another.
	nested bool
}

// finder looks for the tables of one page, surest ones first.
type finder struct {
	number int
	words  []page.Word
	points []page.Point
	// rules are the page's horizontal lines that cross no vertical one.
	rules []edge
	// before is the table without lines that ended the page before, nil for none.
	before *textTable
	found  []piece
}

// onPage finds the tables of a page, in reading order, and the words outside of them: first those drawn with
// lines, then those of shaded cells, then those with horizontal lines only, then those with no line at all.
// A table without lines may go on from the page before.
func onPage(p page.Page, before *textTable) ([]piece, []page.Word) {
	f := finder{number: p.Number, words: p.Words, points: marks(p.Words), before: before}
	drawn, rules := ruled(p.Rulings, false).groups()
	rules = f.extend(drawn, rules)
	f.rules = rules
	shaded, _ := ruled(p.Rulings, true).groups()
	capped(drawn, shaded)
	f.headsOver(drawn, rules)
	f.labelsBeside(drawn)
	ruledShades(shaded, rules)
	frames := f.take(drawn, byLines)
	f.take(banded(p.Rulings, f.words), byText)
	f.take(shaded, byShade)
	f.take(frames, byText)
	f.take(betweenRules(rules, f.words), byText)
	f.take(bare(f.words, f.rules, before), byText)
	sort.SliceStable(f.found, func(i, j int) bool {
		a, b := f.found[i].box, f.found[j].box
		if a.Y0 != b.Y0 {
			return a.Y0 < b.Y0
		}
		return a.X0 < b.X0
	})
	return f.found, f.words
}

// capped adds to drawn tables the shaded cells that stand on them from side to side: headings whose borders are
// white.
func capped(drawn, shaded []edges) {
	for i := range drawn {
		box := drawn[i].box()
		for _, s := range shaded {
			b := s.box()
			on := math.Abs(b.Y1-box.Y0) <= reach && math.Abs(b.X0-box.X0) <= sameRule && math.Abs(b.X1-box.X1) <= sameRule
			if on && len(s.v) > 2 {
				drawn[i].h = straighten(append(append([]edge(nil), drawn[i].h...), s.h...), 0)
				drawn[i].v = straighten(append(append([]edge(nil), drawn[i].v...), s.v...), 0)
			}
		}
	}
}

// ruledShades adds to the sets of shaded cells the horizontal lines that run through them or end at them: where the
// figures of a table are shaded and its labels are not, the lines show that they are one.
func ruledShades(shaded []edges, rules []edge) {
	for i := range shaded {
		box := shaded[i].box()
		for _, r := range rules {
			within := box.Y0-snap <= r.pos && r.pos <= box.Y1+snap
			if within && r.from <= box.X1+reach && r.to >= box.X0-reach {
				shaded[i].h = append(shaded[i].h, r)
			}
		}
		shaded[i].h = straighten(shaded[i].h, 0)
	}
}

// extend adds to drawn tables the horizontal lines that go on below them at the same width with lines of text
// that fall apart into columns: only the headings have vertical lines. It gives back the other lines.
func (f *finder) extend(drawn []edges, rules []edge) []edge {
	var rest []edge
	for _, r := range rules {
		taken := false
		for i := range drawn {
			box := drawn[i].box()
			same := math.Abs(box.X0-r.from) <= reach && math.Abs(box.X1-r.to) <= reach
			if !same || r.pos < box.Y1 || r.pos-box.Y1 > farRule {
				continue
			}
			under := page.Rect{X0: box.X0, Y0: box.Y1, X1: box.X1, Y1: r.pos}
			words := wordsIn(f.words, under)
			if len(words) > 0 && tabular(words, under) {
				drawn[i].h = append(drawn[i].h, r)
				taken = true
				break
			}
		}
		if !taken {
			rest = append(rest, r)
		}
	}
	return rest
}

// What shows the cells of a table.
type shown int

const (
	byLines shown = iota
	byShade
	byText
)

// take makes tables of the sets of edges that meet no table found before, and gives back those that frame a
// single cell. Only drawn lines make a table of one column or one row: shaded headings stand over rows that are not.
func (f *finder) take(sets []edges, how shown) (frames []edges) {
	before := len(f.found)
	for _, set := range innerFirst(sets) {
		if meets(f.found[:before], set.box()) {
			continue
		}
		g := newGrid(set, f.points)
		if len(g.spans) == 0 {
			continue
		}
		if how != byText && len(g.spans) == 1 {
			frames = append(frames, set)
			continue
		}
		g = f.refined(set, g, how)
		g.byText = how == byText
		if how != byLines && (g.cols() < 2 || g.rows() < 2) {
			continue
		}
		f.add(g, before)
	}
	return frames
}

// add makes a table of a grid. Those of the tables found from before on that lie in one of its cells are nested in
// it; the words of others it covers go back to it.
func (f *finder) add(g grid, before int) {
	words, nested := f.words, []int{}
	kept := append([]piece(nil), f.found[:before]...)
	for _, t := range f.found[before:] {
		switch {
		case g.outer().Intersect(t.box) == (page.Rect{}):
		case t.grid.rows() > 1 && t.grid.cols() > 1 && g.encloses(t.box):
			nested = append(nested, len(kept))
		default:
			words = append(append([]page.Word(nil), words...), t.words...)
			continue
		}
		kept = append(kept, t)
	}
	t, rest, ok := fromGrid(g, words, f.number)
	if !ok {
		return
	}
	for _, i := range nested {
		kept[i].nested = true
	}
	f.words, f.found = rest, append(kept, t)
}

// innerFirst puts sets that lie within others before them and keeps the order otherwise.
func innerFirst(sets []edges) []edges {
	out := append([]edges(nil), sets...)
	sort.SliceStable(out, func(i, j int) bool { return depth(out[i], sets) > depth(out[j], sets) })
	return out
}

// depth is how many of the sets a set lies within.
func depth(e edges, sets []edges) int {
	n, box := 0, e.box()
	for _, s := range sets {
		outer := s.box()
		if outer != box && outer.Union(box) == outer {
			n++
		}
	}
	return n
}

// encloses says whether a box lies within one cell of the grid.
func (g grid) encloses(box page.Rect) bool {
	for _, s := range g.spans {
		if cell := g.box(s); cell.Union(box) == cell {
			return true
		}
	}
	return false
}

// refined adds to a grid what the text shows: all of it where there are no lines between columns.
func (f *finder) refined(set edges, g grid, how shown) grid {
	if how == byText && len(set.v) <= 2 || how == byLines && g.cols() == 1 {
		area := g.outer()
		rules := append(append([]edge(nil), f.rules...), set.h...)
		if t, ok := textGrid(wordsIn(f.words, area), rules, area, f.before); ok {
			return t
		}
	}
	if how == byLines {
		if t, ok := openGrid(g, wordsIn(f.words, g.outer()), f.before); ok {
			return t
		}
	}
	return refine(set, g, f.words, f.points)
}

func meets(tables []piece, box page.Rect) bool {
	for _, t := range tables {
		if t.box.Grow(reach).Intersect(box) != (page.Rect{}) {
			return true
		}
	}
	return false
}

// fromGrid fills a grid with its words; false where it is no table.
func fromGrid(g grid, words []page.Word, number int) (piece, []page.Word, bool) {
	if len(g.spans) < 2 {
		return piece{}, words, false
	}
	cells, inside, rest := g.fill(words, number)
	t := piece{page: number, grid: g, box: g.outer(), cells: cells, words: inside}
	if !t.plausible() {
		return piece{}, words, false
	}
	return t, rest, true
}

// plausible says whether the grid holds a table: not a drawing with little text, not framed running text, not
// the lines of a chart with a word here and there.
func (t piece) plausible() bool {
	filled, runes, lines := 0, 0, 0
	for _, c := range t.cells {
		if c.Text == "" {
			continue
		}
		filled++
		lines += len(c.Lines)
		runes += utf8.RuneCountInString(c.Text)
	}
	if runes < fewest || filled < 2 || len(t.cells) > blankForm && float64(filled) < blankShare*float64(len(t.cells)) {
		return false
	}
	if t.drawing(filled) || t.grid.byText && (t.list() || t.chart()) {
		return false
	}
	return t.grid.cols() > 1 || runes/lines < proseLine && 2*filled > len(t.cells)
}
