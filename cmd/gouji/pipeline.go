package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"gouji/extract"
	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/sheet"
)

// The readers --reader names.
const (
	readerAuto       = "auto"
	readerPdfium     = "pdfium"
	readerLedongthuc = "ledongthuc"
	readerOCR        = "ocr"
)

// options say how documents are read.
type options struct {
	reader string
	// engine reads page images, one that --ocr names.
	engine string
	// first and last limit the pages, counted from 1; 0 is an open end.
	first, last int
	// jobs is how many documents, or pages of long documents, are read at once.
	jobs int
	// rules are what is checked: the built-in rules and a user's. Only the commands that check have any.
	rules ruleSet
	// log takes what is said about the work; never data.
	log io.Writer
	// terminal is what log writes to in the end: a progress bar is drawn only on a terminal.
	terminal io.Writer
	// lang is the language of messages, zh or en.
	lang    string
	verbose bool
	// allow is told how much time a document may take beyond what every document may; nil where nobody waits.
	allow func(time.Duration)
}

// pipeline reads documents: the opened readers and how they are used. It is safe for concurrent use.
type pipeline struct {
	options
	pdfium *guardedPdfium
	// second is the witness; its process starts when it is first asked.
	second *secondReader
	// ocr reads pages without a true text layer; its processes start with the first such page.
	ocr *ocrReader
	// manyFiles is set where the progress over the files is shown.
	manyFiles bool
}

// pageEngine is the engine --ocr names; what it needs has to be there.
func pageEngine(cmd *cobra.Command) (string, error) {
	engine, err := cmd.Flags().GetString("ocr")
	if err != nil {
		return "", err
	}
	switch engine {
	case engineTesseract:
	case enginePPOCR:
		if _, err := ppocrFiles(); err != nil {
			return "", failure(err)
		}
	default:
		return "", usageError("--ocr is %q; it must be tesseract or ppocr", engine)
	}
	return engine, nil
}

func addReaderFlag(cmd *cobra.Command, reader *string) {
	cmd.Flags().StringVar(reader, "reader", readerAuto,
		"auto (the text layer, the page image where there is none), pdfium, ledongthuc or ocr")
}

// pipelineOptions are the options of a command line.
func pipelineOptions(cmd *cobra.Command, reader string) (options, error) {
	switch reader {
	case readerAuto, readerPdfium, readerLedongthuc, readerOCR:
	default:
		return options{}, usageError("--reader is %q; it must be auto, pdfium, ledongthuc or ocr", reader)
	}
	jobs, err := cmd.Flags().GetInt("jobs")
	if err != nil {
		return options{}, err
	}
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return options{}, err
	}
	engine, err := pageEngine(cmd)
	if err != nil {
		return options{}, err
	}
	verbose, err := cmd.Flags().GetBool("verbose")
	return options{reader: reader, engine: engine, jobs: jobs, lang: lang, log: cmd.ErrOrStderr(), terminal: cmd.ErrOrStderr(), verbose: verbose}, err
}

// newPipeline opens the readers. pdfium's compiled code is kept in the user's cache folder; where there is none,
// every start compiles it anew.
func newPipeline(o options) (*pipeline, error) {
	o.log = &lockedWriter{w: o.log}
	cache, err := pdfiumCache()
	if err != nil {
		said := page.Message{ZH: "没有缓存目录（%v），每次启动会多花几秒", EN: "no cache folder (%v): every start takes seconds longer"}
		fmt.Fprintf(o.log, "gouji: "+said.In(o.lang)+"\n", err)
		cache = ""
	}
	reading := pdf.Options{CacheDir: cache, Instances: o.jobs}
	pdfium, err := pdf.NewPdfium(reading)
	if err != nil {
		return nil, failure(err)
	}
	drawing := reading
	drawing.Fonts = hostFonts()
	guarded := &guardedPdfium{reader: pdfium, drawer: &drawer{options: drawing}}
	return &pipeline{options: o, pdfium: guarded, second: newSecondReader(), ocr: newOCRReader(o.jobs, o.engine)}, nil
}

// pdfiumCache is the folder of pdfium's compiled code, created where it is not there yet.
func pdfiumCache() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	cache = filepath.Join(cache, "gouji", "pdfium")
	return cache, os.MkdirAll(cache, 0o755)
}

// Close ends the readers.
func (p *pipeline) Close() error {
	p.second.Close()
	p.ocr.Close()
	return p.pdfium.Close()
}

