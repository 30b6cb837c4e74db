package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// entry is a file to put into an archive.
type entry struct {
	name string
	data []byte
	// nonUTF8 says that the name's bytes are no UTF-8; mode is a link's or folder's.
	nonUTF8 bool
	mode    os.FileMode
}

func zipped(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, NonUTF8: e.nonUTF8}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rarred is a RAR 5 archive of a stored file.
func rarred(name string, data []byte) []byte {
	out := []byte("Rar!\x1a\x07\x01\x00")
	block := func(body []byte) {
		sized := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
		out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(sized))
		out = append(out, sized...)
	}
	numbers := func(to []byte, n ...uint64) []byte {
		for _, v := range n {
			to = binary.AppendUvarint(to, v)
		}
		return to
	}
	size := uint64(len(data))
	block(numbers(nil, 1, 0, 0)) // the archive
	file := binary.LittleEndian.AppendUint32(numbers(nil, 2, 2, size, 4, size, 0o644), crc32.ChecksumIEEE(data))
	block(append(numbers(file, 0, 1, uint64(len(name))), name...))
	out = append(out, data...)
	block(numbers(nil, 5, 0, 0)) // its end
	return out
}

// unpacked are the files and failures an archive gives: names below the folder, and errors by the name of what failed.
func unpacked(t *testing.T, name string, data []byte) (files []string, failures map[string]error) {
	t.Helper()
	dir, archive := t.TempDir(), filepath.Join(t.TempDir(), name)
	writeFile(t, archive, data)
	failures = map[string]error{}
	for range 2 { // the second time over what is there already
		list, err := listFiles([]string{archive}, nil)
		if err != nil {
			t.Fatal(err)
		}
		unpackAll(filepath.Join(dir, "in"), list)
		files = nil
		for _, f := range list.files {
			below, err := filepath.Rel(filepath.Join(dir, "in"), f)
			if err != nil {
				t.Fatal(err)
			}
			_, inner, _ := strings.Cut(filepath.ToSlash(below), "/")
			files = append(files, inner)
		}
		for _, f := range list.failures {
			failures[strings.TrimPrefix(f.path, archive)] = f.err
		}
	}
	outside, err := os.ReadDir(dir)
	if err != nil || len(outside) > 1 {
		t.Errorf("something was written beside the folder: %v, %v", outside, err)
	}
	return files, failures
}

func TestUnpack(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("预算/部门预算.pdf")
	if err != nil {
		t.Fatal(err)
	}
	inner := zipped(t, entry{name: "内.pdf", data: []byte("%PDF inner")})
	tests := []struct {
		name, archive string
		data          []byte
		files         []string
		failures      map[string]error
	}{
		{"documents", "a.zip", zipped(t, entry{name: "部门/预算.pdf", data: []byte("%PDF")}, entry{name: "b.XLSX", data: []byte("PK")},
			entry{name: "c.jpg"}, entry{name: "__MACOSX/._d.pdf"}), []string{"部门/预算.pdf", "b.XLSX"}, nil},
		{"GBK names", "a.zip", zipped(t, entry{name: gbk, nonUTF8: true}), []string{"预算/部门预算.pdf"}, nil},
		{"names that lead out", "a.zip", zipped(t, entry{name: "../../out.pdf"}, entry{name: `..\out.pdf`}, entry{name: "/etc/out.pdf"},
			entry{name: "in/../ok.pdf"}), []string{"ok.pdf"},
			map[string]error{"!../../out.pdf": errArchivePath, "!../out.pdf": errArchivePath, "!/etc/out.pdf": errArchivePath}},
		{"a link", "a.zip", zipped(t, entry{name: "link.pdf", data: []byte("/etc/passwd"), mode: os.ModeSymlink | 0o777}), nil, nil},
		{"unsupported", "a.zip", zipped(t, entry{name: "决算.ofd"}, entry{name: "a.pdf"}), []string{"a.pdf"},
			map[string]error{"!决算.ofd": errUnsupported}},
		{"an archive in it", "a.zip", zipped(t, entry{name: "b.zip", data: inner}), []string{"内.pdf"}, nil},
		{"too many within one another", "a.zip", zipped(t, entry{name: "b.zip", data: zipped(t, entry{name: "c.zip",
			data: zipped(t, entry{name: "d.zip", data: inner})})}), nil, map[string]error{"!b.zip!c.zip!d.zip": errArchiveDeep}},
		{"damaged", "a.zip", []byte("PK\x03\x04 no more"), nil, map[string]error{"": errArchiveDamaged}},
		{"cut off", "a.zip", inner[:len(inner)-10], nil, map[string]error{"": errArchiveDamaged}},
		{"no RAR", "a.rar", []byte("<html>"), nil, map[string]error{"": errArchiveDamaged}},
		{"RAR", "a.rar", rarred("预算/a.pdf", []byte("%PDF")), []string{"预算/a.pdf"}, nil},
		{"a RAR that leads out", "a.rar", rarred("../a.pdf", []byte("%PDF")), nil, map[string]error{"!../a.pdf": errArchivePath}},
		{"no 7z", "a.7z", []byte("7z\xbc\xaf\x27\x1c no more"), nil, map[string]error{"": errArchiveDamaged}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files, failures := unpacked(t, test.archive, test.data)
			if diff := cmp.Diff(test.files, files); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
			for name, want := range test.failures {
				if !errors.Is(failures[name], want) {
					t.Errorf("%s: %v, want %v", name, failures[name], want)
				}
			}
			if len(failures) != len(test.failures) {
				t.Errorf("failures %v, want %v", failures, test.failures)
			}
		})
	}
}

// TestUnpackBomb: an archive that unpacks to much more than its size is given up before the disk is full of it.
func TestUnpackBomb(t *testing.T) {
	zeros := make([]byte, 4<<20)
	data := zipped(t, entry{name: "a.pdf", data: zeros}, entry{name: "b.pdf", data: zeros})
	budget := &archiveBudget{bytes: 5 << 20, members: 10}
	archive, dir := filepath.Join(t.TempDir(), "a.zip"), t.TempDir()
	writeFile(t, archive, data)
	list := &fileList{seen: map[string]bool{}}
	u := unpacker{dir, list}
	u.archive(archive, archive, budget, 1)
	if len(list.files) != 1 || len(list.failures) != 1 || !errors.Is(list.failures[0].err, errArchiveBomb) {
		t.Errorf("files %v, failures %v", list.files, list.failures)
	}
	held := int64(0)
	err := filepath.WalkDir(dir, func(_ string, entry os.DirEntry, err error) error {
		if info, infoErr := entry.Info(); infoErr == nil && info.Mode().IsRegular() {
			held += info.Size()
		}
		return err
	})
	if err != nil || held > 5<<20 {
		t.Errorf("%d bytes are left, %v", held, err)
	}
	few := unpacker{t.TempDir(), &fileList{seen: map[string]bool{}}}
	few.archive(archive, archive, &archiveBudget{bytes: 1 << 30, members: 1}, 1)
	if n := len(few.list.failures); n != 1 || !errors.Is(few.list.failures[0].err, errArchiveBomb) {
		t.Errorf("too many files give %v", few.list.failures)
	}
}

// TestCopyMember: what an archive says of a file's size is not believed.
func TestCopyMember(t *testing.T) {
	m := member{name: "a.pdf", open: func() (io.ReadCloser, error) { return io.NopCloser(endless{}), nil }}
	if err := copyMember(io.Discard, m, &archiveBudget{bytes: 1 << 20}); !errors.Is(err, errArchiveBomb) {
		t.Errorf("a file without end gives %v", err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

// TestUnpack7z unpacks what the tool packs.
func TestUnpack7z(t *testing.T) {
	tool := ""
	for _, name := range []string{"7zz", "7z", "7za"} {
		if path, err := exec.LookPath(name); err == nil {
			tool = path
		}
	}
	if tool == "" {
		t.Skip("needs 7z (Debian: 7zip)")
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "部门预算.pdf"), []byte("%PDF"))
	for name, args := range map[string][]string{"a.7z": nil, "locked.7z": {"-psecret", "-mhe=on"}} {
		cmd := exec.Command(tool, append([]string{"a", name, "部门预算.pdf"}, args...)...)
		cmd.Dir = dir
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files, failures := unpacked(t, name, data)
		if args == nil && (len(files) != 1 || files[0] != "部门预算.pdf" || len(failures) != 0) {
			t.Errorf("%s: %v, %v", name, files, failures)
		}
		if args != nil && !errors.Is(failures[""], errArchiveEncrypted) {
			t.Errorf("%s: %v, %v", name, files, failures)
		}
	}
}
