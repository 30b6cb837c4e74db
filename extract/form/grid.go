package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/table"
)

// grid gives a table's cells by position. Header and body are told apart by what they hold, since a table does
// not always know.
type grid struct {
	t     *table.Table
	cells [][]*table.Cell
	// first is the row after the lines of title and unit that some tables hold inside the grid; body is the
	// first row of data; end is the row after the last one (notes inside the grid follow).
	first, body, end int
	// inside are the texts of title, unit and note rows within the grid, from the top.
	inside []table.Line
	// counts is what stands in each column, looks the columns as they were found; both made once.
	counts []content
	looks  []column
}

func newGrid(t *table.Table) *grid {
	g := &grid{t: t, cells: make([][]*table.Cell, t.Rows), end: t.Rows}
	for r := range g.cells {
		g.cells[r] = make([]*table.Cell, t.Cols)
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		for r := max(c.Row, 0); r < c.Row+c.RowSpan && r < t.Rows; r++ {
			for k := max(c.Col, 0); k < c.Col+c.ColSpan && k < t.Cols; k++ {
				g.cells[r][k] = c
			}
		}
	}
	g.cutFrame()
	g.body = g.findBody()
	g.counts = make([]content, t.Cols)
	for c := range g.counts {
		g.counts[c] = g.count(c)
	}
	g.looks = g.look()
	return g
}

// at is the cell covering a position, nil outside the grid.
func (g *grid) at(r, c int) *table.Cell {
	if r < 0 || r >= len(g.cells) || c < 0 || c >= g.t.Cols {
		return nil
	}
	return g.cells[r][c]
}

// starts is the cell that begins at a position, nil where a merged cell reaches over it.
func (g *grid) starts(r, c int) *table.Cell {
	if cell := g.at(r, c); cell != nil && cell.Row == r && cell.Col == c {
		return cell
	}
	return nil
}

// text is the plain text covering a position.
func (g *grid) text(r, c int) string {
	if cell := g.at(r, c); cell != nil {
		return plain(cell.Text)
	}
	return ""
}

// row gives the cells that begin in a row, from the left.
func (g *grid) row(r int) []*table.Cell {
	var cells []*table.Cell
	for c := 0; c < g.t.Cols; c++ {
		if cell := g.starts(r, c); cell != nil {
			cells = append(cells, cell)
		}
	}
	return cells
}

// written gives the cells with text that begin in a row.
func (g *grid) written(r int) []*table.Cell {
	var cells []*table.Cell
	for _, c := range g.row(r) {
		if written(c.Text) {
			cells = append(cells, c)
		}
	}
	return cells
}

var frameLine = regexp.MustCompile(`^(?:附?(?:表|件)[一二三四五六七八九十\d]+|(?:预算|公开)?\d{1,2}表|(?:填报|编制|预算|部门|单位|金额)*(?:单位|部门|名称)(?:\(.*\))?:.*|.*单位:.*元.*|.{2,40}表(?:\(.{1,20}\))?|\(?20\d\d年度?\)?)$`)

var noteLine = regexp.MustCompile(`^(?:注|备注|说明|附注|填表说明)\d?[:：.、]|^本表`)

// cutFrame sets apart the rows at the top and bottom of the grid that hold title, unit line and notes: some
// producers draw the ruling around them too.
func (g *grid) cutFrame() {
	for g.first < g.end-1 && g.frameRow(g.first) {
		g.inside = append(g.inside, g.lines(g.first)...)
		g.first++
	}
	for g.end > g.first+1 {
		w := g.written(g.end - 1)
		if len(w) == 1 && noteLine.MatchString(plain(w[0].Text)) {
			g.inside = append(g.inside, g.lines(g.end-1)...)
		} else if len(w) > 0 || len(g.row(g.end-1)) == 0 {
			break
		}
		g.end--
	}
}

// frameRow says whether a row holds nothing but a title, a unit line or the like, or nothing at all.
func (g *grid) frameRow(r int) bool {
	w := g.written(r)
	if len(w) == 0 {
		return len(g.row(r)) > 0 && g.row(r)[0].RowSpan == 1
	}
	const most = 3 // 部门名称：…, the date, 单位：…
	if len(w) > most || len(w) == g.t.Cols && g.t.Cols > 1 {
		return false
	}
	for _, c := range w {
		if c.RowSpan > 1 || !frameLine.MatchString(plain(c.Text)) {
			return false
		}
	}
	// A heading over half of a table is no title; a title stands alone.
	return len(w) == 1 || fact.ParseUnit(w[len(w)-1].Text) != ""
}

