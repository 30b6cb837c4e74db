package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"
	"sync/atomic"
	"time"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

// pdfiumTime is how long pdfium may take to open a file, read or draw a page. The slowest page of the corpora
// takes 0.06 s; on a machine that does ten other things as well a minute is ample.
const pdfiumTime = time.Minute

// errPdfiumTimeout: a file on which pdfium hangs.
var errPdfiumTimeout = fmt.Errorf("pdfium took longer than %s: %w", pdfiumTime, context.DeadlineExceeded)

// errPdfiumBroken: a file on which the code around pdfium breaks.
var errPdfiumBroken = errors.New("pdfium broke down")

// guardedPdfium is pdfium with a time limit. Its code cannot be interrupted (see pdf.Pdfium), and a process of its
// own for each document would cost more than the reading; so a document on which it hangs is given up with the
// goroutine that reads it, and the program goes on with the next.
type guardedPdfium struct {
	reader *pdf.Pdfium
	drawer *drawer
	// lost is set when a goroutine was given up; the reader must then not be closed under it.
	lost atomic.Bool
}

// Open reads a file's structure.
func (g *guardedPdfium) Open(data []byte) (*guardedDocument, error) {
	doc, err := within(pdfiumTime, func() (*pdf.Document, error) { return g.reader.Open(data) })
	if err != nil {
		g.noteLoss(err)
		return nil, err
	}
	return &guardedDocument{doc: doc, owner: g, data: data}, nil
}

func (g *guardedPdfium) noteLoss(err error) bool {
	if err == errPdfiumTimeout || errors.Is(err, errPdfiumBroken) { //nolint:errorlint // the very value within gives; a wrapped one comes from elsewhere
		g.lost.Store(true)
		return true
	}
	return false
}

// Close ends pdfium, unless it still hangs; then it ends with the program.
func (g *guardedPdfium) Close() error {
	if g.lost.Load() {
		return nil
	}
	return errors.Join(g.reader.Close(), g.drawer.Close())
}

// guardedDocument is an open file, used by one at a time; after a call took too long, every other fails at once.
type guardedDocument struct {
	doc   *pdf.Document
	owner *guardedPdfium
	data  []byte
	// drawn is the same document opened to draw its pages; nil before the first.
	drawn *pdf.Document

	mu   sync.Mutex
	lost bool
}

func (d *guardedDocument) Pages() int { return d.doc.Pages() }

// Page reads a page, numbered from 1.
func (d *guardedDocument) Page(n int) (page.Page, error) {
	return guard(d, func() (page.Page, error) { return d.doc.Page(n) })
}

// Render draws a page, numbered from 1, at so many dots an inch.
func (d *guardedDocument) Render(n int, dpi float64) (*image.RGBA, error) {
	return guard(d, func() (*image.RGBA, error) {
		if d.drawn == nil {
			doc, err := d.owner.drawer.Open(d.data)
			if err != nil {
				return nil, err
			}
			d.drawn = doc
		}
		return d.drawn.Render(n, dpi)
	})
}

// Size is a page's width and height in points as seen.
func (d *guardedDocument) Size(n int) (width, height float64, err error) {
	size, err := guard(d, func() (page.Point, error) {
		w, h, err := d.doc.Size(n)
		return page.Point{X: w, Y: h}, err
	})
	return size.X, size.Y, err
}

// Close frees the document, unless pdfium still works on it.
func (d *guardedDocument) Close() error {
	if d.lost {
		return nil
	}
	if d.drawn != nil {
		return errors.Join(d.doc.Close(), d.drawn.Close())
	}
	return d.doc.Close()
}

// guard does something with a document within the time limit.
func guard[T any](d *guardedDocument, do func() (T, error)) (T, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.lost {
		var none T
		return none, errPdfiumTimeout
	}
	v, err := within(pdfiumTime, do)
	d.lost = d.owner.noteLoss(err)
	return v, err
}

// within waits so long for a function, which goes on alone after that. One that breaks down gives errPdfiumBroken.
func within[T any](limit time.Duration, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{err: fmt.Errorf("%w: %v", errPdfiumBroken, r)}
			}
		}()
		v, err := do()
		done <- result{v, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.value, r.err
	case <-timer.C:
		var none T
		return none, errPdfiumTimeout
	}
}
