// Package form recognises official forms among tables and reads them into facts. forms.go lists the forms; a
// table that no form claims is a problem of the document, never silence.
package form

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/form/codes"
	"gouji/extract/page"
	"gouji/extract/table"
)

// Codes of problems this package reports.
const (
	UnknownForm  = "unknown-form"   // no form, or more than one, claims a table
	NotAFigure   = "not-a-figure"   // words or broken digits where a figure is expected
	UnclearTable = "unclear-form"   // a form whose rows or columns are not all understood
	NoUnit       = "no-unit"        // a form without a printed unit
	RepeatedForm = "form-in-pieces" // one form that stands in several tables
)

// Read reads every table that is a form. The problems are about tables that are none and spots that could not
// be read, in the order of the tables.
func Read(tables []table.Table, doc fact.Document) ([]*fact.Form, []page.Problem) {
	var forms []*fact.Form
	var problems []page.Problem
	instances := map[string]int{}
	grids := gridsOf(tables)
	for i, g := range grids {
		m, ok, why := recognise(g)
		if !ok {
			problems = append(problems, unknown(&tables[i], why))
			if i > 0 && len(forms) > 0 {
				goesOn(forms[len(forms)-1], &tables[i-1], &tables[i])
			}
			continue
		}
		f, p := read(g, m, doc)
		f.Instance = instances[f.ID]
		instances[f.ID]++
		forms = append(forms, f)
		problems = append(problems, p...)
	}
	withheld(grids, forms)
	return forms, append(problems, inPieces(forms)...)
}

// secrecy is the remark that rows are left out of what is published.
var secrecy = regexp.MustCompile(`(?:保密|涉密|敏感).{0,40}(?:剔除|不予公开|未予公开|不公开|删除|隐去|未列)`)

// withheld doubts the lists of a document that says it leaves rows out for secrecy: their sums need not hold.
func withheld(grids []*grid, forms []*fact.Form) {
	said := ""
	for _, g := range grids {
		for _, lines := range [][]table.Line{g.t.Notes, g.inside} {
			for _, n := range lines {
				if secrecy.MatchString(plain(n.Text)) {
					said = g.t.ID
				}
			}
		}
	}
	if said == "" {
		return
	}
	for _, f := range forms {
		if k := kindOfForm(f.ID); k != nil && (k.rows == functional || k.rows == projects || k.rows == economic) {
			f.Doubts = append(f.Doubts, "the document leaves rows out for secrecy, as it says below table "+said)
		}
	}
}

func kindOfForm(id string) *kind {
	for i := range kinds {
		if kinds[i].id == id {
			return &kinds[i]
		}
	}
	return nil
}

func gridsOf(tables []table.Table) []*grid {
	grids := make([]*grid, len(tables))
	for i := range tables {
		grids[i] = newGrid(&tables[i])
	}
	return grids
}

func unknown(t *table.Table, why string) page.Problem {
	title := cut(strings.TrimSpace(t.Title.Text))
	if title == "" {
		title = "no title"
	}
	return page.Problem{Page: firstPage(t), Code: UnknownForm, Message: fmt.Sprintf("table %s (%s): %s", t.ID, title, why)}
}

// goesOn doubts the form before an unclaimed table of the same width on the next page: it may be its second half.
func goesOn(f *fact.Form, before, t *table.Table) {
	if f.Table == before.ID && len(before.Pages) > 0 && firstPage(t) == before.Pages[len(before.Pages)-1]+1 && t.Cols == before.Cols && !filledIn(f) {
		f.Doubts = append(f.Doubts, fmt.Sprintf("table %s may be its second half", t.ID))
	}
}

func firstPage(t *table.Table) int {
	if len(t.Pages) > 0 {
		return t.Pages[0]
	}
	return 0
}

// inPieces doubts forms of one kind and title on consecutive pages: one form whose tables could not be joined
// has its total in one piece and its rows in another.
func inPieces(forms []*fact.Form) []page.Problem {
	var problems []page.Problem
	for i := 1; i < len(forms); i++ {
		a, b := forms[i-1], forms[i]
		if a.ID != b.ID || filledIn(a) || len(a.Pages) == 0 || len(b.Pages) == 0 || b.Pages[0]-a.Pages[len(a.Pages)-1] > 1 || titleKey(a.Title) != titleKey(b.Title) {
			continue
		}
		why := fmt.Sprintf("the form goes on in table %s", b.Table)
		a.Doubts = append(a.Doubts, why)
		b.Doubts = append(b.Doubts, fmt.Sprintf("the form begins in table %s", a.Table))
		problems = append(problems, page.Problem{Page: b.Pages[0], Code: RepeatedForm, Message: fmt.Sprintf("table %s (%s): %s", a.Table, cut(a.Title), why)})
	}
	return problems
}

