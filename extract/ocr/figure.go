package ocr

import "image"

const (
	// rimWidth is how far in points from the edge of a cut-out the lines of its cell may lie.
	rimWidth = 3
	// rimInk is the share of ink in a row or column of pixels that is a line and not text.
	rimInk = 0.6
)

// Figure reads the cut-out of one figure, of so many dots an inch, with every model and gives what each read. A
// figure that one of them reads as it was read before is confirmed: they see the ink and not the text layer.
func (r *Reader) Figure(im *image.Gray, dpi float64) ([]string, error) {
	s := newSheet(im)
	s.peel(s.ink(), int(rimWidth*dpi/72))
	tight, empty := s.trim(s.ink(), image.Rect(0, 0, s.width, s.height))
	if empty {
		return nil, nil
	}
	p := piece{tight, float64(tight.Dy()) > lineHeight*dpi/72}
	var out []string
	for _, e := range r.witnesses() {
		read, err := e.read(s, p)
		if err != nil {
			return nil, err
		}
		if text := joined(read); text != "" {
			out = append(out, text)
		}
	}
	return out, nil
}

// witnesses are the engines, each once.
func (r *Reader) witnesses() []engine {
	if r.text == r.chinese {
		return []engine{r.figures, r.text}
	}
	return []engine{r.figures, r.chinese, r.text}
}

// peel paints over lines along the edges, down to a depth in pixels.
func (s *sheet) peel(ink []bool, depth int) {
	var boxes []image.Rectangle
	for k := range min(depth, s.height/2, s.width/2) {
		for _, b := range []image.Rectangle{
			image.Rect(0, k, s.width, k+1), image.Rect(0, s.height-1-k, s.width, s.height-k),
			image.Rect(k, 0, k+1, s.height), image.Rect(s.width-1-k, 0, s.width-k, s.height),
		} {
			if float64(s.count(ink, b, 1)) >= rimInk*float64(b.Dx()*b.Dy()) {
				boxes = append(boxes, b.Inset(-1))
			}
		}
	}
	s.erase(boxes)
}

// count counts the ink in a box on every step-th pixel of every step-th row.
func (s *sheet) count(ink []bool, box image.Rectangle, step int) int {
	n := 0
	for y := box.Min.Y; y < box.Max.Y; y += step {
		for x := box.Min.X; x < box.Max.X; x += step {
			if ink[y*s.width+x] {
				n++
			}
		}
	}
	return n
}
