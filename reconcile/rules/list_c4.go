package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// statesDifference is a sentence with the amounts of two years and the change between them.
func statesDifference(prior, amount, change string) piece {
	const name = "“三公”经费"
	return sentence(fact.ThreePublic, lastYear(of(says(fact.ThreePublic, name, fact.PriorColumn, prior), 1, -1)), says(fact.ThreePublic, name, fact.AmountColumn, amount),
		lastYear(of(says(fact.ThreePublic, name, fact.Change, change), 1, -1)))
}

// statesDirection is a sentence of a final account that says in words how the settled amount stands to its budget.
func statesDirection(budget, actual, way string) piece {
	const name = "行政运行"
	words := of(says(fact.NamePrefix+name, name, fact.Direction, "决算数与预算数相比"), 1, -1)
	words.Text, words.Amount.State = way, fact.NotNumber
	if budget == "" {
		words = of(words, 0, -1)
		return sentence(fact.GeneralExpenditure, says(fact.NamePrefix+name, name, fact.ActualColumn, actual), words)
	}
	return sentence(fact.GeneralExpenditure, says(fact.NamePrefix+name, name, fact.BudgetColumn, budget), says(fact.NamePrefix+name, name, fact.ActualColumn, actual), words)
}

// statesTwoChanges is an amount of which the text says twice how it changed.
func statesTwoChanges(first, second string) piece {
	return sentence(fact.ThreePublic, says(fact.Reception, "公务接待费", fact.AmountColumn, "10.00万元"),
		lastYear(of(says(fact.Reception, "公务接待费", fact.Change, first), 0, -1)), lastYear(of(says(fact.Reception, "公务接待费", fact.Change, second), 0, -1)))
}

// statesSigns is a change and its rate without an amount.
func statesSigns(change, rate string) piece {
	return sentence(fact.ThreePublic, lastYear(says(fact.Reception, "公务接待费", fact.Change, change)), lastYear(says(fact.Reception, "公务接待费", fact.Growth, rate)))
}

var textDirection = &reconcile.Rule{
	ID: "C04", Group: groupC, Level: reconcile.Warning, Check: checkWording, Authority: arithmetic,
	Title: say("增减方向与用语", "Words of change fit the amounts"),
	Doc: reconcile.Doc{
		States:  say("写明上年数的，增减额 = 本年数 − 上年数，方向与用语一致；同一金额的两种增减说法（增加…、与上年持平）一致；增减额与增减比例方向相同；决算数大于、小于、等于预算数的说法与两数相符；模板的“增长（下降）”应作选择。", "Where the earlier amount is stated, the change is this year's less the earlier one, up or down as the words say; two statements on one change agree; change and rate go the same way; what is said of the settled amount beside its budget is what the two amounts show; a template's “up (down)” is a choice to be made."),
		Why:     say("用语常是上年文稿留下的。", "The words are often left from last year's text."),
		Breaks:  say("“增加”“减少”未改；“与上年持平”留在有增减的句子里；模板的“大于（小于）”选错。", "“Up” or “down” not changed; “unchanged” left behind a change; the wrong choice of a template."),
		Allowed: say("“增加0万元”“减少0万元”没有说增减，不作问题；“基本持平”不判断；比较的是执行数还是预算数不同的，不相比较。", "“Up by 0” states no change and is no finding; “about the same” is not judged; a change against the budget and one against the outturn are not compared."),
	},
	Examples: []reconcile.Example{
		holds("down by 1.62", statesDifference("9.23万元", "7.61万元", "-1.62万元")),
		holds("edge of the interval", statesDifference("9.23万元", "7.61万元", "-16300.00元")),
		fires("one past the edge", statesDifference("9.23万元", "7.61万元", "-16300.01元")),
		fires("up instead of down", statesDifference("9.23万元", "7.61万元", "1.62万元")),
		holds("up by 0 and unchanged", statesTwoChanges("0.00万元", "0万元")),
		fires("unchanged and yet up", statesTwoChanges("0.50万元", "0万元")),
		holds("same way", statesSigns("-2.00万元", "-10%")),
		fires("down by an amount, up in percent", statesSigns("-2.00万元", "10%")),
		holds("settled below the budget", statesDirection("1115.48万元", "1092.80万元", fact.Below)),
		holds("settled the same, edge", statesDirection("54.53万元", "545350.00元", fact.Same)),
		fires("settled the same, one past", statesDirection("54.53万元", "545249.99元", fact.Same)),
		fires("settled above, it says", statesDirection("1115.48万元", "1092.80万元", fact.Above)),
		fires("up and down at once", statesDirection("", "1092.80万元", fact.Either)),
		skips("no such words", statesAmount("239.28万元")),
		lacks("no budget stated", statesDirection("", "1092.80万元", fact.Below)),
		lacks("earlier amount not sure", sentence(fact.ThreePublic, doubted(lastYear(of(says(fact.ThreePublic, "三公经费", fact.PriorColumn, "9.23万元"), 1, -1))), says(fact.ThreePublic, "三公经费", fact.AmountColumn, "7.61万元"), lastYear(of(says(fact.ThreePublic, "三公经费", fact.Change, "1.62万元"), 1, -1)))),
	},
}

