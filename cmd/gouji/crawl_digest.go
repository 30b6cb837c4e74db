package main

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"slices"
	"time"

	"gouji/extract/crawl"
	"gouji/extract/page"
	"gouji/store"
)

// digest is what a night came to. Lists are in a fixed order, so that the same night gives the same bytes.
type digest struct {
	Run      int64     `json:"run"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Seconds  int64     `json:"seconds"`
	Outcome  string    `json:"outcome"`
	// FailedSites come first: a site that cannot be read looks like one with nothing new.
	FailedSites []failedSite `json:"failed_sites"`
	Sites       []siteDigest `json:"sites"`
	// NewDocuments are contents that were not known before, NewVersions those that took another's place, NewAliases
	// further addresses of a content.
	NewDocuments []newDocument   `json:"new_documents"`
	NewVersions  []newVersion    `json:"new_versions"`
	NewAliases   []newDocument   `json:"new_aliases"`
	Unseen       []unseenAddress `json:"unseen"`
	Findings     []foundFinding  `json:"findings"`
	// NotFetched are documents and pages that could not be had, NotRead documents that are kept and could not be read,
	// NotSupported those of types that are kept and not read.
	NotFetched   []unfetched      `json:"not_fetched"`
	NotRead      []unreadDocument `json:"not_read"`
	NotSupported []newDocument    `json:"not_supported"`
	// Unchanged is how many addresses have what they had.
	Unchanged int `json:"unchanged"`
}

type failedSite struct {
	Site  string       `json:"site"`
	Name  string       `json:"name"`
	Class crawl.Class  `json:"class"`
	Why   page.Message `json:"why"`
}

type siteDigest struct {
	Site  string `json:"site"`
	Name  string `json:"name"`
	Pages int    `json:"pages"`
	Links int    `json:"links"`
	// Bare are pages that lead to nothing: their figures, if any, stand in the page itself.
	Bare     []string `json:"bare"`
	Complete bool     `json:"complete"`
	// Many says that there are more links than the configuration expects.
	Many bool `json:"many"`
}

type newDocument struct {
	Site       string `json:"site"`
	URL        string `json:"url"`
	Title      string `json:"title"`
	Kind       string `json:"kind"`
	Year       int    `json:"year"`
	Department string `json:"department"`
	Type       string `json:"type"`
	SHA256     string `json:"sha256"`
}

type newVersion struct {
	Site     string `json:"site"`
	URL      string `json:"url"`
	Title    string `json:"title"`
	SHA256   string `json:"sha256"`
	Replaces string `json:"replaces"`
	// Changes is null where one of the two could not be read.
	Changes *versionChanges `json:"changes"`
}

type unseenAddress struct {
	Site   string `json:"site"`
	URL    string `json:"url"`
	Title  string `json:"title"`
	SHA256 string `json:"sha256"`
}

type foundFinding struct {
	ID        string       `json:"id"`
	Rule      string       `json:"rule"`
	Level     string       `json:"level"`
	Status    string       `json:"status"`
	SHA256    string       `json:"sha256"`
	Publisher string       `json:"publisher"`
	Year      int          `json:"year"`
	Title     page.Message `json:"title"`
	Message   page.Message `json:"message"`
}

type unfetched struct {
	Site  string       `json:"site"`
	URL   string       `json:"url"`
	Title string       `json:"title"`
	Class crawl.Class  `json:"class"`
	Why   page.Message `json:"why"`
}

type unreadDocument struct {
	SHA256 string       `json:"sha256"`
	Path   string       `json:"path"`
	Class  string       `json:"class"`
	Why    page.Message `json:"why"`
}

// document takes a document that a site links.
func (d *digest) document(s store.Sighting, a store.Arrival) {
	doc := newDocument{Site: s.Site, URL: s.URL, Title: s.Title, Kind: s.Kind, Year: s.Year, Department: s.Department, Type: s.Type, SHA256: s.SHA256}
	switch {
	case s.FailureClass != "":
		d.NotFetched = append(d.NotFetched, unfetched{s.Site, s.URL, s.Title, crawl.Class(s.FailureClass), s.Failure})
		return
	case a.NewDocument && a.Replaces == "":
		d.NewDocuments = append(d.NewDocuments, doc)
	case a.NewAddress && !a.NewDocument:
		d.NewAliases = append(d.NewAliases, doc)
	case a.Replaces == "":
		d.Unchanged++
	}
	if a.NewDocument && kindOfFile("."+s.Type) != documentFile {
		d.NotSupported = append(d.NotSupported, doc)
	}
}

// site takes how a site fared.
func (d *digest) site(s crawl.Site, w crawl.Walked, unseen []store.Address) {
	d.Sites = append(d.Sites, siteDigest{Site: s.ID, Name: s.Name, Pages: w.Pages, Links: w.Links, Bare: w.Bare, Complete: w.Complete(), Many: w.Many})
	if w.Failure != nil {
		d.FailedSites = append(d.FailedSites, failedSite{s.ID, s.Name, w.Failure.Class, w.Failure.Message()})
	}
	for _, f := range w.PageFailures {
		d.NotFetched = append(d.NotFetched, unfetched{Site: s.ID, URL: f.URL, Class: f.Failure.Class, Why: f.Failure.Message()})
	}
	for _, a := range unseen {
		d.Unseen = append(d.Unseen, unseenAddress{a.Site, a.URL, a.Title, a.SHA256})
	}
}

// version takes a document that took another's place.
func (d *digest) version(v store.Version, changes versionChanges, comparable bool) {
	n := newVersion{Site: v.Site, URL: v.URL, Title: v.Title, SHA256: v.SHA256, Replaces: v.Replaces}
	if comparable {
		n.Changes = &changes
	} else if v.Run != d.Run {
		return // it was reported when it came
	}
	d.NewVersions = append(d.NewVersions, n)
}

// finish puts everything into its order: sites as the configuration has them, the rest by site and address.
func (d *digest) finish(at time.Time, sites []crawl.Site) {
	d.Started, d.Finished = d.Started.UTC(), at.UTC()
	d.Seconds = int64(d.Finished.Sub(d.Started).Seconds())
	place := map[string]int{}
	for i, s := range sites {
		place[s.ID] = i
	}
	by := func(siteA, urlA, siteB, urlB string) int {
		return cmp.Or(cmp.Compare(place[siteA], place[siteB]), cmp.Compare(urlA, urlB))
	}
	slices.SortFunc(d.FailedSites, func(a, b failedSite) int { return by(a.Site, "", b.Site, "") })
	slices.SortFunc(d.Sites, func(a, b siteDigest) int { return by(a.Site, "", b.Site, "") })
	for _, list := range [][]newDocument{d.NewDocuments, d.NewAliases, d.NotSupported} {
		slices.SortFunc(list, func(a, b newDocument) int { return by(a.Site, a.URL, b.Site, b.URL) })
	}
	slices.SortFunc(d.NewVersions, func(a, b newVersion) int { return by(a.Site, a.URL, b.Site, b.URL) })
	slices.SortFunc(d.Unseen, func(a, b unseenAddress) int { return by(a.Site, a.URL, b.Site, b.URL) })
	slices.SortFunc(d.NotFetched, func(a, b unfetched) int { return by(a.Site, a.URL, b.Site, b.URL) })
	slices.SortFunc(d.NotRead, func(a, b unreadDocument) int { return cmp.Compare(a.Path, b.Path) })
}

// troubled says whether something could not be done. What a site forbids and links that lead to nothing are told, and no
// trouble: they are so every night.
func (d *digest) troubled() bool {
	return len(d.FailedSites)+len(d.NotRead) > 0 ||
		slices.ContainsFunc(d.NotFetched, func(u unfetched) bool { return !u.Class.Lasting() })
}

// json is the digest as it is printed and kept.
func (d *digest) json() ([]byte, error) {
	text, err := json.MarshalIndent(d, "", " ")
	return append(text, '\n'), err
}

func (n *night) saveDigest(ctx context.Context) error {
	text, err := n.digest.json()
	if err != nil {
		return err
	}
	return n.store.SaveDigest(ctx, n.run, string(text))
}

// print writes the digest.
func (d *digest) print(to io.Writer, format, lang string) error {
	text, err := d.json()
	if err != nil {
		return err
	}
	switch format {
	case "text":
		text = []byte(d.text(lang))
	case "html":
		return d.html(to, lang)
	}
	_, err = to.Write(text)
	return err
}
