package table

import (
	"strings"
	"testing"
)

// zebra sets rows 12 points apart from y on and shades every other one of them, those with an even or an odd number.
func (s *sketch) zebra(y float64, odd int, xs []float64, rows ...string) *sketch {
	for i, row := range rows {
		base := y + 12*float64(i)
		if i%2 == odd {
			s.shade(45, base-9, 430, base+3)
		}
		s.cells(row, base, xs...)
	}
	return s
}

// Where rows are shaded by turns, those between, the headings over the first and the row under the last belong to the table.
func TestRowsShadedByTurns(t *testing.T) {
	xs := []float64{50, 150, 250, 350}
	rows := []string{"Alabama|AL|1,204|open", "Alaska|AK|96|shut", "Arizona|AZ|2,310|open", "Arkansas|AR|870|shut", "Iowa|IA|12|open", "Ohio|OH|77|open"}
	want := "State|Code|Farms|Gate\n" + strings.Join(rows, "\n")
	head := func() *sketch {
		return newSketch(1).text(50, 60, "Farms by state").cells("State|Code|Farms|Gate", 98, xs...)
	}
	t.Run("heading over two", func(t *testing.T) {
		got := one(t, head().text(275, 86, "Farms and gates").zebra(110, 1, xs, rows...))
		check(t, render(got), "State<2,1>|Code<2,1>|Farms and gates<1,2>\nFarms|Gate\n"+strings.Join(rows, "\n"))
	})
	t.Run("first shaded", func(t *testing.T) { check(t, render(one(t, head().zebra(110, 0, xs, rows...))), want) })
	t.Run("last shaded", func(t *testing.T) { check(t, render(one(t, head().zebra(110, 1, xs, rows...))), want) })
}

// A row between shaded rows is one row, however many lines its texts have; texts that touch stand in their columns.
func TestShadedRowsOfWrappedTexts(t *testing.T) {
	xs := []float64{50, 84, 150, 251}
	s := newSketch(1).cells("NO|TYPE|NAME|ADDRESS", 98, xs...)
	s.shade(45, 101, 430, 113).cells("1001|AAA|DELTA AIR|7100 TERMINAL DRIVE", 110, xs...)
	s.cells("|||7777 EAST APACHE", 122, xs...).cells("1002|AAA|EAGLE|STREET", 134, xs...)
	s.shade(45, 137, 430, 161).cells("||A SENSU JAPANESE|", 146, xs...).cells("1003|BAW|RESTAURANT BARBECUE|12 MAIN ROAD", 158, xs...)
	s.cells("1004|BAW|AJANTA|7100 TERMINAL DRIVE", 170, xs...)
	s.shade(45, 173, 430, 185).cells("1005|BAW|ASAHI|2405 SOUTH", 182, xs...)
	check(t, render(one(t, s)), `
NO|TYPE|NAME|ADDRESS
1001|AAA|DELTA AIR|7100 TERMINAL DRIVE
1002|AAA|EAGLE|7777 EAST APACHE STREET
1003|BAW|A SENSU JAPANESE RESTAURANT BARBECUE|12 MAIN ROAD
1004|BAW|AJANTA|7100 TERMINAL DRIVE
1005|BAW|ASAHI|2405 SOUTH`)
}

// Shaded headings stand over rows that are not shaded; by themselves they are no table.
func TestShadedHeadingsAlone(t *testing.T) {
	s := newSketch(1).prose(50, 545, 60, 3)
	for i, text := range []string{"Year", "2018", "2019"} {
		x := 50 + 100*float64(i)
		s.shade(x, 140, x+100, 155).text(x+5, 150, text)
	}
	if tables := all(t, s); len(tables) > 0 {
		t.Errorf("found\n%s", render(tables[0]))
	}
}
