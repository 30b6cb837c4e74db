package main

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gouji/extract"
	"gouji/extract/draw"
	"gouji/extract/layout"
	"gouji/extract/page"
)

// drawOptions say what is drawn and where to.
type drawOptions struct {
	out    string
	dpi    float64
	layers []draw.Layer
}

const (
	// drawDPI is the usual resolution: 9-point type is 18 pixels high.
	drawDPI = 144
	// leastDPI and mostDPI bound it: below, nothing is to be seen; above, a page does not fit in memory.
	leastDPI, mostDPI = 18, 1200
)

// errNotDrawn is why a page's image is not read: nobody asked for it.
var errNotDrawn = errors.New("its image was not read, since it is not drawn")

func newDrawCommand() *cobra.Command {
	var pages, reader, layers string
	var all bool
	var o drawOptions
	cmd := &cobra.Command{
		Use:   "draw FILE",
		Short: "Draw on the image of a page what was seen there: glyphs, rulings, crossings, cells",
		Long: "Draw on the image of a page what was seen there, one PNG a page, and print the names of the files.\n\n" +
			"cells (green, headings teal, with row and column) · captions (brown: titles, units, notes) · paragraphs (violet) ·\n" +
			"glyphs (blue; grey: hidden; pink: page numbers, running heads, watermarks, which are no text) ·\n" +
			"rulings (red; orange: sides of shaded areas) · crossings (black)",
		Example: "  gouji draw 部门预算.pdf --page 8\n" +
			"  gouji draw 部门预算.pdf --all --out pages/\n" +
			"  gouji draw 部门预算.pdf --page 8-10 --layers rulings,crossings --dpi 200",
		Args: cobra.ExactArgs(1),
	}
	flags := cmd.Flags()
	flags.StringVar(&pages, "page", "", "page to draw, or pages: 8, 3-7, 3-")
	flags.BoolVar(&all, "all", false, "draw all pages")
	flags.StringVar(&o.out, "out", ".", "folder for the images, FILE.pN.png")
	flags.Float64Var(&o.dpi, "dpi", drawDPI, "dots an inch")
	flags.StringVar(&layers, "layers", "", "what to draw, of "+layerNames()+" (all)")
	addReaderFlag(cmd, &reader)
	cmd.RunE = func(cmd *cobra.Command, files []string) (err error) {
		if (pages == "") != all {
			return usageError("draw needs --page N or --all, and not both")
		}
		if o.dpi < leastDPI || o.dpi > mostDPI {
			return usageError("--dpi is %g; it must be from %d to %d", o.dpi, leastDPI, mostDPI)
		}
		if o.layers, err = chosenLayers(layers); err != nil {
			return err
		}
		read, err := pipelineOptions(cmd, reader)
		if err != nil {
			return err
		}
		if read.first, read.last, err = parsePages(pages); err != nil {
			return err
		}
		return drawFile(cmd, read, files[0], o)
	}
	return cmd
}

func layerNames() string {
	var names []string
	for _, l := range draw.Layers() {
		names = append(names, l.Name)
	}
	return strings.Join(names, ",")
}

// chosenLayers are the layers with the names in a list, all for an empty one.
func chosenLayers(list string) ([]draw.Layer, error) {
	if list == "" {
		return draw.Layers(), nil
	}
	wanted := map[string]bool{}
	for _, name := range strings.Split(list, ",") {
		wanted[name] = true
	}
	var out []draw.Layer
	for _, l := range draw.Layers() {
		if wanted[l.Name] {
			out = append(out, l)
			delete(wanted, l.Name)
		}
	}
	for name := range wanted {
		return nil, usageError("--layers has %q; it must be of %s", name, layerNames())
	}
	return out, nil
}

// drawFile draws pages of a file.
func drawFile(cmd *cobra.Command, read options, file string, o drawOptions) error {
	p, err := newPipeline(read)
	if err != nil {
		return err
	}
	defer p.Close()
	var status *exitStatus
	err = p.draw(cmd.Context(), file, cmd.OutOrStdout(), o)
	if err == nil || errors.As(err, &status) {
		return err
	}
	return failure(fmt.Errorf("%s: %s", file, explain(err, p.lang)))
}

