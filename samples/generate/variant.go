package main

import (
	"fmt"
	"sort"
	"strings"
)

// variant is a way to draw the lines of tables other than the document's own: with few of them or none.
type variant string

const (
	// full draws the lines of every cell, as the source says.
	full variant = "full"
	// bare draws no line.
	bare variant = "bare"
	// booktabs draws a line over and under the headings and one at the bottom.
	booktabs variant = "booktabs"
	// rows draws a line under every row and none between columns.
	rows variant = "rows"
	// frame draws the outer frame and the lines of the headings.
	frame variant = "frame"
	// columns draws the outer frame and the lines between columns.
	columns variant = "columns"
)

// variants are those besides full.
var variants = []variant{bare, booktabs, rows, frame, columns}

// parseVariant knows a variant by its name.
func parseVariant(name string) (variant, error) {
	known := []string{string(full)}
	for _, v := range variants {
		known = append(known, string(v))
	}
	for _, k := range known {
		if name == k {
			return variant(name), nil
		}
	}
	return "", fmt.Errorf("unknown variant %q; there are %s", name, strings.Join(known, ", "))
}

// thin makes the document one whose tables can be drawn with fewer lines. Forms are left out: what belongs together
// in them only lines tell, and nobody prints them without.
func (d *document) thin(v variant) *document {
	if v == full {
		return d
	}
	out := *d
	out.variant, out.blocks = v, nil
	for _, b := range d.blocks {
		if b.kind == "table" && (b.table.headers == 0 || v == bare && !b.table.stated()) {
			continue
		}
		if b.kind == "table" {
			b.table = b.table.seen(v)
		}
		out.blocks = append(out.blocks, b)
	}
	return &out
}

// stated says whether there is a figure under the headings: without one and without lines there is no table to see.
func (t *table) stated() bool {
	for _, c := range t.cells {
		if c.row >= t.headers && number.MatchString(c.text) && !t.codes[c.col] {
			return true
		}
	}
	return false
}

// seen is the table as a reader sees it that has no line around every cell. Headings keep their spans, since their
// place over the columns tells them. Under the headings nothing tells a merged cell: its text stands in the first row
// and column. Nothing shows an empty row but lines over and under it; one is kept where no other row is left.
func (t *table) seen(v variant) *table {
	out := *t
	out.cells, out.filled, out.breaks = nil, map[[2]int]bool{}, map[int]bool{}
	at, last := map[int]int{}, t.headers
	for r := range t.rows {
		at[r] = r
		if r >= t.headers {
			if at[r] = last; v == rows || t.rowStated(r) || r == t.rows-1 && last == t.headers {
				last++
			}
		}
	}
	out.rows = last
	for r := range t.breaks {
		out.breaks[at[r]] = true
	}
	for _, c := range t.cells {
		if c.row < t.headers {
			out.take(c)
			continue
		}
		if v != rows && !t.rowStated(c.row) && (out.rows > t.headers+1 || c.row < t.rows-1) {
			continue
		}
		out.split(c, at, v == rows || t.rowStated(c.row))
	}
	sort.SliceStable(out.cells, func(i, j int) bool {
		a, b := out.cells[i], out.cells[j]
		return a.row < b.row || a.row == b.row && a.col < b.col
	})
	return &out
}

// rowStated says whether text begins in a row.
func (t *table) rowStated(row int) bool {
	for _, c := range t.cells {
		if c.row == row && c.text != "" {
			return true
		}
	}
	return false
}

// split takes a cell into the table as single cells, the text in the first, in rows given by at.
func (t *table) split(c cell, at map[int]int, stated bool) {
	for r := c.row; r < c.row+c.rowspan; r++ {
		for k := c.col; k < c.col+c.colspan; k++ {
			single := cell{row: at[r], col: k, rowspan: 1, colspan: 1}
			if t.filled[[2]int{single.row, k}] || !stated && r > c.row {
				continue
			}
			if r == c.row && k == c.col {
				single.text = c.text
			}
			t.take(single)
		}
	}
}

// rule draws the lines of the rows from … to-1, whose edges are ys.
func (d *drawing) rule(from, to int, ys []float64) {
	left, right := d.xs[0], d.xs[len(d.xs)-1]
	top, bottom := ys[0], ys[len(ys)-1]
	c := d.c
	switch c.doc.variant {
	case booktabs:
		c.line(left, top, right, top)
		if from < d.headers && d.headers < to {
			c.line(left, ys[d.headers-from], right, ys[d.headers-from])
		}
		c.line(left, bottom, right, bottom)
	case frame, columns:
		c.line(left, top, right, top)
		c.line(left, bottom, right, bottom)
		c.line(left, top, left, bottom)
		c.line(right, top, right, bottom)
	}
}

// outlineThin draws what the variant draws of the lines of one cell in the box.
func (d *drawing) outlineThin(i int, b box) {
	c, heading := d.c, d.cells[i].row < d.headers
	switch v := c.doc.variant; {
	case v == frame && heading:
		c.outline(b)
	case v == rows:
		c.line(b.x0, b.y0, b.x1, b.y0)
		c.line(b.x0, b.y1, b.x1, b.y1)
	case v == columns:
		c.line(b.x0, b.y0, b.x0, b.y1)
		c.line(b.x1, b.y0, b.x1, b.y1)
	}
}

func (c *canvas) line(x0, y0, x1, y1 float64) {
	c.pdf.SetLineWidth(lineWidth)
	c.pdf.Line(x0, y0, x1, y1)
}
