package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gouji/extract"
)

// TestSameBytesWithSeveralReaders: what a long document comes to does not depend on how many instances read it.
func TestSameBytesWithSeveralReaders(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, corpusFile(t, "budgets/beijing-emergency-2026-tables-146p.pdf"), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := newPipeline(options{reader: readerPdfium, jobs: 1, log: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var one []byte
	for _, readers := range []int{1, 3} {
		result, err := p.extract(t.Context(), path, readers)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := result.WriteJSON(&out, "en"); err != nil {
			t.Fatal(err)
		}
		if one == nil {
			one = out.Bytes()
		}
		if !bytes.Equal(one, out.Bytes()) {
			t.Errorf("%d readers give another result than one", readers)
		}
	}
}

// TestReadAhead: a range of pages comes in its order; pages are read ahead no farther than there is room; an end in
// the middle leaves nothing running.
func TestReadAhead(t *testing.T) {
	data := corpusFile(t, "budgets/beijing-emergency-2026-tables-146p.pdf")
	p, err := newPipeline(options{reader: readerPdfium, jobs: 1, log: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	doc, err := p.pdfium.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	ctx, cancel := context.WithCancel(t.Context())
	s := p.newAheadSource(ctx, doc, &extract.Input{Data: data, First: 40, Last: 100}, 2)
	if len(s.others) != 1 {
		t.Fatalf("%d further instances for 61 pages, want 1", len(s.others))
	}
	for n := 40; n < 60; n++ {
		if pg, err := s.Page(ctx, n); err != nil || pg.Number != n {
			t.Fatalf("page %d: %v, number %d", n, err, pg.Number)
		}
		if begun, most := int(s.next.Load()), n-40+1+cap(s.room); begun > most {
			t.Errorf("%d pages begun when page %d was taken, want %d at most", begun, n, most)
		}
	}
	cancel()
	if _, err := s.Page(ctx, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
