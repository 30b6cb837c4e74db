package table

import (
	"strings"
	"testing"
)

// More pages as statistical agencies print them: accounts, marks for missing figures, groups of rows, heads over rules.
func TestAgencyPagesOfAccounts(t *testing.T) {
	four := []float64{250, 330, 410, 490}
	cases := map[string]struct {
		s    *sketch
		want string
	}{
		"signs of currency apart from their figures": {newSketch(1).
			text(50, 100, "Fund").right(260, 100, "Budget").right(340, 100, "Actual").
			row(50, 116, "General", three, "1,200,000", "1,150,000").text(205, 116, "$").text(285, 116, "$").
			row(50, 128, "Roads", three, "300,000", "340,000").
			row(50, 140, "Water", three, "220,000", "200,000").
			row(50, 152, "Total", three, "1,720,000", "1,690,000").text(205, 152, "$").text(285, 152, "$"), `
Fund|Budget|Actual
General|$ 1,200,000|$ 1,150,000
Roads|300,000|340,000
Water|220,000|200,000
Total|$ 1,720,000|$ 1,690,000`},
		"lines under sums": {newSketch(1).
			text(50, 100, "Fund").right(260, 100, "Budget").right(340, 100, "Actual").
			row(50, 116, "General", three, "1,200", "1,150").
			row(50, 128, "Roads", three, "300", "340").h(131, 235, 260).h(131, 315, 340).
			row(50, 142, "Total", three, "1,500", "1,490").h(145, 235, 260).h(145, 315, 340).h(147, 235, 260).h(147, 315, 340).
			row(50, 160, "Water", three, "220", "200").
			row(50, 172, "Power", three, "20", "10"), `
Fund|Budget|Actual
General|1,200|1,150
Roads|300|340
Total|1,500|1,490
Water|220|200
Power|20|10`},
		"marks for missing figures": {newSketch(1).h(90, 50, 510).h(110, 50, 510).h(170, 50, 510).
			text(50, 104, "Industry").right(250, 104, "1990").right(330, 104, "2000").right(410, 104, "2010").right(490, 104, "Change").
			row(50, 124, "Mining", four, "(NA)", "12", "(D)", "(X)").
			row(50, 138, "Fishing", four, "(NA)", "(NA)", "–", "(X)").
			row(50, 152, "Banks", four, "310", "(D)", "**", "2.1").
			row(50, 166, "Trade", four, "(Z)", "77", "#", "(0.4)"), `
Industry|1990|2000|2010|Change
Mining|(NA)|12|(D)|(X)
Fishing|(NA)|(NA)|–|(X)
Banks|310|(D)|**|2.1
Trade|(Z)|77|#|(0.4)`},
		"groups of rows": {newSketch(1).
			text(50, 100, "Year").right(250, 100, "Imports").right(330, 100, "Exports").right(410, 100, "Balance").
			row(50, 116, "1980", four, "10", "12", "2").row(50, 128, "1981", four, "11", "12", "1").row(50, 140, "1982", four, "12", "15", "3").
			row(50, 164, "1983", four, "12", "14", "2").row(50, 176, "1984", four, "11", "15", "4").row(50, 188, "1985", four, "10", "13", "3").
			row(50, 212, "1986", four, "10", "12", "2").row(50, 224, "1987", four, "11", "12", "1"), `
Year|Imports|Exports|Balance
1980|10|12|2
1981|11|12|1
1982|12|15|3
1983|12|14|2
1984|11|15|4
1985|10|13|3
1986|10|12|2
1987|11|12|1`},
		"head over the upper line": {newSketch(1).h(106, 50, 430).h(160, 50, 430).
			text(50, 100, "Region").right(260, 100, "Births").right(340, 100, "Deaths").right(420, 100, "Growth").
			row(50, 120, "North", three, "120", "80", "40").
			row(50, 134, "South", three, "200", "150", "50").
			row(50, 148, "West", three, "90", "70", "20"), `
Region|Births|Deaths|Growth
North|120|80|40
South|200|150|50
West|90|70|20`},
		"spans of years": {newSketch(1).h(90, 50, 430).h(110, 50, 430).h(170, 50, 430).
			text(50, 104, "State").right(260, 104, "1998–99").right(340, 104, "1999–2000").right(420, 104, "2000–01").
			row(50, 124, "Ohio", three, "120", "80", "40").
			row(50, 138, "Iowa", three, "200", "150", "50").
			row(50, 152, "Utah", three, "90", "70", "20"), `
State|1998–99|1999–2000|2000–01
Ohio|120|80|40
Iowa|200|150|50
Utah|90|70|20`},
		"two heads over each other with lines": {newSketch(1).h(80, 50, 510).h(98, 190, 510).h(116, 190, 330).h(116, 350, 510).h(134, 50, 510).h(190, 50, 510).
			centre(350, 93, "Persons in households").centre(260, 111, "City").centre(430, 111, "Country").
			text(50, 129, "Kind").right(250, 129, "Own").right(330, 129, "Rent").right(410, 129, "Own").right(490, 129, "Rent").
			row(50, 150, "Family", four, "12", "30", "44", "9").
			row(50, 164, "Single", four, "15", "31", "41", "8").
			row(50, 178, "Other", four, "2", "1", "1", "1"), `
Kind<3,1>|Persons in households<1,4>
City<1,2>|Country<1,2>
Own|Rent|Own|Rent
Family|12|30|44|9
Single|15|31|41|8
Other|2|1|1|1`},
		"words beside figures": {newSketch(1).
			text(50, 100, "Bridge").right(250, 100, "Length").text(280, 100, "Material").right(490, 100, "Cost").
			row(50, 116, "North", four, "120").text(280, 116, "Steel and concrete").right(490, 116, "4.5").
			row(50, 128, "South", four, "90").text(280, 128, "Wood").right(490, 128, "1.1").
			row(50, 140, "Harbour", four, "310").text(280, 140, "Steel").right(490, 140, "17.2").
			row(50, 152, "Mill", four, "35").text(280, 152, "Stone").right(490, 152, "0.7"), `
Bridge|Length|Material|Cost
North|120|Steel and concrete|4.5
South|90|Wood|1.1
Harbour|310|Steel|17.2
Mill|35|Stone|0.7`},
		"unit under the heads": {newSketch(1).h(90, 50, 430).h(124, 50, 430).h(184, 50, 430).
			text(50, 104, "Crop").right(260, 104, "Area").right(340, 104, "Yield").right(420, 104, "Price").
			right(260, 118, "acres").right(340, 118, "bushels").right(420, 118, "dollars").
			row(50, 138, "Corn", three, "120", "80", "4.10").
			row(50, 152, "Oats", three, "200", "50", "2.75").
			row(50, 166, "Wheat", three, "90", "40", "6.20"), `
Crop|Area acres|Yield bushels|Price dollars
Corn|120|80|4.10
Oats|200|50|2.75
Wheat|90|40|6.20`},
		"totals between the rows": {newSketch(1).
			text(50, 100, "Item").right(260, 100, "2009").right(340, 100, "2010").
			row(50, 118, "Wages", three, "10", "11").row(50, 130, "Rent", three, "4", "4").
			row(62, 142, "Subtotal", three, "14", "15").
			row(50, 160, "Fuel", three, "2", "3").row(50, 172, "Food", three, "1", "1").
			row(62, 184, "Subtotal", three, "3", "4").row(50, 202, "Total", three, "17", "19"), `
Item|2009|2010
Wages|10|11
Rent|4|4
Subtotal|14|15
Fuel|2|3
Food|1|1
Subtotal|3|4
Total|17|19`},
		"large page of many columns": {tenColumns(), "" +
			"Area|2001|2002|2003|2004|2005|2006|2007|2008|2009|2010\n" +
			"Ohio|11|12|13|14|15|16|17|18|19|20\nIowa|21|22|23|24|25|26|27|28|29|30\nUtah|31|32|33|34|35|36|37|38|39|40"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { check(t, render(one(t, c.s)), c.want) })
	}
}

