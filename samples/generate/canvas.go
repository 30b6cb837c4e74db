package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/signintech/gopdf"
)

// Distances in points: A4, and margins as word processors set them for printed disclosures.
const (
	shortSide, longSide = 595.28, 841.89
	sideMargin          = 51.0
	topMargin           = 62.0
	bottomMargin        = 68.0
	headY, numberY      = 36.0, 40.0
	// lineHeight and ascent are shares of the size of the letters.
	lineHeight, ascent = 1.25, 0.86
)

// Chinese text and Latin text are set in two fonts, as word processors do.
const han, latin = "han", "latin"

// fonts are the TrueType files of both.
type fonts struct{ han, latin []byte }

// created stands in every sample: the same source gives the same bytes on any day.
var created = time.Date(2026, 1, 30, 9, 0, 0, 0, time.UTC)

// box is a rectangle in points, origin top left.
type box struct{ x0, y0, x1, y1 float64 }

// canvas draws a document page by page; y is where the next block begins.
type canvas struct {
	pdf           *gopdf.GoPdf
	doc           *document
	width, height float64
	y             float64
	page          int
	// printed is the number printed on the present page, 0 for none; next is the number of the next page, 0 to count on.
	printed, next int
	head          string
	// families remembers which font has a letter.
	families map[rune]string
	// picture gives the JPEG file of a part of a page, numbered from 1, to stand for a table; nil where tables are typed.
	picture func(page int, b box) ([]byte, error)
	err     error
}

func newCanvas(doc *document, f fonts) (*canvas, error) {
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: shortSide, H: longSide}})
	pdf.SetInfo(gopdf.PdfInfo{Title: doc.name, Creator: "samples/generate", Producer: "gopdf", CreationDate: created})
	if err := pdf.AddTTFFontData(han, f.han); err != nil {
		return nil, fmt.Errorf("read the Chinese font: %w", err)
	}
	if err := pdf.AddTTFFontData(latin, f.latin); err != nil {
		return nil, fmt.Errorf("read the Latin font: %w", err)
	}
	return &canvas{pdf: pdf, doc: doc, families: map[rune]string{}}, nil
}

// bytes is the finished file; every call that failed before shows here.
func (c *canvas) bytes() ([]byte, error) {
	c.closePage()
	if c.err != nil {
		return nil, c.err
	}
	var out bytes.Buffer
	_, err := c.pdf.WriteTo(&out)
	return out.Bytes(), err
}

func (c *canvas) keep(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *canvas) newPage(landscape bool) {
	c.closePage()
	c.width, c.height = shortSide, longSide
	if landscape {
		c.width, c.height = longSide, shortSide
	}
	c.pdf.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: c.width, H: c.height}})
	c.page++
	if c.next > 0 {
		c.printed, c.next = c.next, 0
	}
	c.y = topMargin
	c.drawWatermark()
	if c.head != "" {
		c.text(c.head, sideMargin, headY, 9)
	}
}

// closePage prints the running number, once the page is full.
func (c *canvas) closePage() {
	if c.page == 0 || c.printed == 0 {
		return
	}
	number := fmt.Sprint(c.printed)
	c.text(number, (c.width-c.measure(number, 10))/2, c.height-numberY, 10)
	c.printed++
}

func (c *canvas) landscape() bool { return c.width > c.height }

// drawWatermark writes the mark four times across the page, slanted, light, under everything else.
func (c *canvas) drawWatermark() {
	if c.doc.watermark == "" {
		return
	}
	const size, angle = 40, 40
	c.pdf.SetTextColor(214, 214, 214)
	for _, share := range [][2]float64{{0.08, 0.36}, {0.5, 0.42}, {0.1, 0.8}, {0.52, 0.88}} {
		x, y := share[0]*c.width, share[1]*c.height
		c.pdf.Rotate(angle, x, y)
		c.text(c.doc.watermark, x, y, size)
		c.pdf.RotateReset()
	}
	c.pdf.SetTextColor(0, 0, 0)
}

// text writes one line with its top left corner at x, y.
func (c *canvas) text(line string, x, y, size float64) {
	for _, r := range c.runs(line) {
		c.keep(c.pdf.SetFont(r.family, "", size))
		c.pdf.SetXY(x, y+ascent*size)
		if err := c.pdf.Text(r.text); err != nil {
			c.keep(fmt.Errorf("write %q: %w", r.text, err))
		}
		x = c.pdf.GetX()
	}
}

// measure is the width of a line in points.
func (c *canvas) measure(line string, size float64) float64 {
	total := 0.0
	for _, r := range c.runs(line) {
		c.keep(c.pdf.SetFont(r.family, "", size))
		width, err := c.pdf.MeasureTextWidth(r.text)
		c.keep(err)
		total += width
	}
	return total
}

// run is text in one font.
type run struct{ family, text string }

func (c *canvas) runs(line string) []run {
	var runs []run
	for _, r := range line {
		family := c.family(r)
		if n := len(runs); n > 0 && runs[n-1].family == family {
			runs[n-1].text += string(r)
			continue
		}
		runs = append(runs, run{family, string(r)})
	}
	return runs
}

// family is the font for a letter: Latin for ASCII, and for what else the Chinese font lacks.
func (c *canvas) family(r rune) string {
	if name, ok := c.families[r]; ok {
		return name
	}
	names := []string{han, latin}
	if r < 0x80 {
		names = []string{latin, han}
	}
	for _, name := range names {
		c.keep(c.pdf.SetFont(name, "", 10))
		if has, err := c.pdf.IsCurrFontContainGlyph(r); err == nil && has {
			c.families[r] = name
			return name
		}
	}
	c.keep(fmt.Errorf("no font has %q", r))
	return han
}

// noLineStart are signs that never begin a line in Chinese setting: they take the letter before them along.
const noLineStart = "，。、；：？！）》”’%％〉】"

// wrap breaks text into lines of a width, the first of which is shorter by indent. Runs of digits and Latin letters
// are not broken unless they are long.
func (c *canvas) wrap(text string, width, indent, size float64) []string {
	var lines []string
	var line []string
	free := width - indent
	for _, piece := range pieces(text) {
		w := c.measure(piece, size)
		if w > free && len(line) > 0 {
			keep := len(line)
			if strings.Contains(noLineStart, piece) && keep > 1 {
				keep--
			}
			lines = append(lines, strings.Join(line[:keep], ""))
			line = append([]string{}, line[keep:]...)
			free = width - c.measure(strings.Join(line, ""), size)
		}
		line = append(line, piece)
		free -= w
	}
	return append(lines, strings.Join(line, ""))
}

// longestRun is how many letters of a run stay together when lines are broken.
const longestRun = 14

// pieces cuts text where a line may be broken.
func pieces(text string) []string {
	var out []string
	run := 0
	for _, r := range text {
		if r > ' ' && r < 0x80 {
			if run > 0 && run < longestRun {
				out[len(out)-1] += string(r)
				run++
				continue
			}
			run = 1
		} else {
			run = 0
		}
		out = append(out, string(r))
	}
	return out
}
