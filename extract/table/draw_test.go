package table

import (
	"fmt"
	"strings"
	"testing"

	"gouji/extract/page"
)

// sketch draws a page by hand: rulings and words of evenly wide characters.
type sketch struct{ page.Page }

// typeSize is the size of the type of sketches in points.
const typeSize = 10.0

func newSketch(number int) *sketch {
	return &sketch{page.Page{Number: number, Width: 595, Height: 842, Source: page.Text}}
}

func (s *sketch) h(y, x0, x1 float64) *sketch {
	s.Rulings = append(s.Rulings, page.Ruling{Box: page.Rect{X0: x0, Y0: y, X1: x1, Y1: y}, Thickness: 0.5})
	return s
}

func (s *sketch) v(x, y0, y1 float64) *sketch {
	s.Rulings = append(s.Rulings, page.Ruling{Box: page.Rect{X0: x, Y0: y0, X1: x, Y1: y1}, Thickness: 0.5})
	return s
}

func (s *sketch) frame(x0, y0, x1, y1 float64) *sketch {
	return s.h(y0, x0, x1).h(y1, x0, x1).v(x0, y0, y1).v(x1, y0, y1)
}

// shade fills an area: its sides are weak edges.
func (s *sketch) shade(x0, y0, x1, y1 float64) *sketch {
	n := len(s.Rulings)
	s.frame(x0, y0, x1, y1)
	for i := n; i < len(s.Rulings); i++ {
		s.Rulings[i].Weak, s.Rulings[i].Thickness = true, 0
	}
	return s
}

// text writes words parted by blanks from x on, on the baseline y.
func (s *sketch) text(x, y float64, text string) *sketch { return s.sized(x, y, typeSize, text) }

func (s *sketch) sized(x, y, size float64, text string) *sketch {
	for _, part := range strings.Split(text, " ") {
		w := page.Word{Text: part, Baseline: y, Size: size, Source: page.Text, Confidence: 1}
		for _, r := range part {
			width := size / 2
			if page.Wide(r) {
				width = size
			}
			box := page.Rect{X0: x, Y0: y - 0.8*size, X1: x + width, Y1: y + 0.2*size}
			w.Glyphs = append(w.Glyphs, page.Glyph{Rune: r, Box: box, Ink: box, Origin: page.Point{X: x, Y: y}, Size: size})
			w.Box = w.Box.Union(box)
			x += width
		}
		if part != "" {
			s.Words = append(s.Words, w)
		}
		x += 0.3 * size
	}
	return s
}

// grid draws a table of 20-point rows from (x, y) with columns of the given widths; "<" continues the cell to
// the left, "^" the one above.
func (s *sketch) grid(x, y float64, widths []float64, rows ...string) *sketch {
	xs := []float64{x}
	for _, w := range widths {
		xs = append(xs, xs[len(xs)-1]+w)
	}
	at := make([][]string, len(rows))
	for r, row := range rows {
		at[r] = strings.Split(row, "|")
		for c, cell := range at[r] {
			cell = strings.TrimSpace(cell)
			at[r][c] = cell
			top, bottom := y+20*float64(r), y+20*float64(r+1)
			if cell != "^" {
				s.h(top, xs[c], xs[c+1])
			}
			if cell != "<" {
				s.v(xs[c], top, bottom)
			}
			if cell != "" && cell != "<" && cell != "^" {
				s.text(xs[c]+3, top+14, cell)
			}
		}
		s.v(xs[len(xs)-1], y+20*float64(r), y+20*float64(r+1))
	}
	return s.h(y+20*float64(len(rows)), xs[0], xs[len(xs)-1])
}

// render writes a table as one line a row, cells as text, with spans where there are any.
func render(t Table) string {
	var rows []string
	for r := 0; r < t.Rows; r++ {
		var cells []string
		for _, c := range t.Cells {
			if c.Row != r {
				continue
			}
			text := c.Text
			if c.RowSpan > 1 || c.ColSpan > 1 {
				text += fmt.Sprintf("<%d,%d>", c.RowSpan, c.ColSpan)
			}
			cells = append(cells, text)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return strings.Join(rows, "\n")
}

// one is the only table of the pages, checked for what holds of every table.
func one(t *testing.T, pages ...*sketch) Table {
	t.Helper()
	tables := all(t, pages...)
	if len(tables) != 1 {
		t.Fatalf("%d tables, want 1", len(tables))
	}
	return tables[0]
}

func all(t *testing.T, pages ...*sketch) []Table {
	t.Helper()
	in := make([]page.Page, len(pages))
	for i, p := range pages {
		in[i] = p.Page
	}
	tables := Document(in)
	for i := range tables {
		if err := sound(&tables[i]); err != nil {
			t.Fatal(err)
		}
	}
	return tables
}

// sound says what of the things that hold of every table does not hold.
func sound(t *Table) error {
	owner := make([]int, t.Rows*t.Cols)
	for i, c := range t.Cells {
		if c.RowSpan < 1 || c.ColSpan < 1 || c.Row < 0 || c.Col < 0 || c.Row+c.RowSpan > t.Rows || c.Col+c.ColSpan > t.Cols {
			return fmt.Errorf("%s: cell %d at %d,%d of %d×%d lies outside of %d×%d", t.ID, i, c.Row, c.Col, c.RowSpan, c.ColSpan, t.Rows, t.Cols)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if owner[r*t.Cols+k] > 0 {
					return fmt.Errorf("%s: slot %d,%d is covered twice", t.ID, r, k)
				}
				owner[r*t.Cols+k] = i + 1
			}
		}
		if c.Box.X1 < c.Box.X0 || c.Box.Y1 < c.Box.Y0 {
			return fmt.Errorf("%s: cell %d,%d has the box %v", t.ID, c.Row, c.Col, c.Box)
		}
	}
	for slot, o := range owner {
		if o == 0 {
			return fmt.Errorf("%s: slot %d,%d is covered by no cell", t.ID, slot/t.Cols, slot%t.Cols)
		}
	}
	if t.HeaderRows < 0 || t.HeaderRows > t.Rows {
		return fmt.Errorf("%s: %d of %d rows are headings", t.ID, t.HeaderRows, t.Rows)
	}
	return nil
}

func check(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
