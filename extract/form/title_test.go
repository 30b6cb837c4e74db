package form

import (
	"slices"
	"testing"

	"gouji/extract/fact"
)

func TestTitlesOf(t *testing.T) {
	tests := []struct {
		line string
		want []string
	}{
		{"一、收支总表", []string{fact.IncomeExpenditureTotal}},
		{"表十三2026年项目支出预算表（上年结转）", []string{fact.ProjectsCarryOver}},
		{"十二、政府采购支出预算表", []string{fact.Procurement}},
		{"三、支出总表情况说明", nil},
		{"第二部分2026年部门预算表", nil},
	}
	for _, tt := range tests {
		if got := TitlesOf(tt.line); !slices.Equal(got, tt.want) {
			t.Errorf("TitlesOf(%s) = %v, want %v", tt.line, got, tt.want)
		}
	}
}