// extract reads one document, a long one with up to so many instances of pdfium at once. Its error is about the
// document as a whole and names no file.
func (p *pipeline) extract(ctx context.Context, path string, readers int) (*extract.Result, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	in := extract.Input{File: path, Data: data, First: p.first, Last: p.last}
	if sheet.Is(data) {
		return extractSheets(ctx, in, data)
	}
	if kind, office := officeKindOf(data); office {
		return p.extractOffice(ctx, in, kind, readers)
	}
	return p.extractPDF(ctx, in, readers)
}

// extractOffice reads what LibreOffice makes of a document; the hash is that of the document.
func (p *pipeline) extractOffice(ctx context.Context, in extract.Input, kind officeKind, readers int) (*extract.Result, error) {
	p.allowed(officeTime)
	converted, err := convertOffice(ctx, kind, in.Data)
	switch {
	case err != nil:
		return nil, err
	case kind.target == "xlsx":
		return extractSheets(ctx, in, converted)
	}
	sum := sha256.Sum256(in.Data)
	in.Data = converted
	result, err := p.extractPDF(ctx, in, readers)
	if err == nil {
		result.Set.Document.SHA256 = hex.EncodeToString(sum[:])
	}
	return result, err
}

// extractPDF reads a PDF.
func (p *pipeline) extractPDF(ctx context.Context, in extract.Input, readers int) (*extract.Result, error) {
	doc, err := p.pdfium.Open(in.Data)
	switch {
	case errors.Is(err, pdf.ErrNotPDF) && looksLikeHTML(in.Data):
		return nil, fmt.Errorf("%w: %w", err, errHTML)
	case err != nil:
		return p.extractSecond(ctx, in, err)
	}
	defer doc.Close()
	p.allowed(time.Duration(doc.Pages()) * timePerPage)
	kept := newKeptPages(p.ocr.engine)
	if err := p.sources(ctx, doc, &in, kept); err != nil {
		return nil, err
	}
	if _, ok := in.Text.(pdfiumSource); ok {
		ahead := p.newAheadSource(ctx, doc, &in, readers)
		defer ahead.Close()
		in.Text = ahead
	}
	result, err := extract.Extract(ctx, in)
	if err == nil {
		kept.finish()
	}
	return result, err
}

// extractSheets reads a workbook, which may have been made of another document.
func extractSheets(ctx context.Context, in extract.Input, workbook []byte) (*extract.Result, error) {
	book, err := sheet.Open(workbook)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	in.Text = book
	return extract.Extract(ctx, in)
}

// extractSecond reads a document that pdfium cannot open, for the reason given, with the second reader.
func (p *pipeline) extractSecond(ctx context.Context, in extract.Input, reason error) (*extract.Result, error) {
	if p.reader == readerPdfium || p.reader == readerOCR || !errors.Is(reason, pdf.ErrDamaged) {
		return nil, reason
	}
	second, err := p.second.open(ctx, in.Data)
	if err != nil {
		return nil, reason
	}
	in.Text = second
	return extract.Extract(ctx, in)
}

// sources are the readers of a document: what --reader names, or the text layer with Tesseract where it is
// missing or false.
func (p *pipeline) sources(ctx context.Context, doc *guardedDocument, in *extract.Input, kept *keptPages) (err error) {
	switch p.reader {
	case readerOCR:
		in.Text = imageSource{doc, p.ocr, p.pageProgress, kept}
	case readerLedongthuc:
		in.Text, err = p.second.open(ctx, in.Data)
	case readerPdfium:
		in.Text = pdfiumSource{doc}
	default:
		images := imageSource{doc, p.ocr, p.pageProgress, kept}
		in.Text, in.Image = pdfiumSource{doc}, func(ctx context.Context, spots []extract.Spot) []extract.Reading {
			p.allowed(time.Duration(len(spots)) * ocrLimits.time)
			return images.readings(ctx, spots)
		}
	}
	return err
}

// allowed says that the document in hand may take so much longer.
func (p *pipeline) allowed(more time.Duration) {
	if p.allow != nil && more > 0 {
		p.allow(more)
	}
}

// pdfiumSource reads the text layer.
type pdfiumSource struct{ doc *guardedDocument }

func (s pdfiumSource) Pages() int { return s.doc.Pages() }

func (s pdfiumSource) Page(_ context.Context, number int) (page.Page, error) {
	return s.doc.Page(number)
}

// lockedWriter lets several documents be spoken of at the same time, a line each.
type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}
