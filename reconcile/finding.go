package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// Kind is what a finding is about, beside its level.
type Kind string

// The kinds of finding.
const (
	// Contradiction: two printed statements differ by more than their printed precision allows, or in words.
	Contradiction Kind = "contradiction"
	// Rounding: printed figures differ by no more than rounding explains.
	Rounding Kind = "rounding"
	// FormKind: how the document is laid out (an empty table without a remark).
	FormKind Kind = "form"
)

// Finding is one contradiction of a document with itself.
type Finding struct {
	// ID is made of rule, publisher, year, kind, form, row, column and ordinal: never of page, box, values or the
	// file's hash, so that it stays when the document is read again.
	ID    string `json:"id"`
	Rule  string `json:"rule"`
	Level Level  `json:"level"`
	Kind  Kind   `json:"kind"`
	// Document is the SHA-256 of the file.
	Document string  `json:"document"`
	Element  Element `json:"element"`
	Title    Text    `json:"title"`
	// Message quotes both sides with their pages; it never says which side is wrong.
	Message Text `json:"message"`
	// Question is one sentence to put to the publisher.
	Question Text `json:"question"`
	// Formula is the equation with its operands as printed, in the order printed.
	Formula string `json:"formula"`
	// Expected is the printed total, Found what its parts give, Difference Found − Expected: decimals in Unit, empty
	// where the rule compares no amounts.
	Expected   string `json:"expected"`
	Found      string `json:"found"`
	Difference string `json:"difference"`
	Unit       string `json:"unit"`
	// Assumption says what had to be assumed (a blank read as zero); empty where nothing had to be.
	Assumption Text        `json:"assumption"`
	Evidence   []Evidence  `json:"evidence"`
	Suggestion *Suggestion `json:"suggestion,omitempty"`
	// Hypotheses are the changes that would make the equation hold, the likeliest first: at most a few, and none of them
	// stated. The suggestion, where there is one, is the first of them that changes a figure.
	Hypotheses []Hypothesis `json:"hypotheses,omitempty"`
	// Related are further equations of this document that fail for the same figure.
	Related []Related `json:"related,omitempty"`
}

// Statement is the message without what has fields of its own: suggestion, number of related equations, assumption.
func (f Finding) Statement() Text {
	more := beside(&f)
	return Text{ZH: strings.Replace(f.Message.ZH, more.ZH, "", 1), EN: strings.Replace(f.Message.EN, more.EN, "", 1)}
}

// EquationOf is the formula of the equation that evidence is an operand of.
func (f Finding) EquationOf(e Evidence) string {
	if n := e.Equation; n > 0 && n <= len(f.Related) {
		return f.Related[n-1].Formula
	}
	return f.Formula
}

// soften makes a finding that rests on a reading of an image a question: two readings that agree were right on every
// figure measured, but a line of the grid or a label may still be lost, and nobody is accused by a scanner. What is said
// of a form, and rests on no equation of figures, is a note.
func (f *Finding) soften() {
	imaged := slices.ContainsFunc(f.Evidence, func(e Evidence) bool { return e.Source == page.OCR })
	switch {
	case !imaged || f.Level == Note:
	case f.Kind == FormKind:
		f.Level = Note
	default:
		f.Level = Warning
	}
}

// Element is the place in the document's meaning a finding is about; it names no page.
type Element struct {
	Form   string `json:"form"`
	Row    string `json:"row"`
	Column string `json:"column"`
	// Ordinal counts from 0 the findings of a rule that share form, row and column.
	Ordinal int `json:"ordinal"`
}

// Side is where an operand stands in its equation.
type Side string

// The sides of an equation. Evidence that is no operand has none.
const (
	// Left is what is added up or compared, Right what it should come to, Whole what a percentage is of.
	Left  Side = "left"
	Right Side = "right"
	Whole Side = "whole"
)

