package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// Publishers of one county, and of another.
const (
	bureau    = "泽州县民政局"
	office    = "泽州县民政局(本级)"
	home      = "泽州县社会福利中心"
	neighbour = "泽州县水务局"
	third     = "泽州县林业局"
	stranger  = "高平市水务局"
)

// spends is a general budget of one total.
func spends(total string) piece {
	return table(fact.GeneralExpenditure, "total", "= total 合计 | "+total)
}

// madeOf is what a department says of its units.
func madeOf(text string) piece { return write("二、部门预算单位构成", text) }

const twoUnits = "纳入本部门预算编制范围的预算单位共计2家，分别是：泽州县民政局（本级）、泽州县社会福利中心。"

var rolledUp = &reconcile.Rule{
	ID: "J01", Group: groupJ, Level: reconcile.Warning, Check: checkRollUp, Authority: publication,
	Title: say("汇总一致", "Units make the department"),
	Doc: reconcile.Doc{
		States:  say("部门文件写明由若干单位组成、各单位文件齐全时：各单位一般公共预算支出之和 = 部门数；“三公”经费同。", "Where a department says of how many units it is made, names them, and the documents of all are at hand: their general budget expenditure makes the department's, and so do the three public items."),
		Why:     say("部门预算由所属单位预算汇总而成。", "A department's budget is the sum of its units'."),
		Breaks:  say("单位预算调整后部门未重新汇总；漏汇一个单位。", "A unit changed after the sum was made; a unit left out."),
		Allowed: say("只比较不在单位之间抵销的财政拨款数；单位数没有写明、所列单位不含部门本级或文件不齐的不判断；可能有不公开的涉密单位，因此只作询问。政府总表与各部门之和不核对：政府总表没有写明由哪些部门组成。", "Only appropriations are compared, which are not set off between units. Where the number of units is not stated, the department's own level is not among them, or a document is missing, nothing is decided. A unit may publish nothing, so it is a question. The tables of a government are not compared with its departments: they do not name them."),
	},
	Examples: []reconcile.Example{
		withPeers(holds("two units", by(bureau), madeOf(twoUnits), spends("30.00")), peer("a", spends("20.00"), by(office)), peer("b", spends("10.00"), by(home))),
		withPeers(holds("edge of the interval", by(bureau), madeOf(twoUnits), spends("30.16")), peer("a", spends("20.0"), by(office)), peer("b", spends("10.10"), by(home))),
		withPeers(fires("one past the edge", by(bureau), madeOf(twoUnits), spends("30.17")), peer("a", spends("20.0"), by(office)), peer("b", spends("10.10"), by(home))),
		withPeers(fires("a unit left out", by(bureau), madeOf(twoUnits), spends("20.00")), peer("a", spends("20.00"), by(office)), peer("b", spends("10.00"), by(home))),
		skips("alone", by(bureau), madeOf(twoUnits), spends("30.00")),
		withPeers(skips("names no unit", by(bureau), spends("30.00")), peer("a", spends("20.00"), by(home))),
		withPeers(lacks("a document is missing", by(bureau), madeOf(twoUnits), spends("30.00")), peer("b", spends("10.00"), by(home))),
		skips("the department's own level", by(office), madeOf(twoUnits), spends("30.00")),
		withPeers(lacks("without its own level", by(bureau), madeOf("本部门由机关和1家预算单位组成：泽州县社会福利中心。"), spends("30.00")), peer("b", spends("10.00"), by(home))),
		withPeers(lacks("number not stated", by(bureau), madeOf("本部门预算单位包括泽州县社会福利中心。"), spends("30.00")), peer("b", spends("10.00"), by(home))),
		withPeers(lacks("read by OCR", by(bureau), madeOf(twoUnits), spends("99.00")), peer("a", spends("20.00"), by(office)), peer("b", spends("ocr 10.00"), by(home))),
	},
}

// plans is a table of one project.
func plans(name, amount string) piece {
	return table(fact.Projects, "total", "= total 合计 | "+amount, ". 甲 "+name+" | "+amount)
}

