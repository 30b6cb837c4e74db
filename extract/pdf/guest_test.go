package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// guestCompiler is the compiler whose output guest/guest.wasm is, byte for byte: the one of Debian 12.
const guestCompiler = "clang version 14."

// TestGuestIsCurrent: guest/guest.wasm is what go generate makes of guest/guest.c.
func TestGuestIsCurrent(t *testing.T) {
	version, err := exec.Command("clang", "--version").Output()
	if err != nil || !strings.Contains(string(version), guestCompiler) {
		t.Skipf("no %s here to compile guest.c with", guestCompiler)
	}
	if _, err := exec.LookPath("wasm-ld"); err != nil {
		t.Skip("no wasm-ld (lld) here to link guest.c with")
	}
	source, err := os.ReadFile("guest.go")
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(source), "//go:generate ")
	line, _, _ = strings.Cut(line, "\n")
	made := filepath.Join(t.TempDir(), "guest.wasm")
	args := strings.Fields(strings.Replace(line, "-o guest/guest.wasm", "-o "+made, 1))
	if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", line, err, out)
	}
	got, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, guestCode) {
		t.Error("guest/guest.wasm is not what guest/guest.c compiles to; run go generate ./extract/pdf")
	}
}

// TestGuestHasNoMemory: what the module kept in memory of its own would lie in pdfium's. Its sections say so: there
// is no data (11), and it imports its memory (2) rather than having one (5).
func TestGuestHasNoMemory(t *testing.T) {
	code := guestCode[8:] // magic number and version
	for len(code) > 0 {
		id, size, n := code[0], 0, 1
		for shift := 0; ; shift += 7 { // unsigned LEB128
			size |= int(code[n]&0x7f) << shift
			n++
			if code[n-1] < 0x80 {
				break
			}
		}
		if id == 5 || id == 11 {
			t.Errorf("guest.wasm has a section %d of %d bytes", id, size)
		}
		code = code[n+size:]
	}
}

// TestField: a release of the library that has its runtime elsewhere must be an error.
func TestField(t *testing.T) {
	type inner struct{ value int }
	outer := &struct{ inner *inner }{&inner{7}}
	if got, err := field[int](outer, "inner", "value"); err != nil || got != 7 {
		t.Errorf("field gives %d, %v; want 7", got, err)
	}
	for _, path := range [][]string{{"other"}, {"inner", "other"}, {"inner", "value", "deeper"}, {"inner"}} {
		if got, err := field[int](outer, path...); err == nil {
			t.Errorf("field %v gives %d, want an error", path, got)
		}
	}
}
