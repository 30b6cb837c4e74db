package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/rules"
	"gouji/store"
)

// manyDocuments are copies of a sample that differ in bytes and not in what they say, and a file that is no PDF.
func manyDocuments(t *testing.T, copies int) string {
	t.Helper()
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join("..", "..", "samples", "final-account", "input.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range copies {
		// A comment after the end of a PDF is no part of it.
		writeFile(t, filepath.Join(dir, fmt.Sprintf("%02d.pdf", i)), fmt.Appendf(bytes.Clone(data), "\n%% %d\n", i))
	}
	writeFile(t, filepath.Join(dir, "broken.pdf"), []byte("<html>404</html>"))
	return dir
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// outcome is how a process ended.
type outcome struct {
	code   int
	stderr string
}

// ingest runs gouji ingest to its end.
func ingest(t *testing.T, storePath string, args ...string) outcome {
	t.Helper()
	return finished(t, exec.Command("gouji", append([]string{"ingest", "--lang", "en", "--store", "sqlite:" + storePath}, args...)...))
}

// finished runs a command to its end.
func finished(t *testing.T, cmd *exec.Cmd) outcome {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{cmd.ProcessState.ExitCode(), stderr.String()}
}

// stopped runs gouji ingest and sends it a signal as soon as it has said that some documents are done.
func stopped(t *testing.T, storePath, dir string, after int, signal os.Signal) outcome {
	t.Helper()
	cmd := exec.Command("gouji", "ingest", "--jobs", "2", "--lang", "en", "--store", "sqlite:"+storePath, dir)
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	lines := bufio.NewScanner(pipe)
	for n := 0; lines.Scan(); n++ {
		fmt.Fprintln(&said, lines.Text())
		if n == after {
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
		}
	}
	// The exit status says how it ended.
	_ = cmd.Wait()
	return outcome{cmd.ProcessState.ExitCode(), said.String()}
}

// content is everything a store holds of documents, but for times, runs and numbers of rows.
func content(t *testing.T, url string) map[string][][]any {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Existing)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	views := map[string]string{
		"v_documents": "path, sha256, current, size, pages, title, publisher, year, kind, state, extractor_version, " +
			"error_class, error_zh, error_en, attempts, table_count, fact_count, problem_count",
		"v_paths":     "path, sha256, current",
		"v_pages":     "sha256, page, width, height, source, reader, words",
		"v_tables":    "sha256, seq, table_id, title, form, unit, pages, row_count, col_count, header_rows, above, notes",
		"v_cells":     "sha256, table_id, cell_row, cell_col, rowspan, colspan, text, page, x0, y0, x1, y1, rest",
		"v_facts":     "sha256, seq, form, row_id, row_name, column_id, state, value, base, unit, page, x0, uncertain_zh, uncertain_en, sentence",
		"v_sentences": "sha256, seq, section, topic, text, page, unbound",
		"v_problems":  "sha256, seq, page, code, message_zh, message_en",
		"v_findings":  "sha256, id, rule, level, json",
		"v_evidence":  "sha256, finding, seq, page, text, value",
		"v_ledger":    "sha256, rule, outcome, checked, reason_zh, failure",
	}
	all := map[string][][]any{}
	for name, columns := range views {
		list := strings.Split(columns, ", ")
		for row, err := range s.Rows(t.Context(), store.View{Name: name, Columns: list, Order: columns}) {
			if err != nil {
				t.Fatal(err)
			}
			all[name] = append(all[name], row)
		}
	}
	return all
}

// same fails the test unless both stores hold the same.
func same(t *testing.T, want map[string][][]any, storePath string) {
	t.Helper()
	got := content(t, "sqlite:"+storePath)
	for name := range want {
		if diff := cmp.Diff(want[name], got[name]); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%.2000s", name, diff)
		}
	}
}

// TestIngestDisturbed holds runs that something ends early, and those that go on from there, against an undisturbed one.
func TestIngestDisturbed(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program a dozen times")
	}
	const copies = 8
	dir, whole := manyDocuments(t, copies), filepath.Join(t.TempDir(), "whole.db")
	ingest(t, whole, dir)
	want := content(t, "sqlite:"+whole)
	if n := len(want["v_documents"]); n != copies+1 {
		t.Fatalf("%d documents, want %d", n, copies+1)
	}
	for name, rows := range want {
		if len(rows) == 0 && name != "v_problems" {
			t.Errorf("%s has nothing that could get lost", name)
		}
	}
	t.Run("killed", func(t *testing.T) { testKilled(t, dir, want) })
	t.Run("interrupted", func(t *testing.T) { testInterrupted(t, dir, want) })
	t.Run("full disk", func(t *testing.T) { testFullDisk(t, dir, want) })
}

