package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

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
	// Width is how many columns a line may have; DefaultWidth for 0.
	Width int
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
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
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

// hanging writes text in lines that fit; the first begins with mark, painted, and the others stand below what follows it.
func (t textWriter) hanging(mark, color, text string) {
	below := strings.Repeat(" ", widthOf(mark))
	for i, l := range wrapped(text, t.Width-widthOf(mark)) {
		switch {
		case i > 0:
			t.line("%s%s", below, l)
		case color == "":
			t.line("%s%s", mark, l)
		default:
			t.line("%s%s", t.in(color, mark), l)
		}
	}
}

// note writes a line that says more of a finding: what it is, and its text.
func (t textWriter) note(key, text string) {
	t.hanging("   = "+word(key, t.Lang)+word("colon", t.Lang), faint, text)
}

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
	if f.Kind == reconcile.Rounding {
		t.hanging("   ", "", f.Message.In(t.Lang))
		return // its equation stands in the message; JSON and HTML have the places
	}
	t.hanging("   ", "", f.Statement().In(t.Lang))
	t.evidence(run, f)
	// What a finding without an equation quotes is its evidence.
	if f.Formula != "" && !slices.ContainsFunc(f.Evidence, func(e reconcile.Evidence) bool { return e.Text == f.Formula }) {
		t.hanging(gutter(""), faint, f.Formula)
	}
	t.notes(run, f)
}

// notes are what is to be said beside the equation: hypotheses, assumptions, other equations, verdicts, the question.
func (t textWriter) notes(run Run, f reconcile.Finding) {
	if s := f.Suggestion; s != nil {
		t.note("hint", change(s, t.Lang))
	}
	for _, h := range others(f) {
		t.note("perhaps", supposed(h, t.Lang))
	}
	if !f.Assumption.Empty() {
		t.note("assumed", f.Assumption.In(t.Lang))
	}
	for _, r := range f.Related {
		t.note("related", fmt.Sprintf("%s %s (%s)", r.Rule, r.Formula, fmt.Sprintf(word("page", t.Lang), r.Page)))
	}
	if said := run.standing(f, t.Lang); said != "" {
		t.hanging("   = ", faint, said)
	}
	if !f.Question.Empty() {
		t.note("question", f.Question.In(t.Lang))
	}
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
	levels := make([]string, 0, len(levelColors)+1)
	plainText := ""
	for _, l := range []reconcile.Level{reconcile.Error, reconcile.Warning, reconcile.Note} {
		text := fmt.Sprintf("%s %d", word(string(l), t.Lang), count[l])
		plainText += text + between
		levels = append(levels, t.in(levelColors[l], text))
	}
	if len(findings) == 0 {
		levels = []string{word("none", t.Lang)}
	}
	if aside > 0 {
		levels = append(levels, fmt.Sprintf("%s %d", word("aside", t.Lang), aside))
	}
	parts := make([]string, 0, len(outcomes))
	for _, o := range []reconcile.Outcome{reconcile.Holds, reconcile.Fires, reconcile.NotApplicable, reconcile.Insufficient} {
		parts = append(parts, fmt.Sprintf("%s %d", word(string(o), t.Lang), outcomes[o]))
	}
	join := between
	if widthOf(plainText+strings.Join(parts, between)) > t.Width {
		join = "\n"
	}
	t.line("%s", strings.Join(levels, between)+join+strings.Join(parts, between))
}

// between stands between the counts of a summary.
const between = " · "

// outcomeWidth and titleWidth are how wide, in columns, the outcome and the title of a line of the ledger are.
const outcomeWidth, titleWidth = len("not applicable"), 46

// ledger writes what every rule came to, and why below it.
func (t textWriter) ledger(run Run, d Document) {
	c := columns()
	for _, l := range run.Ledger {
		if l.Document != d.SHA256 {
			continue
		}
		title := ""
		if r := run.rule(l.Rule); r != nil {
			title = r.Title.In(t.Lang)
		}
		t.line("%s %s %s %4d", l.Rule, c.FillRight(c.Truncate(title, titleWidth, "…"), titleWidth),
			c.FillRight(word(string(l.Outcome), t.Lang), outcomeWidth), l.Checked)
		if reason := l.Reason.In(t.Lang); reason != "" {
			t.hanging("    ", "", reason)
		}
	}
}
