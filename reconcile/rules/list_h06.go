package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

var digitSlip = &reconcile.Rule{
	ID: "H06", Group: groupH, Level: reconcile.Note, Check: (*reconcile.Pass).Explain,
	Title: say("数位滑移推测", "Slips that would explain a contradiction"),
	Doc: reconcile.Doc{
		States:  say("对每个不成立的等式，逐一试改一个数字（漏一位、多一位、相邻两位对调、形近误认3/8、5/6、0/6、1/7，×10、×10⁴，正负号），或合计漏加、重复加一行，看等式是否成立，并数出同一改动使多少其他不成立的等式成立、使多少成立的等式不成立。", "For every failing equation single changes are tried: a digit missing, doubled, swapped or taken for another (3/8, 5/6, 0/6, 1/7), ×10, ×10⁴, the sign, or a row left out of a sum or counted twice; and it is counted how many other failing equations the same change closes, and how many that hold it would break."),
		Why:     say("一处笔误常使多个等式同时不成立；能同时解释它们的改动最值得先问。", "One slip makes several equations fail; the change that explains them all is what to ask about first."),
		Breaks:  say("手工录入、改单位、增删行之后未重算。", "Figures typed by hand, units changed, rows added or deleted without adding up anew."),
		Allowed: say("只是推测，附在该项发现之后，从不单独成为发现，也不断言哪个数字有误。", "Hypotheses only: they stand with the finding they explain, are never findings themselves, and never say which figure is wrong."),
	},
	Authority: say("算术；笔误类型为一般经验。", "Arithmetic; the kinds of slip are general experience."),
	Examples: []reconcile.Example{
		holds("nothing closes it", twoLaneTable("= income>grand-total 收入总计 | 10.07", "= expenditure>grand-total 支出总计 | 25.84 | 25.84 |")),
		holds("too short a figure for a slip to mean anything", twoLaneTable("= income>grand-total 收入总计 | 0.07", "= expenditure>grand-total 支出总计 | 0.50 | 0.50 |")),
		fires("digits swapped", twoLaneTable(". expenditure>201 一般公共服务支出 | 2143.19", ". expenditure>208 社会保障和就业支出 | 239.28", "= expenditure>year-total 本年支出合计 | 2373.47")),
		fires("a class left out of the total", twoLaneTable(". expenditure>201 一般公共服务支出 | 61.37", ". expenditure>208 社会保障和就业支出 | 40.08", ". expenditure>210 卫生健康支出 | 15.92", "= expenditure>year-total 本年支出合计 | 77.29")),
		skips("nothing fails", twoLaneTable("= income>grand-total 收入总计 | 10.00", "= expenditure>grand-total 支出总计 | 10.00 | 10.00 |")),
		lacks("read by OCR", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | ocr 11.00 | ocr 6.00 | ocr 4.00")),
	},
}
