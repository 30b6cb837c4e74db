package rules

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// partition is a whole and the parts it has by definition.
type partition struct {
	// wholes are the subjects it is a partition of; empty for any.
	wholes []string
	// needed are the parts that the text has to name; more are the others there can be.
	needed, more []string
	limit        reconcile.Level
}

// partitions are the complete lists that running text states.
var partitions = []partition{
	{wholes: []string{fact.ProcurementTotal}, needed: []string{fact.ProcurementGoods, fact.ProcurementServices}, more: []string{fact.ProcurementWorks}},
	{wholes: totalSubjects, needed: []string{fact.Basic, fact.Project},
		more: []string{fact.RemitSuperior, fact.OperatingExpense, fact.AffiliatedSubsidy, fact.CarryOut}},
	{wholes: []string{fact.Basic}, needed: []string{fact.Personnel, fact.Public}},
	{wholes: []string{fact.ProjectCount, fact.ProjectFormCount, fact.ProjectFormAmount, fact.Project},
		needed: []string{fact.OperatingProjects, fact.TargetedProjects}},
	{wholes: []string{fact.Vehicles}, needed: []string{fact.VehiclePurchase, fact.VehicleRunning}},
	{wholes: []string{fact.ThreePublic, fact.TotalRow}, needed: []string{fact.Abroad, fact.Vehicles, fact.Reception}},
	{wholes: []string{fact.FiscalAppropriation}, needed: fiscal, limit: reconcile.Warning},
	{wholes: []string{fact.YearTotal, fact.GrandTotal, fact.TotalRow}, needed: fiscal, more: sourceList, limit: reconcile.Warning},
	{wholes: []string{fact.VehicleCount}, needed: []string{fact.VehicleCountOfKind}},
}

// totalSubjects are the wholes that basic and project expenditure are the parts of.
var totalSubjects = []string{fact.YearTotal, fact.GrandTotal, fact.TotalRow, fact.FiscalAppropriation, fact.GeneralBudget,
	fact.GovernmentFund, fact.StateCapitalBudget}

// sourceList are the further sources of income a list by source can have.
var sourceList = []string{fact.SpecialAccount, fact.UnitFunds, fact.BusinessIncome, fact.OperatingIncome, fact.SuperiorSubsidy,
	fact.AffiliatedRemit, fact.OtherIncome, fact.CarryIn, fact.UsedReserve, fact.SocialInsurance}

// checkTextSums is C07: a whole in the text is the sum of its parts in the text.
func checkTextSums(p *reconcile.Pass) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for w := range s.Facts {
			for n, part := range partitions {
				if eq, ok := statedSum(s, w, part); ok {
					found = true
					if s.Unbound > 0 || fallsShort(p, eq) && part.needed[0] == fact.Basic {
						eq.Limit = reconcile.Warning // a part may not have been understood, or not be named
					}
					eq.Group = fmt.Sprint("C07/", i, "/", w, "/", n)
					p.Judge(eq)
				}
			}
		}
		if eq, ok := procurement(p, i); ok {
			found = true
			p.Judge(eq)
		}
	}
	if !found {
		p.Absent(say("正文没有写明完整的总分关系", "the text states no whole with all of its parts"))
	}
}

