package narrative

import "gouji/extract/fact"

// wordKind is what a word of the vocabulary does in the words before a figure.
type wordKind int

const (
	fill      wordKind = iota // says nothing: 预算, 安排, 为
	totalWord                 // 合计, 总计
	laneWord                  // 收入, 支出
	scopeWord                 // the funds: 一般公共预算拨款
	subject                   // what the figure is an amount of
	thisYear                  // 本年, 当年
	priorYear                 // 上年
	selfWord                  // the department itself: 本部门
	budgeted                  // 年初预算
	adjusted                  // 调整预算
	settled                   // 决算
	executed                  // 执行数
	planWord                  // 预算
	upWord                    // 增加
	downWord                  // 减少
	procured                  // 采购
)

type word struct {
	kind wordKind
	id   string
}

// both is the id of a lane word that means income and expenditure alike.
const both = "both"

// words is the vocabulary, read-only. Every character before a figure must belong to a word of it, to the
// department's name, to a year, or to a classification's name marked as such.
var words = lexicon()

func lexicon() map[string]word {
	m := map[string]word{}
	put := func(kind wordKind, id string, list ...string) {
		for _, w := range list {
			m[w] = word{kind, id}
		}
	}
	put(fill, "", "的", "为", "是", "共", "共计", "共有", "各", "安排", "安排的", "编制", "数", "数为", "金额", "总金额", "总额", "资金", "经费",
		"部门", "单位", "全部", "综合", "相应", "相应的", "通过", "使用", "拨款", "科目", "方面", "由", "此外", "部分", "全年", "年度", "预算内",
		"拟", "计划", "系统", "纳入", "和", "及", "与", "其中", "总", "费用", "情况", "说明", "总体", "则", "经",
		"同时", "另", "另外", "批复", "核定", "下达", "共安排", "均", "均为", "各为", "数均为", "计", "计为", "相比", "相比较", "同期")
	put(planWord, "", "单位预算", "部门预算", "预算", "预算数", "预算总额", "预算总金额", "预算金额", "预算安排", "预算资金", "总预算数", "经费预算")
	put(totalWord, "", "合计", "总计", "总预算", "总决算", "总数", "总收入", "总支出")
	put(totalWord, both, "收入总计、支出总计", "收入总计和支出总计", "收入总计及支出总计", "收支总计")
	put(laneWord, fact.Income, "收入")
	put(laneWord, fact.Expenditure, "支出")
	put(laneWord, both, "收支", "收入支出", "收入、支出", "收、支", "收入和支出", "收入及支出", "收入与支出")
	put(thisYear, "", "本年", "当年", "本年度", "今年")
	put(priorYear, "", "上年", "上年度", "上一年度", "上一年", "去年")
	put(selfWord, "", "本部门", "本单位", "我部门", "我单位", "我局", "我委", "我院", "我厅", "我办", "我街道", "我校", "我会", "本局", "本委", "本院", "本厅", "本街道", "本校",
		"所属各预算单位", "所属预算单位", "各预算单位", "各单位", "全局", "全部门", "全系统", "部门（单位）", "本部门（单位）", "单位（部门）")
	put(budgeted, "", "年初预算", "年初预算数", "年初部门预算", "年初预算安排")
	put(adjusted, "", "全年预算", "全年预算数", "调整预算", "调整预算数", "调整后预算", "调整后预算数")
	put(settled, "", "决算", "决算数", "支出决算", "支出决算数", "决算支出", "收入决算", "收入决算数")
	put(executed, "", "执行数", "预算执行数", "完成数", "实际执行数")
	put(upWord, "", "增加", "增加了", "增长", "增长了", "上升", "上升了", "提高", "提高了", "上涨", "增幅", "增幅为", "增长率为", "增长率", "增加额", "多", "增")
	put(downWord, "", "减少", "减少了", "下降", "下降了", "降低", "降低了", "减低", "下浮", "降幅", "降幅为", "压减", "压减了", "缩减", "缩减了", "削减", "调减", "少", "降", "减", "下降率", "压缩")
	put(procured, "", "采购", "拟采购", "购买", "拟购买")
	funds(put)
	parts(put)
	threePublic(put)
	classes(put)
	holdings(put)
	return m
}

