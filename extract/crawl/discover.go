package crawl

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Link is a link that the search follows or a document that it fetches.
type Link struct {
	URL *url.URL
	// Title is what the link or the page it stands on calls its target.
	Title   string
	Subject Subject
	// Type is the file type the address or the link names (pdf, xlsx, zip); empty for pages and where nothing says.
	Type string
}

// Links are what a page leads to.
type Links struct {
	// Documents are attachments, Pages the pages that are followed one level down, Pagers the further pages of the same
	// list. Each address occurs once, in the order of the page.
	Documents, Pages, Pagers []Link
	// Redirect is where the page sends its reader; then there is nothing else.
	Redirect *url.URL
}

// Discover finds what a page leads to by the rules of its site. hosts are those whose pages are followed.
func (s Site) Discover(p *Page, hosts []string) Links {
	if p.Redirect != nil {
		return Links{Redirect: p.Redirect}
	}
	d := discovery{site: s, page: p, hosts: hosts, seen: map[string]bool{Identity(p.URL): true}}
	// Pagers first: the link to the second page of a list of budgets may well have a word of disclosure in its title.
	for _, u := range pagers(p) {
		if slices.Contains(hosts, u.Host) && d.fresh(u) {
			d.links.Pagers = append(d.links.Pagers, Link{URL: u, Title: p.Title})
		}
	}
	for _, a := range bestLabels(p.Anchors) {
		d.anchor(a)
	}
	return d.links
}

// bestLabels gives every link the longest label that a link to the same address has: a list often links a row's column
// ([部门预决算]) and its title to one page.
func bestLabels(anchors []Anchor) []Anchor {
	best := map[string]Anchor{}
	for _, a := range anchors {
		if id := Canonical(a.URL); len(a.label()) > len(best[id].label()) {
			best[id] = a
		}
	}
	named := slices.Clone(anchors)
	for i := range named {
		if b, ok := best[Canonical(named[i].URL)]; ok && !named[i].Frame {
			named[i].Text, named[i].Title = b.Text, b.Title
		}
	}
	return named
}

type discovery struct {
	site  Site
	page  *Page
	hosts []string
	seen  map[string]bool
	links Links
}

// fresh says, once for each address, that it was not met on this page before.
func (d *discovery) fresh(u *url.URL) bool {
	id := Identity(u)
	if d.seen[id] {
		return false
	}
	d.seen[id] = true
	return true
}

func (d *discovery) anchor(a Anchor) {
	kind, attached := attachment(a)
	switch {
	case attached:
		if title, wanted := d.wanted(a); wanted && d.fresh(a.URL) {
			d.links.Documents = append(d.links.Documents, Link{URL: a.URL, Title: title, Subject: d.about(a, title), Type: kind})
		}
	case d.follows(a) && d.fresh(a.URL):
		d.links.Pages = append(d.links.Pages, Link{URL: a.URL, Title: a.label(), Subject: d.site.aboutTitle(a.label())})
	}
}

// about is what is known of a file by its title; its department by a link that is nothing but a name; and by the title of
// its page what neither says.
func (d *discovery) about(a Anchor, title string) Subject {
	subject, around := d.site.aboutTitle(title), d.site.aboutTitle(d.page.Title)
	if name := bodyName(a.label()); name != "" && d.site.Publisher == "" && d.site.Department == nil && kindOf(name) == "" {
		subject.Department = name
	}
	if subject.Year == 0 {
		subject.Year = around.Year
	}
	if subject.Department == "" {
		subject.Department = around.Department
	}
	return subject
}

// attachment says whether a link leads to a file, and of which type where that shows.
func attachment(a Anchor) (kind string, attached bool) {
	if kind = extension(a.URL); kind != "" {
		return kind, true
	}
	for _, name := range []string{a.Text, a.Title} {
		if kind = documentType(name); kind != "" && download(a.URL) {
			return kind, true
		}
	}
	return "", !a.Frame && download(a.URL)
}

// wanted says whether a file is a document of the site's, and what it is called: by its own name, or where that says
// nothing (附件1.pdf, the name of a department), by the title of the page it stands on.
func (d *discovery) wanted(a Anchor) (title string, wanted bool) {
	if d.site.Documents != nil {
		for _, text := range []string{a.label(), fileName(a.URL), a.URL.String()} {
			if d.site.Documents.MatchString(text) {
				return d.titled(a), true
			}
		}
		return "", false
	}
	title = d.titled(a)
	return title, disclosure(title)
}

// titled is what a file is called.
func (d *discovery) titled(a Anchor) string {
	label, file := a.label(), fileName(a.URL)
	switch {
	case disclosure(label):
		return label
	case disclosure(file):
		return file
	case label == "" || !disclosure(d.page.Title):
		return strings.TrimSpace(label + " " + d.page.Title)
	}
	return d.page.Title + " " + label
}

// follows says whether a page is looked into: one of the site's own hosts whose link the site's rule, or a word of
// disclosure, names. A frame is part of its page.
func (d *discovery) follows(a Anchor) bool {
	if !slices.Contains(d.hosts, a.URL.Host) || notPage(a.URL) || above(a.URL, d.page.URL) {
		return false
	}
	switch {
	case d.site.Links != nil:
		return d.site.Links.MatchString(a.label()) || d.site.Links.MatchString(a.URL.String())
	case a.Frame:
		return disclosure(d.page.Title) && !regexp.MustCompile(`(?i)login|visit|count|share|search|foot|head|nav|top|stat`).MatchString(a.URL.Path)
	}
	return disclosure(a.label())
}

// above says whether an address is that of a folder which a page is in: the way back up that pages print at their top.
// The search only goes down.
func above(u, page *url.URL) bool {
	folderName := folder(u)
	return u.Host == page.Host && u.RawQuery == "" && listPage(u) == "index" && !numbered(u) &&
		strings.HasPrefix(folder(page), folderName) && folder(page) != folderName
}

// notPage says whether an address is that of a picture, a style sheet or the like.
func notPage(u *url.URL) bool {
	name := strings.ToLower(u.Path)
	for _, ending := range []string{".jpg", ".jpeg", ".png", ".gif", ".css", ".js", ".ico", ".mp4", ".mp3", ".exe", ".apk", ".xml", ".json"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}
