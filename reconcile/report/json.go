package report

import (
	"encoding/json"
	"io"

	"gouji/extract/page"
	"gouji/reconcile"
)

// The JSON of `check --format json`, field by field as the program's interface has it.
type (
	jsonRun struct {
		Documents []Document    `json:"documents"`
		Findings  []jsonFinding `json:"findings"`
		Ledger    []jsonLine    `json:"ledger"`
	}
	jsonFinding struct {
		ID         string                `json:"id"`
		Rule       string                `json:"rule"`
		Level      reconcile.Level       `json:"level"`
		Document   string                `json:"document"`
		Title      string                `json:"title"`
		Message    string                `json:"message"`
		Question   string                `json:"question"`
		Formula    string                `json:"formula"`
		Expected   string                `json:"expected"`
		Found      string                `json:"found"`
		Difference string                `json:"difference"`
		Unit       string                `json:"unit"`
		Evidence   []jsonEvidence        `json:"evidence"`
		Suggestion *reconcile.Suggestion `json:"suggestion,omitempty"`
		// Hypotheses are further changes of single figures that would close the equation, the likeliest first.
		Hypotheses []reconcile.Hypothesis `json:"hypotheses,omitempty"`
		// Form, Row and Column are what the finding is about, as a suppression names them.
		Form       string           `json:"form"`
		Row        string           `json:"row"`
		Column     string           `json:"column"`
		Verdict    *Verdict         `json:"verdict,omitempty"`
		Suppressed *jsonSuppression `json:"suppressed,omitempty"`
	}
	jsonSuppression struct {
		Reason string `json:"reason"`
		Line   int    `json:"line"`
	}
	jsonEvidence struct {
		// Document is the SHA-256 of the file it stands in where that is another one.
		Document  string      `json:"document,omitempty"`
		Page      int         `json:"page"`
		Box       [4]float64  `json:"bbox"`
		Text      string      `json:"text"`
		Value     string      `json:"value"`
		Unit      string      `json:"unit"`
		Table     string      `json:"table"`
		Cell      []int       `json:"cell"`
		Source    page.Source `json:"source"`
		Witnesses []string    `json:"witnesses"`
		// Otherwise is what the ink was read as where that is another figure.
		Otherwise string `json:"otherwise,omitempty"`
	}
	jsonLine struct {
		Rule     string            `json:"rule"`
		Document string            `json:"document"`
		Outcome  reconcile.Outcome `json:"outcome"`
		Checked  int               `json:"checked"`
		Reason   string            `json:"reason"`
	}
)

// JSON writes a run as one JSON object.
func JSON(w io.Writer, run Run, lang string) error {
	out := jsonRun{Documents: orEmpty(run.Documents), Findings: []jsonFinding{}, Ledger: []jsonLine{}}
	for _, f := range run.Findings {
		out.Findings = append(out.Findings, run.jsonFinding(f, lang))
	}
	for _, l := range run.Ledger {
		out.Ledger = append(out.Ledger, jsonLine{l.Rule, l.Document, l.Outcome, l.Checked, l.Reason.In(lang)})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(out)
}

func (r Run) jsonFinding(f reconcile.Finding, lang string) jsonFinding {
	j := jsonFinding{f.ID, f.Rule, f.Level, f.Document, f.Title.In(lang), f.Message.In(lang), f.Question.In(lang),
		f.Formula, f.Expected, f.Found, f.Difference, f.Unit, []jsonEvidence{}, f.Suggestion, f.Hypotheses,
		f.Element.Form, f.Element.Row, f.Element.Column, nil, nil}
	if v, ok := r.Verdicts[f.ID]; ok {
		j.Verdict = &v
	}
	if s, ok := r.Suppressed[f.ID]; ok {
		j.Suppressed = &jsonSuppression{s.Reason, s.Line}
	}
	for _, e := range f.Evidence {
		j.Evidence = append(j.Evidence, jsonEvidence{e.Document, e.Page, e.Box, e.Text, e.Value, e.Unit, e.Table, orEmpty(e.Cell),
			e.Source, orEmpty(e.Witnesses), e.Otherwise})
	}
	return j
}
