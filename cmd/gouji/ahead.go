package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"gouji/extract"
	"gouji/extract/page"
)

const (
	// pagesPerReader is how many pages there must be for each instance of pdfium that reads a document: every one
	// begins by reading the file's structure and fonts, which takes as long as some ten pages.
	pagesPerReader = 24
	// aheadPerReader is how many pages, for each instance, may be read that nobody has taken yet.
	aheadPerReader = 2
)

// aheadSource reads the text layer of a document with several instances at once, some pages ahead of who takes them,
// in their order. Memory is bounded by the number of instances, not of pages. It is an extract.Source.
type aheadSource struct {
	pdfiumSource
	first int
	// read has a place for each page from first on; room is left for as many as may wait to be taken.
	read []chan extract.Reading
	room chan struct{}
	next atomic.Int32

	stop    context.CancelFunc
	running sync.WaitGroup
	others  []*guardedDocument
}

// newAheadSource opens a document as often as readers says and its length is worth, doc being one of them. Pages from
// first to last, from 1, are taken one after the other. The caller closes it before doc.
func (p *pipeline) newAheadSource(ctx context.Context, doc *guardedDocument, in *extract.Input, readers int) *aheadSource {
	first, last := in.Range(doc.Pages())
	s := &aheadSource{pdfiumSource: pdfiumSource{doc}, first: first, read: make([]chan extract.Reading, max(0, last-first+1))}
	for i := range s.read {
		s.read[i] = make(chan extract.Reading, 1)
	}
	readers = min(readers, len(s.read)/pagesPerReader)
	for len(s.others)+1 < readers {
		other, err := p.pdfium.Open(in.Data)
		if err != nil {
			break // one reader fewer: what is wrong with the file the first has found out
		}
		s.others = append(s.others, other)
	}
	s.room = make(chan struct{}, aheadPerReader*(len(s.others)+1))
	ctx, s.stop = context.WithCancel(ctx)
	if len(s.others) > 0 {
		for _, d := range append(s.others, doc) {
			s.running.Go(func() { s.work(ctx, d) })
		}
	}
	return s
}

// work reads pages that nobody has begun yet. There is room before there is a number, so that the page waited for is
// always among those being read.
func (s *aheadSource) work(ctx context.Context, doc *guardedDocument) {
	for {
		select {
		case s.room <- struct{}{}:
		case <-ctx.Done():
			return
		}
		i := int(s.next.Add(1)) - 1
		if i >= len(s.read) {
			return
		}
		p, err := doc.Page(s.first + i)
		s.read[i] <- extract.Reading{Page: p, Err: err}
	}
}

// Page takes a page, numbered from 1.
func (s *aheadSource) Page(ctx context.Context, number int) (page.Page, error) {
	i := number - s.first
	if len(s.others) == 0 {
		return s.pdfiumSource.Page(ctx, number)
	}
	if i < 0 || i >= len(s.read) {
		return page.Page{Number: number}, fmt.Errorf("page %d is none of those read ahead", number)
	}
	select {
	case r := <-s.read[i]:
		<-s.room
		return r.Page, r.Err
	case <-ctx.Done():
		return page.Page{Number: number}, ctx.Err()
	}
}

// Close ends the reading and frees the further instances.
func (s *aheadSource) Close() error {
	s.stop()
	s.running.Wait()
	var errs []error
	for _, d := range s.others {
		errs = append(errs, d.Close())
	}
	return errors.Join(errs...)
}
