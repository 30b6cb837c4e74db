package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"gouji/extract/page"
	"gouji/store"
)

func newRunsCommand() *cobra.Command {
	var format string
	var limit int
	cmd := &cobra.Command{
		Use:   "runs",
		Short: "List the runs that changed the store, the last first",
		Long: "Lists the calls of commands that changed the store, the last first: when, how long, how they ended, and how many\n" +
			"documents were read, skipped and could not be read. A run that says running and is not was killed.",
		Example: "  gouji runs\n  gouji runs --limit 1 --format json",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	cmd.Flags().IntVar(&limit, "limit", 20, "how many; 0 for all")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if format != "text" && format != formatJSON {
			return usageError("--format is %q; it must be text or json", format)
		}
		if limit < 0 {
			return usageError("--limit is %d; it must not be negative", limit)
		}
		return inStore(cmd, func(s *store.Store, lang string) error {
			w, err := runRows(cmd.OutOrStdout(), format, lang)
			if err != nil {
				return failure(err)
			}
			if err := writeRuns(cmd, s, w, limit); err != nil {
				return failure(err)
			}
			return nil
		})
	}
	return cmd
}

func runColumns() []column {
	return plain("id", "command", "started", "finished", "outcome", "read", "unchanged", "failed", "program_version", "extractor_version")
}

func runRows(out io.Writer, format, lang string) (rowWriter, error) {
	if format == formatJSON {
		return &jsonRows{out: out, columns: runColumns()}, nil
	}
	w := &runLines{out: out}
	return w, w.line([]any{"#", in(lang, "命令", "command"), in(lang, "开始", "started"), in(lang, "用时", "took"), in(lang, "结果", "outcome"),
		in(lang, "读取", "read"), in(lang, "未变化", "unchanged"), in(lang, "失败", "failed")})
}

func in(lang, zh, en string) string { return page.Message{ZH: zh, EN: en}.In(lang) }

func writeRuns(cmd *cobra.Command, s *store.Store, w rowWriter, limit int) error {
	n := 0
	view := store.View{Name: "v_runs", Columns: expressions(runColumns()), Order: "id DESC"}
	for row, err := range s.Rows(cmd.Context(), view) {
		if err != nil {
			return err
		}
		if n++; limit > 0 && n > limit {
			break
		}
		if err := w.write(row); err != nil {
			return err
		}
	}
	return w.close()
}

// runLines prints runs in columns.
type runLines struct{ out io.Writer }

func (r *runLines) write(v []any) error {
	took := ""
	begun, err := time.Parse(time.RFC3339, fmt.Sprint(v[2]))
	if ended, endErr := time.Parse(time.RFC3339, fmt.Sprint(v[3])); err == nil && endErr == nil {
		took = ended.Sub(begun).String()
	}
	return r.line([]any{v[0], v[1], v[2], took, v[4], v[5], v[6], v[7]})
}

// runWidths are the columns' widths, in half-width characters.
var runWidths = [...]int{5, 10, 21, 9, 12, 9, 9, 9}

func (r *runLines) line(values []any) error {
	var b strings.Builder
	for i, v := range values {
		b.WriteString(runewidth.FillRight(fmt.Sprint(v), runWidths[i]))
	}
	_, err := fmt.Fprintln(r.out, strings.TrimRight(b.String(), " "))
	return err
}

func (r *runLines) close() error { return nil }
