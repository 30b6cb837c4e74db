package table

import (
	"strings"
	"testing"

	"gouji/extract/page"
)

// These pages are set as statistical agencies print tables: without lines, or with a few horizontal ones.

// width is how wide a sketch sets a text.
func width(size float64, text string) float64 {
	w := 0.0
	for i, part := range strings.Split(text, " ") {
		if i > 0 {
			w += 0.3 * size
		}
		for _, r := range part {
			if page.Wide(r) {
				w += size
			} else {
				w += size / 2
			}
		}
	}
	return w
}

// right ends a text at x, centre sets it around x.
func (s *sketch) right(x, y float64, text string) *sketch {
	return s.text(x-width(typeSize, text), y, text)
}

func (s *sketch) centre(x, y float64, text string) *sketch {
	return s.text(x-width(typeSize, text)/2, y, text)
}

// row sets a label at x and figures that end at the places given; "" is an empty place.
func (s *sketch) row(x, y float64, label string, ends []float64, figures ...string) *sketch {
	if label != "" {
		s.text(x, y, label)
	}
	for i, f := range figures {
		if f != "" {
			s.right(ends[i], y, f)
		}
	}
	return s
}

// prose fills lines of running text between two margins.
func (s *sketch) prose(x0, x1, y float64, lines int) *sketch {
	words := strings.Fields("the survey covers all establishments with five or more persons engaged and is taken each year in the month of March by mail")
	k := 0
	for i := 0; i < lines; i++ {
		x := x0
		for {
			w := words[k%len(words)]
			if x+width(typeSize, w) > x1 {
				break
			}
			s.text(x, y+12*float64(i), w)
			x += width(typeSize, w) + 0.3*typeSize
			k++
		}
	}
	return s
}

var three = []float64{260, 340, 420}

