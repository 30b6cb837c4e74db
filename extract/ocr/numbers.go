package ocr

import (
	"image"
	"unicode/utf8"
)

// shortText is the length in characters of a piece of running text that may be a number by itself.
const shortText = 4

// numbers reads short pieces of running text that were hardly read with the model for figures: they are page numbers,
// mostly, to which no word about them gives a hint. One that is read alike at most sizes is taken.
func (r *Reader) numbers(s *sheet, read []reading) error {
	for i := range read {
		line := &read[i]
		if line.confidence >= doubtful || utf8.RuneCountInString(line.text) > shortText {
			continue
		}
		text, err := r.alike(s, line.box)
		if err != nil {
			return err
		}
		if wellFormed.MatchString(text) {
			line.text, line.confidence = text, alone
		}
	}
	return nil
}

// alike is what the model for figures reads in a box at most sizes; empty where there is no such thing.
func (r *Reader) alike(s *sheet, box image.Rectangle) (string, error) {
	count := map[string]int{}
	for _, scale := range append([]float64{1}, scales[:]...) {
		read, err := r.figures.scaled(s, box, scale)
		if err != nil {
			return "", err
		}
		if count[read.text]++; 2*count[read.text] > len(scales)+1 {
			return read.text, nil
		}
	}
	return "", nil
}
