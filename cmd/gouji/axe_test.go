package main

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeVariable names the file of axe-core (npm pack axe-core; axe.min.js), a checker of accessibility. It is needed by
// nothing else, and no part of the program.
const axeVariable = "GOUJI_AXE"

// TestAccessibleInBrowser: axe-core has no serious complaint about any kind of page.
func TestAccessibleInBrowser(t *testing.T) {
	name := os.Getenv(axeVariable)
	if name == "" {
		t.Skip(axeVariable + " names no file of axe-core: pages are not checked with it")
	}
	axe, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	ctx := newBrowser(t, 1280, 900)
	address := startServer(t, sampleStore(t))
	for _, path := range pagesOf(ctx, t, address) {
		act(ctx, t, chromedp.Navigate(address+path), chromedp.Evaluate(string(axe)+`;document.querySelectorAll("details").forEach(d => { d.open = true })`, nil),
			chromedp.Evaluate(`window.said = ""; axe.run().then(r => { window.said = "done\n" + r.violations.filter(v => ["serious", "critical"].includes(v.impact))
  .map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | ")).join("\n") }); 0`, nil))
		holds(ctx, t, `window.said.startsWith("done")`)
		if said := ask[string](ctx, t, `window.said`); said != "done\n" {
			t.Errorf("%s: %s", path, said)
		}
	}
}
