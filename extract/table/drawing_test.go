package table

import (
	"strconv"
	"strings"
	"testing"

	"gouji/extract/page"
)

// A table in a cell of another is a table of its own; the cell keeps the text around it.
func TestNestedTable(t *testing.T) {
	s := newSketch(1).frame(50, 100, 350, 240).h(120, 50, 350).v(150, 100, 240).
		text(55, 114, "地区").text(155, 114, "情况").text(55, 140, "东部").text(155, 134, "样本如下").
		grid(170, 150, []float64{60, 60}, "村|户数", "甲|12", "乙|30").text(155, 230, "已核实")
	tables := all(t, s)
	if len(tables) != 2 {
		t.Fatalf("%d tables, want 2", len(tables))
	}
	check(t, render(tables[0]), "地区|情况\n东部|样本如下已核实")
	check(t, render(tables[1]), "村|户数\n甲|12\n乙|30")
	if tables[0].ID != "p1t1" || tables[1].ID != "p1t2" {
		t.Errorf("tables %s and %s, want p1t1 and p1t2", tables[0].ID, tables[1].ID)
	}
}

// A table goes on over the page although the last thing on the page is a table in one of its cells.
func TestNestedTableDoesNotEndTheOuter(t *testing.T) {
	first := newSketch(1).grid(50, 100, joinWidths, append([]string{"项目|甲|乙"}, rowsOf(30, "支出|1.00|2.00")...)...).
		frame(50, 720, 290, 800).v(130, 720, 800).v(210, 720, 800).text(53, 734, "附").text(133, 734, "见右").
		grid(215, 730, []float64{30, 30}, "村|户", "甲|12", "乙|30")
	second := newSketch(2).grid(50, 60, joinWidths, "外交|5.00|6.00")
	tables := all(t, first, second)
	if len(tables) != 2 || len(tables[0].Pages) != 2 || tables[0].At(tables[0].Rows-1, 1).Text != "5.00" {
		t.Errorf("%d tables, the first on pages %v; want 2, the first going on", len(tables), tables[0].Pages)
	}
}

func rowsOf(n int, row string) []string {
	var out []string
	for range n {
		out = append(out, row)
	}
	return out
}

// Lines of charts and diagrams cross without making a table.
func TestChartsAndDiagrams(t *testing.T) {
	chart := newSketch(1).text(60, 320, "0 10 20 30 40 50 60")
	for i := range 7 {
		chart.v(60+40*float64(i), 100, 300).h(100+float64(i)*200/6, 60, 300)
	}
	for i, v := range []string{"55", "73", "43"} {
		chart.text(135, 122+60*float64(i), v)
	}
	organisation := newSketch(1).frame(240, 100, 340, 130).text(250, 118, "某某市财政局").
		v(290, 130, 160).h(160, 70, 510)
	for i, name := range []string{"办公室", "预算科", "国库科", "监督科", "采购科"} {
		x := 70 + 110*float64(i)
		organisation.v(x, 160, 190).frame(x-20, 190, x+20, 300).text(x-18, 240, name)
	}
	cases := map[string]*sketch{"chart": chart, "organisation": organisation}
	for name, s := range cases {
		t.Run(name, func(t *testing.T) {
			if tables := all(t, s); len(tables) > 0 {
				t.Errorf("found %d×%d:\n%s", tables[0].Rows, tables[0].Cols, render(tables[0]))
			}
		})
	}
}

// A form left blank has its headings, and a table its labels, however little else.
func TestEmptyFormsAreTables(t *testing.T) {
	blank := newSketch(1).grid(50, 100, []float64{60, 60, 60, 60, 60},
		append([]string{"项目|预算|执行|结余|备注"}, rowsOf(12, "||||")...)...)
	labels := newSketch(1).grid(50, 100, []float64{60, 60, 60, 60, 60}, "收入||||", "支出||||", "结余||||", "合计||||", "其中||||")
	for name, s := range map[string]*sketch{"headings": blank, "labels": labels} {
		if tables := all(t, s); len(tables) != 1 {
			t.Errorf("%s: %d tables, want 1", name, len(tables))
		}
	}
}

