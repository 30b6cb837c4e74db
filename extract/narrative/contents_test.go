package narrative

import (
	"testing"

	"gouji/extract/layout"
)

// printedLines are paragraphs of a line each; a page begins at "|".
func printedLines(lines ...string) []layout.Paragraph {
	var all []layout.Paragraph
	number := 1
	for _, l := range lines {
		if l == "|" {
			number++
			continue
		}
		all = append(all, layout.Paragraph{Page: number, Text: l, Heading: true, Lines: []layout.Line{{Text: l}}})
	}
	return all
}

func TestOutline(t *testing.T) {
	tests := []struct {
		name     string
		lines    []string
		contents []string
		refers   int // of the last entry
		headings int
	}{
		{"leaders and a wrapped entry", []string{"示例局2026年部门预算", "|", "目 录", "第一部分 概况……………………1", "一、关于收支预算情况的", "总体说明…………12",
			"|", "第一部分 概况", "一、职责"}, []string{"第一部分 概况", "一、关于收支预算情况的总体说明"}, 12, 3},
		{"ends where the body begins", []string{"目录", "一、部门概况", "二、其他情况说明", "|", "示例局主要职能", "一、部门概况"},
			[]string{"一、部门概况", "二、其他情况说明"}, 0, 2},
		{"tables by year", []string{"目录", "一、部门预算表", "1.2026年收支总表", "2.2026年收入总表", "|", "一、部门预算表"},
			[]string{"一、部门预算表", "1.2026年收支总表", "2.2026年收入总表"}, 0, 1},
		{"no contents", []string{"示例局2026年部门预算", "一、部门概况"}, nil, 0, 2},
	}
	for _, tt := range tests {
		contents, headings := Outline(printedLines(tt.lines...))
		var texts []string
		for _, e := range contents {
			texts = append(texts, e.Text)
		}
		if len(texts) != len(tt.contents) || len(headings) != tt.headings {
			t.Errorf("%s: %q with %d headings, want %q with %d", tt.name, texts, len(headings), tt.contents, tt.headings)
			continue
		}
		for i := range texts {
			if texts[i] != tt.contents[i] {
				t.Errorf("%s: %q, want %q", tt.name, texts[i], tt.contents[i])
			}
		}
		if n := len(contents); n > 0 && contents[n-1].Refers != tt.refers {
			t.Errorf("%s: refers to page %d, want %d", tt.name, contents[n-1].Refers, tt.refers)
		}
	}
}
