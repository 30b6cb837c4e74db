package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// shownRows is an attribute of the rows that are seen, from the top.
func shownRows(attribute string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("tr.entry")].filter(r => !r.hidden).map(r => r.dataset.%s)`, attribute)
}

// TestOrdersInBrowser: a server and a static report order lists alike, and narrow them to what is new since a day.
func TestOrdersInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	url, dir := sampleStore(t), filepath.Join(t.TempDir(), "report")
	gouji(t, filepath.Join("..", "..", "samples", "shanxi-budget"), exitFindings, "ingest", "--store", url, "input.pdf")
	gouji(t, ".", 0, "report", "--store", url, "--lang", "zh", "--out", dir, "--pages", "findings")
	address := startServer(t, url)
	var orders [][]string
	for _, list := range []string{address + "/findings?lang=zh", "file://" + dir + "/findings.html"} {
		act(ctx, t, chromedp.Navigate(list), chromedp.Click(`.sorts [data-sort="amount"]`, chromedp.ByQuery))
		holds(ctx, t, `document.querySelector('.sorts [data-sort="amount"]').matches("[aria-current]")`)
		sizes := ask[[]string](ctx, t, shownRows("size"))
		orders = append(orders, sizes)
		act(ctx, t, chromedp.Click(`[data-facet="since"]`, chromedp.ByQuery))
		holds(ctx, t, `document.querySelector('[data-facet="since"]').matches("[aria-current]")`)
		since := ask[[]string](ctx, t, shownRows("since"))
		day := ask[string](ctx, t, `document.querySelector('[data-facet="since"]').dataset.value`)
		if len(since) == 0 || slices.ContainsFunc(since, func(s string) bool { return s < day }) {
			t.Errorf("%s: new since %s are %q", list, day, since)
		}
	}
	if len(orders[0]) < 3 || orders[0][0] == "0" || !slices.Equal(orders[0], orders[1]) {
		t.Errorf("by amount: %q, in the report %q", orders[0], orders[1])
	}
	act(ctx, t, chromedp.Navigate(address+"/findings?since=2999-01-01"))
	holds(ctx, t, `document.querySelectorAll("tr.entry").length === 0`)
}
