// Package ocr reads pages from their image with Tesseract: it sets the page upright and straight, finds the drawn
// lines and takes them out, and reads cell by cell where the lines form a grid and by lines elsewhere.
package ocr

import (
	"image"
	"math"
)

const (
	// tile is the side in pixels of the squares whose median is taken for the local background.
	tile = 64
	// inkDepth is how many grey levels below the background a pixel is ink. On degraded scans of ruled tables 46
	// to 56 found all lines, 36 some and 26 few.
	inkDepth = 50
	// seal is how much redder than blue and green, in levels of 255, a pixel of a stamp is.
	seal = 50
)

// Grey turns a page's picture into grey levels as a scanner's drop-out filter does: what is red (a seal, a
// letterhead) fades into the paper.
func Grey(im *image.RGBA) *image.Gray {
	b := im.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		from := im.Pix[y*im.Stride : y*im.Stride+4*b.Dx()]
		to := out.Pix[y*out.Stride : y*out.Stride+b.Dx()]
		for x := range to {
			r, g, b := int(from[4*x]), int(from[4*x+1]), int(from[4*x+2])
			level := (299*r + 587*g + 114*b) / 1000
			if r-max(g, b) > seal {
				level = r
			}
			to[x] = byte(level)
		}
	}
	return out
}

// sheet is a page's image with its local background.
type sheet struct {
	width, height int
	pix           []byte // width × height
	// paper is the background by tiles, columns to a row.
	paper   []byte
	columns int
}

// newSheet smooths the image a little and estimates its background.
func newSheet(im *image.Gray) *sheet {
	s := rawSheet(im)
	s.smooth()
	s.background()
	return s
}

// rawSheet copies the image as it is; its background is not known yet.
func rawSheet(im *image.Gray) *sheet {
	b := im.Bounds()
	s := &sheet{width: b.Dx(), height: b.Dy(), pix: make([]byte, b.Dx()*b.Dy())}
	for y := range s.height {
		copy(s.pix[y*s.width:(y+1)*s.width], im.Pix[y*im.Stride:])
	}
	return s
}

// smooth takes the mean of three neighbours, weighted 1-2-1, along both axes: scanner noise is as narrow as a pixel.
func (s *sheet) smooth() {
	out := make([]byte, len(s.pix))
	blur := func(step, from, to int) {
		copy(out, s.pix)
		for i := from; i < to; i++ {
			out[i] = byte((int(s.pix[i-step]) + 2*int(s.pix[i]) + int(s.pix[i+step]) + 2) / 4)
		}
		s.pix, out = out, s.pix
	}
	if s.width > 2 && s.height > 2 {
		blur(1, 1, len(s.pix)-1)
		blur(s.width, s.width, len(s.pix)-s.width)
	}
}

// background takes the median of each tile; most pixels even of dense text are paper.
func (s *sheet) background() {
	s.columns = (s.width + tile - 1) / tile
	rows := (s.height + tile - 1) / tile
	s.paper = make([]byte, s.columns*rows)
	for ty := range rows {
		for tx := range s.columns {
			s.paper[ty*s.columns+tx] = s.median(tx*tile, ty*tile)
		}
	}
}

func (s *sheet) median(x0, y0 int) byte {
	var histogram [256]int
	x1, y1 := min(x0+tile, s.width), min(y0+tile, s.height)
	for y := y0; y < y1; y++ {
		for _, v := range s.pix[y*s.width+x0 : y*s.width+x1] {
			histogram[v]++
		}
	}
	half := (x1 - x0) * (y1 - y0) / 2
	for v, n := range histogram {
		if half -= n; half < 0 {
			return byte(v)
		}
	}
	return 255
}

// ground is the background at a pixel.
func (s *sheet) ground(x, y int) byte { return s.paper[y/tile*s.columns+x/tile] }

// ink says for each pixel whether it is ink.
func (s *sheet) ink() []bool {
	out := make([]bool, len(s.pix))
	for y := range s.height {
		paper := s.paper[y/tile*s.columns:]
		row := s.pix[y*s.width : (y+1)*s.width]
		for x, v := range row {
			out[y*s.width+x] = int(v)+inkDepth < int(paper[x/tile])
		}
	}
	return out
}

// gray gives the sheet as an image that shares its pixels.
func (s *sheet) gray() *image.Gray {
	return &image.Gray{Pix: s.pix, Stride: s.width, Rect: image.Rect(0, 0, s.width, s.height)}
}

// erase paints boxes in the local background. White instead would draw new lines on grey paper, which ruins the
// reading.
func (s *sheet) erase(boxes []image.Rectangle) {
	bounds := image.Rect(0, 0, s.width, s.height)
	for _, b := range boxes {
		b = b.Intersect(bounds)
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				s.pix[y*s.width+x] = s.ground(x, y)
			}
		}
	}
}

// quarters turns an image n × 90° counter-clockwise.
func quarters(im *image.Gray, n int) *image.Gray {
	b := im.Bounds()
	w, h := b.Dx(), b.Dy()
	n = (n%4 + 4) % 4
	if n == 0 {
		return im
	}
	out := image.NewGray(image.Rect(0, 0, h, w))
	if n == 2 {
		out = image.NewGray(image.Rect(0, 0, w, h))
	}
	for y := range h {
		for x, v := range im.Pix[y*im.Stride : y*im.Stride+w] {
			switch n {
			case 1:
				out.Pix[(w-1-x)*out.Stride+y] = v
			case 2:
				out.Pix[(h-1-y)*out.Stride+w-1-x] = v
			case 3:
				out.Pix[x*out.Stride+h-1-y] = v
			}
		}
	}
	return out
}

// straighten turns an image by a small angle in degrees about its middle, clockwise for a positive one, so that
// lines sloping upward to the right by as much become level. What comes from beyond the edge is the edge's colour.
func straighten(im *image.Gray, degrees float64) *image.Gray {
	b := im.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(w-1)/2, float64(h-1)/2
	for y := range h {
		fx := -cx*cos + (float64(y)-cy)*sin + cx
		fy := cx*sin + (float64(y)-cy)*cos + cy
		for x := range w {
			out.Pix[y*out.Stride+x] = between(im, fx+float64(x)*cos, fy-float64(x)*sin)
		}
	}
	return out
}

// between takes the value at a place between four pixels.
func between(im *image.Gray, x, y float64) byte {
	w, h := im.Rect.Dx(), im.Rect.Dy()
	x, y = math.Min(math.Max(x, 0), float64(w-1)), math.Min(math.Max(y, 0), float64(h-1))
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, w-1), min(y0+1, h-1)
	dx, dy := int(256*(x-float64(x0))), int(256*(y-float64(y0)))
	top := int(im.Pix[y0*im.Stride+x0])*(256-dx) + int(im.Pix[y0*im.Stride+x1])*dx
	low := int(im.Pix[y1*im.Stride+x0])*(256-dx) + int(im.Pix[y1*im.Stride+x1])*dx
	return byte((top*(256-dy) + low*dy) >> 16)
}
