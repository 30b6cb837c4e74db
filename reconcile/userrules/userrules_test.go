package userrules

import (
	"os"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// expenditure is a 支出总表 in 万元 with total, basic and project of each row; "" is a blank cell.
func expenditure(rows map[string][3]string, order ...string) *fact.Set {
	f := &fact.Form{ID: fact.ExpenditureTotal, Title: "支出总表", Unit: fact.WanYuan, Table: "p1t1", Place: fact.Place{Page: 1, Table: "p1t1"}}
	for c, id := range []string{fact.TotalColumn, fact.Basic, fact.Project} {
		f.Columns = append(f.Columns, fact.Column{ID: id, Known: true, Path: []string{[]string{"合计", "基本支出", "项目支出"}[c]}, Col: c + 1})
	}
	for r, id := range order {
		f.Rows = append(f.Rows, fact.Row{ID: id, Name: "行" + id, Role: fact.Detail, Parent: -1, Row: r})
		for c, text := range rows[id] {
			f.Facts = append(f.Facts, fact.Fact{Form: f.ID, Row: id, RowName: "行" + id, Column: f.Columns[c].ID, ColumnPath: f.Columns[c].Path[0],
				Amount: fact.ParseAmount(text, fact.WanYuan), Place: fact.Place{Page: 1, Table: "p1t1", Row: r, Col: c + 1, Source: page.Text}})
		}
	}
	return &fact.Set{Document: fact.Document{Kind: fact.Budget, Year: 2026, SHA256: "s"}, Forms: []*fact.Form{f}}
}

func document() *fact.Set {
	return expenditure(map[string][3]string{"total": {"10.00", "6.00", "4.00"}, "201": {"7.01", "3.00", "4.00"}, "208": {"3.00", "3.00", ""}}, "total", "201", "208")
}

// with is a file of one rule.
func with(shape string) string { return "rules:\n  - id: U01\n    title: {zh: 试}\n" + shape }

const rowSum = `    sum:
      total: {form: expenditure-total, row: "*", column: total}
      parts:
        - {form: expenditure-total, row: "*", column: 基本支出}
        - {form: expenditure-total, row: "*", column: project, blank: zero}
`

func TestShapes(t *testing.T) {
	tests := []struct {
		name, rule string
		spoil      func(*fact.Set)
		outcome    reconcile.Outcome
		checked    int
	}{
		{"sums of every row, one off by rounding", rowSum, nil, reconcile.Holds, 3},
		{"one past the edge", rowSum, func(s *fact.Set) { s.Forms[0].Facts[3].Amount = fact.ParseAmount("7.02", fact.WanYuan) }, reconcile.Fires, 3},
		{"read from an image", rowSum, func(s *fact.Set) {
			for i := range s.Forms[0].Facts {
				s.Forms[0].Facts[i].Place.Source = page.OCR
			}
		}, reconcile.Insufficient, 0},
		{"a form not understood", rowSum, func(s *fact.Set) {
			s.Forms[0].Doubts = []page.Message{{ZH: "没有表头", EN: "no headings"}}
			for i := range s.Forms[0].Rows {
				s.Forms[0].Facts[3*i].Amount = fact.ParseAmount("99.00", fact.WanYuan)
			}
		}, reconcile.Insufficient, 0},
		{"every column", "    sum:\n      total: {form: expenditure-total, row: total, column: \"*\"}\n      parts: [{form: expenditure-total, row: \"201\", column: \"*\"}, {form: expenditure-total, row: \"208\", column: \"*\", blank: zero}]\n", nil, reconcile.Holds, 3},
		{"taken away", "    sum:\n      total: {form: expenditure-total, row: \"208\"}\n      parts: [{form: expenditure-total, row: total}, {form: expenditure-total, row: \"201\", minus: true}]\n", nil, reconcile.Holds, 1},
		{"equal", "    equal: {left: {form: expenditure-total, row: \"208\", column: total}, right: {form: expenditure-total, row: 行208, column: basic}}\n", nil, reconcile.Holds, 1},
		{"not equal", "    equal: {left: {form: expenditure-total, row: total}, right: {form: expenditure-total, row: \"201\"}}\n", nil, reconcile.Fires, 1},
		{"at most", "    le: {left: {form: expenditure-total, row: \"201\"}, right: {form: expenditure-total, row: total}}\n", nil, reconcile.Holds, 1},
		{"more", "    le: {left: {form: expenditure-total, row: total}, right: {form: expenditure-total, row: \"201\"}}\n", nil, reconcile.Fires, 1},
		{"a blank that has to be there", "    equal: {left: {form: expenditure-total, row: \"208\", column: project}, right: {form: expenditure-total, row: \"208\"}}\n", nil, reconcile.Insufficient, 0},
		{"no such row", "    equal: {left: {form: expenditure-total, row: \"210\"}, right: {form: expenditure-total, row: total}}\n", nil, reconcile.Insufficient, 0},
		{"no such form", "    equal: {left: {form: projects, row: total}, right: {form: expenditure-total, row: total}}\n", nil, reconcile.NotApplicable, 0},
		{"another kind of document", "    documents: final-account\n" + rowSum, nil, reconcile.NotApplicable, 0},
		{"percentage", ratioRule, says("60%"), reconcile.Holds, 1},
		{"wrong percentage", ratioRule, says("66%"), reconcile.Fires, 1},
		{"two percentages", ratioRule, func(s *fact.Set) { says("60%")(s); says("61%")(s) }, reconcile.Insufficient, 0},
		{"present", "    present: {form: expenditure-total, row: \"208\", column: basic}\n", nil, reconcile.Holds, 1},
		{"blank", "    present: {form: expenditure-total, row: \"208\", column: project}\n", nil, reconcile.Fires, 1},
		{"form present", "    present: {form: expenditure-total}\n", nil, reconcile.Holds, 1},
		{"form missing", "    present: {form: projects}\n", nil, reconcile.Fires, 1},
		{"form missing among tables not read", "    present: {form: projects}\n", func(s *fact.Set) { s.Unread = []page.Problem{{Page: 2, Code: "unknown-form"}} }, reconcile.Insufficient, 0},
	}
	for _, tt := range tests {
		list, err := Parse("r.yaml", []byte(with(tt.rule)))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		set := document()
		if tt.spoil != nil {
			tt.spoil(set)
		}
		findings, ledger := reconcile.Check([]*fact.Set{set}, list)
		if l := ledger[0]; l.Outcome != tt.outcome || l.Checked != tt.checked || l.Failure != "" {
			t.Errorf("%s: %s, %d checked, want %s, %d (%s %s)", tt.name, l.Outcome, l.Checked, tt.outcome, tt.checked, l.Reason.EN, l.Failure)
		}
		for _, f := range findings {
			if f.Level == reconcile.Error || tt.outcome == reconcile.Fires && f.Kind != reconcile.Rounding && f.Message.Empty() {
				t.Errorf("%s: %+v", tt.name, f)
			}
		}
	}
}

const ratioRule = `    ratio:
      part: {form: expenditure-total, row: total, column: basic}
      whole: {form: expenditure-total, row: total, column: total}
      percent: {form: narrative, row: basic, column: share}
`

// says adds a sentence that states a share of basic expenditure.
func says(percent string) func(*fact.Set) {
	return func(s *fact.Set) {
		s.Sentences = append(s.Sentences, fact.Sentence{Facts: []fact.Fact{{Form: fact.Narrative, Row: fact.Basic, Column: fact.Share,
			Amount: fact.ParseAmount(percent, fact.Percent), Place: fact.Place{Page: 3 + len(s.Sentences), Source: page.Text}, Link: &fact.Link{Year: 2026}}}})
	}
}

// TestStrict writes files that are wrong: the error names the file and the line.
func TestStrict(t *testing.T) {
	const equal = "    equal: {left: {form: expenditure-total, row: total}, right: {form: expenditure-total, row: \"201\"}}\n"
	for name, tt := range map[string]struct{ text, want string }{
		"unknown key":          {with("    sums: {}\n"), "r.yaml:4: unknown field"},
		"unknown selector key": {with("    present: {form: projects, colum: total}\n"), "r.yaml:4: unknown field"},
		"duplicate key":        {with("    level: note\n    level: warning\n" + equal), "r.yaml:5: "},
		"duplicate block":      {with(equal) + "rules: []\n", "r.yaml:5: "},
		"duplicate id":         {with(equal) + "  - id: U01\n    title: {en: again}\n" + equal, "r.yaml:5: rule U01 is defined on line 2 already"},
		"a built-in's id":      {strings.Replace(with(equal), "U01", "A01", 1), "r.yaml:2: id is \"A01\""},
		"no title":             {"rules:\n  - id: U01\n" + equal, "r.yaml:2: rule U01 has no title"},
		"no shape":             {with(""), "r.yaml:2: rule U01 has 0 of sum"},
		"two shapes":           {with(equal + "    present: {form: projects}\n"), "r.yaml:2: rule U01 has 2 of sum"},
		"no such form":         {with("    present: {form: expenditure}\n"), "form \"expenditure\" is none"},
		"no row":               {with("    equal: {left: {form: projects}, right: {form: projects, row: total}}\n"), "has no row"},
		"star in the second":   {with("    equal: {left: {form: projects, row: total}, right: {form: projects, row: \"*\"}}\n"), "first selector"},
		"level":                {with("    level: fatal\n" + equal), "level is \"fatal\""},
		"blank":                {with("    equal: {left: {form: projects, row: total, blank: 0}, right: {form: projects, row: total}}\n"), "blank is \"0\""},
		"missing as an error":  {with("    level: error\n    present: {form: projects}\n"), "contradicts nothing"},
		"no parts":             {with("    sum: {total: {form: projects, row: total}}\n"), "a sum needs parts"},
		"a list":               {"- id: U01\n", "r.yaml:1: "},
		"empty":                {"", "r.yaml:1: it states no rules"},
		"not YAML":             {"rules: [\n", "r.yaml"},
	} {
		list, err := Parse("r.yaml", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "r.yaml") {
			t.Errorf("%s: %d rules, error %v, want %q", name, len(list), err, tt.want)
		}
	}
}

// TestDocumentedExample parses the file that the documentation shows.
func TestDocumentedExample(t *testing.T) {
	text, err := os.ReadFile("../../docs/user-rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, err := Parse("user-rules.yaml", text)
	if err != nil || len(list) != 5 {
		t.Fatalf("%d rules, %v", len(list), err)
	}
	for _, r := range list {
		if r.Title.ZH == "" || r.Title.EN == "" || r.Doc.States.Empty() || r.Doc.Why.Empty() {
			t.Errorf("%s is not whole: %+v", r.ID, r)
		}
	}
}

// FuzzParse reads any text without breaking.
func FuzzParse(f *testing.F) {
	f.Add(with(rowSum))
	f.Add(with(ratioRule))
	f.Add("rules: [{id: U01, present: *a}]")
	f.Add("a: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := Parse("r.yaml", []byte(text))
		if err == nil {
			reconcile.Check([]*fact.Set{document()}, list)
		}
	})
}
