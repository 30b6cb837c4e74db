package mutate

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// Tally is what became of the mutations of one operator.
type Tally struct {
	Tried int
	// Caught counts those that a new finding of level error or warning quotes; Errors those where one is an error.
	Caught, Errors int
	// By counts by rule the mutations it caught: as the finding's own or as another equation that fails with it.
	By map[string]int
	// Missed names some that were not caught.
	Missed []string
}

// missedKept is how many missed mutations a tally names.
const missedKept = 400

// Table is what the rules notice, by operator.
type Table map[Operator]*Tally

// Score tries up to limit mutations of each operator on a document, spread evenly over it, and adds what became of
// them. The set is as it was afterwards.
func (t Table) Score(set *fact.Set, rules []*reconcile.Rule, limit int) {
	base := reportedIn(set, rules)
	for _, by := range Operators() {
		tally := t[by]
		if tally == nil {
			tally = &Tally{By: map[string]int{}}
			t[by] = tally
		}
		all := Of(set, by)
		n := min(len(all), limit)
		for i := range n {
			tally.try(all[i*len(all)/n], set, rules, base)
		}
	}
}

// reportedIn are the findings of a set of level error and warning, by ID.
func reportedIn(set *fact.Set, rules []*reconcile.Rule) map[string]reconcile.Finding {
	findings, _ := reconcile.Check([]*fact.Set{set}, rules)
	found := map[string]reconcile.Finding{}
	for _, f := range findings {
		if f.Level != reconcile.Note {
			found[f.ID] = f
		}
	}
	return found
}

func (t *Tally) try(m Mutation, set *fact.Set, rules []*reconcile.Rule, base map[string]reconcile.Finding) {
	m.apply()
	found := reportedIn(set, rules)
	m.undo()
	t.Tried++
	caught, sure := false, false
	var by []string
	for id, f := range found {
		if old, known := base[id]; known && old.Message == f.Message || !m.quotedBy(f) {
			continue
		}
		caught, sure = true, sure || f.Level == reconcile.Error
		by = append(by, f.Rule)
		for _, r := range f.Related {
			by = append(by, r.Rule)
		}
	}
	if !caught {
		if len(t.Missed) < missedKept {
			t.Missed = append(t.Missed, m.Name)
		}
		return
	}
	t.Caught++
	if sure {
		t.Errors++
	}
	slices.Sort(by)
	for _, id := range slices.Compact(by) {
		t.By[id]++
	}
}

// quotedBy says whether a finding quotes what was changed.
func (m Mutation) quotedBy(f reconcile.Finding) bool {
	return slices.ContainsFunc(f.Evidence, func(e reconcile.Evidence) bool {
		switch {
		case m.Table == "":
			return e.Page == m.Place.Page && e.Table == "" && near(e.Box[0], m.Place.Box.X0) && near(e.Box[1], m.Place.Box.Y0)
		case m.Place.Table == "" || len(e.Cell) == 0:
			return e.Table == m.Table
		}
		return e.Table == m.Table && e.Cell[0] == m.Place.Row && e.Cell[1] == m.Place.Col
	})
}

// near says whether two places in points are one: evidence is rounded to hundredths.
func near(a, b float64) bool {
	const point = 0.01
	return a-b < point && b-a < point
}

// Markdown writes the table: a line an operator, a column a rule that caught anything.
func (t Table) Markdown(w io.Writer) error {
	ids := t.rules()
	var b strings.Builder
	fmt.Fprintf(&b, "| change | tried | caught | as error | %s |\n|---|---|---|---|%s\n", strings.Join(ids, " | "), strings.Repeat("---|", len(ids)))
	for _, by := range Operators() {
		tally := t[by]
		if tally == nil || tally.Tried == 0 {
			continue
		}
		fmt.Fprintf(&b, "| %s | %d | %s | %s |", by, tally.Tried, share(tally.Caught, tally.Tried), share(tally.Errors, tally.Tried))
		for _, id := range ids {
			if n := tally.By[id]; n > 0 {
				fmt.Fprintf(&b, " %d |", n)
			} else {
				b.WriteString(" |")
			}
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func share(n, of int) string {
	const percent = 100
	return fmt.Sprintf("%d (%.1f %%)", n, percent*float64(n)/float64(of))
}

// rules are the rules that caught anything.
func (t Table) rules() []string {
	var ids []string
	for _, tally := range t {
		for id := range tally.By {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}