func agencyPages() map[string]struct {
	s    *sketch
	want string
} {
	return map[string]struct {
		s    *sketch
		want string
	}{
		"plain, no lines": {newSketch(1).prose(50, 545, 60, 3).
			text(50, 120, "Table 1. Visits to farms").
			text(50, 140, "State").right(260, 140, "Farms").right(340, 140, "Visits").right(420, 140, "Share").
			row(50, 154, "Alabama", three, "1,204", "310", "25.7").
			row(50, 166, "Alaska", three, "96", "12", "12.5").
			row(50, 178, "Arizona", three, "2,310", "1,020", "44.2").
			row(50, 190, "Arkansas", three, "870", "–", "–").prose(50, 545, 230, 3), `
State|Farms|Visits|Share
Alabama|1,204|310|25.7
Alaska|96|12|12.5
Arizona|2,310|1,020|44.2
Arkansas|870|–|–`},
		"head over several columns": {newSketch(1).
			centre(300, 100, "Sex").
			text(50, 112, "Age").right(260, 112, "Male").right(340, 112, "Female").right(420, 112, "Total").
			row(50, 130, "Under 18", three, "120", "118", "238").
			row(50, 142, "18 to 64", three, "310", "322", "632").
			row(50, 154, "65 and over", three, "80", "96", "176"), `
Age<2,1>|Sex<1,2>|Total<2,1>
Male|Female
Under 18|120|118|238
18 to 64|310|322|632
65 and over|80|96|176`},
		"head of several lines": {newSketch(1).h(90, 50, 430).h(128, 50, 430).h(180, 50, 430).
			text(50, 122, "Industry").right(260, 110, "Number of").right(260, 122, "workers").
			right(340, 98, "Annual").right(340, 110, "payroll").right(340, 122, "(1,000)").
			right(420, 110, "Hours per").right(420, 122, "week").
			row(50, 142, "Mining", three, "5,120", "201,310", "42.1").
			row(50, 156, "Construction", three, "60,300", "1,800,120", "38.8").
			row(50, 170, "Manufacturing", three, "120,420", "4,310,900", "40.2"), `
Industry|Number of workers|Annual payroll (1,000)|Hours per week
Mining|5,120|201,310|42.1
Construction|60,300|1,800,120|38.8
Manufacturing|120,420|4,310,900|40.2`},
		"stub set in": {newSketch(1).
			text(50, 100, "Item").right(260, 100, "2009").right(340, 100, "2010").right(420, 100, "2011").
			row(50, 116, "Total", three, "900", "920", "950").
			text(50, 128, "Men").
			row(60, 140, "White", three, "300", "310", "320").
			row(60, 152, "Black", three, "150", "150", "155").
			text(50, 164, "Women").
			row(60, 176, "White", three, "300", "305", "315").
			row(60, 188, "Black", three, "150", "155", "160"), `
Item|2009|2010|2011
Total|900|920|950
Men|||
White|300|310|320
Black|150|150|155
Women|||
White|300|305|315
Black|150|155|160`},
		"wrapped stub, figures at its end": {newSketch(1).
			text(50, 100, "Item").right(260, 100, "Units").right(340, 100, "Value").right(420, 100, "Share").
			row(50, 116, "Receipts", three, "12", "800", "40.0").
			text(50, 128, "Grants and other transfers").
			row(60, 140, "from local governments", three, "7", "300", "15.0").
			row(50, 152, "Loans", three, "9", "500", "25.0").
			row(50, 164, "Other", three, "3", "400", "20.0"), `
Item|Units|Value|Share
Receipts|12|800|40.0
Grants and other transfers from local governments|7|300|15.0
Loans|9|500|25.0
Other|3|400|20.0`},
		"wrapped stub, figures at its beginning": {newSketch(1).
			text(50, 100, "Item").right(260, 100, "Units").right(340, 100, "Value").right(420, 100, "Share").
			row(50, 116, "Receipts", three, "12", "800", "40.0").
			row(50, 128, "Grants and other transfers", three, "7", "300", "15.0").
			text(60, 140, "from local governments").
			row(50, 152, "Loans", three, "9", "500", "25.0").
			row(50, 164, "Other", three, "3", "400", "20.0"), `
Item|Units|Value|Share
Receipts|12|800|40.0
Grants and other transfers from local governments|7|300|15.0
Loans|9|500|25.0
Other|3|400|20.0`},
		"dots lead to the figures": {newSketch(1).
			text(50, 100, "Kind").right(260, 100, "Number").right(340, 100, "Rate").
			row(50, 116, "Total.....................", three, "1,200", "3.1").
			row(50, 128, "Burglary..................", three, "310", "0.8").
			row(50, 140, "Theft.....................", three, "700", "1.9").
			row(50, 152, "Fraud.....................", three, "190", "0.4"), `
Kind|Number|Rate
Total.....................|1,200|3.1
Burglary..................|310|0.8
Theft.....................|700|1.9
Fraud.....................|190|0.4`},
		"section in the middle": {newSketch(1).h(90, 50, 430).h(110, 50, 430).h(208, 50, 430).
			text(50, 104, "Region").right(260, 104, "Births").right(340, 104, "Deaths").right(420, 104, "Growth").
			centre(330, 124, "Number").
			row(50, 138, "North", three, "120", "80", "40").
			row(50, 152, "South", three, "200", "150", "50").
			centre(330, 166, "Per cent").
			row(50, 180, "North", three, "1.2", "0.8", "0.4").
			row(50, 194, "South", three, "1.4", "1.1", "0.3"), `
Region|Births|Deaths|Growth
|Number<1,3>
North|120|80|40
South|200|150|50
|Per cent<1,3>
North|1.2|0.8|0.4
South|1.4|1.1|0.3`},
		"lines under the spanning heads": {newSketch(1).h(90, 50, 510).h(128, 50, 510).h(180, 50, 510).
			h(108, 180, 340).h(108, 350, 510).
			centre(260, 104, "Public").centre(430, 104, "Private").
			text(50, 122, "Year").right(260, 122, "Schools").right(340, 122, "Pupils").right(430, 122, "Schools").right(510, 122, "Pupils").
			row(50, 142, "1990", []float64{260, 340, 430, 510}, "84,538", "41,217", "24,690", "5,234").
			row(50, 156, "1995", []float64{260, 340, 430, 510}, "87,125", "44,840", "27,686", "5,662").
			row(50, 170, "2000", []float64{260, 340, 430, 510}, "93,273", "47,204", "27,223", "6,202"), `
Year<2,1>|Public<1,2>|Private<1,2>
Schools|Pupils|Schools|Pupils
1990|84,538|41,217|24,690|5,234
1995|87,125|44,840|27,686|5,662
2000|93,273|47,204|27,223|6,202`},
		"note under it": {newSketch(1).h(90, 50, 430).h(110, 50, 430).h(160, 50, 430).
			text(50, 104, "Region").right(260, 104, "Births").right(340, 104, "Deaths").right(420, 104, "Growth").
			row(50, 124, "North", three, "120", "80", "40").
			row(50, 138, "South", three, "200", "150", "50").
			row(50, 152, "West", three, "90", "70", "20").
			text(50, 172, "1 Includes territories.").text(50, 184, "Source: Census Bureau, survey of 2010."), `
Region|Births|Deaths|Growth
North|120|80|40
South|200|150|50
West|90|70|20`},
		"words between lines": {newSketch(1).h(90, 50, 510).h(110, 50, 510).h(196, 50, 510).
			text(50, 104, "Term").text(160, 104, "Meaning").
			text(50, 124, "Appropriation").text(160, 124, "An act that permits an agency to incur an").
			text(160, 136, "obligation and to make payments for it").
			text(50, 154, "Outlay").text(160, 154, "A payment to settle an obligation other than").
			text(160, 166, "the repayment of principal of the debt").
			text(50, 184, "Receipt").text(160, 184, "Money that the public pays to the agency"), `
Term|Meaning
Appropriation|An act that permits an agency to incur an obligation and to make payments for it
Outlay|A payment to settle an obligation other than the repayment of principal of the debt
Receipt|Money that the public pays to the agency`},
		"list of Chinese words between lines": {newSketch(1).h(90, 50, 510).h(110, 50, 510).h(130, 50, 510).h(162, 50, 510).h(182, 50, 510).
			text(50, 104, "序号").text(110, 104, "单位名称").text(260, 104, "主要职责").
			text(50, 124, "一").text(110, 124, "办公室").text(260, 124, "负责机关日常运转").
			text(50, 150, "二").text(110, 150, "预算股").text(260, 144, "负责编制年度预算草案和调整方案办理").text(260, 156, "结算").
			text(50, 176, "三").text(110, 176, "国库股").text(260, 176, "负责资金拨付"), `
序号|单位名称|主要职责
一|办公室|负责机关日常运转
二|预算股|负责编制年度预算草案和调整方案办理结算
三|国库股|负责资金拨付`},
		"columns of several money signs": {newSketch(1).
			text(50, 100, "Fund").right(260, 100, "Budget").right(340, 100, "Actual").right(420, 100, "Balance").
			row(50, 116, "General", three, "$1,200", "$1,150", "$50").
			row(50, 128, "Roads", three, "300", "340", "(40)").
			row(50, 140, "Water", three, "220", "200", "20").
			row(50, 152, "Total", three, "$1,720", "$1,690", "$30"), `
Fund|Budget|Actual|Balance
General|$1,200|$1,150|$50
Roads|300|340|(40)
Water|220|200|20
Total|$1,720|$1,690|$30`},
		"sparse column": {newSketch(1).
			text(50, 100, "Item").right(260, 100, "First").right(340, 100, "Second").right(420, 100, "Third").
			row(50, 116, "A long label for it", three, "12", "", "10").
			row(50, 128, "B", three, "30", "", "11").
			row(50, 140, "C", three, "22", "5", "12").
			row(50, 152, "D", three, "17", "", "13"), `
Item|First|Second|Third
A long label for it|12||10
B|30||11
C|22|5|12
D|17||13`},
		"empty column with a head": {newSketch(1).
			text(50, 100, "Item").right(260, 100, "First").right(340, 100, "Second").right(420, 100, "Third").
			row(50, 116, "A", three, "12", "", "10").
			row(50, 128, "B", three, "30", "", "11").
			row(50, 140, "C", three, "22", "", "12"), `
Item|First|Second|Third
A|12||10
B|30||11
C|22||12`},
		"frame without inner lines": {newSketch(1).frame(45, 85, 430, 160).
			text(50, 100, "Item").right(260, 100, "First").right(340, 100, "Second").right(420, 100, "Third").
			row(50, 116, "A", three, "12", "7", "10").
			row(50, 128, "B", three, "30", "8", "11").
			row(50, 140, "C", three, "22", "9", "12").
			row(50, 152, "D", three, "22", "9", "12"), `
Item|First|Second|Third
A|12|7|10
B|30|8|11
C|22|9|12
D|22|9|12`},
		"line under every row": {newSketch(1).h(90, 50, 430).h(110, 50, 430).h(130, 50, 430).h(162, 50, 430).h(182, 50, 430).
			text(50, 104, "Item").right(260, 104, "First").right(340, 104, "Second").right(420, 104, "Third").
			row(50, 124, "Roads", three, "12", "7", "10").
			row(50, 150, "", three, "30", "8", "11").text(50, 144, "Water and").text(50, 156, "sewers").
			row(50, 176, "Parks", three, "22", "9", "12"), `
Item|First|Second|Third
Roads|12|7|10
Water and sewers|30|8|11
Parks|22|9|12`},
	}
}

