package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"

	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/reconcile"
	"gouji/reconcile/report"
)

// testify names, in the evidence of every finding but notes, the readers that saw each figure: the one that read
// it, the second reader where it sees the same digits on the same line, and Tesseract where it reads them from the
// ink. Silence says nothing (many fonts are closed to the one, the other misreads one figure in a hundred), so it
// takes nothing away; but an error does not stand where Tesseract's models agree on another figure.
func (p *pipeline) testify(ctx context.Context, run report.Run) {
	accused := accusedIn(run.Findings)
	for _, d := range run.Documents {
		if figures := accused[d.SHA256]; len(figures) > 0 {
			p.hear(ctx, d.File, figures)
			p.contested(d.File, figures)
		}
	}
	reconcile.Contest(run.Findings)
}

// accusedIn are the figures that findings rest on, but those of notes, by the hash of the document they stand in. A
// document that is accused has its place there, even if all figures are another's.
func accusedIn(findings []reconcile.Finding) map[string][]*reconcile.Evidence {
	accused := map[string][]*reconcile.Evidence{}
	for i := range findings {
		f := &findings[i]
		if f.Level == reconcile.Note {
			continue
		}
		if _, there := accused[f.Document]; !there {
			accused[f.Document] = nil
		}
		for k := range f.Evidence {
			file := fileOf(f, &f.Evidence[k])
			accused[file] = append(accused[file], &f.Evidence[k])
		}
	}
	return accused
}

// contested names the figures of a file whose ink was read as others.
func (p *pipeline) contested(file string, accused []*reconcile.Evidence) {
	for _, e := range accused {
		if e.Otherwise == "" {
			continue
		}
		said := page.Message{ZH: "第%d页的“%s”由图像识读为“%s”", EN: "page %d: the ink of “%s” is read as “%s”"}
		fmt.Fprintf(p.log, "gouji: %s: "+said.In(p.lang)+"\n", file, e.Page, e.Text, e.Otherwise)
	}
}

// fileOf is the SHA-256 of the file a piece of evidence stands in.
func fileOf(f *reconcile.Finding, e *reconcile.Evidence) string {
	if e.Document != "" {
		return e.Document
	}
	return f.Document
}

// hear asks the second reader about the evidence of one file.
func (p *pipeline) hear(ctx context.Context, file string, accused []*reconcile.Evidence) {
	var numbers []int
	for _, e := range accused {
		e.Witnesses = []string{firstWitness(e.Source)}
		if e.Source == page.Text {
			numbers = append(numbers, e.Page)
		}
	}
	if len(numbers) == 0 {
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		p.silent(file, err)
		return
	}
	slices.Sort(numbers)
	witnesses, err := p.secondView(ctx, data, slices.Compact(numbers))
	p.silent(file, err)
	for _, e := range accused {
		w := witnesses[e.Page]
		if w != nil && e.Source == page.Text && w.Confirms(e.Text, e.Place()) {
			e.Witnesses = append(e.Witnesses, readerLedongthuc)
		}
	}
	p.silent(file, p.look(ctx, data, accused))
}

// silent says, where much is to be said, why a witness did not speak of a file.
func (p *pipeline) silent(file string, err error) {
	if err != nil && p.verbose {
		fmt.Fprintf(p.log, "gouji: %s: witness: %v\n", file, err)
	}
}

// maxPlaces is how many places of one document are read again from their ink, at a tenth of a second each.
const maxPlaces = 100

// look has Tesseract read the evidence of one file from its ink, page by page. It alone can tell a text layer
// whose digits are not those that are drawn.
func (p *pipeline) look(ctx context.Context, data []byte, accused []*reconcile.Evidence) error {
	byPage := map[int][]*reconcile.Evidence{}
	places := map[[4]float64]bool{}
	for _, e := range accused {
		if e.Source == page.Text && len(places) < maxPlaces {
			byPage[e.Page] = append(byPage[e.Page], e)
			places[e.Box] = true
		}
	}
	doc, err := p.pdfium.Open(data)
	if err != nil {
		return err
	}
	defer doc.Close()
	for _, number := range slices.Sorted(maps.Keys(byPage)) {
		var figures []figure
		for _, e := range byPage[number] {
			figures = append(figures, figure{e.Text, e.Place()})
		}
		seen, err := imageSource{doc: doc, reader: p.ocr}.seen(ctx, number, figures)
		if err != nil {
			return err
		}
		for i, e := range byPage[number] {
			if e.Otherwise = seen[i].other; seen[i].same {
				e.Witnesses = append(e.Witnesses, firstWitness(page.OCR))
			}
		}
	}
	return nil
}

// firstWitness is the reader that gave the evidence.
func firstWitness(source page.Source) string {
	switch source {
	case page.OCR:
		return "tesseract"
	case page.Person:
		return string(page.Person)
	}
	return readerPdfium
}

// secondView reads pages of a file with the second reader. What could be read comes with the error.
func (p *pipeline) secondView(ctx context.Context, data []byte, numbers []int) (map[int]*pdf.Witness, error) {
	pages, err := p.second.Read(ctx, data, numbers)
	views := map[int]*pdf.Witness{}
	for _, pg := range pages {
		views[pg.Number] = pdf.NewWitness(pg)
	}
	return views, err
}
