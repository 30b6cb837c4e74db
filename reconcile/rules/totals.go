package rules

import (
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// twoLane are the forms that set income against expenditure.
var twoLane = []string{fact.IncomeExpenditureTotal, fact.FiscalTotal}

// eachSheet calls do for every form of the kinds; the rule does not apply where there is none.
func eachSheet(p *reconcile.Pass, kinds []string, do func(sheet)) {
	found := false
	for _, f := range p.Set.Forms {
		for _, k := range kinds {
			if f.ID == k {
				found = true
				do(open(f))
			}
		}
	}
	if !found {
		p.Absent(absent(kinds))
	}
}

// absent says that none of some kinds of form is there.
func absent(kinds []string) reconcile.Text {
	t := say("文件中没有", "the document has no ")
	for i, k := range kinds {
		if i > 0 {
			t.ZH, t.EN = t.ZH+"、", t.EN+", "
		}
		name, known := formNames[k]
		if !known {
			name = say(k, k)
		}
		t.ZH, t.EN = t.ZH+name.ZH, t.EN+name.EN
	}
	return t
}

// checkBalance is A01: what comes in is what goes out.
func checkBalance(p *reconcile.Pass) {
	eachSheet(p, twoLane, func(s sheet) {
		in, out := s.row(fact.Income, fact.GrandTotal), s.row(fact.Expenditure, fact.GrandTotal)
		if in < 0 && out < 0 {
			in, out = s.row(fact.Income, fact.TotalRow), s.row(fact.Expenditure, fact.TotalRow)
		}
		name := nameOf(s.Form)
		if in < 0 || out < 0 {
			p.Doubt(say(name.ZH+"没有认出收入、支出总计行", name.EN+": the grand totals were not found"))
			return
		}
		for _, pair := range s.facing(in, out) {
			p.Judge(reconcile.Equation{
				Name:     say(name.ZH+"收入总计应等于支出总计", name.EN+": total income should equal total expenditure"),
				Left:     []reconcile.Operand{operand(pair[0], name.ZH+"收入总计")},
				Right:    []reconcile.Operand{operand(pair[1], name.ZH+"支出总计")},
				Group:    s.group("A01"),
				Declared: true, Doubts: s.doubts,
				Element: reconcile.Element{Form: s.ID, Row: fact.GrandTotal, Column: pair[1].Column},
			})
		}
	})
}

// facing pairs the income with the expenditure total: by the columns both lanes have, else the whole of each.
func (s sheet) facing(in, out int) [][2]*fact.Fact {
	var pairs [][2]*fact.Fact
	for _, a := range s.columns(fact.Income) {
		if s.Columns[a].Lane == "" {
			continue
		}
		b := s.Column(s.Columns[a].ID, fact.Expenditure)
		if b >= 0 && s.Column(s.Columns[a].ID, fact.Income) == a && both(s.cell(in, a), s.cell(out, b)) {
			pairs = append(pairs, [2]*fact.Fact{s.cell(in, a), s.cell(out, b)})
		}
	}
	if len(pairs) > 0 {
		return pairs
	}
	if a, b := s.main(in), s.main(out); both(a, b) {
		return [][2]*fact.Fact{{a, b}}
	}
	return nil
}

func both(a, b *fact.Fact) bool { return a != nil && b != nil }

// checkCarryOver is A02: the year and what is carried over make the grand total.
func checkCarryOver(p *reconcile.Pass) {
	eachSheet(p, twoLane, func(s sheet) {
		for _, lane := range s.lanes() {
			s.grandTotal(p, lane)
		}
		s.yearAndCarry(p)
	})
}

// grandTotal checks 总计 = 本年合计 + 结转 in one lane.
func (s sheet) grandTotal(p *reconcile.Pass, lane string) {
	grand, year := s.row(lane, fact.GrandTotal), s.row(lane, fact.YearTotal)
	if grand < 0 || year < 0 {
		return
	}
	parts := s.parts(grand)
	if len(parts) == 0 {
		parts = s.between(year, grand)
	}
	name := nameOf(s.Form)
	for _, c := range s.columns(lane) {
		if s.Columns[c].Lane != lane {
			continue
		}
		eq := s.equation("A02/"+lane, sum{total: grand, column: c, parts: parts, declared: s.known(parts),
			name: say(name.ZH+"“"+s.Rows[year].Name+"”与结转等之和应等于“"+s.Rows[grand].Name+"”",
				name.EN+": the year's total and what is carried over should make the grand total ("+lane+")")})
		if len(parts) < 2 {
			eq.Doubts = append(eq.Doubts[:len(eq.Doubts):len(eq.Doubts)],
				say(name.ZH+"没有认出结转行", name.EN+": no row of what is carried over was found"))
		}
		p.Judge(eq)
	}
}

// between is the year's total and the rows of its lane from there to the grand total that nothing else adds up.
func (s sheet) between(year, grand int) []int {
	parts := []int{year}
	for i := year + 1; i < grand; i++ {
		r := s.Rows[i]
		if r.Lane == s.Rows[grand].Lane && r.Parent < 0 && r.Role != fact.OfWhich {
			parts = append(parts, i)
		}
	}
	return parts
}

// carried are the rows that stand between the year's total and the grand total by definition.
var carried = map[string]bool{fact.YearTotal: true, fact.CarryIn: true, fact.CarryOut: true, fact.UsedReserve: true,
	fact.Distribution: true}

// known says whether the vocabulary knows all rows of a grand total.
func (s sheet) known(parts []int) bool {
	for _, i := range parts {
		if !carried[s.Rows[i].ID] {
			return false
		}
	}
	return true
}

// yearAndCarry checks 合计 = 当年预算安排 + 上年结转安排 in every row.
func (s sheet) yearAndCarry(p *reconcile.Pass) {
	total := s.Column(fact.TotalColumn, fact.Expenditure)
	year, carry := s.Column(fact.YearColumn, fact.Expenditure), s.Column(fact.CarryColumn, fact.Expenditure)
	if total < 0 || year < 0 || carry < 0 {
		return
	}
	var equations []reconcile.Equation
	for i, r := range s.Rows {
		if r.Lane == fact.Expenditure {
			equations = append(equations, s.across("A02/rows", rowSum{i, total, []int{year, carry}, true}))
		}
	}
	p.Judge(equations...)
}

// rowSum is a cell of a row that should be the sum of others in it: indexes of the row and of the columns.
type rowSum struct {
	row, total int
	parts      []int
	declared   bool
}

// across puts a form's figures into a sum of columns.
func (s sheet) across(group string, of rowSum) reconcile.Equation {
	r, total := s.Rows[of.row], s.Columns[of.total]
	name := nameOf(s.Form)
	// What is doubtful about a form's rows says nothing about one line of it; but its columns then have to be borne out
	// by the other lines.
	eq := reconcile.Equation{Group: s.group(group), Declared: of.declared && len(s.doubts) == 0,
		Name: say(name.ZH+"“"+r.Name+"”一行：各栏之和应等于“"+heading(total)+"”",
			name.EN+", row “"+r.Name+"”: the columns should add up to “"+heading(total)+"”"),
		Element: reconcile.Element{Form: s.ID, Row: key(r), Column: total.ID},
		Right: []reconcile.Operand{{Fact: s.cell(of.row, of.total), Missing: reconcile.ZeroIfBlank,
			Label: label(r, total)}}}
	for _, c := range of.parts {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: s.cell(of.row, c), Missing: reconcile.ZeroIfBlank,
			Label: label(r, s.Columns[c]), Role: s.Columns[c].ID})
	}
	return eq
}