func TestAgencyPages(t *testing.T) {
	for name, c := range agencyPages() {
		t.Run(name, func(t *testing.T) { check(t, render(one(t, c.s)), c.want) })
	}
}

// Several tables on a page stay apart, beside running text or under each other.
func TestAgencyPagesOfSeveralTables(t *testing.T) {
	small := func(s *sketch, x, y float64, name string) *sketch {
		ends := []float64{x + 130, x + 190}
		return s.text(x, y, name).right(ends[0], y, "Rate").right(ends[1], y, "Count").
			row(x, y+14, "North", ends, "1.2", "340").row(x, y+26, "South", ends, "2.2", "125").
			row(x, y+38, "West", ends, "0.7", "97").row(x, y+50, "East", ends, "1.9", "410")
	}
	rows := "|Rate|Count\nNorth|1.2|340\nSouth|2.2|125\nWest|0.7|97\nEast|1.9|410"
	cases := map[string]struct {
		s    *sketch
		want []string
	}{
		"under each other": {small(small(newSketch(1), 50, 100, "Men").prose(50, 545, 180, 3), 50, 240, "Women"),
			[]string{"Men" + rows, "Women" + rows}},
		"in the left of two columns of text": {small(newSketch(1).prose(50, 285, 60, 4), 50, 120, "Men").prose(50, 285, 190, 6).
			prose(310, 545, 60, 17), []string{"Men" + rows}},
		"in the right of two columns of text": {small(newSketch(1).prose(310, 545, 60, 4), 310, 120, "Men").prose(310, 545, 190, 6).
			prose(50, 285, 60, 17), []string{"Men" + rows}},
		"one in each column of text": {small(small(newSketch(1).prose(50, 285, 60, 4), 50, 120, "Men").prose(50, 285, 190, 8).
			prose(310, 545, 60, 8), 310, 168, "Women").prose(310, 545, 238, 4), []string{"Men" + rows, "Women" + rows}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tables := all(t, c.s)
			var got []string
			for _, x := range tables {
				got = append(got, render(x))
			}
			check(t, strings.Join(got, "\n\n"), strings.Join(c.want, "\n\n"))
		})
	}
}

