package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// Rules on the department's form, on times, bases and the completeness of forms.

var overallForm = &reconcile.Rule{
	ID: "D11", Group: groupD, Level: reconcile.Error, Check: checkOverall, Authority: performanceTargets,
	Title: say("整体绩效表与预算", "The department's performance form and the budget"),
	Doc: reconcile.Doc{
		States:  say("整体绩效表的合计 = 各来源之和 = 基本支出 + 项目支出（或各项任务之和），并等于支出总表的合计、基本支出、项目支出；其金额不大于同表的成本指标。", "The total is the sum of the sources, and of basic expenditure and projects or of the tasks; it is the total of the table of expenditure, and so are its uses; the amounts keep the form's own cost indicators."),
		Why:     say("部门的绩效目标针对的就是这笔预算。", "The department's targets are for this budget."),
		Breaks:  say("绩效表在预算批复前填报；沿用上年金额；成本指标填成另一口径。", "The form filled in before approval; last year's amounts; a cost indicator of another scope."),
		Allowed: say("与预算表、成本指标不相符只作询问（是否含上年结转、所属单位）；文件有几张整体绩效表时不与预算比较；空白按零计。", "Against the budget and the indicators it is a question (carry-over, subordinate units); with several such forms nothing is compared with the budget; blanks count as zero."),
	},
	Examples: []reconcile.Example{
		holds("within and against the budget", department("30.00", "10.00", "20.00"), byUse("30.00", "10.00", "20.00")),
		holds("edge of the interval", department("30.01", "10.00", "20.00")),
		fires("one past the edge", department("30.02", "10.00", "20.00")),
		fires("another total", department("30.00", "10.00", "20.00"), byUse("35.00", "15.00", "20.00")),
		fires("a cost indicator", department("30.00", "10.00", "20.00"), aim("成本指标/经济成本指标/基本支出成本", "≤1.00万元")),
		skips("no form", twoProjects()),
		lacks("read by OCR", department("30.00", "10.00", "ocr 25.00")),
	},
}

func byUse(total, basic, project string) piece {
	return table(fact.ExpenditureTotal, "total basic project", "= total 合计 | "+total+" | "+basic+" | "+project)
}

var aimedTimes = &reconcile.Rule{
	ID: "D12", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkTimes, Authority: performanceTargets,
	Title: say("年度逻辑", "Times belong to the budget's year"),
	Doc: reconcile.Doc{
		States:  say("绩效目标和时效指标不以早于预算年度的时间为目标，除非表中写明支付往年费用；填报日期在预算年度或其上一年。", "Goals and indicators of time do not aim at a time before the budget's year, unless the form says that earlier years are paid for; a form is filled in in that year or the one before."),
		Why:     say("过去的时间不能成为今年的目标。", "What is past cannot be this year's target."),
		Breaks:  say("沿用往年的表。", "An earlier year's form."),
		Allowed: say("持续工作的开始时间、概况和立项依据中提到的年份不论。", "The day on which work that goes on began is left out, and so are years in descriptions and legal bases."),
	},
	Examples: []reconcile.Example{
		holds("paid afterwards", projectForm("项目甲"), pastAim("评价工作开展时间", "2024年全年", "2024"), stated(fact.ProjectOverview, phrase(fact.Arrears, "支付2024年", "", "2024"))),
		holds("filled in the year before", projectForm("项目甲"), put(phrase(fact.FillDate, "20251022112024", "填报日期", "2025"))),
		fires("a goal of another year", projectForm("项目甲"), stated(fact.PerformanceGoal, phrase(fact.YearMention, "2025年第一季度督促企业自报情况", "", "2025"))),
		fires("an indicator of another year", projectForm("项目甲"), pastAim("评价工作开展时间", "2024年全年", "2024")),
		fires("an old form", projectForm("项目甲"), put(phrase(fact.FillDate, "20231022", "填报日期", "2023"))),
		skips("no forms", twoProjects()),
		lacks("not read for sure", projectForm("项目甲"), stated(fact.PerformanceGoal, unsure(phrase(fact.YearMention, "2025年第一季度督促企业自报情况", "", "2025")))),
	},
}

// pastAim is an indicator of time whose value names a year.
func pastAim(name, value, year string) piece {
	return func(s *fact.Set) {
		aim("产出指标/时效指标/"+name, value)(s)
		f := s.Forms[len(s.Forms)-1]
		last := &f.Facts[len(f.Facts)-1]
		last.Amount = fact.Amount{Printed: value, State: fact.NotNumber}
		stated(fact.Indicator, phrase(fact.YearMention, value, "", year))(s)
		s.Sentences[len(s.Sentences)-1].Place = last.Place
		s.Sentences[len(s.Sentences)-1].Facts[0].Place = last.Place
	}
}

