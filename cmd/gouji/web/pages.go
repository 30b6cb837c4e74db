package web

import (
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"gouji/reconcile"
	"gouji/reconcile/report"
	"gouji/store"
)

//go:embed templates assets
var embedded embed.FS

// kinds of pages: each is a template that fills the frame.
func pageNames() []string {
	return []string{"overview", "findings", "finding", "documents", "document", "sheet", "rules", "rule", "login", "message"}
}

// pages writes pages in one language, with one kind of addresses.
type pages struct {
	lang  string
	links links
	// live says that a server answers: forms and lists that narrow themselves work.
	live bool
	// inline, where it is set, gives images and styles to be written into the page itself.
	inline    *inliner
	templates map[string]*template.Template
}

// frame is a page: what is around its content, and the content.
type frame struct {
	Lang, Title, Section, Version string
	// Here is the address without language, for the link to the other one; empty in a report.
	Here string
	// Live says that a server answers; Token is what its forms carry; Reviewer is the name last given.
	Live            bool
	Token, Reviewer string
	// LoggedIn says that there is a session to leave.
	LoggedIn bool
	// One says that the page is a file for itself.
	One  bool
	Body any
}

func newPages(lang string, l links, inline *inliner) (*pages, error) {
	_, live := l.(paths)
	p := &pages{lang: lang, links: l, live: live && inline == nil, inline: inline, templates: map[string]*template.Template{}}
	base, err := template.New("frame").Funcs(p.functions()).ParseFS(embedded, "templates/frame.tmpl", "templates/parts.tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	for _, name := range pageNames() {
		t, err := base.Clone()
		if err == nil {
			_, err = t.ParseFS(embedded, "templates/"+name+".tmpl")
		}
		if err != nil {
			return nil, fmt.Errorf("reading the templates: %w", err)
		}
		p.templates[name] = t
	}
	return p, nil
}

// write writes one page.
func (p *pages) write(w io.Writer, name string, f frame) error {
	f.Lang, f.Live, f.One = p.lang, p.live, p.inline != nil
	if err := p.templates[name].ExecuteTemplate(w, "frame", f); err != nil {
		return fmt.Errorf("writing the page %s: %w", name, err)
	}
	return nil
}

// functions are what templates call.
func (p *pages) functions() template.FuncMap {
	return template.FuncMap{
		"t":        func(key any, args ...any) string { return p.say(key, args...) },
		"in":       func(t reconcile.Text) string { return t.In(p.lang) },
		"value":    func(name, value string) string { return facetValue(name, value, p.lang) },
		"home":     p.links.home,
		"list":     p.links.list,
		"finding":  p.links.finding,
		"document": p.links.document,
		"sheet":    p.links.sheet,
		"rule":     p.links.rule,
		"asset":    p.links.asset,
		"crop":     p.crop,
		"image":    p.links.image,
		"style":    p.style,
		"change":   func(s *reconcile.Suggestion) string { return report.Change(s, p.lang) },
		"suppose":  func(h reconcile.Hypothesis) string { return report.Supposed(h, p.lang) },
		"day":      day,
		"join":     func(list []string) string { return strings.Join(list, reconcile.Text{ZH: "、", EN: ", "}.In(p.lang)) },
		"aside":    func(j store.Judgement) bool { return j == store.Dismissed },
		"short":    func(sha string) string { return sha[:shortHash] },
		"amount":   grouped,
		"pair":     newPair,
		"correcting": func(action string, figures []correctable, f frame) correcting {
			return correcting{action, figures, f}
		},
		"caption": func(b bar) string { return caption(b, p.lang) },
		"add":     func(a, b int) int { return a + b },
		"few":     few,
		"inc":     func(n int) int { return n + 1 },
		"dec":     func(n int) int { return n - 1 },
		"region":  regionName,
		"live":    func() bool { return p.live },
		"one":     func() bool { return p.inline != nil },
	}
}

func (p *pages) say(key any, args ...any) string {
	text := say(fmt.Sprint(key), p.lang)
	if len(args) > 0 {
		return fmt.Sprintf(text, args...)
	}
	return text
}

// day is the day of a time of the store, which is RFC 3339.
func day(at string) string {
	d, _, _ := strings.Cut(at, "T")
	return d
}

// pagesShown is how many pages a list names.
const pagesShown = 3

// few are the first pages of a list.
func few(list []string) string {
	if len(list) > pagesShown {
		return strings.Join(list[:pagesShown], ", ") + "…"
	}
	return strings.Join(list, ", ")
}

// groupDigits is how many digits stand between separators of thousands.
const groupDigits = 3

// grouped is a decimal with separators of thousands.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, places, point := strings.Cut(s, ".")
	for i := len(whole) - groupDigits; i > 0; i -= groupDigits {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + places
	}
	return sign + whole
}

// inliner puts what a page refers to into the page.
type inliner struct {
	crop func(finding string, number int) ([]byte, error)
}

// crop is the address of a crop, or the image itself where the page is to be one file.
func (p *pages) crop(finding string, number int) (template.URL, error) {
	if p.inline == nil {
		return template.URL(p.links.crop(finding, number)), nil
	}
	data, err := p.inline.crop(finding, number)
	if err != nil {
		return "", err
	}
	// The program's own PNG: nothing of a document's text is in the address.
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(data)), nil
}

// style is the style sheet, to be written into a page that is one file.
func (p *pages) style() (template.CSS, error) {
	data, err := embedded.ReadFile("assets/style.css")
	return template.CSS(data), err
}

// correcting is a form that corrects one of some figures.
type correcting struct {
	Action  string
	Figures []correctable
	Frame   frame
}

// pair is a choice of a facet and the list it narrows.
type pair struct {
	List, Name string
	Choice     choice
}

func newPair(list, name string, c choice) pair { return pair{list, name, c} }

// captionWidth is how long a bar's caption may be, in columns of half a Chinese character.
const captionWidth = 28

// caption is what is written before a bar.
func caption(b bar, lang string) string {
	return runewidth.Truncate(strings.TrimSpace(say(b.Label, lang)+" "+b.Name.In(lang)), captionWidth, "…")
}
