package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

func generalTable() piece {
	return table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 2541.25 | 1345.76 | 1195.49", ". 208 社会保障和就业支出 | 239.28 | 239.28 |")
}

// statesAmount is a sentence about the class 208.
func statesAmount(printed string) piece {
	return sentence(fact.GeneralExpenditure, says(fact.NamePrefix+"社会保障和就业支出", "社会保障和就业支出", fact.AmountColumn, printed))
}

func lastYear(f fact.Fact) fact.Fact {
	l := *f.Link
	l.Year = sampleYear - 1
	f.Link = &l
	return f
}

var textAmount = &reconcile.Rule{
	ID: "C01", Group: groupC, Level: reconcile.Warning, Check: checkText, Authority: disclosure,
	Title: say("文中金额=表内金额", "Amounts in the text are those in the tables"),
	Doc: reconcile.Doc{
		States:  say("正文某节所写某科目、某指标本年的金额 = 该节所述表格中同一科目、同一指标的金额，按两者印出的精度比较。", "An amount of this year in a section of the text equals the amount of the same subject in the table the section is about, at the precision printed."),
		Why:     say("读者多只读正文。", "Most readers read the text alone."),
		Breaks:  say("改表未改文；沿用上年文字；元与万元混用。", "The table changed and the text not; last year's text kept; 元 for 万元."),
		Allowed: say("主体、年度、指标、资金范围、收支方向任一不同或不确定，即不判断；与表中另一项相符的，所指不能确定，也不判断。", "Where subject, year, measure, funds or side differ or are not certain, nothing is decided; nor where the amount is that of another row."),
	},
	Examples: []reconcile.Example{
		holds("same amount", generalTable(), statesAmount("239.28万元")),
		holds("edge of the interval, in 元", generalTable(), statesAmount("2392850.00元")),
		fires("one past the edge", generalTable(), statesAmount("2392749.99元")),
		fires("digits swapped", generalTable(), statesAmount("293.28万元")),
		skips("another year", generalTable(), sentence(fact.GeneralExpenditure, lastYear(says("208", "社会保障和就业支出", fact.AmountColumn, "200.00万元")))),
		skips("no table", statesAmount("239.28万元")),
		lacks("another row's amount", generalTable(), statesAmount("1195.49万元")),
		lacks("misread table", generalTable(), misread, statesAmount("239.82万元")),
	},
}

func statesShare(printed string) piece {
	return sentence(fact.GeneralExpenditure, says(fact.YearTotal, "一般公共预算支出", fact.AmountColumn, "2541.25万元"),
		of(says(fact.NamePrefix+"卫生健康支出", "卫生健康支出", fact.AmountColumn, "70.15万元"), -1, 0),
		of(says(fact.NamePrefix+"卫生健康支出", "卫生健康支出", fact.Share, printed), 1, -1))
}

var textShare = &reconcile.Rule{
	ID: "C02", Group: groupC, Level: reconcile.Warning, Check: checkShares, Authority: arithmetic,
	Title: say("占比复算", "Shares follow from the amounts"),
	Doc: reconcile.Doc{
		States:  say("占…% = 部分 ÷ 整体，按各数印出的精度；用交叉相乘比较。", "A share is the part by the whole at the precision printed; compared by cross-multiplication."),
		Why:     say("占比常由旧稿带来。", "Shares are often left from a draft."),
		Breaks:  say("金额改而比例未改；基数取错。", "Amounts changed and shares not; another base."),
		Allowed: say("基数不能确定时不判断；对任一可能的整体成立即可。", "Where the base is not certain nothing is decided; any whole that the text allows will do."),
	},
	Examples: []reconcile.Example{
		holds("2.76 %", statesShare("2.76%")),
		holds("edge of the interval", sentence(fact.GeneralExpenditure, says(fact.YearTotal, "支出", fact.AmountColumn, "200.00元"), of(says("a", "甲", fact.AmountColumn, "1.01元"), -1, 0), of(says("a", "甲", fact.Share, "0.5%"), 1, -1)),
			sentence(fact.GeneralExpenditure, says(fact.YearTotal, "支出", fact.AmountColumn, "200.00元"), of(says("a", "甲", fact.AmountColumn, "1.10元"), -1, 0), of(says("a", "甲", fact.Share, "0.5%"), 1, -1))),
		fires("one past the edge", sentence(fact.GeneralExpenditure, says(fact.YearTotal, "支出", fact.AmountColumn, "200.00元"), of(says("a", "甲", fact.AmountColumn, "0.89元"), -1, 0), of(says("a", "甲", fact.Share, "0.5%"), 1, -1))),
		fires("digits swapped", statesShare("2.67%")),
		holds("decimals left out", sentence(fact.GeneralExpenditure, says(fact.YearTotal, "支出", fact.AmountColumn, "200.00元"), of(says("a", "甲", fact.AmountColumn, "1.11元"), -1, 0), of(says("a", "甲", fact.Share, "0.5%"), 1, -1))),
		skips("no shares", statesAmount("239.28万元")),
		lacks("no whole", sentence(fact.GeneralExpenditure, says("a", "甲", fact.AmountColumn, "70.15万元"), of(says("a", "甲", fact.Share, "2.76%"), 0, -1))),
		lacks("of a whole that is named and not stated", sentence(fact.Procurement, says("a", "授予中小企业合同", fact.AmountColumn, "40.00万元"), of(says("b", "授予小微企业合同", fact.AmountColumn, "10.00万元"), -1, 0), naming(of(says("b", "授予小微企业合同", fact.Share, "20%"), 1, -1), "政府采购支出总额"))),
		lacks("not tied to an amount", sentence(fact.GeneralExpenditure, says("a", "甲", fact.Share, "2.76%"))),
	},
}

