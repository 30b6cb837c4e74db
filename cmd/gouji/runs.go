package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"gouji/store"
)

// runLine is a run as gouji runs prints it.
type runLine struct {
	Run       int64  `json:"run"`
	Command   string `json:"command"`
	Version   string `json:"version"`
	Started   string `json:"started"`
	Finished  string `json:"finished"`
	Outcome   string `json:"outcome"`
	Read      int64  `json:"read"`
	Unchanged int64  `json:"unchanged"`
	Failed    int64  `json:"failed"`
}

func newRunsCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "runs",
		Short:   "List the runs that filled the store, the last first",
		Example: "  gouji runs\n  gouji runs --format json | jq -c 'select(.command == \"crawl\")'",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, or json for an object a line")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if format != "text" && format != "json" {
			return usageError("--format is %q; it must be text or json", format)
		}
		return withStore(cmd, func(s *store.Store) error { return printRuns(cmd, s, format) })
	}
	return cmd
}

func printRuns(cmd *cobra.Command, s *store.Store, format string) error {
	view := store.View{Name: "v_runs", Order: "id DESC", Columns: []string{"id", "command", "program_version", "started",
		"coalesce(finished, '')", "outcome", "read", "unchanged", "failed"}}
	for row, err := range s.Rows(cmd.Context(), view) {
		if err != nil {
			return failure(err)
		}
		r := runLine{row[0].(int64), row[1].(string), row[2].(string), row[3].(string), row[4].(string), row[5].(string),
			row[6].(int64), row[7].(int64), row[8].(int64)}
		if err := printRun(cmd, r, format); err != nil {
			return failure(err)
		}
	}
	return nil
}

func printRun(cmd *cobra.Command, r runLine, format string) error {
	if format == "json" {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(r)
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%d\t%s\t%s\t%s\t%s\t%d\t%d\t%d\n", r.Run, r.Command, r.Started, r.Finished, r.Outcome, r.Read,
		r.Unchanged, r.Failed)
	return err
}
