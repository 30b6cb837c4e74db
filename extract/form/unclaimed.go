package form

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
)

// Unclaimed reads the tables that are no form, as far as they show by themselves what they are: names at the left,
// figures under headings, rows called 合计 or 小计. Lists that stand side by side are forms of their own.
// What a row or a column means is not known; whether one adds up
// others is for rules to find out. Tables without columns of figures are left out.
func Unclaimed(tables []table.Table, forms []*fact.Form, doc fact.Document) []*fact.Form {
	claimed := map[string]bool{}
	for _, f := range forms {
		claimed[f.Table] = true
	}
	var all []*fact.Form
	for i := range tables {
		if claimed[tables[i].ID] {
			continue
		}
		g := newGrid(&tables[i])
		for _, b := range g.blocks() {
			rd := &reader{g: g, kind: &kind{id: fact.Unclaimed}, doc: doc, ctx: headContext{year: doc.Year}}
			rd.head(Match{Form: fact.Unclaimed, Title: g.t.Title.Text})
			rd.form.Doubts = nil // that it has no title says nothing against its sums
			if rd.plainColumns(b) && rd.plainRows(b) {
				rd.form.Instance = len(all)
				all = append(all, rd.form)
			}
		}
	}
	return all
}

// plainColumns takes every column of figures of a list as it is headed; false where there is none.
func (rd *reader) plainColumns(b block) bool {
	for _, k := range b.values {
		if n := rd.g.content(k.col); n.figures == 0 || n.codes+n.words > n.figures {
			continue
		}
		rd.form.Columns = append(rd.form.Columns, fact.Column{ID: nameKey(strings.Join(k.path, "")), Path: k.path, Col: k.col})
	}
	return len(rd.form.Columns) > 0
}

// plainRows takes every row that has a name and figures; false where there are too few to add up.
func (rd *reader) plainRows(b block) bool {
	const fewest = 3 // two parts and their sum
	for r := rd.g.body; r < rd.g.end; r++ {
		if rd.g.indexRow(r) && !rd.decimals(r) {
			continue
		}
		row, ok := rd.plainRow(b, r)
		if !ok {
			continue
		}
		rd.form.Rows = append(rd.form.Rows, row)
		for _, c := range rd.form.Columns {
			rd.fill(row, c)
		}
	}
	return len(rd.form.Rows) >= fewest
}

// decimals says whether a row holds a figure with decimals: then its small numbers are no column numbers.
func (rd *reader) decimals(r int) bool {
	for _, c := range rd.form.Columns {
		if cell := rd.g.starts(r, c.Col); cell != nil && strings.ContainsAny(cell.Text, ".．") {
			return true
		}
	}
	return false
}

// plainRow names a row by its names and codes: a total by the word for it, else the last of them.
func (rd *reader) plainRow(b block, r int) (fact.Row, bool) {
	row := fact.Row{Role: fact.Unknown, Parent: none, Row: r}
	var box page.Rect
	for _, k := range b.keys {
		c := rd.g.starts(r, k.col)
		if c == nil || plain(c.Text) == "" {
			continue
		}
		l := cutLabel(c.Text)
		switch {
		case row.Role == fact.Total || row.Role == fact.Subtotal:
			continue
		case strings.HasSuffix(l.text, "小计") && totalWord.MatchString(l.text):
			row.Role = fact.Subtotal
		case totalWord.MatchString(l.text):
			row.Role = fact.Total
		case l.ofWhich:
			row.Role = fact.OfWhich
		default:
			row.Role = fact.Detail
		}
		row.Name, box = strings.TrimSpace(c.Text), box.Union(c.Box)
		row.Place.Page = c.Page
	}
	row.ID, row.Place.Box, row.Place.Row = nameKey(row.Name), box, r
	return row, rd.hasFigure(r)
}

// hasFigure says whether anything stands under a heading of figures.
func (rd *reader) hasFigure(r int) bool {
	for _, c := range rd.form.Columns {
		if cell := rd.g.starts(r, c.Col); cell != nil && plain(cell.Text) != "" {
			return true
		}
	}
	return false
}
