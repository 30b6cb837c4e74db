package main

import (
	"bytes"
	"strings"
	"testing"

	"gouji/extract/page"
)

// TestDigestAsHTML: the page has what the text has; a site's words become no markup, and no script an address.
func TestDigestAsHTML(t *testing.T) {
	d := &digest{NewDocuments: []newDocument{{Title: "<script>alert(1)</script>", URL: "https://example.org/a.pdf"},
		{Title: "预算", URL: "javascript:alert(1)"}},
		Findings: []foundFinding{{ID: "3f9c", Rule: "D04", Level: "error", Status: "new", Publisher: "某局", Message: page.Message{ZH: "不符", EN: "apart"}}}}
	var b bytes.Buffer
	if err := d.print(&b, "html", "zh"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="zh">`, "新文件（2）", "&lt;script&gt;", `<a href="https://example.org/a.pdf">`,
		`<li class="error"><b class="level">error</b> D04 3f9c 某局: 不符`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
	for _, never := range []string{"<script", `href="javascript`} {
		if strings.Contains(b.String(), never) {
			t.Errorf("%q stands in the page", never)
		}
	}
}
