package main

import (
	"fmt"
	"strings"
	"time"

	"gouji/extract/page"
)

// changesShown is how many changed figures of a version the text lists; the JSON has all.
const changesShown = 10

// told is the digest for a person, part by part.
func (d *digest) told(lang string) []digestPart {
	t := digestText{lang: lang}
	t.heading(page.Message{ZH: fmt.Sprintf("第%d次巡查 %s，用时%s，新文件%d，新版本%d，未变化%d", d.Run, d.Started.Format(time.RFC3339),
		d.Finished.Sub(d.Started).Round(time.Second), len(d.NewDocuments), len(d.NewVersions), d.Unchanged),
		EN: fmt.Sprintf("run %d, %s, took %s: %d new documents, %d new versions, %d unchanged", d.Run, d.Started.Format(time.RFC3339),
			d.Finished.Sub(d.Started).Round(time.Second), len(d.NewDocuments), len(d.NewVersions), d.Unchanged)})
	t.trouble(d)
	t.news(d)
	t.results(d)
	return t.parts
}

// digestPart is a heading and what stands under it.
type digestPart struct {
	Heading string
	// Section says that it begins a section; else it is a remark.
	Section bool
	Lines   []digestLine
}

// digestLine is a line of a part. URL and Level (of a finding) are empty where it has none; Inner says that it belongs
// to the line above it.
type digestLine struct {
	Level, Text, URL string
	Inner            bool
}

// text is the digest for a terminal or a mail.
func (d *digest) text(lang string) string {
	var b strings.Builder
	for _, p := range d.told(lang) {
		if p.Section {
			b.WriteString("\n")
		}
		b.WriteString(p.Heading + "\n")
		for _, l := range p.Lines {
			b.WriteString("  " + l.plain() + "\n")
		}
	}
	return b.String()
}

func (l digestLine) plain() string {
	text := l.Text
	if l.Inner {
		text = "  " + text
	}
	if l.Level != "" {
		text = "[" + l.Level + "] " + text
	}
	if l.URL != "" {
		text += " " + l.URL
	}
	return text
}

// digestText writes a digest in one language.
type digestText struct {
	lang  string
	parts []digestPart
}

func (t *digestText) heading(m page.Message) {
	t.parts = append(t.parts, digestPart{Heading: m.In(t.lang)})
}

// section writes a heading with a number, and leaves it out where there is nothing under it.
func (t *digestText) section(zh, en string, n int) bool {
	if n == 0 {
		return false
	}
	heading := page.Message{ZH: fmt.Sprintf("%s（%d）", zh, n), EN: fmt.Sprintf("%s (%d)", en, n)}.In(t.lang)
	t.parts = append(t.parts, digestPart{Heading: heading, Section: true})
	return true
}

func (t *digestText) line(l digestLine) {
	last := &t.parts[len(t.parts)-1]
	last.Lines = append(last.Lines, l)
}

// inner writes a line that belongs to the one above it.
func (t *digestText) inner(text string) { t.line(digestLine{Text: text, Inner: true}) }

// trouble comes first: what is missing below because it could not be had.
func (t *digestText) trouble(d *digest) {
	if t.section("未能巡查的网站", "sites that failed", len(d.FailedSites)) {
		for _, s := range d.FailedSites {
			t.line(digestLine{Text: fmt.Sprintf("%s %s: %s", s.Site, s.Name, s.Why.In(t.lang))})
		}
	}
	if t.section("未能取得", "not fetched", len(d.NotFetched)) {
		for _, u := range d.NotFetched {
			t.line(digestLine{Text: u.Why.In(t.lang) + ": " + u.Title, URL: u.URL})
		}
	}
	if t.section("已保存、未能读取", "kept and could not be read", len(d.NotRead)) {
		for _, u := range d.NotRead {
			t.line(digestLine{Text: u.Path + ": " + u.Why.In(t.lang)})
		}
	}
	for _, s := range d.Sites {
		if s.Many {
			t.heading(page.Message{ZH: fmt.Sprintf("注意：%s 的链接（%d）多于配置的数量", s.Site, s.Links),
				EN: fmt.Sprintf("note: %s has more links (%d) than the configuration expects", s.Site, s.Links)})
		}
	}
}

// news is what came.
func (t *digestText) news(d *digest) {
	if t.section("发布后又改动的文件", "changed after publication", len(d.NewVersions)) {
		for _, v := range d.NewVersions {
			t.version(v)
		}
	}
	for _, part := range []struct {
		zh, en string
		list   []newDocument
	}{{"新文件", "new documents", d.NewDocuments}, {"已有文件的其他地址", "further addresses of known documents", d.NewAliases},
		{"已保存、暂不支持读取的类型", "kept, of types that are not read", d.NotSupported}} {
		if t.section(part.zh, part.en, len(part.list)) {
			for _, n := range part.list {
				t.line(digestLine{Text: n.Title, URL: n.URL})
			}
		}
	}
	if t.section("网站不再链接（文件保留）", "no longer linked (kept)", len(d.Unseen)) {
		for _, u := range d.Unseen {
			t.line(digestLine{Text: u.Title, URL: u.URL})
		}
	}
}

// version says what changed in a document.
func (t *digestText) version(v newVersion) {
	t.line(digestLine{Text: v.Title, URL: v.URL})
	if v.Changes == nil {
		t.inner(page.Message{ZH: "未能比较：两个版本未都读取", EN: "not compared: not both versions were read"}.In(t.lang))
		return
	}
	c := v.Changes
	t.inner(page.Message{ZH: fmt.Sprintf("数据：新增%d，消失%d，改动%d；发现：新增%d，消除%d", len(c.Added), len(c.Gone), len(c.Altered),
		len(c.NewFindings), len(c.FixedFindings)),
		EN: fmt.Sprintf("figures: %d added, %d gone, %d altered; findings: %d new, %d fixed", len(c.Added), len(c.Gone), len(c.Altered),
			len(c.NewFindings), len(c.FixedFindings))}.In(t.lang))
	for _, f := range c.Altered[:min(len(c.Altered), changesShown)] {
		doubt := ""
		if !f.Sure {
			doubt = page.Message{ZH: "（读取不确定）", EN: " (reading not sure)"}.In(t.lang)
		}
		t.inner(fmt.Sprintf("  %s %s %s: %s → %s%s", f.Form, f.RowName, f.Column, f.Before, f.After, doubt))
	}
}

// results are the findings, by standing.
func (t *digestText) results(d *digest) {
	for _, standing := range []struct{ status, zh, en string }{{"new", "新发现", "new findings"}, {"reopened", "重新打开的发现", "reopened findings"},
		{"updated", "数据有变的发现", "findings with other figures"}, {"absent", "不再存在的发现", "findings no longer found"}} {
		var list []foundFinding
		for _, f := range d.Findings {
			if f.Status == standing.status {
				list = append(list, f)
			}
		}
		if t.section(standing.zh, standing.en, len(list)) {
			for _, f := range list {
				t.line(digestLine{Level: f.Level, Text: fmt.Sprintf("%s %s %s: %s", f.Rule, f.ID, f.Publisher, f.Message.In(t.lang))})
			}
		}
	}
}
