package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserTime is how long one test in a browser may take; on a busy machine Chromium starts in ten seconds.
const browserTime = time.Minute

// newBrowser starts Chromium, or skips the test where there is none. What a page complains about (a script that fails,
// a style that the page's own policy forbids) fails the test.
func newBrowser(t *testing.T, width, height int) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && program == "" {
			program = path
		}
	}
	if program == "" || testing.Short() {
		t.Skip("no browser here (.ci/setup chromium installs one), or -short: pages are not looked at")
	}
	profile, err := os.MkdirTemp("", "gouji-browser")
	if err != nil {
		t.Fatal(err)
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.WindowSize(width, height),
		chromedp.Flag("force-device-scale-factor", "1")}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
		"disable-component-update", "disable-sync", "hide-scrollbars", "disable-dev-shm-usage"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, stop := context.WithTimeout(t.Context(), browserTime)
	ctx, end := chromedp.NewExecAllocator(ctx, options...)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // it waits for the browser to end
		closeTab()
		end()
		stop()
		_ = os.RemoveAll(profile) // what a dying process of the browser still holds is left to the system
	})
	chromedp.ListenTarget(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("a script fails: %s", e.ExceptionDetails.Error())
		case *log.EventEntryAdded:
			t.Errorf("the browser complains: %s %s", e.Entry.Text, e.Entry.URL)
		}
	})
	act(ctx, t, log.Enable())
	return ctx
}

func act(ctx context.Context, t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

const (
	// patience is how long a page may take to become what is waited for; askEvery is how often it is asked.
	patience, askEvery = 30 * time.Second, 50 * time.Millisecond
)

// holds waits until the page is complete and an expression of it true. While a page gives way to the next one, asking fails.
func holds(ctx context.Context, t *testing.T, expression string) {
	t.Helper()
	waiting, stop := context.WithTimeout(ctx, patience)
	defer stop()
	again := time.NewTicker(askEvery)
	defer again.Stop()
	for {
		var is bool
		err := chromedp.Run(waiting, chromedp.Evaluate("document.readyState === 'complete' && "+expression, &is))
		if err == nil && is {
			return
		}
		select {
		case <-again.C:
		case <-waiting.Done():
			var page string
			_ = chromedp.Run(ctx, chromedp.Evaluate(`location.href + "\n" + document.body.innerText.slice(0, 1500)`, &page))
			t.Fatalf("never true: %s: %v\n%s", expression, err, page)
		}
	}
}

// ask gives the value of an expression of the page.
func ask[T any](ctx context.Context, t *testing.T, expression string) T {
	t.Helper()
	var value T
	act(ctx, t, chromedp.Evaluate(expression, &value))
	return value
}

// sampleStore is a store with a sample that has a planted error.
func sampleStore(t *testing.T) string {
	t.Helper()
	url := "sqlite:" + filepath.Join(t.TempDir(), "gouji.db")
	gouji(t, filepath.Join("..", "..", "samples", "final-account"), exitFindings, "ingest", "--store", url, "input.pdf")
	return url
}

// startServer runs gouji serve and gives its address.
func startServer(t *testing.T, url string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "gouji", "serve", "--store", url, "--lang", "zh", "--listen", "127.0.0.1:0")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "http://") {
		t.Fatalf("gouji serve says %q", lines.Text())
	}
	address := strings.TrimSuffix(lines.Text(), "/")
	go func() {
		for lines.Scan() {
			t.Errorf("gouji serve says %q", lines.Text())
		}
	}()
	t.Cleanup(func() {
		if err := cmd.Wait(); err != nil && t.Context().Err() == nil {
			t.Errorf("gouji serve: %v", err)
		}
	})
	return address
}

// cropsLoaded says that all crops of the page are there, and at least two of them, each with two pixels for one shown.
const cropsLoaded = `(() => { const crops = [...document.querySelectorAll("img.crop")].filter(c => c.checkVisibility()); crops.forEach(c => c.loading = "eager");
  return crops.length >= 2 && crops.every(c => c.complete && Math.abs(c.naturalWidth - 2 * c.width) <= 4) })()`

