package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"

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
	fnObject
	fnObjectType
	fnObjectBounds
	fnObjectMatrix
	fnFormCount
	fnFormObject
	fnDrawMode
	fnStrokeWidth
	fnStrokeColor
	fnFillColor
	fnCountSegments
	fnSegment
	fnSegmentPoint
	fnSegmentType
	fnSegmentClose
	fnClipPath
	fnClipPaths
	fnClipSegments
	fnClipSegment
	fnTextLoadPage
	fnTextClosePage
	fnTextCount
	fnTextUnicode
	fnTextMapError
	fnTextGenerated
	fnTextObject
	fnTextLooseBox
	fnTextBox
	fnTextOrigin
	fnTextMatrix
	fnTextSize
	fnTextWeight
	fnTextRenderMode
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
	functions // how many there are
)

// exported holds pdfium's names in the order of the constants above.
var exported = [functions]string{
	"malloc", "free", "FPDF_LoadMemDocument", "FPDF_CloseDocument", "FPDF_GetLastError", "FPDF_GetPageCount",
	"FPDF_GetMetaText", "FPDF_LoadPage", "FPDF_ClosePage", "FPDF_GetPageBoundingBox", "FPDFPage_GetRotation",
	"FPDFPage_CountObjects", "FPDFPage_GetObject", "FPDFPageObj_GetType", "FPDFPageObj_GetBounds",
	"FPDFPageObj_GetMatrix", "FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", "FPDFPath_GetDrawMode",
	"FPDFPageObj_GetStrokeWidth", "FPDFPageObj_GetStrokeColor", "FPDFPageObj_GetFillColor",
	"FPDFPath_CountSegments", "FPDFPath_GetPathSegment", "FPDFPathSegment_GetPoint",
	"FPDFPathSegment_GetType", "FPDFPathSegment_GetClose", "FPDFPageObj_GetClipPath", "FPDFClipPath_CountPaths",
	"FPDFClipPath_CountPathSegments", "FPDFClipPath_GetPathSegment", "FPDFText_LoadPage", "FPDFText_ClosePage",
	"FPDFText_CountChars", "FPDFText_GetUnicode", "FPDFText_HasUnicodeMapError", "FPDFText_IsGenerated",
	"FPDFText_GetTextObject", "FPDFText_GetLooseCharBox", "FPDFText_GetCharBox", "FPDFText_GetCharOrigin",
	"FPDFText_GetMatrix", "FPDFText_GetFontSize", "FPDFText_GetFontWeight", "FPDFTextObj_GetTextRenderMode",
	"FPDFTextObj_GetFont", "FPDFPageObj_CreateTextObj", "FPDFPageObj_Destroy", "FPDFFont_GetGlyphPath",
	"FPDFGlyphPath_CountGlyphSegments", "FPDFGlyphPath_GetGlyphPathSegment",
	"FPDFFont_GetIsEmbedded", "FPDFFont_GetFontData", "FPDFText_LoadStandardFont", "FPDFFont_Close",
	"FPDF_CreateNewDocument", "FPDFPageObj_SetIsActive",
	"FPDFBitmap_Create", "FPDFBitmap_FillRect", "FPDFBitmap_GetBuffer", "FPDFBitmap_GetStride",
	"FPDFBitmap_Destroy", "FPDF_RenderPageBitmap",
}

// scratchBytes is the size of the guest buffer that functions write their results to: eight doubles.
const scratchBytes = 64

// engine is one WebAssembly instance of pdfium, used by one document at a time. It calls the guest's functions
// itself: the library's own Go methods allocate and free guest memory in up to nine calls for each box of each
// glyph, and keep a map entry with a random key for each path segment.
//
// An engine whose call failed (a trap, no memory) keeps the first error and answers zero from then
// on; it must be dropped.
type engine struct {
	instance pdfium.Pdfium
	memory   api.Memory
	fn       [functions]api.Function
	stack    [12]uint64
	scratch  uint32
	err      error
	// documents counts what was opened, for recycling: guest memory never shrinks.
	documents int
}

// newEngine finds the guest's functions in a pooled instance. The library hands out its implementation but
// keeps the type in an internal package, hence the reflection; it is done once an instance.
func newEngine(instance pdfium.Pdfium) (*engine, error) {
	e := &engine{instance: instance}
	impl := reflect.ValueOf(instance.GetImplementation())
	lookup := impl.MethodByName("Fn")
	if !lookup.IsValid() || impl.Kind() != reflect.Pointer {
		return nil, errors.New("find pdfium's functions: unknown implementation of the library")
	}
	for i, name := range exported {
		found := lookup.Call([]reflect.Value{reflect.ValueOf(name)})[0]
		fn, ok := found.Interface().(api.Function)
		if !ok {
			return nil, fmt.Errorf("find pdfium's function %s: not exported", name)
		}
		e.fn[i] = fn
	}
	module := impl.Elem().FieldByName("Module")
	if !module.IsValid() {
		return nil, errors.New("find pdfium's memory: unknown implementation of the library")
	}
	memory, ok := module.Elem().MethodByName("Memory").Call(nil)[0].Interface().(api.Memory)
	if !ok {
		return nil, errors.New("find pdfium's memory: not a wazero memory")
	}
	e.memory = memory
	e.scratch = uint32(e.call(fnMalloc, scratchBytes))
	if e.err != nil || e.scratch == 0 {
		return nil, fmt.Errorf("allocate pdfium's scratch memory: %w", errors.Join(e.err))
	}
	return e, nil
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

// at is the guest address n bytes into the scratch buffer.
func (e *engine) at(n uint32) uint64 { return uint64(e.scratch + n) }

// float reads the n-th 32-bit float of the scratch buffer.
func (e *engine) float(n uint32) float64 {
	v, _ := e.memory.ReadFloat32Le(e.scratch + 4*n)
	return float64(v)
}

// double reads the n-th 64-bit float of the scratch buffer.
func (e *engine) double(n uint32) float64 {
	v, _ := e.memory.ReadFloat64Le(e.scratch + 8*n)
	return v
}

// word reads the n-th 32-bit unsigned integer of the scratch buffer.
func (e *engine) word(n uint32) uint32 {
	v, _ := e.memory.ReadUint32Le(e.scratch + 4*n)
	return v
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
