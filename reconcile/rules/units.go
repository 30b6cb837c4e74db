package rules

import (
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkUnits is C10: an amount is not printed with two units. Amounts that agree but for the ten thousandfold between
// 元 and 万元, or 万元 and 亿元, are a question about the unit, not about the digits.
func checkUnits(p *reconcile.Pass) {
	found := false
	for first, again := range indicatorsOf(p).pairs() {
		found = true
		compareUnits(p, repeated(first, again))
	}
	beside := map[string][]reconcile.Equation{}
	var topics []string
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			if eq, ok := unitBeside(p, s, &s.Facts[j]); ok {
				if beside[s.Topic] == nil {
					topics = append(topics, s.Topic)
				}
				beside[s.Topic] = append(beside[s.Topic], eq)
			}
		}
	}
	for _, topic := range topics {
		found = true
		compareTable(p, beside[topic])
	}
	if !found {
		p.Absent(say("没有可以对照计量单位的金额", "no amount is printed twice"))
	}
	countMissed(p, fact.AmountColumn)
}

// unitBeside is the equation of an amount in the text and the cell of its table that it agrees with, or would but for
// the unit; false where the table has no such cell.
func unitBeside(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) (reconcile.Equation, bool) {
	if !comparable(p, s, f) {
		return reconcile.Equation{}, false
	}
	form, ok := one(p, s.Topic)
	if !ok {
		return reconcile.Equation{}, false
	}
	cells, _ := form.subject(f)
	for _, fits := range []func(*fact.Fact) bool{
		func(c *fact.Fact) bool { return sameAmount(f, c) },
		func(c *fact.Fact) bool { return unitShift(f, c) != 0 },
	} {
		if i := slices.IndexFunc(cells, fits); i >= 0 {
			eq := textEquation(f, cells[i], form)
			if len(form.doubts) > 0 {
				eq.Doubts = form.doubts[:1]
			}
			return eq, true
		}
	}
	return reconcile.Equation{}, false
}

// tableUnit is from how many amounts on, all of them, a difference in units is that of the table's heading.
const tableUnit = 3

// compareTable judges the units of all amounts that the text shares with one table. Where all differ, the unit printed
// over the table is one question, not many.
func compareTable(p *reconcile.Pass, equations []reconcile.Equation) {
	shifted := 0
	for _, eq := range equations {
		if unitShift(eq.Left[0].Fact, eq.Right[0].Fact) != 0 {
			shifted++
		}
	}
	if shifted >= tableUnit && shifted == len(equations) {
		equations = equations[:1]
	}
	for _, eq := range equations {
		compareUnits(p, eq)
	}
}

// compareUnits judges the unit of two statements on one amount; digits that differ are for other rules.
func compareUnits(p *reconcile.Pass, eq reconcile.Equation) {
	a, b := eq.Left[0].Fact, eq.Right[0].Fact
	switch {
	case unitShift(a, b) != 0:
		eq.Name = say("“"+spoken(a)+"”两处的数字相同而计量单位不同", "“"+spoken(a)+"” has the same digits twice, with different units")
		eq.Group = "C10/" + a.Row
		eq.Question = say("请问应为元还是万元？", "Is it 元 or 万元?")
		p.Judge(eq)
	case sameAmount(a, b):
		confirm(p, []*fact.Fact{a, b})
	}
}
