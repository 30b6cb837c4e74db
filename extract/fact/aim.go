package fact

// Aim is what an indicator of a performance form says beside its value.
type Aim struct {
	// Class is the first level (产出指标, 成本指标), Kind the second (数量指标, 时效指标), Name the indicator itself, as
	// printed. Class and Kind are empty where they could not be told.
	Class, Kind, Name string
	// Bound says how the value is meant.
	Bound Bound
}

// Bound is the sign before an indicator's value.
type Bound string

// The bounds. A value without a sign is meant as it is printed.
const (
	Unsigned Bound = ""
	Exactly  Bound = "="
	AtLeast  Bound = "≥"
	AtMost   Bound = "≤"
	Over     Bound = ">"
	Under    Bound = "<"
)

// Lower says whether the value may be more than is printed and not less.
func (b Bound) Lower() bool { return b == AtLeast || b == Over }

// Upper says whether the value may be less than is printed and not more.
func (b Bound) Upper() bool { return b == AtMost || b == Under }

// IDs of what the texts of performance forms state beside itemised costs. Column says which text it is
// (ProjectOverview, PerformanceGoal …), RowName the words before the figure.
const (
	Product        = "product"         // a product: Amount is what it comes to, Text how it is printed
	Mention        = "mention"         // a figure with what it counts or costs; Text is the phrase it stands in
	Citation       = "citation"        // Text is the number of a document; Amount its serial number, blank where none is printed
	PlanPeriod     = "plan-period"     // Text is the plan, Amount its last year
	YearMention    = "year-mention"    // Amount is a year before the budget's, Text the phrase
	Arrears        = "arrears"         // Amount is a year the text says it pays for afterwards
	OutsideService = "outside-service" // Text is the phrase that says the work is bought from others
	PartUse        = "part-use"        // 其中…元用于…: RowName is what it is for, Text the uses named before it
	UnitCost       = "unit-cost"       // what a number of things costs: Text is the phrase, Aim.Name what is counted; Link.Group is not used
	GoodsCost      = "goods-cost"      // goods bought: RowName what, Amount for how much
	Letterhead     = "letterhead"      // Text is the number of an attached document, in a line of its own
	Polluted       = "polluted"        // Text stands in a name cell and is no name; Column says what it is instead
	FillDate       = "fill-date"       // Text is the day the form was filled in
	IndicatorText  = "indicator-text"  // Text explains an indicator (指标解释)
	FormBlocks     = "form-blocks"     // RowName is a block of the form (总体目标, 绩效指标); State is Blank where nothing is filled in
)

// What a name cell holds instead of a name.
const (
	HoldsCode       = "code"
	HoldsLabel      = "label"
	HoldsTitle      = "title"
	HoldsDepartment = "department"
)
