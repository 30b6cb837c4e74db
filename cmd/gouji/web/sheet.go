package web

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gouji/extract/page"
	"gouji/store"
)

// sheetView is a page of a document beside what was read there.
type sheetView struct {
	Document *sheaf
	Sheet    sheetInfo
	Pages    int
	// Texts are what can be selected on the image: cells and paragraphs, a line each.
	Texts []boxedText
	// Marks are the places findings rest on.
	Marks      []mark
	Grids      []grid
	Paragraphs []string
	Problems   []problem
	Missing    string
	// Corrections are what persons said that figures of the page read; Correctable is what they may say it of, for a server.
	Corrections []store.Correction
	Correctable []correctable
}

// boxedText is a line of text and where it stands, in points.
type boxedText struct {
	X, Y, Width, Size float64
	Text              string
}

// mark is a place of a page a finding rests on.
type mark struct {
	page.Rect
	Finding *entry
}

// Width and Height are the mark's size in points.
func (m mark) Width() float64 { return m.X1 - m.X0 }

// Height is the mark's height in points.
func (m mark) Height() float64 { return m.Y1 - m.Y0 }

// grid is the part of a table that stands on one page.
type grid struct {
	tableInfo
	Rows [][]gridCell
}

type gridCell struct {
	ID               string
	Row, Col         int
	RowSpan, ColSpan int
	Text             string
	Header, Number   bool
	// Corrected says that a person corrected a figure in it; ReadAs is then the text as the program read it.
	Corrected bool
	ReadAs    string
	// Box is where it stands; zero where that is on another page.
	Box page.Rect
}

// Width is the cell's width in points.
func (c gridCell) Width() float64 { return c.Box.X1 - c.Box.X0 }

// Height is the cell's height in points.
func (c gridCell) Height() float64 { return c.Box.Y1 - c.Box.Y0 }

// sheet makes the page of one page of a document.
func (s *Site) sheet(ctx context.Context, sha string, number int) (*sheetView, error) {
	d, err := s.contents(ctx, sha)
	if err != nil {
		return nil, err
	}
	return s.sheetOf(ctx, d, number)
}

// sheetOf makes the page of one page of a document that is at hand.
func (s *Site) sheetOf(ctx context.Context, d *documentView, number int) (*sheetView, error) {
	sha := d.Document.SHA256
	sheet := sheetAt(d.Sheets, number)
	if sheet == nil {
		return nil, errNotFound
	}
	v := &sheetView{Document: d.Document, Sheet: *sheet, Pages: len(d.Sheets), Missing: d.Missing}
	for _, p := range d.Problems {
		if p.Page == int64(number) {
			v.Problems = append(v.Problems, p)
		}
	}
	for _, t := range v.Sheet.Tables {
		g, err := s.grid(ctx, sha, t, number)
		if err != nil {
			return nil, err
		}
		v.Grids = append(v.Grids, g)
		for _, row := range g.Rows {
			for _, c := range row {
				v.text(c.Box, c.Text)
			}
		}
	}
	if err := s.paragraphs(ctx, v); err != nil {
		return nil, err
	}
	for _, c := range d.Corrections {
		if c.Page == number {
			v.Corrections = append(v.Corrections, c)
		}
	}
	return v, s.marks(ctx, v, d.Findings)
}

// grid reads the rows of a table that stand on a page, with the headings where the table goes on.
func (s *Site) grid(ctx context.Context, sha string, t tableInfo, number int) (grid, error) {
	g := grid{tableInfo: t}
	var cells []gridCell
	here := map[int]bool{}
	view := store.View{Name: "v_cells", SHA256: sha, Where: "table_id = ?", Args: []any{t.ID}, Order: "cell_row, cell_col",
		Columns: []string{"cell_row", "cell_col", "rowspan", "colspan", "text", "page", "x0", "y0", "x1", "y1", "rest", "read_as"}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return g, err
		}
		n := func(i int) int { return int(row[i].(int64)) }
		c := gridCell{Row: n(0), Col: n(1), RowSpan: n(2), ColSpan: n(3), Text: row[4].(string)}
		c.ID = cellID(t.ID, c.Row, c.Col)
		c.ReadAs, c.Corrected = row[11].(string)
		c.Header, c.Number = c.Row < int(t.Headers), figureLike(c.Text)
		if c.Box = boxOn(row, number); c.Box != (page.Rect{}) {
			here[c.Row] = true
		}
		cells = append(cells, c)
	}
	for r := range int(t.Rows) {
		if r < int(t.Headers) || here[r] {
			g.Rows = append(g.Rows, visible(cells, r, func(r int) bool { return r < int(t.Headers) || here[r] }))
		}
	}
	return g, nil
}

// cellID names a cell on its page.
func cellID(table string, row, col int) string { return fmt.Sprintf("%s-%d-%d", table, row, col) }

