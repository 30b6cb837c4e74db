package region

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	tests := map[string]string{
		"泽州县财政局":         "140525",
		"泽州县城市管理局":       "140525",
		"晋城市城区财政局":       "140502",
		"城区财政局":          "",
		"朝阳区教育局":         "",
		"北京市朝阳区教育局":      "110105",
		"西安市民政局":         "6101",
		"西安市审计局(汇总)":     "6101",
		"上海市普陀区规划和自然资源局": "310107",
		"重庆市人民政府办公厅":     "50",
		"中国共产党江苏省委员会办公厅": "32",
		"中共泽州县委办公室":      "140525",
		"上海交通职业技术学院":     "",
		"示例局":            "",
		"":               "",
	}
	for name, want := range tests {
		if got := Of(name); got != want {
			t.Errorf("Of(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestListIsWhole(t *testing.T) {
	for name, codes := range divisions() {
		for _, c := range codes {
			if n := len(c); n != 2 && n != 4 && n != 6 || strings.Trim(c, "0123456789") != "" || name == "" {
				t.Errorf("division %q has the code %q", name, c)
			}
		}
	}
	const least = 3000 // counties, cities and provinces together
	if n := len(divisions()); n < least*9/10 {
		t.Errorf("%d names", n)
	}
}
