package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// The examples of rules are small documents, written as text: a table is a line for its columns and a line a row.

// sampleYear is the budget year of all samples.
const sampleYear = 2026

// piece adds something to a sample document.
type piece func(*fact.Set)

// sample is a document of some pieces, made anew at every call.
func sample(pieces ...piece) func() *fact.Set {
	return func() *fact.Set {
		s := &fact.Set{Document: fact.Document{File: "sample.pdf", SHA256: "sample", Publisher: "示例局", Year: sampleYear,
			Kind: fact.Budget, Title: "示例局2026年部门预算"}}
		for _, add := range pieces {
			add(s)
		}
		return s
	}
}

// holds, fires, skips and lacks are the four kinds of example.
func holds(name string, pieces ...piece) reconcile.Example {
	return reconcile.Example{Name: name, Outcome: reconcile.Holds, Set: sample(pieces...)}
}

func fires(name string, pieces ...piece) reconcile.Example {
	return reconcile.Example{Name: name, Outcome: reconcile.Fires, Set: sample(pieces...)}
}

func skips(name string, pieces ...piece) reconcile.Example {
	return reconcile.Example{Name: name, Outcome: reconcile.NotApplicable, Set: sample(pieces...)}
}

func lacks(name string, pieces ...piece) reconcile.Example {
	return reconcile.Example{Name: name, Outcome: reconcile.Insufficient, Set: sample(pieces...)}
}

// headings are the columns' headings as the samples print them.
var headings = map[string]string{
	fact.TotalColumn: "合计", fact.AmountColumn: "金额", fact.YearColumn: "当年预算安排", fact.CarryColumn: "上年结转安排",
	fact.SubtotalColumn: "小计", fact.Basic: "基本支出", fact.Project: "项目支出", fact.Personnel: "人员经费", fact.Public: "公用经费",
	fact.GeneralBudget: "一般公共预算", fact.GovernmentFund: "政府性基金预算", fact.StateCapitalBudget: "国有资本经营预算",
	fact.FiscalAppropriation: "财政拨款", fact.OtherFunds: "其他资金", fact.UnitFunds: "单位资金", fact.CarryIn: "上年结转", fact.AnnualColumn: "年度", fact.PeriodColumn: "实施期",
}

// table is a form. columns are IDs separated by blanks, each with its lane before ">" where it has one. A row is
// "role lane>id name | cell | cell": the role is = for a total, + for a subtotal, ~ for a part shown apart, ? for a
// row nobody understands, . for a detail; the cells are those of the row's lane. "ocr" before a cell marks a reading
// of an image, "cut" one that is not sure.
func table(id, columns string, rows ...string) piece {
	return tableIn(fact.WanYuan, id, columns, rows...)
}

func tableIn(unit fact.Unit, id, columns string, rows ...string) piece {
	return func(s *fact.Set) {
		f := &fact.Form{ID: id, Instance: len(s.FormsOf(id)), Unit: unit, Table: fmt.Sprintf("p%dt1", len(s.Forms)+1),
			Title: formNames[id].ZH, Year: sampleYear, Pages: []int{len(s.Forms) + 1}}
		f.Place = fact.Place{Page: len(s.Forms) + 1, Table: f.Table, Source: page.Text, Confidence: 1}
		for i, c := range strings.Fields(columns) {
			lane, name := split(c)
			f.Columns = append(f.Columns, fact.Column{ID: name, Known: headings[name] != "", Path: []string{printedHeading(name)}, Lane: lane, Col: i + 1})
		}
		for i, r := range rows {
			addRow(f, i, r)
		}
		setParents(f)
		s.Forms = append(s.Forms, f)
	}
}

func printedHeading(id string) string {
	if h := headings[id]; h != "" {
		return h
	}
	return id
}

func split(s string) (lane, id string) {
	lane, id, found := strings.Cut(s, ">")
	if !found {
		return "", lane
	}
	return lane, id
}

// roles are the marks of a row's role.
var roles = map[string]fact.Role{"=": fact.Total, "+": fact.Subtotal, "~": fact.OfWhich, "?": fact.Unknown, ".": fact.Detail}

