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

	"gouji/extract/page"
)

const (
	// chinese and digits are Tesseract's models. The Chinese one misreads one figure in eight, the English one
	// with a list of allowed characters one in a hundred.
	chinese, digits = "chi_sim", "eng"
	// figures are the characters of a figure.
	figures = "0123456789.,-()%"
	// border is the paper in pixels around a piece, which Tesseract needs to find its line.
	border = 10
	// emptyInk is the share of ink in a cell below which it is empty; noise would be read as figures.
	emptyInk = 0.002
	// mostEmpty is the ink in pixels from which a cell is not empty, however large it is: less than a digit.
	mostEmpty = 60
	// emptyPixels is the same as a count: less ink than a full stop of 300 dots an inch.
	emptyPixels = 12
	// figureShare is the share of a cell's characters that make it a figure.
	figureShare = 0.6
	// bothAgree and alone are the confidences of a figure two models read alike and of one they did not. Reads that
	// agree were right on all of 508 clean figures and on .997 of noisy ones.
	bothAgree, alone = 0.97, 0.5
)

// Reader reads pages with Tesseract. It is for one goroutine, in a process of its own: the library leaks, writes
// over the standard error stream, and can run for minutes on a noisy image.
type Reader struct{ text, figures *gosseract.Client }

// NewReader starts the engine; the models are loaded with the first page.
func NewReader() *Reader {
	r := &Reader{gosseract.NewClient(), gosseract.NewClient()}
	r.text.Languages = []string{chinese}
	r.figures.Languages = []string{digits}
	r.figures.Variables[gosseract.TESSEDIT_CHAR_WHITELIST] = figures
	for _, c := range []*gosseract.Client{r.text, r.figures} {
		c.Variables[gosseract.DEBUG_FILE] = "/dev/null"
	}
	return r
}

// Close frees the engine.
func (r *Reader) Close() {
	r.text.Close()
	r.figures.Close()
}

// Page reads a page's image of so many dots an inch: words with their places and confidences, and drawn lines.
// Places are on the page as seen, in points. A sheet that lay askew is read straight, and its places are those on
// the straightened page (Skew says by how much it was turned); a page whose text is turned has turned words.
func (r *Reader) Page(im *image.Gray, dpi float64) (page.Page, error) {
	im = clean(im, dpi)
	quarter, err := r.quarter(im)
	if err != nil {
		return page.Page{}, err
	}
	upright := quarters(im, quarter)
	s := newSheet(upright)
	angle := skew(s.ink(), s.width, s.height)
	if math.Abs(angle) >= fine {
		s = newSheet(straighten(upright, angle))
	}
	p, err := r.sheet(s, dpi)
	if err != nil {
		return p, err
	}
	p = p.Turn(-quarter)
	p.Skew = angle
	return p, nil
}

// sheet reads an upright, straight page.
func (r *Reader) sheet(s *sheet, dpi float64) (page.Page, error) {
	points := 72 / dpi
	p := page.Page{Width: float64(s.width) * points, Height: float64(s.height) * points, Source: page.OCR, Reader: "tesseract"}
	found := lines(s.ink(), s.width, s.height, dpi)
	var boxes []image.Rectangle
	for _, l := range found {
		p.Rulings = append(p.Rulings, l.ruling(points))
		boxes = append(boxes, l.box.Inset(-2))
	}
	s.erase(boxes)
	read, err := r.cells(s, cells(found, s.width, s.height, dpi), dpi)
	if err != nil {
		return p, err
	}
	rest, err := r.outside(s, dpi)
	if err != nil {
		return p, err
	}
	for _, w := range append(read, rest...) {
		p.Words = append(p.Words, w.word(points))
	}
	if p.Words == nil {
		p.Words = []page.Word{}
	}
	return p, nil
}

// ruling gives the line's centre in points.
func (l line) ruling(points float64) page.Ruling {
	x0, y0, x1, y1 := float64(l.box.Min.X)*points, float64(l.box.Min.Y)*points, float64(l.box.Max.X)*points, float64(l.box.Max.Y)*points
	if l.level {
		return page.Ruling{Box: page.Rect{X0: x0, Y0: (y0 + y1) / 2, X1: x1, Y1: (y0 + y1) / 2}, Thickness: y1 - y0}
	}
	return page.Ruling{Box: page.Rect{X0: (x0 + x1) / 2, Y0: y0, X1: (x0 + x1) / 2, Y1: y1}, Thickness: x1 - x0}
}

// reading is a piece of text on the image.
type reading struct {
	text       string
	box        image.Rectangle
	confidence float64 // 0 to 1
	// sure is set for a figure that both models read alike, others are what else was read of one that is not.
	sure   bool
	others []string
}

// descent is how much of a line's ink box lies below its baseline: Chinese characters reach a tenth below.
const descent = 0.1

