package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// matters are what a form as a whole is about, where running text names it as a subject: its total is that subject's.
var matters = map[string]string{fact.GeneralExpenditure: fact.GeneralBudget, fact.FundExpenditure: fact.GovernmentFund,
	fact.FiscalTotal: fact.FiscalAppropriation, fact.BasicExpenditure: fact.Basic}

// tableOf is the form that prints a figure of the text: that of its section, or, where the section names none, the one
// that its subject belongs to.
func tableOf(p *reconcile.Pass, s *fact.Sentence, f *fact.Fact) string {
	if len(p.Set.FormsOf(s.Topic)) > 0 || s.Topic != "" && s.Topic != fact.TopicPerformance {
		return s.Topic
	}
	lane := f.Link.Lane
	switch {
	case s.Topic == fact.TopicPerformance:
		// 涉及部门预算资金…，其中基本支出…，项目支出…: parts of the department's whole.
		if f.Link.Whole >= 0 && (f.Row == fact.Basic || f.Row == fact.Project) && f.Link.Scope == "" {
			return fact.ExpenditureTotal
		}
		return ""
	case f.Link.Scope != "" || lane != fact.Income && lane != fact.Expenditure:
		return ""
	case f.Row == fact.GrandTotal || f.Row == fact.YearTotal:
		return fact.IncomeExpenditureTotal
	case f.Row == fact.FiscalAppropriation && lane == fact.Income:
		return fact.IncomeExpenditureTotal
	case f.Row == fact.FiscalAppropriation:
		return fact.FiscalTotal
	case f.Row == fact.GeneralBudget && lane == fact.Expenditure:
		return fact.GeneralExpenditure
	}
	return ""
}
