package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

// resource is one CSV file of a Data Package.
type resource struct {
	name    string
	title   reconcile.Text
	columns []column
	// key are the columns that name a row; of is the one that holds a document's hash, empty for none.
	key   []string
	of    string
	write func(exporter, rowWriter) error
}

// resources are the files of a package, those first that others refer to.
func resources(lang string) []resource {
	return []resource{
		{name: "documents", title: reconcile.Text{ZH: "文件", EN: "documents"}, columns: documentColumns(lang),
			key: []string{"sha256"}, write: func(e exporter, w rowWriter) error { return e.writeDocuments(w, lang) }},
		{name: "findings", title: reconcile.Text{ZH: "发现", EN: "findings"}, columns: append(findingColumns(), column{name: "pages"}),
			key: []string{"id", "document"}, of: "document", write: func(e exporter, w rowWriter) error {
				return e.eachFinding(func(d store.Document, f store.Finding) error { return w.write(e.findingRow(d, f, lang)) })
			}},
		{name: "operands", title: reconcile.Text{ZH: "算式各项", EN: "operands"}, columns: packagedOperands(), of: "of",
			key: []string{"finding", "of", "seq"}, write: exporter.writeOperands},
		{name: "facts", title: reconcile.Text{ZH: "数据", EN: "facts"}, columns: append([]column{fileColumn()}, factColumns(lang)...),
			of: "sha256", write: func(e exporter, w rowWriter) error { return e.writeFacts(w, lang) }},
		{name: "cells", title: reconcile.Text{ZH: "表格", EN: "tables, a line a cell"},
			columns: tableCellColumns(), key: []string{"sha256", "table", "row", "col"},
			of: "sha256", write: func(e exporter, w rowWriter) error {
				return e.each(func(d store.Document) error { return e.tablesOf(d, w) })
			}},
		{name: "ledger", title: reconcile.Text{ZH: "核对记录", EN: "what every rule came to"}, columns: ledgerColumns(),
			key: []string{"document", "rule"}, of: "document",
			write: func(e exporter, w rowWriter) error { return e.writeLedger(w, lang) }},
		{name: "rules", title: reconcile.Text{ZH: "规则", EN: "rules"}, columns: ruleColumns(), key: []string{"rule"},
			write: func(e exporter, w rowWriter) error {
				for _, r := range e.rules {
					if err := w.write(ruleRow(r, lang)); err != nil {
						return err
					}
				}
				return nil
			}},
	}
}

// packagedOperands are the columns of operands; of is the finding's document, document the one a figure stands in.
func packagedOperands() []column {
	columns := plain("finding", "of", "seq", "rule", "document", "label", "printed", "value", "unit", "page", "table", "row", "col",
		"source", "witnesses", "read_as")
	return as(numberKind, as(integerKind, columns, "seq", "page", "row", "col"), "value")
}

func (e exporter) writeOperands(w rowWriter) error {
	return e.eachFinding(func(d store.Document, f store.Finding) error {
		for i, ev := range f.Evidence {
			document := ev.Document
			if document == "" {
				document = d.SHA256
			}
			row := operandRow(f, ev)
			if err := w.write(append([]any{f.ID, d.SHA256, i, f.Rule, document}, row[2:]...)); err != nil {
				return err
			}
		}
		return nil
	})
}

func ledgerColumns() []column {
	return as(integerKind, plain("document", "rule", "outcome", "checked", "reason", "failure"), "checked")
}

