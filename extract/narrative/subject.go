package narrative

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// meaning is what a figure is an amount of.
type meaning struct {
	row, name string
	// lane is fact.Income, fact.Expenditure or empty for both or none; stated is set where the words say it.
	lane   string
	stated bool
	scope  string
	// path is the printed path of class, section and item.
	path string
	rank float64
	// doubt says why the subject is not sure; empty where it is.
	doubt page.Message
}

// Ranks order subjects from the whole to its parts; a part has a higher rank than what it is a part of.
const (
	rankGrand  = 0.0
	rankYear   = 1.0
	rankFiscal = 2.0
	rankFund   = 3.0
	rankPart   = 4.0
	rankDetail = 5.0
)

var ranks = map[string]float64{
	fact.GrandTotal: rankGrand, fact.YearTotal: rankYear, fact.FiscalAppropriation: rankFiscal,
	fact.GeneralBudget: rankFund, fact.GovernmentFund: rankFund, fact.StateCapitalBudget: rankFund, fact.SpecialAccount: rankFund,
	fact.UnitFunds: rankFund, fact.BusinessIncome: rankFund, fact.OperatingIncome: rankFund, fact.SuperiorSubsidy: rankFund,
	fact.AffiliatedRemit: rankFund, fact.OtherIncome: rankFund, fact.CarryIn: rankFund, fact.CarryOut: rankFund, fact.UsedReserve: rankFund,
	fact.Personnel: rankDetail, fact.Public: rankDetail, fact.VehiclePurchase: rankDetail, fact.VehicleRunning: rankDetail,
	fact.NamePrefix + "专项业务经费": rankDetail,
	fact.ProcurementTotal:      rankFund, fact.ThreePublic: rankFund, fact.OperatingCost: rankFund,
}

// rankOf is the rank of a row; classes, sections and items of a classification come one below the other.
func rankOf(row, code string, path []string, printed string) float64 {
	if r, ok := ranks[row]; ok {
		return r
	}
	const section, item = rankPart + 0.3, rankPart + 0.6
	switch {
	case len(code) == 7, strings.Contains(printed, "（项）"):
		return item
	case len(code) == 5, strings.Contains(printed, "（款）"):
		return section
	}
	return rankPart
}

// incomeRows and spendingRows are subjects that lie on one side by their nature.
var incomeRows = map[string]bool{fact.BusinessIncome: true, fact.OperatingIncome: true, fact.SuperiorSubsidy: true,
	fact.AffiliatedRemit: true, fact.OtherIncome: true, fact.UsedReserve: true}

var neutralRows = map[string]bool{fact.SpecialAccount: true, fact.UnitFunds: true, fact.CarryIn: true, fact.CarryOut: true, fact.Distribution: true,
	fact.NamePrefix + "上年实户资金余额": true, fact.NamePrefix + "其他资金": true}

// meaning is the subject a lead names; false where it names none or more than one.
func (l lead) meaning(topic string) (meaning, bool) {
	m := meaning{name: l.name, scope: l.scope, path: strings.Join(l.path, "/")}
	if l.lane != "" {
		m.stated = true
	}
	if l.lane == fact.Income || l.lane == fact.Expenditure {
		m.lane = l.lane
	}
	switch {
	case len(l.path) > 0:
		m.row, m.lane = l.classRow(), fact.Expenditure
	case len(l.subjects) == 2 && l.subjects[0] == fact.CarryIn:
		// 上年结转结余的单位资金: what was carried over, by the funds it is of.
		m.row, m.scope = fact.CarryIn, l.subjects[1]
	case len(l.subjects) > 0:
		row, ok := l.oneSubject(topic)
		if !ok {
			return m, false
		}
		m.row = row
	case l.scope != "":
		m.row, m.scope = l.scope, ""
	case l.lane != "":
		if !l.total && !l.plan && !l.this {
			return m, false
		}
		m.row = l.totalRow(&m)
	default:
		return m, false
	}
	m.naturalLane()
	m.rank = rankOf(m.row, l.code, l.path, l.name)
	return m, true
}

