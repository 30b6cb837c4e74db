package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/store"
)

// crawlNight runs gouji crawl at a time and gives its digest and its status.
func crawlNight(t *testing.T, dir, at string, args ...string) (digest, int) {
	t.Helper()
	cmd := exec.Command("gouji-at", append([]string{"crawl", "--lang", "en", "--allow-loopback", "--parallel", "4", "--format", "json",
		"--store", "sqlite:" + filepath.Join(dir, "gouji.db"), "--config", filepath.Join(dir, "sites.yaml")}, args...)...)
	cmd.Env = append(os.Environ(), "GOUJI_TEST_AT="+at)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	var d digest
	if err := json.Unmarshal(stdout.Bytes(), &d); err != nil {
		t.Fatalf("%v\n%s\n%s", err, &stdout, &stderr)
	}
	return d, cmd.ProcessState.ExitCode()
}

// summary is a digest in short lines, without hosts.
func (d digest) summary(hosts map[string]string) []string {
	var lines []string
	add := func(format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		for host, name := range hosts {
			line = strings.ReplaceAll(line, host, name)
		}
		lines = append(lines, line)
	}
	for _, s := range d.FailedSites {
		add("failed %s: %s", s.Site, s.Class)
	}
	for _, s := range d.Sites {
		add("site %s: %d pages, %d links, complete %t", s.Site, s.Pages, s.Links, s.Complete)
	}
	for _, n := range d.NewDocuments {
		add("new %s %s %d %s %s", n.URL, n.Kind, n.Year, n.Department, n.Type)
	}
	for _, n := range d.NewAliases {
		add("alias %s", n.URL)
	}
	for _, v := range d.NewVersions {
		add("version %s, altered %t", v.URL, v.Changes != nil && len(v.Changes.Altered) > 0)
	}
	for _, u := range d.Unseen {
		add("unseen %s", u.URL)
	}
	for _, u := range d.NotFetched {
		add("not fetched %s: %s", u.URL, u.Class)
	}
	for _, u := range d.NotRead {
		add("not read %s: %s", filepath.Base(u.Path), u.Class)
	}
	for _, n := range d.NotSupported {
		add("kept %s", n.URL)
	}
	return append(lines, fmt.Sprintf("unchanged %d", d.Unchanged))
}

// TestTwoNights: two runs over a site with pagers, GBK, stubs, tokens, and everything that goes wrong find exactly what
// there is, say exactly what they could not have, and on the second night what changed.
func TestTwoNights(t *testing.T) {
	if testing.Short() {
		t.Skip("reads four documents")
	}
	t.Run("sqlite", func(t *testing.T) {
		dir := t.TempDir()
		twoNights(t, dir, "sqlite:"+filepath.Join(dir, "gouji.db"))
	})
	t.Run("postgres and a bucket", func(t *testing.T) {
		dir := t.TempDir()
		twoNights(t, dir, newShared(t).url, "--originals", serveBucket(t), "--warc", filepath.Join(dir, "warc"))
	})
}

// twoNights crawls the site twice into the store of a URL; args are further arguments of both runs.
func twoNights(t *testing.T, dir, url string, args ...string) {
	t.Helper()
	args = append(args, "--store", url)
	site := &disclosureSite{t: t, asked: map[string]int{}, agents: map[string]bool{}, stopped: make(chan struct{})}
	site.night.Store(1)
	main := serveSite(t, site.handler())
	t.Cleanup(func() { close(site.stopped) })
	others := map[string]string{
		"wall":   serveSite(t, answering(404, 200, `<html><body><script src="/x.js"></script></body></html>`)),
		"denied": serveSite(t, answering(404, 403, "")),
		"empty":  serveSite(t, answering(404, 200, `<html><title>预算公开</title><body><script src="/list.js"></script><a href="/">首页</a></body></html>`)),
		"few":    serveSite(t, answering(404, 200, `<html><title>预算公开</title><body><a href="/a/1.html">甲局2025年部门预算</a></body></html>`)),
		"shut":   serveSite(t, answering(503, 200, `<a href="x.pdf">2025年部门预算</a>`)),
	}
	config := "contact: keeper@example.org\nsites:\n- {id: county, name: 甲县, entries: [\"" + main + "/ys/\"], min_links: 5, max_links: 50}\n"
	for _, id := range []string{"wall", "denied", "empty", "few", "shut"} {
		config += fmt.Sprintf("- {id: %s, entries: [\"%s/\"], min_links: 3}\n", id, others[id])
	}
	writeFile(t, filepath.Join(dir, "sites.yaml"), []byte(config))

	first, code := crawlNight(t, dir, "2026-03-01T01:00:00Z", args...)
	hosts := map[string]string{main: ""}
	broken := []string{
		"not fetched /%E7%A7%98%E5%AF%86/t9.html: robots",
		"not fetched /files/big.pdf: too-large",
		"not fetched /files/cut.pdf: truncated",
		"not fetched /files/inner.pdf: guarded",
		"not fetched /files/login.pdf: login",
		"not fetched /files/loop.pdf: redirects",
		"not fetched /files/page.pdf: html-instead",
		"not fetched /files/short.pdf: truncated",
		"not fetched /files/slow.pdf: timeout",
		"not fetched /ys/dead.html: gone",
	}
	failed := []string{"failed wall: challenge", "failed denied: denied", "failed empty: no-links", "failed few: few-links", "failed shut: robots"}
	sites := []string{"site county: 10 pages, 23 links, complete true", "site wall: 1 pages, 0 links, complete false",
		"site denied: 0 pages, 0 links, complete false", "site empty: 1 pages, 0 links, complete false",
		"site few: 2 pages, 1 links, complete false", "site shut: 0 pages, 0 links, complete false"}
	want := append(append(append([]string{}, failed...), sites...),
		"new /files/%E7%94%B2%E5%8E%BF%E8%B4%A2%E6%94%BF%E5%B1%802025%E5%B9%B4%E9%83%A8%E9%97%A8%E9%A2%84%E7%AE%97.pdf budget 2025 甲县财政局 pdf",
		"new /files/b.pdf final-account 2024 甲县教育局 pdf",
		"new /files/busy.pdf budget 2025 甲县卫生健康局 pdf",
		"new /files/old.pdf final-account 2020 甲县统计局 pdf",
		"new /files/t.xlsx budget 2025 甲县卫生健康局 xlsx",
		"new /files/z.rar budget 2025 甲县卫生健康局 rar",
		"alias /truecms/download.do?id=7")
	want = append(append(want, broken...), "kept /files/z.rar", "unchanged 0")
	if diff := cmp.Diff(want, first.summary(hosts)); diff != "" {
		t.Errorf("first night: want (-), got (+):\n%s", diff)
	}
	if code != exitPartial {
		t.Errorf("first night: exit status %d", code)
	}

	site.night.Store(2)
	second, _ := crawlNight(t, dir, "2026-03-02T01:00:00Z", args...)
	sites[0] = "site county: 10 pages, 22 links, complete true"
	want = append(append(append([]string{}, failed...), sites...), "version /files/b.pdf, altered true", "unseen /files/old.pdf")
	want = append(append(want, broken...), "unchanged 5")
	if diff := cmp.Diff(want, second.summary(hosts)); diff != "" {
		t.Errorf("second night: want (-), got (+):\n%s", diff)
	}
	site.judge(t, dir, url)
}

