package main

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/store"
)

// workbook is the findings as a workbook: overview, findings, operands, what was not checked, rules.
type workbook struct {
	exporter
	lang                                         string
	book                                         *book
	overview, found, operands, unchecked, ruling *worksheet
	// files are the paths of the documents, by SHA-256.
	files map[string]string
	// levels, perRule and outcomes are counts for the overview.
	levels, perRule map[string]int
	outcomes        map[reconcile.Outcome]int
	documents       int
	failed          int
}

func operandColumns() []column {
	columns := plain("finding", "rule", "file", "document", "place", "label", "printed", "value", "unit", "page", "table", "row", "col",
		"source", "witnesses", "read_as")
	return as(numberKind, as(integerKind, columns, "page", "row", "col"), "value")
}

func uncheckedColumns() []column {
	return as(integerKind, plain("file", "document", "publisher", "year", "rule", "title", "outcome", "reason"), "year")
}

func ruleColumns() []column {
	return plain("rule", "group", "title", "level", "states", "why", "breaks", "allowed", "authority")
}

// findingsWorkbook writes the workbook. It holds a document at a time, and the paths of all.
func (e exporter) findingsWorkbook(lang string) error {
	w, err := newWorkbook(e, lang)
	if err != nil {
		return err
	}
	if err := w.eachDocument(); err != nil {
		return err
	}
	for _, r := range w.rules {
		if err := w.ruling.write(ruleRow(r, lang)); err != nil {
			return err
		}
	}
	if err := w.writeOverview(); err != nil {
		return err
	}
	for _, s := range []*worksheet{w.overview, w.found, w.operands, w.unchecked, w.ruling} {
		if err := s.close(); err != nil {
			return err
		}
	}
	return w.book.writeTo(e.out)
}

