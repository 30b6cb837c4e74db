package layout

import (
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// fullSlack is how many font sizes a full line of a paragraph may end before the right margin:
	// punctuation is squeezed or hangs.
	fullSlack = 2.0
	// indentMin and indentMax are how far, in font sizes, the first line of a paragraph is set in; two
	// characters is the custom.
	indentMin, indentMax = 1.2, 5.0
	// pitchJump is how many times the usual distance of two lines a gap between paragraphs is at least.
	pitchJump = 1.6
	// sizeJump is by how much the type of two lines must differ for them to belong to different paragraphs.
	sizeJump = 0.12
	// longLine is the length in characters from which a line shows where the margins are.
	longLine = 15
	// headingRunes is the most characters a heading has.
	headingRunes = 45
)

var (
	enumerated = regexp.MustCompile(`^(?:第[一二三四五六七八九十百0-9]+[部章节条]|[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}\s*[、．.](?:[^0-9]|$)|[（(][0-9]{1,2}[)）]|附件)`)
	ended      = regexp.MustCompile(`[。！？；：.!?;:…]["”』」）)]?$`)
	leaders    = regexp.MustCompile(`(?:[.·…．]\s*){3,}\s*[-—]*\s*[0-9]*\s*[-—]*$`)
)

// block is a line of running text with what is needed to tell where paragraphs begin.
type block struct {
	line   Line
	page   int
	size   float64
	bold   bool
	middle bool
	// left and right are the margins of the text on the page; pitch is the usual distance of its lines.
	left, right, pitch float64
	// first and last say that no table stands before or after the line on its page.
	first, last bool
}

// Paragraphs joins the lines of running text, over wrapped lines and page breaks, in reading order. The
// rectangles of taken, by page number, hold tables and what belongs to them and are left out.
func Paragraphs(pages []Page, taken map[int][]page.Rect) []Paragraph {
	var out []Paragraph
	var before *block
	for _, p := range pages {
		q := p.Quarter()
		upright := p.Turn(q)
		blocks := textBlocks(upright, turnAll(taken[p.Number], q, p.Width, p.Height))
		for i := range blocks {
			b := &blocks[i]
			joined := before != nil && continues(before, b)
			back := b.line.turned(upright, q)
			if joined {
				out[len(out)-1].add(back, b.page)
			} else {
				out = append(out, newParagraph(back, b))
			}
			before = b
		}
		if len(blocks) == 0 && len(taken[p.Number]) > 0 {
			before = nil
		}
	}
	for i := range out {
		out[i].finish()
	}
	return out
}

func turnAll(rects []page.Rect, q int, w, h float64) []page.Rect {
	out := make([]page.Rect, len(rects))
	for i, r := range rects {
		out[i] = r.Turn(q, w, h)
	}
	return out
}

// turned puts a line of an upright page back to where it stands on the page as it is.
func (l Line) turned(upright page.Page, q int) Line {
	if q == 0 {
		return l
	}
	mini := page.Page{Width: upright.Width, Height: upright.Height, Words: l.Words}
	l.Words = mini.Turn(-q).Words
	l.Box = l.Box.Turn(-q, upright.Width, upright.Height)
	return l
}

// textBlocks are the page's lines outside of the taken rectangles, from the top.
func textBlocks(p page.Page, taken []page.Rect) []block {
	var words []page.Word
	for _, w := range p.Words {
		if w.Angle == 0 && !inAny(w.Box.Center(), taken) {
			words = append(words, w)
		}
	}
	var blocks []block
	for _, group := range columns(page.Lines(words)) {
		from := len(blocks)
		for _, line := range group {
			blocks = append(blocks, newBlock(line, p.Number))
		}
		measure(blocks[from:])
	}
	for i := range blocks {
		b := &blocks[i]
		b.first = i == 0 && !anyBeyond(taken, b.line.Box.Y0, -1)
		b.last = i == len(blocks)-1 && !anyBeyond(taken, b.line.Box.Y1, 1)
	}
	return blocks
}

func inAny(p page.Point, rects []page.Rect) bool {
	for _, r := range rects {
		if r.Contains(p) {
			return true
		}
	}
	return false
}

// anyBeyond says whether a rectangle lies above (side −1) or below (side 1) the height y.
func anyBeyond(rects []page.Rect, y, side float64) bool {
	for _, r := range rects {
		if (r.Center().Y-y)*side > 0 {
			return true
		}
	}
	return false
}

func newBlock(words []page.Word, number int) block {
	b := block{line: Line{Words: words, Text: page.LineText(words)}, page: number}
	bold := 0
	for _, w := range words {
		b.line.Box = b.line.Box.Union(w.Box)
		b.size = math.Max(b.size, w.Size)
		if w.Bold {
			bold++
		}
	}
	b.bold = bold*2 > len(words)
	return b
}