func (g *grid) lines(r int) []table.Line {
	var lines []table.Line
	for _, c := range g.written(r) {
		lines = append(lines, table.Line{Text: c.Text, Page: c.Page, Box: c.Box})
	}
	return lines
}

var indexMark = regexp.MustCompile(`^(?:\d{1,2}|\*{1,2}|栏次|行次|类|款|项|目|甲|乙|丙|丁|\(\d{1,2}\)|-+|—+|[A-Z]|\d{1,2}=[\d+\-()]+)$`)

// indexRow says whether a row numbers the columns (1 2 3 …, 栏次, **).
func (g *grid) indexRow(r int) bool {
	digits, last, stars := 0, 0, 0
	w := g.written(r)
	for _, c := range w {
		s := plain(c.Text)
		if !indexMark.MatchString(s) {
			return false
		}
		if strings.Trim(s, "*") == "" {
			stars++
		}
		if n := smallInt(s); n > 0 {
			if n <= last {
				return false
			}
			digits, last = digits+1, n
		}
	}
	if stars == len(w) && stars >= 2 {
		return true
	}
	return len(w) >= 2 && digits >= 1 && 2*(digits+1) >= len(w)
}

func smallInt(s string) int {
	s = strings.Trim(s, "()")
	s, _, _ = strings.Cut(s, "=")
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

var (
	totalWord = regexp.MustCompile(`^(?:部门|单位|本年|项目|支出|收入|资金)?(?:合计|总计|小计|共计|合计数|总计数)[:：]?$`)
	codeText  = regexp.MustCompile(`^\d{3}(?:\d\d){0,4}$`)
	yearText  = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

// findBody is the first row of data.
func (g *grid) findBody() int {
	for r := g.first; r < g.end; r++ {
		if !g.indexRow(r) && g.dataRow(r) {
			return r
		}
	}
	if h := g.t.HeaderRows; h > g.first && h < g.end {
		return h
	}
	return g.end
}

// dataRow says whether a row holds data: a figure, a code, the name of a total, a numbered item, or a name with
// nothing but blanks beside it.
func (g *grid) dataRow(r int) bool {
	w := g.written(r)
	for _, c := range w {
		s := plain(c.Text)
		if codeText.MatchString(s) && !yearText.MatchString(s) {
			return true
		}
		switch a := fact.ParseAmount(c.Text, ""); a.State {
		case fact.Number, fact.Zero:
			if !yearText.MatchString(s) {
				return true
			}
		}
		if l := cutLabel(c.Text); (l.style == chineseNumber || l.style == bracketedChinese) && c.RowSpan == 1 {
			return true
		}
	}
	return len(w) > 0 && g.blankBeside(r, w)
}

// blankBeside says whether the written cells of a row are names at its left and at least half of the row, and
// all of its right, is blank.
func (g *grid) blankBeside(r int, w []*table.Cell) bool {
	last := w[len(w)-1]
	if w[0].Col != 0 || last.Col+last.ColSpan == g.t.Cols {
		return false
	}
	blank := 0
	for _, c := range g.row(r) {
		if c.Col > last.Col {
			blank += c.ColSpan
		}
	}
	return blank == g.t.Cols-last.Col-last.ColSpan && 2*blank >= g.t.Cols
}

// path is the headings over a column from the top, as printed and without repetition.
func (g *grid) path(c int) []string {
	var path []string
	var before *table.Cell
	for r := g.first; r < g.body; r++ {
		cell := g.at(r, c)
		if cell == nil || cell == before || g.indexRow(r) {
			continue
		}
		if cell.Col == 0 && len(path) > 0 && totalWord.MatchString(plain(cell.Text)) {
			// The row of the total shares a line with the lowest headings: 合计 at its left is no heading.
			continue
		}
		before = cell
		if s := strings.TrimSpace(cell.Text); s != "" && (len(path) == 0 || plain(path[len(path)-1]) != plain(s)) {
			path = append(path, s)
		}
	}
	return path
}
