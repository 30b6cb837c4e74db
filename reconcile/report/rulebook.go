package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"gouji/reconcile"
)

// RuleList writes the rules a line each.
func RuleList(w io.Writer, rules []*reconcile.Rule, lang string) error {
	for _, r := range rules {
		_, err := fmt.Fprintf(w, "%s  %s  %s\n", r.ID, runewidth.FillRight(word(string(r.Level), lang), len("warning")), r.Title.In(lang))
		if err != nil {
			return err
		}
	}
	return nil
}

// ruleWords are the headings of a rule's page.
var ruleWords = []struct {
	heading reconcile.Text
	text    func(*reconcile.Rule) reconcile.Text
}{
	{reconcile.Text{ZH: "内容", EN: "What it states"}, func(r *reconcile.Rule) reconcile.Text { return r.Doc.States }},
	{reconcile.Text{ZH: "缘由", EN: "Why"}, func(r *reconcile.Rule) reconcile.Text { return r.Doc.Why }},
	{reconcile.Text{ZH: "常见原因", EN: "What usually breaks it"}, func(r *reconcile.Rule) reconcile.Text { return r.Doc.Breaks }},
	{reconcile.Text{ZH: "不作问题的情形", EN: "What is not reported"}, func(r *reconcile.Rule) reconcile.Text { return r.Doc.Allowed }},
	{reconcile.Text{ZH: "依据", EN: "Authority"}, func(r *reconcile.Rule) reconcile.Text { return r.Authority }},
}

// RuleText explains one rule: what it states, why, what it rests on, and its examples with what they come to.
func RuleText(w io.Writer, r *reconcile.Rule, lang string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s (%s, %s)\n", r.ID, r.Title.In(lang), r.Group.In(lang), word(string(r.Level), lang))
	for _, x := range ruleWords {
		fmt.Fprintf(&b, "\n%s\n  %s\n", x.heading.In(lang), x.text(r).In(lang))
	}
	fmt.Fprintf(&b, "\n%s\n", reconcile.Text{ZH: "示例", EN: "Examples"}.In(lang))
	for _, e := range r.Examples {
		fmt.Fprintf(&b, "  %s  %s\n", runewidth.FillRight(word(string(e.Outcome), lang), len("not applicable")), e.Name)
		for _, line := range formulas(r, e) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// formulas are the equations of an example's findings.
func formulas(r *reconcile.Rule, e reconcile.Example) []string {
	findings, _ := reconcile.Check(e.Sets(), []*reconcile.Rule{r})
	var all []string
	for _, f := range findings {
		if f.Formula != "" && f.Document == e.Set().Document.SHA256 {
			all = append(all, f.Formula)
		}
	}
	return all
}

// Rulebook writes all rules, and the checks that were not built, as one Markdown page in both languages.
func Rulebook(w io.Writer, rules []*reconcile.Rule, unbuilt []reconcile.Unbuilt) error {
	var b strings.Builder
	b.WriteString("# 规则 · Rules\n\nMade from the rules themselves by `gouji rules --format markdown`; a test fails when it is stale.\n\n" +
		"| | 规则 | Rule | 级别 Level |\n|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", r.ID, strings.ToLower(r.ID), r.Title.ZH, r.Title.EN, r.Level)
	}
	for _, r := range rules {
		fmt.Fprintf(&b, "\n## %s\n\n**%s** · %s\n\n%s · %s\n\n", r.ID, r.Title.ZH, r.Title.EN, r.Group.ZH, r.Group.EN)
		for _, x := range ruleWords {
			t := x.text(r)
			fmt.Fprintf(&b, "- **%s** %s\n  **%s** %s\n", x.heading.ZH, t.ZH, x.heading.EN, t.EN)
		}
		b.WriteString("\n| outcome | example | equation |\n|---|---|---|\n")
		for _, e := range r.Examples {
			equation := strings.Join(formulas(r, e), "; ")
			if equation != "" {
				equation = "`" + equation + "`"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", e.Outcome, e.Name, equation)
		}
	}
	if len(unbuilt) > 0 {
		b.WriteString("\n## 没有建的规则及原因 · Not built, and why\n")
	}
	for _, u := range unbuilt {
		fmt.Fprintf(&b, "\n- **%s %s** %s\n  **%s** %s\n", u.ID, u.Title.ZH, u.Why.ZH, u.Title.EN, u.Why.EN)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// RuleJSON writes rules as a JSON list, in both languages.
func RuleJSON(w io.Writer, rules []*reconcile.Rule) error {
	type jsonExample struct {
		Name    string            `json:"name"`
		Outcome reconcile.Outcome `json:"outcome"`
	}
	type jsonRule struct {
		ID        string          `json:"id"`
		Group     reconcile.Text  `json:"group"`
		Level     reconcile.Level `json:"level"`
		Title     reconcile.Text  `json:"title"`
		States    reconcile.Text  `json:"states"`
		Why       reconcile.Text  `json:"why"`
		Breaks    reconcile.Text  `json:"breaks"`
		Allowed   reconcile.Text  `json:"allowed"`
		Authority reconcile.Text  `json:"authority"`
		Examples  []jsonExample   `json:"examples"`
	}
	list := []jsonRule{}
	for _, r := range rules {
		j := jsonRule{r.ID, r.Group, r.Level, r.Title, r.Doc.States, r.Doc.Why, r.Doc.Breaks, r.Doc.Allowed, r.Authority, []jsonExample{}}
		for _, e := range r.Examples {
			j.Examples = append(j.Examples, jsonExample{e.Name, e.Outcome})
		}
		list = append(list, j)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(list)
}
