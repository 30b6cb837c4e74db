// Package fact says what a document states: figures with their meaning and the place where each is printed.
// A Set is all that reconcile may see of a document.
package fact

import (
	"slices"

	"gouji/extract/page"
)

// Place is where something is printed.
type Place struct {
	// Page counts from 1; Box is in points, origin top left of that page.
	Page int
	Box  page.Rect
	// Table is the table's ID, empty for running text. Row and Col count from 0.
	Table    string
	Row, Col int
	Source   page.Source
	// Confidence is 0 to 1.
	Confidence float64
	// Sure is set for a figure of an image that two independent readings gave alike.
	Sure bool
}

// Fact is one figure, or one piece of text, with its meaning.
type Fact struct {
	// Form is the form's ID (vocabulary.go), or Narrative.
	Form string
	// Row is the row's ID within the form: a classification code, an ID of the vocabulary, or a normalised name.
	// In running text: the subject.
	Row string
	// RowName is the row's label as printed.
	RowName string
	// Column is the column's ID; in running text: the measure.
	Column string
	// ColumnPath is the column's headings from the top as printed, joined by "/".
	ColumnPath string
	// Amount is the figure; its State says when there is none.
	Amount Amount
	// Text is the value of a fact that is no figure: a project's name, a catalogue entry's name.
	Text  string
	Place Place
	// Uncertain says why the reading is not sure (OCR, readers disagree, a cell cut by a page break); empty when it is.
	Uncertain page.Message
	// Readings are what else was read of a figure of an image that is not sure, the likeliest first.
	Readings []string
	// Corrected is CorrectedByIdentity where one of several readings was taken since with it alone the sums of its row
	// and its column hold; the first reading is then among Readings. Such a figure stays uncertain: it proves nothing.
	Corrected string
	// ReadAs is the printed text as the program read it where a person corrected it (the place's source is then
	// page.Person): empty for a figure that was missed.
	ReadAs string `json:",omitempty"`
	// Link is how a figure of running text stands to the others of its sentence; nil for facts of forms.
	Link *Link
	// Aim is set for indicators of performance forms.
	Aim *Aim
}

// CorrectedByIdentity marks a figure that arithmetic chose among several readings.
const CorrectedByIdentity = "corrected-by-identity"

// Link is what running text says of a figure beside its subject and measure.
type Link struct {
	// Lane is Income or Expenditure; empty where the text means both (收支总预算) or does not say.
	Lane string
	// Scope is the funds the figure is limited to: GeneralBudget, GovernmentFund, StateCapitalBudget,
	// FiscalAppropriation; empty where the text names none. The subject itself can be one of them.
	Scope string
	// Year is the year the figure is of; for a change or growth the year that is compared with. 0 where unknown.
	Year int
	// Group is the index in Sentence.Facts of the amount that a change, growth, share, completion or prior amount
	// belongs to; -1 for none.
	Group int
	// Whole is the index in Sentence.Facts of the figure that this one is stated to be a part of (其中, 包括); -1 for none.
	Whole int
	// List numbers the list within the sentence that a part stands in, from 1; 0 for none. One whole can be listed
	// more than once (by funds, by class): only the parts of one list add up to it.
	List int
	// Open marks a part of a list that need not be complete: …等, 主要包括, a part that was not understood or has no
	// name in the vocabulary, an item's number left out.
	Open bool
}

// Document is what is known of the whole document.
type Document struct {
	File, SHA256 string
	Title        string
	Publisher    string
	// Year is the budget year or the year of the final account; 0 where unknown.
	Year int
	// Kind is budget, final-account or other.
	Kind  Kind
	Pages int
	// Imaged is how many of the pages were read from their image, with what that leaves unsure.
	Imaged int
}

// Kind is the kind of document.
type Kind string

// The kinds of document.
const (
	Budget       Kind = "budget"
	FinalAccount Kind = "final-account"
	Other        Kind = "other"
)

