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
func checkPageNumbers(p *reconcile.Pass, list []fact.ContentsEntry) {
	last := -1
	for i := range list {
		e := &list[i]
		if e.Page == 0 {
			continue
		}
		switch {
		case p.Set.Document.Pages > 0 && e.Page > p.Set.Document.Pages:
			reportContents(p, []*fact.ContentsEntry{e}, say(fmt.Sprintf("目录（第%d页）写“%s”在第%d页，本文件共%d页。", e.Place.Page, e.Title, e.Page, p.Set.Document.Pages),
				fmt.Sprintf("The contents on page %d give page %d for “%s”; this file has %d pages.", e.Place.Page, e.Page, e.Title, p.Set.Document.Pages)))
		case last >= 0 && e.Page < list[last].Page:
			b := &list[last]
			reportContents(p, []*fact.ContentsEntry{b, e}, say(fmt.Sprintf("目录中“%s”在第%d页，其后的“%s”却在第%d页。", b.Title, b.Page, e.Title, e.Page),
				fmt.Sprintf("In the contents “%s” is on page %d, and “%s” behind it on page %d.", b.Title, b.Page, e.Title, e.Page)))
		default:
			p.Checked(1)
		}
		last = i
	}
}

// checkTitleOrder asks that the headings stand in the order of the contents. A heading that occurs more than once may
// be any of its places.
func checkTitleOrder(p *reconcile.Pass, list []fact.ContentsEntry) {
	last, at := -1, 0
	for i := range list {
		e := &list[i]
		if len(e.Found) == 0 {
			continue
		}
		next := nextPlace(e, at)
		if next == 0 {
			b := &list[last]
			reportContents(p, []*fact.ContentsEntry{b, e}, say(fmt.Sprintf("目录中“%s”列在“%s”之后，正文却在其前（第%d页，前者在第%d页）。", e.Title, b.Title, e.Found[0].Page, at),
				fmt.Sprintf("The contents list “%s” behind “%s”; the document has it before (page %d, the other on page %d).", e.Title, b.Title, e.Found[0].Page, at)))
			continue
		}
		last, at = i, next
	}
}

// nextPlace is the first page from one on that a line of the contents is found on; 0 where all lie before it.
func nextPlace(e *fact.ContentsEntry, from int) int {
	best := 0
	for _, place := range e.Found {
		if place.Page >= from && (best == 0 || place.Page < best) {
			best = place.Page
		}
	}
	return best
}

func reportNear(p *reconcile.Pass, e *fact.ContentsEntry) {
	reportContents(p, []*fact.ContentsEntry{e}, say(fmt.Sprintf("目录（第%d页）写“%s”，第%d页的标题是“%s”。", e.Place.Page, e.Title, e.NearPlace.Page, e.Near),
		fmt.Sprintf("The contents on page %d say “%s”; the heading on page %d is “%s”.", e.Place.Page, e.Title, e.NearPlace.Page, e.Near)),
		reconcile.TextEvidence("标题", e.Near, e.NearPlace))
}

func reportContents(p *reconcile.Pass, entries []*fact.ContentsEntry, message reconcile.Text, more ...reconcile.Evidence) {
	f := reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note, Message: message,
		Element:  reconcile.Element{Form: "contents", Row: entries[len(entries)-1].Title},
		Question: say("请问目录与正文哪个正确？", "Which is right, the contents or the document?")}
	var titles []string
	for _, e := range entries {
		f.Evidence = append(f.Evidence, reconcile.TextEvidence("目录", e.Title, e.Place))
		titles = append(titles, e.Title)
	}
	f.Formula = strings.Join(titles, " / ")
	f.Evidence = append(f.Evidence, more...)
	p.Report(f)
}
