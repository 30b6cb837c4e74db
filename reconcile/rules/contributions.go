package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// bounds are ratios, in percent, that the contributions of a table of basic expenditure lie between. Where a bound is set
// by law it is widened: bases are last year's pay, and part of it is paid from elsewhere.
type bounds struct {
	name, rule  reconcile.Text
	part        string
	base        []string
	least, most int64
}

// pay is what contributions are paid on.
var pay = []string{"30101", "30102", "30103", "30107", "30106", "30199"}

var contributions = []bounds{
	{name: say("职业年金缴费与基本养老保险缴费之比", "The ratio of annuity to pension contributions"), part: "30109", base: []string{"30108"}, least: 40, most: 60,
		rule: say("单位缴费比例为8%和16%，约为50%", "units pay 8 and 16 percent, a ratio of about 50 percent")},
	{name: say("住房公积金与工资之比", "The ratio of the housing fund to pay"), part: "30113", base: pay, least: 0, most: 20,
		rule: say("单位缴存比例不高于12%", "units pay no more than 12 percent")},
}

// checkContributions is H02: contributions stand to their bases as the law has it, within wide bounds.
func checkContributions(p *reconcile.Pass) {
	s, has := one(p, fact.BasicExpenditure)
	if !has {
		p.Absent(absent([]string{fact.BasicExpenditure}))
		return
	}
	if len(s.doubts) > 0 {
		p.Doubt(s.doubts[0])
		return
	}
	for _, b := range contributions {
		b.check(p, s)
	}
	p.Absent(say("基本支出表没有列出缴费", "basic expenditure lists no contributions"))
}

func (b bounds) check(p *reconcile.Pass, s sheet) {
	part := s.figuresOf(b.part)
	var base, high, low []reconcile.Operand
	for _, code := range b.base {
		for _, o := range s.figuresOf(code) {
			base = append(base, o)
			high = append(high, reconcile.Operand{Fact: portion(o.Fact, b.most)})
			low = append(low, reconcile.Operand{Fact: portion(o.Fact, b.least)})
		}
	}
	if len(part) == 0 || len(base) == 0 {
		return
	}
	below, readable := p.Try(reconcile.Equation{Left: part, Right: high, Relation: reconcile.AtMost})
	above, _ := p.Try(reconcile.Equation{Left: low, Right: part, Relation: reconcile.AtMost})
	switch {
	case !readable:
		p.Doubt(say("缴费或工资的读数不确定", "contributions or pay are not read for sure"))
	case below && (above || b.least == 0):
		p.Checked(1)
	default:
		b.report(p, s, part, base)
	}
}

func (b bounds) report(p *reconcile.Pass, s sheet, part, base []reconcile.Operand) {
	var on []*fact.Fact
	for _, o := range append(part[:len(part):len(part)], base...) {
		on = append(on, o.Fact)
	}
	ratio, name := percentOf(part, base), nameOf(s.Form)
	f := part[0].Fact
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: s.ID, Row: b.part, Column: "ratio"},
		Message: say(fmt.Sprintf("第%d页%s中%s为%s%%（%s），通常%s。", f.Place.Page, name.ZH, b.name.ZH, ratio, formulaOf(part, base), b.rule.ZH),
			fmt.Sprintf("%s in %s on page %d is %s%% (%s); usually %s.", b.name.EN, name.EN, f.Place.Page, ratio, formulaOf(part, base), b.rule.EN)),
		Question: say("请问缴费基数或比例有何不同？", "In what do bases or rates differ?")}, on...)
}
