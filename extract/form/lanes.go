package form

import (
	"regexp"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/form/codes"
)

// byLane places the rows of one side of an income and expenditure table: by what they are called and by how
// they are numbered.
func (o *outline) byLane(ctx headContext) {
	o.nameLane(ctx)
	o.nestLane()
	o.openCarry()
	o.sumLane()
	o.uniqueIDs()
}

var carryTail = regexp.MustCompile(`(?:结转|结余)[和、及]?(?:结转|结余)?$`)

// nameLane gives every row its ID. Sources under 上年结转 are named as parts of it.
func (o *outline) nameLane(ctx headContext) {
	carry := ""
	for i, e := range o.list {
		r := &o.rows[i]
		id := laneID(ctx, e)
		switch {
		case carry != "" && id == carry:
			// 1.财政拨款结转 under 上年结转: a part of it, by what stands before 结转.
			id = ctx.meaningOfRow(carryTail.ReplaceAllString(e.label.text, ""))
			if id == "" || id == carry {
				id = nameKey(e.label.text)
			}
			id = fact.Qualified(id, carry)
		case id == fact.CarryIn || id == fact.CarryOut:
			carry = id
		case id == fact.YearTotal || id == fact.GrandTotal || e.total:
			carry = ""
		case carry != "" && id == "":
			tail := carryTail.FindString(e.label.text)
			if id = ctx.meaningOfRow(strings.TrimSuffix(e.label.text, tail)); id == "" && tail != "" {
				id = nameKey(e.label.text)
			}
			fallthrough
		case carry != "":
			if id != "" && e.code == "" {
				id = fact.Qualified(id, carry)
			}
		}
		if id == "" {
			id = nameKey(e.label.text)
		}
		r.ID = id
	}
}

// laneID is a row's ID by its name alone, empty where it is not known.
func laneID(ctx headContext, e entry) string {
	switch {
	case e.total && strings.HasSuffix(e.label.text, "小计"):
		return ""
	case e.total:
		return fact.GrandTotal
	case e.code != "":
		return e.code
	}
	return ctx.meaningOfRow(e.label.text)
}

// nestLane finds the row each row is a part of, by numbering: （一） under 一、, 1. under （一）. Rows without a
// number belong to the row above where that one is known to hold them.
func (o *outline) nestLane() {
	var stack []int
	for i, e := range o.list {
		r := &o.rows[i]
		switch r.ID {
		case fact.GrandTotal:
			r.Role, stack = fact.Total, nil
			continue
		case fact.YearTotal, fact.CarryIn, fact.CarryOut, fact.Distribution, fact.UsedReserve:
			if r.ID == fact.YearTotal {
				r.Role = fact.Total
			}
			stack = []int{i}
			continue
		case "":
			r.Role = fact.Unknown
			o.doubt(nameless(e.row))
			continue
		}
		if e.label.ofWhich {
			r.Role = fact.OfWhich
			if i > 0 {
				r.Parent = o.whole(i - 1)
			}
			continue
		}
		for len(stack) > 0 && !o.within(i, stack[len(stack)-1]) {
			stack = stack[:len(stack)-1]
		}
		if len(stack) > 0 {
			o.adopt(stack[len(stack)-1], i)
		}
		stack = append(stack, i)
	}
}

// openCarry leaves open how the parts of 上年结转 add up where one of them is printed as 其中: the others need not be
// the rest.
func (o *outline) openCarry() {
	open := map[int]bool{}
	for _, r := range o.rows {
		if r.Role == fact.OfWhich && r.Parent != none && (o.rows[r.Parent].ID == fact.CarryIn || o.rows[r.Parent].ID == fact.CarryOut) {
			open[r.Parent] = true
		}
	}
	for i := range o.rows {
		if open[o.rows[i].Parent] {
			o.rows[i].Role = fact.OfWhich
		}
	}
}

// whole is the nearest row at or above i that is no 其中 row.
func (o *outline) whole(i int) int {
	for i >= 0 && o.rows[i].Role == fact.OfWhich {
		i--
	}
	return i
}

