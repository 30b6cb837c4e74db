package reconcile

import (
	"testing"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// scannedFact is a figure in 万元 of row 0 of a table, read from an image twice alike.
func scannedFact(printed string, row int) *fact.Fact {
	return &fact.Fact{Form: "form", Row: printed, RowName: printed, Column: "amount", Amount: fact.ParseAmount(printed, fact.WanYuan),
		Place: fact.Place{Page: 1, Table: "p1t1", Row: row, Col: 1, Source: page.OCR, Sure: true, Confidence: 1}}
}

// TestMisreadDigitIsNoFinding reads every digit of a sum that holds as every other: none gives a finding, whatever the
// readings were sure of. What no single misreading explains is a question, never an error.
func TestMisreadDigitIsNoFinding(t *testing.T) {
	printed := []string{"120.35", "7.40", "988.06", "1115.81"}
	for i, text := range printed {
		for k, c := range text {
			for d := '0'; d <= '9'; d++ {
				if c == '.' || c == d {
					continue
				}
				read := append([]string{}, printed...)
				read[i] = text[:k] + string(d) + text[k+1:]
				if found := checkSum(read); reported(found) {
					t.Errorf("%s read as %s: %v", text, read[i], found)
				}
			}
		}
	}
	if found := checkSum([]string{"120.35", "7.40", "988.06", "1342.59"}); len(found) != 1 || found[0].Level != Warning {
		t.Errorf("a sum that fails in many digits: %v, want one warning", found)
	}
}

// checkSum has a rule of level error add up all figures but the last and compare with that.
func checkSum(printed []string) []Finding {
	form := &fact.Form{ID: "form"}
	var parts []Operand
	for i, text := range printed {
		form.Facts = append(form.Facts, *scannedFact(text, i))
	}
	for i := range form.Facts {
		parts = append(parts, Operand{Fact: &form.Facts[i]})
	}
	n := len(parts) - 1
	rule := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) {
		p.Judge(Equation{Name: Text{ZH: "和", EN: "sum"}, Left: parts[:n], Right: parts[n:], Declared: true})
	}}
	set := &fact.Set{Document: fact.Document{SHA256: "a", Kind: fact.Budget}, Forms: []*fact.Form{form}}
	found, _ := Check([]*fact.Set{set}, []*Rule{rule})
	return found
}

// TestLabelMisread: a row whose label was misread falls out of its sum; its figure still shows that it was there.
func TestLabelMisread(t *testing.T) {
	form := &fact.Form{ID: "form", Facts: []fact.Fact{*scannedFact("120.35", 0), *scannedFact("91.83", 1), *scannedFact("212.18", 2)}}
	rule := &Rule{ID: "T01", Level: Error, Check: func(p *Pass) {
		p.Judge(Equation{Left: []Operand{{Fact: &form.Facts[0]}}, Right: []Operand{{Fact: &form.Facts[2]}}, Declared: true})
	}}
	set := &fact.Set{Document: fact.Document{SHA256: "a", Kind: fact.Budget}, Forms: []*fact.Form{form}}
	found, ledger := Check([]*fact.Set{set}, []*Rule{rule})
	if len(found) != 0 || ledger[0].Outcome != Insufficient {
		t.Errorf("found %v, ledger %v; want nothing found and insufficient", found, ledger)
	}
}

// TestSoften: what rests on an image is no error, and what is said of a form alone no more than a note.
func TestSoften(t *testing.T) {
	for _, test := range []struct {
		kind   Kind
		level  Level
		source page.Source
		want   Level
	}{
		{Contradiction, Error, page.OCR, Warning}, {Contradiction, Warning, page.OCR, Warning}, {Contradiction, Error, page.Text, Error},
		{FormKind, Warning, page.OCR, Note}, {FormKind, Error, page.OCR, Note}, {FormKind, Warning, page.Text, Warning}, {FormKind, Note, page.OCR, Note},
	} {
		f := Finding{Kind: test.kind, Level: test.level, Evidence: []Evidence{{Source: page.Text}, {Source: test.source}}}
		if f.soften(); f.Level != test.want {
			t.Errorf("%s of level %s with evidence by %s: %s, want %s", test.kind, test.level, test.source, f.Level, test.want)
		}
	}
}
