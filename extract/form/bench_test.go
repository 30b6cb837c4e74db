package form

import (
	"encoding/json"
	"os"
	"testing"

	"gouji/extract/table"
)

// BenchmarkRead identifies and reads the 24 tables of the 泽州 budget, two catalogues of 1,942 rows among them.
func BenchmarkRead(b *testing.B) {
	path := corpus(b, "zezhou", "truth.json")
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	var truth struct{ Tables []truthTable }
	if err := json.Unmarshal(data, &truth); err != nil {
		b.Fatal(err)
	}
	var tables []table.Table
	for _, x := range truth.Tables {
		tables = append(tables, x.table())
	}
	for b.Loop() {
		Read(tables, Identify(Text{Tables: tables}))
	}
}
