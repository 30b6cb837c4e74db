package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCommandsOnBoth runs what reads a store over one in SQLite and one on PostgreSQL with a bucket that hold the same
// documents, whose files are gone from where they were on the latter: they print the same, and draw the same pages.
func TestCommandsOnBoth(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program some thirty times")
	}
	dir := manyDocuments(t, 2)
	lite, s := filepath.Join(t.TempDir(), "gouji.db"), newShared(t)
	s.originals = serveBucket(t)
	// One after the other: what was read last comes first, and shows what several documents have in common.
	for _, file := range []struct{ name, said string }{{"00.pdf", "1 read, 0 unchanged, 0 failed"},
		{"01.pdf", "1 read, 0 unchanged, 0 failed"}, {"broken.pdf", "0 read, 0 unchanged, 1 failed"}} {
		path := filepath.Join(dir, file.name)
		ingest(t, lite, path)
		s.run(t, "ingest", path)
		if out := s.run(t, "worker", "--until-done"); !strings.Contains(out.stderr, file.said) {
			t.Fatalf("worker: %s", out.stderr)
		}
	}
	id, figure := figureOf(t, lite)
	calls := [][]string{
		{"review", id, "confirmed", "--by", "li"}, {"review", "--list"},
		{"search", "部门决算"}, {"search", "财政"}, {"search", "收入", "支出"}, {"search", "没有这样的词"},
		{"reconcile"}, {"store", "check"},
		{"correct", id}, {"correct", id, figure, "123456.78", "--by", "li", "--why", "另页可见"}, {"correct", id}, {"review", "--list"}, {"reconcile"},
	}
	for _, what := range []string{"findings", "facts", "tables", "documents"} {
		calls = append(calls, []string{"export", "--what", what, "--format", "csv"}, []string{"export", "--what", what, "--format", "jsonl"})
	}
	calls = append(calls, []string{"export", "--what", "findings", "--format", "sarif"}, []string{"report", "--finding", id, "--out", filepath.Join(t.TempDir(), "finding.html")})
	for _, args := range calls {
		a := output(t, exec.Command("gouji", append(args, "--lang", "en", "--store", "sqlite:"+lite)...))
		b := output(t, s.command(args...))
		if strings.HasSuffix(a, "status 2") || strings.HasSuffix(a, "status 3") {
			t.Errorf("%s could not be done: %s", strings.Join(args, " "), a)
		}
		if diff := cmp.Diff(comparable(t, a), comparable(t, b)); diff != "" {
			t.Errorf("%s: SQLite (-), PostgreSQL (+):\n%.3000s", strings.Join(args, " "), diff)
		}
	}
	sameReports(t, lite, s)
}

// figureOf is a finding of a store in SQLite that rests on a figure, and the figure's number.
func figureOf(t *testing.T, path string) (id, figure string) {
	t.Helper()
	for _, row := range content(t, "sqlite:"+path)["v_evidence"] {
		if row[5] != "" {
			return fmt.Sprint(row[1]), fmt.Sprint(row[2].(int64) + 1)
		}
	}
	t.Fatal("no finding rests on a figure")
	return "", ""
}

// output is what a command prints, on both its streams, and how it ended.
func output(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s\nstatus %d", &out, cmd.ProcessState.ExitCode())
}

// changing is what differs from run to run.
var changing = regexp.MustCompile(`20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?Z?`)

// comparable are the lines of an output without times and the machine's name.
func comparable(t *testing.T, text string) []string {
	t.Helper()
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "./"+host+":/", "/"), host+":/", "/")
	return strings.Split(changing.ReplaceAllString(text, "TIME"), "\n")
}

// sameReports writes a report of each store and compares the files.
func sameReports(t *testing.T, lite string, s shared) {
	t.Helper()
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	output(t, exec.Command("gouji", "report", "--out", a, "--lang", "en", "--store", "sqlite:"+lite))
	output(t, s.command("report", "--out", b))
	files, pictures := 0, 0
	err := filepath.WalkDir(a, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(a, path)
		want, wantErr := os.ReadFile(path)
		got, gotErr := os.ReadFile(filepath.Join(b, name))
		if err := errors.Join(err, wantErr, gotErr); err != nil {
			return err
		}
		files++
		switch filepath.Ext(name) {
		case ".png":
			pictures++
			if !bytes.Equal(want, got) {
				t.Errorf("%s is another picture", name)
			}
		case ".html", ".csv":
			if diff := cmp.Diff(comparable(t, string(want)), comparable(t, string(got))); diff != "" {
				t.Errorf("%s: SQLite (-), PostgreSQL (+):\n%.2000s", name, diff)
			}
		}
		return nil
	})
	if err != nil || files < 10 || pictures == 0 {
		t.Errorf("%d files, %d pictures, %v", files, pictures, err)
	}
}
