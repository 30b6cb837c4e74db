package ppocr

import (
	"image"
	"strings"

	onnx "github.com/yalue/onnxruntime_go"
	"golang.org/x/image/draw"
)

const (
	// lineHigh is the height in pixels the recogniser was trained on, lineStep the width of one of its answers: it
	// takes widths that are a multiple of it.
	lineHigh, lineStep = 48, 8
	// leastWide is the width to which shorter lines are filled up with the paper beside them, as in its training.
	leastWide = 320
)

// Line reads an image of one line of text, with a little paper around it. The confidence, 0 to 1, is the mean over
// the characters; 0 with no text.
func (m *Model) Line(im *image.Gray) (text string, confidence float64, err error) {
	b := im.Bounds()
	wide := max(b.Dx()*lineHigh/max(b.Dy(), 1), lineStep)
	full := (max(wide, leastWide) + lineStep - 1) / lineStep * lineStep
	small := image.NewGray(image.Rect(0, 0, wide, lineHigh))
	draw.CatmullRom.Scale(small, small.Rect, im, b, draw.Src, nil)
	err = run(m.recogniser, linePicture(small, full), func(answer []float32, shape onnx.Shape) {
		text, confidence = m.decode(answer, int(shape[len(shape)-1]))
	})
	return text, confidence, err
}

// linePicture has the grey levels from -1 to 1, three times over, filled up to the full width with 0.
func linePicture(im *image.Gray, full int) picture {
	width, height := im.Rect.Dx(), im.Rect.Dy()
	out := make([]float32, 3*full*height)
	for y := range height {
		for x := range width {
			v := float32(im.Pix[y*im.Stride+x])/127.5 - 1
			for channel := range 3 {
				out[(channel*height+y)*full+x] = v
			}
		}
	}
	return picture{out, full, height}
}

// decode takes the likeliest class of each step; repeats are one character, and the first class is none.
func (m *Model) decode(answer []float32, classes int) (string, float64) {
	var text strings.Builder
	sum, n, last := 0.0, 0, 0
	for at := 0; at+classes <= len(answer); at += classes {
		best := 0
		for class, p := range answer[at : at+classes] {
			if p > answer[at+best] {
				best = class
			}
		}
		if best != 0 && best != last && best < len(m.letters) {
			text.WriteString(m.letters[best])
			sum, n = sum+float64(answer[at+best]), n+1
		}
		last = best
	}
	return text.String(), sum / float64(max(n, 1))
}
