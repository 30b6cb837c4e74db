package narrative

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
)

// special reads clauses of wordings of their own: counts of projects with targets, vehicles, purchased services.
// It says whether the clause is done with.
func (r *reader) special(c clause) bool {
	s := r.section.text.slice(c.start, c.end)
	if r.services {
		return true
	}
	if r.opensServices(c, s) {
		r.listServices(c)
		return true
	}
	if r.performance(c, s) {
		return true
	}
	return r.vehicles(c, s) || r.countedMoney(c)
}

var (
	// unitsCounted is a count of units that have targets, not of projects.
	unitsCounted   = regexp.MustCompile(`个(?:预算)?单位|家(?:预算)?单位`)
	publishedCount = regexp.MustCompile(`公开(?:的)?(?:[一二两三四五六七八九十]个|\d+个)?[^\d，。；]*(?:绩效目标|项目)`)
	targetedCount  = regexp.MustCompile(`(?:纳入|编报|实行|实施|设置|开展)[^，。；]*绩效|绩效[^，。；]*(?:纳入|编报|实行|管理)`)
	overallTarget  = regexp.MustCompile(`整体[^，。；]*(?:绩效目标|纳入绩效)`)
	kindOfProject  = regexp.MustCompile(`^(?:其中：?)?(其他运转类|特定目标类)(?:的)?项目`)
	chineseCount   = regexp.MustCompile(`([一二两三四五六七八九十])个[^，。；]*项目`)
	projectAmount  = regexp.MustCompile(`^(?:共|总)?(?:公开|涉及)?(?:的)?(?:项目|部门)?(?:支出)?(?:预算)?(?:财政性|财政)?(?:项目)?(?:预算)?(?:资金|金额)(?:合计|共计|总计|总额|总金额)?(?:为|共)?$|^(?:共计|合计|总计)(?:涉及)?(?:项目)?(?:预算)?(?:资金|金额)?$`)
)

// performance reads how many projects have targets, how many forms are published, and their amounts.
func (r *reader) performance(c clause, s string) bool {
	if r.section.topic != fact.TopicPerformance && !strings.Contains(s, "绩效目标") && r.counted == none && r.countRow == "" {
		return false
	}
	if r.cause {
		return false
	}
	number, at := r.countIn(c, s, "个")
	row := ""
	switch {
	case reviewed.MatchString(s) && strings.Contains(s, "项目") && !strings.Contains(s, "绩效目标"):
		row = reviewedRow
	case kindOfProject.MatchString(s) && r.counted != none:
		row = fact.OperatingProjects
		if strings.Contains(s, "特定目标") {
			row = fact.TargetedProjects
		}
	case publishedCount.MatchString(s) && strings.Contains(s, "公开"):
		row = fact.ProjectFormCount
	case strings.Contains(s, "项目") && !unitsCounted.MatchString(s) && (targetedCount.MatchString(s) || r.targetsBefore(s)):
		row = fact.ProjectCount
	}
	if row != "" && at && !strings.Contains(s, "一级项目") == (row != "") {
		r.countProjects(row, number)
		return len(c.figures) <= 1 || c.figures[len(c.figures)-1].kind == count
	}
	if overallTarget.MatchString(s) && len(c.figures) == 0 {
		r.countRow = fact.OverallPerformance
		return true
	}
	return r.underTargets(c, s) || r.overallMoney(c) || r.fundMoney(c) || r.projectMoney(c)
}

// targetsBefore says whether the clause before speaks of projects under targets, the count following it.
func (r *reader) targetsBefore(s string) bool {
	before := r.text(r.at - 1)
	return strings.Contains(before, "项目") && targetedCount.MatchString(before) && (strings.HasPrefix(s, "共") || strings.HasPrefix(s, "涉及"))
}

// countIn is the number before a counter in a clause, in digits or as one Chinese numeral.
func (r *reader) countIn(c clause, s, counter string) (figure, bool) {
	for _, f := range c.figures {
		if f.kind == count && strings.HasSuffix(f.amount.Printed, counter) && !f.loose {
			return f, true
		}
	}
	m := chineseCount.FindStringSubmatchIndex(s)
	if m == nil {
		return figure{}, false
	}
	start := c.start + len([]rune(s[:m[2]]))
	value := strings.IndexRune("一二三四五六七八九十", []rune(s[m[2]:m[3]])[0])/len("一") + 1
	if s[m[2]:m[3]] == "两" {
		value = 2
	}
	a := fact.Amount{Value: decimal.NewFromInt(int64(value)), Unit: "个", Printed: string(r.section.text.printed[start : start+2]), State: fact.Number}
	return figure{start: start, end: start + 2, kind: count, amount: a}, true
}

