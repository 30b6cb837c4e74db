package form

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
	"gouji/extract/form/codes"
	"gouji/extract/page"
	"gouji/extract/table"
)

// sign is a feature of a table that speaks for or against a form.
type sign string

const (
	lanes           sign = "two lists side by side"
	noLanes         sign = "one list"
	functionCodes   sign = "functional codes"
	noFunction      sign = "rows without functional codes or classes"
	functionClasses sign = "names of functional classes"
	economicCodes   sign = "economic codes"
	economicNames   sign = "names of economic subjects"
	governmentCodes sign = "government economic codes and no others"
	otherCodes      sign = "codes that are none of the government economic ones"
	noEconomic      sign = "rows without economic codes or names"
	fundRows        sign = "sources of funds as rows"
	sourceHeads     sign = "sources of funds as columns"
	manySources     sign = "sources beyond fiscal funds as columns"
	fewSources      sign = "no column of non-fiscal funds"
	useHeads        sign = "基本支出 and 项目支出 as columns"
	staffHeads      sign = "人员经费 and 公用经费 as columns"
	publicHeads     sign = "items of 三公经费"
	publicColumns   sign = "出国, 接待 and 用车 as columns"
	noPublic        sign = "no item of 三公经费"
	projectHead     sign = "a column of project names"
	purchaseHeads   sign = "columns of purchases"
	performance     sign = "performance indicators"
	formLabels      sign = "labels of a 部门 form"
	projectLabels   sign = "labels of a project form"
	noProjectLabels sign = "no label of a project form"
	amounts         sign = "figures with decimals or separators"
	catalogueRows   sign = "codes A, A01, A0101 with names by level"
	noCatalogue     sign = "no such codes"
)

const (
	// titleWeight is what a matching title counts; a table without a matching title is claimed by none.
	titleWeight = 6
	// threshold is the least score of a claim: a title that nothing contradicts.
	threshold = 6
	// lead is how far a claim must be ahead of the next one.
	lead = 1
)

// Match is the outcome of the auction for one table.
type Match struct {
	// Form is the form's ID.
	Form string
	// Score and Next are the winner's and the runner-up's.
	Score, Next int
	// Title is the line the form was recognised by.
	Title string
	kind  *kind
}

// Recognise finds which form a table is. ok is false where no form fits or two fit alike; why says so.
func Recognise(t *table.Table) (m Match, ok bool, why page.Message) {
	return recognise(newGrid(t))
}

func recognise(g *grid) (Match, bool, page.Message) {
	var titles []named
	for _, t := range g.titles() {
		titles = append(titles, named{t, titleKey(t)})
	}
	seen := g.signs()
	var best, next Match
	for i := range kinds {
		m := kinds[i].bid(titles, seen)
		switch {
		case m.Score > best.Score:
			best, next = m, best
		case m.Score > next.Score:
			next = m
		}
	}
	best.Next = next.Score
	switch {
	case best.Score < threshold:
		return Match{}, false, say("没有已知的表格具有这样的标题和栏目", "no known form has this title and these columns")
	case best.Score-next.Score < lead:
		return Match{}, false, say(fmt.Sprintf("与%s和%s同样相符", best.Form, next.Form),
			fmt.Sprintf("it fits %s and %s alike", best.Form, next.Form))
	}
	return best, true, page.Message{}
}

// named is a line that can name a table, and its key.
type named struct{ title, key string }

// bid is what a form offers for a table.
func (k *kind) bid(titles []named, seen map[sign]bool) Match {
	m := Match{Form: k.id, kind: k}
	for i, t := range titles {
		if !k.title.MatchString(t.key) || k.not != nil && k.not.MatchString(t.key) || never.MatchString(t.key) {
			continue
		}
		m.Title = t.title
		m.Score = titleWeight
		if i > 0 {
			m.Score--
		}
		break
	}
	if m.Score == 0 && (len(titles) > 0 || k.alone == "" || !seen[k.alone]) {
		return m
	}
	if m.Score == 0 {
		m.Score = threshold - k.signs[k.alone]
	}
	for s, w := range k.signs {
		if seen[s] {
			m.Score += w
		}
	}
	return m
}

var (
	titleWords  = regexp.MustCompile(`(?:19|20)\d\d年?度?|[“”"'《》]|(?:市|区|县|省|本)级|预算?部门|部门|预算单位|单位|综合|情况|明细`)
	titleNumber = regexp.MustCompile(`^(?:附?(?:表|件)[一二三四五六七八九十\d]+[:：.、]?|(?:预算|公开|部门|附)*(?:公开)?表?\d{1,2}表?[:：.、]?|\(预算表\d+\))`)
)

