package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/table"
)

// indicatorHead is a heading row over indicators: the columns of their parts, none for a part that has no column.
type indicatorHead struct {
	row                                         int
	class, kind, name, sign, value, unit, about int
	half                                        string
}

// indicatorColumns are the headings of the parts.
var indicatorColumns = struct{ class, kind, name, sign, value, unit, about *regexp.Regexp }{
	class: regexp.MustCompile(`^一级指标$`),
	kind:  regexp.MustCompile(`^二级指标$`),
	name:  regexp.MustCompile(`^(?:三级指标|指标名称|指标内容|绩效指标)$`),
	sign:  regexp.MustCompile(`^(?:绩效)?指标(?:性质|值类型)$`),
	value: regexp.MustCompile(`^(?:本年|当年|年度|绩效)*(?:指标值|目标值)$`),
	unit:  regexp.MustCompile(`^(?:绩效)?(?:度量|计量)单位$`),
	about: regexp.MustCompile(`^(?:指标解释|指标值内容)$`),
}

// signature is the line that closes a form.
var signature = regexp.MustCompile(`^(?:项目)?(?:负责人|填报人|填表人|经办人|联系人)`)

// indicators reads the table of indicators inside a form. The left of two columns of values is the period's, a single
// one the year's.
func (rd *reader) indicators() {
	for r := 0; r < rd.g.t.Rows; r++ {
		heads := rd.indicatorHeads(r)
		if len(heads) == 0 {
			continue
		}
		for _, h := range heads {
			rd.indicatorRows(h)
		}
		return
	}
	rd.writtenIndicators()
}

// indicatorRow is the row of the indicators' headings; the number of rows where there is none.
func (rd *reader) indicatorRow() int {
	for r := 0; r < rd.g.t.Rows; r++ {
		if len(rd.indicatorHeads(r)) > 0 {
			return r
		}
	}
	return rd.g.t.Rows
}

// indicatorHeads reads a row of headings; it is one where a column of values stands right of one of names.
func (rd *reader) indicatorHeads(r int) []indicatorHead {
	is := indicatorColumns
	var heads []indicatorHead
	class, from := none, 0
	for c := 0; c < rd.g.t.Cols; c++ {
		text := rd.headText(r, c)
		if is.class.MatchString(text) {
			class = c
		}
		if !is.value.MatchString(text) {
			continue
		}
		h := indicatorHead{row: r, value: c, class: class, kind: rd.headOf(r, 0, c, is.kind), name: rd.headOf(r, from, c, is.name)}
		if h.name == none {
			continue
		}
		heads = append(heads, h)
		from = c + 1
	}
	for i := range heads {
		end := rd.g.t.Cols
		if i+1 < len(heads) {
			end = heads[i+1].name
		}
		h := &heads[i]
		h.sign, h.unit, h.about = rd.headOf(r, h.name, end, is.sign), rd.headOf(r, h.name, end, is.unit), rd.headOf(r, h.name, end, is.about)
		h.half = fact.AnnualColumn
		if len(heads) == 2 && i == 0 {
			h.half = fact.PeriodColumn
		}
	}
	return heads
}

// headText is the heading that begins at a position, plain and without the stops some printers put behind.
func (rd *reader) headText(r, c int) string {
	cell := rd.g.at(r, c)
	if cell == nil || cell.Col != c {
		return ""
	}
	return strings.TrimRight(plain(cell.Text), "。.:")
}

// headOf is the last column from one up to another whose heading matches.
func (rd *reader) headOf(r, from, to int, heading *regexp.Regexp) int {
	for c := to - 1; c >= from; c-- {
		if heading.MatchString(rd.headText(r, c)) {
			return c
		}
	}
	return none
}

// indicatorRows reads the rows below a heading row.
func (rd *reader) indicatorRows(h indicatorHead) {
	for r := h.row + 1; r < rd.g.t.Rows; r++ {
		if w := rd.g.written(r); len(w) > 0 && signature.MatchString(plain(w[0].Text)) {
			return
		}
		name, value := rd.g.at(r, h.name), rd.g.at(r, h.value)
		if name == nil || value == nil || name.Row != r || value.Row != r || plain(name.Text) == "" || indicatorColumns.name.MatchString(plain(name.Text)) {
			continue
		}
		rd.indicator(h, name, value)
	}
}

