package ocr

import (
	"image"

	"gouji/extract/ocr/ppocr"
)

const (
	// paperAround is the paper around a line as a share of its height that PP-OCR is given with it.
	paperAround = 0.12
	// upended is how many times its width a line's height is that is a column of characters, one below the other.
	upended = 1.5
)

// lineModel is an engine: PP-OCR. Its lines are as high as it wants them, at whatever scale they are asked for.
type lineModel struct{ *ppocr.Model }

func (m lineModel) close() { m.Close() }

func (m lineModel) read(s *sheet, p piece) ([]reading, error) {
	if p.block {
		return m.running(s, p.box)
	}
	r, err := m.line(s, p.box, paperAround)
	if r.text == "" {
		return nil, err
	}
	return []reading{r}, err
}

// running finds the lines in a box and reads each.
func (m lineModel) running(s *sheet, box image.Rectangle) ([]reading, error) {
	im := s.framed(box, border)
	found, err := m.Find(im)
	if err != nil {
		return nil, err
	}
	shift := box.Min.Sub(image.Pt(border, border))
	var out []reading
	for _, f := range found {
		for _, part := range s.upright(f.Add(shift).Intersect(box)) {
			r, err := m.line(s, part, 0)
			if err != nil {
				return nil, err
			}
			if r.text != "" {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// upright cuts a column of characters into its characters, at rows without ink; a line stays whole.
func (s *sheet) upright(box image.Rectangle) []image.Rectangle {
	if float64(box.Dy()) < upended*float64(box.Dx()) {
		return []image.Rectangle{box}
	}
	return inked{s, s.ink()}.bands(box, 1)
}

// scaled reads a line with more paper around it, which is how large its characters are to PP-OCR.
func (m lineModel) scaled(s *sheet, box image.Rectangle, scale float64) (reading, error) {
	return m.line(s, box, paperAround/scale)
}

// line reads one line with so much paper around it, as a share of its height.
func (m lineModel) line(s *sheet, box image.Rectangle, around float64) (reading, error) {
	text, confidence, err := m.Line(s.framed(box, int(around*float64(box.Dy()))))
	return reading{text: unspaced(text), box: box, confidence: confidence}, err
}
