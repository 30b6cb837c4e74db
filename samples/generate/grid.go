package main

import "regexp"

const (
	padding   = 3.0 // points between a cell's text and its lines
	lineWidth = 0.6 // points
)

// number is a printed figure; figures stand at the right of their cell.
var number = regexp.MustCompile(`^-?[0-9][0-9,]*(\.[0-9]+)?%?$`)

// drawing is a table on its way onto the pages.
type drawing struct {
	*table
	c *canvas
	// xs are the column edges; heights are the rows' heights.
	xs, heights []float64
	lines       [][]string
	truth       *truthTable
}

func (c *canvas) drawTable(t *table) *truthTable {
	d := &drawing{table: t, c: c, truth: newTruthTable(t)}
	d.measureColumns()
	d.measureRows()
	d.drawTitle()
	for from := 0; from < t.rows; {
		to := d.fit(from)
		if to == from {
			c.newPage(c.landscape())
			to = d.fit(from)
		}
		d.drawRows(from, max(to, from+1))
		if from = max(to, from+1); from < t.rows {
			c.newPage(c.landscape())
			if t.repeat {
				d.drawHeader()
			}
		}
	}
	if t.note != "" {
		c.y += 6
		c.paragraph(t.note, 10, 0)
	}
	c.y += 10
	return d.truth
}

// drawTitle writes the lines over the table. A title never stands alone at the foot of a page.
func (d *drawing) drawTitle() {
	c := d.c
	c.room(120)
	if d.label != "" {
		c.paragraph(d.label, 10, 0)
	}
	if d.title != "" {
		c.centred(d.title, 15, 1.7)
	}
	if d.office == "" && d.unit == "" {
		return
	}
	c.text(d.office, sideMargin, c.y, 10)
	if d.unit != "" {
		unit := "单位：" + d.unit
		c.text(unit, c.width-sideMargin-c.measure(unit, 10), c.y, 10)
	}
	c.y += 16
}

func (d *drawing) measureColumns() {
	total := 0.0
	for _, w := range d.weights {
		total += w
	}
	x := sideMargin
	d.xs = []float64{x}
	for _, w := range d.weights {
		x += w / total * (d.c.width - 2*sideMargin)
		d.xs = append(d.xs, x)
	}
}

// measureRows wraps every text and makes rows high enough; what a merged cell needs beyond its rows goes to the last.
func (d *drawing) measureRows() {
	d.heights = make([]float64, d.rows)
	for i := range d.heights {
		d.heights[i] = d.row
	}
	d.lines = make([][]string, len(d.cells))
	for _, merged := range []bool{false, true} {
		for i, c := range d.cells {
			if (c.rowspan > 1) != merged {
				continue
			}
			d.lines[i] = d.c.wrap(c.text, d.xs[c.col+c.colspan]-d.xs[c.col]-2*padding, 0, d.size)
			missing := d.textHeight(i) + 2*padding
			for r := c.row; r < c.row+c.rowspan; r++ {
				missing -= d.heights[r]
			}
			d.heights[c.row+c.rowspan-1] += max(missing, 0)
		}
	}
}

func (d *drawing) textHeight(i int) float64 { return float64(len(d.lines[i])) * d.size * lineHeight }

// fit is the row after the last that has room on the page.
func (d *drawing) fit(from int) int {
	y := d.c.y
	for r := from; r < d.rows; r++ {
		y += d.heights[r]
		if y > d.c.height-bottomMargin || (r > from && d.breaks[r]) {
			return r
		}
	}
	return d.rows
}

// drawRows draws the rows from … to-1; a merged cell that goes on over the page's end is drawn on both pages, its text
// on the first.
func (d *drawing) drawRows(from, to int) {
	ys := d.edges(from, to)
	for i, c := range d.cells {
		first, last := max(c.row, from), min(c.row+c.rowspan, to)
		if first >= last {
			continue
		}
		b := box{d.xs[c.col], ys[first-from], d.xs[c.col+c.colspan], ys[last-from]}
		d.truth.place(i, d.c.page, b)
		if d.c.picture == nil {
			d.drawCell(i, b, c.row >= from)
		}
	}
	if !d.c.paste(d.area(ys)) {
		d.rule(from, to, ys)
	}
	d.c.y = ys[len(ys)-1]
}

// drawHeader draws the header rows again on a later page; the truth has them once.
func (d *drawing) drawHeader() {
	ys := d.edges(0, d.headers)
	d.c.y = ys[len(ys)-1]
	if d.c.paste(d.area(ys)) {
		return
	}
	for i, c := range d.cells {
		if c.row < d.headers {
			d.drawCell(i, box{d.xs[c.col], ys[c.row], d.xs[c.col+c.colspan], ys[c.row+c.rowspan]}, true)
		}
	}
	d.rule(0, d.headers, ys)
}

// area is the box of rows with these edges.
func (d *drawing) area(ys []float64) box {
	return box{d.xs[0], ys[0], d.xs[len(d.xs)-1], ys[len(ys)-1]}
}

// edges are the y of the rows' edges, the first at the canvas's place.
func (d *drawing) edges(from, to int) []float64 {
	ys := []float64{d.c.y}
	for r := from; r < to; r++ {
		ys = append(ys, ys[len(ys)-1]+d.heights[r])
	}
	return ys
}

func (d *drawing) drawCell(i int, b box, withText bool) {
	if d.c.doc.variant == full {
		d.c.outline(b)
	} else {
		d.outlineThin(i, b)
	}
	if !withText {
		return
	}
	y := b.y0 + max((b.y1-b.y0-d.textHeight(i))/2, padding)
	for _, line := range d.lines[i] {
		d.c.text(line, d.lineStart(i, line, b), y, d.size)
		y += d.size * lineHeight
	}
}

// lineStart is the x of a line: figures right, headings and labels of merged rows in the middle, other text left.
func (d *drawing) lineStart(i int, line string, b box) float64 {
	c, free := d.cells[i], b.x1-b.x0-d.c.measure(line, d.size)
	switch {
	case c.row < d.headers || c.rowspan > 1:
		return b.x0 + free/2
	case number.MatchString(c.text) && !d.codes[c.col]:
		return b.x1 - padding - d.c.measure(line, d.size)
	}
	return b.x0 + padding
}

// outline draws the four lines of a cell in the way the document says.
func (c *canvas) outline(b box) {
	c.pdf.SetLineWidth(lineWidth)
	switch c.doc.rulings {
	case "rects":
		c.pdf.RectFromUpperLeft(b.x0, b.y0, b.x1-b.x0, b.y1-b.y0)
	case "lines":
		c.pdf.Line(b.x0, b.y0, b.x1, b.y0)
		c.pdf.Line(b.x0, b.y1, b.x1, b.y1)
		c.pdf.Line(b.x0, b.y0, b.x0, b.y1)
		c.pdf.Line(b.x1, b.y0, b.x1, b.y1)
	case "fills":
		half := lineWidth / 2
		for _, y := range []float64{b.y0, b.y1} {
			c.pdf.RectFromUpperLeftWithStyle(b.x0-half, y-half, b.x1-b.x0+lineWidth, lineWidth, "F")
		}
		for _, x := range []float64{b.x0, b.x1} {
			c.pdf.RectFromUpperLeftWithStyle(x-half, b.y0-half, lineWidth, b.y1-b.y0+lineWidth, "F")
		}
	}
}
