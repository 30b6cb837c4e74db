package table

import "testing"

// What stands over the line that opens the headings belongs to the caption, however near it is.
func TestLinesOverTheHeadings(t *testing.T) {
	cases := map[string]struct {
		s    *sketch
		want string
	}{
		"a unit by itself": {newSketch(1).text(50, 86, "Table 4. Outlays").centre(300, 100, "(In billions)").
			h(104, 50, 430).h(108, 360, 430).h(138, 50, 430).
			right(260, 120, "2011").centre(390, 118, "Totals").h(122, 340, 430).
			right(260, 134, "2012").right(340, 134, "2011–").right(420, 134, "2012–").
			text(50, 152, "Outlays").
			row(50, 164, "Defense", three, "120", "80", "40").
			row(50, 176, "Interest", three, "20", "15", "5").
			row(50, 188, "Medicare", three, "70", "30", "10"), "Defense|120|80|40"},
		"a title and a unit": {newSketch(1).h(88, 50, 430).text(150, 100, "Budget 2014-2015").right(430, 100, "(In crores)").
			h(104, 50, 430).h(122, 50, 430).
			text(50, 116, "Ministry").right(260, 116, "Plan").right(340, 116, "Other").right(420, 116, "Total").
			row(50, 146, "Agriculture", three, "120", "80", "200").
			row(50, 158, "Coal", three, "20", "15", "35").
			row(50, 170, "Culture", three, "70", "30", "100"), "Ministry|Plan|Other|Total\nAgriculture|120|80|200\nCoal|20|15|35\nCulture|70|30|100"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := one(t, c.s)
			if first := got.At(0, 0).Text + got.At(0, 1).Text; first == "(In billions)" || got.At(0, got.Cols-1).Text == "(In crores)" {
				t.Errorf("the first row is no heading:\n%s", render(got))
			}
			if name == "a title and a unit" {
				check(t, render(got), c.want)
			}
			if len(got.Above) == 0 && got.Title.Text == "" {
				t.Errorf("nothing stands over the table")
			}
		})
	}
}

// Tables of words between rules stand beside each other; their headings may stand over the first rule.
func TestTablesOfWordsBesideEachOther(t *testing.T) {
	s := newSketch(1)
	left := []string{"Animal|Action|Result", "Cat|says|meow", "Fox|says|ding", "Gnu|says|moo"}
	for i, row := range left {
		y := 88 + 24*float64(i)
		s.cells(row, y, 61, 141, 221).h(y+8, 57, 299)
	}
	s.text(221, 160+10, "dong").h(178, 57, 299)
	right := []string{"Animal|Action|Result", "Dog|says|wow", "Donkey|says|haw", "Pig|says|oink"}
	s.h(72, 313, 555)
	for i, row := range right {
		y := 87 + 24*float64(i)
		s.cells(row, y, 317, 398, 478).h(y+8, 313, 555)
	}
	tables := all(t, s)
	if len(tables) != 2 {
		t.Fatalf("%d tables, want 2", len(tables))
	}
	check(t, render(tables[0]), "Animal|Action|Result\nDog|says|wow\nDonkey|says|haw\nPig|says|oink")
	check(t, render(tables[1]), "Animal|Action|Result\nCat|says|meow\nFox|says|ding\nGnu|says|moo dong")
}
