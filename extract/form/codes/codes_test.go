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

func TestFunctionalItems(t *testing.T) {
	l := FunctionalItems()
	e, ok := l.Entry("2080505")
	if !ok || !e.Confirmed || !l.Calls("2080505", "机关事业单位基本养老保险缴费支出") {
		t.Errorf("2080505 is %+v", e)
	}
	for code, e := range l.byCode {
		if _, ok := Functional().Entry(code[:classDigits]); !ok || len(code) != 7 || e.Name == "" || e.Source == "" {
			t.Errorf("incomplete entry %+v", e)
		}
	}
}

func TestPairs(t *testing.T) {
	found := Pairs("30101")
	if len(found) != 2 || found[0].Government != "50101" || found[1].Government != "50501" || !found[0].Confirmed {
		t.Errorf("pairs of 30101: %+v", found)
	}
	for d, list := range pairs() {
		for _, p := range list {
			_, knownD := DepartmentEconomic().Entry(d)
			_, knownG := GovernmentEconomic().Entry(p.Government)
			if !knownD || !knownG || p.Unit != "administrative" && p.Unit != "institution" {
				t.Errorf("pair of unknown subjects %+v", p)
			}
		}
	}
}
