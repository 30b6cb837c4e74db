package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// Rules on what a performance form states within itself.

var projectTerms = &reconcile.Rule{
	ID: "D03", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkTerms, Authority: performanceTargets,
	Title: say("实施期与年度两栏", "The whole term and the year"),
	Doc: reconcile.Doc{
		States:  say("绩效表年度资金总额 ≤ 实施期资金总额，项目期为一年时相等；同名的数量、金额指标，年度值 ≤ 实施期值。", "The annual amount is at most that of the whole term, and equal to it where the term is one year; a year's quantity or amount is at most the term's under the same name."),
		Why:     say("年度是实施期的一部分。", "The year is a part of the term."),
		Breaks:  say("两栏填反；实施期栏照抄年度栏。", "The halves filled in the wrong way round; the annual half copied into the other."),
		Allowed: say("比率、单位成本不比较；符号不同的两栏不比较；项目期多于一年而两栏金额相同，全文件只作一条提示。", "Rates and unit costs are not compared, nor values with different signs; equal amounts for several years and for one are one note for the document."),
	},
	Examples: []reconcile.Example{
		holds("a part of the term", twoHalves("项目甲", "300,000", "100,000", "3年")),
		holds("one year, edge of the interval", twoHalves("项目甲", "100,000", "100001", "1年")),
		holds("a quantity", projectForm("项目甲"), aimIn(fact.PeriodColumn, "产出指标/数量指标/应用数量", "≥10家"), aim("产出指标/数量指标/应用数量", "≥3家")),
		fires("one past the edge", twoHalves("项目甲", "100,000.0", "100000.20", "1年")),
		fires("more in the year", twoHalves("项目甲", "100,000", "300,000", "3年")),
		fires("several years, one amount", twoHalves("项目甲", "100,000", "100,000", "99年")),
		fires("a quantity", projectForm("项目甲"), aimIn(fact.PeriodColumn, "产出指标/数量指标/应用数量", "≥3家"), aim("产出指标/数量指标/应用数量", "≥10家")),
		skips("no forms", twoProjects()),
		skips("one half", projectForm("项目甲")),
		lacks("not read for sure", twoHalves("项目甲", "100,000", "cut 300,000", "1年")),
	},
}

// projectForm is a form of 100,000元.
func projectForm(name string) piece { return performance(name, "100,000") }

var writtenFormulas = &reconcile.Rule{
	ID: "D05", Group: groupD, Apart: true, Level: reconcile.Error, Check: checkProducts, Authority: arithmetic,
	Title: say("概况算式复算", "Formulas give their results"),
	Doc: reconcile.Doc{
		States:  say("文字中写明的算式（a×b=c；n人每人x元/月……总计y元）复算后等于写明的结果。", "A formula written out (a×b=c; so many people at so much a month, together y) gives the result stated."),
		Why:     say("算式是项目金额的依据。", "The formula is what the project's amount rests on."),
		Breaks:  say("人数或标准调整后总额未改；漏乘月数。", "A number or a rate changed and the total not; months left out."),
		Allowed: say("按月的标准以十二个月计，每项都要有自己的人数，否则不算；这类读法不相符只作询问；印出的小数按四舍五入的区间计算。", "Monthly rates are taken for twelve months, and every rate needs its own number of people; such readings only make a question. Printed decimals count as intervals."),
	},
	Examples: []reconcile.Example{
		holds("a product", projectForm("项目甲"), stated(fact.ProjectOverview, computed("630×1500", "945000.00"), result("630×1500", "94.5万元"))),
		holds("edge of the interval", projectForm("项目甲"), stated(fact.ProjectOverview, computed("3×333.33", "999.50"), result("3×333.33", "1000元"))),
		holds("heads and rates", projectForm("项目甲"), stated(fact.ProjectOverview, computed("5名×632元/月×12月", "37920.00"), computed("1名×1406元/月×12月", "16872.00"), result("5名×632元/月×12月+1名×1406元/月×12月", "54792元"))),
		fires("one past the edge", projectForm("项目甲"), stated(fact.ProjectOverview, computed("3×333.33", "999.49"), result("3×333.33", "1000元"))),
		fires("heads and rates", projectForm("项目甲"), stated(fact.ProjectOverview, computed("5名×632元/月×12月", "37920.00"), computed("1名×1406元/月×12月", "16872.00"), result("5名×632元/月×12月+1名×1406元/月×12月", "54972元"))),
		skips("no formula", projectForm("项目甲")),
		lacks("not read for sure", projectForm("项目甲"), stated(fact.ProjectOverview, unsure(computed("3×300", "900.00")), result("3×300", "1000元"))),
	},
}

