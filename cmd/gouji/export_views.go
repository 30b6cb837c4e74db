package main

import (
	"encoding/json"
	"fmt"

	"gouji/store"
)

// boxExpression is that of a box in a view, [x0, y0, x1, y1] in points with two decimals.
const boxExpression = "json_array(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))"

// cellExpression is that of a place in a table, [row, col] from 0; NULL in running text.
const cellExpression = "CASE WHEN table_id <> '' THEN json_array(cell_row, cell_col) END"

// plain are columns that keep their name.
func plain(names ...string) []column {
	var columns []column
	for _, n := range names {
		columns = append(columns, column{name: n, from: n})
	}
	return columns
}

func documentColumns(lang string) []column {
	columns := append([]column{{name: "file", from: "path"}}, plain("sha256", "current", "pages", "title", "publisher", "year",
		"kind", "state", "error_class")...)
	columns = append(columns, column{name: "error", from: "error_" + lang})
	return append(columns, plain("attempts", "size", "extractor_version", "table_count", "fact_count",
		"problem_count", "first_seen", "changed")...)
}

func factColumns(lang string) []column {
	return append(plain("sha256", "publisher", "year", "kind", "form"),
		column{name: "row", from: "row_id"}, column{name: "row_name", from: "row_name"},
		column{name: "column", from: "column_id"}, column{name: "column_path", from: "column_path"},
		column{name: "value", from: "coalesce(value, '')"}, column{name: "unit", from: "unit"},
		column{name: "printed", from: "printed"}, column{name: "text", from: "text"}, column{name: "page", from: "page"},
		column{name: "bbox", from: boxExpression, raw: true}, column{name: "table", from: "table_id"},
		column{name: "cell", from: cellExpression, raw: true}, column{name: "source", from: "source"},
		column{name: "confidence", from: "confidence"}, column{name: "uncertain", from: "uncertain_" + lang})
}

// tableColumns are those of one table; in CSV a cell follows on the same line.
func tableColumns() []column {
	return []column{{name: "sha256", from: "sha256"}, {name: "table", from: "table_id"}, {name: "title", from: "title"},
		{name: "form", from: "form"}, {name: "unit", from: "unit"}, {name: "pages", from: "pages", raw: true},
		{name: "rows", from: "row_count"}, {name: "cols", from: "col_count"}, {name: "header_rows", from: "header_rows"}}
}

func cellColumns() []column {
	return []column{{name: "row", from: "cell_row"}, {name: "col", from: "cell_col"}, {name: "rowspan", from: "rowspan"},
		{name: "colspan", from: "colspan"}, {name: "text", from: "text"}, {name: "page", from: "page"},
		{name: "bbox", from: boxExpression, raw: true}, {name: "source", from: "source"},
		{name: "confidence", from: "confidence"}}
}

// fileColumn is the first column of what belongs to a document.
func fileColumn() column { return column{name: "file"} }

// expressions are the columns as a view is asked for them.
func expressions(columns []column) []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.from)
	}
	return out
}

func (e exporter) documents(lang string) error {
	columns := documentColumns(lang)
	w, err := e.rows(columns)
	if err != nil {
		return err
	}
	view := store.View{Name: "v_documents", Columns: expressions(columns), Order: "path, sha256"}
	for row, err := range e.store.Rows(e.ctx, view) {
		if err != nil {
			return err
		}
		if err := w.write(row); err != nil {
			return err
		}
	}
	return w.close()
}

// statesSomething leaves out blank cells, as extract does: they are listed among the cells.
const statesSomething = "state IN ('number', 'zero') OR text <> ''"

func (e exporter) facts(lang string) error {
	columns := factColumns(lang)
	w, err := e.rows(append([]column{fileColumn()}, columns...))
	if err != nil {
		return err
	}
	err = e.each(func(d store.Document) error {
		view := store.View{Name: "v_facts", Columns: expressions(columns), Where: statesSomething, Order: "seq",
			SHA256: d.SHA256}
		for row, err := range e.store.Rows(e.ctx, view) {
			if err != nil {
				return err
			}
			if err := w.write(append([]any{d.Path}, row...)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.close()
}

// tables writes a line a cell in CSV, and an object a table with its cells in JSON.
func (e exporter) tables() error {
	columns := append([]column{fileColumn()}, tableColumns()...)
	if e.format == formatCSV {
		columns = append(columns, cellColumns()...)
	} else {
		columns = append(columns, column{name: "cells", raw: true})
	}
	w, err := e.rows(columns)
	if err != nil {
		return err
	}
	err = e.each(func(d store.Document) error { return e.tablesOf(d, w) })
	if err != nil {
		return err
	}
	return w.close()
}

// tablesOf writes the tables of one document.
func (e exporter) tablesOf(d store.Document, w rowWriter) error {
	cells, err := e.cellsOf(d)
	if err != nil {
		return err
	}
	view := store.View{Name: "v_tables", Columns: expressions(tableColumns()), Order: "seq", SHA256: d.SHA256}
	for row, err := range e.store.Rows(e.ctx, view) {
		if err != nil {
			return err
		}
		id, ok := row[1].(string)
		if !ok {
			return fmt.Errorf("table %v has no name", row[1])
		}
		if err := e.writeTable(w, append([]any{d.Path}, row...), cells[id]); err != nil {
			return err
		}
	}
	return nil
}

// writeTable writes one table with its cells.
func (e exporter) writeTable(w rowWriter, table []any, cells [][]any) error {
	if e.format == formatJSON {
		text, err := jsonCells(cells)
		if err != nil {
			return err
		}
		return w.write(append(table, text))
	}
	for _, c := range cells {
		if err := w.write(append(append([]any{}, table...), c...)); err != nil {
			return err
		}
	}
	return nil
}

// cellsOf are a document's cells by table.
func (e exporter) cellsOf(d store.Document) (map[string][][]any, error) {
	cells := map[string][][]any{}
	view := store.View{Name: "v_cells", Columns: append([]string{"table_id"}, expressions(cellColumns())...),
		Order: "table_id, cell_row, cell_col", SHA256: d.SHA256}
	for row, err := range e.store.Rows(e.ctx, view) {
		if err != nil {
			return nil, err
		}
		id := fmt.Sprint(row[0])
		cells[id] = append(cells[id], row[1:])
	}
	return cells, nil
}

// jsonCells is cells as a JSON array.
func jsonCells(cells [][]any) (string, error) {
	columns := cellColumns()
	objects := make([]json.RawMessage, len(cells))
	for i, c := range cells {
		object, err := jsonObject(columns, c)
		if err != nil {
			return "", err
		}
		objects[i] = object
	}
	data, err := jsonValue(objects, false)
	return string(data), err
}
