package sheet

import "gouji/extract/page"

// Measures of the drawing in points: a common page of 10-point text.
const (
	fontSize   = 10.0
	halfWidth  = 5.0 // of a character that is no Chinese one
	rowHeight  = 20.0
	textTop    = 5.0 // from the row's upper edge
	padding    = 6.0 // on each side of a text
	emptyWidth = 30.0
	margin     = 40.0
	thickness  = 0.5
)

// place is a cell of the grid: the whole of a merged one, or a part of one that stands elsewhere.
type place struct {
	// rows and cols are how far it reaches; 0 for a part of a merged cell.
	rows, cols int
	// lined says that the cell has lines around it.
	lined bool
}

// grid is a sheet: texts as they are shown, row by row.
type grid struct {
	texts   [][]string
	columns int
	cells   [][]place
	// lined says that some cell has lines around it.
	lined bool
}

// add appends a row.
func (g *grid) add(cells []string) {
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = oneLine(c)
	}
	g.texts, g.columns = append(g.texts, row), max(g.columns, len(cells))
}

// open gives every place of the grid its cell, none merged yet.
func (g *grid) open() {
	g.cells = make([][]place, len(g.texts))
	for i := range g.cells {
		g.cells[i] = make([]place, g.columns)
		for j := range g.cells[i] {
			g.cells[i][j] = place{rows: 1, cols: 1}
		}
	}
}

// join merges the cells from one corner to the other, both within; what lies beyond the grid is left out.
func (g *grid) join(row, col, lastRow, lastCol int) {
	lastRow, lastCol = min(lastRow, len(g.cells)-1), min(lastCol, g.columns-1)
	if row > lastRow || col > lastCol {
		return
	}
	for i := row; i <= lastRow; i++ {
		for j := col; j <= lastCol; j++ {
			g.cells[i][j] = place{}
		}
	}
	g.cells[row][col] = place{rows: lastRow - row + 1, cols: lastCol - col + 1}
}

func (g *grid) text(row, col int) string {
	if col < len(g.texts[row]) {
		return g.texts[row][col]
	}
	return ""
}

func width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += runeWidth(r)
	}
	return w
}

func runeWidth(r rune) float64 {
	if page.Wide(r) {
		return fontSize
	}
	return halfWidth
}

// edges are the x of the columns' edges: every text has room in its cell.
func (g *grid) edges() []float64 {
	widths := make([]float64, g.columns)
	for j := range widths {
		widths[j] = emptyWidth
		for i := range g.cells {
			if g.cells[i][j].cols == 1 && g.inTable(i, j) {
				widths[j] = max(widths[j], width(g.text(i, j))+2*padding)
			}
		}
	}
	for i := range g.cells {
		for j, c := range g.cells[i] {
			have := 0.0
			for k := j; k < j+c.cols; k++ {
				have += widths[k]
			}
			if need := width(g.text(i, j)) + 2*padding; c.cols > 1 && need > have {
				widths[j+c.cols-1] += need - have
			}
		}
	}
	out := []float64{margin}
	for _, w := range widths {
		out = append(out, out[len(out)-1]+w)
	}
	return out
}

// inTable says whether a cell is drawn with lines: those that have them, or where the sheet has none, those of rows with
// several texts.
func (g *grid) inTable(row, col int) bool {
	if g.lined {
		return g.cells[row][col].lined
	}
	filled := 0
	for _, text := range g.texts[row] {
		if text != "" {
			filled++
		}
	}
	return filled > 1
}

// draw puts the sheet on a page of its size.
func (g *grid) draw() page.Page {
	edges := g.edges()
	right := edges[len(edges)-1]
	p := page.Page{}
	for i := range g.cells {
		for j, c := range g.cells[i] {
			if c.rows == 0 {
				continue
			}
			box := page.Rect{X0: edges[j], Y0: margin + float64(i)*rowHeight, X1: edges[j+c.cols],
				Y1: margin + float64(i+c.rows)*rowHeight}
			p.Glyphs = append(p.Glyphs, glyphs(g.text(i, j), box)...)
			right = max(right, edges[j]+width(g.text(i, j))+2*padding)
			if g.inTable(i, j) {
				p.Rulings = append(p.Rulings, around(box)...)
			}
		}
	}
	p.Width, p.Height = right+margin, 2*margin+float64(len(g.cells))*rowHeight
	return p
}

// glyphs are a cell's text on its first line.
func glyphs(text string, box page.Rect) []page.Glyph {
	var out []page.Glyph
	x, y := box.X0+padding, box.Y0+textTop
	for _, r := range text {
		w := runeWidth(r)
		g := page.Glyph{Rune: r, Box: page.Rect{X0: x, Y0: y, X1: x + w, Y1: y + fontSize}, Size: fontSize,
			Origin: page.Point{X: x, Y: y + fontSize*ascent}, Color: black}
		if r != ' ' {
			g.Ink = g.Box.Grow(-bearing)
		}
		out = append(out, g)
		x += w
	}
	return out
}

const (
	// ascent is the part of a glyph's box above the baseline; bearing the paper in points around its ink.
	ascent  = 0.88
	bearing = 0.5
	black   = 0x000000ff
)

// around are the four sides of a cell.
func around(b page.Rect) []page.Ruling {
	sides := []page.Rect{{X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y0}, {X0: b.X0, Y0: b.Y1, X1: b.X1, Y1: b.Y1},
		{X0: b.X0, Y0: b.Y0, X1: b.X0, Y1: b.Y1}, {X0: b.X1, Y0: b.Y0, X1: b.X1, Y1: b.Y1}}
	var out []page.Ruling
	for _, s := range sides {
		out = append(out, page.Ruling{Box: s, Thickness: thickness})
	}
	return out
}
