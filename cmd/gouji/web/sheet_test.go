package web

import (
	"image"
	"net/http"
	"slices"
	"testing"

	"gouji/extract/page"
)

// TestAtRight: on a narrow screen the part of a crop that is seen has the box, at either end of a page.
func TestAtRight(t *testing.T) {
	size := page.Point{X: 595, Y: 842}
	for _, c := range []struct {
		name   string
		x0, x1 float64
		want   bool
	}{{"left", 20, 60, false}, {"middle", 280, 320, false}, {"right", 540, 590, true}, {"wider than the screen", 100, 500, false}} {
		box := page.Rect{X0: c.x0, X1: c.x1, Y0: 100, Y1: 110}
		if got := atRight(box, size); got != c.want {
			t.Errorf("%s: %v, want %v; the crop is %v wide", c.name, got, c.want, cropSize(box, size))
		}
	}
	if got := cropSize(page.Rect{X0: 540, X1: 590, Y0: 100, Y1: 110}, size); got != image.Pt(495, 105) {
		t.Errorf("a crop of %v", got)
	}
}

// TestSheetShowsOnce: what stands in a cell is not shown again as running text.
func TestSheetShowsOnce(t *testing.T) {
	f := newFixture(t)
	v, err := f.site.sheet(t.Context(), f.sha, 1)
	must(t, err)
	if len(v.Grids) != 1 || v.Grids[0].Rows[0][0].Text != hostile || slices.Contains(v.Paragraphs, hostile) {
		t.Errorf("grids %v, running text %q", v.Grids, v.Paragraphs)
	}
	server, client := f.serve(t, "")
	if response, _ := get(t, client, server.URL+"/documents/"+f.sha+"/pages/1"); response.StatusCode != http.StatusOK {
		t.Errorf("status %d", response.StatusCode)
	}
}
