package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gouji/extract/crawl"
)

// mainAt is gouji at a time that the environment names: waiting moves its clock and takes no time. Children of it are
// gouji as it is.
func mainAt() {
	if len(os.Args) > 1 && os.Args[1] == "child" {
		main()
		return
	}
	start, err := time.Parse(time.RFC3339, os.Getenv("GOUJI_TEST_AT"))
	if err != nil {
		panic(err)
	}
	var waited atomic.Int64
	limits := crawl.DefaultLimits()
	limits.DocumentTime = 3 * time.Second
	around := surroundings{limits: limits, jitter: func(time.Duration) time.Duration { return 0 }, clock: crawl.Clock{
		Now:   func() time.Time { return start.Add(time.Duration(waited.Load())) },
		Sleep: func(ctx context.Context, d time.Duration) error { waited.Add(int64(d)); return ctx.Err() },
	}}
	root := newRootCommand()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "crawl" {
			root.RemoveCommand(cmd)
		}
	}
	root.AddCommand(newCrawlCommand(around))
	os.Exit(execute(context.Background(), root, os.Args[1:]))
}

// disclosureSite is a site of all kinds of trouble. night is what it shows: 1 or 2.
type disclosureSite struct {
	t     *testing.T
	night atomic.Int64

	mu      sync.Mutex
	asked   map[string]int
	agents  map[string]bool
	stopped chan struct{}
}

// handler counts requests and answers them.
func (s *disclosureSite) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /秘密/\nCrawl-delay: 1\n")
	})
	for path, page := range s.pages() {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, page(r)) })
	}
	mux.HandleFunc("/ys/{$}", s.gbk)
	s.documents(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		s.agents[r.UserAgent()] = true
		s.mu.Unlock()
		mux.ServeHTTP(w, r)
	})
}

// gbk is the entry: a list in GBK whose second page a script writes.
func (s *disclosureSite) gbk(w http.ResponseWriter, _ *http.Request) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>部门预决算公开</title></head><body>
<a href="../">首页</a> <a href="t1.html">甲县财政局2025年部门预算</a> <a href="t2.html">甲县教育局2024年部门决算</a>
<a href="t3.html">甲县民政局2025年项目绩效目标</a> <a href="/秘密/t9.html">甲县公安局2025年部门预算</a> <a href="/list?id=3">往年部门决算</a>
<a href="broken.html">甲县水利局等单位2025年部门预算</a> <a href="dead.html">甲县林业局2025年部门预算</a>
<a href="/news/1.html">甲县召开会议</a><script>createPageHTML(2, 0, "index", "html");</script></body></html>`
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(page)
	if err != nil {
		s.t.Error(err)
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, encoded)
}

// pages are the pages in UTF-8.
func (s *disclosureSite) pages() map[string]func(*http.Request) string {
	fixed := func(title, body string) func(*http.Request) string {
		return func(*http.Request) string {
			return "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + title + "</title></head><body>" + body + "</body></html>"
		}
	}
	return map[string]func(*http.Request) string{
		"/ys/index_1.html": fixed("部门预决算公开", `<a href="t13.html">甲县卫生健康局2025年部门预算</a><script>createPageHTML(2, 1, "index", "html");</script>`),
		"/ys/t1.html": func(r *http.Request) string {
			token := strings.Repeat(fmt.Sprint(s.night.Load()), 40) + "=="
			return fixed("甲县财政局2025年部门预算", `<a href="/files/甲县财政局2025年部门预算.pdf?`+token+`">附件</a>`)(r)
		},
		"/ys/t2.html":    fixed("甲县教育局2024年部门决算", `<a href="/files/b.pdf">甲县教育局2024年部门决算.pdf</a>`),
		"/ys/t3.html":    fixed("", `<meta http-equiv="refresh" content="0;url=real3.html">`),
		"/ys/real3.html": fixed("甲县民政局2025年项目绩效目标", `<a href="/truecms/download.do?id=7">甲县民政局2025年项目绩效目标.pdf</a>`),
		"/ys/t13.html":   fixed("甲县卫生健康局2025年部门预算", `<a href="/files/t.xlsx">部门预算表</a><a href="/files/busy.pdf">部门预算.pdf</a><a href="/files/z.rar">部门预算附件</a>`),
		"/ys/broken.html": fixed("甲县水利局等单位2025年部门预算", `<a href="/files/cut.pdf">1.pdf</a><a href="/files/short.pdf">2.pdf</a>
