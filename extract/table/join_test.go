package table

import (
	"testing"

	"gouji/extract/page"
)

var joinWidths = []float64{80, 80, 80}

// longTable is a table that fills the page to its end.
func longTable(number int, head ...string) *sketch {
	rows := append([]string(nil), head...)
	for len(rows) < 33 {
		rows = append(rows, "支出|1.00|2.00")
	}
	return newSketch(number).text(100, 90, "支出总表").grid(50, 100, joinWidths, rows...)
}

func TestTableGoesOn(t *testing.T) {
	cases := map[string]struct {
		next *sketch
		rows int
	}{
		"without headings": {newSketch(2).grid(50, 60, joinWidths, "外交|5.00|6.00"), 34},
		"headings again":   {newSketch(2).grid(50, 60, joinWidths, "项目|甲|乙", "外交|5.00|6.00"), 34},
		"title and headings again": {newSketch(2).text(100, 50, "支出总表").
			grid(50, 60, joinWidths, "项目|甲|乙", "外交|5.00|6.00"), 34},
		"marked": {newSketch(2).text(100, 50, "续表").grid(50, 60, joinWidths, "外交|5.00|6.00"), 34},
		"on a page of the other format": {func() *sketch {
			s := newSketch(2).grid(70, 60, []float64{120, 120, 120}, "外交|5.00|6.00")
			s.Width, s.Height = s.Height, s.Width
			return s
		}(), 34},
		"headings again over wider columns": {newSketch(2).text(100, 50, "支出总表").
			grid(40, 60, []float64{90, 70, 100}, "项目|甲|乙", "外交|5.00|6.00"), 34},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := one(t, longTable(1, "项目|甲|乙"), c.next)
			if got.Rows != c.rows || len(got.Pages) != 2 || got.HeaderRows != 1 {
				t.Errorf("%d rows on pages %v with %d heading rows, want %d rows", got.Rows, got.Pages, got.HeaderRows, c.rows)
			}
			if last := got.At(got.Rows-1, 1); last.Text != "5.00" || last.Page != 2 {
				t.Errorf("last row has %q of page %d, want 5.00 of page 2", last.Text, last.Page)
			}
		})
	}
}

// Headings that were read from images are the same where most of what they say is: a seal lies over one of them.
func TestHeadingUnderASeal(t *testing.T) {
	head := []string{"项目|甲|<|<", "科目编码|科目名称|合计|基本支出"}
	first := newSketch(1).text(100, 90, "支出总表").grid(50, 100, []float64{80, 80, 80, 80}, append(head, "201|支出|1.00|2.00")...)
	for name, test := range map[string]struct {
		heading string
		tables  int
	}{"sealed": {"美乐项目法司", 1}, "another table": {"资金来源和支出用途合计预算数", 2}} {
		next := newSketch(2).grid(50, 60, []float64{80, 80, 80, 80}, test.heading+"|甲|<|<", head[1], "202|外交|5.00|6.00")
		for _, s := range []*sketch{first, next} {
			for i := range s.Words {
				s.Words[i].Source = page.OCR
			}
		}
		if got := all(t, first, next); len(got) != test.tables {
			t.Errorf("%s: %d tables, want %d", name, len(got), test.tables)
		}
	}
}

func TestTableOfItsOwn(t *testing.T) {
	first := longTable(1, "项目|甲|乙")
	cases := map[string][2]*sketch{
		"own title":       {first, newSketch(2).text(100, 50, "收入总表").grid(50, 60, joinWidths, "项目|甲|乙", "外交|5.00|6.00")},
		"own headings":    {first, newSketch(2).grid(50, 60, joinWidths, "科目|本年|上年", "外交|5.00|6.00")},
		"other columns":   {first, newSketch(2).grid(50, 60, []float64{60, 90, 60, 50}, "外交|5.00|6.00|1.00")},
		"note between":    {longTable(1, "项目|甲|乙").text(50, 775, "注：完"), newSketch(2).grid(50, 60, joinWidths, "外交|5.00|6.00")},
		"text between":    {longTable(1, "项目|甲|乙").text(50, 775, "以上为支出"), newSketch(2).grid(50, 60, joinWidths, "外交|5.00|6.00")},
		"room was left":   {newSketch(1).grid(50, 100, joinWidths, "项目|甲|乙", "支出|1.00|2.00"), newSketch(2).grid(50, 60, joinWidths, "外交|5.00|6.00")},
		"page in between": {first, newSketch(3).grid(50, 60, joinWidths, "外交|5.00|6.00")},
		"a form like it": {
			newSketch(1).text(100, 90, "项目绩效目标表").grid(50, 100, joinWidths, "项目名称|修缮|<", "主管部门|财政局|<", "资金|100|元", "概况|甲|<"),
			newSketch(2).text(100, 90, "项目绩效目标表").grid(50, 100, joinWidths, "项目名称|采购|<", "主管部门|财政局|<", "资金|200|元", "概况|乙|<"),
		},
	}
	for name, pages := range cases {
		t.Run(name, func(t *testing.T) {
			if got := all(t, pages[0], pages[1]); len(got) != 2 {
				t.Errorf("%d tables, want 2", len(got))
			}
		})
	}
}

func TestMergedCellGoesOn(t *testing.T) {
	first := newSketch(1).grid(50, 600, joinWidths, "指标|名称|数值", "产出|数量|2台", "^|质量|98%", "^|时效|6月")
	second := newSketch(2).grid(50, 60, joinWidths, "|成本|3元", "^|其他|1元", "效益|社会|好")
	got := one(t, first, second)
	check(t, render(got), "指标|名称|数值\n产出<5,1>|数量|2台\n质量|98%\n时效|6月\n成本|3元\n其他|1元\n效益|社会|好")
	c := got.At(4, 0)
	if len(c.Rest) != 1 || c.Rest[0].Page != 2 || c.Page != 1 {
		t.Errorf("the merged cell is on page %d with further parts %v", c.Page, c.Rest)
	}
}

// The page break runs through a row: neither page closes it with a line.
func TestRowGoesOn(t *testing.T) {
	first := newSketch(1).grid(50, 640, joinWidths, "指标|名称|数值", "产出|数量|2台").
		v(50, 680, 800).v(130, 680, 800).v(210, 680, 800).v(290, 680, 800).
		text(53, 700, "效益").text(133, 700, "社会公众对").text(213, 700, "好")
	second := newSketch(2).v(50, 40, 100).v(130, 40, 100).v(210, 40, 100).v(290, 40, 100).
		text(133, 54, "服务的满意").grid(50, 100, joinWidths, "合计|甲|乙")
	got := one(t, first, second)
	check(t, render(got), "指标|名称|数值\n产出|数量|2台\n效益|社会公众对服务的满意|好\n合计|甲|乙")
}

func TestTitleOnThePageBefore(t *testing.T) {
	first := newSketch(1).grid(50, 100, joinWidths, "项目|甲|乙", "支出|1.00|2.00").
		sized(120, 770, 14, "收入预算表").text(50, 795, "部门：某某局").text(260, 795, "单位：万元")
	second := newSketch(2).grid(50, 60, joinWidths, "科目|本年|上年", "收入|5.00|6.00")
	tables := all(t, first, second)
	if len(tables) != 2 || tables[1].Title.Text != "收入预算表" || tables[1].Unit != "万元" || tables[1].Title.Page != 1 {
		t.Errorf("%d tables, the second with title %+v and unit %q", len(tables), tables[len(tables)-1].Title, tables[len(tables)-1].Unit)
	}
}