// heading is the last of a column's headings.
func heading(c fact.Column) string {
	if len(c.Path) == 0 {
		return c.ID
	}
	return c.Path[len(c.Path)-1]
}

// checkClasses is A03: the items of a lane make the year's total.
func checkClasses(p *reconcile.Pass) {
	eachSheet(p, twoLane, func(s sheet) {
		for _, lane := range s.lanes() {
			s.yearTotal(p, lane)
		}
		s.groups(p)
	})
}

// lanes are the lanes that have rows, in their printed order.
func (s sheet) lanes() []string {
	var lanes []string
	for _, r := range s.Rows {
		if r.Lane != "" && !slices.Contains(lanes, r.Lane) {
			lanes = append(lanes, r.Lane)
		}
	}
	return lanes
}

// groups checks items that are themselves made of the items below them: 财政拨款 of the three budgets, a class of its
// sections.
func (s sheet) groups(p *reconcile.Pass) {
	name := nameOf(s.Form)
	var equations []reconcile.Equation
	for i, r := range s.Rows {
		parts := s.parts(i)
		if r.Role == fact.Total || len(parts) < 2 {
			continue
		}
		text := say(name.ZH+"“"+r.Name+"”应等于其下各项之和", name.EN+": “"+r.Name+"” should be the sum of the items below it")
		for _, c := range s.columns(r.Lane) {
			equations = append(equations, s.equation("A03/groups", sum{total: i, column: c, parts: parts, name: text}))
		}
	}
	p.Judge(equations...)
}

