package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkIncreases is H04: nothing grew by more than what it has become.
func checkIncreases(p *reconcile.Pass) {
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			f := &s.Facts[j]
			if f.Column != fact.Change && f.Column != fact.CauseChange || !figure(f) || !f.Amount.Unit.Money() || f.Amount.Value.IsNegative() {
				continue
			}
			if now := become(p, s, f); figure(now) {
				judgeIncrease(p, f, now)
			}
		}
	}
	p.Absent(say("文中没有可对照的增加额", "the text states no increase that can be compared"))
}

// become is the amount that a subject has after its increase: the amount the sentence ties it to, or, for a cause, the
// amount of its own in the tables.
func become(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) *fact.Fact {
	if f.Link == nil {
		return nil
	}
	if f.Column == fact.Change {
		if g := linked(s, f.Link.Group); g != nil && g.Column == fact.AmountColumn && g.Row == f.Row {
			return g
		}
		return nil
	}
	switch f.Row {
	case fact.Basic, fact.Project:
		if f.Link.Scope != "" {
			return nil
		}
		if t, has := one(p, fact.ExpenditureTotal); has {
			return t.totalOf(f.Row)
		}
	}
	return nil
}

func judgeIncrease(p *reconcile.Pass, f, now *fact.Fact) {
	name := spoken(f)
	p.Judge(reconcile.Equation{
		Name:     say("“"+name+"”的增加额不应大于增加后的金额", "the increase of “"+name+"” should not be more than what it has become"),
		Left:     []reconcile.Operand{{Fact: f, Label: "“" + name + "”增加"}},
		Right:    []reconcile.Operand{{Fact: now}},
		Relation: reconcile.AtMost, Group: "H04/" + f.Row, Declared: true,
		Element:  reconcile.Element{Form: fact.Narrative, Row: f.Row, Column: fact.Change},
		Question: say("请问增加额或金额是否有误？", "Is the increase or the amount right?"),
	})
}
