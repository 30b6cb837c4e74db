package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// twoProjects is a table of two projects.
func twoProjects() piece {
	return table(fact.Projects, "total", "= total 示例局 | 259.10", ". 甲 一体化运维及办公设备购置费 | 250.00", ". 乙 工程评审工作经费 | 9.10")
}

var targetAmount = &reconcile.Rule{
	ID: "D01", Group: groupD, Level: reconcile.Error, Check: checkTargetAmounts, Authority: performanceTargets,
	Title: say("表单金额=项目表金额", "A form's amount is its project's"),
	Doc: reconcile.Doc{
		States:  say("项目绩效目标表（或绩效目标一览表）的年度资金总额 = 项目支出表中同一项目的金额，按项目支出表印出的精度。", "The annual amount of a project in its performance form, or in the list of projects with targets, equals that in the table of projects, at the precision of that table."),
		Why:     say("同一项目的金额印在两处。", "One project's amount is printed twice."),
		Breaks:  say("预算批复后绩效表未改；元、万元换算错误。", "The form not changed after approval; a slip between 元 and 万元."),
		Allowed: say("实施期总额不与年度金额比较；表单金额大于项目表（可能含其他资金）、一览表不相符只作询问；无法对应到一个项目的表不判断。", "The amount of the whole term is not compared; a form with more than the table (other funds), or a list that differs, is a question; forms that fit no one project are not judged."),
	},
	Examples: []reconcile.Example{
		holds("元 and 万元", twoProjects(), performance("工程评审工作经费", "90,971")),
		holds("edge of the interval", twoProjects(), performance("工程评审工作经费", "91050.00")),
		holds("in a list", twoProjects(), table(fact.ProjectPerformanceList, "total", "? 甲 工程评审工作经费 | 9.10")),
		fires("in a list", twoProjects(), table(fact.ProjectPerformanceList, "total", "? 甲 工程评审工作经费 | 9.12")),
		fires("one past the edge", twoProjects(), performance("工程评审工作经费", "90949.99")),
		fires("a digit lost", twoProjects(), performance("一体化运维及办公设备购置费", "250,000")),
		skips("no forms", twoProjects()),
		lacks("fits no project", twoProjects(), performance("", "70,000")),
		lacks("read by OCR", twoProjects(), performance("工程评审工作经费", "ocr 99,999")),
	},
}

var fundSources = &reconcile.Rule{
	ID: "D02", Group: groupD, Level: reconcile.Error, Check: checkFundSources, Authority: performanceTargets,
	Title: say("资金来源合计", "Sources of funds add up"),
	Doc: reconcile.Doc{
		States:  say("绩效目标表（或一览表中的每个项目）：资金总额 = 中央 + 省级 + 市县 + 单位自筹 + 其他（或财政拨款 + 其他），年度与实施期分别核对。", "The total is the sum of the sources, in the annual half and in that of the whole term, and for every project of a list."),
		Why:     say("来源穷尽总额。", "The sources are all there is."),
		Breaks:  say("总额改而来源未改；来源填错行。", "The total changed and the sources not."),
		Allowed: say("实施期一栏不相符、来源之和小于总额（可能有未识别的来源）只作询问；空白按零计并注明。", "In the whole-term half, and where the sources fall short of the total (one may not be recognised), it is a question; blanks count as zero, and that is said."),
	},
	Examples: []reconcile.Example{
		holds("all sources", performance("项目甲", "2,500,000", "0", "0", "2,500,000", "0", "")),
		holds("edge of the interval", performance("项目甲", "100", "50.5", "50")),
		holds("in a list", fundedList("3.00")),
		fires("in a list", fundedList("4.00")),
		fires("one past the edge", performance("项目甲", "100", "51.06", "50.00")),
		fires("a digit lost", performance("项目甲", "2,500,000", "0", "0", "250,000", "0", "")),
		skips("no forms", twoProjects()),
		lacks("read by OCR", performance("项目甲", "2,500,000", "0", "0", "ocr 250,000", "0", "")),
		lacks("misread form", performance("项目甲", "2,500,000", "0", "0", "250,000", "0", ""), misread),
	},
}

var itemCosts = &reconcile.Rule{
	ID: "D04", Group: groupD, Level: reconcile.Error, Check: checkItems, Authority: arithmetic,
	Title: say("概况分项求和", "Itemised costs add up"),
	Doc: reconcile.Doc{
		States:  say("“…元，…元，共计X元”：所列各项之和 = X。", "In “…, …, X together” the items make X."),
		Why:     say("概况中的测算是项目金额的依据。", "The list is what the project's amount rests on."),
		Breaks:  say("漏位、多位（161000 应为 1610000）；删去一项而合计未改。", "A digit lost or doubled; an item taken out and the total kept."),
		Allowed: say("单价、标准（元/月）和以“等”结尾的列举不相加。差额若能由一处数位变动解释，附作推测。", "Rates and lists that end with “and others” are not added. A change of one digit that would close the gap is given as a hypothesis."),
	},
	Examples: []reconcile.Example{
		holds("seven items", performance("项目甲", "2,500,000"), listed("2500000元", "300000元", "150000元", "35000元", "300000元", "5000元", "100000元", "1610000元")),
		holds("edge of the interval", performance("项目甲", "100"), listed("101元", "50元", "50元", "0.0元")),
		fires("one past the edge", performance("项目甲", "100"), listed("102元", "50.40元", "50.09元")),
		fires("a digit lost", performance("项目甲", "2,500,000"), listed("2500000元", "300000元", "150000元", "35000元", "300000元", "5000元", "100000元", "161000元")),
		skips("no list", twoProjects()),
		lacks("an open list", sentence("", opened(says(fact.ItemCost, "甲", fact.AmountColumn, "30.00万元")), opened(says(fact.ItemCost, "乙", fact.AmountColumn, "20.00万元")), says(fact.ItemCostTotal, "共计", fact.AmountColumn, "60.00万元"))),
		lacks("an uncertain item", sentence("", doubted(says(fact.ItemCost, "甲", fact.AmountColumn, "30.00万元")), says(fact.ItemCost, "乙", fact.AmountColumn, "20.00万元"), says(fact.ItemCostTotal, "共计", fact.AmountColumn, "60.00万元"))),
	},
}

