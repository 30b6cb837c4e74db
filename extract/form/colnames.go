package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gouji/extract/fact"
)

// headWords gives headings their meaning. Every heading is first stripped of years, numbers and 其中.
var headWords = []struct {
	id string
	re *regexp.Regexp
}{
	{fact.GeneralBudget, regexp.MustCompile(`^(?:一般)?公共(?:财政)?预算(?:当年|本年)?(?:财政拨款|财政|拨款|补助)?(?:资金|收入|支出)?(?:预算)?$|^公共财政拨款(?:\(补助\))?(?:资金)?$|^经费拨款$`)},
	{fact.GovernmentFund, regexp.MustCompile(`^政府性基金(?:收入|支出)?(?:预算)?(?:当年|本年)?(?:财政拨款|财政|拨款)?(?:资金|收入|支出)?$`)},
	{fact.StateCapitalBudget, regexp.MustCompile(`^国有资本(?:经营)?(?:收入|支出)?(?:预算)?(?:当年|本年)?(?:财政拨款|财政|拨款)?(?:资金|收入|支出)?$`)},
	{fact.FiscalAppropriation, regexp.MustCompile(`^(?:本级|本年|当年|同级)?(?:财政|预算)拨款(?:资金|收入|支出)?(?:预算)?(?:金额)?$|^财政资金$`)},
	{fact.SpecialAccount, regexp.MustCompile(`^(?:财政)?专户(?:管理)?(?:拨款|事业)?(?:资金)?(?:收入)?$`)},
	{fact.UnitFunds, regexp.MustCompile(`^单位(?:自有)?资金(?:收入)?$`)},
	{fact.BusinessIncome, regexp.MustCompile(`^事业收入(?:\(.*\))?(?:资金)?$`)},
	{fact.OperatingIncome, regexp.MustCompile(`^(?:事业单位)?经营(?:服务)?收入(?:资金)?$`)},
	{fact.SuperiorSubsidy, regexp.MustCompile(`^上级补助收入(?:资金)?$`)},
	{fact.AffiliatedRemit, regexp.MustCompile(`^对?附属单位(?:上缴|上交)收入?(?:资金)?$`)},
	{fact.OtherIncome, regexp.MustCompile(`^其[他它]收入(?:资金)?$`)},
	{fact.OtherFunds, regexp.MustCompile(`^其他资金(?:收入)?$`)},
	{fact.UsedReserve, regexp.MustCompile(`^(?:使?用)?(?:非财政拨款结余|事业基金弥补收支差额)(?:\(.*\))?$`)},
	{"unit-reserve", regexp.MustCompile(`^单位预留机动经费$`)},
	{"account-balance", regexp.MustCompile(`^上年实户资金余额$`)},
	{fact.Basic, regexp.MustCompile(`^(?:一般公共预算)?(?:财政拨款)?基本支出(?:合计|预算)?$`)},
	{fact.Project, regexp.MustCompile(`^项目支出(?:合计|总数)?$|^专项业务经费(?:支出)?$`)},
	{fact.Personnel, regexp.MustCompile(`^人员(?:经费|支出|类)(?:支出|经费)?$`)},
	{fact.Public, regexp.MustCompile(`^(?:日常)?公用(?:经费|支出)(?:支出)?$`)},
	{fact.RemitSuperior, regexp.MustCompile(`^上缴上级(?:支出)?$`)},
	{fact.OperatingExpense, regexp.MustCompile(`^(?:事业单位)?经营支出$`)},
	{fact.AffiliatedSubsidy, regexp.MustCompile(`^对?附属单位补助(?:支出)?$`)},
	{fact.CarryIn, regexp.MustCompile(`^(?:上年|年初|财政拨款|上年财政拨款|年初财政拨款)(?:结转|结余)[和、及]?(?:结转|结余)?(?:资金|安排|收入)?$`)},
	{fact.CarryOut, regexp.MustCompile(`^(?:年终|年末)(?:财政拨款)?(?:结转|结余)[和、及]?(?:结转|结余)?(?:资金)?$|^结转(?:结余)?下年(?:支出|资金)?$`)},
	{fact.Abroad, regexp.MustCompile(`^因公出国(?:\(境\))?(?:费用?|经费|支出)?$`)},
	{fact.Reception, regexp.MustCompile(`^公务接待(?:费|经费)?(?:支出)?$`)},
	{fact.Vehicles, regexp.MustCompile(`^公务用车(?:购置(?:费)?(?:及|和|与)?运行(?:维护)?)(?:费|经费|支出)*(?:小计)?$|^公务用车费$`)},
	{fact.VehiclePurchase, regexp.MustCompile(`^(?:公务用车)?购置(?:费|经费)(?:支出)?$|^公务用车购置$`)},
	{fact.VehicleRunning, regexp.MustCompile(`^(?:公务用车)?运行(?:维护)?(?:费|经费)(?:支出)?$|^公务用车运行(?:维护)?$`)},
	{fact.Meetings, regexp.MustCompile(`^会议费$`)},
	{fact.Training, regexp.MustCompile(`^培训费$`)},
	{fact.OperatingCost, regexp.MustCompile(`^机关运行经费(?:支出)?(?:预算|决算)?数?$`)},
	{threePublicGroup, regexp.MustCompile(`^(?:安排的)?(?:财政拨款|一般公共预算)?(?:拨款)?(?:安排的|安排)?三公经费(?:财政拨款)?(?:支出)?(?:预算|决算|预\(决\)算)?(?:总额|数|合计)?(?:\(.*\))?$`)},
	{incomeColumn, regexp.MustCompile(`^本年收入(?:合计)?$`)},
	{currentGroup, regexp.MustCompile(`^(?:当年|编制)预算(?:安排|数)?$|^当年(?:预算)?$`)},
	{fact.ProcurementTotal, regexp.MustCompile(`^(?:其中:)?政府采购(?:项目|金额|支出|预算|资金)*$`)},
	{fact.BudgetColumn, regexp.MustCompile(`^(?:年初)?预算数$`)},
	{fact.AdjustedColumn, regexp.MustCompile(`^(?:全年|调整)预算数?$`)},
	{fact.ActualColumn, regexp.MustCompile(`^决算数$`)},
	{fact.PriorColumn, regexp.MustCompile(`^上年(?:度)?(?:预算|决算|执行)?数?$`)},
	{fact.Growth, regexp.MustCompile(`^.*(?:增减|增长|变动|变化)(?:变化)?\(?(?:幅度|率|比例|百分比|%)+\)?(?:\(%\))?$`)},
	{fact.Change, regexp.MustCompile(`^.*(?:增减|增加)(?:变化|变动)?(?:情况|额|金额|数)?$`)},
	{fact.Count, regexp.MustCompile(`^(?:数量|人数|批次|人次)(?:\(.*\))?$`)},
}

