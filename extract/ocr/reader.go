package ocr

import (
	"fmt"
	"image"
	"math"

	"gouji/extract/ocr/ppocr"
	"gouji/extract/page"
)

const (
	// emptyInk is the share of ink in a cell below which it is empty; noise would be read as figures.
	emptyInk = 0.002
	// mostEmpty is the ink in pixels from which a cell is not empty, however large it is: less than a digit.
	mostEmpty = 60
	// emptyPixels is the same as a count: less ink than a full stop of 300 dots an inch.
	emptyPixels = 12
	// lineHeight is the height in points from which a cell's ink is more than one line: the usual type of forms has 7
	// to 14 points.
	lineHeight = 18
)

// Reader reads pages. It is for one goroutine, in a process of its own: Tesseract leaks, writes over the standard
// error stream, and can run for minutes on a noisy image.
type Reader struct {
	// name is what pages say of who read them.
	name string
	// chinese is Tesseract's model for text, figures that for figures. text reads what is not a figure, and is the
	// first witness of what is: chinese, or PP-OCR.
	chinese, text, figures engine
}

// NewReader starts Tesseract; the models are loaded with the first page.
func NewReader() *Reader {
	text := newTesseract(chinese, "")
	return &Reader{name: "tesseract", chinese: text, text: text, figures: newTesseract(digits, figures)}
}

// NewPPOCR starts PP-OCR with the files it needs, to read text, and Tesseract beside it, which finds the direction of
// pages and reads figures a second time.
func NewPPOCR(files ppocr.Files) (*Reader, error) {
	model, err := ppocr.Open(files)
	if err != nil {
		return nil, err
	}
	r := NewReader()
	r.name, r.text = "ppocr", lineModel{model}
	return r, nil
}

// Close frees the engines.
func (r *Reader) Close() {
	r.chinese.close()
	r.figures.close()
	if r.text != r.chinese {
		r.text.close()
	}
}

// Page reads a page's image of so many dots an inch: words with their places and confidences, and drawn lines.
// Places are on the page as seen, in points. A sheet that lay askew is read straight, and its places are those on
// the straightened page (Skew says by how much it was turned); a page whose text is turned has turned words.
func (r *Reader) Page(im *image.Gray, dpi float64) (page.Page, error) {
	im = clean(im, dpi)
	quarter, err := r.quarter(im)
	if err != nil {
		return page.Page{}, err
	}
	s, angle := level(quarters(im, quarter))
	p, err := r.sheet(s, dpi)
	if err != nil {
		return p, fmt.Errorf("%s: %w", r.name, err)
	}
	p = p.Turn(-quarter)
	p.Skew = angle
	return p, nil
}

// level turns an image straight and says by how many degrees its lines sloped upward to the right.
func level(im *image.Gray) (*sheet, float64) {
	s := newSheet(im)
	angle := skew(s.ink(), s.width, s.height)
	if math.Abs(angle) >= fine {
		s = newSheet(straighten(im, angle))
	}
	return s, angle
}

// leastCells is how many cells the lines of a table make at least.
const leastCells = 4

// Ruled says whether lines make the cells of a table in an image of so many dots an inch: a fraction of the work of
// reading it.
func Ruled(im *image.Gray, dpi float64) bool {
	s, _ := level(clean(im, dpi))
	return len(cells(lines(s.ink(), s.width, s.height, dpi), s.width, s.height, dpi)) >= leastCells
}

// sheet reads an upright, straight page.
func (r *Reader) sheet(s *sheet, dpi float64) (page.Page, error) {
	points := 72 / dpi
	p := page.Page{Width: float64(s.width) * points, Height: float64(s.height) * points, Source: page.OCR, Reader: r.name}
	found := lines(s.ink(), s.width, s.height, dpi)
	var boxes []image.Rectangle
	for _, l := range found {
		p.Rulings = append(p.Rulings, l.ruling(points))
		boxes = append(boxes, l.box.Inset(-2))
	}
	s.erase(boxes)
	read, err := r.cells(s, cells(found, s.width, s.height, dpi), dpi)
	if err != nil {
		return p, err
	}
	rest, err := r.outside(s, dpi)
	if err != nil {
		return p, err
	}
	for _, w := range append(read, rest...) {
		p.Words = append(p.Words, w.word(points))
	}
	if p.Words == nil {
		p.Words = []page.Word{}
	}
	return p, nil
}

// ruling gives the line's centre in points.
func (l line) ruling(points float64) page.Ruling {
	x0, y0, x1, y1 := float64(l.box.Min.X)*points, float64(l.box.Min.Y)*points, float64(l.box.Max.X)*points, float64(l.box.Max.Y)*points
	if l.level {
		return page.Ruling{Box: page.Rect{X0: x0, Y0: (y0 + y1) / 2, X1: x1, Y1: (y0 + y1) / 2}, Thickness: y1 - y0}
	}
	return page.Ruling{Box: page.Rect{X0: (x0 + x1) / 2, Y0: y0, X1: (x0 + x1) / 2, Y1: y1}, Thickness: x1 - x0}
}

// outside reads what is left on the sheet: titles, notes, running text.
func (r *Reader) outside(s *sheet, dpi float64) ([]reading, error) {
	tight, empty := s.trim(s.ink(), image.Rect(0, 0, s.width, s.height))
	if empty && tight.Empty() {
		return nil, nil
	}
	read, err := r.text.running(s, tight)
	if err != nil {
		return nil, err
	}
	ink := s.ink()
	for i := range read { // Tesseract gives a low line the height of a high one beside it
		if tight, empty := s.trim(ink, read[i].box); !empty {
			read[i].box = tight
		}
	}
	if err := r.numbers(s, read); err != nil {
		return nil, err
	}
	return r.smaller(s, read, dpi)
}

// trim gives the box around a cell's ink.
func (s *sheet) trim(ink []bool, box image.Rectangle) (image.Rectangle, bool) {
	box = box.Intersect(image.Rect(0, 0, s.width, s.height))
	tight, count := image.Rectangle{}, 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if ink[y*s.width+x] {
				tight = tight.Union(image.Rect(x, y, x+1, y+1))
				count++
			}
		}
	}
	return tight, count < emptyPixels || count < mostEmpty && float64(count) < emptyInk*float64(box.Dx()*box.Dy())
}
