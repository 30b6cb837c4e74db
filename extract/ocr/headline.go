package ocr

import (
	"bytes"
	"fmt"
	"image"

	"github.com/otiai10/gosseract/v2"
	"golang.org/x/image/draw"
)

const (
	// tallLine is the height in points from which a line is a headline: body text of forms has 7 to 12.
	tallLine = 14
	// lowHeight and highHeight are heights in pixels at which Tesseract's Chinese model reads well. Headlines at
	// twice that height are misread (支 as 文), and no one height is always right.
	lowHeight, highHeight = 36, 52
)

// smaller reads headlines again, reduced to heights of body text, and keeps the reading Tesseract is surest of.
func (r *Reader) smaller(s *sheet, read []reading, dpi float64) ([]reading, error) {
	for i, line := range read {
		if float64(line.box.Dy()) < tallLine*dpi/72 {
			continue
		}
		for _, height := range []float64{lowHeight, highHeight} {
			again, err := r.reduced(r.text, s, line.box, height)
			if err != nil {
				return nil, err
			}
			if again.text != "" && again.confidence > read[i].confidence {
				read[i].text, read[i].confidence = again.text, again.confidence
			}
		}
	}
	return read, nil
}

// reduced reads one line at a height in pixels with one of the models; the reading has no place.
func (r *Reader) reduced(client *gosseract.Client, s *sheet, box image.Rectangle, height float64) (reading, error) {
	from := box.Inset(-border / 2).Intersect(image.Rect(0, 0, s.width, s.height))
	scale := height / float64(max(box.Dy(), 1))
	small := image.NewGray(image.Rect(0, 0, max(int(float64(from.Dx())*scale), 1), max(int(float64(from.Dy())*scale), 1)))
	draw.CatmullRom.Scale(small, small.Rect, s.gray(), from, draw.Src, nil)
	if err := client.SetImageFromBytes(newSheet(small).cut(small.Rect)); err != nil {
		return reading{}, fmt.Errorf("give Tesseract an image: %w", err)
	}
	client.SetPageSegMode(gosseract.PSM_SINGLE_LINE) //nolint:errcheck // it only sets a field
	found, err := client.GetBoundingBoxes(gosseract.RIL_TEXTLINE)
	if err != nil {
		return reading{}, fmt.Errorf("read with Tesseract: %w", err)
	}
	var out reading
	var text bytes.Buffer
	for _, f := range found {
		text.WriteString(f.Word + " ")
		out.confidence += share(f.Confidence) / float64(len(found))
	}
	out.text = unspaced(text.String())
	return out, nil
}
