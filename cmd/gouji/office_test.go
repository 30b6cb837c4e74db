package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// needsOffice skips a test where LibreOffice is not installed.
func needsOffice(t *testing.T) {
	t.Helper()
	if officeProgram() == "" {
		t.Skip("needs LibreOffice (Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice several times")
	}
}

// saved is a document as LibreOffice saves it in another format.
func saved(t *testing.T, data []byte, extension, as string) []byte {
	t.Helper()
	dir := t.TempDir()
	in := filepath.Join(dir, "in."+extension)
	writeFile(t, in, data)
	if err := errors.Join(writeProfile(filepath.Join(dir, "profile")), officeRun{officeProgram(), dir, in, officeKind{extension: extension, target: as}}.run(t.Context())); err != nil {
		t.Fatal(err)
	}
	out, err := os.ReadFile(filepath.Join(dir, "out", "in."+as))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// docx is a text document with a table; more is put before it.
func docx(t *testing.T, more, links string) []byte {
	t.Helper()
	const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`
	paragraph := func(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }
	var table strings.Builder
	borders := ""
	for _, side := range []string{"top", "left", "bottom", "right"} {
		borders += `<w:` + side + ` w:val="single" w:sz="8" w:space="0" w:color="000000"/>`
	}
	table.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>`)
	for _, row := range [][]string{{"项目", "预算数"}, {"基本支出", "2,000.00"}, {"项目支出", "134.19"}, {"合计", "2,134.19"}} {
		table.WriteString("<w:tr>")
		for _, text := range row {
			table.WriteString(`<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/><w:tcBorders>` + borders + `</w:tcBorders></w:tcPr>` + paragraph(text) + "</w:tc>")
		}
		table.WriteString("</w:tr>")
	}
	table.WriteString("</w:tbl>")
	const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	return zipped(t,
		entry{name: "[Content_Types].xml", data: []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ` +
			`ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
		entry{name: "_rels/.rels", data: []byte(relationships + `<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ` +
			`Target="word/document.xml"/></Relationships>`)},
		entry{name: "word/_rels/document.xml.rels", data: []byte(relationships + links + "</Relationships>")},
		entry{name: "word/document.xml", data: []byte("<w:document " + w + "><w:body>" + more + paragraph("某县财政局2026年部门预算") + table.String() + "</w:body></w:document>")})
}

// TestIngestOffice: documents of office programs are read as what LibreOffice makes of them, under their own hash; a broken one is named and
// stops nothing; without LibreOffice they are named as not supported, and read once it is there.
func TestIngestOffice(t *testing.T) {
	needsOffice(t)
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "gouji.db")
	text, sheet := docx(t, "", ""), budgetSheet(t)
	for name, data := range map[string][]byte{"说明.docx": text, "说明.odt": saved(t, text, "docx", "odt"), "旧说明.doc": saved(t, text, "docx", "doc"), "表.xls": saved(t, sheet, "xlsx", "xls"),
		"表.ods": saved(t, sheet, "xlsx", "ods"), "坏.doc": append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide("WordDocument")...)} {
		writeFile(t, filepath.Join(dir, name), data)
	}
	bare := exec.Command("gouji", "ingest", "--lang", "en", "--store", "sqlite:"+path, dir)
	bare.Env = append(os.Environ(), "PATH=/nowhere")
	if out := finished(t, bare); out.code != exitPartial || strings.Count(out.stderr, "need LibreOffice") != 6 || !strings.Contains(out.stderr, "0 read, 0 unchanged, 6 failed") {
		t.Errorf("without LibreOffice: %d %s", out.code, out.stderr)
	}
	out := ingest(t, path, dir)
	if out.code != exitPartial || !strings.Contains(out.stderr, "5 read, 0 unchanged, 1 failed") ||
		!strings.Contains(out.stderr, "坏.doc: could not be read: damaged or encrypted, LibreOffice cannot open it") {
		t.Errorf("%d %s", out.code, out.stderr)
	}
	all := content(t, "sqlite:"+path)
	for _, row := range all["v_documents"] {
		name, facts := filepath.Base(row[0].(string)), row[16].(int64)
		if strings.HasPrefix(name, "表") && facts < 8 {
			t.Errorf("%s gave %d facts", name, facts)
		}
		if strings.HasPrefix(name, "说明") && row[15].(int64) != 1 {
			t.Errorf("%s gave %v tables, not one", name, row[15])
		}
		if name == "旧说明.doc" && row[6] != "某县财政局" {
			t.Errorf("%s is of %v", name, row[6])
		}
	}
	if n := countText(all["v_cells"], "2,134.19"); n != 2+2*5 {
		t.Errorf("2,134.19 stands in %d cells", n)
	}
	if out := ingest(t, path, dir); !strings.Contains(out.stderr, "0 read, 5 unchanged, 1 failed") {
		t.Errorf("again: %s", out.stderr)
	}
	gouji(t, ".", 0, "store", "check", "--store", "sqlite:"+path)
}

