package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero/api"
)

// function is one exported function of pdfium's public C interface.
type function int

const (
	fnMalloc function = iota
	fnFree
	fnLoadDocument
	fnCloseDocument
	fnLastError
	fnPageCount
	fnMetaText
	fnLoadPage
	fnClosePage
	fnPageBox
	fnPageRotation
	fnCountObjects
	fnFormCount
	fnTextLoadPage
	fnTextClosePage
	fnTextCount
	fnObject
	fnObjectType
	fnFormObject
	fnSegmentPoint
	fnSegmentType
	fnTextFont
	fnCreateText
	fnDestroyObject
	fnGlyphPath
	fnCountOutline
	fnOutlineSegment
	fnFontEmbedded
	fnFontData
	fnStandardFont
	fnCloseFont
	fnNewDocument
	fnSetActive
	fnBitmapCreate
	fnBitmapFill
	fnBitmapBuffer
	fnBitmapStride
	fnBitmapDestroy
	fnRender
	fnGuestGlyphs // of guest.c, as is the next
	fnGuestObjects
	functions // how many there are
)

// exported holds the functions' names in the order of the constants above.
var exported = [functions]string{
	"malloc", "free", "FPDF_LoadMemDocument", "FPDF_CloseDocument", "FPDF_GetLastError", "FPDF_GetPageCount",
	"FPDF_GetMetaText", "FPDF_LoadPage", "FPDF_ClosePage", "FPDF_GetPageBoundingBox", "FPDFPage_GetRotation",
	"FPDFPage_CountObjects", "FPDFFormObj_CountObjects", "FPDFText_LoadPage", "FPDFText_ClosePage",
	"FPDFText_CountChars",
	"FPDFPage_GetObject", "FPDFPageObj_GetType", "FPDFFormObj_GetObject", "FPDFPathSegment_GetPoint",
	"FPDFPathSegment_GetType", "FPDFTextObj_GetFont", "FPDFPageObj_CreateTextObj", "FPDFPageObj_Destroy",
	"FPDFFont_GetGlyphPath", "FPDFGlyphPath_CountGlyphSegments", "FPDFGlyphPath_GetGlyphPathSegment",
	"FPDFFont_GetIsEmbedded", "FPDFFont_GetFontData", "FPDFText_LoadStandardFont", "FPDFFont_Close",
	"FPDF_CreateNewDocument", "FPDFPageObj_SetIsActive",
	"FPDFBitmap_Create", "FPDFBitmap_FillRect", "FPDFBitmap_GetBuffer",
	"FPDFBitmap_GetStride", "FPDFBitmap_Destroy", "FPDF_RenderPageBitmap", "glyphs", "objects",
}

// engine is one WebAssembly instance of pdfium, used by one document at a time. It calls the guest's functions
// itself: the library's own Go methods allocate and free guest memory in up to nine calls for each box of each
// glyph, and keep a map entry with a random key for each path segment.
//
// An engine whose call failed (a trap, no memory) keeps the first error and answers zero from then
// on; it must be dropped.
type engine struct {
	instance pdfium.Pdfium
	guest    api.Module // guest.c beside the instance
	memory   api.Memory
	fn       [functions]api.Function
	stack    [12]uint64
	// buffer is the guest address of bufferBytes that functions write their results to.
	buffer uint32
	err    error
	// documents counts what was opened, for recycling: guest memory never shrinks.
	documents int
}

// newEngine finds the functions of a pooled instance and of the module that runs beside it.
func newEngine(instance pdfium.Pdfium, beside *guestModule) (*engine, error) {
	module, err := field[api.Module](instance, "worker", "Module")
	if err != nil {
		return nil, err
	}
	guest, err := beside.link(instance, module)
	if err != nil {
		return nil, fmt.Errorf("link the module beside pdfium: %w", err)
	}
	e := &engine{instance: instance, guest: guest, memory: module.Memory()}
	for i, name := range exported {
		from := module
		if function(i) >= fnGuestGlyphs {
			from = guest
		}
		if e.fn[i] = from.ExportedFunction(name); e.fn[i] == nil {
			return nil, errors.Join(fmt.Errorf("find pdfium's function %s: not exported", name), guest.Close(context.Background()))
		}
	}
	if e.buffer = uint32(e.call(fnMalloc, bufferBytes)); e.buffer == 0 {
		return nil, errors.Join(errors.New("allocate pdfium's buffer"), e.err, guest.Close(context.Background()))
	}
	return e, nil
}

// close ends the instance with all its memory.
func (e *engine) close() error {
	return errors.Join(e.guest.Close(context.Background()), e.instance.Kill())
}

// call runs a guest function and gives its result, 0 after a failure.
func (e *engine) call(f function, args ...uint64) uint64 {
	if e.err != nil {
		return 0
	}
	stack := e.stack[:max(len(args), 1)]
	copy(stack, args)
	if err := e.fn[f].CallWithStack(context.Background(), stack); err != nil {
		e.err = fmt.Errorf("call pdfium %s: %w", exported[f], err)
		return 0
	}
	return stack[0]
}

// integer is call for functions that return a C int.
func (e *engine) integer(f function, args ...uint64) int { return int(int32(e.call(f, args...))) }

// written is what a function wrote to the first n bytes of the buffer; it holds until the next call.
func (e *engine) written(n uint32) record {
	if b, ok := e.memory.Read(e.buffer, n); ok {
		return b
	}
	return make(record, n)
}

// finite says whether all values are ordinary numbers of a sane size; a hostile file can hold any.
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > maxCoordinate {
			return false
		}
	}
	return true
}

// maxCoordinate bounds a coordinate in points. The largest page PDF allows is 14,400 points; ten times that
// leaves room for content beyond the page and keeps every later product finite.
const maxCoordinate = 144000
