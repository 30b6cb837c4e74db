package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// buys is the list of purchased services: "name amount" each.
func buys(items ...[2]string) piece {
	facts := make([]fact.Fact, len(items))
	for i, item := range items {
		facts[i] = says(fact.PurchasedService, item[0], fact.AmountColumn, item[1])
	}
	return sentence(fact.PurchasedServices, facts...)
}

var purchaseAmount = &reconcile.Rule{
	ID: "E01", Group: groupE, Level: reconcile.Error, Check: checkPurchases, Authority: serviceRules,
	Title: say("购买服务金额与项目表", "A purchase of services fits its project"),
	Doc: reconcile.Doc{
		States:  say("购买服务项目的金额不大于项目支出表中的同一项目，且相等或有说明。", "A purchase of services is not more than the project of its name, and equal to it or explained."),
		Why:     say("购买服务由项目支出安排。", "Purchases are paid from projects."),
		Breaks:  say("清单未随预算调整；只列合同余款。", "The list not changed with the budget."),
		Allowed: say("项目只有一部分用于购买服务是合法的：小于只作询问，大于才是矛盾；名称、金额不能唯一对应的不判断。", "A part of a project may be bought as services: less is a question, more a contradiction. What fits no one project is not judged."),
	},
	Examples: []reconcile.Example{
		holds("equal", twoProjects(), buys([2]string{"工程评审工作经费", "9.10万元"})),
		holds("brackets in the name", twoProjects(), buys([2]string{"（工程）评审工作经费", "9.10万元"})),
		holds("edge of the interval", twoProjects(), buys([2]string{"工程评审工作经费", "9.11万元"})),
		fires("one past the edge", twoProjects(), buys([2]string{"工程评审工作经费", "9.12万元"})),
		fires("a part only", twoProjects(), buys([2]string{"一体化运维及办公设备购置费", "190万元"})),
		skips("no list", twoProjects()),
		lacks("no such project", twoProjects(), buys([2]string{"遗属补助", "3万元"})),
		lacks("read by OCR", table(fact.Projects, "total", "= total 示例局 | 9.10", ". 甲 工程评审工作经费 | ocr 9.10"), buys([2]string{"工程评审工作经费", "19.10万元"})),
	},
}

func services(printed string) piece {
	return sentence(fact.Procurement, says(fact.ProcurementServices, "政府采购服务预算", fact.AmountColumn, printed))
}

var purchaseTotal = &reconcile.Rule{
	ID: "E02", Group: groupE, Level: reconcile.Warning, Check: checkPurchaseTotal, Authority: serviceRules,
	Title: say("购买服务与政府采购服务", "Purchased services are within procured services"),
	Doc: reconcile.Doc{
		States:  say("政府购买服务各项之和不大于政府采购服务预算，或有说明。", "Purchased services together are not more than the services procured, or are explained."),
		Why:     say("购买服务按政府采购方式和程序实施。", "Services are bought by procurement procedure."),
		Breaks:  say("采购预算漏编服务类。", "Services left out of the procurement budget."),
		Allowed: say("限额以下、不编采购预算的服务可以在外：因此只作询问。", "Services below the threshold may stand outside, so it is a question."),
	},
	Examples: []reconcile.Example{
		holds("within", buys([2]string{"甲", "3万元"}, [2]string{"乙", "5.00万元"}), services("9.00万元")),
		holds("edge of the interval", buys([2]string{"甲", "9.01万元"}), services("9.00万元")),
		fires("one past the edge", buys([2]string{"甲", "9.02万元"}), services("9.00万元")),
		fires("far more", buys([2]string{"甲", "759.1万元"}, [2]string{"乙", "118.17万元"}), services("9.00万元")),
		skips("no list", services("9.00万元")),
		skips("services not stated", buys([2]string{"甲", "3万元"})),
		lacks("uncertain", buys([2]string{"甲", "30万元"}), sentence(fact.Procurement, doubted(says(fact.ProcurementServices, "政府采购服务预算", fact.AmountColumn, "9.00万元")))),
	},
}