// IDs that only headings have and the vocabulary does not need.
const (
	threePublicGroup = "three-public-group" // 三公经费 over or in a heading
	incomeColumn     = "income-column"      // 本年收入, a group of income or the only figure
	currentGroup     = "current-group"      // 当年预算 beside 上年结转
	sumHead          = "sum-head"           // 合计, 小计, 总计
	emptyHead        = "empty-head"         // 金额, 2026年预算数 and what else adds no meaning
)

var (
	sumWord   = regexp.MustCompile(`^(?:年度)?(?:支出|收入|金额|资金|预算|项目|本年支出|本年收入|支出预算|经费)?(?:合计|总计|小计|总额|合计数|总数)$`)
	yearHead  = regexp.MustCompile(`^((?:19|20)\d\d)年度?(.*)$`)
	emptyWord = regexp.MustCompile(`^(?:(?:本年|当年)?(?:预算|决算)?金额|(?:本年|当年|收入|支出|项目)?(?:预算|决算|执行)数?|本年支出|收入|支出|项目金额|其中|数额|财政拨款收支|本年预算数?|支出数|收入数|预算支出|部门预算|支出项目|.{2,16}表|)$`)
	unitTail  = regexp.MustCompile(`[(（](?:单位:)?(?:人民币)?(?:百万|万|亿|千|百)?元[)）]$|[(（]%[)）]$`)
)

var quotes = strings.NewReplacer("“", "", "”", "", `"`, "")

// headContext is what the meaning of a heading depends on.
type headContext struct {
	// year is the document's; 0 where unknown.
	year int
	kind *kind
	lane string
}

// meaning is the ID of one heading, with the year that stands in it.
func (ctx headContext) meaning(head string) (id string) {
	s := cutLabel(head).text
	if strings.HasSuffix(s, ")") {
		s = unitTail.ReplaceAllString(s, "")
	}
	s = quotes.Replace(strings.Trim(s, `"“”:：`))
	year := 0
	if m := yearHead.FindStringSubmatch(s); m != nil {
		year, _ = strconv.Atoi(m[1])
		s = m[2]
	}
	if year != 0 && ctx.year != 0 && year < ctx.year {
		if s == "" || emptyWord.MatchString(s) || sumWord.MatchString(s) {
			return fact.PriorColumn
		}
	}
	if sumWord.MatchString(s) {
		return sumHead
	}
	if year != 0 && (s == "预算数" || s == "决算数") {
		return emptyHead
	}
	if id := headWord(s); id != "" {
		return id
	}
	for _, prefix := range []string{"本年", "其中"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			if id := headWord(rest); id != "" {
				return id
			}
		}
	}
	if emptyWord.MatchString(s) {
		return emptyHead
	}
	return ""
}

