// Package form recognises official forms among tables and reads them into facts. forms.go lists the forms; a
// table that no form claims is a problem of the document, never silence.
package form

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
)

// Codes of problems this package reports, beside fact.UnknownForm.
const (
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
		settle(f)
		f.Instance = instances[f.ID]
		instances[f.ID]++
		forms = append(forms, f)
		problems = append(problems, p...)
	}
	withheld(grids, forms)
	return forms, append(problems, inPieces(forms)...)
}

func gridsOf(tables []table.Table) []*grid {
	grids := make([]*grid, len(tables))
	for i := range tables {
		grids[i] = newGrid(&tables[i])
	}
	return grids
}

func unknown(t *table.Table, why page.Message) page.Problem {
	return page.Problem{Page: firstPage(t), Code: fact.UnknownForm, Message: aboutTable(t.ID, cut(strings.TrimSpace(t.Title.Text)), why)}
}

func firstPage(t *table.Table) int {
	if len(t.Pages) > 0 {
		return t.Pages[0]
	}
	return 0
}

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
		if m.kind.rows == projects {
			rd.projectTextsListed()
		}
		if m.kind.id == fact.ProjectPerformanceList {
			rd.indicators()
		}
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
		rd.doubt(say("没有标题，按表格结构认定", "recognised by its structure, not by a title"))
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

func (rd *reader) doubt(m page.Message) { rd.form.Doubts = addOnce(rd.form.Doubts, m) }

func (rd *reader) problem(number int, code string, message page.Message) {
	rd.problems = append(rd.problems, page.Problem{Page: number, Code: code, Message: aboutTable(rd.g.t.ID, cut(rd.form.Title), message)})
}

func (rd *reader) publisher() string {
	if rd.form.Publisher != "" {
		return rd.form.Publisher
	}
	return rd.doc.Publisher
}