// naturalLane sets the side of a subject that can only lie on one.
func (m *meaning) naturalLane() {
	if m.lane != "" {
		return
	}
	switch {
	case incomeRows[m.row]:
		m.lane = fact.Income
	case neutralRows[m.row], m.rank < rankPart && ranks[m.row] <= rankFund && isFund(m.row):
	case m.row == fact.GrandTotal, m.row == fact.YearTotal:
	default:
		m.lane = fact.Expenditure
	}
}

func isFund(row string) bool {
	switch row {
	case fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget, fact.FiscalAppropriation:
		return true
	}
	return false
}

// classRow is the row of a classification's class, section or item: its printed code, or its name.
func (l lead) classRow() string {
	if l.code != "" {
		return l.code
	}
	last := l.path[len(l.path)-1]
	if len(l.path) == 1 && !strings.HasSuffix(last, "支出") {
		if w, ok := words[last+"支出"]; ok && w.kind == subject {
			return w.id
		}
	}
	return fact.NamePrefix + last
}

// oneSubject is the subject where a lead names one, or one with the wider one it belongs to (政府采购货物).
func (l lead) oneSubject(topic string) (string, bool) {
	wide := false
	rest := l.subjects
	if len(rest) > 1 && rest[0] == fact.ProcurementTotal {
		wide, rest = true, rest[1:]
	}
	if len(rest) > 1 && rest[0] == fact.ThreePublic {
		rest = rest[1:]
	}
	if len(rest) != 1 {
		return "", false
	}
	switch rest[0] {
	case fact.ProcurementGoods, fact.ProcurementWorks, fact.ProcurementServices:
		return rest[0], wide || l.procured || topic == fact.Procurement
	case fact.NamePrefix + equipment:
		return rest[0], topic == fact.TopicAssets
	}
	return rest[0], true
}

// totalRow tells the total of a side with what was carried over from the one without. 本年收入 is the year's
// alone; 收入预算 and 收入总计 take in what was carried over.
func (l lead) totalRow(m *meaning) string {
	m.name = "收支"
	if l.lane == fact.Income {
		m.name = "收入"
	}
	if l.lane == fact.Expenditure {
		m.name = "支出"
	}
	if !l.this || l.grand {
		return fact.GrandTotal
	}
	if l.plan && !l.total {
		m.doubt = page.Message{ZH: "“本年”“当年”收支预算是否包括上年结转，文中没有说明",
			EN: "the text does not say whether the budget of 本年 or 当年 takes in what was carried over"}
	}
	return fact.YearTotal
}

// owns says whether a row's parts are parts of the document's wholes: 人员经费 within 基本支出 is the department's,
// 人员经费 within one class, or 公务接待费 within 机关运行经费, is not.
func owns(owner, part string) bool {
	if owner[0] >= '0' && owner[0] <= '9' && strings.HasPrefix(part, owner) {
		return true // a section of its class, an item of its section
	}
	switch owner {
	case fact.GrandTotal, fact.YearTotal, fact.GeneralBudget, fact.FiscalAppropriation, fact.GovernmentFund, fact.StateCapitalBudget:
		return !strings.HasPrefix(part, fact.OperatingCost) && part != fact.Reception && part != fact.Abroad
	case fact.Basic:
		return part == fact.Personnel || part == fact.Public
	case fact.ThreePublic, fact.Vehicles:
		return part == fact.Abroad || part == fact.Reception || part == fact.Vehicles || part == fact.VehiclePurchase || part == fact.VehicleRunning
	case fact.ProcurementTotal:
		return strings.HasPrefix(part, "procurement-") || isFund(part)
	case fact.OverallPerformance:
		return part == fact.Basic || part == fact.Project
	}
	return false
}