var catalogueCode = &reconcile.Rule{
	ID: "E03", Group: groupE, Level: reconcile.Error, Check: checkCatalogue, Authority: serviceRules,
	Title: say("购买服务代码", "Catalogue codes and names agree"),
	Doc: reconcile.Doc{
		States:  say("正文所写购买服务的代码在所附指导性目录中存在，名称相同。", "Each code of a purchased service is in the attached catalogue, under the same name."),
		Why:     say("只能购买目录内的服务。", "Only services of the catalogue may be bought."),
		Breaks:  say("沿用旧版目录的代码；代码与名称错位。", "Codes of an older edition; code and name of different lines."),
		Allowed: say("没有附目录时不判断；目录中没有的代码和名称只作询问；同一代码在不同部门名称不同，任一相符即可。", "Without a catalogue nothing is decided; a code and name unknown to it are a question; a code may have different names in different departments."),
	},
	Examples: []reconcile.Example{
		holds("in the catalogue", entries("B0701 评审服务", "B0703 评估服务"), sentence(fact.PurchasedServices, cited("B0701", "评审服务"))),
		holds("two departments", entries("A150201 人大宣传服务", "A150201 法院宣传服务"), sentence(fact.PurchasedServices, cited("A150201", "法院宣传服务"))),
		fires("another name", entries("B0703 评估服务", "B0704 评价服务"), sentence(fact.PurchasedServices, cited("B0703", "评价服务"))),
		fires("no such code", entries("B0701 评审服务"), sentence(fact.PurchasedServices, cited("B0799", "鉴定服务"))),
		skips("no catalogue", sentence(fact.PurchasedServices, cited("B0701", "评审服务"))),
		skips("no codes", entries("B0701 评审服务")),
		lacks("no name", entries("B0701 评审服务"), sentence(fact.PurchasedServices, cited("B0799", ""))),
	},
}

func fundTable(total string) piece {
	return table(fact.FundExpenditure, "total", "= total 合计 | "+total)
}

var emptyTable = &reconcile.Rule{
	ID: "G03", Group: groupG, Level: reconcile.Warning, Check: checkEmpty,
	Title: say("空表标注", "Empty tables say so"),
	Doc: reconcile.Doc{
		States:  say("没有数据的表应注明无数据或在正文说明；注明无数据的表不应列有数字。", "A table without data says so, or the text does; a table that says so has no figures."),
		Why:     say("空白与漏填在读者看来一样。", "To a reader empty and forgotten look the same."),
		Breaks:  say("漏注；模板注释未删。", "The remark forgotten; a remark of the template kept."),
		Allowed: say("印零或短横的表已经说明；正文有专节说明的也算。", "A table that prints zeros or dashes has said it; so has a section of the text."),
	},
	Authority: say("基层政务公开标准目录：没有数据的表应列出空表并说明。", "The catalogue for local disclosure: tables without data are listed empty and explained."),
	Examples: []reconcile.Example{
		holds("empty with a remark", fundTable(""), remark),
		holds("zeros", fundTable("0.00")),
		holds("said in the text", fundTable(""), sentence(fact.FundExpenditure)),
		fires("empty without a word", fundTable("")),
		fires("figures under a remark", fundTable("3.00"), remark),
		skips("no such table", expenditureTable("10.00")),
		lacks("misread form", fundTable(""), misread),
		lacks("read by OCR", fundTable("ocr 3.00"), remark),
	},
}

var notChecked = &reconcile.Rule{
	ID: "K01", Group: groupK, Level: reconcile.Note, Check: checkLedger,
	Title: say("不可检查登记", "What could not be checked"),
	Doc: reconcile.Doc{
		States:  say("每条规则对每份文件都有结论：成立、不成立、不适用或数据不足；核对数字的规则（A至E组）数据不足多于能核对的，列为提示。", "Every rule comes to holds, fires, not applicable or insufficient for every document; where more of those that compare figures (groups A to E) are insufficient than could be checked, a note says so."),
		Why:     say("没有发现不等于核对过。", "No finding does not mean that anything was checked."),
		Breaks:  say("扫描件；文字层损坏；没有识别的表式。", "Scans; a broken text layer; forms that were not recognised."),
		Allowed: say("个别规则数据不足是常态，只记入台账。", "A few insufficient rules are usual and stand in the ledger alone."),
	},
	Authority: say("本程序的准则：没有核对过的规则不得看似成立。", "A principle of this program: a rule that was not checked never looks like one that holds."),
	Examples: []reconcile.Example{
		holds("all checked", byCode("7.00", "10.00")),
		fires("nothing could be read", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | ocr 10.00 | ocr 6.00 | ocr 4.00", ". 201 一般公共服务支出 | ocr 10.00 | ocr 6.00 | ocr 4.00"), unread),
		skips("neither tables nor text"),
	},
}
