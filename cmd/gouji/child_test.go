package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

// asProgram gives a name under which this test binary is the program (see TestMain).
func asProgram(t *testing.T) string {
	t.Helper()
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "gouji")
	if err := os.Symlink(own, link); err != nil {
		t.Skip("no symbolic links here, so the test cannot run itself as the program:", err)
	}
	return link
}

// corpusFile reads a document that lies beside the project.
func corpusFile(t *testing.T, name string) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "corpus", name))
		if err == nil {
			return data
		}
	}
	t.Skip("the document is missing: shared/corpus/" + name)
	return nil
}

func testSecondReader(t *testing.T, limits childLimits) *secondReader {
	t.Helper()
	r := &secondReader{newChild(childLedongthuc, limits)}
	r.child.program = asProgram(t)
	t.Cleanup(r.Close)
	return r
}

func glyphText(p page.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

func TestSecondReader(t *testing.T) {
	r := testSecondReader(t, secondReaderLimits)
	ctx := t.Context()
	doc, err := r.open(ctx, corpusFile(t, "budgets/huzhou-finance-2026.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Pages() != 32 {
		t.Errorf("%d pages, want 32", doc.Pages())
	}
	p, err := doc.Page(ctx, 1)
	if err != nil || !strings.Contains(glyphText(p), "湖州市财政局") {
		t.Errorf("page 1: %q, error %v", glyphText(p), err)
	}
	if _, err := doc.Page(ctx, 33); err == nil {
		t.Error("page 33 of 32 is read")
	}
	if _, err := r.open(ctx, []byte("<html>")); err == nil {
		t.Error("a web page is opened")
	}
}

// TestSecondReaderRestarts: the process may die or be replaced at any time, and the next page is read all the same.
func TestSecondReaderRestarts(t *testing.T) {
	limits := secondReaderLimits
	limits.requests = 2
	r := testSecondReader(t, limits)
	doc, err := r.open(t.Context(), corpusFile(t, "traps/03_form_xobject.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if p, err := doc.Page(t.Context(), 1); err != nil || glyphText(p) != "INFORMHELLO" {
			t.Fatalf("page read %d times: %q, error %v", i, glyphText(p), err)
		}
	}
	r.child.mu.Lock()
	if r.child.cmd == nil {
		if err := r.child.start(); err != nil {
			t.Fatal(err)
		}
	}
	r.child.cmd.Process.Kill()
	r.child.mu.Unlock()
	if _, err := doc.Page(t.Context(), 1); !errors.Is(err, errChildCrashed) {
		t.Errorf("after a crash: %v, want %v", err, errChildCrashed)
	}
	if p, err := doc.Page(t.Context(), 1); err != nil || glyphText(p) != "INFORMHELLO" {
		t.Errorf("after the crash: %q, error %v", glyphText(p), err)
	}
}

// TestChildDies: a file whose objects refer to one another overflows the library's stack, which no recover stops.
func TestChildDies(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	at := make([]int, 4)
	for i, object := range []string{"2 0 R", "3 0 R", "1 0 R"} {
		at[i+1] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, offset := range at[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
	r := testSecondReader(t, secondReaderLimits)
	if _, err := r.open(t.Context(), b.Bytes()); err == nil {
		t.Error("a file of nothing but references is opened")
	}
	if _, err := r.open(t.Context(), corpusFile(t, "traps/03_form_xobject.pdf")); err != nil {
		t.Errorf("the next file: %v", err)
	}
}

func TestChildLimits(t *testing.T) {
	data := corpusFile(t, "budgets/guangzhou-dataadmin-2026-project-performance.pdf") // 0.5 s a page
	limits := secondReaderLimits
	limits.time = time.Millisecond
	if _, err := testSecondReader(t, limits).open(t.Context(), data); !errors.Is(err, errChildTimeout) {
		t.Errorf("a millisecond: %v, want %v", err, errChildTimeout)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := testSecondReader(t, secondReaderLimits).open(ctx, data); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, want %v", err, context.Canceled)
	}
	limits = secondReaderLimits
	limits.memory = 64 << 20
	large := append([]byte("%PDF-1.4\n"), make([]byte, 200<<20)...)
	if _, err := testSecondReader(t, limits).open(t.Context(), large); !errors.Is(err, errChildCrashed) {
		t.Errorf("200 MB of file in 64 MB of address space: %v, want %v", err, errChildCrashed)
	}
}

// TestChildEndsWithParent: the process ends when its input does, as happens when the parent dies.
func TestChildEndsWithParent(t *testing.T) {
	c := newChild(childLedongthuc, secondReaderLimits)
	c.program = asProgram(t)
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.cmd.Wait() }()
	c.input.Close()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ended with %v, want status 0", err)
		}
	case <-time.After(10 * time.Second):
		c.cmd.Process.Kill()
		t.Error("still runs 10 s after its input ended")
	}
}

// skipOCR leaves out reading by OCR where tests must be short: with the race detector a page takes a minute.
func skipOCR(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("reads pages by OCR")
	}
}

// openSample opens a sample whose pages can be read as text and as pictures.
func openSample(t *testing.T) *guardedDocument {
	t.Helper()
	data, err := os.ReadFile("../../samples/shanghai-budget/input.pdf")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := testPdfium(t).Open(data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { doc.Close() })
	return doc
}

func testPdfium(t *testing.T) *guardedPdfium {
	t.Helper()
	options := pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache")}
	reader, err := pdf.NewPdfium(options)
	if err != nil {
		t.Fatal(err)
	}
	p := &guardedPdfium{reader: reader, drawer: &drawer{options: options}}
	t.Cleanup(func() { p.Close() })
	return p
}

// TestGuard: what hangs is given up, and what was asked of the same document later fails at once.
func TestGuard(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	_, err := within(time.Millisecond, func() (int, error) { <-hang; return 1, nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a function that hangs: %v, want %v", err, context.DeadlineExceeded)
	}
	if _, err := within(time.Minute, func() (int, error) { panic("index out of range") }); !errors.Is(err, errPdfiumBroken) {
		t.Errorf("a function that breaks down: %v, want %v", err, errPdfiumBroken)
	}
	if n, err := within(time.Minute, func() (int, error) { return 1, nil }); n != 1 || err != nil {
		t.Errorf("a function that ends: %d, %v", n, err)
	}
	p := testPdfium(t)
	doc, err := p.Open(corpusFile(t, "traps/03_form_xobject.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := doc.Page(2); !errors.Is(err, pdf.ErrPageRange) || p.lost.Load() {
		t.Errorf("an ordinary error: %v, lost %v", err, p.lost.Load())
	}
	if _, err := guard(doc, func() (int, error) { return 0, errPdfiumTimeout }); err == nil || !p.lost.Load() {
		t.Errorf("a timeout: %v, lost %v", err, p.lost.Load())
	}
	if _, err := doc.Page(1); !errors.Is(err, errPdfiumTimeout) {
		t.Errorf("after it: %v, want %v", err, errPdfiumTimeout)
	}
}
