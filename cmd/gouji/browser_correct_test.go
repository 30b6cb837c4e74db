package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCorrectInBrowser: a figure of a finding is corrected by its form, the finding goes, and the page, its document's page
// and a reload show what was read and what a person says.
func TestCorrectInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	address := startServer(t, sampleStore(t))
	act(ctx, t, chromedp.Navigate(address+"/findings?level=error&lang=zh"), chromedp.Click("tr.entry .go", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector("article.finding") !== null`)
	formula := ask[string](ctx, t, `document.querySelector(".formula").textContent`)
	choose := `(() => { const o = [...document.querySelectorAll("#figure option")].find(o => o.textContent.endsWith("86.40")); o.selected = true; return true })()`
	act(ctx, t, chromedp.Click("details.correct summary", chromedp.ByQuery), chromedp.Evaluate(choose, nil),
		chromedp.SendKeys("#printed", "84.60", chromedp.ByQuery), chromedp.SendKeys("#correct-by", "王芳", chromedp.ByQuery),
		chromedp.SendKeys("#correct-why", "墨点", chromedp.ByQuery), chromedp.Click(".correction button", chromedp.ByQuery))
	shown := `document.querySelector(".kicker .tag").textContent === "已不再出现" && document.querySelector(".verdicts").innerText.includes("86.40 → 84.60 — 墨点")`
	holds(ctx, t, shown)
	act(ctx, t, chromedp.Reload())
	holds(ctx, t, shown)
	if was := ask[string](ctx, t, `document.querySelector(".formula").textContent`); was != formula {
		t.Errorf("the finding that is gone says %q, not what it said: %q", was, formula)
	}
	act(ctx, t, chromedp.Click("figure.place figcaption a", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector(".grid .corrected")?.textContent === "84.60"`)
	if title := ask[string](ctx, t, `document.querySelector(".grid .corrected").title`); title != "程序读作：86.40" {
		t.Errorf("the corrected cell says %q", title)
	}
	act(ctx, t, chromedp.Navigate(address+"/findings"))
	holds(ctx, t, `document.querySelectorAll("tr.entry").length > 0 && document.querySelector("tr.entry[data-level=error]") === null`)
}

// TestMissedInBrowser: a blank cell is chosen by a click in the table, gets a figure, and then has none again.
func TestMissedInBrowser(t *testing.T) {
	ctx := newBrowser(t, 1280, 900)
	address := startServer(t, sampleStore(t))
	act(ctx, t, chromedp.Navigate(address+"/findings?level=error&lang=zh"), chromedp.Click("tr.entry .go", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector("figure.place figcaption a") !== null`)
	act(ctx, t, chromedp.Click("figure.place figcaption a", chromedp.ByQuery))
	holds(ctx, t, `document.querySelector(".grid td.pick") !== null`)
	const blank = `[...document.querySelectorAll(".grid td.pick")].find(c => c.textContent === "")`
	cell := ask[string](ctx, t, blank+`.dataset.cell`)
	say := func(fill chromedp.Action) {
		t.Helper()
		act(ctx, t, chromedp.Click(fmt.Sprintf(`.grid td[data-cell="%s"]`, cell), chromedp.ByQuery))
		holds(ctx, t, `document.activeElement.id === "printed"`)
		if of := ask[string](ctx, t, `document.querySelector("#figure").selectedOptions[0].dataset.of`); of != cell {
			t.Fatalf("the form is about cell %s, not %s", of, cell)
		}
		act(ctx, t, fill, chromedp.SetValue("#correct-by", "li", chromedp.ByQuery), chromedp.Click(".correction button", chromedp.ByQuery))
	}
	text := fmt.Sprintf(`document.querySelector('.grid td[data-cell="%s"] ins')?.textContent`, cell)
	say(chromedp.SendKeys("#printed", "1.80", chromedp.ByQuery))
	holds(ctx, t, text+` === "1.80" && document.querySelector(".verdicts").innerText.includes("（空白） → 1.80")`)
	say(chromedp.Click(`[name=nothing]`, chromedp.ByQuery))
	holds(ctx, t, text+` === undefined && document.querySelectorAll(".read .verdicts li").length === 2`)
}
