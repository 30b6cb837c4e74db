package table

import "testing"

// A form left blank whose headings have lines and whose rows have none: its labels stand apart as rows do.
func TestBlankFormsWithoutRows(t *testing.T) {
	want := "项目|合计|基本|其他\n因公出国费|||\n公务接待费|||\n合计|||"
	labels := func(s *sketch) *sketch {
		return s.text(53, 134, "因公出国费").text(53, 154, "公务接待费").text(53, 174, "合计")
	}
	heads := labels(newSketch(1).grid(50, 100, []float64{80, 60, 60, 60}, "项目|合计|基本|其他").frame(50, 120, 310, 180))
	columns := labels(newSketch(1).frame(50, 100, 310, 180).v(130, 100, 180).v(190, 100, 180).v(250, 100, 180).
		cells("项目|合计|基本|其他", 114, 53, 133, 193, 253))
	total := newSketch(1).grid(50, 100, []float64{80, 60, 60, 60}, "项目|合计|基本|其他").frame(50, 120, 310, 140).text(53, 134, "合计")
	check(t, render(one(t, heads)), want)
	check(t, render(one(t, columns)), want)
	check(t, render(one(t, total)), "项目|合计|基本|其他\n合计|||")
}

// A last row over all columns that holds a note, lines that stand close, or one text is no blank form.
func TestLastRowsOverAllColumns(t *testing.T) {
	grid := func() *sketch {
		return newSketch(1).grid(50, 100, []float64{80, 60, 60}, "项目|合计|其他").frame(50, 120, 250, 180)
	}
	cases := map[string]struct {
		s    *sketch
		want string
	}{
		"note":    {grid().text(53, 140, "说明：略").text(53, 160, "如上"), "项目|合计|其他\n说明：略如上<1,3>"},
		"wrapped": {grid().text(53, 140, "本表").text(53, 152, "无数据"), "项目|合计|其他\n本表无数据<1,3>"},
		"one":     {grid().text(53, 140, "办公费"), "项目|合计|其他\n办公费<1,3>"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { check(t, render(one(t, c.s)), c.want) })
	}
}
