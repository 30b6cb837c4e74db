package web

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"sync"

	"gouji/extract/page"
)

const (
	pointsPerInch = 72
	// cropScale is pixels a point: twice the size a crop is shown at, so that it is sharp on dense screens and paper.
	cropScale = 3
	// sheetScale is pixels a point of a whole page: an A4 page is 1190 pixels wide, twice a page column of a screen.
	sheetScale = 2
	// density is how many pixels of an image stand for one of the page it is shown on.
	density = 2
	// sideMargin and topMargin, in points, are how much of the page is seen around a box: the columns beside and the
	// rows above and below.
	sideMargin, topMargin = 90, 30
	// leastWidth, in points, is the least a crop shows: some three columns.
	leastWidth = 330
	// strokeWidth and strokeGap, in points, are the drawn box's line and how far outside the figure's own it runs.
	strokeWidth, strokeGap = 1.2, 1
)

// boxColor is the red of the drawn box; it is seen on white, on shaded rows and beside red seals, which are darker.
var boxColor = color.RGBA{R: 0xd9, G: 0x1e, B: 0x18, A: 0xff}

// Renderer draws a page, from 1, of a document at so many dots an inch. read gives the document's bytes.
type Renderer func(sha256 string, read func() ([]byte, error), number int, dpi float64) (*image.RGBA, error)

// pictures draw pages and crops, and keep the last ones.
type pictures struct {
	render    Renderer
	originals *originals
	mu        sync.Mutex
	// pages are the last pages drawn: the figures of a finding often stand on one.
	pages []drawnPage
	done  pictureCache
}

type pageKey struct {
	sha    string
	number int
	scale  int
}

type drawnPage struct {
	key   pageKey
	image *image.RGBA
}

// pagesKept is how many drawn pages are kept: an equation's two sides. A page takes 20 MB.
const pagesKept = 2

// page draws a page, scale pixels a point.
func (p *pictures) page(ctx context.Context, key pageKey) (*image.RGBA, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, d := range p.pages {
		if d.key == key {
			return d.image, nil
		}
	}
	im, err := p.render(key.sha, func() ([]byte, error) { return p.originals.read(ctx, key.sha) }, key.number,
		float64(key.scale*pointsPerInch))
	if err != nil {
		return nil, err
	}
	p.pages = append(p.pages, drawnPage{key, im})
	if len(p.pages) > pagesKept {
		p.pages = slices.Delete(p.pages, 0, 1)
	}
	return im, nil
}

// sheet is a whole page as PNG.
func (p *pictures) sheet(ctx context.Context, sha string, number int) ([]byte, error) {
	return p.done.get(pictureKey{pageKey{sha, number, sheetScale}, ""}, func(k pictureKey) ([]byte, error) {
		im, err := p.page(ctx, k.pageKey)
		if err != nil {
			return nil, err
		}
		return encode(im)
	})
}

// crop is what stands around boxes on a page, with the boxes drawn, as PNG.
func (p *pictures) crop(ctx context.Context, sha string, number int, boxes []page.Rect) ([]byte, error) {
	return p.done.get(pictureKey{pageKey{sha, number, cropScale}, fmt.Sprint(boxes)}, func(k pictureKey) ([]byte, error) {
		im, err := p.page(ctx, k.pageKey)
		if err != nil {
			return nil, err
		}
		return encode(cut(im, boxes))
	})
}

// cut copies the surroundings of boxes from a page's image and draws the boxes.
func cut(im *image.RGBA, boxes []page.Rect) *image.RGBA {
	var around page.Rect
	for _, box := range boxes {
		around = around.Union(box)
	}
	size := page.Point{X: float64(im.Bounds().Dx()) / cropScale, Y: float64(im.Bounds().Dy()) / cropScale}
	w := window(around, size)
	from := pixels(w).Intersect(im.Bounds())
	out := image.NewRGBA(image.Rectangle{Max: from.Size()})
	draw.Draw(out, out.Bounds(), im, from.Min, draw.Src)
	for _, box := range boxes {
		outline(out, pixels(box.Grow(strokeGap)).Sub(from.Min))
	}
	return out
}