// filledIn says whether a form stands once for every project.
func filledIn(f *fact.Form) bool { return f.ID == fact.ProjectPerformance || f.ID == fact.Catalogue }

// reader reads one table as one form.
type reader struct {
	g        *grid
	kind     *kind
	ctx      headContext
	doc      fact.Document
	form     *fact.Form
	problems []page.Problem
}

func read(g *grid, m Match, doc fact.Document) (*fact.Form, []page.Problem) {
	rd := &reader{g: g, kind: m.kind, doc: doc, ctx: headContext{year: doc.Year, kind: m.kind}}
	rd.head(m)
	switch m.kind.shape {
	case keyValue:
		rd.projectForm()
	case byOverall:
		rd.overallForm()
	case byCode:
		rd.catalogue()
	default:
		rd.rowsForm()
	}
	rd.finishForm()
	return rd.form, rd.problems
}

// head sets what the form as a whole says: title, unit, publisher, year, emptiness.
func (rd *reader) head(m Match) {
	t := rd.g.t
	rd.form = &fact.Form{ID: m.Form, Title: strings.TrimSpace(m.Title), Pages: t.Pages, Table: t.ID, Year: rd.doc.Year}
	if rd.form.Title == "" {
		rd.form.Title = strings.TrimSpace(t.Title.Text)
		rd.doubt("recognised by its structure, not by a title")
	}
	rd.form.Place = fact.Place{Page: firstPage(t), Table: t.ID, Confidence: 1}
	for i, c := range t.Cells {
		if i == 0 {
			rd.form.Place.Source = c.Source
		}
		if c.Page == rd.form.Place.Page {
			rd.form.Place.Box = rd.form.Place.Box.Union(c.Box)
		}
	}
	if y := yearOf(rd.form.Title); y != 0 {
		rd.form.Year = y
	}
	if rd.ctx.year == 0 {
		rd.ctx.year = rd.form.Year
	}
	rd.unit()
	for _, l := range rd.around() {
		if rd.form.Publisher == "" {
			rd.form.Publisher = publisherIn(l.Text)
		}
		rd.emptyNote(l.Text, l.Page, l.Box)
	}
}

// around are the lines that belong to the table and stand outside its rows.
func (rd *reader) around() []table.Line {
	t := rd.g.t
	lines := append([]table.Line(nil), rd.g.inside...)
	lines = append(lines, t.Above...)
	lines = append(lines, t.UnitLine)
	return append(lines, t.Notes...)
}

// unit finds the form's unit: the table's unit line, a line above the rows, or a heading over all figures.
func (rd *reader) unit() {
	t := rd.g.t
	lines := append([]table.Line{t.UnitLine}, rd.g.inside...)
	lines = append(lines, t.Above...)
	lines = append(lines, t.Title)
	for _, l := range lines {
		if u := fact.ParseUnit(l.Text); u.Money() {
			rd.form.Unit = u
			rd.form.UnitPlace = fact.Place{Page: l.Page, Box: l.Box, Table: t.ID, Confidence: 1}
			return
		}
	}
	if u := fact.ParseUnit("单位:" + t.Unit); u.Money() {
		rd.form.Unit = u
		return
	}
	rd.unitInHeads()
}

// unitInHeads takes the unit of a heading that stands over the figures, where no other heading has another.
func (rd *reader) unitInHeads() {
	var found fact.Unit
	var place fact.Place
	for r := rd.g.first; r < rd.g.body; r++ {
		for _, c := range rd.g.written(r) {
			u := fact.ParseUnit(c.Text)
			if !u.Money() {
				continue
			}
			if found != "" && u != found {
				return
			}
			found, place = u, fact.Place{Page: c.Page, Box: c.Box, Table: rd.g.t.ID, Row: c.Row, Col: c.Col, Source: c.Source, Confidence: c.Confidence}
		}
	}
	rd.form.Unit, rd.form.UnitPlace = found, place
}

func (rd *reader) doubt(s string) {
	for _, d := range rd.form.Doubts {
		if d == s {
			return
		}
	}
	rd.form.Doubts = append(rd.form.Doubts, s)
}

func (rd *reader) problem(page_ int, code, message string) {
	rd.problems = append(rd.problems, page.Problem{Page: page_, Code: code, Message: fmt.Sprintf("table %s (%s): %s", rd.g.t.ID, cut(rd.form.Title), message)})
}

