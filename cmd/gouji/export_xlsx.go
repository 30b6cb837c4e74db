package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

const (
	// sheetRows is how many rows of data go on one sheet, less the heading: a sheet of XLSX has 1,048,576.
	sheetRows = 1<<20 - 1
	// sheetLinks is how many links a sheet is given: XLSX allows 65,530, and they are held in memory.
	sheetLinks = 20000
	// exactDigits is how many significant digits a spreadsheet keeps; a longer figure stays text.
	exactDigits = 15
	// mostPlaces is how many decimals a figure is shown with; 万元 are printed with six.
	mostPlaces = 6
)

// Widths of columns, in characters of the standard font.
const (
	widthNumber = 16
	widthShort  = 12
	widthText   = 24
	widthLong   = 60
)

// book is a workbook that is written row by row: the rows go to files of the system's temporary folder, so that memory
// does not grow with them.
type book struct {
	file *excelize.File
	// heading, text and link are styles; amounts are those of figures by their decimals.
	heading, text, link int
	amounts             [mostPlaces + 1]int
	sheets              int
}

func newBook() (*book, error) {
	b := &book{file: excelize.NewFile()}
	styles := []struct {
		into  *int
		style excelize.Style
	}{
		{&b.heading, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E1F2"}}}},
		{&b.text, excelize.Style{CustomNumFmt: pointer("@"), Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&b.link, excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}, Alignment: &excelize.Alignment{Vertical: "top"}}},
	}
	for places := range b.amounts {
		format := "#,##0"
		if places > 0 {
			format += "." + strings.Repeat("0", places)
		}
		styles = append(styles, struct {
			into  *int
			style excelize.Style
		}{&b.amounts[places], excelize.Style{CustomNumFmt: pointer(format), Alignment: &excelize.Alignment{Vertical: "top"}}})
	}
	for _, s := range styles {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return nil, err
		}
		*s.into = id
	}
	return b, nil
}

func pointer[T any](v T) *T { return &v }

// writeTo writes the workbook and frees what it holds.
func (b *book) writeTo(w io.Writer) error {
	_, err := b.file.WriteTo(w)
	return errors.Join(err, b.file.Close())
}

// worksheet is a sheet under way, with a frozen heading and filters. Rows beyond what a sheet holds go on to a next one.
type worksheet struct {
	book    *book
	title   string
	name    string
	columns []column
	stream  *excelize.StreamWriter
	// row is the number of the last row, from 1; part counts the sheets of this title; links those of this one.
	row, part, links int
}

func (b *book) sheet(title string, columns []column) (*worksheet, error) {
	s := &worksheet{book: b, title: title, columns: columns}
	return s, s.begin()
}

// begin makes a sheet: widths, frozen heading, heading.
func (s *worksheet) begin() error {
	s.part++
	s.name, s.row, s.links = s.title, 0, 0
	if s.part > 1 {
		s.name = fmt.Sprintf("%s %d", s.title, s.part)
	}
	if err := s.book.add(s.name); err != nil {
		return err
	}
	stream, err := s.book.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	s.stream = stream
	names := make([]any, len(s.columns))
	for i, c := range s.columns {
		names[i] = excelize.Cell{StyleID: s.book.heading, Value: c.name}
		if err := stream.SetColWidth(i+1, i+1, c.width()); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return s.put(names)
}

// add makes a sheet of the workbook; the first takes the place of the one a new workbook has.
func (b *book) add(name string) error {
	if b.sheets++; b.sheets == 1 {
		return b.file.SetSheetName("Sheet1", name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// width is how wide a column is shown.
func (c column) width() float64 {
	switch {
	case c.kind == numberKind:
		return widthNumber
	case c.kind == integerKind, c.kind == flagKind:
		return widthShort
	}
	switch c.name {
	case "message", "question", "formula", "text", "reason", "states", "why", "authority", "label", "file":
		return widthLong
	}
	return widthText
}

func (s *worksheet) put(cells []any) error {
	s.row++
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, cells)
}

// write adds a row: figures as numbers, everything else as text.
func (s *worksheet) write(values []any) error {
	if s.row > sheetRows {
		if err := s.close(); err != nil {
			return err
		}
		if err := s.begin(); err != nil {
			return err
		}
	}
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = s.book.cell(s.columns[i], v)
	}
	return s.put(cells)
}

// cell is a value as a spreadsheet has it. A decimal becomes a number where it is the same number there.
func (b *book) cell(c column, v any) any {
	switch v := v.(type) {
	case string:
		if c.kind == numberKind {
			if d, err := decimal.NewFromString(v); err == nil && d.NumDigits() <= exactDigits {
				return excelize.Cell{StyleID: b.amounts[min(max(0, -int(d.Exponent())), mostPlaces)], Value: d.InexactFloat64()}
			}
		}
		if link, ok := strings.CutPrefix(v, linkMark); ok {
			return excelize.Cell{StyleID: b.link, Value: link}
		}
		return excelize.Cell{StyleID: b.text, Value: v}
	case nil:
		return nil
	}
	return excelize.Cell{Value: v}
}

// linkMark stands before the text of a cell that is shown as a link.
const linkMark = "\x00"

// linkTo makes the cell of the last row in a column, from 1, a link: to a place of the workbook, or where it names
// a file, outside.
func (s *worksheet) linkTo(column int, target string) error {
	if s.links >= sheetLinks {
		return nil
	}
	s.links++
	at, err := excelize.CoordinatesToCellName(column, s.row)
	if err != nil {
		return err
	}
	kind := "Location"
	if strings.HasPrefix(target, "file:") {
		kind = "External"
	}
	return s.book.file.SetCellHyperLink(s.name, at, target, kind)
}

// place names a row of this sheet, for a link.
func (s *worksheet) place(row int) string { return fmt.Sprintf("'%s'!A%d", s.name, row) }

// close ends the sheet; the workbook is written later.
func (s *worksheet) close() error {
	last, err := excelize.CoordinatesToCellName(len(s.columns), s.row)
	if err != nil {
		return err
	}
	if err := s.book.file.AutoFilter(s.name, "A1:"+last, nil); err != nil {
		return err
	}
	return s.stream.Flush()
}

// xlsxRows is a workbook of one kind of rows.
type xlsxRows struct {
	*worksheet
	out io.Writer
}

func newXLSXRows(w io.Writer, title string, columns []column) (*xlsxRows, error) {
	b, err := newBook()
	if err != nil {
		return nil, err
	}
	s, err := b.sheet(title, columns)
	return &xlsxRows{s, w}, err
}

func (r *xlsxRows) close() error {
	if err := r.worksheet.close(); err != nil {
		return err
	}
	return r.book.writeTo(r.out)
}
