package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Export says what a static report holds and where it goes.
type Export struct {
	// Dir is the folder; it is made where there is none.
	Dir, Lang string
	// AllPages draws every page of every document; else only those that findings rest on.
	AllPages bool
	// Step is called after every document.
	Step func()
	// Total is told how many documents there are before the first.
	Total func(int)
}

// ErrNotEmpty says that the folder of a report has other things in it.
var ErrNotEmpty = errors.New("the folder is not empty and holds no report")

// ErrNoFinding says that the store has no finding of an ID.
var ErrNoFinding = errors.New("no such finding")

// Export writes a static report: pages, images and styles in one folder that opens without a server. Where an image
// cannot be drawn, its page is written without it, and the error names it.
func (s *Site) Export(ctx context.Context, e Export) error {
	if err := prepareFolder(e.Dir); err != nil {
		return err
	}
	p, err := newPages(e.Lang, files{}, nil)
	if err != nil {
		return err
	}
	x := &exporter{Export: e, site: s, pages: p}
	if err := x.assets(); err != nil { // first: by them the folder of a report that was cut short is known as one
		return err
	}
	if err := x.lists(); err != nil {
		return err
	}
	if e.Total != nil {
		e.Total(len(s.index().documents))
	}
	for _, d := range s.index().documents {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := x.document(ctx, d.SHA256); err != nil {
			return err
		}
		if e.Step != nil {
			e.Step()
		}
	}
	return errors.Join(x.undrawn...)
}

// prepareFolder makes the folders of a report. One that has other things in it is left alone.
func prepareFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, "assets", "page.js")); err != nil {
			return fmt.Errorf("%s: %w", dir, ErrNotEmpty)
		}
	}
	for _, folder := range []string{"assets", "images"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			return err
		}
	}
	return nil
}

type exporter struct {
	Export
	site    *Site
	pages   *pages
	undrawn []error
}

// page writes one page into its file.
func (x *exporter) page(name, file string, f frame) error {
	f.Version = x.site.Version
	var b bytes.Buffer
	if err := x.pages.write(&b, name, f); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(x.Dir, file), b.Bytes(), 0o644)
}

// lists writes the pages that are about all documents.
func (x *exporter) lists() error {
	s, l, t := x.site, x.pages.links, x.pages.say
	all := []struct {
		name, file, title string
		body              any
	}{
		{"overview", l.home(), "overview", s.overview()},
		{"findings", l.list("findings", ""), "findings", s.findings(query{Page: 1}, 0)},
		{"documents", l.list("documents", ""), "documents", s.documents(query{Page: 1}, 0)},
		{"rules", l.list("rules", ""), "rules", s.ruleRows()},
	}
	for _, p := range all {
		if err := x.page(p.name, p.file, frame{Title: t(p.title), Section: p.title, Body: p.body}); err != nil {
			return err
		}
	}
	for _, r := range s.Rules {
		v, err := s.rule(r.ID)
		if err == nil {
			err = x.page("rule", l.rule(r.ID), frame{Title: r.ID + " " + r.Title.In(x.Lang), Section: "rules", Body: v})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) assets() error {
	for _, name := range []string{"style.css", "page.js", "icon.svg"} {
		data, err := embedded.ReadFile("assets/" + name)
		if err == nil {
			err = os.WriteFile(filepath.Join(x.Dir, "assets", name), data, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// document writes a document's page, its pages' and its findings'.
func (x *exporter) document(ctx context.Context, sha string) error {
	s, l := x.site, x.pages.links
	v, err := s.document(ctx, sha)
	if err != nil {
		return err
	}
	if err := x.page("document", l.document(sha), frame{Title: v.Document.Name(), Section: "documents", Body: v}); err != nil {
		return err
	}
	for _, e := range v.Findings {
		if err := x.finding(ctx, e); err != nil {
			return err
		}
	}
	for _, sheet := range v.Sheets {
		if err := x.sheet(ctx, v, sheet); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) finding(ctx context.Context, e *entry) error {
	v, err := x.site.finding(ctx, e.ID, query{Page: 1})
	if err != nil {
		return err
	}
	for i := range v.Places {
		p := &v.Places[i]
		if p.Size.X == 0 {
			continue
		}
		err := x.image(x.pages.links.crop(e.ID, p.Number), func() ([]byte, error) {
			return x.site.pictures.crop(ctx, p.SHA256, p.Page, p.Boxes)
		})
		if err != nil {
			p.Size.X, p.Missing = 0, "not-drawn"
			x.undrawn = append(x.undrawn, fmt.Errorf("finding %s: %w", e.ID, err))
		}
	}
	return x.page("finding", x.pages.links.finding(e.ID, ""), frame{Title: v.Finding.Title.In(x.Lang), Section: "findings", Body: v})
}

func (x *exporter) sheet(ctx context.Context, d *documentView, sheet sheetInfo) error {
	v, err := x.site.sheetOf(ctx, d, sheet.Number)
	if err != nil {
		return err
	}
	sha := d.Document.SHA256
	switch {
	case v.Missing != "":
	case !x.AllPages && len(v.Marks) == 0:
		v.Missing = "not-in-report"
	default:
		err := x.image(x.pages.links.image(sha, sheet.Number), func() ([]byte, error) {
			return x.site.pictures.sheet(ctx, sha, sheet.Number)
		})
		if err != nil {
			v.Missing = "not-drawn"
			x.undrawn = append(x.undrawn, fmt.Errorf("%s, page %d: %w", d.Document.File(), sheet.Number, err))
		}
	}
	title := d.Document.Name() + " " + x.pages.say("page", sheet.Number)
	return x.page("sheet", x.pages.links.sheet(sha, sheet.Number), frame{Title: title, Section: "documents", Body: v})
}

// image writes an image into the file of its address.
func (x *exporter) image(file string, draw func() ([]byte, error)) error {
	data, err := draw()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(x.Dir, file), data, 0o644)
}

// OneFile writes a finding's page as a single file that needs nothing else: images and styles are in it. id is the whole
// ID; ErrNoFinding where there is none.
func (s *Site) OneFile(ctx context.Context, w io.Writer, id, lang string) error {
	v, err := s.finding(ctx, id, query{Page: 1})
	if errors.Is(err, errNotFound) {
		return fmt.Errorf("%w: %s", ErrNoFinding, id)
	}
	if err != nil {
		return err
	}
	places := map[int]*place{}
	for i := range v.Places {
		p := &v.Places[i]
		places[p.Number] = p
		if p.Size.X == 0 {
			continue
		}
		if _, err := s.pictures.crop(ctx, p.SHA256, p.Page, p.Boxes); err != nil {
			p.Size.X, p.Missing = 0, "not-drawn"
		}
	}
	p, err := newPages(lang, files{}, &inliner{crop: func(_ string, n int) ([]byte, error) {
		return s.pictures.crop(ctx, places[n].SHA256, places[n].Page, places[n].Boxes)
	}})
	if err != nil {
		return err
	}
	return p.write(w, "finding", frame{Title: v.Finding.Title.In(lang), Version: s.Version, Body: v})
}

// cropOf is a crop of a finding by the number of its place; errNotFound where there is none.
func (s *Site) cropOf(ctx context.Context, id string, number int) ([]byte, error) {
	v, err := s.loadFinding(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := s.spots(ctx, v); err != nil {
		return nil, err
	}
	for _, p := range v.Places {
		if p.Number == number && p.Size.X > 0 {
			return s.pictures.crop(ctx, p.SHA256, p.Page, p.Boxes)
		}
	}
	return nil, errNotFound
}
