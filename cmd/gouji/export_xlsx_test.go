package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// exportStore is a store of two samples, one with contradictions, and a file that is no PDF.
func exportStore(t *testing.T) string {
	t.Helper()
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "gouji.db")
	for _, name := range []string{"shanxi-budget", "final-account"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "samples", name, "input.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name+" 预算.pdf"), data)
	}
	writeFile(t, filepath.Join(dir, "broken.pdf"), []byte("<html>404</html>"))
	if o := ingest(t, path, dir); o.code != exitPartial {
		t.Fatalf("ingest gives %+v", o)
	}
	return path
}

// csvRecords reads a CSV; the first record are the names.
func csvRecords(t *testing.T, data []byte) [][]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(byteOrderMark)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func openBook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// TestFindingsWorkbook reads the workbook back: the sheets, the findings as the CSV has them, figures as numbers, links.
func TestFindingsWorkbook(t *testing.T) {
	path := exportStore(t)
	file := openBook(t, export(t, path, "--format", "xlsx", "--lang", "en"))
	if got, want := strings.Join(file.GetSheetList(), ", "), "overview, findings, operands, not checked, rules"; got != want {
		t.Fatalf("sheets %s, want %s", got, want)
	}
	raw := excelize.Options{RawCellValue: true}
	rows, err := file.GetRows("findings", raw)
	if err != nil {
		t.Fatal(err)
	}
	want := csvRecords(t, export(t, path, "--lang", "en"))
	if len(rows) != len(want) || len(want) < 2 {
		t.Fatalf("%d rows, the CSV has %d", len(rows), len(want))
	}
	difference, id := slices.Index(want[0], "difference"), slices.Index(want[0], "id")
	for i, record := range want {
		for j, text := range record {
			if got := at(rows[i], j); got != text && !sameFigure(got, text) {
				t.Errorf("row %d, %s: %q, the CSV has %q", i+1, want[0][j], got, text)
			}
		}
		if i == 0 {
			continue
		}
		if cellType(t, file, "findings", id, i) != excelize.CellTypeInlineString {
			t.Errorf("row %d: the id is no text", i+1)
		}
		if record[difference] != "" && cellType(t, file, "findings", difference, i) != excelize.CellTypeUnset {
			t.Errorf("row %d: the difference %s is no number", i+1, record[difference])
		}
	}
	testLinks(t, file)
	testHeadings(t, file)
}

func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// sameFigure: 2134.10 is 2134.1 as a number.
func sameFigure(a, b string) bool {
	x, err := decimal.NewFromString(a)
	y, other := decimal.NewFromString(b)
	return err == nil && other == nil && x.Equal(y)
}

func cellType(t *testing.T, file *excelize.File, sheet string, column, row int) excelize.CellType {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		t.Fatal(err)
	}
	kind, err := file.GetCellType(sheet, name)
	if err != nil {
		t.Fatal(err)
	}
	return kind
}

// testLinks: every operand leads to its finding and to its page.
func testLinks(t *testing.T, file *excelize.File) {
	rows, err := file.GetRows("operands", excelize.Options{RawCellValue: true})
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d operands, %v", len(rows), err)
	}
	for i := 1; i < len(rows); i++ {
		_, target, err := file.GetCellHyperLink("operands", fmt.Sprintf("A%d", i+1))
		if err != nil {
			t.Fatal(err)
		}
		_, cell, _ := strings.Cut(target, "!A")
		var row int
		if _, err := fmt.Sscan(cell, &row); err != nil {
			t.Fatalf("operand %d leads to %q", i, target)
		}
		finding, err := file.GetCellValue("findings", fmt.Sprintf("E%d", row))
		if err != nil || finding != rows[i][0] {
			t.Errorf("operand %d of %s leads to %s, %v", i, rows[i][0], finding, err)
		}
		_, page, err := file.GetCellHyperLink("operands", fmt.Sprintf("E%d", i+1))
		if want := "#page=" + rows[i][9]; err != nil || !strings.HasPrefix(page, "file:///") || !strings.HasSuffix(page, want) {
			t.Errorf("operand %d leads to %q, want a file at %s, %v", i, page, want, err)
		}
	}
}

