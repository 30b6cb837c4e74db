package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/rules"
)

// run is a document whose items do not add up (D04, with a digit lost), whose classes do (B02) and whose sections are
// rounded (A04).
func run(t *testing.T) Run {
	t.Helper()
	var sets []*fact.Set
	for _, r := range rules.All() {
		for _, e := range r.Examples {
			if r.ID == "D04" && e.Name == "a digit lost" || r.ID == "A04" && e.Name == "edge of the interval" {
				set := e.Set()
				set.Document.SHA256 = "sha-" + r.ID
				set.Document.File = "预算 " + r.ID + ".pdf"
				sets = append(sets, set)
			}
		}
	}
	findings, ledger := reconcile.Check(sets, rules.All())
	out := Run{Findings: findings, Ledger: ledger, Rules: rules.All()}
	for _, s := range sets {
		out.Documents = append(out.Documents, Document{s.Document.File, s.Document.SHA256})
	}
	if len(out.Documents) != 2 || len(findings) == 0 {
		t.Fatalf("%d documents, %d findings", len(out.Documents), len(findings))
	}
	return out
}

func TestText(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		var b bytes.Buffer
		if err := Text(&b, run(t), TextOptions{Lang: lang, Ledger: true}); err != nil {
			t.Fatal(err)
		}
		golden(t, "text."+lang+".txt", b.Bytes())
		if strings.Contains(b.String(), "\x1b") {
			t.Errorf("%s: colours where none were asked for", lang)
		}
	}
	var b bytes.Buffer
	if err := Text(&b, run(t), TextOptions{Lang: "zh", Color: true}); err != nil || !strings.Contains(b.String(), red) {
		t.Errorf("no colours where they were asked for (%v)", err)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run the test with UPDATE=1)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with UPDATE=1 and see git diff", path)
	}
}

// TestJSON holds the output to the fields of the program's interface, by name and kind.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, run(t), "zh"); err != nil {
		t.Fatal(err)
	}
	var out struct {
		Documents []map[string]string `json:"documents"`
		Findings  []map[string]any    `json:"findings"`
		Ledger    []map[string]any    `json:"ledger"`
	}
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	if out.Documents[0]["sha256"] == "" || len(out.Ledger) != 2*len(rules.All()) {
		t.Errorf("documents %v, %d ledger lines", out.Documents, len(out.Ledger))
	}
	for _, f := range out.Findings {
		for _, key := range []string{"id", "rule", "level", "document", "title", "message", "question", "formula", "expected", "found",
			"difference", "unit"} {
			if _, ok := f[key].(string); !ok {
				t.Errorf("finding without a text %q: %v", key, f)
			}
		}
		for _, e := range f["evidence"].([]any) {
			e := e.(map[string]any)
			if box, ok := e["bbox"].([]any); !ok || len(box) != 4 || e["page"].(float64) < 1 || e["source"] != "text" {
				t.Errorf("evidence %v", e)
			}
		}
	}
	var d04 map[string]any
	for _, f := range out.Findings {
		if f["rule"] == "D04" {
			d04 = f
		}
	}
	suggestion, _ := d04["suggestion"].(map[string]any)
	if d04["expected"] != "2500000" || d04["found"] != "1051000" || d04["difference"] != "-1449000" ||
		d04["unit"] != "元" || suggestion["from"] != "161000" || suggestion["to"] != "1610000" {
		t.Errorf("D04: %v", d04)
	}
}

// TestSARIF validates the output against the schema of SARIF 2.1.0.
func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, run(t), "en", "test"); err != nil {
		t.Fatal(err)
	}
	report, err := sarif.FromBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	report.Runs[0].NewlineSequences = []string{"\n"} // the library adds the field, empty, which the schema forbids
	if err := report.Validate(); err != nil {
		t.Error(err)
	}
	if n := len(report.Runs[0].Results); n != len(run(t).Findings) {
		t.Errorf("%d results", n)
	}
}

