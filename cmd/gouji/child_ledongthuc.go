package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

// secondReaderLimits: a page of the published budgets takes 1 to 9 ms, a hostile one for ever.
var secondReaderLimits = childLimits{memory: 4 << 30, time: 20 * time.Second, requests: 5000}

// secondReader reads files with ledongthuc in a process of its own. It is safe for concurrent use, one page at a
// time.
type secondReader struct{ child *child }

func newSecondReader() *secondReader {
	return &secondReader{newChild(childLedongthuc, secondReaderLimits)}
}

// Close stops the process.
func (r *secondReader) Close() { r.child.Close() }

// secondDocument is a file as the second reader sees it; it is an extract.Source.
type secondDocument struct {
	reader *secondReader
	name   string
	data   []byte
	pages  int
}

// open reads a file's structure.
func (r *secondReader) open(ctx context.Context, data []byte) (*secondDocument, error) {
	sum := sha256.Sum256(data)
	d := &secondDocument{reader: r, name: hex.EncodeToString(sum[:]), data: data}
	response, err := d.ask(ctx, 0)
	if err != nil {
		return nil, err
	}
	d.pages = response.Pages
	return d, nil
}

// Pages is how many pages the second reader sees.
func (d *secondDocument) Pages() int { return d.pages }

// Page reads a page, numbered from 1; its glyphs' widths are partly assumed (see pdf.Ledongthuc).
func (d *secondDocument) Page(ctx context.Context, number int) (page.Page, error) {
	response, err := d.ask(ctx, number)
	if err != nil {
		return page.Page{Number: number}, err
	}
	return response.Page, nil
}

// Read reads some pages of a file, numbered from 1. Pages it cannot read are left out and named in the error.
func (r *secondReader) Read(ctx context.Context, data []byte, numbers []int) ([]page.Page, error) {
	d, err := r.open(ctx, data)
	if err != nil {
		return nil, err
	}
	var out []page.Page
	var failed []error
	for _, n := range numbers {
		p, err := d.Page(ctx, n)
		if err != nil {
			failed = append(failed, fmt.Errorf("page %d: %w", n, err))
			continue
		}
		out = append(out, p)
	}
	return out, errors.Join(failed...)
}

// ask sends a request, with the bytes where the process does not have them: it may be new, or read another file.
func (d *secondDocument) ask(ctx context.Context, number int) (*childResponse, error) {
	request := &childRequest{File: d.name, Page: number}
	response, err := d.reader.child.call(ctx, request)
	if err == nil && response.Unknown {
		request.Data = d.data
		response, err = d.reader.child.call(ctx, request)
	}
	if err != nil {
		return nil, fmt.Errorf("second reader: %w", err)
	}
	if response.Error != "" {
		return nil, fmt.Errorf("second reader: %w", errors.New(response.Error))
	}
	return response, nil
}

// secondReaderHandler is the child's side. It keeps a few files open: the parent reads several at once.
type secondReaderHandler struct {
	files []openFile // the last used at the end
}

type openFile struct {
	name string
	doc  *pdf.Ledongthuc
}

// maxOpenFiles is how many files the child keeps; each holds its bytes.
const maxOpenFiles = 4

func (h *secondReaderHandler) handle(request *childRequest) *childResponse {
	doc, err := h.file(request)
	switch {
	case err != nil:
		return &childResponse{Error: err.Error()}
	case doc == nil:
		return &childResponse{Unknown: true}
	case request.Page == 0:
		return &childResponse{Pages: doc.Pages()}
	}
	p, err := doc.Page(request.Page)
	response := &childResponse{Page: p, Pages: doc.Pages()}
	if err != nil {
		response.Error = err.Error()
	}
	return response
}

// file finds or opens the request's file; nil where its bytes are missing.
func (h *secondReaderHandler) file(request *childRequest) (*pdf.Ledongthuc, error) {
	for i, f := range h.files {
		if f.name == request.File {
			h.files = append(append(h.files[:i:i], h.files[i+1:]...), f)
			return f.doc, nil
		}
	}
	if len(request.Data) == 0 {
		return nil, nil
	}
	doc, err := pdf.OpenLedongthuc(request.Data)
	if err != nil {
		return nil, err
	}
	h.files = append(h.files, openFile{request.File, doc})
	if len(h.files) > maxOpenFiles {
		h.files = h.files[1:]
	}
	return doc, nil
}
