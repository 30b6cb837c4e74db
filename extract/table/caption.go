package table

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/page"
)

const (
	// segmentGap is the blank in font sizes that parts a line over a table into separate statements.
	segmentGap = 2.0
	// captionGap is how many line heights may lie between a table and the lines that belong to it; farthest
	// is the number of such lines.
	captionGap, farthest = 3.5, 8
	// proseRunes is the length in characters from which a line over a table is running text.
	proseRunes = 45
	// fartherLess is by how much each line nearer to the table is the likelier title.
	fartherLess = 0.75
	// wrapWidth is the width in font sizes a title has at least before it wraps; shortRest is the length of a rest
	// that can be nothing else.
	wrapWidth, shortRest = 15, 4
	// centred is how far, relative to the table's width, a title's middle may lie from the table's.
	centred = 0.12
)

var (
	unitLine = regexp.MustCompile(`(?:金额|货币|计量)?单\s*位\s*[:：]\s*(?:人民币)?\s*((?:十|百|千|万|十万|百万|千万|亿)?元)`)
	// unitCut is such a line whose end is clipped away; no other unit begins so.
	unitCut  = regexp.MustCompile(`单\s*位\s*[:：]\s*(?:人民币)?\s*万$`)
	bareUnit = regexp.MustCompile(`^[(（]?(?:人民币)?((?:百|千|万|百万|千万|亿)?元)[)）]?$`)
	inBraces = regexp.MustCompile(`[(（](?:人民币)?((?:百|千|万|百万|千万|亿)元)[)）]`)
	formMark = regexp.MustCompile(`^(?:附?[\p{Han}]{0,6}表|附件|附录|[\p{Han}]{2,8}公开(?:附)?表)\s*[0-9０-９一二三四五六七八九十]+(?:[-－—][0-9]+)?\s*(?:号)?[:：]?$|^[\p{Han}]{0,4}公开\s*[0-9]+\s*表$`)
	keyValue = regexp.MustCompile(`^(?:部门|单位|编制|填报|预算|公开|项目|主管|申报|制表|编报|填表|批复)[\p{Han}()（）/]{0,10}[:：]`)
	noteItem = regexp.MustCompile(`^[(（]?[0-9０-９]{1,2}[.．、)）]`)
	noteLine = regexp.MustCompile(`^[（(]?(?:注|备注|说明|附注|[Nn]otes?|[Ss]ources?|资料来源|数据来源)\s*[0-9]?\s*[:：.．]|^[*※★]`)
	labelEnd = regexp.MustCompile(`^[\p{Han}()（）/]{1,10}[:：]$`)
	section  = regexp.MustCompile(`^第[一二三四五六七八九十0-9]+[部章节]`)
	sentence = regexp.MustCompile(`[。；;：:，,]$`)
)

// caption is what stands around a table and belongs to it.
type caption struct {
	title, unitAt Line
	unit          string
	above, notes  []Line
}

// textLine is a line of words outside of the tables of a page, cut into statements at wide gaps.
type textLine struct {
	box      page.Rect
	size     float64
	segments []Line
	sizes    []float64
	bold     []bool
	used     bool
}

// outside makes lines of the words that stand in no table.
func outside(words []page.Word, number int) []textLine {
	upright := words[:0:0]
	for _, w := range words {
		if w.Angle == 0 {
			upright = append(upright, w)
		}
	}
	var out []textLine
	for _, line := range page.Lines(upright) {
		var t textLine
		start := 0
		for i := 1; i <= len(line); i++ {
			if i < len(line) && line[i].Box.X0-line[i-1].Box.X1 <= segmentGap*math.Max(line[i].Size, line[i-1].Size) {
				continue
			}
			t.add(line[start:i], number)
			start = i
		}
		out = append(out, t.joinSpaced(line, number).joinLabels())
	}
	return out
}

// joinLabels puts a label that ends in a colon together with what stands after it.
func (t textLine) joinLabels() textLine {
	out := t
	out.segments, out.sizes, out.bold = nil, nil, nil
	for i, s := range t.segments {
		if n := len(out.segments); n > 0 && labelEnd.MatchString(out.segments[n-1].Text) && !labelEnd.MatchString(s.Text) && !unitLine.MatchString(s.Text) {
			before := &out.segments[n-1]
			before.Text, before.Box = before.Text+s.Text, before.Box.Union(s.Box)
			continue
		}
		out.segments, out.sizes, out.bold = append(out.segments, s), append(out.sizes, t.sizes[i]), append(out.bold, t.bold[i])
	}
	return out
}

