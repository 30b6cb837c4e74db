package codes

import (
	"strings"
	"testing"
)

func TestClass(t *testing.T) {
	tests := []struct {
		list *List
		name string
		code string
	}{
		{Functional(), "一般公共服务支出", "201"},
		{Functional(), "外交", "202"},
		{Functional(), "文化体育与传媒支出", "207"},
		{Functional(), "医疗卫生与计划生育支出", "210"},
		{Functional(), "抗疫特别国债安排的支出", "234"},
		{Functional(), "行政运行", ""},
		{DepartmentEconomic(), "对个人和家庭的补助", "303"},
		{DepartmentEconomic(), "资本性支出(基本建设)", "309"},
		{GovernmentEconomic(), "机关工资福利支出", "501"},
	}
	for _, tt := range tests {
		if got := tt.list.Class(tt.name); got != tt.code {
			t.Errorf("Class(%s) = %q, want %q", tt.name, got, tt.code)
		}
	}
}

func TestUnder(t *testing.T) {
	d := DepartmentEconomic()
	for name, want := range map[string]string{"基本工资": "30101", "住房公积金": "30113", "其他工资福利支出": "30199"} {
		if got := d.Under("301", name); got != want {
			t.Errorf("Under(301, %s) = %q, want %q", name, got, want)
		}
	}
	if got := d.Under("302", "基本工资"); got != "" {
		t.Errorf("基本工资 is no item of 302, got %q", got)
	}
	if got := d.Under("303", "医疗费补助"); got != "30307" {
		t.Errorf("医疗费补助 = %q, want 30307", got)
	}
}

func TestListsAreWhole(t *testing.T) {
	classes := map[*List]int{Functional(): 30, DepartmentEconomic(): 10, GovernmentEconomic(): 15}
	for l, want := range classes {
		n := 0
		for code, e := range l.byCode {
			if len(code) == classDigits {
				n++
			} else if _, ok := l.byCode[code[:classDigits]]; !ok {
				t.Errorf("%s has no class", code)
			}
			if e.Name == "" || e.Source == "" || strings.Trim(code, "0123456789") != "" {
				t.Errorf("incomplete entry %+v", e)
			}
		}
		if n != want {
			t.Errorf("%d classes, want %d", n, want)
		}
	}
}
