// Command generate makes the samples: from every source.txt under the folder of samples the PDF (input.pdf) and what a
// reader must recover from it (truth.json). The same source and font give the same bytes.
//
//	go run ./samples/generate
//	go run ./samples/generate -variant bare -out /tmp/bare
//
//	go run ./samples/generate -dirt worst -out /tmp/worst
//
// A variant draws the same documents with fewer lines: bare, booktabs, rows, frame, columns. Dirt makes scans of them:
// scan, coarse, askew, blurred, speckled, jpeg, sealed, turned, worst; pasted makes pictures of the tables alone; lying
// makes the text layer state other digits than the page shows. The truth's boxes are those of the upright page.
//
// The fonts are DroidSansFallbackFull of Debian's fonts-droid-fallback (Apache-2.0) and DejaVuSans of
// fonts-dejavu-core (Bitstream Vera licence), embedded as subsets.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"gouji/samples/lie"
)

// Where Debian's fonts-droid-fallback and fonts-dejavu-core put their files.
const (
	debianHan   = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"
	debianLatin = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
)

func main() {
	dir := flag.String("dir", "samples", "folder of the samples")
	out := flag.String("out", "", "folder to write to, a folder for every sample; empty: beside the source")
	name := flag.String("variant", string(full), "how the lines of tables are drawn: full, bare, booktabs, rows, frame, columns")
	soil := flag.String("dirt", "", "how the pages are scanned, as one of dirts; empty: not")
	only := flag.String("sample", "*", "the sample to write; * for all")
	hanFile := flag.String("han", debianHan, "TrueType font for Chinese")
	latinFile := flag.String("latin", debianLatin, "TrueType font for digits and Latin letters")
	flag.Parse()
	err := writeAll(job{dir: *dir, out: *out, variant: *name, dirt: *soil, sample: *only, han: *hanFile, latin: *latinFile})
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// job says what to write: samples under dir, as a variant, with or without dirt, into out, with the fonts in two files.
type job struct{ dir, out, variant, dirt, sample, han, latin string }

// writeAll writes every sample.
func writeAll(j job) error {
	v, err := parseVariant(j.variant)
	if err != nil {
		return err
	}
	if v != full && j.out == "" {
		return fmt.Errorf("-variant %s needs -out: the committed samples are full", v)
	}
	f, err := readFonts(j.han, j.latin)
	if err != nil {
		return err
	}
	scan, err := j.scan(f)
	if err != nil {
		return err
	}
	sources, err := filepath.Glob(filepath.Join(j.dir, j.sample, "source.txt"))
	if err != nil {
		return err
	}
	for _, source := range sources {
		doc, err := readSource(source, v)
		if err != nil {
			return err
		}
		files, err := generate(doc, f)
		if err != nil {
			return err
		}
		if files["input.pdf"], err = scan(doc, files["input.pdf"]); err != nil {
			return fmt.Errorf("scan %s: %w", source, err)
		}
		folder := filepath.Dir(source)
		if j.out != "" {
			folder = filepath.Join(j.out, filepath.Base(folder))
		}
		if err := write(folder, files); err != nil {
			return err
		}
	}
	return nil
}

// scan is what the pages go through: nothing, where no dirt is named.
func (j job) scan(f fonts) (func(*document, []byte) ([]byte, error), error) {
	if j.dirt == "" {
		return func(_ *document, data []byte) ([]byte, error) { return data, nil }, nil
	}
	if j.out == "" {
		return nil, fmt.Errorf("-dirt %s needs -out: the committed samples are clean", j.dirt)
	}
	switch j.dirt {
	case lying:
		return func(_ *document, data []byte) ([]byte, error) { return lyingText(data) }, nil
	case pasting:
		return func(doc *document, data []byte) ([]byte, error) { return pasted(doc, f, data) }, nil
	}
	d, err := parseDirt(j.dirt)
	return func(_ *document, data []byte) ([]byte, error) { return d.scanned(data) }, err
}

// lying is the dirt that spoils no page but its text layer.
const lying = "lying"

// lyingText makes the text layer state another digit for every one.
func lyingText(data []byte) ([]byte, error) {
	out, maps := lie.Digits(data, [10]rune{'7', '3', '9', '0', '6', '2', '8', '5', '1', '4'})
	if maps == 0 {
		return nil, errors.New("the document has no character map with digits")
	}
	return out, nil
}

// write puts files, by name, into a folder.
func write(folder string, files map[string][]byte) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func readFonts(hanFile, latinFile string) (f fonts, err error) {
	if f.han, err = os.ReadFile(hanFile); err != nil {
		return f, fmt.Errorf("read font (apt-get install fonts-droid-fallback): %w", err)
	}
	if f.latin, err = os.ReadFile(latinFile); err != nil {
		return f, fmt.Errorf("read font (apt-get install fonts-dejavu-core): %w", err)
	}
	return f, nil
}

// readSource reads a document as it is written down, in a folder of its name, to be drawn as a variant.
func readSource(source string, v variant) (*document, error) {
	text, err := os.ReadFile(source)
	if err != nil {
		return nil, err
	}
	doc, err := parse(filepath.Base(filepath.Dir(source)), bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return doc.thin(v), nil
}

// generate makes the files of one sample: their contents by name.
func generate(doc *document, f fonts) (map[string][]byte, error) {
	pdf, truth, err := draw(doc, f)
	if err != nil {
		return nil, fmt.Errorf("draw %s: %w", doc.name, err)
	}
	encoded, err := truth.encode()
	if err != nil {
		return nil, fmt.Errorf("encode the truth of %s: %w", doc.name, err)
	}
	return map[string][]byte{"input.pdf": pdf, "truth.json": encoded}, nil
}
