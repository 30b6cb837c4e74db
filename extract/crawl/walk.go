package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
)

// Known is what was kept of an address: what its server gave for asking again, and the content it had. Zero where the
// address is new.
type Known struct {
	Validators
	SHA256 string
}

// Found is a document that a site links, with what was fetched or why it was not.
type Found struct {
	Link
	// Identity is the address without what changes from visit to visit; Referer the page the link stands on.
	Identity, Referer string
	// Response is nil where nothing was fetched: where Failure says why, and where Unchanged says that the server has
	// nothing new.
	Response  *Response
	Unchanged bool
	Failure   *Failure
}

// Sink takes what a walk finds. An error of either ends the walk.
type Sink struct {
	// Known gives what is known of a document's address.
	Known func(identity string) (Known, error)
	// Found takes a document as it is found.
	Found func(Found) error
}

// PageFailure is a page that could not be looked into.
type PageFailure struct {
	URL     string
	Failure *Failure
}

// Walked is what a walk over a site came to.
type Walked struct {
	// Pages is how many pages were read; Links how many documents and followed pages they link.
	Pages, Links int
	// Failure is why the site as a whole failed; nil where it did not.
	Failure *Failure
	// PageFailures are pages below the entries that could not be read.
	PageFailures []PageFailure
	// Bare are pages below the entries that were followed and lead to nothing: their figures stand in the page itself,
	// or are put there by a script.
	Bare []string
	// Many says that there are more links than the site is said to have.
	Many bool
}

// Complete says whether everything that the site links was seen: only then does what was not seen say anything. Pages
// that robots.txt forbids are never seen, and at those that are gone there is nothing to see.
func (w Walked) Complete() bool {
	return w.Failure == nil && !slices.ContainsFunc(w.PageFailures, func(f PageFailure) bool { return !f.Failure.Class.Lasting() })
}

// Walk looks through a site from its entries and hands every document to the sink as it is found: tokens in addresses
// do not last. The error is that of the context or the sink; what is wrong with the site is in the result.
func (f *Fetcher) Walk(ctx context.Context, site Site, sink Sink) (Walked, error) {
	w := &walk{fetcher: f, site: site, sink: sink, seen: map[string]bool{}}
	for _, entry := range site.Entries {
		u, err := url.Parse(entry)
		if err != nil {
			return w.walked, fmt.Errorf("site %s: %w", site.ID, err)
		}
		w.hosts = append(w.hosts, u.Host)
		w.push(step{link: Link{URL: u}})
	}
	for len(w.queue) > 0 {
		next := w.queue[0]
		w.queue = w.queue[1:]
		if err := w.visit(ctx, next); err != nil {
			return w.walked, err
		}
	}
	w.end()
	return w.walked, nil
}

// step is a page to be read.
type step struct {
	link Link
	// referer is the page that links it; depth how many levels below an entry it is; sent how many stubs led to it.
	referer     string
	depth, sent int
}

// walk is a walk under way.
type walk struct {
	fetcher *Fetcher
	site    Site
	sink    Sink
	hosts   []string
	queue   []step
	seen    map[string]bool
	walked  Walked
	shell   bool // an entry has scripts and nothing to follow
}

func (w *walk) push(s step) {
	if id := Identity(s.link.URL); !w.seen[id] {
		w.seen[id] = true
		w.queue = append(w.queue, s)
	}
}

// visit reads one page and follows what is on it.
func (w *walk) visit(ctx context.Context, s step) error {
	if w.walked.Pages >= w.site.Pages {
		w.fail(s, failed(ClassPageLimit, "%d", w.site.Pages))
		w.queue = nil
		return nil
	}
	p, failure, err := w.read(ctx, s)
	switch {
	case err != nil:
		return err
	case failure != nil:
		w.fail(s, failure)
		return nil
	}
	links := w.site.Discover(p, w.hosts)
	if links.Redirect != nil {
		w.sendOn(s, links.Redirect)
		return nil
	}
	return w.follow(ctx, s, p, links)
}

// read fetches and reads a page.
func (w *walk) read(ctx context.Context, s step) (*Page, *Failure, error) {
	response, err := w.fetcher.Fetch(ctx, Request{URL: s.link.URL, Referer: s.referer})
	if failure, err := asFailure(err); failure != nil || err != nil {
		return nil, failure, err
	}
	w.walked.Pages++
	if s.depth == 0 && !slices.Contains(w.hosts, response.URL.Host) {
		// A site that has moved sends its entry on to its new host.
		w.hosts = append(w.hosts, response.URL.Host)
	}
	if kind := sniff(response.Body); kind != "html" && kind != "" {
		return nil, failed(ClassType, "%s where a page was expected", kind), nil
	}
	p, err := ParsePage(response.URL, response.Header.Get("Content-Type"), response.Body)
	if err != nil {
		return nil, failed(ClassHTML, "%v", err), nil
	}
	if challenge(response.Status, p) {
		failure := failed(ClassChallenge, "%s", p.Title)
		w.fetcher.leave(response.URL, failure)
		return nil, failure, nil
	}
	return p, nil, nil
}

