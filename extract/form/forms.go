package form

import (
	"regexp"

	"gouji/extract/fact"
)

// shape is how a form is to be read.
type shape int

const (
	byRows    shape = iota // headings over rows of names and figures
	keyValue               // labels with their values beside them
	byOverall              // 整体绩效: labels with values, funds by source and by direction
	byCode                 // a catalogue: codes and names by level
)

// subjects is what the rows of a form are.
type subjects int

const (
	anySubjects        subjects = iota
	functional                  // 功能分类, 201-234
	economic                    // 部门经济分类, 301-399
	governmentEconomic          // 政府经济分类, 501-599
	fundsAndUse                 // sources of funds at the left, classes or purposes at the right
	publicItems                 // 因公出国, 公务接待, 公务用车
	units                       // departments and units
	projects
)

// kind is one kind of form: what it is called, what it looks like, and how its rows and columns are read. A new
// form is one literal in kinds.
type kind struct {
	id    string
	shape shape
	rows  subjects
	// title must match a title, not must not. Titles come stripped of years, brackets, 部门, 单位, 市级 and 情况.
	title, not *regexp.Regexp
	// signs are features of the table that speak for (+) or against (-) the form, by name of the feature.
	signs map[sign]int
	// scope is the fund or item the whole form is about: as a heading over columns it says nothing.
	scope string
	// bySource is set where columns are sources of funds.
	bySource bool
	// alone is the feature by which a table without any title is recognised; empty for forms that only a title tells
	// apart.
	alone sign
	// listed is set for lists with columns of text and counts: only figures with a known heading are facts.
	listed bool
}

// never is what no form's title holds: evaluations after the year, explanations, contents.
var never = regexp.MustCompile(`自评|评价(?:表|结果|得分|报告)|得分|目录表|明细说明|^目录|审批|申请表`)

func re(s string) *regexp.Regexp { return regexp.MustCompile(s) }

// against weighs a feature that rules a form out.
const against = -10

