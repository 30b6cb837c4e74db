package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// Rules on purchases and on the quality of forms.

var outsideWork = &reconcile.Rule{
	ID: "E04", Group: groupE, Level: reconcile.Note, Check: checkOutside, Authority: serviceRules,
	Title: say("疑似漏列购买服务", "Work bought from others is in the list"),
	Doc: reconcile.Doc{
		States:  say("绩效表文字写明以政府购买服务、委托招标、会计师事务所等方式实施的项目，列在政府购买服务清单中。", "A project whose text says that its work is bought (政府购买服务, a tender placed through others, accountants) is in the list of purchased services."),
		Why:     say("购买服务应逐项公开。", "Purchases are to be published one by one."),
		Breaks:  say("清单只列一部分项目。", "The list has some of the projects only."),
		Allowed: say("是否属于购买服务由主管部门认定，因此只作提示；没有清单时不判断；按名称、相近名称或金额能与清单对应的不报告。", "Whether it is a purchase of services is for the department to say, so it is a note; without a list nothing is decided; what fits an item by name or amount is not reported."),
	},
	Examples: []reconcile.Example{
		holds("in the list", performance("工程评审工作经费", "91,000"), stated(fact.ProjectMeasures, phrase(fact.OutsideService, "采取政府购买服务的方式", "", "")), buys([2]string{"工程评审工作经费", "9.10万元"})),
		holds("of its amount", performance("", "91,000"), stated(fact.ProjectMeasures, phrase(fact.OutsideService, "采取政府购买服务的方式", "", "")), buys([2]string{"工程评审工作经费", "9.10万元"})),
		fires("not in the list", performance("平台服务费", "171,000"), stated(fact.ProjectPlan, phrase(fact.OutsideService, "委托省财政厅代为进行招标采购", "", "")), buys([2]string{"工程评审工作经费", "9.10万元"})),
		fires("another amount", performance("平台服务费", "91,600"), stated(fact.ProjectPlan, phrase(fact.OutsideService, "委托会计师事务所", "", "")), buys([2]string{"工程评审工作经费", "9.10万元"})),
		skips("no list", performance("平台服务费", "171,000"), stated(fact.ProjectPlan, phrase(fact.OutsideService, "委托会计师事务所", "", ""))),
		lacks("not read for sure", performance("平台服务费", "171,000"), stated(fact.ProjectPlan, unsure(phrase(fact.OutsideService, "委托会计师事务所", "", ""))), buys([2]string{"工程评审工作经费", "9.10万元"})),
	},
}

var procuredGoods = &reconcile.Rule{
	ID: "E05", Group: groupE, Level: reconcile.Note, Check: checkGoods, Authority: serviceRules,
	Title: say("采购与明细对应", "Goods itemised and goods procured"),
	Doc: reconcile.Doc{
		States:  say("绩效表文字中逐项写明数量和金额的购置货物，合计不大于政府采购货物预算，或有说明。", "Goods that the forms itemise with number and amount are together not more than the goods procured, or are explained."),
		Why:     say("货物应编入采购预算。", "Goods belong into the procurement budget."),
		Breaks:  say("采购预算漏编。", "Goods left out of the procurement budget."),
		Allowed: say("限额以下、不编采购预算的货物可以在外：因此只作提示。", "Goods below the threshold may stand outside, so it is a note."),
	},
	Examples: []reconcile.Example{
		holds("the same", projectForm("项目甲"), stated(fact.ProjectOverview, bought("5000元")), procured("0.50万元")),
		holds("edge of the interval", projectForm("项目甲"), stated(fact.ProjectOverview, bought("5050.00元")), procured("0.50万元")),
		fires("one past the edge", projectForm("项目甲"), stated(fact.ProjectOverview, bought("5050.01元")), procured("0.50万元")),
		fires("far more", projectForm("项目甲"), stated(fact.ProjectOverview, bought("50000元")), procured("0.50万元")),
		skips("no goods", projectForm("项目甲"), procured("0.50万元")),
		lacks("not read for sure", projectForm("项目甲"), stated(fact.ProjectOverview, unsure(bought("50000元"))), procured("0.50万元")),
	},
}

