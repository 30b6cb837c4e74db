package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

// use is what a column of a table holds.
type use int

const (
	useNumber   use = iota
	useLabel        // names of subjects, items, units, projects
	useCode         // codes of subjects, whole or a part (类, 款, 项)
	useUnitCode     // codes of departments and units
	useIndex        // 序号, 行次
	useNote         // text that is no name: 备注, 绩效目标
)

// column is one column of a table as the reader sees it.
type column struct {
	col int
	use use
	// path is the headings as printed, heads the same in plain form.
	path, heads []string
}

// leaf is the lowest heading in plain form; empty for a column without headings.
func (c column) leaf() string {
	if len(c.heads) == 0 {
		return ""
	}
	return c.heads[len(c.heads)-1]
}

// block is a list of rows with its own names and figures; a two-lane table has two of them side by side.
type block struct {
	keys, values, notes []column
	lane                string
}

var headUses = []struct {
	use use
	re  *regexp.Regexp
}{
	{useIndex, regexp.MustCompile(`^(?:序号?|行次|栏次|编号)$`)},
	{useUnitCode, regexp.MustCompile(`^(?:预算|部门|单位)?(?:单位|部门)?(?:\(单位\))?(?:编码|代码)$|^预算单位代码$`)},
	{useCode, regexp.MustCompile(`(?:科目|分类|目录|项目)(?:编码|编号|代码)$|^(?:编码|代码|类|款|项|目)$|^科目编$`)},
	{useNote, regexp.MustCompile(`备注|说明|简介|理由|绩效|指标|目标|内容|规格|型号|时间|度量|组织形式|采购方式|是否|资金性质|^项目类别$|评分|文号|依据|负责|电话|日期|级次|空表`)},
	{useLabel, regexp.MustCompile(`(?:名称|科目|项目|单位|部门|目录)(?:\(.*\))?$|^(?:名称|用途|支出用途|年度|类型|类别|采购类别|摘要|功能分类|经济分类|项目支出类别|品目|.*品目.*|项目名称\(.*|.*项目类别.*|.*项目\(.*\))$`)},
}

// figureHead is a heading of figures that a rule above would take for a name.
var figureHead = regexp.MustCompile(`^(?:基本支出|项目支出|单位资金|.*(?:金额|收入|支出|经费|预算数?|决算数?|合计|小计|总计|资金|结转|结余|拨款|费|数))(?:\(.*\))?$`)

// columns are the table's columns and what they hold.
func (g *grid) columns() []column { return g.looks }

// look looks at every column: its headings first, then what stands in it.
func (g *grid) look() []column {
	cols := make([]column, g.t.Cols)
	for c := range cols {
		k := column{col: c, path: g.path(c)}
		for _, p := range k.path {
			k.heads = append(k.heads, plain(p))
		}
		k.use = g.useOf(k)
		cols[c] = k
	}
	return cols
}

// content counts what stands in a column.
type content struct{ figures, codes, words, blank int }

func (g *grid) content(c int) content {
	if c < 0 || c >= len(g.counts) {
		return content{}
	}
	return g.counts[c]
}

func (g *grid) count(c int) content {
	var n content
	for r := g.body; r < g.end; r++ {
		cell := g.starts(r, c)
		if cell == nil {
			continue
		}
		s := plain(cell.Text)
		switch a := fact.ParseAmount(cell.Text, ""); {
		case s == "":
			n.blank++
		case codeText.MatchString(s) && len(s) != 4:
			n.codes++
		case a.State == fact.NotNumber:
			n.words++
		default:
			n.figures++
		}
	}
	return n
}

func (g *grid) useOf(k column) use {
	n := g.content(k.col)
	head := useNumber
	leaf := k.leaf()
	for _, h := range headUses {
		if leaf != "" && h.re.MatchString(leaf) && !(h.use == useLabel && figureHead.MatchString(leaf)) {
			head = h.use
			break
		}
	}
	switch {
	case head == useNumber && n.words > n.figures+n.codes && n.words > 0:
		// Nothing but words under a heading of figures: names if they stand at the left of figures, remarks
		// otherwise.
		if next := g.content(k.col + 1); k.col == 0 || next.figures > next.words {
			return useLabel
		}
		return useNote
	case head == useLabel && n.figures+n.codes > 2*n.words && n.figures > 0 && !strings.Contains(leaf, "名称"):
		return useNumber
	case head == useNote && n.figures > n.words:
		return useNumber
	}
	return head
}