func addRow(f *fact.Form, i int, line string) {
	cells := strings.Split(line, "|")
	head := strings.Fields(cells[0])
	lane, id := split(head[1])
	r := fact.Row{ID: id, Name: head[2], Role: roles[head[0]], Parent: -1, Lane: lane, Row: i + 1, Place: placeOf(f, i+1, 0)}
	if digits(id) {
		r.Code = id
	}
	f.Rows = append(f.Rows, r)
	n := 1
	for _, c := range f.Columns {
		if c.Lane != "" && c.Lane != lane {
			continue
		}
		text := ""
		if n < len(cells) {
			text = strings.TrimSpace(cells[n])
		}
		n++
		f.Facts = append(f.Facts, cellFact(f, r, c, text))
	}
}

func placeOf(f *fact.Form, row, col int) fact.Place {
	p := f.Place
	p.Row, p.Col = row, col
	const width, height = 80, 20 // points; any will do
	p.Box = page.Rect{X0: float64(col * width), Y0: float64(row * height), X1: float64((col + 1) * width), Y1: float64((row + 1) * height)}
	return p
}

func cellFact(f *fact.Form, r fact.Row, c fact.Column, text string) fact.Fact {
	out := fact.Fact{Form: f.ID, Row: r.ID, RowName: r.Name, Column: c.ID, ColumnPath: strings.Join(c.Path, "/"), Place: placeOf(f, r.Row, c.Col)}
	if rest, ok := strings.CutPrefix(text, "ocr "); ok {
		out.Place.Source, text = page.OCR, rest
	}
	if rest, ok := strings.CutPrefix(text, "cut "); ok {
		out.Uncertain, text = say("单元格跨页断开", "the cell runs over a page break"), rest
	}
	out.Amount = fact.ParseAmount(text, f.Unit)
	return out
}

// setParents ties codes to the code above them, and what nothing else adds up to the total of its lane.
func setParents(f *fact.Form) {
	s := sheet{Form: f}
	for i := range f.Rows {
		r := &f.Rows[i]
		switch {
		case r.Role == fact.OfWhich || r.ID == fact.GrandTotal:
		case carried[r.ID] && s.row(r.Lane, fact.GrandTotal) >= 0:
			r.Parent = s.row(r.Lane, fact.GrandTotal)
		case r.Role == fact.Detail || r.Role == fact.Subtotal:
			r.Parent = above(f, i)
		}
		if r.Parent == i {
			r.Parent = -1
		}
	}
}

// above is the row a detail belongs to: the nearest code before it that begins it, the nearest subtotal before it, or
// the total of its lane.
func above(f *fact.Form, i int) int {
	r := f.Rows[i]
	for j := i - 1; j >= 0; j-- {
		up := f.Rows[j]
		switch {
		case up.Lane != r.Lane || up.Role == fact.OfWhich:
		case digits(r.ID) && digits(up.ID) && len(up.ID) < len(r.ID) && strings.HasPrefix(r.ID, up.ID):
			return j
		case r.Role == fact.Detail && up.Role == fact.Subtotal && !digits(r.ID):
			return j
		}
	}
	return sheet{Form: f}.row(r.Lane, fact.YearTotal, fact.TotalRow, fact.GrandTotal)
}

// performance is a project performance form: name, annual total, and sources.
func performance(name, total string, sourceAmounts ...string) piece {
	return func(s *fact.Set) {
		rows := []string{"= " + fact.TotalRow + " 资金总额 | " + total}
		ids := []string{fact.CentralFunds + " 中央财政资金", fact.ProvincialFunds + " 省级财政资金", fact.CityCountyFunds + " 市县财政资金",
			fact.OwnFunds + " 单位自筹", fact.OtherFunds + " 其他资金"}
		for i, a := range sourceAmounts {
			rows = append(rows, ". "+ids[i]+" | "+a)
		}
		tableIn(fact.Yuan, fact.ProjectPerformance, fact.AnnualColumn, rows...)(s)
		f := s.Forms[len(s.Forms)-1]
		n := fact.Fact{Form: f.ID, Row: fact.ProjectName, RowName: "项目名称", Text: name, Place: placeOf(f, 0, 1), Amount: fact.Amount{State: fact.NotNumber, Printed: name}}
		if name == "" {
			n.Uncertain = say("项目名称一格填的是部门名称", "the cell of the project's name holds the name of the department")
		}
		f.Facts = append(f.Facts, n)
	}
}