var statedAims = &reconcile.Rule{
	ID: "D06", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkStatedAims, Authority: performanceTargets,
	Title: say("指标值与文字一致", "Indicators agree with the text"),
	Doc: reconcile.Doc{
		States:  say("指标值与同一张表的概况、计划、目标中同一事项、同一单位的数字一致：相等，或满足“≥”“≤”；两处文字对同一事项的数字相同。", "An indicator's value agrees with what the same form's text says of the same thing in the same unit: equal, or satisfying ≥ or ≤; two texts give one thing one figure."),
		Why:     say("同一件事在一张表里写了几次。", "One thing is stated several times in one form."),
		Breaks:  say("文字改了而指标未改；沿用往年的表。", "The text changed and the indicator not; an earlier year's form."),
		Allowed: say("事项名称须相同（“购置”“数量”等前后缀除外），文字中有几个数的不判断；“约”“左右”“以上”的数不取。", "The names must be the same but for words such as 购置 and 数量; where the text has several figures, or one with 约 or 以上, nothing is decided."),
	},
	Examples: []reconcile.Example{
		holds("satisfied", projectForm("项目甲"), aim("产出指标/数量指标/购买碎纸机数量", "≥2台"), stated(fact.ProjectOverview, amountOfThings("购置碎纸机", "5台"))),
		holds("edge", projectForm("项目甲"), aim("成本指标/经济成本指标/数据网络运行维护费", "≤300000元"), stated(fact.ProjectOverview, amountOfThings("数据网络运行维护预算资金", "300001元"))),
		fires("one past the edge", projectForm("项目甲"), aim("成本指标/经济成本指标/数据网络运行维护费", "≤300000元"), stated(fact.ProjectOverview, amountOfThings("数据网络运行维护预算资金", "300002元"))),
		fires("too few", projectForm("项目甲"), aim("产出指标/数量指标/购买碎纸机数量", "≥8台"), stated(fact.ProjectOverview, amountOfThings("购置碎纸机", "5台"))),
		fires("two texts", projectForm("项目甲"), stated(fact.PerformanceGoal, amountOfThings("缴纳电费", "27万元")), stated(fact.IndicatorText, amountOfThings("缴纳电费", "20万元"))),
		skips("no forms", twoProjects()),
		skips("another thing", projectForm("项目甲"), aim("产出指标/数量指标/购买碎纸机数量", "≥8台"), stated(fact.ProjectOverview, amountOfThings("购置打印机", "5台"))),
		lacks("not read for sure", projectForm("项目甲"), aim("产出指标/数量指标/购买碎纸机数量", "≥8台"), stated(fact.ProjectOverview, unsure(amountOfThings("购置碎纸机", "5台")))),
	},
}

var directions = &reconcile.Rule{
	ID: "D07", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkDirections, Authority: performanceTargets,
	Title: say("指标方向与单位", "Direction and unit of indicators"),
	Doc: reconcile.Doc{
		States:  say("以金额计的成本指标不写“≥”；名称为率、次数、人数等的指标，其值的单位与名称相称。", "A cost in money is not aimed at with ≥; the value of a rate, a number of times or of people has a unit that fits."),
		Why:     say("符号或单位错了，目标就失去约束。", "With the wrong sign or unit a target binds nobody."),
		Breaks:  say("模板默认符号未改；单位选错。", "The template's sign kept; the wrong unit chosen."),
		Allowed: say("发给个人的补助、工资，节约、增收、标准等指标不论；社会成本、生态成本不论；单位不相称只作提示。", "What is paid to people, savings, income and standards are left out, and so are social and ecological costs; a unit that does not fit is a note."),
	},
	Examples: []reconcile.Example{
		holds("bounded from above", projectForm("项目甲"), aim("成本指标/经济成本指标/评审成本", "≤3000元")),
		holds("a grant", projectForm("项目甲"), aim("成本指标/经济成本指标/补助金额", "≥3000元")),
		fires("bounded from below", projectForm("项目甲"), aim("成本指标/经济成本指标/每个项目评审成本", "≥3000元")),
		fires("a unit", projectForm("项目甲"), aim("产出指标/数量指标/资金检查次数", "≥2家")),
		skips("no indicators", projectForm("项目甲")),
		lacks("not read for sure", projectForm("项目甲"), aim("成本指标/经济成本指标/评审成本", "≥3000元"), lastDoubted),
	},
}

var unitCosts = &reconcile.Rule{
	ID: "D08", Group: groupD, Apart: true, Level: reconcile.Warning, Check: checkUnitCosts, Authority: performanceTargets,
	Title: say("单位成本可行性", "Unit costs are kept"),
	Doc: reconcile.Doc{
		States:  say("文字写明n件事项的金额时，该金额 ≤ n×单位成本指标（“≥”时相反）。", "Where the text gives the amount of n things, it is at most n times the indicator of unit cost (at least, for ≥)."),
		Why:     say("单位成本指标应能由预算本身满足。", "The budget itself should keep its unit cost."),
		Breaks:  say("单位成本沿用模板；数量或金额改动。", "A template's unit cost; a number or an amount changed."),
		Allowed: say("事项与指标名称的字须依次出现、计量单位相同才比较；不相符只作询问（该项费用可能不适用该指标）。", "Only where the indicator's words occur in the text in their order, in the same counter; a failure is a question, since the unit cost may be of something else."),
	},
	Examples: []reconcile.Example{
		holds("within", projectForm("项目甲"), aim("成本指标/经济成本指标/每个项目绩效评价成本", "≤20000元"), stated(fact.ProjectOverview, costing("34个项目绩效评价工作", "34个", "480000元")...)),
		holds("edge", projectForm("项目甲"), aim("成本指标/经济成本指标/每台碎纸机成本", "≤1000元"), stated(fact.ProjectOverview, costing("购置碎纸机5台", "5台", "5000.00元")...)),
		fires("one past the edge", projectForm("项目甲"), aim("成本指标/经济成本指标/每台碎纸机成本", "≤1000元"), stated(fact.ProjectOverview, costing("购置碎纸机5台", "5台", "5000.01元")...)),
		fires("far more", projectForm("项目甲"), aim("成本指标/经济成本指标/每个项目绩效评价成本", "≤20000元"), stated(fact.ProjectOverview, costing("3个PPP项目实施阶段的绩效评价工作", "3个", "500000元")...)),
		skips("no forms", twoProjects()),
		skips("no unit cost", projectForm("项目甲"), stated(fact.ProjectOverview, costing("购置碎纸机5台", "5台", "5000元")...)),
		lacks("not read for sure", projectForm("项目甲"), aim("成本指标/经济成本指标/每台碎纸机成本", "≤1000元"), stated(fact.ProjectOverview, unsure(costing("购置碎纸机5台", "5台", "9000元")[0]), unsure(costing("购置碎纸机5台", "5台", "9000元")[1]))),
	},
}
