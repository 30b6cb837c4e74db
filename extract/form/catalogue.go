package form

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
)

// catalogue reads codes with names by level. A row over the whole width names the department whose list
// follows; the same code stands in many departments' lists.
func (rd *reader) catalogue() {
	code, names := rd.catalogueColumns()
	if code < 0 || len(names) == 0 {
		rd.doubt(say("编码和名称所在的栏目无法辨认", "the columns of codes and names are not understood"))
		return
	}
	department := ""
	for r := rd.catalogueStart(code); r < rd.g.end; r++ {
		w := rd.g.written(r)
		if len(w) == 1 && w[0].ColSpan > 1 {
			department = strings.TrimSpace(w[0].Text)
			continue
		}
		if len(w) == 0 || rd.g.indexRow(r) {
			continue
		}
		rd.catalogueRow(r, code, names, department)
	}
}

// catalogueColumns finds the column of codes and those of names, level by level.
func (rd *reader) catalogueColumns() (code int, names []int) {
	code = -1
	most := 0
	for c := 0; c < rd.g.t.Cols; c++ {
		n := 0
		for r := rd.g.body; r < rd.g.end; r++ {
			if catalogueCode.MatchString(rd.g.text(r, c)) {
				n++
			}
		}
		if n > most {
			code, most = c, n
		}
	}
	for c := 0; c < rd.g.t.Cols; c++ {
		head := strings.Join(plainAll(rd.g.path(c)), "/")
		if c != code && (strings.Contains(head, "级") || strings.Contains(head, "名称") || strings.Contains(head, "目录")) {
			names = append(names, c)
		}
	}
	if len(names) == 0 {
		for c := code + 1; c < rd.g.t.Cols && code >= 0; c++ {
			names = append(names, c)
		}
	}
	return code, names
}

// catalogueStart is the row after the headings: the first department may stand right below them.
func (rd *reader) catalogueStart(code int) int {
	for r := rd.g.first; r < rd.g.body; r++ {
		if s := rd.g.text(r, code); strings.HasSuffix(s, "代码") || strings.HasSuffix(s, "编码") {
			return r + 1
		}
	}
	return rd.g.body
}

// catalogueRow keeps one entry: the code and the name in the deepest column filled.
func (rd *reader) catalogueRow(r, code int, names []int, department string) {
	cell := rd.g.starts(r, code)
	if cell == nil {
		return
	}
	id := plain(cell.Text)
	level := -1
	for i, c := range names {
		if n := rd.g.starts(r, c); n != nil && plain(n.Text) != "" {
			level = i
		}
	}
	if id == "" || level < 0 {
		rd.problem(cell.Page, UnclearTable, say(fmt.Sprintf("表格第%d行缺少编码或名称", r+1), fmt.Sprintf("row %d of the table has no code or no name", r+1)))
		return
	}
	name := rd.g.starts(r, names[level])
	f := fact.Fact{
		Form: rd.form.ID, Row: id, RowName: strings.TrimSpace(cell.Text), Column: fact.CatalogueEntry,
		ColumnPath: department, Text: strings.TrimSpace(name.Text), Place: rd.place(name),
	}
	f.Uncertain = rd.uncertain(name, fact.Amount{}, "")
	rd.form.Facts = append(rd.form.Facts, f)
	row := fact.Row{ID: id, Code: f.RowName, Name: f.Text, Role: fact.Detail, Parent: none, Row: r, Place: rd.place(cell)}
	rd.form.Rows = append(rd.form.Rows, row)
}

// plainAll gives headings in plain form.
func plainAll(path []string) []string {
	var heads []string
	for _, p := range path {
		heads = append(heads, plain(p))
	}
	return heads
}
