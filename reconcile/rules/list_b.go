package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// totals is a 收支总表 of totals alone.
func totals(year, carry, grand string) piece {
	return table(fact.IncomeExpenditureTotal, "income>amount expenditure>total",
		"= income>year-total 本年收入合计 | "+year, ". income>carry-in 上年结转 | "+carry, "= income>grand-total 收入总计 | "+grand,
		"= expenditure>year-total 本年支出合计 | "+grand, "= expenditure>grand-total 支出总计 | "+grand)
}

func expenditureTable(total string) piece {
	return table(fact.ExpenditureTotal, "total basic project", "= total 合计 | "+total+" | 6.00 | 4.00")
}

var totalsAcross = &reconcile.Rule{
	ID: "B01", Group: groupB, Level: reconcile.Error, Check: checkTotals, Authority: arithmetic,
	Title: say("总额跨表一致", "Totals are equal across tables"),
	Doc: reconcile.Doc{
		States:  say("收支总表的收入（支出）合计 = 收入总表（支出总表）合计；财政拨款收支总表各预算的支出 = 对应支出表合计；两张总表的财政拨款收入相等。", "The totals of the two-lane table are those of the tables of income and of expenditure; each fiscal budget's expenditure is that of its own table; the fiscal sources of income agree."),
		Why:     say("同一总额印在多张表上。", "One total is printed in several tables."),
		Breaks:  say("修改后没有同步各表；某表用了上一稿。", "One table not brought up to date."),
		Allowed: say("含或不含结转均可：与本年合计或总计之一相符即可。一份文件含多个单位的表时不判断。", "With or without what is carried over: agreeing with either total will do. Files with the tables of several units are not judged."),
	},
	Examples: []reconcile.Example{
		holds("year's total", totals("10.00", "", "10.00"), expenditureTable("10.00")),
		holds("edge of the interval", totals("10.00", "", "10.00"), expenditureTable("10.01")),
		holds("with what is carried over", totals("8.00", "2.00", "10.00"), table(fact.IncomeTotal, "total", "= total 合计 | 10.00")),
		fires("one past the edge", totals("10.00", "", "10.00"), expenditureTable("10.02")),
		fires("general budget", table(fact.FiscalTotal, "income>amount expenditure>total expenditure>general-budget", "= expenditure>year-total 本年支出合计 | 10.00 | 10.00", "= expenditure>grand-total 支出总计 | 10.00 | 10.00"),
			table(fact.GeneralExpenditure, "total", "= total 合计 | 11.00")),
		skips("one table alone", expenditureTable("10.00")),
		lacks("several units", totals("10.00", "", "10.00"), expenditureTable("6.00"), expenditureTable("4.00")),
		lacks("read by OCR", totals("10.00", "", "10.00"), expenditureTable("ocr 12.00")),
	},
}

func classTables(class string) []piece {
	return []piece{
		table(fact.IncomeExpenditureTotal, "income>amount expenditure>total", ". expenditure>201 一般公共服务支出 | 7.00", ". expenditure>208 社会保障和就业支出 | 3.00",
			"= expenditure>year-total 本年支出合计 | 10.00", "= expenditure>grand-total 支出总计 | 10.00"),
		table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00", ". 201 一般公共服务支出 | "+class, ". 208 社会保障和就业支出 | 3.00"),
	}
}

