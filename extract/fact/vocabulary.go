package fact

// Narrative is the Form of a fact stated in running text.
const Narrative = "narrative"

// IDs of forms. 部门预算 (表1-13 and its like elsewhere) and 部门决算 (公开01-09表) share them: Document.Kind tells
// which of the two it is.
const (
	IncomeExpenditureTotal = "income-expenditure-total" // 收支总表, 收入支出决算总表
	IncomeTotal            = "income-total"             // 收入总表, 收入决算表
	ExpenditureTotal       = "expenditure-total"        // 支出总表, 支出决算表
	FiscalTotal            = "fiscal-total"             // 财政拨款收支总表
	GeneralExpenditure     = "general-expenditure"      // 一般公共预算支出表 by function
	BasicExpenditure       = "basic-expenditure"        // 基本支出 by economic class
	FundIncome             = "fund-income"              // 政府性基金预算收入表
	FundExpenditure        = "fund-expenditure"         // 政府性基金预算支出表, 收入支出决算表
	FundTotal              = "fund-total"               // 政府性基金收支表 with income and expenditure side by side
	StateCapital           = "state-capital"            // 国有资本经营预算 (收)支(出)表
	ThreePublic            = "three-public"             // 三公经费
	OperatingCost          = "operating-cost"           // 机关运行经费
	Projects               = "projects"                 // 项目支出表 (本年)
	ProjectsCarryOver      = "projects-carry-over"      // 项目支出表 (上年结转)
	OverallPerformance     = "overall-performance"      // 整体支出绩效目标(申报)表
	ProjectPerformance     = "project-performance"      // 项目支出绩效目标表
	Procurement            = "procurement"              // 政府采购表
	PurchasedServices      = "purchased-services"       // 政府购买服务表
	Catalogue              = "catalogue"                // 政府购买服务指导性目录

	// Tables of some places that stand beside the ones above and have the same columns, but not the same scope.
	FiscalExpenditure      = "fiscal-expenditure"          // 财政拨款支出表 by function, all fiscal budgets together
	FiscalBasicExpenditure = "fiscal-basic-expenditure"    // 财政拨款基本支出表 by economic class
	GeneralByEconomicClass = "general-economic"            // 一般公共预算支出表 by economic class, basic and project
	GeneralByGovEconomic   = "general-government-economic" // the same by government economic class
	BasicByGovEconomic     = "basic-government-economic"   // 基本支出表 by government economic class
	GeneralProjects        = "general-projects"            // 一般公共预算项目支出表 by economic class
	BasicByFunction        = "basic-function"              // 一般公共预算基本支出表 by function
	BasicAllFunds          = "basic-all-funds"             // 基本支出(总)表 of all funds, columns by source
	ProjectPerformanceList = "project-performance-list"    // 项目支出绩效目标表 with one row or block a project

	// Unclaimed is a table that is none of the forms.
	Unclaimed = "unclaimed"
)

// FormIDs are the IDs of all forms, in the order above.
func FormIDs() []string {
	return []string{IncomeExpenditureTotal, IncomeTotal, ExpenditureTotal, FiscalTotal, GeneralExpenditure, BasicExpenditure,
		FundIncome, FundExpenditure, FundTotal, StateCapital, ThreePublic, OperatingCost, Projects, ProjectsCarryOver,
		OverallPerformance, ProjectPerformance, Procurement, PurchasedServices, Catalogue, FiscalExpenditure,
		FiscalBasicExpenditure, GeneralByEconomicClass, GeneralByGovEconomic, BasicByGovEconomic, GeneralProjects,
		BasicByFunction, BasicAllFunds, ProjectPerformanceList}
}

// Lanes of a table that holds several lists side by side.
const (
	Income      = "income"
	Expenditure = "expenditure"
	// The same expenditure once more, by department economic class, government economic class, or purpose.
	ExpenditureByEconomic    = "expenditure-economic"
	ExpenditureByGovEconomic = "expenditure-government-economic"
	ExpenditureByUse         = "expenditure-use"
	// The lanes of one list that is printed in two or three columns (决算 基本支出表), from the left.
	FirstLane  = "first"
	SecondLane = "second"
	ThirdLane  = "third"
)

