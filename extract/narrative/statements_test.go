package narrative_test

import (
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/narrative"
	"gouji/extract/page"
)

// stating lists what a text states, a fact a line: row, name, figure.
func stating(s *fact.Sentence) string {
	if s == nil {
		return ""
	}
	var lines []string
	for _, f := range s.Facts {
		text := f.Amount.Printed
		if f.Amount.State == fact.Number {
			text = f.Amount.Value.String() + string(f.Amount.Unit)
		}
		bound := ""
		if f.Aim != nil {
			bound = string(f.Aim.Bound)
		}
		lines = append(lines, strings.TrimSpace(f.Row+"|"+f.RowName+"|"+bound+text))
	}
	return strings.Join(lines, "\n")
}

func TestStatements(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"goods with their cost", "购置碎纸机5台5000元，办公耗材费用100000元。", `
mention|购置碎纸机|5台
mention||5000元
mention|办公耗材费用|100000元
unit-cost|购置碎纸机5台5000元|5台
unit-cost|购置碎纸机5台5000元|5000元
goods-cost|碎纸机|5000元`},
		{"a number of things and its amount", "用于3个PPP项目的绩效评价工作，预计资金500000元。", `
mention|用于|3个
mention|预计资金|500000元
unit-cost|用于3个PPP项目的绩效评价工作|3个
unit-cost|用于3个PPP项目的绩效评价工作|500000元`},
		{"bounds", "发文不少于1500篇、储煤量突破700万吨，约20次，检查30次以上。", `
mention|发文|≥1500篇
mention|储煤量|>700万吨`},
		{"a product", "共需630*1500=94.5万元。", `
product|630*1500|945000元
product|630*1500=94.5万元|94.5万元`},
		{"payments to heads", "5名遗属发放补助，每名遗属632元/月，1名离休人员遗属1406元/月，费用总计54792元。", `
mention||5名
mention|每名遗属|632元/月
mention||1名
mention||1406元/月
mention|费用总计|54792元
product|5名×632元/月×12月|37920元
product|1名×1406元/月×12月|16872元
product|5名×632元/月×12月+1名×1406元/月×12月=54792元|54792元`},
		{"another period is not guessed", "5名队员每名80元/天，1名队长100元/天，合计50000元。", `
mention||5名
mention||80元/天
mention||1名
mention||100元/天
mention|合计|50000元`},
		{"documents", "示财综[2021]34号文件《关于印发目录的通知》；示市财税〔2022〕《关于印发〈第八个五年规划（2021-2025年）〉的通知》；项目(2022)完成。", `
citation|《关于印发目录的通知》|示财综〔2021〕34号
citation|《关于印发〈第八个五年规划（2021-2025年）〉的通知》|示市财税〔2022〕
plan-period|2021-2025年|2025年`},
		{"a goal of an earlier year", "全年开展检查。2025年第一季度督促企业自报持证情况，2026年完成验收。", `
year-mention||2025年`},
		{"an earlier year that is over", "2025年1月起实施的项目，2024年7月已签订合同并完成工作。", ``},
		{"paid afterwards", "用于支付2024年评价项目费用。", `
arrears||2024年`},
		{"bought from others", "采取政府购买服务的方式，与会计师事务所签订合同。", `
outside-service||采取政府购买服务的方式
outside-service||与会计师事务所签订合同`},
		{"a part with its own use", "用于党员培训，走访慰问困难群众等。其中1.5万元用于工作队人员补助。", `
mention|其中|1.5万元
part-use|工作队人员补助|1.5万元`},
		{"other uses with amounts", "用于党员培训2万元，走访慰问等。其中1.5万元用于工作队人员补助。", `
mention|用于党员培训|2万元
mention|其中|1.5万元`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := narrative.Statements(c.text, fact.Place{Page: 3, Table: "p3t1", Source: page.Text}, fact.ProjectOverview, 2026)
			if got := stating(s); got != strings.TrimSpace(c.want) {
				t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(c.want))
			}
		})
	}
}

func TestPastTimes(t *testing.T) {
	for text, want := range map[string]string{
		"2024年、2025年全年": "year-mention||2025年", "2025年11月至2026年3月": "", "2026年1月": "", "及时": "",
	} {
		if got := stating(narrative.PastTimes(text, fact.Place{Page: 3, Source: page.Text}, 2026)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestLetterheads(t *testing.T) {
	paragraphs := []layout.Paragraph{{Page: 5, Text: "示财综〔2023〕43号"}, {Page: 5, Text: "现将示财综〔2023〕43号转发给你们。"}}
	if s := narrative.Letterheads(paragraphs); len(s) != 1 || s[0].Facts[0].Text != "示财综〔2023〕43号" || s[0].Facts[0].Place.Page != 5 {
		t.Errorf("%+v", s)
	}
}

func FuzzStatements(f *testing.F) {
	f.Add("购置碎纸机5台5000元，4.08万元×6人=24.48万元，共计250万元。其中1.5万元用于补助。")
	f.Add("示财综[2021]34号《规划（2021-2025年）》")
	f.Fuzz(func(t *testing.T, text string) {
		s := narrative.Statements(text, fact.Place{Page: 1, Source: page.Text}, fact.ProjectOverview, 2026)
		if s == nil {
			return
		}
		for _, x := range s.Facts {
			if x.Amount.State == fact.Number && !strings.ContainsAny(text, "0123456789０１２３４５６７８９") {
				t.Errorf("%q: a figure without digits: %+v", text, x)
			}
		}
	})
}
