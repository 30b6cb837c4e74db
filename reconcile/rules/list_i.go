package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// What the rules across documents rest on.
var (
	publication = say("算术：同一口径的上年数只有一个。预算法第十四条：预算、决算应当公开（公开口径的具体要求未经核实）。",
		"Arithmetic: an amount of one scope and year is one amount. Budget Law, article 14: budgets and final accounts are published (requirements on scope not confirmed).")
	ownGoals = say("中发〔2018〕34号：绩效目标按年度编制（未经核实）。", "中发〔2018〕34号: performance targets are set for each year (not confirmed).")
)

// statesChangeOf is an expenditure of this year with its change against a named figure of the year before.
func statesChangeOf(amount, change, against string) piece {
	difference := of(says(fact.GrandTotal, "支出", fact.Change, change), 0, -1)
	difference.Text = against
	return sentence(fact.IncomeExpenditureTotal, says(fact.GrandTotal, "支出", fact.AmountColumn, amount), lastYear(difference))
}

// total is an expenditure as a text states it.
func totalOfText(amount string) piece {
	return sentence(fact.IncomeExpenditureTotal, says(fact.GrandTotal, "支出", fact.AmountColumn, amount))
}

var yearLinked = &reconcile.Rule{
	ID: "I01", Group: groupI, Level: reconcile.Warning, Check: checkYearLink, Authority: publication,
	Title: say("上年数对接", "What is said of last year is what was published"),
	Doc: reconcile.Doc{
		States:  say("本年数 − 比上年增减额 = 同一单位上一年度文件公布的同一项；直接印出的上年数（正文或表格的上年一栏）与上年文件一致。年初预算对预算，决算对决算。", "This year's amount less its change against the year before is what the same publisher's document of that year prints for the same item; so is an earlier amount that is printed as such. A budget is compared with a budget, an account with an account."),
		Why:     say("增减额是读者判断变化的依据，而它的基数只有上年文件能证明。", "Readers judge by the change, and only the document of the year before proves what it starts from."),
		Breaks:  say("基数取自未公开的调整数；上年文件更正后未重新公开；沿用模板。", "A base that was never published; a correction never published again; a template."),
		Allowed: say("没有写明与上年哪个数比较的预算、与执行数比较的、上年文件印有不同数的、所在句子没有全部读懂的、推出的上年数在上年文件另有一项相符的，都不判断；部门汇总与单位自身的文件不互相比较；合计不同时不逐行比较（口径可能变化）；机构改革、口径调整属正常，因此只作询问。", "Nothing is decided where a budget does not say which figure it is compared with, where that is the amount spent, where the earlier document prints several amounts, where the sentence was not understood as a whole, or where the amount is another item's there; a department with its units is not compared with a unit; rows are not compared where totals differ. Reorganised bodies and changed scopes are legitimate, so it is a question."),
	},
	Examples: []reconcile.Example{
		withPeers(holds("the same amount", statesChangeOf("120.00万元", "20.00万元", "年初预算数")), peer("2025", totalOfText("100.00万元"), lastYears)),
		withPeers(holds("edge of the interval", statesChangeOf("120.00万元", "20.00万元", "年初预算数")), peer("2025", totalOfText("1000100.00元"), lastYears)),
		withPeers(holds("unnamed, and it fits", statesChangeOf("120.00万元", "20.00万元", "")), peer("2025", totalOfText("100.00万元"), lastYears)),
		withPeers(holds("accounts", account, statesChangeOf("120.00万元", "20.00万元", "")), peer("2025", account, totalOfText("100.00万元"), lastYears)),
		withPeers(fires("one past the edge", statesChangeOf("120.00万元", "20.00万元", "年初预算数")), peer("2025", totalOfText("1000100.01元"), lastYears)),
		withPeers(fires("another base", statesChangeOf("120.00万元", "20.00万元", "预算数")), peer("2025", totalOfText("110.00万元"), lastYears)),
		withPeers(fires("a column of the year before", table(fact.ThreePublic, "prior", "= total 合计 | 30.00")), peer("2025", table(fact.ThreePublic, "total", "= total 合计 | 31.00"), lastYears)),
		skips("alone", statesChangeOf("120.00万元", "20.00万元", "年初预算数")),
		withPeers(skips("another publisher", statesChangeOf("120.00万元", "20.00万元", "年初预算数")), peer("2025", totalOfText("110.00万元"), lastYears, by("另一局"))),
		withPeers(skips("a unit's document of the year before", statesChangeOf("120.00万元", "20.00万元", "年初预算数")),
			peer("2025", totalOfText("110.00万元"), lastYears, underTitle("示例局2025年单位预算"))),
		withPeers(lacks("unnamed", statesChangeOf("120.00万元", "20.00万元", "")), peer("2025", totalOfText("110.00万元"), lastYears)),
		withPeers(lacks("against the amount spent", statesChangeOf("120.00万元", "20.00万元", "执行数")), peer("2025", totalOfText("110.00万元"), lastYears)),
		withPeers(lacks("printed twice", statesChangeOf("120.00万元", "20.00万元", "年初预算数")), peer("2025", totalOfText("110.00万元"), totalOfText("111.00万元"), lastYears)),
		withPeers(lacks("another item's amount", statesChangeOf("120.00万元", "20.00万元", "年初预算数")),
			peer("2025", totalOfText("110.00万元"), sentence(fact.IncomeExpenditureTotal, says(fact.YearTotal, "本年支出", fact.AmountColumn, "100.00万元")), lastYears)),
		withPeers(lacks("two documents of the year", statesChangeOf("120.00万元", "20.00万元", "年初预算数")), peer("a", totalOfText("110.00万元"), lastYears), peer("b", totalOfText("110.00万元"), lastYears)),
	},
}