// Qualified is the ID of an item in a group of columns or rows that is not the main one: the actual figure of
// 因公出国(境)费 is abroad/actual, general public budget within what is carried over general-budget/carry-in.
func Qualified(item, group string) string { return item + "/" + group }

// IDs of rows and of subjects in running text, beside classification codes.
const (
	GeneralBudget       = "general-budget"       // 一般公共预算(拨款)
	GovernmentFund      = "government-fund"      // 政府性基金预算(拨款)
	StateCapitalBudget  = "state-capital-budget" // 国有资本经营预算(拨款)
	FiscalAppropriation = "fiscal-appropriation" // 财政拨款 (the three above together)
	SpecialAccount      = "special-account"      // 财政专户管理资金
	UnitFunds           = "unit-funds"           // 单位资金
	BusinessIncome      = "business-income"      // 事业收入
	OperatingIncome     = "operating-income"     // (事业单位)经营收入
	SuperiorSubsidy     = "superior-subsidy"     // 上级补助收入
	AffiliatedRemit     = "affiliated-remit"     // 附属单位上缴收入
	OtherIncome         = "other-income"         // 其他收入
	YearTotal           = "year-total"           // 本年(收入|支出)合计
	CarryIn             = "carry-in"             // 上年结转(结余), 年初结转和结余
	CarryOut            = "carry-out"            // 年终结转(结余), 年末结转和结余
	UnitReserve         = "unit-reserve"         // 单位预留机动经费
	AccountBalance      = "account-balance"      // 上年实户资金余额
	UsedReserve         = "used-reserve"         // 使用非财政拨款结余(含专用结余)
	Distribution        = "distribution"         // 结余分配
	GrandTotal          = "grand-total"          // (收入|支出)总计
	TotalRow            = "total"                // 合计 of a table by code, unit or project
	Basic               = "basic"                // 基本支出
	Project             = "project"              // 项目支出
	Personnel           = "personnel"            // 人员经费
	Public              = "public"               // 公用经费
	RemitSuperior       = "remit-superior"       // 上缴上级支出
	OperatingExpense    = "operating-expense"    // 经营支出
	AffiliatedSubsidy   = "affiliated-subsidy"   // 对附属单位补助支出

	Abroad          = "abroad"           // 因公出国(境)费
	Reception       = "reception"        // 公务接待费
	Vehicles        = "vehicles"         // 公务用车购置及运行(维护)费
	VehiclePurchase = "vehicle-purchase" // 公务用车购置费
	VehicleRunning  = "vehicle-running"  // 公务用车运行(维护)费
	Meetings        = "meetings"         // 会议费
	Training        = "training"         // 培训费

	ProcurementTotal    = "procurement-total" // 政府采购预算总额
	ProcurementGoods    = "procurement-goods"
	ProcurementWorks    = "procurement-works"
	ProcurementServices = "procurement-services"
	PurchasedService    = "purchased-service" // one item of the list of purchased services; Text is its name

	ProjectCount       = "project-count"       // how many projects have targets
	ProjectFormCount   = "project-form-count"  // how many project performance forms are declared as published
	ProjectFormAmount  = "project-form-amount" // the amount those forms are declared to cover
	OperatingProjects  = "operating-projects"  // 其他运转类项目
	TargetedProjects   = "targeted-projects"   // 特定目标类项目
	VehicleCount       = "vehicle-count"       // 车辆 on hand
	VehicleCountOfKind = "vehicle-count-kind"  // a kind of vehicle; Text is its name
	ItemCost           = "item-cost"           // one amount of an itemised list (概况); Text is what it is for
	ItemCostTotal      = "item-cost-total"     // the total printed after the list (共计, 合计)
	CentralFunds       = "central-funds"       // 中央财政资金
	ProvincialFunds    = "provincial-funds"    // 省级财政资金
	CityCountyFunds    = "city-county-funds"   // 市县(区)财政资金
	OwnFunds           = "own-funds"           // 单位自筹
	OtherFunds         = "other-funds"         // 其他资金
	ProjectName        = "project-name"        // Text is the name
	ProjectOverview    = "project-overview"    // Text is the 项目概况
	ProjectUnit        = "project-unit"        // Text is the 实施单位, 填报单位 or 预算单位
	ProjectDepartment  = "project-department"  // Text is the 主管部门(及代码)
	ProjectKind        = "project-kind"        // Text is the 项目属性
	ProjectTerm        = "project-term"        // Text is the 项目期
	ProjectBasis       = "project-basis"       // Text is the 立项依据
	ProjectNecessity   = "project-necessity"   // Text is the 项目设立必要性
	ProjectMeasures    = "project-measures"    // Text is the 保证项目实施的制度、措施
	ProjectPlan        = "project-plan"        // Text is the 项目实施计划
	PerformanceGoal    = "performance-goal"    // Text is the 总体目标
	Indicator          = "indicator"           // RowName is the indicator with its class, Text the value aimed at
	SectionCount       = "section-count"       // how many sections (内设机构, 处室) there are said to be
	UnitCount          = "unit-count"          // how many units (下属单位, 预算单位) there are said to be
	StaffCount         = "staff-count"         // how many persons or posts there are
	StaffCountOfKind   = "staff-count-kind"    // a kind of them; Text is its name
	SocialInsurance    = "social-insurance"    // 社会保险基金预算
	CatalogueEntry     = "catalogue-entry"     // Row is the code, Text the name
)

