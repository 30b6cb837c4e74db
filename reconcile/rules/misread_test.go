package rules

import (
	"slices"
	"testing"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// worst is the most severe level among findings.
func worst(findings []reconcile.Finding) reconcile.Level {
	level := reconcile.Note
	for _, f := range findings {
		if level.Weaker(f.Level) {
			level = f.Level
		}
	}
	return level
}

// TestLostRow loses one row after another of a table of three levels, as a page break can: no loss may accuse.
func TestLostRow(t *testing.T) {
	whole := sample(byCode("7.00", "10.00"))()
	for lost := range whole.Forms[0].Rows {
		set := sample(byCode("7.00", "10.00"))()
		f := set.Forms[0]
		row := f.Rows[lost]
		var facts []fact.Fact
		for _, x := range f.Facts {
			if x.Place.Row != row.Row {
				facts = append(facts, x)
			}
		}
		f.Facts = facts
		f.Rows = append(f.Rows[:lost:lost], f.Rows[lost+1:]...)
		for i := range f.Rows {
			switch p := &f.Rows[i].Parent; {
			case *p == lost:
				*p = row.Parent
			case *p > lost:
				*p--
			}
		}
		findings, _ := reconcile.Check([]*fact.Set{set}, All())
		if worst(findings) == reconcile.Error {
			t.Errorf("without row %s %s: %v", row.ID, row.Name, formulas(findings))
		}
	}
}

// TestWrongUnit reads 万元 as 元 in one of two tables: the gap is a question about the unit, no accusation.
func TestWrongUnit(t *testing.T) {
	set := sample(totals("10.00", "", "10.00"), expenditureTable("10.00"))()
	for i := range set.Forms[1].Facts {
		set.Forms[1].Facts[i].Amount.Unit = fact.Yuan
	}
	findings, _ := reconcile.Check([]*fact.Set{set}, All())
	if len(findings) == 0 || worst(findings) != reconcile.Warning {
		t.Errorf("%v, want a warning", formulas(findings))
	}
}

// TestScannedDocument reads every figure and word of every example from an image: nothing may be accused of anything.
func TestScannedDocument(t *testing.T) {
	eachExample(t, func(t *testing.T, _ *reconcile.Rule, e reconcile.Example) {
		set := e.Set()
		for _, f := range set.Figures() {
			f.Place.Source = "ocr"
		}
		for i := range set.Sentences {
			set.Sentences[i].Place.Source = "ocr"
		}
		for i := range set.Marks {
			set.Marks[i].Place.Source = "ocr"
		}
		for _, list := range [][]fact.Heading{set.Contents, set.Headings} {
			for i := range list {
				list[i].Place.Source = "ocr"
			}
		}
		findings, _ := reconcile.Check(append([]*fact.Set{set}, e.Sets()[1:]...), All())
		findings = slices.DeleteFunc(findings, func(f reconcile.Finding) bool { return f.Document != set.Document.SHA256 })
		if worst(findings) != reconcile.Note {
			t.Errorf("%v", formulas(findings))
		}
	})
}
