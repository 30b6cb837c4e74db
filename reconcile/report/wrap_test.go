package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gouji/extract/page"
	"gouji/reconcile"
)

func TestWrapped(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two three", 8, []string{"one two", "three"}},
		{"一般公共预算支出，合计。", 12, []string{"一般公共预算", "支出，合计。"}},
		{"甲乙丙丁戊，己", 10, []string{"甲乙丙丁", "戊，己"}}, // no line begins with a comma
		{"合计（其中项目）", 6, []string{"合计", "（其中", "项目）"}},
		{"预算数为2,134.19万元", 16, []string{"预算数为", "2,134.19万元"}}, // a figure and its unit
		{"载于第12页上方", 8, []string{"载于", "第12页上", "方"}},
		{"unbreakable", 4, []string{"unbreakable"}},
		{"两\n行  空", 20, []string{"两 行 空"}},
	}
	for _, tt := range tests {
		if got := wrapped(tt.text, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("%q in %d columns: %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

// wide is a finding with a long message, blanks, long labels and many figures.
func wide() reconcile.Finding {
	f := reconcile.Finding{Rule: "A04", Level: reconcile.Error, Kind: reconcile.Contradiction, Document: "sha", ID: "id",
		Title: reconcile.Text{ZH: "科目层级汇总", EN: "Codes add up"}, Question: reconcile.Text{ZH: "哪个数字正确？", EN: "Which is right?"},
		Message: reconcile.Text{ZH: strings.Repeat("第10页“一般公共服务支出”等3项合计97.25万元，", 9), EN: strings.Repeat("page 10 prints 95.45万元 for “档案事务”; ", 9)}}
	var terms []string
	for i := range 30 {
		text := fmt.Sprintf("%d.00", i+1)
		f.Evidence = append(f.Evidence, reconcile.Evidence{Page: 100 + i, Label: strings.Repeat("机关事业单位", i), Text: text, Value: text, Unit: "万元",
			Side: reconcile.Left, Source: page.Text})
		terms = append(terms, text)
	}
	f.Evidence[3].Text, f.Evidence[3].Value, f.Evidence[3].Unit = "", "", ""
	f.Evidence = append(f.Evidence, reconcile.Evidence{Page: 7, Label: "合计", Text: "1,000.00", Value: "1000.00", Unit: "万元", Side: reconcile.Right},
		reconcile.Evidence{Page: 8, Label: "另一等式", Text: "77.00", Value: "77.00", Unit: "万元", Side: reconcile.Left, Equation: 1})
	f.Formula = strings.Join(terms, " + ") + " = 1000.00"
	f.Related = []reconcile.Related{{Rule: "A05", Formula: "77.00 = 78.00", Page: 8}}
	return f
}

// TestTextFits: at any width of a terminal no line is longer, none ends in blanks, figures end in one column, and the total
// stands last, apart.
func TestTextFits(t *testing.T) {
	run := Run{Documents: []Document{{"预算.pdf", "sha"}}, Findings: []reconcile.Finding{wide()}}
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []int{80, 100, 120} {
			var b bytes.Buffer
			if err := Text(&b, run, TextOptions{Lang: lang, Width: width}); err != nil {
				t.Fatal(err)
			}
			ends := map[int]bool{}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if n := widthOf(line); n > width {
					t.Errorf("%s: %d columns, want %d at most: %s", lang, n, width, line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("%s: a line ends in blanks: %q", lang, line)
				}
				if before, found := strings.CutSuffix(line, "  万元"); found && strings.Contains(line, " | ") {
					ends[widthOf(before)] = true
				}
			}
			if len(ends) != 1 {
				t.Errorf("%s, %d columns: figures end in columns %v, want one", lang, width, ends)
			}
			text := b.String()
			total, equation := strings.Index(text, "| = 合计"), strings.Index(text, "| 1.00 + 2.00")
			if total < 0 || equation < total || strings.Contains(text, "另一等式") || !strings.Contains(text, "77.00 = 78.00") {
				t.Errorf("%s: the total does not stand last, or figures of another equation stand among them:\n%s", lang, text)
			}
			if hidden := fmt.Sprintf(word("more-figures", lang), 22); strings.Count(text, hidden) != 1 {
				t.Errorf("%s: does not say %q once", lang, hidden)
			}
		}
	}
}