// statesReasons is a change of expenditure and the amounts given as its reasons.
func statesReasons(change string, reasons ...fact.Fact) piece {
	facts := []fact.Fact{says(fact.GrandTotal, "支出", fact.AmountColumn, "19230.18万元"), lastYear(of(says(fact.GrandTotal, "支出", fact.Change, change), 0, -1))}
	for _, r := range reasons {
		facts = append(facts, lastYear(of(r, 1, -1)))
	}
	return sentence(fact.IncomeExpenditureTotal, facts...)
}

func reason(row, name, printed string) fact.Fact {
	return says(row, name, fact.CauseChange, printed)
}

var textReasons = &reconcile.Rule{
	ID: "C05", Group: groupC, Level: reconcile.Warning, Check: checkReasons, Authority: arithmetic,
	Title: say("增减原因分解", "Reasons add up to the change"),
	Doc: reconcile.Doc{
		States:  say("列为原因（或以“其中”列出）的各项增减额之和 = 总增减额：列举完整的（没有“主要”“等”，每项都有金额），或各项是按定义构成总额的（基本支出与项目支出）。", "The amounts given as reasons, or as parts, of a change come to it where they are all there are (no “mainly”, no “and so on”, an amount for each), or the parts of the amount by definition (basic and project expenditure)."),
		Why:     say("原因说明是公开增减情况的要求。", "The reasons of a change have to be disclosed."),
		Breaks:  say("总数改而原因未改；漏列一项。", "The change was changed and its reasons not; one was left out."),
		Allowed: say("只列主要原因的不是矛盾，相符即计为核对，不相符不判断；只有一项原因的不相符只作提示。", "Main reasons alone contradict nothing: where they add up that is counted, where not nothing is decided. A single reason that differs is a note."),
	},
	Examples: []reconcile.Example{
		holds("basic and project", statesReasons("2784.38万元", reason(fact.Basic, "基本支出", "362.10万元"), reason(fact.Project, "项目支出", "2422.28万元"))),
		holds("edge of the interval", statesReasons("27843900.00元", reason(fact.Basic, "基本支出", "362.10万元"), reason(fact.Project, "项目支出", "2422.28万元"))),
		fires("one past the edge", statesReasons("27843900.01元", reason(fact.Basic, "基本支出", "362.10万元"), reason(fact.Project, "项目支出", "2422.28万元"))),
		fires("digits swapped", statesReasons("2784.38万元", reason(fact.Basic, "基本支出", "362.10万元"), reason(fact.Project, "项目支出", "2242.28万元"))),
		fires("a closed list", statesReasons("20.00万元", reason("name:会议费", "会议费", "5.00万元"), reason("name:培训费", "培训费", "12.00万元"))),
		holds("main reasons that add up", statesReasons("17.00万元", opened(reason("name:会议费", "会议费", "5.00万元")), opened(reason("name:培训费", "培训费", "12.00万元")))),
		holds("parts of a change", sentence(fact.IncomeExpenditureTotal, lastYear(says(fact.GrandTotal, "支出", fact.Change, "-49.81万元")), lastYear(of(says(fact.Basic, "基本支出", fact.Change, "75.19万元"), -1, 0)), lastYear(of(says(fact.Project, "项目支出", fact.Change, "-125万元"), -1, 0)))),
		skips("no amounts as reasons", statesGrowth("49.59万元", "1.99%")),
		lacks("main reasons alone", statesReasons("20.00万元", opened(reason("name:会议费", "会议费", "5.00万元")), opened(reason("name:培训费", "培训费", "12.00万元")))),
	},
}