// word gives the reading in points.
func (r reading) word(points float64) page.Word {
	box := page.Rect{X0: float64(r.box.Min.X) * points, Y0: float64(r.box.Min.Y) * points,
		X1: float64(r.box.Max.X) * points, Y1: float64(r.box.Max.Y) * points}
	return page.Word{Text: r.text, Box: box, Baseline: box.Y1 - descent*box.Height(), Size: box.Height(),
		Source: page.OCR, Confidence: r.confidence, Sure: r.sure, Others: r.others}
}

// trim gives the box around a cell's ink.
func (s *sheet) trim(ink []bool, box image.Rectangle) (image.Rectangle, bool) {
	box = box.Intersect(image.Rect(0, 0, s.width, s.height))
	tight, count := image.Rectangle{}, 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if ink[y*s.width+x] {
				tight = tight.Union(image.Rect(x, y, x+1, y+1))
				count++
			}
		}
	}
	return tight, count < emptyPixels || count < mostEmpty && float64(count) < emptyInk*float64(box.Dx()*box.Dy())
}

// lineHeight is the height in points from which a cell's ink is more than one line: the usual type of forms has 7
// to 14 points.
const lineHeight = 18

func joined(all []reading) string {
	var b strings.Builder
	for _, r := range all {
		b.WriteString(r.text)
	}
	return b.String()
}

// looksLikeFigure says whether most characters are digits, marks of a figure, or letters mistaken for them, and
// none is Chinese ("2026年" is no figure).
func looksLikeFigure(read []reading) bool {
	text := joined(read)
	n, digit := 0, false
	for _, c := range text {
		if unicode.Is(unicode.Han, c) && c != '一' { // a dash is often read as 一
			return false
		}
		if strings.ContainsRune(figures+"，。-—一OoIl|", c) {
			n++
		}
		digit = digit || c >= '0' && c <= '9'
	}
	return digit && float64(n) >= figureShare*float64(utf8.RuneCountInString(text))
}

// outside reads what is left on the sheet: titles, notes, running text.
func (r *Reader) outside(s *sheet, dpi float64) ([]reading, error) {
	tight, empty := s.trim(s.ink(), image.Rect(0, 0, s.width, s.height))
	if empty && tight.Empty() {
		return nil, nil
	}
	read, err := r.lines(s, tight)
	if err != nil {
		return nil, err
	}
	return r.smaller(s, read, dpi)
}

// column is the blank in heights of the line from which words stand in different columns.
const column = 1.2

// lines reads a block of running text and joins its words to pieces of lines: Tesseract makes a word of nearly
// every Chinese character, with boxes that overlap.
func (r *Reader) lines(s *sheet, box image.Rectangle) ([]reading, error) {
	found, err := r.recognise(r.text, s, piece{box, gosseract.PSM_SINGLE_BLOCK}, (*gosseract.Client).GetBoundingBoxesVerbose)
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

// piece is a part of the sheet to read and how.
type piece struct {
	box  image.Rectangle
	mode gosseract.PageSegMode
}

// read has Tesseract read a piece of the sheet, a reading a line.
func (r *Reader) read(client *gosseract.Client, s *sheet, p piece) ([]reading, error) {
	found, err := r.recognise(client, s, p, func(c *gosseract.Client) ([]gosseract.BoundingBox, error) {
		return c.GetBoundingBoxes(gosseract.RIL_TEXTLINE)
	})
	var out []reading
	for _, f := range found {
		if text := unspaced(f.Word); text != "" {
			out = append(out, reading{text: text, box: f.Box, confidence: share(f.Confidence)})
		}
	}
	return out, err
}

// recognise gives what Tesseract finds in a piece, by a function that asks it, at its places on the sheet.
func (r *Reader) recognise(client *gosseract.Client, s *sheet, p piece, ask func(*gosseract.Client) ([]gosseract.BoundingBox, error)) ([]gosseract.BoundingBox, error) {
	if err := client.SetImageFromBytes(s.cut(p.box)); err != nil {
		return nil, fmt.Errorf("give Tesseract an image: %w", err)
	}
	client.SetPageSegMode(p.mode) //nolint:errcheck // it only sets a field
	found, err := ask(client)
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
	box = box.Intersect(image.Rect(0, 0, s.width, s.height))
	w, h := box.Dx()+2*border, box.Dy()+2*border
	var b bytes.Buffer
	fmt.Fprintf(&b, "P5\n%d %d\n255\n", w, h)
	paper := bytes.Repeat([]byte{s.ground(box.Min.X, box.Min.Y)}, w)
	for range border {
		b.Write(paper)
	}
	for y := box.Min.Y; y < box.Max.Y; y++ {
		b.Write(paper[:border])
		b.Write(s.pix[y*s.width+box.Min.X : y*s.width+box.Max.X])
		b.Write(paper[:border])
	}
	for range border {
		b.Write(paper)
	}
	return b.Bytes()
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
