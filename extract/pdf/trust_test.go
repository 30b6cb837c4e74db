package pdf_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

// pages reads a whole document.
func pages(t *testing.T, p *pdf.Pdfium, path string) []page.Page {
	t.Helper()
	return allPages(t, p, readFile(t, path))
}

// judge judges pages as a document.
func judge(pages []page.Page) []pdf.Verdict {
	var counts []pdf.Census
	for _, pg := range pages {
		counts = append(counts, pdf.Count(pg))
	}
	return pdf.Judge(counts)
}

// TestJudgeCorpus: every garbled page is caught, every scan is seen, and no text page of a published budget is
// called false.
func TestJudgeCorpus(t *testing.T) {
	p := newPdfium(t)
	for _, test := range []struct {
		pattern string
		code    string // of every page; "" for true or a scan
	}{
		{"zezhou/garbled.pdf", pdf.CodeTextFalse},
		{"zezhou/scan.pdf", pdf.CodeScan},
		{"zezhou/native.pdf", ""},
		{"zezhou/core.pdf", ""},
		{"budgets/*.pdf", ""},
		{"icdar2013-eu/*.pdf", ""},
		{"camelot/arabic.pdf", ""},
		{"camelot/offense.pdf", ""},
		{"cjk-fonts/pdfplumber-pr-136-example.pdf", pdf.CodeTextHidden},
		{"negative/zhengzhou-pdf-mangled-by-text-decoding.pdf", pdf.CodeEmptyPage},
	} {
		for _, path := range files(t, test.pattern) {
			read := pages(t, p, path)
			for i, v := range judge(read) {
				scan := v.Code == pdf.CodeScan && strings.Contains(path, "scan") && len(read[i].Images) > 0
				if v.Code != test.code && (test.code != "" || !scan) {
					t.Errorf("%s page %d: %q (%s), want %q", filepath.Base(path), i+1, v.Code, v.Reason, test.code)
				}
			}
		}
	}
}

// TestJudgeText damages a true text the ways encodings are mistaken for one another.
func TestJudgeText(t *testing.T) {
	const text = "一、部门收支总体情况说明。按照综合预算的原则，本部门所有收入和支出均纳入部门预算管理。收入包括一般公共预算拨款收入、" +
		"政府性基金预算拨款收入；支出包括一般公共服务支出、社会保障和就业支出、卫生健康支出、住房保障支出。2026年收支总预算1,234.56万元"
	asGBK, err := simplifiedchinese.GBK.NewDecoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	asLatin, err := charmap.ISO8859_1.NewDecoder().String(gbk)
	if err != nil {
		t.Fatal(err)
	}
	shift := func(by rune) string {
		return strings.Map(func(r rune) rune { return r%0x3000 + by }, text)
	}
	for _, test := range []struct {
		name, text, code string
	}{
		{"true", text, ""},
		{"figures alone", strings.Repeat("1,234.56", 40), ""},
		{"English", strings.Repeat("Income and expenditure of the budget ", 8), ""},
		{"Japanese", strings.Repeat("平成26年３月期決算短信 前連結会計年度における株主資本等変動計算書", 4), ""},
		{"traditional", strings.Repeat("總預算收入與支出說明 財政撥款", 8), ""},
		{"UTF-8 read as GBK", strings.Map(keepPrintable, asGBK), pdf.CodeTextFalse},
		{"GBK read as Latin-1", asLatin, pdf.CodeTextFalse},
		{"glyph numbers as Unicode", shift(0x300), pdf.CodeTextFalse},
		{"glyph numbers as private use", strings.Map(func(r rune) rune { return 0xe000 + r%0x1000 }, text), pdf.CodeTextFalse},
		{"glyph numbers written out", strings.Repeat("(cid:12)", 30), pdf.CodeTextFalse},
	} {
		v := judge([]page.Page{drawn(test.text)})[0]
		if v.Code != test.code {
			t.Errorf("%s: %q (%s), want %q", test.name, v.Code, v.Reason, test.code)
		}
	}
}

// TestJudgeSiblings: letters without end are a damaged page only among Chinese ones.
func TestJudgeSiblings(t *testing.T) {
	chinese, letters := drawn(strings.Repeat("部门预算收支总表", 20)), drawn(strings.Repeat("ABCDEFGHKLMNPQRSTUVW", 10))
	if v := judge([]page.Page{chinese, letters, chinese})[1]; v.Code != pdf.CodeTextFalse {
		t.Errorf("letters among Chinese pages: %q, want %q", v.Code, pdf.CodeTextFalse)
	}
	if v := judge([]page.Page{letters, letters})[1]; !v.True() {
		t.Errorf("letters alone: %q (%s), want true", v.Code, v.Reason)
	}
}

func keepPrintable(r rune) rune {
	if r == '\uFFFD' {
		return -1
	}
	return r
}

// drawn is a page on which a text stands in lines of 40 characters of 10 points.
func drawn(text string) page.Page {
	pg := page.Page{Number: 1, Width: 600, Height: 800}
	i := 0
	for _, r := range text {
		x, y := float64(50+10*(i%40)), float64(50+12*(i/40))
		box := page.Rect{X0: x, Y0: y, X1: x + 10, Y1: y + 10}
		pg.Glyphs = append(pg.Glyphs, page.Glyph{Rune: r, Box: box, Ink: box, Size: 10})
		i++
	}
	return pg
}