var bases = &reconcile.Rule{
	ID: "D13", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkBases, Authority: performanceTargets,
	Title: say("立项依据有效", "Legal bases are valid"),
	Doc: reconcile.Doc{
		States:  say("引用的文件有完整文号；引用的规划、方案写明期限的，期限包括预算年度。", "Documents are cited by their whole number; a plan whose title names its years covers the budget's."),
		Why:     say("依据不完整或已期满，读者无从核查。", "A basis that is incomplete or has ended cannot be looked up."),
		Breaks:  say("漏写序号；沿用往年的依据。", "The serial number left out; an earlier year's basis."),
		Allowed: say("是否废止、是否与用途相关不判断；没有文号只有标题的文件不论。", "Whether a document is repealed or relevant is not judged; documents cited by title alone are left out."),
	},
	Examples: []reconcile.Example{
		holds("whole number", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示财综〔2021〕34号", "《关于印发目录的通知》"))),
		holds("plan up to this year", projectForm("项目甲"), stated(fact.ProjectBasis, phrase(fact.PlanPeriod, "《三年行动计划（2024-2026年）》", "2024-2026年", "2026"))),
		fires("no serial number", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示市财税〔2022〕", "《关于印发规划的通知》"))),
		fires("a plan that has ended", projectForm("项目甲"), stated(fact.ProjectBasis, phrase(fact.PlanPeriod, "《第八个五年规划（2021-2025年）》", "2021-2025年", "2025"))),
		skips("nothing cited", projectForm("项目甲")),
		lacks("not read for sure", projectForm("项目甲"), stated(fact.ProjectBasis, unsure(phrase(fact.PlanPeriod, "《第八个五年规划（2021-2025年）》", "2021-2025年", "2025")))),
	},
}

var formParts = &reconcile.Rule{
	ID: "D14", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkBlocks, Authority: performanceTargets,
	Title: say("表单要素完整", "Forms are complete"),
	Doc: reconcile.Doc{
		States:  say("项目绩效目标表有总体目标和产出、成本、效益、满意度指标；每个指标有指标值。", "A form has a goal and indicators of output, cost, benefit and satisfaction; every indicator has a value."),
		Why:     say("没有目标和指标，绩效无从评价。", "Without goals and indicators nothing can be measured."),
		Breaks:  say("表格排版被截断；漏填。", "A form cut off in print; cells left out."),
		Allowed: say("签字、电话在公开版本中常不填，不论；不分类列指标的表式不论；表格没有读全时不判断。", "Signatures and telephone numbers are usually left out of what is published; forms whose indicators have no classes are left out; where a table was not read nothing is decided."),
	},
	Examples: []reconcile.Example{
		holds("all parts", projectForm("项目甲"), allParts()),
		holds("all values", projectForm("项目甲"), allParts(), aim("产出指标/数量指标/购买碎纸机数量", "≥2台")),
		fires("a part missing", projectForm("项目甲"), allParts("满意度指标")),
		fires("all missing", projectForm("项目甲"), allParts("总体目标", "产出指标", "成本指标", "效益指标", "满意度指标")),
		fires("a value missing", projectForm("项目甲"), allParts(), aim("效益指标/社会效益指标/保证项目顺利开展", "")),
		skips("no forms", twoProjects()),
		lacks("the form may go on in another table", performance("项目甲", "100"), allParts("满意度指标"), unreadAt(1)),
		lacks("read by OCR", projectForm("项目甲"), allParts("满意度指标"), scannedForms),
	},
}

var partUses = &reconcile.Rule{
	ID: "D15", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkUses, Authority: arithmetic,
	Title: say("用途自洽", "A part leaves something for the rest"),
	Doc: reconcile.Doc{
		States:  say("文字写明几种用途，又写“其中X元用于……”时，X小于项目金额。", "Where several uses are named and “of which X for …” follows, X is less than the project's amount."),
		Why:     say("一项用途占去全部金额，其他用途便没有资金。", "A use that takes all the money leaves the others none."),
		Breaks:  say("用途照抄往年；金额调减后文字未改。", "Uses of an earlier year; the text not changed when the amount was cut."),
		Allowed: say("其他用途写有自己金额的不论。", "Other uses with amounts of their own are left out."),
	},
	Examples: []reconcile.Example{
		holds("a part", projectForm("项目甲"), stated(fact.ProjectOverview, partOf("1.5万元"))),
		holds("edge of the interval", projectForm("项目甲"), stated(fact.ProjectOverview, partOf("100001元"))),
		fires("all of it", projectForm("项目甲"), stated(fact.ProjectOverview, partOf("10万元"))),
		fires("one past the edge", projectForm("项目甲"), stated(fact.ProjectOverview, partOf("100002元"))),
		skips("no part", projectForm("项目甲")),
		lacks("not read for sure", projectForm("项目甲"), stated(fact.ProjectOverview, unsure(partOf("10万元")))),
	},
}

func partOf(printed string) fact.Fact {
	return fact.Fact{Row: fact.PartUse, RowName: "工作队人员补助", Text: "党员培训，走访慰问", Amount: fact.ParseAmount(printed, fact.Yuan)}
}

// unreadAt says that a table of a page was not understood.
func unreadAt(number int) piece {
	return func(s *fact.Set) {
		unread(s)
		s.Unread[len(s.Unread)-1].Page = number
	}
}