// yearTotal checks 本年合计 = Σ items in one lane; where no year's total is printed, the grand total.
func (s sheet) yearTotal(p *reconcile.Pass, lane string) {
	total := s.row(lane, fact.YearTotal, fact.TotalRow, fact.GrandTotal)
	name := nameOf(s.Form)
	if total < 0 && !s.has(lane) {
		return
	}
	if total < 0 {
		p.Doubt(say(name.ZH+"没有认出本年合计行", name.EN+": the year's total was not found"))
		return
	}
	parts := s.parts(total)
	if len(parts) == 0 {
		parts = s.above(total)
	}
	if len(parts) == 0 {
		p.Doubt(say(name.ZH+"没有认出“"+s.Rows[total].Name+"”的分项", name.EN+": the items of the total were not found"))
		return
	}
	var equations []reconcile.Equation
	for _, c := range s.columns(lane) {
		if s.Columns[c].Lane != lane {
			continue
		}
		eq := s.equation("A03/"+lane, sum{total: total, column: c, parts: parts, declared: s.classed(parts),
			name: say(name.ZH+"各项之和应等于“"+s.Rows[total].Name+"”", name.EN+": the items should add up to “"+s.Rows[total].Name+"”")})
		if lane != fact.Expenditure && fallsShort(p, eq) {
			// No classification says which sources of income there are: one may not be listed.
			eq.Limit = reconcile.Warning
		}
		equations = append(equations, eq)
	}
	p.Judge(short(p, equations, classesElsewhere(p, s, total))...)
}

// above are the detail rows of a lane before its total that nothing else adds up.
func (s sheet) above(total int) []int {
	var parts []int
	for i := range total {
		r := s.Rows[i]
		if r.Lane == s.Rows[total].Lane && r.Parent < 0 && r.Role == fact.Detail {
			parts = append(parts, i)
		}
	}
	return parts
}

// sources are the kinds of income a lane of income can have.
var sources = map[string]bool{fact.GeneralBudget: true, fact.GovernmentFund: true, fact.StateCapitalBudget: true,
	fact.FiscalAppropriation: true, fact.SpecialAccount: true, fact.UnitFunds: true, fact.BusinessIncome: true,
	fact.OperatingIncome: true, fact.SuperiorSubsidy: true, fact.AffiliatedRemit: true, fact.OtherIncome: true,
	fact.CarryIn: true, fact.UsedReserve: true, fact.SocialInsurance: true, fact.AccountBalance: true, fact.OtherFunds: true}

// classed says whether every row is a class of expenditure or a known source of income: then their list is complete
// by the classification itself.
func (s sheet) classed(rows []int) bool {
	for _, i := range rows {
		if id := s.Rows[i].ID; !sources[id] && !isClass(id) && !slices.Contains(kinds, id) {
			return false
		}
	}
	return true
}

// classDigits is the length of a class (类) of the classification of expenditure by function or by economic kind.
const classDigits = 3

func isClass(id string) bool { return len(id) == classDigits && digits(id) }

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
