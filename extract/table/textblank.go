package table

import "unicode/utf8"

// blankBody says whether the lines under the drawn headings, or at the end of the only drawn row, are the labels of a form
// left blank or words in the columns of the headings, and notes where they begin. They stand apart as rows do; top is where
// the last drawn row begins.
func (t *textTable) blankBody(g grid, top float64) bool {
	switch {
	case g.rows() == 1:
		t.head = t.labelsAtEnd()
	case g.undivided():
		t.head = t.linesFrom(top)
	default:
		return false
	}
	if t.head <= 0 || t.head >= len(t.lines) || !t.standsInColumns(nil) {
		return false
	}
	body := t.lines[t.head:]
	for _, l := range body {
		text := l.text()
		if noteLine.MatchString(text) || sentence.MatchString(text) || len(l.chunks) == 1 && utf8.RuneCountInString(text) > proseRunes {
			return false
		}
	}
	return len(body) > 1 || total.MatchString(body[0].text())
}

// linesFrom is the first line under a height.
func (t *textTable) linesFrom(y float64) int {
	for i, l := range t.lines {
		if l.base >= y {
			return i
		}
	}
	return len(t.lines)
}

// labelsAtEnd is the first line from which on nothing stands but labels: in the first column, or that of a total. Over it
// every column, of three at least, has a heading.
func (t *textTable) labelsAtEnd() int {
	from := len(t.lines)
	for from > 0 {
		l := t.lines[from-1]
		label := find(t.walls, l.chunks[0].box.Center().X) == 0 || total.MatchString(l.text())
		wrapped := from > 1 && l.base-t.lines[from-2].base < looseLeading*l.size
		if len(l.chunks) > 1 || !label || wrapped {
			break
		}
		from--
	}
	if len(t.walls)-1 < fewColumns {
		return 0
	}
	headed := map[int]bool{}
	for _, l := range t.lines[:from] {
		for _, c := range l.chunks {
			headed[find(t.walls, c.box.Center().X)] = true
		}
	}
	if len(headed) < len(t.walls)-1 {
		return 0
	}
	return from
}
