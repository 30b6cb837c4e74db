// Package crawl finds the budgets and final accounts that disclosure sites publish, and fetches them politely: the sites
// as data, the links of a page, what a site's robots.txt and its answers ask for, what came back and whether it is whole.
// It is given an HTTP client, a clock and a sink; it keeps nothing itself.
package crawl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"

	"github.com/goccy/go-yaml"
)

const (
	// defaultDepth is how many levels below an entry page are followed: a list of departments, a department's list of
	// years, the page of one document.
	defaultDepth = 3
	// defaultPages is how many pages of a site are fetched in a run. At the shortest delay of 3 s that is 50 minutes.
	defaultPages = 1000
)

// Config is a file of sites.
type Config struct {
	// Contact is the mail address or web page that the User-Agent gives, so that a site's keeper can write.
	Contact string
	Sites   []Site
}

// Site is one place where documents are published.
type Site struct {
	// ID names the site on the command line and in reports.
	ID string
	// Name is what people call it; the ID where the file says nothing.
	Name string
	// Entries are the addresses the search begins at.
	Entries []string
	// Links says which pages below an entry are followed, Documents which attachments are fetched. Nil where the words of
	// disclosure (预算, 决算, 三公, 绩效) decide.
	Links, Documents *regexp.Regexp
	// MinLinks is how many documents and followed pages there are at least: fewer is a failure. MaxLinks is how many at
	// most before it is worth a note; 0 for no bound.
	MinLinks, MaxLinks int
	// Depth is how many levels below an entry are followed, Pages how many pages are fetched at most.
	Depth, Pages int
	// Department names the department in a title: its first group. Nil for the usual form (某市某局2026年部门预算).
	Department *regexp.Regexp
	// Publisher is the department where all documents of the site are one department's; else empty.
	Publisher string
}

// fileOfSites is the configuration as written.
type fileOfSites struct {
	Contact string      `yaml:"contact"`
	Sites   []siteEntry `yaml:"sites"`
}

type siteEntry struct {
	ID         string   `yaml:"id"`
	Name       string   `yaml:"name"`
	Entries    []string `yaml:"entries"`
	Links      string   `yaml:"links"`
	Documents  string   `yaml:"documents"`
	MinLinks   *int     `yaml:"min_links"`
	MaxLinks   int      `yaml:"max_links"`
	Depth      *int     `yaml:"depth"`
	Pages      int      `yaml:"pages"`
	Department string   `yaml:"department"`
	Publisher  string   `yaml:"publisher"`
}

// ParseConfig reads a file of sites strictly: an unknown key, a rule that is no regular expression, an address that is
// none is an error. name is what errors call the file.
func ParseConfig(name string, text []byte) (Config, error) {
	var f fileOfSites
	err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&f)
	var where yaml.Error
	switch {
	case errors.As(err, &where):
		return Config{}, fmt.Errorf("%s:%d: %s", name, where.GetToken().Position.Line, where.GetMessage())
	case err != nil && !errors.Is(err, io.EOF):
		return Config{}, fmt.Errorf("%s: %w", name, err)
	case f.Contact == "":
		return Config{}, fmt.Errorf("%s: contact is missing: sites are told whom to write to", name)
	case len(f.Sites) == 0:
		return Config{}, fmt.Errorf("%s: there are no sites", name)
	}
	c := Config{Contact: f.Contact}
	seen := map[string]bool{}
	for i, e := range f.Sites {
		s, err := e.site()
		switch {
		case err != nil:
			return Config{}, fmt.Errorf("%s: site %d (%s): %w", name, i+1, e.ID, err)
		case seen[s.ID]:
			return Config{}, fmt.Errorf("%s: two sites have the id %s", name, s.ID)
		}
		seen[s.ID] = true
		c.Sites = append(c.Sites, s)
	}
	return c, nil
}

// site is the entry with its defaults, checked.
func (e siteEntry) site() (Site, error) {
	s := Site{ID: e.ID, Name: e.Name, Entries: e.Entries, MinLinks: 1, MaxLinks: e.MaxLinks, Depth: defaultDepth,
		Pages: e.Pages, Publisher: e.Publisher}
	if s.Name == "" {
		s.Name = s.ID
	}
	if e.MinLinks != nil {
		s.MinLinks = *e.MinLinks
	}
	if e.Depth != nil {
		s.Depth = *e.Depth
	}
	if s.Pages == 0 {
		s.Pages = defaultPages
	}
	switch {
	case s.ID == "":
		return s, errors.New("id is missing")
	case len(s.Entries) == 0:
		return s, errors.New("entries is missing")
	case s.MinLinks < 1:
		// A list that is empty and a list that could not be read look the same.
		return s, errors.New("min_links must be at least 1")
	case s.Depth < 0 || s.Pages < 0 || s.MaxLinks < 0:
		return s, errors.New("depth, pages and max_links cannot be negative")
	}
	for _, entry := range s.Entries {
		if u, err := url.Parse(entry); err != nil || u.Host == "" || !web(u) {
			return s, fmt.Errorf("entry %q is no address of a web page", entry)
		}
	}
	return s, e.rules(&s)
}

// rules compiles the regular expressions.
func (e siteEntry) rules(s *Site) error {
	for _, r := range []struct {
		key, text string
		to        **regexp.Regexp
	}{{"links", e.Links, &s.Links}, {"documents", e.Documents, &s.Documents}, {"department", e.Department, &s.Department}} {
		if r.text == "" {
			continue
		}
		compiled, err := regexp.Compile(r.text)
		if err != nil {
			return fmt.Errorf("%s: %w", r.key, err)
		}
		*r.to = compiled
	}
	if s.Department != nil && s.Department.NumSubexp() == 0 {
		return errors.New("department: the expression needs a group that holds the name")
	}
	return nil
}

// web says whether an address is one of HTTP.
func web(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }
