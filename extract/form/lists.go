package form

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/form/codes"
	"gouji/extract/page"
)

// rowsForm reads headings over rows.
func (rd *reader) rowsForm() {
	if rd.g.body == 0 || rd.g.body == rd.g.first {
		rd.doubt(say("表格没有表头", "the table has no headings"))
	}
	all := rd.g.blocks()
	if rd.kind.rows == fundsAndUse {
		nameSides(rd.g, all)
	}
	type laid struct {
		b     block
		rows  []fact.Row
		cols  []fact.Column
		first int
	}
	var parts []laid
	for _, b := range all {
		cols := rd.columns(b)
		list := rd.entries(b)
		o := rd.outline(list, b)
		first := len(rd.form.Rows)
		for i := range o.rows {
			o.rows[i].Place.Table = rd.g.t.ID
			if o.rows[i].Parent != none {
				o.rows[i].Parent += first
			}
		}
		if rd.kind.listed && !o.byCategory() {
			o.leaveOpen()
		}
		for _, d := range o.doubts {
			rd.doubt(d)
		}
		rd.form.Rows = append(rd.form.Rows, o.rows...)
		rd.form.Columns = append(rd.form.Columns, cols...)
		parts = append(parts, laid{b, o.rows, cols, first})
	}
	for _, p := range parts {
		rd.texts(p.b, p.rows)
		for _, r := range p.rows {
			for _, c := range p.cols {
				rd.fill(r, c)
			}
		}
	}
	rd.blankSums()
	sort.SliceStable(rd.form.Facts, func(i, j int) bool {
		a, b := rd.form.Facts[i].Place, rd.form.Facts[j].Place
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
}

// columns names a block's figures and doubts those that are not understood.
func (rd *reader) columns(b block) []fact.Column {
	cols := rd.ctx.nameColumns(b)
	known := cols[:0:0]
	for _, c := range cols {
		if !c.Known && (rd.kind.listed || rd.noFigures(c.Col)) {
			continue
		}
		if !c.Known && !insideKnown(rd.ctx, b, cols, c) {
			rd.form.ColumnDoubts = addOnce(rd.form.ColumnDoubts,
				say("无法辨认“"+cut(c.ID)+"”一栏", "column “"+cut(c.ID)+"” is not understood"))
		}
		known = append(known, c)
	}
	return known
}

// leaveOpen says that how the rows of a list with much text add up is not followed.
func (o *outline) leaveOpen() {
	for i := range o.rows {
		if r := &o.rows[i]; r.Role != fact.Total {
			r.Role, r.Parent = fact.Unknown, none
		}
	}
}

// purchaseCategory names a row of a list by kind of purchase (A-货物, 二、工程, 服务类).
var purchaseCategory = regexp.MustCompile(`^(?:[A-C][-、.]?)?(?:政府采购)?(货物|工程|服务)(?:类)?(?:[A-C])?$`)

// byCategory places the rows of a list that has no others than 货物, 工程, 服务 and their total.
func (o *outline) byCategory() bool {
	ids := map[string]string{"货物": fact.ProcurementGoods, "工程": fact.ProcurementWorks, "服务": fact.ProcurementServices}
	found := make([]string, len(o.list))
	seen := map[string]bool{}
	for i, e := range o.list {
		m := purchaseCategory.FindStringSubmatch(e.label.text)
		switch {
		case e.total:
		case m == nil || seen[m[1]]:
			return false
		default:
			found[i], seen[m[1]] = ids[m[1]], true
		}
	}
	total := o.total()
	for i, id := range found {
		if id != "" {
			o.rows[i].ID, o.rows[i].Role, o.rows[i].Parent = id, fact.Detail, total
		}
	}
	return total != none
}

// insideKnown says whether a column that is not understood is a part of a group whose own sum is: it can be left
// out then.
func insideKnown(ctx headContext, b block, cols []fact.Column, c fact.Column) bool {
	ctx.lane = b.lane
	for _, v := range b.values {
		if v.col != c.Col || len(v.heads) < 2 {
			continue
		}
		group := v
		group.heads = append(append([]string(nil), v.heads[:len(v.heads)-1]...), "小计")
		var heads []heading
		for _, other := range b.values {
			heads = append(heads, ctx.read(other))
		}
		h := ctx.read(group)
		if len(h.items) == 0 {
			return false
		}
		id := ctx.columnID(h, surveyHeads(heads))
		for _, k := range cols {
			if k.Known && k.ID == id {
				return true
			}
		}
	}
	return false
}

// noFigures says whether a column holds no figure at all.
func (rd *reader) noFigures(col int) bool {
	return rd.g.content(col).figures == 0
}

// outline places a block's rows.
func (rd *reader) outline(list []entry, b block) *outline {
	all := groups(b)
	p := primary(all, rd.kind.rows)
	ctx := rd.ctx
	ctx.lane = b.lane
	years := newOutline(list, b.lane)
	switch {
	case rd.kind.rows == fundsAndUse:
		laneCodes(list, b.lane)
		o := newOutline(list, b.lane)
		o.byLane(ctx)
		return o
	case rd.kind.rows == publicItems && publicRows(ctx, list):
		o := newOutline(list, b.lane)
		o.byPublicItem(ctx)
		return o
	case rd.kind.rows == publicItems && years.byYear(ctx.year):
		return years
	case rd.kind.rows == projects:
		o := newOutline(list, b.lane)
		o.byProject(rd.publisher())
		return o
	case rd.kind.rows == economic:
		classCodes(list, codes.DepartmentEconomic())
	case rd.kind.rows == governmentEconomic:
		classCodes(list, codes.GovernmentEconomic())
	case rd.kind.rows == functional:
		classesOnly(list, codes.Functional())
	}
	o := newOutline(list, b.lane)
	if anyCode(list) {
		o.byCode()
	} else if p < 0 || all[p].about == aboutUnit || rd.kind.rows == units || rd.kind.rows == publicItems || len(list) == 1 {
		o.byUnit()
	} else {
		o.byName(ctx)
	}
	o.staffTotals(ctx)
	return o
}

func anyCode(list []entry) bool {
	for _, e := range list {
		if e.code != "" {
			return true
		}
	}
	return false
}

var yearRow = regexp.MustCompile(`^((?:19|20)\d\d)年度?(?:预算|决算)?数?$`)

// byYear places rows that are years side by side (2025年, 2026年, 增减变化): this year's is the form's total, the others
// repeat it for comparison.
func (o *outline) byYear(year int) bool {
	ids := make([]string, len(o.list))
	for i, e := range o.list {
		switch m := yearRow.FindStringSubmatch(e.label.text); {
		case m != nil && m[1] == strconv.Itoa(year):
			ids[i] = fact.TotalRow
		case m != nil && m[1] < strconv.Itoa(year):
			ids[i] = fact.PriorColumn
		case strings.Contains(e.label.text, "增减"):
			ids[i] = fact.Change
		default:
			return false
		}
	}
	for i, id := range ids {
		o.rows[i].ID, o.rows[i].Role = id, fact.OfWhich
		if id == fact.TotalRow {
			o.rows[i].Role = fact.Total
		}
	}
	return len(ids) > 1
}

// publicRows says whether the rows of a 三公 form are its items, not its units or years.
func publicRows(ctx headContext, list []entry) bool {
	for _, e := range list {
		switch ctx.meaningOfRow(e.label.text) {
		case fact.Abroad, fact.Reception, fact.Vehicles:
			return true
		}
	}
	return false
}

// byName gives rows of an uncoded list the vocabulary's names; how they add up is not known.
func (o *outline) byName(ctx headContext) {
	total := o.markTotals()
	for i, e := range o.list {
		r := &o.rows[i]
		if r.Role == fact.Total {
			continue
		}
		if r.ID = ctx.meaningOfRow(e.label.text); r.ID == "" {
			r.ID = nameKey(e.name)
		}
		switch {
		case r.ID == fact.GrandTotal && total == none:
			r.Role = fact.Total
		default:
			r.Role = fact.Unknown
		}
	}
	o.uniqueIDs()
}

// staffTotals names the rows 人员经费合计 and 公用经费合计 that close a list by economic class.
func (o *outline) staffTotals(ctx headContext) {
	for i, e := range o.list {
		s := strings.TrimSuffix(e.label.text, "合计")
		if e.code != "" || e.total || s == e.label.text && !strings.HasSuffix(s, "小计") {
			continue
		}
		if id := ctx.meaningOfRow(strings.TrimSuffix(s, "小计")); id == fact.Personnel || id == fact.Public {
			r := &o.rows[i]
			r.ID, r.Role, r.Parent = id, fact.Total, none
			o.forget(uncodedRow(e.name))
		}
	}
}

func (o *outline) forget(doubt page.Message) {
	kept := o.doubts[:0]
	for _, d := range o.doubts {
		if d != doubt {
			kept = append(kept, d)
		}
	}
	o.doubts = kept
}

// nameSides finds out which side is which where no heading says it.
func nameSides(g *grid, all []block) {
	for i := range all {
		b := &all[i]
		switch b.lane {
		case fact.FirstLane, fact.SecondLane, fact.ThirdLane:
		default:
			continue
		}
		income, expenditure := 0, 0
		for r := g.body; r < g.end; r++ {
			for _, k := range b.keys {
				s := cutLabel(g.text(r, k.col)).text
				switch {
				case strings.HasPrefix(s, "收入") || strings.HasSuffix(s, "收入") || strings.HasSuffix(s, "收入合计"):
					income++
				case codes.Functional().Class(s) != "" || strings.HasPrefix(s, "支出") || strings.HasSuffix(s, "支出合计"):
					expenditure++
				}
			}
		}
		side := fact.Income
		if expenditure > income {
			side = fact.Expenditure
		}
		if income+expenditure > 0 && !laneTaken(all, side) {
			b.lane = side
		}
	}
}

func laneTaken(all []block, lane string) bool {
	for _, b := range all {
		if b.lane == lane {
			return true
		}
	}
	return false
}