// statedSum is the equation of a figure and the parts that the text ties to it, if they are a complete list.
func statedSum(s *fact.Sentence, whole int, of partition) (reconcile.Equation, bool) {
	w := &s.Facts[whole]
	eq := reconcile.Equation{Declared: true, Limit: of.limit, Count: !w.Amount.Unit.Money(),
		Name:    say("正文“"+spoken(w)+"”应等于所列各部分之和", "“"+spoken(w)+"” in the text should be the sum of the parts listed"),
		Right:   []reconcile.Operand{{Fact: w, Label: spoken(w)}},
		Element: reconcile.Element{Form: fact.Narrative, Row: s.Topic + "/" + w.Row, Column: of.needed[0]}}
	if !slices.Contains(of.wholes, w.Row) || !measure(w) {
		return eq, false
	}
	rows := map[string]bool{}
	for i := range s.Facts {
		f := &s.Facts[i]
		if f.Link == nil || f.Link.Whole != whole || !alikeMeasure(f, w) {
			continue
		}
		if !slices.Contains(of.needed, f.Row) && !slices.Contains(of.more, f.Row) {
			continue
		}
		if f.Link.Open {
			eq.Doubts = []reconcile.Text{say("“"+w.RowName+"”的分项不一定列全", "the parts of “"+w.RowName+"” need not be complete")}
		}
		if rows[f.Row] && f.Row != fact.VehicleCountOfKind {
			if !repeats(eq.Left, f) {
				eq.Doubts = []reconcile.Text{say("“"+partName(f)+"”写了不止一次，金额不同", "“"+partName(f)+"” is stated more than once, with different amounts")}
			}
			continue
		}
		rows[f.Row] = true
		eq.Left = append(eq.Left, reconcile.Operand{Fact: f, Label: partName(f)})
	}
	for _, need := range of.needed {
		if !rows[need] {
			return eq, false
		}
	}
	return eq, len(eq.Left) > 1
}

// repeats says whether a part is stated already with the same amount.
func repeats(parts []reconcile.Operand, f *fact.Fact) bool {
	return slices.ContainsFunc(parts, func(o reconcile.Operand) bool {
		return o.Fact.Row == f.Row && o.Fact.Amount.Base().Equal(f.Amount.Base())
	})
}

func partName(f *fact.Fact) string {
	if f.Row == fact.VehicleCountOfKind && f.Text != "" {
		return f.Text
	}
	return spoken(f)
}

// alikeMeasure says whether two figures are of one measure and kind of unit: an amount and an amount.
func alikeMeasure(a, b *fact.Fact) bool {
	return a.Column == b.Column && (a.Amount.Unit == b.Amount.Unit || a.Amount.Unit.Money() && b.Amount.Unit.Money()) && a.Amount.Unit != fact.Percent
}

// procurementSpan is how many sentences the parts of the procurement budget may follow its total.
const procurementSpan = 2

// procurement is 政府采购总额 = 货物 + 工程 + 服务 where the parts stand in sentences after the total.
func procurement(p *reconcile.Pass, at int) (reconcile.Equation, bool) {
	s := &p.Set.Sentences[at]
	var total *fact.Fact
	for i := range s.Facts {
		if f := &s.Facts[i]; f.Row == fact.ProcurementTotal && f.Amount.Unit.Money() && measure(f) && thisYear(p, f) {
			total = f
			break
		}
	}
	if total == nil {
		return reconcile.Equation{}, false
	}
	eq := reconcile.Equation{Declared: true, Group: fmt.Sprint("C07/procurement/", at),
		Name:    say("政府采购总额应等于货物、工程、服务之和", "procurement should be goods, works and services together"),
		Right:   []reconcile.Operand{{Fact: total, Label: "政府采购总额"}},
		Element: reconcile.Element{Form: fact.Narrative, Row: fact.ProcurementTotal, Column: fact.TotalColumn}}
	seen := map[string]bool{}
	for i := at; i < len(p.Set.Sentences) && i <= at+procurementSpan && p.Set.Sentences[i].Topic == s.Topic; i++ {
		for j := range p.Set.Sentences[i].Facts {
			f := &p.Set.Sentences[i].Facts[j]
			switch f.Row {
			case fact.ProcurementGoods, fact.ProcurementWorks, fact.ProcurementServices:
				if i == at && f.Link != nil && f.Link.Whole >= 0 {
					return eq, false // the sentence itself ties them to their whole
				}
				if !seen[f.Row] && alikeMeasure(f, total) && thisYear(p, f) {
					seen[f.Row] = true
					eq.Left = append(eq.Left, reconcile.Operand{Fact: f, Label: f.RowName})
				}
			}
		}
	}
	return eq, seen[fact.ProcurementGoods] && seen[fact.ProcurementServices]
}
