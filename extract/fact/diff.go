package fact

import "slices"

// Key is what makes a figure of one version of a document the same as one of another: its meaning, never its place.
type Key struct{ Form, Row, Column string }

// Difference is a figure that differs between two versions of a document.
type Difference struct {
	Key
	// Before is nil for a figure that was added, After for one that is gone.
	Before, After *Fact
}

// Sure says whether what is compared was read with certainty.
func (c Difference) Sure() bool {
	return (c.Before == nil || c.Before.Uncertain.Empty()) && (c.After == nil || c.After.Uncertain.Empty())
}

// Differences are the figures that differ, each list in the order of its document.
type Differences struct{ Added, Gone, Altered []Difference }

// None says whether nothing differs.
func (c Differences) None() bool { return len(c.Added)+len(c.Gone)+len(c.Altered) == 0 }

// Diff compares the figures that two versions of a document state: numbers, zeros and dashes, not blanks. A figure that
// is printed with other digits or in another unit has not changed as long as both can stand for one value. Where a key
// occurs several times, equal figures are taken as the same first, and the rest in their order.
func Diff(before, after *Set) Differences {
	old, keys := figuresByKey(before)
	current, later := figuresByKey(after)
	for _, k := range later {
		if _, known := old[k]; !known {
			keys = append(keys, k)
		}
	}
	var c Differences
	for _, k := range keys {
		gone, added := unequal(old[k], current[k])
		paired := min(len(gone), len(added))
		for i := range paired {
			c.Altered = append(c.Altered, Difference{k, gone[i], added[i]})
		}
		for _, f := range gone[paired:] {
			c.Gone = append(c.Gone, Difference{Key: k, Before: f})
		}
		for _, f := range added[paired:] {
			c.Added = append(c.Added, Difference{Key: k, After: f})
		}
	}
	return c
}

// figuresByKey are a set's figures by what they mean, and the keys in the order of the document.
func figuresByKey(s *Set) (map[Key][]*Fact, []Key) {
	figures := map[Key][]*Fact{}
	var keys []Key
	for _, f := range s.Facts() {
		if !f.Amount.stated() {
			continue
		}
		k := Key{f.Form, f.Row, f.Column}
		if figures[k] == nil {
			keys = append(keys, k)
		}
		figures[k] = append(figures[k], f)
	}
	return figures, keys
}

// stated says whether a figure is printed, a dash among them.
func (a Amount) stated() bool { return a.State == Number || a.State == Zero || a.State == Dash }

// unequal takes out of two lists what is equal in both.
func unequal(before, after []*Fact) (gone, added []*Fact) {
	added = slices.Clone(after)
	for _, b := range before {
		i := slices.IndexFunc(added, func(a *Fact) bool { return sameFigure(b.Amount, a.Amount) })
		if i < 0 {
			gone = append(gone, b)
			continue
		}
		added = slices.Delete(added, i, i+1)
	}
	return gone, added
}

// sameFigure says whether two printed figures can stand for one value. A zero and a dash both say that there is nothing.
func sameFigure(a, b Amount) bool {
	if a.Unit.Money() != b.Unit.Money() || !a.Unit.Money() && a.Unit != b.Unit {
		return false
	}
	if a.Base().Equal(b.Base()) {
		return true
	}
	if a.Places == b.Places && a.Unit == b.Unit {
		return false
	}
	x, y := a.Interval(), b.Interval()
	return !x.High.LessThan(y.Low) && !y.High.LessThan(x.Low)
}
