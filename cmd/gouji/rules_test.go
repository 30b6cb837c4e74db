package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gouji/reconcile/rules"
)

// TestRulebookIsCurrent compares RULES.md with the rules it is made of.
func TestRulebookIsCurrent(t *testing.T) {
	var b bytes.Buffer
	if err := printRules(&b, "", "markdown", "zh"); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join("..", "..", "RULES.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, b.Bytes()) {
		t.Error("RULES.md is stale: go run ./cmd/gouji rules --format markdown > RULES.md")
	}
}

func TestRulesCommand(t *testing.T) {
	tests := []struct {
		name, id, format, lang string
		want                   []string
	}{
		{"list", "", "text", "zh", []string{"A01  错误", "收支总表平衡", "K01"}},
		{"list in English", "", "text", "en", []string{"A01  error", "Income total equals expenditure total"}},
		{"one", "D04", "text", "zh", []string{"D04  概况分项求和", "不作问题的情形", "300000 + 150000"}},
		{"one in English", "D04", "text", "en", []string{"What is not reported", "Authority", "insufficient"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := printRules(&b, tt.id, tt.format, tt.lang); err != nil {
				t.Fatal(err)
			}
			for _, w := range tt.want {
				if !strings.Contains(b.String(), w) {
					t.Errorf("%q is missing in:\n%s", w, b.String())
				}
			}
		})
	}
}

func TestRulesJSON(t *testing.T) {
	var b bytes.Buffer
	if err := printRules(&b, "", "json", "zh"); err != nil {
		t.Fatal(err)
	}
	var list []struct {
		ID    string `json:"id"`
		Level string `json:"level"`
	}
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != len(rules.All()) || list[0].ID != "A01" || list[0].Level != "error" {
		t.Errorf("%d rules, first %+v", len(list), list[0])
	}
}

func TestRulesRefuse(t *testing.T) {
	for _, args := range [][2]string{{"Z99", "text"}, {"", "yaml"}} {
		if err := printRules(&bytes.Buffer{}, args[0], args[1], "zh"); err == nil {
			t.Errorf("rules %q --format %s was not refused", args[0], args[1])
		}
	}
}
