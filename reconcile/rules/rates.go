package rules

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkShares is C02: a percentage of a whole is what part and whole give.
func checkShares(p *reconcile.Pass) {
	each(p, fact.Share, func(s *fact.Sentence, f *fact.Fact) {
		part := linked(s, f.Link.Group)
		if part == nil {
			p.Doubt(unbound(f))
			return
		}
		var readings []reconcile.Equation
		for _, w := range wholes(s, f, part) {
			readings = append(readings, share(f, part, s, w))
		}
		if len(readings) == 0 || f.Text != "" && wholeOf(f) < 0 && !anyHolds(p, readings) {
			p.Doubt(unbound(f)) // it names a whole that the sentence does not state: another one proves nothing
			return
		}
		either(p, readings...)
	})
	countMissed(p, fact.Share)
}

// anyHolds says whether one of several readings holds.
func anyHolds(p *reconcile.Pass, readings []reconcile.Equation) bool {
	return slices.ContainsFunc(readings, func(eq reconcile.Equation) bool {
		holds, _ := p.Try(eq)
		return holds
	})
}

// each calls do for every figure of a measure; the rule does not apply where there is none.
func each(p *reconcile.Pass, column string, do func(*fact.Sentence, *fact.Fact)) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			if f := &s.Facts[j]; f.Column == column && f.Link != nil && (f.Amount.State == fact.Number || f.Amount.State == fact.Zero) {
				found = true
				do(s, f)
			}
		}
	}
	if !found {
		p.Absent(say("正文没有此类百分比", "the text states no such percentage"))
	}
}

// linked is the figure of a sentence at an index; nil for none.
func linked(s *fact.Sentence, index int) *fact.Fact {
	if index < 0 || index >= len(s.Facts) {
		return nil
	}
	return &s.Facts[index]
}

func unbound(f *fact.Fact) reconcile.Text {
	return say(fmt.Sprintf("第%d页“%s”的比较对象不能确定", f.Place.Page, f.Amount.Printed),
		fmt.Sprintf("what “%s” on page %d is a part of is not certain", f.Amount.Printed, f.Place.Page))
}

// wholes are what a share may be of: what the text ties it to, then the wholes above that.
func wholes(s *fact.Sentence, f, part *fact.Fact) []*fact.Fact {
	var all []*fact.Fact
	for _, start := range []*fact.Fact{f, part} {
		for w := linked(s, wholeOf(start)); w != nil; w = linked(s, wholeOf(w)) {
			if w.Link == nil || slices.Contains(all, w) {
				break
			}
			all = append(all, w)
		}
	}
	return slices.DeleteFunc(all, func(w *fact.Fact) bool {
		return w == part || !w.Amount.Unit.Money() && w.Amount.Unit != part.Amount.Unit
	})
}

// wholeOf is the index of what a figure is stated to be a part of; -1 for none.
func wholeOf(f *fact.Fact) int {
	if f.Link == nil {
		return -1
	}
	return f.Link.Whole
}

func share(f, part *fact.Fact, s *fact.Sentence, whole *fact.Fact) reconcile.Equation {
	return reconcile.Equation{
		Name:     say("“"+spoken(part)+"”所占比例应与所列金额相符", "the share of “"+spoken(part)+"” should follow from the amounts"),
		Left:     []reconcile.Operand{{Fact: part, Label: spoken(part)}},
		Right:    []reconcile.Operand{{Fact: f, Label: spoken(part) + "占比"}},
		Whole:    []reconcile.Operand{{Fact: whole, Label: spoken(whole)}},
		Relation: reconcile.Percent, Declared: true, Group: "C02/" + s.Topic, Limit: reconcile.Warning,
		Element:  reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + part.Row, Column: fact.Share},
		Question: say("请问金额与比例哪个正确，比例以哪个合计为基数？", "Which is right, the amounts or the share, and what is the share of?")}
}

// checkGrowth is C03: a rate of change is what the change and the earlier amount give.
func checkGrowth(p *reconcile.Pass) {
	each(p, fact.Growth, func(s *fact.Sentence, f *fact.Fact) {
		current := linked(s, f.Link.Group)
		change, prior := besides(s, f, fact.Change), besides(s, f, fact.PriorColumn)
		if current == nil || change == nil && prior == nil || !current.Amount.Unit.Money() {
			p.Doubt(notStated(f))
			return
		}
		if change != nil && prior == nil && change.Amount.Base().Equal(current.Amount.Base()) && f.Amount.State == fact.Number {
			reportNoBase(p, quotation{s, f}, current, change)
			return
		}
		eq := growth(f, current, s)
		switch {
		case change != nil:
			eq.Left = []reconcile.Operand{{Fact: change, Label: spoken(current) + "增减额"}}
			eq.Whole = []reconcile.Operand{{Fact: current, Label: spoken(current)}, {Fact: change, Minus: true, Label: "增减额"}}
		default:
			eq.Left = []reconcile.Operand{{Fact: current, Label: spoken(current)}, {Fact: prior, Minus: true, Label: "上年数"}}
			eq.Whole = []reconcile.Operand{{Fact: prior, Label: "上年数"}}
		}
		p.Judge(eq)
	})
	each(p, fact.Completion, func(s *fact.Sentence, f *fact.Fact) { judgeCompletion(p, s, f) })
	countMissed(p, fact.Growth, fact.Completion)
}

