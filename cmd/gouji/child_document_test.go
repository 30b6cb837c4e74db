package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func testDocumentReader(t *testing.T, limits childLimits) *documentReader {
	t.Helper()
	r := newDocumentReader(1, 1)
	r.children[0].limits, r.children[0].program = limits, asProgram(t)
	t.Cleanup(r.Close)
	return r
}

// TestDocumentFromAProcess: what comes from the reading process is what the program reads itself.
func TestDocumentFromAProcess(t *testing.T) {
	r := testDocumentReader(t, documentLimits)
	p, err := newPipeline(options{jobs: 1, log: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, folder := range samples(t) {
		file := filepath.Join(folder, "input.pdf")
		want, err := p.extract(t.Context(), file, 1)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.extract(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: own (-), from the process (+):\n%.2000s", file, diff)
		}
	}
}

// TestDocumentThatCannotBeRead: the reason comes over in both languages, with its class, and the process goes on.
func TestDocumentThatCannotBeRead(t *testing.T) {
	r := testDocumentReader(t, documentLimits)
	page := filepath.Join(t.TempDir(), "page.pdf")
	writeFile(t, page, []byte("<html>404</html>"))
	_, err := r.extract(t.Context(), page)
	if errorClass(err) != classHTML || !strings.Contains(explain(err, "zh"), "网页") || !strings.Contains(explain(err, "en"), "HTML") {
		t.Errorf("class %s: %v", errorClass(err), err)
	}
	process := r.children[0].cmd
	if _, err := r.extract(t.Context(), filepath.Join("..", "..", "samples", "final-account", "input.pdf")); err != nil {
		t.Error(err)
	}
	if r.children[0].cmd != process || process == nil {
		t.Error("the process was replaced")
	}
}

// TestHostileDocuments: a document that takes too long, or more memory or processor time than there is, ends its process
// and nothing else; the next one is read.
func TestHostileDocuments(t *testing.T) {
	file := filepath.Join("..", "..", "samples", "shanxi-budget", "input.pdf")
	limits := func(change func(*childLimits)) childLimits {
		l := documentLimits
		change(&l)
		return l
	}
	tests := []struct {
		name   string
		limits childLimits
		want   error
		class  string
	}{
		{"time", limits(func(l *childLimits) { l.time = time.Millisecond }), errChildTimeout, classTimeout},
		{"memory", limits(func(l *childLimits) { l.memory = 600 << 20 }), errChildCrashed, classCrash},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := testDocumentReader(t, test.limits)
			_, err := r.extract(t.Context(), file)
			if !errors.Is(err, test.want) || errorClass(err) != test.class || !transient(errorClass(err)) {
				t.Errorf("class %s: %v", errorClass(err), err)
			}
			t.Log(explain(err, "en"))
			r.children[0].limits = documentLimits
			if _, err := r.extract(t.Context(), file); err != nil {
				t.Errorf("the next document: %v", err)
			}
		})
	}
}

// TestMoreTime: a long document may take longer than a short one.
func TestMoreTime(t *testing.T) {
	if testing.Short() {
		t.Skip("reads page images for some seconds")
	}
	limits := documentLimits
	limits.time = 4 * time.Second // less than Tesseract takes for the pages, more than a start
	r := testDocumentReader(t, limits)
	corpusFile(t, "zezhou/scan.pdf")
	file, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "corpus", "zezhou", "scan.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.extract(t.Context(), file); err != nil {
		t.Error(err)
	}
}
