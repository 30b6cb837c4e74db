package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"gouji/extract"
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

// ocrLimits: a page takes 2 to 8 s; a noisy one has made Tesseract run for ten minutes. The library leaks the text
// it returns. So many pages stay within the processor time a child of a reading process has.
var ocrLimits = childLimits{memory: 4 << 30, time: time.Minute, requests: 100}

// ocrReader reads page images with an engine of --ocr in processes of their own, which are kept for the next page.
type ocrReader struct {
	childPool
	engine string
}

// newOCRReader describes so many processes that read with an engine; each starts with its first page.
func newOCRReader(processes int, engine string) *ocrReader {
	return &ocrReader{newChildPool(processes, childOCR, engine, ocrLimits), engine}
}

// ReadPage reads the image of a page of so many dots an inch: words and rulings in points as seen.
func (r *ocrReader) ReadPage(ctx context.Context, im *image.Gray, dpi float64) (page.Page, error) {
	response, err := r.ask(ctx, &childRequest{Image: inBytes(im, dpi)})
	if err != nil {
		return page.Page{}, err
	}
	return response.Page, nil
}

// ReadFigure reads the image of a single figure and gives what each model makes of it.
func (r *ocrReader) ReadFigure(ctx context.Context, im *image.Gray, dpi float64) ([]string, error) {
	response, err := r.ask(ctx, &childRequest{Image: inBytes(im, dpi), Figure: true})
	if err != nil {
		return nil, err
	}
	return response.Texts, nil
}

// inBytes packs an image, or a part of one, for the way to the child.
func inBytes(im *image.Gray, dpi float64) *childImage {
	b := im.Bounds()
	out := &childImage{Width: b.Dx(), Height: b.Dy(), DPI: dpi, Pixels: make([]byte, 0, b.Dx()*b.Dy())}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		from := im.PixOffset(b.Min.X, y)
		out.Pixels = append(out.Pixels, im.Pix[from:from+b.Dx()]...)
	}
	return out
}

// ask sends a request to a process that is free.
func (r *ocrReader) ask(ctx context.Context, request *childRequest) (*childResponse, error) {
	response, err := r.call(ctx, request)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", r.engine, err)
	case response.Error != "":
		return nil, fmt.Errorf("%s: %w", r.engine, errors.New(response.Error))
	}
	return response, nil
}

// imageSource reads the pages of a document from their images; it is an extract.Source.
type imageSource struct {
	doc    *guardedDocument
	reader *ocrReader
	// show begins to show how far the reading of so many pages is; nil where nobody looks.
	show func(pages int) *pageProgress
	// kept is what was read before of this document.
	kept *keptPages
}

func (s imageSource) Pages() int { return s.doc.Pages() }

// Page draws a page, numbered from 1, and reads the picture.
func (s imageSource) Page(ctx context.Context, number int) (page.Page, error) {
	return s.spot(ctx, extract.Spot{Page: number})
}

// spot draws a page, or a part of it, and reads the picture.
func (s imageSource) spot(ctx context.Context, spot extract.Spot) (page.Page, error) {
	none := page.Page{Number: spot.Page}
	width, height, err := s.doc.Size(spot.Page)
	if err != nil {
		return none, err
	}
	im, dpi, err := s.draw(spot.Page, width, height)
	if err != nil {
		return none, err
	}
	if !spot.Box.Empty() {
		width, height = spot.Box.Width(), spot.Box.Height()
		if im = cut(im, dpi, spot.Box); im == nil {
			return none, fmt.Errorf("%v lies outside page %d", spot.Box, spot.Page)
		}
		if !ocr.Ruled(im, dpi) {
			return page.Page{Number: spot.Page, Width: width, Height: height, Words: []page.Word{}}, nil
		}
	}
	p, err := s.read(ctx, im, dpi)
	p.Number, p.Width, p.Height = spot.Page, width, height // the image is a whole number of pixels
	return p, err
}

// read reads an image that was not read before.
func (s imageSource) read(ctx context.Context, im *image.Gray, dpi float64) (page.Page, error) {
	key := s.kept.key(im, dpi)
	p, found := s.kept.load(key)
	if found {
		return p, nil
	}
	p, err := s.reader.ReadPage(ctx, im, dpi)
	if err == nil {
		s.kept.save(key, &p)
	}
	return p, err
}

// readings reads spots from their images, as many at once as there are processes. Drawing takes its turn: a
// document is for one user at a time.
func (s imageSource) readings(ctx context.Context, spots []extract.Spot) []extract.Reading {
	out := make([]extract.Reading, len(spots))
	var group errgroup.Group
	group.SetLimit(len(s.reader.children))
	shown := &pageProgress{}
	if s.show != nil {
		shown = s.show(len(spots))
	}
	var done atomic.Int32
	for i, spot := range spots {
		group.Go(func() error {
			if out[i].Err = ctx.Err(); out[i].Err != nil {
				return nil // the work was stopped: no page is drawn any more
			}
			out[i].Page, out[i].Err = s.spot(ctx, spot)
			if out[i].Err == nil {
				done.Add(1)
			}
			shown.step()
			return nil
		})
	}
	_ = group.Wait() // what went wrong with a page stands in its reading
	shown.done(int(done.Load()))
	return out
}

