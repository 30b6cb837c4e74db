package form

import (
	"regexp"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// none is the parent of a row that no other sums.
const none = -1

// outline places entries among one another: what each row is called, and which row sums it.
type outline struct {
	rows   []fact.Row
	list   []entry
	doubts []page.Message
}

// newOutline makes rows of entries, without places yet.
func newOutline(list []entry, lane string) *outline {
	o := &outline{list: list, rows: make([]fact.Row, len(list))}
	for i, e := range list {
		o.rows[i] = fact.Row{Name: e.name, Role: fact.Detail, Parent: none, Lane: lane, Row: e.row}
		if e.printed {
			o.rows[i].Code = e.code
		}
		o.rows[i].Place.Page, o.rows[i].Place.Box, o.rows[i].Place.Row = e.page, e.place, e.row
	}
	return o
}

func (o *outline) doubt(m page.Message) { o.doubts = addOnce(o.doubts, m) }

// total is the index of the row that states the sum of the whole, none where there is none.
func (o *outline) total() int {
	for i, e := range o.list {
		if e.total {
			return i
		}
	}
	return none
}

// markTotals gives the rows called 合计 and 总计 their role. A second one is called total/2, for it may stand
// for something else.
func (o *outline) markTotals() int {
	n := 0
	for i, e := range o.list {
		if !e.total {
			continue
		}
		r := &o.rows[i]
		if strings.HasSuffix(e.label.text, "小计") && n > 0 {
			// What a 小计 in the middle sums is not printed.
			r.ID, r.Role = nameKey(e.name), fact.Unknown
			continue
		}
		n++
		r.ID, r.Role = fact.TotalRow, fact.Total
		if n > 1 {
			r.ID += "/" + strconv.Itoa(n)
		}
	}
	return o.total()
}

// byCode places rows by their codes: a row belongs to the nearest row above whose code begins its own, else to
// the unit it stands under, else to the total.
func (o *outline) byCode() {
	total := o.markTotals()
	total = o.unitAsTotal(total)
	base := total
	var stack []int
	coded := o.anyCode()
	for i, e := range o.list {
		r := &o.rows[i]
		switch {
		case r.Role == fact.Total || r.Role == fact.Unknown:
		case e.code != "":
			for len(stack) > 0 && !isPart(e.code, o.list[stack[len(stack)-1]].code) {
				stack = stack[:len(stack)-1]
			}
			r.ID, r.Parent = e.code, base
			if len(stack) > 0 {
				r.Parent = stack[len(stack)-1]
			}
			if e.label.ofWhich {
				r.Role = fact.OfWhich
			}
			stack = append(stack, i)
		case e.unit != "" && e.name == e.unit:
			r.ID, r.Role, r.Parent = nameKey(e.name), fact.Subtotal, total
			base, stack = i, nil
		default:
			o.uncoded(i, stack, coded)
		}
	}
	o.groupTwice()
}

// groupTwice doubts a list in which a class or a group with rows of its own stands twice under one parent: one may
// be the sum of the others. Rows without parts may well share a code.
func (o *outline) groupTwice() {
	whole := map[int]bool{}
	for _, r := range o.rows {
		whole[r.Parent] = true
	}
	first := map[string]int{}
	for i, e := range o.list {
		if e.code == "" {
			continue
		}
		key := strconv.Itoa(o.rows[i].Parent) + "/" + e.code + "/" + e.split
		j, twice := first[key]
		if !twice {
			first[key] = i
		} else if whole[i] || whole[j] || len(e.code) == 3 {
			o.doubt(say("编码"+e.code+"出现在多行", "code "+e.code+" stands in several rows"))
		}
	}
}

// isPart says whether a code is a part of another.
func isPart(code, of string) bool {
	return of != "" && len(code) > len(of) && strings.HasPrefix(code, of)
}

func (o *outline) anyCode() bool {
	for _, e := range o.list {
		if e.code != "" {
			return true
		}
	}
	return false
}

// uncoded places a row without a code among rows with codes: a name under a class that is known by its name is
// a part of it, repeated, never added.
func (o *outline) uncoded(i int, stack []int, coded bool) {
	e, r := o.list[i], &o.rows[i]
	r.ID = nameKey(e.name)
	switch {
	case r.ID == "":
		r.Role = fact.Unknown
		o.doubt(nameless(e.row))
	case len(stack) > 0 && (e.label.ofWhich || !o.list[stack[0]].printed):
		r.Role, r.Parent = fact.OfWhich, stack[len(stack)-1]
	case coded:
		r.Role = fact.Unknown
		o.doubt(uncodedRow(e.name))
	default:
		r.Role = fact.Unknown
	}
}

// unitAsTotal makes the first row the total where the table names its unit there and prints no 合计.
func (o *outline) unitAsTotal(total int) int {
	if total != none || len(o.list) == 0 || o.list[0].code != "" {
		return total
	}
	e := o.list[0]
	if e.unit != "" && e.name == e.unit || organisation.MatchString(plain(e.name)) {
		o.rows[0].ID, o.rows[0].Role = fact.TotalRow, fact.Total
		return 0
	}
	return total
}

// organisation is how departments and units are called.
var organisation = regexp.MustCompile(`(?:局|委员会|委|办公厅|办公室|厅|部|中心|院|馆|站|所|队|处|校|学校|大学|学院|幼儿园|医院|政府|街道|街道办事处|法院|检察院|联合会|总工会|团委|协会|公司|集团|监狱|电视台|分局|支队|大队|工委|党校|人大|政协|机关|署|协会|学会)(?:\((?:本级|机关|汇总|部门|本部)\))?$`)

// notOrganisation is how projects are called that end alike (信访接待中心 is a place, 运行中心费 a project).
var notOrganisation = regexp.MustCompile(`费|经费|项目|补助|资金|工作|建设|服务|购置|采购|改造|维护|运维|工程`)

// byUnit places rows of departments and units: a department above its units sums them.
func (o *outline) byUnit() {
	total := o.markTotals()
	parent := total
	for i, e := range o.list {
		r := &o.rows[i]
		if r.Role == fact.Total || r.Role == fact.Unknown {
			continue
		}
		r.ID, r.Parent = nameKey(e.name), total
		switch {
		case r.ID == "" && len(o.list) == 1:
			r.ID, r.Role, r.Parent = fact.TotalRow, fact.Total, none
		case r.ID == "":
			r.Role = fact.Unknown
			o.doubt(nameless(e.row))
		case len(o.list) == 1:
			r.ID, r.Role, r.Parent = fact.TotalRow, fact.Total, none
		case o.above(i):
			r.Role, parent = fact.Subtotal, i
		case parent != total && o.under(i, parent):
			r.Parent = parent
		default:
			parent = total
		}
	}
}

// above says whether row i is a department and the next row one of its units: the same name once more, or a
// code that begins the next one.
func (o *outline) above(i int) bool {
	if i+1 >= len(o.list) {
		return false
	}
	a, b := o.list[i], o.list[i+1]
	if a.unitCode != "" && b.unitCode != "" {
		return isPart(b.unitCode, a.unitCode)
	}
	return nameKey(a.name) == nameKey(b.name)
}

// under says whether row i belongs to the department in row dept.
func (o *outline) under(i, dept int) bool {
	a, b := o.list[dept], o.list[i]
	if a.unitCode != "" && b.unitCode != "" {
		return isPart(b.unitCode, a.unitCode)
	}
	return a.unitCode == "" && b.unitCode == ""
}

// publicParents says which item of 三公经费 sums which.
var publicParents = map[string]string{
	fact.Abroad: fact.TotalRow, fact.Reception: fact.TotalRow, fact.Vehicles: fact.TotalRow,
	fact.VehiclePurchase: fact.Vehicles, fact.VehicleRunning: fact.Vehicles,
}

// byPublicItem places the items of 三公经费 by what they are.
func (o *outline) byPublicItem(ctx headContext) {
	o.markTotals()
	at := map[string]int{}
	for i, e := range o.list {
		r := &o.rows[i]
		if r.ID == "" {
			if r.ID = ctx.meaningOfRow(e.label.text); r.ID == "" {
				r.ID = nameKey(e.name)
			}
		}
		if r.ID == fact.TotalRow {
			r.Role = fact.Total
		}
		if _, ok := at[r.ID]; ok {
			o.doubt(say("“"+cut(r.Name)+"”一项出现在多行", "item “"+cut(r.Name)+"” stands in several rows"))
		}
		at[r.ID] = i
	}
	for i := range o.rows {
		r := &o.rows[i]
		if p, ok := publicParents[r.ID]; ok {
			if at, ok := at[p]; ok {
				r.Parent = at
			}
		} else if r.Role != fact.Total {
			r.Role = fact.Unknown
		}
	}
}
