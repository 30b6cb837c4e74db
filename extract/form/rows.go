package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// nameGroup is a column of names with the columns of codes that belong to it.
type nameGroup struct {
	codes []int
	name  int // -1 where only codes are printed
	about about
	head  string
}

// about is what a column of names names.
type about int

const (
	aboutSubject about = iota // a function, an economic class, an item, a project
	aboutUnit
	aboutEconomic
	aboutGovEconomic
)

var (
	unitHead    = regexp.MustCompile(`^(?:预算|部门|编制|基层|二级)*(?:预算)?(?:单位|部门)(?:\(单位\))?(?:名称)?$|^部门\(单位\)名?称?$|单位名称$|^(?:项目|使用|实施)单位$`)
	projectName = regexp.MustCompile(`项目`)
)

// groups orders a block's name columns: codes go with the names that follow them.
func groups(b block) []nameGroup {
	var all []nameGroup
	var pending []int
	for _, k := range b.keys {
		if k.use == useCode {
			pending = append(pending, k.col)
			continue
		}
		if k.use != useLabel {
			continue
		}
		heads := strings.Join(k.heads, "/")
		n := nameGroup{codes: pending, name: k.col, head: k.leaf()}
		pending = nil
		switch {
		case govEconomicHead.MatchString(heads):
			n.about = aboutGovEconomic
		case economicHead.MatchString(heads) && !strings.Contains(heads, "功能"):
			n.about = aboutEconomic
		case unitHead.MatchString(k.leaf()):
			n.about = aboutUnit
		}
		all = append(all, n)
	}
	if len(pending) > 0 {
		if n := len(all); n > 0 && len(all[n-1].codes) == 0 {
			all[n-1].codes = pending
		} else {
			all = append(all, nameGroup{codes: pending, name: -1})
		}
	}
	return all
}

// primary is the index of the group that names the rows of a form; -1 where there is none.
func primary(all []nameGroup, rows subjects) int {
	first, unit := -1, -1
	for i, n := range all {
		switch {
		case n.about == aboutUnit:
			if unit < 0 {
				unit = i
			}
		case rows == economic && n.about == aboutEconomic:
			return i
		case rows == governmentEconomic && n.about == aboutGovEconomic:
			return i
		case n.about == aboutGovEconomic && (rows == economic || first >= 0):
		case first < 0:
			first = i
		case rows == projects && projectName.MatchString(n.head) && !projectName.MatchString(all[first].head):
			first = i
		}
	}
	if first >= 0 {
		return first
	}
	return unit
}

// entry is one row of a block, read but not yet placed among the others.
type entry struct {
	row int
	// code is whole (2010101); printed is set where the row prints it, not where a name gave it.
	code    string
	printed bool
	name    string
	label   label
	// unit is the department or unit the row names beside its subject; unitCode is its code.
	unit, unitCode string
	total          bool
	// split is what else the row is about where a code takes several rows: the government economic subject.
	split string
	// depth is the place of the deepest column of names that is filled, among several of one list.
	depth int
	place page.Rect
	page  int
}

// entries reads the names of a block's rows.
func (rd *reader) entries(b block) []entry {
	all := groups(b)
	p := primary(all, rd.kind.rows)
	var list []entry
	var parts []string
	cols := rd.ctx.nameColumns(b)
	for r := rd.g.body; r < rd.g.end; r++ {
		if rd.g.indexRow(r) && !rd.hasValues(b, r) || rd.blankRow(b, r) || rd.noteRow(r) {
			continue
		}
		e := entry{row: r}
		if p >= 0 {
			e.code, e.name, parts = rd.subject(all[p], r, parts)
		}
		rd.beside(&e, b, all, p)
		if e.name == "" && e.code == "" && e.unit == "" && rd.continues(b, r) {
			continue
		}
		if rd.kind.listed && !rd.written(cols, r) {
			continue
		}
		rd.finish(&e, b)
		list = append(list, e)
	}
	return list
}

// hasValues says whether a row holds a figure with decimals: then its small numbers are no column numbers.
func (rd *reader) hasValues(b block, r int) bool {
	for _, v := range b.values {
		if c := rd.g.starts(r, v.col); c != nil && strings.ContainsAny(c.Text, ".．") {
			return true
		}
	}
	return false
}

// blankRow says whether nothing of a block stands in a row.
func (rd *reader) blankRow(b block, r int) bool {
	for _, list := range [][]column{b.keys, b.values} {
		for _, k := range list {
			if c := rd.g.starts(r, k.col); c != nil && plain(c.Text) != "" {
				return false
			}
		}
	}
	return true
}

// written says whether a figure that is understood stands in a row: lists have rows of text alone.
func (rd *reader) written(cols []fact.Column, r int) bool {
	for _, c := range cols {
		if cell := rd.g.starts(r, c.Col); c.Known && cell != nil && plain(cell.Text) != "" {
			return true
		}
	}
	return false
}

// continues says whether a row only carries on a merged cell of names from above and has no figure of its own.
func (rd *reader) continues(b block, r int) bool {
	merged := false
	for _, k := range b.keys {
		if c := rd.g.at(r, k.col); c != nil && c.Row < r {
			merged = true
		}
	}
	for _, v := range b.values {
		if c := rd.g.starts(r, v.col); c != nil && plain(c.Text) != "" {
			return false
		}
	}
	return merged
}