// Evidence is one printed figure or text a finding rests on. The operands of an equation are in the order it names them,
// which is that of the page; what they should come to is last, wherever it is printed.
type Evidence struct {
	// Document is the SHA-256 of the file it stands in, empty where that is the finding's own.
	Document string     `json:"document,omitempty"`
	Page     int        `json:"page"`
	Box      [4]float64 `json:"bbox"`
	// Label says what the figure is: the row's and the column's headings, or the subject in running text.
	Label string `json:"label"`
	// Text is what is printed; Value and Unit are what it stands for, empty for text.
	Text  string `json:"text"`
	Value string `json:"value"`
	Unit  string `json:"unit"`
	// Table is the table's ID, Cell its row and column from 0; both empty for running text.
	Table  string      `json:"table,omitempty"`
	Cell   []int       `json:"cell,omitempty"`
	Source page.Source `json:"source"`
	// ReadAs is how the program read what a person corrected (Source is then page.Person); empty for a figure it missed.
	ReadAs string `json:"read_as,omitempty"`
	// Equation is 0 for the finding's own, n for Related[n-1]: a figure of several is listed with the first of them.
	// Side and Minus are the operand's part in it.
	Equation int  `json:"equation,omitempty"`
	Side     Side `json:"side,omitempty"`
	Minus    bool `json:"minus,omitempty"`
	// Witnesses are the readers that saw the same characters. Check leaves it empty.
	Witnesses []string `json:"witnesses"`
	// Otherwise is the figure that Tesseract's models agree to see in the ink instead; empty where one of them sees the
	// printed one, or they do not agree. Check leaves it empty.
	Otherwise string `json:"otherwise,omitempty"`
}

// Place is the box in points.
func (e *Evidence) Place() page.Rect {
	return page.Rect{X0: e.Box[0], Y0: e.Box[1], X1: e.Box[2], Y1: e.Box[3]}
}

// Suggestion is a hypothesis: one figure, changed as slips change figures, that would make the equation hold.
type Suggestion struct {
	From string `json:"from"`
	To   string `json:"to"`
	// AlsoConfirms are the other rules whose failing equations the same change closes.
	AlsoConfirms []string `json:"also_confirms"`
}

// Related is another equation that fails for the same figure.
type Related struct {
	Rule    string `json:"rule"`
	Name    Text   `json:"name"`
	Formula string `json:"formula"`
	Page    int    `json:"page"`
}

// LedgerLine says what a rule came to for a document.
type LedgerLine struct {
	Rule     string  `json:"rule"`
	Document string  `json:"document"`
	Outcome  Outcome `json:"outcome"`
	// Checked counts the equations or comparisons that were made.
	Checked int  `json:"checked"`
	Reason  Text `json:"reason"`
	// Failure is set where the rule itself broke; the program has to say so and exit with status 3.
	Failure string `json:"failure,omitempty"`
}

// idBytes is the length of a finding's ID before it is written in hexadecimal.
const idBytes = 16

// identify gives a finding its ID. A document that names no publisher is known by its title.
func identify(f *Finding, doc fact.Document) {
	e := f.Element
	publisher := doc.Publisher
	if publisher == "" {
		publisher = doc.Title
	}
	key := strings.Join([]string{f.Rule, publisher, fmt.Sprint(doc.Year), string(doc.Kind),
		e.Form, e.Row, e.Column, fmt.Sprint(e.Ordinal)}, "|")
	sum := sha256.Sum256([]byte(key))
	f.ID = hex.EncodeToString(sum[:idBytes])
}

// ValueHash names what a finding's figures are: its equation, or what is quoted where it has none. It stays when the
// words, the place or the file change, and is another when a figure does.
func (f Finding) ValueHash() string {
	parts := []string{f.Formula, f.Expected, f.Found, f.Difference, f.Unit}
	if f.Formula == "" {
		for _, e := range f.Evidence {
			parts = append(parts, strings.Join(strings.Fields(e.Text), ""), e.Value, e.Unit)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "|")))
	return hex.EncodeToString(sum[:idBytes])
}
