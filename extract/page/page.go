// Package page says what is drawn on the pages of a document: glyphs, words, rulings and images, all in
// points (1/72 inch) with the origin at the top left of the page as a person sees it (crop box and /Rotate
// applied). It knows nothing of tables, forms or budgets.
package page

import "slices"

// Source says where characters come from.
type Source string

const (
	// Text is a text layer.
	Text Source = "text"
	// OCR is a reading of the page's image.
	OCR Source = "ocr"
	// Person is what a person says is printed, where it was misread.
	Person Source = "person"
)

// Glyph is one drawn character.
type Glyph struct {
	Rune rune
	// Box is the advance box: advance width by the font's ascent and descent. Never empty for a visible glyph.
	Box Rect
	// Ink is the tight box of the outline; empty where the reader gives none (spaces).
	Ink Rect
	// Origin lies on the baseline where the glyph begins.
	Origin Point
	// Size is the font size in points as seen on the page.
	Size float64
	// Angle is the clockwise turn of the text in degrees, 0 to 360: 0 for upright text.
	Angle float64
	// Color is the fill colour, 0xRRGGBBAA.
	Color uint32
	// Hidden is set for text that is not painted (render mode 3), is clipped away, covered, or of the paper's colour.
	Hidden bool
	Bold   bool
}

// Word is a run of glyphs without a gap, on one line.
type Word struct {
	Text string
	Box  Rect
	// Baseline is the y of the line the word stands on.
	Baseline float64
	Size     float64
	// Angle is the clockwise turn of the word in degrees, 0 for upright text.
	Angle  float64
	Bold   bool
	Source Source
	// Confidence is 0 to 1; 1 for a text layer.
	Confidence float64
	// Sure is set for a figure of an image that two independent readings gave alike; Others are what else was read of
	// one that is not sure, the likeliest first.
	Sure   bool
	Others []string
	// Glyphs are the word's characters in reading order; nil for a word read by OCR without character boxes.
	Glyphs []Glyph
}

// Ruling is a drawn straight line, horizontal or vertical: a stroke, a thin filled rectangle, a side of a
// rectangle. Box has no height (horizontal) or no width (vertical): it is the centre line.
type Ruling struct {
	Box       Rect
	Thickness float64
	// Weak marks an edge of a shaded area, which is drawn by no line.
	Weak bool
}

// Horizontal says which way the ruling runs.
func (r Ruling) Horizontal() bool { return r.Box.Width() >= r.Box.Height() }

// Image is a picture placed on the page.
type Image struct {
	Box Rect
	// Over is set where text was drawn before the picture, which may cover it.
	Over bool
}

// Pasted is a picture of a table on a page of text. What was read in it stands among the page's words and rulings.
type Pasted struct {
	Box Rect
	// Skew is by how many degrees the lines of the picture slope upward to the right; the coordinates of what was read
	// are those of the picture turned level about its middle.
	Skew float64
}

// Page is one page as it is drawn.
type Page struct {
	// Number counts from 1.
	Number        int
	Width, Height float64
	// Rotate is the page's /Rotate in degrees, already applied to every coordinate.
	Rotate int
	// Skew is by how many degrees the lines of a scanned sheet slope upward to the right. Its coordinates are those
	// of the page turned level about its middle; Unskew gives where they lie on the page as seen.
	Skew float64
	// Pasted are the pictures on a page of text that were read from their image.
	Pasted  []Pasted
	Glyphs  []Glyph
	Rulings []Ruling
	Images  []Image
	// Shapes counts the filled outlines that are neither lines nor rectangles: drawings, and text that was
	// turned into curves.
	Shapes int
	// Covered is how many glyphs cannot be seen because a picture is drawn over them. They are Hidden.
	Covered int
	// Swaps are the digits of the text layer that are drawn as others.
	Swaps  []Swap
	Source Source
	// Reader names what read the page: pdfium, ledongthuc or tesseract.
	Reader string
	// Doubt says why nothing on the page is read for sure; empty where the reader is to be believed.
	Doubt Message
	// Words is set by readers that give words and no glyphs (OCR); nil where layout makes them from Glyphs.
	Words    []Word
	Problems []Problem
}

// Imaged says whether the page, or a part of it, was read from its image.
func (p *Page) Imaged() bool { return p.Source == OCR || len(p.Pasted) > 0 }

// ImagedAt says whether what stands at a place was read from the image.
func (p *Page) ImagedAt(at Point) bool {
	return p.Source == OCR || slices.ContainsFunc(p.Pasted, func(picture Pasted) bool { return picture.Box.Contains(at) })
}

// Swap is a digit that a text layer states and another one that is drawn in its place.
type Swap struct {
	Read, Drawn rune
	// Count is how many times it stands on the page.
	Count int
}

// Problem says that a spot of a document could not be read, and why. It is neither an error of the program
// nor a finding about the document.
type Problem struct {
	// Page counts from 1; 0 for the whole document.
	Page    int     `json:"page"`
	Code    string  `json:"code"`
	Message Message `json:"message"`
}

// Codes of what was not read: a page, a picture on a page.
const (
	CodeUnreadable        = "page-unreadable"
	CodePictureUnreadable = "picture-unreadable"
)
