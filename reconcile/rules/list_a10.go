package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// threeRows is a 支出总表 of three rows of 1.00 and 1.00 whose columns add up only where every one of them is rounded
// down by all that rounding can take; the parameters are the total of the table and that of its first row.
func threeRows(total, first string) piece {
	return table(fact.ExpenditureTotal, "total basic project", "= total 合计 | "+total+" | 3.02 | 3.02",
		". 201 一般公共服务支出 | "+first+" | 1.00 | 1.00", ". 208 社会保障和就业支出 | 2.01 | 1.00 | 1.00", ". 210 卫生健康支出 | 2.01 | 1.00 | 1.00")
}

var jointly = &reconcile.Rule{
	ID: "A10", Group: groupA, Level: reconcile.Error, Check: (*reconcile.Pass).JudgeTogether,
	Title: say("舍入可行性", "Sums that cannot hold together"),
	Doc: reconcile.Doc{
		States:  say("其他规则逐个核对成立的等式，必须存在一组真实数值（各在印出数字的舍入区间内）同时满足；不存在时，指出其中最小的一组互不相容的等式。", "The equations that hold one by one for the other rules hold together: there are true values, each within the interval of its printed figure, that satisfy all of them; where there are none, a smallest set of equations that excludes them is named."),
		Why:     say("同一数字出现在多个等式中，每个等式的尾差各自可用四舍五入解释，但这些解释可能互相矛盾。", "One figure stands in several equations; each may be off by what rounding explains, while the explanations exclude one another."),
		Breaks:  say("先四舍五入再相加；末位数字录入有误；某处合计未随分项更新。", "Figures rounded before they are added up; a slip in the last digit; a total not updated with its parts."),
		Allowed: say("占比、增幅不参与（可能按印出的数字计算）；结构未能印证、读数不确定的等式不参与；单独已不成立的等式不再重复；仅当全部等式都是同一张表内按定义成立的算术时才列为错误。", "Percentages take no part (they may be worked out from printed figures), nor equations whose structure or reading is not sure, nor those that fail alone. It is an error only where every equation is arithmetic of one table by definition."),
	},
	Authority: say("算术：精确有理数线性规划（可行性），区间为印出数字的半个末位。", "Arithmetic: exact linear programming on fractions (feasibility); intervals are half of the last printed place."),
	Examples: []reconcile.Example{
		holds("edge: one set of values is left", threeRows("6.03", "2.01")),
		holds("off by what rounding explains", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | 10.01 | 6.00 | 4.01", ". 201 一般公共服务支出 | 5.01 | 3.00 | 2.00", ". 208 社会保障和就业支出 | 5.00 | 3.00 | 2.00")),
		fires("the first row leaves no room", threeRows("6.03", "2.00")),
		fires("the total leaves no room", threeRows("6.04", "2.01")),
		skips("no sum", table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00")),
		lacks("decimals left out", twoLaneTable("= income>grand-total 收入总计 | 1996.83", "= expenditure>grand-total 支出总计 | 19968361.41元 | 19968361.41元 |")),
	},
}
