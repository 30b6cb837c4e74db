package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"gouji/extract/page"
	"gouji/store"
)

func newStoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "store",
		Short: "Check or back up the store",
		Example: "  gouji store check\n" +
			"  gouji store backup /backup/gouji-$(date +%F).db",
		// Without a subcommand there is nothing to do; cobra would print the help and call that a success.
		RunE: func(*cobra.Command, []string) error { return usageError("store needs check or backup FILE") },
		Args: cobra.NoArgs,
	}
	cmd.AddCommand(newStoreCheckCommand(), newStoreBackupCommand())
	return cmd
}

func newStoreBackupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the store into a new file",
		Long: "Writes the store as it is at one moment into a new file, while other commands go on. The file has its name only\n" +
			"when it is whole; one that is there already is left alone. The originals lie beside the store and are not copied.\n" +
			"A store on PostgreSQL is copied with pg_dump.",
		Example: "  gouji store backup /backup/gouji-$(date +%F).db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return inStore(cmd, func(s *store.Store, _ string) error {
				if err := s.Backup(cmd.Context(), args[0]); err != nil {
					return failure(err)
				}
				return nil
			})
		},
	}
}

// inStore opens the store that --store names, uses it in the language of --lang, and closes it.
func inStore(cmd *cobra.Command, use func(s *store.Store, lang string) error) error {
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	return withStore(cmd, func(s *store.Store) error { return use(s, lang) })
}

func newStoreCheckCommand() *cobra.Command {
	var files bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Verify the store: hashes, references, contents",
		Long: "Looks at the whole store: the database file, references between rows, the state of every document against what is\n" +
			"kept of it, and the original files against their hashes. Every fault is a line; the exit status is 3 where there is one.",
		Example: "  gouji store check\n  gouji store check --files=false",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&files, "files", true, "read the original files and compare their hashes")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return inStore(cmd, func(s *store.Store, lang string) error {
			faults, err := s.Faults(cmd.Context())
			if err == nil && files {
				var changed []store.Fault
				changed, err = fileFaults(cmd, s)
				faults = append(faults, changed...)
			}
			if err != nil {
				return failure(err)
			}
			return sayFaults(cmd, faults, lang)
		})
	}
	return cmd
}

// sayFaults prints a line a fault.
func sayFaults(cmd *cobra.Command, faults []store.Fault, lang string) error {
	for _, f := range faults {
		fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", f.Subject, f.Message.In(lang))
	}
	if len(faults) > 0 {
		return failure(errors.New(page.Message{ZH: fmt.Sprintf("存储有%d处问题", len(faults)),
			EN: fmt.Sprintf("%d faults in the store", len(faults))}.In(lang)))
	}
	fmt.Fprintln(cmd.OutOrStdout(), page.Message{ZH: "存储完好", EN: "the store is sound"}.In(lang))
	return nil
}

// fileFaults compares the originals with their hashes.
func fileFaults(cmd *cobra.Command, s *store.Store) ([]store.Fault, error) {
	kept, err := reachableOriginals(cmd, s)
	if err != nil {
		return nil, err
	}
	var faults []store.Fault
	view := store.View{Name: "v_paths", Columns: []string{"path", "sha256"}, Where: "current = 1", Order: "path"}
	for row, err := range s.Rows(cmd.Context(), view) {
		if err != nil {
			return nil, err
		}
		path := fmt.Sprint(row[0])
		if m := fileFault(cmd.Context(), kept, path, fmt.Sprint(row[1])); !m.Empty() {
			faults = append(faults, store.Fault{Subject: path, Message: m})
		}
	}
	return faults, nil
}

// fileFault is what is wrong with one original; empty where nothing is.
func fileFault(ctx context.Context, kept *originals, path, sha256 string) page.Message {
	file, done, err := kept.file(ctx, sha256, path)
	got := ""
	if err == nil {
		defer done()
		got, _, err = hashFile(file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return page.Message{ZH: "原文件已不在", EN: "the original is gone"}
	case err != nil:
		return explanation(err)
	case got != sha256:
		return page.Message{ZH: "原文件已变动；再次执行 ingest 可重新读取",
			EN: "the original has changed since it was read; ingest reads it again"}
	}
	return page.Message{}
}
