package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// basicItems is a 基本支出表 that prints 公务接待费.
func basicItems(reception string) piece {
	return table(fact.BasicExpenditure, "total", "= total 合计 | 15.00", ". 302 商品和服务支出 | 15.00", ". 30217 公务接待费 | "+reception)
}

var threePublicParts = &reconcile.Rule{
	ID: "B07", Group: groupB, Level: reconcile.Warning, Check: checkThreePublicParts,
	Title: say("三公部分不大于整体", "A part of a public expense is within it"),
	Doc: reconcile.Doc{
		States:  say("基本支出表的30212不大于因公出国（境）费，30217不大于公务接待费，30231不大于公务用车运行维护费，31013不大于公务用车购置费。", "In basic expenditure, items 30212, 30217, 30231 and 31013 are not more than going abroad, reception, running and buying of vehicles."),
		Why:     say("“三公”经费包括基本支出和项目支出中的全部此类支出。", "The three public expenses hold all such expenditure, basic and by project."),
		Breaks:  say("“三公”经费表漏计；决算沿用预算数。", "Expenditure left out of the table; figures of the budget kept in the final account."),
		Allowed: say("“三公”表为空白时不判断；不计入“三公”的学术交流等出国费用可以另有说明，因此只作询问。", "A blank item is not judged. Journeys that do not count (academic exchange) may be explained elsewhere, so it is a question."),
	},
	Authority: say("财预〔2016〕143号：公开“三公”经费总额及分项（部分与整体的关系未见明文，未经核实）。", "财预〔2016〕143号: total and items are published (that the part is within the whole is not confirmed by a text)."),
	Examples: []reconcile.Example{
		holds("within", basicItems("1.50"), threePublicTable("3.00", "6.00")),
		holds("edge of the interval", basicItems("2.01"), threePublicTable("3.00", "6.00")),
		fires("one past the edge", basicItems("2.02"), threePublicTable("3.00", "6.00")),
		fires("far more", basicItems("13.24"), threePublicTable("3.00", "6.00")),
		skips("no such item", basicTables("6.00")[1], threePublicTable("3.00", "6.00")),
		lacks("read by OCR", basicItems("ocr 9.00"), threePublicTable("3.00", "6.00")),
		lacks("item not printed", basicItems("9.00"), table(fact.ThreePublic, "total", ". abroad 因公出国（境）费 | 1.00", "= total 合计 | 1.00")),
	},
}

// bothWays is basic expenditure by function and by economic class; the parameter is 住房公积金 by economic class.
func bothWays(fund string) []piece {
	return []piece{
		table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 20.00 | 20.00 |", ". 2080505 养老保险缴费支出 | 8.00 | 8.00 |", ". 2080506 职业年金缴费支出 | 4.00 | 4.00 |",
			". 2101101 行政单位医疗 | 3.00 | 3.00 |", ". 2210201 住房公积金 | 5.00 | 5.00 |"),
		table(fact.BasicExpenditure, "total", "= total 合计 | 20.00", ". 30108 养老保险缴费 | 8.00", ". 30109 职业年金缴费 | 4.00", ". 30110 医疗保险缴费 | 3.00", ". 30113 住房公积金 | "+fund),
	}
}

var purposesBothWays = &reconcile.Rule{
	ID: "B08", Group: groupB, Level: reconcile.Warning, Check: checkPurposes,
	Title: say("功能科目与经济科目对应", "One purpose, two classifications, one amount"),
	Doc: reconcile.Doc{
		States:  say("基本支出中：2080505=30108，2080506=30109，2210201=30113，2101101+2101102=30110（或加30111、30112），2101103=30111。", "Within basic expenditure: 2080505=30108, 2080506=30109, 2210201=30113, 2101101+2101102=30110 (or with 30111, 30112), 2101103=30111."),
		Why:     say("同一笔缴费按两种分类各列一次。", "One contribution is printed under either classification."),
		Breaks:  say("缴费调整后只改一种分类；误列科目。", "A contribution changed in one classification only; a wrong subject."),
		Allowed: say("各地口径有别：两表合计相同、其余缴费也对应时才比较，不符只作询问。", "Places differ: compared only where the totals agree and the other contributions match, and then as a question."),
	},
	Authority: classification,
	Examples: []reconcile.Example{
		holds("all the same", bothWays("5.00")...),
		holds("edge of the interval", bothWays("5.01")...),
		fires("one past the edge", bothWays("5.02")...),
		fires("another amount", bothWays("3.50")...),
		skips("another scope", basicTables("9.00")...),
		lacks("read by OCR", bothWaysOCR()...),
	},
}

// bothWaysOCR is one purpose read from an image.
func bothWaysOCR() []piece {
	return []piece{
		table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 20.00 | 20.00 |", ". 2210201 住房公积金 | 5.00 | ocr 5.00 |"),
		table(fact.BasicExpenditure, "total", "= total 合计 | 20.00", ". 30113 住房公积金 | 6.00"),
	}
}
