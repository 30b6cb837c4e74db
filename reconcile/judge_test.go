package reconcile

import (
	"fmt"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// printedAs is a figure of a form as it is printed, at a place of its own.
func printedAs(row int, text string) *fact.Fact {
	return &fact.Fact{Form: fact.ExpenditureTotal, Row: fmt.Sprint(row), RowName: fmt.Sprint("row ", row), Column: fact.TotalColumn,
		Amount: fact.ParseAmount(text, fact.WanYuan), Place: fact.Place{Page: 1, Table: "p1t1", Row: row, Source: page.Text}}
}

func sides(parts []string, total string) ([]Operand, []Operand) {
	var left []Operand
	for i, p := range parts {
		left = append(left, Operand{Fact: printedAs(i, p), Missing: ZeroIfBlank, Role: fmt.Sprint(i)})
	}
	return left, []Operand{{Fact: printedAs(len(parts), total), Missing: ZeroIfBlank}}
}

func TestEvaluate(t *testing.T) {
	tests := []struct {
		name     string
		parts    []string
		total    string
		relation Relation
		want     verdict
	}{
		{"equal", []string{"1.00", "2.00"}, "3.00", Equal, exact},
		{"rounding, at the end of the interval", []string{"1.00", "2.00"}, "30100.00元", Equal, rounded},
		{"past the end", []string{"1.00", "2.00"}, "30100.01元", Equal, failed},
		// ten addends of two decimals may be off by 0.05; a fixed tolerance of 0.01 would accuse
		{"many addends", []string{"1.01", "1.01", "1.01", "1.01", "1.01", "1.01", "1.01", "1.01", "1.01", "1.01"}, "10.05", Equal, rounded},
		{"blanks alone", []string{"", ""}, "", Equal, trivial},
		{"zeros", []string{"0.00", "0.00"}, "0.00", Equal, trivial},
		{"dash is zero", []string{"1.00", "-"}, "1.00", Equal, exact},
		{"words", []string{"1.00", "见附件"}, "2.00", Equal, unread},
		{"exact 分: no rounding", []string{"1.00元", "2.00元"}, "3.01元", Equal, failed},
		{"part within whole", []string{"1.00"}, "2.00", AtMost, exact},
		{"part past whole", []string{"2.02"}, "2.00", AtMost, failed},
		{"decimals left out", []string{"19968361.41元"}, "1996.83", Equal, cut},
		{"the same, printed coarsely", []string{"90971元"}, "9.10", Equal, exact},
	}
	for _, tt := range tests {
		left, right := sides(tt.parts, tt.total)
		e := evaluate(&Rule{}, Equation{Left: left, Right: right, Relation: tt.relation})
		if e.verdict != tt.want {
			t.Errorf("%s: verdict %d, want %d (%s)", tt.name, e.verdict, tt.want, e.doubt.EN)
		}
	}
}

// lines is a network of row sums; each line is its parts and its total.
func lines(declared bool, rows ...[]string) []Equation {
	var equations []Equation
	for i, r := range rows {
		left, right := sides(r[:len(r)-1], r[len(r)-1])
		for j := range left {
			left[j].Fact.Place.Row = i*10 + j
		}
		right[0].Fact.Place.Row = i*10 + 9
		equations = append(equations, Equation{Name: Text{ZH: "行", EN: "row"}, Left: left, Right: right, Group: "g", Declared: declared,
			Element: Element{Row: fmt.Sprint(i)}})
	}
	return equations
}

func TestStructure(t *testing.T) {
	good, bad := []string{"1.00", "2.00", "3.00"}, []string{"1.00", "2.00", "4.00"}
	part := []string{"1.00", "", "1.00"}
	tests := []struct {
		name      string
		equations []Equation
		outcome   Outcome
		level     Level
	}{
		{"borne out by three others", lines(false, good, good, good, bad), Fires, Error},
		{"borne out by one: a question", lines(false, good, bad), Fires, Warning},
		{"borne out by none", lines(false, bad), Insufficient, ""},
		{"fails everywhere: another meaning", lines(false, bad, bad, bad, good), Holds, ""},
		{"a column that is never seen to be added", lines(false, part, part, part, bad), Holds, ""},
		{"declared needs no other", lines(true, bad), Fires, Error},
		{"declared, but failing everywhere", lines(true, bad, bad, bad, bad), Insufficient, ""},
		{"total not printed", lines(true, []string{"1.00", "2.00", ""}), Insufficient, ""},
		{"parts not printed", lines(true, []string{"", "", "3.00"}), Insufficient, ""},
	}
	for _, tt := range tests {
		r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(tt.equations...) }}
		set := &fact.Set{Document: fact.Document{Kind: fact.Budget}}
		findings, ledger := Check([]*fact.Set{set}, []*Rule{r})
		if ledger[0].Outcome != tt.outcome {
			t.Errorf("%s: %s, want %s (%s)", tt.name, ledger[0].Outcome, tt.outcome, ledger[0].Reason.EN)
		}
		if tt.level != "" && (len(findings) != 1 || findings[0].Level != tt.level) {
			t.Errorf("%s: findings %+v, want one %s", tt.name, findings, tt.level)
		}
	}
}

