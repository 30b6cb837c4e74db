package extract

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/table"
)

const (
	// leastWide and leastHigh are the share of the page's width and the height in points from which a picture may be a
	// table: narrower ones are seals, emblems and codes, lower ones lines and bars.
	leastWide, leastHigh = 0.25, 24
	// joinGap is how far apart in points the strips lie in which a scanner stores one picture.
	joinGap = 1.0
	// leastLines is how many lines each way a table has at least: those of two rows and two columns.
	leastLines = 3
	// leastFilled is how many cells of a table in a picture hold text: a chart's frame and its grid hold none.
	leastFilled = 4
	// mostLines is how many drawn lines there are to each of a grid: merged cells break them in pieces. Charts with bars have
	// two to thirteen.
	mostLines = 3
	// leastSure is the confidence of what is read in a table: .80 to .97 in samples, .03 to .32 in charts.
	leastSure = 0.6
)

// pictures are the places of the pictures on a page of text that nothing is typed on, of a size to be a table. A sheet
// of paper under the text, with words on it, is none.
func pictures(p *page.Page) []page.Rect {
	var boxes []page.Rect
	sheet := page.Rect{X1: p.Width, Y1: p.Height}
	for _, im := range p.Images {
		if box := im.Box.Intersect(sheet); !box.Empty() {
			boxes = append(boxes, box)
		}
	}
	large := slices.DeleteFunc(joined(boxes), func(box page.Rect) bool { return box.Width() < leastWide*p.Width || box.Height() < leastHigh })
	if len(large) == 0 {
		return nil // as on most pages
	}
	words := text(*p)
	return slices.DeleteFunc(large, func(box page.Rect) bool { return typed(words, box) >= pdf.ScanText })
}

// joined puts pictures together that touch.
func joined(boxes []page.Rect) []page.Rect {
	for i := 0; i < len(boxes); i++ {
		for k := i + 1; k < len(boxes); k++ {
			if !boxes[i].Grow(joinGap).Intersect(boxes[k]).Empty() {
				boxes[i] = boxes[i].Union(boxes[k])
				boxes = slices.Delete(boxes, k, k+1)
				i, k = -1, len(boxes) // the union may touch others
			}
		}
	}
	return boxes
}

// text are the words of a page without its watermark and the like.
func text(p page.Page) []page.Word { return layout.Document([]page.Page{p})[0].Words }

// typed is how many characters of the text layer stand in a box.
func typed(words []page.Word, box page.Rect) int {
	n := 0
	for _, w := range words {
		if box.Contains(w.Box.Center()) {
			n += utf8.RuneCountInString(w.Text)
		}
	}
	return n
}

// codePicture is the code of the note on a picture that was looked at.
const codePicture = "picture"

// paste takes what was read in a picture into the page it stands on, if it is a table, and notes what the picture is.
func paste(p page.Page, box page.Rect, r Reading) page.Page {
	share := 100 * box.Area() / (p.Width * p.Height)
	note := func(code, zh, en string) {
		p.Problems = append(slices.Clip(p.Problems), page.Problem{Page: p.Number, Code: code,
			Message: page.Message{ZH: fmt.Sprintf("占页面%.0f%%的图片", share) + zh, EN: fmt.Sprintf("a picture of %.0f %% of the page ", share) + en}})
	}
	switch {
	case r.Err != nil:
		note(page.CodePictureUnreadable, fmt.Sprintf("未能读取：%v", r.Err), fmt.Sprintf("could not be read: %v", r.Err))
	case !tabled(r.Page):
		note(codePicture, "中没有画线的表格，图中的文字未采用", "holds no ruled table; the words in it are not used")
	default:
		note(codePicture, "是一张表，由图像识别读出", "is a table and was read from its image")
		return merged(p, box, r.Page)
	}
	return p
}

// merged is a page with what was read in a picture on it. What is typed on the picture was read twice and stays as typed.
func merged(p page.Page, box page.Rect, picture page.Page) page.Page {
	before := text(p)
	for _, w := range picture.Words {
		w.Box, w.Baseline = w.Box.Move(box.X0, box.Y0), w.Baseline+box.Y0
		if !slices.ContainsFunc(before, func(t page.Word) bool { return t.Box.Contains(w.Box.Center()) || w.Box.Contains(t.Box.Center()) }) {
			p.Words = append(slices.Clip(p.Words), w)
		}
	}
	for _, l := range picture.Rulings {
		l.Box = l.Box.Move(box.X0, box.Y0)
		p.Rulings = append(slices.Clip(p.Rulings), l)
	}
	p.Pasted = append(slices.Clip(p.Pasted), page.Pasted{Box: box, Skew: picture.Skew})
	return p
}

// tabled says whether a table is drawn in a picture that was read: lines both ways, hardly more of them than its rows and
// columns need, and text in its cells that could be read. A chart has lines, too, but many for its bars, and these are
// read as letters.
func tabled(p page.Page) bool {
	return slices.ContainsFunc(table.Document([]page.Page{p}), func(t table.Table) bool {
		level, upright := linesIn(p, t.Parts[0].Box)
		filled, confidence := textOf(&t)
		return level >= leastLines && level <= mostLines*(t.Rows+1) && upright >= leastLines && upright <= mostLines*(t.Cols+1) &&
			filled >= leastFilled && confidence >= leastSure
	})
}

// textOf is how many cells of a table hold text, and how sure a character of it is on the mean.
func textOf(t *table.Table) (filled int, confidence float64) {
	characters := 0.0
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Text != "" {
			n := float64(utf8.RuneCountInString(c.Text))
			filled++
			confidence += n * c.Confidence
			characters += n
		}
	}
	return filled, confidence / max(characters, 1)
}

// linesIn counts the drawn lines of a page that lie in a box.
func linesIn(p page.Page, box page.Rect) (level, upright int) {
	const room = 3 // points: a table's frame is its edge
	for _, l := range p.Rulings {
		switch {
		case !box.Grow(room).Contains(l.Box.Center()):
		case l.Horizontal():
			level++
		default:
			upright++
		}
	}
	return level, upright
}
