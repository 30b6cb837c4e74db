package extract

import (
	"encoding/json"
	"io"
	"math"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/table"
)

// WriteJSON writes the document as `gouji extract` prints it: one object on a line, figures as decimals in strings,
// boxes in points with two decimals, messages in a language, zh or en.
func (r *Result) WriteJSON(w io.Writer, lang string) error {
	d := r.Set.Document
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		File       string          `json:"file"`
		SHA256     string          `json:"sha256"`
		Pages      int             `json:"pages"`
		Title      string          `json:"title"`
		Publisher  string          `json:"publisher"`
		Year       int             `json:"year"`
		Kind       fact.Kind       `json:"kind"`
		PageList   []jsonPage      `json:"page_list"`
		Tables     []jsonTable     `json:"tables"`
		Facts      []jsonFact      `json:"facts"`
		Paragraphs []jsonParagraph `json:"paragraphs"`
		Problems   []jsonProblem   `json:"problems"`
	}{d.File, d.SHA256, d.Pages, d.Title, d.Publisher, d.Year, d.Kind, r.jsonPages(lang),
		r.jsonTables(), r.jsonFacts(lang), r.jsonParagraphs(), newProblems(r.Problems, lang)})
}

type jsonProblem struct {
	Page    int    `json:"page"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func newProblems(problems []page.Problem, lang string) []jsonProblem {
	out := make([]jsonProblem, 0, len(problems))
	for _, p := range problems {
		out = append(out, jsonProblem{p.Page, p.Code, p.Message.In(lang)})
	}
	return out
}

type jsonPage struct {
	Page     int           `json:"page"`
	Width    float64       `json:"width"`
	Height   float64       `json:"height"`
	Source   page.Source   `json:"source"`
	Reader   string        `json:"reader"`
	Words    int           `json:"words"`
	Problems []jsonProblem `json:"problems"`
}

func (r *Result) jsonPages(lang string) []jsonPage {
	out := make([]jsonPage, 0, len(r.Pages))
	for _, p := range r.Pages {
		out = append(out, jsonPage{p.Page, p.Width, p.Height, p.Source, p.Reader, p.Words, newProblems(p.Problems, lang)})
	}
	return out
}

// box is [x0, y0, x1, y1].
type box [4]float64

func newBox(r page.Rect) box { return box{cents(r.X0), cents(r.Y0), cents(r.X1), cents(r.Y1)} }

// cents rounds to hundredths of a point, finer than any printer.
func cents(x float64) float64 { return math.Round(x*100) / 100 }

type jsonTable struct {
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	Form       string     `json:"form"`
	Unit       string     `json:"unit"`
	Pages      []int      `json:"pages"`
	Rows       int        `json:"rows"`
	Cols       int        `json:"cols"`
	HeaderRows int        `json:"header_rows"`
	Cells      []jsonCell `json:"cells"`
	Notes      []string   `json:"notes,omitempty"`
}

type jsonCell struct {
	Row        int         `json:"row"`
	Col        int         `json:"col"`
	RowSpan    int         `json:"rowspan"`
	ColSpan    int         `json:"colspan"`
	Text       string      `json:"text"`
	Page       int         `json:"page"`
	BBox       box         `json:"bbox"`
	Source     page.Source `json:"source"`
	Confidence float64     `json:"confidence"`
	// Certain and Readings are given for figures of images: two independent readings agree, or what else was read.
	Certain  bool       `json:"certain,omitempty"`
	Readings []string   `json:"readings,omitempty"`
	Rest     []jsonPart `json:"rest,omitempty"`
}

type jsonPart struct {
	Page int `json:"page"`
	BBox box `json:"bbox"`
}

func (r *Result) jsonTables() []jsonTable {
	forms := r.formOfTable()
	tables := make([]jsonTable, 0, len(r.Tables))
	for i := range r.Tables {
		t := &r.Tables[i]
		j := jsonTable{ID: t.ID, Title: t.Title.Text, Form: forms[t.ID], Unit: t.Unit, Pages: t.Pages,
			Rows: t.Rows, Cols: t.Cols, HeaderRows: t.HeaderRows, Cells: make([]jsonCell, 0, len(t.Cells))}
		for k := range t.Cells {
			j.Cells = append(j.Cells, newCell(&t.Cells[k]))
		}
		for _, n := range t.Notes {
			j.Notes = append(j.Notes, n.Text)
		}
		tables = append(tables, j)
	}
	return tables
}

func newCell(c *table.Cell) jsonCell {
	j := jsonCell{Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Text: c.Text, Page: c.Page,
		BBox: newBox(c.Box), Source: c.Source, Confidence: c.Confidence,
		Certain: c.Sure, Readings: c.Others}
	for _, p := range c.Rest {
		j.Rest = append(j.Rest, jsonPart{p.Page, newBox(p.Box)})
	}
	return j
}

// formOfTable is the ID of the form each table was recognised as.
func (r *Result) formOfTable() map[string]string {
	forms := map[string]string{}
	for _, f := range r.Set.Forms {
		forms[f.Table] = f.ID
	}
	return forms
}

type jsonFact struct {
	Form      string    `json:"form"`
	Row       string    `json:"row"`
	RowName   string    `json:"row_name"`
	Column    string    `json:"column"`
	Value     string    `json:"value"`
	Unit      fact.Unit `json:"unit"`
	Printed   string    `json:"printed"`
	Text      string    `json:"text,omitempty"`
	Page      int       `json:"page"`
	Table     string    `json:"table,omitempty"`
	Cell      *[2]int   `json:"cell,omitempty"`
	Uncertain string    `json:"uncertain,omitempty"`
	// Certain is set for a figure of an image that two independent readings gave alike; Readings are what else was read,
	// and Corrected is set where a sum chose among them.
	Certain   bool     `json:"certain,omitempty"`
	Readings  []string `json:"readings,omitempty"`
	Corrected string   `json:"corrected,omitempty"`
}

// jsonFacts are the facts that state something: blank cells are listed among the cells, not here.
func (r *Result) jsonFacts(lang string) []jsonFact {
	facts := []jsonFact{}
	for _, f := range r.Set.Facts() {
		number := f.Amount.State == fact.Number || f.Amount.State == fact.Zero
		if !number && f.Text == "" {
			continue
		}
		j := jsonFact{Form: f.Form, Row: f.Row, RowName: f.RowName, Column: f.Column, Unit: f.Amount.Unit,
			Printed: f.Amount.Printed, Text: f.Text, Page: f.Place.Page, Table: f.Place.Table, Uncertain: f.Uncertain.In(lang),
			Certain: f.Place.Sure, Readings: f.Readings, Corrected: f.Corrected}
		if number {
			j.Value = f.Amount.Value.String()
		}
		if f.Place.Table != "" {
			j.Cell = &[2]int{f.Place.Row, f.Place.Col}
		}
		facts = append(facts, j)
	}
	return facts
}

type jsonParagraph struct {
	Page int    `json:"page"`
	BBox box    `json:"bbox"`
	Text string `json:"text"`
}

func (r *Result) jsonParagraphs() []jsonParagraph {
	out := make([]jsonParagraph, 0, len(r.Paragraphs))
	for _, p := range r.Paragraphs {
		out = append(out, newParagraph(p))
	}
	return out
}

func newParagraph(p layout.Paragraph) jsonParagraph {
	return jsonParagraph{p.Page, newBox(p.Box), p.Text}
}
