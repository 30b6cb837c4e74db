package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

// testSHA is the name of a content.
const testSHA = "ab00000000000000000000000000000000000000000000000000000000000001"

// TestOriginals: a content is kept once, under its hash, and found again by it, in a folder and in a bucket.
func TestOriginals(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "originals")
	for name, where := range map[string]string{"folder": dir, "bucket": serveBucket(t)} {
		t.Run(name, func(t *testing.T) { testOriginals(t, where) })
	}
	path := filepath.Join(dir, "ab", testSHA+".pdf")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("%v, %v", info, err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("in the folder stands more: %v, %v", entries, err)
	}
}

func testOriginals(t *testing.T, where string) {
	o, err := originalsAt(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, _, err := o.file(t.Context(), testSHA, "/none"); !errors.Is(err, errNoOriginal) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before it is there: %v", err)
	}
	if there, err := o.has(t.Context(), key(testSHA, "pdf"), 5); there || err != nil {
		t.Errorf("before it is there: %v, %v", there, err)
	}
	for range 2 {
		place, err := o.keep(t.Context(), testSHA, "pdf", strings.NewReader("bytes"))
		if err != nil || place != o.place(testSHA, "pdf") || !o.holds(place) {
			t.Errorf("kept at %s, %v", place, err)
		}
	}
	for name, get := range map[string]func() (string, func(), error){
		"by hash":  func() (string, func(), error) { return o.file(t.Context(), testSHA, "host:/elsewhere.pdf") },
		"by place": func() (string, func(), error) { return o.at(t.Context(), o.place(testSHA, "pdf")) },
	} {
		file, done, err := get()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if data, err := os.ReadFile(file); err != nil || string(data) != "bytes" {
			t.Errorf("%s: %q, %v", name, data, err)
		}
		done()
		if _, err := os.Stat(file); !o.folder && err == nil {
			t.Errorf("%s: the copy is still there", name)
		}
	}
	own := filepath.Join(t.TempDir(), "own.pdf")
	writeFile(t, own, []byte("own"))
	if file, _, err := o.file(t.Context(), testSHA, own); err != nil || file != own {
		t.Errorf("a file that is there gives %s, %v", file, err)
	}
}

// TestUnfinishedOriginal: what a process left behind that was killed as it wrote is no original, and a file cut short
// is written again.
func TestUnfinishedOriginal(t *testing.T) {
	o, err := originalsAt(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	path := o.place(testSHA, "pdf")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path+".18f.tmp", []byte("by"))
	if _, err := o.find(t.Context(), testSHA); !errors.Is(err, errNoOriginal) {
		t.Errorf("an unfinished file is found: %v", err)
	}
	writeFile(t, path, nil)
	if _, err := o.keep(t.Context(), testSHA, "pdf", strings.NewReader("bytes")); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "bytes" {
		t.Errorf("%q, %v", data, err)
	}
}

// bucketServer answers as S3 does, as far as originals need it.
type bucketServer struct {
	mu      sync.Mutex
	objects map[string][]byte
}

// bucketVariable names a bucket of a real service for these tests, as --originals has it, with ?endpoint=; its credentials are those of the
// AWS tools.
const bucketVariable = "GOUJI_TEST_BUCKET"

// serveBucket gives the URL of an empty bucket: one that is served on loopback, or an own part of the one that the environment names.
func serveBucket(t *testing.T) string {
	t.Helper()
	if real := os.Getenv(bucketVariable); real != "" {
		return real + "&prefix=" + uuid.NewString() + "/"
	}
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	server := httptest.NewServer(&bucketServer{objects: map[string][]byte{}})
	t.Cleanup(server.Close)
	return "s3://papers?region=local&use_path_style=true&endpoint=" + server.URL
}

func (b *bucketServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/papers"), "/")
	switch {
	case r.Method == http.MethodPut:
		data, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		b.objects[key] = unchunked(data, r.Header.Get("Content-Encoding"))
	case key == "":
		b.list(w, r.URL.Query().Get("prefix"))
	default:
		data, there := b.objects[key]
		if !there {
			http.Error(w, "<Error><Code>NoSuchKey</Code></Error>", http.StatusNotFound)
			return
		}
		http.ServeContent(w, r, "", time.Unix(1, 0), bytes.NewReader(data))
	}
}

// unchunked is a body without what is sent between its parts: the size of each, in hexadecimal, and its signature.
func unchunked(data []byte, encoding string) []byte {
	if !strings.Contains(encoding, "aws-chunked") {
		return data
	}
	var body []byte
	for {
		line, rest, _ := bytes.Cut(data, []byte("\r\n"))
		digits, _, _ := bytes.Cut(line, []byte(";"))
		size, err := strconv.ParseInt(string(digits), 16, 64)
		if err != nil || size == 0 || int(size) > len(rest) {
			return body
		}
		body = append(body, rest[:size]...)
		data = bytes.TrimPrefix(rest[size:], []byte("\r\n"))
	}
}

func (b *bucketServer) list(w io.Writer, prefix string) {
	type object struct {
		Key, LastModified string
		Size              int
	}
	answer := struct {
		XMLName  xml.Name `xml:"ListBucketResult"`
		Contents []object
	}{}
	for key, data := range b.objects {
		if strings.HasPrefix(key, prefix) {
			answer.Contents = append(answer.Contents, object{key, "2026-03-01T12:00:00Z", len(data)})
		}
	}
	_ = xml.NewEncoder(w).Encode(answer) // the client is told by a broken answer
}
