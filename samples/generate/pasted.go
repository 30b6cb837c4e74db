package main

import (
	"bytes"
	"fmt"
	"image"
	paint "image/draw"
	"image/jpeg"
	"math"

	"github.com/signintech/gopdf"

	"gouji/extract/pdf"
)

const (
	// pasting is the dirt that makes pictures of the tables alone: scanned forms in a typed document.
	pasting = "pasted"
	// pastedEdge is the paper in points around a table in its picture.
	pastedEdge = 3.0
)

// pastedTables is how the pictures of tables are scanned.
var pastedTables = dirt{name: pasting, dpi: scanDPI, skew: 0.3, quality: goodJPEG}

// pasted draws a document whose text is typed and whose tables are pictures, of which data is a file with every table
// typed.
func pasted(doc *document, f fonts, data []byte) ([]byte, error) {
	typed, end, err := opened(data)
	if err != nil {
		return nil, err
	}
	defer end()
	out, _, err := drawWith(doc, f, func(page int, b box) ([]byte, error) { return pastedTables.picture(typed, page, b) })
	return out, err
}

// picture scans a part of a page, numbered from 1, into a JPEG file.
func (d dirt) picture(typed *pdf.Document, page int, b box) ([]byte, error) {
	whole, err := typed.Render(page, d.dpi)
	if err != nil {
		return nil, err
	}
	px := func(points float64) int { return int(math.Round(points * d.dpi / 72)) }
	part := image.NewRGBA(image.Rect(0, 0, px(b.x1-b.x0), px(b.y1-b.y0)))
	paint.Draw(part, part.Rect, whole, image.Pt(px(b.x0), px(b.y0)), paint.Src)
	var file bytes.Buffer
	err = jpeg.Encode(&file, d.page(part, page), &jpeg.Options{Quality: d.quality})
	return file.Bytes(), err
}

// paste puts the picture of a part of the page there instead of drawing it; it says whether pictures are wanted.
func (c *canvas) paste(b box) bool {
	if c.picture == nil {
		return false
	}
	b = box{b.x0 - pastedEdge, b.y0 - pastedEdge, b.x1 + pastedEdge, b.y1 + pastedEdge}
	file, err := c.picture(c.page, b)
	c.keep(err)
	if err != nil {
		return true
	}
	holder, err := gopdf.ImageHolderByBytes(file)
	if err != nil {
		c.keep(fmt.Errorf("take the picture of a table: %w", err))
		return true
	}
	c.keep(c.pdf.ImageByHolder(holder, b.x0, b.y0, &gopdf.Rect{W: b.x1 - b.x0, H: b.y1 - b.y0}))
	return true
}
