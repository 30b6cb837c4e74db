package feasible

import (
	"math/big"
	"sort"
)

// tableau is the general simplex of Dutertre and de Moura (A Fast Linear-Arithmetic Solver for DPLL(T), 2006): every
// equation gets a variable for its left side, bounded by its sum on both sides. Variables are the unknowns first,
// then the left sides.
type tableau struct {
	unknowns int
	bounds   []Bounds
	values   []*big.Rat
	// rows are the basic variables, each as a sum of those that are not basic.
	rows []line
	// rowOf is the row of a basic variable; -1 for one that is not basic.
	rowOf []int
	// work counts the coefficients worked out so far.
	work int
}

type line struct {
	basic int
	terms map[int]*big.Rat
}

func newTableau(s System, chosen []int) *tableau {
	t := &tableau{unknowns: len(s.Unknowns), bounds: append([]Bounds{}, s.Unknowns...)}
	for _, b := range s.Unknowns {
		middle := new(big.Rat).Add(b.Low, b.High)
		t.values = append(t.values, middle.Quo(middle, big.NewRat(2, 1)))
		t.rowOf = append(t.rowOf, -1)
	}
	for _, i := range chosen {
		e := s.Equations[i]
		l := line{basic: len(t.values), terms: map[int]*big.Rat{}}
		value := new(big.Rat)
		for _, term := range e.Terms {
			l.terms[term.Unknown] = new(big.Rat).Set(term.Coefficient)
			value.Add(value, new(big.Rat).Mul(term.Coefficient, t.values[term.Unknown]))
		}
		t.bounds = append(t.bounds, Bounds{e.Sum, e.Sum})
		t.values = append(t.values, value)
		t.rowOf = append(t.rowOf, len(t.rows))
		t.rows = append(t.rows, l)
	}
	return t
}

// violated is the row whose basic variable is the first, by number, outside its bounds, and whether it is too low;
// -1 where none is. Taking the first (Bland's rule) keeps the method from going in circles.
func (t *tableau) violated() (row int, low bool) {
	for v, r := range t.rowOf {
		if r < 0 {
			continue
		}
		if t.values[v].Cmp(t.bounds[v].Low) < 0 {
			return r, true
		}
		if t.values[v].Cmp(t.bounds[v].High) > 0 {
			return r, false
		}
	}
	return -1, false
}

// entering is the first variable of a row that can move its basic variable towards its bound; -1 for none.
func (t *tableau) entering(row int, up bool) int {
	best := -1
	for v, a := range t.rows[row].terms {
		if best >= 0 && v > best {
			continue
		}
		room := t.values[v].Cmp(t.bounds[v].High) < 0
		if up != (a.Sign() > 0) {
			room = t.values[v].Cmp(t.bounds[v].Low) > 0
		}
		if room {
			best = v
		}
	}
	return best
}

// explain gives the equations whose left sides stand in a row that cannot be satisfied: their combination is the row.
func (t *tableau) explain(row int, chosen []int) []int {
	var conflict []int
	add := func(v int) {
		if v >= t.unknowns {
			conflict = append(conflict, chosen[v-t.unknowns])
		}
	}
	add(t.rows[row].basic)
	for v := range t.rows[row].terms {
		add(v)
	}
	sort.Ints(conflict)
	return conflict
}

// pivot moves the basic variable of a row to the bound it misses, by means of a variable of the row, and lets the two
// change places.
func (t *tableau) pivot(row, entering int, low bool) {
	l := t.rows[row]
	target := t.bounds[l.basic].High
	if low {
		target = t.bounds[l.basic].Low
	}
	step := new(big.Rat).Sub(target, t.values[l.basic])
	step.Quo(step, l.terms[entering])
	t.values[l.basic] = new(big.Rat).Set(target)
	t.values[entering] = new(big.Rat).Add(t.values[entering], step)
	for i := range t.rows {
		if a := t.rows[i].terms[entering]; i != row && a != nil {
			b := t.rows[i].basic
			t.values[b] = new(big.Rat).Add(t.values[b], new(big.Rat).Mul(a, step))
		}
	}
	t.swap(row, entering)
}

// swap solves a row for a variable of it and puts that into the other rows.
func (t *tableau) swap(row, entering int) {
	old := t.rows[row]
	inverse := new(big.Rat).Inv(old.terms[entering])
	solved := line{basic: entering, terms: map[int]*big.Rat{old.basic: inverse}}
	for v, a := range old.terms {
		if v != entering {
			c := new(big.Rat).Mul(a, inverse)
			solved.terms[v] = c.Neg(c)
		}
	}
	t.rows[row] = solved
	t.work += len(solved.terms)
	t.rowOf[old.basic], t.rowOf[entering] = -1, row
	for i := range t.rows {
		if a := t.rows[i].terms[entering]; i != row && a != nil {
			t.rows[i].substitute(entering, a, solved)
			t.work += len(solved.terms)
		}
	}
}

// substitute puts a solved row, times a, in a variable's place.
func (l line) substitute(variable int, a *big.Rat, solved line) {
	delete(l.terms, variable)
	for v, c := range solved.terms {
		d := new(big.Rat).Mul(a, c)
		if have := l.terms[v]; have != nil {
			d.Add(d, have)
		}
		if d.Sign() == 0 {
			delete(l.terms, v)
			continue
		}
		l.terms[v] = d
	}
}
