package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// purchased are the items of the list of purchased services, in the text or in a table of its own.
func purchased(p *reconcile.Pass) []*fact.Fact {
	var all []*fact.Fact
	for _, f := range p.Set.Facts() {
		if f.Row == fact.PurchasedService && f.Column != fact.CatalogueCode && f.Amount.Unit.Money() &&
			(f.Amount.State == fact.Number || f.Amount.State == fact.Zero) {
			all = append(all, f)
		}
	}
	return all
}

// checkPurchases is E01: what is bought for a project is not more than the project, and equal or explained.
func checkPurchases(p *reconcile.Pass) {
	items, projects := purchased(p), projectsOf(p)
	switch {
	case len(items) == 0:
		p.Absent(say("没有逐项列出政府购买服务", "purchased services are not listed one by one"))
		return
	case len(projects) == 0:
		p.Absent(absent([]string{fact.Projects}))
		return
	}
	for _, item := range items {
		n, ambiguous := projectOf(item, projects)
		switch {
		case ambiguous:
			p.Doubt(say("购买服务“"+item.Text+"”可对应多个项目", "the purchase “"+item.Text+"” fits several projects"))
		case n < 0:
			p.Doubt(say("购买服务“"+item.Text+"”在项目支出表中没有同名项目", "the purchase “"+item.Text+"” has no project of its name"))
		default:
			purchaseOf(p, item, projects[n])
		}
	}
}

// projectOf is the project an item of purchase belongs to: of its name, else the only one of its amount with a name
// like it.
func projectOf(item *fact.Fact, projects []project) (n int, ambiguous bool) {
	n = -1
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return fold(a) == fold(b) }, oneName} {
		for i, pr := range projects {
			if same(pr.name, item.Text) {
				ambiguous = ambiguous || n >= 0
				n = i
			}
		}
		if n >= 0 {
			return n, ambiguous
		}
	}
	for i, pr := range projects {
		if sameAmount(item, pr.amount) && alike(item.Text, pr.name) >= akin {
			ambiguous = ambiguous || n >= 0
			n = i
		}
	}
	return n, ambiguous
}

func purchaseOf(p *reconcile.Pass, item *fact.Fact, pr project) {
	eq := reconcile.Equation{
		Name:  say("购买服务“"+item.Text+"”的金额应与项目支出表一致或另有说明", "the purchase “"+item.Text+"” should have its project's amount, or an explanation"),
		Left:  []reconcile.Operand{{Fact: item, Label: "购买服务·" + item.Text}},
		Right: []reconcile.Operand{{Fact: pr.amount, Label: "项目支出表·" + pr.name}},
		Group: "E01/" + fold(pr.name), Declared: true, Limit: reconcile.Warning,
		Element:  reconcile.Element{Form: fact.PurchasedServices, Row: fold(pr.name), Column: fact.AmountColumn},
		Question: say("请问两处金额为何不同？该项目是否只有一部分用于购买服务？", "Why do the two amounts differ; is only a part of the project bought as services?")}
	most := eq
	most.Relation = reconcile.AtMost
	if holds, read := p.Try(most); read && !holds {
		eq.Limit, eq.Relation = "", reconcile.AtMost
		eq.Name = say("购买服务“"+item.Text+"”的金额不应大于该项目", "the purchase “"+item.Text+"” should not exceed its project")
	}
	p.Judge(eq)
}

// checkPurchaseTotal is E02: purchased services are part of the services procured.
func checkPurchaseTotal(p *reconcile.Pass) {
	items := purchased(p)
	if len(items) == 0 {
		p.Absent(say("没有逐项列出政府购买服务", "purchased services are not listed one by one"))
		return
	}
	services := procuredServices(p)
	if services == nil {
		p.Absent(say("没有写明政府采购服务预算", "the budget for procured services is not stated"))
		return
	}
	eq := reconcile.Equation{
		Name:     say("政府购买服务各项之和不应大于政府采购服务预算，或另有说明", "purchased services should not exceed the services procured, or be explained"),
		Right:    []reconcile.Operand{{Fact: services, Label: "政府采购服务预算"}},
		Relation: reconcile.AtMost, Declared: true, Limit: reconcile.Warning, Group: "E02",
		Element:  reconcile.Element{Form: fact.PurchasedServices, Row: fact.TotalRow, Column: fact.ProcurementServices},
		Question: say("请问哪些购买服务项目没有列入政府采购服务预算，为什么？", "Which purchases are not in the budget for procured services, and why?")}
	for _, item := range items {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: item, Label: "购买服务·" + item.Text})
	}
	p.Judge(eq)
}

// procuredServices is what the document says is procured as services this year.
func procuredServices(p *reconcile.Pass) *fact.Fact {
	for _, f := range p.Set.Facts() {
		if f.Row != fact.ProcurementServices || !f.Amount.Unit.Money() || f.Amount.State != fact.Number && f.Amount.State != fact.Zero {
			continue
		}
		if f.Form != fact.Narrative || thisYear(p, f) && measure(f) {
			return f
		}
	}
	return nil
}

