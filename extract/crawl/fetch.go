package crawl

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	// maxRedirects is how often an address may send on; browsers allow 20, sites that mean it need 3.
	maxRedirects = 8
	// attempts is how often is tried what may pass.
	attempts = 3
)

// Clock is the time, and how to wait for a later one. Sleep gives the context's error where that ends first.
type Clock struct {
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
}

// Limits are the sizes, in bytes, beyond which nothing is kept, and the times an answer may take.
type Limits struct {
	Page, Document         int64
	PageTime, DocumentTime time.Duration
}

// DefaultLimits are 10 MiB and a minute for a page (the largest of the corpus has 400 KB), 200 MiB and a quarter of an
// hour for a document.
func DefaultLimits() Limits {
	return Limits{Page: 10 << 20, Document: 200 << 20, PageTime: time.Minute, DocumentTime: 15 * time.Minute}
}

// Fetcher fetches addresses: one request a host at a time, at the pace its robots.txt and its answers ask for. Its
// methods may be called from several goroutines.
type Fetcher struct {
	// Client must not follow redirects by itself (NoRedirects) and should dial through Guard.
	Client *http.Client
	Clock  Clock
	// Agent is the User-Agent; UserAgent makes it.
	Agent  string
	Limits Limits
	// Jitter gives a random part of a duration.
	Jitter func(time.Duration) time.Duration
	// Record is told of every exchange, in the order they end; nil for no record.
	Record func(Exchange) error

	mu    sync.Mutex
	hosts map[string]*host
}

// UserAgent is how the program says what it is and whom to write to.
func UserAgent(version, contact string) string {
	return "gouji/" + version + " (+" + contact + ")"
}

// NoRedirects is an http.Client's CheckRedirect that hands redirects out as they are.
func NoRedirects(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Validators are what a server gave with the last answer, to be asked whether anything is new.
type Validators struct{ ETag, LastModified string }

// Request is what to fetch.
type Request struct {
	URL *url.URL
	// Referer is the page the link stands on; empty for none.
	Referer string
	// Document says that a document is wanted, not a page; Type is the one the link names.
	Document bool
	Type     string
	Known    Validators
}

// Response is what came, whole.
type Response struct {
	// URL is where it was found in the end.
	URL    *url.URL
	Status int
	Header http.Header
	Body   []byte
	// SHA256 is the hash of Body, in hexadecimal.
	SHA256 string
	// Type is the type of a document by its content.
	Type string
	At   time.Time
}

// NotModified says that nothing came, since nothing is new.
func (r *Response) NotModified() bool { return r.Status == http.StatusNotModified }

// host is what is known of a host.
type host struct {
	mu     sync.Mutex
	pace   Pace
	robots *Robots
}

func (f *Fetcher) host(u *url.URL) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.hosts == nil {
		f.hosts = map[string]*host{}
	}
	if f.hosts[u.Host] == nil {
		f.hosts[u.Host] = &host{}
	}
	return f.hosts[u.Host]
}

