package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// column is one column of an export.
type column struct {
	name string
	// from is the expression of the view it is taken from.
	from string
	// raw marks text that is JSON already.
	raw bool
	// kind is what its values are, for the formats that tell.
	kind kind
}

// kind is what a column's values are.
type kind string

// The kinds of values. A figure whose kind is number comes as an exact decimal in a string.
const (
	textKind    kind = ""
	integerKind kind = "integer"
	numberKind  kind = "number"
	flagKind    kind = "flag"
	timeKind    kind = "time"
)

// as gives columns of these names a kind.
func as(k kind, columns []column, names ...string) []column {
	for i := range columns {
		if slices.Contains(names, columns[i].name) {
			columns[i].kind = k
		}
	}
	return columns
}

// rowWriter writes rows of values: strings, int64, float64 and nil.
type rowWriter interface {
	write(values []any) error
	// close writes what ends the export; it does not close the file.
	close() error
}

// csvRows writes CSV with a line of names.
type csvRows struct {
	out    *csv.Writer
	record []string
}

// byteOrderMark says to Excel that a CSV is UTF-8.
const byteOrderMark = "\ufeff"

func newCSVRows(w io.Writer, columns []column) (*csvRows, error) {
	r := &csvRows{out: csv.NewWriter(w), record: make([]string, len(columns))}
	for i, c := range columns {
		r.record[i] = c.name
	}
	return r, r.out.Write(r.record)
}

func (r *csvRows) write(values []any) error {
	for i, v := range values {
		r.record[i] = csvText(v)
	}
	return r.out.Write(r.record)
}

func (r *csvRows) close() error {
	r.out.Flush()
	return r.out.Error()
}

func csvText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return guardFormula(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// formulaStarts are the characters by which a spreadsheet takes a text for a formula (OWASP, CSV injection).
const formulaStarts = "=+-@\t\r"

// guardFormula puts an apostrophe before a text that a spreadsheet would run as a formula. A figure is left alone: a
// negative amount is no formula.
func guardFormula(text string) string {
	if text == "" || !strings.ContainsRune(formulaStarts, rune(text[0])) || strings.Trim(text, "-") == "" {
		return text
	}
	if _, err := decimal.NewFromString(strings.TrimSuffix(strings.ReplaceAll(text, ",", ""), "%")); err == nil {
		return text
	}
	return "'" + text
}

// jsonRows writes one JSON array, an object a line, its keys in the order of the columns.
type jsonRows struct {
	out     io.Writer
	columns []column
	begun   bool
}

func (r *jsonRows) write(values []any) error {
	object, err := jsonObject(r.columns, values)
	if err != nil {
		return err
	}
	before := ",\n "
	if !r.begun {
		r.begun, before = true, "["
	}
	_, err = fmt.Fprintf(r.out, "%s%s", before, object)
	return err
}

func (r *jsonRows) close() error {
	end := "]\n"
	if !r.begun {
		end = "[]\n"
	}
	_, err := io.WriteString(r.out, end)
	return err
}

// jsonLines writes JSON Lines: an object a line.
type jsonLines struct {
	out     io.Writer
	columns []column
}

func (r *jsonLines) write(values []any) error {
	object, err := jsonObject(r.columns, values)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.out, "%s\n", object)
	return err
}

func (r *jsonLines) close() error { return nil }

// jsonObject is one row as an object.
func jsonObject(columns []column, values []any) ([]byte, error) {
	var object bytes.Buffer
	object.WriteByte('{')
	for i, c := range columns {
		data, err := jsonValue(values[i], c.raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		if i > 0 {
			object.WriteString(", ")
		}
		fmt.Fprintf(&object, "%q: %s", c.name, data)
	}
	object.WriteByte('}')
	return object.Bytes(), nil
}

// jsonValue is a value in JSON; text stays readable, < and & are not escaped.
func jsonValue(v any, raw bool) ([]byte, error) {
	if text, ok := v.(string); ok && raw {
		return []byte(text), nil
	}
	var buf bytes.Buffer
	encoder := json.NewEncoder(&buf)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buf.Bytes(), "\n"), nil
}
