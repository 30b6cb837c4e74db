package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkBases is D13: documents are cited by their whole number, and a plan covers the budget's year.
func checkBases(p *reconcile.Pass) {
	for _, b := range blocksOf(p) {
		for _, f := range b.states(fact.Citation) {
			if f.Amount.State == fact.Blank {
				b.reportNumber(p, f)
				continue
			}
			p.Checked(1)
		}
		for _, f := range b.states(fact.PlanPeriod) {
			if !basis[f.Column] {
				continue // a goal may be to conclude a plan that has ended
			}
			if p.Set.Document.Year == 0 {
				p.Doubt(say("不知道预算年度", "the budget's year is not known"))
				continue
			}
			if f.Amount.Value.IntPart() >= int64(p.Set.Document.Year) {
				p.Checked(1)
				continue
			}
			b.reportPlan(p, f)
		}
	}
	p.Absent(say("绩效表没有引用文件", "the forms cite no documents"))
}

// basis are the texts that say what a project rests on.
var basis = map[string]bool{fact.ProjectBasis: true, fact.ProjectOverview: true, fact.ProjectNecessity: true}

func (b block) reportNumber(p *reconcile.Pass, f *fact.Fact) {
	name := b.called()
	p.Report(reconcile.Finding{
		Level: reconcile.Note, Kind: reconcile.FormKind, Element: b.element(fold(f.Text)),
		Message: say(fmt.Sprintf("第%d页%s引用的文件“%s”%s没有发文序号。", f.Place.Page, name.ZH, f.Amount.Printed, f.RowName),
			fmt.Sprintf("Page %d, %s: the document “%s” %s is cited without its serial number.", f.Place.Page, name.EN, f.Amount.Printed, f.RowName)),
		Question: say("请问文件的完整文号是什么？", "What is the document's whole number?"),
		Formula:  f.Text,
	}, f)
}

func (b block) reportPlan(p *reconcile.Pass, f *fact.Fact) {
	name, year := b.called(), p.Set.Document.Year
	p.Report(reconcile.Finding{
		Level: reconcile.Warning, Element: b.element(fold(f.Text)),
		Message: say(fmt.Sprintf("第%d页%s引用%s，其期限为%s，不包括预算年度%d年。", f.Place.Page, name.ZH, f.Text, f.RowName, year),
			fmt.Sprintf("Page %d, %s: %s is a plan for %s, which does not cover the budget's year %d.", f.Place.Page, name.EN, f.Text, f.RowName, year)),
		Question: say("请问该规划期满后，本年度的项目依据是什么？", "What does the project rest on this year, after the plan has ended?"),
		Formula:  f.RowName,
	}, f)
}

// checkUses is D15: a part of the money with a use of its own leaves something for the other uses.
func checkUses(p *reconcile.Pass) {
	for _, b := range blocksOf(p) {
		for _, part := range b.states(fact.PartUse) {
			if !figure(b.amount) || !figure(part) {
				p.Doubt(say("项目金额读不出", "the project's amount cannot be read"))
				continue
			}
			if why := reconcile.Doubt(b.amount); !why.Empty() {
				p.Doubt(why)
				continue
			}
			if !part.Amount.Base().Equal(b.amount.Amount.Base()) && !more(p, part, b.amount) {
				p.Checked(1)
				continue
			}
			b.reportUse(p, part)
		}
	}
	p.Absent(say("没有写明其中一部分另有用途的文字", "no text gives a part of the money a use of its own"))
}

func (b block) reportUse(p *reconcile.Pass, part *fact.Fact) {
	name := b.called()
	total := b.amount.Amount.Printed + string(b.amount.Amount.Unit)
	p.Report(reconcile.Finding{
		Level: reconcile.Warning, Element: b.element(fact.PartUse),
		Message: say(fmt.Sprintf("第%d页%s写明用于“%s”，又写“其中%s用于%s”；项目金额为%s，没有余额用于其他用途。", part.Place.Page, name.ZH, part.Text, part.Amount.Printed, part.RowName, total),
			fmt.Sprintf("Page %d, %s: the money is for “%s”, of which %s for “%s”; the project has %s, which leaves nothing for the other uses.", part.Place.Page, name.EN, part.Text, part.Amount.Printed, part.RowName, total)),
		Question: say("请问其他用途由什么资金承担？", "What pays for the other uses?"),
		Formula:  part.Amount.Printed + " < " + total,
	}, part, b.amount)
}
