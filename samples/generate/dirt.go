package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/signintech/gopdf"
	paint "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"gouji/extract/pdf"
)

// dirt is what a copier and a scanner do to the pages of a document: they come out as grey pictures.
type dirt struct {
	name string
	// dpi is the resolution in dots an inch.
	dpi float64
	// skew is by how many degrees sheets lie askew, one to the left, the next to the right.
	skew float64
	// blur is how many times neighbouring pixels are mixed.
	blur int
	// noise is the standard deviation of the grey levels, of 255; speckle the share of pixels that are black or white.
	noise, speckle float64
	// quality is that of the JPEG files, 1 to 100.
	quality int
	// seal puts a round seal over the middle of the page, as a scanner without colours sees a red one.
	seal bool
	// turn lays sheets in the feeder by a quarter turn, the next upside down, the next by three quarters.
	turn bool
}

const (
	// scanDPI is the usual resolution of office scanners, goodJPEG their usual quality.
	scanDPI, goodJPEG = 300, 90
)

// dirts are the ways in which scans of samples are bad.
var dirts = []dirt{
	{name: "scan", dpi: scanDPI, quality: goodJPEG},
	{name: "coarse", dpi: 200, quality: goodJPEG},
	{name: "askew", dpi: scanDPI, skew: 1.5, quality: goodJPEG},
	{name: "blurred", dpi: scanDPI, blur: 6, quality: goodJPEG},
	{name: "speckled", dpi: scanDPI, noise: 14, speckle: 0.004, quality: goodJPEG},
	{name: "jpeg", dpi: scanDPI, quality: 60},
	{name: "sealed", dpi: scanDPI, quality: goodJPEG, seal: true},
	{name: "turned", dpi: scanDPI, quality: goodJPEG, turn: true},
	{name: "worst", dpi: 200, skew: 1.5, blur: 1, noise: 8, speckle: 0.002, quality: 60, seal: true, turn: true},
}

// parseDirt knows a kind of dirt by its name.
func parseDirt(name string) (dirt, error) {
	known := []string{lying, pasting}
	for _, d := range dirts {
		if d.name == name {
			return d, nil
		}
		known = append(known, d.name)
	}
	return dirt{}, fmt.Errorf("unknown dirt %q; there are %s", name, strings.Join(known, ", "))
}

// scanned makes a PDF of pictures of the pages of another one. The same bytes give the same pictures.
func (d dirt) scanned(data []byte) ([]byte, error) { return d.scannedPages(data, 0, math.MaxInt) }

