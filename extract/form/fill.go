package form

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
)

// Reasons why a reading is not sure.
var (
	uncertainOCR     = say("由图像识别读出", "read from an image")
	uncertainSettled = say("由图像识别读出，按合计关系取值", "read from an image, chosen by the sums it stands in")
	uncertainNoUnit  = say("本表没有标明金额单位", "no unit is printed for this table")
	uncertainBreak   = say("单元格跨页断开", "the cell runs over a page break")
	uncertainMerged  = say("金额所在的单元格跨多行或多栏合并", "the figure stands in a cell merged over several rows or columns")
)

// fill reads the figure of a row in a column into a fact. A cell that begins in another row belongs to that row.
func (rd *reader) fill(r fact.Row, c fact.Column) {
	if r.Lane != c.Lane {
		return
	}
	cell := rd.g.starts(r.Row, c.Col)
	if cell == nil {
		return
	}
	f := fact.Fact{
		Form: rd.form.ID, Row: r.ID, RowName: r.Name, Column: c.ID, ColumnPath: strings.Join(c.Path, "/"),
		Place: rd.place(cell),
	}
	unit := rd.columnUnit(c)
	f.Amount, f.Readings = amountIn(cell, unit), cell.Others
	f.Uncertain = rd.uncertain(cell, f.Amount, unit)
	if f.Uncertain.Empty() && f.Amount.State != fact.Blank && (cell.RowSpan > 1 || cell.ColSpan > 1) && !rd.ofOneEntry(cell) {
		f.Uncertain = uncertainMerged
	}
	if s := f.Amount.State; s == fact.NotNumber || s == fact.Unreadable {
		rd.emptyNote(cell.Text, cell.Page, cell.Box)
		rd.problem(cell.Page, NotAFigure, notAFigure(r, f.ColumnPath, cell.Text))
	}
	rd.form.Facts = append(rd.form.Facts, f)
}

// ofOneEntry says whether a figure of a list runs over the same rows as a name at its left: both belong to one entry,
// whose indicators stand in rows of their own.
func (rd *reader) ofOneEntry(cell *table.Cell) bool {
	if !rd.kind.listed || cell.ColSpan > 1 {
		return false
	}
	for c := 0; c < cell.Col; c++ {
		if name := rd.g.starts(cell.Row, c); name != nil && name.RowSpan == cell.RowSpan && plain(name.Text) != "" && !isFigure(name) {
			return true
		}
	}
	return false
}

// amountIn reads a cell's text. Where the text as a whole is no figure, its lines may still be one that was
// wrapped.
func amountIn(cell *table.Cell, unit fact.Unit) fact.Amount {
	a := fact.ParseAmount(cell.Text, unit)
	if a.State == fact.Unreadable && len(cell.Lines) > 1 {
		if b := fact.ParseLines(cell.Lines, unit); b.State != fact.Unreadable {
			return b
		}
	}
	return a
}

// columnUnit is the unit a column's own headings give it, else the form's. Counts have none.
func (rd *reader) columnUnit(c fact.Column) fact.Unit {
	if c.ID == fact.Count {
		return ""
	}
	for i := len(c.Path) - 1; i >= 0; i-- {
		if u := fact.ParseUnit(c.Path[i]); u != "" {
			return u
		}
	}
	if c.ID == fact.Growth || strings.HasSuffix(c.ID, "/"+fact.Growth) {
		return fact.Percent
	}
	return rd.form.Unit
}

// uncertain says why a reading is not sure, empty where it is.
func (rd *reader) uncertain(cell *table.Cell, a fact.Amount, unit fact.Unit) page.Message {
	switch {
	case cell.Source == page.OCR && !rd.sure(cell), cell.Source != page.OCR && cell.Confidence > 0 && cell.Confidence < 1:
		return uncertainOCR
	case len(cell.Rest) > 0 && a.State != fact.Blank && !wholeLine(cell, a):
		return uncertainBreak
	case a.State == fact.Number && a.Unit == "" && unit == "" && rd.form.Unit == "":
		return uncertainNoUnit
	}
	return page.Message{}
}

// wellRead is the confidence from which a label of an image says what its row is.
const wellRead = 0.75

