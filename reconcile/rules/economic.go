package rules

import (
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// byEconomic are the forms whose rows are economic classes and items.
var byEconomic = []string{fact.BasicExpenditure, fact.FiscalBasicExpenditure, fact.GeneralByEconomicClass,
	fact.BasicAllFunds, fact.GeneralProjects, fact.OperatingCost, fact.GeneralByGovEconomic, fact.BasicByGovEconomic}

// basicForms are those of them that hold basic expenditure alone.
var basicForms = []string{fact.BasicExpenditure, fact.FiscalBasicExpenditure}

// checkEconomic is A07: an economic class is the sum of its items, the total that of the classes.
func checkEconomic(p *reconcile.Pass) {
	eachSheet(p, byEconomic, func(s sheet) {
		if s.ID == fact.OperatingCost && !s.coded() {
			return // a list by unit
		}
		equations := s.hierarchy("A07")
		if s.linked() {
			equations = s.family("A07")
		}
		if len(equations) == 0 && s.hasFigures() {
			name := nameOf(s.Form)
			p.Doubt(say(name.ZH+"没有认出类、款层级", name.EN+": classes and items were not told apart"))
		}
		p.Judge(short(p, equations, codesElsewhere(p, s, byEconomic))...)
		s.itemsTotal(p)
	})
}

// linked says whether the form's own parents put items under classes: lists that print names and no codes.
func (s sheet) linked() bool {
	for _, r := range s.Rows {
		if r.Role == fact.Detail && digits(r.ID) {
			return false
		}
	}
	return true
}

// family is every sum that the form's parents state.
func (s sheet) family(group string) []reconcile.Equation {
	name := nameOf(s.Form)
	var equations []reconcile.Equation
	for i, r := range s.Rows {
		parts := s.parts(i)
		if len(parts) == 0 {
			continue
		}
		text := say(name.ZH+"“"+r.Name+"”应等于其下各项之和", name.EN+": “"+r.Name+"” should be the sum of the items below it")
		for _, c := range s.columns(r.Lane) {
			equations = append(equations, s.equation(group, sum{total: i, column: c, parts: parts, name: text}))
		}
	}
	return equations
}

// itemsTotal checks Σ of all items (款) = 合计 in each column, past the classes: it notices what rounding of a class
// hides.
func (s sheet) itemsTotal(p *reconcile.Pass) {
	total := s.row("", fact.TotalRow)
	if total < 0 {
		return
	}
	items := s.leaves(total)
	if len(items) < 2 {
		return
	}
	name := nameOf(s.Form)
	var equations []reconcile.Equation
	for _, c := range s.columns(s.Rows[total].Lane) {
		equations = append(equations, s.equation("A07/items", sum{total: total, column: c, parts: items,
			name: say(name.ZH+"各款之和应等于“"+strings.Join(s.Columns[c].Path, "/")+"”合计", name.EN+": the items should add up to the total “"+strings.Join(s.Columns[c].Path, "/")+"”")}))
	}
	p.Judge(short(p, equations, nil)...)
}

// leaves are the rows below a total that have no rows of their own below them.
func (s sheet) leaves(total int) []int {
	children := s.tree()
	if s.linked() {
		children = map[int][]int{}
		for i, r := range s.Rows {
			if r.Parent >= 0 && r.Role != fact.OfWhich {
				children[r.Parent] = append(children[r.Parent], i)
			}
		}
	}
	var leaves []int
	var walk func(row, depth int)
	walk = func(row, depth int) {
		for _, c := range children[row] {
			if len(children[c]) == 0 || depth > len(s.Rows) {
				leaves = append(leaves, c)
			} else {
				walk(c, depth+1)
			}
		}
	}
	walk(total, 0)
	return leaves
}

// checkPersonnelPublic is A08: basic expenditure is personnel and public expenditure.
func checkPersonnelPublic(p *reconcile.Pass) {
	eachSheet(p, basicForms, func(s sheet) {
		s.personnelColumns(p)
		s.personnelRows(p)
	})
}

// personnelColumns checks 合计 = 人员经费 + 公用经费 in every row.
func (s sheet) personnelColumns(p *reconcile.Pass) {
	var equations []reconcile.Equation
	for total, c := range s.Columns {
		personnel, public := s.Column(within(fact.Personnel, c), ""), s.Column(within(fact.Public, c), "")
		if !isTotal(c) || personnel < 0 || public < 0 {
			continue
		}
		for i := range s.Rows {
			equations = append(equations, s.across("A08/"+c.ID, rowSum{i, total, []int{personnel, public}, true}))
		}
	}
	p.Judge(equations...)
}

// within is the ID of an item in the group that a total column closes: personnel/year beside 当年预算/小计.
func within(item string, total fact.Column) string {
	switch id := total.ID; id {
	case fact.TotalColumn, fact.SubtotalColumn:
		return item
	default:
		return fact.Qualified(item, id)
	}
}

// personnelRows checks 合计 = 人员经费合计 + 公用经费合计 where they are rows, and the classes of each.
func (s sheet) personnelRows(p *reconcile.Pass) {
	personnel, public := s.row("", fact.Personnel), s.row("", fact.Public)
	if personnel < 0 || public < 0 {
		return
	}
	name := nameOf(s.Form)
	if total := s.row("", fact.TotalRow, fact.GrandTotal, fact.Basic); total >= 0 {
		p.Judge(reconcile.Equation{
			Name:     say(name.ZH+"合计应等于人员经费与公用经费之和", name.EN+": the total should be personnel and public expenditure"),
			Left:     []reconcile.Operand{{Fact: s.main(personnel)}, {Fact: s.main(public)}},
			Right:    []reconcile.Operand{operand(s.main(total), name.ZH+"合计")},
			Group:    s.group("A08/total"),
			Declared: true, Doubts: s.doubts,
			Element: reconcile.Element{Form: s.ID, Row: fact.TotalRow, Column: fact.Basic},
		})
	}
	s.classesOf(p, personnel, map[string]bool{"301": true, "303": true})
	s.classesOf(p, public, map[string]bool{"302": true, "307": true, "309": true, "310": true, "311": true, "312": true,
		"313": true, "399": true})
}

// classesOf checks that 人员经费 (公用经费) is the sum of its classes; 其他支出 (399) can be either.
func (s sheet) classesOf(p *reconcile.Pass, total int, classes map[string]bool) {
	name := nameOf(s.Form)
	eq := reconcile.Equation{Group: s.group("A08/classes"), Declared: true, Doubts: s.doubts, Limit: reconcile.Warning,
		Name:    say(name.ZH+"“"+s.Rows[total].Name+"”应等于所属各类之和", name.EN+": “"+s.Rows[total].Name+"” should be the sum of its classes"),
		Right:   []reconcile.Operand{operand(s.main(total), s.Rows[total].Name)},
		Element: reconcile.Element{Form: s.ID, Row: s.Rows[total].ID, Column: "classes"}}
	for i, r := range s.Rows {
		if r.ID == "399" && figure(s.main(i)) {
			p.Doubt(say("其他支出（399）归人员还是公用未说明", "whether other expenditure (399) is personnel or public is not stated"))
			return
		}
		if classes[r.ID] {
			eq.Left = append(eq.Left, reconcile.Operand{Fact: s.main(i), Missing: reconcile.ZeroIfBlank, Label: r.Name})
		}
	}
	if len(eq.Left) > 0 {
		p.Judge(eq)
	}
}
