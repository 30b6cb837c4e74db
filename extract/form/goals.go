package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/table"
)

var (
	periodGoal = regexp.MustCompile(`^(?:项目)?(?:实施期|中期)(?:绩效)?总?(?:体)?目标$`)
	annualGoal = regexp.MustCompile(`^(?:年度|当年|本年)?(?:整体|总体|总|绩效|部门整体支出年度绩效)*目标$`)
)

// goals keeps the aims set for the period and the year: the text beside the label, or below it.
func (rd *reader) goals() {
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		half := ""
		switch key := labelKey(c.Text); {
		case periodGoal.MatchString(key):
			half = fact.PeriodColumn
		case annualGoal.MatchString(key):
			half = fact.AnnualColumn
		default:
			continue
		}
		v := rd.goalOf(c)
		if v == nil {
			continue
		}
		rd.text(fact.PerformanceGoal, c.Text, half, v)
		// A goal that runs over pages stands in several rows beside its label.
		for r := v.Row + v.RowSpan; r < c.Row+c.RowSpan; r++ {
			if more := rd.g.starts(r, v.Col); more != nil && isGoal(more) {
				rd.text(fact.PerformanceGoal, c.Text, half, more)
			}
		}
	}
}

// goalOf is the cell with the goal that a label names; nil where none is filled in.
func (rd *reader) goalOf(label *table.Cell) *table.Cell {
	beside, below := rd.right(label), rd.g.at(label.Row+label.RowSpan, label.Col)
	switch {
	case beside != nil && isGoal(beside):
		return beside
	case below != nil && below.Col == label.Col && below.ColSpan == label.ColSpan && isGoal(below):
		return below
	}
	return nil
}

// isGoal says whether a cell holds a goal and no label.
func isGoal(c *table.Cell) bool {
	key := labelKey(c.Text)
	return key != "" && !periodGoal.MatchString(key) && !annualGoal.MatchString(key) && !strings.HasSuffix(key, "指标")
}

// listedTexts are the headings over texts of a list of projects.
var listedTexts = []struct {
	id, half string
	head     *regexp.Regexp
}{
	{fact.PerformanceGoal, fact.AnnualColumn, regexp.MustCompile(`^(?:项目|年度|当年|本年|总体|整体)*绩效目标(?:情况)?$`)},
	{fact.ProjectOverview, "", regexp.MustCompile(`^项目(?:简介|概况|概述|内容)$`)},
}

// projectTextsListed keeps the goal and the description of every project of a list.
func (rd *reader) projectTextsListed() {
	for _, l := range listedTexts {
		head, col := rd.find(l.head)
		if col == none {
			continue
		}
		for _, row := range rd.form.Rows {
			if v := rd.g.starts(row.Row, col); row.Row > head && v != nil && isGoal(v) {
				rd.text(l.id, strings.TrimSpace(row.Name), l.half, v)
			}
		}
	}
}

// find is the first place of a heading from the top.
func (rd *reader) find(head *regexp.Regexp) (row, col int) {
	for r := 0; r < rd.g.t.Rows; r++ {
		for c := 0; c < rd.g.t.Cols; c++ {
			if head.MatchString(rd.headText(r, c)) {
				return r, c
			}
		}
	}
	return none, none
}

var (
	fillLabel = regexp.MustCompile(`^(?:填报|填表|申报)(?:日期|时间)[:：]?`)
	aMoment   = regexp.MustCompile(`^(20\d\d)[-年./]?(\d{1,2})[-月./]?(\d{1,2})`)
)

// fillDate keeps the day on which the form was filled in, in the label's cell or beside it.
func (rd *reader) fillDate() {
	for i := range rd.g.t.Cells {
		c := &rd.g.t.Cells[i]
		p := plain(c.Text)
		label := fillLabel.FindString(p)
		if label == "" {
			continue
		}
		v := c
		value := p[len(label):]
		if value == "" {
			if v = rd.right(c); v == nil {
				continue
			}
			value = plain(v.Text)
		}
		m := aMoment.FindStringSubmatch(value)
		if m == nil {
			continue
		}
		f := fact.Fact{Form: rd.form.ID, Row: fact.FillDate, RowName: strings.TrimSuffix(strings.TrimSpace(label), ":"), Text: value, Place: rd.place(v)}
		f.Amount = fact.ParseAmount(m[1], "年")
		f.Uncertain = rd.uncertain(v, fact.Amount{}, "")
		rd.form.Facts = append(rd.form.Facts, f)
		return
	}
}

// blocks are the parts a project form has to have, by a word that stands in their labels.
var blocks = []struct{ name, word string }{
	{"总体目标", "目标"}, {"产出指标", "产出"}, {"成本指标", "成本"}, {"效益指标", "效益"}, {"满意度指标", "满意度"},
}

// formBlocks says of each part of a form whether its label is printed at all.
func (rd *reader) formBlocks() {
	const longestLabel = 24 // runes of a label; a text may speak of goals without being the form's goals
	for _, b := range blocks {
		f := fact.Fact{Form: rd.form.ID, Row: fact.FormBlocks, RowName: b.name, Place: rd.form.Place, Amount: fact.Amount{State: fact.Blank}}
		f.Place.Row, f.Place.Col = none, none
		for i := range rd.g.t.Cells {
			c := &rd.g.t.Cells[i]
			if p := plain(c.Text); strings.Contains(p, b.word) && len([]rune(p)) <= longestLabel && f.Amount.State == fact.Blank {
				f.Place, f.Amount = rd.place(c), fact.Amount{State: fact.NotNumber, Printed: strings.TrimSpace(c.Text)}
			}
		}
		rd.form.Facts = append(rd.form.Facts, f)
	}
}
