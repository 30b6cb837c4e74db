package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkWording is C04: more, less and unchanged are what the amounts show.
func checkWording(p *reconcile.Pass) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			f := &s.Facts[j]
			if f.Link == nil {
				continue
			}
			var stated bool
			switch f.Column {
			case fact.Direction:
				stated = reportEither(p, s, f) || judgeDirection(p, s, f)
			case fact.Change:
				stated = judgeChange(p, s, j)
			case fact.Growth:
				stated = judgeSigns(p, s, j)
			}
			found = found || stated
		}
	}
	if !found {
		p.Absent(say("正文没有可与金额对照的增减用语", "the text says of no two amounts which is more"))
	}
	countMissed(p, fact.Change, fact.Growth)
}

// reportEither reports words that say more and less at once.
func reportEither(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) bool {
	if f.Text != fact.Either {
		return false
	}
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + f.Row, Column: fact.Direction},
		Message: say(fmt.Sprintf("第%d页“%s”写作“%s”，增减两种说法并列，未作选择。", f.Place.Page, spoken(f), f.Amount.Printed),
			fmt.Sprintf("On page %d “%s” reads “%s”: up and down at once, the choice was not made.", f.Place.Page, spoken(f), f.Amount.Printed)),
		Question: say("请问是增加还是减少？", "Did it go up or down?"),
	}, f)
	return true
}

// judgeDirection compares what the words say of a settled amount and its budget with the two amounts.
func judgeDirection(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) bool {
	actual := linked(s, f.Link.Group)
	if actual == nil {
		return false
	}
	budget := budgetOf(s, actual)
	if budget == nil {
		p.Doubt(say(fmt.Sprintf("第%d页“%s”所比较的预算数没有写明", f.Place.Page, f.Amount.Printed),
			fmt.Sprintf("the budget that “%s” on page %d speaks of is not stated", f.Amount.Printed, f.Place.Page)))
		return true
	}
	name := spoken(actual)
	settled := reconcile.Operand{Fact: actual, Label: name + "决算数"}
	planned := reconcile.Operand{Fact: budget, Label: name + "预算数"}
	eq := directed(s, actual, fact.Direction)
	eq.Name = say("正文写“"+f.Amount.Printed+"”，应与“"+name+"”的预算数和决算数相符",
		"the text says “"+f.Amount.Printed+"”; the budget and the settled amount of “"+name+"” should bear that out")
	eq.Left, eq.Right, eq.Relation = []reconcile.Operand{settled}, []reconcile.Operand{planned}, reconcile.AtMost
	switch f.Text {
	case fact.Above:
		eq.Left, eq.Right = eq.Right, eq.Left
	case fact.Same:
		eq.Relation = reconcile.Equal
	}
	p.Judge(eq)
	return true
}

// judgeChange compares a change with the amounts of both years, and with another change stated of the same amount.
func judgeChange(p *reconcile.Pass, s *fact.Sentence, at int) bool {
	f := &s.Facts[at]
	current := linked(s, f.Link.Group)
	if current == nil {
		return false
	}
	name := spoken(current)
	stated := false
	if prior := besides(s, f, fact.PriorColumn); prior != nil && prior.Text == f.Text && current.Amount.Unit.Money() {
		eq := directed(s, current, fact.Change)
		eq.Name = say("“"+name+"”的增减应与本年数和上年数相符", "the change of “"+name+"” should be this year's amount less the one before")
		eq.Left = []reconcile.Operand{{Fact: current, Label: name}, {Fact: prior, Minus: true, Label: name + "上年数"}}
		eq.Right = []reconcile.Operand{{Fact: f, Label: name + changeWord(f)}}
		p.Judge(eq)
		stated = true
	}
	for i := range s.Facts[:at] {
		g := &s.Facts[i]
		if g.Column != fact.Change || g.Link == nil || g.Link.Group != f.Link.Group || g.Link.Year != f.Link.Year || g.Text != f.Text {
			continue
		}
		if f.Amount.State != fact.Zero && g.Amount.State != fact.Zero {
			continue // two changes in figures may be against different measures
		}
		eq := directed(s, current, fact.Change)
		eq.Name = say("“"+name+"”与上年相比的两种说法应一致", "two statements on how “"+name+"” changed should agree")
		eq.Left = []reconcile.Operand{{Fact: g, Label: name + changeWord(g)}}
		eq.Right = []reconcile.Operand{{Fact: f, Label: name + changeWord(f)}}
		p.Judge(eq)
		stated = true
	}
	return stated
}

func changeWord(f *fact.Fact) string {
	switch {
	case f.Amount.Value.IsNegative():
		return "减少"
	case f.Amount.Value.IsZero():
		return "持平"
	}
	return "增加"
}

// directed is the frame of an equation on which way an amount went.
func directed(s *fact.Sentence, about *fact.Fact, column string) reconcile.Equation {
	eq := reconcile.Equation{Declared: true, Group: "C04/" + s.Topic, Limit: reconcile.Warning,
		Element:  reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + about.Row, Column: column},
		Question: say("请问金额与增减的说法哪个正确？", "Which is right, the amounts or the words about them?")}
	if s.Unbound > 0 {
		eq.Limit = reconcile.Note // a figure that was not understood may be the one compared with
	}
	return eq
}

// judgeSigns compares the way a change in money goes with the way of the rate right behind it, where no amount is
// stated that the rate could be worked out from.
func judgeSigns(p *reconcile.Pass, s *fact.Sentence, at int) bool {
	rate := &s.Facts[at]
	if at == 0 || linked(s, rate.Link.Group) != nil {
		return false
	}
	change := &s.Facts[at-1]
	if change.Column != fact.Change || change.Row != rate.Row || change.Link.Group != rate.Link.Group || change.Link.Year != rate.Link.Year {
		return false
	}
	a, b := change.Amount.Value.Sign(), rate.Amount.Value.Sign()
	if a == b || b == 0 {
		confirm(p, []*fact.Fact{change, rate})
		return true
	}
	p.Report(reconcile.Finding{Level: reconcile.Warning,
		Element: reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + rate.Row, Column: fact.Growth},
		Formula: change.Amount.Printed + " ≠ " + rate.Amount.Printed,
		Message: say(fmt.Sprintf("第%d页“%s”：金额%s%s，比例却是%s%s。", rate.Place.Page, spoken(rate), changeWord(change), change.Amount.Printed, changeWord(rate), rate.Amount.Printed),
			fmt.Sprintf("On page %d “%s” changes by %s, yet its rate is %s.", rate.Place.Page, spoken(rate), change.Amount.Value, rate.Amount.Value)),
		Question: say("请问是增加还是减少？", "Did it go up or down?"),
	}, change, rate)
	return true
}
