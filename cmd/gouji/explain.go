package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"

	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/sheet"
)

// The classes of errors about a whole file, by which the store keeps them.
const (
	classHTML      = "html-page"
	classNotPDF    = "not-a-pdf"
	classEncrypted = "encrypted"
	classDamaged   = "damaged"
	classTooLarge  = "too-large"
	classNoPages   = "no-pages"
	classWorkbook  = "damaged-workbook"
	classOffice    = "damaged-office"
	// These are about archives and files that are not read, and never about a document of the store.
	classArchive     = "damaged-archive"
	classLocked      = "encrypted-archive"
	classBomb        = "archive-too-large"
	classPath        = "unsafe-path"
	classUnsupported = "unsupported"
	// The reasons of these may pass: a short memory ends a reading process, a busy machine makes it late.
	classIO      = "io"
	classTimeout = "timeout"
	classCrash   = "crash"
	classChanged = "changed"
	// classInternal is what none of the others fits.
	classInternal = "internal"
)

// errHTML says what a file is that is no PDF: the page a site answers with where the document is gone.
var errHTML = errors.New("an HTML page saved as PDF")

// htmlBytes is how far into a file the first tag of an HTML page is looked for: byte-order marks, comments and
// declarations stand before it.
const htmlBytes = 1024

// looksLikeHTML says whether bytes begin like a page of the web.
func looksLikeHTML(data []byte) bool {
	start := bytes.ToLower(data[:min(len(data), htmlBytes)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.Contains(start, []byte(tag)) {
			return true
		}
	}
	return false
}

// storedError is an error the store kept from an earlier run.
type storedError struct{ text page.Message }

func (e *storedError) Error() string { return e.text.EN }

// errorClass is the short name of why a document could not be read.
func errorClass(err error) string {
	var known *documentError
	if errors.As(err, &known) {
		return known.class
	}
	classes := []struct {
		err  error
		name string
	}{
		{errHTML, classHTML}, {pdf.ErrNotPDF, classNotPDF}, {pdf.ErrEncrypted, classEncrypted},
		{pdf.ErrDamaged, classDamaged}, {pdf.ErrTooLarge, classTooLarge}, {sheet.ErrTooLarge, classTooLarge}, {sheet.ErrDamaged, classWorkbook}, {errOffice, classOffice},
		{errArchiveDamaged, classArchive}, {errArchiveEncrypted, classLocked}, {errArchiveBomb, classBomb}, {errArchiveDeep, classBomb},
		{errArchivePath, classPath}, {errUnsupported, classUnsupported}, {pdf.ErrNoPages, classNoPages},
		{errChanged, classChanged}, {context.DeadlineExceeded, classTimeout}, {errChildTimeout, classTimeout},
		{errChildCrashed, classCrash}, {errPdfiumBroken, classCrash},
	}
	for _, c := range classes {
		if errors.Is(err, c.err) {
			return c.name
		}
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return classIO
	}
	return classInternal
}

// transient says whether trying again may help.
func transient(class string) bool {
	return class == classIO || class == classTimeout || class == classCrash || class == classChanged
}

// explain is why a file could not be read, and what to do about it, in a language, zh or en.
func explain(err error, lang string) string { return explanation(err).In(lang) }

// explanation is that in both languages.
func explanation(err error) page.Message {
	var stored *storedError
	var known *documentError
	switch {
	case errors.As(err, &stored):
		return stored.text
	case errors.As(err, &known):
		return known.text
	case errors.Is(err, fs.ErrNotExist):
		return page.Message{ZH: "没有这个文件", EN: "no such file or directory"}
	case errors.Is(err, fs.ErrPermission):
		return page.Message{ZH: "没有读取这个文件的权限", EN: "this user may not read the file"}
	}
	text, m := err.Error(), advice(errorClass(err))
	if m.Empty() {
		return page.Message{ZH: "出错：" + text, EN: text}
	}
	return page.Message{ZH: strings.ReplaceAll(m.ZH, "%v", text), EN: strings.ReplaceAll(m.EN, "%v", text)}
}

// advice says of a class of errors what is wrong and what helps; %v stands for the error. It is empty where nothing
// can be advised.
func advice(class string) page.Message {
	switch class {
	case classHTML:
		return page.Message{ZH: "不是PDF，而是以PDF为名保存的网页；请重新下载原文件",
			EN: "not a PDF but an HTML page saved as PDF: fetch the document again"}
	case classNotPDF:
		return page.Message{ZH: "不是PDF文件；请核对文件，或重新下载", EN: "not a PDF: see what the file is, or fetch it again"}
	case classEncrypted:
		return page.Message{ZH: "文件加密，需要密码；请先去除密码（如用 qpdf --decrypt）再读取",
			EN: "encrypted: remove the password, for instance with qpdf --decrypt, and try again"}
	case classDamaged:
		return page.Message{ZH: "PDF文件损坏，可能没有下载完整；请重新下载",
			EN: "damaged PDF, perhaps a download that was cut off: fetch it again"}
	case classWorkbook:
		return page.Message{ZH: "工作簿损坏或加密；请用表格软件打开后另存为 xlsx 再读取",
			EN: "damaged or encrypted workbook: open it in a spreadsheet program, save it as xlsx, and try again"}
	case classOffice:
		return page.Message{ZH: "文件损坏或加密，LibreOffice 无法打开；请用办公软件打开后另存为 PDF 或 xlsx 再读取",
			EN: "damaged or encrypted, LibreOffice cannot open it: open it in an office program, save it as PDF or xlsx, and try again"}
	case classTooLarge:
		return page.Message{ZH: "文件过大，超出可读取的范围（%v）；请拆分后再读取",
			EN: "too large to be read (%v): split it, for instance with qpdf --split-pages, and try again"}
	case classArchive, classLocked, classBomb, classPath, classUnsupported:
		return archiveAdvice(class)
	case classNoPages:
		return page.Message{ZH: "PDF中没有页面；请重新下载", EN: "a PDF without pages: fetch it again"}
	case classTimeout:
		return page.Message{ZH: "读取用时过长，已停止；请稍后再试，或减小 --jobs",
			EN: "reading took too long and was stopped: try again later, or with fewer --jobs"}
	case classCrash:
		return page.Message{ZH: "读取进程意外结束（%v）；请再试一次，或减小 --jobs",
			EN: "%v: try again, or with fewer --jobs"}
	case classChanged:
		return page.Message{ZH: "读取期间文件有变动；请待文件写完后再试",
			EN: "the file changed while it was being read: try again when it is complete"}
	case classIO:
		return page.Message{ZH: "无法读取文件：%v", EN: "%v"}
	}
	return page.Message{}
}

// archiveAdvice is the advice about archives and files that are not read.
func archiveAdvice(class string) page.Message {
	switch class {
	case classArchive:
		return page.Message{ZH: "压缩包损坏（%v）；请重新下载", EN: "%v: fetch the archive again"}
	case classLocked:
		return page.Message{ZH: "压缩包加密；请用密码解压后再读取其中的文件", EN: "encrypted: unpack it with its password and read the files"}
	case classBomb:
		return page.Message{ZH: "压缩包解压后过大或层次过多，已停止解压；确认来源可靠后请自行解压再读取",
			EN: "unpacks to far more than its size, too many files or too many archives within one another, and was given up: unpack it by hand if you trust it"}
	case classPath:
		return page.Message{ZH: "压缩包中的文件名指向包外，未解压", EN: "its name leads out of the archive; it was not unpacked"}
	}
	return page.Message{ZH: "不支持这种格式（%v）；DOC、DOCX、XLS、WPS 等需安装 LibreOffice（gouji doctor 给出命令），其他格式请转成 PDF 或 xlsx 再读取",
		EN: "%v: DOC, DOCX, XLS, WPS and the like need LibreOffice (gouji doctor says how to get it); convert others to PDF or xlsx and read that"}
}