// fundedList is a list of five projects with their sources; the last one's total is given.
func fundedList(total string) piece {
	return table(fact.ProjectPerformanceList, "total fiscal-appropriation other-funds", "? 甲 项目甲 | 9.10 | 9.10 |", "? 乙 项目乙 | 5.00 | 3.00 | 2.00",
		"? 丙 项目丙 | 7.00 | 6.00 | 1.00", "? 丁 项目丁 | 8.00 | 8.00 |", "? 戊 项目戊 | "+total+" | 2.00 | 1.00")
}

func declares(count, amount string) piece {
	return sentence(fact.TopicPerformance, says(fact.ProjectFormCount, "公开项目绩效目标", fact.Count, count), of(says(fact.ProjectFormAmount, "涉及项目金额", fact.AmountColumn, amount), 0, -1))
}

var targetCount = &reconcile.Rule{
	ID: "D09", Group: groupD, Level: reconcile.Error, Check: checkTargetCount, Authority: performanceTargets,
	Title: say("公开数与实际表单数", "As many forms as declared"),
	Doc: reconcile.Doc{
		States:  say("正文写明公开的项目绩效目标个数 = 文件中项目绩效目标表的张数；差额列出没有表的项目。", "The number of forms the text declares is the number in the document; the projects without one are named."),
		Why:     say("声称公开而未公开，读者无从查起。", "What is declared and missing cannot be looked up."),
		Breaks:  say("漏附表格；正文沿用旧数。", "Forms not attached; an old number kept."),
		Allowed: say("文件一张表都没有（另行公开）不判断；有未识别的表格时不判断。", "A file with no form at all (published elsewhere) is not judged, nor one with tables that were not recognised."),
	},
	Examples: []reconcile.Example{
		holds("two of two", twoProjects(), performance("一体化运维及办公设备购置费", "2,500,000"), performance("工程评审工作经费", "91,000"), declares("2个", "259.10万元")),
		holds("one of one", twoProjects(), performance("工程评审工作经费", "91,000"), declares("1个", "9.10万元")),
		fires("one of two", twoProjects(), performance("一体化运维及办公设备购置费", "2,500,000"), declares("2个", "259.10万元")),
		fires("three declared", twoProjects(), performance("一体化运维及办公设备购置费", "2,500,000"), performance("工程评审工作经费", "91,000"), declares("3个", "259.10万元")),
		skips("no forms in the file", twoProjects(), declares("2个", "259.10万元")),
		skips("nothing declared", twoProjects(), performance("工程评审工作经费", "91,000")),
		lacks("tables not recognised", twoProjects(), performance("一体化运维及办公设备购置费", "2,500,000"), declares("2个", "259.10万元"), unread),
	},
}

var projectName = &reconcile.Rule{
	ID: "D10", Group: groupD, Level: reconcile.Warning, Check: checkProjectNames, Authority: performanceTargets,
	Title: say("项目名称一致", "A project has one name"),
	Doc: reconcile.Doc{
		States:  say("项目支出表与绩效目标表中同一项目的名称相同（忽略全半角、引号、括号、空格、“的”、编码、年份和数字写法）。", "A project has the same name in the table of projects and in its form, but for width, quotation marks, brackets, blanks, 的, codes, the year, and how numerals are written."),
		Why:     say("名称是读者对应两处的唯一线索。", "The name is all a reader has to tie the two together."),
		Breaks:  say("改名未同步；简称。", "A change of name not carried through; short names."),
		Allowed: say("名称一格被其他内容占据的表只按金额对应，不作名称比较。", "Forms whose name cell holds something else are tied by amount; their names are not compared."),
	},
	Examples: []reconcile.Example{
		holds("same name", twoProjects(), performance("工程评审工作经费", "91,000")),
		holds("width and blanks", twoProjects(), performance("工程评审 工作经费", "91,000")),
		holds("brackets and the year", twoProjects(), performance("2026年（工程）评审的工作经费", "91,000")),
		fires("another word", twoProjects(), performance("工程评审业务经费", "91,000")),
		fires("a word more", twoProjects(), performance("示例县一体化运维及办公设备购置费", "2,500,000")),
		skips("no forms", twoProjects()),
		lacks("name cell holds something else", twoProjects(), performance("", "91,000")),
		lacks("amount and name differ", twoProjects(), performance("遗属补助", "65,432")),
	},
}
