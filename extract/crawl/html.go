package crawl

import (
	"bytes"
	"io"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// Anchor is a link as it stands on a page.
type Anchor struct {
	// URL is absolute and has no fragment.
	URL *url.URL
	// Text is what the link reads, Title its title attribute; white space is joined.
	Text, Title string
	// Frame says that it is the page inside a frame, not a link.
	Frame bool
}

// label is what the link says it leads to: the longer of text and title where one cuts the other short (长沙市就业…).
func (a Anchor) label() string {
	if len(a.Title) > len(a.Text) {
		return a.Title
	}
	return a.Text
}

// Page is a page as far as the search needs it.
type Page struct {
	URL   *url.URL
	Title string
	// Anchors are in the order of the page, those of scripts (onclick) among them.
	Anchors []Anchor
	// Redirect is where the page sends its reader at once (meta refresh, location.href); nil for none.
	Redirect *url.URL
	// Text is what a person reads, without scripts, white space joined; Scripts is what is in script elements.
	Text, Scripts string
	// ScriptFiles counts the scripts that are files of their own.
	ScriptFiles int
}

// ParsePage reads an HTML page in whatever encoding it is: by its Content-Type, its byte order mark, its meta element,
// or what the bytes look like. at is where it was found.
func ParsePage(at *url.URL, contentType string, body []byte) (*Page, error) {
	decoded, err := decode(contentType, body)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(bytes.NewReader(decoded))
	if err != nil {
		return nil, err
	}
	r := pageReader{page: &Page{URL: at}, base: at}
	r.findBase(root)
	r.walk(root)
	r.page.Text = joinSpace(r.text.String())
	r.page.Scripts = r.scripts.String()
	if r.page.Redirect == nil {
		r.page.Redirect = r.scriptRedirect()
	}
	return r.page, nil
}

// decode gives a page as UTF-8. What is valid UTF-8 is taken as such, whatever it declares: pages that were moved to
// another system keep the gb2312 of the old one, and Chinese text in GBK is never valid UTF-8 by chance.
func decode(contentType string, body []byte) ([]byte, error) {
	if utf8.Valid(body) {
		return body, nil
	}
	reader, err := charset.NewReader(bytes.NewReader(body), contentType)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// pageReader gathers a page from its tree.
type pageReader struct {
	page          *Page
	base          *url.URL
	text, scripts strings.Builder
}

// findBase takes the address that links are relative to.
func (r *pageReader) findBase(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "base" {
			if u := r.resolve(attribute(n, "href")); u != nil {
				r.base = u
			}
			return
		}
	}
}

func (r *pageReader) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		r.text.WriteString(n.Data)
		r.text.WriteByte(' ')
		return
	case n.Type == html.ElementNode && r.leaf(n):
		return
	}
	for child := range n.ChildNodes() {
		r.walk(child)
	}
}

// leaf takes an element; true where nothing below it is to be read as text.
func (r *pageReader) leaf(n *html.Node) bool {
	switch n.Data {
	case "script":
		if attribute(n, "src") != "" {
			r.page.ScriptFiles++
		}
		r.scripts.WriteString(textOf(n))
		r.scripts.WriteByte('\n')
		return true
	case "style", "noscript", "template":
		return true
	case "title":
		if r.page.Title == "" {
			r.page.Title = joinSpace(textOf(n))
		}
		return true
	case "meta":
		r.meta(n)
	case "a", "area":
		r.anchor(n)
	case "iframe", "frame", "embed":
		r.add(attribute(n, "src"), n, true)
	case "object":
		r.add(attribute(n, "data"), n, true)
	default:
		if click := attribute(n, "onclick"); click != "" {
			r.add(target(click), n, false)
		}
	}
	return false
}

func (r *pageReader) meta(n *html.Node) {
	if !strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
		return
	}
	m := regexp.MustCompile(`(?i)^\s*(\d+)[\s;,]+(?:url\s*=\s*)?['"]?([^'"]+)`).FindStringSubmatch(attribute(n, "content"))
	if m != nil && r.page.Redirect == nil {
		r.page.Redirect = r.resolve(m[2])
	}
}

func (r *pageReader) anchor(n *html.Node) {
	href := strings.TrimSpace(attribute(n, "href"))
	if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(strings.ToLower(href), "javascript:") {
		href = target(href + " " + attribute(n, "onclick"))
	}
	r.add(href, n, false)
}

func (r *pageReader) add(href string, n *html.Node, frame bool) {
	u := r.resolve(href)
	if u == nil {
		return
	}
	a := Anchor{URL: u, Text: joinSpace(textOf(n)), Title: joinSpace(attribute(n, "title")), Frame: frame}
	r.page.Anchors = append(r.page.Anchors, a)
}

// target is the address in a piece of script that opens one: location.href=encodeURI('…'), window.open("…").
func target(script string) string {
	m := regexp.MustCompile(`(?i)(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|(?:window\.)?open\s*\()\s*(?:encodeURI\s*\(\s*)?['"]([^'"]+)['"]`).
		FindStringSubmatch(script)
	if m == nil {
		return ""
	}
	return m[1]
}

// stubText is how many bytes of text a page has at most that does nothing but send its reader on: 请稍候 and the like.
// A page with more is a page, whatever its scripts do on a click.
const stubText = 200

// scriptRedirect is where a page of nothing but script sends its reader.
func (r *pageReader) scriptRedirect() *url.URL {
	if len(r.page.Text) > stubText || len(r.links()) > 0 {
		return nil
	}
	// A function's body runs on some event, not at once; a stub has none.
	if strings.Contains(r.page.Scripts, "function") {
		return nil
	}
	return r.resolve(target(r.page.Scripts))
}

// links are the anchors that are no frames.
func (r *pageReader) links() []Anchor {
	var links []Anchor
	for _, a := range r.page.Anchors {
		if !a.Frame {
			links = append(links, a)
		}
	}
	return links
}

// resolve is the absolute address of a reference, nil where it leads to nothing HTTP can fetch.
func (r *pageReader) resolve(reference string) *url.URL {
	reference = strings.Map(func(c rune) rune {
		if c == '\n' || c == '\r' || c == '\t' {
			return -1
		}
		return c
	}, strings.TrimSpace(reference))
	if reference == "" || strings.HasPrefix(reference, "#") {
		return nil
	}
	u, err := r.base.Parse(strings.ReplaceAll(reference, `\`, "/"))
	if err != nil || !web(u) || u.Host == "" || strings.Contains(u.Path, ".pdf./") {
		return nil // the last: several names that an editor has run together
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func joinSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
