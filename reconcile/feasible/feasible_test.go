package feasible

import (
	"math/big"
	"math/rand"
	"slices"
	"testing"
)

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(text)
	}
	return r
}

func within(low, high string) Bounds { return Bounds{rat(low), rat(high)} }

// sum states that some unknowns, taken away where negative (-1 is unknown 0 taken away), add up to a figure.
func sum(figure string, unknowns ...int) Equation {
	e := Equation{Sum: rat(figure)}
	for _, u := range unknowns {
		t := Term{u, rat("1")}
		if u < 0 {
			t = Term{-u - 1, rat("-1")}
		}
		e.Terms = append(e.Terms, t)
	}
	return e
}

func TestConflict(t *testing.T) {
	// Two parts printed 1.00 and 2.00, their total 3.01, and the same total as 3.00 exactly elsewhere.
	parts := []Bounds{within("0.995", "1.005"), within("1.995", "2.005"), within("3.005", "3.015"), within("3", "3")}
	tests := []struct {
		name      string
		equations []Equation
		want      []int
	}{
		{"none", nil, nil},
		{"one that holds", []Equation{sum("0", 0, 1, -3)}, nil},
		{"the end of the interval", []Equation{sum("3.01", 0, 1), sum("3.01", 2)}, nil},
		{"one that fails alone", []Equation{sum("0", 0, 1, -3), sum("3.02", 0, 1)}, []int{1}},
		{"two that fail together", []Equation{sum("0", 1, -4, 0), sum("0", 0, 1, -3), sum("0.005", 2, -4), sum("0", 0, 1, -4)}, []int{0, 1}},
		{"fractions", []Equation{{Terms: []Term{{0, rat("3")}, {1, rat("-2")}}, Sum: rat("-1")}, sum("2.9951", 0, 1)}, nil},
	}
	for _, tt := range tests {
		got, decided := System{Unknowns: parts, Equations: tt.equations, Work: 1000}.Conflict()
		if !decided || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, %v; want %v", tt.name, got, decided, tt.want)
		}
	}
}

func TestTooMuchWork(t *testing.T) {
	s := random(rand.New(rand.NewSource(1)))
	s.Work = 1
	if c, decided := s.Conflict(); decided {
		t.Errorf("%v after one coefficient", c)
	}
}

// TestRandom draws systems that are made from true values, which have a solution, and spoils one equation of each by
// more than all bounds allow, so that it has none. What is named has to have none, and one without any of its
// equations has to have one.
func TestRandom(t *testing.T) {
	for seed := range int64(300) {
		s := random(rand.New(rand.NewSource(seed)))
		if c, decided := s.Conflict(); len(c) > 0 || !decided {
			t.Fatalf("seed %d: %v, %v for a system made from values", seed, c, decided)
		}
		e := &s.Equations[int(seed)%len(s.Equations)]
		e.Sum = new(big.Rat).Add(e.Sum, big.NewRat(1, 100))
		conflict, decided := s.Conflict()
		if !decided {
			t.Fatalf("seed %d: not decided", seed)
		}
		irreducible(t, s, conflict)
	}
}

func irreducible(t *testing.T, s System, conflict []int) {
	t.Helper()
	if len(conflict) == 0 {
		return
	}
	if again, _ := s.some(conflict); len(again) == 0 {
		t.Errorf("%v has a solution", conflict)
	}
	for i := range conflict {
		rest := append(append([]int{}, conflict[:i]...), conflict[i+1:]...)
		if again, _ := s.some(rest); len(again) > 0 {
			t.Errorf("%v has no solution without %d either", conflict, conflict[i])
		}
	}
}

// random is a system of sums over figures rounded to hundredths.
func random(r *rand.Rand) System {
	s := System{Work: 1e6}
	var truth []int64 // ten-thousandths
	for range 3 + r.Intn(12) {
		v := int64(r.Intn(100000))
		truth = append(truth, v)
		near := (v + 50) / 100 * 100
		s.Unknowns = append(s.Unknowns, Bounds{big.NewRat(near-50, 10000), big.NewRat(near+50, 10000)})
	}
	for range 1 + r.Intn(10) {
		e := Equation{}
		total := int64(0)
		for u, v := range truth {
			if sign := int64(r.Intn(3) - 1); sign != 0 {
				e.Terms = append(e.Terms, Term{u, big.NewRat(sign, 1)})
				total += sign * v
			}
		}
		e.Sum = big.NewRat(total, 10000)
		s.Equations = append(s.Equations, e)
	}
	return s
}
