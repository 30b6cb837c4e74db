package report

import (
	"fmt"
	"slices"
	"strings"

	"gouji/reconcile"
)

const (
	// labelWidth is how wide, in columns of a terminal, labels of figures may be; in a narrow one as much as is left
	// beside figuresWidth, which page, sign, figure and unit take.
	labelWidth, figuresWidth = 44, 42
	// figuresShown is how many figures an equation lists; of more, the first of them and those on the other side.
	figuresShown, firstShown = 16, 8
	// quoteLines is how many lines of a quoted text are shown.
	quoteLines = 3
)

// pageWidth is how wide the page is before the line that parts it from what is printed there.
const pageWidth = len("page 999")

// gutter is what stands before a figure: its page, or nothing.
func gutter(pageText string) string { return "   " + columns().FillLeft(pageText, pageWidth) + " | " }

// evidence writes what a finding rests on, a figure a line: page, sign, what it is, and, flush right, what is printed.
// The figures of further equations are left out, as the equations name them.
func (t textWriter) evidence(run Run, f reconcile.Finding) {
	all := own(f)
	var figures []reconcile.Evidence
	for _, e := range all {
		if figureLike(e) {
			figures = append(figures, e)
		}
	}
	set := t.setting(figures)
	left := 0
	for i, e := range all {
		if e.Side == reconcile.Left {
			left++
		}
		switch skipped := len(all) - figuresShown; {
		case skipped > 0 && e.Side == reconcile.Left && left > firstShown:
			if left == firstShown+1 {
				t.line("%s", t.in(faint, gutter("")+"… "+fmt.Sprintf(word("more-figures", t.Lang), leftOf(all)-firstShown)))
			}
		case figureLike(e):
			t.figure(run, e, sign(f, all, i), set)
		default:
			t.quote(run, e)
		}
	}
}

// own is the evidence of a finding's own equation; all of it where it has none of its own.
func own(f reconcile.Finding) []reconcile.Evidence {
	all := slices.DeleteFunc(slices.Clone(f.Evidence), func(e reconcile.Evidence) bool { return e.Equation > 0 })
	if len(all) == 0 {
		return f.Evidence
	}
	return all
}

func leftOf(all []reconcile.Evidence) int {
	n := 0
	for _, e := range all {
		if e.Side == reconcile.Left {
			n++
		}
	}
	return n
}

// figureLike says whether evidence is a figure, or an operand with none, and no quotation.
func figureLike(e reconcile.Evidence) bool { return e.Value != "" || e.Side != "" }

// sign is how an operand takes part in its equation; a blank for the first, and for what is no operand.
func sign(f reconcile.Finding, all []reconcile.Evidence, i int) string {
	e := all[i]
	follows := i > 0 && all[i-1].Side == e.Side && all[i-1].Equation == e.Equation
	switch {
	case e.Side == reconcile.Right && !follows:
		if strings.Contains(f.EquationOf(e), "≤") {
			return "≤"
		}
		return "="
	case e.Minus:
		return "−"
	case e.Side == reconcile.Whole && !follows:
		return "÷"
	case e.Side != "" && follows:
		return "+"
	}
	return " "
}

// setting is how wide the columns of figures are.
type setting struct{ label, printed int }

func (t textWriter) setting(figures []reconcile.Evidence) setting {
	var s setting
	for _, e := range figures {
		s.label = max(s.label, min(widthOf(strings.TrimSpace(e.Label)), labelWidth, t.Width-figuresWidth))
		s.printed = max(s.printed, widthOf(t.printed(e)))
	}
	return s
}

func (t textWriter) figure(run Run, e reconcile.Evidence, sign string, s setting) {
	c := columns()
	line := fmt.Sprintf("%s %s  %s  %s", sign, c.FillRight(clipTo(e.Label, s.label), s.label), c.FillLeft(t.printed(e), s.printed), unitBehind(e))
	t.line("%s%s", t.in(faint, gutter(t.page(e))), strings.TrimRight(line, " ")+run.elsewhere(e))
}

// page is the page a piece of evidence stands on; empty for what is about the document as a whole.
func (t textWriter) page(e reconcile.Evidence) string {
	if e.Page < 1 {
		return ""
	}
	return fmt.Sprintf(word("page", t.Lang), e.Page)
}

// quote writes a quoted text in a few lines.
func (t textWriter) quote(run Run, e reconcile.Evidence) {
	text := strings.TrimSpace(e.Label + "  " + strings.Join(strings.Fields(e.Text), " "))
	mark := gutter(t.page(e))
	lines := wrapped(text, t.Width-widthOf(mark))
	if len(lines) > quoteLines {
		lines = lines[:quoteLines]
		lines[quoteLines-1] = clipTo(lines[quoteLines-1]+"…", t.Width-widthOf(mark))
	}
	lines[len(lines)-1] += run.elsewhere(e)
	for _, l := range lines {
		t.line("%s%s", t.in(faint, mark), l)
		mark = gutter("")
	}
}

// elsewhere names the file that evidence stands in where that is another one than the finding's.
func (r Run) elsewhere(e reconcile.Evidence) string {
	if file := r.other(e); file != "" {
		return "  <- " + file
	}
	return ""
}

func clipTo(s string, width int) string {
	return columns().Truncate(strings.TrimSpace(s), width, "…")
}

func clip(s string) string { return clipTo(s, labelWidth) }

// printed is a figure as printed, or that nothing is.
func (t textWriter) printed(e reconcile.Evidence) string {
	if e.Text == "" {
		return word("blank", t.Lang)
	}
	return e.Text
}

// unitBehind is the unit of a figure that is printed without one.
func unitBehind(e reconcile.Evidence) string {
	if e.Unit == "" || strings.HasSuffix(e.Text, e.Unit) {
		return ""
	}
	return e.Unit
}
