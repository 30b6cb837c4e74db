package fact

import "gouji/extract/page"

// Form is one filled-in official form: a table whose rows and columns have a meaning.
type Form struct {
	// ID is the kind of form (vocabulary.go).
	ID string
	// Instance counts the forms of one kind in the document from 0.
	Instance int
	Title    string
	Place    Place
	Pages    []int
	Table    string
	// Unit is the unit of the form's amounts; UnitPlace is where it is printed. Unit is empty where none is printed:
	// then its facts are uncertain.
	Unit      Unit
	UnitPlace Place
	// Publisher is the department named over the table; empty where none is.
	Publisher string
	Year      int
	// EmptyNote is the printed remark that the form has no data (注：本表无数据, 本表为空表); empty where there is none.
	EmptyNote      string
	EmptyNotePlace Place
	Columns        []Column
	Rows           []Row
	// Facts are in the order of rows, then columns. Empty cells of number columns are facts too (State Blank).
	Facts []Fact
	// Doubts are reasons why the form as a whole may be misread (rows whose role is unknown, a second half that
	// stands in another table); rules that would need the whole are insufficient then.
	Doubts []page.Message
	// ColumnDoubts are the columns whose headings are not understood, in words. Such a column is not Known; the
	// others can be relied on.
	ColumnDoubts []page.Message
}

// Column is one column of amounts.
type Column struct {
	// ID is from the vocabulary, or the heading path where it is not known (Known is false then).
	ID    string
	Known bool
	// Path is the headings from the top as printed.
	Path []string
	// Lane is the side of a two-lane table the column belongs to: Income, Expenditure or empty.
	Lane string
	// Col is the column of the table, from 0.
	Col int
}

// Role is what a row is for a sum.
type Role string

// The roles of a row.
const (
	// Detail is a row that its parent's sum counts.
	Detail Role = "detail"
	// Total is a row that states the sum of the form or lane (合计, 本年收入合计, 总计).
	Total Role = "total"
	// Subtotal states the sum of a group that is not a code (小计, a department or unit above its projects).
	Subtotal Role = "subtotal"
	// OfWhich is a row that repeats a part of the row above (其中：…) and is never added.
	OfWhich Role = "of-which"
	// Unknown is a row whose part in a sum is not understood; sums over it are insufficient.
	Unknown Role = "unknown"
)

// Row is one row of a form, or one lane's part of it.
type Row struct {
	// ID is the classification code (201, 20101, 2010101; 301, 30101), an ID of the vocabulary, or the normalised name.
	ID string
	// Code is the code as printed, its columns joined; empty where none is printed.
	Code string
	Name string
	Role Role
	// Parent is the index in Form.Rows of the row that sums this one; -1 for none.
	Parent int
	// Lane is Income, Expenditure or empty.
	Lane string
	// Row is the row of the table, from 0.
	Row   int
	Place Place
}

// Fact is the fact at a row's and a column's index in Rows and Columns; nil where there is none.
func (f *Form) Fact(row, column int) *Fact {
	if row < 0 || column < 0 || row >= len(f.Rows) || column >= len(f.Columns) {
		return nil
	}
	r, c := f.Rows[row], f.Columns[column]
	for i := range f.Facts {
		if p := f.Facts[i].Place; p.Row == r.Row && p.Col == c.Col {
			return &f.Facts[i]
		}
	}
	return nil
}

// At is the fact in the column with an ID of a row's own lane; nil where there is none or more than one.
func (f *Form) At(row int, column string) *Fact {
	if row < 0 || row >= len(f.Rows) {
		return nil
	}
	return f.Fact(row, f.Column(column, f.Rows[row].Lane))
}

// Main is the index of the column that holds the whole of a row in a lane: its total, or its only amount, or
// the actual figure of a final account; -1 where there is none.
func (f *Form) Main(lane string) int {
	for _, id := range []string{TotalColumn, AmountColumn, ActualColumn, SubtotalColumn, BudgetColumn} {
		if c := f.Column(id, lane); c >= 0 {
			return c
		}
	}
	return -1
}

// Column is the index of the column with an ID in a lane ("" for any); -1 where there is none or more than one.
func (f *Form) Column(id, lane string) int {
	found := -1
	for i, c := range f.Columns {
		if c.ID == id && (lane == "" || c.Lane == lane) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// Row is the index of the row with an ID in a lane ("" for any); -1 where there is none or more than one.
func (f *Form) Row(id, lane string) int {
	found := -1
	for i, r := range f.Rows {
		if r.ID == id && (lane == "" || r.Lane == lane) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}
