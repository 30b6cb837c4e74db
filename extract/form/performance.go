package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"

	"github.com/shopspring/decimal"
)

// labelKey is a form's label in one form: plain, without 其中, number and colon.
func labelKey(s string) string {
	return strings.Trim(cutLabel(s).text, ":：")
}

// textLabels are the labels with text beside them.
var textLabels = []struct {
	id string
	re *regexp.Regexp
}{
	{fact.ProjectName, regexp.MustCompile(`^(?:项目名称|专项(?:\(项目\)|项目)?名称)$`)},
	{fact.ProjectDepartment, regexp.MustCompile(`^(?:市级|县级|区级)?主管部门(?:及代码)?(?:\(.*\))?$`)},
	{fact.ProjectUnit, regexp.MustCompile(`^(?:项目)?(?:实施|填报|预算|申报)单位(?:\(.*\))?$`)},
	{fact.ProjectKind, regexp.MustCompile(`^项目(?:属性|类型|类别|分类)$`)},
	{fact.ProjectTerm, regexp.MustCompile(`^项目(?:期|日期|期限|周期|实施期|起止时间)$|^实施期限$`)},
	{fact.ProjectOverview, regexp.MustCompile(`^项目(?:概况|概述|简介|基本情况)$`)},
	{fact.ProjectBasis, regexp.MustCompile(`^(?:项目)?立项依据$`)},
	{fact.ProjectNecessity, regexp.MustCompile(`^项目设立(?:的)?必要性$`)},
	{fact.ProjectMeasures, regexp.MustCompile(`^保证项目实施的制度、?措施$`)},
	{fact.ProjectPlan, regexp.MustCompile(`^项目实施计划$`)},
}

// fundLabels are the labels with an amount beside them, for one half of the form or both.
var fundLabels = []struct {
	id string
	re *regexp.Regexp
}{
	{fact.TotalRow, regexp.MustCompile(`^(?:实施期|年度|项目|本年度?|中期|全周期)?(?:资金|预算)?(?:总额|资金总额)(?:\(.*\))?$|^(?:实施期|年度)?资金(?:总额|合计)$`)},
	{fact.CentralFunds, regexp.MustCompile(`^中央(?:财政)?(?:补助|专项)?资金$`)},
	{fact.ProvincialFunds, regexp.MustCompile(`^省级?(?:财政)?(?:补助|专项)?资金$`)},
	{fact.CityCountyFunds, regexp.MustCompile(`^(?:市县|市|县|区|市级|县级|区级|市\(县\)|地方)(?:\(区\)|区)?(?:级)?(?:财政)?资金$`)},
	{fact.FiscalAppropriation, regexp.MustCompile(`^财政拨款(?:资金)?$|^财政资金$`)},
	{fact.OwnFunds, regexp.MustCompile(`^(?:单位)?自筹(?:资金)?$`)},
	{fact.OtherFunds, regexp.MustCompile(`^其他资金$`)},
}

var (
	periodLabel = regexp.MustCompile(`^(?:实施期|中期|全周期|项目总)`)
	annualLabel = regexp.MustCompile(`^(?:年度|本年|当年)`)
)

// fund is one amount of a project form: its label, its half, and the cell with the figure.
type fund struct {
	id, half string
	label    *table.Cell
	value    *table.Cell
}

// projectForm reads the form of one project: labels with values beside them, sources of funds for the period
// and the year, indicators in two halves.
func (rd *reader) projectForm() {
	rd.projectTexts()
	funds := rd.funds()
	rd.fundRows(funds)
	rd.goals()
	rd.indicators()
	rd.fillDate()
	rd.formBlocks()
}

// right is the cell beside another one, nil at the edge.
func (rd *reader) right(c *table.Cell) *table.Cell {
	n := rd.g.at(c.Row, c.Col+c.ColSpan)
	if n == nil || n.Row != c.Row {
		return nil
	}
	return n
}

// projectTexts reads the texts beside their labels. A label found twice keeps its first value.
func (rd *reader) projectTexts() {
	found := map[string]bool{}
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		key := labelKey(c.Text)
		for _, l := range textLabels {
			if found[l.id] || !l.re.MatchString(key) {
				continue
			}
			v := rd.right(c)
			if v == nil || plain(v.Text) == "" {
				break
			}
			found[l.id] = true
			rd.text(l.id, c.Text, "", v)
			break
		}
	}
	if !found[fact.ProjectName] {
		rd.nameInTitle()
	}
}

var titleOfProject = regexp.MustCompile(`^(?:附?表[一二三四五六七八九十\d]*[:：.、]?)?(.{4,40}?)(?:项目)?(?:支出)?绩效目标(?:申报)?表?$`)

// generalTitle is the title of a form, not of one project.
var generalTitle = regexp.MustCompile(`^(?:20\d\d年度?)?(?:.{2,12}(?:省|市|县|区))?(?:.{0,6}级)?(?:预算)?(?:部门|单位|\(.{1,4}\))*(?:整体|项目|专项|一般性|重点|业务|资金|经费|总体|支出|预算|转移支付)*$`)

// nameInTitle takes the project's name from the table's title where the form has no label for it.
func (rd *reader) nameInTitle() {
	m := titleOfProject.FindStringSubmatch(plain(rd.form.Title))
	if m == nil || generalTitle.MatchString(m[1]) {
		rd.doubt(say("“项目名称”旁边没有内容", "no project name is printed beside its label"))
		return
	}
	t := rd.g.t.Title
	rd.form.Facts = append(rd.form.Facts, fact.Fact{Form: rd.form.ID, Row: fact.ProjectName, RowName: strings.TrimSpace(t.Text), Text: m[1],
		Place: fact.Place{Page: t.Page, Box: t.Box, Table: rd.g.t.ID, Confidence: 1}, Uncertain: say("项目名称取自标题", "the name is taken from the title")})
}

// text keeps a text with its place. row is what it is, label how the form calls it.
func (rd *reader) text(row, label, half string, v *table.Cell) {
	f := fact.Fact{Form: rd.form.ID, Row: row, RowName: strings.TrimSpace(label), Column: half, Text: strings.TrimSpace(v.Text), Place: rd.place(v)}
	f.Uncertain = rd.uncertain(v, fact.Amount{}, "")
	if row == fact.ProjectTerm {
		f.Amount = termOf(f.Text)
	}
	if row == fact.ProjectName {
		if why, holds := rd.notAName(f.Text); !why.Empty() {
			rd.polluted(f, holds)
			f.Uncertain = why
		}
	}
	rd.form.Facts = append(rd.form.Facts, f)
}

var (
	codeAndName    = regexp.MustCompile(`^[A-Z]?\d{3,}[-—_.]`)
	documentTitle  = regexp.MustCompile(`(?:预算|决算)(?:信息)?公开(?:报告|报表|说明|情况|文本|表|的)*$|(?:预算|决算)报告$|(?:部门|单位)(?:综合)?(?:预算|决算)$`)
	notProjectName = regexp.MustCompile(`^(?:实施|填报|预算|申报|主管)?(?:项目|单位|部门)(?:名称)?$|^(?:实施期|年度)|^(?:项目名称|项目属性|项目期|立项依据)$|^\(?20\d\d年度?\)?$`)
)

var (
	termYears = regexp.MustCompile(`^(\d{1,2})年$`)
	termSpan  = regexp.MustCompile(`^(20\d\d)年?(?:[-—–~～至到]+(20\d\d))?年?$`)
)

// termOf is the length in years of a project's term: 3年, 2024-2026年, 2026年; NotNumber where it is not said so.
func termOf(text string) fact.Amount {
	s := plain(text)
	if m := termYears.FindStringSubmatch(s); m != nil {
		a := fact.ParseAmount(m[1], "年")
		a.Printed = text
		return a
	}
	m := termSpan.FindStringSubmatch(s)
	if m == nil {
		return fact.Amount{Printed: text, State: fact.NotNumber}
	}
	years := decimal.NewFromInt(1)
	if m[2] != "" {
		years = decimal.RequireFromString(m[2]).Sub(decimal.RequireFromString(m[1])).Add(years)
	}
	return fact.Amount{Value: years, Unit: "年", Printed: text, State: fact.Number}
}

// notAName says what else a name cell holds: code and name of the department, a label of the form, the title of
// the document. Empty for what can be a project's name; the second result is the ID of what it is.
func (rd *reader) notAName(s string) (page.Message, string) {
	p := plain(s)
	key := nameKey(s)
	switch {
	case codeAndName.MatchString(p) && rd.publisher() != "" && nameKey(codeAndName.ReplaceAllString(p, "")) == nameKey(rd.publisher()):
		return say("项目名称一格填的是部门编码和名称", "the cell of the project's name holds a code and the name of the department"), fact.HoldsCode
	case codeAndName.MatchString(p) && organisation.MatchString(p):
		return say("项目名称一格填的是部门编码和名称", "the cell of the project's name holds a code and the name of a department"), ""
	case notProjectName.MatchString(p):
		return say("项目名称一格填的是表中的栏目名", "the cell of the project's name holds a label of the form"), fact.HoldsLabel
	case documentTitle.MatchString(p) || rd.doc.Title != "" && key == nameKey(rd.doc.Title):
		return say("项目名称一格填的是文件标题", "the cell of the project's name holds the title of a document"), fact.HoldsTitle
	case rd.publisher() != "" && key == nameKey(rd.publisher()):
		return say("项目名称一格填的是部门名称", "the cell of the project's name holds the name of the department"), fact.HoldsDepartment
	}
	return page.Message{}, ""
}