func (e exporter) writeLedger(w rowWriter, lang string) error {
	return e.each(func(d store.Document) error {
		lines, err := e.store.Ledger(e.ctx, d.SHA256)
		if err != nil {
			return err
		}
		for _, l := range lines {
			row := []any{d.SHA256, l.Rule, string(l.Outcome), l.Checked, l.Reason.In(lang), l.Failure}
			if err := w.write(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// witnessList are the readers that saw a figure, separated by spaces.
func witnessList(e reconcile.Evidence) string { return strings.Join(e.Witnesses, " ") }

// exportPackage writes everything as a Data Package into a folder, which is made where it is missing.
func exportPackage(cmd *cobra.Command, dir, lang string) error {
	if dir == "" {
		return usageError("--format datapackage writes several files: name a folder with --out")
	}
	s, err := openStore(cmd, store.Existing)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return closeStore(s, failure(err))
	}
	e, err := newExporter(cmd.Context(), s)
	if err != nil {
		return closeStore(s, err)
	}
	e.format = formatPackage
	return closeStore(s, e.dataPackage(dir, lang))
}

// dataPackage writes the CSV files, and last what describes them: a package that has its description is whole.
func (e exporter) dataPackage(dir, lang string) error {
	description := filepath.Join(dir, "datapackage.json")
	if err := os.Remove(description); err != nil && !errors.Is(err, os.ErrNotExist) {
		return failure(err)
	}
	for _, r := range resources(lang) {
		if err := e.resource(dir, r); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(describe(resources(lang), lang), "", "  ")
	if err != nil {
		return failure(err)
	}
	if err := os.WriteFile(description, append(data, '\n'), 0o644); err != nil {
		return failure(err)
	}
	return nil
}

// resource writes one file of the package.
func (e exporter) resource(dir string, r resource) error {
	return writeOut(io.Discard, filepath.Join(dir, r.name+".csv"), func(out io.Writer) error {
		e.out = out
		w, err := e.rows(r.columns)
		if err != nil {
			return err
		}
		return errors.Join(r.write(e, w), w.close())
	})
}

// The description of a Data Package, version 1 of the specification, which all its readers know.
type (
	packageDescription struct {
		Profile   string                `json:"profile"`
		Name      string                `json:"name"`
		Title     string                `json:"title"`
		Resources []resourceDescription `json:"resources"`
	}
	resourceDescription struct {
		Profile  string            `json:"profile"`
		Name     string            `json:"name"`
		Path     string            `json:"path"`
		Title    string            `json:"title"`
		Format   string            `json:"format"`
		Media    string            `json:"mediatype"`
		Encoding string            `json:"encoding"`
		Schema   schemaDescription `json:"schema"`
	}
	schemaDescription struct {
		Fields      []fieldDescription `json:"fields"`
		Missing     []string           `json:"missingValues"`
		PrimaryKey  []string           `json:"primaryKey,omitempty"`
		ForeignKeys []foreignKey       `json:"foreignKeys,omitempty"`
	}
	fieldDescription struct {
		Name  string   `json:"name"`
		Type  string   `json:"type"`
		True  []string `json:"trueValues,omitempty"`
		False []string `json:"falseValues,omitempty"`
	}
	foreignKey struct {
		Fields    []string  `json:"fields"`
		Reference reference `json:"reference"`
	}
	reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	}
)

func describe(list []resource, lang string) packageDescription {
	p := packageDescription{Profile: "tabular-data-package", Name: "gouji",
		Title: reconcile.Text{ZH: "勾稽：预决算公开文件的数据与核对结果", EN: "gouji: figures of published budgets, and what reconciling them came to"}.In(lang)}
	for _, r := range list {
		d := resourceDescription{Profile: "tabular-data-resource", Name: r.name, Path: r.name + ".csv", Title: r.title.In(lang),
			Format: "csv", Media: "text/csv", Encoding: "utf-8",
			Schema: schemaDescription{Missing: []string{""}, PrimaryKey: r.key}}
		for _, c := range r.columns {
			d.Schema.Fields = append(d.Schema.Fields, c.field())
		}
		if r.of != "" {
			d.Schema.ForeignKeys = []foreignKey{{[]string{r.of}, reference{"documents", []string{"sha256"}}}}
		}
		p.Resources = append(p.Resources, d)
	}
	return p
}

// field describes a column. A column that is JSON is an array.
func (c column) field() fieldDescription {
	f := fieldDescription{Name: c.name, Type: "string"}
	switch {
	case c.raw:
		f.Type = "array"
	case c.kind == integerKind:
		f.Type = "integer"
	case c.kind == numberKind:
		f.Type = "number"
	case c.kind == timeKind:
		f.Type = "datetime"
	case c.kind == flagKind:
		f.Type, f.True, f.False = "boolean", []string{"1"}, []string{"0"}
	}
	return f
}
