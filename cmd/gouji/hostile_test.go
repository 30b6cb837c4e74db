package main

import (
	"bytes"
	"compress/zlib"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// onePage is a PDF of one page with a content stream; resources are its own, and others further objects from number 5 on.
func onePage(size, resources, content string, others ...string) []byte {
	return pdfOf(append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + size + "]/Resources<<" + resources + ">>/Contents 4 0 R>>", content}, others...)...)
}

// squeezed is what zlib makes of so many times the same bytes.
func squeezed(t *testing.T, part string, times int) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	block := []byte(strings.Repeat(part, 1<<10))
	for range times >> 10 {
		if _, err := z.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"

// hostilePDFs are documents that want all memory or time there is, by name.
func hostilePDFs(t *testing.T) map[string][]byte {
	t.Helper()
	text := "BT /F 12 Tf 72 700 Td (Budget 2026) Tj ET"
	bomb := squeezed(t, " ", 2<<30)
	var twice bytes.Buffer
	z := zlib.NewWriter(&twice)
	if _, err := z.Write(bomb); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	image := string(squeezed(t, "\x00", 60000*60000/8))
	million := strings.Repeat("0 0 1 1 re f\n", 1e6)
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<" + font + ">>/Contents 4 0 R>>", stream("", text)}
	for range 1_000_000 {
		objects = append(objects, "null")
	}
	return map[string][]byte{
		"bomb": onePage("595 842", font, stream("/Filter[/FlateDecode/FlateDecode]", twice.String())),
		"wall": onePage("14400 14400", "/XObject<</I 5 0 R>>", stream("", "14400 0 0 14400 0 0 cm /I Do"),
			stream("/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", image)),
		"form in itself": onePage("595 842", font+"/XObject<</X 5 0 R>>", stream("", text+" /X Do"),
			stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>", "/X Do /X Do")),
		"pages in themselves": pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>",
			"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"),
		"a billion pages": pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<"+font+">>/Contents 4 0 R>>", stream("", text)),
		// What opens it is a script, and beside its text it has a file, a program to launch and a page to send it to.
		"script": pdfOf("<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R/AA<</WC 5 0 R>>/Names<</JavaScript<</Names[(a) 5 0 R]>>/EmbeddedFiles<</Names[(a.pdf) 6 0 R]>>>>>>",
			"<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O 8 0 R>>/Resources<<"+font+">>/Contents 4 0 R>>", stream("", text),
			"<</S/JavaScript/JS(app.alert\\(1\\); this.exportDataObject\\({cName:'a.pdf', nLaunch:2}\\); while\\(true\\);)>>",
			"<</Type/Filespec/F(a.pdf)/EF<</F 7 0 R>>>>", stream("/Type/EmbeddedFile", "%PDF-1.4 attached"), "<</S/Launch/F(/bin/sh)/Next<</S/SubmitForm/F(http://127.0.0.1:9/)>>>>"),
		"a million shapes":  onePage("595 842", font, stream("", million+text)),
		"a million objects": pdfOf(objects...),
		"deep":              onePage("595 842", font, stream("", text), strings.Repeat("[", 1e6)+strings.Repeat("]", 1e6)),
		"deep in content":   onePage("595 842", font, stream("", strings.Repeat("[", 1e6)+strings.Repeat("q ", 1e6)+text)),
	}
}

// TestIngestHostile: documents that want all there is end in their own process or are read as far as they go, in the time there is; each
// is named, and what is beside them is read.
func TestIngestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads documents that want all there is")
	}
	dir, hostile := t.TempDir(), hostilePDFs(t)
	for name, data := range hostile {
		writeFile(t, filepath.Join(dir, name+".pdf"), data)
	}
	writeFile(t, filepath.Join(dir, "good.pdf"), samplePDF(t, "final-account"))
	t.Setenv("TMPDIR", t.TempDir())
	begun := time.Now()
	path := filepath.Join(t.TempDir(), "gouji.db")
	out := finished(t, exec.Command("gouji", "ingest", "--jobs", "2", "--lang", "en", "--store", "sqlite:"+path, dir))
	t.Logf("%s, status %d\n%s", time.Since(begun), out.code, out.stderr)
	if !strings.Contains(out.stderr, "good.pdf: 16 pages, 9 tables, 619 facts") {
		t.Error("what is beside them was not read")
	}
	all := content(t, "sqlite:"+path)
	if n := len(all["v_documents"]); n != len(hostile)+1 || !strings.Contains(out.stderr, "script.pdf: 1 pages, 0 tables, 0 facts, 0 problems") {
		t.Errorf("%d documents; scripts and attached files are no part of one", n)
	}
	for _, row := range all["v_documents"] {
		if row[9] != "checked" && row[9] != "failed" || row[9] == "failed" && row[11] == "" {
			t.Errorf("%v is %v", row[0], row[9])
		}
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
