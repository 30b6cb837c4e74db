package rules

import (
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// TestUnitCount reads sentences as published documents have them.
func TestUnitCount(t *testing.T) {
	tests := map[string]int{
		"下设二级预算单位4个，分别是：重庆市人民政府办公厅（本级）、重庆市人民政府电子政务中心、重庆市人民政府办公厅文印中心、重庆市政府机关服务中心。": 4,
		"从预算单位构成看，纳入本部门2026年部门汇总预算编制范围的预算单位共计1家，具体包括：苏州市审计局。":                     1,
		"本年预算数的单位范围包括部门本级及所属0个预算单位。":                                              0,
		"从预算单位构成看，本部门的部门预算包括部门本级（机关）预算和所属事业单位预算。":                                 -1,
		"局内设17个股室（中心）。":      -1,
		"预算单位共计3家。下设2个预算单位。": -1,
		"纳入2026年部门预算的单位为泽州县财政局本级，另有泽州县国库集中支付中心、泽州县财政投资评审中心两个事业单位，均不独立核算。": -1,
	}
	for text, want := range tests {
		got, said := unitCount(fold(text))
		if said != (want >= 0) || said && got != want {
			t.Errorf("%s: %d, %v; want %d", text, got, said, want)
		}
	}
}

// TestNamesWithinNames: a department's name begins those of its units, and each is one unit.
func TestNamesWithinNames(t *testing.T) {
	set := sample(by("重庆市人民政府办公厅"), madeOf("下设二级预算单位3个，分别是：重庆市人民政府办公厅（本级）、重庆市人民政府办公厅文印中心、重庆市政府机关服务中心。"))()
	var peers []*fact.Set
	for _, name := range []string{"重庆市人民政府办公厅(本级)", "重庆市政府机关服务中心", "重庆市人民政府办公厅文印中心", "重庆市人民政府"} {
		peers = append(peers, peer(name, by(name))())
	}
	var names []string
	for _, u := range namedIn(&reconcile.Pass{Set: set, Peers: peers}, unitText(set)) {
		names = append(names, u.Document.Publisher)
	}
	if got := strings.Join(names, " "); got != "重庆市人民政府办公厅(本级) 重庆市人民政府办公厅文印中心 重庆市政府机关服务中心" {
		t.Errorf("units %s", got)
	}
}
