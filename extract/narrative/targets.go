package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

// What is put under targets, without a count of projects: all projects, the whole budget, the units' own targets; and
// the amounts this covers, often by funds.

var (
	allProjects   = regexp.MustCompile(`项目[^，。；]*(?:实行|纳入|实施|开展)了?[^，。；]*绩效(?:目标)?管理`)
	wholeBudget   = regexp.MustCompile(`绩效(?:目标)?管理全覆盖`)
	unitTargets   = regexp.MustCompile(`个单位[^，。；]*编报了?单位整体绩效目标`)
	reviewed      = regexp.MustCompile(`绩效(?:跟踪|监控|自评|评价)[^，。；]*项目|项目[^，。；]*绩效(?:跟踪|监控|自评|评价)`)
	overallAmount = regexp.MustCompile(`^纳入(?:20\d\d年)?(?:部门|单位)?整体支出绩效目标的?(?:资金|金额)(?:为)?$`)
)

// Subjects of amounts under targets that are none of the budget's own.
const (
	unitTargetRow = fact.NamePrefix + "单位整体绩效目标"
	reviewedRow   = fact.NamePrefix + "绩效评价项目"
)

// underTargets notes what a clause without an amount puts under targets. It says whether the clause is done with.
func (r *reader) underTargets(c clause, s string) bool {
	for _, f := range c.figures {
		if f.kind != count {
			return false
		}
	}
	switch {
	case unitTargets.MatchString(s):
		r.countRow = unitTargetRow
	case len(c.figures) > 0:
		return false
	case wholeBudget.MatchString(s):
		r.countRow = fact.OverallPerformance
	case allProjects.MatchString(s):
		r.countRow = fact.ProjectCount
	default:
		return false
	}
	return true
}

// overallMoney binds the amount that is put under the overall targets (纳入部门整体支出绩效目标的金额为…).
func (r *reader) overallMoney(c clause) bool {
	if len(c.figures) != 1 || c.figures[0].kind != money || c.figures[0].loose {
		return false
	}
	f := c.figures[0]
	if !overallAmount.MatchString(r.section.text.slice(c.start, f.start)) || f.end != c.end {
		return false
	}
	at := r.add(meaning{row: fact.OverallPerformance, name: "整体支出绩效目标", rank: rankGrand}, f,
		fact.Fact{Column: fact.AmountColumn, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})
	r.last, r.head, r.heads, r.changed = at, at, 1, none
	return true
}

// fundMoney binds the amount of one kind of funds that is put under targets (涉及一般公共预算财政拨款…). The next kind may follow.
func (r *reader) fundMoney(c clause) bool {
	if r.countRow == "" || len(c.figures) != 1 || c.figures[0].kind != money || c.figures[0].loose {
		return false
	}
	f := c.figures[0]
	l := r.lead(strings.TrimPrefix(r.section.text.slice(c.start, f.start), "涉及"))
	m, ok := l.meaning(r.section.topic)
	funds := isFund(m.row) || m.row == fact.NamePrefix+"其他资金"
	if !l.ok || !ok || !funds || l.lane != "" || l.base || l.direction != 0 || l.prior || l.year != 0 && l.year != r.doc.Year || !r.endsWith(c, f) {
		return false
	}
	r.add(meaning{row: r.countRow + "/" + m.row, name: "绩效目标管理涉及资金", rank: rankFund}, f,
		fact.Fact{Column: fact.AmountColumn, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})
	r.last, r.changed = unknown, none
	return true
}

// endsWith says whether a clause ends with a figure, a remark in brackets aside.
func (r *reader) endsWith(c clause, f figure) bool {
	rest := r.section.text.slice(f.end, c.end)
	return rest == "" || strings.HasPrefix(rest, "（")
}
