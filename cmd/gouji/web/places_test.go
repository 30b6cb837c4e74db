package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/extract/page"
	"gouji/reconcile"
)

// TestSpots: figures of a column that stand close together are one crop, the total, another column, another page, another
// equation, and what is far below are others; what stands in one box is one, whatever it is.
func TestSpots(t *testing.T) {
	f := newFixture(t)
	operand := func(number int, x, y float64, side reconcile.Side, equation int) reconcile.Evidence {
		return reconcile.Evidence{Page: number, Box: [4]float64{x, y, x + 40, y + 10}, Side: side, Equation: equation, Text: "1"}
	}
	v := &findingView{Entry: &entry{SHA256: f.sha}}
	v.Finding.Evidence = []reconcile.Evidence{
		operand(1, 100, 100, reconcile.Left, 0), operand(1, 104, 120, reconcile.Left, 0), operand(1, 100, 140, reconcile.Left, 0),
		operand(1, 300, 140, reconcile.Left, 0), operand(1, 100, 700, reconcile.Left, 0), operand(2, 100, 160, reconcile.Left, 0),
		operand(1, 100, 80, reconcile.Right, 0), operand(1, 100, 160, reconcile.Left, 1), operand(1, 100, 100, "", 0), {Page: 0},
		operand(0, 100, 100, reconcile.Left, 0),
	}
	must(t, f.site.spots(t.Context(), v))
	var got [][]int
	for _, p := range v.Places {
		got = append(got, p.evidence)
	}
	if diff := cmp.Diff([][]int{{0, 1, 2, 8}, {3}, {4}, {5}, {6}, {7}, {9}, {10}}, got); diff != "" {
		t.Errorf("places: want (-), got (+):\n%s", diff)
	}
	if box := v.Places[0].Box; box != (page.Rect{X0: 100, Y0: 100, X1: 144, Y1: 150}) || len(v.Places[0].Boxes) != 3 {
		t.Errorf("around the first three: %v of %v", box, v.Places[0].Boxes)
	}
}
