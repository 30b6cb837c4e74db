package main

import (
	"fmt"
	"strings"
	"time"

	"gouji/extract/page"
)

// changesShown is how many changed figures of a version the text lists; the JSON has all.
const changesShown = 10

// text is the digest for a person.
func (d *digest) text(lang string) string {
	t := digestText{lang: lang}
	t.heading(page.Message{ZH: fmt.Sprintf("第%d次巡查 %s，用时%s，新文件%d，新版本%d，未变化%d", d.Run, d.Started.Format(time.RFC3339),
		d.Finished.Sub(d.Started).Round(time.Second), len(d.NewDocuments), len(d.NewVersions), d.Unchanged),
		EN: fmt.Sprintf("run %d, %s, took %s: %d new documents, %d new versions, %d unchanged", d.Run, d.Started.Format(time.RFC3339),
			d.Finished.Sub(d.Started).Round(time.Second), len(d.NewDocuments), len(d.NewVersions), d.Unchanged)})
	t.trouble(d)
	t.news(d)
	t.results(d)
	return t.b.String()
}

// digestText writes a digest in one language.
type digestText struct {
	b    strings.Builder
	lang string
}

func (t *digestText) heading(m page.Message) { t.b.WriteString(m.In(t.lang) + "\n") }

// section writes a heading with a number, and leaves it out where there is nothing under it.
func (t *digestText) section(zh, en string, n int) bool {
	if n == 0 {
		return false
	}
	t.b.WriteString("\n" + page.Message{ZH: fmt.Sprintf("%s（%d）", zh, n), EN: fmt.Sprintf("%s (%d)", en, n)}.In(t.lang) + "\n")
	return true
}

func (t *digestText) line(format string, args ...any) { fmt.Fprintf(&t.b, "  "+format+"\n", args...) }

// trouble comes first: what is missing below because it could not be had.
func (t *digestText) trouble(d *digest) {
	if t.section("未能巡查的网站", "sites that failed", len(d.FailedSites)) {
		for _, s := range d.FailedSites {
			t.line("%s %s: %s", s.Site, s.Name, s.Why.In(t.lang))
		}
	}
	if t.section("未能取得", "not fetched", len(d.NotFetched)) {
		for _, u := range d.NotFetched {
			t.line("%s: %s %s", u.Why.In(t.lang), u.Title, u.URL)
		}
	}
	if t.section("已保存、未能读取", "kept and could not be read", len(d.NotRead)) {
		for _, u := range d.NotRead {
			t.line("%s: %s", u.Path, u.Why.In(t.lang))
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
				t.line("%s %s", n.Title, n.URL)
			}
		}
	}
	if t.section("网站不再链接（文件保留）", "no longer linked (kept)", len(d.Unseen)) {
		for _, u := range d.Unseen {
			t.line("%s %s", u.Title, u.URL)
		}
	}
}

// version says what changed in a document.
func (t *digestText) version(v newVersion) {
	t.line("%s %s", v.Title, v.URL)
	if v.Changes == nil {
		t.line("  %s", page.Message{ZH: "未能比较：两个版本未都读取", EN: "not compared: not both versions were read"}.In(t.lang))
		return
	}
	c := v.Changes
	t.line("  %s", page.Message{ZH: fmt.Sprintf("数据：新增%d，消失%d，改动%d；发现：新增%d，消除%d", len(c.Added), len(c.Gone), len(c.Altered),
		len(c.NewFindings), len(c.FixedFindings)),
		EN: fmt.Sprintf("figures: %d added, %d gone, %d altered; findings: %d new, %d fixed", len(c.Added), len(c.Gone), len(c.Altered),
			len(c.NewFindings), len(c.FixedFindings))}.In(t.lang))
	for _, f := range c.Altered[:min(len(c.Altered), changesShown)] {
		doubt := ""
		if !f.Sure {
			doubt = page.Message{ZH: "（读取不确定）", EN: " (reading not sure)"}.In(t.lang)
		}
		t.line("    %s %s %s: %s → %s%s", f.Form, f.RowName, f.Column, f.Before, f.After, doubt)
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
				t.line("[%s] %s %s %s: %s", f.Level, f.Rule, f.ID, f.Publisher, f.Message.In(t.lang))
			}
		}
	}
}
