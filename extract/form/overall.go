package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/table"
)

// overallFunds are the labels of a department's whole budget: by source, and by what it is spent on.
var overallFunds = map[string]string{
	fact.GeneralBudget: fact.Income, fact.GovernmentFund: fact.Income, fact.StateCapitalBudget: fact.Income,
	fact.SpecialAccount: fact.Income, fact.UnitFunds: fact.Income, fact.SocialInsurance: fact.Income,
	fact.Basic: fact.Expenditure, fact.Project: fact.Expenditure,
}

// overallForm reads 整体支出绩效目标: the department's budget by source and by direction, its goals and indicators.
func (rd *reader) overallForm() {
	unit := rd.overallUnit()
	totals := map[int]string{}
	var pending []fund
	end := rd.indicatorRow()
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		v := rd.right(c)
		if v == nil || c.Row >= end || !figureOrBlank(v) {
			continue
		}
		key := labelKey(c.Text)
		if sumWord.MatchString(key) {
			pending = append(pending, fund{fact.TotalRow, "", c, v})
			continue
		}
		id := rd.ctx.meaningOfRow(key)
		lane, ok := overallFunds[id]
		if !ok {
			continue
		}
		totals[c.Col] = lane
		pending = append(pending, fund{id, lane, c, v})
	}
	rd.overallRows(pending, totals, unit)
	if len(rd.form.Rows) == 0 {
		rd.overallColumns(unit)
	}
	rd.goals()
	rd.indicators()
	if len(rd.form.Rows) == 0 {
		rd.doubt(say("部门资金各项旁边没有找到金额", "the department's funds are not found beside their labels"))
	}
}

// overallUnit is the unit stated in the form's headings (资金总额（万元）), else the form's.
func (rd *reader) overallUnit() fact.Unit {
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		p := plain(c.Text)
		const longestHeading = 24 // bytes of a heading with its unit, not of a sentence: 8 Chinese characters and more
		if u := fact.ParseUnit(p); u.Money() && len(p) <= 2*longestHeading && fundsHead.MatchString(p) {
			rd.form.Unit, rd.form.UnitPlace = u, rd.place(c)
			return u
		}
	}
	return rd.form.Unit
}

// fundsHead is a heading over the department's funds; indicators have units of money too.
var fundsHead = regexp.MustCompile(`资金|预算|支出总额`)

// overallRows makes rows and facts, each lane with its total. A 合计 belongs to the lane whose labels stand under
// it.
func (rd *reader) overallRows(pending []fund, lanes map[int]string, unit fact.Unit) {
	at := map[string]int{}
	cols := map[string]bool{}
	for _, f := range pending {
		lane := f.half
		if lane == "" {
			lane = lanes[f.label.Col]
		}
		key := lane + "/" + f.id
		if _, twice := at[key]; lane == "" || twice {
			continue
		}
		at[key] = len(rd.form.Rows)
		r := fact.Row{ID: f.id, Name: strings.TrimSpace(f.label.Text), Role: fact.Detail, Parent: none, Lane: lane, Row: f.label.Row, Place: rd.place(f.label)}
		if f.id == fact.TotalRow {
			r.Role = fact.Total
		} else if p, ok := at[lane+"/"+fact.TotalRow]; ok {
			r.Parent = p
		}
		rd.form.Rows = append(rd.form.Rows, r)
		if !cols[lane] {
			cols[lane] = true
			rd.form.Columns = append(rd.form.Columns, fact.Column{ID: fact.AmountColumn, Known: true, Path: rd.headOver(f.value), Lane: lane, Col: f.value.Col})
		}
		a := fact.Fact{Form: rd.form.ID, Row: f.id, RowName: r.Name, Column: fact.AmountColumn, Place: rd.place(f.value), Amount: amountIn(f.value, unit)}
		a.Uncertain = rd.uncertain(f.value, a.Amount, unit)
		rd.form.Facts = append(rd.form.Facts, a)
	}
}

// headOver is the heading right above a column of values, as printed.
func (rd *reader) headOver(v *table.Cell) []string {
	for r := v.Row - 1; r >= 0; r-- {
		if c := rd.g.starts(r, v.Col); c != nil && fact.ParseAmount(c.Text, "").State == fact.NotNumber {
			return []string{strings.TrimSpace(c.Text)}
		}
	}
	return nil
}
