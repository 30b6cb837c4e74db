package sheet

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/table"
)

// workbook is a sheet with a title, a unit, a heading of two rows and figures, with lines or without.
func workbook(t *testing.T, lines bool) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	rows := [][]any{{"2026年收支总表"}, {"单位：万元"}, {"收入", nil, "支出", nil}, {"项目", "预算数", "项目", "预算数"},
		{"一、一般公共预算拨款收入", 2134.19, "一、一般公共服务支出", 2000}, {"二、其他收入", nil, "二、教育支出", 134.19},
		{"合计", 2134.19, "合计", 2134.19}}
	for i, row := range rows {
		if err := file.SetSheetRow("Sheet1", cellName(t, 1, i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"A1", "D1"}, {"A3", "B3"}, {"C3", "D3"}} {
		if err := file.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	format := "#,##0.00"
	style := &excelize.Style{CustomNumFmt: &format}
	if lines {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Style: 1, Color: "000000"})
		}
	}
	id, err := file.NewStyle(style)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.SetCellStyle("Sheet1", "A3", "D7", id); err != nil {
		t.Fatal(err)
	}
	hidden, err := file.NewSheet("hidden")
	if err != nil || hidden != 1 {
		t.Fatal(hidden, err)
	}
	if err := file.SetSheetVisible("hidden", false); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func cellName(t *testing.T, col, row int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// TestTablesOfSheets: the grid of a sheet comes back as its table, with figures as they are shown and merged cells as one.
func TestTablesOfSheets(t *testing.T) {
	for name, lines := range map[string]bool{"with lines": true, "without lines": false} {
		t.Run(name, func(t *testing.T) {
			data := workbook(t, lines)
			if !Is(data) {
				t.Error("not seen to be a workbook")
			}
			b, err := Open(data)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			if b.Pages() != 1 {
				t.Fatalf("%d sheets, want the visible one", b.Pages())
			}
			p, err := b.Page(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			p.Words = layout.Words(p)
			tables := table.Document([]page.Page{p})
			if len(tables) != 1 {
				t.Fatalf("%d tables", len(tables))
			}
			var got [][]string
			for _, c := range tables[0].Cells {
				for c.Row >= len(got) {
					got = append(got, nil)
				}
				got[c.Row] = append(got[c.Row], c.Text)
			}
			want := [][]string{{"收入", "支出"}, {"项目", "预算数", "项目", "预算数"},
				{"一、一般公共预算拨款收入", "2,134.19", "一、一般公共服务支出", "2,000.00"}, {"二、其他收入", "", "二、教育支出", "134.19"},
				{"合计", "2,134.19", "合计", "2,134.19"}}
			if !lines {
				want[0] = got[0] // a heading without lines may be set apart
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	whole := workbook(t, true)
	for name, data := range map[string][]byte{"nothing": nil, "a page": []byte("<html>"), "cut off": whole[:len(whole)/2]} {
		if _, err := Open(data); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzOpen: no bytes make a workbook that ends the program.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x03\x04xl/workbook.xml"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Open(data)
		if err != nil {
			return
		}
		defer b.Close()
		for n := range b.Pages() {
			if p, err := b.Page(t.Context(), n+1); err == nil && (p.Width <= 0 || p.Height <= 0) {
				t.Errorf("a page of %v by %v", p.Width, p.Height)
			}
		}
	})
}