// TestReviewInBrowser goes the way of a reviewer: list, facet, finding, both crops, dismissal, reload.
func TestReviewInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	address := startServer(t, sampleStore(t))
	act(ctx, t, chromedp.Navigate(address+"/findings?lang=zh"))
	all := ask[int](ctx, t, `document.querySelectorAll("tr.entry").length`)
	act(ctx, t, chromedp.Click(`[data-facet="level"][data-value="error"]`, chromedp.ByQuery))
	holds(ctx, t, `location.search.includes("level=error") && document.querySelectorAll("tr.entry").length > 0`)
	if errs := ask[int](ctx, t, `document.querySelectorAll("tr.entry").length`); errs >= all {
		t.Errorf("the facet leaves %d of %d findings", errs, all)
	}
	act(ctx, t, chromedp.Click("tr.entry .go", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector("article.finding") !== null`)
	holds(ctx, t, cropsLoaded)
	act(ctx, t, chromedp.SendKeys("#by", "li", chromedp.ByQuery), chromedp.SendKeys("#why", "两表口径不同", chromedp.ByQuery),
		chromedp.Click(`button[value="dismissed"]`, chromedp.ByQuery))
	holds(ctx, t, `document.querySelector(".kicker .tag.dismissed") !== null`)
	act(ctx, t, chromedp.Reload())
	holds(ctx, t, `document.querySelector(".kicker .tag.dismissed") !== null && document.querySelector(".verdicts").textContent.includes("两表口径不同")`)
	act(ctx, t, chromedp.Navigate(address+"/findings?verdict=dismissed"))
	holds(ctx, t, `document.querySelectorAll("tr.entry.set-aside").length === 1`)
}

// press types one key where the focus is.
func press(key string) chromedp.Action { return chromedp.KeyEvent(key) }

// TestKeysInBrowser reviews with the keyboard alone.
func TestKeysInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	address := startServer(t, sampleStore(t))
	act(ctx, t, chromedp.Navigate(address+"/findings"), press(kb.Tab))
	if first := ask[string](ctx, t, `document.activeElement.className`); first != "skip" {
		t.Errorf("the first stop of Tab is %q, not the link past the navigation", first)
	}
	act(ctx, t, press("j"), press(kb.Enter))
	holds(ctx, t, `document.querySelector("article.finding") !== null`)
	first := ask[string](ctx, t, `document.querySelector("article").dataset.finding`)
	act(ctx, t, press("j"))
	holds(ctx, t, fmt.Sprintf(`document.querySelector("article").dataset.finding !== %q`, first))
	act(ctx, t, press("k"))
	holds(ctx, t, fmt.Sprintf(`document.querySelector("article").dataset.finding === %q`, first))
	act(ctx, t, press("c"))
	holds(ctx, t, `document.activeElement.id === "by"`)
	act(ctx, t, chromedp.KeyEvent("wang"), chromedp.Evaluate(`document.activeElement.blur()`, nil), press("c"))
	holds(ctx, t, `document.querySelector(".kicker .tag.confirmed") !== null`)
	act(ctx, t, press("d"))
	holds(ctx, t, `document.activeElement.id === "why"`)
}

// pagesOf are the paths of one page of every kind.
func pagesOf(ctx context.Context, t *testing.T, address string) []string {
	t.Helper()
	act(ctx, t, chromedp.Navigate(address+"/documents"), chromedp.Click("tr.entry .go", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector(".sheets") !== null`)
	document := ask[string](ctx, t, `location.pathname`)
	sheet := ask[string](ctx, t, `document.querySelector(".sheets li:has(.level.error) a").getAttribute("href")`)
	finding := ask[string](ctx, t, `document.querySelector("tr.entry .go").getAttribute("href")`)
	return []string{"/", "/findings", finding, "/documents", document, sheet, "/rules", "/rules/A04"}
}