// polluted keeps what stands in a name cell and is no name, as it is printed.
func (rd *reader) polluted(name fact.Fact, holds string) {
	if holds == "" || !name.Uncertain.Empty() {
		return // what is not read for sure is not reported
	}
	name.Row, name.Column = fact.Polluted, holds
	name.Amount = fact.Amount{Printed: name.Text, State: fact.NotNumber}
	rd.form.Facts = append(rd.form.Facts, name)
}

// funds finds the amounts. Which half a label belongs to is said by itself (实施期资金总额, 年度资金总额) or by the
// total that stands above it in the same columns.
func (rd *reader) funds() []fund {
	var funds []fund
	halves := map[int]string{}
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		key := labelKey(c.Text)
		for _, l := range fundLabels {
			if !l.re.MatchString(key) {
				continue
			}
			v := rd.right(c)
			if v == nil || !figureOrBlank(v) {
				break
			}
			half := halves[c.Col]
			switch {
			case periodLabel.MatchString(key):
				half = fact.PeriodColumn
			case annualLabel.MatchString(key), half == "":
				half = fact.AnnualColumn
			}
			halves[c.Col] = half
			funds = append(funds, fund{l.id, half, c, v})
			break
		}
	}
	return funds
}

func figureOrBlank(c *table.Cell) bool {
	a := fact.ParseAmount(c.Text, "")
	return a.State != fact.NotNumber
}

// fundRows makes rows, columns and facts of the amounts.
func (rd *reader) fundRows(funds []fund) {
	unit := rd.fundUnit(funds)
	rows := map[string]int{}
	cols := map[string]bool{}
	for _, f := range funds {
		if !cols[f.half] {
			cols[f.half] = true
			rd.form.Columns = append(rd.form.Columns, fact.Column{ID: f.half, Known: true, Path: []string{strings.TrimSpace(f.label.Text)}, Col: f.value.Col})
		}
		key := f.id
		if at, ok := rows[key]; !ok {
			rows[key] = len(rd.form.Rows)
			r := fact.Row{ID: f.id, Name: strings.TrimSpace(f.label.Text), Role: fact.Detail, Parent: none, Row: f.label.Row, Place: rd.place(f.label)}
			if f.id == fact.TotalRow {
				r.Role = fact.Total
			} else if p, ok := rows[fact.TotalRow]; ok {
				r.Parent = p
			}
			rd.form.Rows = append(rd.form.Rows, r)
		} else if rd.form.Rows[at].Row != f.label.Row {
			name := cut(strings.TrimSpace(f.label.Text))
			rd.doubt(say("资金来源“"+name+"”出现在多行", "source of funds “"+name+"” stands in several rows"))
		}
		a := fact.Fact{Form: rd.form.ID, Row: f.id, RowName: strings.TrimSpace(f.label.Text), Column: f.half, ColumnPath: strings.TrimSpace(f.label.Text), Place: rd.place(f.value)}
		a.Amount = amountIn(f.value, unit)
		a.Uncertain = rd.uncertain(f.value, a.Amount, unit)
		rd.form.Facts = append(rd.form.Facts, a)
	}
	if len(funds) == 0 {
		rd.doubt(say("资金各项旁边没有找到金额", "no amounts are found beside their labels"))
	}
}

// fundUnit is the unit the label over the sources states (项目资金(元)), else the form's.
func (rd *reader) fundUnit(funds []fund) fact.Unit {
	if len(funds) == 0 {
		return rd.form.Unit
	}
	top := funds[0].label
	// The label runs over the rows of the sources; its unit can stand in a line of its own below it.
	for _, r := range []int{top.Row, top.Row - 1, top.Row + 1} {
		for c := 0; c <= top.Col && c < rd.g.t.Cols; c++ {
			cell := rd.g.at(r, c)
			if cell == nil {
				continue
			}
			if u := fact.ParseUnit(cell.Text); u.Money() {
				rd.form.Unit, rd.form.UnitPlace = u, rd.place(cell)
				return u
			}
		}
	}
	return rd.form.Unit
}
