package rules

import (
	"slices"

	"fmt"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// declaresSections is a sentence that declares a number of sections and names them.
func declaresSections(number int, names ...string) piece {
	return sentence(fact.TopicDuties, namedSections(number, names)...)
}

func namedSections(number int, names []string) []fact.Fact {
	count := says(fact.SectionCount, "内设处室", fact.Count, "")
	count.Amount = fact.Amount{Value: decimal.NewFromInt(int64(number)), Unit: "个", Printed: fmt.Sprintf("%d个内设处室", number), State: fact.Number}
	facts := []fact.Fact{count}
	for _, name := range names {
		f := of(says(fact.SectionCount, "内设处室", fact.Listed, name), -1, 0)
		f.Text, f.Amount.State = name, fact.NotNumber
		facts = append(facts, f)
	}
	return facts
}

// persons is a sentence on a number of persons and its kinds: "name number" each.
func persons(whole int, kinds ...int) piece {
	count := func(row, name string, n int) fact.Fact {
		f := says(row, name, fact.Count, "")
		f.Amount = fact.Amount{Value: decimal.NewFromInt(int64(n)), Unit: "人", Printed: fmt.Sprintf("%d人", n), State: fact.Number}
		return f
	}
	facts := []fact.Fact{count(fact.StaffCount, "人员编制", whole)}
	for i, n := range kinds {
		facts = append(facts, of(count(fact.StaffCountOfKind, []string{"行政编制", "事业编制"}[i], n), -1, 0))
	}
	return sentence(fact.TopicDuties, facts...)
}

// jointName marks the last name of a list as one that can be two.
func jointName(facts []fact.Fact) []fact.Fact {
	facts[len(facts)-1] = opened(facts[len(facts)-1])
	return facts
}

var textBodies = &reconcile.Rule{
	ID: "C11", Group: groupC, Level: reconcile.Warning, Check: checkBodies,
	Authority: say("部门基本情况的公开要求：机构设置与人员情况（未经核实）。", "What is to be published of a department: its bodies and its staff (not confirmed)."),
	Title:     say("机构人员数一致", "Counts of bodies and persons"),
	Doc: reconcile.Doc{
		States:  say("写明数目的内设机构、处室、所属单位，其后列出同样多的名称；人员、编制数等于所列各类之和。", "As many sections or units are named as are declared; persons and posts are the sum of the kinds listed."),
		Why:     say("机构和人员是经费的依据。", "Bodies and persons are what the money is for."),
		Breaks:  say("机构调整后只改数目或只改名单。", "After a change of bodies the number was changed and the list not, or the other way round."),
		Allowed: say("名称中有“和”“及”“与”的可能是两个；以“等”结尾、另起一段列举的不判断；各类之和小于总数的只作提示。", "A name with “and” may be two; lists that end in “and so on” or stand in paragraphs of their own are not judged; kinds that come to less than the number are a note."),
	},
	Examples: []reconcile.Example{
		holds("three sections", declaresSections(3, "办公室", "计划处", "审计处")),
		holds("a joint name", sentence(fact.TopicDuties, jointName(namedSections(3, []string{"办公室", "计划处和审计处"}))...)),
		fires("one name missing", declaresSections(4, "办公室", "计划处", "审计处")),
		fires("one name too many", declaresSections(2, "办公室", "计划处", "审计处")),
		holds("posts add up", persons(125, 111, 14)),
		fires("posts do not", persons(125, 111, 15)),
		skips("no counts", statesAmount("239.28万元")),
		lacks("read by OCR", sentence(fact.TopicDuties, doubtedAll(namedSections(2, []string{"办公室", "计划处", "审计处"}))...)),
	},
}

func doubtedAll(facts []fact.Fact) []fact.Fact {
	for i := range facts {
		facts[i] = doubted(facts[i])
	}
	return facts
}

// entry is a line of the contents: its title, the page printed, and the page where it stands; 0 for none.
func entry(title string, printed, stands int) fact.Heading {
	e := fact.Heading{Text: title, Refers: printed, Place: fact.Place{Page: 2, Source: page.Text}}
	if stands > 0 {
		e.Found = []fact.Place{{Page: stands, Source: page.Text}}
	}
	return e
}

func entriesOf(list ...fact.Heading) piece {
	return func(s *fact.Set) { s.Contents, s.Document.Pages = slices.Clone(list), 20 }
}

// nearEntry is a line whose heading differs by a slip.
func nearEntry(title, heading string) fact.Heading {
	e := entry(title, 0, 0)
	e.Near, e.NearPlace = heading, fact.Place{Page: 5, Source: page.Text}
	return e
}

func scannedEntry(e fact.Heading) fact.Heading {
	e.Place.Source = page.OCR
	return e
}

var contentsBody = &reconcile.Rule{
	ID: "C12", Group: groupC, Level: reconcile.Note, Check: checkContents,
	Authority: say("文件自身的目录；没有公开页面规定目录的格式（未经核实）。", "The document's own contents; no public page sets their form (not confirmed)."),
	Title:     say("目录与正文一致", "Contents and document agree"),
	Doc: reconcile.Doc{
		States:  say("目录的页码不倒退、不超出全文；标题在正文中的先后与目录相同；标题不只差一两个字或只差年份。", "The pages in the contents do not go back and lie within the document; headings stand in the order listed; none differs by a character or two or by its year alone."),
		Why:     say("目录是读者查找的依据，也常露出沿用上年文稿的痕迹。", "Readers find things by it, and it often shows what was left from last year."),
		Breaks:  say("目录未更新；年份漏改；表格次序调整。", "The contents not brought up to date; a year not changed; tables moved."),
		Allowed: say("标题多字、少字属于写法不同，不作问题；没有找到的标题只记入台账。", "Words more or fewer are another wording; headings that are not found stand in the ledger alone."),
	},
	Examples: []reconcile.Example{
		holds("in order", entriesOf(entry("一、收支总表", 3, 5), entry("二、收入总表", 4, 6), entry("三、名词解释", 4, 6))),
		holds("edge: the last page", entriesOf(entry("一、收支总表", 3, 5), entry("二、名词解释", 20, 20))),
		fires("one past the last page", entriesOf(entry("一、收支总表", 3, 5), entry("二、名词解释", 21, 20))),
		fires("pages go back", entriesOf(entry("一、收支总表", 5, 5), entry("二、收入总表", 4, 6))),
		fires("another order", entriesOf(entry("一、收入总表", 0, 7), entry("二、收支总表", 0, 6))),
		fires("another year", entriesOf(nearEntry("第三部分2025年部门预算情况说明", "2026年部门预算情况说明"))),
		skips("no contents", statesAmount("239.28万元")),
		lacks("headings of other words", entriesOf(entry("一、部门主要职能", 0, 0))),
		lacks("read by OCR", entriesOf(scannedEntry(entry("一、收支总表", 21, 5)))),
	},
}
