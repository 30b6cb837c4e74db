package layout

import (
	"sort"

	"gouji/extract/page"
)

const (
	// gutter is the least width of the blank between two columns of running text, in font sizes, and
	// gutterLines the least number of lines beside it that leave it free.
	gutter, gutterLines = 1.5, 6
)

// columns puts lines in reading order: a stretch of lines that all leave the same gutter free is two columns,
// read one after the other. The result is groups of lines that stand under each other.
func columns(lines [][]page.Word) [][][]page.Word {
	var out [][][]page.Word
	for from := 0; from < len(lines); {
		to, x := stretch(lines[from:])
		if to < gutterLines {
			if n := len(out); n > 0 && from > 0 && !splitBefore(lines, from) {
				out[n-1] = append(out[n-1], lines[from])
			} else {
				out = append(out, [][]page.Word{lines[from]})
			}
			from++
			continue
		}
		left, right := cut(lines[from:from+to], x)
		out = append(out, left, right)
		from += to
		if from < len(lines) {
			out = append(out, [][]page.Word{lines[from]})
			from++
		}
	}
	return out
}

// splitBefore says whether the lines just before were two columns.
func splitBefore(lines [][]page.Word, at int) bool {
	if at < gutterLines {
		return false
	}
	n, _ := stretch(lines[at-gutterLines : at])
	return n == gutterLines
}

// gap is a blank within a line.
type gap struct{ from, to float64 }

// stretch is how many of the first lines leave one gutter free that at least half of them have text on both
// sides of, and where it is.
func stretch(lines [][]page.Word) (int, float64) {
	common, ok := widestGap(lines[0])
	if !ok {
		return 0, 0
	}
	n, both := 0, 0
	for _, line := range lines {
		g, beside := freeOf(line, common)
		if g.to-g.from < gutter*line[0].Size {
			break
		}
		common = g
		n++
		if beside {
			both++
		}
	}
	if both*4 < n*3 {
		return 0, 0
	}
	return n, (common.from + common.to) / 2
}

// widestGap is the widest blank of a line.
func widestGap(line []page.Word) (gap, bool) {
	best := gap{}
	for i := 1; i < len(line); i++ {
		if g := (gap{line[i-1].Box.X1, line[i].Box.X0}); g.to-g.from > best.to-best.from {
			best = g
		}
	}
	return best, best.to > best.from
}

// freeOf is the part of the blank that the line leaves free, and whether it has text on both sides of it.
func freeOf(line []page.Word, g gap) (gap, bool) {
	left, right := false, false
	for _, w := range line {
		switch {
		case w.Box.X1 <= g.from:
			left = true
		case w.Box.X0 >= g.to:
			right = true
		case w.Box.Center().X < (g.from+g.to)/2:
			g.from, left = w.Box.X1, true
		default:
			g.to, right = w.Box.X0, true
		}
	}
	return g, left && right
}

// cut parts lines at x into a left and a right column.
func cut(lines [][]page.Word, x float64) (left, right [][]page.Word) {
	for _, line := range lines {
		i := sort.Search(len(line), func(i int) bool { return line[i].Box.Center().X > x })
		if i > 0 {
			left = append(left, line[:i])
		}
		if i < len(line) {
			right = append(right, line[i:])
		}
	}
	return left, right
}
