package crawl

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
)

const (
	// pdfHead is within how many bytes a PDF says that it is one, pdfTail within how many from its end it says that it
	// ends: the PDF reference's implementation notes have 1,024 for both; some servers append a page's worth of blanks.
	pdfHead = 1024
	pdfTail = 2048
	// blockText is how many bytes of text a page that bars the way has at most.
	blockText = 600
)

// sniff is the type of what came, by its first bytes: pdf, zip (also xlsx, docx, ofd), ole (xls, doc, wps), rar, 7z,
// html; empty for anything else.
func sniff(body []byte) string {
	head := bytes.TrimLeft(body[:min(len(body), pdfHead)], "\ufeff \t\r\n")
	switch {
	case bytes.Contains(body[:min(len(body), pdfHead)], []byte("%PDF-")):
		return "pdf"
	case bytes.HasPrefix(body, []byte("PK\x03\x04")), bytes.HasPrefix(body, []byte("PK\x05\x06")):
		return "zip"
	case bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "ole"
	case bytes.HasPrefix(body, []byte("Rar!\x1a\x07")):
		return "rar"
	case bytes.HasPrefix(body, []byte("7z\xbc\xaf\x27\x1c")):
		return "7z"
	case bytes.HasPrefix(head, []byte("<")) && strings.HasPrefix(http.DetectContentType(head), "text/"):
		return "html"
	}
	return ""
}

// documentOf looks whether what came for a document is one, and whole. It gives the type the content has: the one the
// link names where the content can be it, else what the content says.
func documentOf(named string, r *Response) (kind string, failure *Failure) {
	found := sniff(r.Body)
	switch found {
	case "pdf":
		if !bytes.Contains(r.Body[max(0, len(r.Body)-pdfTail):], []byte("%%EOF")) {
			return "", failed(ClassTruncated, "no %%%%EOF within the last %d bytes of %d", pdfTail, len(r.Body))
		}
		return found, nil
	case "html":
		return "", pageInstead(r)
	case "":
		return "", failed(ClassType, "%s, %d bytes", r.Header.Get("Content-Type"), len(r.Body))
	}
	if container(named) == found {
		return named, nil
	}
	return found, nil
}

// container is how a type of document is packed, as sniff names it.
func container(kind string) string {
	switch kind {
	case "xlsx", "docx", "ofd", "zip":
		return "zip"
	case "xls", "doc", "wps", "et":
		return "ole"
	}
	return kind
}

// pageInstead says what a page is that came for a document.
func pageInstead(r *Response) *Failure {
	p, err := ParsePage(r.URL, r.Header.Get("Content-Type"), r.Body)
	if err != nil {
		return failed(ClassHTML, "%v", err)
	}
	switch {
	case challenge(r.Status, p):
		return failed(ClassChallenge, "%s", p.Title)
	case regexp.MustCompile(`(?i)<input[^>]+type\s*=\s*["']?password`).Match(r.Body), strings.Contains(p.Title, "登录"):
		return failed(ClassLogin, "%s", p.Title)
	}
	return failed(ClassHTML, "%s", p.Title)
}

// challenge says whether a page bars the way to programs: one that says so and nothing else, or one of nothing but
// scripts. 412 and 521 are what the usual walls of this kind answer with.
func challenge(status int, p *Page) bool {
	if p.Redirect != nil {
		return false
	}
	const wallPrecondition, wallDown = 412, 521
	bare := len(p.Anchors) == 0 && len(p.Text) <= stubText && (p.ScriptFiles > 0 || p.Scripts != "")
	if status == wallPrecondition || status == wallDown {
		return bare || len(p.Anchors) == 0
	}
	said := regexp.MustCompile(`访问被(?:拦截|阻断|拒绝)|安全验证|人机验证|请输入验证码|滑动验证|请求可能存在威胁|拦截提示|网站防火墙|创宇盾|云防护|Just a moment|Attention Required`).
		MatchString(p.Title + " " + p.Text)
	return bare || said && len(p.Text) <= blockText
}
