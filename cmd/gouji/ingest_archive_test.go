package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// budgetSheet is a workbook with an official form as offices publish it.
func budgetSheet(t *testing.T) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	for i, row := range [][]any{{"2026年部门收支总表"}, {"部门：某县财政局", nil, nil, "单位：万元"}, {"收入", nil, "支出", nil},
		{"项目", "预算数", "项目", "预算数"}, {"一、一般公共预算拨款收入", "2,134.19", "一、一般公共服务支出", "2,000.00"},
		{"二、政府性基金预算拨款收入", nil, "二、教育支出", "134.19"}, {"本年收入合计", "2,134.19", "本年支出合计", "2,134.19"},
		{"收入总计", "2,134.19", "支出总计", "2,134.19"}} {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := file.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	style := &excelize.Style{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		style.Border = append(style.Border, excelize.Border{Type: side, Style: 1})
	}
	id, err := file.NewStyle(style)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.SetCellStyle("Sheet1", "A3", "D8", id); err != nil {
		t.Fatal(err)
	}
	for _, m := range [][2]string{{"A1", "D1"}, {"A3", "B3"}, {"C3", "D3"}} {
		if err := file.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestIngestOfArchives: documents in archives and workbooks are read, what is not read is named, and the second run finds
// nothing new.
func TestIngestOfArchives(t *testing.T) {
	pdf, err := os.ReadFile(filepath.Join("..", "..", "samples", "final-account", "input.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	dir, store := t.TempDir(), filepath.Join(t.TempDir(), "gouji.db")
	writeFile(t, filepath.Join(dir, "公开.zip"), zipped(t, entry{name: "部门/决算.pdf", data: pdf}, entry{name: "预算表.xlsx", data: budgetSheet(t)},
		entry{name: "说明.ofd", data: []byte("PK")}))
	writeFile(t, filepath.Join(dir, "说明.ceb"), []byte("ceb"))
	o := ingest(t, store, dir)
	if o.code != exitPartial {
		t.Errorf("exit status %d", o.code)
	}
	for _, want := range []string{"公开.zip!说明.ofd: ", "说明.ceb: ", "PDF or xlsx", "2 read, 0 unchanged, 2 failed"} {
		if !strings.Contains(o.stderr, want) {
			t.Errorf("nothing says %q:\n%s", want, o.stderr)
		}
	}
	if again := ingest(t, store, dir); !strings.Contains(again.stderr, "0 read, 2 unchanged, 2 failed") {
		t.Errorf("the second run says:\n%s", again.stderr)
	}
	facts := 0
	all := content(t, "sqlite:"+store)
	for _, row := range all["v_documents"] {
		if strings.HasSuffix(row[0].(string), "预算表.xlsx") {
			facts = int(row[16].(int64))
		}
	}
	if facts < 8 {
		t.Errorf("the workbook gave %d facts:\n%v", facts, all["v_tables"])
	}
	gouji(t, ".", 0, "store", "check", "--store", "sqlite:"+store)
}