func (t *textLine) add(words []page.Word, number int) {
	l := Line{Text: page.LineText(words), Page: number}
	size, bold := 0.0, 0
	for _, w := range words {
		l.Box = l.Box.Union(w.Box)
		size = math.Max(size, w.Size)
		if w.Bold {
			bold++
		}
	}
	t.box = t.box.Union(l.Box)
	t.size = math.Max(t.size, size)
	t.segments = append(t.segments, l)
	t.sizes = append(t.sizes, size)
	t.bold = append(t.bold, bold*2 > len(words))
}

// joinSpaced takes a line of single characters, spaced out widely, as the one statement it is.
func (t textLine) joinSpaced(words []page.Word, number int) textLine {
	for _, s := range t.segments {
		if utf8.RuneCountInString(s.Text) > 1 {
			return t
		}
	}
	var whole textLine
	whole.add(words, number)
	return whole
}

// captions ties the lines outside of the tables of one page to the tables they belong to.
func captions(pieces []piece, lines []textLine) []caption {
	out := make([]caption, len(pieces))
	for i, t := range pieces {
		out[i].notes = notesBelow(t, pieces, lines)
	}
	for i, t := range pieces {
		out[i].fromAbove(t, linesAbove(t, pieces, lines))
		out[i].titleInside(t)
		if out[i].unit == "" {
			out[i].unitInside(t)
		}
	}
	return out
}

// linesAbove are the lines over a table that belong to it, the nearest first.
func linesAbove(t piece, pieces []piece, lines []textLine) []*textLine {
	limit := 0.0
	for _, o := range pieces {
		if o.box.Y1 <= t.box.Y0+reach && overlapX(o.box, t.box) > 0 {
			limit = math.Max(limit, o.box.Y1)
		}
	}
	var near []*textLine
	edge := t.box.Y0
	for i := len(lines) - 1; i >= 0 && len(near) < farthest; i-- {
		l := &lines[i]
		middle := l.box.Center().Y
		if middle > t.box.Y0 || overlapX(l.box, t.box) <= 0 {
			continue
		}
		if middle < limit || l.used || edge-l.box.Y1 > l.reach() || l.prose() {
			break
		}
		near = append(near, l)
		edge = l.box.Y0
	}
	return near
}

// reach is how far over a table the line may stand: lines that name the unit or the department belong to a
// table even at a distance.
func (t textLine) reach() float64 {
	for _, s := range t.segments {
		if unitLine.MatchString(s.Text) || keyValue.MatchString(s.Text) {
			return 2 * captionGap * t.size
		}
	}
	return captionGap * t.size
}

func overlapX(a, b page.Rect) float64 { return math.Min(a.X1, b.X1) - math.Max(a.X0, b.X0) }

// prose says whether the line is running text and no title, label or unit line.
func (t textLine) prose() bool {
	if len(t.segments) != 1 {
		return false
	}
	text := t.segments[0].Text
	if unitLine.MatchString(text) || keyValue.MatchString(text) {
		return false
	}
	return utf8.RuneCountInString(text) > proseRunes || strings.HasSuffix(text, "。") || strings.HasSuffix(text, "；")
}

// unitInside looks for the unit in the first rows of the table itself.
func (c *caption) unitInside(t piece) {
	for _, cell := range t.cells {
		if cell.Row > t.head+1 {
			return
		}
		if m := unitLine.FindStringSubmatch(cell.Text); m != nil {
			c.unit, c.unitAt = m[1], Line{Text: cell.Text, Page: cell.Page, Box: cell.Box}
			return
		}
	}
}

// notesBelow are the lines under a table that begin as notes do, with what they go on to say.
func notesBelow(t piece, pieces []piece, lines []textLine) []Line {
	limit := math.Inf(1)
	for _, o := range pieces {
		if o.box.Y0 >= t.box.Y1-reach && overlapX(o.box, t.box) > 0 {
			limit = math.Min(limit, o.box.Y0)
		}
	}
	var notes []Line
	edge := t.box.Y1
	for i := range lines {
		l := &lines[i]
		if l.box.Center().Y < t.box.Y1 || overlapX(l.box, t.box) <= 0 {
			continue
		}
		if l.box.Y0-edge > captionGap*l.size || l.box.Center().Y > limit || l.used {
			break
		}
		text := l.segments[0].Text
		if !noteLine.MatchString(text) && (len(notes) == 0 || l.box.Y0-edge > l.size || !goesOn(notes[len(notes)-1].Text, text)) {
			break
		}
		l.used = true
		notes = append(notes, l.segments...)
		edge = l.box.Y1
	}
	return notes
}

// goesOn says whether a line under a note belongs to it: a further item, or the rest of its sentence.
func goesOn(note, text string) bool {
	return noteItem.MatchString(text) || !strings.HasSuffix(note, "。") && utf8.RuneCountInString(note) > proseRunes/2
}
