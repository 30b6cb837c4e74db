package rules

import (
	"fmt"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// mostOther is the share of expenditure, in percent, from which it is worth asking what stands in items called 其他.
const mostOther = 50

// checkOtherItems is F05: no more than half of expenditure stands in items called 其他 (…99).
func checkOtherItems(p *reconcile.Pass) {
	s, has := one(p, fact.ExpenditureTotal)
	if !has || !s.coded() {
		p.Absent(absent([]string{fact.ExpenditureTotal}))
		return
	}
	total := s.totalOf(whole...)
	others := s.others()
	if !figure(total) || len(others) == 0 {
		p.Absent(say("支出总表没有“其他”项", "no item called other"))
		return
	}
	eq := reconcile.Equation{Left: others, Right: []reconcile.Operand{{Fact: portion(total, mostOther)}}, Relation: reconcile.AtMost}
	switch within, readable := p.Try(eq); {
	case len(s.doubts) > 0:
		p.Doubt(s.doubts[0])
	case !readable:
		p.Doubt(say("支出总表有读数不确定的金额", "figures of total expenditure are not read for sure"))
	case within:
		p.Checked(1)
	default:
		reportOthers(p, s, others, total)
	}
}

// others are the figures of all items ending in 99.
func (s sheet) others() []reconcile.Operand {
	var all []reconcile.Operand
	for i, r := range s.Rows {
		const item = 7 // digits
		if len(r.ID) == item && digits(r.ID) && strings.HasSuffix(r.ID, "99") && r.Role != fact.OfWhich && figure(s.in(i, whole...)) {
			all = append(all, reconcile.Operand{Fact: s.in(i, whole...)})
		}
	}
	return all
}

// portion is a figure's copy with some percent of its amount and its printed precision, for comparisons alone: it is printed
// nowhere.
func portion(f *fact.Fact, percent int64) *fact.Fact {
	const hundredths = 2
	c := *f
	c.Amount.Value = f.Amount.Value.Mul(decimal.New(percent, -hundredths))
	return &c
}

func reportOthers(p *reconcile.Pass, s sheet, others []reconcile.Operand, total *fact.Fact) {
	const shown = 3 // of the largest items; the others are counted
	slices.SortStableFunc(others, func(a, b reconcile.Operand) int { return b.Fact.Amount.Base().Cmp(a.Fact.Amount.Base()) })
	on := []*fact.Fact{total}
	var names []string
	sum := decimal.Zero
	for i, o := range others {
		on = append(on, o.Fact)
		sum = sum.Add(o.Fact.Amount.Value)
		if i < shown {
			names = append(names, fmt.Sprintf("“%s”%s", o.Fact.RowName, o.Fact.Amount.Printed))
		}
	}
	name := nameOf(s.Form)
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: s.ID, Row: fact.TotalRow, Column: "others"},
		Message: say(fmt.Sprintf("第%d页%s中，“其他”类项级科目合计%s%s，占支出合计%s%s的一半以上，其中最大的是%s。", total.Place.Page, name.ZH, sum, total.Amount.Unit, total.Amount.Printed, total.Amount.Unit, strings.Join(names, "、")),
			fmt.Sprintf("On page %d, items called other in %s come to %s%s, more than half of all expenditure (%s%s); the largest are %s.", total.Place.Page, name.EN, sum, total.Amount.Unit, total.Amount.Printed, total.Amount.Unit, strings.Join(names, ", "))),
		Question: say("请问这些支出为什么没有更具体的科目？", "Why has this expenditure no item of its own?")}, on...)
}