func newWorkbook(e exporter, lang string) (*workbook, error) {
	b, err := newBook()
	if err != nil {
		return nil, err
	}
	w := &workbook{exporter: e, lang: lang, book: b, files: map[string]string{}, levels: map[string]int{},
		perRule: map[string]int{}, outcomes: map[reconcile.Outcome]int{}}
	sheets := []struct {
		into    **worksheet
		title   reconcile.Text
		columns []column
	}{
		{&w.overview, reconcile.Text{ZH: "概览", EN: "overview"}, as(integerKind, plain("what", "count"), "count")},
		{&w.found, reconcile.Text{ZH: "发现", EN: "findings"}, append(findingColumns(), column{name: "pages"})},
		{&w.operands, reconcile.Text{ZH: "算式各项", EN: "operands"}, operandColumns()},
		{&w.unchecked, reconcile.Text{ZH: "未核对", EN: "not checked"}, uncheckedColumns()},
		{&w.ruling, reconcile.Text{ZH: "规则", EN: "rules"}, ruleColumns()},
	}
	for _, s := range sheets {
		if *s.into, err = b.sheet(s.title.In(lang), s.columns); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// eachDocument writes what was found and what was not checked, document by document.
func (w *workbook) eachDocument() error {
	err := w.each(func(d store.Document) error {
		w.files[d.SHA256] = d.Path
		w.documents++
		if d.State == store.Failed {
			w.failed++
		}
		return nil
	})
	if err != nil {
		return err
	}
	return errors.Join(w.eachFinding(w.finding), w.each(w.notChecked))
}

// finding writes a finding and its operands, each linked to the other, and to its page.
func (w *workbook) finding(d store.Document, f store.Finding) error {
	w.levels[string(f.Level)]++
	w.perRule[f.Rule]++
	row := w.findingRow(d, f, w.lang)
	idColumn := slices.IndexFunc(findingColumns(), func(c column) bool { return c.name == "id" })
	row[idColumn] = linkMark + f.ID
	if err := w.found.write(row); err != nil {
		return err
	}
	finding := w.found.place(w.found.row)
	for i, e := range f.Evidence {
		if err := w.operand(d, f, e); err != nil {
			return err
		}
		if err := w.operands.linkTo(1, finding); err != nil {
			return err
		}
		if i == 0 {
			if err := w.found.linkTo(idColumn+1, w.operands.place(w.operands.row)); err != nil {
				return err
			}
		}
	}
	return nil
}

// operand writes one figure a finding rests on, with a link to its page.
func (w *workbook) operand(d store.Document, f store.Finding, e reconcile.Evidence) error {
	sha, path := d.SHA256, d.Path
	if e.Document != "" {
		sha, path = e.Document, w.files[e.Document]
	}
	values := operandRow(f, e)
	page := reconcile.Text{ZH: fmt.Sprintf("第%d页", e.Page), EN: fmt.Sprintf("page %d", e.Page)}.In(w.lang)
	values = slices.Insert(values, 2, any(path), any(sha), any(linkMark+page))
	values[0] = linkMark + f.ID
	if err := w.operands.write(values); err != nil || path == "" {
		return err
	}
	const placeColumn = 5
	return w.operands.linkTo(placeColumn, pageLink(path, e.Page))
}

// operandRow is a figure a finding rests on, without its document.
func operandRow(f store.Finding, e reconcile.Evidence) []any {
	row := []any{f.ID, f.Rule, e.Label, e.Text, e.Value, e.Unit, e.Page, e.Table, nil, nil, string(e.Source), witnessList(e), readAs(e)}
	if len(e.Cell) == 2 {
		row[8], row[9] = e.Cell[0], e.Cell[1]
	}
	return row
}

// readAs is how the program read what a person corrected, empty for a figure it missed; nil where nobody corrected it.
func readAs(e reconcile.Evidence) any {
	if e.Source != page.Person {
		return nil
	}
	return e.ReadAs
}

// pageLink opens a file at a page, in the programs that know how.
func pageLink(path string, page int) string {
	link := url.URL{Scheme: "file", Path: path, Fragment: fmt.Sprintf("page=%d", page)}
	return link.String()
}

// notChecked writes the rules that could not decide a document, and why.
func (w *workbook) notChecked(d store.Document) error {
	lines, err := w.store.Ledger(w.ctx, d.SHA256)
	if err != nil {
		return err
	}
	if d.State == store.Failed {
		return w.unchecked.write([]any{d.Path, d.SHA256, d.Publisher, yearCell(d.Year), "", "", string(d.State), d.Error.In(w.lang)})
	}
	for _, l := range lines {
		w.outcomes[l.Outcome]++
		if l.Outcome != reconcile.Insufficient {
			continue
		}
		reason := l.Reason.In(w.lang)
		if l.Failure != "" {
			reason = l.Failure
		}
		err := w.unchecked.write([]any{d.Path, d.SHA256, d.Publisher, yearCell(d.Year), l.Rule, w.title(l.Rule), string(l.Outcome), reason})
		if err != nil {
			return err
		}
	}
	return nil
}

// title is what a rule is called; empty for one that is no longer there.
func (w *workbook) title(id string) string {
	for _, r := range w.rules {
		if r.ID == id {
			return r.Title.In(w.lang)
		}
	}
	return ""
}

// yearCell leaves an unknown year empty.
func yearCell(year int) any {
	if year == 0 {
		return nil
	}
	return year
}

func ruleRow(r *reconcile.Rule, lang string) []any {
	return []any{r.ID, r.Group.In(lang), r.Title.In(lang), string(r.Level), r.Doc.States.In(lang), r.Doc.Why.In(lang),
		r.Doc.Breaks.In(lang), r.Doc.Allowed.In(lang), r.Authority.In(lang)}
}

// writeOverview says how much there is: documents, findings by level and rule, what the rules came to.
func (w *workbook) writeOverview() error {
	in := func(zh, en string) string { return reconcile.Text{ZH: zh, EN: en}.In(w.lang) }
	rows := [][]any{{in("文件", "documents"), w.documents}, {in("未能读取的文件", "documents that could not be read"), w.failed}}
	for _, level := range []reconcile.Level{reconcile.Error, reconcile.Warning, reconcile.Note} {
		rows = append(rows, []any{in("发现：", "findings: ") + string(level), w.levels[string(level)]})
	}
	for _, o := range []reconcile.Outcome{reconcile.Holds, reconcile.Fires, reconcile.NotApplicable, reconcile.Insufficient} {
		rows = append(rows, []any{in("核对结果：", "outcomes: ") + string(o), w.outcomes[o]})
	}
	var ids []string
	for id := range w.perRule {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		rows = append(rows, []any{in("规则 ", "rule ") + id + " " + w.title(id), w.perRule[id]})
	}
	for _, row := range rows {
		if err := w.overview.write(row); err != nil {
			return err
		}
	}
	return nil
}
