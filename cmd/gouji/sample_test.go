package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// printed is what the tests read of `gouji extract`.
type printed struct {
	Tables []struct {
		ID, Title, Form, Unit string
		Pages                 []int
		Rows, Cols            int
		Cells                 []printedCell
	}
	Facts []struct {
		Form, Row, Column, Value, Unit, Printed, Text, Table, Uncertain string
		RowName                                                         string `json:"row_name"`
		Page                                                            int
	}
	Problems []struct {
		Page          int
		Code, Message string
	}
}

type printedCell struct {
	Row, Col, Rowspan, Colspan int
	Text                       string
	Page                       int
	BBox                       [4]float64
}

// known is truth.json of a sample.
type known struct {
	Tables []struct {
		ID, Title, Unit string
		Pages           []int
		Rows, Cols      int
		Cells           []knownCell
	}
}

type knownCell struct {
	Row, Col, Rowspan, Colspan int
	Text                       string
	Page                       int
	BBox                       [][5]float64
}

// wholeRunsOnly skips under -short what runs the whole program on whole documents: make check runs it once without the
// race detector, with make docs.
func wholeRunsOnly(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: whole documents are left out")
	}
}

// samples are the folders of the samples.
func samples(t *testing.T) []string {
	t.Helper()
	wholeRunsOnly(t)
	inputs, err := filepath.Glob(filepath.Join("..", "..", "samples", "*", "input.pdf"))
	if err != nil || len(inputs) < 3 {
		t.Fatalf("samples: %v, %v", inputs, err)
	}
	folders := make([]string, len(inputs))
	for i, input := range inputs {
		folders[i] = filepath.Dir(input)
	}
	return folders
}

// gouji runs the program in a folder and gives its standard output; an exit status above allowed is fatal.
func gouji(t *testing.T, folder string, allowed int, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command("gouji", args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &stdout, &stderr
	cmd.Env = append(os.Environ(), "LANG=zh_CN.UTF-8", "LC_ALL=", "LC_MESSAGES=")
	if err := cmd.Run(); err != nil && (cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > allowed) {
		t.Fatalf("gouji %s: %v\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return stdout.Bytes()
}

func extractSample(t *testing.T, folder string) *printed {
	t.Helper()
	var doc printed
	if err := json.Unmarshal(gouji(t, folder, 0, "extract", "input.pdf"), &doc); err != nil {
		t.Fatal(err)
	}
	return &doc
}

// TestSampleTruth: every table of a sample comes out with every cell in its place, and no other table.
func TestSampleTruth(t *testing.T) {
	for _, folder := range samples(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(folder, "truth.json"))
			if err != nil {
				t.Fatal(err)
			}
			var truth known
			if err := json.Unmarshal(raw, &truth); err != nil {
				t.Fatal(err)
			}
			doc := extractSample(t, folder)
			if len(doc.Tables) != len(truth.Tables) {
				t.Fatalf("%d tables, want %d", len(doc.Tables), len(truth.Tables))
			}
			for i, want := range truth.Tables {
				got := doc.Tables[i]
				if got.Rows != want.Rows || got.Cols != want.Cols || fmt.Sprint(got.Pages) != fmt.Sprint(want.Pages) {
					t.Errorf("%s is %d by %d on %v, want %d by %d on %v", want.ID, got.Rows, got.Cols, got.Pages,
						want.Rows, want.Cols, want.Pages)
				}
				if want.Title != "" && got.Title != want.Title {
					t.Errorf("%s has the title %q, want %q", want.ID, got.Title, want.Title)
				}
				if got.Unit != want.Unit {
					t.Errorf("%s has the unit %q, want %q", want.ID, got.Unit, want.Unit)
				}
				cells := map[[2]int]printedCell{}
				for _, c := range got.Cells {
					cells[[2]int{c.Row, c.Col}] = c
				}
				if len(cells) != len(want.Cells) {
					t.Errorf("%s has %d cells, want %d", want.ID, len(cells), len(want.Cells))
				}
				for _, w := range want.Cells {
					g := cells[[2]int{w.Row, w.Col}]
					same := g.Rowspan == w.Rowspan && g.Colspan == w.Colspan && g.Page == w.Page &&
						squash(g.Text) == squash(w.Text) && near(g.BBox, w.BBox[0])
					if !same {
						t.Errorf("%s row %d column %d is %+v, want %+v", want.ID, w.Row, w.Col, g, w)
					}
				}
			}
		})
	}
}

// squash leaves white space out: a source has none where lines are joined, and some between words.
func squash(text string) string { return strings.Join(strings.Fields(text), "") }

