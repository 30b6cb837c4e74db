package ocr

import (
	"image"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// lineInk is the share of a row's width from which its ink is a line of text and no trace of a watermark.
	lineInk = 0.01
	// lineRoom is how many rows beyond its ink a line is cut: strokes thin out towards their ends.
	lineRoom = 3
	// pitch is how far lines that are set close lie from each other, in heights of their ink.
	pitch = 1.15
	// lowLine is the height in points below which ink is no line of text.
	lowLine = 4
)

// blocks reads those cells of several lines that were hardly read once more, line by line, and keeps what is surer: lines
// set close, or a spot in one of them, can spoil the reading of a block.
func (r *Reader) blocks(s inked, all []*cell, dpi float64) error {
	h := heights{low: int(lowLine * dpi / 72), usual: usualHeight(all)}
	for _, c := range all {
		if !c.block || certaintyOf(c.read) >= doubtful {
			continue
		}
		var again []reading
		for _, box := range s.textLines(c.tight, h) {
			read, err := r.text.read(s.sheet, piece{box: box})
			if err != nil {
				return err
			}
			again = append(again, read...)
		}
		if surely(again) > surely(c.read) {
			c.read = again
		}
	}
	return nil
}

// usualHeight is the median height in pixels of the cells of one line of Chinese; 0 where there is none.
func usualHeight(all []*cell) int {
	var heights []int
	for _, c := range all {
		if !c.block && strings.ContainsFunc(joined(c.read), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			heights = append(heights, c.tight.Dy())
		}
	}
	if len(heights) == 0 {
		return 0
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

// surely is how many characters of readings are right, as far as their confidences say.
func surely(read []reading) float64 {
	sum := 0.0
	for _, r := range read {
		sum += r.confidence * float64(utf8.RuneCountInString(r.text))
	}
	return sum
}

// heights are, in pixels, the height below which ink is no line of text, and that of most lines, 0 where not known.
type heights struct{ low, usual int }

// textLines are the lines of text in a box, from the top: rows with ink. What is as high as several lines is cut where it
// has the least ink.
func (s inked) textLines(box image.Rectangle, h heights) []image.Rectangle {
	var lines []image.Rectangle
	for _, band := range s.bands(box, max(1, int(lineInk*float64(box.Dx())))) {
		if band.Dy() >= h.low {
			band.Min.Y, band.Max.Y = band.Min.Y-lineRoom, band.Max.Y+lineRoom
			lines = append(lines, s.cutLines(band.Intersect(box), h.usual)...)
		}
	}
	return lines
}

// bands are the parts of a box between rows with less ink than so many pixels, from the top.
func (s inked) bands(box image.Rectangle, least int) []image.Rectangle {
	var out []image.Rectangle
	from := -1
	for y := box.Min.Y; y <= box.Max.Y; y++ {
		switch dark := y < box.Max.Y && s.inkOf(box, y) >= least; {
		case dark && from < 0:
			from = y
		case !dark && from >= 0:
			out = append(out, image.Rect(box.Min.X, from, box.Max.X, y))
			from = -1
		}
	}
	return out
}

// inkOf is the ink of a row of a box.
func (s inked) inkOf(box image.Rectangle, y int) int {
	return s.count(s.ink, image.Rect(box.Min.X, y, box.Max.X, y+1), 1)
}

// cutLines cuts lines that touch: about as many as fit, each cut where near its place the least ink is.
func (s inked) cutLines(box image.Rectangle, usual int) []image.Rectangle {
	n := 1
	if usual > 0 {
		n = int(math.Round(float64(box.Dy()) / (pitch * float64(usual))))
	}
	var lines []image.Rectangle
	from := box.Min.Y
	for k := 1; k < n; k++ {
		middle := box.Min.Y + k*box.Dy()/n
		best := middle
		for y := middle - usual/4; y <= middle+usual/4; y++ {
			if s.inkOf(box, y) < s.inkOf(box, best) {
				best = y
			}
		}
		lines = append(lines, image.Rect(box.Min.X, from, box.Max.X, best))
		from = best
	}
	return append(lines, image.Rect(box.Min.X, from, box.Max.X, box.Max.Y))
}
