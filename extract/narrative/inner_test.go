package narrative

import (
	"reflect"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/layout"
)

func TestTopicOf(t *testing.T) {
	for heading, want := range map[string]string{
		"第四部分 名词解释":          fact.TopicGlossary,
		"二、收入预算情况说明":         fact.IncomeTotal,
		"三、支出预算情况说明":         fact.ExpenditureTotal,
		"一、收支预算总体情况说明":       fact.IncomeExpenditureTotal,
		"四、财政拨款收支预算总体情况说明":   fact.FiscalTotal,
		"五、一般公共预算支出情况说明":     fact.GeneralExpenditure,
		"六、一般公共预算基本支出情况说明":   fact.BasicExpenditure,
		"七、一般公共预算“三公”经费支出情况": fact.ThreePublic,
		"八、机关运行经费增减变动原因说明":   fact.OperatingCost,
		"九、政府采购情况":           fact.Procurement,
		"（一）政府购买服务指导性目录":     fact.PurchasedServices,
		"十一、国有资产占有使用情况":      fact.TopicAssets,
		"八、政府性基金预算支出情况说明":    fact.FundExpenditure,
		"九、国有资本经营预算支出情况说明":   fact.StateCapital,
		"一、本部门职责":            fact.TopicDuties,
		"十二、其他说明":            "",
	} {
		if got := topicOf(heading); got != want {
			t.Errorf("topicOf(%q) = %q, want %q", heading, got, want)
		}
	}
}

func TestSections(t *testing.T) {
	var list []layout.Paragraph
	for _, p := range []struct {
		text    string
		heading bool
	}{
		{"名词解释", true}, {"（一）财政拨款收入：指拨款。", false},
		{"2026年部门预算编制说明", true}, {"2026年收入预算5万元。", false},
		{"第三部分", true}, {"二、收入预算情况说明2026年收入预算6万元。", true},
		{"五、其他情况说明", true}, {"（一）机关运行经费。2026年机关运行经费3万元。", false},
		{"（二）项目支出。项目支出预算2万元。", false},
	} {
		list = append(list, layout.Paragraph{Page: 1, Text: p.text, Heading: p.heading})
	}
	var got []string
	for _, s := range split(list) {
		got = append(got, strings.Join(s.path, ">")+"|"+s.topic+"|"+string(s.text.runes))
	}
	want := []string{
		"名词解释|glossary|（一）财政拨款收入：指拨款。",
		"2026年部门预算编制说明||2026年收入预算5万元。",
		"第三部分>二、收入预算情况说明|income-total|2026年收入预算6万元。",
		"第三部分>五、其他情况说明>（一）机关运行经费|operating-cost|。2026年机关运行经费3万元。\n（二）项目支出。项目支出预算2万元。",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSelfNames(t *testing.T) {
	read := func(publisher string, text ...string) []string {
		var list []layout.Paragraph
		for _, s := range text {
			list = append(list, layout.Paragraph{Text: s})
		}
		return selfNames(split(list), fact.Document{Publisher: publisher})
	}
	for _, c := range []struct {
		name, publisher string
		text, want      []string
	}{
		{"what the text says most", "", []string{"2026年青山县林业局收入预算1万元。", "青山县林业局2026年支出预算1万元。", "2026年白水镇种苗中心支出2万元。"}, []string{"青山县林业局"}},
		{"once is not enough", "", []string{"2026年青山县林业局收入预算1万元。"}, []string{}},
		{"a short form of the publisher's name", "江南省人民检察院", []string{"省检察院2026年支出预算1万元。"}, []string{"江南省人民检察院", "省检察院"}},
		{"another body beside the publisher", "青山县林业局", []string{"2026年白水镇种苗中心支出预算2万元。"}, []string{"青山县林业局"}},
	} {
		if got := read(c.publisher, c.text...); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFigures(t *testing.T) {
	b := builder{}
	b.paragraph(0, "Ａ共１，234．50 万元、(B0701)3万元，占5％；约6万元，7元/月，8万元×2，2026年3月，9万人，192,446 .79万元，单价100万元（含）以上设备0台，-0.5%，1,541.50.00万元")
	x := b.text()
	var got []string
	for _, f := range x.figures(0, x.len()) {
		s := f.amount.Printed
		if f.loose {
			s += " loose"
		}
		got = append(got, s)
	}
	want := []string{"１，234．50万元", "3万元", "5％", "6万元 loose", "7元 loose", "8万元 loose", "192,446.79万元", "-0.5%", "1,541.50.00万元 loose"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestPlaceOfFigure(t *testing.T) {
	b := builder{}
	b.paragraph(3, "“三公”经费 5 万元。")
	b.paragraph(4, "其中公务接待费2万元。")
	x := b.text()
	figures := x.figures(0, x.len())
	if p, from, to := x.origin(figures[0].start, figures[0].end); p != 3 || string([]rune("“三公”经费 5 万元。")[from:to]) != "5 万元" {
		t.Errorf("the first figure is in paragraph %d from %d to %d", p, from, to)
	}
	if p, from, to := x.origin(figures[1].start, figures[1].end); p != 4 || string([]rune("其中公务接待费2万元。")[from:to]) != "2万元" {
		t.Errorf("the second figure is in paragraph %d from %d to %d", p, from, to)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range []string{"2026年收入预算5万元，其中：一般公共预算拨款5万元（其中：2万元），比上年增加1万元。", "（一）（）、。；：1．2万元\n", "占5%，完成预算的3%，与上年持平"} {
		f.Add(c)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var list []layout.Paragraph
		for _, line := range strings.Split(s, "\n") {
			list = append(list, layout.Paragraph{Page: 1, Text: line})
		}
		for _, sentence := range Read(list, fact.Document{Year: 2026, Kind: fact.Budget}) {
			for i, x := range sentence.Facts {
				if l := x.Link; l == nil || l.Group >= len(sentence.Facts) || l.Whole >= len(sentence.Facts) || l.Group == i || l.Whole == i || l.Group < -1 || l.Whole < -1 {
					t.Fatalf("fact %d of %q is tied to %+v", i, sentence.Text, l)
				}
			}
		}
		ReadCell(s, fact.Place{}, "")
	})
}