func bought(printed string) fact.Fact {
	return fact.Fact{Row: fact.GoodsCost, RowName: "碎纸机", Text: "购置碎纸机5台", Amount: fact.ParseAmount(printed, fact.Yuan)}
}

func procured(printed string) piece {
	return sentence(fact.Procurement, says(fact.ProcurementGoods, "政府采购货物预算", fact.AmountColumn, printed))
}

var catalogueEdition = &reconcile.Rule{
	ID: "E06", Group: groupE, Level: reconcile.Note, Check: checkEditions, Authority: serviceRules,
	Title: say("目录版本一致", "One edition of the catalogue"),
	Doc: reconcile.Doc{
		States:  say("绩效表引用的指导性目录文号是本文件所附目录（或其转发文件）的文号。", "The number of the catalogue that a form cites is that of the one attached, or of the notice that forwards it."),
		Why:     say("代码以现行目录为准。", "Codes are those of the edition in force."),
		Breaks:  say("沿用旧版目录的文号和页码。", "Number and page of an older edition."),
		Allowed: say("旧目录是否仍然有效不判断，因此只作提示。", "Whether the older edition is still in force is not judged, so it is a note."),
	},
	Examples: []reconcile.Example{
		holds("the one attached", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示财综〔2023〕43号", "《购买服务指导性目录》")), entries("B0701 评审服务"), letterhead("示财综〔2023〕43号")),
		holds("the one forwarding", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示市财综〔2023〕22号", "《关于转发指导性目录的通知》")), entries("B0701 评审服务"), letterhead("示财综〔2023〕43号"), letterhead("示市财综〔2023〕22号")),
		fires("another year", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示财综〔2021〕34号", "《购买服务指导性目录》")), entries("B0701 评审服务"), letterhead("示财综〔2023〕43号")),
		fires("another number", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示财综〔2023〕44号", "《购买服务指导性目录》")), entries("B0701 评审服务"), letterhead("示财综〔2023〕43号")),
		skips("no catalogue", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示财综〔2021〕34号", "《购买服务指导性目录》"))),
		lacks("number not found", projectForm("项目甲"), stated(fact.ProjectBasis, cites("示财综〔2021〕34号", "《购买服务指导性目录》")), entries("B0701 评审服务")),
	},
}

var cellPollution = &reconcile.Rule{
	ID: "K02", Group: groupK, Level: reconcile.Note, Check: checkPollution,
	Authority: say("绩效目标表填报要求（未经核实）。", "Instructions for the forms (not confirmed)."),
	Title:     say("单元格污染", "Name cells hold names"),
	Doc: reconcile.Doc{
		States:  say("绩效目标表的项目名称一格填的是项目名称，不是编码、栏目名、文件标题或部门名称。", "The cell of a project's name holds a name, not a code, a label, a document's title or the department."),
		Why:     say("没有名称，表格与项目无法对应。", "Without its name a form cannot be tied to its project."),
		Breaks:  say("导出时字段错位。", "Fields shifted when the form was exported."),
		Allowed: say("这样的表不再作名称比较（D10），只按金额对应。", "Such a form is tied by its amount; its name is not compared (D10)."),
	},
	Examples: []reconcile.Example{
		holds("a name", performance("工程评审工作经费", "91,000")),
		holds("another name", performance("项目甲", "91,000")),
		fires("a code", heldBy(fact.HoldsCode, "009-示例局")),
		fires("the title", heldBy(fact.HoldsTitle, "示例局2026年部门预算公开报告")),
		skips("no forms", twoProjects()),
		lacks("no name", performance("", "91,000")),
	},
}
