package form

import (
	"math/rand/v2"
	"testing"

	"gouji/extract/table"
)

// TestReadSurvivesAnything reads tables of odds and ends under every kind of title: whatever comes out, nothing
// may break, and no fact may lie outside the grid.
func TestReadSurvivesAnything(t *testing.T) {
	words := []string{"", "合计", "小计", "201", "20101", "01", "项目", "科目编码", "科目名称", "收入", "支出", "5.00", "12,34", "一、教育支出", "其中：", "（一）", "单位：万元", "类", "款", "项", "栏次", "1", "年初结转和结余", "因公出国（境）费", "项目名称", "实施期资金总额", "A01", "注：无", "某局", "117001", "本年收入", "基本支出", "<", "^"}
	titles := []string{"", "收支总表", "收入总表", "支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "政府性基金预算收支表", "国有资本经营预算收支表", "三公经费表", "机关运行经费表", "项目支出表", "整体支出绩效目标表", "项目支出绩效目标表", "政府采购表", "购买服务表", "购买服务指导性目录"}
	random := rand.New(rand.NewPCG(1, 2))
	const tables = 3000
	for range tables {
		tab := table.Table{ID: "p1t1", Title: table.Line{Text: titles[random.IntN(len(titles))]}, Pages: []int{1}, Rows: random.IntN(7), Cols: random.IntN(7)}
		for r := 0; r < tab.Rows; r++ {
			for c := 0; c < tab.Cols; c++ {
				tab.Cells = append(tab.Cells, table.Cell{Row: r, Col: c, RowSpan: 1 + random.IntN(9)/8, ColSpan: 1 + random.IntN(9)/8, Text: words[random.IntN(len(words))], Page: 1})
			}
		}
		forms, _ := Read([]table.Table{tab}, Identify(Text{Tables: []table.Table{tab}}))
		for _, f := range forms {
			for _, a := range f.Facts {
				if a.Place.Row < 0 || a.Place.Row >= tab.Rows || a.Place.Col < 0 || a.Place.Col >= tab.Cols {
					t.Fatalf("%s: fact outside the grid: %+v", f.ID, a)
				}
			}
			for i, r := range f.Rows {
				if r.Parent < none || r.Parent >= len(f.Rows) || r.Parent == i {
					t.Fatalf("%s: row %d has parent %d", f.ID, i, r.Parent)
				}
			}
		}
	}
}
