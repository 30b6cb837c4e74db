package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"

	"gouji/extract/ocr"
	"gouji/extract/page"
	"gouji/extract/pdf"
)

const (
	// ocrDPI is the resolution at which pages are read: below it the share of misread figures rises, above it
	// only the time.
	ocrDPI = 300
	// ocrPixels bounds the longer side of the image: A3 at that resolution. Photographed pages are often placed
	// on sheets of half a metre.
	ocrPixels = 5000
)

// ocrLimits: a page takes 2 to 8 s; one in some hundreds makes Tesseract run for ten minutes. The library leaks
// the text it returns.
var ocrLimits = childLimits{memory: 4 << 30, time: time.Minute, requests: 300}

// ocrReader reads page images with Tesseract in processes of their own, which are kept for the next page. It is
// safe for concurrent use and reads as many pages at once as it has processes.
type ocrReader struct {
	children []*child
	free     chan *child
}

// newOCRReader describes so many processes; each starts with its first page.
func newOCRReader(processes int) *ocrReader {
	r := &ocrReader{free: make(chan *child, processes)}
	for range processes {
		c := newChild(childOCR, ocrLimits)
		r.children = append(r.children, c)
		r.free <- c
	}
	return r
}

// Close stops the processes.
func (r *ocrReader) Close() {
	for _, c := range r.children {
		c.Close()
	}
}

// ReadPage reads the image of a page of so many dots an inch: words and rulings in points as seen.
func (r *ocrReader) ReadPage(ctx context.Context, im *image.Gray, dpi float64) (page.Page, error) {
	var c *child
	select {
	case c = <-r.free:
	case <-ctx.Done():
		return page.Page{}, ctx.Err()
	}
	defer func() { r.free <- c }()
	b := im.Bounds()
	response, err := c.call(ctx, &childRequest{Image: &childImage{Width: b.Dx(), Height: b.Dy(), Pixels: im.Pix, DPI: dpi}})
	switch {
	case err != nil:
		return page.Page{}, fmt.Errorf("tesseract: %w", err)
	case response.Error != "":
		return page.Page{}, fmt.Errorf("tesseract: %w", errors.New(response.Error))
	}
	return response.Page, nil
}

// imageSource reads the pages of a document from their images; it is an extract.Source.
type imageSource struct {
	doc    *pdf.Document
	reader *ocrReader
}

func (s imageSource) Pages() int { return s.doc.Pages() }

// Page draws a page, numbered from 1, and reads the picture.
func (s imageSource) Page(ctx context.Context, number int) (page.Page, error) {
	width, height, err := s.doc.Size(number)
	if err != nil {
		return page.Page{Number: number}, err
	}
	dpi := min(ocrDPI, ocrPixels*72/max(width, height, 1))
	im, err := s.doc.Render(number, dpi)
	if err != nil {
		return page.Page{Number: number}, err
	}
	p, err := s.reader.ReadPage(ctx, ocr.Grey(im), dpi)
	p.Number, p.Width, p.Height = number, width, height // the image is a whole number of pixels
	return p, err
}

// ocrHandler is the child's side.
type ocrHandler struct{ reader *ocr.Reader }

func (h *ocrHandler) handle(request *childRequest) *childResponse {
	in := request.Image
	if in == nil || in.Width <= 0 || in.Height <= 0 || len(in.Pixels) != in.Width*in.Height {
		return &childResponse{Error: "no image"}
	}
	if h.reader == nil {
		h.reader = ocr.NewReader()
	}
	im := &image.Gray{Pix: in.Pixels, Stride: in.Width, Rect: image.Rect(0, 0, in.Width, in.Height)}
	p, err := h.reader.Page(im, in.DPI)
	response := &childResponse{Page: p}
	if err != nil {
		response.Error = err.Error()
	}
	return response
}