func statesGrowth(change, rate string) piece {
	return sentence(fact.GeneralExpenditure, says(fact.YearTotal, "一般公共预算支出", fact.AmountColumn, "2541.25万元"),
		of(says(fact.YearTotal, "一般公共预算支出", fact.Change, change), 0, -1), of(says(fact.YearTotal, "一般公共预算支出", fact.Growth, rate), 0, -1))
}

var textGrowth = &reconcile.Rule{
	ID: "C03", Group: groupC, Level: reconcile.Warning, Check: checkGrowth, Authority: arithmetic,
	Title: say("同比复算", "Rates of change follow from the amounts"),
	Doc: reconcile.Doc{
		States:  say("增减比例 = 增减额 ÷（本年数 − 增减额），符号一致；上年为零时没有比例。完成年初预算的比例 = 决算数 ÷ 年初预算数。", "A rate of change is the change by this year's amount less the change, with its sign; on zero there is no rate. The share of the budget that was spent is the settled amount by the budget."),
		Why:     say("比例与金额各自填写，常不一致。", "Rates and amounts are filled in apart."),
		Breaks:  say("比例抄自另一行；以本年为基数；基数为零写100%。", "The rate of another line; this year as the base; 100 % on zero."),
		Allowed: say("只写比例而没有写金额的不判断。", "A rate without amounts is not judged."),
	},
	Examples: []reconcile.Example{
		holds("1.99 %", statesGrowth("49.59万元", "1.99%")),
		holds("edge of the interval", sentence(fact.ThreePublic, says(fact.ThreePublic, "三公经费", fact.AmountColumn, "220.00元"), of(says(fact.ThreePublic, "三公经费", fact.Change, "20.00元"), 0, -1), of(says(fact.ThreePublic, "三公经费", fact.Growth, "10%"), 0, -1)),
			sentence(fact.ThreePublic, says(fact.ThreePublic, "三公经费", fact.AmountColumn, "2209.00元"), of(says(fact.ThreePublic, "三公经费", fact.Change, "209.00元"), 0, -1), of(says(fact.ThreePublic, "三公经费", fact.Growth, "10.4%"), 0, -1))),
		fires("one past the edge", sentence(fact.ThreePublic, says(fact.ThreePublic, "三公经费", fact.AmountColumn, "2206.99元"), of(says(fact.ThreePublic, "三公经费", fact.Change, "206.99元"), 0, -1), of(says(fact.ThreePublic, "三公经费", fact.Growth, "10.4%"), 0, -1))),
		fires("this year as the base", statesGrowth("49.59万元", "1.95%")),
		fires("a rate on zero", sentence(fact.ThreePublic, says(fact.ThreePublic, "三公经费", fact.AmountColumn, "5.00万元"), of(says(fact.ThreePublic, "三公经费", fact.Change, "5.00万元"), 0, -1), of(says(fact.ThreePublic, "三公经费", fact.Growth, "100%"), 0, -1))),
		holds("97.97 % of the budget", statesCompletion("1115.48万元", "1092.80万元", "97.97%")),
		holds("edge of the budget's rate", statesCompletion("200.00元", "101.00元", "50%"), statesCompletion("2000.00元", "990.00元", "50%")),
		fires("one past that edge", statesCompletion("2000.00元", "989.99元", "50%")),
		fires("100 % and yet less", statesCompletion("1115.48万元", "1092.80万元", "100.00%")),
		lacks("no budget stated", statesCompletion("", "1092.80万元", "97.97%")),
		skips("no rates", statesAmount("239.28万元")),
		lacks("no change stated", sentence(fact.ThreePublic, says(fact.ThreePublic, "三公经费", fact.AmountColumn, "5.00万元"), of(says(fact.ThreePublic, "三公经费", fact.Growth, "10%"), 0, -1))),
	},
}

