package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkOutside is E04: a project whose text says that its work is bought from others is in the list of purchases.
func checkOutside(p *reconcile.Pass) {
	items := purchased(p)
	if len(items) == 0 {
		p.Absent(say("没有逐项列出政府购买服务", "purchased services are not listed one by one"))
		return
	}
	for _, b := range blocksOf(p) {
		said := b.states(fact.OutsideService)
		switch {
		case len(said) == 0 || b.form.ID == fact.OverallPerformance:
		case b.amount == nil:
			p.Doubt(say("项目金额读不出，不能与购买服务清单对应", "the project's amount cannot be read, so it cannot be tied to the list of purchases"))
		case b.isBought(p, items):
			p.Checked(1)
		default:
			b.reportOutside(p, said[len(said)-1], items[0])
		}
	}
	p.Absent(say("项目文字没有提到向外购买服务", "no project's text speaks of work bought from others"))
}

// isBought says whether a purchase belongs to a project: by name, by the likeness of names, by amount, or as a part of
// the project of its amount.
func (b block) isBought(p *reconcile.Pass, items []*fact.Fact) bool {
	names := []string{b.name}
	for _, pr := range projectsOf(p) {
		if sameAmount(b.amount, pr.amount) {
			names = append(names, pr.name)
		}
	}
	for _, item := range items {
		if sameAmount(item, b.amount) {
			return true
		}
		for _, name := range names {
			if name != "" && (oneName(name, item.Text) || alike(name, item.Text) >= akin) {
				return true
			}
		}
	}
	return false
}

func (b block) reportOutside(p *reconcile.Pass, said, item *fact.Fact) {
	name := b.called()
	p.Report(reconcile.Finding{
		Level: reconcile.Note, Element: b.element(fact.OutsideService),
		Message: say(fmt.Sprintf("第%d页项目%s写作“%s”，第%d页的政府购买服务清单没有列出该项目。", said.Place.Page, name.ZH, said.Text, item.Place.Page),
			fmt.Sprintf("Page %d, %s: “%s”; the list of purchased services on page %d does not have the project.", said.Place.Page, name.EN, said.Text, item.Place.Page)),
		Question: say("请问该项目是否属于政府购买服务？", "Is the project a purchase of services?"),
		Formula:  said.Text,
	}, said)
}

// checkGoods is E05: the goods itemised in forms are within the goods procured.
func checkGoods(p *reconcile.Pass) {
	procured := procuredOf(p, fact.ProcurementGoods)
	if procured == nil {
		p.Absent(say("没有写明政府采购货物预算", "the budget for procured goods is not stated"))
		return
	}
	eq := reconcile.Equation{
		Name:     say("绩效表逐项写明购置的货物不应大于政府采购货物预算，或另有说明", "goods itemised in the forms should not exceed the goods procured, or be explained"),
		Right:    []reconcile.Operand{{Fact: procured, Label: "政府采购货物预算"}},
		Relation: reconcile.AtMost, Declared: true, Limit: reconcile.Note, Group: "E05",
		Element:  reconcile.Element{Form: fact.Procurement, Row: fact.TotalRow, Column: fact.ProcurementGoods},
		Question: say("请问哪些货物没有列入政府采购预算，为什么？", "Which goods are not in the procurement budget, and why?")}
	seen := map[string]bool{}
	for _, b := range blocksOf(p) {
		for _, f := range b.states(fact.GoodsCost) {
			if key := b.form.Table + fold(f.Text); !seen[key] {
				seen[key] = true
				eq.Left = append(eq.Left, reconcile.Operand{Fact: f, Label: f.Text})
			}
		}
	}
	if len(eq.Left) == 0 {
		p.Absent(say("绩效表没有逐项写明购置的货物", "the forms itemise no goods"))
		return
	}
	p.Judge(eq)
}

// procuredOf is what the document says is procured of a kind this year.
func procuredOf(p *reconcile.Pass, kind string) *fact.Fact {
	for _, f := range p.Set.Facts() {
		if f.Row != kind || !f.Amount.Unit.Money() || f.Amount.State != fact.Number && f.Amount.State != fact.Zero {
			continue
		}
		if f.Form != fact.Narrative || thisYear(p, f) && measure(f) {
			return f
		}
	}
	return nil
}

// checkEditions is E06: the catalogue that forms cite is the one that is attached.
func checkEditions(p *reconcile.Pass) {
	if len(p.Set.FormsOf(fact.Catalogue)) == 0 {
		p.Absent(say("文件没有附指导性目录", "no catalogue is attached"))
		return
	}
	attached := map[string]bool{}
	var heads []*fact.Fact
	for _, f := range p.Set.Facts() {
		if f.Row == fact.Letterhead {
			attached[fold(f.Text)] = true
			heads = append(heads, f)
		}
	}
	for _, b := range blocksOf(p) {
		for _, f := range b.states(fact.Citation) {
			switch {
			case !strings.Contains(f.RowName, "指导性目录") || f.Amount.State == fact.Blank:
			case len(heads) == 0:
				p.Doubt(say("所附目录的文号读不出", "the number of the attached catalogue was not found"))
			case attached[fold(f.Text)]:
				p.Checked(1)
			default:
				b.reportEdition(p, f, heads)
			}
		}
	}
	p.Absent(say("绩效表没有引用指导性目录", "the forms cite no catalogue"))
}

func (b block) reportEdition(p *reconcile.Pass, f *fact.Fact, heads []*fact.Fact) {
	name := b.called()
	var numbers []string
	var evidence []reconcile.Evidence
	for _, h := range heads {
		numbers = append(numbers, fmt.Sprintf("%s（第%d页）", h.Text, h.Place.Page))
		evidence = append(evidence, reconcile.TextEvidence("所附文件", h.Text, h.Place))
	}
	list := strings.Join(numbers, "、")
	p.Report(reconcile.Finding{
		Level: reconcile.Note, Element: b.element(fold(f.Text)), Evidence: evidence,
		Message: say(fmt.Sprintf("第%d页%s引用%s%s，本文件所附的目录文号为%s。", f.Place.Page, name.ZH, f.Text, f.RowName, list),
			fmt.Sprintf("Page %d, %s: %s %s is cited; the catalogues attached are %s.", f.Place.Page, name.EN, f.Text, f.RowName, list)),
		Question: say("请问应以哪一版目录为准？", "Which edition of the catalogue applies?"),
		Formula:  f.Text + " ≠ " + list,
	}, f)
}