// scannedPages does the same with the pages from first to last, from 1.
func (d dirt) scannedPages(data []byte, first, last int) ([]byte, error) {
	doc, end, err := opened(data)
	if err != nil {
		return nil, err
	}
	defer end()
	out := &gopdf.GoPdf{}
	out.Start(gopdf.Config{PageSize: gopdf.Rect{W: shortSide, H: longSide}})
	out.SetInfo(gopdf.PdfInfo{Creator: "samples/generate", Producer: "gopdf", CreationDate: created})
	for n := max(first, 1); n <= min(last, doc.Pages()); n++ {
		im, err := doc.Render(n, d.dpi)
		if err != nil {
			return nil, err
		}
		if err := d.add(out, d.page(im, n)); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	_, err = out.WriteTo(&b)
	return b.Bytes(), err
}

// opened is a document to be drawn, until end is called.
func opened(data []byte) (doc *pdf.Document, end func(), err error) {
	reader, err := pdf.NewPdfium(pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache"), Instances: 1})
	if err != nil {
		return nil, nil, err
	}
	if doc, err = reader.Open(data); err != nil {
		return nil, nil, errors.Join(err, reader.Close())
	}
	return doc, func() { _ = errors.Join(doc.Close(), reader.Close()) }, nil // nothing was written through them
}

// add puts a picture on a page of its own.
func (d dirt) add(out *gopdf.GoPdf, im *image.Gray) error {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, im, &jpeg.Options{Quality: d.quality}); err != nil {
		return err
	}
	holder, err := gopdf.ImageHolderByBytes(file.Bytes())
	if err != nil {
		return err
	}
	size := &gopdf.Rect{W: float64(im.Rect.Dx()) * 72 / d.dpi, H: float64(im.Rect.Dy()) * 72 / d.dpi}
	out.AddPageWithOption(gopdf.PageOption{PageSize: size})
	return out.ImageByHolder(holder, 0, 0, size)
}

// page is what comes out of page n, from 1.
func (d dirt) page(from image.Image, n int) *image.Gray {
	im := image.NewGray(from.Bounds())
	paint.Draw(im, im.Rect, from, from.Bounds().Min, paint.Src)
	if d.seal {
		stamp(im, d.dpi)
	}
	quarter, degrees := 0, d.skew
	if d.turn {
		quarter = 1 + (n-1)%3
	}
	if n%2 == 0 {
		degrees = -degrees
	}
	if quarter != 0 || degrees != 0 {
		im = laid(im, quarter, degrees)
	}
	for range d.blur {
		mix(im)
	}
	d.spoil(im, rand.New(rand.NewPCG(uint64(n), 1)))
	return im
}

// laid turns a picture by quarters and some degrees clockwise about its middle; what was outside is paper.
func laid(im *image.Gray, quarter int, degrees float64) *image.Gray {
	w, h := im.Rect.Dx(), im.Rect.Dy()
	if quarter%2 == 1 {
		w, h = h, w
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	paint.Draw(out, out.Rect, image.White, image.Point{}, paint.Src)
	sin, cos := math.Sincos(float64(quarter)*math.Pi/2 + degrees*math.Pi/180)
	cx, cy := float64(im.Rect.Dx())/2, float64(im.Rect.Dy())/2
	m := f64.Aff3{cos, -sin, float64(w)/2 - cos*cx + sin*cy, sin, cos, float64(h)/2 - sin*cx - cos*cy}
	paint.BiLinear.Transform(out, m, im, im.Rect, paint.Src, nil)
	return out
}

// mix takes the mean of each pixel and its neighbours, weighted 1-2-1, along both axes.
func mix(im *image.Gray) {
	for _, step := range []int{1, im.Stride} {
		from := bytes.Clone(im.Pix)
		for i := step; i+step < len(from); i++ {
			im.Pix[i] = byte((int(from[i-step]) + 2*int(from[i]) + int(from[i+step]) + 2) / 4)
		}
	}
}

// spoil adds noise and specks of one or two pixels.
func (d dirt) spoil(im *image.Gray, r *rand.Rand) {
	if d.noise > 0 {
		for i, v := range im.Pix {
			im.Pix[i] = byte(min(max(float64(v)+r.NormFloat64()*d.noise, 0), 255))
		}
	}
	for range int(d.speckle * float64(len(im.Pix))) {
		i, v := r.IntN(len(im.Pix)-1), byte(r.IntN(2)*255)
		im.Pix[i] = v
		if r.IntN(2) == 0 {
			im.Pix[i+1] = v
		}
	}
}

// Measures of a seal of an office, in points: the circle of 42 mm and its line, and the star; sealGrey is what a
// scanner without colours makes of its red.
const (
	sealRadius, sealLine, starRadius = 59.5, 3.4, 17
	sealGrey                         = 130
)

// stamp puts a seal over the table of a page: a circle, a star, and strokes between them as of letters.
func stamp(im *image.Gray, dpi float64) {
	cx, cy := 0.84*float64(im.Rect.Dx()), 0.36*float64(im.Rect.Dy())
	radius := sealRadius * dpi / 72
	for y := max(0, int(cy-radius)); y < min(im.Rect.Dy(), int(cy+radius)); y++ {
		for x := max(0, int(cx-radius)); x < min(im.Rect.Dx(), int(cx+radius)); x++ {
			if !inSeal((float64(x)-cx)*72/dpi, (float64(y)-cy)*72/dpi) {
				continue
			}
			i := im.PixOffset(x, y)
			im.Pix[i] = byte(int(im.Pix[i]) * sealGrey / 255)
		}
	}
}

// inSeal says whether there is ink so many points from the seal's middle.
func inSeal(x, y float64) bool {
	r, angle := math.Hypot(x, y), math.Atan2(y, x)+math.Pi
	if r > sealRadius-sealLine {
		return r <= sealRadius
	}
	const letters = 14
	if share := math.Mod(angle*letters/(2*math.Pi), 1); r > 38 && r < 52 && share > 0.2 && share < 0.8 {
		return math.Mod(r, 5) < 2 || math.Mod(share*10, 3) < 0.8
	}
	const points = 5
	to := math.Abs(math.Mod(angle*points/(2*math.Pi)+0.75, 1) - 0.5)
	return r < starRadius*(0.4+0.6*(2*to)*(2*to))
}
