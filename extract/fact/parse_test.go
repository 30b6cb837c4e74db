package fact

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestParseAmount(t *testing.T) {
	tests := []struct {
		printed string
		value   string
		places  int32
		unit    Unit
		state   State
	}{
		{"2541.25", "2541.25", 2, WanYuan, Number},
		{"32,365.090089", "32365.090089", 6, WanYuan, Number},
		{"1，195.49", "1195.49", 2, WanYuan, Number},
		{"２，５４１．２５", "2541.25", 2, WanYuan, Number},
		{"304,413,900", "304413900", 0, WanYuan, Number},
		{"1 195.49", "1195.49", 2, WanYuan, Number},
		{"1,195. 49", "1195.49", 2, WanYuan, Number},
		{"12 34", "0", 0, WanYuan, Unreadable},
		{"274660100 .", "0", 0, WanYuan, Unreadable},
		{". 274660100", "0", 0, WanYuan, Unreadable},
		{"12.00 5.00", "0", 0, WanYuan, Unreadable},
		{"-18,000.00", "-18000", 2, WanYuan, Number},
		{"−3.59", "-3.59", 2, WanYuan, Number},
		{"－3.59", "-3.59", 2, WanYuan, Number},
		{"△3.59", "-3.59", 2, WanYuan, Number},
		{"▲3.59", "-3.59", 2, WanYuan, Number},
		{"负3.59", "-3.59", 2, WanYuan, Number},
		{"(3.59)", "-3.59", 2, WanYuan, Number},
		{"（1,203.59）", "-1203.59", 2, WanYuan, Number},
		{"+3.59", "3.59", 2, WanYuan, Number},
		{".5", "0.5", 1, WanYuan, Number},
		{"17.1万元", "17.1", 1, WanYuan, Number},
		{"161000元", "161000", 0, Yuan, Number},
		{"1.2亿元", "1.2", 1, YiYuan, Number},
		{"¥5.00", "5", 2, WanYuan, Number},
		{"15.31%", "15.31", 2, Percent, Number},
		{"15.31％", "15.31", 2, Percent, Number},
		{"87人", "87", 0, "人", Number},
		{"", "0", 0, WanYuan, Blank},
		{" 　", "0", 0, WanYuan, Blank},
		{"-", "0", 0, WanYuan, Dash},
		{"—", "0", 0, WanYuan, Dash},
		{"——", "0", 0, WanYuan, Dash},
		{"0", "0", 0, WanYuan, Zero},
		{"0.00", "0", 2, WanYuan, Zero},
		{"-0.00", "0", 2, WanYuan, Zero},
		{"0.00万元", "0", 2, WanYuan, Zero},
		{"20251022112024", "0", 0, WanYuan, NotNumber},
		{"202510221120", "0", 0, WanYuan, NotNumber},
		{"2026年", "0", 0, WanYuan, NotNumber},
		{"2026年3月", "0", 0, WanYuan, NotNumber},
		{"2026-03-12", "0", 0, WanYuan, NotNumber},
		{"2026.3.12", "0", 0, WanYuan, NotNumber},
		{"≥4个", "0", 0, "个", NotNumber},
		{"无", "0", 0, WanYuan, NotNumber},
		{"(1)", "0", 0, WanYuan, NotNumber},
		{"01", "0", 0, WanYuan, NotNumber},
		{"12,34.5", "0", 0, WanYuan, Unreadable},
		{"1,23", "0", 0, WanYuan, Unreadable},
		{"1.234.5", "0", 0, WanYuan, Unreadable},
		{"12.005.00", "0", 0, WanYuan, Unreadable},
		{",,,", "0", 0, WanYuan, NotNumber},
	}
	for _, tt := range tests {
		a := ParseAmount(tt.printed, WanYuan)
		if a.State != tt.state || !a.Value.Equal(decimal.RequireFromString(tt.value)) || a.Places != tt.places || a.Unit != tt.unit {
			t.Errorf("ParseAmount(%q) = %s %s %d places %s, want %s %s %d places %s",
				tt.printed, a.State, a.Value, a.Places, a.Unit, tt.state, tt.value, tt.places, tt.unit)
		}
	}
}

func TestParseLines(t *testing.T) {
	tests := []struct {
		lines []string
		value string
		state State
	}{
		{[]string{"1682.7", "6"}, "1682.76", Number},
		{[]string{"0.0", "0"}, "0", Zero},
		{[]string{"12,345,6", "78.90"}, "12345678.90", Number},
		{[]string{"12", "34"}, "0", Unreadable},
		{[]string{"12.00", "5.00"}, "0", Unreadable},
		{[]string{"", "5.00"}, "5", Number},
		{[]string{"基本", "支出"}, "0", NotNumber},
	}
	for _, tt := range tests {
		a := ParseLines(tt.lines, WanYuan)
		if a.State != tt.state || !a.Value.Equal(decimal.RequireFromString(tt.value)) {
			t.Errorf("ParseLines(%q) = %s %s, want %s %s", tt.lines, a.State, a.Value, tt.state, tt.value)
		}
	}
}