// window is what of a page is seen around a box, in points.
func window(box page.Rect, size page.Point) page.Rect {
	half := math.Max(leastWidth, box.X1-box.X0+2*sideMargin) / 2
	middle := (box.X0 + box.X1) / 2
	// A box near the edge has the page's other side shown instead of what lies beyond.
	middle = math.Max(math.Min(middle, size.X-half), half)
	return page.Rect{X0: math.Max(0, middle-half), X1: math.Min(size.X, middle+half),
		Y0: math.Max(0, box.Y0-topMargin), Y1: math.Min(size.Y, box.Y1+topMargin)}
}

// cropSize is how large a crop is shown, in pixels of the page it is on.
func cropSize(box page.Rect, size page.Point) image.Point {
	s := pixels(window(box, size)).Size()
	return s.Div(density)
}

// narrowScreen is how much of a crop a telephone shows, in pixels of the page it is on.
const narrowScreen = 330

// atRight says whether a box is seen in the right part of its crop on a narrow screen, and not in the left.
func atRight(box page.Rect, size page.Point) bool {
	seen, at := pixels(window(box, size)), pixels(box)
	return (at.Max.X-seen.Min.X)/density > narrowScreen && (seen.Max.X-at.Min.X)/density <= narrowScreen
}

func pixels(r page.Rect) image.Rectangle {
	at := func(v float64) int { return int(math.Round(v * cropScale)) }
	return image.Rect(at(r.X0), at(r.Y0), at(r.X1), at(r.Y1))
}

// outline draws the four sides of a rectangle, outwards from it.
func outline(im *image.RGBA, r image.Rectangle) {
	n := int(math.Ceil(strokeWidth * cropScale))
	ink := image.NewUniform(boxColor)
	for _, side := range []image.Rectangle{
		image.Rect(r.Min.X-n, r.Min.Y-n, r.Max.X+n, r.Min.Y), image.Rect(r.Min.X-n, r.Max.Y, r.Max.X+n, r.Max.Y+n),
		image.Rect(r.Min.X-n, r.Min.Y-n, r.Min.X, r.Max.Y+n), image.Rect(r.Max.X, r.Min.Y-n, r.Max.X+n, r.Max.Y+n),
	} {
		draw.Draw(im, side.Intersect(im.Bounds()), ink, image.Point{}, draw.Src)
	}
}

func encode(im image.Image) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	err := encoder.Encode(&b, im)
	return b.Bytes(), err
}

// pictureKey names an image; there are no boxes for a whole page.
type pictureKey struct {
	pageKey
	boxes string
}

// cacheBytes is how much of images a server keeps: some hundred pages.
const cacheBytes = 64 << 20

// pictureCache keeps the images asked for last, within a limit.
type pictureCache struct {
	mu    sync.Mutex
	order []pictureKey
	bytes int
	of    map[pictureKey][]byte
}

// get is an image, made where it is not kept.
func (c *pictureCache) get(key pictureKey, make func(pictureKey) ([]byte, error)) ([]byte, error) {
	c.mu.Lock()
	kept, ok := c.of[key]
	c.mu.Unlock()
	if ok {
		return kept, nil
	}
	data, err := make(key)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(key, data)
	return data, nil
}

// keep takes in an image and lets the oldest go.
func (c *pictureCache) keep(key pictureKey, data []byte) {
	if c.of == nil {
		c.of = map[pictureKey][]byte{}
	}
	if _, ok := c.of[key]; ok {
		return
	}
	c.of[key], c.order, c.bytes = data, append(c.order, key), c.bytes+len(data)
	for c.bytes > cacheBytes && len(c.order) > 1 {
		c.bytes -= len(c.of[c.order[0]])
		delete(c.of, c.order[0])
		c.order = c.order[1:]
	}
}
