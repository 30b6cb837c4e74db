package rules

import (
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// partsOfItems are the economic subjects of basic expenditure that are a part of one of the 三公 items.
var partsOfItems = []struct{ subject, item string }{
	{"30212", fact.Abroad}, {"30217", fact.Reception}, {"30231", fact.VehicleRunning}, {"31013", fact.VehiclePurchase},
}

// checkThreePublicParts is B07: what basic expenditure spends on a 三公 item is not more than the item.
func checkThreePublicParts(p *reconcile.Pass) {
	basic, hasBasic := one(p, fact.BasicExpenditure)
	three, hasThree := one(p, fact.ThreePublic)
	if !hasBasic || !hasThree {
		p.Absent(say("没有可对照的基本支出表与“三公”经费表", "no pair of tables to compare"))
		return
	}
	for _, part := range partsOfItems {
		row := basic.Row(part.subject, "")
		spent := basic.main(row)
		if !figure(spent) {
			continue
		}
		item := three.spent(p.Set.Document.Kind, part.item)
		name := basic.Rows[row].Name
		if item == nil {
			p.Doubt(say("“三公”经费表中没有认出与“"+name+"”对应的一项", "the item that “"+name+"” belongs to was not found in the table of three public expenses"))
			continue
		}
		p.Judge(reconcile.Equation{
			Name:     say("基本支出中的“"+name+"”不应大于“三公”经费的相应项", "“"+name+"” in basic expenditure should not be more than the item of the three public expenses"),
			Left:     []reconcile.Operand{{Fact: spent}},
			Right:    []reconcile.Operand{{Fact: item, Missing: reconcile.ZeroIfBlank, Label: "“三公”经费表·" + reconcile.Label(item)}},
			Relation: reconcile.AtMost, Group: "B07/" + part.item, Declared: true, Doubts: joined(basic, three),
			Element:  reconcile.Element{Form: three.ID, Row: part.item, Column: part.subject},
			Question: say("请问“三公”经费表是否未包括基本支出中的这一项？", "Does the table of three public expenses leave out this part of basic expenditure?"),
		})
	}
	p.Absent(say("基本支出表中没有“三公”各项的金额", "basic expenditure has no figure for any of the items"))
}

// spent is the figure of a 三公 item for the year of the document as a whole: the budget of a budget, the actual figure of a
// final account; nil where it is not found.
func (s sheet) spent(kind fact.Kind, item string) *fact.Fact {
	groups := []string{"", fact.YearColumn, fact.GeneralBudget, fact.FiscalAppropriation}
	columns := []string{fact.TotalColumn, fact.AmountColumn, fact.YearColumn, fact.GeneralBudget, fact.BudgetColumn}
	if kind == fact.FinalAccount {
		groups, columns = []string{fact.ActualColumn}, []string{fact.ActualColumn}
	}
	if s.row("", fact.Reception, fact.Abroad) >= 0 {
		return s.in(s.itemRow(item), columns...)
	}
	row := s.row("", fact.TotalRow)
	if row < 0 && len(s.Rows) == 1 {
		row = 0
	}
	if row < 0 {
		return nil
	}
	for _, g := range groups {
		if f := s.item(row, item, g); f != nil {
			return f
		}
	}
	return nil
}

// basicByFunction is the table that gives basic expenditure by function, with the column it stands in.
func basicByFunction(p *reconcile.Pass) (sheet, []string, bool) {
	if len(p.Set.FormsOf(fact.GeneralExpenditure)) == 1 {
		s, _ := one(p, fact.GeneralExpenditure)
		if s.Column(fact.Basic, "") >= 0 {
			return s, []string{fact.Basic}, true
		}
	}
	s, has := one(p, fact.BasicByFunction)
	return s, whole, has
}

// figuresOf are the figures of all rows with a code in the first of some columns: a table that pairs two classifications
// prints a code once for each pair.
func (s sheet) figuresOf(code string, columns ...string) []reconcile.Operand {
	var all []reconcile.Operand
	for i, r := range s.Rows {
		if r.ID != code || r.Role == fact.OfWhich {
			continue
		}
		f := s.in(i, columns...)
		if len(columns) == 0 {
			f = s.main(i)
		}
		if figure(f) {
			all = append(all, reconcile.Operand{Fact: f, Label: label(r, fact.Column{}) + " " + heading(s.columnOf(f))})
		}
	}
	return all
}

// columnOf is the column a fact stands in.
func (s sheet) columnOf(f *fact.Fact) fact.Column {
	i := slices.IndexFunc(s.Columns, func(c fact.Column) bool { return c.Col == f.Place.Col })
	if i < 0 {
		return fact.Column{}
	}
	return s.Columns[i]
}