// kinds is the list of forms.
var kinds = []kind{
	{
		id: fact.IncomeExpenditureTotal, rows: fundsAndUse,
		title: re(`收支(?:预算|决算)?(?:总表|总体表|预算总表|决算总表)|收支(?:预算|决算)表|收入支出(?:预算|决算)?(?:总表|总体表|决算表)`),
		not:   re(`财政拨款|基金|国有资本|一般公共|绩效|基本|项目`),
		signs: map[sign]int{lanes: 2, functionClasses: 1, fundRows: 1, economicCodes: against, noLanes: -4},
	},
	{
		id: fact.IncomeTotal, rows: functional, bySource: true,
		title: re(`收入(?:预算|决算)?(?:总表|总体表|预算总表|预算表|决算表|表)`),
		not:   re(`支出|收支|财政拨款|基金|国有资本|一般公共`),
		signs: map[sign]int{sourceHeads: 2, functionCodes: 1, fundRows: 1, economicCodes: against, lanes: -2},
	},
	{
		id: fact.ExpenditureTotal, rows: functional,
		title: re(`支出(?:预算|决算)?(?:总表|总体表|预算总表|预算表|决算表)|^支出表`),
		not:   re(`收入|收支|财政拨款|基金|国有资本|一般公共|基本支出|项目支出|三公|机关运行|行政经费|采购|专项业务|购买服务|经济(?:分类|科目)|结转|转移`),
		signs: map[sign]int{useHeads: 2, functionCodes: 1, functionClasses: 1, sourceHeads: 1, economicCodes: -4, lanes: against},
	},
	{
		id: fact.FiscalTotal, rows: fundsAndUse, scope: fact.FiscalAppropriation,
		title: re(`财政拨款(?:预算)?(?:收支|收入支出)(?:预算|决算)?(?:总|表)`),
		not:   re(`基金|国有资本|一般公共|绩效`),
		signs: map[sign]int{lanes: 2, functionClasses: 1, fundRows: 1, economicCodes: against, noLanes: -4},
	},
	{
		id: fact.FiscalExpenditure, rows: functional, scope: fact.FiscalAppropriation,
		title: re(`财政拨款支出(?:预算|决算)?(?:总|表)`),
		not:   re(`基金|国有资本|一般公共|三公|基本支出|收支|收入|项目支出|结转|机关运行|经济(?:分类|科目)`),
		signs: map[sign]int{functionCodes: 2, functionClasses: 1, economicCodes: against, lanes: against},
	},
	{
		id: fact.FiscalBasicExpenditure, rows: economic, scope: fact.Basic,
		title: re(`财政拨款(?:安排)?的?基本支出`), not: re(`一般公共|基金|功能`),
		signs: map[sign]int{economicCodes: 2, economicNames: 2, functionCodes: against},
	},
	{
		id: fact.GeneralExpenditure, rows: functional, scope: fact.GeneralBudget,
		title: re(`一般公共(?:预算)?(?:财政)?(?:拨款)?(?:预算)?(?:当年|本年)?(?:财政拨款)?(?:收入|安排的?)?支出`),
		not:   re(`基本支出|项目支出|三公|机关运行|经济(?:分类|科目)|采购|基金|国有资本|结转资金|绩效|转移|会议费`),
		signs: map[sign]int{functionCodes: 2, functionClasses: 1, useHeads: 1, economicCodes: -8, lanes: against},
	},
	{
		id: fact.GeneralByEconomicClass, rows: economic, scope: fact.GeneralBudget,
		title: re(`一般公共(?:预算)?(?:财政)?(?:拨款)?支出`), not: re(`基本支出|项目支出|三公|机关运行|采购|基金|功能|会议费`),
		signs: map[sign]int{economicCodes: 2, economicNames: 2, functionCodes: -4, lanes: -2, noEconomic: against, governmentCodes: against},
	},
	{
		id: fact.GeneralByGovEconomic, rows: governmentEconomic, scope: fact.GeneralBudget,
		title: re(`一般公共(?:预算)?(?:财政)?(?:拨款)?支出`), not: re(`基本支出|项目支出|三公|机关运行|采购|基金|功能|会议费`),
		signs: map[sign]int{governmentCodes: 3, otherCodes: against, lanes: -2},
	},
	{
		id: fact.GeneralProjects, rows: anySubjects, scope: fact.Project,
		title: re(`一般公共(?:预算)?(?:财政)?(?:拨款)?项目支出`), not: re(`绩效|结转资金`),
		signs: map[sign]int{economicCodes: 1, economicNames: 1, amounts: 1},
	},
	{
		id: fact.BasicExpenditure, rows: economic, scope: fact.Basic,
		title: re(`一般公共(?:预算)?.*基本支出|^基本支出(?:预算|决算)?表|支出经济分类.*基本支出`), not: re(`绩效|采购`),
		signs: map[sign]int{economicCodes: 2, economicNames: 2, staffHeads: 1, functionCodes: -8, manySources: -4, governmentCodes: against},
	},
	{
		id: fact.BasicByGovEconomic, rows: governmentEconomic, scope: fact.Basic,
		title: re(`基本支出`), not: re(`绩效|采购|功能`),
		signs: map[sign]int{governmentCodes: 4, otherCodes: against},
	},
	{
		id: fact.BasicByFunction, rows: functional, scope: fact.Basic,
		title: re(`基本支出.*(?:功能(?:分类|科目)|表)`), not: re(`绩效|采购`),
		signs: map[sign]int{functionCodes: 3, functionClasses: 1, economicCodes: against, economicNames: against, noFunction: against},
	},
	{
		id: fact.BasicAllFunds, rows: economic, bySource: true, scope: fact.Basic,
		title: re(`基本支出(?:预算)?(?:总|表|预算)`), not: re(`一般公共|财政拨款|绩效|采购`),
		signs: map[sign]int{manySources: 4, economicCodes: 1, economicNames: 1, fewSources: against},
	},
	{
		id: fact.FundIncome, scope: fact.GovernmentFund,
		title: re(`政府性基金(?:预算)?.*收入`), not: re(`支出|收支|国有资本`),
		signs: map[sign]int{lanes: against},
	},
	{
		id: fact.FundExpenditure, rows: functional, scope: fact.GovernmentFund,
		title: re(`政府性基金(?:预算)?.*(?:支出|收支)|政府性基金预算表`), not: re(`国有资本|绩效|一般公共|结转资金`),
		signs: map[sign]int{functionCodes: 1, useHeads: 1, lanes: against, economicCodes: -6},
	},
	{
		id: fact.FundTotal, rows: fundsAndUse, scope: fact.GovernmentFund,
		title: re(`政府性基金(?:预算)?.*(?:收支|收入支出)`), not: re(`国有资本|绩效`),
		signs: map[sign]int{lanes: 3, noLanes: -4},
	},
	{
		id: fact.StateCapital, scope: fact.StateCapitalBudget,
		title: re(`国有资本(?:经营)?`), not: re(`政府性基金|绩效|国有资本占用|资产`),
		signs: map[sign]int{functionCodes: 1, useHeads: 1, economicCodes: -6},
	},
	{
		id: fact.ThreePublic, rows: publicItems, scope: fact.GeneralBudget,
		title: re(`三公`), not: re(`绩效`),
		signs: map[sign]int{publicHeads: 3, noPublic: against}, alone: publicColumns,
	},
	{
		id: fact.OperatingCost, rows: units, scope: fact.OperatingCost,
		title: re(`机关运行经费`), not: re(`三公`),
		signs: map[sign]int{economicCodes: 1, amounts: 1},
	},
	{
		id: fact.Projects, rows: projects, bySource: true, scope: fact.Project,
		title: re(`项目支出.*表|专项业务经费(?:支出)?(?:预算|决算)?表|^项目经费(?:预算)?表`),
		not:   re(`绩效|(?:^|[^含])上年结转|^结转|一般公共|基本支出|重点`),
		signs: map[sign]int{projectHead: 2, sourceHeads: 1, economicCodes: -4},
	},
	{
		id: fact.ProjectsCarryOver, rows: projects, bySource: true, scope: fact.Project,
		title: re(`项目支出.*(?:\(|安排的|的)上年结转|上年结转.*(?:项目|资金)支出|结转资金支出`),
		not:   re(`绩效|不含上年结转`),
		signs: map[sign]int{projectHead: 2},
	},
	{
		id: fact.OverallPerformance, shape: byOverall,
		title: re(`整体(?:支出)?绩效|绩效目标.*整体支出`), not: re(`项目(?:支出)?绩效|专项资金`),
		signs: map[sign]int{performance: 2, formLabels: 1},
	},
	{
		id: fact.ProjectPerformance, shape: keyValue, rows: projects,
		title: re(`(?:项目|专项|转移支付|业务经费).*绩效(?:目标)?`), not: re(`(?:^|[^金])整体`),
		signs: map[sign]int{projectLabels: 4, noProjectLabels: against}, alone: projectLabels,
	},
	{
		id: fact.ProjectPerformanceList, rows: projects, listed: true, bySource: true,
		title: re(`(?:项目|专项|转移支付|业务经费).*绩效`), not: re(`整体`),
		signs: map[sign]int{projectHead: 2, projectLabels: against},
	},
	{
		id: fact.Procurement, listed: true, bySource: true,
		title: re(`政府采购`), not: re(`政府采购购买服务|指导性目录`),
		signs: map[sign]int{amounts: 1, purchaseHeads: 1},
	},
	{
		id: fact.PurchasedServices, listed: true, bySource: true,
		title: re(`购买服务`), not: re(`政府采购|指导性目录`),
		signs: map[sign]int{amounts: 1, catalogueRows: against},
	},
	{
		id: fact.Catalogue, shape: byCode,
		title: re(`指导性?目录|购买服务目录`), not: re(`预算|支出表|明细表`),
		signs: map[sign]int{catalogueRows: 4, noCatalogue: against},
	},
}
