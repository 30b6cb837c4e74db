package rules

import (
	"regexp"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// checkText is C01: an amount in the text is the amount in the table it speaks of. Subject, year, measure, funds and
// side have to be the same; the text has no codes to prove it, so anything that could be another figure is a doubt.
func checkText(p *reconcile.Pass) {
	stated := printedAmounts(p)
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			if f := &s.Facts[j]; comparable(p, s, f) {
				found = true
				compareText(p, s, f, stated)
			}
		}
	}
	if !found {
		p.Absent(say("正文没有可与表格对照的金额", "the text states no amount that a table prints"))
	}
	countMissed(p, fact.AmountColumn)
}

// comparable says whether a figure of the text is one that a table of its section prints: an amount of this year.
func comparable(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) bool {
	if !f.Amount.Unit.Money() || f.Amount.State != fact.Number || !measure(f) || f.Link == nil || f.Link.Year != p.Set.Document.Year {
		return false
	}
	if p.Set.Document.Kind == fact.FinalAccount && f.Column == fact.BudgetColumn {
		return false
	}
	return len(p.Set.FormsOf(tableOf(p, s, f))) > 0
}

// printedAmounts are all amounts that the document's tables print, in 元.
func printedAmounts(p *reconcile.Pass) []*fact.Fact {
	var all []*fact.Fact
	for _, form := range p.Set.Forms {
		for i := range form.Facts {
			if f := &form.Facts[i]; figure(f) && f.Amount.Unit.Money() {
				all = append(all, f)
			}
		}
	}
	return all
}

func compareText(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact, stated []*fact.Fact) {
	if why := reconcile.Doubt(f); !why.Empty() {
		p.Doubt(why)
		return
	}
	form, ok := one(p, tableOf(p, s, f))
	if !ok {
		return
	}
	cells, main := form.subject(f)
	if main == nil {
		return
	}
	for _, c := range cells {
		if sameAmount(f, c) {
			p.Judge(textEquation(f, c, form))
			return
		}
	}
	if why := (quotation{s, f}).otherFigure(form, main, stated); !why.Empty() {
		p.Doubt(why)
		return
	}
	if unitShift(f, main) != 0 {
		return // the unit is for C10
	}
	eq := textEquation(f, main, form)
	if lastPlace(f, main) {
		eq.Limit = reconcile.Note
	}
	p.Judge(eq)
}

// lastPlace says whether two figures differ by one unit of the last printed place: what adding up rounded figures
// leaves.
func lastPlace(f, cell *fact.Fact) bool {
	gap := f.Amount.Base().Sub(cell.Amount.Base()).Abs()
	for _, a := range []fact.Amount{f.Amount, cell.Amount} {
		if !gap.GreaterThan(decimal.New(1, a.Unit.Exponent()-a.Places)) {
			return true
		}
	}
	return false
}

// quotation is a figure of the text in its sentence.
type quotation struct {
	sentence *fact.Sentence
	figure   *fact.Fact
}

// otherFigure is why a figure of the text may not be the one the table prints.
func (q quotation) otherFigure(form sheet, main *fact.Fact, stated []*fact.Fact) reconcile.Text {
	s, f := q.sentence, q.figure
	quoted := "“" + spoken(f) + f.Amount.Printed + "”"
	switch {
	case !figure(main):
		return say(quoted+"所对应的单元格没有数字", quoted+": the table's cell has no figure")
	case s.Unbound > 0:
		return say(quoted+"所在句子没有全部读懂", quoted+": its sentence was not understood as a whole")
	case f.Link.Scope != "" && !scoped(form.ID, f.Link.Scope):
		return say(quoted+"的资金口径与表格不同", quoted+": the funds are not those of the table")
	case len(form.doubts) > 0:
		return form.doubts[0]
	}
	for _, c := range stated {
		if sameAmount(f, c) {
			return say(quoted+"与表中另一项相符，所指不能确定", quoted+": it is another row's amount; what it means is not certain")
		}
	}
	return reconcile.Text{}
}

// scopes are the funds that a form is limited to.
var scopes = map[string][]string{
	fact.GeneralExpenditure: {fact.GeneralBudget}, fact.BasicExpenditure: {fact.GeneralBudget},
	fact.FundExpenditure: {fact.GovernmentFund}, fact.FundIncome: {fact.GovernmentFund}, fact.StateCapital: {fact.StateCapitalBudget},
	fact.FiscalTotal:            {fact.FiscalAppropriation, fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget},
	fact.IncomeExpenditureTotal: {fact.FiscalAppropriation, fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget},
}

func scoped(form, scope string) bool { return slices.Contains(scopes[form], scope) }

func textEquation(f, cell *fact.Fact, form sheet) reconcile.Equation {
	name := nameOf(form.Form)
	return reconcile.Equation{
		Name:  say("正文“"+spoken(f)+"”的金额应与"+name.ZH+"一致", "“"+spoken(f)+"” in the text should be the amount in "+name.EN),
		Left:  []reconcile.Operand{{Fact: f, Label: "正文·" + spoken(f)}},
		Right: []reconcile.Operand{{Fact: cell, Label: name.ZH + "·" + reconcile.Label(cell)}},
		Group: "C01/" + f.Row, Declared: true, Limit: reconcile.Warning,
		Element: reconcile.Element{Form: fact.Narrative, Row: form.ID + "/" + f.Row, Column: f.Column}}
}

// subject are the cells of a form that state a figure's subject, and the one that states it as a whole.
func (s sheet) subject(f *fact.Fact) (cells []*fact.Fact, main *fact.Fact) {
	for i, r := range s.Rows {
		if f.Link.Lane != "" && r.Lane != "" && r.Lane != f.Link.Lane || !s.isSubject(r, f) {
			continue
		}
		for c := range s.Columns {
			if cell := s.cell(i, c); figure(cell) && additive(s.Columns[c]) {
				cells = append(cells, cell)
			}
		}
		if main == nil {
			main = s.main(i)
		}
	}
	if total := s.row("", fact.TotalRow, fact.GrandTotal); total >= 0 {
		for c := range s.Columns {
			if s.Columns[c].ID == f.Row && s.cell(total, c) != nil {
				cells = append(cells, s.cell(total, c))
				if main == nil {
					main = s.cell(total, c)
				}
			}
		}
	}
	return cells, main
}

// isSubject says whether a row is what a figure of the text is about.
func (s sheet) isSubject(r fact.Row, f *fact.Fact) bool {
	if name, ok := strings.CutPrefix(f.Row, fact.NamePrefix); ok {
		return bare(r.Name) == fold(name)
	}
	switch f.Row {
	case fact.YearTotal, fact.GrandTotal:
		return r.ID == fact.YearTotal || r.ID == fact.GrandTotal || r.ID == fact.TotalRow
	case s.ID, matters[s.ID]:
		return r.ID == fact.TotalRow || r.ID == f.Row || s.ID == fact.FiscalTotal && r.ID == fact.GrandTotal
	}
	return r.ID == f.Row
}

// ordinal is what numbers a row's name: 一、 （一） 1. ①
var ordinal = regexp.MustCompile(`^(其中:|[一二三四五六七八九十]+,|\([一二三四五六七八九十0-9]+\)|[0-9]+[.,]|[①-⑳])`)

// bare is a row's name without its number.
func bare(name string) string { return ordinal.ReplaceAllString(fold(name), "") }
