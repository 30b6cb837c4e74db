package crawl

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/temoto/robotstxt"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	// robotsAgent is the name that robots.txt knows the program by.
	robotsAgent = "gouji"
	// robotsLimit is how much of a robots.txt is read, in bytes, as RFC 9309 has it.
	robotsLimit = 512 << 10
	// maxCrawlDelay is the longest Crawl-delay that is kept, as Heritrix does; a longer one would never end.
	maxCrawlDelay = 300 * time.Second
)

// Robots is what a host's robots.txt asks for.
type Robots struct {
	group *robotstxt.Group
	// Closed says that nothing may be fetched: the host could not say what it asks for.
	Closed bool
}

// ParseRobots reads the answer to /robots.txt. 2xx is read; another 4xx than 429 means that there is none; 5xx and 429
// mean that the host cannot say now, and is left. What is no line of a robots.txt is passed over.
func ParseRobots(status int, body []byte) Robots {
	switch {
	case status == statusTooMany || status >= 500:
		return Robots{Closed: true}
	case status < 200 || status >= 300:
		return Robots{}
	}
	data, err := robotstxt.FromBytes([]byte(plainRobots(body)))
	if err != nil {
		return Robots{}
	}
	return Robots{group: data.FindGroup(robotsAgent)}
}

// Allowed says whether an address may be fetched.
func (r Robots) Allowed(u *url.URL) bool {
	if r.Closed {
		return false
	}
	if r.group == nil {
		return true
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return r.group.Test(plainPath(path))
}

// Delay is the Crawl-delay, 0 for none.
func (r Robots) Delay() time.Duration {
	if r.group == nil {
		return 0
	}
	return min(r.group.CrawlDelay, maxCrawlDelay)
}

// plainRobots keeps the lines that matter, with their paths in one spelling: 预算 and %e9%a2%84%e7%ae%97 are one path.
// A page of HTML that answers for a robots.txt has no such line.
func plainRobots(body []byte) string {
	text := string(body)
	if !utf8.Valid(body) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(text); err == nil {
			text = decoded
		}
	}
	var b strings.Builder
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, found := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !found || value == "" && key != "disallow" {
			continue
		}
		switch key {
		case "allow", "disallow":
			value = plainPath(value)
		case "crawl-delay":
			if n, err := strconv.ParseFloat(value, 64); err != nil || n < 0 || n != n {
				continue
			}
		case "user-agent":
		default:
			continue
		}
		b.WriteString(key + ": " + value + "\n")
	}
	return b.String()
}

// plainPath writes a path with everything above ASCII percent-encoded, and nothing that may stand as it is.
func plainPath(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && i+2 < len(path) {
			if c, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil && unreserved(byte(c)) {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(path[i])
	}
	return encodeHigh(b.String())
}

// unreserved says whether a byte means the same encoded and not, as RFC 3986 has it.
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
