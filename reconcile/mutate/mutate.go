// Package mutate measures what the rules notice: it changes a document's facts as hands and keyboards do, one change at
// a time, runs the rules, and counts which changes are found, and by which rules. What is not found is as much to be
// known as what is.
package mutate

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// Operator is a way to change a document.
type Operator string

// The operators, in the order they are reported.
const (
	DigitInTable    Operator = "digit in a table"         // one digit but the last of an amount of a table
	LastDigit       Operator = "last digit in a table"    // which rounding may explain
	DigitInForm     Operator = "digit in a form"          // one digit but the last of an amount of a performance form
	DigitInBound    Operator = "digit in a bound"         // the same of an indicator's bound (≤ 20000元), which many figures satisfy
	DigitInText     Operator = "digit in a total of text" // one digit but the last of a total that running text states
	DigitsSwapped   Operator = "two digits swapped"
	TenThousandfold Operator = "×10⁴"
	RowDropped      Operator = "row dropped"
	ColumnsSwapped  Operator = "figures of two columns swapped"
	ProjectRenamed  Operator = "project renamed"
)

// Operators are all of them.
func Operators() []Operator {
	return []Operator{DigitInTable, LastDigit, DigitInForm, DigitInBound, DigitInText, DigitsSwapped, TenThousandfold, RowDropped,
		ColumnsSwapped, ProjectRenamed}
}

// Mutation is one change of a set, which can be undone.
type Mutation struct {
	Operator Operator
	// Name says what is changed, for people.
	Name string
	// Tables and Place are where the change shows: a finding has to quote the place, or a figure of one of the tables.
	Table string
	Place fact.Place

	apply, undo func()
}

// target is a figure that can be changed.
type target struct {
	fact *fact.Fact
	form *fact.Form // nil for running text
}

// sure says whether a figure is an amount of money that is read for sure and long enough for a slip to be one.
func sure(f *fact.Fact) bool {
	const fewest = 3 // digits
	return f.Amount.State == fact.Number && f.Amount.Unit.Money() && f.Uncertain.Empty() && f.Place.Source != page.OCR &&
		len(digitsOf(f.Amount)) >= fewest
}

// targets are the figures of a set that can be changed.
func targets(set *fact.Set) []target {
	var all []target
	for _, form := range set.Forms {
		for i := range form.Facts {
			if f := &form.Facts[i]; sure(f) && len(form.Doubts) == 0 {
				all = append(all, target{f, form})
			}
		}
	}
	for i := range set.Sentences {
		for j := range set.Sentences[i].Facts {
			if f := &set.Sentences[i].Facts[j]; sure(f) {
				all = append(all, target{f, nil})
			}
		}
	}
	return all
}

// Of are the mutations of a set by an operator, in the order of the document.
func Of(set *fact.Set, by Operator) []Mutation {
	switch by {
	case RowDropped:
		return rowsDropped(set)
	case ColumnsSwapped:
		return columnsSwapped(set)
	case ProjectRenamed:
		return renamed(set)
	}
	var all []Mutation
	for n, t := range targets(set) {
		if !by.about(t) {
			continue
		}
		if to, ok := by.change(t.fact.Amount, spread(n)); ok {
			all = append(all, figure(by, t.fact, to))
		}
	}
	return all
}

// spread makes a number of a figure's index that has nothing to do with which figures are tried.
func spread(n int) int {
	const golden = 2654435769 // 2³² ÷ the golden ratio (Knuth, The Art of Computer Programming 6.4)
	return int(uint32(n) * golden >> 8)
}

// about says whether an operator is for a figure.
func (o Operator) about(t target) bool {
	inForm := t.form != nil && slices.Contains([]string{fact.ProjectPerformance, fact.OverallPerformance, fact.ProjectPerformanceList}, t.form.ID)
	switch o {
	case DigitInText:
		return t.form == nil && total(t.fact)
	case DigitInForm:
		return inForm && !bounded(t.fact)
	case DigitInBound:
		return inForm && bounded(t.fact)
	}
	return t.form != nil && !inForm
}

// bounded says whether a figure is the least or the most an indicator allows.
func bounded(f *fact.Fact) bool {
	return f.Aim != nil && f.Aim.Bound != fact.Unsigned && f.Aim.Bound != fact.Exactly
}

// totals are what running text states of the document as a whole.
var totals = []string{fact.Income, fact.Expenditure, fact.GrandTotal, fact.YearTotal, fact.TotalRow, fact.GeneralBudget,
	fact.FiscalAppropriation, fact.GovernmentFund, fact.Basic, fact.Project, fact.ThreePublic, fact.OperatingCost, fact.Personnel, fact.Public}

// total says whether a figure of running text is the amount of a total of this year.
func total(f *fact.Fact) bool {
	return f.Column == fact.AmountColumn && slices.Contains(totals, f.Row)
}

// figure is the mutation that prints another amount in the place of one.
func figure(by Operator, f *fact.Fact, to fact.Amount) Mutation {
	from := f.Amount
	return Mutation{Operator: by, Name: fmt.Sprintf("%s %s: %s → %s", f.RowName, f.ColumnPath, from.Printed, to.Printed),
		Table: f.Place.Table, Place: f.Place, apply: func() { f.Amount = to }, undo: func() { f.Amount = from }}
}