// listed adds itemised costs and their total to the last form.
func listed(total string, items ...string) piece {
	return func(s *fact.Set) {
		f := s.Forms[len(s.Forms)-1]
		for i, item := range append(items, total) {
			row, text := fact.ItemCost, fmt.Sprintf("费用%d", i+1)
			if i == len(items) {
				row, text = fact.ItemCostTotal, "共计"
			}
			f.Facts = append(f.Facts, fact.Fact{Form: f.ID, Row: row, RowName: text, Text: text, Column: fact.AmountColumn,
				Place: placeOf(f, 20+i, 1), Amount: fact.ParseAmount(item, fact.Yuan)})
		}
	}
}

// sentence is a sentence of the text.
func sentence(topic string, facts ...fact.Fact) piece {
	return func(s *fact.Set) {
		t := fact.Sentence{Topic: topic, Place: fact.Place{Page: samplePage, Source: page.Text}}
		for i, f := range facts {
			f.Form = fact.Narrative
			const step = 40 // points between figures
			f.Place = fact.Place{Page: samplePage, Source: page.Text, Confidence: 1,
				Box: page.Rect{X0: float64(i * step), Y0: float64(len(s.Sentences) * step), X1: float64((i + 1) * step), Y1: float64((len(s.Sentences) + 1) * step)}}
			t.Facts = append(t.Facts, f)
			t.Text += f.RowName + f.Amount.Printed
		}
		s.Sentences = append(s.Sentences, t)
	}
}

// samplePage is the page the samples' text stands on.
const samplePage = 20

// says is one figure of a sentence: subject, its name, measure, and what is printed. A share names no whole.
func says(row, name, column, printed string) fact.Fact {
	f := fact.Fact{Row: row, RowName: name, Text: name, Column: column, Amount: fact.ParseAmount(printed, fact.WanYuan),
		Link: &fact.Link{Year: sampleYear, Group: -1, Whole: -1}}
	if column == fact.Share {
		f.Text = ""
	}
	return f
}

// of ties a figure to the amount and the whole at some indexes of its sentence; -1 for none.
func of(f fact.Fact, group, whole int) fact.Fact {
	l := *f.Link
	l.Group, l.Whole = group, whole
	f.Link = &l
	return f
}

// cited is a catalogue code with the name beside it.
func cited(code, name string) fact.Fact {
	return fact.Fact{Row: fact.PurchasedService, RowName: name, Column: fact.CatalogueCode, Text: code,
		Amount: fact.Amount{State: fact.NotNumber, Printed: code}, Link: &fact.Link{Group: -1, Whole: -1}}
}

// entries is an attached catalogue: "code name" each.
func entries(list ...string) piece {
	return func(s *fact.Set) {
		table(fact.Catalogue, "")(s)
		f := s.Forms[len(s.Forms)-1]
		for i, e := range list {
			code, name, _ := strings.Cut(e, " ")
			f.Facts = append(f.Facts, fact.Fact{Form: f.ID, Row: code, RowName: name, Column: fact.CatalogueEntry, Text: name,
				Place: placeOf(f, i+1, 1), Amount: fact.Amount{State: fact.NotNumber, Printed: name}})
		}
	}
}

// unread says that a table of the document was not understood.
func unread(s *fact.Set) {
	s.Unread = append(s.Unread, page.Problem{Page: 9, Code: "unknown-form", Message: say("没有已知的表格与此表相符", "no form fits this table")})
}

// remark puts a remark of no data under the last form.
func remark(s *fact.Set) {
	f := s.Forms[len(s.Forms)-1]
	f.EmptyNote, f.EmptyNotePlace = "注：本表无数据", f.Place
}

// misread gives the last form a doubt.
func misread(s *fact.Set) {
	f := s.Forms[len(s.Forms)-1]
	f.Doubts = append(f.Doubts, say("表格没有表头", "the table has no headings"))
}
