package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"gouji/extract/page"
)

//go:embed crawl_digest.html.tmpl
var digestTemplate string

// html writes the digest as one page that needs nothing else: no script, no network. Only addresses of the web become
// links: what a site calls an address may be anything.
func (d *digest) html(to io.Writer, lang string) error {
	t, err := template.New("digest").Parse(digestTemplate)
	if err != nil {
		return fmt.Errorf("reading the digest's template: %w", err)
	}
	title := page.Message{ZH: "巡查摘要", EN: "Digest of the night"}.In(lang)
	return t.Execute(to, struct {
		Lang, Title string
		Parts       []digestPart
	}{lang, title, d.told(lang)})
}

// Linked says whether a line's address may be followed.
func (l digestLine) Linked() bool {
	return strings.HasPrefix(l.URL, "http://") || strings.HasPrefix(l.URL, "https://")
}
