package report

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"

	"gouji/reconcile"
)

// The part of SARIF 2.1.0 that has a meaning here. SARIF knows no boxes on pages: the page goes into a logical
// location and the box into the location's properties.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Language    string            `json:"language"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
		Invocations []sarifInvocation `json:"invocations"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name     string      `json:"name"`
		Language string      `json:"language"`
		Version  string      `json:"version,omitempty"`
		Rules    []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Name    string       `json:"name"`
		Short   sarifMessage `json:"shortDescription"`
		Full    sarifMessage `json:"fullDescription"`
		Help    sarifMessage `json:"help"`
		Default sarifConfig  `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifURI          `json:"location"`
		Hashes   map[string]string `json:"hashes,omitempty"`
	}
	sarifURI struct {
		URI string `json:"uri"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Suppressions []sarifAside      `json:"suppressions,omitempty"`
		Properties   map[string]any    `json:"properties,omitempty"`
	}
	// sarifAside says that a finding does not count, and why.
	sarifAside struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical   *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical    []sarifLogical `json:"logicalLocations,omitempty"`
		Message    *sarifMessage  `json:"message,omitempty"`
		Properties map[string]any `json:"properties,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifURI `json:"artifactLocation"`
	}
	sarifLogical struct {
		Name string `json:"name"`
		Full string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
)

// sarifSchema is where SARIF 2.1.0 is defined.
const sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"

// SARIF writes a run as SARIF 2.1.0. version is the program's.
func SARIF(w io.Writer, run Run, lang, version string) error {
	r := sarifRun{Tool: sarifTool{sarifDriver{Name: "gouji", Language: lang, Version: version, Rules: []sarifRule{}}}, Language: lang,
		Artifacts: []sarifArtifact{}, Results: []sarifResult{}}
	for _, x := range run.Rules {
		r.Tool.Driver.Rules = append(r.Tool.Driver.Rules, sarifRule{ID: x.ID, Name: x.ID,
			Short: sarifMessage{x.Title.In(lang)}, Full: sarifMessage{x.Doc.States.In(lang)},
			Help: sarifMessage{x.Doc.Why.In(lang) + "\n" + x.Doc.Allowed.In(lang)}, Default: sarifConfig{string(x.Level)}})
	}
	for _, d := range run.Documents {
		r.Artifacts = append(r.Artifacts, sarifArtifact{sarifURI{fileURI(d.File)}, map[string]string{"sha-256": d.SHA256}})
	}
	for _, f := range run.Findings {
		r.Results = append(r.Results, run.sarifResult(f, lang))
	}
	r.Invocations = []sarifInvocation{invocation(run)}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(sarifLog{sarifSchema, "2.1.0", []sarifRun{r}})
}

// invocation says whether every rule could run.
func invocation(run Run) sarifInvocation {
	i := sarifInvocation{Successful: true}
	for _, l := range run.Ledger {
		if l.Failure != "" {
			i.Successful = false
			i.Notifications = append(i.Notifications, sarifNotification{"error", sarifMessage{l.Failure}})
		}
	}
	return i
}

// fileURI is a file's name as a relative reference, percent-encoded.
func fileURI(file string) string {
	u := url.URL{Path: filepath.ToSlash(file)}
	return u.String()
}

func (r Run) sarifResult(f reconcile.Finding, lang string) sarifResult {
	out := sarifResult{RuleID: f.Rule, Level: string(f.Level), Message: sarifMessage{f.Message.In(lang)},
		Fingerprints: map[string]string{"gouji/v1": f.ID},
		Properties: map[string]any{"formula": f.Formula, "expected": f.Expected, "found": f.Found, "difference": f.Difference,
			"unit": f.Unit, "question": f.Question.In(lang)}}
	if r.Aside(f) {
		out.Suppressions = []sarifAside{{"external", "accepted", r.standing(f, lang)}}
	}
	if v, ok := r.Verdicts[f.ID]; ok {
		out.Properties["verdict"] = v
	}
	own := first(f)
	for i := range f.Evidence {
		e := &f.Evidence[i]
		file := r.file(f.Document)
		if e.Document != "" {
			file = r.file(e.Document)
		}
		l := newSarifLocation(*e, file, lang)
		if e == own {
			out.Locations = append(out.Locations, l)
		} else {
			out.Related = append(out.Related, l)
		}
	}
	return out
}

func newSarifLocation(e reconcile.Evidence, file, lang string) sarifLocation {
	name := fmt.Sprintf(word("page", lang), e.Page)
	full := fmt.Sprintf("page-%d", e.Page)
	if e.Table != "" {
		full += "/" + e.Table
		for _, n := range e.Cell {
			full += fmt.Sprintf("/%d", n)
		}
	}
	return sarifLocation{Physical: &sarifPhysical{sarifURI{fileURI(file)}}, Logical: []sarifLogical{{name, full, "object"}},
		Message: &sarifMessage{e.Label + " " + e.Text}, Properties: map[string]any{"page": e.Page, "bbox": e.Box}}
}
