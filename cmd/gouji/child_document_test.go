package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func testDocumentReader(t *testing.T, limits childLimits) *documentReader {
	t.Helper()
	r := newDocumentReader(1, 1, engineTesseract)
	// The program by its name, not by a link to this test: the processes start others by what they are themselves.
	program, err := exec.LookPath("gouji")
	if err != nil {
		t.Fatal(err)
	}
	r.children[0].limits, r.children[0].program = limits, program
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
	bomb := filepath.Join(t.TempDir(), "bomb.pdf")
	writeFile(t, bomb, formBomb())
	tests := []struct {
		name, file string
		limits     childLimits
		want       error
		class      string
	}{
		{"time", file, limits(func(l *childLimits) { l.time = time.Millisecond }), errChildTimeout, classTimeout},
		{"memory", bomb, limits(func(l *childLimits) { l.memory = 2 << 30 }), errChildCrashed, classCrash},
		{"processor time", bomb, limits(func(l *childLimits) { l.cpu = time.Second }), errChildCrashed, classCrash},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := testDocumentReader(t, test.limits)
			_, err := r.extract(t.Context(), test.file)
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

// formBomb is a PDF of three kilobytes whose page draws a form that draws another ten times, and so on: a hundred billion lines.
func formBomb() []byte {
	const deep, wide = 12, 10
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>", stream("", "/X Do")}
	for i := range deep {
		form, draws := fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>", i+6), strings.Repeat("/X Do ", wide)
		if i == deep-1 {
			form, draws = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 m 1 1 l S"
		}
		objects = append(objects, stream(form, draws))
	}
	return pdfOf(objects...)
}

// pdfOf is a PDF of objects, numbered from 1, of which the first is the catalogue.
func pdfOf(objects ...string) []byte {
	out := []byte("%PDF-1.7\n")
	var table strings.Builder
	fmt.Fprintf(&table, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return fmt.Appendf(out, "%strailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", table.String(), len(objects)+1, len(out))
}

func stream(entries, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(content), content)
}
