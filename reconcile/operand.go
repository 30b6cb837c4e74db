package reconcile

import (
	"cmp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"

	"github.com/shopspring/decimal"
)

// Policy says what it means when an operand has no figure.
type Policy int

// The policies of an operand.
const (
	// Required: without a figure the equation cannot be checked.
	Required Policy = iota
	// ZeroIfBlank reads an empty cell as zero and says so. A dash and a printed zero are zero without saying so.
	ZeroIfBlank
	// ZeroIfAbsent reads a missing row or table as zero too.
	ZeroIfAbsent
)

// Operand is one figure of an equation.
type Operand struct {
	// Fact is the figure; nil where the document has none.
	Fact *fact.Fact
	// Of is the document the figure stands in where it is a peer's; nil for the document that is checked.
	Of *fact.Document
	// Label says what the figure is; empty for the fact's own row and column headings.
	Label string
	// Missing says what a missing figure means.
	Missing Policy
	// Minus takes the figure away.
	Minus bool
	// Role names the operand's part in a network of equations of one structure (a column, for row sums); the judge
	// asks whether the part is seen to work elsewhere.
	Role string
}

// reading is an operand as the judge sees it.
type reading struct {
	Operand
	interval fact.Interval
	// value is in the unit's base, 0 where nothing is printed.
	value decimal.Decimal
	// assumed is set where a missing figure was read as zero.
	assumed bool
	doubt   Text
}

// read reads an operand; money says that its unit has to be one of money.
func read(o Operand, money bool) reading {
	r := reading{Operand: o}
	if o.Fact == nil {
		if o.Missing == ZeroIfAbsent {
			r.assumed = true
			return r
		}
		r.doubt = Text{ZH: "缺少" + o.Label, EN: o.Label + " is missing"}
		return r
	}
	r.doubt = Doubt(o.Fact)
	if !r.doubt.Empty() {
		return r
	}
	return r.state(money)
}

// state reads the figure of a fact nobody doubts.
func (r reading) state(money bool) reading {
	a := r.Fact.Amount
	switch a.State {
	case fact.Number, fact.Zero:
		if money && !a.Unit.Money() {
			r.doubt = Text{ZH: r.name() + "没有可识别的金额单位", EN: r.name() + " has no known unit of money"}
			return r
		}
		r.value, r.interval = a.Base(), a.Interval()
		if a.State == fact.Zero && r.value.IsZero() && a.Places == 0 {
			r.interval = fact.Interval{} // a bare 0 is a statement that there is none, not a rounded figure
		}
	case fact.Dash:
	case fact.Blank:
		if r.Missing == Required {
			r.doubt = Text{ZH: r.name() + "为空", EN: r.name() + " is empty"}
		}
		r.assumed = true
	default:
		r.doubt = Text{ZH: r.name() + "读不出数字", EN: r.name() + " is not a readable figure"}
	}
	return r
}

// signed is the interval with the operand's sign.
func (r reading) signed() fact.Interval {
	if r.Minus {
		return r.interval.Neg()
	}
	return r.interval
}

// signedValue is the value with the operand's sign.
func (r reading) signedValue() decimal.Decimal {
	if r.Minus {
		return r.value.Neg()
	}
	return r.value
}

// name is how the operand is spoken of.
func (o Operand) name() string {
	if o.Label != "" {
		return o.Label
	}
	return Label(o.Fact)
}

// Label is how a fact is spoken of: its row and column headings as printed, without the colon a form ends them with: a
// label with its field beside it is row and column in one. A row without a name has its code; a phrase has no label.
func Label(f *fact.Fact) string {
	if f == nil {
		return ""
	}
	row, column := strings.TrimRight(f.RowName, ":： "), strings.TrimRight(f.ColumnPath, ":： ")
	switch {
	case row == "" && column == "" && strings.Trim(f.Row, "0123456789") != "":
		return "" // what this program calls a phrase is no name for it
	case row == "" && column == "":
		return f.Row
	case row == "":
		return column
	case f.Form == fact.Narrative || column == "" || column == row && row != f.RowName:
		return row
	}
	return row + "·" + column
}

// spoken is how a fact is named in a sentence: by its label, its amount, or its own words.
func spoken(f *fact.Fact) string {
	label := Label(f)
	switch {
	case label != "":
		return label
	case f.Amount.State == fact.Number && f.Amount.Unit.Money():
		return "“" + f.Amount.Printed + "”"
	}
	return "“" + cmp.Or(f.Text, f.Amount.Printed) + "”"
}

// Doubt is why a fact may not be what is printed; empty where nothing speaks against it.
func Doubt(f *fact.Fact) Text {
	switch {
	case !f.Uncertain.Empty():
		return Text{ZH: spoken(f) + "读数不确定（" + f.Uncertain.ZH + "）", EN: spoken(f) + " is not read for sure (" + f.Uncertain.EN + ")"}
	case f.Place.Source == page.OCR && !f.Place.Sure:
		return Text{ZH: spoken(f) + "由文字识别读出，未经核实", EN: spoken(f) + " was read by OCR and is not confirmed"}
	case f.Amount.State == fact.Unreadable:
		return Text{ZH: spoken(f) + "读不出", EN: spoken(f) + " cannot be read"}
	}
	return Text{}
}
