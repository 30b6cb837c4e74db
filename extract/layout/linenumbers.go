package layout

import (
	"math"
	"sort"
	"strconv"

	"gouji/extract/page"
)

// WhyLineNumber is why the numbers of a page's lines are set apart.
const WhyLineNumber = "line-number"

const (
	// fewestNumbers is the number of line numbers on a page that are no list.
	fewestNumbers = 8
	// numberColumn is how far apart in points the right or left edges of line numbers may lie.
	numberColumn = 1.5
	// evenPitch is by how much of itself the distance of numbered lines may change.
	evenPitch = 0.1
	// numbersGap is the least blank in font sizes between the numbers and the text.
	numbersGap = 1.0
	// textHeight is the share of the height of the page's text that its line numbers reach over.
	textHeight = 0.8
	// numberedPages is the number of pages that show that lines are numbered on purpose.
	numberedPages = 2
)

// splitLineNumbers sets apart the numbers in the margin that count the lines of pages: rising evenly down the page at
// one distance, left of all text, from its top to its end, on at least two pages and in no grid.
func splitLineNumbers(pages []Page) {
	found := map[int][]page.Word{}
	for i := range pages {
		if n := lineNumbers(&pages[i]); n != nil {
			found[i] = n
		}
	}
	if len(found) < numberedPages {
		return
	}
	for i, words := range found {
		boxes := map[page.Rect]string{}
		for _, w := range words {
			boxes[w.Box] = WhyLineNumber
		}
		pages[i].remove(boxes)
	}
}

// lineNumbers are the words of a page that number its lines; nil where none do.
func lineNumbers(p *Page) []page.Word {
	numbers, text := leftmost(p.Words)
	if len(numbers) < fewestNumbers || text == (page.Rect{}) || !rising(numbers) {
		return nil
	}
	first, last := numbers[0], numbers[len(numbers)-1]
	if last.Box.Y1-first.Box.Y0 < textHeight*text.Height() {
		return nil
	}
	for _, n := range numbers {
		if inGrid(p.Rulings, n.Box) || n.Box.X1+numbersGap*n.Size > text.X0 {
			return nil
		}
	}
	return numbers
}

// leftmost are the whole numbers that stand under each other left of everything else, from the top, and the box of
// the rest.
func leftmost(words []page.Word) (numbers []page.Word, rest page.Rect) {
	left := math.Inf(1)
	for _, w := range words {
		if isLineNumber(w) {
			left = math.Min(left, w.Box.X1)
		}
	}
	for _, w := range words {
		if isLineNumber(w) && w.Box.X1-left < w.Size+numberColumn {
			numbers = append(numbers, w)
		} else {
			rest = rest.Union(w.Box)
		}
	}
	sort.SliceStable(numbers, func(i, j int) bool { return numbers[i].Baseline < numbers[j].Baseline })
	return numbers, rest
}

func isLineNumber(w page.Word) bool {
	_, err := strconv.ParseUint(w.Text, 10, 16)
	return err == nil && w.Angle == 0
}

// rising says whether numbers in a column rise by one step at one distance and share their left or right edge.
func rising(words []page.Word) bool {
	value := func(w page.Word) int { n, _ := strconv.Atoi(w.Text); return n }
	step, pitch := value(words[1])-value(words[0]), words[1].Baseline-words[0].Baseline
	leftEdge, rightEdge := true, true
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		if value(b)-value(a) != step || step < 1 || math.Abs(b.Baseline-a.Baseline-pitch) > evenPitch*pitch {
			return false
		}
		leftEdge = leftEdge && math.Abs(b.Box.X0-a.Box.X0) <= numberColumn
		rightEdge = rightEdge && math.Abs(b.Box.X1-a.Box.X1) <= numberColumn
	}
	return leftEdge || rightEdge
}
