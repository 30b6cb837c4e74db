package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGuardFormula(t *testing.T) {
	tests := map[string]string{
		"":                  "",
		"一般公共服务支出":          "一般公共服务支出",
		"2134.19":           "2134.19",
		"-1449000":          "-1449000",
		"-1,449,000.00":     "-1,449,000.00",
		"-5.3%":             "-5.3%",
		"+3":                "+3",
		"-":                 "-",
		"——":                "——",
		"--":                "--",
		"=1+1":              "'=1+1",
		"=HYPERLINK(\"x\")": "'=HYPERLINK(\"x\")",
		"+86-10-1234":       "'+86-10-1234",
		"-2+3":              "'-2+3",
		"@SUM(A1)":          "'@SUM(A1)",
		"\t=1":              "'\t=1",
	}
	for text, want := range tests {
		if got := guardFormula(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestRows(t *testing.T) {
	columns := []column{{name: "text"}, {name: "n"}, {name: "x"}, {name: "box", raw: true}, {name: "none"}}
	row := []any{"=a <b>&\"c\",\n", int64(7), 0.5, "[1,2.5]", nil}
	tests := []struct {
		name string
		rows int
		csv  string
		json string
	}{
		{"none", 0, "\ufefftext,n,x,box,none\n", "[]\n"},
		{"one", 1, "\ufefftext,n,x,box,none\n\"'=a <b>&\"\"c\"\",\n\",7,0.5,\"[1,2.5]\",\n",
			`[{"text": "=a <b>&\"c\",\n", "n": 7, "x": 0.5, "box": [1,2.5], "none": null}]` + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for format, want := range map[string]string{formatCSV: test.csv, formatJSON: test.json} {
				var out bytes.Buffer
				w, err := exporter{out: &out, format: format}.rows(columns)
				if err != nil {
					t.Fatal(err)
				}
				for range test.rows {
					if err := w.write(row); err != nil {
						t.Fatal(err)
					}
				}
				if err := w.close(); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, out.String()); diff != "" {
					t.Errorf("%s: want (-), got (+):\n%s", format, diff)
				}
			}
		})
	}
}

// TestWriteOut: a file that could not be written whole is not left behind as if it were.
func TestWriteOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	broken := errors.New("broken")
	err := writeOut(io.Discard, path, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	if err := writeOut(io.Discard, path, func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err }); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "whole" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}

// TestExportIsWhatExtractPrints compares the export of a store with what the program prints of the same documents.
func TestExportIsWhatExtractPrints(t *testing.T) {
	folder := filepath.Join("..", "..", "samples", "shanghai-budget")
	path := filepath.Join(t.TempDir(), "gouji.db")
	ingest(t, path, filepath.Join(folder, "input.pdf"))
	want := extractSample(t, folder)
	var facts []struct{ Form, Row, Column, Value, Unit, Printed string }
	exported(t, path, "facts", &facts)
	if len(facts) != len(want.Facts) {
		t.Fatalf("%d facts, extract prints %d", len(facts), len(want.Facts))
	}
	for i, f := range want.Facts {
		if g := facts[i]; g.Form != f.Form || g.Row != f.Row || g.Column != f.Column || g.Value != f.Value || g.Unit != f.Unit || g.Printed != f.Printed {
			t.Errorf("fact %d is %+v, extract prints %+v", i, g, f)
		}
	}
	var tables []struct {
		Table, Title, Form, Unit string
		Pages                    []int
		Rows, Cols               int
		Cells                    []printedCell
	}
	exported(t, path, "tables", &tables)
	if len(tables) != len(want.Tables) {
		t.Fatalf("%d tables, extract prints %d", len(tables), len(want.Tables))
	}
	cells := 0
	for i, w := range want.Tables {
		g := tables[i]
		cells += len(w.Cells)
		if g.Table != w.ID || g.Title != w.Title || g.Form != w.Form || g.Unit != w.Unit || g.Rows != w.Rows || g.Cols != w.Cols ||
			!cmp.Equal(g.Pages, w.Pages) || !cmp.Equal(g.Cells, w.Cells) {
			t.Errorf("table %s differs from what extract prints: %s", w.ID, cmp.Diff(w.Cells, g.Cells))
		}
	}
	lines, err := csv.NewReader(bytes.NewReader(export(t, path, "--what", "tables", "--format", "csv"))).ReadAll()
	if err != nil || len(lines) != cells+1 {
		t.Errorf("%d lines of cells, %v, want %d and a heading", len(lines), err, cells)
	}
}

func exported(t *testing.T, storePath, what string, into any) {
	t.Helper()
	if err := json.Unmarshal(export(t, storePath, "--what", what, "--format", "json"), into); err != nil {
		t.Fatal(err)
	}
}

func export(t *testing.T, storePath string, args ...string) []byte {
	t.Helper()
	return gouji(t, ".", 0, append([]string{"export", "--store", "sqlite:" + storePath}, args...)...)
}

// TestExportOfFindings holds the exported findings against those check prints.
func TestExportOfFindings(t *testing.T) {
	folder := filepath.Join("..", "..", "samples", "shanxi-budget")
	path := filepath.Join(t.TempDir(), "gouji.db")
	if o := ingest(t, path, filepath.Join(folder, "input.pdf")); o.code != exitFindings {
		t.Errorf("a document with contradictions gives %+v", o)
	}
	type finding struct {
		ID, Rule, Level, Document, Title, Message, Question, Formula, Expected, Found, Difference, Unit, Status string
		Evidence                                                                                                []struct {
			Page                             int
			BBox                             [4]float64
			Text, Value, Unit, Table, Source string
			Cell                             []int
			Witnesses                        []string
		}
		Suggestion any
	}
	var check struct{ Findings []finding }
	if err := json.Unmarshal(gouji(t, folder, 1, "check", "--format", "json", "input.pdf"), &check); err != nil {
		t.Fatal(err)
	}
	for i := range check.Findings {
		check.Findings[i].Status = "new"
	}
	var got []finding
	exported(t, path, "findings", &got)
	if diff := cmp.Diff(check.Findings, got); diff != "" {
		t.Errorf("check (-) and export (+) differ:\n%s", diff)
	}
	text := string(export(t, path, "--what", "findings"))
	if !strings.HasPrefix(text, "\ufeff") {
		t.Error("the CSV has no byte-order mark")
	}
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(lines) != len(got)+1 {
		t.Errorf("%d lines, %v, want %d and a heading", len(lines), err, len(got))
	}
	var sarif struct {
		Runs []struct{ Results []struct{ RuleID string } }
	}
	if err := json.Unmarshal(export(t, path, "--format", "sarif"), &sarif); err != nil {
		t.Fatal(err)
	}
	if n := len(sarif.Runs[0].Results); n != len(got) {
		t.Errorf("%d results in SARIF, want %d", n, len(got))
	}
	// The rules again: nothing is new any more.
	gouji(t, ".", 1, "reconcile", "--store", "sqlite:"+path)
	exported(t, path, "findings", &got)
	for _, f := range got {
		if f.Status != "unchanged" {
			t.Errorf("finding %s is %s after the rules ran again", f.ID, f.Status)
		}
	}
}
