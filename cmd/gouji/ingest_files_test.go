package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree makes files, with folders where a name has a slash, and links where it has an arrow.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		name, target, link := strings.Cut(name, " -> ")
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if link {
			if err := os.Symlink(target, path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		writeFile(t, path, nil)
	}
	return dir
}

func TestListFiles(t *testing.T) {
	files := []string{"b/2.pdf", "b/1.PDF", "b/notes.txt", "a.pdf", "预算.Pdf", "c/pdf", "link.pdf -> a.pdf",
		"dangling.pdf -> none.pdf", "loop.pdf -> .", "d/up -> ..", "plain"}
	tests := []struct {
		name  string
		args  []string
		stdin string
		want  []string
		fails []string
	}{
		{"a folder", []string{"."}, "", []string{"a.pdf", "b/1.PDF", "b/2.pdf", "link.pdf", "预算.Pdf"}, []string{"dangling.pdf"}},
		{"a file of any name", []string{"plain"}, "", []string{"plain"}, nil},
		{"the order asked for, each once", []string{"b/2.pdf", "b", "./b/2.pdf"}, "", []string{"b/2.pdf", "b/1.PDF"}, nil},
		{"a link to a folder, by name", []string{"d/up"}, "", []string{"d/up/a.pdf", "d/up/b/1.PDF", "d/up/b/2.pdf",
			"d/up/link.pdf", "d/up/预算.Pdf"}, []string{"d/up/dangling.pdf"}},
		{"nothing there", []string{"none.pdf", "a.pdf"}, "", []string{"a.pdf"}, []string{"none.pdf"}},
		{"standard input", []string{"-"}, "a.pdf\r\n\nb\nnone.pdf", []string{"a.pdf", "b/1.PDF", "b/2.pdf"}, []string{"none.pdf"}},
		{"an empty list", []string{"-"}, "", nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(tree(t, files...))
			list, err := listFiles(test.args, strings.NewReader(test.stdin))
			if err != nil {
				t.Fatal(err)
			}
			here, err := os.Getwd()
			if err != nil {
				t.Fatal(err)
			}
			var got, failed []string
			for _, file := range list.files {
				got = append(got, strings.TrimPrefix(file, here+"/"))
			}
			for _, f := range list.failures {
				failed = append(failed, f.path)
				if !errors.Is(f.err, fs.ErrNotExist) || strings.Contains(f.err.Error(), f.path) {
					t.Errorf("%s failed with %q", f.path, f.err)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("files: want (-), got (+):\n%s", diff)
			}
			if diff := cmp.Diff(test.fails, failed); diff != "" {
				t.Errorf("failures: want (-), got (+):\n%s", diff)
			}
		})
	}
}
