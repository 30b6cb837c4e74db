// Package pdf reads PDF files into pages: glyphs, rulings and images in points, as a person sees the page.
// Pdfium is the reader; Ledongthuc is a second one that shares no code with it and serves as a witness; Judge
// says whether a page's text layer is true.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"gouji/extract/page"
)

const (
	// documentsPerEngine is how many documents an instance reads before it is dropped: guest memory grows to
	// the largest document and never shrinks.
	documentsPerEngine = 50
	// memoryPages bounds an instance's memory in WebAssembly pages of 64 KiB: 1 GiB.
	memoryPages = 16384
	// maxBytes is the largest file read: it is copied into guest memory, next to its decoded streams.
	maxBytes = 256 << 20
	// maxPages is the most pages a document may have: ten times a long compilation.
	maxPages = 20000
	// headerBytes is where "%PDF-" must stand, as in the readers people use.
	headerBytes = 1024
	// maxInstances is the most documents open at the same time; it only stops a caller that forgets to close.
	maxInstances = 256
	// instanceWait is how long the start of an instance may take: 10 ms when all is well.
	instanceWait = time.Minute
)

// Options are what may be chosen about the reader; the zero value is usable.
type Options struct {
	// CacheDir keeps pdfium's compiled code between runs (6 to 9 s to make, 0.2 s to load); empty: no cache.
	CacheDir string
	// Instances is how many instances are kept for the next documents; 0: one a processor. As many documents as
	// are opened at the same time have an instance each, of up to 1 GiB of memory.
	Instances int
	// Fonts are lent to draw text whose font is not in the file, each at its path on a Linux machine
	// (usr/share/fonts/…); nil: such text is drawn blank. They change what Render draws and the ink of such glyphs,
	// so that a reader whose output is to be the same everywhere goes without.
	Fonts fs.FS
}

// Pdfium reads PDF files with pdfium compiled to WebAssembly: nothing to install, no access to the host's
// files, a crash of the guest is an error here. It is safe for concurrent use; a Document is not.
//
// Neither Open nor Page nor Render has a time limit: code that looks for one at every loop runs four times as
// long (measured: 19 ms a page against 5). Who must not wait for a hostile file reads it in a process that can
// be killed.
type Pdfium struct {
	pool  pdfium.Pool
	cache wazero.CompilationCache
	keep  int // how many idle engines
	guest guestModule

	mu   sync.Mutex
	idle []*engine
	// digits are the patterns of digits, drawn once.
	digits numerals
}

// NewPdfium compiles or loads pdfium.
func NewPdfium(o Options) (*Pdfium, error) {
	// The core features are those of the library's own configuration: its module needs exception handling.
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	p := &Pdfium{}
	if o.CacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(o.CacheDir)
		if err != nil {
			return nil, fmt.Errorf("open pdfium's compilation cache: %w", err)
		}
		p.cache = cache
		config = config.WithCompilationCache(cache)
	}
	instances := o.Instances
	if instances <= 0 {
		instances = runtime.GOMAXPROCS(0)
	}
	p.keep = instances
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 0, MaxTotal: maxInstances,
		RuntimeConfig: config,
		FSConfig:      mounted(o.Fonts),
		Stdout:        io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start pdfium: %w", err), p.closeCache())
	}
	p.pool = pool
	return p, nil
}

// mounted is what the guest sees of files: the fonts that are lent, else nothing. No configuration at all would mount
// the whole root.
func mounted(fonts fs.FS) wazero.FSConfig {
	config := wazero.NewFSConfig()
	if fonts != nil {
		config = config.WithFSMount(fonts, "/")
	}
	return config
}

// Close frees everything. Documents must be closed before.
func (p *Pdfium) Close() error {
	p.mu.Lock()
	p.idle = nil
	p.mu.Unlock()
	return errors.Join(p.pool.Close(), p.closeCache())
}

func (p *Pdfium) closeCache() error {
	if p.cache == nil {
		return nil
	}
	return p.cache.Close(context.Background())
}

// borrow takes an idle engine or makes one.
func (p *Pdfium) borrow() (*engine, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		e := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return e, nil
	}
	p.mu.Unlock()
	instance, err := p.pool.GetInstance(instanceWait)
	if err != nil {
		return nil, fmt.Errorf("get an instance of pdfium: %w", err)
	}
	e, err := newEngine(instance, &p.guest)
	if err != nil {
		return nil, errors.Join(err, instance.Kill())
	}
	return e, nil
}

// giveBack keeps a sound engine for the next document and drops one that failed or is used up.
func (p *Pdfium) giveBack(e *engine) error {
	p.mu.Lock()
	if e.err == nil && e.documents < documentsPerEngine && len(p.idle) < p.keep {
		p.idle = append(p.idle, e)
		p.mu.Unlock()
		return nil
	}
	p.mu.Unlock()
	return e.close()
}

// patterns gives the patterns of digits, drawn by e where this is the first time.
func (p *Pdfium) patterns(e *engine) numerals {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.digits == nil {
		p.digits = readNumerals(e)
	}
	return p.digits
}

// Document is an open file. Use it from one goroutine at a time and close it.
type Document struct {
	pdfium *Pdfium
	engine *engine
	data   uint64 // guest address of the file's bytes
	handle uint64 // FPDF_DOCUMENT
	pages  int
	fonts  fonts
}

