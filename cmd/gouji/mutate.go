package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gouji/extract"
	"gouji/reconcile/mutate"
	"gouji/reconcile/rules"
)

// newMutateCommand is for make score: it is no part of the interface and not listed.
func newMutateCommand() *cobra.Command {
	var reader string
	var limit int
	var missed bool
	cmd := &cobra.Command{
		Use:    "mutate FILE…",
		Short:  "Change the facts of PDFs one at a time and print which changes the rules notice",
		Hidden: true,
		Args:   cobra.MinimumNArgs(1),
	}
	addReaderFlag(cmd, &reader)
	cmd.Flags().IntVar(&limit, "limit", 100, "how many changes of each kind are tried on a document")
	cmd.Flags().BoolVar(&missed, "missed", false, "name what was not noticed")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		options, err := pipelineOptions(cmd, reader)
		if err != nil {
			return err
		}
		table, err := scoreMutations(cmd, options, files, limit)
		if err != nil {
			return err
		}
		if missed {
			writeMissed(cmd, table)
		}
		return table.Markdown(cmd.OutOrStdout())
	}
	return cmd
}

func scoreMutations(cmd *cobra.Command, o options, files []string, limit int) (mutate.Table, error) {
	p, err := newPipeline(o)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	table := mutate.Table{}
	err = p.each(cmd.Context(), files, func(r *extract.Result) error {
		table.Score(r.Set, rules.All(), limit)
		return nil
	})
	if err != nil {
		return nil, failure(err)
	}
	return table, nil
}

func writeMissed(cmd *cobra.Command, table mutate.Table) {
	for _, by := range mutate.Operators() {
		if t := table[by]; t != nil {
			for _, name := range t.Missed {
				fmt.Fprintf(cmd.OutOrStdout(), "missed\t%s\t%s\n", by, name)
			}
		}
	}
}
