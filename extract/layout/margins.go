package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// marginShare is the share of the page's height at its top and bottom in which running heads and page
	// numbers stand.
	marginShare = 0.12
	// samePlace is how far apart, in points, two heights on two pages may lie to be the same.
	samePlace = 3.0
	// headPages is the number of pages a running head stands on at least, headShare the share of the pages.
	headPages, headShare = 3, 0.25
	// titleSize is how many times the usual type size a line is that is a title and no running head.
	titleSize = 1.15
	// titleShare is the share of its pages on which a running head may look like a title, large beside the small
	// type of a table, say.
	titleShare = 0.7
	// closeBelow is how near, in line heights, the next line under a running head may be: a title or label of a
	// table stands nearer.
	closeBelow = 0.4
)

var (
	pageNumber = regexp.MustCompile(`^(?:[-—–－·~\s]*(?:第\s*)?[0-9ivxIVX]{1,4}\s*页?[-—–－·~\s]*|第\s*[0-9一二三四五六七八九十]+\s*页\s*[,，/]?\s*共\s*[0-9一二三四五六七八九十]+\s*页|[Pp]age\s*[0-9]+(?:\s*(?:of|/)\s*[0-9]+)?|[0-9]{1,4}\s*/\s*[0-9]{1,4})$`)
	// ofTable matches what stands over tables again and again and is no running head.
	ofTable = regexp.MustCompile(`[:：]|表\s*[0-9一二三四五六七八九十]*[)）]?$|^表|续|目录`)
)

// edgeLine is a line in the top or bottom margin of a page.
type edgeLine struct {
	page  int        // index
	seen  *page.Page // turned so that the line is upright
	words []page.Word
	text  string
	box   page.Rect
	top   bool
}

// splitMargins sets running heads and page numbers apart: what is in the margin, alone on its line, in no
// grid, and either a page number or the same on many pages.
func splitMargins(pages []Page) {
	var lines []edgeLine
	for i := range pages {
		lines = append(lines, edgeLines(&pages[i].Page, i)...)
		if q := pages[i].Quarter(); q != 0 {
			turned := pages[i].Turn(q)
			lines = append(lines, edgeLines(&turned, i)...)
		}
	}
	count, titles := map[string]int{}, map[string]int{}
	for _, l := range lines {
		count[l.key()]++
		if l.title() {
			titles[l.key()]++
		}
	}
	drop := make([]map[page.Rect]string, len(pages))
	for _, l := range lines {
		why := ""
		switch {
		case pageNumber.MatchString(l.text) && numbersPage(l, lines, len(pages)), misreadNumber(l, lines):
			why = WhyPageNumber
		case count[l.key()] >= max(headPages, int(headShare*float64(len(pages)))) &&
			float64(titles[l.key()]) <= titleShare*float64(count[l.key()]):
			why = WhyRunningHead
		default:
			continue
		}
		if drop[l.page] == nil {
			drop[l.page] = map[page.Rect]string{}
		}
		for _, box := range l.places(pages[l.page].Page) {
			drop[l.page][box] = why
		}
	}
	for i := range pages {
		pages[i].remove(drop[i])
	}
}

// remove moves the words with the given boxes from the text to what is set apart.
func (p *Page) remove(boxes map[page.Rect]string) {
	if boxes == nil {
		return
	}
	kept := p.Words[:0:0]
	for _, w := range p.Words {
		if why := boxes[w.Box]; why != "" {
			p.Removed = append(p.Removed, Removed{w, why})
			continue
		}
		kept = append(kept, w)
	}
	p.Words = kept
}

// places are the boxes of the line's words on the page as it is.
func (l edgeLine) places(p page.Page) []page.Rect {
	var out []page.Rect
	for i, w := range l.seen.Words {
		if slices.ContainsFunc(l.words, func(o page.Word) bool { return o.Box == w.Box }) {
			out = append(out, p.Words[i].Box)
		}
	}
	return out
}

