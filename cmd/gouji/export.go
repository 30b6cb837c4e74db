package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

func newExportCommand() *cobra.Command {
	var what, format, out string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write findings, facts, tables or documents of the store as CSV, XLSX, JSON or SARIF",
		Long: "Writes what the store holds of the documents that are there now, in order of file.\n" +
			"csv is UTF-8 with a byte-order mark, so that Excel reads the Chinese; a text that a spreadsheet would take for\n" +
			"a formula gets an apostrophe before it, amounts never. xlsx has amounts as numbers and codes as text; findings come\n" +
			"with their operands, what was not checked, and the rules. json is one array, an object a line; jsonl is JSON Lines;\n" +
			"sarif is for findings. tables come as one line a cell in CSV and XLSX, as one object a table in JSON. datapackage\n" +
			"writes everything as a Frictionless Data Package, CSV files with a table schema, into the folder --out names.",
		Example: "  gouji export --what findings --format csv > findings.csv\n" +
			"  gouji export --what facts --format jsonl --out facts.jsonl\n" +
			"  gouji export --format xlsx --out findings.xlsx\n" +
			"  gouji export --format datapackage --out package",
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&what, "what", "findings", "findings, facts, tables or documents")
	flags.StringVar(&format, "format", formatCSV, "csv, xlsx, json, jsonl, for findings sarif, for everything datapackage")
	flags.StringVar(&out, "out", "", "file to write, for datapackage a folder; standard output where none is given")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		lang, err := cmd.Flags().GetString("lang")
		if err != nil {
			return err
		}
		if format == formatPackage {
			return exportPackage(cmd, out, lang)
		}
		write, err := exportOf(what, format, lang)
		if err != nil {
			return err
		}
		s, err := openStore(cmd, store.Existing)
		if err != nil {
			return err
		}
		return closeStore(s, writeOut(cmd.OutOrStdout(), out, func(w io.Writer) error {
			e, err := newExporter(cmd.Context(), s)
			if err != nil {
				return err
			}
			e.out, e.format, e.what = w, format, what
			return write(e)
		}))
	}
	return cmd
}

// The formats of an export.
const (
	formatCSV     = "csv"
	formatXLSX    = "xlsx"
	formatJSON    = "json"
	formatJSONL   = "jsonl"
	formatSARIF   = "sarif"
	formatPackage = "datapackage"
)

// exportOf is what writes one kind of thing in a format.
func exportOf(what, format, lang string) (func(exporter) error, error) {
	switch {
	case format == formatSARIF && what == "findings":
		return func(e exporter) error { return e.sarif(lang) }, nil
	case format == formatSARIF:
		return nil, usageError("--format sarif is for findings alone, not for %s", what)
	case !slices.Contains([]string{formatCSV, formatXLSX, formatJSON, formatJSONL}, format):
		return nil, usageError("--format is %q; it must be csv, xlsx, json, jsonl, datapackage or, for findings, sarif", format)
	}
	switch what {
	case "findings":
		return func(e exporter) error { return e.findings(lang) }, nil
	case "facts":
		return func(e exporter) error { return e.facts(lang) }, nil
	case "tables":
		return exporter.tables, nil
	case "documents":
		return func(e exporter) error { return e.documents(lang) }, nil
	}
	return nil, usageError("--what is %q; it must be findings, facts, tables or documents", what)
}

// writeOut hands write a buffered file, or standard output where no file is named. A file that could not be written
// whole is removed.
func writeOut(stdout io.Writer, path string, write func(io.Writer) error) error {
	target, done := stdout, func(err error) error { return err }
	if path != "" {
		file, err := os.Create(path)
		if err != nil {
			return failure(err)
		}
		target, done = file, func(err error) error { return closeFile(file, err) }
	}
	buffer := bufio.NewWriter(target)
	err := write(buffer)
	if err == nil {
		err = buffer.Flush()
	}
	if err = done(err); err != nil {
		return failure(fmt.Errorf("exporting: %w", err))
	}
	return nil
}

// closeFile closes a file that was written, and removes it where that failed.
func closeFile(file *os.File, err error) error {
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		// The first error is the one to report.
		_ = os.Remove(file.Name())
	}
	return err
}

// exporter writes one export. It holds one document at a time.
type exporter struct {
	ctx    context.Context
	store  *store.Store
	out    io.Writer
	format string
	// what is exported, the name of a workbook's only sheet.
	what string
	// rules are what the store was last checked with.
	rules []*reconcile.Rule
}

func newExporter(ctx context.Context, s *store.Store) (exporter, error) {
	checked, err := rulesOf(ctx, s, "")
	return exporter{ctx: ctx, store: s, rules: checked.all}, err
}

// rows gives a writer of rows with these columns in the export's format.
func (e exporter) rows(columns []column) (rowWriter, error) {
	switch e.format {
	case formatJSON:
		return &jsonRows{out: e.out, columns: columns}, nil
	case formatJSONL:
		return &jsonLines{out: e.out, columns: columns}, nil
	case formatXLSX:
		return newXLSXRows(e.out, e.what, columns)
	case formatPackage:
		return newCSVRows(e.out, columns)
	}
	if _, err := io.WriteString(e.out, byteOrderMark); err != nil {
		return nil, err
	}
	return newCSVRows(e.out, columns)
}

// each hands over the documents that are there now, in order of file.
func (e exporter) each(use func(store.Document) error) error {
	documents, err := e.store.Documents(e.ctx)
	if err != nil {
		return err
	}
	for _, d := range documents {
		if !d.Current {
			continue
		}
		if err := use(d); err != nil {
			return err
		}
	}
	return nil
}
