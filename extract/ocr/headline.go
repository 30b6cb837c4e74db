package ocr

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
			again, err := r.text.scaled(s, line.box, height/float64(max(line.box.Dy(), 1)))
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