// The figures are shaded, the labels beside them are not; lines run under both.
func TestShadedFiguresBesideLabels(t *testing.T) {
	s := newSketch(1)
	for r := range 4 {
		y := 100 + 20*float64(r)
		s.h(y, 50, 270)
		for c := range 2 {
			x := 150 + 60*float64(c)
			s.shade(x, y, x+60, y+20)
		}
	}
	s.h(180, 50, 270)
	for r, row := range [][]string{{"地区", "一月", "二月"}, {"东部", "1.00", "2.00"}, {"西部", "3.00", "4.00"}, {"合计", "4.00", "6.00"}} {
		y := 114 + 20*float64(r)
		s.text(55, y, row[0]).text(160, y, row[1]).text(220, y, row[2])
	}
	check(t, render(one(t, s)), "地区|一月|二月\n东部|1.00|2.00\n西部|3.00|4.00\n合计|4.00|6.00")
}

// The page ends within the last row, which has other columns than the rows above it: the lines of that row alone
// tell that it goes on.
func TestOpenRowOfOtherColumns(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{100, 100, 100}, "托运人|收货人|备注", "甲|乙|丙", "丁|戊|己").
		v(50, 160, 200).v(110, 160, 200).v(170, 160, 200).v(230, 160, 200).v(350, 160, 200).
		text(55, 180, "运费").text(115, 180, "预付").text(175, 180, "到付").text(235, 180, "签章")
	got := one(t, s)
	if last := got.Rows - 1; last != 3 || got.At(last, 0).Text != "运费" {
		t.Errorf("got\n%s", render(got))
	}
}

// Headings are printed from top to bottom, a character a line, or turned by 90°.
func TestVerticalHeadings(t *testing.T) {
	s := newSketch(1).frame(50, 100, 200, 180).h(160, 50, 200).v(70, 100, 180).v(90, 100, 180)
	for i, r := range []string{"项", "目", "名", "称"} {
		s.text(55, 114+13*float64(i), r)
	}
	s.text(100, 130, "金额").text(55, 174, "甲").text(75, 174, "乙").text(100, 174, "12.50")
	turned := page.Word{Text: "科目", Angle: 90, Size: 10, Box: page.Rect{X0: 75, Y0: 110, X1: 85, Y1: 130}}
	for i, r := range []rune("科目") {
		y := 110 + 10*float64(i)
		box := page.Rect{X0: 75, Y0: y, X1: 85, Y1: y + 10}
		turned.Glyphs = append(turned.Glyphs, page.Glyph{Rune: r, Angle: 90, Size: 10, Box: box, Ink: box, Origin: page.Point{X: 77, Y: y}})
	}
	s.Words = append(s.Words, turned)
	check(t, render(one(t, s)), "项目名称|科目|金额\n甲|乙|12.50")
}

// Rules over the figures of subtotals leave the labels out: they part rows of one table and make none of their own.
func TestRulesUnderFiguresOnly(t *testing.T) {
	s := newSketch(1).h(100, 50, 350).text(215, 114, "2025").text(295, 114, "2026").h(120, 50, 350)
	rows := []string{"社会保障|12.50|13.00", "医疗卫生|2.50|3.00", "小计|15.00|16.00", "教育|7.00|8.00", "科技|1.00|2.00", "小计|8.00|10.00"}
	for i, row := range rows {
		y := 136 + 18*float64(i)
		for c, text := range strings.Split(row, "|") {
			s.text([]float64{55, 210, 290}[c], y, text)
		}
		if i%3 == 2 {
			s.h(y-13, 200, 350).h(y+5, 200, 350)
		}
	}
	got := one(t, s)
	if got.Cols != 3 || got.At(got.Rows-1, 0).Text != "小计" || got.At(got.Rows-1, 2).Text != "10.00" {
		t.Errorf("got\n%s", render(got))
	}
}

// A list in a frame and a chart in a frame are no tables, though their texts stand in columns.
func TestFramedListsAndCharts(t *testing.T) {
	list := newSketch(1).frame(50, 100, 400, 200)
	for i, text := range []string{"Transition plans", "Works and services of a similar nature", "Data management", "Safety"} {
		list.text(60, 120+20*float64(i), "-").text(90, 120+20*float64(i), text)
	}
	chart := newSketch(1).frame(50, 100, 500, 260)
	for i, text := range []string{"Total", "New members", "South", "West", "North"} {
		y := 120 + 24*float64(i)
		chart.right(200, y, text).text(240+15*float64(i), y, strconv.Itoa(55-4*i))
	}
	for i := range 7 {
		chart.centre(210+40*float64(i), 250, strconv.Itoa(10*i))
	}
	for name, s := range map[string]*sketch{"list": list, "chart": chart} {
		t.Run(name, func(t *testing.T) {
			if tables := all(t, s); len(tables) > 0 {
				t.Errorf("found %d×%d:\n%s", tables[0].Rows, tables[0].Cols, render(tables[0]))
			}
		})
	}
}
