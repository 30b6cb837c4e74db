package extract

import (
	"gouji/extract/fact"
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
	r := &Result{Set: &fact.Set{Document: doc}}
	r.Tables = table.Document(pages)
	r.Paragraphs = layout.Paragraphs(laid, taken(r.Tables))
	r.Set.Sentences = narrative.Read(r.Paragraphs, doc)
	for i := range pages {
		r.Pages = append(r.Pages, pageInfo(&pages[i]))
		r.Problems = append(r.Problems, pages[i].Problems...)
	}
	for i := range r.Tables {
		r.Problems = append(r.Problems, r.Tables[i].Problems...)
	}
	r.Problems = sortProblems(r.Problems)
	return r
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
	}
	return places
}

func pageInfo(p *page.Page) PageInfo {
	return PageInfo{Page: p.Number, Width: p.Width, Height: p.Height, Source: p.Source, Reader: p.Reader,
		Words: len(p.Words), Problems: append([]page.Problem{}, p.Problems...)}
}
