package pdf_test

import (
	"os"
	"path/filepath"
	"testing"

	"gouji/extract/pdf"
)

// corpus gives the folder with the documents to develop on, which lies beside the project.
func corpus(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if c := filepath.Join(dir, "shared", "corpus"); isDir(c) {
			return c
		}
	}
	tb.Skip("no shared/corpus beside the project: the documents to measure on are missing")
	return ""
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// files gives the PDFs that match a pattern below the corpus, in order of name.
func files(tb testing.TB, pattern string) []string {
	tb.Helper()
	found, err := filepath.Glob(filepath.Join(corpus(tb), pattern))
	if err != nil || len(found) == 0 {
		tb.Fatalf("no file matches %s: %v", pattern, err)
	}
	return found
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// newPdfium starts the reader with the compilation cache every test run shares.
func newPdfium(tb testing.TB) *pdf.Pdfium {
	tb.Helper()
	p, err := pdf.NewPdfium(pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache")})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := p.Close(); err != nil {
			tb.Error(err)
		}
	})
	return p
}

func open(tb testing.TB, p *pdf.Pdfium, path string) *pdf.Document {
	tb.Helper()
	d, err := p.Open(readFile(tb, path))
	if err != nil {
		tb.Fatalf("%s: %v", filepath.Base(path), err)
	}
	tb.Cleanup(func() { d.Close() })
	return d
}
