package fact

import (
	"testing"

	"gouji/extract/page"
)

// cell is that of the first figure, which stands at its left: what is in a cell read as blank.
var cell = page.Rect{X0: 0, Y0: 8, X1: 70, Y1: 22}

// misread is a set with one figure, twice on one page: 161000 in a box 20 points wide, and the same digits elsewhere.
func misread(read string) *Set {
	at := func(x float64) Place {
		return Place{Page: 3, Box: page.Rect{X0: x, Y0: 10, X1: x + 20, Y1: 20}, Source: page.OCR, Confidence: 0.4}
	}
	unsure := page.Message{ZH: "不确定", EN: "not sure"}
	first := at(10)
	if read == "" {
		first.Box = cell
	}
	return &Set{Forms: []*Form{{Facts: []Fact{
		{Amount: ParseAmount(read, Yuan), Place: first, Uncertain: unsure},
		{Amount: ParseAmount("161000", Yuan), Place: at(110), Uncertain: unsure},
		{Text: "项目", Place: at(10)}, // what is no figure is never corrected
	}}}}
}

func TestCorrect(t *testing.T) {
	box := page.Rect{X0: 10.004, Y0: 10, X1: 29, Y1: 20}
	right := Correction{3, box, "161000", "1610000"}
	tests := []struct {
		name, read string
		all        []Correction
		printed    string
		source     page.Source
	}{
		{"as read then", "161000", []Correction{right}, "1610000", page.Person},
		{"another reading since", "16l000", []Correction{right}, "1610000", page.Person},
		{"read right since", "1610000", []Correction{right}, "1610000", page.OCR},
		{"the last holds", "161000", []Correction{right, {3, box, "161000", "1670000"}}, "1670000", page.Person},
		{"taken back", "161000", []Correction{right, {3, box, "161000", "161000"}}, "161000", page.OCR},
		{"no figure at all", "161000", []Correction{{3, box, "161000", ""}}, "", page.Person},
		{"missed by this reading", "", []Correction{right}, "1610000", page.Person},
		{"missed", "", []Correction{{3, cell, "", "1610000"}}, "1610000", page.Person},
		{"missed then, read since", "1610000", []Correction{{3, cell, "", "1610000"}}, "1610000", page.OCR},
		{"missed then, misread since", "161000", []Correction{{3, cell, "", "1610000"}}, "1610000", page.Person},
		{"missed, and taken back", "", []Correction{{3, cell, "", "1610000"}, {3, cell, "", ""}}, "", page.OCR},
		{"another page", "161000", []Correction{{4, box, "161000", "1610000"}}, "161000", page.OCR},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set := misread(tt.read)
			set.Correct(tt.all)
			got, other := set.Forms[0].Facts[0], set.Forms[0].Facts[1]
			if got.Amount.Printed != tt.printed || got.Place.Source != tt.source || got.Amount.Unit != Yuan {
				t.Errorf("got %q %s by %s; want %q by %s", got.Amount.Printed, got.Amount.Unit, got.Place.Source, tt.printed, tt.source)
			}
			if sure := got.Uncertain.ZH == ""; sure != (tt.source == page.Person) {
				t.Errorf("sure is %v of a figure by %s", sure, got.Place.Source)
			}
			if wasRead := got.ReadAs; (got.Place.Source == page.Person) != (wasRead == tt.read && got.Amount.Printed != tt.read) {
				t.Errorf("read as %q by %s", wasRead, got.Place.Source)
			}
			if other.Amount.Printed != "161000" || other.Place.Source != page.OCR {
				t.Errorf("the figure beside it is %q by %s", other.Amount.Printed, other.Place.Source)
			}
		})
	}
}