func countText(rows [][]any, text string) (n int) {
	for _, row := range rows {
		for _, v := range row {
			if v == text {
				n++
			}
		}
	}
	return n
}

// TestOfficeFetchesNothing: a picture that a document links is not asked for.
func TestOfficeFetchesNothing(t *testing.T) {
	needsOffice(t)
	var asked atomic.Int64
	url := serveSite(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	picture := `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="a"/><a:graphic><a:graphicData ` +
		`uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="a"/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:link="p"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>` +
		`<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	link := `<Relationship Id="p" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="` + url + `/a.png" TargetMode="External"/>`
	if _, err := convertOffice(t.Context(), wordDocument(), docx(t, picture, link)); err != nil {
		t.Fatal(err)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("it was asked for %d times", n)
	}
}

// macroDocument is a text that, opened, has a macro write a file.
func macroDocument(trace string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"
 xmlns:dom="http://www.w3.org/2001/xml-events" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries><ooo:library-embedded ooo:name="Standard">
<ooo:module ooo:name="M"><ooo:source-code>Sub Main
Open "` + trace + `" For Output As #1
Print #1, "here"
Close #1
End Sub
</ooo:source-code></ooo:module></ooo:library-embedded></ooo:libraries></office:script>
<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load"
 xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>
<office:body><office:text><text:p>text</text:p></office:text></office:body></office:document>`)
}

// runsMacro opens a document with a macro in LibreOffice, with the profile in a folder, and says whether the macro ran before the time is up.
func runsMacro(t *testing.T, dir string) bool {
	t.Helper()
	in, trace := filepath.Join(dir, "in.fodt"), filepath.Join(dir, "trace")
	writeFile(t, in, macroDocument(trace))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			cmd := exec.CommandContext(ctx, officeProgram(), "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--norestore", in)
			_ = cmd.Run() // it is ended, or asks to be started again
		}
	}()
	defer func() { cancel(); <-ended }()
	for {
		if _, err := os.Stat(trace); err == nil {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// TestOfficeRunsNothing: a macro that is to run when its document is opened does, in a profile that allows it, and does not in the program's.
func TestOfficeRunsNothing(t *testing.T) {
	needsOffice(t)
	allowed, own := t.TempDir(), t.TempDir()
	if err := errors.Join(writeProfile(filepath.Join(allowed, "profile")), writeProfile(filepath.Join(own, "profile"))); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(allowed, "profile", "user", "registrymodifications.xcu")
	data, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"DisableMacrosExecution", "DisableActiveContent", "MacroSecurityLevel"} {
		for _, value := range []string{"true", "3"} {
			data = bytes.ReplaceAll(data, []byte(name+`" oor:op="fuse"><value>`+value), []byte(name+`" oor:op="fuse"><value>`+map[string]string{"true": "false", "3": "0"}[value]))
		}
	}
	writeFile(t, settings, data)
	if !runsMacro(t, allowed) {
		t.Error("the macro does not run where it may, so this test shows nothing")
	}
	if runsMacro(t, own) {
		t.Error("the macro ran")
	}
}

// TestOfficeTime: what takes too long is ended, and leaves no folder.
func TestOfficeTime(t *testing.T) {
	needsOffice(t)
	t.Setenv("TMPDIR", t.TempDir())
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err := convertOffice(ctx, wordDocument(), docx(t, "", ""))
	if !errors.Is(err, errChildTimeout) || time.Since(begun) > 10*time.Second {
		t.Errorf("after %s: %v", time.Since(begun), err)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "gouji-office-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
