package table

import (
	"fmt"

	"gouji/extract/page"
)

// Document finds the tables of a document from the words and rulings of its pages and joins those that go
// on over pages. The tables come in reading order.
func Document(pages []page.Page) []Table {
	var out []Table
	for _, p := range pages {
		pieces, _ := onPage(p)
		for i, t := range pieces {
			out = append(out, Table{
				ID:    fmt.Sprintf("p%dt%d", p.Number, i+1),
				Pages: []int{p.Number},
				Rows:  t.grid.rows(), Cols: t.grid.cols(),
				Cells: t.cells,
			})
		}
	}
	return out
}
