package rules

import (
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkThreePublic is A09: 三公经费 is the sum of its three parts, 公务用车 that of purchase and running.
func checkThreePublic(p *reconcile.Pass) {
	eachSheet(p, []string{fact.ThreePublic}, func(s sheet) {
		views := s.itemViews()
		if len(views) == 0 {
			name := nameOf(s.Form)
			p.Doubt(say(name.ZH+"没有认出“三公”各项", name.EN+": the three items were not found"))
		}
		var equations []reconcile.Equation
		for _, v := range views {
			equations = append(equations, s.threePublic(p, v)...)
		}
		p.Judge(equations...)
	})
}

// view is one set of 三公 figures in a form: a column where the items are rows, a row where they are columns.
type view struct {
	key  string
	find func(item string) *fact.Fact
}

// itemViews are the sets of figures a form has, whichever way it is turned.
func (s sheet) itemViews() []view {
	if s.row("", fact.Reception, fact.Abroad) >= 0 {
		return s.viewsByColumn()
	}
	return s.viewsByRow()
}

func (s sheet) viewsByColumn() []view {
	var views []view
	for _, c := range s.columns("") {
		views = append(views, view{s.Columns[c].ID, func(item string) *fact.Fact { return s.cell(s.itemRow(item), c) }})
	}
	return views
}

// itemRow is the row of an item, shown apart (其中) or not; -1 where there is none or more than one.
func (s sheet) itemRow(item string) int { return s.Row(item, "") }

// viewsByRow gives a view for each row and each group of columns (预算数, 决算数): reception/actual.
func (s sheet) viewsByRow() []view {
	var groups []string
	seen := map[string]bool{}
	for _, c := range s.Columns {
		item, group, _ := strings.Cut(c.ID, "/")
		if (item == fact.Reception || item == fact.Vehicles) && !seen[group] {
			seen[group] = true
			groups = append(groups, group)
		}
	}
	var views []view
	for i, r := range s.Rows {
		for _, g := range groups {
			views = append(views, view{key(r) + "/" + g, func(item string) *fact.Fact { return s.item(i, item, g) }})
		}
	}
	return views
}

// item is the figure of an item in a row and group of columns; the total column of a group is the total of its items.
func (s sheet) item(row int, item, group string) *fact.Fact {
	ids := []string{item}
	switch item {
	case fact.TotalRow:
		ids = []string{fact.TotalColumn, fact.AmountColumn}
	case fact.WholeColumn:
		ids = []string{fact.WholeColumn}
	}
	for _, id := range ids {
		if group != "" {
			id = fact.Qualified(id, group)
		}
		if c := s.Column(id, ""); c >= 0 {
			return s.cell(row, c)
		}
	}
	return nil
}

// threePublic are the sums of one view. A blank counts as zero only where the table shows that it does.
func (s sheet) threePublic(p *reconcile.Pass, v view) []reconcile.Equation {
	name := nameOf(s.Form)
	var equations []reconcile.Equation
	add := func(row string, text reconcile.Text, total *fact.Fact, parts []reconcile.Operand) {
		if total == nil || len(parts) < 2 {
			return
		}
		equations = append(equations, reconcile.Equation{Name: text, Left: parts, Right: operands(total),
			Group: s.group("A09"), Declared: s.understood(), BlankProof: true, Doubts: s.doubts,
			Element: reconcile.Element{Form: s.ID, Row: row, Column: v.key}})
	}
	vehicles, buy, run := v.find(fact.Vehicles), v.find(fact.VehiclePurchase), v.find(fact.VehicleRunning)
	if both(buy, run) {
		add(fact.Vehicles, say(name.ZH+"公务用车购置及运行费应等于购置费与运行费之和", name.EN+": vehicles should be purchase and running"),
			vehicles, operands(buy, run))
	}
	parts := operands(v.find(fact.Abroad), v.find(fact.Reception), vehicles)
	if vehicles == nil {
		parts = operands(v.find(fact.Abroad), v.find(fact.Reception), buy, run)
	}
	total, more := v.find(fact.TotalRow), operands(v.find(fact.Meetings), v.find(fact.Training))
	if all := v.find(fact.WholeColumn); both(all, total) && len(more) > 0 {
		add(fact.WholeColumn, say(name.ZH+"合计应等于“三公”经费与会议费、培训费之和", name.EN+": the whole should be the three items, meetings and training"),
			all, append(operands(total), more...))
	} else if total != nil && len(more) > 0 && s.fits(p, total, append(operands(), append(parts, more...)...)) {
		parts = append(parts, more...)
	}
	add(fact.TotalRow, say(name.ZH+"“三公”经费合计应等于三项之和", name.EN+": the total should be the sum of the three items"), total, parts)
	return equations
}

// understood says whether every column is known: one that is not could be a further item.
func (s sheet) understood() bool {
	return !slices.ContainsFunc(s.Columns, func(c fact.Column) bool { return !c.Known })
}

// fits says whether parts add up to a total.
func (s sheet) fits(p *reconcile.Pass, total *fact.Fact, parts []reconcile.Operand) bool {
	ok, _ := p.Try(reconcile.Equation{Left: parts, Right: operands(total)})
	return ok
}

// operands are the facts that exist; a blank is zero.
func operands(facts ...*fact.Fact) []reconcile.Operand {
	var all []reconcile.Operand
	for _, f := range facts {
		if f != nil {
			all = append(all, reconcile.Operand{Fact: f, Missing: reconcile.ZeroIfBlank})
		}
	}
	return all
}