// titleKey is a title stripped of what differs between places without changing what the table is.
func titleKey(title string) string {
	s := titleNumber.ReplaceAllString(plain(title), "")
	s, _ = cutNumbering(s)
	return titleWords.ReplaceAllString(s, "")
}

// titleLine is a line that can be a title: not too long, no unit or publisher line, no sentence.
func titleLine(s string) bool {
	const longest = 60 // runes; the longest title seen has 42
	p := plain(s)
	if p == "" || utf8.RuneCountInString(p) > longest || strings.ContainsAny(p, "。;") {
		return false
	}
	return !publisherLine.MatchString(p) && !noteLine.MatchString(p)
}

// titles are the lines that can name the table, the title itself first.
func (g *grid) titles() []string {
	var titles []string
	if s := g.t.Title.Text; titleLine(s) {
		titles = append(titles, s)
	}
	for _, lines := range [][]table.Line{g.inside, g.t.Above} {
		// The line next to the grid counts before those farther up.
		for i := len(lines) - 1; i >= 0; i-- {
			if titleLine(lines[i].Text) {
				titles = append(titles, lines[i].Text)
			}
		}
	}
	return titles
}

// signs looks at headings and labels once for all forms.
func (g *grid) signs() map[sign]bool {
	seen := map[sign]bool{}
	g.headSigns(seen)
	g.rowSigns(seen)
	blocks := g.blocks()
	seen[lanes] = len(blocks) > 1
	seen[noLanes] = len(blocks) == 1
	g.labelSigns(seen)
	return seen
}

// headSigns are the signs of the headings.
func (g *grid) headSigns(seen map[sign]bool) {
	ctx := headContext{}
	n := map[string]int{}
	for _, k := range g.columns() {
		for _, h := range k.heads {
			n[ctx.meaning(h)]++
			if projectColumn.MatchString(h) {
				seen[projectHead] = true
			}
			if strings.Contains(h, "采购") {
				seen[purchaseHeads] = true
			}
			if strings.Contains(h, "指标") || strings.Contains(h, "绩效") {
				seen[performance] = true
			}
		}
	}
	other := n[fact.SpecialAccount] + n[fact.UnitFunds] + n[fact.BusinessIncome] + n[fact.OtherFunds]
	seen[sourceHeads] = n[fact.GeneralBudget]+n[fact.FiscalAppropriation] > 0 && other+n[fact.GovernmentFund] > 0 || n[fact.BusinessIncome] > 0
	seen[manySources] = other > 0
	seen[fewSources] = other == 0
	seen[useHeads] = n[fact.Basic] > 0 && n[fact.Project] > 0
	seen[staffHeads] = n[fact.Personnel] > 0 && n[fact.Public] > 0
	seen[publicColumns] = n[fact.Abroad] > 0 && n[fact.Reception] > 0 && n[fact.VehicleRunning] > 0
	seen[publicHeads] = n[fact.Abroad]+n[fact.Reception]+n[fact.Vehicles]+n[fact.VehicleRunning] > 0
}

var projectColumn = regexp.MustCompile(`^(?:预算)?项目名称|一级项目|二级项目|\(?项目\)?名称|支出项目类别`)

var (
	functionText   = regexp.MustCompile(`^\[?(2[0-3]\d)(?:\d\d){0,2}(?:$|\]|-|—|[^\d.,])`)
	governmentText = regexp.MustCompile(`^\[?(5[01]\d|599)(?:\d\d){0,2}(?:$|\]|-|—|[^\d.,])`)
	economicText   = regexp.MustCompile(`^\[?(3[01]\d|399|5[01]\d|599)(?:\d\d){0,2}(?:$|\]|-|—|[^\d.,])`)
	catalogueCode  = regexp.MustCompile(`^[A-Z](?:\d\d){0,4}$`)
)

const (
	// signRows is how many rows are looked at for signs: a form shows what it is on its first page or two.
	signRows = 120
	// longestItem is the longest name of a source of funds or an item, in characters.
	longestItem = 24
)

// tally counts what stands in the rows.
type tally struct {
	function, economic, government, catalogue int
	classes, economicNames                    int
	funds, public, decimals                   int
}

