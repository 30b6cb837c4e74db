package ocr

import (
	"image"
	"strings"

	"gouji/extract/page"
)

// engine reads text in pieces of a sheet.
type engine interface {
	// read reads a piece, a reading a line, with places on the sheet.
	read(*sheet, piece) ([]reading, error)
	// running reads running text, a reading for each part of a line between wide blanks, with places on the sheet.
	running(*sheet, image.Rectangle) ([]reading, error)
	// scaled reads one line at so many times its size; the reading has no place.
	scaled(*sheet, image.Rectangle, float64) (reading, error)
	close()
}

// piece is a part of a sheet to read: one line, or a block of several.
type piece struct {
	box   image.Rectangle
	block bool
}

// reading is a piece of text on the image.
type reading struct {
	text       string
	box        image.Rectangle
	confidence float64 // 0 to 1
	// sure is set for a figure that both models read alike, others are what else was read of one that is not.
	sure   bool
	others []string
}

// descent is how much of a line's ink box lies below its baseline: Chinese characters reach a tenth below.
const descent = 0.1

// word gives the reading in points.
func (r reading) word(points float64) page.Word {
	box := page.Rect{X0: float64(r.box.Min.X) * points, Y0: float64(r.box.Min.Y) * points,
		X1: float64(r.box.Max.X) * points, Y1: float64(r.box.Max.Y) * points}
	return page.Word{Text: r.text, Box: box, Baseline: box.Y1 - descent*box.Height(), Size: box.Height(),
		Source: page.OCR, Confidence: r.confidence, Sure: r.sure, Others: r.others}
}

// joined is the text of readings, one after another.
func joined(all []reading) string {
	var b strings.Builder
	for _, r := range all {
		b.WriteString(r.text)
	}
	return b.String()
}
