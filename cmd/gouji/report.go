package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/spf13/cobra"

	"gouji/cmd/gouji/web"
	"gouji/store"
)

// reportOptions say what a static report holds.
type reportOptions struct {
	out, pages, finding string
}

func newReportCommand() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report --out DIR",
		Short: "Write a static HTML report of the store, with every figure cut from its page",
		Long: "Writes pages that need no server and no network: open index.html in the folder, or from a memory stick.\n" +
			"Every finding has a page with the figures it rests on cut from the original, every document its pages with tables\n" +
			"and findings marked. Images are drawn from the files the store names, where these are still what was read.\n" +
			"--finding writes one finding as a single file to send.",
		Example: "  gouji report --out report/\n" +
			"  gouji report --out report/ --pages findings     # images only of pages that findings rest on\n" +
			"  gouji report --finding 3f9c21d0 --out finding.html",
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&o.out, "out", "", "folder to write; with --finding a file")
	flags.StringVar(&o.pages, "pages", "all", "which pages to draw: all or findings")
	flags.StringVar(&o.finding, "finding", "", "ID of the one finding to write, or the beginning of it")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		switch {
		case o.out == "":
			return usageError("report needs --out: a folder, or with --finding a file")
		case o.pages != "all" && o.pages != "findings":
			return usageError("--pages is %q; it must be all or findings", o.pages)
		case o.finding != "" && len(o.finding) < shortestID:
			return usageError("the ID %q is too short; give %d characters or more", o.finding, shortestID)
		}
		return withStore(cmd, func(s *store.Store) error { return writeReport(cmd, s, o) })
	}
	return cmd
}

// writeReport writes a report, or one finding.
func writeReport(cmd *cobra.Command, s *store.Store, o reportOptions) error {
	site, end, err := openSite(cmd, s)
	if err != nil {
		return err
	}
	defer end()
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	if o.finding != "" {
		id, err := s.FindingID(cmd.Context(), o.finding)
		if err != nil {
			return failure(err)
		}
		return writeOut(cmd.OutOrStdout(), o.out, func(w io.Writer) error { return site.OneFile(cmd.Context(), w, id, lang) })
	}
	var shown progress
	err = site.Export(cmd.Context(), web.Export{Dir: o.out, Lang: lang, AllPages: o.pages == "all",
		Total: func(n int) { shown = newProgress(cmd.ErrOrStderr(), cmd.ErrOrStderr(), n) },
		Step:  func() { shown.step() }})
	shown.clear()
	if err != nil {
		return failure(fmt.Errorf("writing the report: %w", err))
	}
	return nil
}

// openSite opens a store for people to look at; end frees what draws its pages.
func openSite(cmd *cobra.Command, s *store.Store) (site *web.Site, end func(), err error) {
	options, err := pipelineOptions(cmd, readerPdfium)
	if err != nil {
		return nil, nil, err
	}
	p, err := newPipeline(options)
	if err != nil {
		return nil, nil, err
	}
	kept, err := reachableOriginals(cmd, s)
	if err != nil {
		return nil, nil, errors.Join(err, p.Close())
	}
	d, copies := &pageDrawer{pdfium: p.pdfium}, &copies{from: kept}
	end = func() {
		d.close()
		copies.remove()
		_ = p.Close() // nothing was written through it
	}
	checked, err := rulesOf(cmd.Context(), s, "")
	if err != nil {
		end()
		return nil, nil, err
	}
	site, err = web.New(cmd.Context(), web.Options{Store: s, Rules: checked.all, Version: version, Render: d.draw, Fetch: copies.file,
		Recheck: func(ctx context.Context, sha string) error { return recheck(ctx, s, sha) }})
	if err != nil {
		end()
		return nil, nil, failure(err)
	}
	return site, end, nil
}

// pageDrawer draws pages of documents, one at a time; the last document stays open.
type pageDrawer struct {
	pdfium *guardedPdfium
	mu     sync.Mutex
	sha    string
	doc    *guardedDocument
	// hung are documents on which pdfium took too long; they are not tried again.
	hung map[string]bool
}

// draw draws a page, from 1, of the document with a hash; read gives its bytes.
func (d *pageDrawer) draw(sha string, read func() ([]byte, error), number int, dpi float64) (*image.RGBA, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hung[sha] {
		return nil, errPdfiumTimeout
	}
	if d.sha != sha {
		if err := d.open(sha, read); err != nil {
			return nil, err
		}
	}
	im, err := d.doc.Render(number, dpi)
	if errors.Is(err, context.DeadlineExceeded) {
		if d.hung == nil {
			d.hung = map[string]bool{}
		}
		d.hung[sha], d.sha, d.doc = true, "", nil
	}
	return im, err
}

func (d *pageDrawer) open(sha string, read func() ([]byte, error)) error {
	data, err := read()
	if err != nil {
		return err
	}
	doc, err := d.pdfium.Open(data)
	if err != nil {
		return err
	}
	if d.doc != nil {
		_ = d.doc.Close() // it was only read
	}
	d.sha, d.doc = sha, doc
	return nil
}

func (d *pageDrawer) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.doc != nil {
		_ = d.doc.Close() // it was only read
		d.doc, d.sha = nil, ""
	}
}
