package rules

import (
	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// withPeers adds documents that an example is checked together with.
func withPeers(e reconcile.Example, peers ...func() *fact.Set) reconcile.Example {
	e.Peers = func() []*fact.Set {
		var sets []*fact.Set
		for _, make := range peers {
			sets = append(sets, make())
		}
		return sets
	}
	return e
}

// peer is another document made of pieces; a piece that describes the document comes last.
func peer(hash string, pieces ...piece) func() *fact.Set {
	return func() *fact.Set {
		s := sample(pieces...)()
		s.Document.SHA256, s.Document.File = hash, hash+".pdf"
		return s
	}
}

// lastYears makes a document one of the year before, with the figures of its text of that year.
func lastYears(s *fact.Set) {
	s.Document.Year = sampleYear - 1
	for _, f := range s.Facts() {
		if f.Link != nil {
			l := *f.Link
			l.Year--
			f.Link = &l
		}
	}
}

// account makes a document a final account.
func account(s *fact.Set) { s.Document.Kind = fact.FinalAccount }

// by names a document's publisher.
func by(publisher string) piece {
	return func(s *fact.Set) { s.Document.Publisher = publisher }
}

// write is a section of plain sentences below a heading.
func write(heading string, texts ...string) piece {
	return func(s *fact.Set) {
		for _, text := range texts {
			s.Sentences = append(s.Sentences, fact.Sentence{Section: []string{heading}, Text: text,
				Place: fact.Place{Page: samplePage, Source: page.Text, Confidence: 1}})
		}
	}
}

// scanned makes the document's text one that was read from an image.
func scanned(s *fact.Set) {
	for i := range s.Sentences {
		s.Sentences[i].Place.Source = page.OCR
	}
}

// scannedForms makes the forms of a document ones read from images.
func scannedForms(s *fact.Set) {
	for _, f := range s.Forms {
		for i := range f.Facts {
			f.Facts[i].Place.Source = page.OCR
		}
	}
}

// described gives the last form texts: the overview, the goal, and indicators "name value" each.
func described(overview, goal string, indicators ...[2]string) piece {
	return func(s *fact.Set) {
		f := s.Forms[len(s.Forms)-1]
		put := func(row, name, text string) {
			f.Facts = append(f.Facts, fact.Fact{Form: f.ID, Row: row, RowName: name, Column: fact.AnnualColumn, Text: text,
				Place: placeOf(f, 30+len(f.Facts), 1), Amount: fact.Amount{State: fact.NotNumber, Printed: text}})
		}
		put(fact.ProjectOverview, "项目概况", overview)
		put(fact.PerformanceGoal, "总体目标", goal)
		for _, i := range indicators {
			put(fact.Indicator, i[0], i[1])
		}
	}
}

// underTitle gives a document a title.
func underTitle(title string) piece {
	return func(s *fact.Set) { s.Document.Title = title }
}
