package web

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
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
	option := regexp.MustCompile(`<option value="([^"]*)"`).FindStringSubmatch(body)
	if option == nil {
		t.Fatal("the form offers no figure")
	}
	figure := html.UnescapeString(option[1])
	good := url.Values{"figure": {figure}, "printed": {"5.00"}, "why": {"墨点"}, "by": {"王芳"}, "token": {tokenOf(t, body)}}
	refused := map[string]int{"token": http.StatusForbidden, "figure": http.StatusBadRequest, "printed": http.StatusBadRequest, "by": http.StatusBadRequest}
	for name, status := range refused {
		form := url.Values{}
		for k, v := range good {
			form[k] = v
		}
		form.Set(name, map[string]string{"figure": figure + "0", "printed": "五元整", "by": " "}[name])
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

// TestCorrectOnAPage: what no finding names is corrected by the form of its page; what does not fit is refused, and what
// persons write is never markup.
func TestCorrectOnAPage(t *testing.T) {
	f := newFixture(t)
	server, client := f.serve(t, "")
	address := server.URL + "/documents/" + f.sha + "/pages/1"
	_, body := get(t, client, address)
	good := url.Values{"figure": {"100 100 200 112 " + hostile}, "printed": {"5.00"}, "why": {hostile}, "by": {"王芳" + hostile[:20]}, "token": {tokenOf(t, body)}}
	with := func(name, value string) url.Values {
		form := maps.Clone(good)
		form[name] = []string{value}
		return form
	}
	refused := []struct {
		name, address string
		form          url.Values
		status        int
	}{
		{"no token", address, with("token", ""), http.StatusForbidden},
		{"no spot", address, with("figure", "100 100 200"), http.StatusBadRequest},
		{"no numbers", address, with("figure", "a b c d e"), http.StatusBadRequest},
		{"nothing there", address, with("figure", "300 100 400 112 "+hostile), http.StatusBadRequest},
		{"read otherwise", address, with("figure", "100 100 200 112 5"), http.StatusBadRequest},
		{"neither figure nor nothing", address, with("printed", " "), http.StatusBadRequest},
		{"both", address, with("nothing", "1"), http.StatusBadRequest},
		{"nobody", address, with("by", ""), http.StatusBadRequest},
		{"no page", address + "x", good, http.StatusNotFound},
		{"no document", server.URL + "/documents/" + strings.Repeat("0", 64) + "/pages/1", good, http.StatusNotFound},
	}
	for _, r := range refused {
		if response := post(t, client, r.address+"/correct", r.form); response.StatusCode != r.status {
			t.Errorf("%s: status %d, want %d", r.name, response.StatusCode, r.status)
		}
	}
	if all, err := f.store.Corrections(t.Context(), f.sha); err != nil || len(all)+len(f.rechecked) > 0 {
		t.Fatalf("%d corrections, %v, rechecked %q; want none of what was refused", len(all), err, f.rechecked)
	}
	response := post(t, client, address+"/correct", good)
	if to := response.Header.Get("Location"); response.StatusCode != http.StatusSeeOther || server.URL+to != address {
		t.Fatalf("status %d to %s, want to be sent back to the page", response.StatusCode, to)
	}
	for _, path := range []string{address, server.URL + "/documents/" + f.sha, server.URL + "/findings/" + findingID} {
		_, body := get(t, client, path)
		if !strings.Contains(body, `<b class="printed">5.00</b>`) || strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") {
			t.Errorf("%s does not say what was corrected, or says it as markup", path)
		}
	}
}
