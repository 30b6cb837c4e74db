package extract

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
)

// marksOf collects the watermarks and running heads of a document, each text once with the pages it stands on.
func marksOf(laid []layout.Page) []fact.Mark {
	var marks []fact.Mark
	at := map[string]int{}
	for i := range laid {
		for _, why := range []string{layout.WhyWatermark, layout.WhyRunningHead} {
			m := markOf(&laid[i], why)
			if m.Text == "" {
				continue
			}
			key := why + "|" + m.Text
			if n, known := at[key]; known {
				marks[n].Pages = append(marks[n].Pages, m.Pages...)
				continue
			}
			at[key] = len(marks)
			marks = append(marks, m)
		}
	}
	return marks
}

// markOf is what was set apart on one page for one reason, in the order it was drawn.
func markOf(p *layout.Page, why string) fact.Mark {
	var text strings.Builder
	box := page.Rect{}
	for _, r := range p.Removed {
		if r.Why == why {
			text.WriteString(r.Word.Text)
			box = box.Union(r.Word.Box)
		}
	}
	return fact.Mark{Text: text.String(), Why: why, Pages: []int{p.Number},
		Place: fact.Place{Page: p.Number, Box: box, Source: page.Text, Confidence: 1}}
}
