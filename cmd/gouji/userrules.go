package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/reconcile/rules"
	"gouji/reconcile/userrules"
)

// addRulesFlag adds --rules.
func addRulesFlag(cmd *cobra.Command, files *[]string) {
	cmd.Flags().StringArrayVar(files, "rules", nil, "a YAML file of rules of your own, checked beside the built-in ones (docs/user-rules.md); can be given several times")
}

// rulesWith are the built-in rules and those of a user's files.
func rulesWith(files []string) ([]*reconcile.Rule, error) {
	var user []*reconcile.Rule
	from := map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, usageError("--rules: %v", err)
		}
		list, err := userrules.Parse(name, text)
		if err != nil {
			return nil, usageError("--rules: %v", err)
		}
		for _, r := range list {
			if other, taken := from[r.ID]; taken {
				return nil, usageError("--rules: %s: rule %s is defined in %s already", name, r.ID, other)
			}
			from[r.ID] = name
		}
		user = append(user, list...)
	}
	if len(rules.With(user)) != len(rules.All())+len(user) {
		return nil, failure(fmt.Errorf("joining %d rules of a user with the built-in ones", len(user)))
	}
	return rules.With(user), nil
}
