package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"

	"gouji/extract/pdf"
)

// fontFolders are the only folders of this machine that pdfium may see, and only while it draws: it looks there for
// fonts that a file names and does not hold, as nearly one published budget in ten does.
var fontFolders = []string{"usr/share/fonts", "usr/local/share/fonts"}

// hostFonts are the font folders of this machine under their paths; nil where there is none.
func hostFonts() fs.FS {
	for _, folder := range fontFolders {
		if info, err := os.Stat("/" + folder); err == nil && info.IsDir() {
			return fontFS{os.DirFS("/")}
		}
	}
	return nil
}

// fontFS shows the font folders of a file system and nothing else.
type fontFS struct{ root fs.FS }

// Open opens a font or a folder of fonts. Folders above can be asked what they are, as listing a folder does of its
// parent, and not what is in them.
func (f fontFS) Open(name string) (fs.File, error) {
	for _, folder := range fontFolders {
		switch {
		case name == folder, strings.HasPrefix(name, folder+"/"):
			return f.root.Open(name)
		case name == ".", strings.HasPrefix(folder, name+"/"):
			file, err := f.root.Open(name)
			return unlisted{file}, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// unlisted is a folder without its entries.
type unlisted struct{ fs.File }

// drawer is a pdfium that draws pages, with this machine's fonts; it starts with the first document it is asked for.
// Reading goes without them, so that it gives the same everywhere.
type drawer struct {
	options pdf.Options

	mu     sync.Mutex
	pdfium *pdf.Pdfium
	closed bool
}

// errClosed: a page was to be drawn after the end.
var errClosed = errors.New("pdfium was closed")

// Open opens a document to draw its pages.
func (d *drawer) Open(data []byte) (*pdf.Document, error) {
	p, err := d.start()
	if err != nil {
		return nil, err
	}
	return p.Open(data)
}

func (d *drawer) start() (*pdf.Pdfium, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, errClosed
	}
	if d.pdfium == nil {
		p, err := pdf.NewPdfium(d.options)
		if err != nil {
			return nil, err
		}
		d.pdfium = p
	}
	return d.pdfium, nil
}

// Close ends what was started.
func (d *drawer) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.pdfium == nil {
		return nil
	}
	return d.pdfium.Close()
}
