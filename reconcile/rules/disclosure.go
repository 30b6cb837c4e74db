package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// mayBeEmpty are the forms that are published without figures where a department has none.
var mayBeEmpty = []string{fact.FundIncome, fact.FundExpenditure, fact.FundTotal, fact.StateCapital, fact.ThreePublic,
	fact.OperatingCost, fact.Projects, fact.ProjectsCarryOver, fact.Procurement, fact.PurchasedServices}

// checkEmpty is G03: a table without figures says so, and one that says so has none.
func checkEmpty(p *reconcile.Pass) {
	eachSheet(p, mayBeEmpty, func(s sheet) {
		switch filled := s.hasFigures(); {
		case s.unreadable():
			p.Doubt(say(nameOf(s.Form).ZH+"有读不出的单元格", nameOf(s.Form).EN+" has cells that cannot be read"))
		case filled == (s.EmptyNote == ""):
			p.Checked(1)
		case s.imaged(): // a remark, or the number of a column, may have been misread
			p.Doubt(say(nameOf(s.Form).ZH+"由图像识别读出，未经核实", nameOf(s.Form).EN+" was read from its image and is not confirmed"))
		case filled:
			s.reportFilled(p)
		case s.states() || explained(p, s.ID):
			p.Checked(1)
		default:
			s.reportEmpty(p)
		}
	})
}

// unreadable says whether any cell of the form may hide a figure.
func (s sheet) unreadable() bool {
	if len(s.Form.Doubts)+len(s.Form.ColumnDoubts) > 0 {
		return true
	}
	for i := range s.Facts {
		if f := &s.Facts[i]; f.Amount.State == fact.Unreadable || !f.Uncertain.Empty() {
			return true
		}
	}
	return false
}

// states says whether the form prints zeros or dashes: they say as much as a remark.
func (s sheet) states() bool {
	for i := range s.Facts {
		if st := s.Facts[i].Amount.State; st == fact.Zero || st == fact.Dash {
			return true
		}
	}
	return false
}

// explained says whether the text speaks about the form's subject in a section of its own.
func explained(p *reconcile.Pass, form string) bool {
	for _, s := range p.Set.Sentences {
		if s.Topic == form {
			return true
		}
	}
	return false
}

func (s sheet) reportFilled(p *reconcile.Pass) {
	name := nameOf(s.Form)
	var first *fact.Fact
	for i := range s.Facts {
		if figure(&s.Facts[i]) {
			first = &s.Facts[i]
			break
		}
	}
	p.Report(reconcile.Finding{
		Kind: reconcile.FormKind, Level: reconcile.Warning,
		Element: reconcile.Element{Form: s.ID, Row: fact.TotalRow, Column: "empty-note"},
		Message: say(fmt.Sprintf("第%d页%s注明“%s”，表中却列有数字。", s.Place.Page, name.ZH, s.EmptyNote),
			fmt.Sprintf("On page %d, %s carries the remark “%s” and figures too.", s.Place.Page, name.EN, s.EmptyNote)),
		Question: say("请问该表是否有数据？", "Does the table have data?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence(name.ZH, s.EmptyNote, s.EmptyNotePlace)},
	}, first)
}

func (s sheet) reportEmpty(p *reconcile.Pass) {
	name := nameOf(s.Form)
	p.Report(reconcile.Finding{
		Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: s.ID, Row: fact.TotalRow, Column: "empty"},
		Message: say(fmt.Sprintf("第%d页%s为空表，没有注明无数据，正文也没有说明。", s.Place.Page, name.ZH),
			fmt.Sprintf("On page %d, %s is empty; neither a remark nor the text says that there is no data.", s.Place.Page, name.EN)),
		Question: say("请问该表为空是否因为没有此项收支？", "Is the table empty because there is nothing of the kind?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence(name.ZH, s.Title, s.Place)},
	})
}