func TestParseUnit(t *testing.T) {
	tests := map[string]Unit{
		"单位：万元":             WanYuan,
		"单位:万元":             WanYuan,
		"单 位 ： 元":           Yuan,
		"金额单位：人民币元":         Yuan,
		"金额单位：万元":           WanYuan,
		"单位：万元（保留两位小数）":     WanYuan,
		"部门名称：泽州县财政局 单位：万元": WanYuan,
		"项目资金(元)":           Yuan,
		"项目资金（万元）":          WanYuan,
		"资金总额（万元）":          WanYuan,
		"预算数（单位：万元）":        WanYuan,
		"单位：亿元":             YiYuan,
		"单位：千元":             KiloYuan,
		"万元":                WanYuan,
		"单位：广州市信访局":         "",
		"部门（单位）：烟台市信访局  单位：万元": WanYuan,
		"单位名称":        "",
		"单位：万美元":      "",
		"单位资金":        "",
		"2026年预算收支总表": "",
		"占比（%）":       Percent,
	}
	for text, want := range tests {
		if got := ParseUnit(text); got != want {
			t.Errorf("ParseUnit(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestInterval(t *testing.T) {
	tests := []struct{ printed, low, high string }{
		{"2541.25", "25412450", "25412550"},
		{"161000元", "160999.5", "161000.5"},
		{"41,052,896.08元", "41052896.08", "41052896.08"},
		{"17万元", "165000", "175000"},
		{"-3.59", "-35950", "-35850"},
		{"15.31%", "15.305", "15.315"},
		{"0.00", "-50", "50"},
	}
	for _, tt := range tests {
		i := ParseAmount(tt.printed, WanYuan).Interval()
		if !i.Low.Equal(decimal.RequireFromString(tt.low)) || !i.High.Equal(decimal.RequireFromString(tt.high)) {
			t.Errorf("interval of %q = [%s, %s], want [%s, %s]", tt.printed, i.Low, i.High, tt.low, tt.high)
		}
	}
}

func TestIntervalsMeet(t *testing.T) {
	// 类 rows of a real 收入决算表: their sum is 2946.26, the total printed is 2946.25. Rounding, not an error.
	sum := Interval{}
	for _, s := range []string{"2112.86", "326.72", "60.99", "445.69"} {
		sum = sum.Add(ParseAmount(s, WanYuan).Interval())
	}
	if !sum.Meets(ParseAmount("2946.25", WanYuan).Interval()) {
		t.Error("a difference of 0.01 over four addends is no contradiction")
	}
	if sum.Meets(ParseAmount("2946.22", WanYuan).Interval()) {
		t.Error("a difference of 0.04 over four addends is one")
	}
	two := ParseAmount("1.00", WanYuan).Interval().Add(ParseAmount("1.00", WanYuan).Interval())
	if !two.Meets(ParseAmount("20100.00元", WanYuan).Interval()) {
		t.Error("the ends of an interval belong to it")
	}
	if two.Meets(ParseAmount("20100.01元", WanYuan).Interval()) {
		t.Error("what lies past the end does not")
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"2541.25", "１，２３４", "(12.50)", "20251022112024", "12,34.5", "——", "¥-5", "17.1万元", "负", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := ParseAmount(s, WanYuan)
		if a.State != Number && !a.Value.IsZero() {
			t.Errorf("%q: state %s with value %s", s, a.State, a.Value)
		}
		if a.State == Number && a.Value.IsZero() {
			t.Errorf("%q: a number without a value", s)
		}
		if a.State == Blank && strings.ContainsAny(s, "0123456789") {
			t.Errorf("%q: digits read as blank", s)
		}
		if a.Places < 0 || a.State == "" {
			t.Errorf("%q: places %d state %q", s, a.Places, a.State)
		}
		i := a.Interval()
		if i.High.LessThan(i.Low) {
			t.Errorf("%q: interval upside down", s)
		}
	})
}

func FuzzParseUnit(f *testing.F) {
	f.Add("单位：万元")
	f.Fuzz(func(t *testing.T, s string) {
		if u := ParseUnit(s); u != "" && u != Percent && !u.Money() {
			t.Errorf("%q: %q is no unit of money", s, u)
		}
	})
}
