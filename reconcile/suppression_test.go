package reconcile

import (
	"strings"
	"testing"
	"time"

	"gouji/extract/fact"
)

const suppressionFile = `# what was settled by telephone
id: 0123456789abcdef
reason: 已核实

rule: A04
publisher: 示例局
form: general-expenditure
row: 20126
reason: 说明见附件 # not a remark: a reason may have any text
until: 2026-12-31

rule: B01
publisher: 另一局
year: 2025
reason: 上年
`

func TestParseSuppressions(t *testing.T) {
	list, err := ParseSuppressions(strings.NewReader("\ufeff" + suppressionFile))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 3 || list[0].Line != 2 || list[1].Row != "20126" || list[2].Year != 2025 ||
		list[1].Until != time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%+v", list)
	}
	for _, bad := range []string{"id: 0123456789", "reason: x", "rule: A04\nreason: x", "id: 0123\nreason: x", "id 0123456789\nreason: x",
		"id: 0123456789\nreason: x\nreason: y", "id: 0123456789\nrule: A04\nreason: x", "id: 0123456789\nreason: x\nuntil: soon",
		"id: 0123456789\nreason: x\nrows: y", "id: 0123456789\nreason:", "rule: A04\npublisher: x\nyear: MMXXVI\nreason: x"} {
		if list, err := ParseSuppressions(strings.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("%q was taken: %+v, %v", bad, list, err)
		}
	}
	if list, err := ParseSuppressions(strings.NewReader("# nothing\n\n")); err != nil || len(list) != 0 {
		t.Errorf("an empty file gives %+v, %v", list, err)
	}
}

func TestSuppress(t *testing.T) {
	list, err := ParseSuppressions(strings.NewReader(suppressionFile))
	if err != nil {
		t.Fatal(err)
	}
	findings := []Finding{
		{ID: "0123456789abcdef0123", Rule: "D04"},
		{ID: "f1", Rule: "A04", Element: Element{Form: "general-expenditure", Row: "20126"}},
		{ID: "f2", Rule: "A04", Element: Element{Form: "general-expenditure", Row: "20127"}},
		{ID: "f3", Rule: "B01"},
	}
	about := func(Finding) fact.Document { return fact.Document{Publisher: "示例局", Year: 2026} }
	got := Suppress(list, findings, about, time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC))
	if len(got.By) != 2 || got.By["f1"].Line != 5 || got.By["0123456789abcdef0123"].Reason != "已核实" {
		t.Errorf("set aside: %+v", got.By)
	}
	if len(got.Stale) != 1 || got.Stale[0].Rule != "B01" || len(got.Expired) != 0 {
		t.Errorf("stale %+v, expired %+v", got.Stale, got.Expired)
	}
	got = Suppress(list, findings, about, time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))
	if len(got.By) != 1 || len(got.Expired) != 1 || got.Expired[0].Line != 5 {
		t.Errorf("after its last day: set aside %+v, expired %+v", got.By, got.Expired)
	}
}

func FuzzParseSuppressions(f *testing.F) {
	f.Add(suppressionFile)
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseSuppressions(strings.NewReader(text))
		for _, s := range list {
			if err == nil && (s.Reason == "" || s.ID == "" && (s.Rule == "" || s.Publisher == "")) {
				t.Errorf("taken without what it needs: %+v", s)
			}
		}
	})
}

func TestValueHash(t *testing.T) {
	f := Finding{Formula: "1 = 2", Expected: "2", Found: "1", Difference: "-1", Unit: "元", Message: Text{ZH: "a"},
		Evidence: []Evidence{{Page: 3, Text: "1"}}}
	same := f
	same.Message, same.Evidence = Text{ZH: "b"}, []Evidence{{Page: 9, Text: "1"}, {Page: 10, Text: "7"}}
	if f.ValueHash() != same.ValueHash() {
		t.Error("other words and places are no other figures")
	}
	other := f
	other.Formula, other.Found = "3 = 2", "3"
	if f.ValueHash() == other.ValueHash() {
		t.Error("another figure has the same hash")
	}
	quote, requote := Finding{Evidence: []Evidence{{Text: "甲 乙", Page: 1}}}, Finding{Evidence: []Evidence{{Text: "甲乙", Page: 2}}}
	if quote.ValueHash() != requote.ValueHash() {
		t.Error("a quotation broken over another line is the same")
	}
}