// Set is everything a document states.
type Set struct {
	Document Document
	// Forms are in the order of the document; one kind of form can occur several times.
	Forms []*Form
	// Sentences are the narrative in the order of the document, those without figures too.
	Sentences []Sentence
	// Contents are the entries of the printed table of contents, Headings the headings of the text itself, those
	// with no text below them too; both in the order of the document.
	Contents, Headings []Heading
	// Marks are watermarks and running heads.
	Marks []Mark
	// Unclaimed are tables of figures that are none of the forms, with their rows and columns as printed: ID Unclaimed,
	// Known false. Their figures are no facts of the document's (Facts leaves them out), since what they mean is not known.
	Unclaimed []*Form
	// Unread are the tables and spots that could not be understood; they make rules insufficient, never fire.
	Unread []page.Problem
}

// UnknownForm is the code of the problem that no form, or more than one, claims a table.
const UnknownForm = "unknown-form"

// HidesForm says whether on the pages from first to last there is a spot that was not understood and may be a form.
func (s *Set) HidesForm(first, last int) bool {
	return slices.ContainsFunc(s.Unread, func(p page.Problem) bool {
		unknown := p.Code == UnknownForm || p.Code == page.CodeUnreadable || p.Code == page.CodePictureUnreadable
		return unknown && first <= p.Page && p.Page <= last
	})
}

// FormsOf are the set's forms of one kind, in the order of the document.
func (s *Set) FormsOf(id string) []*Form {
	var forms []*Form
	for _, f := range s.Forms {
		if f.ID == id {
			forms = append(forms, f)
		}
	}
	return forms
}

// Facts are all facts of forms and sentences, in the order of the document.
func (s *Set) Facts() []*Fact {
	var facts []*Fact
	for _, f := range s.Forms {
		for i := range f.Facts {
			facts = append(facts, &f.Facts[i])
		}
	}
	for i := range s.Sentences {
		for j := range s.Sentences[i].Facts {
			facts = append(facts, &s.Sentences[i].Facts[j])
		}
	}
	return facts
}

// Places shows visit the place of everything the set states, to be changed.
func (s *Set) Places(visit func(*Place)) {
	for _, f := range append(slices.Clone(s.Forms), s.Unclaimed...) {
		visit(&f.Place)
		visit(&f.UnitPlace)
		visit(&f.EmptyNotePlace)
		for i := range f.Rows {
			visit(&f.Rows[i].Place)
		}
		for i := range f.Facts {
			visit(&f.Facts[i].Place)
		}
	}
	for i := range s.Sentences {
		visit(&s.Sentences[i].Place)
		for k := range s.Sentences[i].Facts {
			visit(&s.Sentences[i].Facts[k].Place)
		}
	}
	for i := range s.Marks {
		visit(&s.Marks[i].Place)
	}
	for _, list := range [][]Heading{s.Contents, s.Headings} {
		for i := range list {
			visit(&list[i].Place)
		}
	}
}

// Figures are all facts and the figures of unclaimed tables.
func (s *Set) Figures() []*Fact {
	all := s.Facts()
	for _, f := range s.Unclaimed {
		for i := range f.Facts {
			all = append(all, &f.Facts[i])
		}
	}
	return all
}

// Sentence is one sentence of the narrative with the figures it states.
type Sentence struct {
	// Section is the path of headings above the sentence, from the top, as printed.
	Section []string
	// Topic is the vocabulary's name for what the section is about (form IDs serve as topics); empty where unknown.
	Topic string
	Text  string
	Place Place
	// Facts are bound figures in the order they are printed: Form Narrative, Row the subject, Column the measure.
	Facts []Fact
	// Unbound counts figures with a unit of money or a percent sign that the grammar did not understand.
	Unbound int
	// Missed are the measures those figures look like by the words before them, in the order printed: AmountColumn,
	// Change, Growth, Share, Completion or CauseChange. Sentences of cells leave it empty.
	Missed []string
}
