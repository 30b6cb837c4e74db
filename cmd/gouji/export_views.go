package main

import (
	"encoding/json"
	"fmt"

	"gouji/store"
)

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
	columns = append(columns, plain("attempts", "size", "extractor_version", "table_count", "fact_count",
		"problem_count", "first_seen", "changed")...)
	columns = as(integerKind, columns, "pages", "year", "attempts", "size", "table_count", "fact_count", "problem_count")
	return as(flagKind, as(timeKind, columns, "first_seen", "changed"), "current")
}

func factColumns(lang string) []column {
	columns := append(plain("sha256", "publisher", "year", "kind", "form"),
		column{name: "row", from: "row_id"}, column{name: "row_name", from: "row_name"},
		column{name: "column", from: "column_id"}, column{name: "column_path", from: "column_path"},
		column{name: "value", from: "coalesce(value, '')"}, column{name: "unit", from: "unit"},
		column{name: "printed", from: "printed"}, column{name: "text", from: "text"}, column{name: "page", from: "page"},
		column{name: "bbox", from: store.BoxColumn, raw: true}, column{name: "table", from: "table_id"},
		column{name: "cell", from: store.PlaceColumn, raw: true}, column{name: "source", from: "source"},
		column{name: "confidence", from: "confidence"}, column{name: "uncertain", from: "uncertain_" + lang},
		column{name: "read_as", from: "read_as"})
	return as(numberKind, as(integerKind, columns, "year", "page"), "value", "confidence")
}

// tableColumns are those of one table; in CSV a cell follows on the same line.
func tableColumns() []column {
	columns := []column{{name: "sha256", from: "sha256"}, {name: "table", from: "table_id"}, {name: "title", from: "title"},
		{name: "form", from: "form"}, {name: "unit", from: "unit"}, {name: "pages", from: "pages", raw: true},
		{name: "rows", from: "row_count"}, {name: "cols", from: "col_count"}, {name: "header_rows", from: "header_rows"}}
	return as(integerKind, columns, "rows", "cols", "header_rows")
}

func cellColumns() []column {
	columns := []column{{name: "row", from: "cell_row"}, {name: "col", from: "cell_col"}, {name: "rowspan", from: "rowspan"},
		{name: "colspan", from: "colspan"}, {name: "text", from: "text"}, {name: "page", from: "page"},
		{name: "bbox", from: store.BoxColumn, raw: true}, {name: "source", from: "source"},
		{name: "confidence", from: "confidence"}, {name: "read_as", from: "read_as"}}
	return as(numberKind, as(integerKind, columns, "row", "col", "rowspan", "colspan", "page"), "confidence")
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
	return e.export(documentColumns(lang), func(w rowWriter) error { return e.writeDocuments(w, lang) })
}

// export writes rows of columns in the export's format.
func (e exporter) export(columns []column, write func(rowWriter) error) error {
	w, err := e.rows(columns)
	if err != nil {
		return err
	}
	if err := write(w); err != nil {
		return err
	}
	return w.close()
}

func (e exporter) writeDocuments(w rowWriter, lang string) error {
	view := store.View{Name: "v_documents", Columns: expressions(documentColumns(lang)), Order: "path, sha256"}
	for row, err := range e.store.Rows(e.ctx, view) {
		if err != nil {
			return err
		}
		if err := w.write(row); err != nil {
			return err
		}
	}
	return nil
}

// statesSomething leaves out blank cells, as extract does: they are listed among the cells. What a person corrected is
// never left out.
const statesSomething = "state IN ('number', 'zero') OR text <> '' OR read_as IS NOT NULL"

func (e exporter) facts(lang string) error {
	columns := append([]column{fileColumn()}, factColumns(lang)...)
	return e.export(columns, func(w rowWriter) error { return e.writeFacts(w, lang) })
}

func (e exporter) writeFacts(w rowWriter, lang string) error {
	return e.each(func(d store.Document) error {
		view := store.View{Name: "v_facts", Columns: expressions(factColumns(lang)), Where: statesSomething, Order: "seq",
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
}

// asObjects says whether the format has a table as one object, with its cells in it, and not a line a cell.
func (e exporter) asObjects() bool { return e.format == formatJSON || e.format == formatJSONL }

// tables writes a line a cell in CSV and XLSX, and an object a table with its cells in JSON.
func (e exporter) tables() error {
	columns := tableCellColumns()
	if e.asObjects() {
		columns = append(append([]column{fileColumn()}, tableColumns()...), column{name: "cells", raw: true})
	}
	return e.export(columns, func(w rowWriter) error {
		return e.each(func(d store.Document) error { return e.tablesOf(d, w) })
	})
}

// tableCellColumns are those of a line a cell.
func tableCellColumns() []column {
	return append(append([]column{fileColumn()}, tableColumns()...), cellColumns()...)
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
	if e.asObjects() {
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
