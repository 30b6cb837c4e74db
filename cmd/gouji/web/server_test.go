package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
	"gouji/reconcile"
	"gouji/reconcile/rules"
	"gouji/store"
)

// hostile is what a document may print to attack those who look at it.
const hostile = `</title><script>alert(1)</script>"><img src=x onerror=alert(2)>`

// secret is the content of a file beside the documents, which no request may reach.
const secret = "not for visitors"

func noon() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

// fixture is a store with one document whose words are hostile, and its site.
type fixture struct {
	site     *Site
	store    *store.Store
	dir, sha string
	// rechecked are the documents whose rules were to run again.
	rechecked []string
}

const findingID = "9a4a6c862f7ca0fa1bb497243ecda318"

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{dir: t.TempDir()}
	content := []byte("%PDF-1.7 made up")
	sum := sha256.Sum256(content)
	f.sha = hex.EncodeToString(sum[:])
	file := filepath.Join(f.dir, "预算.pdf")
	writeFile(t, file, content)
	writeFile(t, filepath.Join(f.dir, "secret.txt"), []byte(secret))
	var err error
	if f.store, err = store.Open(t.Context(), "sqlite:"+filepath.Join(f.dir, "gouji.db"), store.Create); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.store.Close() })
	f.fill(t, file)
	blank := func(string, func() ([]byte, error), int, float64) (*image.RGBA, error) {
		return image.NewRGBA(image.Rect(0, 0, 595*cropScale, 842*cropScale)), nil
	}
	f.site, err = New(t.Context(), Options{Store: f.store, Rules: rules.All(), Version: "test", Render: blank,
		Recheck: func(_ context.Context, sha string) error { f.rechecked = append(f.rechecked, sha); return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// fill takes the document and a finding of it into the store.
func (f *fixture) fill(t *testing.T, file string) {
	t.Helper()
	ctx := t.Context()
	box := page.Rect{X0: 100, Y0: 100, X1: 200, Y1: 112}
	set := &fact.Set{Document: fact.Document{File: file, SHA256: f.sha, Title: hostile, Publisher: "泽州县财政局" + hostile, Year: 2026,
		Kind: fact.Budget, Pages: 1}, Sentences: []fact.Sentence{{Text: hostile, Place: fact.Place{Page: 1, Box: box},
		Facts: []fact.Fact{{Amount: fact.Amount{Printed: hostile, State: fact.NotNumber}, Place: fact.Place{Page: 1, Box: box}}}}}}
	cells := []table.Cell{{RowSpan: 1, ColSpan: 1, Text: hostile, Page: 1, Box: box, Source: page.Text, Confidence: 1}}
	result := &extract.Result{Set: set, Pages: []extract.PageInfo{{Page: 1, Width: 595, Height: 842, Source: page.Text, Reader: "pdfium", Words: 9}},
		Tables:   []table.Table{{ID: "p1t1", Title: table.Line{Text: hostile}, Unit: "万元", Pages: []int{1}, Rows: 1, Cols: 1, Cells: cells}},
		Problems: []page.Problem{{Page: 1, Code: "x", Message: page.Message{ZH: hostile, EN: hostile}}}}
	_, err := f.store.Saw(ctx, store.File{Path: file, SHA256: f.sha, Size: 16, Time: noon()})
	must(t, err)
	must(t, f.store.SaveReading(ctx, store.Reading{SHA256: f.sha, ExtractorVersion: "1", Result: result, Time: noon()}))
	run, err := f.store.BeginRun(ctx, store.Run{Command: "ingest", Started: noon()})
	must(t, err)
	words := reconcile.Text{ZH: "采购" + hostile, EN: "purchase" + hostile}
	finding := reconcile.Finding{ID: findingID, Rule: "D04", Level: reconcile.Error, Kind: reconcile.Contradiction, Document: f.sha,
		Title: words, Message: words, Question: words, Formula: "1.00 + 2.00 = 4.00" + hostile, Expected: "4.00", Found: "3.00",
		Difference: "-1.00", Unit: "万元", Evidence: []reconcile.Evidence{{Page: 1, Box: [4]float64{100, 100, 200, 112}, Label: hostile,
			Text: hostile, Value: "4.00", Unit: "万元", Table: "p1t1", Cell: []int{0, 0}, Source: page.Text}}}
	must(t, f.store.SaveCheck(ctx, store.Check{Run: run, Documents: []string{f.sha}, Findings: []reconcile.Finding{finding}, Time: noon(),
		Ledger: []reconcile.LedgerLine{{Rule: "D04", Document: f.sha, Outcome: reconcile.Insufficient, Reason: words}}}))
	must(t, f.store.EndRun(ctx, run, store.RunEnd{Outcome: store.Done, Finished: noon(), Read: 1}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// serve starts a server for the site, with a password or none, and gives a browser's like that keeps cookies.
func (f *fixture) serve(t *testing.T, password string) (*httptest.Server, *http.Client) {
	t.Helper()
	handler, err := Handler(Server{Site: f.site, Lang: "zh", Password: password, Hosts: []string{"127.0.0.1"},
		Log: func(err error) { t.Log(err) }})
	must(t, err)
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	jar := newJar()
	client := s.Client()
	client.Jar = jar
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return s, client
}

// jar keeps the cookies of one server.
type jar map[string]*http.Cookie

func newJar() jar { return jar{} }

func (j jar) SetCookies(_ *url.URL, cookies []*http.Cookie) {
	for _, c := range cookies {
		j[c.Name] = c
	}
}

func (j jar) Cookies(*url.URL) []*http.Cookie {
	var all []*http.Cookie
	for _, c := range j {
		all = append(all, c)
	}
	return all
}

func get(t *testing.T, c *http.Client, address string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	must(t, err)
	return do(t, c, request)
}

func do(t *testing.T, c *http.Client, request *http.Request) (*http.Response, string) {
	t.Helper()
	response, err := c.Do(request)
	must(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	must(t, err)
	return response, string(body)
}

func post(t *testing.T, c *http.Client, address string, form url.Values, header ...string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	must(t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, _ := do(t, c, request)
	return response
}

// pagesOf are the addresses of all pages of the fixture.
func (f *fixture) pagesOf() []string {
	return []string{"/", "/findings", "/findings?q=" + url.QueryEscape(hostile), "/findings/" + findingID, "/findings/" + findingID + "/file",
		"/documents", "/documents/" + f.sha, "/documents/" + f.sha + "/pages/1", "/rules", "/rules/D04", "/rules/" + url.PathEscape(hostile)}
}

// TestHostileWordsAreWords: nothing a document prints becomes markup, and every page forbids scripts of its own.
func TestHostileWordsAreWords(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	for _, path := range f.pagesOf() {
		for _, lang := range []string{"zh", "en"} {
			separator := "?"
			if strings.Contains(path, "?") {
				separator = "&"
			}
			response, body := get(t, client, server.URL+path+separator+"lang="+lang)
			if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") {
				t.Errorf("%s: the document's words are markup", path)
			}
			policy := response.Header.Get("Content-Security-Policy")
			if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: policy %q", path, policy)
			}
			if response.StatusCode >= http.StatusInternalServerError {
				t.Errorf("%s: status %d", path, response.StatusCode)
			}
		}
	}
}

// TestNoPathReachesFiles: whatever is asked for, only the store's documents and the program's own files come back.
func TestNoPathReachesFiles(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	for _, path := range []string{"/assets/../secret.txt", "/assets/%2e%2e%2fsecret.txt", "/assets/..%5csecret.txt", "/documents/..%2f..%2fsecret.txt/original",
		"/documents/" + url.PathEscape(filepath.Join(f.dir, "secret.txt")) + "/original", "/documents/%00/original", "/assets/server.go",
		"/findings/..%2f..%2fsecret.txt", "/findings/" + findingID + "/crops/..%2f0.png", "/findings/" + findingID + "/crops/7.png",
		"/documents/" + f.sha + "/pages/0/image.png", "/documents/" + f.sha + "/pages/2/image.png", "/documents/" + f.sha + "/pages/-1", "/" + f.dir} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
		must(t, err)
		request.URL.Opaque = "//" + request.URL.Host + path
		response, body := do(t, client, request)
		if response.StatusCode == http.StatusOK || strings.Contains(body, secret) {
			t.Errorf("%s: status %d", path, response.StatusCode)
		}
	}
	response, body := get(t, client, server.URL+"/documents/"+f.sha+"/original")
	if disposition := response.Header.Get("Content-Disposition"); body != "%PDF-1.7 made up" || !strings.HasPrefix(disposition, "attachment") {
		t.Errorf("the original: %q, %q", disposition, body)
	}
}

// TestChangedOriginal: a file that is another one now is neither handed out nor drawn.
func TestChangedOriginal(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	writeFile(t, filepath.Join(f.dir, "预算.pdf"), []byte("something else"))
	if response, _ := get(t, client, server.URL+"/documents/"+f.sha+"/original"); response.StatusCode != http.StatusNotFound {
		t.Errorf("the original of a changed file: status %d", response.StatusCode)
	}
	if _, body := get(t, client, server.URL+"/findings/"+findingID); !strings.Contains(body, words["other-contents"].ZH) || strings.Contains(body, "crops/") {
		t.Error("the finding's page does not say that its file has changed")
	}
	must(t, os.Remove(filepath.Join(f.dir, "预算.pdf")))
	if _, body := get(t, client, server.URL+"/documents/"+f.sha); !strings.Contains(body, words["file-gone"].ZH) {
		t.Error("the document's page does not say that its file is gone")
	}
}

var tokenField = regexp.MustCompile(`name="token" value="([^"]+)"`)

func tokenOf(t *testing.T, body string) string {
	t.Helper()
	m := tokenField.FindStringSubmatch(body)
	if m == nil {
		t.Fatal("the page has no form")
	}
	return m[1]
}

func (f *fixture) verdicts(t *testing.T) int {
	t.Helper()
	n := 0
	for _, err := range f.store.Rows(context.Background(), store.View{Name: "v_verdicts", Columns: []string{"verdict_id"}, Order: "1"}) {
		must(t, err)
		n++
	}
	return n
}

// TestForgedForms: a verdict that another site sends, or that lacks the page's token, is not recorded.
func TestForgedForms(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	address := server.URL + "/findings/" + findingID
	_, body := get(t, client, address)
	token := tokenOf(t, body)
	good := url.Values{"verdict": {"dismissed"}, "why": {"口径不同"}, "by": {"li"}, "token": {token}}
	without := func(name, value string) url.Values {
		form := url.Values{}
		for k, v := range good {
			form[k] = v
		}
		form.Set(name, value)
		return form
	}
	refused := []struct {
		name   string
		form   url.Values
		header []string
		status int
	}{
		{"no token", without("token", ""), nil, http.StatusForbidden},
		{"another's token", without("token", token+"x"), nil, http.StatusForbidden},
		{"from another site", good, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"from another origin", good, []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		{"an unknown verdict", without("verdict", "deleted"), nil, http.StatusBadRequest},
		{"no reason", without("why", " "), nil, http.StatusBadRequest},
		{"no name", without("by", " "), nil, http.StatusBadRequest},
		{"too long", without("why", strings.Repeat("长", whyLength+1)), nil, http.StatusBadRequest},
		{"larger than any form", without("why", strings.Repeat("x", formBytes+1)), nil, http.StatusForbidden},
	}
	for _, c := range refused {
		if response := post(t, client, address, c.form, c.header...); response.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.name, response.StatusCode, c.status)
		}
	}
	if n := f.verdicts(t); n != 0 {
		t.Fatalf("%d verdicts were recorded", n)
	}
	if response := post(t, client, address, good); response.StatusCode != http.StatusSeeOther {
		t.Errorf("a good form: status %d", response.StatusCode)
	}
	if _, body := get(t, client, address); f.verdicts(t) != 1 || !strings.Contains(body, "口径不同") {
		t.Error("the verdict is not there")
	}
	if _, body := get(t, client, server.URL+"/findings?verdict=dismissed"); !strings.Contains(body, findingID) {
		t.Error("the list does not know the verdict")
	}
}

// TestPassword: with a password nothing is seen without it, and guessing is stopped.
func TestPassword(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "open sesame")
	for _, path := range append(f.pagesOf(), "/documents/"+f.sha+"/original", "/documents/"+f.sha+"/pages/1/image.png", "/nowhere") {
		if response, body := get(t, client, server.URL+path); response.StatusCode != http.StatusSeeOther || strings.Contains(body, "泽州") {
			t.Errorf("%s without the password: status %d", path, response.StatusCode)
		}
	}
	if response := post(t, client, server.URL+"/login", url.Values{"password": {"open sesame"}}); response.StatusCode != http.StatusSeeOther {
		t.Fatalf("logging in: status %d", response.StatusCode)
	}
	response, body := get(t, client, server.URL+"/findings/"+findingID)
	if response.StatusCode != http.StatusOK {
		t.Errorf("logged in: status %d", response.StatusCode)
	}
	session := client.Jar.(jar)[sessionCookie]
	if !session.HttpOnly || session.SameSite != http.SameSiteStrictMode {
		t.Errorf("the session's cookie is %v", session)
	}
	if response := post(t, client, server.URL+"/logout", url.Values{"token": {tokenOf(t, body)}}); response.StatusCode != http.StatusSeeOther {
		t.Errorf("logging out: status %d", response.StatusCode)
	}
	client.Jar.(jar)[sessionCookie] = session
	if response, _ := get(t, client, server.URL+"/"); response.StatusCode != http.StatusSeeOther {
		t.Error("a session lives on after it was ended")
	}
	last := 0
	for range wrongPasswords + 1 {
		last = post(t, client, server.URL+"/login", url.Values{"password": {"guess"}}).StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("after many guesses: status %d", last)
	}
}

// TestOtherNames: a page elsewhere that points a name of its own at this machine gets nothing.
func TestOtherNames(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/findings", nil)
	must(t, err)
	request.Host = "evil.example"
	if response, body := do(t, client, request); response.StatusCode != http.StatusMisdirectedRequest || strings.Contains(body, findingID) {
		t.Errorf("status %d", response.StatusCode)
	}
}

// TestSearchFindsTwoCharacters: a word of two characters is found, one that is nowhere is not.
func TestSearchFindsTwoCharacters(t *testing.T) {
	f := newFixture(t)
	for words, want := range map[string]int{"采购": 1, "泽州 采购": 1, "财政": 1, "审计": 0, "采购 审计": 0} {
		if got := len(f.site.findings(parseQuery(url.Values{"q": {words}}), pageSize).Entries); got != want {
			t.Errorf("%q finds %d, want %d", words, got, want)
		}
	}
}

// TestStaticReportRefusesOtherFolders: a folder with something else in it is left as it is.
func TestStaticReportRefusesOtherFolders(t *testing.T) {
	f := newFixture(t)
	if err := f.site.Export(t.Context(), Export{Dir: f.dir, Lang: "zh"}); err == nil {
		t.Error("a report was written among other files")
	}
	dir := filepath.Join(t.TempDir(), "report")
	for range 2 { // and again over itself
		must(t, f.site.Export(t.Context(), Export{Dir: dir, Lang: "zh", AllPages: true}))
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	must(t, err)
	outside := regexp.MustCompile(`(?:src|href)="(?:https?:|//|/)`)
	for _, name := range pages {
		data, err := os.ReadFile(name)
		must(t, err)
		if at := outside.Find(data); at != nil || bytes.Contains(data, []byte("<script>")) {
			t.Errorf("%s: %s points outside the report", filepath.Base(name), at)
		}
		for _, m := range regexp.MustCompile(`(?:src|href)="([^"#?]+)`).FindAllSubmatch(data, -1) {
			if _, err := os.Stat(filepath.Join(dir, string(m[1]))); err != nil {
				t.Errorf("%s: %s is not there", filepath.Base(name), m[1])
			}
		}
	}
}