// testKilled kills runs at several points; the run after them ends with what an undisturbed run gives.
func testKilled(t *testing.T, dir string, want map[string][][]any) {
	path := filepath.Join(t.TempDir(), "gouji.db")
	for _, after := range []int{0, 2, 5} {
		if o := stopped(t, path, dir, after, os.Kill); o.code != -1 {
			t.Fatalf("the run was over before it could be killed: %+v", o)
		}
	}
	o := ingest(t, path, dir)
	if !strings.Contains(o.stderr, "unchanged") {
		t.Errorf("nothing was kept of the killed runs:\n%s", o.stderr)
	}
	same(t, want, path)
}

// testInterrupted: Ctrl-C lets the documents in hand be finished, says how to go on, and the next run does.
func testInterrupted(t *testing.T, dir string, want map[string][][]any) {
	path := filepath.Join(t.TempDir(), "gouji.db")
	o := stopped(t, path, dir, 0, os.Interrupt)
	if o.code != exitPartial {
		t.Errorf("exit status %d, want %d", o.code, exitPartial)
	}
	for _, want := range []string{"finishing the documents in hand", "files are left", "the same command goes on"} {
		if !strings.Contains(o.stderr, want) {
			t.Errorf("nothing says %q:\n%s", want, o.stderr)
		}
	}
	for _, row := range content(t, "sqlite:"+path)["v_documents"] {
		if row[9] == "fetched" {
			t.Errorf("%v was in hand and was not finished", row[0])
		}
	}
	ingest(t, path, dir)
	same(t, want, path)
}

// testFullDisk fills a small disk: the run says so, and with more room the same command finishes.
func testFullDisk(t *testing.T, dir string, want map[string][][]any) {
	disk := smallDisk(t, "2m", "root")
	path := filepath.Join(disk, "gouji.db")
	o := ingest(t, path, dir)
	if o.code != exitPartial || !strings.Contains(o.stderr, "the disk is full") || !strings.Contains(o.stderr, "make room") {
		t.Fatalf("a full disk gives %+v", o)
	}
	zh := finished(t, exec.Command("gouji", "ingest", "--lang", "zh", "--store", "sqlite:"+path, dir))
	if zh.code != exitPartial || !strings.Contains(zh.stderr, "磁盘已满") {
		t.Errorf("in Chinese it gives %+v", zh)
	}
	gouji(t, ".", 0, "store", "check", "--store", "sqlite:"+path)
	enlarge(t, disk, "64m")
	ingest(t, path, dir)
	same(t, want, path)
	gouji(t, ".", 0, "store", "check", "--store", "sqlite:"+path)
}

// TestIngestAtOnce: two runs over the same files leave what one leaves.
func TestIngestAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program a dozen times")
	}
	dir := manyDocuments(t, 4)
	path := filepath.Join(t.TempDir(), "gouji.db")
	done := make(chan outcome)
	for range 2 {
		go func() {
			var stderr bytes.Buffer
			cmd := exec.Command("gouji", "ingest", "--lang", "en", "--store", "sqlite:"+path, dir)
			cmd.Stderr = &stderr
			// The exit status says how it ended.
			_ = cmd.Run()
			done <- outcome{cmd.ProcessState.ExitCode(), stderr.String()}
		}()
	}
	for range 2 {
		if o := <-done; o.code != exitPartial || !strings.Contains(o.stderr, "1 failed") {
			t.Errorf("a run ended with %+v", o)
		}
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	ingest(t, whole, dir)
	want := content(t, "sqlite:"+whole)
	// Each of the two runs may have tried the file that is no PDF.
	for _, rows := range [][][]any{want["v_documents"], content(t, "sqlite:"+path)["v_documents"]} {
		if len(rows) != 5 {
			t.Errorf("%d documents, want 5", len(rows))
		}
	}
	delete(want, "v_documents")
	same(t, want, path)
}

