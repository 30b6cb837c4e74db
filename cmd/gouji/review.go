package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/user"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

// review is what one call of the command says.
type review struct {
	ids     []string
	verdict store.Verdict
}

func newReviewCommand() *cobra.Command {
	var list bool
	var why, by, verdict string
	cmd := &cobra.Command{
		Use:   "review ID… confirmed|dismissed|explained|published",
		Short: "Record what a person says of findings, or list what was said",
		Long: "Records a verdict on findings in the store: confirmed (it is a contradiction), dismissed (it is none; --why says why),\n" +
			"explained (by the publisher; --why says how; it stays in the lists) or published (it was made public). Verdicts are added and never changed; the last one holds, as long as the figures\n" +
			"of the finding do. A dismissed finding no longer counts; when its figures change it is reopened.\n" +
			"The beginning of an ID will do where no other begins so. --list prints the history, of all findings or of those named.",
		Example: "  gouji review 3f9c21d0 confirmed\n" +
			"  gouji review 3f9c21d0 77aa01be dismissed --why '两表口径不同，见第12页说明'\n" +
			"  gouji review --list",
	}
	flags := cmd.Flags()
	flags.StringVar(&verdict, "verdict", "", "the verdict, where it is not the last argument")
	flags.StringVar(&why, "why", "", "the reason; dismissed and explained need one")
	flags.StringVar(&by, "by", "", "who says so; the user's name where none is given")
	flags.BoolVar(&list, "list", false, "print what was said, the oldest first")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ids, err := findingIDs(args, &verdict)
		if err != nil {
			return err
		}
		if list {
			if verdict != "" || why != "" || by != "" {
				return usageError("--list takes IDs alone, no verdict")
			}
			return withStore(cmd, func(s *store.Store) error { return listReviews(cmd, s, ids) })
		}
		r := review{ids, store.Verdict{Judgement: store.Judgement(verdict), Why: strings.TrimSpace(why), By: reviewer(by)}}
		if err := r.valid(); err != nil {
			return err
		}
		return withStore(cmd, func(s *store.Store) error { return r.record(cmd, s) })
	}
	return cmd
}

// judgements are the words of verdicts.
func judgements() []string {
	var words []string
	for _, j := range store.Judgements() {
		words = append(words, string(j))
	}
	return words
}

// findingIDs are the arguments less a verdict among them, which goes into verdict.
func findingIDs(args []string, verdict *string) ([]string, error) {
	var ids []string
	for _, a := range args {
		switch {
		case !slices.Contains(judgements(), a):
			ids = append(ids, a)
		case *verdict != "" && *verdict != a:
			return nil, usageError("two verdicts: %s and %s", *verdict, a)
		default:
			*verdict = a
		}
	}
	return ids, nil
}

// reviewer is who says so.
func reviewer(by string) string {
	if by = strings.TrimSpace(by); by != "" {
		return by
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}

// shortestID is the least length of the beginning of an ID.
const shortestID = 4

func (r review) valid() error {
	switch {
	case len(r.ids) == 0:
		return usageError("no finding is named; gouji export --what findings lists them with their IDs")
	case !slices.Contains(judgements(), string(r.verdict.Judgement)):
		return usageError("the verdict is %q; it must be %s", r.verdict.Judgement, strings.Join(judgements(), ", "))
	case r.verdict.Judgement.NeedsReason() && r.verdict.Why == "":
		return usageError("%s needs a reason: --why TEXT", r.verdict.Judgement)
	case r.verdict.By == "":
		return usageError("who says so is not known: --by NAME")
	}
	for _, id := range r.ids {
		if len(id) < shortestID {
			return usageError("the ID %q is too short; give %d characters or more", id, shortestID)
		}
	}
	return nil
}

// record adds the verdict to each finding. One that cannot be found is named and stops nothing.
func (r review) record(cmd *cobra.Command, s *store.Store) error {
	var undone []error
	for _, beginning := range r.ids {
		id, err := s.FindingID(cmd.Context(), beginning)
		if err == nil {
			err = s.Review(cmd.Context(), id, r.verdict, time.Now())
		}
		if err != nil {
			undone = append(undone, err)
			continue
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "%s %s\n", id, r.verdict.Judgement)
	}
	if err := errors.Join(undone...); err != nil {
		return failure(err)
	}
	return nil
}

// listReviews prints what was said of findings, a line each: when, who, verdict, finding, rule, document, reason.
func listReviews(cmd *cobra.Command, s *store.Store, beginnings []string) error {
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	var ids []string
	for _, b := range beginnings {
		id, err := s.FindingID(cmd.Context(), b)
		if err != nil {
			return failure(err)
		}
		ids = append(ids, id)
	}
	if err := writeReviews(cmd.Context(), s, cmd.OutOrStdout(), reviewList{ids, lang}); err != nil {
		return failure(err)
	}
	return nil
}

// reviewList is which findings' history is listed, all for none named, and in which language.
type reviewList struct {
	ids  []string
	lang string
}

func writeReviews(ctx context.Context, s *store.Store, out io.Writer, list reviewList) error {
	view := store.View{Name: "v_verdicts", Order: "verdict_id", Columns: []string{"finding", "verdict_at", "verdict_by", "verdict", "holds",
		"rule", "title_" + list.lang, "publisher", "coalesce(year, 0)", "verdict_why"}}
	superseded := reconcile.Text{ZH: "（不再有效）", EN: " (no longer holds)"}.In(list.lang)
	for row, err := range s.Rows(ctx, view) {
		if err != nil {
			return err
		}
		if len(list.ids) > 0 && !slices.Contains(list.ids, row[0].(string)) {
			continue
		}
		mark := ""
		if row[4].(int64) == 0 {
			mark = superseded
		}
		_, err := fmt.Fprintf(out, "%s  %s  %s%s  %s  %s %s  %s %d  %s\n", row[1], row[2], row[3], mark, row[0], row[5], row[6], row[7], row[8], row[9])
		if err != nil {
			return err
		}
	}
	return nil
}

// withStore opens the store that is there for a command, and closes it.
func withStore(cmd *cobra.Command, do func(*store.Store) error) error {
	s, err := openStore(cmd, store.Existing)
	if err != nil {
		return err
	}
	return closeStore(s, do(s))
}
