// Package feasible decides exactly whether linear equations over bounded unknowns have a solution, and names
// equations that together have none. It is the first phase of the simplex method on fractions: no rounding of the
// arithmetic can make or hide a contradiction.
package feasible

import "math/big"

// Bounds are the least and the greatest value of an unknown; both count.
type Bounds struct{ Low, High *big.Rat }

// Term is an unknown, counted from 0, times a coefficient.
type Term struct {
	Unknown     int
	Coefficient *big.Rat
}

// Equation states that its terms add up to Sum. No unknown stands in it twice.
type Equation struct {
	Terms []Term
	Sum   *big.Rat
}

// System is equations over bounded unknowns.
type System struct {
	Unknowns  []Bounds
	Equations []Equation
	// Work is how many coefficients may be worked out, each time the system or a part of it is solved, before it counts
	// as not decided.
	Work int
}

// Conflict gives indexes of equations, ascending, that no values of the unknowns satisfy together; none where the
// system has a solution. No equation can be left out of them: without any one the others have a solution. Of two that
// could be left out, the later one is. decided is false where that took more work than allowed.
func (s System) Conflict() (conflict []int, decided bool) {
	all := make([]int, len(s.Equations))
	for i := range all {
		all[i] = i
	}
	conflict, decided = s.some(all)
	for n := len(conflict) - 1; n >= 0 && decided; n-- {
		rest := append(append([]int{}, conflict[:n]...), conflict[n+1:]...)
		var smaller []int
		if smaller, decided = s.some(rest); len(smaller) > 0 {
			conflict = smaller
			n = min(n, len(conflict))
		}
	}
	return conflict, decided
}

// some gives some of the chosen equations that contradict one another; none where all chosen have a solution.
func (s System) some(chosen []int) (conflict []int, decided bool) {
	t := newTableau(s, chosen)
	for t.work <= s.Work {
		row, low := t.violated()
		if row < 0 {
			return nil, true
		}
		column := t.entering(row, low)
		if column < 0 {
			return t.explain(row, chosen), true
		}
		t.pivot(row, column, low)
	}
	return nil, false
}
