package rules

import (
	"testing"

	"gouji/extract/fact"
)

func TestTierOf(t *testing.T) {
	for publisher, want := range map[string]tier{
		"江苏省人民检察院": province, "苏州市审计局": city, "深圳市民政局(本级)": city, "上海市普陀区人民政府万里街道办事处": county,
		"泽州县财政局": county, "上海市社区服务中心": city, "昆山市财政局": city, "苏州市张家港市财政局": county, "示例局": noTier, "": noTier,
	} {
		if got := tierOf(fact.Document{Publisher: publisher}); got != want {
			t.Errorf("%s is of tier %d, want %d", publisher, got, want)
		}
	}
	if got := tierOf(fact.Document{Publisher: "上海交通职业技术学院", Title: "上海市2026年市级单位预算"}); got != city {
		t.Errorf("the title says 市级, got tier %d", got)
	}
}

func TestOnce(t *testing.T) {
	for printed, want := range map[string]string{"仅供内部审核仅供内部审核": "仅供内部审核", "内部": "内部", "": ""} {
		if got := once(printed); got != want {
			t.Errorf("once(%s) = %s, want %s", printed, got, want)
		}
	}
}
