package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCorpusNights: real pages of the corpus, served with its PDFs: a list of four pages written by a script, a page of
// 178 attachments, one of 17 with tokens. Each content is read once, however many addresses have it.
func TestCorpusNights(t *testing.T) {
	if testing.Short() {
		t.Skip("reads documents of the corpus")
	}
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	read := func(parts ...string) []byte {
		data, err := os.ReadFile(filepath.Join(append([]string{corpus}, parts...)...))
		if err != nil {
			t.Skipf("no corpus: %v", err)
		}
		return data
	}
	list, detail := read("listing-pages", "080fac90c8cc.html"), read("listing-pages", "788ab333de3d.html")
	many, tokens := read("listing-pages", "f3171604b02c.html"), read("listing-pages", "f70adbf1ce15.html")
	a, b := read("budgets", "hangzhou-weather-2026.pdf"), read("budgets", "wuxi-emergency-enforcement-2026.pdf")
	url := serveSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := []byte(nil)
		switch path := r.URL.Path; {
		case path == "/cs/a/jtj/" || strings.HasPrefix(path, "/cs/a/jtj/index_"):
			body = list
		case strings.HasPrefix(path, "/cs/a/jtj/20"):
			body = detail
		case path == "/cq/1.html":
			body = many
		case path == "/zz/1.html":
			body = tokens
		case strings.HasPrefix(path, "/attachment/"):
			body = a
		case strings.HasPrefix(path, "/cq/P0"):
			body = b
		default:
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, filepath.Base(r.URL.Path)+".html", time.Time{}, bytes.NewReader(body))
	}))
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "sites.yaml"), fmt.Appendf(nil,
		"contact: a@example.org\nsites:\n- {id: x, entries: [\"%[1]s/cs/a/jtj/\", \"%[1]s/cq/1.html\", \"%[1]s/zz/1.html\"], min_links: 200}\n", url))
	first, code := crawlNight(t, dir, "2026-03-01T01:00:00Z")
	// 17 and one of the detail page have a, 178 have b.
	if got := fmt.Sprint(len(first.NewDocuments), len(first.NewAliases), first.Unchanged, len(first.NotRead), len(first.FailedSites)); got != "2 194 0 0 0" {
		t.Errorf("first night: new, aliases, unchanged, not read, failed sites: %s", got)
	}
	if code == exitPartial {
		for _, u := range first.NotFetched {
			t.Logf("%s %s", u.Class, u.URL)
		}
		t.Errorf("exit status %d", code)
	}
	second, _ := crawlNight(t, dir, "2026-03-02T01:00:00Z")
	if got := fmt.Sprint(len(second.NewDocuments), len(second.NewAliases), second.Unchanged, len(second.Unseen), len(second.Findings)); got != "0 0 196 0 0" {
		t.Errorf("second night: new, aliases, unchanged, unseen, findings: %s", got)
	}
}
