package crawl

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestParseConfig(t *testing.T) {
	good := "contact: a@example.org\nsites:\n- id: x\n  entries: [\"https://x.gov.cn/ys/\"]\n  links: 预算\n  department: '^(.+?)20\\d\\d年'\n  min_links: 4\n"
	c, err := ParseConfig("sites.yaml", []byte(good))
	if err != nil || len(c.Sites) != 1 || c.Sites[0].MinLinks != 4 || c.Sites[0].Depth != defaultDepth {
		t.Fatalf("%+v %v", c, err)
	}
	if got := c.Sites[0].aboutTitle("甲局2026年部门预算").Department; got != "甲局" {
		t.Errorf("department %q", got)
	}
	for bad, want := range map[string]string{
		"sites: []":            "contact is missing",
		"contact: a\n":         "there are no sites",
		good + "  colour: red": "sites.yaml:8",
		"contact: a\nsites:\n- id: x\n  entries: [\"ftp://x\"]\n":                                        "no address of a web page",
		"contact: a\nsites:\n- entries: [\"http://x/\"]\n":                                               "id is missing",
		"contact: a\nsites:\n- {id: x, entries: [\"http://x/\"], links: \"(\"}\n":                        "links:",
		"contact: a\nsites:\n- {id: x, entries: [\"http://x/\"], department: 局}\n":                       "needs a group",
		"contact: a\nsites:\n- {id: x, entries: [\"http://x/\"], min_links: 0}\n":                        "min_links",
		"contact: a\nsites:\n- {id: x, entries: [\"http://x/\"]}\n- {id: x, entries: [\"http://y/\"]}\n": "two sites",
	} {
		if _, err := ParseConfig("sites.yaml", []byte(bad)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", bad, err, want)
		}
	}
}

// TestExample: the example of the documentation is understood.
func TestExample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "sites.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := ParseConfig("sites.yaml", text)
	if err != nil || len(c.Sites) != 3 {
		t.Fatalf("%+v %v", c, err)
	}
	if got := c.Sites[1].aboutTitle("001-418001-重庆市规划和自然资源局（本级）-2026年单位预算情况说明.pdf").Department; got != "重庆市规划和自然资源局（本级）" {
		t.Errorf("department %q", got)
	}
}

