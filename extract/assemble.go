package extract

import (
	"gouji/extract/fact"
	"gouji/extract/layout"
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

func pageInfo(p *page.Page) PageInfo {
	return PageInfo{Page: p.Number, Width: p.Width, Height: p.Height, Source: p.Source, Reader: p.Reader,
		Words: len(p.Words), Problems: append([]page.Problem{}, p.Problems...)}
}
