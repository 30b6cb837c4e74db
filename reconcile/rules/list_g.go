package rules

import (
	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// contents is a table of contents: "title form" each; without a form the entry is one of the text.
func contents(list ...[2]string) piece {
	return func(s *fact.Set) {
		for _, e := range list {
			h := fact.Heading{Text: e[0], Level: 2, Place: fact.Place{Page: 1, Source: page.Text}}
			if e[1] != "" {
				h.Forms = []string{e[1]}
			}
			s.Contents = append(s.Contents, h)
		}
	}
}

// imagedPage says that a page was read from its image.
func imagedPage(s *fact.Set) { s.Document.Imaged, s.Document.Pages = 1, 9 }

// titledTable is a form with a title.
func titledTable(id, title string) piece {
	return func(s *fact.Set) {
		table(id, "total", "= total 合计 | 10.00")(s)
		s.Forms[len(s.Forms)-1].Title = title
	}
}

// titledIn gives the last form the year of another budget.
func titledIn(year int) piece {
	return func(s *fact.Set) { s.Forms[len(s.Forms)-1].Year = year }
}

var requiredTables = &reconcile.Rule{
	ID: "G01", Group: groupG, Level: reconcile.Warning, Check: checkTables,
	Title: say("目录所列的表齐全", "The tables promised are there"),
	Doc: reconcile.Doc{
		States:  say("目录列出的表格在文件中都有，顺序相同；表号连续；表题年度与文件相同。", "Every table that the table of contents lists is in the document, in that order; table numbers have no gaps; titles name the document's year."),
		Why:     say("文件自己的目录是最可靠的清单：各地表式不同。", "The document's own contents are the surest list, since forms differ by place."),
		Breaks:  say("漏附表格；表格单独成文件；沿用旧目录或旧表头。", "A table left out or kept in another file; an old table of contents or heading."),
		Allowed: say("有没读懂的表或页时不判断；整本不含表的文件只作提示，写明报表为附件的不适用；没有目录的文件不按别处的表式要求。", "Nothing is decided while tables or pages are not understood; a file without any table is a note, and none where it says that they are attached; without contents nothing is asked of it by other places' forms."),
	},
	Authority: disclosure,
	Examples: []reconcile.Example{
		holds("all there", contents([2]string{"一、收支总表", fact.IncomeExpenditureTotal}, [2]string{"二、支出总表", fact.ExpenditureTotal}), totals("10.00", "", "10.00"), expenditureTable("10.00")),
		holds("numbered", titledTable(fact.IncomeTotal, "预算01表收入总表"), titledTable(fact.ExpenditureTotal, "预算02表支出总表"), titledTable(fact.ThreePublic, "预算03表“三公”经费表")),
		fires("one missing", contents([2]string{"一、收入总表", fact.IncomeTotal}, [2]string{"二、支出总表", fact.ExpenditureTotal}), expenditureTable("10.00")),
		fires("a gap in the numbers", titledTable(fact.IncomeTotal, "表1 收入总表"), titledTable(fact.ExpenditureTotal, "表2 支出总表"), titledTable(fact.ThreePublic, "表4 “三公”经费表")),
		fires("another order", contents([2]string{"一、收入总表", fact.IncomeTotal}, [2]string{"二、支出总表", fact.ExpenditureTotal}), expenditureTable("10.00"), titledTable(fact.IncomeTotal, "收入总表")),
		fires("another year", contents([2]string{"二、支出总表", fact.ExpenditureTotal}), expenditureTable("10.00"), titledIn(2025)),
		fires("no table at all", contents([2]string{"一、收入总表", fact.IncomeTotal})),
		skips("no contents, no numbers"),
		skips("tables attached", contents([2]string{"一、收入总表", fact.IncomeTotal}), words("", "附件：示例局2026年部门预算报表")),
		lacks("tables not understood", contents([2]string{"一、收入总表", fact.IncomeTotal}), unread),
	},
}

// words are sentences of plain text on a topic, with headings enough for a document in words.
func words(topic string, texts ...string) piece {
	return func(s *fact.Set) {
		at := fact.Place{Page: samplePage, Source: page.Text, Confidence: 1}
		for _, t := range texts {
			s.Sentences = append(s.Sentences, fact.Sentence{Topic: topic, Text: t, Place: at})
		}
	}
}

// sectionHeads are headings of the text.
func sectionHeads(texts ...string) piece {
	return func(s *fact.Set) {
		for _, t := range texts {
			s.Headings = append(s.Headings, fact.Heading{Text: t, Level: 2, Place: fact.Place{Page: samplePage, Source: page.Text}})
		}
	}
}

// explainedBut is a document in words that leaves one section out; "" for none.
func explainedBut(left string) []piece {
	var heads []string
	for _, h := range []string{"一、主要职责", "二、机构设置", "三、收支情况", "四、三公经费", "五、机关运行经费", "六、政府采购", "七、预算绩效", "八、国有资产", "九、名词解释"} {
		if left == "" || h != left {
			heads = append(heads, h)
		}
	}
	return []piece{sectionHeads(heads...), words("", "甲。", "乙。", "丙。", "丁。", "戊。", "己。", "庚。", "辛。", "壬。", "癸。")}
}

var requiredSections = &reconcile.Rule{
	ID: "G02", Group: groupG, Level: reconcile.Note, Check: checkSections,
	Title: say("必备说明齐全", "Everything that has to be explained is spoken of"),
	Doc: reconcile.Doc{
		States:  say("有文字说明的文件提到：职责、机构、收支、“三公”经费、机关运行经费、政府采购、绩效、国有资产、名词解释。", "A document with explanations speaks of duties, organisation, income and expenditure, the three public expenses, operating cost, procurement, performance, assets, and terms."),
		Why:     say("公开标准目录逐项要求说明。", "The catalogue of disclosure asks for each of them."),
		Breaks:  say("某项说明遗漏。", "A section forgotten."),
		Allowed: say("标题、正文、表题任何一处提到即可；2019年前不要求绩效和资产；只有报表的文件不适用。", "A word in headings, text or titles of tables will do; performance and assets from 2019 on; files of tables alone are not asked."),
	},
	Authority: say("基层政务公开标准目录（具体条目未经核实）。", "The catalogue for local disclosure (its entries are not confirmed one by one)."),
	Examples: []reconcile.Example{
		holds("all of it", explainedBut("")...),
		holds("an older year", append(explainedBut("八、国有资产"), aged(2017))...),
		fires("no glossary", explainedBut("九、名词解释")...),
		fires("no assets", explainedBut("八、国有资产")...),
		skips("tables alone", expenditureTable("10.00")),
		lacks("a page read from its image", append(explainedBut("九、名词解释"), imagedPage)...),
	},
}

var disclosureDepth = &reconcile.Rule{
	ID: "G04", Group: groupG, Level: reconcile.Warning, Check: checkDepth, Authority: disclosure,
	Title: say("公开级次", "Expenditure is published level by level"),
	Doc: reconcile.Doc{
		States:  say("按功能分类的支出表列到项级（7位），按经济分类的基本支出表列到款级（5位）。", "Expenditure by function goes down to items of 7 digits, basic expenditure by economic class to items of 5."),
		Why:     say("条例要求公开到项、款。", "The regulation asks for these levels."),
		Breaks:  say("只公开到类或款。", "Published by class or section only."),
		Allowed: say("涉密内容可以只公开到类、款：个别行只作提示，整张表只作询问。", "What is secret may stop at a higher level: single rows are a note, whole tables a question."),
	},
	Examples: []reconcile.Example{
		holds("down to items", byCode("7.00", "10.00")),
		holds("economic items", byClass("8.00", "15.00")),
		fires("classes alone", table(fact.BasicExpenditure, "total", "= total 合计 | 15.00", ". 301 工资福利支出 | 10.00", ". 302 商品和服务支出 | 5.00")),
		fires("one section", table(fact.GeneralExpenditure, "total", "= total 合计 | 10.00", ". 201 一般公共服务支出 | 7.00", ". 20106 财政事务 | 7.00", ". 2010601 行政运行 | 7.00", ". 203 国防支出 | 3.00", ". 20306 国防动员 | 3.00")),
		skips("no codes", expenditureTable("10.00")),
		lacks("misread form", table(fact.BasicExpenditure, "total", "= total 合计 | 15.00", ". 301 工资福利支出 | 15.00"), misread),
	},
}

// threePublicText is the section on the three public expenses.
func threePublicText(text string) piece { return words(fact.ThreePublic, text) }

var threePublicExplained = &reconcile.Rule{
	ID: "G06", Group: groupG, Level: reconcile.Note, Check: checkThreePublicText,
	Title: say("“三公”经费说明", "The three public expenses are explained"),
	Doc: reconcile.Doc{
		States:  say("“三公”经费说明提到表中有数的每一项（用车分购置与运行），与上年比较；有增减的说明原因。", "The section speaks of every item with a figure (buying and running of vehicles apart), compares with the year before, and gives a reason for a change."),
		Why:     say("增减原因必须随数字公开。", "Reasons are published with the figures."),
		Breaks:  say("只写总额。", "The total alone is stated."),
		Allowed: say("没有金额的项不要求；没有安排“三公”经费的一句话即可。", "Items without a figure are not asked for; where there is none one sentence will do."),
	},
	Authority: say("财预〔2016〕143号；基层政务公开标准目录：公开“三公”经费增减原因。", "财预〔2016〕143号 and the catalogue for local disclosure: reasons for changes are published."),
	Examples: []reconcile.Example{
		holds("all of it", threePublicTable("3.00", "6.00"), threePublicText("因公出国（境）费1.00万元，公务接待费2.00万元，公务用车购置及运行费3.00万元，与上年持平。")),
		holds("none", table(fact.ThreePublic, "total", "= total 合计 | "), threePublicText("本部门无三公经费预算。")),
		fires("an item left out", threePublicTable("3.00", "6.00"), threePublicText("因公出国（境）费1.00万元，公务用车运行费3.00万元，与上年持平。")),
		fires("no comparison", threePublicTable("3.00", "6.00"), threePublicText("出国费1.00万元，接待费2.00万元，用车运行费3.00万元。")),
		skips("no section", threePublicTable("3.00", "6.00")),
		lacks("read by OCR", threePublicTable("3.00", "6.00"), threePublicText("合计6.00万元。"), textImaged),
	},
}

// textImaged makes the text of a document one read from images.
func textImaged(s *fact.Set) {
	for i := range s.Sentences {
		s.Sentences[i].Place.Source = page.OCR
	}
	for i := range s.Marks {
		s.Marks[i].Place.Source = page.OCR
	}
}

// marked is a watermark on three pages.
func marked(text string) piece {
	return func(s *fact.Set) {
		s.Marks = append(s.Marks, fact.Mark{Text: text, Why: "watermark", Pages: []int{1, 2, 3}, Place: fact.Place{Page: 1, Source: page.Text}})
	}
}

var internalMarks = &reconcile.Rule{
	ID: "G07", Group: groupG, Level: reconcile.Warning, Check: checkMarks,
	Title: say("内部标识与占位符", "No internal marks, no gaps of templates"),
	Doc: reconcile.Doc{
		States:  say("公开文件上没有内部、审核、送审、征求意见等标识，文字和表题中没有未填写的占位符（XX年、待填等）。", "A published document carries no mark of an internal draft, and its text and titles no gaps of a template."),
		Why:     say("标识和占位符表明公开的可能不是定稿。", "Either suggests that what is published is not the final version."),
		Breaks:  say("导出时未去水印；模板漏填。", "A watermark kept in export; a template not filled in."),
		Allowed: say("书名号、引号内的字样不算。", "Words within titles and quotations do not count."),
	},
	Authority: say("本程序的准则：标识与占位符只作询问（没有明文规定）。", "A principle of this program: marks and gaps are asked about (no rule forbids them)."),
	Examples: []reconcile.Example{
		holds("name of the department", marked("示例局")),
		holds("words in a title", words("", "根据《关于内部审核XX年的通知》。")),
		fires("watermark", marked("仅供内部审核仅供内部审核")),
		fires("a year not filled in", words("", "截至XX年底，共有车辆3辆。")),
		skips("nothing printed"),
		lacks("read by OCR", marked("内部资料"), textImaged),
	},
}

// published names the publisher and the title.
func published(publisher, title string) piece {
	return func(s *fact.Set) { s.Document.Publisher, s.Document.Title = publisher, title }
}

var templateResidue = &reconcile.Rule{
	ID: "G08", Group: groupG, Level: reconcile.Note, Check: checkResidue,
	Title: say("模板残留", "No words of another level's template"),
	Doc: reconcile.Doc{
		States:  say("名词解释中的级次（省级、市级、区级、县级）与公开单位的级次一致。", "The level of government that the glossary names is the publisher's."),
		Why:     say("级次不同说明名词解释没有按本单位修改。", "Another level shows that the glossary was not adapted."),
		Breaks:  say("沿用上级模板。", "A higher level's template."),
		Allowed: say("名词解释同时提到本级的不作问题；只作提示。", "A glossary that names its own level too is no matter; a note only."),
	},
	Authority: say("本程序的准则：模板残留只作提示（没有明文规定）。", "A principle of this program: residue of templates is a note (no rule forbids it)."),
	Examples: []reconcile.Example{
		holds("own level", published("甲市乙区示例局", "2026年部门预算"), words(fact.TopicGlossary, "财政拨款收入：是区级财政部门拨付的资金。")),
		holds("by the title", published("示例局", "甲市2026年市级单位预算"), words(fact.TopicGlossary, "财政拨款收入：是市级预算主管部门取得的资金。")),
		fires("city in a district", published("甲市乙区示例局", "2026年部门预算"), words(fact.TopicGlossary, "财政拨款收入：是市级预算主管部门取得的资金。")),
		fires("province in a county", published("丙县示例局", "2026年部门预算"), words(fact.TopicGlossary, "财政拨款收入：指由省级财政拨款形成的收入。")),
		skips("no level named", published("丙县示例局", "2026年部门预算"), words(fact.TopicGlossary, "财政拨款收入：指由财政拨款形成的收入。")),
		lacks("read by OCR", published("丙县示例局", "2026年部门预算"), words(fact.TopicGlossary, "财政拨款收入：指由省级财政拨款形成的收入。"), textImaged),
	},
}

var assetWording = &reconcile.Rule{
	ID: "G09", Group: groupG, Level: reconcile.Note, Check: checkAssets,
	Title: say("资产表述", "Equipment is listed by kind"),
	Doc: reconcile.Doc{
		States:  say("按50万元和100万元两个标准列示设备时，前者为通用设备，后者为专用设备。", "Where equipment is listed from 50 and from 100 万元, the one is general equipment, the other special."),
		Why:     say("两个标准分属两类设备。", "The two thresholds belong to two kinds."),
		Breaks:  say("复制语句后未改类别。", "A sentence copied and its kind not changed."),
		Allowed: say("只用一个标准的不判断。", "A single threshold is not judged."),
	},
	Authority: say("部门决算编制通行口径：单价50万元以上通用设备、100万元以上专用设备（未经核实）。", "Usual practice of final accounts: general equipment from 50, special from 100 万元 (not confirmed)."),
	Examples: []reconcile.Example{
		holds("two kinds", words(fact.TopicAssets, "单位价值50万元以上通用设备0台，单位价值100万元以上专用设备1台。")),
		holds("one threshold", words(fact.TopicAssets, "单价50万元以上的通用设备0台。")),
		fires("general twice", words(fact.TopicAssets, "价值50万元（原值）以上的通用设备0台（套）；价值100万元（原值）以上的通用设备0台（套）。")),
		fires("special twice", words(fact.TopicAssets, "价值50万元以上的专用设备1台，价值100万元以上的专用设备1台。")),
		skips("no equipment", words(fact.TopicAssets, "共有车辆1辆。")),
		lacks("read by OCR", words(fact.TopicAssets, "价值50万元以上的专用设备1台，价值100万元以上的专用设备1台。"), textImaged),
	},
}
