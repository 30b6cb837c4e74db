package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkTimes is D12: what is aimed at lies in the budget's year or later, and the form was filled in for this budget.
func checkTimes(p *reconcile.Pass) {
	year := int64(p.Set.Document.Year)
	blocks := blocksOf(p)
	switch {
	case len(blocks) == 0:
		noForms(p)
		return
	case p.Set.Document.Kind == fact.FinalAccount:
		p.Absent(say("决算文件", "a final account"))
		return
	case year == 0:
		p.Doubt(say("不知道预算年度", "the budget's year is not known"))
		return
	}
	for _, b := range blocks {
		b.filledIn(p, year)
		b.pastTimes(p)
	}
	p.Absent(say("绩效表没有写明早于预算年度的时间", "the forms name no time before the budget's year"))
}

// filledIn judges the day a form was filled in: in the year before the budget's, or in it.
func (b block) filledIn(p *reconcile.Pass, year int64) {
	for _, f := range b.of(fact.FillDate) {
		at := f.Amount.Value.IntPart()
		if at == year || at == year-1 {
			p.Checked(1)
			continue
		}
		name := b.called()
		p.Report(reconcile.Finding{
			Level: reconcile.Note, Element: b.element(fact.FillDate),
			Message: say(fmt.Sprintf("第%d页%s的填报日期为“%s”，预算年度为%d年。", f.Place.Page, name.ZH, f.Text, year),
				fmt.Sprintf("Page %d, %s: filled in on “%s” for the budget of %d.", f.Place.Page, name.EN, f.Text, year)),
			Question: say("请问该表是否为本年度填报？", "Was the form filled in for this year?"),
		}, f)
	}
}

// pastTimes reports what is planned for a time before the budget's year, unless the form says that it pays afterwards.
func (b block) pastTimes(p *reconcile.Pass) {
	paid := map[int64]bool{}
	for _, f := range b.states(fact.Arrears) {
		paid[f.Amount.Value.IntPart()] = true
	}
	seen := map[string]bool{}
	for _, f := range b.states(fact.YearMention) {
		if f.Column != fact.Indicator && f.Column != fact.PerformanceGoal {
			continue
		}
		aim := b.aimAt(f)
		switch {
		case paid[f.Amount.Value.IntPart()], aim != nil && begun(aim, f):
			p.Checked(1)
		case !seen[f.Text]:
			seen[f.Text] = true
			b.reportTime(p, f, aim)
		}
	}
}

// aimAt is the indicator whose value a fact is read from; nil for none.
func (b block) aimAt(f *fact.Fact) *fact.Fact {
	for _, aim := range b.of(fact.Indicator) {
		if aim.Aim != nil && aim.Place == f.Place && aim.Text == f.Text {
			return aim
		}
	}
	return nil
}

// begun says whether an indicator names the day on which work that goes on began.
func begun(aim, f *fact.Fact) bool {
	return strings.ContainsAny(aim.Aim.Name, "始启") && !strings.Contains(f.Text, "全年")
}

func (b block) reportTime(p *reconcile.Pass, f, aim *fact.Fact) {
	name, year := b.called(), p.Set.Document.Year
	what, whatEN := "目标写作", "the goal has"
	level := reconcile.Warning
	if aim != nil {
		what, whatEN = "指标“"+aim.Aim.Name+"”的值写作", "the indicator “"+aim.Aim.Name+"” has"
		level = reconcile.Note
	}
	p.Report(reconcile.Finding{
		Level: level, Element: b.element(fact.YearMention),
		Message: say(fmt.Sprintf("第%d页%s的%s“%s”，早于预算年度%d年，表中没有说明是支付往年费用。", f.Place.Page, name.ZH, what, f.Text, year),
			fmt.Sprintf("Page %d, %s: %s “%s”, before the budget's year %d; the form does not say that it pays for earlier years.", f.Place.Page, name.EN, whatEN, f.Text, year)),
		Question: say("请问是支付往年的费用，还是沿用了往年的文字？", "Are earlier years paid for, or is the text an earlier year's?"),
		Formula:  f.Text,
	}, f)
}
