// Package report writes findings and the ledger for people and programs: text for a terminal, JSON, SARIF, CSV and
// HTML. It decides nothing; what is written is what reconcile found.
package report

import (
	"gouji/reconcile"
)

// Document is a document that was checked.
type Document struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// Run is what one run came to.
type Run struct {
	Documents []Document
	Findings  []reconcile.Finding
	Ledger    []reconcile.LedgerLine
	// Rules are those that ran; they give titles where only an ID is at hand.
	Rules []*reconcile.Rule
	// Verdicts are what persons said of findings, by the finding's ID; only a store has any.
	Verdicts map[string]Verdict
	// Suppressed are the findings that a file of suppressions sets aside, by ID.
	Suppressed map[string]reconcile.Suppression
}

// Verdict is what a person said of a finding and its figures.
type Verdict struct {
	// Verdict is confirmed, dismissed or published.
	Verdict string `json:"verdict"`
	Why     string `json:"why"`
	By      string `json:"by"`
	// At is when, in UTC, RFC 3339.
	At string `json:"at"`
}

// dismissed is the verdict that sets a finding aside.
const dismissed = "dismissed"

// Aside says whether a finding does not count: it was dismissed or is suppressed.
func (r Run) Aside(f reconcile.Finding) bool {
	_, suppressed := r.Suppressed[f.ID]
	return suppressed || r.Verdicts[f.ID].Verdict == dismissed
}

// counted are the findings of one document that count; aside are those that do not.
func (r Run) counted(sha string) (counted, aside []reconcile.Finding) {
	for _, f := range r.of(sha) {
		if r.Aside(f) {
			aside = append(aside, f)
		} else {
			counted = append(counted, f)
		}
	}
	return counted, aside
}

// standing is what was said of a finding, in a language; empty where nothing was.
func (r Run) standing(f reconcile.Finding, lang string) string {
	if s, ok := r.Suppressed[f.ID]; ok {
		return word("suppressed", lang) + ": " + s.Reason
	}
	v, ok := r.Verdicts[f.ID]
	if !ok {
		return ""
	}
	text := word(v.Verdict, lang) + " (" + v.By + ", " + v.At + ")"
	if v.Why != "" {
		text += ": " + v.Why
	}
	return text
}

// other is the name of the file that evidence stands in where that is not the finding's own; else empty.
func (r Run) other(e reconcile.Evidence) string {
	if e.Document == "" {
		return ""
	}
	return r.file(e.Document)
}

// first is the first piece of evidence in the finding's own document; nil where it has none.
func first(f reconcile.Finding) *reconcile.Evidence {
	for i := range f.Evidence {
		if f.Evidence[i].Document == "" {
			return &f.Evidence[i]
		}
	}
	return nil
}

// rule is the rule with an ID; nil where it did not run.
func (r Run) rule(id string) *reconcile.Rule {
	for _, x := range r.Rules {
		if x.ID == id {
			return x
		}
	}
	return nil
}

// of are the findings of one document, in the order they were found.
func (r Run) of(sha string) []reconcile.Finding {
	var own []reconcile.Finding
	for _, f := range r.Findings {
		if f.Document == sha {
			own = append(own, f)
		}
	}
	return own
}

// file is the name of a document.
func (r Run) file(sha string) string {
	for _, d := range r.Documents {
		if d.SHA256 == sha {
			return d.File
		}
	}
	return sha
}

// words are the fixed words of reports.
var words = map[string]reconcile.Text{
	"error":          {ZH: "错误", EN: "error"},
	"warning":        {ZH: "疑问", EN: "warning"},
	"note":           {ZH: "提示", EN: "note"},
	"holds":          {ZH: "成立", EN: "holds"},
	"fires":          {ZH: "不成立", EN: "fires"},
	"not-applicable": {ZH: "不适用", EN: "not applicable"},
	"insufficient":   {ZH: "数据不足", EN: "insufficient"},
	"page":           {ZH: "第%d页", EN: "page %d"},
	"question":       {ZH: "问", EN: "ask"},
	"hint":           {ZH: "推测", EN: "hint"},
	"perhaps":        {ZH: "或者", EN: "perhaps"},
	"assumed":        {ZH: "假定", EN: "assumed"},
	"related":        {ZH: "同源", EN: "also"},
	"colon":          {ZH: "：", EN: ": "},
	"blank":          {ZH: "（空白）", EN: "(blank)"},
	"more-figures":   {ZH: "另有%d个数字", EN: "%d more figures"},
	"none":           {ZH: "没有发现", EN: "no findings"},
	"findings":       {ZH: "发现", EN: "Findings"},
	"ledger":         {ZH: "核对情况", EN: "What was checked"},
	"evidence":       {ZH: "依据", EN: "Evidence"},
	"rule":           {ZH: "规则", EN: "Rule"},
	"outcome":        {ZH: "结论", EN: "Outcome"},
	"checked":        {ZH: "核对数", EN: "Checked"},
	"reason":         {ZH: "说明", EN: "Reason"},
	"suppressed":     {ZH: "已抑制", EN: "suppressed"},
	"aside":          {ZH: "不计", EN: "set aside"},
	"confirmed":      {ZH: "已确认", EN: "confirmed"},
	"dismissed":      {ZH: "已驳回", EN: "dismissed"},
	"explained":      {ZH: "公开单位已说明", EN: "explained by the publisher"},
	"published":      {ZH: "已公布", EN: "published"},
	"title":          {ZH: "勾稽报告", EN: "Reconciliation report"},
}

func word(key, lang string) string { return words[key].In(lang) }

// orEmpty is a list that JSON writes as [].
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// change is the sentence that states a suggestion, always as a hypothesis.
func change(s *reconcile.Suggestion, lang string) string {
	t := reconcile.Text{ZH: "若“" + s.From + "”应为“" + s.To + "”，则等式成立（仅为推测）",
		EN: "were “" + s.From + "” to read “" + s.To + "”, the equation would hold (a hypothesis)"}
	for i, id := range s.AlsoConfirms {
		if i == 0 {
			t.ZH, t.EN = t.ZH+"；同时满足", t.EN+"; it would satisfy "
		} else {
			t.ZH, t.EN = t.ZH+"、", t.EN+", "
		}
		t.ZH, t.EN = t.ZH+id, t.EN+id
	}
	return t.In(lang)
}
