package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"gouji/store"
)

func newReconcileCommand() *cobra.Command {
	var suppress string
	var ruleFiles []string
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: "Run the rules again over the documents in the store",
		Long: "Runs every rule again over what was read, without the PDFs: after an upgrade, or when rules have changed.\n" +
			"Findings that are no longer found stay in the store, marked absent.",
		Example: "  gouji reconcile\n  gouji reconcile --store sqlite:/data/gouji.db --suppress settled.txt",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			file, err := readSuppressions(suppress)
			if err != nil {
				return err
			}
			checked, err := rulesWith(ruleFiles)
			if err != nil {
				return err
			}
			return withStore(cmd, func(s *store.Store) error {
				return runReconcile(cmd, storeCheck{store: s, rules: checked.all, suppress: file}, checked.files)
			})
		},
	}
	addSuppressFlag(cmd, &suppress)
	addRulesFlag(cmd, &ruleFiles)
	return cmd
}

// runReconcile checks all documents of a store, with rules from a user's files among them, and says what that came to.
func runReconcile(cmd *cobra.Command, check storeCheck, user []store.RuleFile) error {
	ctx := cmd.Context()
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	documents, err := check.store.Documents(ctx)
	if err != nil {
		return failure(err)
	}
	run, err := check.store.BeginRun(ctx, store.Run{Command: "reconcile", ProgramVersion: version,
		ExtractorVersion: readingVersion(), Started: time.Now(), Rules: user})
	if err != nil {
		return failure(err)
	}
	report := newIngestReport(cmd.ErrOrStderr(), lang, false, 0)
	report.outdated(documents)
	check.run = run
	err = check.groups(ctx, checkGroups(documents),
		func(path string, err error) { report.path(pathFailure{path, err}) })
	return check.end(context.WithoutCancel(ctx), report, err)
}

// end records how the run ended, prints the summary and gives the exit status.
func (c storeCheck) end(ctx context.Context, report *ingestReport, err error) error {
	endErr := c.store.EndRun(ctx, c.run, store.RunEnd{Outcome: outcomeOf(err, report.tally.failed > 0), Finished: time.Now(), Failed: report.tally.failed})
	if err != nil {
		return report.goOn(err)
	}
	if endErr != nil {
		return failure(endErr)
	}
	found, err := tallyFindings(ctx, c.store, c.suppress, func(string) bool { return true })
	if err != nil {
		return failure(err)
	}
	report.aside(found, c.suppress)
	report.checked(found.levels)
	return ending(found.levels, report.tally.failed)
}
