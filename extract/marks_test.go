package extract

import (
	"slices"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/page"
)

func TestMarksOf(t *testing.T) {
	removed := func(number int, why string, words ...string) layout.Page {
		p := layout.Page{Page: page.Page{Number: number}}
		for _, w := range words {
			p.Removed = append(p.Removed, layout.Removed{Word: page.Word{Text: w}, Why: why})
		}
		return p
	}
	marks := marksOf([]layout.Page{removed(1, layout.WhyWatermark, "内部", "资料"), removed(2, layout.WhyPageNumber, "2"),
		removed(3, layout.WhyWatermark, "内部", "资料"), removed(4, layout.WhyRunningHead, "示例局")})
	if len(marks) != 2 || marks[0].Text != "内部资料" || !slices.Equal(marks[0].Pages, []int{1, 3}) || marks[1].Why != layout.WhyRunningHead {
		t.Errorf("marks %+v", marks)
	}
}
