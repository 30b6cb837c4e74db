package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// aged makes the document one of another year.
func aged(year int) piece {
	return func(s *fact.Set) { s.Document.Year = year }
}

var subjectNames = &reconcile.Rule{
	ID: "F01", Group: groupF, Level: reconcile.Warning, Check: checkSubjectNames, Authority: classification,
	Title: say("科目编码与名称", "A code stands beside its subject's name"),
	Doc: reconcile.Doc{
		States:  say("表中的科目编码与名称是政府收支分类科目中的一对。", "Code and name in a row are a pair of the classification of revenue and expenditure."),
		Why:     say("编码或名称有一个错，金额就归错了科目。", "With one of them wrong the money is counted under another subject."),
		Breaks:  say("编码错位一行；沿用旧名称；错别字。", "Codes shifted by a row; names of older editions; slips of the pen."),
		Allowed: say("简称、截断的名称不作问题；清单没有的编码不判断；名称相近的只作提示；清单中未经公开文件印证的名称不单独作问题。", "Shortened names are no matter; codes the lists lack are not judged; a name much like the right one is a note, and so is one against a name that no document confirms."),
	},
	Examples: []reconcile.Example{
		holds("pairs of the list", table(fact.BasicExpenditure, "total", ". 302 商品和服务支出 | 5.00", ". 30208 取暖费 | 5.00")),
		holds("shortened", table(fact.GeneralExpenditure, "total", ". 2080506 机关事业单位职业年金 | 5.00")),
		fires("name of the next code", table(fact.BasicExpenditure, "total", ". 302 商品和服务支出 | 8.00", ". 30208 取暖费 | 5.00", ". 30208 物业管理费 | 3.00")),
		fires("slip of the pen", table(fact.BasicExpenditure, "total", ". 30213 维护（护）费 | 5.00")),
		fires("another subject", table(fact.GeneralExpenditure, "total", ". 2210201 购房贴息与奖补 | 5.00")),
		skips("no codes", table(fact.Projects, "total", ". 甲 项目甲 | 6.00")),
		lacks("older edition", table(fact.BasicExpenditure, "total", ". 30311 住房公积金 | 5.00"), aged(2017)),
		lacks("read by OCR", table(fact.BasicExpenditure, "total", ". 30208 物业管理费 | ocr 5.00")),
		lacks("not in the lists", table(fact.GeneralExpenditure, "total", ". 2229999 另一项 | 5.00")),
	},
}

var codeForms = &reconcile.Rule{
	ID: "F02", Group: groupF, Level: reconcile.Note, Check: checkCodeForms, Authority: classification,
	Title: say("编码层级", "Codes have their level's digits, parents and order"),
	Doc: reconcile.Doc{
		States:  say("功能科目编码为3、5、7位，经济科目为3、5位（可再细分）；列有上级层次的表中，每个编码的上级都列出；编码按顺序排列。", "Functional codes have 3, 5 or 7 digits, economic ones 3 or 5 (or are divided further); where a table lists the level above, every code's parent is in it; codes stand in order."),
		Why:     say("层级靠编码前缀辨认，缺位或错序的行不能汇总。", "Levels are known by prefixes; a row out of place cannot be added up."),
		Breaks:  say("数字格式丢掉前导零；手工插行。", "Number formats that drop leading zeros; rows put in by hand."),
		Allowed: say("多单位合列、编码重复的表不看顺序；经济科目的细分编码不看上级。", "Tables of several units, which repeat codes, have no order; codes that divide an economic item need no parent."),
	},
	Examples: []reconcile.Example{
		holds("in order", byClass("8.00", "15.00")),
		holds("several units", table(fact.GeneralExpenditure, "total", ". 208 社会保障和就业支出 | 1.00", ". 201 一般公共服务支出 | 5.00", ". 208 社会保障和就业支出 | 5.00")),
		fires("a zero dropped", table(fact.BasicExpenditure, "total", ". 301 工资福利支出 | 8.00", ". 30101 基本工资 | 5.00", ". 3012 津贴补贴 | 3.00")),
		fires("out of order", table(fact.BasicExpenditure, "total", ". 302 商品和服务支出 | 8.00", ". 30299 其他商品和服务支出 | 5.00", ". 30211 差旅费 | 3.00")),
		fires("no parent", table(fact.GeneralExpenditure, "total", ". 201 一般公共服务支出 | 8.00", ". 20106 财政事务 | 5.00", ". 2010601 行政运行 | 5.00", ". 2010801 行政运行 | 3.00")),
		skips("no codes", table(fact.Projects, "total", ". 甲 项目甲 | 6.00")),
		lacks("read by OCR", table(fact.BasicExpenditure, "total", ". 302 商品和服务支出 | 8.00", ". 30299 其他商品和服务支出 | ocr 5.00", ". 30211 差旅费 | 3.00")),
	},
}