// countProjects binds a count of projects; those of one kind are parts of the count before them.
func (r *reader) countProjects(row string, f figure) {
	whole := none
	if row == fact.OperatingProjects || row == fact.TargetedProjects {
		whole = r.counted
	}
	at := r.add(meaning{row: row, name: "项目", rank: rankPart}, f, fact.Fact{Column: fact.Count, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: whole}})
	if whole == none {
		r.counted = at
	}
	r.countRow = row
	r.last, r.changed, r.pending = unknown, none, nil
}

// projectMoney binds the amount that a count of projects covers.
func (r *reader) projectMoney(c clause) bool {
	if r.countRow == "" || len(c.figures) != 1 || c.figures[0].kind != money || c.figures[0].loose {
		return false
	}
	f := c.figures[0]
	if !projectAmount.MatchString(r.section.text.slice(c.start, f.start)) || !r.endsWith(c, f) {
		r.countRow = ""
		return false
	}
	row, whole := r.countRow, none
	switch row {
	case fact.ProjectFormCount:
		row = fact.ProjectFormAmount
	case fact.OperatingProjects, fact.TargetedProjects:
		whole = r.amountOfCount()
	}
	at := r.add(meaning{row: row, name: "项目", rank: rankFund}, f, fact.Fact{Column: fact.AmountColumn, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: whole}})
	r.countRow = ""
	r.last, r.changed = at, none
	if whole == none {
		r.head, r.heads = at, 1
	}
	return true
}

// amountOfCount is the amount of the projects counted last, whose kinds are listed.
func (r *reader) amountOfCount() int {
	want := fact.ProjectCount
	if r.counted >= 0 && r.facts[r.counted].Row == fact.ProjectFormCount {
		want = fact.ProjectFormAmount
	}
	for i := len(r.facts) - 1; i > r.counted; i-- {
		if r.facts[i].Row == want && r.facts[i].Column == fact.AmountColumn {
			return i
		}
	}
	return none
}

var (
	carsOnHand = regexp.MustCompile(`(?:^|共有|现有|实有|拥有|共有的|有)(?:存量)?(?:公务用车|车辆|机动车辆|机动车|公务车辆|公务车)?(?:实有数?|共计|数量|保有量)?(?:为)?$`)
	carsAllow  = regexp.MustCompile(`编制数?(?:为)?$`)
	carsOfKind = regexp.MustCompile(`^(?:其中：?)?([\p{Han}（）、]{1,24}?(?:用车|车辆|车))$`)
	carsBought = regexp.MustCompile(`购置|新增|配置|更新|配备|拟|报废`)
	carWord    = regexp.MustCompile(`用车|车辆|机动车|公务车`)
)

// vehicles reads how many vehicles there are, and of which kinds.
func (r *reader) vehicles(c clause, s string) bool {
	f, ok := r.countIn(c, s, "辆")
	if !ok {
		return false
	}
	words := r.section.text.slice(c.start, f.start)
	if carsBought.MatchString(words) && !strings.Contains(words, "配备的") || r.cause {
		r.cars = unknown
		return len(c.figures) == 1
	}
	kind := carsOfKind.FindStringSubmatch(words)
	switch {
	case carsAllow.MatchString(words) && carWord.MatchString(words):
		r.addCars(fact.VehicleCount, fact.Quota, "", f)
		r.cars = none
		return true
	case r.cars >= 0 && kind != nil:
		r.addCars(fact.VehicleCountOfKind, fact.Count, kind[1], f)
		return true
	case r.cars == none && carsOnHand.MatchString(words) && (carWord.MatchString(words) || strings.HasPrefix(words, "实有")):
		r.cars = r.addCars(fact.VehicleCount, fact.Count, "", f)
		return true
	}
	return false
}

// addCars binds a count of vehicles; a kind is part of the count before it.
func (r *reader) addCars(row, column, kind string, f figure) int {
	whole := none
	if row == fact.VehicleCountOfKind {
		whole = r.cars
	}
	m := meaning{row: row, name: "车辆", rank: rankPart}
	if kind != "" {
		m.name = kind
	}
	return r.add(m, f, fact.Fact{Column: column, Text: kind, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: whole}})
}
