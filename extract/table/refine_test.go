package table

import "testing"

// Only the heading has vertical lines; the rows below are parted by horizontal ones.
func TestColumnsDrawnInTheHeadingOnly(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 80, 80}, "Country|Total|Share").
		text(53, 134, "Austria").text(133, 134, "1,200").text(213, 134, "1.5").h(140, 50, 290).
		text(53, 154, "Belgium").text(133, 154, "900").text(213, 154, "2.5").h(160, 50, 290).
		text(53, 174, "Cyprus").text(133, 174, "30").text(213, 174, "0.5").h(180, 50, 290)
	check(t, render(one(t, s)), "Country|Total|Share\nAustria|1,200|1.5\nBelgium|900|2.5\nCyprus|30|0.5")
}

func TestSeveralRowsInADrawnRow(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 80, 80}, "Country|Total|Share").frame(50, 120, 290, 180).
		v(130, 120, 180).v(210, 120, 180).
		text(53, 134, "Austria").text(133, 134, "1,200").text(213, 134, "1.5").
		text(53, 154, "Belgium").text(133, 154, "900").text(213, 154, "2.5").
		text(53, 174, "Cyprus").text(133, 174, "30").text(213, 174, "0.5")
	check(t, render(one(t, s)), "Country|Total|Share\nAustria|1,200|1.5\nBelgium|900|2.5\nCyprus|30|0.5")
}

// Figures too long for narrow columns wrap; the rest of a figure is no row.
func TestWrappedFiguresAreNoRows(t *testing.T) {
	s := newSketch(1).grid(50, 100, []float64{80, 35, 35}, "项目|甲|乙").frame(50, 120, 200, 150).
		v(130, 120, 150).v(165, 120, 150).
		text(53, 138, "合计").text(133, 133, "1682.").text(133, 146, "76").text(168, 133, "1378.").text(168, 146, "41")
	check(t, render(one(t, s)), "项目|甲|乙\n合计|1682.76|1378.41")
}

func TestHorizontalLinesOnly(t *testing.T) {
	s := newSketch(1).h(100, 50, 300).h(116, 50, 300).h(180, 50, 300).
		text(53, 112, "Country").text(143, 112, "Total").text(233, 112, "Share").
		text(53, 130, "Austria").text(143, 130, "1,200").text(233, 130, "1.5").
		text(53, 150, "Belgium").text(143, 150, "900").text(233, 150, "2.5").
		text(53, 170, "Cyprus").text(143, 170, "30").text(233, 170, "0.5")
	check(t, render(one(t, s)), "Country|Total|Share\nAustria|1,200|1.5\nBelgium|900|2.5\nCyprus|30|0.5")
}

func TestNoLines(t *testing.T) {
	s := newSketch(1).text(50, 60, "The table below shows what the members paid in the years up to the last one of them.").
		text(53, 112, "Austria").text(143, 112, "1,200").text(233, 112, "1.5").
		text(53, 130, "Belgium").text(143, 130, "900").text(233, 130, "2.5").
		text(53, 148, "Cyprus").text(143, 148, "30").text(233, 148, "0.5").
		text(53, 166, "Denmark").text(143, 166, "400").text(233, 166, "0.9")
	check(t, render(one(t, s)), "Austria|1,200|1.5\nBelgium|900|2.5\nCyprus|30|0.5\nDenmark|400|0.9")
}

func TestShadedCells(t *testing.T) {
	const want = "Country|Total|Share\nAustria|1,200|1.5\nBelgium|900|2.5"
	row := func(s *sketch, y float64, a, b, c string) { s.text(53, y+14, a).text(133, y+14, b).text(213, y+14, c) }
	fill := func() *sketch {
		s := newSketch(1)
		row(s, 100, "Country", "Total", "Share")
		row(s, 120, "Austria", "1,200", "1.5")
		row(s, 140, "Belgium", "900", "2.5")
		return s
	}
	head := func(s *sketch) *sketch {
		return s.shade(50, 100, 129, 120).shade(131, 100, 209, 120).shade(211, 100, 290, 120)
	}
	all := head(fill())
	for _, y := range []float64{120, 140} {
		all.shade(50, y, 129, y+20).shade(131, y, 209, y+20).shade(211, y, 290, y+20)
	}
	check(t, render(one(t, all)), want)
	headOnly := head(fill()).frame(50, 120, 290, 160).h(140, 50, 290).v(130, 120, 160).v(210, 120, 160)
	check(t, render(one(t, headOnly)), want)
}

// The end of a form that a page break cut off is one row of wrapped cells, whatever figure stands in it.
func TestRowOfWrappedCells(t *testing.T) {
	s := newSketch(1).frame(50, 100, 400, 134).v(120, 100, 134).v(200, 100, 134).v(300, 100, 134).
		text(53, 114, "满意度").text(53, 126, "指标").text(123, 114, "服务对象满").text(123, 126, "意度指标").
		text(203, 120, "培训人员满意度").text(303, 120, "≥90%").text(303, 100, "")
	check(t, render(one(t, s)), "满意度指标|服务对象满意度指标|培训人员满意度|≥90%")
}
