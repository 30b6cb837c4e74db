package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gouji/extract"
)

func newExtractCommand() *cobra.Command {
	var format, out, pages, reader string
	cmd := &cobra.Command{
		Use:   "extract FILE…",
		Short: "Read PDFs and print their tables, facts and paragraphs, one JSON object a line",
		Example: "  gouji extract 部门预算.pdf > 部门预算.jsonl\n" +
			"  gouji extract --format text --pages 3-7 部门预算.pdf\n" +
			"  gouji extract --format csv --out tables/ *.pdf",
		Args: cobra.MinimumNArgs(1),
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", "json", "json (one object a line), csv (one file a table, into --out) or text (grids drawn in characters)")
	flags.StringVar(&out, "out", "", "folder for --format csv")
	flags.StringVar(&pages, "pages", "", "pages to read, such as 3-7, 5 or 3- (all)")
	addReaderFlag(cmd, &reader)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		options, err := pipelineOptions(cmd, reader)
		if err != nil {
			return err
		}
		write, err := extractWriter(cmd.OutOrStdout(), options.lang, format, out)
		if err != nil {
			return err
		}
		first, last, err := parsePages(pages)
		if err != nil {
			return err
		}
		options.first, options.last = first, last
		return eachDocument(cmd, options, files, write)
	}
	return cmd
}

// extractWriter is what prints one result in a format, its messages in a language.
func extractWriter(w io.Writer, lang, format, dir string) (func(*extract.Result) error, error) {
	switch format {
	case "json":
		return func(r *extract.Result) error { return r.WriteJSON(w, lang) }, nil
	case "text":
		return func(r *extract.Result) error { return r.WriteText(w, lang) }, nil
	case "csv":
		if dir == "" {
			return nil, usageError("--format csv needs --out DIR, the folder for one file a table")
		}
		return func(r *extract.Result) error { return writeTables(dir, r) }, nil
	}
	return nil, usageError("--format is %q; it must be json, csv or text", format)
}

// writeTables writes each table of a document as a CSV file named after the document and the table.
func writeTables(dir string, r *extract.Result) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	base := filepath.Base(r.Set.Document.File)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	for i := range r.Tables {
		t := &r.Tables[i]
		file, err := os.Create(filepath.Join(dir, base+"."+t.ID+".csv"))
		if err != nil {
			return err
		}
		err = extract.WriteTableCSV(file, t)
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", file.Name(), err)
		}
	}
	return nil
}

// parsePages reads 3-7, 5, 3- or -7; nothing means all pages, first and last 0.
func parsePages(text string) (first, last int, err error) {
	if text == "" {
		return 0, 0, nil
	}
	from, to, ranged := strings.Cut(text, "-")
	if first, err = pageNumber(from); err == nil {
		if last = first; ranged {
			last, err = pageNumber(to)
		}
	}
	if err != nil || (last != 0 && last < first) || text == "-" {
		return 0, 0, usageError("--pages is %q; write it as 3-7, 5, 3- or -7, counted from 1", text)
	}
	return first, last, nil
}

// pageNumber reads one end of a range; nothing is 0, an open end.
func pageNumber(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err == nil && n < 1 {
		err = strconv.ErrRange
	}
	return n, err
}
