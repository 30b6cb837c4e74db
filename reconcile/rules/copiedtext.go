package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/reconcile/region"
)

// What makes two sections near-duplicates.
const (
	// shingle is the length in runes of the pieces that are compared.
	shingle = 5
	// sectionRunes is the least length of a section that is compared.
	sectionRunes = 60
	// nearly is how many of a hundred pieces two sections have in common at least.
	nearly = 80
)

// checkCopiedText is J03: a section that begins to speak of another department, and is that department's section.
func checkCopiedText(p *reconcile.Pass) {
	own := p.Set.Document
	others := foreign(p)
	if len(others) == 0 {
		alone(p, say("同一地区其他部门的文件", "document of another department of the same place"))
		return
	}
	for _, s := range sectionsOf(p.Set) {
		plain := true
		for _, other := range others {
			// A section that names its own department too speaks of both; one that several departments have names the
			// other as all of them do.
			if at := s.speaksOf(other.Document.Publisher); at != nil && !s.names(own) && !customary(others, other) {
				compareSections(p, s, at, other)
				plain = false
			}
		}
		if plain {
			p.Checked(1)
		}
	}
}

// compareSections asks about a section that another department's document has nearly word for word.
func compareSections(p *reconcile.Pass, s section, at *fact.Sentence, other *fact.Set) {
	own, d := p.Set.Document, other.Document
	for _, t := range sectionsOf(other) {
		there := t.speaksOf(d.Publisher)
		if there == nil || !alikeSections(s.text(own, d), t.text(own, d)) {
			continue
		}
		for _, x := range []*fact.Sentence{at, there} {
			if x.Place.Source == page.OCR {
				p.Doubt(say(fmt.Sprintf("第%d页由文字识别读出，未经核实", x.Place.Page), fmt.Sprintf("page %d was read by OCR and is not confirmed", x.Place.Page)))
				return
			}
		}
		reportCopied(p, [2]*fact.Sentence{at, there}, other)
		return
	}
	p.Checked(1)
}

// names says whether a section names a document's publisher.
func (s section) names(d fact.Document) bool {
	return strings.Contains(strings.Join(s.folded, ""), fold(d.Publisher))
}

// customary says whether further departments speak of one as well, as of the one that all budgets name.
func customary(others []*fact.Set, one *fact.Set) bool {
	for _, set := range others {
		if samePublisher(set.Document, one.Document) {
			continue
		}
		for _, s := range sectionsOf(set) {
			if s.speaksOf(one.Document.Publisher) != nil {
				return true
			}
		}
	}
	return false
}

// foreign are the peers of other publishers of the same division, of any year that is at hand. A unit and its department, whose names
// begin alike, may speak of each other.
func foreign(p *reconcile.Pass) []*fact.Set {
	own := p.Set.Document
	home := region.Of(own.Publisher)
	if home == "" {
		return nil
	}
	var found []*fact.Set
	for _, peer := range p.Peers {
		a, b := fold(own.Publisher), fold(peer.Document.Publisher)
		if peer.Document.Kind != fact.Other && region.Of(peer.Document.Publisher) == home && !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a) {
			found = append(found, peer)
		}
	}
	return found
}

// section is the sentences below one heading.
type section struct {
	sentences []*fact.Sentence
	// folded are their texts, and starts the same from where a subject would begin.
	folded, starts []string
}

func sectionsOf(set *fact.Set) []section {
	var all []section
	last := ""
	for i := range set.Sentences {
		s := &set.Sentences[i]
		heading := strings.Join(s.Section, "\n")
		if len(all) == 0 || heading != last {
			all = append(all, section{})
			last = heading
		}
		current := &all[len(all)-1]
		text := fold(s.Text)
		current.sentences = append(current.sentences, s)
		current.folded = append(current.folded, text)
		current.starts = append(current.starts, leading.ReplaceAllString(text, ""))
	}
	return all
}

// leading is what may stand before the department's name in a sentence that is about it: a number, a year.
var leading = regexp.MustCompile(`^(?:[(（]?[一二三四五六七八九十\d]+[)）]?[、,.]*)?(?:20\d\d年度?)?`)

// speaksOf is the first sentence that begins with a publisher's name; nil for none.
func (s section) speaksOf(publisher string) *fact.Sentence {
	name := fold(publisher)
	for i, text := range s.starts {
		if strings.HasPrefix(text, name) {
			return s.sentences[i]
		}
	}
	return nil
}

// figures are what differs between two departments that use one text.
var figures = regexp.MustCompile(`[\d.,%]+`)

// text is a section without figures and with neither department's name.
func (s section) text(a, b fact.Document) string {
	t := strings.Join(s.folded, "")
	for _, d := range []fact.Document{a, b} {
		if name := fold(d.Publisher); name != "" {
			t = strings.ReplaceAll(t, name, "")
		}
	}
	return figures.ReplaceAllString(t, "")
}

// alikeSections says whether two texts share nearly all of their shingles.
func alikeSections(a, b string) bool {
	x, y := shingles(a), shingles(b)
	if len(x) < sectionRunes-shingle || len(y) < sectionRunes-shingle {
		return false
	}
	common := 0
	for s := range x {
		if y[s] {
			common++
		}
	}
	const percent = 100
	return common*percent >= nearly*(len(x)+len(y)-common)
}

func shingles(text string) map[string]bool {
	r := []rune(text)
	set := map[string]bool{}
	for i := 0; i+shingle <= len(r); i++ {
		set[string(r[i:i+shingle])] = true
	}
	return set
}

func reportCopied(p *reconcile.Pass, at [2]*fact.Sentence, other *fact.Set) {
	d := other.Document
	here, there := at[0].Place.Page, reconcile.Page(at[1].Place.Page, &d)
	p.Report(reconcile.Finding{
		Element: reconcile.Element{Form: fact.Narrative, Row: fold(strings.Join(at[0].Section, "/")), Column: fold(d.Publisher)},
		Message: say(fmt.Sprintf("第%d页这一节以“%s”为主语，文字与%s的一节几乎相同：“%s”", here, d.Publisher, there.ZH, clipped(at[0].Text)),
			fmt.Sprintf("A section on page %d is about “%s”, and its text is nearly that on %s: “%s”", here, d.Publisher, there.EN, clipped(at[0].Text))),
		Question: say("请问这一节说的是否是本部门？", "Is this section about the department itself?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence(p.Set.Document.Publisher, at[0].Text, at[0].Place),
			reconcile.TextEvidence(d.Publisher, at[1].Text, at[1].Place).In(d)},
	})
}
