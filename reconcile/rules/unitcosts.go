package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// perThing is the beginning of the name of a unit cost, with the counter where it has one.
var perThing = regexp.MustCompile(`^(?:平均)?每(个|台|套|人|名|次|场|家|户|项|份|册|条|件|辆|张)?`)

// checkUnitCosts is D08: what a number of things costs keeps the indicator of unit cost.
func checkUnitCosts(p *reconcile.Pass) {
	blocks := blocksOf(p)
	if len(blocks) == 0 {
		noForms(p)
		return
	}
	for _, b := range blocks {
		for _, aim := range b.aims() {
			unit, _, _ := strings.Cut(string(aim.Amount.Unit), "/")
			if m := perThing.FindStringSubmatch(aim.Aim.Name); m != nil && fact.Unit(unit) == fact.Yuan {
				b.unitCost(p, aim, m[1])
			}
		}
	}
	p.Absent(say("没有可与数量和金额对应的单位成本指标", "no indicator of unit cost belongs to a number and an amount of the text"))
}

// unitCost compares one indicator with the costs of the text that are about its thing.
func (b block) unitCost(p *reconcile.Pass, aim *fact.Fact, counter string) {
	thing := asideEnd.ReplaceAllString(fold(perThing.ReplaceAllString(aim.Aim.Name, "")), "")
	stated := b.states(fact.UnitCost)
	for i := 0; i+1 < len(stated); i += 2 {
		n, cost := stated[i], stated[i+1]
		const fewest = 2 // runes that can name a thing
		if counter != "" && string(n.Amount.Unit) != counter || len([]rune(thing)) < fewest || !spells(thing, fold(n.Text)) {
			continue
		}
		p.Judge(b.unitCostEquation(aim, n, cost, i))
	}
}

// spells says whether the characters of a name occur in a phrase in their order.
func spells(name, phrase string) bool {
	rest := []rune(name)
	for _, r := range phrase {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// unitCostEquation says that a cost is at most, or at least, so many times the unit cost.
func (b block) unitCostEquation(aim, n, cost *fact.Fact, i int) reconcile.Equation {
	name := b.called()
	bound := *aim
	bound.Amount = times(aim.Amount, n.Amount.Value)
	limit := reconcile.Operand{Fact: &bound, Label: aim.Aim.Name + aim.Text + "×" + n.Amount.Printed}
	spent := reconcile.Operand{Fact: cost, Label: n.Text}
	eq := reconcile.Equation{
		Name: say(name.ZH+"“"+n.Text+"”的金额应符合单位成本指标“"+aim.Aim.Name+aim.Text+"”",
			name.EN+": the amount for “"+n.Text+"” should keep the unit cost “"+aim.Aim.Name+aim.Text+"”"),
		Left: []reconcile.Operand{spent}, Right: []reconcile.Operand{limit}, Relation: reconcile.AtMost, Declared: true,
		Limit: reconcile.Warning, Group: fmt.Sprint("D08/", b.form.Table, "/", b.first, "/", i), Element: b.element(fold(aim.Aim.Name)),
		Question: say("请问单位成本指标是否适用于该项费用？", "Does the unit cost apply to this expense?")}
	if aim.Aim.Bound.Lower() {
		eq.Left, eq.Right = eq.Right, eq.Left
	}
	return eq
}

// times is an amount of 元 taken n times, exact to the 分.
func times(a fact.Amount, n decimal.Decimal) fact.Amount {
	const cents = 2 // places of a 分
	return fact.Amount{Value: a.Value.Mul(n), Unit: fact.Yuan, Places: max(a.Places, cents), Printed: a.Printed, State: fact.Number}
}
