package table

import (
	"strconv"
	"testing"
)

var gridWidths = []float64{80, 60, 60}

// Headings in a frame, or between lines, right over a grid of the same width are its first row.
func TestHeadingsOverAGrid(t *testing.T) {
	rows := []string{"Fraud|12|open", "Theft|30|shut", "Arson|7|open"}
	heads := func(s *sketch) *sketch { return s.cells("Offense|Cases|State", 92, 53, 133, 193) }
	frame := heads(newSketch(1).frame(50, 80, 250, 100)).grid(50, 112, gridWidths, rows...)
	rules := heads(newSketch(1).h(80, 50, 250).h(98, 50, 250)).grid(50, 112, gridWidths, rows...)
	for name, s := range map[string]*sketch{"frame": frame, "rules": rules} {
		t.Run(name, func(t *testing.T) {
			got := one(t, s)
			check(t, render(got), "Offense|Cases|State\nFraud|12|open\nTheft|30|shut\nArson|7|open")
			if got.HeaderRows != 1 {
				t.Errorf("%d rows of headings, want 1", got.HeaderRows)
			}
		})
	}
}

// What says something about the whole table, or stands over a grid with headings of its own, is no row of it.
func TestNoHeadingsOverAGrid(t *testing.T) {
	rows := []string{"Fraud|12|open", "Theft|30|shut"}
	named := newSketch(1).frame(50, 80, 250, 100).cells("部门：某某局|2024|元", 92, 53, 133, 193).grid(50, 112, gridWidths, rows...)
	title := newSketch(1).frame(50, 80, 250, 100).text(100, 92, "Offenses of the year").grid(50, 112, gridWidths, rows...)
	own := newSketch(1).frame(50, 80, 250, 100).cells("A|B|C", 92, 53, 133, 193).
		grid(50, 112, gridWidths, append([]string{"Offense|Cases|State"}, rows...)...)
	for name, s := range map[string]*sketch{"names": named, "title": title, "own headings": own} {
		t.Run(name, func(t *testing.T) {
			for _, table := range all(t, s) {
				if table.Rows > 3 || table.At(0, 0).Text == "A" || table.At(0, 0).Text == "部门：某某局" {
					t.Errorf("found\n%s", render(table))
				}
			}
		})
	}
}

// Labels beside a grid, one a row, are its first column; line numbers and running text are not.
func TestLabelsBesideAGrid(t *testing.T) {
	grid := func() *sketch {
		return newSketch(1).grid(150, 100, gridWidths, "Calls|Cases|Share", "963|439|55", "923|393|40", "1026|349|30", "611|180|22")
	}
	labels := grid()
	for i, name := range []string{"Alcona", "Caledonia", "Curtis", "Gustin"} {
		labels.text(60, 134+20*float64(i), name)
	}
	check(t, render(one(t, labels)), `
|Calls|Cases|Share
Alcona|963|439|55
Caledonia|923|393|40
Curtis|1026|349|30
Gustin|611|180|22`)
	numbers := grid()
	for i := range 5 {
		numbers.text(60, 114+20*float64(i), strconv.Itoa(i+11))
	}
	prose := grid().prose(20, 145, 90, 10)
	some := grid().text(60, 134, "Alcona").text(60, 194, "Gustin")
	for name, s := range map[string]*sketch{"line numbers": numbers, "running text": prose, "remarks": some} {
		t.Run(name, func(t *testing.T) {
			if got := all(t, s)[0]; got.Cols != 3 {
				t.Errorf("%d columns, want 3\n%s", got.Cols, render(got))
			}
		})
	}
}
