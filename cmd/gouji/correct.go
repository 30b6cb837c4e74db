package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/store"
)

func newCorrectCommand() *cobra.Command {
	var c correction
	cmd := &cobra.Command{
		Use:   "correct ID [FIGURE PRINTED]",
		Short: "Say what a misread figure of a finding reads, and check again",
		Long: "With a finding's ID alone, lists the figures it rests on, with their numbers. With the number of one and the text that\n" +
			"stands on the page, records that the program misread it, or missed it where it read the cell as blank, and runs the rules\n" +
			"again over the documents it is checked with. '' says that nothing stands there; a\n" +
			"figure with a minus goes behind --. Figures no finding names are corrected on\n" +
			"the page of the document's page that gouji serve shows.\n" +
			"Corrections are added and never changed; the last one of a figure holds, also when the document is read again.\n" +
			"To take one back, correct the figure to what was read first. The figure's source is then no longer “person”.",
		Example: "  gouji correct 3f9c21d0\n  gouji correct 3f9c21d0 2 1610000 --by 王芳 --why '扫描件此处有墨点'",
	}
	flags := cmd.Flags()
	flags.StringVar(&c.why, "why", "", "how the page shows it")
	flags.StringVar(&c.by, "by", "", "who says so; the user's name where none is given")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 && len(args) != 3 {
			return usageError("correct takes a finding's ID, or an ID, a figure's number and what is printed")
		}
		if len(args[0]) < shortestID {
			return usageError("the ID %q is too short; give %d characters or more", args[0], shortestID)
		}
		c.args, c.by, c.why = args, reviewer(c.by), strings.TrimSpace(c.why)
		if c.by == "" {
			return usageError("who says so is not known: --by NAME")
		}
		return withStore(cmd, func(s *store.Store) error { return runCorrect(cmd, s, c) })
	}
	return cmd
}

// correction is what one call of the command says: a finding, and perhaps a figure of it and what is printed.
type correction struct {
	by, why string
	args    []string
}

func runCorrect(cmd *cobra.Command, s *store.Store, c correction) error {
	ctx := cmd.Context()
	id, err := s.FindingID(ctx, c.args[0])
	if err != nil {
		return failure(fmt.Errorf("%w; gouji export --what findings lists them with their IDs", err))
	}
	f, err := s.Finding(ctx, id)
	if err != nil {
		return failure(err)
	}
	if len(c.args) == 1 {
		listFigures(cmd.OutOrStdout(), f)
		return nil
	}
	number, err := strconv.Atoi(c.args[1])
	if err != nil || number < 1 || number > len(f.Evidence) {
		return usageError("figure %q: the finding has figures 1 to %d; gouji correct %s lists them", c.args[1], len(f.Evidence), c.args[0])
	}
	of := store.CorrectionOf(&f, number-1, strings.TrimSpace(c.args[2]))
	of.By, of.Why = c.by, c.why
	if err := s.Correct(ctx, of, time.Now()); err != nil {
		return failure(err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s p%d: %s → %s\n", id, of.Page, of.Was, of.Printed)
	return recheck(ctx, s, of.SHA256)
}

// listFigures prints the figures of a finding, a line each: number, page, label, printed text, source.
func listFigures(out io.Writer, f reconcile.Finding) {
	for i, e := range f.Evidence {
		mark := ""
		if e.Source == page.Person {
			mark = "  (person)"
		}
		fmt.Fprintf(out, "%d  p%d  %s  %s%s\n", i+1, e.Page, e.Label, e.Text, mark)
	}
}

// recheck runs the rules that a document was checked with, a user's among them, again over it and the documents that are
// checked with it. The second reader is not asked again: the files need not be at hand.
func recheck(ctx context.Context, s *store.Store, sha256 string) error {
	checked, err := rulesOf(ctx, s, sha256)
	if err != nil {
		return err
	}
	documents, err := s.Documents(ctx)
	if err != nil {
		return failure(err)
	}
	run, err := s.BeginRun(ctx, store.Run{Command: "correct", ProgramVersion: version, ExtractorVersion: readingVersion(),
		Started: time.Now(), Rules: checked.files})
	if err != nil {
		return failure(err)
	}
	var undone []error
	groups := slices.DeleteFunc(checkGroups(documents), func(g *checkGroup) bool { return !g.has(sha256) })
	err = storeCheck{store: s, rules: checked.all, run: run}.groups(ctx, groups,
		func(path string, err error) { undone = append(undone, fmt.Errorf("%s: %w", path, err)) })
	end := store.RunEnd{Outcome: store.Done, Finished: time.Now(), Failed: len(undone)}
	if err = errors.Join(append(undone, err)...); err != nil {
		end.Outcome = store.Partial
	}
	if err = errors.Join(err, s.EndRun(context.WithoutCancel(ctx), run, end)); err != nil {
		return failure(fmt.Errorf("the correction is kept, but not all was checked again (gouji reconcile does it): %w", err))
	}
	return nil
}
