package main

import (
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gouji/extract/page"
)

// TestKeptPages: what an interrupted reading has read is there for the next one, for the same picture and engine
// only, until the document is finished.
func TestKeptPages(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	im := image.NewGray(image.Rect(0, 0, 20, 10))
	want := page.Page{Width: 20, Words: []page.Word{{Text: "12.30", Sure: true, Others: []string{"12.80"}}}}
	stopped := newKeptPages(engineTesseract)
	stopped.save(stopped.key(im, 300), &want)

	next := newKeptPages(engineTesseract)
	if got, found := next.load(next.key(im, 300)); !found || cmp.Diff(want, got) != "" {
		t.Errorf("found %v: %s", found, cmp.Diff(want, got))
	}
	other := newKeptPages(enginePPOCR)
	changed := image.NewGray(im.Rect)
	changed.Pix[7] = 1
	for name, key := range map[string]string{"another engine": other.key(im, 300),
		"another scale": next.key(im, 200), "another picture": next.key(changed, 300)} {
		if _, found := next.load(key); found {
			t.Errorf("%s finds the page", name)
		}
	}
	next.finish()
	if _, found := next.load(next.key(im, 300)); found {
		t.Error("the page of a finished document is still there")
	}
}

// TestKeptTooLong: pages of a document that nobody finished go in the end, others stay.
func TestKeptTooLong(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	k := newKeptPages(engineTesseract)
	k.save(k.key(image.NewGray(image.Rect(0, 0, 20, 10)), 300), &page.Page{})
	for name, age := range map[string]time.Duration{"old": keptFor + time.Hour, "new": time.Hour} {
		file := filepath.Join(k.folder, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	k.finish()
	left, err := os.ReadDir(k.folder)
	if err != nil || len(left) != 1 || left[0].Name() != "new" {
		t.Errorf("left %v (%v), want new alone", left, err)
	}
}

// TestKeptPageIsNotReadAgain: a page that was kept needs no reading process, and none can be started here.
func TestKeptPageIsNotReadAgain(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	doc := openSample(t)
	r := newOCRReader(1, engineTesseract)
	defer r.Close()
	r.children[0].program = filepath.Join(t.TempDir(), "none")
	source := imageSource{doc: doc, reader: r, kept: newKeptPages(engineTesseract)}
	if _, err := source.Page(t.Context(), 1); err == nil {
		t.Fatal("a page was read without a program")
	}
	width, height, err := doc.Size(1)
	if err != nil {
		t.Fatal(err)
	}
	im, dpi, err := source.draw(1, width, height)
	if err != nil {
		t.Fatal(err)
	}
	source.kept.save(source.kept.key(im, dpi), &page.Page{Words: []page.Word{{Text: "kept"}}})
	if p, err := source.Page(t.Context(), 1); err != nil || len(p.Words) != 1 || p.Words[0].Text != "kept" {
		t.Errorf("%v, %v", p.Words, err)
	}
}
