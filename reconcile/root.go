package reconcile

import (
	"fmt"
	"sort"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// figureKey names one printed figure among the documents that take part.
func figureKey(r reading) string {
	if r.Of != nil {
		return r.Of.SHA256 + "/" + cell(r.Fact)
	}
	return cell(r.Fact)
}

// cell names one printed figure of a document.
func cell(f *fact.Fact) string {
	p := f.Place
	if p.Table != "" {
		return fmt.Sprintf("%s/%d/%d", p.Table, p.Row, p.Col)
	}
	return fmt.Sprintf("p%d/%.2f/%.2f/%s/%s/%s", p.Page, p.Box.X0, p.Box.Y0, f.Row, f.Column, f.Amount.Printed)
}

// root is a set of failures that one figure explains: with another value there, all of them would hold.
type root struct {
	// failures are indexes, in order; the first one leads.
	failures []int
	// figure is the explaining figure; nil where a failure stands alone.
	figure *fact.Fact
	// required is what the figure would have to be, in the base unit.
	required fact.Interval
}

// claim is what one failure asks of one figure.
type claim struct {
	failure int
	figure  *fact.Fact
	// key names the figure.
	key      string
	required fact.Interval
}

// rootsOf groups failures by the figure that explains most of them, so that one wrong figure gives one finding.
func rootsOf(failures []evaluated) []root {
	claims, order := claimsOf(failures)
	taken := make([]bool, len(failures))
	var roots []root
	for {
		best := root{}
		for _, key := range order {
			if r := agree(claims[key], taken); len(r.failures) > len(best.failures) {
				best = r
			}
		}
		if len(best.failures) < 2 {
			break
		}
		for _, i := range best.failures {
			taken[i] = true
		}
		roots = append(roots, best)
	}
	for i := range failures {
		if !taken[i] {
			roots = append(roots, root{failures: []int{i}})
		}
	}
	sort.SliceStable(roots, func(a, b int) bool { return roots[a].failures[0] < roots[b].failures[0] })
	return roots
}

// merge puts roots together that state one matter: the same row, with the same total and the same sum of parts, in
// several columns or tables.
func merge(failures []evaluated, roots []root) []root {
	var merged []root
	at := map[string]int{}
	for _, r := range roots {
		lead := &failures[r.failures[0]]
		key := fmt.Sprintf("%s|%s|%s|%s", lead.rule.ID, lead.Element.Row, sumOf(lead.right).Low, lead.difference)
		if i, known := at[key]; known {
			merged[i].failures = append(merged[i].failures, r.failures...)
			merged[i].figure = nil
			continue
		}
		at[key] = len(merged)
		merged = append(merged, r)
	}
	return merged
}

// claimsOf lists by figure what each failure asks of it, and the figures in the order they appear.
func claimsOf(failures []evaluated) (map[string][]claim, []string) {
	claims := map[string][]claim{}
	var order []string
	for i := range failures {
		for _, c := range failures[i].claims(i) {
			if claims[c.key] == nil {
				order = append(order, c.key)
			}
			claims[c.key] = append(claims[c.key], c)
		}
	}
	return claims, order
}

// claims is what a failure asks of each of its figures.
func (e *evaluated) claims(index int) []claim {
	if e.Relation == Percent {
		return e.ratioClaims(index)
	}
	var claims []claim
	for side, readings := range [][]reading{e.left, e.right} {
		for _, r := range readings {
			if r.Fact == nil {
				continue
			}
			against := (side == 1) != r.Minus
			claims = append(claims, claim{index, r.Fact, figureKey(r), e.required(r, against)})
		}
	}
	return claims
}

// required is the interval a figure would have to lie in for the equation to hold.
func (e *evaluated) required(r reading, against bool) fact.Interval {
	shift := e.gap
	if !against {
		shift = shift.Neg()
	}
	at := fact.Interval{Low: r.value, High: r.value}
	return at.Add(shift)
}

// agree is the largest run of claims, from the first not taken, that one value satisfies; one claim a failure.
func agree(claims []claim, taken []bool) root {
	var best root
	for start := range claims {
		if taken[claims[start].failure] {
			continue
		}
		r := root{figure: claims[start].figure, required: claims[start].required}
		used := map[int]bool{}
		for _, c := range claims[start:] {
			if taken[c.failure] || used[c.failure] || !r.required.Meets(c.required) {
				continue
			}
			used[c.failure] = true
			r.failures = append(r.failures, c.failure)
			r.required = fact.Interval{Low: decimal.Max(r.required.Low, c.required.Low),
				High: decimal.Min(r.required.High, c.required.High)}
		}
		if len(r.failures) > len(best.failures) {
			best = r
		}
	}
	return best
}