// edgeLines are the outermost lines of a page that are upright on it: those in the margins with nothing but such
// lines beyond them.
func edgeLines(p *page.Page, index int) []edgeLine {
	upright := p.Words[:0:0]
	for _, w := range p.Words {
		if w.Angle == 0 {
			upright = append(upright, w)
		}
	}
	var out []edgeLine
	for _, words := range page.Lines(upright) {
		l := edgeLine{page: index, seen: p, words: words, text: page.LineText(words)}
		for _, w := range words {
			l.box = l.box.Union(w.Box)
		}
		y := l.box.Center().Y
		l.top = y < marginShare*p.Height
		if (l.top || y > (1-marginShare)*p.Height) && !inGrid(p.Rulings, l.box) {
			out = append(out, l)
		}
	}
	return out
}

// inGrid says whether the box lies between vertical rulings on both sides.
func inGrid(rulings []page.Ruling, box page.Rect) bool {
	y := box.Center().Y
	left, right := false, false
	for _, r := range rulings {
		if r.Horizontal() || r.Box.Y0 > y || r.Box.Y1 < y {
			continue
		}
		left = left || r.Box.X0 <= box.X0+1
		right = right || r.Box.X0 >= box.X1-1
	}
	return left && right
}

// key is what lines on different pages have in common if they are the same running head: figures that count
// pages do not matter, the place does, apart from left and right pages.
func (l edgeLine) key() string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, l.text)
	return text + "@" + string(rune(int(math.Round(l.box.Center().Y/samePlace))+1))
}

// title says whether the line titles or labels a table and must stay: it is set large, speaks as such lines do,
// or stands close over what follows.
func (l edgeLine) title() bool {
	if !l.top {
		return strings.ContainsAny(l.text, "注：:。") && !pageNumber.MatchString(l.text)
	}
	size := 0.0
	for _, w := range l.words {
		size = math.Max(size, w.Size)
	}
	if ofTable.MatchString(l.text) || size >= titleSize*usualSize(l.seen.Words) {
		return true
	}
	return l.room() < closeBelow*size
}

// room is the blank under the line down to the next word or grid line wider than it.
func (l edgeLine) room() float64 {
	next := l.seen.Height
	for _, w := range l.seen.Words {
		if w.Box.Y0 > l.box.Center().Y && w.Box.Y0 < next {
			next = w.Box.Y0
		}
	}
	return next - l.box.Y1
}

// numbersPage says whether a line that looks like a page number is one: others like it count up with the
// pages, or it is marked as one, or it stands alone at the bottom.
func numbersPage(l edgeLine, lines []edgeLine, pages int) bool {
	n, ok := firstNumber(l.text)
	if !ok || strings.ContainsAny(l.text, "第页—-–/") {
		return true
	}
	same := 0
	for _, o := range lines {
		m, ok := firstNumber(o.text)
		if ok && pageNumber.MatchString(o.text) && m-n == o.page-l.page {
			same++
		}
	}
	return same > 1 || !l.top && n <= 2*pages+10
}

// misreadLength is the length in characters up to which a line may be a page number that was misread.
const misreadLength = 4

// misreadNumber says whether a short line that was read from an image stands where other pages have their number.
func misreadNumber(l edgeLine, lines []edgeLine) bool {
	if l.words[0].Source != page.OCR || utf8.RuneCountInString(l.text) > misreadLength {
		return false
	}
	same, at := 0, l.box.Center()
	for _, o := range lines {
		c := o.box.Center()
		if o.page != l.page && pageNumber.MatchString(o.text) && math.Abs(c.X-at.X) < samePlace && math.Abs(c.Y-at.Y) < samePlace {
			same++
		}
	}
	return same >= headPages
}

func firstNumber(text string) (int, bool) {
	n, found := 0, false
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n, found = n*10+int(r-'0'), true
		} else if found {
			break
		}
	}
	return n, found
}
