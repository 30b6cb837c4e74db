package crawl

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// testHost is a host that answers as a test says, and what it was asked for.
type testHost struct {
	url   string
	mu    sync.Mutex
	asked []string
}

// serveHost serves pages by their path; what is not there is 404, /robots.txt too.
func serveHost(t *testing.T, pages map[string]http.HandlerFunc) *testHost {
	t.Helper()
	h := &testHost{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.RequestURI())
		h.mu.Unlock()
		answer, there := pages[r.URL.Path]
		if !there {
			http.NotFound(w, r)
			return
		}
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	h.url = server.URL
	return h
}

// times is how often paths with a beginning were asked for.
func (h *testHost) times(prefix string) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, path := range h.asked {
		if strings.HasPrefix(path, prefix) {
			n++
		}
	}
	return n
}

func testFetcher(limits Limits) *Fetcher {
	var now fakeTime
	return &Fetcher{Client: &http.Client{CheckRedirect: NoRedirects, Transport: &http.Transport{DisableCompression: true}}, Clock: now.clock(),
		Limits: limits, Jitter: noJitter}
}

// walked walks a host from /ys/ and gives what it came to, and the classes of the documents' failures by path; empty for what came.
func (h *testHost) walked(t *testing.T) (Walked, map[string]Class) {
	t.Helper()
	site, classes := Site{ID: "a", Entries: []string{h.url + "/ys/"}, MinLinks: 1, Depth: 3, Pages: 100}, map[string]Class{}
	walked, err := testFetcher(DefaultLimits()).Walk(t.Context(), site, Sink{Known: func(string) (Known, error) { return Known{}, nil },
		Found: func(f Found) error {
			class := Class("")
			if f.Failure != nil {
				class = f.Failure.Class
			}
			classes[f.URL.Path] = class
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return walked, classes
}

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

const wholePDF = "%PDF-1.4\n%%EOF\n"

// list is a page of documents.
func list(paths ...string) http.HandlerFunc {
	var b strings.Builder
	for _, path := range paths {
		fmt.Fprintf(&b, `<a href="%s">甲局2025年部门预算%s</a>`, path, path)
	}
	return says("<html><title>部门预算公开</title><body>" + b.String() + "</body></html>")
}

// TestHostIsLeft: a host that refuses one document, or wants to see a person, is asked for no other.
func TestHostIsLeft(t *testing.T) {
	for class, answer := range map[Class]http.HandlerFunc{
		ClassDenied:    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		ClassChallenge: says(`<html><head><script src="/wall.js"></script></head><body></body></html>`),
	} {
		h := serveHost(t, map[string]http.HandlerFunc{"/ys/": list("/a.pdf", "/b.pdf", "/c.pdf"), "/a.pdf": says(wholePDF), "/b.pdf": answer, "/c.pdf": says(wholePDF)})
		_, classes := h.walked(t)
		if classes["/a.pdf"] != "" || classes["/b.pdf"] != class || classes["/c.pdf"] != ClassLeft {
			t.Errorf("%s: %v", class, classes)
		}
		if h.times("/b.pdf") != 1 || h.times("/c.pdf") != 0 {
			t.Errorf("%s: asked for %v", class, h.asked)
		}
	}
}

// TestRobotsThatCannotBeHad: where robots.txt is answered with 429 or 5xx, nothing else is asked for.
func TestRobotsThatCannotBeHad(t *testing.T) {
	for _, status := range []int{http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable} {
		h := serveHost(t, map[string]http.HandlerFunc{"/ys/": list("/a.pdf"), "/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }})
		walked, _ := h.walked(t)
		if walked.Failure == nil || walked.Failure.Class != ClassRobots || h.times("/ys/") != 0 {
			t.Errorf("%d: %v, asked for %v", status, walked.Failure, h.asked)
		}
	}
}

// TestSentOnForEver: an entry whose pages send their reader on without end, each to another address, fails after some; so does an entry that
// sends on to itself.
func TestSentOnForEver(t *testing.T) {
	next := func(w http.ResponseWriter, r *http.Request) {
		says(fmt.Sprintf(`<meta http-equiv="refresh" content="0;url=/ys/?n=%d">`, len(r.URL.RawQuery)))(w, r)
	}
	turning := 0
	for name, answer := range map[string]http.HandlerFunc{
		"meta refresh, in a circle": next,
		"location, ever another": func(w http.ResponseWriter, r *http.Request) {
			turning++
			says(fmt.Sprintf(`<script>document.location="/ys/?n=%d"</script>`, turning))(w, r)
		},
		"Location": func(w http.ResponseWriter, r *http.Request) {
			turning++
			http.Redirect(w, r, fmt.Sprintf("/ys/?n=%d", turning), http.StatusFound)
		},
	} {
		h := serveHost(t, map[string]http.HandlerFunc{"/ys/": answer})
		walked, _ := h.walked(t)
		if walked.Failure == nil || walked.Failure.Class != ClassRedirects || h.times("/ys/") > maxRedirects+2 {
			t.Errorf("%s: %v, asked for %v", name, walked.Failure, h.asked)
		}
	}
}

// TestPagesWithoutEnd: a list whose every page names another one ends with the site's bound, and says so.
func TestPagesWithoutEnd(t *testing.T) {
	h := serveHost(t, map[string]http.HandlerFunc{"/ys/": func(w http.ResponseWriter, r *http.Request) {
		n := 0
		_, _ = fmt.Sscanf(r.URL.RawQuery, "page=%d", &n)
		says(fmt.Sprintf(`<html><title>部门预算公开</title><body><a href="/ys/?page=%d">下一页</a></body></html>`, n+1))(w, r)
	}})
	walked, _ := h.walked(t)
	limited := slices.ContainsFunc(walked.PageFailures, func(f PageFailure) bool { return f.Failure.Class == ClassPageLimit })
	if !limited || walked.Complete() || h.times("/ys/") > 101 {
		t.Errorf("%+v, asked %d times", walked, h.times("/ys/"))
	}
}

// TestPackedAnswers: an answer that is packed although nobody asked for it is unpacked, as far as an answer may be long.
func TestPackedAnswers(t *testing.T) {
	packed := func(body []byte) http.HandlerFunc {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(body); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(b.Bytes())
		}
	}
	h := serveHost(t, map[string]http.HandlerFunc{"/bomb.pdf": packed(make([]byte, 50<<20)), "/a.pdf": packed([]byte(wholePDF)),
		"/cut.pdf": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("\x1f\x8b\x08"))
		}})
	limits := DefaultLimits()
	limits.Document = 1 << 20
	for path, want := range map[string]Class{"/bomb.pdf": ClassTooLarge, "/a.pdf": "", "/cut.pdf": ClassTruncated} {
		r, err := testFetcher(limits).Fetch(t.Context(), Request{URL: mustParse(t, h.url+path), Document: true, Type: "pdf"})
		if ClassOf(err) != want || want != "" && r != nil {
			t.Errorf("%s: %v %v", path, r, err)
		}
		if want == "" && (r == nil || string(r.Body) != wholePDF) {
			t.Errorf("%s gives %+v", path, r)
		}
	}
}

// TestLiesAboutLength: what is longer than was announced, or of another type than its header says, is judged by what it is.
func TestLiesAboutLength(t *testing.T) {
	raw := func(head, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\n%s\r\n%s", head, body)
		}
	}
	h := serveHost(t, map[string]http.HandlerFunc{
		"/ys/":       list("/short.pdf", "/long.pdf", "/text.pdf", "/exe.pdf"),
		"/short.pdf": raw("Content-Length: 12\r\n", wholePDF),
		"/long.pdf":  raw("Content-Length: 5000\r\n", wholePDF),
		"/text.pdf":  raw("Content-Type: text/html\r\n", wholePDF),
		"/exe.pdf":   raw("Content-Type: application/pdf\r\n", "MZ\x90\x00"),
	})
	_, classes := h.walked(t)
	want := map[string]Class{"/short.pdf": ClassTruncated, "/long.pdf": ClassTruncated, "/text.pdf": "", "/exe.pdf": ClassType}
	for path, class := range want {
		if got, there := classes[path]; got != class || !there {
			t.Errorf("%s: %q, want %q", path, got, class)
		}
	}
	if h.times("/long.pdf") != attempts || h.times("/exe.pdf") != 1 {
		t.Errorf("asked for %v", h.asked)
	}
}