// Open reads a file's structure. The errors are those of this package (ErrNotPDF and so on), wrapped.
func (p *Pdfium) Open(data []byte) (*Document, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("open PDF of %d bytes: %w", len(data), ErrTooLarge)
	}
	if !bytes.Contains(data[:min(len(data), headerBytes)], []byte("%PDF-")) {
		return nil, fmt.Errorf("open PDF: %w", ErrNotPDF)
	}
	e, err := p.borrow()
	if err != nil {
		return nil, err
	}
	d := &Document{pdfium: p, engine: e}
	d.fonts.document = d
	e.documents++
	if err := d.load(data); err != nil {
		return nil, errors.Join(fmt.Errorf("open PDF: %w", err), d.Close())
	}
	return d, nil
}

func (d *Document) load(data []byte) error {
	e := d.engine
	d.data = e.call(fnMalloc, uint64(len(data)))
	if d.data == 0 || !e.memory.Write(uint32(d.data), data) {
		return errors.Join(ErrTooLarge, d.engine.err)
	}
	d.handle = e.call(fnLoadDocument, d.data, uint64(len(data)), 0)
	if e.err != nil {
		return errors.Join(ErrDamaged, d.engine.err)
	}
	if d.handle == 0 {
		return loadError(e.integer(fnLastError))
	}
	d.pages = e.integer(fnPageCount, d.handle)
	switch {
	case e.err != nil:
		return errors.Join(ErrDamaged, d.engine.err)
	case d.pages <= 0:
		return ErrNoPages
	case d.pages > maxPages:
		return fmt.Errorf("%d pages: %w", d.pages, ErrTooLarge)
	}
	return nil
}

// loadError puts pdfium's FPDF_ERR_* number in this package's terms.
func loadError(code int) error {
	switch code {
	case 4: // FPDF_ERR_PASSWORD
		return ErrEncrypted
	case 5: // FPDF_ERR_SECURITY
		return fmt.Errorf("%w with a method pdfium does not know", ErrEncrypted)
	default:
		return ErrDamaged
	}
}

// Close frees the document's memory. A second Close does nothing.
func (d *Document) Close() error {
	if d.engine == nil {
		return nil
	}
	e := d.engine
	d.fonts.free()
	if d.handle != 0 {
		e.call(fnCloseDocument, d.handle)
	}
	if d.data != 0 {
		e.call(fnFree, d.data)
	}
	d.engine = nil
	return d.pdfium.giveBack(e)
}

// Pages is how many pages there are.
func (d *Document) Pages() int { return d.pages }

// Title is the title in the document's information dictionary, often empty or the name of a template.
func (d *Document) Title() string { return d.meta("Title") }

// maxMeta is the longest entry of the information dictionary read, in bytes of UTF-16.
const maxMeta = 4096

// meta reads an entry of the information dictionary.
func (d *Document) meta(key string) string {
	e := d.engine
	buffer := e.call(fnMalloc, maxMeta+uint64(len(key))+1)
	if buffer == 0 {
		return ""
	}
	defer e.call(fnFree, buffer)
	tag := buffer + maxMeta
	e.memory.Write(uint32(tag), append([]byte(key), 0))
	n := e.call(fnMetaText, d.handle, tag, buffer, maxMeta)
	if n < 2 || n > maxMeta {
		return ""
	}
	raw, _ := e.memory.Read(uint32(buffer), uint32(n-2)) // without the closing zero
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8
	}
	return string(utf16.Decode(units))
}

// Page reads page n, counted from 1. On an error the page is what was read up to it, with its number.
func (d *Document) Page(n int) (page.Page, error) {
	out := page.Page{Number: n, Source: page.Text, Reader: "pdfium"}
	handle, err := d.loadPage(n)
	if err != nil {
		return out, err
	}
	defer d.engine.call(fnClosePage, handle)
	frame := d.frame(handle)
	out.Width, out.Height = frame.size()
	out.Rotate = 90 * frame.quarter
	clips := d.drawings(handle, frame, &out)
	out.Glyphs = d.glyphs(handle, frame, clips)
	out.Swaps = d.fonts.swaps(handle, frame)
	d.hideCovered(handle, &out)
	if d.engine.err != nil {
		return out, fmt.Errorf("read page %d: %w", n, d.engine.err)
	}
	return out, nil
}

// Size is the width and height in points of page n, counted from 1, as seen.
func (d *Document) Size(n int) (width, height float64, err error) {
	handle, err := d.loadPage(n)
	if err != nil {
		return 0, 0, err
	}
	defer d.engine.call(fnClosePage, handle)
	width, height = d.frame(handle).size()
	return width, height, nil
}

// loadPage parses a page's content; the caller closes the handle.
func (d *Document) loadPage(n int) (uint64, error) {
	if n < 1 || n > d.pages {
		return 0, fmt.Errorf("read page %d of %d: %w", n, d.pages, ErrPageRange)
	}
	handle := d.engine.call(fnLoadPage, d.handle, uint64(n-1))
	if d.engine.err != nil {
		return 0, fmt.Errorf("load page %d: %w", n, d.engine.err)
	}
	if handle == 0 {
		return 0, fmt.Errorf("load page %d: %w", n, ErrDamaged)
	}
	return handle, nil
}

// frame reads the page's crop box (within the media box) and rotation.
func (d *Document) frame(handle uint64) space {
	e := d.engine
	e.call(fnPageBox, handle, uint64(e.buffer))
	box := e.written(16) // FS_RECTF: left, top, right, bottom
	s := space{left: box.float(0), top: box.float(4), right: box.float(8), bottom: box.float(12)}
	s.quarter = e.integer(fnPageRotation, handle) & 3
	return s
}