// headWord is the ID of a heading in its plain form, empty where it has none.
func headWord(s string) string {
	if i := headChooser.first(s); i >= 0 {
		return headWords[i].id
	}
	return ""
}

var headChooser = func() chooser {
	patterns := make([]*regexp.Regexp, len(headWords))
	for i := range headWords {
		patterns[i] = headWords[i].re
	}
	return newChooser(patterns)
}()

// heading is a column's path taken apart.
type heading struct {
	// items are subjects from the outermost; groups qualify them (决算数, 上年, 上年结转).
	items, groups []string
	// sum is set where the lowest heading is a 合计 or 小计; empty where no heading says anything.
	sum, empty bool
	unknown    bool
}

var groupIDs = map[string]bool{
	fact.PriorColumn: true, fact.Change: true, fact.Growth: true, fact.BudgetColumn: true, fact.AdjustedColumn: true,
	fact.ActualColumn: true, currentGroup: true, incomeColumn: true, fact.CarryIn: true, fact.CarryOut: true,
	threePublicGroup: true,
}

// read takes a column's headings apart.
func (ctx headContext) read(c column) heading {
	var h heading
	for i, s := range c.heads {
		last := i == len(c.heads)-1
		id := ctx.meaning(s)
		switch {
		case !last && (ctx.lane == fact.Income || ctx.lane == fact.Expenditure) && laneHead(s):
		case !last && ctx.printedInLanes() && (id == fact.Personnel || id == fact.Public):
			// 人员经费 and 公用经费 over the lanes of one list say which of its rows stand there.
			// 收入 and 支出 over a lane are said by the lane.
		case id == sumHead:
			h.sum = last
		case id == emptyHead:
		case id == "" && last:
			h.unknown = true
		case id == "":
			// A group's heading that is not known, such as the table's own title over all columns.
		case !last && ctx.kind != nil && id == ctx.kind.scope:
			// The form is about nothing else.
		case groupIDs[id]:
			h.groups = append(h.groups, id)
		default:
			h.items = append(h.items, id)
		}
	}
	h.unknown = h.unknown || len(c.heads) == 0
	h.empty = len(h.items) == 0 && len(h.groups) == 0 && !h.sum && !h.unknown
	return h
}

// printedInLanes says whether the columns are of one list that is printed in lanes side by side.
func (ctx headContext) printedInLanes() bool {
	return ctx.lane == fact.FirstLane || ctx.lane == fact.SecondLane || ctx.lane == fact.ThirdLane
}

func laneHead(s string) bool { return incomeHead.MatchString(s) || expenditureHead.MatchString(s) }

// nameColumns gives a block's figures their IDs.
func (ctx headContext) nameColumns(b block) []fact.Column {
	ctx.lane = b.lane
	heads := make([]heading, len(b.values))
	for i, c := range b.values {
		heads[i] = ctx.read(c)
	}
	view := surveyHeads(heads)
	if !view.actual {
		dropBudget(heads)
	}
	cols := make([]fact.Column, len(b.values))
	used := map[string]bool{}
	for i, c := range b.values {
		id := ctx.columnID(heads[i], view)
		if id == fact.TotalColumn && used[id] && heads[i].sum {
			id = fact.SubtotalColumn
		}
		cols[i] = fact.Column{ID: id, Known: id != "" && !used[id], Path: c.path, Lane: b.lane, Col: c.col}
		if !cols[i].Known {
			cols[i].ID = strings.Join(c.path, "/")
		}
		if cols[i].ID == "" {
			cols[i].ID = "column-" + strconv.Itoa(c.col)
		}
		used[cols[i].ID] = true
	}
	return cols
}

// dropBudget takes 预算数 out of headings that have no 决算数 beside them: a budget's figures are all 预算数.
func dropBudget(heads []heading) {
	for i := range heads {
		h := &heads[i]
		h.groups = slices.DeleteFunc(h.groups, func(g string) bool { return g == fact.BudgetColumn })
		h.empty = len(h.items) == 0 && len(h.groups) == 0 && !h.sum && !h.unknown
	}
}

// survey is what a block's columns have among them.
type survey struct {
	single                         bool
	bareSum, carry, threePublicSum bool
	// meetings is set where 会议费 stands beside the 三公经费; actual where 决算数 or 调整预算数 stands beside 预算数;
	// carrySplit where what is carried over is split into items.
	meetings, actual, carrySplit bool
}