// statesCompletion is a sentence of a final account; without a budget it states none.
func statesCompletion(budget, actual, rate string) piece {
	const name = "行政运行"
	settled := says(fact.NamePrefix+name, name, fact.ActualColumn, actual)
	if budget == "" {
		return sentence(fact.GeneralExpenditure, settled, of(says(fact.NamePrefix+name, name, fact.Completion, rate), 0, -1))
	}
	return sentence(fact.GeneralExpenditure, says(fact.NamePrefix+name, name, fact.BudgetColumn, budget), settled,
		of(says(fact.NamePrefix+name, name, fact.Completion, rate), 1, -1))
}

func statesProcurement(total string) piece {
	return sentence(fact.Procurement, says(fact.ProcurementTotal, "政府采购预算总额", fact.AmountColumn, total),
		of(says(fact.ProcurementGoods, "货物", fact.AmountColumn, "0.50万元"), -1, 0), of(says(fact.ProcurementWorks, "工程", fact.AmountColumn, "0万元"), -1, 0),
		of(says(fact.ProcurementServices, "服务", fact.AmountColumn, "9.00万元"), -1, 0))
}

var textSum = &reconcile.Rule{
	ID: "C07", Group: groupC, Level: reconcile.Error, Check: checkTextSums, Authority: arithmetic,
	Title: say("文中总分一致", "Wholes in the text are the sum of their parts"),
	Doc: reconcile.Doc{
		States:  say("政府采购 = 货物 + 工程 + 服务；支出 = 基本 + 项目；基本支出 = 人员 + 公用；车辆 = 各类之和；项目 = 其他运转类 + 特定目标类；收入 = 各来源之和。", "Procurement is goods, works and services; expenditure basic and project; basic personnel and public; vehicles their kinds; projects their two kinds; income its sources."),
		Why:     say("同一句话自己就能核对。", "The sentence itself can be checked."),
		Breaks:  say("分项改而总数未改。", "A part changed and the whole not."),
		Allowed: say("以“等”结尾或没有列全的分项不判断；收入按来源列举只作询问。", "Lists that need not be complete are not judged; income by source is a question only."),
	},
	Examples: []reconcile.Example{
		holds("procurement", statesProcurement("9.50万元")),
		holds("edge of the interval", statesProcurement("95100.00元")),
		fires("one past the edge", statesProcurement("95100.01元")),
		fires("in the next sentence", sentence(fact.Procurement, says(fact.ProcurementTotal, "政府采购预算总额", fact.AmountColumn, "19.50万元")),
			sentence(fact.Procurement, says(fact.ProcurementGoods, "货物", fact.AmountColumn, "0.50万元"), says(fact.ProcurementServices, "服务", fact.AmountColumn, "9.00万元"))),
		skips("no parts", statesAmount("239.28万元")),
		lacks("an open list", sentence(fact.ExpenditureTotal, says(fact.YearTotal, "支出", fact.AmountColumn, "12.00万元"), opened(of(says(fact.Basic, "基本支出", fact.AmountColumn, "6.00万元"), -1, 0)), opened(of(says(fact.Project, "项目支出", fact.AmountColumn, "4.00万元"), -1, 0)))),
		lacks("an unreadable part", sentence(fact.ExpenditureTotal, says(fact.YearTotal, "支出", fact.AmountColumn, "12.00万元"), of(doubted(says(fact.Basic, "基本支出", fact.AmountColumn, "6.00万元")), -1, 0), of(says(fact.Project, "项目支出", fact.AmountColumn, "4.00万元"), -1, 0))),
	},
}

// naming is a share that names its whole.
func naming(f fact.Fact, whole string) fact.Fact {
	f.Text = whole
	return f
}

func opened(f fact.Fact) fact.Fact {
	l := *f.Link
	l.Open = true
	f.Link = &l
	return f
}

func doubted(f fact.Fact) fact.Fact {
	f.Uncertain = say("主语不能确定", "its subject is not sure")
	return f
}