// beside is a 基本支出表 with the government economic subject beside each item: "code name subject".
func beside(list ...[3]string) piece {
	return func(s *fact.Set) {
		var rows []string
		for _, r := range list {
			rows = append(rows, ". "+r[0]+" "+r[1]+" | 5.00")
		}
		table(fact.BasicExpenditure, "total", rows...)(s)
		f := s.Forms[len(s.Forms)-1]
		for i, r := range list {
			f.Facts = append(f.Facts, fact.Fact{Form: f.ID, Row: r[0], RowName: r[1], Column: fact.GovEconomicName, Text: r[2],
				Place: placeOf(f, i+1, 0), Amount: fact.Amount{State: fact.NotNumber, Printed: r[2]}})
		}
	}
}

var subjectPairs = &reconcile.Rule{
	ID: "F03", Group: groupF, Level: reconcile.Warning, Check: checkPairs, Authority: classification,
	Title: say("部门与政府经济科目对应", "Department and government economic subjects go together"),
	Doc: reconcile.Doc{
		States:  say("与部门经济科目并列的政府经济科目，是行政单位或事业单位的对应科目之一。", "The government economic subject beside a department economic one is its counterpart for an office or for an institution."),
		Why:     say("同一笔支出的两种经济分类有固定对应。", "The two economic classifications of one expenditure correspond."),
		Breaks:  say("手工对照时错行。", "A row shifted when matching by hand."),
		Allowed: say("对应关系不全或政府科目不在清单内时不判断；对应未经公开文件印证的只作提示。", "Nothing is decided where counterparts are not all known; a pair that no document confirms is a note."),
	},
	Examples: []reconcile.Example{
		holds("office", beside([3]string{"30101", "基本工资", "工资奖金津补贴"}, [3]string{"30201", "办公费", "50201办公经费"})),
		holds("institution", beside([3]string{"30101", "基本工资", "工资福利支出"})),
		fires("another subject", beside([3]string{"30101", "基本工资", "办公经费"})),
		fires("not confirmed", beside([3]string{"30203", "咨询费", "会议费"})),
		skips("one classification", byClass("8.00", "15.00")),
		lacks("counterpart not known", beside([3]string{"30107", "绩效工资", "其他工资福利支出"})),
		lacks("read by OCR", beside([3]string{"30101", "基本工资", "办公经费"}), imaged),
	},
}

// imaged makes every figure of the last form one read from an image.
func imaged(s *fact.Set) {
	f := s.Forms[len(s.Forms)-1]
	for i := range f.Facts {
		f.Facts[i].Place.Source = "ocr"
	}
}

// insured is basic expenditure by function with an item of running and one of medical insurance.
func insured(run, medical string) piece {
	return table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 9.00 | 9.00 |", ". 2010601 "+run+" | 6.00 | 6.00 |", ". "+medical+" | 3.00 | 3.00 |")
}

