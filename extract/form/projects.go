package form

import (
	"regexp"

	"gouji/extract/fact"
)

var (
	// projectClass names a class of projects that stands over its projects.
	projectClass = regexp.MustCompile(`^(?:部门)?(?:其他运转类|特定目标类|基本运转类|运转类)(?:项目)?$`)
	// fundingClass is how a unit is paid for; it stands over the unit's own row.
	fundingClass = regexp.MustCompile(`^(?:全额|差额|自收自支)(?:拨款|补助)?$`)
	// nestedClass names groups of groups: which row is whose part is not printed.
	nestedClass = regexp.MustCompile(`^(?:通用|专用|专项)(?:业务)?项目$`)
)

// byProject places projects under their units and classes.
func (o *outline) byProject(publisher string) {
	total := o.markTotals()
	if total == none && len(o.list) > 1 && o.isUnit(0, publisher) {
		total = 0
		o.rows[0].ID, o.rows[0].Role = fact.TotalRow, fact.Total
	}
	unit, class := total, none
	nested := false
	for i, e := range o.list {
		r := &o.rows[i]
		if r.Role == fact.Total || r.Role == fact.Unknown {
			continue
		}
		r.ID = nameKey(e.name)
		switch {
		case r.ID == "":
			r.Role = fact.Unknown
			o.doubt(nameless(e.row))
		case o.isUnit(i, publisher):
			r.Role, r.Parent = fact.Subtotal, o.parentOfUnit(i, total)
			unit, class = i, none
		case nestedClass.MatchString(e.label.text):
			nested = true
			r.Role = fact.Unknown
			o.doubt(say("项目分组不止一层，归属不明：“"+cut(e.name)+"”", "projects stand in groups of groups: “"+cut(e.name)+"”"))
		case nested:
			r.Role = fact.Unknown
		case projectClass.MatchString(e.label.text):
			r.Role, r.Parent = fact.Subtotal, unit
			class = i
		case e.label.ofWhich:
			r.Role, r.Parent = fact.OfWhich, i-1
		default:
			r.Parent = o.parentOfProject(i, unit, class)
		}
	}
	o.projectTwice()
}

// isUnit says whether a row names a department or unit and not a project.
func (o *outline) isUnit(i int, publisher string) bool {
	e := o.list[i]
	name := plain(e.name)
	switch {
	case fundingClass.MatchString(name):
		return true
	case e.unit != "":
		return e.unit == e.name
	case publisher != "" && nameKey(e.name) == nameKey(publisher):
		return true
	case e.unitCode != "":
		return organisation.MatchString(name)
	}
	return organisation.MatchString(name) && !notOrganisation.MatchString(name)
}

// parentOfUnit is the row that sums a unit: the department right above it, the department of the unit before,
// or the total.
func (o *outline) parentOfUnit(i, total int) int {
	if i > 0 && (o.rows[i-1].Role == fact.Subtotal || o.rows[i-1].Role == fact.Total) {
		return i - 1
	}
	for j := i - 1; j >= 0; j-- {
		if o.rows[j].Role == fact.Subtotal && !projectClass.MatchString(o.list[j].label.text) {
			return o.rows[j].Parent
		}
	}
	return total
}

// parentOfProject is the row that sums a project: a project of a higher level of a nested list, its class, or
// its unit.
func (o *outline) parentOfProject(i, unit, class int) int {
	for j := i - 1; j > unit && j >= 0; j-- {
		if o.list[j].depth < o.list[i].depth && o.rows[j].Role != fact.Total {
			if o.rows[j].Role == fact.Detail {
				o.rows[j].Role = fact.Subtotal
			}
			return j
		}
	}
	if class != none {
		return class
	}
	return unit
}

// projectTwice doubts a list that names a project twice under one parent: rows are split by something that is
// not followed here, such as source or year.
func (o *outline) projectTwice() {
	seen := map[string]int{}
	for i, r := range o.rows {
		if r.Role != fact.Detail {
			continue
		}
		if j, ok := seen[r.ID]; ok && o.rows[j].Parent == r.Parent {
			o.doubt(say("项目“"+cut(r.Name)+"”出现在多行", "project “"+cut(r.Name)+"” stands in several rows"))
		}
		seen[r.ID] = i
	}
}
