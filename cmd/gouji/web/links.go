package web

import (
	"fmt"
	"net/url"
)

// links are the addresses of pages: files beside each other in a static report, paths of a server.
type links interface {
	home() string
	// list is the address of a list, findings, documents or rules, with the query of an address or none.
	list(name, query string) string
	finding(id, query string) string
	document(sha string) string
	sheet(sha string, page int) string
	rule(id string) string
	asset(name string) string
	// image is a page drawn whole, crop the surroundings of one piece of evidence of a finding.
	image(sha string, page int) string
	crop(finding string, number int) string
}

// shortHash is how many characters of a hash name a file of a report: two documents share them once in 10¹⁹.
const shortHash = 16

// files are the addresses of a static report: all in one folder, so that it can be moved as it is.
type files struct{}

func (files) home() string                { return "index.html" }
func (files) list(name, _ string) string  { return name + ".html" }
func (files) finding(id, _ string) string { return "finding-" + id + ".html" }
func (files) document(sha string) string  { return "document-" + sha[:shortHash] + ".html" }
func (files) sheet(sha string, n int) string {
	return fmt.Sprintf("page-%s-%d.html", sha[:shortHash], n)
}
func (files) rule(id string) string    { return "rule-" + id + ".html" }
func (files) asset(name string) string { return "assets/" + name }
func (files) image(sha string, n int) string {
	return fmt.Sprintf("images/%s-%d.png", sha[:shortHash], n)
}
func (files) crop(finding string, n int) string {
	return fmt.Sprintf("images/%s-%d.png", finding, n)
}

// paths are the addresses of a server.
type paths struct{}

func (paths) home() string { return "/" }

func (paths) list(name, query string) string { return withQuery("/"+name, query) }

func (paths) finding(id, query string) string {
	return withQuery("/findings/"+url.PathEscape(id), query)
}

func (paths) document(sha string) string { return "/documents/" + sha }

func (paths) sheet(sha string, n int) string { return fmt.Sprintf("/documents/%s/pages/%d", sha, n) }

func (paths) rule(id string) string { return "/rules/" + url.PathEscape(id) }

func (paths) asset(name string) string { return "/assets/" + name }

func (paths) image(sha string, n int) string {
	return fmt.Sprintf("/documents/%s/pages/%d/image.png", sha, n)
}

func (paths) crop(finding string, n int) string {
	return fmt.Sprintf("/findings/%s/crops/%d.png", url.PathEscape(finding), n)
}

func withQuery(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}
