package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/report"
)

func newCheckCommand() *cobra.Command {
	var format, reader string
	var ledger bool
	var suppress string
	var ruleFiles []string
	cmd := &cobra.Command{
		Use:   "check FILE…",
		Short: "Reconcile the figures of PDFs and print what does not agree; nothing is kept",
		Long: "Reads the files, recovers their tables, and checks the figures against the rules (gouji rules).\n" +
			"Exit status: 0 no finding of level error, 1 at least one, 3 something could not be read.",
		Example: "  gouji check 部门预算.pdf\n" +
			"  gouji check --format json *.pdf > findings.json\n" +
			"  gouji check --format html 部门预算.pdf > report.html\n" +
			"  gouji check --ledger 部门预算.pdf      # with what every rule came to",
		Args: cobra.MinimumNArgs(1),
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json, sarif or html")
	cmd.Flags().BoolVar(&ledger, "ledger", false, "text: a line for every rule, with what it came to and why")
	addReaderFlag(cmd, &reader)
	addSuppressFlag(cmd, &suppress)
	addRulesFlag(cmd, &ruleFiles)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		options, err := pipelineOptions(cmd, reader)
		if err != nil {
			return err
		}
		if options.rules, err = rulesWith(ruleFiles); err != nil {
			return err
		}
		write, err := checkWriter(cmd, format, ledger)
		if err != nil {
			return err
		}
		aside, err := readSuppressions(suppress)
		if err != nil {
			return err
		}
		return checking{cmd, options, write, aside}.files(files)
	}
	return cmd
}

// writeRun prints what a run came to.
type writeRun func(w io.Writer, run report.Run) error

// checkWriter is what prints a run in a format.
func checkWriter(cmd *cobra.Command, format string, ledger bool) (writeRun, error) {
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return nil, err
	}
	switch format {
	case "text":
		o := report.TextOptions{Lang: lang, Color: colored(cmd.OutOrStdout()), Ledger: ledger, Width: widthOf(cmd.OutOrStdout())}
		return func(w io.Writer, run report.Run) error { return report.Text(w, run, o) }, nil
	case "json":
		return func(w io.Writer, run report.Run) error { return report.JSON(w, run, lang) }, nil
	case "sarif":
		return func(w io.Writer, run report.Run) error { return report.SARIF(w, run, lang, version) }, nil
	case "html":
		return func(w io.Writer, run report.Run) error { return report.HTML(w, run, lang) }, nil
	}
	return nil, usageError("--format is %q; it must be text, json, sarif or html", format)
}

// colored says whether the output is a terminal that takes colours (https://no-color.org).
func colored(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// leastWidth and mostWidth bound, in columns, what lines of findings are wrapped to: figures need the one, and lines
// longer than the other are hard to read.
const leastWidth, mostWidth = 80, 120

// widthOf is how wide text is to be: as the terminal is, or 0 for the usual width where it goes elsewhere.
func widthOf(w io.Writer) int {
	file, ok := w.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return min(max(width, leastWidth), mostWidth)
}

// checking is what one call of check has to do.
type checking struct {
	cmd     *cobra.Command
	options options
	write   writeRun
	aside   suppressionFile
}

// files reads the files, reconciles them together, lets the second reader testify and prints the run.
func (c checking) files(files []string) error {
	cmd := c.cmd
	p, err := newPipeline(c.options)
	if err != nil {
		return err
	}
	defer p.Close()
	var sets []*fact.Set
	run := report.Run{Rules: c.options.rules.all}
	unread := p.each(cmd.Context(), files, func(r *extract.Result) error {
		sets = append(sets, r.Set)
		d := r.Set.Document
		run.Documents = append(run.Documents, report.Document{File: d.File, SHA256: d.SHA256})
		return nil
	})
	if cmd.Context().Err() != nil {
		return unread
	}
	run.Findings, run.Ledger = reconcile.Check(sets, run.Rules)
	p.testify(cmd.Context(), run)
	c.suppress(&run, sets)
	if err := c.write(cmd.OutOrStdout(), run); err != nil {
		return failure(fmt.Errorf("writing the findings: %w", err))
	}
	return checkStatus(run, errors.Join(unread, ruleFailures(run.Ledger)))
}

// suppress sets findings aside, and says of suppressions what is wrong with them.
func (c checking) suppress(run *report.Run, sets []*fact.Set) {
	documents := map[string]fact.Document{}
	for _, s := range sets {
		documents[s.Document.SHA256] = s.Document
	}
	what := c.aside.apply(run.Findings, func(f reconcile.Finding) fact.Document { return documents[f.Document] })
	run.Suppressed = what.By
	lang, _ := c.cmd.Flags().GetString("lang")
	c.aside.report(what, func(t reconcile.Text) { fmt.Fprintln(c.cmd.ErrOrStderr(), t.In(lang)) })
}

// checkStatus is the exit status of a run: what could not be done goes before what was found.
func checkStatus(run report.Run, undone error) error {
	if undone != nil {
		return failure(undone)
	}
	for _, f := range run.Findings {
		if f.Level == reconcile.Error && !run.Aside(f) {
			return &exitStatus{code: exitFindings}
		}
	}
	return nil
}

// ruleFailures are the rules that broke, as one error; nil for none.
func ruleFailures(ledger []reconcile.LedgerLine) error {
	var failures []error
	for _, line := range ledger {
		if line.Failure != "" {
			failures = append(failures, fmt.Errorf("rule %s could not run on %s: %s", line.Rule, line.Document, line.Failure))
		}
	}
	return errors.Join(failures...)
}