// noteRow says whether one cell over most of the table holds a remark; a remark that the form is empty is kept.
func (rd *reader) noteRow(r int) bool {
	w := rd.g.written(r)
	if len(w) != 1 || 3*w[0].ColSpan < 2*rd.g.t.Cols || totalWord.MatchString(plain(w[0].Text)) {
		return false
	}
	rd.emptyNote(w[0].Text, w[0].Page, w[0].Box)
	return true
}

// beside reads what the other columns of names say of a row: its unit, or a deeper name of a nested list.
func (rd *reader) beside(e *entry, b block, all []nameGroup, p int) {
	for i, n := range all {
		if i == p || n.name < 0 {
			continue
		}
		c := rd.g.starts(e.row, n.name)
		if c == nil || plain(c.Text) == "" {
			continue
		}
		switch {
		case totalWord.MatchString(plain(c.Text)) && e.code == "" && plain(e.name) == "":
			e.name = c.Text
		case n.about == aboutUnit:
			e.unit = c.Text
		case n.about == aboutGovEconomic:
			e.split = nameKey(c.Text)
		case n.about == aboutEconomic:
			e.split += nameKey(c.Text)
		case totalWord.MatchString(plain(c.Text)) && e.code == "":
			e.name = c.Text
		case rd.kind.rows == projects && n.about == aboutSubject && i > p:
			e.name, e.depth = c.Text, i
		case e.name == "" && n.about == aboutSubject:
			e.name = c.Text
		}
	}
	for _, k := range b.keys {
		if k.use == useUnitCode {
			if c := rd.g.starts(e.row, k.col); c != nil {
				if s := plain(c.Text); totalWord.MatchString(s) {
					e.name = c.Text
				} else {
					e.unitCode = s
				}
			}
		}
	}
}

// finish gives a row its label, its place and, where a name stands for it, its code.
func (rd *reader) finish(e *entry, b block) {
	e.printed = e.code != ""
	if e.unit != "" && totalWord.MatchString(plain(e.unit)) {
		e.name, e.unit = e.unit, ""
	}
	if e.name == "" && e.code == "" && e.unit != "" {
		e.name = e.unit
	}
	rd.unitByCode(e)
	e.label = cutLabel(e.name)
	if figureInName.MatchString(e.label.text) {
		rd.doubt(say("名称一格含有数字：“"+cut(e.name)+"”", "the cell of the name “"+cut(e.name)+"” holds a figure"))
	}
	e.total = totalWord.MatchString(e.label.text) && e.code == ""
	for _, k := range b.keys {
		if c := rd.g.starts(e.row, k.col); c != nil && plain(c.Text) != "" {
			if e.page == 0 || e.page == c.Page {
				e.page, e.place = c.Page, e.place.Union(c.Box)
			}
		}
	}
	if e.page == 0 {
		for _, c := range rd.g.row(e.row) {
			e.page, e.place = c.Page, c.Box
			break
		}
	}
}

// figureInName is a name with a figure run into it where the ruling between their cells is missing.
var figureInName = regexp.MustCompile(`[\p{Han})]\d[\d,]*\.\d{1,2}$`)

// meaningOfRow is the vocabulary's ID of a row that is no subject of a classification; empty where unknown.
func (ctx headContext) meaningOfRow(text string) string {
	s := strings.Trim(text, ":：")
	for _, w := range rowWords {
		if w.re.MatchString(s) {
			return w.id
		}
	}
	switch id := ctx.meaning(s); id {
	case sumHead, emptyHead, incomeColumn, currentGroup:
		return ""
	case threePublicGroup:
		return fact.TotalRow
	default:
		return id
	}
}

var rowWords = []struct {
	id string
	re *regexp.Regexp
}{
	{fact.YearTotal, regexp.MustCompile(`^(?:本年|当年)(?:收入|支出)(?:合计|总计|小计)?$|^(?:收入|支出)小计$`)},
	{fact.GrandTotal, regexp.MustCompile(`^(?:收入|支出)(?:总计|合计)$`)},
	{fact.Distribution, regexp.MustCompile(`^结余分配$`)},
	{fact.CarryIn, regexp.MustCompile(`^(?:上年|年初)(?:财政拨款)?(?:结转|结余)[和、及]?(?:结转|结余)?(?:资金|收入)?$|^(?:上年|年初)结转(?:和结余)?\(.*\)$|^动用上年结转`)},
	{fact.CarryOut, regexp.MustCompile(`^(?:年终|年末)(?:财政拨款)?(?:结转|结余)[和、及]?(?:结转|结余)?(?:资金)?$|^结转(?:结余)?下年(?:支出|资金|使用)?$|^结余结转下年$`)},
	{fact.UsedReserve, regexp.MustCompile(`^(?:使用|用)(?:非财政拨款结余|事业基金弥补收支差额|专用结余)`)},
	{fact.SocialInsurance, regexp.MustCompile(`^社会保险基金(?:预算)?(?:资金)?$`)},
	{fact.SpecialAccount, regexp.MustCompile(`^(?:财政)?专户管理资金`)},
}
