package pdf

import (
	"fmt"
	"image"
	"math"
)

const (
	// pointsPerInch is the unit of PDF.
	pointsPerInch = 72
	// maxPixels bounds a rendered page: A0 at 200 dpi.
	maxPixels = 64 << 20
	// renderAnnotations is pdfium's FPDF_ANNOT: seals and stamps are often annotations.
	renderAnnotations = 0x01
	// opaqueWhite is the paper, 0xAARRGGBB.
	opaqueWhite = 0xffffffff
)

// Render draws page n (from 1) as seen at so many dots an inch. A page too large for the memory is drawn at the
// resolution that fits; compare the image's size with the page's to know the scale.
func (d *Document) Render(n int, dpi float64) (*image.RGBA, error) {
	handle, err := d.loadPage(n)
	if err != nil {
		return nil, err
	}
	e := d.engine
	defer e.call(fnClosePage, handle)
	width, height := d.frame(handle).size()
	scale := dpi / pointsPerInch
	if pixels := width * height * scale * scale; pixels > maxPixels {
		scale *= math.Sqrt(maxPixels / pixels)
	}
	w, h := int(math.Ceil(width*scale)), int(math.Ceil(height*scale))
	if w <= 0 || h <= 0 {
		return nil, fmt.Errorf("render page %d: empty page: %w", n, ErrDamaged)
	}
	out := e.picture(handle, w, h, renderAnnotations)
	if e.err != nil {
		return nil, fmt.Errorf("render page %d: %w", n, e.err)
	}
	if out == nil {
		return nil, fmt.Errorf("render page %d at %d × %d: %w", n, w, h, ErrTooLarge)
	}
	return out, nil
}

// picture draws a page on so many pixels; nil where there is no memory for it.
func (e *engine) picture(handle uint64, w, h int, flags uint64) *image.RGBA {
	bitmap := e.call(fnBitmapCreate, uint64(w), uint64(h), 0)
	if bitmap == 0 {
		return nil
	}
	defer e.call(fnBitmapDestroy, bitmap)
	e.call(fnBitmapFill, bitmap, 0, 0, uint64(w), uint64(h), opaqueWhite)
	e.call(fnRender, bitmap, handle, 0, 0, uint64(w), uint64(h), 0, flags)
	return e.copyBitmap(bitmap, w, h)
}

// copyBitmap copies a bitmap of pdfium (blue, green, red, unused) out of guest memory.
func (e *engine) copyBitmap(bitmap uint64, w, h int) *image.RGBA {
	buffer, stride := uint32(e.call(fnBitmapBuffer, bitmap)), e.integer(fnBitmapStride, bitmap)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	raw, ok := e.memory.Read(buffer, uint32(stride*h))
	if !ok {
		return out
	}
	for y := range h {
		from, to := raw[y*stride:y*stride+4*w], out.Pix[y*out.Stride:y*out.Stride+4*w]
		for i := 0; i < len(from); i += 4 {
			to[i], to[i+1], to[i+2], to[i+3] = from[i+2], from[i+1], from[i], 0xff
		}
	}
	return out
}