func TestCSV(t *testing.T) {
	r := run(t)
	r.Findings[0].Title = reconcile.Text{ZH: "=1+1", EN: "=1+1"}
	r.Findings[0].Difference = "-1449000"
	var b bytes.Buffer
	if err := CSV(&b, r, "zh"); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b.Bytes(), []byte(byteOrderMark)) {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	row := rows[1]
	if row[5] != "'=1+1" || row[10] != "-1449000" {
		t.Errorf("title %q must be guarded, the amount %q must not", row[5], row[10])
	}
}

func TestHTML(t *testing.T) {
	r := run(t)
	r.Findings[0].Message = reconcile.Text{ZH: "<script>alert(1)</script>", EN: ""}
	var b bytes.Buffer
	if err := HTML(&b, r, "zh"); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"161000", "概况分项求和", `lang="zh"`, "不适用", "&lt;script&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, no := range []string{"<script", "http://", "https://", "ZgotmplZ"} {
		if strings.Contains(page, no) {
			t.Errorf("%q is in the page", no)
		}
	}
}

// TestNothing writes a run without documents in every format.
func TestNothing(t *testing.T) {
	var b bytes.Buffer
	for name, err := range map[string]error{
		"text": Text(&b, Run{}, TextOptions{Lang: "zh"}), "json": JSON(&b, Run{}, "zh"), "sarif": SARIF(&b, Run{}, "zh", ""),
		"csv": CSV(&b, Run{}, "zh"), "html": HTML(&b, Run{}, "zh"),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("an empty list is written as null:\n%s", b.String())
	}
}

// TestSetAside: what a person dismissed or a file suppresses is shown as such in every format, and counted apart.
func TestSetAside(t *testing.T) {
	r := run(t)
	a, b := r.Findings[0], r.Findings[1]
	r.Verdicts = map[string]Verdict{a.ID: {Verdict: "dismissed", Why: "口径不同", By: "li", At: "2026-03-01T12:00:00Z"}}
	r.Suppressed = map[string]reconcile.Suppression{b.ID: {Line: 3, Reason: "已电话核实"}}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text": func(w *bytes.Buffer) error { return Text(w, r, TextOptions{Lang: "zh"}) },
		"json": func(w *bytes.Buffer) error { return JSON(w, r, "zh") }, "html": func(w *bytes.Buffer) error { return HTML(w, r, "zh") },
		"sarif": func(w *bytes.Buffer) error { return SARIF(w, r, "zh", "") },
	} {
		var w bytes.Buffer
		if err := write(&w); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"口径不同", "已电话核实", "li"} {
			if !strings.Contains(w.String(), want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
	}
	if !r.Aside(a) || !r.Aside(b) || r.Aside(r.Findings[2]) {
		t.Error("the wrong findings are set aside")
	}
}

// TestOtherDocument: evidence of another document names its file, and no page of it is taken for the finding's own.
func TestOtherDocument(t *testing.T) {
	r := Run{Documents: []Document{{"今年.pdf", "now"}, {"去年.pdf", "then"}}, Findings: []reconcile.Finding{{ID: "x", Rule: "I01",
		Level: reconcile.Warning, Document: "now", Evidence: []reconcile.Evidence{{Document: "then", Page: 9, Text: "1"}, {Page: 4, Text: "2"}}}}}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text": func(w *bytes.Buffer) error { return Text(w, r, TextOptions{Lang: "zh"}) },
		"html": func(w *bytes.Buffer) error { return HTML(w, r, "zh") },
		"json": func(w *bytes.Buffer) error { return JSON(w, r, "zh") },
	} {
		var w bytes.Buffer
		if err := write(&w); err != nil {
			t.Fatal(err)
		}
		for _, want := range map[string][]string{"text": {"--> 今年.pdf:4", "<- 去年.pdf"}, "html": {"第9页<br>去年.pdf"}, "json": {`"document": "then"`}}[name] {
			if !strings.Contains(w.String(), want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, w.String())
			}
		}
	}
	if got := pages(r.Findings[0]); got != "4" {
		t.Errorf("pages %q, want 4", got)
	}
}
