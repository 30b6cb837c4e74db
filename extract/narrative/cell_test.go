package narrative_test

import (
	"testing"

	"gouji/extract/fact"
	"gouji/extract/narrative"
	"gouji/extract/page"
)

func TestReadCell(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a list with its total behind it", "该项目用于设备购置与网络运行。其中网络运行费120000元，机房维护费45000元，购置打印机3台9000元，共计174000元。", `
item-cost|amount|120000元|expenditure|in=3|网络运行费
item-cost|amount|45000元|expenditure|in=3|机房维护费
item-cost|amount|9000元|expenditure|in=3|购置打印机3台
item-cost-total|amount|174000元|expenditure`},
		{"the total claims as many items as there are", "与会计师事务所签订协议,评审预算项目20个,涉及金额51000元,评审决算项目9个,涉及金额30500元,两项合计81500元,包括绿化工程等。", `
item-cost|amount|51000元|expenditure|in=2|与会计师事务所签订协议，评审预算项目20个，涉及金额
item-cost|amount|30500元|expenditure|in=2|评审决算项目9个，涉及金额
item-cost-total|amount|81500元|expenditure`},
		{"the total claims items that have no amounts", "一是用于绩效评价,预计资金50000元;二是用于支付重点评价费用,支付自评费用,两项工作合计68000元。项目预算118000元,全部由财政负担。", `unbound 3`},
		{"rates are no costs", "5名遗属每名600元/月,1名遗属发放补助1400元/月;2名遗属发放取暖费3300元,费用总计61000元。", `unbound 4`},
		{"products are no costs", "聘请6名保安4.08万元×6人=24.48万元，房租82.84万元，合计107.32万元。", `unbound 4`},
		{"a whole with all its parts", "项目资金20万元，包括：培训费12万元，资料费8万元。", `
item-cost-total|amount|20万元|expenditure
item-cost|amount|12万元|expenditure|in=0|培训费
item-cost|amount|8万元|expenditure|in=0|资料费`},
		{"其中 does not promise all parts", "项目资金20万元，其中培训费12万元，资料费3万元。", `
item-cost-total|amount|20万元|expenditure|open
item-cost|amount|12万元|expenditure|in=0|open|培训费
item-cost|amount|3万元|expenditure|in=0|open|资料费`},
		{"等 leaves the list open", "维护费5万元、印刷费2万元等共计9万元。", `
item-cost|amount|5万元|expenditure|in=2|open|维护费
item-cost|amount|2万元|expenditure|in=2|open|印刷费
item-cost-total|amount|9万元|expenditure|open`},
		{"a list within a list is left alone", "维护费5万元，其中软件2万元，印刷费2万元，共计7万元。", `unbound 4`},
		{"one amount is no list", "申请资金200000元,全部由财政承担。", `unbound 1`},
		{"two lists, each with its total", "甲街费用3万元，乙街费用4万元，共计7万元。丙街费用1万元，丁街费用1.5万元，合计2.5万元。", `
item-cost|amount|3万元|expenditure|in=2|甲街费用
item-cost|amount|4万元|expenditure|in=2|乙街费用
item-cost-total|amount|7万元|expenditure
item-cost|amount|1万元|expenditure|in=2|丙街费用
item-cost|amount|1.5万元|expenditure|in=2|丁街费用
item-cost-total|amount|2.5万元|expenditure`},
	} {
		t.Run(c.name, func(t *testing.T) {
			place := fact.Place{Page: 31, Table: "p31t1", Row: 9, Col: 1, Source: page.Text, Confidence: 1}
			sentences := narrative.ReadCell(c.text, place, fact.ProjectOverview)
			check(t, lines(sentences), c.want)
			for _, s := range sentences {
				for _, f := range s.Facts {
					if f.Place != place || s.Topic != fact.ProjectOverview {
						t.Errorf("place %v, topic %q: want the cell's", f.Place, s.Topic)
					}
				}
			}
		})
	}
}

func TestReadCellFromImage(t *testing.T) {
	place := fact.Place{Page: 1, Source: page.OCR, Confidence: 0.8}
	for _, s := range narrative.ReadCell("维护费5万元、印刷费2万元，共计7万元。", place, "") {
		for _, f := range s.Facts {
			if f.Uncertain.Empty() {
				t.Errorf("%s %s was read from an image and is called certain", f.Row, f.Amount.Printed)
			}
		}
	}
}
