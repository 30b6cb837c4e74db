package main

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"
)

// pdfium sees the folders of fonts and nothing else of this machine.
func TestFontFS(t *testing.T) {
	f := fontFS{fstest.MapFS{
		"usr/share/fonts/truetype/a.ttf": {Data: []byte("a")}, "usr/share/fontsecret": {Data: []byte("x")},
		"etc/passwd": {Data: []byte("x")}, "usr/local/share/fonts/b.ttf": {Data: []byte("b")},
	}}
	for _, name := range []string{"usr/share/fonts", "usr/share/fonts/truetype/a.ttf", "usr/local/share/fonts/b.ttf"} {
		file, err := f.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		_ = file.Close()
	}
	for _, name := range []string{".", "usr", "usr/share", "usr/local"} {
		file, err := f.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, lists := file.(fs.ReadDirFile); lists {
			t.Errorf("%s can be listed", name)
		}
		_ = file.Close()
	}
	for _, name := range []string{"etc/passwd", "usr/share/fontsecret", "usr/bin", "usr/share/fonts/../../../etc/passwd"} {
		if _, err := f.Open(name); !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%s: %v, want no such file", name, err)
		}
	}
}

// Nothing starts where nothing is drawn, and what was closed does not start again.
func TestDrawerClosed(t *testing.T) {
	d := &drawer{}
	if err := d.Close(); err != nil || d.pdfium != nil {
		t.Errorf("close: %v, started %v", err, d.pdfium != nil)
	}
	if _, err := d.Open(nil); !errors.Is(err, errClosed) {
		t.Errorf("open after the end: %v", err)
	}
}
