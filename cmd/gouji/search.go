package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gouji/store"
)

func newSearchCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "search WORD…",
		Short: "Find documents of the store by words on their pages",
		Long: "Finds the documents that hold all the words on one page, or in their title and publisher. Two Chinese characters are\n" +
			"enough for a word. Each document is a line: file, page, text around the first word.",
		Example: "  gouji search 公务接待费\n  gouji search 会议费 2026",
		Args:    cobra.MinimumNArgs(1),
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "how many documents")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if limit < 1 {
			return usageError("--limit is %d; it must be at least 1", limit)
		}
		return inStore(cmd, func(s *store.Store, _ string) error {
			hits, err := s.Search(cmd.Context(), strings.Join(args, " "), limit)
			if err != nil {
				return failure(err)
			}
			for _, h := range hits {
				fmt.Fprintf(cmd.OutOrStdout(), "%s:%d: %s\n", h.Path, h.Page, h.Snippet)
			}
			return nil
		})
	}
	return cmd
}