var classesAcross = &reconcile.Rule{
	ID: "B02", Group: groupB, Level: reconcile.Error, Check: checkClassesAcross, Authority: classification,
	Title: say("类级跨表一致", "Classes are equal across tables"),
	Doc: reconcile.Doc{
		States:  say("收支总表的各支出类 = 支出总表的同类；财政拨款收支总表的一般公共预算各类 = 一般公共预算支出表的同类。", "Each class has the same amount in the two-lane table and in the table by code."),
		Why:     say("同一类支出印在两张表上。", "One class is printed in two tables."),
		Breaks:  say("调整科目后只改一张表。", "A change of code carried into one table only."),
		Allowed: say("两表合计口径不同（结转、资金范围）时不比较。", "Tables whose totals differ (carry-over, funds) are not compared."),
	},
	Examples: []reconcile.Example{
		holds("same classes", classTables("7.00")...),
		holds("edge of the interval", classTables("7.01")...),
		fires("one past the edge", classTables("7.02")...),
		fires("another amount", classTables("6.00")...),
		skips("one table alone", expenditureTable("10.00")),
		lacks("another scope", totals("10.00", "", "10.00"), table(fact.ExpenditureTotal, "total", "= total 合计 | 12.00", ". 201 一般公共服务支出 | 12.00")),
		lacks("read by OCR", table(fact.IncomeExpenditureTotal, "income>amount expenditure>total", ". expenditure>201 一般公共服务支出 | ocr 8.00", "= expenditure>year-total 本年支出合计 | 10.00"),
			table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00", ". 201 一般公共服务支出 | 7.00")),
	},
}

func codeTables(item string) []piece {
	return []piece{
		table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00", ". 201 一般公共服务支出 | 10.00", ". 20106 财政事务 | 10.00", ". 2010601 行政运行 | 6.00", ". 2010607 信息化建设 | 4.00"),
		table(fact.GeneralExpenditure, "total", "= total 合计 | 10.00", ". 201 一般公共服务支出 | 10.00", ". 20106 财政事务 | 10.00", ". 2010601 行政运行 | 6.00", ". 2010607 信息化建设 | "+item),
	}
}

var codesAcross = &reconcile.Rule{
	ID: "B03", Group: groupB, Level: reconcile.Error, Check: checkCodesAcross, Authority: disclosure,
	Title: say("科目逐码一致", "Codes are equal across tables"),
	Doc: reconcile.Doc{
		States:  say("收入总表（+ 上年结转）逐码 = 支出总表；支出总表逐码 = 一般公共预算 + 政府性基金 + 国有资本经营支出表。", "Code by code, income (with what is carried over) equals expenditure, and total expenditure equals the three budgets' tables."),
		Why:     say("同一科目印在多张表上。", "One code is printed in several tables."),
		Breaks:  say("调整后未同步；数字错行。", "A change not carried through; a figure on the wrong row."),
		Allowed: say("合计口径不同（专户、单位资金、结转）时不逐码比较；一张表没有的科目不判断。", "Where the totals differ (other funds, carry-over) codes are not compared; a code missing from one table is not judged."),
	},
	Examples: []reconcile.Example{
		holds("same codes", codeTables("4.00")...),
		holds("edge of the interval", codeTables("4.01")...),
		fires("one past the edge", codeTables("4.02")...),
		fires("income and expenditure", table(fact.IncomeTotal, "total carry-in", "= total 合计 | 8.00 | 2.00", ". 2010601 行政运行 | 5.00 | 2.00", ". 2010607 信息化建设 | 3.00 |"),
			table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00", ". 2010601 行政运行 | 6.00", ". 2010607 信息化建设 | 3.00")),
		skips("one table alone", expenditureTable("10.00")),
		skips("another scope", table(fact.ExpenditureTotal, "total", "= total 合计 | 12.00", ". 2010601 行政运行 | 12.00"), table(fact.GeneralExpenditure, "total", "= total 合计 | 10.00", ". 2010601 行政运行 | 10.00")),
		lacks("codes missing", table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00", ". 2010602 一般行政管理事务 | 10.00"), table(fact.GeneralExpenditure, "total", "= total 合计 | 10.00", ". 2010601 行政运行 | 10.00")),
	},
}

func basicTables(total string) []piece {
	return []piece{
		table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 10.00 | 6.00 | 4.00"),
		table(fact.BasicExpenditure, "total personnel public", "= total 合计 | "+total+" | 4.00 | 2.00"),
	}
}

var basicAcross = &reconcile.Rule{
	ID: "B04", Group: groupB, Level: reconcile.Error, Check: checkBasic, Authority: disclosure,
	Title: say("基本支出跨表", "Basic expenditure is equal across tables"),
	Doc: reconcile.Doc{
		States:  say("基本支出表（经济分类）合计 = 一般公共预算支出表的基本支出合计。", "The total by economic class equals basic expenditure by function."),
		Why:     say("同一笔支出的两种分类。", "Two classifications of one expenditure."),
		Breaks:  say("经济分类表未随功能分类表修改。", "One of the two not brought up to date."),
		Allowed: say("基本支出表为全部资金口径时，与支出总表的基本支出相符即可。", "A table of all funds may agree with basic expenditure in the table of total expenditure."),
	},
	Examples: []reconcile.Example{
		holds("same total", basicTables("6.00")...),
		holds("edge of the interval", basicTables("6.01")...),
		fires("one past the edge", basicTables("6.02")...),
		fires("two parts without a total", table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 10.00 | 6.00 | 4.00"),
			table(fact.BasicExpenditure, "amount", "= personnel 人员经费合计 | 4.00", "= public 公用经费合计 | 3.00")),
		skips("one table alone", expenditureTable("10.00")),
		lacks("no column of basic expenditure", table(fact.GeneralExpenditure, "total", "= total 合计 | 10.00"), table(fact.BasicExpenditure, "total", "= total 合计 | 7.00")),
		lacks("read by OCR", basicTables("ocr 7.00")...),
	},
}

func projectTables(carried string) []piece {
	return []piece{
		table(fact.ExpenditureTotal, "total basic project", "= total 合计 | 20.00 | 10.00 | 10.00"),
		table(fact.Projects, "total", "= total 示例局 | 8.00", ". 甲 项目甲 | 8.00"),
		table(fact.ProjectsCarryOver, "total", "= total 示例局 | "+carried, ". 乙 项目乙 | "+carried),
	}
}

var projectsAcross = &reconcile.Rule{
	ID: "B05", Group: groupB, Level: reconcile.Error, Check: checkProjects, Authority: disclosure,
	Title: say("项目支出跨表", "Project expenditure is equal across tables"),
	Doc: reconcile.Doc{
		States:  say("支出总表的项目支出合计 = 项目支出表（本年）合计 + 项目支出表（上年结转）合计。", "Project expenditure in the table of total expenditure equals the projects of the year and those carried over."),
		Why:     say("同一笔支出按功能和按项目各印一次。", "One expenditure by function and by project."),
		Breaks:  say("增删项目后另一张表未改。", "A project added or taken out in one table."),
		Allowed: say("项目表只列一般公共预算时，与一般公共预算项目支出相符即可；没有结转表时只作询问。", "A list of general-budget projects may agree with that budget's table; without a table of what is carried over it is a question."),
	},
	Examples: []reconcile.Example{
		holds("with what is carried over", projectTables("2.00")...),
		holds("edge of the interval", projectTables("2.01")...),
		fires("one past the edge", projectTables("2.02")...),
		fires("no table of what is carried over", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | 20.00 | 10.00 | 10.00"), table(fact.Projects, "total", "= total 示例局 | 8.00", ". 甲 项目甲 | 8.00")),
		skips("one table alone", expenditureTable("10.00")),
		lacks("no total", expenditureTable("20.00"), table(fact.Projects, "total", ". 甲 项目甲 | 8.00")),
		lacks("read by OCR", projectTables("ocr 5.00")...),
	},
}

func costTables(cost string) []piece {
	return []piece{
		table(fact.BasicExpenditure, "total personnel public", "= total 合计 | 10.00 | 6.00 | 4.00"),
		table(fact.OperatingCost, "total general-budget", "= total 部门合计 | "+cost+" | "+cost),
	}
}

var operatingCost = &reconcile.Rule{
	ID: "B06", Group: groupB, Level: reconcile.Warning, Check: checkOperatingCost,
	Title: say("公用经费与机关运行经费", "Operating cost is public expenditure"),
	Doc: reconcile.Doc{
		States:  say("全部为行政或参公单位时，机关运行经费 = 基本支出中的公用经费；其余情形机关运行经费不大于公用经费。", "Where all units are administrative, operating cost is the public part of basic expenditure; otherwise it is no more."),
		Why:     say("机关运行经费按定义是行政、参公单位的公用经费。", "That is its definition."),
		Breaks:  say("口径混用；一处未更新。", "Scopes mixed; one of the two not brought up to date."),
		Allowed: say("含事业单位的部门两者不等；单位性质未写明时，小于不作判断。", "Departments with institutions differ; where the kinds of units are not stated, less is not judged."),
	},
	Authority: say("机关运行经费的定义见各文件名词解释；全国统一口径未经核实。", "The definition is in the documents' glossaries; a national definition is not confirmed."),
	Examples: []reconcile.Example{
		holds("equal", costTables("4.00")...),
		holds("edge of the interval", costTables("4.01")...),
		fires("one past the edge", costTables("4.02")...),
		fires("far more", costTables("40.00")...),
		skips("one table alone", expenditureTable("10.00")),
		lacks("less, kinds of units unknown", costTables("3.00")...),
		lacks("read by OCR", costTables("ocr 9.00")...),
	},
}