type putter func(kind wordKind, id string, list ...string)

// funds are where money comes from.
func funds(put putter) {
	put(scopeWord, fact.GeneralBudget, "一般公共预算", "一般公共预算拨款", "一般公共预算财政拨款", "一般公共预算当年拨款", "一般公共预算当年财政拨款",
		"一般公共预算资金", "公共财政预算", "公共财政拨款", "公共财政预算拨款", "一般公共财政拨款", "公共预算拨款", "一般公共预算当年")
	put(scopeWord, fact.GovernmentFund, "政府性基金", "政府性基金预算", "政府性基金拨款", "政府性基金预算拨款", "政府性基金财政拨款",
		"政府性基金预算财政拨款", "政府性基金预算当年拨款")
	put(scopeWord, fact.StateCapitalBudget, "国有资本经营", "国有资本经营预算", "国有资本经营拨款", "国有资本经营预算拨款",
		"国有资本经营财政拨款", "国有资本经营预算财政拨款", "国有资本经营预算当年拨款")
	put(scopeWord, fact.FiscalAppropriation, "财政拨款", "财政拨款资金", "财政拨款预算")
	put(subject, fact.SpecialAccount, "财政专户管理资金", "财政专户管理的资金", "财政专户资金", "财政专户管理", "财政专户管理事业收入", "财政专户核拨资金")
	put(subject, fact.UnitFunds, "单位资金")
	put(subject, fact.BusinessIncome, "事业收入", "事业收入资金", "事业预算收入")
	put(subject, fact.OperatingIncome, "事业单位经营收入", "事业单位经营服务收入", "经营收入", "事业单位经营收入资金")
	put(subject, fact.SuperiorSubsidy, "上级补助收入", "上级补助收入资金")
	put(subject, fact.AffiliatedRemit, "附属单位上缴收入", "附属单位上缴收入资金")
	put(subject, fact.OtherIncome, "其他收入", "其他收入资金")
	put(subject, fact.CarryIn, "上年结转", "上年结转结余", "上年结转和结余", "上年结转收入", "上年结转资金", "年初结转和结余", "年初结转结余",
		"上年结转结余资金", "上年结余", "上年结余结转")
	put(subject, fact.CarryOut, "年终结转", "年终结转结余", "年末结转和结余", "年末结转结余", "年终结转和结余", "结转下年", "结转下年支出")
	put(subject, fact.UsedReserve, "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "用事业基金弥补收支差额")
	put(subject, fact.Distribution, "结余分配")
	name := func(list ...string) {
		for _, n := range list {
			put(subject, fact.NamePrefix+n, n)
		}
	}
	name("上年实户资金余额", "单位预留机动经费", "其他资金", "增人增资", "在职人员经费", "专项业务经费", "会议费", "培训费", "差旅费", "委托业务费",
		"事业收入支出", "事业单位经营收入支出", "其他收入支出")
}

// parts are what expenditure divides into, and what is reported of it.
func parts(put putter) {
	put(subject, fact.Basic, "基本支出")
	put(subject, fact.Project, "项目支出")
	put(subject, fact.Personnel, "人员经费", "人员支出")
	put(subject, fact.Public, "公用经费", "日常公用支出", "日常公用经费", "公用支出", "商品服务类公用经费")
	put(subject, fact.RemitSuperior, "上缴上级支出")
	put(subject, fact.OperatingExpense, "经营支出", "事业单位经营支出")
	put(subject, fact.AffiliatedSubsidy, "对附属单位补助支出")
	put(subject, fact.OperatingCost, "机关运行经费", "机关运行费", "运行经费")
	put(subject, fact.ProcurementTotal, "政府采购", "政府采购项目", "政府采购资金")
	put(subject, fact.ProcurementGoods, "货物", "货物类", "货物类项目", "货物项目", "货物采购")
	put(subject, fact.ProcurementWorks, "工程", "工程类", "工程类项目", "工程项目", "工程采购")
	put(subject, fact.ProcurementServices, "服务", "服务类", "服务类项目", "服务项目", "服务采购")
}

func threePublic(put putter) {
	put(subject, fact.ThreePublic, "三公", "三公经费", "三公经费支出", "三公经费预算")
	for _, w := range []string{"因公出国（境）", "因公出国"} {
		put(subject, fact.Abroad, w, w+"费", w+"费用", w+"经费")
	}
	put(subject, fact.Reception, "公务接待", "公务接待费", "公务接待费用", "公务接待经费")
	for _, car := range []string{"公务用车", "公车"} {
		for _, and := range []string{"及", "和", "与", "、"} {
			for _, run := range []string{"运行", "运行维护", "运维"} {
				w := car + "购置" + and + run
				put(subject, fact.Vehicles, w, w+"费", w+"费用", w+"经费")
				w = car + "购置费" + and + run
				put(subject, fact.Vehicles, w+"费")
			}
		}
		put(subject, fact.VehiclePurchase, car+"购置", car+"购置费", car+"购置费用", car+"购置经费")
		for _, run := range []string{"运行", "运行维护", "运维"} {
			put(subject, fact.VehicleRunning, car+run, car+run+"费", car+run+"费用", car+run+"经费")
		}
	}
}

// holdings are amounts that a document states beside its income and expenditure: what it owns, what it buys of small
// enterprises, what a project will need by quarter.
func holdings(put putter) {
	name := func(id string, list ...string) { put(subject, fact.NamePrefix+id, list...) }
	name("固定资产", "固定资产", "固定资产总量", "固定资产总额", "固定资产总值", "固定资产金额")
	name("购置固定资产", "拟购置固定资产", "计划购置固定资产", "购置固定资产")
	for _, kind := range []string{"房屋和构筑物", "房屋及构筑物", "家具和用具", "家具、用具", "无形资产", "流动资产"} {
		name(kind, kind)
	}
	name(equipment, "设备")
	for _, small := range []string{"中小企业", "小微企业", "小型和微型企业", "小型微型企业"} {
		name("面向"+small+"预留采购", "面向"+small+"预留政府采购项目", "面向"+small+"预留的政府采购项目", "预留给"+small+"的政府采购项目")
		name("授予"+small+"合同", "授予"+small+"合同", "授予"+small+"的合同")
		name(small+"中标成交", "由"+small+"供应商中标或成交的")
	}
	for _, quarter := range []string{"第一季度", "第二季度", "第三季度", "第四季度"} {
		name(quarter+"用款计划", quarter+"用款计划")
	}
	name("委托业务费", "委托业务费涉及")
}

// equipment is a subject in a section on assets alone: elsewhere the word means many things.
const equipment = "设备"

// functionClasses are the functional classes (类) of 政府收支分类科目, 2015 to 2026, without the word 支出 where
// the name ends in it. 其他支出 is not among them: in running text the words mean many things.
var functionClasses = []string{"一般公共服务", "外交", "国防", "公共安全", "教育", "科学技术", "文化旅游体育与传媒", "文化体育与传媒",
	"社会保障和就业", "社会保险基金", "卫生健康", "医疗卫生与计划生育", "医疗卫生", "节能环保", "城乡社区", "农林水", "交通运输",
	"资源勘探工业信息等", "资源勘探信息等", "资源勘探电力信息等", "商业服务业等", "金融", "援助其他地区", "自然资源海洋气象等",
	"国土海洋气象等", "住房保障", "粮油物资储备", "灾害防治及应急管理", "转移性", "债务还本", "债务付息", "债务发行费用"}

// economicClasses are the classes of expenditure by economic nature, departments' and governments'.
var economicClasses = []string{"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出", "机关工资福利支出",
	"机关商品和服务支出", "机关资本性支出", "对事业单位经常性补助", "对事业单位资本性补助"}

func classes(put putter) {
	for _, c := range functionClasses {
		put(subject, fact.NamePrefix+c+"支出", c+"支出")
	}
	for _, c := range economicClasses {
		put(subject, fact.NamePrefix+c, c)
	}
	put(subject, fact.NamePrefix+"对个人和家庭的补助", "对个人和家庭补助", "对个人和家庭补助支出", "对个人和家庭的补助支出")
}
