package store

import (
	"fmt"

	"gouji/extract/layout"
	"gouji/extract/table"
)

func (w *writer) tables(tables []table.Table) error {
	rows := make([][]any, len(tables))
	for i := range tables {
		row, err := tableRow(i, &tables[i])
		if err != nil {
			return err
		}
		rows[i] = row
	}
	err := w.insert("tables", `seq, table_id, title, unit, pages, row_count, col_count, header_rows,
  above, notes`, len(rows), func(i int) []any { return rows[i] })
	if err != nil {
		return err
	}
	if err := w.cells(tables); err != nil {
		return fmt.Errorf("cells: %w", err)
	}
	return nil
}

func tableRow(seq int, t *table.Table) ([]any, error) {
	pages, err := jsonArray(t.Pages)
	if err != nil {
		return nil, err
	}
	above, err := jsonArray(texts(t.Above))
	if err != nil {
		return nil, err
	}
	notes, err := jsonArray(texts(t.Notes))
	if err != nil {
		return nil, err
	}
	return []any{seq, t.ID, t.Title.Text, t.Unit, pages, t.Rows, t.Cols, t.HeaderRows, above, notes}, nil
}

func texts(lines []table.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}

// cells writes the cells of all tables at once: each statement is a way to the server and back.
func (w *writer) cells(tables []table.Table) error {
	var rows [][]any
	for i := range tables {
		t := &tables[i]
		for k := range t.Cells {
			c := &t.Cells[k]
			rest, err := restText(c.Rest)
			if err != nil {
				return fmt.Errorf("table %s: %w", t.ID, err)
			}
			rows = append(rows, []any{t.ID, c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text, c.Page, c.Box.X0, c.Box.Y0, c.Box.X1, c.Box.Y1,
				string(c.Source), c.Confidence, rest})
		}
	}
	return w.insert("cells", "table_id, cell_row, cell_col, rowspan, colspan, text, page, x0, y0, x1, y1, source, confidence, rest",
		len(rows), func(i int) []any { return rows[i] })
}

// restText is a cell's parts on later pages as a JSON array of [page, x0, y0, x1, y1]; empty for the many cells
// that have none.
func restText(parts []table.Part) (string, error) {
	if len(parts) == 0 {
		return "", nil
	}
	var rest [][5]float64
	for _, p := range parts {
		rest = append(rest, [5]float64{float64(p.Page), p.Box.X0, p.Box.Y0, p.Box.X1, p.Box.Y1})
	}
	return jsonArray(rest)
}

func (w *writer) paragraphs(paragraphs []layout.Paragraph) error {
	return w.insert("paragraphs", `seq, page, x0, y0, x1, y1, text, heading`, len(paragraphs), func(i int) []any {
		p := &paragraphs[i]
		return []any{i, p.Page, p.Box.X0, p.Box.Y0, p.Box.X1, p.Box.Y1, p.Text, p.Heading}
	})
}