// tenColumns sets ten narrow columns of figures.
func tenColumns() *sketch {
	s := newSketch(1).text(50, 100, "Area")
	for r, label := range []string{"", "Ohio", "Iowa", "Utah"} {
		s.text(50, 100+14*float64(r), label)
		for c := 0; c < 10; c++ {
			x := 150 + 38*float64(c)
			switch {
			case r == 0:
				s.right(x, 100, []string{"2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008", "2009", "2010"}[c])
			default:
				s.right(x, 100+14*float64(r), string(rune('0'+r+(c+1)/10))+string(rune('0'+(c+1)%10)))
			}
		}
	}
	return s
}

// Two tables with lines of the same width under each other are two, whatever stands between them.
func TestAgencyTablesOfOneWidth(t *testing.T) {
	s := newSketch(1)
	for i, y := range []float64{100, 200} {
		s.text(50, y-16, []string{"Table 1. Births", "Table 2. Deaths"}[i]).h(y-10, 50, 430).h(y+4, 50, 430).h(y+46, 50, 430).
			text(50, y, "State").right(260, y, "Men").right(340, y, "Women").right(420, y, "All").
			row(50, y+14, "Ohio", three, "120", "80", "200").row(50, y+28, "Iowa", three, "20", "15", "35").row(50, y+42, "Utah", three, "9", "7", "16")
	}
	tables := all(t, s)
	if len(tables) != 2 || tables[0].Rows != 4 || tables[1].Rows != 4 {
		t.Fatalf("%d tables, want two of four rows", len(tables))
	}
	if tables[1].Title.Text != "Table 2. Deaths" {
		t.Errorf("title %q", tables[1].Title.Text)
	}
}

// Two tables beside each other, each with its own lines, are two.
func TestAgencyTablesBesideEachOther(t *testing.T) {
	s := newSketch(1)
	for _, x := range []float64{50, 310} {
		ends := []float64{x + 150, x + 220}
		s.h(90, x, x+230).h(110, x, x+230).h(166, x, x+230).text(x, 104, "State").right(ends[0], 104, "Men").right(ends[1], 104, "Women").
			row(x, 124, "Ohio", ends, "120", "80").row(x, 138, "Iowa", ends, "20", "15").row(x, 152, "Utah", ends, "9", "7")
	}
	for _, got := range all(t, s) {
		check(t, render(got), "State|Men|Women\nOhio|120|80\nIowa|20|15\nUtah|9|7")
	}
	if n := len(all(t, s)); n != 2 {
		t.Errorf("%d tables, want 2", n)
	}
}

// cells sets the texts of a row from the places given on.
func (s *sketch) cells(row string, y float64, xs ...float64) *sketch {
	for i, text := range strings.Split(row, "|") {
		if text != "" {
			s.text(xs[i], y, text)
		}
	}
	return s
}
