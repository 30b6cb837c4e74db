package pdf

import (
	"context"
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"sync"
	"unsafe"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// guestCode is guest/guest.c compiled, by Debian's clang and lld; a test holds that the two belong together. It must
// have no data and no stack: its memory is pdfium's.
//
//go:generate clang --target=wasm32 -O2 -std=c11 -Wall -Wextra -Werror -nostdlib -Wl,--no-entry,--import-memory,--strip-all,-z,stack-size=0 -o guest/guest.wasm guest/guest.c
//go:embed guest/guest.wasm
var guestCode []byte

const (
	// bufferBytes is the size of the buffer that the guest's records are written to: at least twice the largest
	// object (ROOM in guest.c).
	bufferBytes = 512 << 10
	// glyphBytes is the size of one glyph's record, glyphBlock how many are read in one call.
	glyphBytes = 136
	glyphBlock = bufferBytes / glyphBytes
)

// guestModule is the module compiled, once for all instances of a pool: wazero makes a module known to others before
// its compilation is complete, so that two that compile the same code at the same time can break each other.
type guestModule struct {
	mu       sync.Mutex
	compiled wazero.CompiledModule
}

// link starts the module on the functions and the memory of pdfium, which has no name in the runtime.
func (g *guestModule) link(instance pdfium.Pdfium, module api.Module) (api.Module, error) {
	runtime, err := field[wazero.Runtime](instance, "pool", "runtime")
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.compiled == nil {
		if g.compiled, err = runtime.CompileModule(context.Background(), guestCode); err != nil {
			return nil, err
		}
	}
	ctx := experimental.WithImportResolver(context.Background(), func(string) api.Module { return module })
	return runtime.InstantiateModule(ctx, g.compiled, wazero.NewModuleConfig().WithName(""))
}

// field reads a field of the struct that v points to, and of that one's, and so on. The library keeps its runtime and
// its modules to itself, and a module that is to run beside its own needs them; where a later release has them
// elsewhere, that is an error and no guess.
func field[T any](v any, path ...string) (T, error) {
	var none T
	at := reflect.ValueOf(v)
	for _, name := range path {
		if at.Kind() != reflect.Pointer || at.Elem().Kind() != reflect.Struct {
			return none, fmt.Errorf("find %v in pdfium's library: no struct at %s", path, name)
		}
		if at = at.Elem().FieldByName(name); !at.IsValid() {
			return none, fmt.Errorf("find %v in pdfium's library: no field %s", path, name)
		}
		at = reflect.NewAt(at.Type(), unsafe.Pointer(at.UnsafeAddr())).Elem()
	}
	found, ok := at.Interface().(T)
	if !ok {
		return none, fmt.Errorf("find %v in pdfium's library: it is a %s", path, at.Type())
	}
	return found, nil
}

// record is what the guest wrote: 32-bit words and 64-bit floats, little-endian.
type record []byte

// word is the unsigned integer at a place in bytes.
func (r record) word(at int) uint32 { return binary.LittleEndian.Uint32(r[at:]) }

// float is the 32-bit float at a place in bytes.
func (r record) float(at int) float64 { return float64(math.Float32frombits(r.word(at))) }

// double is the 64-bit float at a place in bytes.
func (r record) double(at int) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(r[at:]))
}

// cursor reads a record from front to back; beyond its end it reads zeros.
type cursor struct{ rest record }

func (c *cursor) word() uint32 {
	if len(c.rest) < 4 {
		c.rest = nil
		return 0
	}
	w := c.rest.word(0)
	c.rest = c.rest[4:]
	return w
}

func (c *cursor) float() float64 { return float64(math.Float32frombits(c.word())) }

// clips passes over the clips of an object and gives their record: a count, and for each a count of points and the
// points.
func (c *cursor) clips() record {
	from := c.rest
	for range c.word() {
		c.rest = c.rest[min(8*int(c.word()), len(c.rest)):]
	}
	return from[:len(from)-len(c.rest)]
}

// matrix reads whether there is one and its numbers.
func (c *cursor) matrix() matrix {
	known := c.word() != 0
	m := matrix{c.float(), c.float(), c.float(), c.float(), c.float(), c.float()}
	if !known {
		return identity
	}
	return m
}

// visible reads whether there is a colour and its red, green, blue and alpha, and says whether it can be seen on
// white paper.
func (c *cursor) visible() bool {
	known := c.word() != 0
	red, green, blue, alpha := c.word(), c.word(), c.word(), c.word()
	if !known {
		return true // a pattern or shading: something is painted
	}
	return alpha > 0 && min(red, green, blue) < white
}