// blocks cuts the columns into lists that stand side by side. Names that begin anew after figures begin a new
// list only where the heading says so: 收入 beside 支出, or the same heading once more.
func (g *grid) blocks() []block {
	var all []block
	for _, k := range g.columns() {
		key := k.use == useLabel || k.use == useCode || k.use == useUnitCode
		if len(all) == 0 || key && len(all[len(all)-1].values) > 0 {
			all = append(all, block{})
		}
		b := &all[len(all)-1]
		switch {
		case key:
			b.keys = append(b.keys, k)
		case k.use == useNumber:
			b.values = append(b.values, k)
		case k.use == useNote:
			b.notes = append(b.notes, k)
		}
	}
	// Names at the right edge without figures are remarks of the list before.
	for len(all) > 1 && len(all[len(all)-1].values) == 0 {
		last := all[len(all)-1]
		all = all[:len(all)-1]
		b := &all[len(all)-1]
		b.notes = append(append(b.notes, last.keys...), last.notes...)
	}
	if len(all) < 2 || !sideBySide(all) {
		return []block{merge(all)}
	}
	nameLanes(all)
	return all
}

// sideBySide says whether blocks are lists of their own.
func sideBySide(all []block) bool {
	sides := 0
	for _, b := range all {
		if len(b.keys) == 0 {
			return false
		}
		if sideOf(b) != "" {
			sides++
		}
	}
	return sides == len(all) || sameHeads(all)
}

// sameHeads says whether every block has the first block's name headings.
func sameHeads(all []block) bool {
	first := leaves(all[0])
	for _, b := range all[1:] {
		if leaves(b) != first {
			return false
		}
	}
	return first != ""
}

func leaves(b block) string {
	var s []string
	for _, k := range b.keys {
		s = append(s, k.leaf())
	}
	return strings.Join(s, "|")
}

var (
	incomeHead      = regexp.MustCompile(`^(?:本年|财政拨款|预算)?(?:国有资本经营预算|政府性基金预算|政府性基金)?(?:财政拨款)?收入(?:预算|决算)?$`)
	expenditureHead = regexp.MustCompile(`^(?:本年|财政拨款|预算)?(?:国有资本经营预算|政府性基金预算|政府性基金)?(?:财政拨款)?支出(?:预算|决算)?$`)
	govEconomicHead = regexp.MustCompile(`政府.*经济`)
	economicHead    = regexp.MustCompile(`经济`)
	useHead         = regexp.MustCompile(`用途`)
)

// sideOf is Income or Expenditure where a block's headings say which.
func sideOf(b block) string {
	for _, h := range b.keys[0].heads {
		switch {
		case incomeHead.MatchString(h):
			return fact.Income
		case expenditureHead.MatchString(h):
			return fact.Expenditure
		}
	}
	return ""
}

// nameLanes gives blocks their lanes: by the side they belong to, or in order.
func nameLanes(all []block) {
	expenditure := 0
	for i := range all {
		all[i].lane = sideOf(all[i])
		if all[i].lane == fact.Expenditure {
			expenditure++
		}
	}
	order := []string{fact.FirstLane, fact.SecondLane, fact.ThirdLane}
	used := map[string]bool{}
	for i := range all {
		b := &all[i]
		switch {
		case b.lane == "" && i < len(order):
			b.lane = order[i]
		case b.lane == fact.Expenditure && expenditure > 1:
			b.lane = expenditureLane(*b)
		}
		for used[b.lane] {
			b.lane += "+"
		}
		used[b.lane] = true
	}
}

// expenditureLane tells apart the lists of one expenditure that is printed several times.
func expenditureLane(b block) string {
	heads := strings.Join(b.keys[0].heads, "/") + leaves(b)
	switch {
	case govEconomicHead.MatchString(heads):
		return fact.ExpenditureByGovEconomic
	case economicHead.MatchString(heads):
		return fact.ExpenditureByEconomic
	case useHead.MatchString(heads):
		return fact.ExpenditureByUse
	}
	return fact.Expenditure
}

// merge makes one list of blocks that are none: names between figures are remarks.
func merge(all []block) block {
	var m block
	for i, b := range all {
		if i == 0 || len(m.keys) == 0 && len(m.values) == 0 {
			m.keys = append(m.keys, b.keys...)
		} else {
			m.notes = append(m.notes, b.keys...)
		}
		m.values = append(m.values, b.values...)
		m.notes = append(m.notes, b.notes...)
	}
	return m
}