// A table without lines goes on over pages, with its head again or without.
func TestAgencyTableGoesOn(t *testing.T) {
	pageOf := func(n int, head bool, labels ...string) *sketch {
		s, y := newSketch(n), 60.0
		if head {
			s.text(50, y, "State").right(260, y, "Farms").right(340, y, "Visits").right(420, y, "Share")
			y += 14
		}
		for y < 790 {
			for _, l := range labels {
				s.row(50, y, l, three, "1,204", "310", "25.7")
				y += 12
			}
		}
		return s
	}
	for name, head := range map[string]bool{"head again": true, "no head": false} {
		t.Run(name, func(t *testing.T) {
			got := one(t, pageOf(1, true, "Alabama", "Alaska"), pageOf(2, head, "Wyoming"))
			if got.Cols != 4 || len(got.Pages) != 2 || got.HeaderRows != 1 {
				t.Errorf("%d columns on pages %v, %d heading rows", got.Cols, got.Pages, got.HeaderRows)
			}
		})
	}
}

// What looks like columns and is no table.
func TestAgencyPagesWithoutTable(t *testing.T) {
	cases := map[string]*sketch{
		"two columns of text": newSketch(1).prose(50, 285, 60, 30).prose(310, 545, 60, 30),
		"numbered list": newSketch(1).text(50, 60, "1.").prose(70, 545, 60, 2).text(50, 90, "2.").prose(70, 545, 90, 2).
			text(50, 120, "3.").prose(70, 545, 120, 2).text(50, 150, "4.").prose(70, 545, 150, 2),
		"contents": newSketch(1).text(50, 60, "Summary ................................ 1").text(50, 74, "Methods ................................ 4").
			text(50, 88, "Results ................................ 9").text(50, 102, "Tables ................................ 12"),
		"contents without dots": newSketch(1).text(50, 60, "Summary").right(545, 60, "1").text(50, 74, "Methods of the survey").right(545, 74, "4").
			text(50, 88, "Results").right(545, 88, "9").text(50, 102, "List of tables").right(545, 102, "12"),
		"axis of a chart": newSketch(1).right(80, 60, "100").right(80, 100, "80").right(80, 140, "60").right(80, 180, "40").right(80, 220, "20").
			right(80, 260, "0").text(100, 275, "2001").text(180, 275, "2002").text(260, 275, "2003").text(340, 275, "2004"),
		"address block": newSketch(1).text(50, 60, "Census Bureau").text(300, 60, "Phone: 301-763-0000").
			text(50, 72, "Room 12").text(300, 72, "Fax: 301-763-1111").text(50, 84, "Suitland").text(300, 84, "pio@census.gov"),
		"references": newSketch(1).text(50, 60, "[1]").prose(75, 545, 60, 2).text(50, 86, "[2]").prose(75, 545, 86, 2).text(50, 112, "[3]").prose(75, 545, 112, 2),
	}
	for name, s := range cases {
		t.Run(name, func(t *testing.T) {
			if tables := all(t, s); len(tables) > 0 {
				t.Errorf("found %d×%d:\n%s", tables[0].Rows, tables[0].Cols, render(tables[0]))
			}
		})
	}
}