// boxOn is a cell's box on a page, from the row of v_cells; zero where it stands on others.
func boxOn(row []any, number int) page.Rect {
	if int(row[5].(int64)) == number {
		return page.Rect{X0: row[6].(float64), Y0: row[7].(float64), X1: row[8].(float64), Y1: row[9].(float64)}
	}
	for _, part := range jsonList[[5]float64](row[10]) {
		if int(part[0]) == number {
			return page.Rect{X0: part[1], Y0: part[2], X1: part[3], Y1: part[4]}
		}
	}
	return page.Rect{}
}

// visible are the cells to be written in a row: those that begin there, or began in a row that is not shown. Their
// spans count the rows that are shown.
func visible(cells []gridCell, row int, shown func(int) bool) []gridCell {
	var out []gridCell
	for _, c := range cells {
		if row < c.Row || row >= c.Row+c.RowSpan {
			continue
		}
		first, count := -1, 0
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			if shown(r) {
				count++
				if first < 0 {
					first = r
				}
			}
		}
		if first == row {
			c.RowSpan = count
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b gridCell) int { return a.Col - b.Col })
	return out
}

// figureLike says whether a cell's text is a figure and stands flush right.
func figureLike(text string) bool {
	_, err := strconv.ParseFloat(stripGrouping(text), 64)
	return err == nil
}

func stripGrouping(text string) string {
	var b []rune
	for _, r := range text {
		if r != ',' && r != ' ' && r != '%' {
			b = append(b, r)
		}
	}
	return string(b)
}

// paragraphs are the sentences of a page; those of cells, which the grids show, are left out.
func (s *Site) paragraphs(ctx context.Context, v *sheetView) error {
	inCells := v.cellTexts()
	view := store.View{Name: "v_sentences", SHA256: v.Document.SHA256, Where: "page = ?", Args: []any{v.Sheet.Number}, Order: "seq",
		Columns: []string{"text", "x0", "y0", "x1", "y1"}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		text := row[0].(string)
		if strings.Contains(inCells, joined(text)) {
			continue
		}
		f := func(i int) float64 { return row[i].(float64) }
		v.Paragraphs = append(v.Paragraphs, text)
		v.text(page.Rect{X0: f(1), Y0: f(2), X1: f(3), Y1: f(4)}, text)
	}
	return nil
}

// cellTexts are the texts of the page's cells as they were read, one after the other.
func (v *sheetView) cellTexts() string {
	var b strings.Builder
	for _, g := range v.Grids {
		for _, row := range g.Rows {
			for _, c := range row {
				if c.Corrected {
					c.Text = c.ReadAs
				}
				b.WriteString(joined(c.Text) + "\n")
			}
		}
	}
	return b.String()
}

// joined is a text without blanks: sentences and cells wrap at other places.
func joined(text string) string { return strings.Join(strings.Fields(text), "") }

const (
	// lineHeight is the usual distance of lines, in points: 1.5 times type of 12.
	lineHeight = 18
	// typeSize is the type size assumed for text whose own is not kept, in points.
	typeSize = 10
)

// text lays text over its box on the image, so that it can be selected there: as many lines as the box has room for.
func (v *sheetView) text(box page.Rect, text string) {
	runes := utf8.RuneCountInString(text)
	if runes == 0 || box == (page.Rect{}) {
		return
	}
	lines := min(runes, max(1, int(math.Ceil(float64(runes)*typeSize/2/math.Max(1, box.X1-box.X0))), 1))
	if room := int((box.Y1 - box.Y0) / lineHeight); room < lines {
		lines = max(1, room)
	}
	chunk, rest := (runes+lines-1)/lines, []rune(text)
	height := (box.Y1 - box.Y0) / float64(lines)
	for i := 0; len(rest) > 0; i++ {
		n := min(chunk, len(rest))
		v.Texts = append(v.Texts, boxedText{X: box.X0 + 1, Width: math.Max(1, box.X1-box.X0-2), Text: string(rest[:n]),
			Y: box.Y0 + height*float64(i) + height/2 + typeSize/2, Size: math.Min(typeSize, height)})
		rest = rest[n:]
	}
}

// marks are where the findings of the document rest on this page.
func (s *Site) marks(ctx context.Context, v *sheetView, findings []*entry) error {
	view := evidenceOf(findings, v.Document.SHA256)
	if len(view.Args) == 0 {
		return nil
	}
	seen := map[mark]bool{}
	byID := map[string]*entry{}
	for _, e := range findings {
		byID[e.ID] = e
	}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return err
		}
		if row[1].(int64) != int64(v.Sheet.Number) {
			continue
		}
		f := func(i int) float64 { return row[i].(float64) }
		m := mark{page.Rect{X0: f(2), Y0: f(3), X1: f(4), Y1: f(5)}, byID[row[0].(string)]}
		if m.Finding != nil && !seen[m] {
			seen[m] = true
			v.Marks = append(v.Marks, m)
		}
	}
	return nil
}
