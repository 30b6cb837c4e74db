package crawl

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

// Canonical is the form of an address by which it is told from others: host and scheme in small letters, no standard
// port, no fragment, every Chinese character percent-encoded. It is the address that is asked for.
func Canonical(u *url.URL) string {
	c := *u
	c.Scheme, c.Host = strings.ToLower(c.Scheme), strings.ToLower(c.Host)
	if port := c.Port(); (c.Scheme == "http" && port == "80") || (c.Scheme == "https" && port == "443") {
		c.Host = strings.TrimSuffix(c.Host, ":"+port)
	}
	c.Fragment, c.RawFragment, c.User = "", "", nil
	if c.Path == "" {
		c.Path = "/"
	}
	c.RawQuery = encodeQuery(c.RawQuery)
	return c.String()
}

// Identity is Canonical without what changes from visit to visit: a document under the same name with another token is
// the same address.
func Identity(u *url.URL) string {
	if extension(u) == "" {
		return Canonical(u)
	}
	c := *u
	c.RawQuery = withoutToken(u.RawQuery)
	return Canonical(&c)
}

// tokenLength is from how many characters a query without a name counts as a token; the shortest seen has 88.
const tokenLength = 16

// withoutToken is a document's query without tokens and times.
func withoutToken(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, named := strings.Cut(part, "=")
		bare := !named || strings.Trim(value, "=") == ""
		if part == "" || bare && len(name) >= tokenLength || named && ephemeral(name) {
			continue
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, "&")
}

// ephemeral says whether a parameter of a document's address is a signature or a time.
func ephemeral(name string) bool {
	switch strings.ToLower(name) {
	case "token", "sign", "signature", "expires", "expire", "t", "_", "_t", "ts", "timestamp", "rand", "random", "v":
		return true
	}
	return false
}

// encodeQuery percent-encodes what a query may not hold as it is: Chinese characters and blanks.
func encodeQuery(query string) string { return encodeHigh(query) }

// encodeHigh percent-encodes blanks, control characters and all bytes above ASCII, and writes the hexadecimal digits of
// what is encoded already in capitals.
func encodeHigh(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>':
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		case c == '%' && i+2 < len(s):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// extension is the file type an address names, without its dot: of its path, or of a file's name in its query
// (filedown?WJMC=某某.pdf). Empty where it names none of a document.
func extension(u *url.URL) string {
	if ext := documentType(u.Path); ext != "" {
		return ext
	}
	if strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, ".htm") {
		return ""
	}
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		_, value, _ := strings.Cut(part, "=")
		if decoded, err := url.QueryUnescape(value); err == nil {
			value = decoded
		}
		if ext := documentType(value); ext != "" {
			return ext
		}
	}
	return ""
}

// documentType is the document's type that a file name ends in, in small letters; empty for any other.
func documentType(name string) string {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(strings.TrimSpace(name)), "."))
	switch ext {
	case "pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar", "7z":
		return ext
	}
	return ""
}

// download says whether an address is that of a program that hands out files (download.do?id=…).
func download(u *url.URL) bool {
	return regexp.MustCompile(`(?i)(?:/|^)(?:file)?down(?:load|file)?(?:\.\w+)?$|filedown|/attachment|downattach|getfile`).MatchString(u.Path)
}

// fileName is the last part of an address's path as a person reads it.
func fileName(u *url.URL) string { return path.Base(u.Path) }
