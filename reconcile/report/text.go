package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"gouji/reconcile"
)

// TextOptions say how text is written.
type TextOptions struct {
	// Lang is zh or en.
	Lang string
	// Color uses ANSI colours: for a terminal only.
	Color bool
	// Ledger adds a line for every rule.
	Ledger bool
}

// Colours of a terminal.
const (
	plain  = "\x1b[0m"
	bold   = "\x1b[1m"
	faint  = "\x1b[2m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
)

var levelColors = map[reconcile.Level]string{reconcile.Error: red, reconcile.Warning: yellow, reconcile.Note: cyan}

// textWriter writes findings the way compilers write errors: place and statement first, the printed figures below.
type textWriter struct {
	TextOptions
	w *bufio.Writer
}

// Text writes a run for a terminal.
func Text(w io.Writer, run Run, o TextOptions) error {
	t := textWriter{o, bufio.NewWriter(w)}
	for i, d := range run.Documents {
		if i > 0 {
			t.line("")
		}
		t.document(run, d)
	}
	return t.w.Flush()
}

func (t textWriter) line(format string, args ...any) { fmt.Fprintf(t.w, format+"\n", args...) }

// in paints text where colours are wanted.
func (t textWriter) in(color, text string) string {
	if !t.Color {
		return text
	}
	return color + text + plain
}

func (t textWriter) document(run Run, d Document) {
	findings, aside := run.counted(d.SHA256)
	t.line("%s", t.in(bold, d.File))
	for _, f := range findings {
		t.line("")
		t.finding(run, d, f)
	}
	for _, f := range aside {
		t.line("")
		t.aside(run, f)
	}
	t.line("")
	t.summary(run, d, findings, len(aside))
	if t.Ledger {
		t.ledger(run, d)
	}
}

// aside writes a finding that does not count: a line for what it is and one for who says so.
func (t textWriter) aside(run Run, f reconcile.Finding) {
	t.line("%s", t.in(faint, word(string(f.Level), t.Lang)+"["+f.Rule+"] "+f.Title.In(t.Lang)+"  "+f.ID))
	t.line("   %s %s", t.in(faint, "="), run.standing(f, t.Lang))
}

func (t textWriter) finding(run Run, d Document, f reconcile.Finding) {
	place := d.File
	if e := first(f); e != nil && e.Page > 0 {
		place = fmt.Sprintf("%s:%d", d.File, e.Page)
	}
	head := word(string(f.Level), t.Lang) + "[" + f.Rule + "]"
	t.line("%s %s", t.in(bold+levelColors[f.Level], head), t.in(bold, f.Title.In(t.Lang)))
	t.line("  %s %s", t.in(faint, "-->"), place)
	t.line("   %s", f.Message.In(t.Lang))
	if f.Kind == reconcile.Rounding {
		return // its equation stands in the message; JSON and HTML have the places
	}
	t.evidence(run, f)
	if f.Formula != "" {
		t.line("   %s %s", t.in(faint, "|"), f.Formula)
	}
	if s := f.Suggestion; s != nil {
		t.line("   %s %s", t.in(faint, "= "+word("hint", t.Lang)+":"), change(s, t.Lang))
	}
	for _, h := range others(f) {
		t.line("   %s %s", t.in(faint, "= "+word("perhaps", t.Lang)+":"), supposed(h, t.Lang))
	}
	if !f.Assumption.Empty() {
		t.line("   %s %s", t.in(faint, "= "+word("assumed", t.Lang)+":"), f.Assumption.In(t.Lang))
	}
	for _, r := range f.Related {
		t.line("   %s %s %s (%s)", t.in(faint, "= "+word("related", t.Lang)+":"), r.Rule, r.Formula, fmt.Sprintf(word("page", t.Lang), r.Page))
	}
	if said := run.standing(f, t.Lang); said != "" {
		t.line("   %s %s", t.in(faint, "="), said)
	}
	if !f.Question.Empty() {
		t.line("   %s %s", t.in(faint, "= "+word("question", t.Lang)+":"), f.Question.In(t.Lang))
	}
}

// labelWidth is how wide, in columns of a terminal, labels of figures may be.
const labelWidth = 44

// evidence writes a figure a line: page, what it is, what is printed, the last flush right.
func (t textWriter) evidence(run Run, f reconcile.Finding) {
	wide, right := 0, 0
	for _, e := range f.Evidence {
		wide = max(wide, runewidth.StringWidth(clip(e.Label)))
		right = max(right, runewidth.StringWidth(clip(printed(e))))
	}
	for _, e := range f.Evidence {
		pageText := fmt.Sprintf(word("page", t.Lang), e.Page)
		line := fmt.Sprintf("   %s %s  %s  %s", t.in(faint, runewidth.FillLeft(pageText, len("page 999"))+" |"),
			runewidth.FillRight(clip(e.Label), wide), runewidth.FillLeft(clip(printed(e)), right), unitBehind(e))
		if file := run.other(e); file != "" {
			line = strings.TrimRight(line, " ") + "  <- " + file
		}
		t.line("%s", line)
	}
}

func clip(s string) string { return runewidth.Truncate(strings.TrimSpace(s), labelWidth, "…") }

// printed is a figure as printed.
func printed(e reconcile.Evidence) string { return e.Text }

// unitBehind is the unit of a figure that is printed without one.
func unitBehind(e reconcile.Evidence) string {
	if e.Unit == "" || strings.HasSuffix(e.Text, e.Unit) {
		return ""
	}
	return e.Unit
}

func (t textWriter) summary(run Run, d Document, findings []reconcile.Finding, aside int) {
	count := map[reconcile.Level]int{}
	for _, f := range findings {
		count[f.Level]++
	}
	outcomes := map[reconcile.Outcome]int{}
	for _, l := range run.Ledger {
		if l.Document == d.SHA256 {
			outcomes[l.Outcome]++
		}
	}
	parts := make([]string, 0, len(levelColors))
	for _, l := range []reconcile.Level{reconcile.Error, reconcile.Warning, reconcile.Note} {
		parts = append(parts, t.in(levelColors[l], fmt.Sprintf("%s %d", word(string(l), t.Lang), count[l])))
	}
	if len(findings) == 0 {
		parts = []string{word("none", t.Lang)}
	}
	if aside > 0 {
		parts = append(parts, fmt.Sprintf("%s %d", word("aside", t.Lang), aside))
	}
	for _, o := range []reconcile.Outcome{reconcile.Holds, reconcile.Fires, reconcile.NotApplicable, reconcile.Insufficient} {
		parts = append(parts, fmt.Sprintf("%s %d", word(string(o), t.Lang), outcomes[o]))
	}
	t.line("%s", strings.Join(parts, " · "))
}

// ledger writes what every rule came to.
func (t textWriter) ledger(run Run, d Document) {
	for _, l := range run.Ledger {
		if l.Document != d.SHA256 {
			continue
		}
		title := ""
		if r := run.rule(l.Rule); r != nil {
			title = r.Title.In(t.Lang)
		}
		t.line("%s %s %s %4d  %s", l.Rule, runewidth.FillRight(clip(title), labelWidth),
			runewidth.FillRight(word(string(l.Outcome), t.Lang), len("not applicable")), l.Checked, l.Reason.In(t.Lang))
	}
}