// judge looks at what the site saw and what the store has.
func (s *disclosureSite) judge(t *testing.T, dir, url string) {
	t.Helper()
	s.mu.Lock()
	for agent := range s.agents {
		if !strings.Contains(agent, "gouji/") || !strings.Contains(agent, "keeper@example.org") {
			t.Errorf("User-Agent %q", agent)
		}
	}
	s.mu.Unlock()
	if n := s.count("/秘密/t9.html"); n != 0 {
		t.Errorf("a page that robots.txt forbids was asked for %d times", n)
	}
	if n := s.count("/files/cut.pdf"); n != 6 {
		t.Errorf("a truncated file was tried %d times in two nights, want 6", n)
	}
	st, err := store.Open(t.Context(), url, store.Existing)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	documents, err := st.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	current := 0
	for _, d := range documents {
		if d.Current {
			current++
		}
	}
	// a, b and what replaced it, busy, old, the workbook, the archive; the old b is kept and no longer current.
	if len(documents) != 7 || current != 6 {
		t.Errorf("%d documents, %d current", len(documents), current)
	}
	for _, d := range documents {
		if want := map[string]store.State{"xlsx": store.Checked, "rar": store.Fetched}[extension(d.Path)]; want != "" && d.State != want {
			t.Errorf("%s is %s, want %s", d.Path, d.State, want)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "warc", "*.warc.gz"))
	if err != nil || len(files) != 2 {
		t.Errorf("WARC files: %v %v", files, err)
	}
}

// TestCrawlLock: two runs over one store do not meet, and a run that was killed leaves no lock behind.
func TestCrawlLock(t *testing.T) {
	dir := t.TempDir()
	reached, hold := make(chan struct{}, 8), make(chan struct{})
	url := serveSite(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		reached <- struct{}{}
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	}))
	writeFile(t, filepath.Join(dir, "sites.yaml"), []byte("contact: a@example.org\nsites:\n- {id: a, entries: [\""+url+"/\"]}\n"))
	args := []string{"crawl", "--allow-loopback", "--store", "sqlite:" + filepath.Join(dir, "gouji.db"), "--config", filepath.Join(dir, "sites.yaml"), "--lang", "en"}
	running := exec.Command("gouji", args...)
	if err := running.Start(); err != nil {
		t.Fatal(err)
	}
	<-reached
	out, err := exec.Command("gouji", args...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "another crawl over this store is under way") {
		t.Errorf("a second run: %v\n%s", err, out)
	}
	if err := running.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = running.Wait() // it was killed
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "gouji.db"), store.Existing)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := st.Lock(t.Context(), "crawl")
	if err != nil {
		t.Fatalf("after a crash: %v", err)
	}
	if err := errors.Join(lock.Unlock(t.Context()), st.Close()); err != nil {
		t.Error(err)
	}
	close(hold)
}

// TestCrawlInterrupted: a run that is asked to stop ends at once, records that it was stopped, and says what there is.
func TestCrawlInterrupted(t *testing.T) {
	dir := t.TempDir()
	reached := make(chan struct{}, 8)
	url := serveSite(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		reached <- struct{}{}
		<-r.Context().Done()
	}))
	writeFile(t, filepath.Join(dir, "sites.yaml"), []byte("contact: a@example.org\nsites:\n- {id: a, entries: [\""+url+"/\"]}\n"))
	storeURL := "sqlite:" + filepath.Join(dir, "gouji.db")
	cmd := exec.Command("gouji", "crawl", "--allow-loopback", "--store", storeURL, "--config", filepath.Join(dir, "sites.yaml"), "--lang", "en")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-reached
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != exitPartial || !strings.Contains(stderr.String(), "the same command goes on from there") {
		t.Errorf("%v: %s", err, &stderr)
	}
	out, err := exec.Command("gouji", "runs", "--store", storeURL).Output()
	if err != nil || !strings.Contains(string(out), "interrupted") {
		t.Errorf("%v: %s", err, out)
	}
}