// Texts of a performance form.
const (
	overviewText = "本项目为全县各乡镇平台的运行维护提供技术服务，由信息中心组织实施，按合同约定分期支付服务费用，保障平台全年稳定运行。"
	goalText     = "完成全县各乡镇平台的日常运行维护，及时处理故障，保障惠民惠农补贴按时足额发放到位，群众满意度不断提高。"
	staleText    = "完成2025年全县各乡镇平台的日常运行维护，及时处理故障，保障2025年惠民惠农补贴按时足额发放到位。"
	newText      = "在原有平台基础上新增移动端查询功能，完成与省级平台的数据对接，并对各乡镇经办人员开展两期集中培训，力争年内全部上线。"
)

// form is a project's performance form with its texts.
func form(amount, overview, goal, value string) piece {
	return func(s *fact.Set) {
		performance("平台运行维护费", amount)(s)
		described(overview, goal, [2]string{"产出指标/数量指标/服务乡镇数", value}, [2]string{"满意度指标/用户满意度", "≥90%"})(s)
	}
}

var copiedForms = &reconcile.Rule{
	ID: "I02", Group: groupI, Level: reconcile.Note, Check: checkCopied, Authority: ownGoals,
	Title: say("跨年复制", "A form is not last year's"),
	Doc: reconcile.Doc{
		States:  say("同一项目两年的绩效目标表，不是文字、金额、指标全部相同；与上年一字不差的文字不只写以前的年份。", "A project's performance forms of two years are not the same in text, amount and indicators; a text taken over from the year before does not name earlier years alone."),
		Why:     say("目标应当说明本年要做什么。", "Targets should say what is to be done this year."),
		Breaks:  say("复制上年表格而没有修改。", "Last year's form copied and not edited."),
		Allowed: say("经常性项目的目标可以年年相同，因此只作提示；文件号中的年份不计；短文字不比较。", "Recurring projects may have the same targets, so it is a note; years in document numbers do not count; short texts are not compared."),
	},
	Examples: []reconcile.Example{
		withPeers(holds("a new goal", form("171,000", overviewText, newText, "16个")), peer("2025", form("171,000", overviewText, goalText, "16个"), lastYears)),
		withPeers(holds("another amount", form("90949.99", overviewText, goalText, "16个")), peer("2025", form("91000", overviewText, goalText, "16个"), lastYears)),
		withPeers(holds("another indicator", form("171,000", overviewText, goalText, "18个")), peer("2025", form("171,000", overviewText, goalText, "16个"), lastYears)),
		withPeers(fires("all the same", form("171,000", overviewText, goalText, "16个")), peer("2025", form("171,000", overviewText, goalText, "16个"), lastYears)),
		withPeers(fires("edge of the interval", form("91000.50", overviewText, goalText, "16个")), peer("2025", form("91000", overviewText, goalText, "16个"), lastYears)),
		withPeers(fires("stale years", form("180,000", overviewText, staleText, "18个")), peer("2025", form("171,000", overviewText, staleText, "16个"), lastYears)),
		skips("alone", form("171,000", overviewText, goalText, "16个")),
		withPeers(skips("no project of both years", form("171,000", overviewText, goalText, "16个")), peer("2025", performance("另一项目", "1"), lastYears)),
		withPeers(lacks("a name that is not sure", performance("", "171,000")), peer("2025", form("171,000", overviewText, goalText, "16个"), lastYears)),
		withPeers(lacks("no texts", performance("平台运行维护费", "171,000")), peer("2025", performance("平台运行维护费", "171,000"), lastYears)),
	},
}
