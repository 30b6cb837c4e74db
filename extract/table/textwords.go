package table

import (
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode"
)

const (
	// alignedRows is the number of rows from which a table of words without any line is no accident, and mostHeads that of
	// the lines its headings have at most.
	alignedRows, mostHeads = 4, 3
)

// alignedWords says whether lines are a table of words that needs no lines to be seen, and how many of them are headings:
// every text of every row begins at one of at least three places, one column has texts of one shape with digits (codes,
// numbers), and every column has a heading of another shape. So neither lists nor addresses nor indexes are one.
func alignedWords(lines []textRow) (head int, ok bool) {
	for head = 1; head <= mostHeads && head+alignedRows <= len(lines); head++ {
		cols := flushColumns(lines[head:])
		if len(cols) >= fewColumns && headedColumns(lines[:head], cols) {
			return head, coded(lines, head, cols)
		}
	}
	return 0, false
}

// flushColumns are the columns of lines all of whose texts begin at the same places; nil where one does not, where a line
// has too few texts, or where a text runs into the next column.
func flushColumns(lines []textRow) []column {
	var starts []float64
	for _, l := range lines {
		if len(l.chunks) < fewColumns {
			return nil
		}
		for _, c := range l.chunks {
			starts = append(starts, c.box.X0)
		}
	}
	sort.Float64s(starts)
	var cols []column
	for _, x := range starts {
		if n := len(cols); n > 0 && x-cols[n-1].x0 <= flushLeft {
			continue
		}
		cols = append(cols, column{x0: x, x1: x})
	}
	for _, l := range lines {
		for _, c := range l.chunks {
			i := columnFrom(cols, c.box.X0)
			cols[i].x1 = math.Max(cols[i].x1, c.box.X1)
			if i+1 < len(cols) && c.box.X1 >= cols[i+1].x0 {
				return nil
			}
		}
	}
	return cols
}

// columnFrom is the column that begins at x, or the last before it.
func columnFrom(cols []column, x float64) int {
	return max(0, sort.Search(len(cols), func(i int) bool { return cols[i].x0 > x })-1)
}

// headedColumns says whether every column has one text over it in the lines of headings, and no heading stands elsewhere.
func headedColumns(heads []textRow, cols []column) bool {
	over := make([]int, len(cols))
	for _, l := range heads {
		last := -1
		for _, c := range l.chunks {
			i := nearestColumn(cols, c.box)
			if i <= last || i > 0 && c.box.X0 <= cols[i-1].x1 || i+1 < len(cols) && c.box.X1 >= cols[i+1].x0 || isFigure(c.text()) {
				return false
			}
			last = i
			over[i]++
		}
	}
	for _, n := range over {
		if n == 0 {
			return false
		}
	}
	return true
}

// coded says whether the texts of a column, in every row, are of one shape with digits, and its headings of another.
func coded(lines []textRow, head int, cols []column) bool {
	shapes, texts := make([]string, len(cols)), make([]int, len(cols))
	for _, l := range lines[head:] {
		if leader.MatchString(l.text()) || l.captions() {
			return false
		}
		for _, c := range l.chunks {
			i := columnFrom(cols, c.box.X0)
			if texts[i]++; texts[i] == 1 {
				shapes[i] = shape(c.text())
			} else if shapes[i] != shape(c.text()) {
				shapes[i] = ""
			}
		}
	}
	for i, s := range shapes {
		if texts[i] != len(lines)-head || !strings.Contains(s, "9") {
			continue
		}
		own := true
		for _, l := range lines[:head] {
			for _, c := range l.chunks {
				own = own && (nearestColumn(cols, c.box) != i || shape(c.text()) != s)
			}
		}
		if own {
			return true
		}
	}
	return false
}

var runs9, runsA = regexp.MustCompile(`9+`), regexp.MustCompile(`a+`)

// shape is a text with all digits alike, all letters alike and their runs drawn together: C12 is a9.
func shape(text string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '9'
		case unicode.IsLetter(r):
			return 'a'
		}
		return r
	}, text)
	return runsA.ReplaceAllString(runs9.ReplaceAllString(plain, "9"), "a")
}
