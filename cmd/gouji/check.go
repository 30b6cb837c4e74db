package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/rules"
)

func newCheckCommand() *cobra.Command {
	var reader string
	cmd := &cobra.Command{Use: "check FILE…", Args: cobra.MinimumNArgs(1)}
	addReaderFlag(cmd, &reader)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		options, err := pipelineOptions(cmd, reader)
		if err != nil {
			return err
		}
		var sets []*fact.Set
		err = eachDocument(cmd, options, files, func(r *extract.Result) error { sets = append(sets, r.Set); return nil })
		findings, ledger := reconcile.Check(sets, rules.All())
		json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]any{"findings": findings, "ledger": ledger})
		return err
	}
	return cmd
}