// draw draws a page of so many points and gives the resolution in dots an inch.
func (s imageSource) draw(number int, width, height float64) (*image.Gray, float64, error) {
	dpi := min(ocrDPI, ocrPixels*72/max(width, height, 1))
	im, err := s.doc.Render(number, dpi)
	if err != nil {
		return nil, 0, err
	}
	return ocr.Grey(im), dpi, nil
}

// figure is a printed figure and its place in points as seen.
type figure struct {
	printed string
	box     page.Rect
}

const (
	// figureRoom is the paper in points kept around a figure that is cut out.
	figureRoom = 2
	// figureHigh is the highest place in points that is cut out: three lines of a cell. A paragraph is not read
	// again for one figure.
	figureHigh = 60
)

// sight is what Tesseract makes of the ink of a figure: that it is the one printed, or that it is another. It is
// neither where its models do not agree: each misreads one figure in a hundred.
type sight struct {
	same  bool
	other string
}

// seen says of figures on one page, numbered from 1, what Tesseract reads from the ink at their places.
func (s imageSource) seen(ctx context.Context, number int, figures []figure) ([]sight, error) {
	out := make([]sight, len(figures))
	width, height, err := s.doc.Size(number)
	if err != nil {
		return out, err
	}
	im, dpi, err := s.draw(number, width, height)
	if err != nil {
		return out, err
	}
	read := map[page.Rect][]string{} // several figures of one sentence have one place
	for i, f := range figures {
		texts, known := read[f.box]
		if !known && f.box.Height() <= figureHigh {
			if texts, err = s.reader.readPart(ctx, im, dpi, f.box.Grow(figureRoom)); err != nil {
				return out, err
			}
			read[f.box] = texts
		}
		out[i] = sightOf(texts, f.printed)
	}
	return out, nil
}

// sightOf compares what the models read with what is printed.
func sightOf(texts []string, printed string) sight {
	for _, text := range texts {
		if pdf.Mentions(text, printed) {
			return sight{same: true}
		}
	}
	if len(texts) < 2 {
		return sight{}
	}
	want, other := pdf.Digits(printed), pdf.Digits(texts[0])
	if want == "" || len(other) != len(want) || other == want {
		return sight{} // signs and separators come and go; digits that are too many or too few are a smudge
	}
	for _, text := range texts {
		if pdf.Digits(text) != other {
			return sight{}
		}
	}
	return sight{other: texts[0]}
}

// readPart reads the part of a page's image that lies at a place in points.
func (r *ocrReader) readPart(ctx context.Context, im *image.Gray, dpi float64, box page.Rect) ([]string, error) {
	part := cut(im, dpi, box)
	if part == nil {
		return nil, nil
	}
	return r.ReadFigure(ctx, part, dpi)
}

// cut is the part of a page's image that lies at a place in points; nil outside the page.
func cut(im *image.Gray, dpi float64, box page.Rect) *image.Gray {
	px := func(points float64) int { return int(points * dpi / 72) }
	part, ok := im.SubImage(image.Rect(px(box.X0), px(box.Y0), px(box.X1), px(box.Y1))).(*image.Gray)
	if !ok || part.Rect.Empty() {
		return nil
	}
	return part
}

// ocrHandler is the child's side.
type ocrHandler struct {
	engine string
	reader *ocr.Reader
}

func (h *ocrHandler) handle(request *childRequest) *childResponse {
	in := request.Image
	if in == nil || in.Width <= 0 || in.Height <= 0 || len(in.Pixels) != in.Width*in.Height {
		return &childResponse{Error: "no image"}
	}
	if err := h.open(); err != nil {
		return &childResponse{Error: err.Error()}
	}
	im := &image.Gray{Pix: in.Pixels, Stride: in.Width, Rect: image.Rect(0, 0, in.Width, in.Height)}
	response := &childResponse{}
	var err error
	if request.Figure {
		response.Texts, err = h.reader.Figure(im, in.DPI)
	} else {
		response.Page, err = h.reader.Page(im, in.DPI)
	}
	if err != nil {
		response.Error = err.Error()
	}
	return response
}

// open starts the engine with the first image.
func (h *ocrHandler) open() error {
	if h.reader != nil {
		return nil
	}
	if h.engine != enginePPOCR {
		h.reader = ocr.NewReader()
		return nil
	}
	files, err := ppocrFiles()
	if err != nil {
		return err
	}
	h.reader, err = ocr.NewPPOCR(files)
	return err
}
