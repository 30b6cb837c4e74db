package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/reconcile/rules"
	"gouji/reconcile/userrules"
	"gouji/store"
)

// addRulesFlag adds --rules.
func addRulesFlag(cmd *cobra.Command, files *[]string) {
	cmd.Flags().StringArrayVar(files, "rules", nil, "a YAML file of rules of your own, checked beside the built-in ones (docs/user-rules.md); can be given several times")
}

// ruleSet is what is checked: the built-in rules and a user's, and the files these are from.
type ruleSet struct {
	all   []*reconcile.Rule
	files []store.RuleFile
}

// rulesWith are the built-in rules and those of a user's files.
func rulesWith(names []string) (ruleSet, error) {
	var files []store.RuleFile
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return ruleSet{}, usageError("--rules: %v", err)
		}
		files = append(files, store.RuleFile{Name: name, Text: text})
	}
	return rulesFrom(files)
}

// rulesFrom are the built-in rules and those of files at hand.
func rulesFrom(files []store.RuleFile) (ruleSet, error) {
	var user []*reconcile.Rule
	from := map[string]string{}
	for _, f := range files {
		list, err := userrules.Parse(f.Name, f.Text)
		if err != nil {
			return ruleSet{}, usageError("--rules: %v", err)
		}
		for _, r := range list {
			if other, taken := from[r.ID]; taken {
				return ruleSet{}, usageError("--rules: %s: rule %s is defined in %s already", f.Name, r.ID, other)
			}
			from[r.ID] = f.Name
		}
		user = append(user, list...)
	}
	if len(rules.With(user)) != len(rules.All())+len(user) {
		return ruleSet{}, failure(fmt.Errorf("joining %d rules of a user with the built-in ones", len(user)))
	}
	return ruleSet{rules.With(user), files}, nil
}

// rulesOf are the rules that a document was last checked with, those of the last check of all where the hash is empty.
func rulesOf(ctx context.Context, s *store.Store, sha256 string) (ruleSet, error) {
	files, err := s.RulesOf(ctx, sha256)
	if err != nil {
		return ruleSet{}, failure(err)
	}
	return rulesFrom(files)
}