// TestSetsFromTheStoreGiveTheSameFindings reads samples and checks them as they are and as they come from the store.
func TestSetsFromTheStoreGiveTheSameFindings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gouji.db")
	p, err := newPipeline(options{jobs: 1, log: os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	s, err := store.Open(t.Context(), "sqlite:"+path, store.Create)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, folder := range samples(t) {
		file := filepath.Join(folder, "input.pdf")
		result, err := p.extract(t.Context(), file, 1)
		if err != nil {
			t.Fatal(err)
		}
		sha := result.Set.Document.SHA256
		if _, err := s.Saw(t.Context(), store.File{Path: file, SHA256: sha, Time: time.Now()}); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveReading(t.Context(), store.Reading{SHA256: sha, Result: result, Time: time.Now()}); err != nil {
			t.Fatal(err)
		}
		loaded, err := s.LoadSet(t.Context(), sha)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(result.Set, loaded); diff != "" {
			t.Errorf("%s: read (-) and loaded (+) differ:\n%.2000s", file, diff)
		}
		findings, ledger := reconcile.Check([]*fact.Set{result.Set}, rules.All())
		again, ledgerAgain := reconcile.Check([]*fact.Set{loaded}, rules.All())
		if diff := cmp.Diff(findings, again) + cmp.Diff(ledger, ledgerAgain); diff != "" {
			t.Errorf("%s: findings as read (-) and from the store (+) differ:\n%.2000s", file, diff)
		}
	}
}

// TestFindingsKeepTheirNames: what a document is checked together with does not change the names of its findings.
func TestFindingsKeepTheirNames(t *testing.T) {
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join("..", "..", "samples", "shanxi-budget", "input.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	first, second := filepath.Join(dir, "1.pdf"), filepath.Join(dir, "2.pdf")
	writeFile(t, first, append(bytes.Clone(data), "\n% another file of the same document\n"...))
	writeFile(t, second, data)
	names := func(store string) (names []any) {
		for _, row := range content(t, "sqlite:"+store)["v_findings"] {
			if row[0] == fmt.Sprintf("%x", sha256.Sum256(data)) {
				names = append(names, row[1])
			}
		}
		return names
	}
	alone, together := filepath.Join(dir, "alone.db"), filepath.Join(dir, "together.db")
	ingest(t, alone, second)
	ingest(t, together, first, second)
	if len(names(alone)) == 0 {
		t.Fatal("no findings")
	}
	if diff := cmp.Diff(names(alone), names(together)); diff != "" {
		t.Errorf("alone (-), together (+):\n%s", diff)
	}
}

// TestNeedsReading: what is read again and what is not.
func TestNeedsReading(t *testing.T) {
	tests := []struct {
		name     string
		document store.Document
		want     bool
	}{
		{"new", store.Document{State: store.Fetched}, true},
		{"interrupted while read by an earlier version", store.Document{State: store.Fetched, ExtractorVersion: "1"}, true},
		{"read", store.Document{State: store.Extracted, ExtractorVersion: "2"}, false},
		{"checked", store.Document{State: store.Checked, ExtractorVersion: "2"}, false},
		{"read by another version", store.Document{State: store.Checked, ExtractorVersion: "1"}, true},
		{"no PDF", store.Document{State: store.Failed, ExtractorVersion: "2", ErrorClass: "not-a-pdf", Attempts: 1}, false},
		{"no PDF for another version", store.Document{State: store.Failed, ExtractorVersion: "1", ErrorClass: "not-a-pdf", Attempts: 1}, true},
		{"timed out", store.Document{State: store.Failed, ExtractorVersion: "2", ErrorClass: classTimeout, Attempts: 1}, true},
		{"timed out too often", store.Document{State: store.Failed, ExtractorVersion: "2", ErrorClass: classTimeout, Attempts: maxAttempts}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := needsReading(test.document, "2"); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// TestCheckGroups: documents of one publisher are checked together, what a file no longer has is left out.
func TestCheckGroups(t *testing.T) {
	doc := func(sha, publisher string, state store.State, current bool) store.Document {
		return store.Document{SHA256: sha, Publisher: publisher, State: state, Current: current}
	}
	got := checkGroups([]store.Document{
		doc("1", "甲局", store.Checked, true), doc("2", "", store.Checked, true), doc("3", "乙局", store.Checked, true),
		doc("4", "甲局", store.Extracted, true), doc("5", "", store.Extracted, true), doc("6", "乙局", store.Failed, true),
		doc("7", "乙局", store.Extracted, false), doc("8", "丙局", store.Fetched, true)})
	var names []string
	var open []bool
	for _, group := range got {
		name := ""
		for _, d := range group.documents {
			name += d.SHA256
		}
		names, open = append(names, name), append(open, group.pending())
	}
	if diff := cmp.Diff([]string{"14", "2", "3", "5"}, names); diff != "" {
		t.Errorf("groups: want (-), got (+):\n%s", diff)
	}
	if diff := cmp.Diff([]bool{true, false, false, true}, open); diff != "" {
		t.Errorf("to be checked: want (-), got (+):\n%s", diff)
	}
}
