package extract

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/form"
	"gouji/extract/layout"
	"gouji/extract/narrative"
	"gouji/extract/page"
	"gouji/extract/table"
)

// Assemble makes the result of a document from its pages as they were read. It is a pure function.
func Assemble(doc fact.Document, read []page.Page) *Result {
	laid := layout.Document(read)
	pages := make([]page.Page, len(laid))
	for i := range laid {
		pages[i] = laid[i].Page
	}
	r := &Result{Tables: table.Document(pages)}
	r.Paragraphs = layout.Paragraphs(laid, taken(r.Tables))
	identify(&doc, r)
	for i := range pages {
		if pages[i].Imaged() {
			doc.Imaged++
		}
	}
	forms, unread := form.Read(r.Tables, doc)
	r.Set = &fact.Set{Document: doc, Forms: forms, Unclaimed: form.Unclaimed(r.Tables, forms, doc), Sentences: narrative.Read(r.Paragraphs, doc)}
	r.Set.Sentences = append(r.Set.Sentences, overviews(forms)...)
	r.Set.Sentences = append(r.Set.Sentences, statements(forms, doc.Year)...)
	r.Set.Sentences = append(r.Set.Sentences, narrative.Letterheads(r.Paragraphs)...)
	r.Set.Contents, r.Set.Headings = outline(r.Paragraphs)
	narrative.LookUp(r.Set.Contents, r.Paragraphs, tableTitles(r.Tables))
	r.Set.Marks = marksOf(laid)
	doubtPages(r.Set, pages)
	imagedBlanks(r.Set, pages)
	for i := range pages {
		r.Pages = append(r.Pages, pageInfo(&laid[i]))
		r.Problems = append(r.Problems, pages[i].Problems...)
	}
	for i := range r.Tables {
		r.Problems = append(r.Problems, r.Tables[i].Problems...)
	}
	r.Problems = sortProblems(append(r.Problems, unread...))
	r.Set.Unread = r.Problems
	r.unskew(read)
	return r
}

// outline gives the table of contents, with the forms it names, and the headings.
func outline(paragraphs []layout.Paragraph) (contents, headings []fact.Heading) {
	contents, headings = narrative.Outline(paragraphs)
	for _, list := range [][]fact.Heading{contents, headings} {
		for i := range list {
			list[i].Forms = form.TitlesOf(list[i].Text)
		}
	}
	return contents, headings
}

// doubtPages marks what stands on pages that are not read for sure.
func doubtPages(set *fact.Set, pages []page.Page) {
	doubts := map[int]page.Message{}
	for i := range pages {
		if !pages[i].Doubt.Empty() {
			doubts[pages[i].Number] = pages[i].Doubt
		}
	}
	if len(doubts) == 0 {
		return
	}
	for _, f := range set.Figures() {
		if f.Uncertain.Empty() {
			f.Uncertain = doubts[f.Place.Page]
		}
	}
}

// imagedBlanks says of empty cells of images that they are: nothing was read there, since there is no ink.
func imagedBlanks(set *fact.Set, pages []page.Page) {
	imaged := map[int]*page.Page{}
	for i := range pages {
		if pages[i].Imaged() {
			imaged[pages[i].Number] = &pages[i]
		}
	}
	for _, f := range set.Figures() {
		if p := imaged[f.Place.Page]; p != nil && f.Amount.State == fact.Blank && p.ImagedAt(f.Place.Box.Center()) {
			f.Place.Source, f.Place.Sure = page.OCR, true
		}
	}
}

// coverPages is how many pages from the first are searched for the document's title: a cover, a list of
// signatures, the contents.
const coverPages = 3

// identify says what the document is, from its first pages and its tables.
func identify(doc *fact.Document, r *Result) {
	text := form.Text{Tables: r.Tables}
	for _, p := range r.Paragraphs {
		if p.Page > coverPages {
			break
		}
		for _, line := range p.Lines {
			text.First = append(text.First, line.Text)
		}
	}
	known := form.Identify(text)
	doc.Title, doc.Publisher, doc.Year, doc.Kind = known.Title, known.Publisher, known.Year, known.Kind
}

// overviews are the sentences that stand in cells of performance forms: what a project is and what it costs.
func overviews(forms []*fact.Form) []fact.Sentence {
	var sentences []fact.Sentence
	for _, f := range forms {
		for i := range f.Facts {
			if cell := &f.Facts[i]; cell.Row == fact.ProjectOverview && cell.Text != "" {
				sentences = append(sentences, narrative.ReadCell(cell.Text, cell.Place, fact.ProjectOverview)...)
			}
		}
	}
	return sentences
}

// described are the texts of performance forms that are read for what they state.
var described = map[string]bool{fact.ProjectOverview: true, fact.ProjectBasis: true, fact.ProjectNecessity: true, fact.ProjectMeasures: true,
	fact.ProjectPlan: true, fact.PerformanceGoal: true, fact.IndicatorText: true}

// statements are what the texts of performance forms state beside itemised costs.
func statements(forms []*fact.Form, year int) []fact.Sentence {
	var sentences []fact.Sentence
	for _, f := range forms {
		for i := range f.Facts {
			cell := &f.Facts[i]
			var s *fact.Sentence
			switch {
			case cell.Aim != nil && strings.HasPrefix(cell.Aim.Kind, "时效"):
				s = narrative.PastTimes(cell.Text, cell.Place, year)
			case described[cell.Row]:
				s = narrative.Statements(cell.Text, cell.Place, cell.Row, year)
			}
			if s != nil {
				doubtAll(s, cell.Uncertain)
				sentences = append(sentences, *s)
			}
		}
	}
	return sentences
}

// doubtAll makes what a cell states as unsure as the cell.
func doubtAll(s *fact.Sentence, why page.Message) {
	for i := range s.Facts {
		if s.Facts[i].Uncertain.Empty() {
			s.Facts[i].Uncertain = why
		}
	}
}

// tableTitles are the printed titles of the tables, with their places.
func tableTitles(tables []table.Table) []narrative.Title {
	var titles []narrative.Title
	for i := range tables {
		if t := &tables[i]; t.Title.Text != "" {
			titles = append(titles, narrative.Title{Text: t.Title.Text,
				Place: fact.Place{Page: t.Title.Page, Box: t.Title.Box, Table: t.ID, Source: page.Text, Confidence: 1}})
		}
	}
	return titles
}

// taken are the places of tables and of the lines tied to them, by page: what stands there is no running text.
func taken(tables []table.Table) map[int][]page.Rect {
	places := map[int][]page.Rect{}
	line := func(l table.Line) {
		if l.Text != "" {
			places[l.Page] = append(places[l.Page], l.Box)
		}
	}
	for i := range tables {
		t := &tables[i]
		for _, part := range t.Parts {
			places[part.Page] = append(places[part.Page], part.Box)
		}
		line(t.Title)
		line(t.UnitLine)
		for _, l := range t.Above {
			line(l)
		}
		for _, l := range t.Notes {
			line(l)
		}
		for _, l := range t.Repeated {
			line(l)
		}
	}
	return places
}

func pageInfo(p *layout.Page) PageInfo {
	return PageInfo{Page: p.Number, Width: p.Width, Height: p.Height, Source: p.Source, Reader: p.Reader,
		Words: len(p.Words), Removed: p.Removed, Problems: append([]page.Problem{}, p.Problems...)}
}
