package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

func newReconcileCommand() *cobra.Command {
	var ruleFiles []string
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: "Run the rules again over the documents in the store",
		Long: "Runs every rule again over what was read, without the PDFs: after an upgrade, or when rules have changed.\n" +
			"Findings that are no longer found stay in the store, marked absent.",
		Example: "  gouji reconcile\n  gouji reconcile --store sqlite:/data/gouji.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			checked, err := rulesWith(ruleFiles)
			if err != nil {
				return err
			}
			s, err := openStore(cmd, store.Existing)
			if err != nil {
				return err
			}
			return closeStore(s, runReconcile(cmd, s, checked))
		},
	}
	addRulesFlag(cmd, &ruleFiles)
	return cmd
}

// runReconcile checks all documents of a store and says what that came to.
func runReconcile(cmd *cobra.Command, s *store.Store, checked []*reconcile.Rule) error {
	ctx := cmd.Context()
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	documents, err := s.Documents(ctx)
	if err != nil {
		return failure(err)
	}
	run, err := s.BeginRun(ctx, store.Run{Command: "reconcile", ProgramVersion: version,
		ExtractorVersion: readingVersion(), Started: time.Now()})
	if err != nil {
		return failure(err)
	}
	report := newIngestReport(cmd.ErrOrStderr(), lang, false, 0)
	report.outdated(documents)
	check := storeCheck{store: s, run: run, rules: checked}
	err = check.groups(ctx, checkGroups(documents),
		func(path string, err error) { report.path(pathFailure{path, err}) })
	return check.end(context.WithoutCancel(ctx), report, err)
}

// end records how the run ended, prints the summary and gives the exit status.
func (c storeCheck) end(ctx context.Context, report *ingestReport, err error) error {
	outcome := store.Done
	switch {
	case errors.Is(err, context.Canceled):
		outcome = store.Interrupted
	case err != nil, report.tally.failed > 0:
		outcome = store.Partial
	}
	endErr := c.store.EndRun(ctx, c.run, store.RunEnd{Outcome: outcome, Finished: time.Now(), Failed: report.tally.failed})
	if err != nil {
		return report.goOn(err)
	}
	if endErr != nil {
		return failure(endErr)
	}
	count, err := countLevels(ctx, c.store, func(string) bool { return true })
	if err != nil {
		return failure(err)
	}
	report.checked(count)
	return ending(count, report.tally.failed)
}
