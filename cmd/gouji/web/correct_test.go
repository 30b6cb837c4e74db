package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestCorrectAFigure: a figure is corrected by the page's own form alone; the rules run again, and the page says who
// corrected what.
func TestCorrectAFigure(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	address := server.URL + "/findings/" + findingID
	_, body := get(t, client, address)
	good := url.Values{"figure": {"0"}, "printed": {"5.00"}, "why": {"墨点"}, "by": {"王芳"}, "token": {tokenOf(t, body)}}
	refused := map[string]int{"token": http.StatusForbidden, "figure": http.StatusBadRequest, "printed": http.StatusBadRequest, "by": http.StatusBadRequest}
	for name, status := range refused {
		form := url.Values{}
		for k, v := range good {
			form[k] = v
		}
		form.Set(name, map[string]string{"figure": "1", "printed": "五元整", "by": " "}[name])
		if response := post(t, client, address+"/correct", form); response.StatusCode != status {
			t.Errorf("%s %q: status %d, want %d", name, form.Get(name), response.StatusCode, status)
		}
	}
	if all, err := f.store.Corrections(t.Context(), f.sha); err != nil || len(all)+len(f.rechecked) > 0 {
		t.Fatalf("%d corrections, %v, rechecked %q; want none of what was refused", len(all), err, f.rechecked)
	}
	if response := post(t, client, address+"/correct", good); response.StatusCode != http.StatusSeeOther {
		t.Fatalf("status %d, want to be sent back to the finding", response.StatusCode)
	}
	if !slices.Equal(f.rechecked, []string{f.sha}) {
		t.Errorf("checked again: %q, want the document", f.rechecked)
	}
	if _, body := get(t, client, address); !strings.Contains(body, "王芳") || !strings.Contains(body, `<b class="printed">5.00</b> — 墨点`) {
		t.Error("the page does not say who corrected what")
	}
}
