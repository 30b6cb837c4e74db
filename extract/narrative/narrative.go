// Package narrative reads running text: it ties the amounts a sentence states to what they are amounts of. A
// figure is bound only where every character before it is understood; what is not understood is counted and
// left alone, since a figure bound to the wrong subject would accuse wrongly.
//
// The wording follows 部门预算 and 部门决算 disclosures: totals and their parts (其中, 包括), changes against the
// year before, growth, shares, completion, procurement, 三公, vehicles, purchased services, projects with targets.
package narrative

import (
	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
)

// Read gives the sentences of a document's paragraphs, in the order of the document, with the figures that
// could be bound. A sentence with figures of parts takes in the list items that state them. Glossaries and
// descriptions of duties give sentences without facts.
func Read(paragraphs []layout.Paragraph, doc fact.Document) []fact.Sentence {
	places := paragraphPlaces(paragraphs)
	sections := split(paragraphs)
	names := selfNames(sections, doc)
	var sentences []fact.Sentence
	for i := range sections {
		r := newReader(&sections[i], names, doc)
		r.locate = places
		sentences = append(sentences, r.read()...)
	}
	return sentences
}

// ReadCell gives the itemised costs stated in the text of one cell of a performance form (项目概况 and the like).
// Every list with its total is a sentence of its own; the last sentence counts the figures that are in none.
// All facts carry the cell's place.
func ReadCell(text string, place fact.Place, topic string) []fact.Sentence {
	b := builder{}
	b.paragraph(0, text)
	t := b.text()
	sentences := itemCosts(t)
	for i := range sentences {
		s := &sentences[i]
		s.Topic, s.Place = topic, place
		for j := range s.Facts {
			s.Facts[j].Place = place
			markUncertain(&s.Facts[j])
		}
	}
	return sentences
}

// locator gives the place of the characters from rune start to rune end of a paragraph's text.
type locator func(paragraph, start, end int) fact.Place

// paragraphPlaces finds places by the lines of the paragraphs.
func paragraphPlaces(paragraphs []layout.Paragraph) locator {
	return func(i, start, end int) fact.Place {
		p := paragraphs[i]
		number, box := p.Locate(start, end)
		return fact.Place{Page: number, Box: box, Source: p.Source, Confidence: confidence(p)}
	}
}

// confidence is the least of the words' of a paragraph; 1 where it has none or they come from a text layer.
func confidence(p layout.Paragraph) float64 {
	least := 1.0
	for _, l := range p.Lines {
		for _, w := range l.Words {
			if w.Source == page.OCR && w.Confidence < least {
				least = w.Confidence
			}
		}
	}
	return least
}

// markUncertain says of a fact read from an image that it is not sure.
func markUncertain(f *fact.Fact) {
	if f.Place.Source == page.OCR && f.Uncertain.Empty() {
		f.Uncertain = page.Message{ZH: "由图像识别读出", EN: "read by character recognition"}
	}
}
