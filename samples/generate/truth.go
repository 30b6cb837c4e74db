package main

import (
	"bytes"
	"encoding/json"
	"math"
)

// truth is what a reader of the sample must recover: every table with every cell, its place and its spans, taken from
// the source and from where the generator drew it, not from any reader.
type truth struct {
	Document string       `json:"document"`
	Note     string       `json:"note"`
	Tables   []truthTable `json:"tables"`
}

type truthTable struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Unit       string      `json:"unit"`
	Pages      []int       `json:"pages"`
	Rows       int         `json:"rows"`
	Cols       int         `json:"cols"`
	HeaderRows int         `json:"header_rows"`
	Note       string      `json:"note"`
	Cells      []truthCell `json:"cells"`
}

// truthCell has one box for every page the cell stands on: [page, x0, y0, x1, y1] in points, origin top left.
type truthCell struct {
	Row     int          `json:"row"`
	Col     int          `json:"col"`
	Rowspan int          `json:"rowspan"`
	Colspan int          `json:"colspan"`
	Text    string       `json:"text"`
	Page    int          `json:"page"`
	Boxes   [][5]float64 `json:"bbox"`
}

const truthNote = "bbox: [page, x0, y0, x1, y1] in points from the top left of the page; one entry per page part of a cell"

func newTruthTable(t *table) *truthTable {
	out := &truthTable{ID: t.id, Title: t.title, Unit: t.unit, Rows: t.rows, Cols: len(t.weights),
		HeaderRows: t.headers, Note: t.note, Pages: []int{}}
	for _, c := range t.cells {
		out.Cells = append(out.Cells, truthCell{Row: c.row, Col: c.col, Rowspan: c.rowspan, Colspan: c.colspan,
			Text: c.text})
	}
	return out
}

// place records that a cell, by its index, stands on a page in a box.
func (t *truthTable) place(index, page int, b box) {
	if len(t.Pages) == 0 || t.Pages[len(t.Pages)-1] != page {
		t.Pages = append(t.Pages, page)
	}
	c := &t.Cells[index]
	if c.Page == 0 {
		c.Page = page
	}
	c.Boxes = append(c.Boxes, [5]float64{float64(page), tenth(b.x0), tenth(b.y0), tenth(b.x1), tenth(b.y1)})
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// encode is the truth as JSON, one cell a line so that changes can be read.
func (t *truth) encode() ([]byte, error) {
	var out bytes.Buffer
	raw, err := json.Marshal(t)
	if err != nil {
		return nil, err
	}
	raw = bytes.ReplaceAll(raw, []byte(`{"row":`), []byte("\n{\"row\":"))
	raw = bytes.ReplaceAll(raw, []byte(`{"id":`), []byte("\n{\"id\":"))
	out.Write(raw)
	out.WriteByte('\n')
	return out.Bytes(), nil
}
