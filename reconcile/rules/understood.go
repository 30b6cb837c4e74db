package rules

import (
	"fmt"
	"slices"
	"strings"

	"gouji/reconcile"
)

// unreadPages is how many pages with sentences that were not understood a reason names.
const unreadPages = 5

// countMissed says in the ledger how many sentences have a figure of one of some measures that was not understood: a
// rule on those measures has not seen them.
func countMissed(p *reconcile.Pass, measures ...string) {
	n, pages := 0, []string{}
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		if !slices.ContainsFunc(s.Missed, func(m string) bool { return slices.Contains(measures, m) }) {
			continue
		}
		n++
		if at := fmt.Sprint(s.Place.Page); !slices.Contains(pages, at) && len(pages) < unreadPages {
			pages = append(pages, at)
		}
	}
	if n == 0 {
		return
	}
	p.Doubt(say(fmt.Sprintf("正文有%d句含有未能读懂的数字（第%s页）", n, strings.Join(pages, "、")),
		fmt.Sprintf("%d sentences of the text have figures that were not understood (page %s)", n, strings.Join(pages, ", "))))
}
