package table

import (
	"testing"

	"gouji/extract/page"
)

func TestMergedCells(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 60, 60, 60},
		"项目 | 本年 | < | 上年",
		"^   | 小计 | 其中 | ^",
		"合计 | 12.50 | 2.50 | 10.00",
		"^   | 1.00 | 0.50 | 9.00")
	check(t, render(one(t, s)), `
项目<2,1>|本年<1,2>|上年<2,1>
小计|其中
合计<2,1>|12.50|2.50|10.00
1.00|0.50|9.00`)
}

func TestHowLinesAreDrawn(t *testing.T) {
	const want = "a|1\nb|2"
	cases := map[string]*sketch{
		"double border": newSketch(1).frame(50, 100, 152, 142).frame(53, 103, 149, 139).
			h(120, 53, 149).v(100, 103, 139).v(103, 103, 139).
			text(60, 114, "a").text(110, 114, "1").text(60, 134, "b").text(110, 134, "2"),
		"gaps at crossings": newSketch(1).
			h(100, 50, 99).h(100, 101, 150).h(120, 50, 98.5).h(120, 101.5, 150).h(140, 50, 99).h(140, 101, 150).
			v(50, 101, 119).v(50, 121, 139).v(100, 101, 119).v(100, 121, 139).v(150, 101, 119).v(150, 121, 139).
			text(60, 114, "a").text(110, 114, "1").text(60, 134, "b").text(110, 134, "2"),
		"no sides": newSketch(1).h(100, 50, 150).h(120, 50, 150).h(140, 50, 150).v(100, 100, 140).
			text(60, 114, "a").text(110, 114, "1").text(60, 134, "b").text(110, 134, "2"),
		"underlined word": newSketch(1).grid(50, 100, []float64{50, 50}, "a|1", "b|2").h(115.5, 60, 66),
		"lines drawn twice": newSketch(1).grid(50, 100, []float64{50, 50}, "a|1", "b|2").
			grid(50.4, 100.3, []float64{50, 50}, "|", "|"),
		"page frame": newSketch(1).frame(20, 20, 575, 822).grid(50, 100, []float64{50, 50}, "a|1", "b|2"),
	}
	for name, s := range cases {
		t.Run(name, func(t *testing.T) {
			s.text(300, 700, "z")
			check(t, render(one(t, s)), want)
		})
	}
}

func TestSeveralTables(t *testing.T) {
	s := newSketch(1).frame(20, 20, 575, 822).
		grid(50, 100, []float64{50, 50}, "a|1", "b|2").
		grid(300, 100, []float64{50, 50}, "c|3", "d|4").
		grid(50, 200, []float64{50, 50, 50}, "e|5|6", "f|7|8")
	tables := all(t, s)
	if len(tables) != 3 {
		t.Fatalf("%d tables, want 3", len(tables))
	}
	check(t, render(tables[0])+"\n"+render(tables[1])+"\n"+render(tables[2]), "a|1\nb|2\nc|3\nd|4\ne|5|6\nf|7|8")
	if tables[2].ID != "p1t3" {
		t.Errorf("the third table is %s, want p1t3", tables[2].ID)
	}
}

func TestNoTable(t *testing.T) {
	prose := "本部门按照规定编制预算并对预算执行情况进行监督检查各项工作有序开展如期完成"
	cases := map[string]*sketch{
		"framed prose": newSketch(1).frame(50, 100, 500, 180).h(140, 50, 500).
			text(55, 114, prose).text(55, 130, prose).text(55, 154, prose).text(55, 170, prose),
		"prose": newSketch(1).text(50, 100, prose).text(50, 118, prose).text(50, 136, prose).text(50, 154, prose),
		"rules of the page": newSketch(1).h(60, 50, 540).h(790, 50, 540).text(50, 55, "年度报告").
			text(50, 100, prose).text(50, 118, prose).text(50, 136, prose).text(50, 154, prose),
		"contents": newSketch(1).text(50, 100, "一、部门概况............................1").
			text(50, 118, "二、收支预算............................3").text(50, 136, "三、名词解释............................9"),
		"contents with blanks": newSketch(1).text(50, 100, "一、部门概况").text(400, 100, "1"),
		"list": newSketch(1).text(50, 100, "一、").text(80, 100, prose).text(50, 118, "二、").text(80, 118, prose).
			text(50, 136, "三、").text(80, 136, prose),
		"lines without text": newSketch(1).grid(50, 100, []float64{50, 50}, "|", "|"),
	}
	for name, s := range cases {
		t.Run(name, func(t *testing.T) {
			if tables := all(t, s); len(tables) > 0 {
				t.Errorf("found %d×%d:\n%s", tables[0].Rows, tables[0].Cols, render(tables[0]))
			}
		})
	}
}