// judgeCompletion checks that 完成年初预算的…% is what the settled amount and its budget give.
func judgeCompletion(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) {
	actual := linked(s, f.Link.Group)
	if actual == nil || actual.Column != fact.ActualColumn {
		p.Doubt(notStated(f))
		return
	}
	budget := budgetOf(s, actual)
	if budget == nil || budget.Amount.State != fact.Number {
		p.Doubt(notStated(f))
		return
	}
	eq := growth(f, actual, s)
	eq.Name = say("“"+spoken(actual)+"”的预算完成比例应与所列金额相符", "how much of the budget of “"+spoken(actual)+"” was spent should follow from the amounts")
	eq.Element.Column = fact.Completion
	eq.Left = []reconcile.Operand{{Fact: actual, Label: spoken(actual) + "决算数"}}
	eq.Right = []reconcile.Operand{{Fact: f, Label: spoken(actual) + "完成比例"}}
	eq.Whole = []reconcile.Operand{{Fact: budget, Label: spoken(actual) + "年初预算"}}
	eq.Question = say("请问预算、决算与完成比例哪个正确？", "Which is right, the budget, the settled amount or the rate?")
	p.Judge(eq)
}

// budgetOf is the one budget the sentence states for a settled amount; nil for none or several.
func budgetOf(s *fact.Sentence, actual *fact.Fact) *fact.Fact {
	var found *fact.Fact
	for i := range s.Facts {
		if f := &s.Facts[i]; f.Row == actual.Row && f.Column == fact.BudgetColumn && f.ColumnPath == actual.ColumnPath {
			if found != nil {
				return nil
			}
			found = f
		}
	}
	return found
}

// notStated is the doubt about a rate whose amounts are missing.
func notStated(f *fact.Fact) reconcile.Text {
	return say(fmt.Sprintf("第%d页“%s”所比较的金额没有写明", f.Place.Page, f.Amount.Printed),
		fmt.Sprintf("the amounts that “%s” on page %d compares are not stated", f.Amount.Printed, f.Place.Page))
}

// reportNoBase reports a rate on an earlier amount of zero.
func reportNoBase(p *reconcile.Pass, rate quotation, current, change *fact.Fact) {
	s, f := rate.sentence, rate.figure
	p.Report(reconcile.Finding{Level: reconcile.Warning,
		Element: reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + current.Row, Column: fact.Growth},
		Formula: current.Amount.Printed + " − " + change.Amount.Printed + " = 0",
		Message: say(fmt.Sprintf("第%d页“%s”为%s，比上年增加%s，上年应为零；基数为零时没有增长率，却印作%s。",
			f.Place.Page, spoken(current), current.Amount.Printed, change.Amount.Printed, f.Amount.Printed),
			fmt.Sprintf("On page %d “%s” is %s, up by %s, so the year before it was zero; a rate on zero does not exist, yet %s is printed.",
				f.Place.Page, spoken(current), current.Amount.Printed, change.Amount.Printed, f.Amount.Printed)),
		Question: say("请问上年数是多少？", "What was the amount the year before?"),
	}, current, change, f)
}

// besides is the figure of another measure that belongs to the same amount as f and is compared with the same year.
func besides(s *fact.Sentence, f *fact.Fact, column string) *fact.Fact {
	var found *fact.Fact
	for i := range s.Facts {
		g := &s.Facts[i]
		if g.Column != column || g.Link == nil || g.Link.Group != f.Link.Group || g.Link.Year != f.Link.Year {
			continue
		}
		if found != nil {
			return nil // two changes of one amount: which one the rate belongs to is not certain
		}
		found = g
	}
	return found
}

func growth(f, current *fact.Fact, s *fact.Sentence) reconcile.Equation {
	return reconcile.Equation{
		Name:     say("“"+spoken(current)+"”的增减比例应与所列金额相符", "the rate of change of “"+spoken(current)+"” should follow from the amounts"),
		Right:    []reconcile.Operand{{Fact: f, Label: spoken(current) + "增减比例"}},
		Relation: reconcile.Percent, Declared: true, Group: "C03/" + s.Topic, Limit: reconcile.Warning,
		Element:  reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + current.Row, Column: fact.Growth},
		Question: say("请问金额与增减比例哪个正确？", "Which is right, the amounts or the rate?")}
}