func surveyHeads(heads []heading) survey {
	v := survey{single: len(heads) == 1}
	for _, h := range heads {
		if h.sum && len(h.items) == 0 && len(h.groups) == 0 {
			v.bareSum = true
		}
		v.meetings = v.meetings || slices.Contains(h.items, fact.Meetings)
		for _, g := range h.groups {
			v.carry = v.carry || g == fact.CarryIn
			v.carrySplit = v.carrySplit || g == fact.CarryIn && (h.sum || len(h.items) > 0)
			v.actual = v.actual || g == fact.ActualColumn || g == fact.AdjustedColumn
			if g == threePublicGroup && len(h.items) == 0 {
				v.threePublicSum = true
			}
		}
	}
	return v
}

// parts are the headings that hold others: what stands below them goes by its own name.
var parts = map[string][]string{
	fact.FiscalAppropriation: {fact.GeneralBudget, fact.GovernmentFund, fact.StateCapitalBudget},
	fact.UnitFunds:           {fact.BusinessIncome, fact.OperatingIncome, fact.SuperiorSubsidy, fact.AffiliatedRemit, fact.OtherIncome},
	fact.OtherFunds:          {fact.BusinessIncome, fact.OperatingIncome, fact.SuperiorSubsidy, fact.AffiliatedRemit, fact.OtherIncome, fact.CarryIn},
	fact.Basic:               {fact.Personnel, fact.Public},
	fact.Vehicles:            {fact.VehiclePurchase, fact.VehicleRunning},
}

// itemID joins the subjects of a path: a part of the one above goes by its own name.
func itemID(items []string) string {
	id := items[0]
	for _, next := range items[1:] {
		switch {
		case next == id:
		case slices.Contains(parts[id], next):
			id = next
		default:
			id = fact.Qualified(id, next)
		}
	}
	return id
}

// columnID is the ID of a column, "" where its headings are not understood.
func (ctx headContext) columnID(h heading, v survey) string {
	scope := ctx.kind != nil && len(h.items) == 1 && h.items[0] == ctx.kind.scope
	switch {
	case h.unknown:
		return ""
	case v.single && len(h.groups) == 0 && (h.empty || scope):
		return fact.AmountColumn
	case h.empty && v.bareSum:
		return ""
	case len(h.items) > 0:
		return ctx.qualify(itemID(h.items), h, v)
	case h.sum && v.threePublicSum && v.meetings && ctx.kind != nil && ctx.kind.id == fact.ThreePublic && !slices.Contains(h.groups, threePublicGroup):
		return ctx.qualify(fact.WholeColumn, h, v)
	}
	return ctx.qualify(fact.TotalColumn, h, v)
}

// qualify joins an item with the groups it stands in. A group without an item is a column of its own.
func (ctx headContext) qualify(item string, h heading, v survey) string {
	bare := item == fact.TotalColumn
	id := item
	for _, g := range h.groups {
		if g == currentGroup && (bare && !v.carry || !bare && (!v.carry || ctx.bySource())) {
			continue
		}
		switch g = ctx.groupID(g, h, v); {
		case g == "":
		case bare:
			id = g
		default:
			id = fact.Qualified(id, g)
		}
	}
	if v.single && bare && slices.Contains([]string{fact.BudgetColumn, fact.ActualColumn, fact.YearColumn, fact.Income}, id) {
		return fact.AmountColumn
	}
	return id
}

// groupID is a group's name as part of an ID, "" where it adds nothing.
func (ctx headContext) groupID(g string, h heading, v survey) string {
	switch g {
	case threePublicGroup:
		// 三公经费 over its items adds nothing; alone it is their total.
		return ""
	case incomeColumn:
		switch {
		case len(h.items) > 0:
			return ""
		case h.sum && v.bareSum:
			return fact.YearColumn
		case !h.sum && !v.single:
			return fact.Income
		}
		return ""
	case currentGroup:
		return fact.YearColumn
	case fact.CarryIn:
		return ctx.carryID(v)
	}
	return g
}

// bySource says whether a form's columns are sources of funds: what is carried over is one of them then, and
// this year's sources go by their plain names.
func (ctx headContext) bySource() bool {
	return ctx.lane == fact.Income || ctx.kind != nil && ctx.kind.bySource
}

// carryID is what is carried over from the year before: a source of funds, or a part of the expenditure.
func (ctx headContext) carryID(v survey) string {
	if ctx.bySource() || ctx.kind != nil && !v.carrySplit && (ctx.kind.id == fact.FundExpenditure || ctx.kind.id == fact.StateCapital) {
		return fact.CarryIn
	}
	return fact.CarryColumn
}
