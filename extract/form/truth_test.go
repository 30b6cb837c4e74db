package form

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"gouji/extract/page"
	"gouji/extract/table"
)

// corpus is the folder of test documents beside the project; the test is skipped where there is none.
func corpus(t testing.TB, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(append([]string{dir, "..", "shared", "corpus"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("the corpus is not here: %v", parts)
	return ""
}

type truthTable struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Label      string `json:"label"`
	Unit       string `json:"unit"`
	Pages      []int  `json:"pages"`
	Rows, Cols int
	HeaderRows int    `json:"header_rows"`
	Note       string `json:"note"`
	Cells      []struct {
		Row, Col         int
		RowSpan, ColSpan int
		Text             string
		Page             int
		BBox             [][]float64 `json:"bbox"`
	}
}

// truthTables gives the tables of the re-typeset 泽州 budget as a faultless recovery would.
func truthTables(t *testing.T) []table.Table {
	t.Helper()
	data, err := os.ReadFile(corpus(t, "zezhou", "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth struct{ Tables []truthTable }
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	var tables []table.Table
	for _, x := range truth.Tables {
		tables = append(tables, x.table())
	}
	return tables
}

func (x truthTable) table() table.Table {
	t := table.Table{ID: x.ID, Title: table.Line{Text: x.Title, Page: x.Pages[0]}, Unit: x.Unit, Pages: x.Pages, Rows: x.Rows, Cols: x.Cols, HeaderRows: x.HeaderRows}
	if x.Label != "" {
		t.Above = []table.Line{{Text: x.Label, Page: x.Pages[0]}, {Text: "部门名称：泽州县财政局", Page: x.Pages[0]}}
	}
	if x.Unit != "" && x.HeaderRows > 0 {
		t.UnitLine = table.Line{Text: "单位：" + x.Unit, Page: x.Pages[0]}
	}
	if x.Note != "" {
		t.Notes = []table.Line{{Text: x.Note, Page: x.Pages[len(x.Pages)-1]}}
	}
	for _, c := range x.Cells {
		cell := table.Cell{Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Text: c.Text, Page: c.Page, Source: page.Text, Confidence: 1}
		for i, b := range c.BBox {
			box := page.Rect{X0: b[1], Y0: b[2], X1: b[3], Y1: b[4]}
			if i == 0 {
				cell.Page, cell.Box = int(b[0]), box
				continue
			}
			cell.Rest = append(cell.Rest, table.Part{Page: int(b[0]), Box: box})
		}
		t.Cells = append(t.Cells, cell)
	}
	return t
}
