package table

import (
	"math"

	"gouji/extract/page"
)

// crowded parts texts of a line of headings that stand so close that no blank parts them: where every piece between the
// columns is set as its column's data are.
func (t *textTable) crowded(line []chunk) []chunk {
	var out []chunk
	for _, c := range line {
		if parts := t.cutAtColumns(c); len(parts) > 1 && t.setAsData(parts) && !t.overRule(c) {
			out = append(out, parts...)
			continue
		}
		out = append(out, c)
	}
	return out
}

// cutAtColumns cuts a text between the words that stand in different columns.
func (t *textTable) cutAtColumns(c chunk) []chunk {
	if len(t.cols) < 2 {
		return nil
	}
	var out []chunk
	from := 0
	for k := 1; k <= len(c.words); k++ {
		if k < len(c.words) && t.columnAt(c.words[k].Box.Center().X) == t.columnAt(c.words[from].Box.Center().X) {
			continue
		}
		out = append(out, chunkOf(c.words[from:k]))
		from = k
	}
	return out
}

// overRule says whether a part of a line is drawn right under the text, as under a heading over several columns.
func (t *textTable) overRule(c chunk) bool {
	base, size := c.words[0].Baseline, c.words[0].Size
	for _, r := range t.rules {
		if r.length() < fullRule*(t.right-t.left) && base-midHeight*size < r.pos && r.pos < base+tightLeading*size/2 && r.from <= c.box.X0+reach && r.to >= c.box.X1-reach {
			return true
		}
	}
	return false
}

// onMiddle is how far off in font sizes the middle of a heading lies from that of its column's data.
const onMiddle = 0.45

// setAsData says whether each text has its middle or an end where the data of its column have theirs.
func (t *textTable) setAsData(parts []chunk) bool {
	for _, p := range parts {
		c, slack := t.cols[t.columnAt(p.box.Center().X)], flush*t.size
		middle := math.Abs(p.box.Center().X-c.mid()) <= onMiddle*t.size
		if !middle && math.Abs(p.box.X0-c.x0) > slack && math.Abs(p.box.X1-c.x1) > slack {
			return false
		}
	}
	return true
}

func chunkOf(words []page.Word) chunk {
	c := chunk{words: words}
	for _, w := range words {
		c.box = c.box.Union(w.Box)
	}
	return c
}