// near says whether a printed box is the drawn one, but for the width of a line.
func near(got [4]float64, want [5]float64) bool {
	const tolerance = 1.5 // points
	for i := range got {
		if math.Abs(got[i]-want[i+1]) > tolerance {
			return false
		}
	}
	return true
}

// tesseractWitness is Tesseract among the witnesses of a figure. Which figures it confirms depends on its version, so
// the goldens leave it out.
var tesseractWitness = regexp.MustCompile(`,\s*"tesseract"`)

// TestSampleGoldens compares every step's result with what was found good before: tables as drawn in characters,
// facts, problems, findings with the ledger.
func TestSampleGoldens(t *testing.T) {
	for _, folder := range samples(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			golden(t, folder, "tables.txt", gouji(t, folder, 0, "extract", "--format", "text", "input.pdf"))
			doc := extractSample(t, folder)
			golden(t, folder, "facts.tsv", factLines(doc))
			golden(t, folder, "problems.tsv", problemLines(doc))
			var check bytes.Buffer
			if err := json.Indent(&check, gouji(t, folder, 1, "check", "--format", "json", "input.pdf"), "", " "); err != nil {
				t.Fatal(err)
			}
			golden(t, folder, "check.json", tesseractWitness.ReplaceAll(check.Bytes(), nil))
		})
	}
}

func factLines(doc *printed) []byte {
	var out bytes.Buffer
	for _, f := range doc.Facts {
		fmt.Fprintln(&out, strings.Join([]string{fmt.Sprint(f.Page), f.Table, f.Form, f.Row, f.RowName, f.Column, f.Value,
			f.Unit, f.Printed, f.Text, f.Uncertain}, "\t"))
	}
	return out.Bytes()
}

func problemLines(doc *printed) []byte {
	var out bytes.Buffer
	for _, p := range doc.Problems {
		fmt.Fprintf(&out, "%d\t%s\t%s\n", p.Page, p.Code, p.Message)
	}
	return out.Bytes()
}

// golden compares with a file of the sample's golden folder, or writes it with -update.
func golden(t *testing.T, folder, name string, got []byte) {
	t.Helper()
	file := filepath.Join(folder, "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test ./cmd/gouji -run Sample -update writes it", err)
	}
	if line, a, b := firstDifference(got, want); line > 0 {
		t.Errorf("%s differs from line %d on:\n  got  %s\n  want %s\nlook with: %s\ngo test ./cmd/gouji -run Sample -update takes it over",
			file, line, a, b, lookWith(folder, got, line))
	}
}

// pageOf is the page a line of a step's result is about: a table's ID, a problem's or a fact's page, a place in JSON.
var pageOf = regexp.MustCompile(`^p(\d+)t\d+|^(\d+)\t|"page": (\d+)`)

// lookWith is the command that draws the page on which two results part: the last that is named up to the line.
func lookWith(folder string, got []byte, line int) string {
	lines, pages := strings.Split(string(got), "\n"), "--all"
	for _, l := range lines[:min(line, len(lines))] {
		if m := pageOf.FindStringSubmatch(l); m != nil {
			pages = "--page " + m[1] + m[2] + m[3]
		}
	}
	return "bin/gouji draw " + filepath.ToSlash(strings.TrimPrefix(folder, filepath.Join("..", "..")+string(filepath.Separator))) +
		"/input.pdf " + pages + " --out out"
}

// The failure of a golden names the page to look at.
func TestLookWith(t *testing.T) {
	folder := filepath.Join("..", "..", "samples", "a")
	for _, c := range []struct {
		got  string
		line int
		want string
	}{
		{"a.pdf\n\np4t1 收入 万元\n| x |\np5t1 支出\n| y |", 4, "bin/gouji draw samples/a/input.pdf --page 4 --out out"},
		{"7\tp7t1\tform\n12\tp12t1", 2, "bin/gouji draw samples/a/input.pdf --page 12 --out out"},
		{"{\n \"page\": 3,\n \"text\": \"\"", 3, "bin/gouji draw samples/a/input.pdf --page 3 --out out"},
		{"nothing", 1, "bin/gouji draw samples/a/input.pdf --all --out out"},
	} {
		if got := lookWith(folder, []byte(c.got), c.line); got != c.want {
			t.Errorf("%q: %s, want %s", c.got, got, c.want)
		}
	}
}

// firstDifference is the first line, from 1, that differs; 0 where none does.
func firstDifference(got, want []byte) (line int, a, b string) {
	if bytes.Equal(got, want) {
		return 0, "", ""
	}
	left, right := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := 0; ; i++ {
		switch {
		case i >= len(left):
			return i + 1, "(end)", right[i]
		case i >= len(right):
			return i + 1, left[i], "(end)"
		case left[i] != right[i]:
			return i + 1, left[i], right[i]
		}
	}
}