// measure finds the margins and the usual pitch of lines that stand under each other.
func measure(blocks []block) {
	var lefts, rights, pitches []float64
	for i, b := range blocks {
		if utf8.RuneCountInString(b.line.Text) >= longLine {
			lefts, rights = append(lefts, b.line.Box.X0), append(rights, b.line.Box.X1)
		}
		if i > 0 {
			if d := b.line.Box.Y1 - blocks[i-1].line.Box.Y1; d > 0 {
				pitches = append(pitches, d)
			}
		}
	}
	if len(lefts) == 0 {
		for _, b := range blocks {
			lefts, rights = append(lefts, b.line.Box.X0), append(rights, b.line.Box.X1)
		}
	}
	for _, s := range [][]float64{lefts, rights, pitches} {
		sort.Float64s(s)
	}
	left, right := at(lefts, 0.05), at(rights, 0.95)
	pitch := at(pitches, 0.5)
	for i := range blocks {
		b := &blocks[i]
		b.left, b.right, b.pitch = left, right, pitch
		middle := math.Abs(b.line.Box.Center().X-(left+right)/2) < b.size
		b.middle = middle && b.line.Box.X0-left > indentMin*b.size && right-b.line.Box.X1 > fullSlack*b.size
	}
}

// at is the value at a share of the sorted list, 0 for an empty one.
func at(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[int(share*float64(len(sorted)-1)+0.5)]
}

// full says whether the line reaches the right margin.
func (b *block) full() bool { return b.right-b.line.Box.X1 < fullSlack*b.size }

// indented says whether the line is set in as the first of a paragraph.
func (b *block) indented() bool {
	in := (b.line.Box.X0 - b.left) / b.size
	return in >= indentMin && in <= indentMax
}

// continues says whether line b goes on with the paragraph that line a belongs to.
func continues(a, b *block) bool {
	if math.Abs(a.size-b.size) > sizeJump*math.Max(a.size, b.size) || b.middle || a.middle {
		return false
	}
	if !a.full() || b.indented() || b.line.Box.X0-b.left > indentMax*b.size {
		return false
	}
	if enumerated.MatchString(b.line.Text) && (ended.MatchString(a.line.Text) || a.heading()) {
		return false
	}
	if leaders.MatchString(a.line.Text) || a.line.source() != b.line.source() {
		return false // what was read from an image must not pass for text
	}
	if a.page != b.page {
		return a.last && b.first && b.page == a.page+1
	}
	gap := b.line.Box.Y1 - a.line.Box.Y1
	return gap > 0 && (b.pitch == 0 || gap <= pitchJump*math.Max(b.pitch, a.size))
}

func newParagraph(l Line, b *block) Paragraph {
	return Paragraph{Page: b.page, Box: l.Box, Lines: []Line{l}, Source: l.source(), Heading: b.heading()}
}

// source is where the line's characters come from: its image where any word does.
func (l Line) source() page.Source {
	for _, w := range l.Words {
		if w.Source == page.OCR {
			return page.OCR
		}
	}
	return page.Text
}

// heading says whether the line by itself looks like a heading.
func (b *block) heading() bool {
	text := b.line.Text
	if utf8.RuneCountInString(text) > headingRunes || leaders.MatchString(text) || strings.HasSuffix(text, "，") {
		return false
	}
	if ended.MatchString(text) && !strings.HasSuffix(text, "：") {
		return false
	}
	return enumerated.MatchString(text) || b.middle || b.bold && !b.full()
}

// add puts a further line to the paragraph.
func (p *Paragraph) add(l Line, number int) {
	p.Heading = p.Heading && utf8.RuneCountInString(p.Lines[0].Text) < headingRunes/2
	if number == p.Page {
		p.Lines = append(p.Lines, l)
		p.Box = p.Box.Union(l.Box)
		return
	}
	if n := len(p.Rest); n == 0 || p.Rest[n-1].Page != number {
		p.Rest = append(p.Rest, Piece{Page: number})
	}
	r := &p.Rest[len(p.Rest)-1]
	r.Lines = append(r.Lines, l)
	r.Box = r.Box.Union(l.Box)
}

// finish makes the paragraph's text from its lines.
func (p *Paragraph) finish() {
	var wrapped []page.Wrapped
	p.eachLine(func(_ int, l Line) {
		wrapped = append(wrapped, page.Wrapped{Text: l.Text, Size: l.size(), Free: 0})
	})
	p.Text = page.Unwrap(wrapped)
}

func (l Line) size() float64 {
	size := 0.0
	for _, w := range l.Words {
		size = math.Max(size, w.Size)
	}
	return size
}

// eachLine visits the lines on all pages in reading order.
func (p *Paragraph) eachLine(do func(number int, l Line)) {
	for _, l := range p.Lines {
		do(p.Page, l)
	}
	for _, r := range p.Rest {
		for _, l := range r.Lines {
			do(r.Page, l)
		}
	}
}