// draw reads a whole document, so that tables are joined as they are in earnest, and draws the pages that were
// asked for. Page images are read for those alone.
func (p *pipeline) draw(ctx context.Context, file string, names io.Writer, o drawOptions) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	doc, err := p.pdfium.Open(data)
	if err != nil {
		return err
	}
	defer doc.Close()
	if p.first > doc.Pages() {
		return usageError("--page is %d; the document has %d pages", p.first, doc.Pages())
	}
	seen, result, err := p.watch(ctx, doc, extract.Input{File: file, Data: data})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	return p.drawPages(ctx, doc, drawing{file, seen, result, o}, names)
}

// drawing is a document as it was read and how it is to be drawn.
type drawing struct {
	file    string
	seen    []page.Page
	result  *extract.Result
	options drawOptions
}

// drawPages draws the pages and prints the names of their files.
func (p *pipeline) drawPages(ctx context.Context, doc *guardedDocument, d drawing, names io.Writer) error {
	base := strings.TrimSuffix(filepath.Base(d.file), filepath.Ext(d.file))
	shown := newProgress(p.terminal, p.log, len(d.seen))
	defer shown.clear()
	for _, one := range d.seen {
		if err := ctx.Err(); err != nil {
			return err
		}
		sheet := &draw.Sheet{Page: one, Tables: d.result.Tables, Paragraphs: d.result.Paragraphs, Removed: removed(d.result, one.Number)}
		name := filepath.Join(d.options.out, fmt.Sprintf("%s.p%d.png", base, one.Number))
		if err := drawPage(doc, name, sheet, d.options); err != nil {
			return err
		}
		shown.clear()
		fmt.Fprintln(names, name)
		shown.step()
	}
	return nil
}

// watch reads a document and keeps the pages that are to be drawn as they were read.
func (p *pipeline) watch(ctx context.Context, doc *guardedDocument, in extract.Input) ([]page.Page, *extract.Result, error) {
	if err := p.sources(ctx, doc, &in, nil); err != nil {
		return nil, nil, err
	}
	drawn := func(number int) bool { return p.first <= number && (p.last == 0 || number <= p.last) }
	if readings := in.Image; readings != nil {
		in.Image = func(ctx context.Context, spots []extract.Spot) []extract.Reading {
			return someReadings(ctx, spots, drawn, readings)
		}
	}
	if p.reader == readerOCR {
		in.First, in.Last = p.first, p.last
	}
	var seen []page.Page
	in.Look = func(one page.Page) {
		at, again := slices.BinarySearchFunc(seen, one.Number, func(p page.Page, n int) int { return p.Number - n })
		switch {
		case again:
			seen[at] = one
		case drawn(one.Number):
			seen = slices.Insert(seen, at, one)
		}
	}
	result, err := extract.Extract(ctx, in)
	return seen, result, err
}

// removed are the words of a page that were set apart.
func removed(r *extract.Result, number int) []layout.Removed {
	for i := range r.Pages {
		if r.Pages[i].Page == number {
			return r.Pages[i].Removed
		}
	}
	return nil
}

// someReadings reads the images of those pages that are wanted.
func someReadings(ctx context.Context, spots []extract.Spot, wanted func(int) bool,
	readings func(context.Context, []extract.Spot) []extract.Reading) []extract.Reading {
	var chosen []extract.Spot
	var places []int
	out := make([]extract.Reading, len(spots))
	for i, spot := range spots {
		if wanted(spot.Page) {
			chosen, places = append(chosen, spot), append(places, i)
		} else {
			out[i].Err = errNotDrawn
		}
	}
	for k, reading := range readings(ctx, chosen) {
		out[places[k]] = reading
	}
	return out
}

// drawPage draws one page into a PNG file.
func drawPage(doc *guardedDocument, name string, sheet *draw.Sheet, o drawOptions) error {
	im, err := doc.Render(sheet.Page.Number, o.dpi)
	if err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err = encoder.Encode(file, draw.Page(im, sheet, o.layers))
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
