package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// document is a sample as it is written down in source.txt: a list of blocks, each drawn after the one before.
//
// A line is a directive (@name argument), a heading (# or ##), a row of the table opened above it, or a paragraph. An
// empty line ends a table. The directives:
//
//	@watermark TEXT        slanted and light on every page
//	@rulings rects|fills|lines   how the lines of tables are drawn
//	@head TEXT             the running head of the pages that follow
//	@numbers N             the next page has the printed number N, and so on
//	@page [landscape]      a new page
//	@cover TEXT            a large centred line
//	@toc TEXT | PAGE       a line of the contents
//	@line TEXT             a line without indent
//	@table KEY=VALUE…      a table; see newTable
type document struct {
	name      string
	watermark string
	rulings   string
	variant   variant
	blocks    []block
}

// block is one directive, heading, paragraph or table. Kind is the directive's name without @, "#", "##" or "text".
type block struct {
	kind  string
	text  string
	table *table
}

// parse reads a source.txt.
func parse(name string, r io.Reader) (*document, error) {
	doc := &document{name: name, rulings: "rects", variant: full}
	var open *table
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		var err error
		switch {
		case line == "":
			open = nil
		case open != nil:
			err = open.addRow(line)
		default:
			open, err = doc.add(line)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, n, err)
		}
	}
	return doc, lines.Err()
}

// add takes a line that is no table row; it returns the table the line opens, if it opens one.
func (d *document) add(line string) (*table, error) {
	kind, text, _ := strings.Cut(line, " ")
	text = strings.TrimSpace(text)
	switch kind {
	case "@watermark":
		d.watermark = text
	case "@rulings":
		d.rulings = text
	case "@table":
		t, err := newTable(text)
		if err != nil {
			return nil, err
		}
		d.blocks = append(d.blocks, block{kind: "table", table: t})
		return t, nil
	case "#", "##":
		d.blocks = append(d.blocks, block{kind: kind, text: text})
	case "@head", "@numbers", "@page", "@cover", "@toc", "@line":
		d.blocks = append(d.blocks, block{kind: kind[1:], text: text})
	default:
		if strings.HasPrefix(kind, "@") {
			return nil, fmt.Errorf("unknown directive %s", kind)
		}
		d.blocks = append(d.blocks, block{kind: "text", text: line})
	}
	return nil, nil
}

// table is a table as written: its title lines and its cells. Positions count from 0.
type table struct {
	id, label, title, office, unit, note string
	// weights are the relative widths of the columns.
	weights []float64
	// size is the size of the letters and row the least height of a row, in points.
	size, row float64
	headers   int
	// repeat says that the header is drawn again at the top of every later page.
	repeat bool
	// breaks are the rows before which a new page begins, besides those that the height of the page forces.
	breaks map[int]bool
	// codes are the columns of classification codes, which stand at the left of their cells like text.
	codes map[int]bool
	rows  int
	cells []cell
	// filled marks grid positions that a cell has taken, row after row.
	filled map[[2]int]bool
}

// cell is a cell of a table at its top left position with its spans and text.
type cell struct {
	row, col, rowspan, colspan int
	text                       string
}

// newTable reads the arguments of @table: id, label (over the title, left), title, office (under the title, left),
// unit (under the title, right), note (under the table), widths (relative, commas between; they say how many columns
// there are), header (rows), size, row, break (row numbers), codes (column numbers), repeat.
func newTable(arguments string) (*table, error) {
	t := &table{size: 9, row: 18, headers: 1, breaks: map[int]bool{},
		codes: map[int]bool{}, filled: map[[2]int]bool{}}
	for _, argument := range strings.Fields(arguments) {
		key, value, _ := strings.Cut(argument, "=")
		if err := t.set(key, value); err != nil {
			return nil, fmt.Errorf("@table %s: %w", key, err)
		}
	}
	if len(t.weights) == 0 {
		return nil, fmt.Errorf("@table %s: widths are missing", t.id)
	}
	return t, nil
}

func (t *table) set(key, value string) (err error) {
	text := map[string]*string{"id": &t.id, "label": &t.label, "title": &t.title, "office": &t.office,
		"unit": &t.unit, "note": &t.note}
	number := map[string]*float64{"size": &t.size, "row": &t.row}
	switch {
	case text[key] != nil:
		*text[key] = value
	case number[key] != nil:
		*number[key], err = strconv.ParseFloat(value, 64)
	case key == "header":
		t.headers, err = strconv.Atoi(value)
	case key == "repeat":
		t.repeat = true
	case key == "widths":
		t.weights, err = numbers(value)
	case key == "break":
		err = mark(t.breaks, value)
	case key == "codes":
		err = mark(t.codes, value)
	default:
		err = fmt.Errorf("unknown argument")
	}
	return err
}

func mark(set map[int]bool, list string) error {
	values, err := numbers(list)
	for _, v := range values {
		set[int(v)] = true
	}
	return err
}

func numbers(list string) ([]float64, error) {
	var values []float64
	for _, word := range strings.Split(list, ",") {
		value, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, nil
}

// addRow takes one row: cells with | between them, a merged cell ends in <rows x columns>, as in 收入<1x2>. Positions
// that a merged cell above covers are left out.
func (t *table) addRow(line string) error {
	col, row := 0, t.rows
	for _, text := range strings.Split(line, "|") {
		for t.filled[[2]int{row, col}] {
			col++
		}
		c := cell{row: row, col: col, rowspan: 1, colspan: 1, text: strings.TrimSpace(text)}
		if err := c.readSpans(); err != nil {
			return err
		}
		t.take(c)
		col += c.colspan
	}
	for t.filled[[2]int{row, col}] {
		col++
	}
	if col != len(t.weights) {
		return fmt.Errorf("table %s has %d columns, this row %d", t.id, len(t.weights), col)
	}
	t.rows++
	return nil
}

func (t *table) take(c cell) {
	t.cells = append(t.cells, c)
	for r := c.row; r < c.row+c.rowspan; r++ {
		for k := c.col; k < c.col+c.colspan; k++ {
			t.filled[[2]int{r, k}] = true
		}
	}
}

func (c *cell) readSpans() error {
	at := strings.LastIndex(c.text, "<")
	if at < 0 || !strings.HasSuffix(c.text, ">") {
		return nil
	}
	if _, err := fmt.Sscanf(c.text[at:], "<%dx%d>", &c.rowspan, &c.colspan); err != nil {
		return fmt.Errorf("spans of %q: %w", c.text, err)
	}
	c.text = c.text[:at]
	return nil
}
