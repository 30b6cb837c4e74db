// Package extract takes one document through the pipeline: pages are read, words and tables recovered, tables
// recognised as forms, forms and running text turned into facts.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/table"
)

// Version names what this package makes of a document. It goes up whenever the same bytes may give another
// result, so that stored results are made anew.
const Version = "5"

// PageInfo is what is said of one page.
type PageInfo struct {
	// Page counts from 1; Width and Height are in points as a person sees the page.
	Page          int
	Width, Height float64
	Source        page.Source
	Reader        string
	Words         int
	// Removed are the words set apart from the page's text: watermark, running head, page number.
	Removed  []layout.Removed
	Problems []page.Problem
}

// Result is everything read from one document.
type Result struct {
	Set        *fact.Set
	Pages      []PageInfo
	Tables     []table.Table
	Paragraphs []layout.Paragraph
	// Problems are the spots that could not be read, of all steps, in page order.
	Problems []page.Problem
}

// Source is where the pages of a document come from: a reader that has opened it.
type Source interface {
	// Pages is the number of pages.
	Pages() int
	// Page reads one page, counted from 1. An error is about this page alone.
	Page(ctx context.Context, number int) (page.Page, error)
}

// Input is one document to read.
type Input struct {
	// File is the name it is reported by.
	File string
	Data []byte
	// First and Last limit the pages, counted from 1; Last 0 means to the end.
	First, Last int
	// Text reads the pages.
	Text Source
	// Image reads from their image the pages whose text layer is missing or false, and pictures on the others; nil
	// leaves the text layer as it is. It gives a reading for each spot, in their order.
	Image func(ctx context.Context, spots []Spot) []Reading
	// Look is shown every page as it was read, before words and tables are made of it, and again when it is read anew
	// from its image; nil where nobody looks.
	Look func(page.Page)
}

// Spot is what is to be read from an image.
type Spot struct {
	// Page is numbered from 1.
	Page int
	// Box is the part of it, in points as seen; empty for the whole page.
	Box page.Rect
}

// Reading is what reading one page, or one spot of it, came to; places are those in the spot. An error is about it
// alone.
type Reading struct {
	Page page.Page
	Err  error
}

// Extract reads a document and makes the most of it. A page that cannot be read is a problem and stops nothing;
// the only error is a cancelled context.
func Extract(ctx context.Context, in Input) (*Result, error) {
	first, last := in.Range(in.Text.Pages())
	pages := make([]page.Page, 0, max(0, last-first+1))
	counts := make([]pdf.Census, 0, cap(pages))
	for n := first; n <= last; n++ {
		p, err := readPage(ctx, in.Text, n)
		if err != nil {
			return nil, err
		}
		in.look(p)
		counts = append(counts, pdf.Count(p))
		// Words have their glyphs; those of the page, most of what it holds, need not wait for the last page.
		p.Words, p.Glyphs = layout.Words(p), nil
		pages = append(pages, p)
	}
	if err := readImages(ctx, in, pages, pdf.Judge(counts)); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(in.Data)
	doc := fact.Document{File: in.File, SHA256: hex.EncodeToString(sum[:]), Pages: in.Text.Pages()}
	return Assemble(doc, pages), nil
}

// look shows a page to who wants to see it.
func (in *Input) look(p page.Page) {
	if in.Look != nil {
		in.Look(p)
	}
}

// readPage reads one page; the error is a cancelled context.
func readPage(ctx context.Context, source Source, n int) (page.Page, error) {
	p, err := source.Page(ctx, n)
	if ctx.Err() != nil {
		return p, fmt.Errorf("reading page %d: %w", n, ctx.Err())
	}
	return Reading{p, err}.page(n), nil
}

// page is the page that was read; one that cannot be read is empty, with the problem.
func (r Reading) page(n int) page.Page {
	p := r.Page
	if r.Err != nil {
		p.Number = n
		p.Problems = append(p.Problems, page.Problem{Page: n, Code: page.CodeUnreadable, Message: page.Message{
			ZH: fmt.Sprintf("第%d页未能读取：%v", n, r.Err), EN: fmt.Sprintf("page %d could not be read: %v", n, r.Err)}})
	}
	return p
}

// readImages reads anew, from their image, the pages without a true text layer, and the pictures on the others. The
// verdict stays among the page's problems.
func readImages(ctx context.Context, in Input, pages []page.Page, verdicts []pdf.Verdict) error {
	spots, places := imageSpots(in, pages, verdicts)
	if len(spots) == 0 {
		return nil
	}
	for k, reading := range in.Image(ctx, spots) {
		p := &pages[places[k]]
		if spots[k].Box.Empty() {
			*p = replaced(*p, reading.page(spots[k].Page))
		} else {
			*p = paste(*p, spots[k].Box, reading)
		}
		in.look(*p)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("reading page images: %w", err)
	}
	return nil
}

// imageSpots is what is to be read from images, with the place of its page among the pages, and notes the verdicts.
func imageSpots(in Input, pages []page.Page, verdicts []pdf.Verdict) (spots []Spot, places []int) {
	add := func(i int, box page.Rect) {
		if in.Image != nil {
			spots, places = append(spots, Spot{pages[i].Number, box}), append(places, i)
		}
	}
	for i, verdict := range verdicts {
		p := &pages[i]
		switch {
		case p.Source == page.OCR:
		case verdict.True():
			for _, box := range pictures(p) {
				add(i, box)
			}
		default:
			p.Problems = append(p.Problems, verdict.Problem(p.Number))
			if verdict.NeedsOCR() {
				add(i, page.Rect{})
			}
		}
	}
	return spots, places
}

// replaced is the page as it was read from its image, with what was found about its text layer.
func replaced(text, image page.Page) page.Page {
	if image.Width == 0 {
		image.Width, image.Height, image.Rotate, image.Source = text.Width, text.Height, text.Rotate, page.OCR
	}
	image.Problems = append(text.Problems, image.Problems...)
	return image
}

// Range is the first and the last page to read of so many, from 1; last is before first where there is none.
func (in *Input) Range(count int) (first, last int) {
	first, last = max(in.First, 1), count
	if in.Last > 0 {
		last = min(in.Last, count)
	}
	return first, last
}

// sortProblems puts problems in page order, keeping the order of steps within a page, each once.
func sortProblems(problems []page.Problem) []page.Problem {
	slices.SortStableFunc(problems, func(a, b page.Problem) int { return a.Page - b.Page })
	return slices.Compact(problems)
}