func TestIdentity(t *testing.T) {
	for address, want := range map[string]string{
		"HTTP://X.gov.cn:80/a/预算.pdf#page=3":                        "http://x.gov.cn/a/%E9%A2%84%E7%AE%97.pdf",
		"http://x/a.pdf?iYriZUEa-d2b0jITaxZW3Y2BRBLE0bcm3npp-Rsf==": "http://x/a.pdf",
		"http://x/a.pdf?token=abc&id=3":                             "http://x/a.pdf?id=3",
		"http://x/down.do?id=650d48cd-5de7-4ee1-ade8-a5af5b87ee52":  "http://x/down.do?id=650d48cd-5de7-4ee1-ade8-a5af5b87ee52",
		"http://x/filedown?WJCFLJ=bbsb/2026/预算表.pdf&WJMC=预算表.pdf":   "http://x/filedown?WJCFLJ=bbsb/2026/%E9%A2%84%E7%AE%97%E8%A1%A8.pdf&WJMC=%E9%A2%84%E7%AE%97%E8%A1%A8.pdf",
		"http://x/list?page=2":                                      "http://x/list?page=2",
		"https://x:8443":                                            "https://x:8443/",
	} {
		if got := Identity(mustParse(t, address)); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// TestDecode: what a page is written in is told by its bytes where they can tell, then by what it says.
func TestDecode(t *testing.T) {
	const text = `<title>部门预算㐀</title><a href="/a.html">甲县2025年部门预算</a>`
	for name, encode := range map[string]func(string) (string, error){
		"gbk":     simplifiedchinese.GBK.NewEncoder().String,
		"gb18030": simplifiedchinese.GB18030.NewEncoder().String,
		"utf-8":   func(s string) (string, error) { return s, nil },
	} {
		page := text
		if name == "gbk" {
			page = strings.ReplaceAll(page, "㐀", "") // not in GBK
		}
		body, err := encode(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, contentType := range []string{"text/html; charset=" + name, "text/html; charset=gb2312"} {
			if name == "gb18030" && strings.HasSuffix(contentType, "gb2312") {
				continue
			}
			p, err := ParsePage(mustParse(t, "http://x/"), contentType, []byte(body))
			if err != nil || !strings.HasPrefix(p.Title, "部门预算") || len(p.Anchors) != 1 || p.Anchors[0].Text != "甲县2025年部门预算" {
				t.Errorf("%s as %s: %+v %v", name, contentType, p, err)
			}
		}
	}
}

func TestDocumentOf(t *testing.T) {
	pdf := "%PDF-1.4\n" + strings.Repeat("x", 3000)
	for _, c := range []struct {
		name, named, body string
		kind              string
		class             Class
	}{
		{"whole", "pdf", pdf + "%%EOF\n", "pdf", ""},
		{"blanks after its end", "pdf", pdf + "%%EOF" + strings.Repeat(" ", 1900), "pdf", ""},
		{"something before it", "pdf", "\r\n\r\n" + pdf + "%%EOF", "pdf", ""},
		{"cut off", "pdf", pdf, "", ClassTruncated},
		{"end only in the middle", "pdf", "%PDF-1.4 %%EOF" + strings.Repeat("x", 3000), "", ClassTruncated},
		{"a workbook", "xlsx", "PK\x03\x04", "xlsx", ""},
		{"a workbook called PDF", "pdf", "PK\x03\x04", "zip", ""},
		{"an old workbook", "xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls", ""},
		{"a PDF called workbook", "xls", pdf + "%%EOF", "pdf", ""},
		{"not found", "pdf", "<html><title>404</title><body><a href=/>首页</a>页面不存在</body></html>", "", ClassHTML},
		{"login", "pdf", "<html><body><a href=/>x</a><form><input name=p type='password'></form></body></html>", "", ClassLogin},
		{"challenge", "pdf", "<html><head><script src=/a.js></script></head><body></body></html>", "", ClassChallenge},
		{"block page in words", "pdf", "<html><body><h1>访问被拦截</h1><a href=/x>申诉</a></body></html>", "", ClassChallenge},
		{"a program", "pdf", "MZ\x90\x00", "", ClassType},
		{"nothing", "pdf", "", "", ClassType},
	} {
		kind, failure := documentOf(c.named, &Response{URL: mustParse(t, "http://x/a"), Status: 200, Header: http.Header{}, Body: []byte(c.body)})
		got := Class("")
		if failure != nil {
			got = failure.Class
		}
		if kind != c.kind || got != c.class {
			t.Errorf("%s: %q %q, want %q %q", c.name, kind, got, c.kind, c.class)
		}
	}
}

// TestChallengeOnCorpus: of the pages of the corpus the wall is one, and no other.
func TestChallengeOnCorpus(t *testing.T) {
	for file, want := range map[string]bool{"e1f8c28aa958": true, "3f26477e4171": false, "6d86c29ed4d0": false, "6b02c528eed0": false,
		"51e4c73498bd": false, "abcd45cbe0a7": false, "d2871c774386": false, "f245a9d80860": false, "788ab333de3d": false} {
		if got := challenge(200, corpusPage(t, file, "http://x.gov.cn/")); got != want {
			t.Errorf("%s: %t, want %t", file, got, want)
		}
	}
}

// TestWARC: the file is gzip members, each a record whose length is what it says; the same payload again is a revisit.
func TestWARC(t *testing.T) {
	var file bytes.Buffer
	at := time.Date(2026, 3, 1, 1, 2, 3, 0, time.UTC)
	w, err := NewWARC(&file, "a.warc.gz", "gouji/1", at)
	if err != nil {
		t.Fatal(err)
	}
	e := Exchange{URL: "http://x/a", At: at, RequestHead: []byte("GET /a HTTP/1.1\r\n\r\n"), ResponseHead: []byte("HTTP/1.1 200 OK\r\n\r\n"), Body: []byte("payload")}
	unanswered := Exchange{URL: "http://x/b", At: at, RequestHead: e.RequestHead}
	for _, x := range []Exchange{e, e, unanswered} {
		if err := w.Write(x); err != nil {
			t.Fatal(err)
		}
	}
	want := "warcinfo request response request revisit request"
	if got := strings.Join(readWARC(t, &file), " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// readWARC reads a file as the standard has it and gives the types of its records.
func readWARC(t *testing.T, file io.Reader) []string {
	t.Helper()
	in := bufio.NewReader(file)
	var types []string
	ids := map[string]bool{}
	for {
		member, err := gzip.NewReader(in)
		if errors.Is(err, io.EOF) {
			return types
		}
		if err != nil {
			t.Fatal(err)
		}
		member.Multistream(false)
		data, err := io.ReadAll(member)
		if err != nil {
			t.Fatal(err)
		}
		head, block, _ := strings.Cut(string(data), "\r\n\r\n")
		lines := strings.Split(head, "\r\n")
		fields := map[string]string{}
		for _, line := range lines[1:] {
			name, value, _ := strings.Cut(line, ": ")
			fields[name] = value
		}
		length, err := strconv.Atoi(fields["Content-Length"])
		if err != nil || lines[0] != "WARC/1.1" || block[length:] != "\r\n\r\n" || ids[fields["WARC-Record-ID"]] {
			t.Errorf("record %q: %v", head, err)
		}
		ids[fields["WARC-Record-ID"]] = true
		types = append(types, fields["WARC-Type"])
	}
}

func FuzzParsePage(f *testing.F) {
	f.Add([]byte(`<a href="javascript:location.href='x.pdf'">预算</a><script>createPageHTML(9999999,0,"index","html")</script>`))
	f.Add([]byte("<meta http-equiv=refresh content='0;url=%zz'>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := ParsePage(mustParse(t, "http://x.gov.cn/a/"), "text/html", body)
		if err != nil {
			return
		}
		links := Site{}.Discover(p, []string{"x.gov.cn"})
		if len(links.Pagers) > pagerLimit+len(p.Anchors) {
			t.Errorf("%d pages of a list", len(links.Pagers))
		}
	})
}