var unitMix = &reconcile.Rule{
	ID: "F04", Group: groupF, Level: reconcile.Note, Check: checkUnitMix, Authority: classification,
	Title: say("行政事业口径一致", "Offices and institutions are told apart alike"),
	Doc: reconcile.Doc{
		States:  say("列有事业单位医疗的，运转类科目不全是行政运行；列有行政单位医疗的，运转类科目不全是事业运行。", "Where medical insurance of institutions is paid, the items of running are not all 行政运行; and the other way round."),
		Why:     say("单位性质决定各科目。", "What a unit is decides its items."),
		Breaks:  say("缴费科目沿用另一类单位的模板。", "Contributions booked by the template of the other kind of unit."),
		Allowed: say("部门含两类单位、以专门科目运转的单位不作问题；只作提示。", "Departments with both kinds, or run under items of their own, are no matter; a note only."),
	},
	Examples: []reconcile.Example{
		holds("office", insured("行政运行", "2101101 行政单位医疗")),
		holds("both kinds", table(fact.GeneralExpenditure, "total basic project", "= total 合计 | 9.00 | 9.00 |", ". 2010601 行政运行 | 6.00 | 6.00 |", ". 2010650 事业运行 | 1.00 | 1.00 |", ". 2101102 事业单位医疗 | 2.00 | 2.00 |")),
		fires("institutions insured, none run", insured("行政运行", "2101102 事业单位医疗")),
		fires("offices insured, none run", insured("事业运行", "2101101 行政单位医疗")),
		skips("no insurance", byCode("7.00", "10.00")),
		lacks("misread form", insured("行政运行", "2101102 事业单位医疗"), misread),
	},
}

// otherTable is a 支出总表 with an item called 其他.
func otherTable(other string) piece {
	return table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00", ". 2010601 行政运行 | 5.00", ". 2010699 其他财政事务支出 | "+other)
}

var otherItems = &reconcile.Rule{
	ID: "F05", Group: groupF, Level: reconcile.Note, Check: checkOtherItems, Authority: disclosure,
	Title: say("“其他”类占比", "How much stands in items called other"),
	Doc: reconcile.Doc{
		States:  say("末两位为99的项级科目合计不超过支出合计的一半。", "Items ending in 99 are together no more than half of all expenditure."),
		Why:     say("“其他”不说明用途。", "“Other” says nothing about the use."),
		Breaks:  say("有专门科目而归入其他。", "Expenditure booked as other that has an item of its own."),
		Allowed: say("没有专门科目的工作归入其他是允许的：只作提示。", "Work that has no item of its own may stand there: a note only."),
	},
	Examples: []reconcile.Example{
		holds("a small part", otherTable("1.00")),
		holds("edge of the interval", otherTable("5.01")),
		fires("one past the edge", otherTable("5.02")),
		fires("most", otherTable("9.00")),
		skips("no such item", expenditureTable("10.00")),
		lacks("read by OCR", otherTable("ocr 9.00")),
	},
}

var catalogueList = &reconcile.Rule{
	ID: "F06", Group: groupF, Level: reconcile.Note, Check: checkCatalogueList, Authority: serviceRules,
	Title: say("附件目录完整性", "An attached catalogue is whole"),
	Doc: reconcile.Doc{
		States:  say("所附指导性目录逐部门：代码格式一致、上级条目存在、按顺序、不重复、名称不空。", "In each department's part of the attached catalogue codes have one form, a parent, an order, stand once and have a name."),
		Why:     say("正文按代码引用目录。", "The text cites the catalogue by code."),
		Breaks:  say("转录时漏字母、错位；条目重复。", "A letter left out in copying; an entry twice."),
		Allowed: say("目录由上级制定，错误可能在原件中：只作提示。", "The catalogue is issued by a higher authority and may be wrong there: a note only."),
	},
	Examples: []reconcile.Example{
		holds("levels", entries("A 基本公共服务", "A01 公共安全服务", "A0101 治安服务", "A0102 消防服务")),
		holds("same entry twice", entries("B 政府履职所需辅助性服务", "B01 法律服务", "B0101 法律顾问服务", "B0101 法律顾问服务")),
		fires("no letter", entries("A01 公共安全服务", "0101 治安服务")),
		fires("one code, two names", entries("A01 公共安全服务", "A0101 治安服务", "A0101 消防服务")),
		skips("no catalogue", byCode("7.00", "10.00")),
		lacks("misread form", entries("A01 公共安全服务", "0101 治安服务"), misread),
	},
}