// rowsForm reads headings over rows.
func (rd *reader) rowsForm() {
	if rd.g.body == 0 || rd.g.body == rd.g.first {
		rd.doubt("the table has no headings")
	}
	all := rd.g.blocks()
	if rd.kind.rows == fundsAndUse {
		nameSides(rd.g, all)
	}
	type laid struct {
		b     block
		rows  []fact.Row
		cols  []fact.Column
		first int
	}
	var parts []laid
	for _, b := range all {
		cols := rd.columns(b)
		list := rd.entries(b)
		o := rd.outline(list, b)
		first := len(rd.form.Rows)
		for i := range o.rows {
			o.rows[i].Place.Table = rd.g.t.ID
			if o.rows[i].Parent != none {
				o.rows[i].Parent += first
			}
		}
		if rd.kind.listed {
			o.leaveOpen()
		}
		for _, d := range o.doubts {
			rd.doubt(d)
		}
		rd.form.Rows = append(rd.form.Rows, o.rows...)
		rd.form.Columns = append(rd.form.Columns, cols...)
		parts = append(parts, laid{b, o.rows, cols, first})
	}
	for _, p := range parts {
		rd.texts(p.b, p.rows)
		for _, r := range p.rows {
			for _, c := range p.cols {
				rd.fill(r, c)
			}
		}
	}
	rd.blankSums()
	sort.SliceStable(rd.form.Facts, func(i, j int) bool {
		a, b := rd.form.Facts[i].Place, rd.form.Facts[j].Place
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
}

// blankSums takes rows out of the outline that are printed over others without a figure of their own: a heading
// (一、部门预算) whose rows belong to the sum above, a total that is printed in another lane.
func (rd *reader) blankSums() {
	figures := map[int]map[string]bool{}
	for _, f := range rd.form.Facts {
		if s := f.Amount.State; s == fact.Number || s == fact.Zero {
			if figures[f.Place.Row] == nil {
				figures[f.Place.Row] = map[string]bool{}
			}
			figures[f.Place.Row][rd.laneAt(f.Place.Col)] = true
		}
	}
	rows := rd.form.Rows
	for i := range rows {
		r := &rows[i]
		if figures[r.Row][r.Lane] || !rd.sumsFigures(i, figures) {
			continue
		}
		for j := range rows {
			if rows[j].Parent == i {
				rows[j].Parent = r.Parent
			}
		}
		r.ID, r.Role, r.Parent = nameKey(r.Name)+"/blank", fact.OfWhich, none
	}
}

func (rd *reader) laneAt(col int) string {
	for _, c := range rd.form.Columns {
		if c.Col == col {
			return c.Lane
		}
	}
	return ""
}

// sumsFigures says whether a row is the parent of rows with figures.
func (rd *reader) sumsFigures(i int, figures map[int]map[string]bool) bool {
	for _, r := range rd.form.Rows {
		if r.Parent == i && r.Role != fact.OfWhich && figures[r.Row][r.Lane] {
			return true
		}
	}
	return false
}

// columns names a block's figures and doubts those that are not understood.
func (rd *reader) columns(b block) []fact.Column {
	cols := rd.ctx.nameColumns(b)
	known := cols[:0:0]
	for _, c := range cols {
		if !c.Known && (rd.kind.listed || rd.noFigures(c.Col)) {
			continue
		}
		if !c.Known && !insideKnown(rd.ctx, b, cols, c) {
			rd.doubt("column " + cut(c.ID) + " is not understood")
		}
		known = append(known, c)
	}
	return known
}

// leaveOpen says that how the rows of a list with much text add up is not followed.
func (o *outline) leaveOpen() {
	for i := range o.rows {
		if r := &o.rows[i]; r.Role != fact.Total {
			r.Role, r.Parent = fact.Unknown, none
		}
	}
}

// insideKnown says whether a column that is not understood is a part of a group whose own sum is: it can be left
// out then.
func insideKnown(ctx headContext, b block, cols []fact.Column, c fact.Column) bool {
	ctx.lane = b.lane
	for _, v := range b.values {
		if v.col != c.Col || len(v.heads) < 2 {
			continue
		}
		group := v
		group.heads = append(append([]string(nil), v.heads[:len(v.heads)-1]...), "小计")
		var heads []heading
		for _, other := range b.values {
			heads = append(heads, ctx.read(other))
		}
		h := ctx.read(group)
		if len(h.items) == 0 {
			return false
		}
		id := ctx.columnID(h, surveyHeads(heads))
		for _, k := range cols {
			if k.Known && k.ID == id {
				return true
			}
		}
	}
	return false
}

// noFigures says whether a column holds no figure at all.
func (rd *reader) noFigures(col int) bool {
	return rd.g.content(col).figures == 0
}

// outline places a block's rows.
func (rd *reader) outline(list []entry, b block) *outline {
	all := groups(b)
	p := primary(all, rd.kind.rows)
	ctx := rd.ctx
	ctx.lane = b.lane
	switch {
	case rd.kind.rows == fundsAndUse:
		laneCodes(list, b.lane)
		o := newOutline(list, b.lane)
		o.byLane(ctx)
		return o
	case rd.kind.rows == publicItems && publicRows(ctx, list):
		o := newOutline(list, b.lane)
		o.byPublicItem(ctx)
		return o
	case rd.kind.rows == projects:
		o := newOutline(list, b.lane)
		o.byProject(rd.publisher())
		return o
	case rd.kind.rows == economic:
		classCodes(list, codes.DepartmentEconomic())
	case rd.kind.rows == functional:
		classesOnly(list, codes.Functional())
	}
	o := newOutline(list, b.lane)
	if anyCode(list) {
		o.byCode()
	} else if p < 0 || all[p].about == aboutUnit || rd.kind.rows == units || rd.kind.rows == publicItems || len(list) == 1 {
		o.byUnit()
	} else {
		o.byName(ctx)
	}
	o.staffTotals(ctx)
	return o
}

func (rd *reader) publisher() string {
	if rd.form.Publisher != "" {
		return rd.form.Publisher
	}
	return rd.doc.Publisher
}

func anyCode(list []entry) bool {
	for _, e := range list {
		if e.code != "" {
			return true
		}
	}
	return false
}

// publicRows says whether the rows of a 三公 form are its items, not its units or years.
func publicRows(ctx headContext, list []entry) bool {
	for _, e := range list {
		switch ctx.meaningOfRow(e.label.text) {
		case fact.Abroad, fact.Reception, fact.Vehicles:
			return true
		}
	}
	return false
}

// byName gives rows of an uncoded list the vocabulary's names; how they add up is not known.
func (o *outline) byName(ctx headContext) {
	total := o.markTotals()
	for i, e := range o.list {
		r := &o.rows[i]
		if r.Role == fact.Total {
			continue
		}
		if r.ID = ctx.meaningOfRow(e.label.text); r.ID == "" {
			r.ID = nameKey(e.name)
		}
		switch {
		case r.ID == fact.GrandTotal && total == none:
			r.Role = fact.Total
		default:
			r.Role = fact.Unknown
		}
	}
	o.uniqueIDs()
}

// staffTotals names the rows 人员经费合计 and 公用经费合计 that close a list by economic class.
func (o *outline) staffTotals(ctx headContext) {
	for i, e := range o.list {
		s := strings.TrimSuffix(e.label.text, "合计")
		if e.code != "" || e.total || s == e.label.text && !strings.HasSuffix(s, "小计") {
			continue
		}
		if id := ctx.meaningOfRow(strings.TrimSuffix(s, "小计")); id == fact.Personnel || id == fact.Public {
			r := &o.rows[i]
			r.ID, r.Role, r.Parent = id, fact.Total, none
			o.forget("row " + cut(e.name) + " has no code among rows with codes")
		}
	}
}

func (o *outline) forget(doubt string) {
	kept := o.doubts[:0]
	for _, d := range o.doubts {
		if d != doubt {
			kept = append(kept, d)
		}
	}
	o.doubts = kept
}

// nameSides finds out which side is which where no heading says it.
func nameSides(g *grid, all []block) {
	for i := range all {
		b := &all[i]
		switch b.lane {
		case fact.FirstLane, fact.SecondLane, fact.ThirdLane:
		default:
			continue
		}
		income, expenditure := 0, 0
		for r := g.body; r < g.end; r++ {
			for _, k := range b.keys {
				s := cutLabel(g.text(r, k.col)).text
				switch {
				case strings.HasPrefix(s, "收入") || strings.HasSuffix(s, "收入") || strings.HasSuffix(s, "收入合计"):
					income++
				case codes.Functional().Class(s) != "" || strings.HasPrefix(s, "支出") || strings.HasSuffix(s, "支出合计"):
					expenditure++
				}
			}
		}
		side := fact.Income
		if expenditure > income {
			side = fact.Expenditure
		}
		if income+expenditure > 0 && !laneTaken(all, side) {
			b.lane = side
		}
	}
}

func laneTaken(all []block, lane string) bool {
	for _, b := range all {
		if b.lane == lane {
			return true
		}
	}
	return false
}

func rowName(r fact.Row) string {
	if r.Name != "" {
		return r.Name
	}
	return "row " + strconv.Itoa(r.Row)
}