// within says whether row i is a part of row j above it.
func (o *outline) within(i, j int) bool {
	a, b := o.list[i], o.list[j]
	id, of := o.rows[i].ID, o.rows[j].ID
	_, group, qualified := strings.Cut(id, "/")
	switch {
	case qualified && (of == fact.CarryIn || of == fact.CarryOut):
		return group == of
	case of == fact.CarryIn || of == fact.CarryOut || of == fact.Distribution || of == fact.UsedReserve:
		// 六、结余分配 after the total is a row of its own; 1.财政拨款结转 under 上年结转 is a part.
		return a.label.style > arabicNumber-1 && b.label.style < a.label.style
	case of == fact.YearTotal:
		return b.label.style != unnumbered && (a.label.style > b.label.style || a.label.style == unnumbered) || o.openingTotal(j)
	case contains(of, id):
		return a.label.style == unnumbered || a.label.style > b.label.style
	case a.label.style == unnumbered:
		// Under a numbered or coded class, a name without a number is a part of it.
		return b.label.style != unnumbered && b.code != "" || isPart(a.code, b.code) || classRow(b) && !classRow(a)
	case b.label.style == unnumbered:
		return false
	}
	return a.label.style > b.label.style
}

// openingTotal says whether a 本年收入合计 stands above the rows it sums.
func (o *outline) openingTotal(j int) bool { return j == 0 || o.rows[j-1].Role == fact.Total }

func contains(of, id string) bool {
	for _, p := range parts[of] {
		if p == id {
			return true
		}
	}
	return false
}

// classRow says whether a row is a class of functions by its name.
func classRow(e entry) bool { return len(e.code) == 3 }

// adopt makes row i a part of row j. A part of a class that the lane names without a code is repeated, not
// added: what it belongs to further is not printed.
func (o *outline) adopt(j, i int) {
	r, p := &o.rows[i], &o.rows[j]
	r.Parent = j
	switch {
	case classRow(o.list[j]) && o.list[i].code == "":
		r.Role = fact.OfWhich
	case p.Role == fact.Detail && p.ID != fact.CarryIn && p.ID != fact.CarryOut && !classRow(o.list[j]):
		p.Role = fact.Subtotal
	}
}

// sumLane gives rows without a parent to the year's total, and the year's total and what is carried over to the
// grand total.
func (o *outline) sumLane() {
	year, grand := none, none
	for i, r := range o.rows {
		switch {
		case r.ID == fact.YearTotal && year == none:
			year = i
		case r.ID == fact.GrandTotal && grand == none:
			grand = i
		}
	}
	for i := range o.rows {
		r := &o.rows[i]
		if r.Parent != none || r.Role == fact.Unknown || i == grand || r.Role == fact.OfWhich {
			continue
		}
		switch r.ID {
		case fact.GrandTotal:
			// Printed twice: neither sums the other.
		case fact.YearTotal, fact.CarryIn, fact.CarryOut, fact.Distribution, fact.UsedReserve:
			if i != grand {
				r.Parent = grand
			}
		default:
			r.Parent = grand
			// A row after the year's total is no part of it, unless the total opens the list.
			if year != none && (i < year || o.openingTotal(year)) {
				r.Parent = year
			}
		}
	}
}

// uniqueIDs tells apart rows of one name: under another parent the second goes by both names, else it is called
// so/2.
func (o *outline) uniqueIDs() {
	first := map[string]int{}
	n := map[string]int{}
	for i := range o.rows {
		r := &o.rows[i]
		j, twice := first[r.ID]
		if !twice || r.ID == "" {
			first[r.ID] = i
			continue
		}
		if p := r.Parent; p != none && o.rows[j].Parent != p {
			if id := fact.Qualified(r.ID, o.rows[p].ID); n[id] == 0 {
				r.ID = id
				n[id]++
				continue
			}
		}
		o.doubt(say("“"+cut(r.Name)+"”在同一列表中出现两次", "row “"+cut(r.Name)+"” stands twice in one list"))
		n[r.ID]++
		r.ID += "/" + strconv.Itoa(n[r.ID]+1)
	}
}

// laneCodes gives the rows of a lane the codes their names stand for.
func laneCodes(list []entry, lane string) {
	switch lane {
	case fact.Income:
		return
	case fact.ExpenditureByEconomic:
		classesOnly(list, codes.DepartmentEconomic())
	case fact.ExpenditureByGovEconomic:
		classesOnly(list, codes.GovernmentEconomic())
	case fact.ExpenditureByUse:
		return
	default:
		classesOnly(list, codes.Functional())
	}
}

// classesOnly gives classes their codes; what stands below a class is left to the list's order.
func classesOnly(list []entry, l *codes.List) {
	for i := range list {
		if e := &list[i]; e.code == "" && !e.total {
			e.code = l.Class(e.label.text)
		}
	}
}