func TestCellText(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{70, 60, 100}, "甲|乙|丙").frame(50, 120, 280, 160).
		v(120, 120, 160).v(180, 120, 160).
		text(53, 134, "一般公共预").text(53, 150, "算拨款收入").
		text(123, 134, "12,345,67").text(123, 150, "8.90").
		text(183, 134, "annual report").text(183, 150, "of 2026 年")
	check(t, render(one(t, s)), "甲|乙|丙\n一般公共预算拨款收入|12,345,678.90|annual report of 2026年")
}

// A raised note sign is part of the cell's text and of no figure.
func TestNoteSignIsNoDigit(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 80}, "甲|乙", "12.50|3.00").sized(78, 129, 6, "1")
	check(t, render(one(t, s)), "甲|乙\n12.50 1|3.00")
}

// A comma or a dash has its ink elsewhere than a digit; the baseline orders them.
func TestPunctuationStaysInItsFigure(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 80}, "甲|乙", "3,296,600|-")
	for i := range s.Words {
		for k := range s.Words[i].Glyphs {
			if g := &s.Words[i].Glyphs[k]; g.Rune == ',' || g.Rune == '-' {
				g.Ink.Y0, g.Ink.Y1 = g.Origin.Y-1, g.Origin.Y+2
			}
		}
	}
	check(t, render(one(t, s)), "甲|乙\n3,296,600|-")
}

func TestCellBoxIsInsideTheWalls(t *testing.T) {
	s := newSketch(1).frame(50, 100, 152, 142).frame(53, 103, 149, 139).h(120, 53, 149).v(100, 103, 139).
		text(60, 114, "a").text(110, 114, "1").text(60, 134, "b").text(110, 134, "2")
	table := one(t, s)
	c := table.At(0, 0)
	want := page.Rect{X0: 53, Y0: 103, X1: 100, Y1: 120}
	if over, under := c.Box.Grow(-0.01), c.Box.Grow(0.01); want.Intersect(over) != over || want.Intersect(under) != want {
		t.Errorf("box %v, want %v", c.Box, want)
	}
}

// Text laid over a wall without any gap belongs to one cell, the one most of it stands in.
func TestTextRunsOverAWall(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{50, 50}, "项目|金额", "住房公积金贴|")
	check(t, render(one(t, s)), "项目|金额\n住房公积金贴|")
}

func TestTurnedTable(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 60}, "项目|金额", "合计|12.50").text(60, 90, "收入总表")
	turned := sketch{s.Page.Turn(-1)}
	got := one(t, &turned)
	check(t, render(got), "项目|金额\n合计|12.50")
	if got.Title.Text != "收入总表" {
		t.Errorf("title %q", got.Title.Text)
	}
	upright := one(t, s)
	want := upright.At(1, 1).Box.Turn(-1, s.Width, s.Height)
	if b := got.At(1, 1).Box; b != want {
		t.Errorf("box %v, want %v", b, want)
	}
}

// A map or a chart of tens of thousands of lines is no table and takes no time.
func TestDrawingOfManyLines(t *testing.T) {
	for _, n := range []float64{500, 3000} {
		s := newSketch(1).text(300, 400, "a b c d e")
		for i := 0.0; i < n; i++ {
			s.h(i*800/n, 10, 580).v(10+i*570/n, 0, 800)
		}
		if tables := all(t, s); len(tables) > 0 {
			t.Errorf("%v lines each way: %d tables", n, len(tables))
		}
	}
}
