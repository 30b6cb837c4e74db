package reconcile

import (
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// What it takes to trust a structure that no vocabulary declares, or a convention of a document.
const (
	// seenHolding is how many equations of a group have to hold before a failing one is the document's.
	seenHolding = 3
	// holdingPerFailure is how many have to hold for each independent failure: when a network fails in many places at
	// once, it is misread or means something else.
	holdingPerFailure = 3
	// declaredFailures is how many independent failures a declared structure may have without outnumbering what holds.
	declaredFailures = 2
)

// Judge evaluates equations and keeps what they come to. Equations of one Group have to be judged in one call.
func (p *Pass) Judge(equations ...Equation) {
	var order []string
	groups := map[string][]evaluated{}
	for _, eq := range equations {
		e := evaluate(p.Rule, eq)
		if _, known := groups[eq.Group]; !known {
			order = append(order, eq.Group)
		}
		groups[eq.Group] = append(groups[eq.Group], e)
	}
	for _, g := range order {
		p.judgeGroup(groups[g])
	}
}

// Try says whether an equation holds, without keeping anything: for identities with several legitimate readings.
// The second result is false where an operand could not be read.
func (p *Pass) Try(eq Equation) (holds, readable bool) {
	e := evaluate(p.Rule, eq)
	return e.verdict != failed && e.verdict != unread, e.verdict != unread
}

func (p *Pass) judgeGroup(group []evaluated) {
	network := survey(group)
	for i := range group {
		e := &group[i]
		e.sound = e.Declared || network.established(e)
		switch e.verdict {
		case exact, trivial, rounded:
			p.held = append(p.held, *e)
		}
		switch e.verdict {
		case exact:
			p.checked++
		case trivial:
			p.trivial(e)
		case rounded, cut:
			p.checked++
			p.rounded = append(p.rounded, *e)
		case unread:
			p.Doubt(e.doubt)
		case failed:
			p.fail(e, network)
		}
	}
}

// trivial counts an equation of zeros; one of blanks alone is no check.
func (p *Pass) trivial(e *evaluated) {
	for _, r := range e.readings() {
		if !r.assumed {
			p.checked++
			return
		}
	}
	p.Absent(Text{ZH: "表中没有数字", EN: "no figures are printed"})
}

// fail keeps a failure, or says why it may be none.
func (p *Pass) fail(e *evaluated, n network) {
	if len(e.Doubts) > 0 {
		p.Doubt(e.Doubts[0])
		return
	}
	if e.BlankProof && e.assumed() && n.blanks == 0 {
		p.Doubt(Text{ZH: e.Name.ZH + "：有空白，是否为零未说明", EN: e.Name.EN + ": a cell is blank; whether that means zero is not stated"})
		return
	}
	if why := e.hollow(); !why.Empty() {
		p.Doubt(why)
		return
	}
	if why := n.objection(e); !why.Empty() {
		p.Doubt(why)
		return
	}
	if why := p.misreading(e); !why.Empty() {
		p.Doubt(why)
		return
	}
	p.checked++
	e.level = p.Rule.Level
	if e.Limit != "" && e.Limit.Weaker(e.level) {
		e.level = e.Limit
	}
	if e.assumed() {
		e.assumption = assumption(e)
	}
	if (n.weak(e) || e.unitSlip() || e.pennies()) && Warning.Weaker(e.level) {
		e.level = Warning
	}
	p.failed = append(p.failed, *e)
}

// hollow is why a failure with an empty side is none: a whole that is not printed contradicts nothing, and neither do
// parts none of which is printed.
func (e *evaluated) hollow() Text {
	for _, side := range [][]reading{e.right, e.left, e.whole} {
		missing := 0
		for _, r := range side {
			if r.assumed {
				missing++
			}
		}
		if len(side) > 0 && missing == len(side) {
			return Text{ZH: e.Name.ZH + "：一侧没有印出数字", EN: e.Name.EN + ": nothing is printed on one side"}
		}
	}
	return Text{}
}

// figures counts the operands that carry a figure other than zero.
func figures(side []reading) int {
	n := 0
	for _, r := range side {
		if !r.value.IsZero() {
			n++
		}
	}
	return n
}

// pennies says whether figures printed to the 分 miss each other by no more than rounding every one of them would
// explain: too little to be sure that the unit is 元 and the figures are not rounded from another.
func (e *evaluated) pennies() bool {
	allowed := decimal.Zero
	for _, r := range e.readings() {
		if r.Fact == nil {
			continue
		}
		a := r.Fact.Amount
		if a.Unit != fact.Yuan {
			return false
		}
		allowed = allowed.Add(decimal.New(5, -a.Places-1))
	}
	return !e.difference.Abs().GreaterThan(allowed)
}

// unitSlip says whether both sides, each one figure of a table, would agree but for a power of ten that tells 元 from
// 万元: whose unit is wrong, the table's or the reading of its heading, is not certain.
func (e *evaluated) unitSlip() bool {
	if len(e.left) != 1 || len(e.right) != 1 || e.Relation != Equal {
		return false
	}
	a, b := e.left[0], e.right[0]
	if a.Fact == nil || b.Fact == nil || a.Fact.Place.Table == "" || b.Fact.Place.Table == "" {
		return false
	}
	for _, power := range []int32{-4, 4} {
		if (fact.Interval{Low: a.interval.Low.Shift(power), High: a.interval.High.Shift(power)}).Meets(b.interval) {
			return true
		}
	}
	return false
}

// network is what a group of equations shows about its own structure.
type network struct {
	// holding counts equations that hold with figures in them, blanks those among them that read a blank as zero.
	holding, blanks int
	// roots counts independent failures: those that one figure explains, or that are one gap in several columns, count
	// once.
	roots int
	// shapes are those that hold somewhere with two figures or more added.
	shapes map[string]bool
	// seen are the roles that carry a figure in an equation that holds.
	seen map[string]bool
}

func survey(group []evaluated) network {
	n := network{seen: map[string]bool{}, shapes: map[string]bool{}}
	var failures []evaluated
	for _, e := range group {
		switch e.verdict {
		case failed:
			failures = append(failures, e)
		case exact, rounded, cut:
			n.holding++
			if e.Shape != "" && figures(e.left) > 1 {
				n.shapes[e.Shape] = true
			}
			if e.assumed() {
				n.blanks++
			}
			for _, r := range e.readings() {
				if !r.value.IsZero() {
					n.seen[r.Role] = true
				}
			}
		}
	}
	n.roots = len(merge(failures, rootsOf(failures)))
	return n
}

// weak says whether a failure can be no more than a question: its structure holds elsewhere, but not often enough to
// be sure, or a blank was read as zero without enough equations that bear that out.
func (n network) weak(e *evaluated) bool {
	if e.Declared {
		return false
	}
	return !n.established(e) || e.assumed() && n.blanks < seenHolding
}

// established says whether an undeclared structure is seen to hold: often, or in another column of the same rows.
func (n network) established(e *evaluated) bool {
	return n.shapes[e.Shape] && n.roots <= declaredFailures ||
		n.holding >= seenHolding && n.holding >= holdingPerFailure*n.roots
}

// objection is why a failure in this network may be a misreading; empty where nothing speaks for one.
func (n network) objection(e *evaluated) Text {
	if e.Declared {
		if n.roots > declaredFailures && n.roots > n.holding {
			return e.unsettled()
		}
		return Text{}
	}
	// One failure beside anything that holds is worth a question; more failures than that are a misreading.
	if !n.established(e) && (n.holding == 0 || n.roots > 1) {
		return e.unsettled()
	}
	for _, r := range e.readings() {
		if r.Role != "" && !r.value.IsZero() && !n.seen[r.Role] {
			return e.unsettled()
		}
	}
	return Text{}
}

func (e *evaluated) unsettled() Text {
	return Text{ZH: e.Name.ZH + "：结构未能确认（别处不足以印证，可能是口径不同或表格误读）",
		EN: e.Name.EN + ": the structure is not established (too little elsewhere confirms it; another scope or a misread table)"}
}

// assumption says which missing figures were read as zero.
func assumption(e *evaluated) Text {
	var names []string
	for _, r := range e.readings() {
		if r.assumed {
			names = append(names, r.name())
		}
	}
	list := strings.Join(names, "、")
	return Text{ZH: "空白按零计：" + list, EN: "Blank read as zero: " + list}
}
