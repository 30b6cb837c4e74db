package table

import "testing"

func TestHeaderRows(t *testing.T) {
	cases := map[string]struct {
		widths []float64
		rows   []string
		want   int
	}{
		"one row":             {[]float64{60, 60, 60}, []string{"编码|名称|金额", "201|支出|12.5", "202|外交|3"}, 1},
		"two rows":            {[]float64{60, 60, 60}, []string{"项目|本年|<", "^|基本|项目", "合计|1.0|2.0"}, 2},
		"three rows":          {[]float64{60, 60, 60, 60}, []string{"项目|支出|<|<", "^|合计|其中|<", "^|^|甲|乙", "合计|3|1|2"}, 3},
		"title in the grid":   {[]float64{60, 60, 60}, []string{"收入总表|<|<", "编码|名称|金额", "201|支出|12.5"}, 2},
		"column numbers":      {[]float64{60, 60, 60}, []string{"项目|合计|基本", "栏次|1|2", "合计|1.0|2.0"}, 2},
		"years are headings":  {[]float64{60, 60, 60}, []string{"项目|2025|2026", "收入|1.0|2.0", "支出|1.0|2.0"}, 1},
		"no figures at all":   {[]float64{60, 60}, []string{"项目|金额", "合计|", "|"}, 1},
		"nothing but figures": {[]float64{60, 60}, []string{"201|12.50", "202|3.00"}, 0},
		"form": {[]float64{60, 60, 60, 60}, []string{"项目名称|修缮|<|<", "主管部门|财政局|单位|本级", "资金|10000|<|<",
			"目标|完成|<|按期", "指标|数量|≥2台|<", "负责人|甲|电话|乙"}, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := one(t, newSketch(1).grid(50, 100, c.widths, c.rows...)).HeaderRows; got != c.want {
				t.Errorf("%d heading rows, want %d", got, c.want)
			}
		})
	}
}

func TestCaption(t *testing.T) {
	s := newSketch(1).text(50, 50, "预算公开表3").sized(110, 70, 16, "2026年预算支出总表").
		text(50, 95, "部门名称：某某局").text(320, 95, "单位：万元").
		grid(50, 100, []float64{120, 120, 120}, "项目|合计|基本", "支出|3.00|3.00").
		text(50, 155, "注：本表数字四舍五入。").text(50, 175, "另见附件。")
	got := one(t, s)
	if got.Title.Text != "2026年预算支出总表" || got.Unit != "万元" || got.UnitLine.Text != "单位：万元" {
		t.Errorf("title %q, unit %q in %q", got.Title.Text, got.Unit, got.UnitLine.Text)
	}
	if len(got.Above) != 2 || got.Above[0].Text != "预算公开表3" || got.Above[1].Text != "部门名称：某某局" {
		t.Errorf("above: %v", got.Above)
	}
	if len(got.Notes) != 1 || got.Notes[0].Text != "注：本表数字四舍五入。" {
		t.Errorf("notes: %v", got.Notes)
	}
	if n := len(got.Area(1)); n != 6 {
		t.Errorf("%d areas, want grid, title, unit, two labels, note", n)
	}
}

func TestTitle(t *testing.T) {
	rows := []string{"项目|合计|基本", "支出|3.00|3.00"}
	widths := []float64{120, 120, 120}
	cases := map[string]struct {
		s    *sketch
		want string
	}{
		"nearest, though the part's title is larger": {newSketch(1).sized(100, 40, 20, "第二部分 部门预算表").
			sized(150, 80, 14, "收支总体情况表").grid(50, 100, widths, rows...), "收支总体情况表"},
		"wrapped": {newSketch(1).sized(70, 60, 16, "一般公共预算拨款安排的三公经费及会议费").
			sized(170, 80, 16, "培训费支出预算表").grid(50, 100, widths, rows...), "一般公共预算拨款安排的三公经费及会议费培训费支出预算表"},
		"in the grid": {newSketch(1).grid(50, 100, widths, "收入总表（预算表2）|<|<", "项目|合计|基本", "支出|3.00|3.00"), "收入总表（预算表2）"},
		"no title but prose": {newSketch(1).text(50, 70, "从预算单位构成看本部门预算包括本级预算和所属单位预算其中纳入编制").
			text(50, 88, "范围的单位见下").grid(50, 100, widths, rows...), ""},
		"a label under it in the same type": {newSketch(1).text(90, 70, "2026年部门一般公共预算基本支出部门预算经济分类预算表").
			text(50, 88, "编制部门：某某市某某区某某局").grid(50, 100, widths, rows...), "2026年部门一般公共预算基本支出部门预算经济分类预算表"},
		"too far away": {newSketch(1).text(150, 40, "收支总体情况表").grid(50, 200, widths, rows...), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := one(t, c.s).Title.Text; got != c.want {
				t.Errorf("title %q, want %q", got, c.want)
			}
		})
	}
}

func TestUnit(t *testing.T) {
	rows := []string{"项目|合计", "支出|3.00"}
	cases := map[string]struct {
		s    *sketch
		want string
	}{
		"元":               {newSketch(1).text(100, 90, "单位：元").grid(50, 100, []float64{120, 120}, rows...), "元"},
		"金额单位":            {newSketch(1).text(100, 90, "金额单位：人民币万元").grid(50, 100, []float64{120, 120}, rows...), "万元"},
		"in braces":       {newSketch(1).text(100, 90, "收支总表（亿元）").grid(50, 100, []float64{120, 120}, rows...), "亿元"},
		"in the grid":     {newSketch(1).grid(50, 100, []float64{120, 120}, "单位：百万元|<", "项目|合计", "支出|3.00"), "百万元"},
		"of the employer": {newSketch(1).text(100, 90, "单位：某某局").grid(50, 100, []float64{120, 120}, rows...), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := one(t, c.s).Unit; got != c.want {
				t.Errorf("unit %q, want %q", got, c.want)
			}
		})
	}
}