// testHeadings: every sheet has its heading frozen, and filters.
func testHeadings(t *testing.T, file *excelize.File) {
	for _, sheet := range file.GetSheetList() {
		if panes, err := file.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
	}
	filters := 0
	for _, name := range file.GetDefinedName() {
		if strings.Contains(name.Name, "FilterDatabase") {
			filters++
		}
	}
	if filters != len(file.GetSheetList()) {
		t.Errorf("%d sheets have filters", filters)
	}
}

// TestWorkbooksHoldWhatTheCSVHolds compares the other workbooks with the CSV, cell by cell.
func TestWorkbooksHoldWhatTheCSVHolds(t *testing.T) {
	path := exportStore(t)
	for _, what := range []string{"facts", "tables", "documents"} {
		want := csvRecords(t, export(t, path, "--what", what))
		rows, err := openBook(t, export(t, path, "--what", what, "--format", "xlsx")).GetRows(what, excelize.Options{RawCellValue: true})
		if err != nil || len(rows) != len(want) {
			t.Fatalf("%s: %d rows, %v, the CSV has %d", what, len(rows), err, len(want))
		}
		for i, record := range want {
			for j, text := range record {
				if got := at(rows[i], j); got != text && "'"+got != text && !sameFigure(got, text) {
					t.Fatalf("%s: row %d, %s: %q, the CSV has %q", what, i+1, want[0][j], got, text)
				}
			}
		}
	}
}

// TestSheetsGoOn: rows beyond what a sheet holds stand on the next.
func TestSheetsGoOn(t *testing.T) {
	var out bytes.Buffer
	w, err := newXLSXRows(&out, "facts", []column{{name: "n", kind: integerKind}})
	if err != nil {
		t.Fatal(err)
	}
	w.row = sheetRows // as if so many had been written
	for i := range 3 {
		if err := w.write([]any{i}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	rows, err := openBook(t, out.Bytes()).GetRows("facts 2")
	if err != nil || len(rows) != 3 || rows[0][0] != "n" || rows[2][0] != "2" {
		t.Errorf("the second sheet holds %v, %v", rows, err)
	}
}

// inLibreOffice are the sheets of a workbook by name, as LibreOffice reads it; the test is skipped where there is none.
func inLibreOffice(t *testing.T, data []byte) map[string][][]string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("needs LibreOffice (Debian: libreoffice-calc-nogui)")
	}
	dir := t.TempDir()
	workbook := filepath.Join(dir, "book.xlsx")
	writeFile(t, workbook, data)
	// Token 3 is UTF-8, token 8 has cells as they are and not as they are shown, the last one asks for every sheet.
	cmd := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", dir, workbook)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	files, err := filepath.Glob(filepath.Join(dir, "book-*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sheets came back: %v", err)
	}
	sheets := map[string][][]string{}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sheets[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "book-"), ".csv")] = csvRecords(t, content)
	}
	return sheets
}

// sameTable compares what came back with what was written; a figure may be written otherwise.
func sameTable(t *testing.T, name string, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d rows, want %d", name, len(got), len(want))
	}
	for i, record := range want {
		for j, text := range record {
			if got[i][j] != text && !sameFigure(got[i][j], text) {
				t.Errorf("%s: row %d, %s: %q, want %q", name, i+1, want[0][j], got[i][j], text)
			}
		}
	}
}

// TestWorkbookInLibreOffice converts workbooks as a spreadsheet program reads them and compares the texts: documents and
// findings with the CSV, every sheet of the findings with what the workbook holds.
func TestWorkbookInLibreOffice(t *testing.T) {
	path := exportStore(t)
	documents := inLibreOffice(t, export(t, path, "--what", "documents", "--format", "xlsx"))
	sameTable(t, "documents", documents["documents"], csvRecords(t, export(t, path, "--what", "documents")))
	data := export(t, path, "--what", "findings", "--format", "xlsx", "--lang", "en")
	sheets, book := inLibreOffice(t, data), openBook(t, data)
	if len(sheets) != len(book.GetSheetList()) {
		t.Errorf("%d sheets came back, want %q", len(sheets), book.GetSheetList())
	}
	sameTable(t, "findings", sheets["findings"], csvRecords(t, export(t, path, "--what", "findings", "--lang", "en")))
	for _, name := range book.GetSheetList() {
		want, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		sameTable(t, name, sheets[name], want)
	}
}

