package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// paid is a 基本支出表 with pay and contributions.
func paid(annuity, housing string) piece {
	return table(fact.BasicExpenditure, "total", ". 301 工资福利支出 | 140.00", ". 30101 基本工资 | 60.00", ". 30102 津贴补贴 | 40.00", ". 30108 机关事业单位基本养老保险缴费 | 16.00",
		". 30109 职业年金缴费 | "+annuity, ". 30113 住房公积金 | "+housing)
}

var contributionRatios = &reconcile.Rule{
	ID: "H02", Group: groupH, Level: reconcile.Note, Check: checkContributions,
	Title: say("缴费比例", "Contributions stand in proportion"),
	Doc: reconcile.Doc{
		States:  say("职业年金缴费为基本养老保险缴费的40%至60%（法定8比16）；住房公积金不高于工资的20%（规定不高于12%，基数为上年工资）。", "Annuity contributions are 40 to 60 percent of pension contributions (8 to 16 by law); the housing fund is no more than 20 percent of pay (12 by rule, on last year's pay)."),
		Why:     say("缴费按规定比例计算。", "Contributions follow set rates."),
		Breaks:  say("数字错位；漏列缴费。", "A slip of a digit; a contribution left out."),
		Allowed: say("职业年金做实、补缴、另有渠道列支会改变比例：界限放宽，只作提示。", "Annuities made good, arrears and pay from elsewhere change the ratio: the bounds are wide, and it is a note."),
	},
	Authority: say("机关事业单位养老保险单位缴费16%、职业年金单位缴费8%，住房公积金缴存比例不高于12%（文号未经核实）。", "Units pay 16 percent for pensions, 8 for annuities and up to 12 for housing (document numbers not confirmed)."),
	Examples: []reconcile.Example{
		holds("by law", paid("8.00", "12.00")),
		holds("edge of the interval", paid("9.61", "20.01")),
		fires("one past the edge", paid("9.62", "12.00")),
		fires("digit slipped", paid("8.00", "120.00")),
		fires("too little", paid("0.80", "12.00")),
		skips("no contributions", byClass("8.00", "15.00")),
		lacks("read by OCR", paid("ocr 80.00", "")),
	},
}

// grows is a sentence that states an amount and its increase.
func grows(amount, increase string) piece {
	return sentence(fact.ThreePublic, says(fact.Reception, "公务接待费", fact.AmountColumn, amount), of(says(fact.Reception, "公务接待费", fact.Change, increase), 0, -1))
}

var increaseWithin = &reconcile.Rule{
	ID: "H04", Group: groupH, Level: reconcile.Warning, Check: checkIncreases, Authority: arithmetic,
	Title: say("增加额不大于现额", "Nothing grew by more than it has become"),
	Doc: reconcile.Doc{
		States:  say("文中某项的增加额不大于增加后的金额；作为原因的基本支出、项目支出增加额不大于其支出总额。", "An increase stated in the text is not more than the amount after it; one of basic or project expenditure given as a reason is not more than all of it."),
		Why:     say("上年数不会是负数。", "Last year's amount was not negative."),
		Breaks:  say("增减额与金额写反；元与万元混用；抄自另一项。", "Increase and amount exchanged; 元 and 万元 mixed; copied from another item."),
		Allowed: say("减少额没有上限；主语不同的数字不比较。", "A decrease has no bound; figures of other subjects are not compared."),
	},
	Examples: []reconcile.Example{
		holds("within", grows("5.00万元", "1.00万元")),
		holds("edge of the interval", grows("5.00万元", "5.01万元")),
		fires("one past the edge", grows("5.00万元", "5.02万元")),
		fires("exchanged", grows("1.20万元", "12.00万元")),
		skips("no increase", statesAmount("5.00万元")),
		lacks("uncertain", sentence(fact.ThreePublic, says(fact.Reception, "公务接待费", fact.AmountColumn, "5.00万元"), doubted(of(says(fact.Reception, "公务接待费", fact.Change, "9.00万元"), 0, -1)))),
	},
}

// vehiclesOnHand states how many vehicles there are.
func vehiclesOnHand(n string) piece {
	f := says(fact.VehicleCount, "车辆", fact.Count, n)
	f.Amount = fact.ParseAmount(n, "")
	return sentence(fact.TopicAssets, f)
}

var vehicleCost = &reconcile.Rule{
	ID: "H05", Group: groupH, Level: reconcile.Warning, Check: checkVehicles,
	Title: say("车辆数与运行费", "Running cost and vehicles go together"),
	Doc: reconcile.Doc{
		States:  say("安排公务用车运行维护费的部门有车辆；平均每辆不超过25万元。", "A department that pays for running vehicles has some; a vehicle costs no more than 250,000 元 a year."),
		Why:     say("文件内的两个数字互为印证；人口、户数等文件外的参照不在本程序之内。", "Two figures of the document bear each other out; population and the like are no part of this program."),
		Breaks:  say("车辆数沿用模板的0；运行费数位错误。", "A zero of the template kept; a slip of a digit."),
		Allowed: say("租用、由机关事务部门统一登记的车辆可以另有说明：只作询问。", "Vehicles that are hired or registered elsewhere may be explained: a question."),
	},
	Authority: say("本程序的准则：数量级只作询问（没有明文规定）。", "A principle of this program: orders of magnitude are asked about (no rule sets them)."),
	Examples: []reconcile.Example{
		holds("two vehicles", threePublicTable("3.00", "6.00"), vehiclesOnHand("2辆")),
		holds("edge of the interval", table(fact.ThreePublic, "total", "= total 合计 | 25.00", ". reception 公务接待费 | 0.00", ". vehicle-running 公务用车运行维护费 | 25.00"), vehiclesOnHand("1辆")),
		fires("no vehicle", threePublicTable("3.00", "6.00"), vehiclesOnHand("0辆")),
		fires("too much for one", table(fact.ThreePublic, "total", "= total 合计 | 430.00", ". reception 公务接待费 | 0.00", ". vehicle-running 公务用车运行维护费 | 430.00"), vehiclesOnHand("1辆")),
		skips("not counted", threePublicTable("3.00", "6.00")),
		lacks("read by OCR", table(fact.ThreePublic, "total", "= total 合计 | 3.00", ". reception 公务接待费 | 0.00", ". vehicle-running 公务用车运行维护费 | ocr 3.00"), vehiclesOnHand("0辆")),
	},
}
