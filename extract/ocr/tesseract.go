package ocr

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/otiai10/gosseract/v2"
	"golang.org/x/image/draw"
)

const (
	// chinese and digits are Tesseract's models. The Chinese one misreads one figure in eight, the English one
	// with a list of allowed characters one in a hundred.
	chinese, digits = "chi_sim", "eng"
	// figures are the characters of a figure.
	figures = "0123456789.,-()%"
	// border is the paper in pixels around a piece, which Tesseract needs to find its line.
	border = 10
)

// tesseract is an engine: Tesseract with one model.
type tesseract struct{ *gosseract.Client }

// newTesseract describes the engine; its model is loaded with the first piece. It reads no other than the allowed
// characters, where there are any.
func newTesseract(language, allowed string) tesseract {
	c := gosseract.NewClient()
	c.Languages = []string{language}
	c.Variables[gosseract.DEBUG_FILE] = "/dev/null"
	if allowed != "" {
		c.Variables[gosseract.TESSEDIT_CHAR_WHITELIST] = allowed
	}
	return tesseract{c}
}

func (t tesseract) close() { t.Close() }

// column is the blank in heights of the line from which words stand in different columns.
const column = 1.2

// running joins words to pieces of lines: Tesseract makes a word of nearly every Chinese character, with boxes that
// overlap.
func (t tesseract) running(s *sheet, box image.Rectangle) ([]reading, error) {
	found, err := t.recognise(s, piece{box, true}, (*gosseract.Client).GetBoundingBoxesVerbose)
	if err != nil {
		return nil, err
	}
	var out []reading
	var words []gosseract.BoundingBox
	flush := func() {
		if len(words) > 0 {
			out = append(out, phrase(words))
		}
		words = words[:0]
	}
	for _, w := range found {
		if strings.TrimSpace(w.Word) == "" {
			continue
		}
		if n := len(words); n > 0 {
			last := words[n-1]
			sameLine := last.BlockNum == w.BlockNum && last.ParNum == w.ParNum && last.LineNum == w.LineNum
			if !sameLine || float64(w.Box.Min.X-last.Box.Max.X) > column*float64(max(w.Box.Dy(), last.Box.Dy())) {
				flush()
			}
		}
		words = append(words, w)
	}
	flush()
	return out, nil
}

// phrase joins words of a line; its confidence is the mean over the characters.
func phrase(words []gosseract.BoundingBox) reading {
	var text strings.Builder
	var box image.Rectangle
	sum, n := 0.0, 0
	for _, w := range words {
		k := utf8.RuneCountInString(w.Word)
		sum, n = sum+float64(k)*share(w.Confidence), n+k
		box = box.Union(w.Box)
		text.WriteString(w.Word + " ")
	}
	return reading{text: unspaced(text.String()), box: box, confidence: sum / float64(max(n, 1))}
}

// share turns Tesseract's per cent into a share.
func share(percent float64) float64 { return math.Min(math.Max(percent/100, 0), 1) }

func (t tesseract) read(s *sheet, p piece) ([]reading, error) {
	found, err := t.recognise(s, p, textLines)
	var out []reading
	for _, f := range found {
		if text := unspaced(f.Word); text != "" {
			out = append(out, reading{text: text, box: f.Box, confidence: share(f.Confidence)})
		}
	}
	return out, err
}

func textLines(c *gosseract.Client) ([]gosseract.BoundingBox, error) {
	return c.GetBoundingBoxes(gosseract.RIL_TEXTLINE)
}

func (t tesseract) scaled(s *sheet, box image.Rectangle, scale float64) (reading, error) {
	from := box.Inset(-border / 2).Intersect(image.Rect(0, 0, s.width, s.height))
	small := image.NewGray(image.Rect(0, 0, max(int(float64(from.Dx())*scale), 1), max(int(float64(from.Dy())*scale), 1)))
	draw.CatmullRom.Scale(small, small.Rect, s.gray(), from, draw.Src, nil)
	found, err := t.recognise(newSheet(small), piece{box: small.Rect}, textLines)
	var out reading
	var text bytes.Buffer
	for _, f := range found {
		text.WriteString(f.Word + " ")
		out.confidence += share(f.Confidence) / float64(len(found))
	}
	out.text = unspaced(text.String())
	return out, err
}

// recognise gives what Tesseract finds in a piece, by a function that asks it, at its places on the sheet.
func (t tesseract) recognise(s *sheet, p piece, ask func(*gosseract.Client) ([]gosseract.BoundingBox, error)) ([]gosseract.BoundingBox, error) {
	if err := t.SetImageFromBytes(s.cut(p.box)); err != nil {
		return nil, fmt.Errorf("give Tesseract an image: %w", err)
	}
	mode := gosseract.PSM_SINGLE_LINE
	if p.block {
		mode = gosseract.PSM_SINGLE_BLOCK
	}
	t.SetPageSegMode(mode) //nolint:errcheck // it only sets a field
	found, err := ask(t.Client)
	if err != nil {
		return nil, fmt.Errorf("read with Tesseract: %w", err)
	}
	shift := p.box.Min.Sub(image.Pt(border, border))
	for i := range found {
		found[i].Box = found[i].Box.Add(shift)
	}
	return found, nil
}

// cut gives a part of the sheet as a PGM file, with a border of its paper.
func (s *sheet) cut(box image.Rectangle) []byte {
	im := s.framed(box, border)
	var b bytes.Buffer
	fmt.Fprintf(&b, "P5\n%d %d\n255\n", im.Rect.Dx(), im.Rect.Dy())
	b.Write(im.Pix)
	return b.Bytes()
}

// framed copies a part of the sheet with a border of its paper, so many pixels wide.
func (s *sheet) framed(box image.Rectangle, wide int) *image.Gray {
	box = box.Intersect(image.Rect(0, 0, s.width, s.height))
	out := image.NewGray(image.Rect(0, 0, box.Dx()+2*wide, box.Dy()+2*wide))
	paper := s.ground(box.Min.X, box.Min.Y)
	for i := range out.Pix {
		out.Pix[i] = paper
	}
	for y := range box.Dy() {
		from := (box.Min.Y+y)*s.width + box.Min.X
		copy(out.Pix[out.PixOffset(wide, wide+y):], s.pix[from:from+box.Dx()])
	}
	return out
}

// unspaced takes out the blanks Tesseract puts between Chinese characters and keeps those between Latin words.
func unspaced(s string) string {
	runes := []rune(strings.TrimSpace(s))
	var b strings.Builder
	for i, c := range runes {
		if unicode.IsSpace(c) {
			if i > 0 && i+1 < len(runes) && latin(runes[i-1]) && latin(runes[i+1]) {
				b.WriteByte(' ')
			}
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// latin says whether c is a letter of a language that puts blanks between words.
func latin(c rune) bool { return c < 0x250 && unicode.IsLetter(c) }
