package rules

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// absenceForms are the tables that show whether there is anything of a subject.
var absenceForms = map[string][]string{
	fact.GovernmentFund: {fact.FundExpenditure, fact.FundTotal}, fact.StateCapitalBudget: {fact.StateCapital},
	fact.ThreePublic: {fact.ThreePublic}, fact.Abroad: {fact.ThreePublic}, fact.Reception: {fact.ThreePublic},
	fact.Vehicles: {fact.ThreePublic}, fact.VehiclePurchase: {fact.ThreePublic},
	fact.OperatingCost: {fact.OperatingCost}, fact.ProcurementTotal: {fact.Procurement},
}

// checkAbsence is C09: where the text says that there is nothing, the table is empty or zero, and the other way round.
func checkAbsence(p *reconcile.Pass) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			f := &s.Facts[j]
			if f.Link == nil || f.Link.Year != p.Set.Document.Year {
				continue
			}
			for _, kind := range absenceForms[f.Row] {
				if form, ok := one(p, kind); ok && (quotation{s, f}).beside(p, form) {
					found = true
				}
			}
		}
	}
	if !found {
		p.Absent(say("正文没有写明无此项收支，或没有相应的表", "the text says of nothing that there is none, or has no table for it"))
	}
}

// beside compares a statement on whether there is anything with the table of its subject; false where it is none.
func (q quotation) beside(p *reconcile.Pass, form sheet) bool {
	none, some := q.saysNone(form), q.saysSome(form)
	if !none && !some {
		return false
	}
	if why := reconcile.Doubt(q.figure); !why.Empty() {
		p.Doubt(why)
		return true
	}
	if form.unreadable() || form.imaged() {
		p.Doubt(say(nameOf(form.Form).ZH+"有读不准的地方", nameOf(form.Form).EN+" is not read for sure"))
		return true
	}
	switch cell := form.present(q.figure); {
	case none && cell != nil && carriesOver(p):
		p.Doubt(say("有上年结转资金，正文所说的“没有”是否包括结转，不能确定", "funds were carried over; whether the text means those too is not certain"))
	case none && cell != nil:
		q.reportPresent(p, form, cell)
	case some && form.anyFigure() == nil && form.EmptyNote == "" && !form.states() && unknownForms(p):
		p.Doubt(say(nameOf(form.Form).ZH+"没有读出数字，文件中另有未能识别的表格", "no figures were read in "+nameOf(form.Form).EN+", and some tables were not recognised"))
	case some && form.anyFigure() == nil:
		q.reportMissing(p, form)
	default:
		p.Checked(1)
	}
	return true
}

// saysNone says whether a figure states that there is nothing: in words, or as a zero in the section of the table.
func (q quotation) saysNone(form sheet) bool {
	f := q.figure
	return f.Column == fact.Absence && f.Link.Lane != fact.Income || q.ofSection(form) && f.Amount.State == fact.Zero
}

// saysSome says whether a figure states an amount of what its section's table is about as a whole.
func (q quotation) saysSome(form sheet) bool {
	f := q.figure
	return q.ofSection(form) && f.Amount.State == fact.Number && f.Link.Whole < 0 && !threePublicPart[f.Row]
}

// threePublicPart are the parts of the three public expenses: an amount of one is no statement on the table as a whole.
var threePublicPart = map[string]bool{fact.Abroad: true, fact.Reception: true, fact.Vehicles: true, fact.VehiclePurchase: true}

// ofSection says whether a figure is an amount of this year in the section about the form.
func (q quotation) ofSection(form sheet) bool {
	f := q.figure
	return q.sentence.Topic == form.ID && f.Amount.Unit.Money() && f.Link.Lane != fact.Income &&
		(f.Column == fact.AmountColumn || f.Column == fact.ActualColumn)
}

// present is the figure that shows that there is something of a subject; nil where the form shows none.
func (s sheet) present(f *fact.Fact) *fact.Fact {
	switch f.Row {
	case fact.GovernmentFund, fact.StateCapitalBudget, fact.ProcurementTotal, s.ID:
		if total := s.main(s.row("", fact.TotalRow, fact.GrandTotal, fact.YearTotal)); figure(total) {
			return total
		}
		return s.anyFigure()
	}
	_, main := s.subject(f)
	if figure(main) {
		return main
	}
	return nil
}

// imaged says whether any cell was read from an image.
func (s sheet) imaged() bool {
	return slices.ContainsFunc(s.Facts, func(f fact.Fact) bool { return f.Place.Source == page.OCR })
}

// anyFigure is the first amount other than zero that the form prints; nil for none.
func (s sheet) anyFigure() *fact.Fact {
	for i := range s.Facts {
		f := &s.Facts[i]
		if figure(f) && f.Amount.Unit.Money() && !slices.Contains(notAdded, f.Column) {
			return f
		}
	}
	return nil
}

// carriesOver says whether the document prints funds carried over from the year before.
func carriesOver(p *reconcile.Pass) bool {
	for _, f := range p.Set.Facts() {
		if figure(f) && (f.Row == fact.CarryIn || f.Column == fact.CarryIn || f.Column == fact.CarryColumn) {
			return true
		}
	}
	return false
}

func (q quotation) reportPresent(p *reconcile.Pass, form sheet, cell *fact.Fact) {
	f, name := q.figure, nameOf(form.Form)
	what := "“" + f.Amount.Printed + "”"
	if f.Column != fact.Absence {
		what = "“" + spoken(f) + "”" + f.Amount.Printed
	}
	p.Report(reconcile.Finding{Level: reconcile.Warning,
		Element: reconcile.Element{Form: form.ID, Row: f.Row, Column: fact.Absence},
		Formula: "0 ≠ " + cell.Amount.Printed,
		Message: say(fmt.Sprintf("第%d页正文写%s，第%d页%s“%s”却列有%s%s。", f.Place.Page, what, cell.Place.Page, name.ZH, reconcile.Label(cell), cell.Amount.Printed, cell.Amount.Unit),
			fmt.Sprintf("Page %d says %s, yet page %d, %s, prints %s%s for “%s”.", f.Place.Page, what, cell.Place.Page, name.EN, cell.Amount.Printed, cell.Amount.Unit, reconcile.Label(cell))),
		Question: say("请问该项有没有安排？", "Is there anything of the kind?"),
	}, f, cell)
}

func (q quotation) reportMissing(p *reconcile.Pass, form sheet) {
	f, name := q.figure, nameOf(form.Form)
	p.Report(reconcile.Finding{Level: reconcile.Warning,
		Element: reconcile.Element{Form: form.ID, Row: f.Row, Column: "empty"},
		Formula: f.Amount.Printed + " ≠ 0",
		Message: say(fmt.Sprintf("第%d页正文“%s”为%s，第%d页%s却没有数字。", f.Place.Page, spoken(f), f.Amount.Printed, form.Place.Page, name.ZH),
			fmt.Sprintf("Page %d states %s for “%s”, yet %s on page %d has no figures.", f.Place.Page, f.Amount.Printed, spoken(f), name.EN, form.Place.Page)),
		Question: say("请问该表为何没有数字？", "Why has the table no figures?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence(name.ZH, form.Title, form.Place)},
	}, f)
}
