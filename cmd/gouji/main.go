// Command gouji (勾稽, to cross-check accounts) reads published Chinese budgets and final accounts, recovers
// their tables, and reconciles what they state.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// version is set by the build.
var version = "dev"

// The exit statuses, the same for every command.
const (
	exitFindings = 1 // done, and at least one finding of level error
	exitUsage    = 2 // wrong usage
	exitPartial  = 3 // something could not be done; what could be done was done
)

// exitStatus ends the program with a status; its message, where there is one, was not printed yet.
type exitStatus struct {
	code int
	err  error
}

func (e *exitStatus) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.code)
	}
	return e.err.Error()
}

func (e *exitStatus) Unwrap() error { return e.err }

// usageError is a wrong call of the program.
func usageError(format string, args ...any) error {
	return &exitStatus{exitUsage, fmt.Errorf(format, args...)}
}

// failure is something that could not be done.
func failure(err error) error { return &exitStatus{exitPartial, err} }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and gives the exit status.
func run(ctx context.Context, args []string) int { return execute(ctx, newRootCommand(), args) }

func execute(ctx context.Context, root *cobra.Command, args []string) int {
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	var status *exitStatus
	if !errors.As(err, &status) {
		// What cobra itself refuses (an unknown command or flag, a missing argument) is wrong usage.
		status = &exitStatus{exitUsage, err}
	}
	if status.err != nil {
		// The flag is there; what was given for it may be no language.
		lang, _ := root.PersistentFlags().GetString("lang")
		fmt.Fprintf(os.Stderr, "gouji: %s\n", complaint(status.err, lang))
	}
	if status.code == exitUsage {
		fmt.Fprintln(os.Stderr, "gouji --help lists the commands; gouji COMMAND --help explains one with an example")
	}
	return status.code
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "gouji",
		Short:         "Cross-check the figures of published Chinese budgets and final accounts (勾稽)",
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Example: "  gouji check 部门预算.pdf\n" +
			"  gouji extract --format text 部门预算.pdf\n" +
			"  gouji ingest ./pdfs && gouji export --what findings --format csv > findings.csv",
	}
	flags := root.PersistentFlags()
	flags.String("store", "sqlite:gouji.db", "where documents, facts and findings are kept: sqlite:FILE, or postgres://USER@HOST/DATABASE for many machines")
	flags.String("originals", "", "where the originals are kept: a folder, or s3://BUCKET (default: originals beside the store's file)")
	flags.String("lang", localeLanguage(), "language of messages: zh or en")
	flags.Int("jobs", runtime.NumCPU(), "how many documents, or pages of long documents, are read at once")
	flags.String("ocr", engineTesseract, "what reads page images: tesseract, or ppocr (gouji doctor says how to get it)")
	flags.BoolP("verbose", "v", false, "say more on standard error")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if lang, _ := cmd.Flags().GetString("lang"); lang != "zh" && lang != "en" {
			return usageError("--lang is %q; it must be zh or en", lang)
		}
		if jobs, _ := cmd.Flags().GetInt("jobs"); jobs < 1 {
			return usageError("--jobs is %d; it must be at least 1", jobs)
		}
		return nil
	}
	root.AddCommand(newExtractCommand(), newDrawCommand(), newCheckCommand(), newIngestCommand(), newWorkerCommand(), newCrawlCommand(machine()),
		newReconcileCommand(), newExportCommand(), newReportCommand(), newServeCommand(), newStoreCommand(), newRunsCommand(), newSearchCommand(), newReviewCommand(), newCorrectCommand(),
		newRulesCommand(), newDoctorCommand(), newMutateCommand(), newChildCommand())
	return root
}

// localeLanguage is en where the locale names a language other than Chinese, else zh.
func localeLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := os.Getenv(name)
		switch {
		case locale == "" || locale == "C" || locale == "POSIX" || strings.HasPrefix(locale, "C."):
			continue
		case strings.HasPrefix(locale, "zh"):
			return "zh"
		default:
			return "en"
		}
	}
	return "zh"
}