// indicator keeps one indicator: what it is, how its value is meant, and the value.
func (rd *reader) indicator(h indicatorHead, name, value *table.Cell) {
	r := value.Row
	aim := fact.Aim{Class: rd.partText(r, h.class), Kind: rd.partText(r, h.kind), Name: plain(name.Text)}
	if aim.Class == "" && aim.Kind == "" {
		aim = splitClasses(aim.Name)
	}
	sign, unit := rd.partText(r, h.sign), rd.partText(r, h.unit)
	f := fact.Fact{Form: rd.form.ID, Row: fact.Indicator, RowName: strings.Join(filled(aim.Class, aim.Kind, aim.Name), "/"),
		Column: h.half, Text: indicatorText(sign, strings.TrimSpace(value.Text), unit), Place: rd.place(value)}
	if unit == "" {
		unit = unitOfName(aim.Name)
	}
	aim.Bound, f.Amount = aimed(sign, value.Text, unit)
	f.Aim = &aim
	f.Uncertain = rd.uncertain(value, fact.Amount{}, "")
	if f.Uncertain.Empty() {
		f.Uncertain = rd.uncertain(name, fact.Amount{}, "")
	}
	rd.form.Facts = append(rd.form.Facts, f)
	if h.about != none {
		if about := rd.g.starts(r, h.about); about != nil && plain(about.Text) != "" {
			rd.text(fact.IndicatorText, aim.Name, h.half, about)
		}
	}
}

// partText is the plain text over a row in a column; empty for no column.
func (rd *reader) partText(r, c int) string {
	if c == none {
		return ""
	}
	return rd.g.text(r, c)
}

func filled(parts ...string) []string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return all
}

// indicatorText is a value as a person reads it: sign, value and unit together.
func indicatorText(sign, value, unit string) string {
	if value == "" || sign == "定性" {
		return value
	}
	return sign + value + unit
}

// classesBefore are the names of the two upper levels where they stand in one cell with the indicator.
var classesBefore = regexp.MustCompile(`^((?:产出|成本|效益|满意度)指标)/?([^指]{2,8}指标)/?(.+)$`)

func splitClasses(name string) fact.Aim {
	if m := classesBefore.FindStringSubmatch(name); m != nil {
		return fact.Aim{Class: m[1], Kind: m[2], Name: m[3]}
	}
	return fact.Aim{Name: name}
}

// unitInName is a unit in brackets at the end of an indicator's name: 人均培训成本（元）.
var unitInName = regexp.MustCompile(`\(([^()\d]{1,8})\)$`)

func unitOfName(name string) string {
	if m := unitInName.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return ""
}

// writtenIndicator is one indicator of several written out in one cell: 1、1-产出指标；11-数量指标；…；实施周期指标值:…；年度指标值:…。
var writtenIndicator = regexp.MustCompile(`\d+、\d-([^;]{2,8}指标);\d+-([^;]{2,12});([^;]+?)[.。]?;实施(?:周)?期指标值:([^;]*);年度指标值:([^;。]*)`)

// writtenIndicators reads indicators that are written out one after another in a cell, each with its two values.
func (rd *reader) writtenIndicators() {
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		for _, m := range writtenIndicator.FindAllStringSubmatch(plain(c.Text), -1) {
			rd.writtenHalf(c, m[1:4], fact.PeriodColumn, m[4])
			rd.writtenHalf(c, m[1:4], fact.AnnualColumn, m[5])
		}
	}
}

// writtenHalf keeps one half of an indicator that is written out; name is class, kind and name.
func (rd *reader) writtenHalf(c *table.Cell, name []string, half, value string) {
	kind := name[1]
	if !strings.HasSuffix(kind, "指标") {
		kind += "指标"
	}
	aim := fact.Aim{Class: name[0], Kind: kind, Name: strings.Trim(name[2], ".。")}
	f := fact.Fact{Form: rd.form.ID, Row: fact.Indicator, RowName: strings.Join(filled(aim.Class, aim.Kind, aim.Name), "/"),
		Column: half, Text: value, Place: rd.place(c)}
	aim.Bound, f.Amount = aimed("", value, unitOfName(aim.Name))
	f.Aim = &aim
	f.Uncertain = rd.uncertain(c, f.Amount, f.Amount.Unit)
	rd.form.Facts = append(rd.form.Facts, f)
}
