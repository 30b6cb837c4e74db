package narrative

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
	"gouji/extract/layout"
)

const (
	// leastEntries is how many lines a table of contents has at least to be looked up.
	leastEntries = 4
	// longestTitle is the most characters of a heading, or of a table's title, that answers to a line of the contents.
	longestTitle = 90
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
	tableNumber = regexp.MustCompile(`^(?:附?表[一二三四五六七八九十\d]{1,3}|附件\d{0,2})[、：.]?`)
	// itemNumber is an item's number in the contents, before a year too: 1.2026年….
	itemNumber = regexp.MustCompile(`^\d{1,2}[.、]`)
	yearInside = regexp.MustCompile(`(?:19|20)\d{0,2}年`)
	seeTable   = regexp.MustCompile(`（(?:详?见|附)[^（）]*）|（?预算表\d+）?$|（?公开\d+表）?$`)
)

// LookUp notes of every entry of the contents where it stands among the headings behind them and the titles of tables.
func LookUp(contents []fact.Heading, paragraphs []layout.Paragraph, titles []Title) {
	if len(contents) < leastEntries {
		return
	}
	last := contents[len(contents)-1].Place
	headings := headingsBehind(paragraphs, last)
	for _, t := range titles {
		if t.Place.Page >= last.Page {
			headings = append(headings, Title{bareTitle(t.Text), t.Place})
		}
	}
	for i := range contents {
		lookUp(&contents[i], headings, contents)
	}
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

// headingsBehind are the short paragraphs behind a place, each alone and joined to the one before it, which a heading
// printed in two lines needs.
func headingsBehind(paragraphs []layout.Paragraph, last fact.Place) []Title {
	var all []Title
	before := ""
	for i := range paragraphs {
		if p := &paragraphs[i]; p.Page < last.Page || p.Page == last.Page && p.Box.Y0 < last.Box.Y1 {
			continue
		}
		text := foldString(paragraphs[i].Text)
		head, _ := headingOf(paragraphs[i])
		if head != "" {
			text = foldString(head)
		}
		if utf8.RuneCountInString(text) > longestTitle {
			before = ""
			continue
		}
		at := placeIn(&paragraphs[i], paragraphs[i].Page, paragraphs[i].Box)
		all = append(all, Title{bareTitle(text), at})
		if before != "" {
			all = append(all, Title{bareTitle(before + text), at})
		}
		before = text
	}
	return all
}

// lookUp finds where a line of the contents stands in the document, or the heading that is nearest to it.
func lookUp(e *fact.Heading, headings []Title, entries []fact.Heading) {
	want := bareTitle(e.Text)
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
func listed(heading string, entries []fact.Heading) bool {
	for _, e := range entries {
		if bareTitle(e.Text) == heading {
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
