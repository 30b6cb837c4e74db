package reconcile

import (
	"cmp"
	"fmt"
	"slices"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// hypothesesShown is how many hypotheses a finding keeps: past the first few they are arithmetic, not likeness.
const hypothesesShown = 5

// Hypothesis is one change of what is printed, as slips change figures, with which a failing equation would hold. It
// says what could have happened, never what did.
type Hypothesis struct {
	Slip Slip `json:"slip"`
	// Label, Page and From are the figure as printed, To what it would have to be. For a row left out of a sum or
	// counted twice, the label is the row's, From the total as printed, and To what all rows give.
	Label string `json:"label"`
	Page  int    `json:"page"`
	From  string `json:"from"`
	To    string `json:"to"`
	// Exact is set where the equation would hold to the last digit, not only within rounding.
	Exact bool `json:"exact"`
	// AlsoConfirms are the other rules whose failing equations the same change closes.
	AlsoConfirms []string `json:"also_confirms"`
	// Breaks counts the equations that hold as printed and would not with the change.
	Breaks int `json:"breaks"`
}

// supposed is a hypothesis being weighed: the figure it changes, nil for a row of a sum, and how many other failures it
// closes.
type supposed struct {
	Hypothesis
	figure *fact.Fact
	closes int
}

// footing is what the other equations of a document ask of its figures.
type footing struct {
	failures []evaluated
	// failing and holding are the claims of equations that fail and that hold, by figure.
	failing, holding map[string][]claim
}

func footingOf(failures, held []evaluated) footing {
	failing, _ := claimsOf(failures)
	var sure []evaluated
	for _, e := range held {
		if e.sound && e.Relation != AtMost {
			sure = append(sure, e)
		}
	}
	holding, _ := claimsOf(sure)
	return footing{failures, failing, holding}
}

// hypotheses are the changes that close a failure, the likeliest first: those that close most others and break
// fewest, then those that close it exactly, then by kind of slip and order of print.
func (f footing) hypotheses(failure int) []supposed {
	e := &f.failures[failure]
	var all []supposed
	for _, c := range e.claims(failure) {
		for _, x := range c.edits(e.wide()) {
			a := c.figure.Amount
			h := supposed{figure: c.figure, Hypothesis: Hypothesis{Slip: x.slip, Label: Label(c.figure), Page: c.figure.Place.Page,
				From: written(a, a.Value), To: written(a, x.to), Exact: x.base(a).Equal(c.middle())}}
			f.weigh(&h, failure, x.base(a))
			all = append(all, h)
		}
	}
	all = append(all, e.rows()...)
	slices.SortStableFunc(all, func(a, b supposed) int {
		return cmp.Or(a.rank(b), cmp.Compare(likeliness[a.Slip], likeliness[b.Slip]))
	})
	return all
}

func (x edit) base(a fact.Amount) decimal.Decimal { return x.to.Shift(a.Unit.Exponent()) }

// middle is what a figure would have to be for its equation to hold to the last digit.
func (c claim) middle() decimal.Decimal {
	return c.required.Low.Add(c.required.High).Div(decimal.NewFromInt(2))
}

// edits are the slips in a figure that close its equation: of each kind the one that closes it best; nearly says
// whether one that leaves what rounding explains will do.
func (c claim) edits(nearly bool) []edit {
	var all []edit
	best := map[Slip]int{}
	for _, x := range edits(c.figure.Amount) {
		base := x.base(c.figure.Amount)
		off := base.Sub(c.middle()).Abs()
		if !off.IsZero() && !(nearly && c.required.Meets(fact.Interval{Low: base, High: base})) {
			continue
		}
		i, known := best[x.slip]
		switch {
		case !known:
			best[x.slip] = len(all)
			all = append(all, x)
		case off.LessThan(all[i].base(c.figure.Amount).Sub(c.middle()).Abs()):
			all[i] = x
		}
	}
	return all
}

// rank orders two hypotheses by what the document says for them; 0 where it says the same.
func (h supposed) rank(other supposed) int {
	return cmp.Or(cmp.Compare(other.closes-other.Breaks, h.closes-h.Breaks), cmp.Compare(h.Breaks, other.Breaks), sooner(h.Exact, other.Exact))
}

// sooner puts what is so before what is not.
func sooner(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// written is a value with at least the places the figure is printed with.
func written(a fact.Amount, v decimal.Decimal) string { return fixed(v, a.Places) }

// weigh counts which other failures a figure's new value closes, and which equations it breaks.
func (f footing) weigh(h *supposed, failure int, base decimal.Decimal) {
	at := fact.Interval{Low: base, High: base}
	key, own := cell(h.figure), f.failures[failure].rule.ID
	h.AlsoConfirms = []string{}
	for _, c := range f.failing[key] {
		if c.failure == failure || !c.required.Meets(at) {
			continue
		}
		h.closes++
		if id := f.failures[c.failure].rule.ID; id != own && !slices.Contains(h.AlsoConfirms, id) {
			h.AlsoConfirms = append(h.AlsoConfirms, id)
		}
	}
	for _, c := range f.holding[key] {
		if !c.required.Meets(at) {
			h.Breaks++
		}
	}
}

// rows are the rows that a printed total may have left out or counted twice.
func (e *evaluated) rows() []supposed {
	if e.Relation != Equal || len(e.right) != 1 || figures(e.left) < 2 || e.right[0].Fact == nil {
		return nil
	}
	total := e.right[0].Fact.Amount
	var all []supposed
	for _, r := range e.left {
		if r.Fact == nil || r.value.IsZero() || len(total.Value.Abs().Shift(total.Places).String()) < minDigits {
			continue
		}
		slip, row := RowLeftOut, r.signedValue()
		if row.Sign() != e.difference.Sign() {
			slip, row = RowTwice, row.Neg()
		}
		exactly := e.difference.Equal(row)
		if !exactly && !(e.wide() && e.gap.Meets(fact.Interval{Low: row, High: row})) {
			continue
		}
		to := e.right[0].value.Add(e.difference).Shift(-total.Unit.Exponent())
		all = append(all, supposed{Hypothesis: Hypothesis{Slip: slip, Label: r.name(), Page: r.Fact.Place.Page,
			From: written(total, total.Value), To: written(total, to), Exact: exactly, AlsoConfirms: []string{}}})
	}
	return all
}

// shown are the first hypotheses of a ranked list.
func shown(ranked []supposed) []Hypothesis {
	var list []Hypothesis
	for _, h := range ranked[:min(len(ranked), hypothesesShown)] {
		list = append(list, h.Hypothesis)
	}
	return list
}

// suggestion is the hypothesis that stands out: one figure, changed, with the document's other equations for it more
// than for any other change, and no more of them against it than for it.
func suggestion(ranked []supposed, only *fact.Fact) *Suggestion {
	var figures []supposed
	for _, h := range ranked {
		if h.figure != nil && (only == nil || cell(only) == cell(h.figure)) {
			figures = append(figures, h)
		}
	}
	if len(figures) == 0 || figures[0].Breaks > figures[0].closes || len(figures) > 1 && figures[0].rank(figures[1]) == 0 {
		return nil
	}
	return &Suggestion{From: figures[0].From, To: figures[0].To, AlsoConfirms: figures[0].AlsoConfirms}
}

// wideGap is how many times what rounding allows a gap has to be before a slip that closes it nearly, not exactly,
// means anything.
const wideGap = 10

// wide says whether the gap is far beyond what rounding allows.
func (e *evaluated) wide() bool {
	half := e.gap.High.Sub(e.gap.Low).Div(decimal.NewFromInt(2))
	return e.difference.Abs().GreaterThan(half.Mul(decimal.NewFromInt(wideGap)))
}

// Explain asks, for every contradiction that the rules before this one found, whether one slip would explain it. The
// hypotheses stand in the findings themselves; here they are counted.
func (p *Pass) Explain() {
	var failures, held []evaluated
	checked, doubts := 0, 0
	for _, q := range p.earlier {
		failures, _ = appendApart(failures, nil, q.failed)
		held, _ = appendApart(held, nil, q.held)
		checked, doubts = checked+len(q.held)+len(q.failed), doubts+len(q.doubts)
	}
	if len(failures) == 0 {
		if checked == 0 && doubts > 0 {
			p.Doubt(Text{ZH: "没有能核对的等式", EN: "no equation could be checked"})
		}
		p.Absent(Text{ZH: "没有不成立的等式", EN: "no equation fails"})
		return
	}
	on := footingOf(failures, held)
	explained := 0
	for _, r := range merge(failures, rootsOf(failures)) {
		p.checked++
		if len(on.hypotheses(severest(failures, r.failures)[0])) > 0 {
			explained++
		}
	}
	p.explained = explained > 0
	p.remark = Text{ZH: fmt.Sprintf("%d处矛盾中有%d处可用一处笔误解释（推测，见该发现）", p.checked, explained),
		EN: fmt.Sprintf("of %d contradictions one slip would explain %d (hypotheses; see the findings)", p.checked, explained)}
}
