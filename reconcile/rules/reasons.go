package rules

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkReasons is C05: amounts given as the reasons of a change add up to it, where they are said to be all.
func checkReasons(p *reconcile.Pass) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			if s.Facts[j].Column != fact.Change {
				continue
			}
			if causes := causesOf(s, j); len(causes) > 0 {
				found = true
				judgeReasons(p, s, &s.Facts[j], causes)
			}
		}
	}
	if !found {
		p.Absent(say("正文没有写明各项原因的金额", "the text gives no amounts as reasons"))
	}
	countMissed(p, fact.CauseChange)
}

// causesOf are the amounts given as reasons of a change, or else the changes listed as parts of it (其中).
func causesOf(s *fact.Sentence, change int) []*fact.Fact {
	var causes, parts []*fact.Fact
	for i := range s.Facts {
		f := &s.Facts[i]
		switch {
		case f.Link == nil:
		case f.Column == fact.CauseChange && f.Link.Group == change:
			causes = append(causes, f)
		case f.Column == fact.Change && f.Link.Whole == change:
			parts = append(parts, f)
		}
	}
	if len(causes) == 0 {
		return parts
	}
	return causes
}

func judgeReasons(p *reconcile.Pass, s *fact.Sentence, change *fact.Fact, causes []*fact.Fact) {
	name := spoken(change)
	eq := reconcile.Equation{Declared: true, Group: "C05/" + s.Topic, Limit: reconcile.Warning,
		Name:     say("“"+name+"”的增减应等于所列各项增减之和", "the change of “"+name+"” should be the sum of those listed"),
		Right:    []reconcile.Operand{{Fact: change, Label: name + "增减额"}},
		Element:  reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + change.Row, Column: fact.CauseChange},
		Question: say("请问是否还有没有列出的增减原因？", "Are there reasons that are not listed?")}
	for _, c := range causes {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: c, Label: spoken(c)})
	}
	if holds, _ := p.Try(eq); !holds && !closed(causes) {
		p.Doubt(say(fmt.Sprintf("第%d页“%s”的增减只列了主要几项", change.Place.Page, name),
			fmt.Sprintf("page %d lists the main parts alone of the change of “%s”", change.Place.Page, name)))
		return
	}
	if len(causes) == 1 || slices.ContainsFunc(causes, func(c *fact.Fact) bool { return c.Link.Open || c.Column == fact.Change }) {
		eq.Limit = reconcile.Note // what else went up and down need not be told
	}
	if s.Unbound > 0 {
		eq.Doubts = []reconcile.Text{say("“"+name+"”所在句子没有全部读懂", "the sentence about “"+name+"” was not understood as a whole")}
	}
	p.Judge(eq)
}

// closed says whether reasons are all there are: the text lists them so, or they are the parts that the amount has by
// definition, whatever the words before them.
func closed(causes []*fact.Fact) bool {
	open := false
	rows := map[string]bool{}
	for _, c := range causes {
		open = open || c.Link.Open || c.Column == fact.Change // 其中 does not promise all
		rows[c.Row] = true
	}
	return !open || rows[fact.Basic] && rows[fact.Project] && !slices.ContainsFunc(causes, func(c *fact.Fact) bool {
		return c.Row != fact.Basic && c.Row != fact.Project
	})
}