// TestNarrowInBrowser: on a telephone nothing stands beyond the side of any page.
func TestNarrowInBrowser(t *testing.T) {
	ctx := newBrowser(t, 360, 740)
	act(ctx, t, chromedp.EmulateViewport(360, 740))
	address := startServer(t, sampleStore(t))
	for _, path := range pagesOf(ctx, t, address) {
		for _, lang := range []string{"zh", "en"} {
			act(ctx, t, chromedp.Navigate(address+path+"?lang="+lang))
			if wide := ask[int](ctx, t, `document.documentElement.scrollWidth`); wide > 360 {
				t.Errorf("%s in %s is %d pixels wide", path, lang, wide)
			}
		}
	}
}

// TestSheetInBrowser: a cell of the table and its box on the image light up together, and marks lead to findings.
func TestSheetInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	address := startServer(t, sampleStore(t))
	act(ctx, t, chromedp.Navigate(address+"/documents"), chromedp.Click("tr.entry .go", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector(".sheets") !== null`)
	act(ctx, t, chromedp.Click(".sheets li:has(.level.error) a", chromedp.ByQuery))
	holds(ctx, t, `(() => { const im = document.querySelector(".paper img"); return im && im.complete && im.naturalWidth > 1000 })()`)
	// The box of a figure, over which text and the mark of a finding lie, one of a heading, and a cell of the table.
	for _, side := range []string{`(() => { const m = document.querySelector("rect.mark").getBoundingClientRect();
  return document.elementsFromPoint(m.x + m.width / 2, m.y + m.height / 2).find(e => e.matches("rect.cell")) })()`,
		`document.querySelector("svg rect.cell")`, `document.querySelector("td[data-cell]")`} {
		at := ask[struct{ X, Y float64 }](ctx, t, `(() => { const e = `+side+`; e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect();
  return {X: r.x + r.width / 2, Y: r.y + r.height / 2} })()`)
		act(ctx, t, chromedp.MouseEvent(input.MouseMoved, at.X, at.Y))
		holds(ctx, t, `document.querySelectorAll("svg rect.cell.lit").length === 1 && document.querySelectorAll(".grid .lit").length === 1`)
		if cell := ask[string](ctx, t, side+`.dataset.cell`); cell != ask[string](ctx, t, `document.querySelector(".grid .lit").dataset.cell`) {
			t.Errorf("over %s another cell lights up", cell)
		}
		act(ctx, t, chromedp.MouseEvent(input.MouseMoved, 2, 2))
		holds(ctx, t, `document.querySelectorAll(".lit").length === 0`)
	}
	holds(ctx, t, `document.querySelector(".paper a rect.mark") !== null`)
}

// TestStaticReportInBrowser: the report opens from its folder, narrows its lists, and has its crops.
func TestStaticReportInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	url, dir := sampleStore(t), filepath.Join(t.TempDir(), "report")
	gouji(t, ".", 0, "report", "--store", url, "--lang", "zh", "--out", dir)
	act(ctx, t, chromedp.Navigate("file://"+dir+"/index.html"), chromedp.Click(`nav a[href="findings.html"]`, chromedp.ByQuery))
	holds(ctx, t, `location.pathname.endsWith("/findings.html") && document.querySelectorAll("tr.entry").length > 1`)
	act(ctx, t, chromedp.Click(`[data-facet="level"][data-value="error"]`, chromedp.ByQuery))
	holds(ctx, t, `[...document.querySelectorAll("tr.entry")].every(r => r.hidden === (r.dataset.level !== "error"))`)
	act(ctx, t, chromedp.Reload())
	holds(ctx, t, `[...document.querySelectorAll("tr.entry")].filter(r => !r.hidden).length === 1`)
	act(ctx, t, chromedp.Click("tr.entry:not([hidden]) .go", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector("article.finding") !== null`)
	holds(ctx, t, cropsLoaded)
	id := ask[string](ctx, t, `document.querySelector("article").dataset.finding`)
	one := filepath.Join(t.TempDir(), "finding.html")
	gouji(t, ".", 0, "report", "--store", url, "--lang", "en", "--finding", id[:8], "--out", one)
	act(ctx, t, chromedp.Navigate("file://"+one))
	holds(ctx, t, cropsLoaded)
	if links := ask[int](ctx, t, `document.querySelectorAll("a, script, link").length`); links != 0 {
		t.Errorf("the single file has %d links to others", links)
	}
}
