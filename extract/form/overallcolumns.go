package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/table"
)

var (
	wholeHead  = regexp.MustCompile(`^(?:(?:部门)?(?:预算)?支出总额|(?:部门)?资金总额|预算总额|总额|合计|小计|金额合计)$`)
	fiscalHead = regexp.MustCompile(`^财政(?:拨款|资金)$`)
	otherHead  = regexp.MustCompile(`^其他资金$`)
	// wholeName is the name of a row that sums the tasks above it.
	wholeName = regexp.MustCompile(`^(?:金额|资金|预算)?(?:合计|总计)$`)
)

// overallColumns reads the department's budget where it stands below headings: in one row, or in a list of tasks with
// their total.
func (rd *reader) overallColumns(unit fact.Unit) {
	first, edge := rd.firstFigures()
	if first == none {
		return
	}
	cols := rd.overallHeads(first, edge)
	if len(cols) == 0 || cols[0].ID != fact.TotalColumn {
		return
	}
	rows, total := rd.taskRows(first, cols)
	if total == none {
		rd.doubt(say("部门资金一栏没有认出合计", "the total of the department's funds was not found"))
		return
	}
	rd.form.Columns = append(rd.form.Columns, cols...)
	rd.overallRow(total, fact.Row{ID: fact.TotalRow, Role: fact.Total, Parent: none}, unit)
	for _, r := range rows {
		if r != total {
			rd.overallRow(r, fact.Row{ID: nameKey(rd.nameBefore(r, cols[0].Col)), Role: fact.Detail, Parent: 0}, unit)
		}
	}
}

// firstFigures is the first row with two or more figures below headings, before the indicators or beside them; the
// indicators begin at column edge.
func (rd *reader) firstFigures() (first, edge int) {
	const (
		least    = 2 // the whole and a part of it
		mostRows = 2 // of headings, from those of the indicators down to the budget beside them
	)
	edge = rd.g.t.Cols
	head := rd.g.t.Rows
	for r := 1; r < rd.g.t.Rows && r <= head+mostRows; r++ {
		if heads := rd.indicatorHeads(r - 1); len(heads) > 0 {
			head = r - 1
			if edge = heads[0].class; edge == none {
				edge = heads[0].name
			}
		}
		n := 0
		for _, c := range rd.g.written(r) {
			if c.Row == r && c.Col < edge && isFigure(c) && rd.headAt(r, c.Col) != nil {
				n++
			}
		}
		if n >= least {
			return r, edge
		}
	}
	return none, edge
}

// taskRows are the rows with figures from the first on, up to the total, and the row of the total: the only one, or the
// one that calls itself so.
func (rd *reader) taskRows(first int, cols []fact.Column) (rows []int, total int) {
	for r := first; r < rd.g.t.Rows && len(rd.indicatorHeads(r)) == 0; r++ {
		if rd.figuresUnder(cols, r) == 0 {
			continue
		}
		rows = append(rows, r)
		for _, c := range rd.g.written(r) {
			if wholeName.MatchString(labelKey(c.Text)) {
				return rows, r
			}
		}
	}
	if len(rows) == 1 {
		return rows, rows[0]
	}
	return rows, none
}

func isFigure(c *table.Cell) bool {
	s := fact.ParseAmount(c.Text, "").State
	return s == fact.Number || s == fact.Zero
}

// headAt are the headings over a position, from the top; nil where a figure or a long text stands among them.
func (rd *reader) headAt(r, col int) []string {
	const longestHead = 24 // runes
	var path []string
	for i := r - 1; i >= 0; i-- {
		c := rd.g.at(i, col)
		if c == nil || plain(c.Text) == "" {
			break
		}
		key := labelKey(c.Text)
		if isFigure(c) || len([]rune(key)) > longestHead {
			break
		}
		if i = c.Row; len(path) == 0 || path[0] != key {
			path = append([]string{key}, path...)
		}
	}
	return path
}

// overallHeads names the columns of figures left of column edge; a column whose headings are not understood is left out.
func (rd *reader) overallHeads(r, edge int) []fact.Column {
	var cols []fact.Column
	for c := 0; c < edge; c++ {
		cell := rd.g.starts(r, c)
		if cell == nil || rd.headAt(r, c) == nil {
			continue
		}
		path := rd.headAt(r, c)
		if id := rd.overallColumn(path); id != "" {
			cols = append(cols, fact.Column{ID: id, Known: true, Path: path, Col: c})
		}
	}
	return cols
}

// overallColumn is the ID of a column of the department's budget: the whole, a source of funds, a use, or a use within a
// source; empty where it is not understood.
func (rd *reader) overallColumn(path []string) string {
	leaf, group := path[len(path)-1], ""
	if len(path) > 1 {
		group = rd.overallGroup(path[len(path)-2])
	}
	id := rd.overallGroup(leaf)
	if id == "" {
		if m := rd.ctx.meaningOfRow(leaf); overallFunds[m] != "" {
			id = m
		}
	}
	switch {
	case wholeHead.MatchString(leaf) && group != "":
		return group
	case wholeHead.MatchString(leaf):
		return fact.TotalColumn
	case group != "" && id != "" && id != group:
		return fact.Qualified(id, group)
	}
	return id
}

func (rd *reader) overallGroup(head string) string {
	switch {
	case fiscalHead.MatchString(head):
		return fact.FiscalAppropriation
	case otherHead.MatchString(head):
		return fact.OtherFunds
	}
	return ""
}

// figuresUnder counts the figures of a row in some columns.
func (rd *reader) figuresUnder(cols []fact.Column, r int) int {
	n := 0
	for _, c := range cols {
		if cell := rd.g.starts(r, c.Col); cell != nil && isFigure(cell) {
			n++
		}
	}
	return n
}

// nameBefore is the first text of a row left of a column.
func (rd *reader) nameBefore(r, col int) string {
	for c := 0; c < col; c++ {
		if cell := rd.g.starts(r, c); cell != nil && plain(cell.Text) != "" {
			return strings.TrimSpace(cell.Text)
		}
	}
	return ""
}

// overallRow keeps one row with the figures of all columns.
func (rd *reader) overallRow(r int, row fact.Row, unit fact.Unit) {
	row.Row, row.Name = r, rd.nameBefore(r, rd.form.Columns[0].Col)
	if row.ID == fact.TotalRow && row.Name == "" {
		row.Name = "合计"
	}
	row.Place = fact.Place{Page: rd.form.Place.Page, Table: rd.g.t.ID, Row: r, Confidence: 1}
	rd.form.Rows = append(rd.form.Rows, row)
	for _, c := range rd.form.Columns {
		cell := rd.g.starts(r, c.Col)
		if cell == nil {
			continue
		}
		f := fact.Fact{Form: rd.form.ID, Row: row.ID, RowName: row.Name, Column: c.ID, ColumnPath: strings.Join(c.Path, "/"),
			Place: rd.place(cell), Amount: amountIn(cell, unit)}
		f.Uncertain = rd.uncertain(cell, f.Amount, unit)
		rd.form.Facts = append(rd.form.Facts, f)
	}
}
