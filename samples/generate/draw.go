package main

import (
	"fmt"
	"strconv"
	"strings"
)

// draw makes the PDF of a document and the truth that goes with it.
func draw(doc *document, f fonts) ([]byte, *truth, error) { return drawWith(doc, f, nil) }

// drawWith does so with pictures of the tables, as JPEG files of parts of its pages; with none the tables are typed.
func drawWith(doc *document, f fonts, picture func(page int, b box) ([]byte, error)) ([]byte, *truth, error) {
	c, err := newCanvas(doc, f)
	if err != nil {
		return nil, nil, err
	}
	c.picture = picture
	out := &truth{Document: doc.name, Note: truthNote, Tables: []truthTable{}}
	c.newPage(false)
	for _, b := range doc.blocks {
		if b.kind == "table" {
			out.Tables = append(out.Tables, *c.drawTable(b.table))
			continue
		}
		if err := c.drawBlock(b); err != nil {
			return nil, nil, err
		}
	}
	pdf, err := c.bytes()
	return pdf, out, err
}

func (c *canvas) drawBlock(b block) (err error) {
	switch b.kind {
	case "page":
		c.newPage(b.text == "landscape")
	case "head":
		c.head = b.text
	case "numbers":
		c.next, err = strconv.Atoi(b.text)
	case "cover":
		if c.y == topMargin {
			c.y = c.height / 4
		}
		c.centred(b.text, 28, 2)
	case "#":
		c.centred(b.text, 18, 2)
	case "##":
		c.room(3 * 14)
		c.y += 6
		c.paragraph(b.text, 14, 0)
	case "toc":
		c.drawContentsLine(b.text)
	case "line":
		c.paragraph(b.text, 12, 0)
	case "text":
		c.paragraph(b.text, 12, 24)
	default:
		err = fmt.Errorf("cannot draw a block of kind %q", b.kind)
	}
	return err
}

// room begins a new page where less than a height is free.
func (c *canvas) room(height float64) {
	if c.y+height > c.height-bottomMargin {
		c.newPage(c.landscape())
	}
}

func (c *canvas) centred(text string, size, spacing float64) {
	for _, line := range c.wrap(text, c.width-2*sideMargin, 0, size) {
		c.room(size * spacing)
		c.text(line, (c.width-c.measure(line, size))/2, c.y, size)
		c.y += size * spacing
	}
}

// paragraph writes running text; spacing is one and a half lines, as usual in printed disclosures.
func (c *canvas) paragraph(text string, size, indent float64) {
	const spacing = 1.6
	for i, line := range c.wrap(text, c.width-2*sideMargin, indent, size) {
		c.room(size * spacing)
		x := sideMargin
		if i == 0 {
			x += indent
		}
		c.text(line, x, c.y, size)
		c.y += size * spacing
	}
}

// drawContentsLine writes a heading, dots and a page number across the page.
func (c *canvas) drawContentsLine(text string) {
	const size = 11
	heading, page, _ := strings.Cut(text, "|")
	heading, page = strings.TrimSpace(heading), strings.TrimSpace(page)
	x := sideMargin + c.measure(heading, size) + 6
	right := c.width - sideMargin - c.measure(page, size)
	dots := int((right - 6 - x) / c.measure(".", size))
	c.room(size * 1.7)
	c.text(heading, sideMargin, c.y, size)
	c.text(strings.Repeat(".", max(dots, 0)), x, c.y, size)
	c.text(page, right, c.y, size)
	c.y += size * 1.7
}
