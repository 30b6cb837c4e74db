package narrative

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
	"gouji/extract/layout"
)

const (
	// contentsPages is how many pages from the first are searched for the contents.
	contentsPages = 4
	// leastEntries is how many lines a table of contents has at least.
	leastEntries = 4
	// longestEntry and longestTitle are the most characters of a line of the contents, and of a heading or a table's
	// title that answers to one.
	longestEntry, longestTitle = 60, 90
	// slipRunes is how many characters of a heading may be changed for it to be the one of the contents with a slip;
	// shortestNear is the length from which such a likeness says anything.
	slipRunes, shortestNear = 2, 8
)

// Title is a printed title outside running text: that of a table.
type Title struct {
	Text  string
	Place fact.Place
}

var (
	leaderEnd   = regexp.MustCompile(`[.…·]{2,}-?\d{0,3}-?$`)
	pageEnd     = regexp.MustCompile(`(\d{1,3})-?$`)
	tableNumber = regexp.MustCompile(`^(?:附?表[一二三四五六七八九十\d]{1,3}|附件\d{0,2})[、：.]?`)
	// itemNumber is an item's number in the contents, before a year too: 1.2026年….
	itemNumber = regexp.MustCompile(`^\d{1,2}[.、]`)
	yearInside = regexp.MustCompile(`(?:19|20)\d{0,2}年`)
	seeTable   = regexp.MustCompile(`（(?:详?见|附)[^（）]*）|（?预算表\d+）?$|（?公开\d+表）?$`)
)

// Contents reads the table of contents and looks its lines up among the headings behind it and the titles of tables.
func Contents(paragraphs []layout.Paragraph, titles []Title) []fact.ContentsEntry {
	places := paragraphPlaces(paragraphs)
	entries, end := contentsLines(paragraphs, places)
	if len(entries) < leastEntries {
		return nil
	}
	headings := headingsFrom(paragraphs, end, places)
	for i := range titles {
		if titles[i].Place.Page >= entries[len(entries)-1].Place.Page {
			headings = append(headings, Title{bareTitle(titles[i].Text), titles[i].Place})
		}
	}
	for i := range entries {
		lookUp(&entries[i], headings, entries)
	}
	return entries
}

// contentsLines are the lines of the contents, and the index of the paragraph behind them.
func contentsLines(paragraphs []layout.Paragraph, places locator) ([]fact.ContentsEntry, int) {
	start, rest := contentsStart(paragraphs)
	if start < 0 {
		return nil, 0
	}
	var entries []fact.ContentsEntry
	first := ""
	for i := start; i < len(paragraphs); i++ {
		p := paragraphs[i]
		text := p.Text
		if i == start {
			text = rest
		}
		title, number := cutPage(foldString(text))
		switch {
		case title == "":
			continue
		case first != "" && bareTitle(title) == first, !contentsLine(title) || p.Page > paragraphs[start].Page+contentsPages:
			return entries, i
		case bareTitle(title) == "":
			return entries, i // 第一部分 alone is the heading of the first part
		case !numbered(title) && len(entries) > 0 && entries[len(entries)-1].Page == 0 && p.Page == entries[len(entries)-1].Place.Page:
			// The rest of a line that was too long.
			last := &entries[len(entries)-1]
			last.Title, last.Page = last.Title+title, number
			continue
		case !numbered(title) && number == 0:
			return entries, i
		}
		if first == "" {
			first = bareTitle(title)
		}
		entries = append(entries, fact.ContentsEntry{Title: title, Page: number, Place: places(i, 0, utf8.RuneCountInString(p.Text))})
	}
	return entries, len(paragraphs)
}

// numbered says whether a line begins with a number, as a line of the contents that is not the rest of another does.
func numbered(s string) bool {
	return markerLevel(s) != 0 || itemNumber.MatchString(s) || tableNumber.MatchString(s)
}

// contentsStart is the paragraph that the contents begin in, and what of it stands behind the word 目录; -1 for none.
func contentsStart(paragraphs []layout.Paragraph) (int, string) {
	for i, p := range paragraphs {
		if p.Page > contentsPages {
			break
		}
		if rest, ok := strings.CutPrefix(foldString(p.Text), "目录"); ok && contentsLine(rest) {
			return i, rest
		}
	}
	return -1, ""
}

// contentsLine says whether a line can be one of the contents.
func contentsLine(s string) bool {
	return utf8.RuneCountInString(s) <= longestEntry && !strings.ContainsAny(s, "。；")
}

// cutPage takes leaders and the page number off a line of the contents.
func cutPage(s string) (string, int) {
	at := leaderEnd.FindStringIndex(s)
	if at == nil {
		return s, 0
	}
	number := 0
	if m := pageEnd.FindStringSubmatch(s[at[0]:]); m != nil {
		number = atoi(m[1])
	}
	return s[:at[0]], number
}

// bareTitle is a title without its number, remarks and the signs at its end.
func bareTitle(s string) string {
	s, level := cutMarker(foldString(s))
	if level == 0 {
		s = itemNumber.ReplaceAllString(s, "")
	}
	s = tableNumber.ReplaceAllString(s, "")
	return strings.TrimRight(seeTable.ReplaceAllString(s, ""), "。：")
}

// headingsFrom are the short paragraphs from an index on, each alone and joined to the one before it, which a heading
// printed in two lines needs.
func headingsFrom(paragraphs []layout.Paragraph, from int, places locator) []Title {
	var all []Title
	before := ""
	for i := from; i < len(paragraphs); i++ {
		text := foldString(paragraphs[i].Text)
		head, _ := headingOf(paragraphs[i])
		if head != "" {
			text = foldString(head)
		}
		if utf8.RuneCountInString(text) > longestTitle {
			before = ""
			continue
		}
		at := places(i, 0, utf8.RuneCountInString(paragraphs[i].Text))
		all = append(all, Title{bareTitle(text), at})
		if before != "" {
			all = append(all, Title{bareTitle(before + text), at})
		}
		before = text
	}
	return all
}

// lookUp finds where a line of the contents stands in the document, or the heading that is nearest to it.
func lookUp(e *fact.ContentsEntry, headings []Title, entries []fact.ContentsEntry) {
	want := bareTitle(e.Title)
	for _, h := range headings {
		if h.Text == want || h.Place.Table != "" && strings.HasSuffix(h.Text, want) {
			e.Found = append(e.Found, h.Place)
		}
	}
	if len(e.Found) > 0 || utf8.RuneCountInString(want) < shortestNear {
		return
	}
	for _, h := range headings {
		if slipped(want, h.Text) && !listed(h.Text, entries) {
			e.Near, e.NearPlace = h.Text, h.Place
			return
		}
	}
}

// listed says whether a heading is a line of the contents itself.
func listed(heading string, entries []fact.ContentsEntry) bool {
	for _, e := range entries {
		if bareTitle(e.Title) == heading {
			return true
		}
	}
	return false
}

// slipped says whether two titles are one with a slip: another year, or a character or two changed. Words that are
// left out or put in are another wording.
func slipped(a, b string) bool {
	if yearInside.ReplaceAllString(a, "") == yearInside.ReplaceAllString(b, "") {
		return yearInside.MatchString(a) && yearInside.MatchString(b)
	}
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	changed := 0
	for i := range x {
		if x[i] != y[i] {
			changed++
		}
	}
	return changed <= slipRunes
}