// TestJSONLines: an object a line, the same as the JSON has.
func TestJSONLines(t *testing.T) {
	path := exportStore(t)
	var whole []any
	exported(t, path, "facts", &whole)
	lines := strings.Split(strings.TrimSuffix(string(export(t, path, "--what", "facts", "--format", "jsonl")), "\n"), "\n")
	if len(lines) != len(whole) {
		t.Fatalf("%d lines, want %d", len(lines), len(whole))
	}
	for i, line := range lines {
		var object any
		if err := json.Unmarshal([]byte(line), &object); err != nil || fmt.Sprint(object) != fmt.Sprint(whole[i]) {
			t.Fatalf("line %d: %v: %s", i+1, err, line)
		}
	}
}

// TestDataPackage holds every file of the package against the schema that describes it.
func TestDataPackage(t *testing.T) {
	path, dir := exportStore(t), filepath.Join(t.TempDir(), "package")
	gouji(t, ".", 0, "export", "--store", "sqlite:"+path, "--format", "datapackage", "--out", dir)
	data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p packageDescription
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil || p.Profile != "tabular-data-package" || len(p.Resources) != 7 {
		t.Fatalf("%v: %+v", err, p)
	}
	known := map[string]map[string]bool{} // the keys of each resource
	for _, r := range p.Resources {
		data, err := os.ReadFile(filepath.Join(dir, r.Path))
		if err != nil {
			t.Fatal(err)
		}
		records := csvRecords(t, data)
		if len(records) < 2 || bytes.HasPrefix(data, []byte(byteOrderMark)) {
			t.Errorf("%s has %d records", r.Path, len(records))
		}
		known[r.Name] = testResource(t, r, records)
		for _, key := range r.Schema.ForeignKeys {
			i := slices.Index(records[0], key.Fields[0])
			for _, record := range records[1:] {
				if !known[key.Reference.Resource][record[i]] {
					t.Errorf("%s: %s %q is in no %s", r.Path, key.Fields[0], record[i], key.Reference.Resource)
				}
			}
		}
	}
}

// testResource looks at names, types and the primary key, and gives the keys.
func testResource(t *testing.T, r resourceDescription, records [][]string) map[string]bool {
	for i, f := range r.Schema.Fields {
		if records[0][i] != f.Name {
			t.Errorf("%s: column %d is %s, described as %s", r.Path, i, records[0][i], f.Name)
		}
		for _, record := range records[1:] {
			if !fits(f, record[i]) {
				t.Fatalf("%s: %s is %q, described as %s", r.Path, f.Name, record[i], f.Type)
			}
		}
	}
	keys := map[string]bool{}
	for _, record := range records[1:] {
		key := ""
		for _, name := range r.Schema.PrimaryKey {
			key += record[slices.Index(records[0], name)]
		}
		if len(r.Schema.PrimaryKey) > 0 && keys[key] {
			t.Errorf("%s: %s twice", r.Path, key)
		}
		keys[key] = true
	}
	return keys
}

// fits says whether a text is a value of a field's type, as Table Schema defines it.
func fits(f fieldDescription, text string) bool {
	var err error
	switch {
	case text == "":
	case f.Type == "integer":
		d, failed := decimal.NewFromString(text)
		return failed == nil && d.IsInteger()
	case f.Type == "number":
		_, err = decimal.NewFromString(text)
	case f.Type == "datetime":
		_, err = time.Parse("2006-01-02T15:04:05Z", text)
	case f.Type == "boolean":
		return slices.Contains(append(f.True, f.False...), text)
	case f.Type == "array":
		var list []any
		err = json.Unmarshal([]byte(text), &list)
	default:
		return f.Type == "string"
	}
	return err == nil
}