<a href="/files/page.pdf">3.pdf</a><a href="/files/loop.pdf">4.pdf</a><a href="/files/slow.pdf">5.pdf</a><a href="/files/big.pdf">6.pdf</a>
<a href="/files/inner.pdf">7.pdf</a><a href="/files/login.pdf">8.pdf</a>`),
		"/list": func(r *http.Request) string {
			if r.URL.Query().Get("page") == "2" {
				if s.night.Load() == 2 {
					return fixed("往年部门决算", `<a href="/list?id=3">1</a>`)(r)
				}
				return fixed("往年部门决算", `<a href="/list?id=3">1</a><a href="/files/old.pdf">甲县统计局2020年部门决算</a>`)(r)
			}
			return fixed("往年部门决算", `<a href="/list?id=3&page=2">下一页</a>`)(r)
		},
	}
}

// documents are the files and what goes wrong with them.
func (s *disclosureSite) documents(mux *http.ServeMux) {
	a, b, old := samplePDF(s.t, "shanghai-budget"), samplePDF(s.t, "final-account"), samplePDF(s.t, "shanxi-budget")
	next := samplePDF(s.t, "next-account")
	file := func(path string, content func() []byte) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", fmt.Sprintf(`"%d"`, len(content())))
			http.ServeContent(w, r, path, time.Time{}, bytes.NewReader(content()))
		})
	}
	always := func(data []byte) func() []byte { return func() []byte { return data } }
	file("/files/甲县财政局2025年部门预算.pdf", always(a))
	file("/truecms/download.do", always(a))
	file("/files/old.pdf", always(old))
	file("/files/z.rar", always([]byte("Rar!\x1a\x07\x01\x00 packed")))
	file("/files/t.xlsx", always(budgetSheet(s.t)))
	file("/files/b.pdf", func() []byte {
		if s.night.Load() == 2 {
			return next
		}
		return b
	})
	file("/files/cut.pdf", always(old[:len(old)/2]))
	file("/files/page.pdf", always([]byte("<html><head><title>404</title></head><body>您访问的页面不存在，请联系管理员。</body></html>")))
	file("/files/login.pdf", always([]byte("<html><body><form><input type=password></form></body></html>")))
	mux.HandleFunc("/files/short.pdf", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(old)+1000))
		_, _ = w.Write(old) // the connection ends before what was announced
	})
	mux.HandleFunc("/files/loop.pdf", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/files/loop.pdf?"+fmt.Sprint(s.count("/files/loop.pdf")), http.StatusFound)
	})
	mux.HandleFunc("/files/inner.pdf", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://100.100.100.200/latest/meta-data", http.StatusFound)
	})
	mux.HandleFunc("/files/big.pdf", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5368709120")
		_, _ = w.Write([]byte("%PDF-1.4"))
	})
	mux.HandleFunc("/files/slow.pdf", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("%PDF-1.4"))
		w.(http.Flusher).Flush()
		select { // for ever
		case <-r.Context().Done():
		case <-s.stopped:
		}
	})
	mux.HandleFunc("/files/busy.pdf", func(w http.ResponseWriter, r *http.Request) {
		if s.night.Load() == 1 && s.count("/files/busy.pdf") < 3 {
			w.Header().Set("Retry-After", "120")
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(append(bytes.Clone(a), "\n% another\n"...)))
	})
}

func (s *disclosureSite) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func samplePDF(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "samples", name, "input.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// serve serves on a host of its own until the test ends.
func serveSite(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL
}

// answering answers every request alike, /robots.txt with a status of its own.
func answering(robots, status int, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(robots)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	})
}
