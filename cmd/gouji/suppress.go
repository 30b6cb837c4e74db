package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"gouji/reconcile"
)

// addSuppressFlag gives a command --suppress.
func addSuppressFlag(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVar(file, "suppress", "", "file of findings to set aside, each with its reason (docs/suppress.md)")
}

// suppressionFile is a file of suppressions as it was read; without a name there is none.
type suppressionFile struct {
	name string
	list []reconcile.Suppression
}

// readSuppressions reads a file of suppressions. One that is not understood is wrong usage: nothing is set aside on a
// guess.
func readSuppressions(name string) (suppressionFile, error) {
	if name == "" {
		return suppressionFile{}, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return suppressionFile{}, usageError("--suppress: %w", err)
	}
	defer file.Close()
	list, err := reconcile.ParseSuppressions(file)
	if err != nil {
		return suppressionFile{}, usageError("--suppress %s: %w", name, err)
	}
	return suppressionFile{name, list}, nil
}

// apply says what the file does to findings, today.
func (f suppressionFile) apply(findings []reconcile.Finding, about aboutFinding) reconcile.Suppressed {
	return reconcile.Suppress(f.list, findings, about, time.Now())
}

// report says which suppressions hit nothing and which hold no longer, a line each.
func (f suppressionFile) report(what reconcile.Suppressed, say func(reconcile.Text)) {
	for _, s := range what.Stale {
		say(reconcile.Text{ZH: fmt.Sprintf("%s:%d: 抑制项“%s”没有对应的发现，可以删去", f.name, s.Line, s.Name()),
			EN: fmt.Sprintf("%s:%d: the suppression of %s hits nothing; it can go", f.name, s.Line, s.Name())})
	}
	for _, s := range what.Expired {
		day := s.Until.Format(time.DateOnly)
		say(reconcile.Text{ZH: fmt.Sprintf("%s:%d: 抑制项“%s”已于%s到期，不再起作用", f.name, s.Line, s.Name(), day),
			EN: fmt.Sprintf("%s:%d: the suppression of %s ended on %s and holds no longer", f.name, s.Line, s.Name(), day)})
	}
}
