package main

import (
	"io"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/reconcile/report"
	"gouji/reconcile/rules"
)

// newRulesCommand lists the rules, or explains one.
func newRulesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the rules, or explain one: what it states, why, authority, what usually breaks it, examples",
		Example: "  gouji rules\n  gouji rules A04\n  gouji rules --lang en --format json\n" +
			"  gouji rules --format markdown > RULES.md",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lang, err := cmd.Flags().GetString("lang")
			if err != nil || lang == "" {
				lang = "zh"
			}
			id := ""
			if len(args) == 1 {
				id = args[0]
			}
			return printRules(cmd.OutOrStdout(), id, format, lang)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or markdown (markdown: all rules, both languages)")
	return cmd
}

// printRules writes the rules, or the one with an ID.
func printRules(w io.Writer, id, format, lang string) error {
	list, unbuilt := rules.All(), rules.NotBuilt()
	if id != "" {
		r := rules.Find(id)
		if r == nil {
			return usageError("there is no rule %q; gouji rules lists them", id)
		}
		list, unbuilt = []*reconcile.Rule{r}, nil
	}
	switch format {
	case "text":
		if id != "" {
			return report.RuleText(w, list[0], lang)
		}
		return report.RuleList(w, list, lang)
	case "json":
		return report.RuleJSON(w, list)
	case "markdown":
		return report.Rulebook(w, list, unbuilt)
	}
	return usageError("--format is %q; it must be text, json or markdown", format)
}
