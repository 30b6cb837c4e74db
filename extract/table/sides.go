package table

import (
	"math"

	"gouji/extract/page"
)

const (
	// sideGap is the blank in font sizes between two columns of running text; sideLines is the number of lines beside
	// it that show it.
	sideGap, sideLines = 1.2, 6
	// sideFrom and sideTo bound where it lies, as shares of the width of the text.
	sideFrom, sideTo = 0.25, 0.75
	// filledLine is the share of a side's width that a line of running text fills; filledShare the share of such lines.
	filledLine, filledShare = 0.85, 0.6
)

// sides parts lines where a page is set in two columns, one of running text at least: what stands beside it is read for
// itself. The groups come from the top, the left column before the right.
func sides(lines [][]page.Word) [][]page.Word {
	x0, x1 := math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		x0, x1 = math.Min(x0, l[0].Box.X0), math.Max(x1, l[len(l)-1].Box.X1)
	}
	var out [][]page.Word
	var whole []page.Word
	for from := 0; from < len(lines); {
		n, x := besideText(lines[from:], x0, x1)
		if n == 0 {
			whole = append(whole, lines[from]...)
			from++
			continue
		}
		left, right := cutLines(lines[from:from+n], x)
		out = append(out, whole, left, right)
		whole = nil
		from += n
	}
	return append(out, whole)
}

// besideText is how many of the first lines stand in two columns of which one is running text, and where they part.
func besideText(lines [][]page.Word, x0, x1 float64) (int, float64) {
	free := [][2]float64{{x0 + sideFrom*(x1-x0), x0 + sideTo*(x1-x0)}}
	for n, l := range lines {
		next := freeOf(free, l)
		if len(next) == 0 || n == len(lines)-1 {
			if len(next) > 0 {
				free, n = next, n+1
			}
			for _, f := range free {
				x := (f[0] + f[1]) / 2
				left, right := cutLines(lines[:n], x)
				if n >= sideLines && (runs(left, x0, f[0]) || runs(right, f[1], x1)) {
					return n, x
				}
			}
			return 0, 0
		}
		free = next
	}
	return 0, 0
}

// freeOf are the parts of blanks that a line leaves free, as far as they are wide enough.
func freeOf(blanks [][2]float64, line []page.Word) [][2]float64 {
	var out [][2]float64
	for _, b := range blanks {
		from := b[0]
		for _, w := range line {
			if w.Box.X1 <= from || w.Box.X0 >= b[1] {
				continue
			}
			if w.Box.X0-from >= sideGap*w.Size {
				out = append(out, [2]float64{from, w.Box.X0})
			}
			from = w.Box.X1
		}
		if b[1]-from >= sideGap*line[0].Size {
			out = append(out, [2]float64{from, b[1]})
		}
	}
	return out
}

func cutLines(lines [][]page.Word, x float64) (left, right []page.Word) {
	for _, l := range lines {
		for _, w := range l {
			if w.Box.Center().X < x {
				left = append(left, w)
			} else {
				right = append(right, w)
			}
		}
	}
	return left, right
}

// runs says whether the words of one side are running text: most lines fill it from side to side.
func runs(words []page.Word, x0, x1 float64) bool {
	lines := textRowsOf(page.Lines(words))
	filled := 0
	for _, l := range lines {
		if len(l.chunks) == 1 && l.chunks[0].box.Width() >= filledLine*(x1-x0) {
			filled++
		}
	}
	return filled >= sideLines && float64(filled) >= filledShare*float64(len(lines))
}