func classTable() piece {
	return table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 10.00 | 6.00 | 4.00", ". 201 一般公共服务支出 | 7.00 | 3.00 | 4.00",
		". 208 社会保障和就业支出 | 2.00 | 2.00 |", ". 210 卫生健康支出 | 1.00 | 1.00 |", ". 229 其他支出 | 0.00 | |")
}

// listedParts is a sentence that lists classes below a whole: "name amount" each.
func listedParts(whole string, parts ...[2]string) piece {
	return sentence(fact.GeneralExpenditure, listOfClasses(whole, parts)...)
}

func listOfClasses(whole string, parts [][2]string) []fact.Fact {
	facts := []fact.Fact{says(fact.YearTotal, "一般公共预算支出", fact.AmountColumn, whole)}
	for _, part := range parts {
		facts = append(facts, of(says(fact.NamePrefix+part[0], part[0], fact.AmountColumn, part[1]), -1, 0))
	}
	return facts
}

// listsOpen is such a list whose last part says that there are more.
func listsOpen(whole string, parts ...[2]string) piece {
	facts := listOfClasses(whole, parts)
	facts[len(facts)-1] = opened(facts[len(facts)-1])
	return sentence(fact.GeneralExpenditure, facts...)
}

var (
	services7  = [2]string{"一般公共服务支出", "7.00万元"}
	security2  = [2]string{"社会保障和就业支出", "2.00万元"}
	health1    = [2]string{"卫生健康支出", "1.00万元"}
	education3 = [2]string{"教育支出", "3.00万元"}
)

var textListing = &reconcile.Rule{
	ID: "C06", Group: groupC, Level: reconcile.Note, Check: checkListing, Authority: disclosure,
	Title: say("列举集合一致", "The text lists the rows of its table"),
	Doc: reconcile.Doc{
		States:  say("正文某节列举总额的各部分，所列科目与该节所述表格中有数字的各行相同。", "Where a section lists the parts of a table's total, it names the rows that have figures there."),
		Why:     say("漏列的科目读者看不到。", "What is left out, a reader of the text does not see."),
		Breaks:  say("新增科目未写入文字；删除的科目仍在文字中。", "A new class not in the text; one that is gone still there."),
		Allowed: say("带“等”“主要”的列举、没有读懂的句子不判断；所列各项合计等于总额的，只是归并不同，也不判断。", "Open lists and sentences not understood are not judged; nor are lists that add up to the whole, which group otherwise."),
	},
	Examples: []reconcile.Example{
		holds("all rows with figures", classTable(), listedParts("10.00万元", services7, security2, health1)),
		holds("edge of the interval", classTable(), listedParts("100050.00元", services7, security2, health1)),
		fires("one left out", classTable(), listedParts("10.00万元", services7, security2)),
		fires("one too many", classTable(), listedParts("10.00万元", services7, security2, education3)),
		skips("no table", listedParts("10.00万元", services7, security2)),
		skips("another total", classTable(), listedParts("100050.01元", services7, security2)),
		lacks("an open list", classTable(), listsOpen("10.00万元", services7, security2)),
		lacks("misread table", classTable(), misread, listedParts("10.00万元", services7, security2)),
	},
}
