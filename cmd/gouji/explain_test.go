package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"gouji/extract/pdf"
)

// TestExplain: whoever reads that a file could not be read learns in their language what to do about it.
func TestExplain(t *testing.T) {
	tests := []struct {
		err           error
		class, zh, en string
	}{
		{fmt.Errorf("open PDF: %w: %w", pdf.ErrNotPDF, errHTML), classHTML, "网页", "HTML page saved as PDF: fetch the document again"},
		{fmt.Errorf("open PDF: %w", pdf.ErrNotPDF), classNotPDF, "不是PDF", "not a PDF"},
		{fmt.Errorf("open PDF: %w", pdf.ErrEncrypted), classEncrypted, "qpdf --decrypt", "qpdf --decrypt"},
		{fmt.Errorf("open PDF: %w", pdf.ErrDamaged), classDamaged, "重新下载", "fetch it again"},
		{fmt.Errorf("open PDF of 9 bytes: %w", pdf.ErrTooLarge), classTooLarge, "9 bytes: too large", "split it"},
		{errChildCrashed, classCrash, "再试一次", "try again"},
		{&fs.PathError{Op: "open", Path: "a.pdf", Err: fs.ErrNotExist}, classIO, "没有这个文件", "no such file"},
		{errors.New("100%v"), classInternal, "出错：100%v", "100%v"},
	}
	for _, test := range tests {
		zh, en := explain(test.err, "zh"), explain(test.err, "en")
		if errorClass(test.err) != test.class || !strings.Contains(zh, test.zh) || !strings.Contains(en, test.en) {
			t.Errorf("%v is %s, %q, %q; want %s, …%s…, …%s…", test.err, errorClass(test.err), zh, en, test.class, test.zh, test.en)
		}
	}
}

func TestLooksLikeHTML(t *testing.T) {
	for text, want := range map[string]bool{
		"\ufeff<!DOCTYPE HTML><html>": true, "<!-- saved --><HTML lang=zh>": true, "hello": false, "": false, "<?xml version=1.0?><feed>": false,
	} {
		if looksLikeHTML([]byte(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
