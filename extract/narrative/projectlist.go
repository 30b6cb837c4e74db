package narrative

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
)

// The parts of 项目支出 are projects and what they pay for, whose names no vocabulary has. Within a list that project
// expenditure opens, the words before an amount are such a name.

var (
	projectNamed = regexp.MustCompile(`^[\p{Han}（）A-Za-z0-9]+$`)
	noName       = regexp.MustCompile(`增加|减少|增长|下降|用于|其中|包括|决算|万元|占|完成|原因|上年|合计|共计|累计`)
)

// longestProject is the most characters of a project's name in running text.
const longestProject = 40

// projectItem binds an amount in a list below project expenditure to the project named before it.
func (r *reader) projectItem(s string, f figure) bool {
	top := len(r.frames) - 1
	if top < 0 || r.frames[top].owner < 0 || f.kind != money || f.loose || r.cause {
		return false
	}
	owner := r.frames[top].owner
	row := r.facts[owner].Row
	if row != fact.Project && !strings.HasPrefix(row, fact.Project+"/") || r.purpose {
		return false
	}
	name, _ := cutMarker(s)
	name = strings.TrimSuffix(name, "支出")
	if !projectNamed.MatchString(name) || noName.MatchString(name) || utf8.RuneCountInString(name) > longestProject {
		return false
	}
	const below = 0.1 // the rank of a part of a part
	m := r.meaningOf(owner)
	m.row, m.name, m.path, m.rank = row+"/"+name, name, "", r.ranks[owner]+below
	r.joins(&r.frames[top], m)
	r.open(r.frames[top].list)
	at := r.add(m, f, fact.Fact{Column: r.facts[owner].Column, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: owner, List: r.frames[top].list}})
	r.last, r.changed, r.change, r.pending = at, none, none, nil
	if !r.inList() {
		r.heads++
		r.head = at
	}
	return true
}

var (
	countedThing = regexp.MustCompile(`^(.*?)\d{1,4}(?:辆|台（套）|台|套)、?$`)
	boughtThing  = regexp.MustCompile(`购置|设备|车辆`)
)

// countedMoney binds an amount right behind a number of things (购置车辆0辆、0万元): what those things cost.
func (r *reader) countedMoney(c clause) bool {
	var amounts []figure
	for _, f := range c.figures {
		if f.kind != count {
			amounts = append(amounts, f)
		}
	}
	if len(amounts) != 1 || amounts[0].kind != money || amounts[0].loose || amounts[0].end != c.end {
		return false
	}
	words := r.section.text.slice(c.start, amounts[0].start)
	if words == "" && r.at > 0 && r.clauses[r.at-1].sep == '、' {
		words = r.text(r.at - 1)
	}
	m := countedThing.FindStringSubmatch(words)
	if m == nil || !boughtThing.MatchString(m[1]) {
		return false
	}
	l := lead{}
	name := l.prefix(m[1], r.names)
	r.last = r.add(meaning{row: fact.NamePrefix + name, name: name, lane: fact.Expenditure, rank: rankDetail}, amounts[0],
		fact.Fact{Column: fact.AmountColumn, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})
	r.changed, r.pending = none, nil
	return true
}