func TestDoubtfulReadings(t *testing.T) {
	for name, spoil := range map[string]func(*fact.Fact){
		"uncertain":  func(f *fact.Fact) { f.Uncertain = Text{ZH: "两次读数不一致", EN: "readers disagree"} },
		"ocr":        func(f *fact.Fact) { f.Place.Source = page.OCR },
		"unreadable": func(f *fact.Fact) { f.Amount.State = fact.Unreadable },
		"no unit":    func(f *fact.Fact) { f.Amount.Unit = "" },
	} {
		equations := lines(true, []string{"1.00", "2.00", "4.00"})
		spoil(equations[0].Left[0].Fact)
		r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(equations...) }}
		findings, ledger := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{r})
		if len(findings) != 0 || ledger[0].Outcome != Insufficient || ledger[0].Reason.Empty() {
			t.Errorf("%s: %d findings, %s, reason %q", name, len(findings), ledger[0].Outcome, ledger[0].Reason.EN)
		}
	}
}

func TestOtherDocuments(t *testing.T) {
	r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(lines(true, []string{"1.00", "2.00", "4.00"})...) }}
	findings, ledger := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Other}}}, []*Rule{r})
	if len(findings) != 0 || ledger[0].Outcome != NotApplicable {
		t.Errorf("a document that is no budget: %d findings, %s", len(findings), ledger[0].Outcome)
	}
}

// A document that was read from images and not recognised may be a budget: nothing was checked, and the ledger says
// so.
func TestUnrecognisedImages(t *testing.T) {
	r := &Rule{ID: "T01", Check: func(*Pass) { t.Error("the rule runs") }}
	for _, test := range []struct {
		imaged int
		want   Outcome
	}{{0, NotApplicable}, {1, NotApplicable}, {2, Insufficient}, {4, Insufficient}} {
		set := &fact.Set{Document: fact.Document{Kind: fact.Other, Pages: 4, Imaged: test.imaged}}
		findings, ledger := Check([]*fact.Set{set}, []*Rule{r})
		if len(findings) != 0 || len(ledger) != 1 || ledger[0].Outcome != test.want || ledger[0].Reason.Empty() {
			t.Errorf("%d of 4 pages from images: %v, %v; want %s", test.imaged, findings, ledger, test.want)
		}
	}
}

func TestSlips(t *testing.T) {
	tests := []struct {
		parts    []string
		total    string
		from, to string
	}{
		{[]string{"300000元", "161000元"}, "1910000元", "161000", "1610000"}, // a digit lost
		{[]string{"2143.19", "239.28"}, "2373.47", "2143.19", "2134.19"},  // digits swapped
		{[]string{"1682.76元"}, "1682.76", "", ""},                         // 元 for 万元, but on which side?
		{[]string{"7.00", "3.00"}, "11.00", "", ""},                       // nothing closes it
	}
	for _, tt := range tests {
		left, right := sides(tt.parts, tt.total)
		e := evaluate(&Rule{}, Equation{Left: left, Right: right})
		s := suggestion(footingOf([]evaluated{e}, nil).hypotheses(0), nil)
		switch {
		case s == nil && tt.from != "":
			t.Errorf("%v = %s: no suggestion, want %s to %s", tt.parts, tt.total, tt.from, tt.to)
		case s != nil && (s.From != tt.from || s.To != tt.to):
			t.Errorf("%v = %s: %s to %s, want %q to %q", tt.parts, tt.total, s.From, s.To, tt.from, tt.to)
		}
	}
}

func TestRatios(t *testing.T) {
	percent := func(text string) Operand { return Operand{Fact: printedAs(90, text)} }
	tests := []struct {
		part, whole, rate string
		want              verdict
	}{
		{"70.15", "2541.25", "2.76%", exact},
		{"70.15", "2541.25", "2.67%", failed},
		{"209.00元", "2000.00元", "10.4%", exact}, // 10.45: the end of the interval
		{"206.99元", "2000.00元", "10.4%", failed},
		{"209.01元", "2000.00元", "10.4%", cut},
		{"0.00", "0.00", "0%", trivial},
		{"5.00", "0.00", "100%", unread},
	}
	for _, tt := range tests {
		e := evaluate(&Rule{}, Equation{Relation: Percent, Left: []Operand{{Fact: printedAs(1, tt.part)}},
			Right: []Operand{percent(tt.rate)}, Whole: []Operand{{Fact: printedAs(2, tt.whole)}}})
		if e.verdict != tt.want {
			t.Errorf("%s of %s is %s: verdict %d, want %d", tt.part, tt.whole, tt.rate, e.verdict, tt.want)
		}
	}
}

// TestRoundingIsOneNote prints one difference of rounding in three places: it is one note with three places.
func TestRoundingIsOneNote(t *testing.T) {
	off := []string{"1.00", "2.00", "3.01"}
	r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(lines(true, off, off, off)...) }}
	findings, ledger := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{r})
	if len(findings) != 1 || findings[0].Level != Note || findings[0].Kind != Rounding || len(findings[0].Related) != 2 {
		t.Errorf("findings %+v, want one note of rounding with two related places", findings)
	}
	if ledger[0].Outcome != Holds || ledger[0].Checked != 3 {
		t.Errorf("ledger %+v, want holds, 3", ledger[0])
	}
}

// TestIdentities gives findings of the same place different ordinals and IDs.
func TestIdentities(t *testing.T) {
	bad := lines(true, []string{"1.00", "2.00", "4.00"}, []string{"1.00", "2.00", "5.00"})
	for i := range bad {
		bad[i].Element, bad[i].Group = Element{Form: "f", Row: "r", Column: "c"}, fmt.Sprint(i)
	}
	r := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) { p.Judge(bad...) }}
	findings, _ := Check([]*fact.Set{{Document: fact.Document{Kind: fact.Budget}}}, []*Rule{r})
	if len(findings) != 2 || findings[0].ID == findings[1].ID || findings[1].Element.Ordinal != 1 {
		t.Errorf("findings %+v", findings)
	}
}
