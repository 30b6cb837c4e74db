// Package layout turns glyphs into words, words into lines and lines into paragraphs, and sets apart what
// belongs to the page and not to its text: watermarks, running heads and page numbers.
package layout

import "gouji/extract/page"

// Line is one line of words in reading order.
type Line struct {
	Words []page.Word
	Text  string
	Box   page.Rect
}

// Paragraph is running text that stands in no table.
type Paragraph struct {
	// Page counts from 1; Box is on that page.
	Page int
	Box  page.Rect
	// Text has no line breaks from wrapping.
	Text string
	// Heading marks a line that is a heading (一、…, 第三部分 …, a short line in larger or bold type).
	Heading bool
	Source  page.Source
	// Lines are the lines the paragraph was printed in; with them a part of Text finds its own box.
	Lines []Line
	// Rest holds the paragraph's further parts where a page break runs through it.
	Rest []Piece
}

// Boxes shows visit the box of the paragraph and of each of its parts and lines, with the page it is on, to be changed.
func (p *Paragraph) Boxes(visit func(number int, box *page.Rect)) {
	visit(p.Page, &p.Box)
	for i := range p.Lines {
		visit(p.Page, &p.Lines[i].Box)
	}
	for i := range p.Rest {
		rest := &p.Rest[i]
		visit(rest.Page, &rest.Box)
		for k := range rest.Lines {
			visit(rest.Page, &rest.Lines[k].Box)
		}
	}
}

// Piece is the part of a paragraph on a later page.
type Piece struct {
	Page  int
	Box   page.Rect
	Lines []Line
}

// Page is a page with its words in reading order, free of what is not text of the document.
type Page struct {
	page.Page
	// Removed are the words set apart: watermark, seal, running head, page number, line number. They are kept to be
	// shown.
	Removed []Removed
}

// Removed is a word that is no text of the document, and why.
type Removed struct {
	Word page.Word
	// Why is watermark, seal, running-head, page-number or line-number.
	Why string
}