// rowSigns are the signs of codes and names in the rows.
func (g *grid) rowSigns(seen map[sign]bool) {
	var n tally
	for r := g.body; r < min(g.end, g.body+signRows); r++ {
		for _, c := range g.written(r) {
			p := plain(c.Text)
			l := cutPlain(p)
			n.subject(p, l.text)
			if utf8.RuneCountInString(l.text) <= longestItem {
				n.item(l.text)
			}
			if strings.ContainsAny(c.Text, ".,，．") && fact.ParseAmount(c.Text, "").State == fact.Number {
				n.decimals++
			}
		}
	}
	// Expenditure by function may print economic subjects beside every function, two to a row.
	const subjectsBeside = 4
	seen[functionCodes] = n.function >= 1 && subjectsBeside*n.function >= n.economic
	seen[economicCodes] = n.economic >= 1 && n.economic > subjectsBeside*n.function
	seen[functionClasses] = n.classes >= 2
	seen[economicNames] = n.economicNames >= 2 && n.economicNames > n.classes && n.function == 0
	seen[governmentCodes] = n.government > 0 && n.government == n.economic && n.function == 0
	seen[otherCodes] = !seen[governmentCodes]
	seen[noEconomic] = n.economic == 0 && n.economicNames == 0
	seen[noFunction] = n.function == 0 && n.classes == 0
	seen[fundRows] = n.funds >= 2
	seen[publicHeads] = seen[publicHeads] || n.public >= 2
	seen[noPublic] = !seen[publicHeads]
	seen[amounts] = n.decimals > 0
	seen[catalogueRows] = n.catalogue >= 3
	seen[noCatalogue] = !seen[catalogueRows]
}

// subject counts a cell that names a subject of a classification, by code or by name.
func (n *tally) subject(text, label string) {
	switch {
	case functionText.MatchString(text):
		n.function++
	case economicText.MatchString(text):
		n.economic++
		if governmentText.MatchString(text) {
			n.government++
		}
	case catalogueCode.MatchString(text):
		n.catalogue++
	case codes.Functional().Class(label) != "":
		n.classes++
	case codes.DepartmentEconomic().Class(label) != "" || codes.DepartmentEconomic().Under("30", label) != "":
		n.economicNames++
	}
}

// item counts a cell that names a source of funds or an item of 三公经费.
func (n *tally) item(label string) {
	switch (headContext{}).meaning(label) {
	case fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget, fact.SpecialAccount, fact.UnitFunds, fact.BusinessIncome:
		n.funds++
	case fact.Abroad, fact.Reception, fact.Vehicles, fact.VehicleRunning:
		n.public++
	}
}

// labelSigns are the signs of a form that is filled in beside its labels.
func (g *grid) labelSigns(seen map[sign]bool) {
	found := map[string]bool{}
	for i := range g.t.Cells {
		s := labelKey(g.t.Cells[i].Text)
		switch {
		case s == "项目名称", s == "项目概况", s == "立项依据", s == "项目属性", s == "总体目标", s == "专项名称", s == "主管部门", s == "实施单位", s == "项目负责人", s == "一级指标":
			found[s] = true
		case strings.HasPrefix(s, "实施期资金总额"), strings.HasPrefix(s, "年度资金总额"), strings.HasPrefix(s, "项目资金"), strings.HasPrefix(s, "资金总额"):
			found["资金"] = true
		case s == "部门名称", s == "年度绩效目标", s == "部门职责", s == "年度主要任务", s == "年度重点任务":
			seen[formLabels] = true
		case strings.Contains(s, "指标"):
			seen[performance] = true
		}
	}
	// 项目名称 with its value beside it, not over a column: a list of projects has it in its headings.
	named := g.labelled("项目名称", "专项名称", "专项(项目)名称", "专项项目名称")
	seen[projectLabels] = named && (found["一级指标"] || found["项目概况"]) ||
		found["资金"] && (found["项目名称"] && found["立项依据"] || found["一级指标"] && g.fundsAtTop())
	seen[noProjectLabels] = !seen[projectLabels]
}

// labelled says whether one of the labels stands at the left of the table's first rows with its value beside it.
func (g *grid) labelled(labels ...string) bool {
	const rows = 4 // a title, a year line and one more can stand above
	for r := 0; r < rows && r < g.t.Rows; r++ {
		for _, c := range g.written(r) {
			for _, l := range labels {
				if labelKey(c.Text) == l && c.Col == 0 && len(g.row(r)) <= rows {
					return true
				}
			}
		}
	}
	return false
}

// fundsAtTop says whether a label of funds stands in the first rows with a figure beside it: the form of one
// project whose name is in the title.
func (g *grid) fundsAtTop() bool {
	const rows = 4
	for r := 0; r < rows && r < g.t.Rows; r++ {
		for _, c := range g.written(r) {
			v := g.at(c.Row, c.Col+c.ColSpan)
			if v != nil && strings.HasSuffix(labelKey(c.Text), "资金总额") && fact.ParseAmount(v.Text, "").State == fact.Number {
				return true
			}
		}
	}
	return false
}