// leave gives up a host for the rest of the run.
func (f *Fetcher) leave(u *url.URL, why *Failure) {
	h := f.host(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pace.Close(why.Error())
}

// sendOn follows a page that does nothing but send its reader on.
func (w *walk) sendOn(s step, to *url.URL) {
	if s.sent >= maxRedirects || w.seen[Identity(to)] && s.depth == 0 {
		w.fail(s, failed(ClassRedirects, "%s", to))
		return
	}
	if s.depth == 0 && !slices.Contains(w.hosts, to.Host) {
		w.hosts = append(w.hosts, to.Host)
	}
	if slices.Contains(w.hosts, to.Host) {
		w.push(step{link: Link{URL: to, Title: s.link.Title}, referer: Canonical(s.link.URL), depth: s.depth, sent: s.sent + 1})
	}
}

// follow takes the documents of a page and queues the pages it leads to.
func (w *walk) follow(ctx context.Context, s step, p *Page, links Links) error {
	at := Canonical(p.URL)
	for _, link := range links.Pagers {
		w.push(step{link: link, referer: at, depth: s.depth})
	}
	for _, link := range links.Documents {
		if err := w.document(ctx, link, at); err != nil {
			return err
		}
	}
	for _, link := range links.Pages {
		if id := Identity(link.URL); !w.seen[id] {
			w.walked.Links++
			if s.depth < w.site.Depth {
				w.push(step{link: link, referer: at, depth: s.depth + 1})
			}
			w.seen[id] = true
		}
	}
	if len(links.Documents)+len(links.Pages)+len(links.Pagers) == 0 {
		w.shell = w.shell || s.depth == 0 && p.ScriptFiles > 0
		if s.depth > 0 {
			w.walked.Bare = append(w.walked.Bare, at)
		}
	}
	return nil
}

// document fetches one document, unless the walk had it before.
func (w *walk) document(ctx context.Context, link Link, referer string) error {
	id := Identity(link.URL)
	if w.seen[id] {
		return nil
	}
	w.seen[id] = true
	w.walked.Links++
	known, err := w.sink.Known(id)
	if err != nil {
		return err
	}
	found := Found{Link: link, Identity: id, Referer: referer}
	response, err := w.fetcher.Fetch(ctx, Request{URL: link.URL, Referer: referer, Document: true, Type: link.Type, Known: known.Validators})
	if found.Failure, err = asFailure(err); err != nil {
		return err
	}
	switch {
	case found.Failure != nil:
	case response.NotModified() && known.SHA256 != "":
		found.Unchanged = true
	case response.NotModified():
		found.Failure = failed(ClassStatus, "304 for what was never fetched")
	default:
		found.Response, found.Type = response, response.Type
	}
	return w.sink.Found(found)
}

// asFailure tells a failure to fetch from an error that ends the walk.
func asFailure(err error) (*Failure, error) {
	var failure *Failure
	if errors.As(err, &failure) {
		return failure, nil
	}
	return nil, err
}

// fail notes a page that could not be read; of an entry it is the site's failure.
func (w *walk) fail(s step, failure *Failure) {
	if s.depth == 0 && s.referer == "" && w.walked.Failure == nil {
		w.walked.Failure = failure
		return
	}
	if s.depth == 0 && failure.Class == ClassRedirects && w.walked.Failure == nil {
		w.walked.Failure = failure
		return
	}
	w.walked.PageFailures = append(w.walked.PageFailures, PageFailure{Canonical(s.link.URL), failure})
}

// end holds what was found against what there has to be.
func (w *walk) end() {
	switch {
	case w.walked.Failure != nil:
	case w.walked.Links == 0 && w.shell:
		w.walked.Failure = failed(ClassNoLinks, "the list is filled by a script")
	case w.walked.Links == 0:
		w.walked.Failure = failed(ClassNoLinks, "%d pages read", w.walked.Pages)
	case w.walked.Links < w.site.MinLinks:
		w.walked.Failure = failed(ClassFewLinks, "%d, at least %d expected", w.walked.Links, w.site.MinLinks)
	}
	w.walked.Many = w.site.MaxLinks > 0 && w.walked.Links > w.site.MaxLinks
}
