package table

import (
	"math"
	"sort"
	"unicode"

	"gouji/extract/page"
)

// fewRules is the number of lines of a table that has nothing but headings: over them, under them, and at the end.
const fewRules = 3

// isData says whether a line states something in columns: a figure beside other text.
func (l textRow) isData() bool {
	for i, c := range l.chunks {
		if len(l.chunks) > 1 && isFigure(c.text()) && (i > 0 || len(l.chunks) > 2) {
			return true
		}
	}
	return false
}

// numbersColumns says whether a line numbers the columns: its numbers stand in their middle, where no data need be.
func (l textRow) numbersColumns() bool {
	var row []Cell
	for _, c := range l.chunks {
		row = append(row, Cell{Text: c.text()})
	}
	return numbered(row)
}

// findColumns finds the columns and the first line of data. In a table of words only, which needs lines around it,
// what stands over its first inner line is the heading.
func (t *textTable) findColumns() bool {
	var data []textRow
	t.head = -1
	for i, l := range t.lines {
		if l.isData() {
			if !l.numbersColumns() {
				data = append(data, l)
			}
			if t.head < 0 {
				t.head = i
			}
		}
	}
	least := fewestLines
	if len(t.rules) > 1 {
		least--
	}
	if len(data) < least {
		first := t.head
		head, words := t.ruledWords()
		t.head = first
		if n, ok := alignedWords(t.lines); ok && len(words) < least {
			head, words = n, t.lines[n:]
		}
		if len(words) < least || len(words) <= 2*len(data) {
			return t.columnsOfHeadings(data)
		}
		t.head, data = head, words
	}
	t.cols = columnsFrom(data, columnGap*t.size)
	if len(t.cols) < 2 {
		return false
	}
	for i := range t.cols {
		t.cols[i].figures = t.figuresIn(data, i)
	}
	t.descend()
	t.climb()
	t.splitColumns(data)
	return true
}

// ruledWords are the lines under the headings of a table of words, and where they begin: under the first inner line that
// leaves no column but the first without a heading; nil where no such line is.
func (t *textTable) ruledWords() (head int, out []textRow) {
	for i := 1; i < len(t.lines); i++ {
		if !t.ruleBetween(t.lines[i-1].base, t.lines[i].base) {
			continue
		}
		out = nil
		for _, l := range t.lines[i:] {
			if len(l.chunks) > 1 {
				out = append(out, l)
			}
		}
		t.head = i
		if len(lowest(t.stackHeadings()))+1 >= len(columnsFrom(out, columnGap*t.size)) {
			return i, out
		}
	}
	return 0, nil
}

func (t *textTable) figuresIn(data []textRow, col int) bool {
	figures, all := 0, 0
	for _, l := range data {
		for _, c := range l.chunks {
			if t.columnAt(c.box.Center().X) == col {
				all++
				if isFigure(c.text()) {
					figures++
				}
			}
		}
	}
	return figures > 0 && float64(figures) >= figureShare*float64(all)
}

// descend moves the end of the headings down over lines that have words rather than figures where the rest has figures:
// a heading may hold a unit or a year.
func (t *textTable) descend() {
	for i := t.head; i+1 < len(t.lines); i++ {
		figures, words := 0, 0
		for _, c := range t.lines[i].chunks {
			if !t.cols[t.columnAt(c.box.Center().X)].figures {
				continue
			}
			if text := c.text(); isFigure(text) {
				figures++
			} else if isWord(text) {
				words++
			}
		}
		if words == 0 || words < figures {
			return
		}
		t.head = i + 1
	}
}

// isWord says whether a text has letters enough to be no mark that stands for a figure.
func isWord(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
		if page.Wide(r) && unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// climb moves the end of the headings up to the line that parts them from the rest, over labels without figures.
func (t *textTable) climb() {
	for i := t.head; i > 0; i-- {
		if t.ruleBetween(t.lines[i-1].base-t.lines[i-1].size/2, t.lines[i].base-t.lines[i].size/2) {
			t.head = i
			return
		}
	}
	for t.head > 0 && t.labelOnly(t.lines[t.head-1]) {
		t.head--
	}
}

// labelOnly says whether a line holds nothing but a label at the left edge of the first column.
func (t *textTable) labelOnly(l textRow) bool {
	c := l.chunks[0]
	return len(l.chunks) == 1 && c.box.X1 < t.wallAfter(0) && math.Abs(c.box.X0-t.cols[0].x0) < t.size
}

// columnsFrom gives the columns that lines of data show: what stands between the blanks that run through all of them.
func columnsFrom(data []textRow, least float64) []column {
	spanning := spanningChunks(data)
	var boxes []page.Rect
	for i, l := range data {
		for k, c := range l.chunks {
			if !spanning[[2]int{i, k}] {
				boxes = append(boxes, c.box)
			}
		}
	}
	sort.Slice(boxes, func(i, j int) bool { return boxes[i].X0 < boxes[j].X0 })
	var out []column
	for _, b := range boxes {
		if n := len(out); n > 0 && b.X0-out[n-1].x1 < least {
			out[n-1].x1 = math.Max(out[n-1].x1, b.X1)
			continue
		}
		out = append(out, column{x0: b.X0, x1: b.X1})
	}
	for i := range out {
		out[i].h0, out[i].h1 = out[i].x0, out[i].x1
	}
	return out
}

// spanningChunks are those that stand over two texts of another line more often than over one: they run over columns.
func spanningChunks(data []textRow) map[[2]int]bool {
	out := map[[2]int]bool{}
	for i, l := range data {
		for k, c := range l.chunks {
			one, several := 0, 0
			for j, o := range data {
				if i == j {
					continue
				}
				switch over := overlapping(c, o.chunks); {
				case over == 1:
					one++
				case over > 1:
					several++
				}
			}
			if several > one {
				out[[2]int{i, k}] = true
			}
		}
	}
	return out
}

// overlapping counts the chunks that stand over or under a chunk.
func overlapping(c chunk, others []chunk) int {
	n := 0
	for _, o := range others {
		if overlapX(c.box, o.box) > 0 {
			n++
		}
	}
	return n
}

// columnsOfHeadings takes the columns of a table with hardly any data from its headings: the lowest ones, each with the
// figures nearest to it.
func (t *textTable) columnsOfHeadings(data []textRow) bool {
	if len(data) == 0 && t.head < 0 && len(t.rules) < fewRules {
		return false
	}
	if t.head < 0 {
		t.head = t.labelsFrom()
	}
	t.dropTitles()
	for _, h := range lowest(t.stackHeadings()) {
		t.cols = append(t.cols, column{x0: h.box.X0, x1: h.box.X1, h0: h.box.X0, h1: h.box.X1, figures: true})
	}
	if len(t.cols) < 2 || len(t.cols) < fewColumns && len(t.rules) < fewRules {
		return false
	}
	at := append([]column(nil), t.cols...)
	for _, l := range t.lines[t.head:] {
		for _, c := range l.chunks {
			i := nearestColumn(at, c.box)
			t.cols[i].x0, t.cols[i].x1 = math.Min(t.cols[i].x0, c.box.X0), math.Max(t.cols[i].x1, c.box.X1)
		}
	}
	for i := 1; i < len(t.cols); i++ {
		if t.cols[i].x0 < t.cols[i-1].x1 {
			return false
		}
	}
	return true
}

// labelsFrom is the first line under a line from side to side from which on there is nothing but labels.
func (t *textTable) labelsFrom() int {
	from := len(t.lines)
	for i := len(t.lines) - 1; i > 0 && len(t.lines[i].chunks) == 1; i-- {
		if t.ruleBetween(t.lines[i-1].base-midHeight*t.lines[i-1].size, t.lines[i].base-midHeight*t.lines[i].size) {
			from = i
		}
	}
	return from
}

// nearestColumn is the column under whose heading the box stands, or to whose heading it is nearest.
func nearestColumn(cols []column, box page.Rect) int {
	best, least := 0, math.Inf(1)
	for i, c := range cols {
		d := math.Abs(box.Center().X - c.mid())
		if box.X0 < c.x1 && c.x0 < box.X1 {
			d = 0
		}
		if d < least {
			best, least = i, d
		}
	}
	return best
}

// lowest are the headings that none stands under, from the left: neither across nor between two lower ones.
func lowest(all []*heading) []*heading {
	var open []*heading
	for _, h := range all {
		if !hasUnder(h, all) {
			open = append(open, h)
		}
	}
	sort.SliceStable(open, func(i, j int) bool { return open[i].box.X0 < open[j].box.X0 })
	var out []*heading
	for i, h := range open {
		if !between(open, i) {
			out = append(out, h)
		}
	}
	return out
}
