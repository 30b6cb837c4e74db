package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// checkContents is C12: the table of contents and the document agree in titles, order and pages.
func checkContents(p *reconcile.Pass) {
	list := p.Set.Contents
	if len(list) == 0 {
		p.Absent(say("没有目录", "there is no table of contents"))
		return
	}
	if list[0].Place.Source == page.OCR {
		p.Doubt(say("目录由图像识别读出", "the table of contents was read from an image"))
		return
	}
	checkPageNumbers(p, list)
	checkTitleOrder(p, list)
	unseen := 0
	for i := range list {
		switch e := &list[i]; {
		case e.Near != "":
			reportNear(p, e)
		case len(e.Found) == 0:
			unseen++
		default:
			p.Checked(1)
		}
	}
	if unseen > 0 {
		p.Doubt(say(fmt.Sprintf("目录所列%d项在正文中没有找到相同的标题", unseen), fmt.Sprintf("%d lines of the contents have no heading of the same words", unseen)))
	}
}

// checkPageNumbers asks that the pages printed do not go back and lie within the document.
func checkPageNumbers(p *reconcile.Pass, list []fact.Heading) {
	last := -1
	for i := range list {
		e := &list[i]
		if e.Refers == 0 {
			continue
		}
		switch {
		case p.Set.Document.Pages > 0 && e.Refers > p.Set.Document.Pages:
			reportContents(p, []*fact.Heading{e}, say(fmt.Sprintf("目录（第%d页）写“%s”在第%d页，本文件共%d页。", e.Place.Page, e.Text, e.Refers, p.Set.Document.Pages),
				fmt.Sprintf("The contents on page %d give page %d for “%s”; this file has %d pages.", e.Place.Page, e.Refers, e.Text, p.Set.Document.Pages)))
		case last >= 0 && e.Refers < list[last].Refers:
			b := &list[last]
			reportContents(p, []*fact.Heading{b, e}, say(fmt.Sprintf("目录中“%s”在第%d页，其后的“%s”却在第%d页。", b.Text, b.Refers, e.Text, e.Refers),
				fmt.Sprintf("In the contents “%s” is on page %d, and “%s” behind it on page %d.", b.Text, b.Refers, e.Text, e.Refers)))
		default:
			p.Checked(1)
		}
		last = i
	}
}

// misplacedAtMost is how many headings may stand out of order before it is the look-up, not the document, that is in
// doubt.
const misplacedAtMost = 2

// checkTitleOrder asks that the headings stand in the order of the contents. Headings that occur more than once are
// left out: which of them is meant is not certain.
func checkTitleOrder(p *reconcile.Pass, list []fact.Heading) {
	var known []*fact.Heading
	for i := range list {
		if len(list[i].Found) == 1 {
			known = append(known, &list[i])
		}
	}
	out := misplaced(known)
	if len(out) > misplacedAtMost {
		p.Doubt(say("目录与正文标题的先后多处不同，可能是标题对应有误", "many headings stand in another order than the contents; they may be matched wrongly"))
		return
	}
	for _, pair := range out {
		b, e := pair[0], pair[1]
		reportContents(p, pair[:], say(fmt.Sprintf("目录中“%s”列在“%s”之后，正文却在其前（第%d页，“%s”在第%d页）。", e.Text, b.Text, e.Found[0].Page, b.Text, b.Found[0].Page),
			fmt.Sprintf("The contents list “%s” behind “%s”; the document has it before (page %d, the other on page %d).", e.Text, b.Text, e.Found[0].Page, b.Found[0].Page)))
	}
}

// misplaced are the pairs of lines that the document has the other way round: each line that stands before one listed
// ahead of it, with the last such line.
func misplaced(known []*fact.Heading) [][2]*fact.Heading {
	var pairs [][2]*fact.Heading
	for i, e := range known {
		for j := i - 1; j >= 0; j-- {
			if known[j].Found[0].Page > e.Found[0].Page {
				pairs = append(pairs, [2]*fact.Heading{known[j], e})
				break
			}
		}
	}
	return pairs
}

func reportNear(p *reconcile.Pass, e *fact.Heading) {
	reportContents(p, []*fact.Heading{e}, say(fmt.Sprintf("目录（第%d页）写“%s”，第%d页的标题是“%s”。", e.Place.Page, e.Text, e.NearPlace.Page, e.Near),
		fmt.Sprintf("The contents on page %d say “%s”; the heading on page %d is “%s”.", e.Place.Page, e.Text, e.NearPlace.Page, e.Near)),
		reconcile.TextEvidence("标题", e.Near, e.NearPlace))
}

func reportContents(p *reconcile.Pass, entries []*fact.Heading, message reconcile.Text, more ...reconcile.Evidence) {
	f := reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note, Message: message,
		Element:  reconcile.Element{Form: "contents", Row: entries[len(entries)-1].Text},
		Question: say("请问目录与正文哪个正确？", "Which is right, the contents or the document?")}
	var titles []string
	for _, e := range entries {
		f.Evidence = append(f.Evidence, reconcile.TextEvidence("目录", e.Text, e.Place))
		titles = append(titles, e.Text)
	}
	f.Formula = strings.Join(titles, " / ")
	f.Evidence = append(f.Evidence, more...)
	p.Report(f)
}
