package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

const lanes = "income>amount expenditure>total expenditure>year expenditure>carry"

// twoLaneTable is a whole 收支总表; more rows come after.
func twoLaneTable(rows ...string) piece {
	return table(fact.IncomeExpenditureTotal, lanes, rows...)
}

var balance = &reconcile.Rule{
	ID: "A01", Group: groupA, Level: reconcile.Error, Check: checkBalance, Authority: arithmetic,
	Title: say("收支总表平衡", "Income total equals expenditure total"),
	Doc: reconcile.Doc{
		States:  say("收支总表、财政拨款收支总表：收入总计 = 支出总计，逐个对应栏。", "In the two-lane tables total income equals total expenditure, column by column where both lanes have it."),
		Why:     say("收入与支出的总计包括结转，按定义相等。", "Both totals hold what is carried over and are equal by definition."),
		Breaks:  say("只改了一侧；结转只计入一侧；录入错位。", "One side edited alone; what is carried over counted on one side; slips of entry."),
		Allowed: say("本年合计不必相等，差额为结转。", "The year's totals may differ by what is carried over."),
	},
	Examples: []reconcile.Example{
		holds("equal", twoLaneTable("= income>grand-total 收入总计 | 10.00", "= expenditure>grand-total 支出总计 | 10.00 | 10.00 |")),
		holds("edge of the interval", twoLaneTable("= income>grand-total 收入总计 | 10.01", "= expenditure>grand-total 支出总计 | 10.00 | 10.00 |")),
		fires("one past the edge", twoLaneTable("= income>grand-total 收入总计 | 10.02", "= expenditure>grand-total 支出总计 | 10.00 | 10.00 |")),
		fires("unit shifted", twoLaneTable("= income>grand-total 收入总计 | 2541.25", "= expenditure>grand-total 支出总计 | 254.13 | 254.13 |")),
		skips("no such table", table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00")),
		lacks("read by OCR", twoLaneTable("= income>grand-total 收入总计 | ocr 10.02", "= expenditure>grand-total 支出总计 | 10.00 | 10.00 |")),
		lacks("no grand total found", twoLaneTable("= income>year-total 本年收入合计 | 10.00")),
	},
}

var carryOver = &reconcile.Rule{
	ID: "A02", Group: groupA, Level: reconcile.Error, Check: checkCarryOver, Authority: arithmetic,
	Title: say("本年合计与结转勾稽", "Year's total plus what is carried over equals the grand total"),
	Doc: reconcile.Doc{
		States:  say("本年收入合计 + 上年结转（+ 使用结余）= 收入总计；本年支出合计 + 年终结转（+ 结余分配）= 支出总计；合计 = 当年预算安排 + 上年结转安排。", "The year's total and what is carried in, out or distributed make the grand total; in each row the total is this year's plus last year's part."),
		Why:     say("结转是两个合计之间唯一的差别。", "What is carried over is all that lies between the two totals."),
		Breaks:  say("结转漏填；合计用了另一栏。", "What is carried over left out; a total taken from another column."),
		Allowed: say("结转栏空白按零计并注明；表中另有未识别的行时不判断。", "A blank is read as zero, and said so; where a row is not understood nothing is decided."),
	},
	Examples: []reconcile.Example{
		holds("with a blank carry-over", twoLaneTable("= income>year-total 本年收入合计 | 10.00", ". income>carry-in 上年结转 | ", "= income>grand-total 收入总计 | 10.00")),
		holds("edge of the interval", twoLaneTable("= income>year-total 本年收入合计 | 10.00", ". income>carry-in 上年结转 | 2.00", "= income>grand-total 收入总计 | 12.01")),
		fires("one past the edge", twoLaneTable("= income>year-total 本年收入合计 | 10.00", ". income>carry-in 上年结转 | 2.00", "= income>grand-total 收入总计 | 12.02")),
		fires("row total", twoLaneTable(". expenditure>201 一般公共服务支出 | 9.00 | 8.00 | 0.50")),
		skips("no such table", table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00")),
		lacks("an unknown row between", twoLaneTable("= income>year-total 本年收入合计 | 10.00", "? income>调剂 调剂资金 | 1.00", "= income>grand-total 收入总计 | 12.00")),
		lacks("cut by a page break", twoLaneTable("= income>year-total 本年收入合计 | 10.00", ". income>carry-in 上年结转 | cut 2.00", "= income>grand-total 收入总计 | 13.00")),
	},
}

var classTotal = &reconcile.Rule{
	ID: "A03", Group: groupA, Level: reconcile.Error, Check: checkClasses, Authority: classification,
	Title: say("功能类合计", "Classes add up to the year's total"),
	Doc: reconcile.Doc{
		States:  say("收支总表、财政拨款收支总表中，各支出类之和 = 本年支出合计，各收入来源之和 = 本年收入合计，逐栏。", "In the two-lane tables the classes make the year's expenditure and the sources the year's income, in every column."),
		Why:     say("各类穷尽全部支出。", "The classes are all there is."),
		Breaks:  say("某一类改动后合计未改；某类填错行。", "A class changed and the total not; a class on the wrong row."),
		Allowed: say("各数四舍五入造成的尾差只作提示；像是少列一行的，只作询问。", "What rounding leaves is a note; sums that fall short as if a row were missing are a question."),
	},
	Examples: []reconcile.Example{
		holds("two classes", twoLaneTable(". expenditure>201 一般公共服务支出 | 6.00 | 6.00 |", ". expenditure>208 社会保障和就业支出 | 4.00 | 4.00 |", "= expenditure>year-total 本年支出合计 | 10.00 | 10.00 |")),
		holds("edge of the interval", twoLaneTable(". expenditure>201 一般公共服务支出 | 6.00", ". expenditure>208 社会保障和就业支出 | 4.00", "= expenditure>year-total 本年支出合计 | 10.01")),
		fires("one past the edge", twoLaneTable(". expenditure>201 一般公共服务支出 | 6.00", ". expenditure>208 社会保障和就业支出 | 4.00", "= expenditure>year-total 本年支出合计 | 10.02")),
		fires("digits swapped", twoLaneTable(". expenditure>201 一般公共服务支出 | 2143.19", ". expenditure>208 社会保障和就业支出 | 239.28", "= expenditure>year-total 本年支出合计 | 2373.47")),
		skips("no such table", table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00")),
		lacks("misread form", twoLaneTable(". expenditure>201 一般公共服务支出 | 6.00", ". expenditure>208 社会保障和就业支出 | 4.00", "= expenditure>year-total 本年支出合计 | 12.00"), misread),
		lacks("a class read by OCR", twoLaneTable(". expenditure>201 一般公共服务支出 | ocr 6.00", ". expenditure>208 社会保障和就业支出 | 4.00", "= expenditure>year-total 本年支出合计 | 12.00")),
	},
}

// byCode is a 支出总表 with three levels; the parameters are what is printed for 20106 and for the total.
func byCode(section, total string) piece {
	return table(fact.ExpenditureTotal, "total basic project",
		"= total 合计 | "+total+" | 6.00 | 4.00", ". 201 一般公共服务支出 | 7.00 | 3.00 | 4.00", ". 20106 财政事务 | "+section+" | 3.00 | 4.00",
		". 2010601 行政运行 | 3.00 | 3.00 |", ". 2010607 信息化建设 | 4.00 | | 4.00", ". 208 社会保障和就业支出 | 3.00 | 3.00 |",
		". 20805 行政事业单位养老支出 | 3.00 | 3.00 |", ". 2080505 养老保险缴费支出 | 3.00 | 3.00 |")
}

var codeLevels = &reconcile.Rule{
	ID: "A04", Group: groupA, Level: reconcile.Error, Check: checkCodes, Authority: classification,
	Title: say("科目层级汇总", "Codes add up level by level"),
	Doc: reconcile.Doc{
		States:  say("按科目列示的表：类 = 其下各款之和，款 = 其下各项之和，合计 = 各类之和，逐栏。", "In tables by code a class is the sum of its sections, a section that of its items, the total that of the classes, in every column."),
		Why:     say("科目编码的前缀就是层级。", "The code itself names what it belongs to."),
		Breaks:  say("改了项没有改款、类；行被删去或重复。", "An item changed and its section not; a row lost or doubled."),
		Allowed: say("只列部分科目的表、有多个单位的表：结构未能由其余等式印证时不判断；多栏同时偏小、像是少列一行的，只作询问。", "Tables that list some codes only: where the other sums do not bear the structure out, nothing is decided. Sums that fall short in several columns, as if a row were missing, are a question."),
	},
	Examples: []reconcile.Example{
		holds("three levels", byCode("7.00", "10.00")),
		holds("edge of the interval", byCode("7.01", "10.00")),
		fires("one past the edge", byCode("7.02", "10.00")),
		fires("total off", byCode("7.00", "11.00")),
		skips("no such table", twoLaneTable("= income>grand-total 收入总计 | 10.00")),
		lacks("read by OCR", table(fact.ExpenditureTotal, "total", "= total 合计 | ocr 9.00", ". 201 一般公共服务支出 | 7.00")),
		lacks("nothing else bears it out", table(fact.ExpenditureTotal, "total", "= total 合计 | 9.00", ". 201 一般公共服务支出 | 7.00")),
	},
}

// byFund is a 收入总表 with columns by source; the parameter is the first cell of its second row.
func byFund(cell string) piece {
	return table(fact.IncomeTotal, "total general-budget government-fund unit-funds",
		"= total 合计 | 10.00 | 6.00 | 3.00 | 1.00", ". 201 一般公共服务支出 | "+cell+" | 4.00 | 2.00 | 1.00", ". 208 社会保障和就业支出 | 3.00 | 2.00 | 1.00 |")
}

var rowTotal = &reconcile.Rule{
	ID: "A05", Group: groupA, Level: reconcile.Error, Check: checkRowSums, Authority: arithmetic,
	Title: say("行内合计", "A row's total is the sum of its columns"),
	Doc: reconcile.Doc{
		States:  say("合计（小计）栏 = 同组各栏之和：基本支出 + 项目支出；各资金来源。", "A total column is the sum of its group: basic and project expenditure; the sources of funds."),
		Why:     say("各栏穷尽合计。", "The columns are all there is."),
		Breaks:  say("改一栏未改合计；数字串行。", "A column changed and the total not; a figure on the wrong row."),
		Allowed: say("上年结转是否计入合计各地不同：以表中其余各行所印证的口径为准；“其中”栏不相加。", "Whether what is carried over is in the total differs by place: what the other rows bear out counts. Columns that show a part apart are not added."),
	},
	Examples: []reconcile.Example{
		holds("by source of funds", byFund("7.00")),
		holds("edge of the interval", byFund("7.02")),
		fires("one past the edge", byFund("7.03")),
		fires("basic and project", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | 11.00 | 6.00 | 4.00")),
		skips("no such table", twoLaneTable("= income>grand-total 收入总计 | 10.00")),
		lacks("a column nobody knows", table(fact.ExpenditureTotal, "total basic 其他", "= total 合计 | 11.00 | 6.00 | 4.00", ". 201 一般公共服务支出 | 8.00 | 4.00 | 3.00")),
		lacks("read by OCR", table(fact.ExpenditureTotal, "total basic project", "= total 合计 | ocr 11.00 | 6.00 | 4.00")),
	},
}

// byProject is a 项目支出表; the parameter is the total.
func byProject(total string) piece {
	return table(fact.Projects, "total general-budget", "= total 示例局 | "+total+" | 9.00", ". 甲 项目甲 | 6.00 | 6.00", ". 乙 项目乙 | 3.00 | 3.00")
}

var detailTotal = &reconcile.Rule{
	ID: "A06", Group: groupA, Level: reconcile.Error, Check: checkDetails, Authority: arithmetic,
	Title: say("合计行与明细行", "Total rows are the sum of the rows below them"),
	Doc: reconcile.Doc{
		States:  say("项目支出、机关运行经费、采购等表：合计行 = 其下明细行之和；部门、单位行逐级核对，不互相相加。", "In tables by project or unit a total row is the sum of its details; department and unit rows are levels and are not added to each other."),
		Why:     say("明细穷尽合计。", "The details are all there is."),
		Breaks:  say("增删项目后合计未改。", "A project added or taken out and the total kept."),
		Allowed: say("一级、二级项目并列的表：结构未被其余栏印证时不判断。", "Tables that list projects on two levels: where the other columns do not bear the structure out, nothing is decided."),
	},
	Examples: []reconcile.Example{
		holds("two projects", byProject("9.00")),
		holds("edge of the interval", byProject("9.01")),
		fires("one past the edge", byProject("9.02")),
		fires("unit and projects", table(fact.Projects, "total general-budget", "= total 示例局 | 9.00 | 9.00", "+ 单位 示例局本级 | 9.00 | 9.00", ". 甲 项目甲 | 6.00 | 6.00", ". 乙 项目乙 | 2.00 | 3.00")),
		skips("no such table", twoLaneTable("= income>grand-total 收入总计 | 10.00")),
		lacks("one column alone", table(fact.Projects, "total", "= total 示例局 | 12.00", ". 甲 项目甲 | 6.00", ". 乙 项目乙 | 3.00")),
		lacks("read by OCR", table(fact.Projects, "total", "= total 示例局 | ocr 12.00", ". 甲 项目甲 | 6.00")),
	},
}

// byClass is a 基本支出表; the parameters are the class 301 and the grand total.
func byClass(class, total string) piece {
	return table(fact.BasicExpenditure, "total personnel public",
		"= total 合计 | "+total+" | 10.00 | 5.00", ". 301 工资福利支出 | "+class+" | 8.00 |", ". 30101 基本工资 | 5.00 | 5.00 |", ". 30102 津贴补贴 | 3.00 | 3.00 |",
		". 302 商品和服务支出 | 5.00 | | 5.00", ". 30201 办公费 | 3.00 | | 3.00", ". 30211 差旅费 | 2.00 | | 2.00", ". 303 对个人和家庭的补助 | 2.00 | 2.00 |", ". 30302 退休费 | 2.00 | 2.00 |")
}

var economicTotal = &reconcile.Rule{
	ID: "A07", Group: groupA, Level: reconcile.Error, Check: checkEconomic, Authority: classification,
	Title: say("经济分类小计", "Economic classes add up"),
	Doc: reconcile.Doc{
		States:  say("按经济分类列示的表：类 = 其下各款之和，合计 = 各类之和 = 各款之和，逐栏。", "In tables by economic kind a class is the sum of its items, the total that of the classes and of all items, in every column."),
		Why:     say("款穷尽类，类穷尽合计。", "Items make classes, classes make the total."),
		Breaks:  say("某款误填为类的金额（30299 = 302）；改款未改类。", "An item filled with its class's amount; an item changed and its class not."),
		Allowed: say("四舍五入尾差只作提示；只列主要款的表不判断。", "What rounding leaves is a note; tables that list main items only are not judged."),
	},
	Examples: []reconcile.Example{
		holds("two levels", byClass("8.00", "15.00")),
		holds("edge of the interval", byClass("8.01", "15.01")),
		fires("one past the edge", byClass("8.02", "15.02")),
		fires("item with its class's amount", table(fact.BasicExpenditure, "total personnel public", "= total 合计 | 15.00 | 10.00 | 5.00", ". 301 工资福利支出 | 10.00 | 10.00 |",
			". 30101 基本工资 | 7.00 | 7.00 |", ". 30102 津贴补贴 | 3.00 | 3.00 |", ". 302 商品和服务支出 | 5.00 | | 5.00", ". 30201 办公费 | 3.00 | | 3.00", ". 30299 其他商品和服务支出 | 5.00 | | 2.00")),
		skips("no such table", twoLaneTable("= income>grand-total 收入总计 | 10.00")),
		lacks("read by OCR", table(fact.BasicExpenditure, "total", "= total 合计 | ocr 15.00", ". 301 工资福利支出 | 10.00")),
		lacks("main items only", table(fact.BasicExpenditure, "total", "= total 合计 | 15.00", ". 301 工资福利支出 | 14.00", ". 30101 基本工资 | 7.00", ". 30102 津贴补贴 | 3.00")),
	},
}

var personnelPublic = &reconcile.Rule{
	ID: "A08", Group: groupA, Level: reconcile.Error, Check: checkPersonnelPublic, Authority: classification,
	Title: say("基本支出=人员+公用", "Basic expenditure is personnel plus public expenditure"),
	Doc: reconcile.Doc{
		States:  say("基本支出表：合计 = 人员经费 + 公用经费，逐行；人员经费 = 301 + 303，公用经费 = 302 + 307 + 309 至 313。", "In each row the total is personnel plus public expenditure; personnel is classes 301 and 303, public the others."),
		Why:     say("基本支出只有这两部分。", "Basic expenditure has these two parts."),
		Breaks:  say("人员与公用之间调整后未改合计。", "An amount moved between the two and the total kept."),
		Allowed: say("399其他支出可归任一部分，有数字时不判断类级。", "Class 399 can be either; where it has a figure the classes are not judged."),
	},
	Examples: []reconcile.Example{
		holds("every row", byClass("8.00", "15.00")),
		holds("edge of the interval", table(fact.BasicExpenditure, "total personnel public", "= total 合计 | 15.01 | 10.00 | 5.00")),
		fires("one past the edge", table(fact.BasicExpenditure, "total personnel public", "= total 合计 | 15.02 | 10.00 | 5.00")),
		fires("as rows", table(fact.BasicExpenditure, "amount", "= personnel 人员经费合计 | 10.00", "= public 公用经费合计 | 5.00", "= total 合计 | 16.00")),
		skips("no such table", twoLaneTable("= income>grand-total 收入总计 | 10.00")),
		lacks("read by OCR", table(fact.BasicExpenditure, "total personnel public", "= total 合计 | 16.00 | ocr 10.00 | 5.00")),
		lacks("misread form", table(fact.BasicExpenditure, "total personnel public", "= total 合计 | 16.00 | 10.00 | 5.00"), misread),
	},
}

// threePublicTable is a 三公经费表; the parameters are vehicles and total.
func threePublicTable(vehicles, total string) piece {
	return table(fact.ThreePublic, "total", ". abroad 因公出国（境）费 | 1.00", ". reception 公务接待费 | 2.00", ". vehicles 公务用车购置及运行费 | "+vehicles,
		"~ vehicle-purchase 公务用车购置费 | 0.00", "~ vehicle-running 公务用车运行维护费 | 3.00", "= total 合计 | "+total)
}

var threePublicTotal = &reconcile.Rule{
	ID: "A09", Group: groupA, Level: reconcile.Error, Check: checkThreePublic,
	Title: say("三公合计", "Three public expenses add up"),
	Doc: reconcile.Doc{
		States:  say("“三公”经费合计 = 因公出国（境）费 + 公务接待费 + 公务用车购置及运行费；公务用车 = 购置费 + 运行维护费。预算数、决算数分别核对。", "The total is going abroad, reception and vehicles; vehicles are purchase and running. Budget and actual figures each."),
		Why:     say("三公是公众最关注的数字，必须公开总额与分项。", "These are the figures the public asks for, in total and by item."),
		Breaks:  say("某项调整后合计未改；车辆小计与购置、运行不符。", "An item changed and the total kept."),
		Allowed: say("空白只在等式成立时按零计；表内另有会议费、培训费时两种口径均可。", "A blank counts as zero only if the sum then holds; where meetings and training stand in the table either reading will do."),
	},
	Authority: say("财预〔2016〕143号；基层政务公开标准目录：公开“三公”经费总额及分项。", "财预〔2016〕143号 and the catalogue for local disclosure: the total and the items are published."),
	Examples: []reconcile.Example{
		holds("all items", threePublicTable("3.00", "6.00")),
		holds("edge of the interval", threePublicTable("3.00", "6.02")),
		fires("one past the edge", threePublicTable("3.00", "6.03")),
		fires("vehicles", threePublicTable("4.00", "7.00")),
		skips("no such table", twoLaneTable("= income>grand-total 收入总计 | 10.00")),
		lacks("blank items that do not add up", table(fact.ThreePublic, "total", ". abroad 因公出国（境）费 | ", ". reception 公务接待费 | 2.00", ". vehicles 公务用车 | 3.00", "= total 合计 | 6.00")),
		lacks("read by OCR", table(fact.ThreePublic, "total", ". abroad 因公出国（境）费 | 1.00", ". reception 公务接待费 | ocr 2.00", ". vehicles 公务用车 | 3.00", "= total 合计 | 9.00")),
	},
}