// NamePrefix begins the Row of a subject in running text that is known by its printed name alone: a functional or
// economic class, section or item without a printed code, a kind of expense. What follows is the name as printed,
// without brackets' variants and blanks: name:社会保障和就业支出.
const NamePrefix = "name:"

// Topics of sections of running text beside the IDs of forms, which serve as topics too.
const (
	TopicGlossary    = "glossary"    // 名词解释: states no figures
	TopicDuties      = "duties"      // 职责, 机构设置
	TopicPerformance = "performance" // 绩效 as a whole: counts of projects with targets and of published forms
	TopicAssets      = "assets"      // 国有资产占有使用: vehicles, buildings, equipment
)

// IDs of columns and of measures in running text, beside those of rows, which serve as columns too
// (general-budget, basic, project, personnel, public, carry-in …).
const (
	AmountColumn    = "amount"         // the only amount column of a lane or form
	TotalColumn     = "total"          // 合计
	YearColumn      = "year"           // 当年预算安排, 本年
	CarryColumn     = "carry"          // 上年结转安排
	SubtotalColumn  = "subtotal"       // 小计 of a group of columns
	WholeColumn     = "total/all"      // 合计 that holds 会议费 and 培训费 beside the 三公经费, whose own is TotalColumn
	BudgetColumn    = "budget"         // 年初预算(数)
	AdjustedColumn  = "adjusted"       // 全年预算数, 调整预算数
	ActualColumn    = "actual"         // 决算数
	PriorColumn     = "prior"          // 上年数
	Change          = "change"         // 比上年增加(+) or 减少(-)
	Growth          = "growth"         // 增长(+) or 下降(-) in %
	Share           = "share"          // 占…%; Text names the whole
	Completion      = "completion"     // 完成年初预算的…%
	CauseChange     = "cause-change"   // a change given as a reason of another change; never the subject's own
	Direction       = "direction"      // how the settled amount is said to stand to its budget; Text is Above, Below, Same or Either
	Absence         = "absence"        // the text says in words that there is nothing of the subject (没有安排, 无…支出)
	Listed          = "listed"         // Text is one name of a list whose number the text declares (内设处室3个：…)
	Quota           = "quota"          // how many are allowed (编制)
	CatalogueCode   = "catalogue-code" // Text is the code, RowName the entry's name as printed beside it
	Count           = "count"
	AnnualColumn    = "annual"                   // 年度 half of a performance form
	PeriodColumn    = "period"                   // 实施期 half
	EconomicName    = "economic-name"            // Text: the department economic subject's name
	GovEconomicName = "government-economic-name" // Text: the government economic subject beside it
)

// Texts of a Direction: what the words say of the settled amount beside its budget, or of a change.
const (
	Above = "above" // 决算数大于预算数
	Below = "below" // 决算数小于预算数
	Same  = "same"  // 决算数同预算数持平
	// Either: a template's choice that was not made, 下降（增长）27.78%.
	Either = "either"
)