var twinProjects = &reconcile.Rule{
	ID: "J02", Group: groupJ, Level: reconcile.Warning, Check: checkTwinProjects, Authority: disclosure,
	Title: say("重复项目", "One project in two departments"),
	Doc: reconcile.Doc{
		States:  say("同一地区两个部门同年的项目支出表没有名称、金额都相同的项目。", "No project of one name and amount stands in the tables of two departments of a place and year."),
		Why:     say("同一件事可能安排了两次资金。", "One thing may have been paid for twice."),
		Breaks:  say("职能划转后两个部门都编列；同一项目分别申报。", "Both departments list it after duties moved; one project applied for twice."),
		Allowed: say("名称不足6字、金额不足10万元、三个以上部门都有的（通用项目）不问；金额为整数（如250.00）的只作提示。联合实施的项目可以分列，因此只作询问。", "Names below six characters, amounts below 100,000 元 and items that three departments have are not asked about; a round amount is a note. A joint project may be listed by both, so it is a question."),
	},
	Examples: []reconcile.Example{
		withPeers(holds("another amount", by(bureau), plans("流域生态修复工程款", "123.45")), peer("a", plans("流域生态修复工程款", "123.46"), by(neighbour))),
		withPeers(holds("a common item", by(bureau), plans("驻村帮扶工作经费", "15.58")), peer("a", plans("驻村帮扶工作经费", "15.58"), by(neighbour)), peer("b", plans("驻村帮扶工作经费", "15.58"), by(third))),
		withPeers(holds("a small amount", by(bureau), plans("驻村帮扶工作经费", "1.234")), peer("a", plans("驻村帮扶工作经费", "1.234"), by(neighbour))),
		withPeers(fires("the same amount", by(bureau), plans("流域生态修复工程款", "123.45")), peer("a", plans("流域生态修复工程款", "123.45"), by(neighbour))),
		withPeers(fires("a round amount", by(bureau), plans("流域生态修复工程款", "250.00")), peer("a", plans("流域生态修复工程款", "250.00"), by(neighbour))),
		skips("alone", by(bureau), plans("流域生态修复工程款", "123.45")),
		withPeers(skips("another county", by(bureau), plans("流域生态修复工程款", "123.45")), peer("a", plans("流域生态修复工程款", "123.45"), by(stranger))),
		withPeers(lacks("read by OCR", by(bureau), plans("流域生态修复工程款", "123.45")), peer("a", plans("流域生态修复工程款", "ocr 123.45"), by(neighbour))),
	},
}

// operating is a section about a department, as a template has it.
func operating(name, amount string) piece {
	return write("四、机关运行经费安排情况", name+"2026年机关运行经费预算安排"+amount+"万元，主要用于保障机关日常运转所需的办公费、印刷费、水电费、物业管理费、差旅费和会议费等支出。",
		"与上年相比有所减少，主要原因是落实过紧日子的要求，进一步压减一般性支出，严格控制会议和差旅的数量与规模。")
}

var copiedText = &reconcile.Rule{
	ID: "J03", Group: groupJ, Level: reconcile.Warning, Check: checkCopiedText, Authority: disclosure,
	Title: say("文本照抄", "A section of another department"),
	Doc: reconcile.Doc{
		States:  say("一节文字若以同一地区另一部门的名称开头、全节不提本部门，就不与该部门的一节几乎相同（相同的五字片段不足八成）。", "A section that begins with the name of another department of the place, and never names its own, does not share four fifths of its pieces of five characters with a section of that department."),
		Why:     say("照抄的说明不是本部门的说明。", "An explanation that was copied explains nothing of this department."),
		Breaks:  say("以其他部门的文件为模板，名称没有改。", "Another department's document used as a template, its name left in."),
		Allowed: say("多个部门都这样提到的部门（如财政局）、名称互相包含的主管部门与所属单位、只是文字相同而没有写错名称的，不问。", "Not asked about: a department that several name so, a unit and its department, and text that is the same without a wrong name."),
	},
	Examples: []reconcile.Example{
		withPeers(holds("a template with the right name", by(bureau), operating(bureau, "12.30")), peer("a", operating(neighbour, "45.60"), by(neighbour))),
		withPeers(holds("names the other, in words of its own", by(bureau), write("一、职责", "泽州县水务局负责的移民后期扶持工作，按照分工由本局予以配合，具体办法另行制定，各乡镇人民政府应当予以协助并报送有关材料和统计数据。")), peer("a", operating(neighbour, "45.60"), by(neighbour))),
		withPeers(fires("the other's name left in", by(bureau), operating(neighbour, "12.30")), peer("a", operating(neighbour, "45.60"), by(neighbour))),
		withPeers(fires("with a number before it", by(bureau), operating("（一）"+neighbour, "12.30")), peer("a", operating("（二）"+neighbour, "45.60"), by(neighbour))),
		withPeers(holds("as all name it", by(bureau), operating(neighbour, "12.30")), peer("a", operating(neighbour, "45.60"), by(neighbour)), peer("b", operating(neighbour, "7.80"), by(third))),
		skips("alone", by(bureau), operating(neighbour, "12.30")),
		withPeers(skips("another county", by(bureau), operating(stranger, "12.30")), peer("a", operating(stranger, "45.60"), by(stranger))),
		withPeers(lacks("read by OCR", by(bureau), operating(neighbour, "12.30"), scanned), peer("a", operating(neighbour, "45.60"), by(neighbour))),
	},
}
