package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// caughtOf reads the share of caught changes, in percent, of a line of `gouji mutate`.
func caughtOf(t *testing.T, table, operator string) float64 {
	t.Helper()
	for _, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || strings.TrimSpace(cells[1]) != operator {
			continue
		}
		_, share, _ := strings.Cut(cells[3], "(")
		percent, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(share), "%)")), 64)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		return percent
	}
	t.Fatalf("no line %q in\n%s", operator, table)
	return 0
}

// TestMutationsAreCaught changes figures of the samples one at a time.
func TestMutationsAreCaught(t *testing.T) {
	for folder, least := range map[string]map[string]float64{
		"shanxi-budget":   {"digit in a table": 95, "×10⁴": 95, "two digits swapped": 95, "digit in a form": 80, "digit in a total of text": 90},
		"shanghai-budget": {"digit in a table": 95, "×10⁴": 95},
		"final-account":   {"digit in a table": 95, "×10⁴": 95, "digit in a total of text": 90},
	} {
		t.Run(folder, func(t *testing.T) {
			wholeRunsOnly(t)
			t.Parallel()
			table := string(gouji(t, filepath.Join("..", "..", "samples", folder), 0, "mutate", "--limit", "25", "input.pdf"))
			for operator, want := range least {
				if got := caughtOf(t, table, operator); got < want {
					t.Errorf("%s: %.1f %% caught, want %.0f\n%s", operator, got, want, table)
				}
			}
		})
	}
}
