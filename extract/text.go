package extract

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"gouji/extract/page"
	"gouji/extract/table"
)

// maxColumn is how many character cells a column of a drawn grid may take before its text is wrapped; two
// money columns and a label fit a terminal of 100.
const maxColumn = 40

// WriteText draws the tables of a document as grids of characters, with the paragraphs' count and the problems. Its own
// words are in a language, zh or en.
func (r *Result) WriteText(w io.Writer, lang string) error {
	out := bufio.NewWriter(w)
	d := r.Set.Document
	counts := page.Message{ZH: "%d页，%d张表，%d段文字", EN: "%d pages, %d tables, %d paragraphs"}
	fmt.Fprintf(out, "%s: %s · %s · %d · %s · ", d.File, d.Title, d.Publisher, d.Year, d.Kind)
	fmt.Fprintf(out, counts.In(lang)+"\n", d.Pages, len(r.Tables), len(r.Paragraphs))
	forms := r.formOfTable()
	for i := range r.Tables {
		t := &r.Tables[i]
		fmt.Fprintf(out, "\n%s %s [%s] %s\n", t.ID, t.Title.Text, forms[t.ID], t.Unit)
		writeGrid(out, t)
	}
	for _, p := range r.Problems {
		at := page.Message{ZH: fmt.Sprintf("第%d页", p.Page), EN: fmt.Sprintf("page %d", p.Page)}
		fmt.Fprintf(out, "\n%s: %s: %s\n", at.In(lang), p.Code, p.Message.In(lang))
	}
	return out.Flush()
}

// writeGrid draws one table; a merged cell's text stands at its top-left position.
func writeGrid(w io.Writer, t *table.Table) {
	grid := textGrid(t)
	widths := make([]int, t.Cols)
	for _, row := range grid {
		for c, text := range row {
			widths[c] = max(widths[c], min(runewidth.StringWidth(text), maxColumn))
		}
	}
	line := "+"
	for _, width := range widths {
		line += strings.Repeat("-", width+2) + "+"
	}
	fmt.Fprintln(w, line)
	for r, row := range grid {
		writeGridRow(w, row, widths)
		if r+1 == t.HeaderRows || r+1 == len(grid) {
			fmt.Fprintln(w, line)
		}
	}
}

// writeGridRow prints one row in as many lines as its longest cell needs.
func writeGridRow(w io.Writer, row []string, widths []int) {
	cells := make([][]string, len(row))
	height := 1
	for c, text := range row {
		cells[c] = strings.Split(runewidth.Wrap(text, max(widths[c], 2)), "\n")
		height = max(height, len(cells[c]))
	}
	for i := range height {
		fmt.Fprint(w, "|")
		for c := range row {
			text := ""
			if i < len(cells[c]) {
				text = cells[c][i]
			}
			fmt.Fprintf(w, " %s |", runewidth.FillRight(text, widths[c]))
		}
		fmt.Fprintln(w)
	}
}

// textGrid is the table's texts by row and column, each at its cell's top-left position.
func textGrid(t *table.Table) [][]string {
	grid := make([][]string, t.Rows)
	for r := range grid {
		grid[r] = make([]string, t.Cols)
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < t.Rows && c.Col < t.Cols {
			grid[c.Row][c.Col] = c.Text
		}
	}
	return grid
}

// WriteTableCSV writes one table as CSV, UTF-8 with a byte-order mark so that Excel reads the Chinese.
func WriteTableCSV(w io.Writer, t *table.Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	for _, row := range textGrid(t) {
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