// checkCatalogue is E03: codes of purchased services are in the catalogue, under the name given.
func checkCatalogue(p *reconcile.Pass) {
	entries := catalogue(p)
	var codes []*fact.Fact
	for _, f := range p.Set.Facts() {
		if f.Column == fact.CatalogueCode && f.Form != fact.Catalogue && f.Text != "" {
			codes = append(codes, f)
		}
	}
	switch {
	case len(codes) == 0:
		p.Absent(say("没有写明购买服务的目录代码", "no catalogue codes of purchased services"))
		return
	case len(entries) == 0:
		p.Absent(say("文件没有附指导性目录", "no catalogue is attached"))
		return
	}
	for _, c := range codes {
		checkCode(p, c, entries)
	}
}

// catalogue are the entries of the attached catalogues by code; departments can name one code differently.
func catalogue(p *reconcile.Pass) map[string][]*fact.Fact {
	entries := map[string][]*fact.Fact{}
	for _, form := range p.Set.FormsOf(fact.Catalogue) {
		for i := range form.Facts {
			if f := &form.Facts[i]; f.Text != "" {
				entries[strings.ToUpper(fold(f.Row))] = append(entries[strings.ToUpper(fold(f.Row))], f)
			}
		}
	}
	return entries
}

// checkCode reports a code that the catalogue gives another name, or does not have.
func checkCode(p *reconcile.Pass, c *fact.Fact, entries map[string][]*fact.Fact) {
	code, name := strings.ToUpper(fold(c.Text)), c.RowName
	known := entries[code]
	for _, e := range known {
		if fold(e.Text) == fold(name) {
			p.Checked(1)
			return
		}
	}
	if name == "" {
		if len(known) > 0 {
			p.Checked(1)
			return
		}
		p.Doubt(say("代码“"+c.Text+"”没有写名称", "the code “"+c.Text+"” has no name beside it"))
		return
	}
	same := sameName(entries, code, name)
	f := reconcile.Finding{
		Element:  reconcile.Element{Form: fact.Catalogue, Row: code, Column: fact.CatalogueCode},
		Formula:  c.Text + " " + name,
		Message:  catalogueMessage(c, name, known, same),
		Question: say("请问应为哪个代码和名称？", "Which code and name are meant?"),
		Level:    reconcile.Warning,
	}
	facts := []*fact.Fact{c}
	if len(known) > 0 {
		facts = append(facts, known[0])
	}
	if same != nil {
		facts = append(facts, same)
	}
	if len(facts) > 1 {
		f.Level = reconcile.Error
	}
	p.Report(f, facts...)
}

// sameName is the entry of another code in the same part of the catalogue that has the name.
func sameName(entries map[string][]*fact.Fact, code, name string) *fact.Fact {
	var found *fact.Fact
	for other, list := range entries {
		if other == code || other[:1] != code[:1] {
			continue
		}
		for _, e := range list {
			if fold(e.Text) == fold(name) && (found == nil || e.Row < found.Row) {
				found = e
			}
		}
	}
	return found
}

func catalogueMessage(c *fact.Fact, name string, known []*fact.Fact, same *fact.Fact) reconcile.Text {
	zh := fmt.Sprintf("第%d页写作“%s %s”", c.Place.Page, c.Text, name)
	en := fmt.Sprintf("Page %d has “%s %s”", c.Place.Page, c.Text, name)
	if len(known) > 0 {
		zh += fmt.Sprintf("，第%d页所附目录中%s为“%s”", known[0].Place.Page, c.Text, known[0].Text)
		en += fmt.Sprintf("; in the catalogue on page %d %s is “%s”", known[0].Place.Page, c.Text, known[0].Text)
	} else {
		zh += "，所附目录中没有这一代码"
		en += "; the attached catalogue has no such code"
	}
	if same != nil {
		zh += fmt.Sprintf("，目录中“%s”的代码为%s（第%d页）", same.Text, same.Row, same.Place.Page)
		en += fmt.Sprintf("; “%s” has the code %s there (page %d)", same.Text, same.Row, same.Place.Page)
	}
	return say(zh+"。", en+".")
}

// thisYear says whether a figure of running text is of the document's year, as far as the text says.
func thisYear(p *reconcile.Pass, f *fact.Fact) bool {
	return f.Link == nil || f.Link.Year == 0 || p.Set.Document.Year == 0 || f.Link.Year == p.Set.Document.Year
}

// measures are the columns of running text that state an amount of the year itself: no change, rate or earlier year.
var measures = map[string]bool{fact.AmountColumn: true, fact.TotalColumn: true, fact.BudgetColumn: true, fact.ActualColumn: true,
	fact.YearColumn: true, "": true}

func measure(f *fact.Fact) bool { return measures[f.Column] }
