package form

import (
	"testing"

	"gouji/extract/fact"
	"gouji/extract/table"
)

func TestIdentify(t *testing.T) {
	lines := func(s ...string) []string { return s }
	tests := []struct {
		first []string
		want  fact.Document
	}{
		{lines("2026年深圳市信访局部门预算", "目录"), fact.Document{Title: "2026年深圳市信访局部门预算", Publisher: "深圳市信访局", Year: 2026, Kind: fact.Budget}},
		{lines("西安市气象局2022年部门综合预算", "目 录"), fact.Document{Title: "西安市气象局2022年部门综合预算", Publisher: "西安市气象局", Year: 2022, Kind: fact.Budget}},
		{lines("江苏省人大常委会办公厅", "2017年度部门预算", "目录"), fact.Document{Title: "江苏省人大常委会办公厅2017年度部门预算", Publisher: "江苏省人大常委会办公厅", Year: 2017, Kind: fact.Budget}},
		{lines("上海市普陀区规划和自然资源局", "2024年度部门决算", "目录"), fact.Document{Title: "上海市普陀区规划和自然资源局2024年度部门决算", Publisher: "上海市普陀区规划和自然资源局", Year: 2024, Kind: fact.FinalAccount}},
		{lines("上海市2026年市级单位预算", "预算单位：上海交通职业技术学院", "目录"), fact.Document{Title: "上海市2026年市级单位预算", Publisher: "上海交通职业技术学院", Year: 2026, Kind: fact.Budget}},
		{lines("2026年度", "福州市公安局文职人员管理中心", "单位预算", "目录"), fact.Document{Title: "2026年度福州市公安局文职人员管理中心单位预算", Publisher: "福州市公安局文职人员管理中心", Year: 2026, Kind: fact.Budget}},
		{lines("341-湖州市财政局二〇二六年部门预算"), fact.Document{Title: "341-湖州市财政局二〇二六年部门预算", Publisher: "湖州市财政局", Year: 2026, Kind: fact.Budget}},
		{lines("药品供应清单", "2026年采购的品种"), fact.Document{Kind: fact.Other}},
		{lines("部门整体绩效自评表", "（2024年度）", "部门（单位）名称 宁德市人民政府办公室 部门预算编码 127"), fact.Document{Kind: fact.Other}},
		{nil, fact.Document{Kind: fact.Other}},
	}
	for _, tt := range tests {
		if got := Identify(Text{First: tt.first}); got != tt.want {
			t.Errorf("%v:\n got %+v\nwant %+v", tt.first, got, tt.want)
		}
	}
}

func TestYearAgainstTables(t *testing.T) {
	const drawing = `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2010601  | 行政运行 | 5.00 | 5.00     |`
	tables := func(titles ...string) []table.Table {
		var all []table.Table
		for _, s := range titles {
			all = append(all, sketch(t, s, "单位：万元", drawing))
		}
		return all
	}
	tests := []struct {
		first  []string
		titles []string
		year   int
	}{
		{[]string{"某县财政局部门预算"}, []string{"2026年预算支出总表", "2026年一般公共预算支出表"}, 2026},
		{[]string{"某县财政局2026年部门预算"}, []string{"2025年预算支出总表", "2025年一般公共预算支出表"}, 0},
		{nil, []string{"2025年预算支出总表", "2026年一般公共预算支出表"}, 0},
	}
	for _, tt := range tests {
		if got := Identify(Text{First: tt.first, Tables: tables(tt.titles...)}); got.Year != tt.year {
			t.Errorf("%v %v: year %d, want %d", tt.first, tt.titles, got.Year, tt.year)
		}
	}
}

func TestPublisherLine(t *testing.T) {
	tests := map[string]string{
		"部门名称：泽州县财政局":              "泽州县财政局",
		"部门（单位）：烟台市信访局 单位：万元":      "烟台市信访局",
		"编制单位：上海交通职业技术学院 单位：元":     "上海交通职业技术学院",
		"单位名称：341-湖州市财政局":          "湖州市财政局",
		"预算主管部门：上海市普陀区人民政府万里街道办事处": "上海市普陀区人民政府万里街道办事处",
		"部门：  江苏省人大常委会办公厅 单位：万元":   "江苏省人大常委会办公厅",
		"单位：万元":     "",
		"金额单位：人民币元": "",
		"单位名称":      "",
		"注：本表无数据":   "",
	}
	for line, want := range tests {
		if got := publisherIn(line); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
