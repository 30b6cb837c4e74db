package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

var (
	// internalMark is what no published document should carry on its pages.
	internalMark = regexp.MustCompile(`内部|审核|送审|征求意见|草稿|初稿|讨论稿|样稿|机密|绝密|秘密|不得外传|请勿外传|(?i:draft|confidential)`)
	// placeholder is a gap of a template that was not filled in.
	placeholder = regexp.MustCompile(`[XＸ×xｘ]{2,}(?:年|月|日|万元|元|单位|部门|局|项目|人|个|辆|%|省|市|县|区)|待填|待补充|（此处.{0,8}填写.{0,8}）|[○〇]{2,}(?:年|月|万元|元|单位|部门|局)|_{3,}|＿{2,}`)
	// titled is a quotation or a title, which may hold any words.
	titled = regexp.MustCompile(`《[^》]*》|“[^”]*”|"[^"]*"`)
)

// checkMarks is G07: no mark of an internal draft on the pages, no gap of a template in text and titles.
func checkMarks(p *reconcile.Pass) {
	for _, m := range p.Set.Marks {
		switch word := internalMark.FindString(m.Text); {
		case word == "":
			p.Checked(1)
		case m.Place.Source == page.OCR:
			p.Doubt(say("页面上的标记由图像识别读出", "a mark on the pages was read from an image"))
		default:
			reportMark(p, m)
		}
	}
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		gap(p, s.Text, s.Place)
	}
	for _, h := range p.Set.Headings {
		gap(p, h.Text, h.Place)
	}
	for _, f := range p.Set.Forms {
		gap(p, f.Title, f.Place)
	}
}

func reportMark(p *reconcile.Pass, m fact.Mark) {
	text := once(m.Text)
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Warning,
		Element: reconcile.Element{Form: "mark", Row: internalMark.FindString(m.Text), Column: m.Why},
		Message: say(fmt.Sprintf("公开文件的%d页上印有“%s”字样（首见第%d页）。", len(m.Pages), text, m.Pages[0]),
			fmt.Sprintf("“%s” is printed over %d pages of the published document (first on page %d).", text, len(m.Pages), m.Pages[0])),
		Question: say("请问公开的是否为定稿？", "Is what is published the final version?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence("水印", text, m.Place)}})
}

// once is the text that a watermark repeats over a page.
func once(s string) string {
	r := []rune(s)
	for n := 1; n <= len(r)/2; n++ {
		if len(r)%n == 0 && strings.Repeat(string(r[:n]), len(r)/n) == s {
			return string(r[:n])
		}
	}
	return s
}

// gap reports a placeholder in a text, outside of quotations and titles.
func gap(p *reconcile.Pass, text string, at fact.Place) {
	if text == "" {
		return
	}
	found := placeholder.FindString(titled.ReplaceAllString(text, ""))
	switch {
	case found == "":
		p.Checked(1)
	case at.Source == page.OCR:
		p.Doubt(say("疑似占位符由图像识别读出", "what looks like a placeholder was read from an image"))
	default:
		p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Warning,
			Element: reconcile.Element{Form: fact.Narrative, Row: "placeholder", Column: found},
			Message: say(fmt.Sprintf("第%d页有未填写的占位符“%s”：“%s”。", at.Page, found, excerpt(text, found)),
				fmt.Sprintf("Page %d has a placeholder that was not filled in, “%s”: “%s”.", at.Page, found, excerpt(text, found))),
			Question: say("请问此处应填什么？", "What should stand here?"),
			Evidence: []reconcile.Evidence{reconcile.TextEvidence("", excerpt(text, found), at)}})
	}
}

// excerpt is a part of a text around some words.
func excerpt(text, words string) string {
	const around = 20 // characters to either side
	i := strings.Index(text, words)
	if i < 0 {
		return words
	}
	before, after := []rune(text[:i]), []rune(text[i+len(words):])
	if len(before) > around {
		before = append([]rune("…"), before[len(before)-around:]...)
	}
	if len(after) > around {
		after = append(after[:around:around], '…')
	}
	return strings.TrimLeft(string(before)+words+string(after), "：:，,。；;、")
}
