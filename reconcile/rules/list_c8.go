package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// statesBasic is a sentence about basic expenditure.
func statesBasic(printed string) piece {
	return sentence(fact.ExpenditureTotal, says(fact.Basic, "基本支出", fact.AmountColumn, printed))
}

var textRepeat = &reconcile.Rule{
	ID: "C08", Group: groupC, Level: reconcile.Warning, Check: checkRepeats, Authority: disclosure,
	Title: say("同一指标重复披露一致", "What is stated twice is the same"),
	Doc: reconcile.Doc{
		States:  say("正文两处写同一指标（科目及其类款项、口径、年度、资金范围、收支方向都相同且已知）的金额，两处一致。", "Two amounts in the text of one thing (subject with class and section, measure, year, funds and side the same and known) are the same."),
		Why:     say("两处不同，必有一处没有更新。", "Where they differ, one of them was not brought up to date."),
		Breaks:  say("改了一处，漏了另一处；一处取自旧表。", "One place changed and the other not; one taken from an older table."),
		Allowed: say("任一要素不同或未写明的不相比较；某部分的分项只属于该部分；计量单位之差由C10提出。", "Where any of these differs or is not stated nothing is compared; the parts of a part are that part's alone; a wrong unit is for C10."),
	},
	Examples: []reconcile.Example{
		holds("the same", statesBasic("239.28万元"), statesBasic("239.28万元")),
		holds("edge of the interval", statesBasic("239.28万元"), statesBasic("2392850.00元")),
		fires("one past the edge", statesBasic("239.28万元"), statesBasic("2392749.99元")),
		fires("digits swapped", statesBasic("239.28万元"), statesBasic("293.28万元")),
		skips("another year", statesBasic("239.28万元"), sentence(fact.ExpenditureTotal, lastYear(says(fact.Basic, "基本支出", fact.AmountColumn, "200.00万元")))),
		skips("stated once", statesBasic("239.28万元")),
		skips("a name that several items share", statesAmount("239.28万元"), statesAmount("239.82万元")),
		lacks("not sure", statesBasic("239.28万元"), sentence(fact.ExpenditureTotal, doubted(says(fact.Basic, "基本支出", fact.AmountColumn, "239.82万元")))),
	},
}

// statesThree is a sentence with three amounts of a table, in another unit.
func statesThree() piece {
	return sentence(fact.ExpenditureTotal, says(fact.GrandTotal, "支出", fact.AmountColumn, "300.00元"), says(fact.Basic, "基本支出", fact.AmountColumn, "200.00元"), says(fact.Project, "项目支出", fact.AmountColumn, "100.00元"))
}

// saysNone is a sentence that says in words that there are no expenses of the government fund.
func saysNone() piece {
	f := says(fact.GovernmentFund, "政府性基金预算", fact.Absence, "没有使用政府性基金预算拨款安排的支出")
	f.Amount.State = fact.Zero
	f.Link.Lane = fact.Expenditure
	return sentence(fact.FundExpenditure, f)
}

func statesFund(printed string) piece {
	return sentence(fact.FundExpenditure, says(fact.GovernmentFund, "政府性基金预算支出", fact.AmountColumn, printed))
}

func carriedOver() piece {
	return sentence(fact.IncomeTotal, says(fact.CarryIn, "上年结转", fact.AmountColumn, "3.00万元"))
}

var textAbsence = &reconcile.Rule{
	ID: "C09", Group: groupC, Level: reconcile.Warning, Check: checkAbsence,
	Authority: say("基层政务公开标准目录：没有数据的表应列出空表并说明。", "The catalogue for local disclosure: tables without data are listed empty and explained."),
	Title:     say("零值与空表对应", "None in the text is none in the table"),
	Doc: reconcile.Doc{
		States:  say("正文写没有、无或0的项目，对应表格为空或为零；正文写有金额的项目，对应表格不是空表。", "What the text says there is none of is empty or zero in its table; a table is not empty where the text states an amount of it."),
		Why:     say("“没有”与漏填在读者看来一样。", "To a reader none and forgotten look the same."),
		Breaks:  say("沿用上年“没有安排”的文字；表格漏填。", "Last year's “none” kept; the table not filled in."),
		Allowed: say("有上年结转资金时，“没有安排”可能只指当年，不判断；只比较政府性基金、国有资本、三公经费、机关运行经费和政府采购。", "Where funds were carried over, “none” may mean the year's own, and nothing is decided; compared are the government fund, state capital, the three public expenses, operating cost and procurement alone."),
	},
	Examples: []reconcile.Example{
		holds("none and an empty table", fundTable(""), saysNone()),
		holds("zero and zero", fundTable("0.00"), statesFund("0万元")),
		fires("none and an amount", fundTable("3.00"), saysNone()),
		fires("zero and an amount", fundTable("3.00"), statesFund("0万元")),
		fires("an amount and an empty table", fundTable(""), statesFund("3.00万元")),
		skips("no table", saysNone()),
		skips("nothing said", fundTable("3.00")),
		lacks("carried over", fundTable("3.00"), carriedOver(), saysNone()),
		lacks("misread table", fundTable(""), misread, statesFund("3.00万元")),
	},
}

var textUnit = &reconcile.Rule{
	ID: "C10", Group: groupC, Level: reconcile.Warning, Check: checkUnits, Authority: arithmetic,
	Title: say("计量单位冲突", "One amount, one unit"),
	Doc: reconcile.Doc{
		States:  say("同一指标在正文两处、或在正文与表格中，不应只差一万倍或一亿倍。", "One thing is not printed twice, in the text or in text and table, with a factor of ten thousand or a hundred million between."),
		Why:     say("元与万元混用使金额相差一万倍。", "元 for 万元 changes an amount ten thousandfold."),
		Breaks:  say("“万”字漏写；表头单位与正文不同。", "The 万 left out; the table's unit is another."),
		Allowed: say("数字也不同的由C01、C08提出；表格单位读不准的不判断。", "Where the digits differ too, that is for C01 and C08; tables whose unit is not read for sure are not judged."),
	},
	Examples: []reconcile.Example{
		holds("the table's unit", generalTable(), statesAmount("239.28万元")),
		holds("edge of the interval, in 元", generalTable(), statesAmount("2392850.00元")),
		holds("twice in the text", statesBasic("239.28万元"), statesBasic("239.28万元")),
		fires("元 for 万元", generalTable(), statesAmount("239.28元")),
		fires("the unit over a table", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | 300.00 | 200.00 | 100.00"), statesThree()),
		fires("both in the text", statesBasic("239.28万元"), statesBasic("239.28元")),
		skips("other digits", statesBasic("239.28万元"), statesBasic("293.28万元"), func(s *fact.Set) { s.Sentences = s.Sentences[:1] }),
		lacks("misread table", generalTable(), misread, statesAmount("239.28元")),
	},
}
