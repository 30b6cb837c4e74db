// Package sheet reads XLSX workbooks as documents: a page for each visible sheet, on which every cell is drawn in its
// place, with lines around those that belong to a table. What makes tables of pages then makes tables of sheets.
package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"gouji/extract/page"
)

var (
	// ErrDamaged says that this is no workbook that can be opened.
	ErrDamaged = errors.New("damaged workbook")
	// ErrTooLarge says that a workbook or sheet has more than this program reads.
	ErrTooLarge = errors.New("the workbook is too large")
)

const (
	// unzipped bounds the workbook's files together in bytes, and inMemory what of a sheet is held in memory.
	unzipped = 512 << 20
	inMemory = 16 << 20
	// maxRows and maxColumns bound a sheet; a budget's longest list has some thousands of rows.
	maxRows    = 20000
	maxColumns = 256
)

// Is says whether bytes are those of a workbook: a ZIP file with its parts.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("xl/workbook.xml"))
}

// Book is an open workbook; it is an extract.Source.
type Book struct {
	file   *excelize.File
	sheets []string
	// bordered are the styles that draw lines, as far as they were looked at.
	bordered map[int]bool
}

// Open reads a workbook's structure. The caller closes it. Errors are ErrDamaged and ErrTooLarge.
func Open(data []byte) (*Book, error) {
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unzipped, UnzipXMLSizeLimit: inMemory})
	switch {
	case err != nil && strings.Contains(err.Error(), "unzip size exceeds"):
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	b := &Book{file: file, bordered: map[int]bool{}}
	for _, name := range file.GetSheetList() {
		if visible, err := file.GetSheetVisible(name); err == nil && visible {
			b.sheets = append(b.sheets, name)
		}
	}
	return b, nil
}

// Close frees the workbook.
func (b *Book) Close() error { return b.file.Close() }

// Pages is the number of visible sheets.
func (b *Book) Pages() int { return len(b.sheets) }

// Page draws a sheet, numbered from 1. The places are the drawing's own: a sheet has no paper.
func (b *Book) Page(ctx context.Context, number int) (page.Page, error) {
	none := page.Page{Number: number}
	if number < 1 || number > len(b.sheets) {
		return none, fmt.Errorf("sheet %d of %d", number, len(b.sheets))
	}
	g, err := b.grid(ctx, b.sheets[number-1])
	if err != nil {
		return none, err
	}
	p := g.draw()
	p.Number, p.Source, p.Reader = number, page.Text, "xlsx"
	return p, nil
}

// grid reads a sheet's cells as they are shown.
func (b *Book) grid(ctx context.Context, name string) (*grid, error) {
	rows, err := b.file.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	g := &grid{}
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%w: %w", ErrDamaged, err), rows.Close())
		}
		g.add(cells)
		if len(g.texts) > maxRows || g.columns > maxColumns || ctx.Err() != nil {
			return nil, errors.Join(ErrTooLarge, ctx.Err(), rows.Close())
		}
	}
	if err := errors.Join(rows.Error(), rows.Close()); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	g.open()
	return g, errors.Join(b.merge(g, name), b.mark(g, name))
}

// merge joins the cells that the sheet joins.
func (b *Book) merge(g *grid, name string) error {
	merged, err := b.file.GetMergeCells(name)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, m := range merged {
		col, row, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		lastCol, lastRow, other := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err := errors.Join(err, other); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		g.join(row-1, col-1, lastRow-1, lastCol-1)
	}
	return nil
}

// mark notes which cells have lines around them.
func (b *Book) mark(g *grid, name string) error {
	for row := range g.cells {
		for col := range g.cells[row] {
			at, err := excelize.CoordinatesToCellName(col+1, row+1)
			if err != nil {
				return err
			}
			id, err := b.file.GetCellStyle(name, at)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			if b.hasLines(id) {
				g.cells[row][col].lined, g.lined = true, true
			}
		}
	}
	return nil
}

// sidesOfCell is how many sides of a cell have to have a line for it to be one of a table: a heading may be underlined.
const sidesOfCell = 2

// hasLines says whether a style draws lines around its cell.
func (b *Book) hasLines(id int) bool {
	if known, ok := b.bordered[id]; ok {
		return known
	}
	sides := 0
	if style, err := b.file.GetStyle(id); err == nil {
		for _, border := range style.Border {
			if border.Style > 0 && !strings.HasPrefix(border.Type, "diagonal") {
				sides++
			}
		}
	}
	b.bordered[id] = sides >= sidesOfCell
	return b.bordered[id]
}

// oneLine is a cell's text without the breaks that wrap it.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return -1
		}
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text))
}
