package narrative

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
)

const (
	// contentsPages is how many pages a table of contents takes at most, its first included.
	contentsPages = 3
	// contentsFrom is the last page a table of contents begins on: a cover and a list of signatures stand before it.
	contentsFrom = 4
	// longestTail is the most characters that the second line of a wrapped entry has.
	longestTail = 20
)

var (
	contentsHead = regexp.MustCompile(`^目录(第[一二三四五六七八九十]+部分.*|一、.*)?$`)
	// leaders are the dots and the page number behind an entry.
	leaders = regexp.MustCompile(`^(.*?)[.·…⋯\s]{3,}(\d{1,3})?$|^(.*?)[.·…⋯]{2,}(\d{1,3})$`)
	// tableNo and yearNo begin entries too: 表一, 1.2026年….
	tableNo = regexp.MustCompile(`^(?:附?表|预算表|公开)(?:[一二三四五六七八九十]{1,3}|\d{1,2})`)
	yearNo  = regexp.MustCompile(`^\d{1,2}\.(?:19|20)\d\d年`)
	// ended is an entry that nothing can be missing from.
	ended = regexp.MustCompile(`(?:表|说明|解释)$`)
)

// Outline gives the table of contents and the headings of a document's paragraphs. Entries end where the first of them is
// printed again, as the heading of its part, or where a line looks like none.
func Outline(paragraphs []layout.Paragraph) (contents, headings []fact.Heading) {
	c := collector{}
	for i := range paragraphs {
		p := &paragraphs[i]
		if p.Page <= contentsFrom+contentsPages && c.take(p) {
			continue
		}
		if title, _ := headingOf(*p); title != "" {
			headings = append(headings, fact.Heading{Text: title, Level: markerLevel(foldString(title)), Place: placeIn(p, p.Page, p.Box)})
		}
	}
	return c.entries, headings
}

// placeIn is a place of running text.
func placeIn(p *layout.Paragraph, number int, box page.Rect) fact.Place {
	return fact.Place{Page: number, Box: box, Source: p.Source, Confidence: confidence(*p)}
}

// collector gathers the entries of the contents line by line.
type collector struct {
	entries []fact.Heading
	// open is set from the heading 目录 to the end of the list, closed after it.
	open, closed bool
	from         int
	// whole is set where the last entry had its page number: nothing of it can follow.
	whole bool
}

// take reads a paragraph as part of the contents; false where it is none.
func (c *collector) take(p *layout.Paragraph) bool {
	if c.closed {
		return false
	}
	taken := false
	for _, l := range p.Lines {
		line := strings.TrimSpace(l.Text)
		folded := foldString(line)
		if !c.open {
			m := contentsHead.FindStringSubmatch(folded)
			if m == nil || p.Page > contentsFrom {
				continue
			}
			c.open, c.from, taken = true, p.Page, true
			line, folded = m[1], m[1]
		}
		if folded == "" || folded == "目录" {
			continue
		}
		if !c.entry(line, placeIn(p, p.Page, l.Box)) {
			c.open, c.closed = false, true
			return taken
		}
		taken = true
	}
	return taken
}

// entry adds a printed line to the list; false where it is not part of it.
func (c *collector) entry(line string, at fact.Place) bool {
	e := fact.Heading{Text: line, Place: at}
	m := leaders.FindStringSubmatch(line)
	if m != nil {
		e.Text, e.Refers = strings.TrimSpace(m[1]+m[3]), atoi("0"+m[2]+m[4])
	}
	text := foldString(e.Text)
	if e.Level = markerLevel(text); yearNo.MatchString(text) {
		e.Level = levelArabic
	}
	switch {
	case at.Page-c.from >= contentsPages || len(c.entries) > 0 && opens(foldString(c.entries[0].Text), text):
		return false
	case strings.Trim(text, "0123456789-—.") == "":
		return true
	case e.Level == 0 && !tableNo.MatchString(text) && (m == nil || c.unfinished()):
		return c.tail(e, m != nil)
	case strings.HasSuffix(text, "；") || utf8.RuneCountInString(text) > longestHeading:
		return false
	}
	c.entries = append(c.entries, e)
	c.whole = m != nil
	return true
}

// opens says whether a line, folded like the first entry, begins the part that the entry names.
func opens(first, line string) bool {
	return first == line || markerLevel(line) == levelPart && strings.HasPrefix(first, line)
}

// tail adds the second line of an entry that was wrapped. After an entry that is whole, or far from it, a line is none.
func (c *collector) tail(rest fact.Heading, whole bool) bool {
	n, length := len(c.entries), utf8.RuneCountInString(rest.Text)
	if n == 0 || length > longestTail {
		return false
	}
	last := &c.entries[n-1]
	if !c.unfinished() || rest.Place.Page > last.Place.Page+1 || strings.ContainsAny(rest.Text, "。：:") {
		return strings.HasPrefix(foldString(rest.Text), "（") // a note under a part
	}
	last.Text += rest.Text
	last.Refers, c.whole = rest.Refers, whole
	return true
}

// unfinished says whether something of the last entry can still follow.
func (c *collector) unfinished() bool {
	n := len(c.entries)
	return n > 0 && !c.whole && !ended.MatchString(foldString(c.entries[n-1].Text))
}
