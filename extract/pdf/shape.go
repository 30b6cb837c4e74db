package pdf

import (
	"image"
	"math"
)

const (
	// gridSide is the side of the grid a shape is compared on: the digits of 312 fonts keep their distance on it as well
	// as on a finer one.
	gridSide = 16
	// fineness is how many pixels of the drawing fall on a side of a grid cell: a hole that is lost at the grid's
	// own density is seen.
	fineness = 2
	fineSide = gridSide * fineness
	// half is the coverage from which a pixel of the drawing is ink.
	half = 128
	// leastHole is the area of a hole in pixels of the drawing below which it is a slip between two strokes.
	leastHole = 4
)

// shape is the form of a character without its size and place, and nearly without its weight and width.
type shape struct {
	// ink is the drawing on a grid, softened, less its mean, of length 1.
	ink [gridSide * gridSide]float32
	// holes is how many white regions the strokes enclose.
	holes int
}

// placement gives width and height, in pixels of the drawing, at which a character of this width and height is
// drawn. The ratio becomes its root: a narrow 1 does not fill the square, and condensed and wide fonts still come
// near each other (the aspect adaptive normalisation of Liu et al., Handwritten digit recognition, 2004).
func placement(width, height float64) (w, h float64) {
	if width <= height {
		return fineSide * math.Sqrt(width/height), fineSide
	}
	return fineSide, fineSide * math.Sqrt(height/width)
}

// newShape takes the shape of a drawing of fineSide by fineSide pixels.
func newShape(p *image.Alpha) *shape {
	s := &shape{holes: holes(p)}
	for y := range fineSide {
		for x := range fineSide {
			s.ink[y/fineness*gridSide+x/fineness] += float32(p.Pix[y*p.Stride+x])
		}
	}
	s.soften()
	s.normalise()
	return s
}

// soften blurs the grid, so that strokes that lie beside each other still count as alike.
func (s *shape) soften() {
	var rows, out [gridSide * gridSide]float32
	for i := range s.ink {
		rows[i] = blurred(s.ink[:], i, 1, i%gridSide)
	}
	for i := range rows {
		out[i] = blurred(rows[:], i, gridSide, i/gridSide)
	}
	s.ink = out
}

// blurred weighs a cell with its neighbours step away, 1:2:1; at is its place in that direction.
func blurred(cells []float32, i, step, at int) float32 {
	sum := 2 * cells[i]
	if at > 0 {
		sum += cells[i-step]
	}
	if at < gridSide-1 {
		sum += cells[i+step]
	}
	return sum
}

// normalise makes the product of two shapes their correlation.
func (s *shape) normalise() {
	var sum, squares float64
	for _, v := range s.ink {
		sum += float64(v)
		squares += float64(v) * float64(v)
	}
	mean := sum / float64(len(s.ink))
	length := math.Sqrt(math.Max(squares-sum*mean, 0))
	if length == 0 {
		return
	}
	for i, v := range s.ink {
		s.ink[i] = float32((float64(v) - mean) / length)
	}
}

// like is the correlation of two shapes, −1 to 1.
func (s *shape) like(t *shape) float64 {
	var sum float32
	for i, v := range s.ink {
		sum += v * t.ink[i]
	}
	return float64(sum)
}

// holes counts the regions without ink that do not reach the edge.
func holes(p *image.Alpha) int {
	f := flood{p: p}
	for i := range fineSide {
		f.fill(i)
		f.fill((fineSide-1)*fineSide + i)
		f.fill(i * fineSide)
		f.fill(i*fineSide + fineSide - 1)
	}
	n := 0
	for i := range f.done {
		if f.fill(i) >= leastHole {
			n++
		}
	}
	return n
}

// flood fills white regions of a drawing of fineSide by fineSide pixels.
type flood struct {
	p     *image.Alpha
	done  [fineSide * fineSide]bool
	stack []int
}

// fill fills the region of pixel i and gives its area; 0 for ink or where it was filled before.
func (f *flood) fill(i int) int {
	f.push(i)
	n := 0
	for len(f.stack) > 0 {
		i, f.stack = f.stack[len(f.stack)-1], f.stack[:len(f.stack)-1]
		n++
		x, y := i%fineSide, i/fineSide
		if x > 0 {
			f.push(i - 1)
		}
		if x < fineSide-1 {
			f.push(i + 1)
		}
		if y > 0 {
			f.push(i - fineSide)
		}
		if y < fineSide-1 {
			f.push(i + fineSide)
		}
	}
	return n
}

func (f *flood) push(i int) {
	if !f.done[i] && f.p.Pix[i/fineSide*f.p.Stride+i%fineSide] < half {
		f.done[i] = true
		f.stack = append(f.stack, i)
	}
}