// sure says whether a figure of an image was read alike twice, and what names its row is well read.
func (rd *reader) sure(cell *table.Cell) bool {
	if !cell.Sure {
		return false
	}
	for c := range cell.Col {
		name := rd.g.starts(cell.Row, c)
		if name == nil || name.Source != page.OCR || name.Sure {
			continue
		}
		amount := isFigure(name) && strings.ContainsAny(name.Text, ".,")
		if code := !strings.ContainsFunc(name.Text, han); !amount && (code || name.Confidence < wellRead) {
			return false
		}
	}
	return true
}

// han says whether c is a Chinese character.
func han(c rune) bool { return unicode.Is(unicode.Han, c) }

// wholeLine says whether a figure stands in one line of a cell that runs over a page break: no break cuts a line.
func wholeLine(cell *table.Cell, a fact.Amount) bool {
	return a.State == fact.Number && len(cell.Lines) == 1
}

// place is where a cell's text is printed; the cell itself where it is empty.
func (rd *reader) place(cell *table.Cell) fact.Place {
	p := fact.Place{Page: cell.Page, Box: cell.Box, Table: rd.g.t.ID, Row: cell.Row, Col: cell.Col, Source: cell.Source, Confidence: cell.Confidence,
		Sure: cell.Sure}
	if !cell.TextBox.Empty() {
		p.Box = cell.TextBox
	}
	return p
}

// texts keeps the government economic subject that stands beside each department economic one.
func (rd *reader) texts(b block, rows []fact.Row) {
	if rd.kind.rows != economic {
		return
	}
	all := groups(b)
	p := primary(all, economic)
	for i, n := range all {
		if i == p || n.about != aboutGovEconomic || n.name < 0 {
			continue
		}
		for _, r := range rows {
			cell := rd.g.starts(r.Row, n.name)
			if cell == nil || plain(cell.Text) == "" {
				continue
			}
			f := fact.Fact{Form: rd.form.ID, Row: r.ID, RowName: r.Name, Column: fact.GovEconomicName, Text: strings.TrimSpace(cell.Text), Place: rd.place(cell)}
			f.ColumnPath = n.head
			f.Uncertain = rd.uncertain(cell, fact.Amount{}, "")
			rd.form.Facts = append(rd.form.Facts, f)
		}
	}
}

var (
	// emptyPlain says it of the table itself.
	emptyPlain = regexp.MustCompile(`本表(?:为空|无数据|无内容|本年无|无发生|没有|空表)|此表无数据|为空表|无发生额|无此项|不涉及`)
	// emptyReason says what the department has not got, in a remark: a title such as 无锡市…预算公开 is none.
	emptyReason = regexp.MustCompile(`^\(?(?:(?:注|备注|说明|附注)\d?[:.、]?.{0,40})?(?:(?:本|我|该).{0,30})?(?:20\d\d年度?)?(?:没有|无|未)(?:使用|安排|编制|涉及)?(?:政府性|国有|一般|财政|三公|上年|项目|机关|相关|收入|支出|数据|预算|此)`)
	conditional = regexp.MustCompile(`如无|若无|如为空|无数字则|空表则`)
)

// emptyNote keeps a printed remark that the form has no data. A remark on what an empty form would mean is none.
func (rd *reader) emptyNote(text string, number int, box page.Rect) {
	s := strings.NewReplacer("“", "", "”", "", `"`, "").Replace(plain(text))
	if rd.form.EmptyNote != "" || conditional.MatchString(s) || !emptyPlain.MatchString(s) && !emptyReason.MatchString(s) {
		return
	}
	rd.form.EmptyNote = strings.TrimSpace(text)
	rd.form.EmptyNotePlace = fact.Place{Page: number, Box: box, Table: rd.g.t.ID, Confidence: 1}
}

// finishForm states what the form as a whole leaves open.
func (rd *reader) finishForm() {
	figures := false
	for _, f := range rd.form.Facts {
		figures = figures || f.Amount.State == fact.Number
	}
	if figures && rd.form.Unit == "" && rd.missesUnit() {
		rd.problem(rd.form.Place.Page, NoUnit, say("没有标明金额单位", "no unit is printed"))
	}
	if doubts := slices.Concat(rd.form.ColumnDoubts, rd.form.Doubts); len(doubts) > 0 {
		rd.problem(rd.form.Place.Page, UnclearTable, page.Join(doubts))
	}
}

func (rd *reader) missesUnit() bool {
	for _, f := range rd.form.Facts {
		if f.Uncertain == uncertainNoUnit {
			return true
		}
	}
	return false
}
