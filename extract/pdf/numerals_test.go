package pdf

import "testing"

// row is the likeness of a drawing that is like to one or two digits.
func row(most int, v float64, next int, w float64) *likeness {
	var l likeness
	l[most], l[next] = v, w
	return &l
}

func TestDrawnRead(t *testing.T) {
	own := [10]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	as := func(pairs ...int) [10]int {
		out := own
		for i := 0; i < len(pairs); i += 2 {
			out[pairs[i]] = pairs[i+1]
		}
		return out
	}
	for _, test := range []struct {
		name  string
		drawn drawn
		want  [10]int
	}{
		{"true", drawn{3: row(3, .9, 8, .5), 8: row(8, .9, 3, .6)}, own},
		{"exchanged", drawn{3: row(8, .9, 3, .5), 8: row(3, .9, 8, .6)}, as(3, 8, 8, 3)},
		{"one alone", drawn{3: row(8, .9, 3, .5)}, as(3, 8)},
		{"two codes of one digit", drawn{3: row(8, .9, 3, .5), 8: row(8, .9, 3, .5)}, as(3, 8)},
		{"a 7 like a 1, beside a 1", drawn{1: row(1, .9, 7, .4), 7: row(1, .85, 7, .8)}, own},
		{"a 1 a little like a 7", drawn{1: row(7, .8, 1, .7)}, own},
		{"ornaments", drawn{1: row(7, .5, 1, .1), 7: row(1, .4, 7, .1)}, own},
		{"one ornament among them", drawn{2: row(2, .3, 1, .1), 3: row(8, .9, 3, .5), 8: row(3, .9, 8, .5)}, own},
		{"nothing drawn", drawn{}, own},
	} {
		if got := test.drawn.read(); got != test.want {
			t.Errorf("%s: read as %v, want %v", test.name, got, test.want)
		}
	}
}
