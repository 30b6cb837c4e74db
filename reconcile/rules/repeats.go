package rules

import (
	"iter"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// statement is one amount of the text with the sentence it stands in.
type statement struct {
	sentence *fact.Sentence
	figure   *fact.Fact
}

// indicators are the statements of the text about one thing, by what it is: subject with its path, measure, side and
// funds. keys holds them in the order first stated.
type indicators struct {
	keys []string
	of   map[string][]statement
}

// indicatorsOf are the amounts of this year that the text states, by what they are of.
func indicatorsOf(p *reconcile.Pass) indicators {
	all := indicators{of: map[string][]statement{}}
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			f := &s.Facts[j]
			if !isIndicator(p, f) {
				continue
			}
			key := strings.Join([]string{f.Row, f.ColumnPath, f.Column, f.Link.Lane, f.Link.Scope}, "|")
			if all.of[key] == nil {
				all.keys = append(all.keys, key)
			}
			all.of[key] = append(all.of[key], statement{s, f})
		}
	}
	return all
}

// pairs are the first statement about each thing with every later one.
func (i indicators) pairs() iter.Seq2[statement, statement] {
	return func(yield func(first, again statement) bool) {
		for _, key := range i.keys {
			said := i.of[key]
			for _, again := range said[1:] {
				if !yield(said[0], again) {
					return
				}
			}
		}
	}
}

// severalOf are subjects of which a document has more than one, each with an amount of its own.
var severalOf = []string{fact.PurchasedService, fact.ItemCost, fact.ItemCostTotal, fact.ProjectFormAmount, fact.ProjectCount,
	fact.OperatingProjects, fact.TargetedProjects}

// isIndicator says whether what a figure is of is known well enough to expect the same amount wherever it is stated:
// a subject of the vocabulary, or a classification's item with its class and section or its code. The parts of another
// part are not: their names mean that part alone.
func isIndicator(p *reconcile.Pass, f *fact.Fact) bool {
	if f.Link == nil || !f.Amount.Unit.Money() || f.Amount.State != fact.Number || !measure(f) || f.Column == "" {
		return false
	}
	if p.Set.Document.Year == 0 || f.Link.Year != p.Set.Document.Year || slices.Contains(severalOf, f.Row) || strings.Contains(f.Row, "/") {
		return false
	}
	return !strings.HasPrefix(f.Row, fact.NamePrefix) || strings.Contains(f.ColumnPath, "/")
}

// checkRepeats is C08: what the text states twice is the same both times.
func checkRepeats(p *reconcile.Pass) {
	found := false
	for first, again := range indicatorsOf(p).pairs() {
		found = true
		if unitShift(first.figure, again.figure) == 0 {
			p.Judge(repeated(first, again))
		}
	}
	if !found {
		p.Absent(say("正文没有两次写到同一指标的金额", "the text states no amount of one thing twice"))
	}
	countMissed(p, fact.AmountColumn)
}

// repeated is the equation of two statements on one thing.
func repeated(first, again statement) reconcile.Equation {
	f := first.figure
	eq := reconcile.Equation{Declared: true, Group: "C08/" + f.Row, Limit: reconcile.Warning,
		Name:     say("正文两处所写“"+spoken(f)+"”的金额应一致", "the text states “"+spoken(f)+"” twice; both should be the same"),
		Left:     []reconcile.Operand{{Fact: f, Label: spoken(f)}},
		Right:    []reconcile.Operand{{Fact: again.figure, Label: spoken(again.figure)}},
		Element:  reconcile.Element{Form: fact.Narrative, Row: f.Row, Column: f.Column},
		Question: say("请问两处是否指同一指标，哪个数字正确？", "Do both mean the same, and which figure is right?")}
	if lastPlace(f, again.figure) {
		eq.Limit = reconcile.Note
	}
	if first.sentence.Unbound > 0 || again.sentence.Unbound > 0 {
		eq.Doubts = []reconcile.Text{say("“"+spoken(f)+"”所在句子没有全部读懂", "a sentence about “"+spoken(f)+"” was not understood as a whole")}
	}
	return eq
}

// unitPowers are the powers of ten that a wrong unit of money makes: 元 for 万元, 万元 for 亿元, 元 for 亿元.
var unitPowers = []int32{-8, -4, 4, 8}

// surePrecision is how many digits two amounts have at least for the same digits not to be chance: 0.01 times ten
// thousand is any amount from 50 to 150.
const surePrecision = 3

// unitShift is the power of ten that the second of two amounts has to be multiplied by to be the first, where that is
// one of a wrong unit; 0 where they agree as they are, or differ in other ways.
func unitShift(a, b *fact.Fact) int32 {
	if !figure(a) || !figure(b) || sameAmount(a, b) || a.Amount.Value.NumDigits() < surePrecision || b.Amount.Value.NumDigits() < surePrecision {
		return 0
	}
	x, y := a.Amount.Interval(), b.Amount.Interval()
	for _, n := range unitPowers {
		if x.Meets(fact.Interval{Low: y.Low.Shift(n), High: y.High.Shift(n)}) {
			return n
		}
	}
	return 0
}
