package ppocr

import (
	"cmp"
	"image"
	"math"
	"slices"

	onnx "github.com/yalue/onnxruntime_go"
	"golang.org/x/image/draw"
)

const (
	// longest is the longer side in pixels to which an image is reduced before lines are looked for: type of nine
	// points on A4 is then 18 pixels high. findStep is what its sides are multiples of.
	longest, findStep = 1280, 32
	// likelyText is the probability from which a pixel is text, likelyLine the mean from which a region is a line.
	likelyText, likelyLine = 0.3, 0.5
	// unclip is how much of area over perimeter a region is grown on each side: the model was trained on shrunken lines.
	unclip = 1.5
	// leastSide is the least side in pixels of a region before it is grown.
	leastSide = 3
)

// mean and deviation are those of the pictures the finder was trained on, by channel.
var mean, deviation = [3]float32{0.485, 0.456, 0.406}, [3]float32{0.229, 0.224, 0.225}

// Find gives the boxes of the lines of text in an upright image, from top to bottom, in its pixels.
func (m *Model) Find(im *image.Gray) (lines []image.Rectangle, err error) {
	b := im.Bounds()
	scale := min(1, longest/float64(max(b.Dx(), b.Dy(), 1)))
	side := func(pixels int) int {
		return max(int(math.Round(float64(pixels)*scale/findStep)), 1) * findStep
	}
	small := image.NewGray(image.Rect(0, 0, side(b.Dx()), side(b.Dy())))
	draw.ApproxBiLinear.Scale(small, small.Rect, im, b, draw.Src, nil)
	err = run(m.finder, findPicture(small), func(answer []float32, _ onnx.Shape) {
		lines = regions(likelihood{answer, make([]bool, len(answer)), small.Rect})
	})
	for i, l := range lines {
		lines[i] = enlarge(l, small.Rect, b)
	}
	return lines, err
}

// enlarge takes a box from a reduced image to the whole one.
func enlarge(box, small, whole image.Rectangle) image.Rectangle {
	x := func(v int) int { return whole.Min.X + v*whole.Dx()/small.Dx() }
	y := func(v int) int { return whole.Min.Y + v*whole.Dy()/small.Dy() }
	return image.Rect(x(box.Min.X), y(box.Min.Y), x(box.Max.X), y(box.Max.Y))
}

// findPicture has the grey levels as the finder's training scaled them.
func findPicture(im *image.Gray) picture {
	size := im.Rect.Dx() * im.Rect.Dy()
	out := make([]float32, 3*size)
	for i, v := range im.Pix[:size] {
		for channel := range 3 {
			out[channel*size+i] = (float32(v)/255 - mean[channel]) / deviation[channel]
		}
	}
	return picture{out, im.Rect.Dx(), im.Rect.Dy()}
}

// region is connected pixels that are likely text.
type region struct {
	box    image.Rectangle
	sum    float64
	pixels int
}

// likelihood says of each pixel how likely it is text, row by row, and which pixels were looked at.
type likelihood struct {
	text []float32
	seen []bool
	rect image.Rectangle
}

// regions finds connected text and grows it to whole lines.
func regions(l likelihood) []image.Rectangle {
	var out []image.Rectangle
	for i, p := range l.text[:l.rect.Dx()*l.rect.Dy()] {
		if p < likelyText || l.seen[i] {
			continue
		}
		r := l.flood(i)
		if min(r.box.Dx(), r.box.Dy()) < leastSide || r.sum < likelyLine*float64(r.pixels) {
			continue
		}
		w, h := float64(r.box.Dx()), float64(r.box.Dy())
		grow := int(math.Ceil(w * h * unclip / (2 * (w + h))))
		out = append(out, r.box.Inset(-grow).Intersect(l.rect))
	}
	slices.SortStableFunc(out, func(a, b image.Rectangle) int {
		return cmp.Or(cmp.Compare(a.Min.Y, b.Min.Y), cmp.Compare(a.Min.X, b.Min.X))
	})
	return out
}

// flood gathers the region of a pixel and marks it as seen.
func (l likelihood) flood(from int) region {
	var r region
	width := l.rect.Dx()
	l.seen[from] = true
	for stack := []int{from}; len(stack) > 0; {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		x, y := i%width, i/width
		r.box = r.box.Union(image.Rect(x, y, x+1, y+1))
		r.sum, r.pixels = r.sum+float64(l.text[i]), r.pixels+1
		for _, next := range [4]image.Point{{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}} {
			j := next.Y*width + next.X
			if next.In(l.rect) && l.text[j] >= likelyText && !l.seen[j] {
				l.seen[j] = true
				stack = append(stack, j)
			}
		}
	}
	return r
}