// Fetch fetches an address, follows where it sends on, and looks whether what came is what was wanted, and whole. The
// error is a *Failure, or that of the context or of Record.
func (f *Fetcher) Fetch(ctx context.Context, request Request) (*Response, error) {
	at := request.URL
	for range maxRedirects + 1 {
		request.URL = at
		response, err := f.patiently(ctx, request)
		if err != nil {
			return nil, err
		}
		if !redirects(response.Status) {
			return response, nil
		}
		next, err := at.Parse(response.Header.Get("Location"))
		if err != nil || response.Header.Get("Location") == "" || !web(next) || next.Host == "" {
			return nil, failed(ClassRedirects, "Location: %s", response.Header.Get("Location"))
		}
		next.Fragment = ""
		at = next
	}
	return nil, failed(ClassRedirects, "more than %d", maxRedirects)
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// patiently fetches one address, again where that may help.
func (f *Fetcher) patiently(ctx context.Context, request Request) (response *Response, err error) {
	var failure *Failure
	for range attempts {
		response, err = f.politely(ctx, request)
		if err == nil || ctx.Err() != nil || !errors.As(err, &failure) || !failure.passes() {
			break
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return response, err
}

// politely makes one request when its host may be asked, if it may.
func (f *Fetcher) politely(ctx context.Context, request Request) (*Response, error) {
	h := f.host(request.URL)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.robots == nil {
		robots, err := f.askRobots(ctx, h, request.URL)
		if err != nil {
			return nil, err
		}
		h.robots, h.pace.CrawlDelay = &robots, robots.Delay()
	}
	if !h.robots.Allowed(request.URL) {
		return nil, failed(ClassRobots, "%s", request.URL.Host)
	}
	response, err := f.exchange(ctx, h, request)
	if err == nil {
		err = f.judge(request, response)
	}
	var failure *Failure
	if errors.As(err, &failure) && failure.leaves() {
		h.pace.Close(failure.Error())
	}
	if err != nil {
		return nil, err
	}
	return response, nil
}

// judge says what is wrong with an answer, and gives a document its type.
func (f *Fetcher) judge(request Request, r *Response) error {
	switch {
	case redirects(r.Status), r.NotModified():
		return nil
	case r.Status == http.StatusForbidden:
		return failed(ClassDenied, "403")
	case r.Status == http.StatusNotFound, r.Status == http.StatusGone:
		return failed(ClassGone, "%d", r.Status)
	case r.Status != http.StatusOK && barred(r):
		return failed(ClassChallenge, "%d", r.Status)
	case r.Status != http.StatusOK:
		failure := failed(ClassStatus, "%d", r.Status)
		failure.answer.Status = r.Status
		return failure
	case !request.Document:
		return nil
	}
	kind, failure := documentOf(request.Type, r)
	if failure != nil {
		return failure
	}
	r.Type = kind
	return nil
}

// barred says whether an answer that is no success is a page that bars the way.
func barred(r *Response) bool {
	if sniff(r.Body) != "html" {
		return false
	}
	p, err := ParsePage(r.URL, r.Header.Get("Content-Type"), r.Body)
	return err == nil && challenge(r.Status, p)
}

// askRobots asks a host what it allows. Without an answer nothing is allowed.
func (f *Fetcher) askRobots(ctx context.Context, h *host, u *url.URL) (Robots, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range maxRedirects {
		r, err := f.exchange(ctx, h, Request{URL: at})
		var failure *Failure
		switch {
		case errors.As(err, &failure) && failure.Class == ClassTooLarge:
			return Robots{}, nil // RFC 9309: what is beyond the limit may be left unread; here, all of it
		case err != nil:
			return Robots{}, err
		case !redirects(r.Status):
			// A 403 for robots.txt says that there is none to read; the host says no to a page if it means it.
			h.pace.reopen(r.Status)
			return ParseRobots(r.Status, r.Body[:min(len(r.Body), robotsLimit)]), nil
		}
		next, err := at.Parse(r.Header.Get("Location"))
		if err != nil || next.Host != at.Host || !web(next) {
			return Robots{}, nil
		}
		at = next
	}
	return Robots{}, nil
}

// exchange waits for the host's time, makes one request and notes how it went.
func (f *Fetcher) exchange(ctx context.Context, h *host, request Request) (*Response, error) {
	if why := h.pace.Closed(); why != "" {
		return nil, failed(ClassLeft, "%s: %s", request.URL.Host, why)
	}
	if wait := h.pace.Next().Sub(f.Clock.Now()); wait > 0 {
		if err := f.Clock.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
	start := f.Clock.Now()
	e, err := f.once(ctx, request)
	end := f.Clock.Now()
	answer := Answer{Status: e.Status, RetryAfter: e.Header.Get("Retry-After"), At: end, Took: end.Sub(start)}
	if ctx.Err() == nil {
		h.pace.Took(answer, f.Jitter)
	}
	e.At = start
	if f.Record != nil && e.RequestHead != nil {
		if recordErr := f.Record(e); recordErr != nil {
			return nil, recordErr
		}
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(e.Body)
	return &Response{URL: request.URL, Status: e.Status, Header: e.Header, Body: e.Body, SHA256: hex.EncodeToString(sum[:]), At: start}, nil
}

// networkFailure is why no answer came.
func networkFailure(ctx context.Context, err error) *Failure {
	var timeout net.Error
	f := &Failure{Class: ClassNetwork, Detail: err.Error(), Err: err}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		f.Detail = wrapped.Err.Error()
	}
	switch {
	case errors.Is(err, ErrGuarded):
		f.Class = ClassGuarded
	case ctx.Err() != nil, errors.As(err, &timeout) && timeout.Timeout():
		f.Class = ClassTimeout
	}
	return f
}
