package narrative_test

import (
	"fmt"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/narrative"
	"gouji/extract/page"
)

func TestWords(t *testing.T) {
	for _, c := range wordCases {
		t.Run(c.name, func(t *testing.T) {
			doc := budget
			if c.final {
				doc = final
			}
			check(t, lines(narrative.Read(paragraphs(c.text), doc)), c.want)
		})
	}
}

var wordCases = []readCase{
	{name: "the settled amount beside its budget, in words", final: true, text: `
# 五、一般公共预算财政拨款支出决算情况说明
1、农林水支出（类）林业和草原（款）行政运行（项）。年初预算为120万元，支出决算为118.50万元，完成年初预算的98.75%。决算数小于预算数的主要原因：节约。
2、住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为80万元，支出决算为80万元，完成年初预算的100%。决算数同预算数持平。`,
		want: `
name:行政运行|budget|120万元|expenditure|scope=general-budget
name:行政运行|actual|118.5万元|expenditure|scope=general-budget
name:行政运行|completion|98.75%|expenditure|scope=general-budget|of=1
name:行政运行|direction|0|expenditure|scope=general-budget|of=1|below
name:住房公积金|budget|80万元|expenditure|scope=general-budget
name:住房公积金|actual|80万元|expenditure|scope=general-budget
name:住房公积金|completion|100%|expenditure|scope=general-budget|of=1
name:住房公积金|direction|0|expenditure|scope=general-budget|of=1|same`},
	{name: "a template's choice not made; a sign makes it", final: true, text: `
# 七、“三公”经费支出决算情况说明
2024年度“三公”经费支出决算数比2023年度减少0.15万元，下降（增长）27.78%。
2024年度公务接待费支出决算数比2023年度减少0.15万元，增长（下降）-27.78%。`,
		want: `
three-public|change|-0.15万元|expenditure|决算数
three-public|direction|0|expenditure|either
reception|change|-0.15万元|expenditure|决算数
unbound 2`},
	{name: "nothing of a subject, in words; of another year or another subject it says nothing", text: `
# 三、财政拨款情况说明
本部门2026年未使用政府性基金预算拨款安排的支出，与2025年持平。
本单位无政府性基金预算支出、国有资本经营预算支出和上级专项转移支付预算支出。
2025年没有安排“三公”经费预算。`,
		want: `
government-fund|absence|0|expenditure
government-fund|absence|0|expenditure
state-capital-budget|absence|0|expenditure`},
	{name: "main reasons, all reasons, and money moved from one subject to another", text: `
# 七、会议费、培训费情况说明
2026年会议费预算支出20万元，比上年增加5万元，原因是年会增加3万元，座谈会增加2万元。
2026年培训费预算支出20万元，比上年增加5万元，主要是干部培训增加3万元。
2026年差旅费预算支出20万元，比上年减少5万元，原因是从差旅费预算中调减5万元用于培训费开支。`,
		want: `
name:会议费|amount|20万元|expenditure
name:会议费|change|5万元|expenditure|of=0
name:年会|cause-change|3万元||of=1
name:座谈会|cause-change|2万元||of=1
name:培训费|amount|20万元|expenditure
name:培训费|change|5万元|expenditure|of=0
name:干部培训|cause-change|3万元||of=1|open
name:差旅费|amount|20万元|expenditure
name:差旅费|change|-5万元|expenditure|of=0
name:从差旅费预算中|cause-change|-5万元|`},
	{name: "sections, units and posts that are counted and named", text: `
# 二、机构设置
局内设处室3个，分别为：办公室、法规处（审批处）、养老服务和慈善事业促进处，另设机关党委。
下设办公室、接访处，共2个处室。
下设二级预算单位4个，包括林场、苗圃等。
人员编制125人，其中行政编制111人，事业编制14人。`,
		want: `
section-count|count|3个|
section-count|listed|0||in=0|办公室
section-count|listed|0||in=0|法规处（审批处）
section-count|listed|0||in=0|open|养老服务和慈善事业促进处
section-count|count|2个|
section-count|listed|0||in=0|办公室
section-count|listed|0||in=0|接访处
staff-count|count|125人||人员编制
staff-count-kind|count|111人||in=0|行政编制
staff-count-kind|count|14人||in=0|事业编制`},
}

// TestMissed says by which measure figures that are not understood are counted.
func TestMissed(t *testing.T) {
	sentences := narrative.Read(paragraphs("# 二、收入预算情况说明\n某中心收入5万元，占某项收入的3%，比某年增加2万元，增长7%。"), budget)
	var got []string
	for _, s := range sentences {
		got = append(got, s.Missed...)
		if s.Unbound != len(s.Missed) {
			t.Errorf("%d figures unbound, %d said to be missed", s.Unbound, len(s.Missed))
		}
	}
	if want := "[amount share change growth]"; fmt.Sprint(got) != want {
		t.Errorf("missed %v, want %s", got, want)
	}
}

// TestContents reads a table of contents with leaders, a wrapped line and a year that was not changed.
func TestContents(t *testing.T) {
	var list []layout.Paragraph
	for _, p := range []struct {
		page int
		text string
	}{
		{1, "青山县林业局2026年部门预算"},
		{2, "目录"}, {2, "第一部分 概况………………1"}, {2, "一、主要职责……………………1"}, {2, "二、关于青山县林业局2026年收支预算情况的"}, {2, "总体说明……………………5"},
		{2, "表一 2026年收支总表………………3"}, {2, "第三部分 2025年部门预算情况说明………………104"},
		{3, "第一部分"}, {3, "概况"}, {3, "一、主要职责"}, {3, "（一）管理林地。"}, {7, "二、关于青山县林业局2026年收支预算情况的总体说明"},
		{8, "第三部分 2026年部门预算情况说明"},
	} {
		// A line a paragraph, each below the one before.
		box := page.Rect{Y0: float64(20 * len(list)), Y1: float64(20*len(list) + 10)}
		list = append(list, layout.Paragraph{Page: p.page, Text: p.text, Source: page.Text, Box: box,
			Lines: []layout.Line{{Text: p.text, Box: box}}})
	}
	titles := []narrative.Title{{Text: "2026年收支总表（公开01表）", Place: fact.Place{Page: 5, Table: "p5t1"}}}
	var got []string
	contents, _ := narrative.Outline(list)
	narrative.LookUp(contents, list, titles)
	for _, e := range contents {
		pages := []int{}
		for _, f := range e.Found {
			pages = append(pages, f.Page)
		}
		got = append(got, fmt.Sprint(e.Text, " ", e.Refers, " ", pages, " ", e.Near))
	}
	want := `第一部分 概况 1 [3 3] 
一、主要职责 1 [3] 
二、关于青山县林业局2026年收支预算情况的总体说明 5 [7] 
表一 2026年收支总表 3 [5] 
第三部分 2025年部门预算情况说明 104 [] 2026年部门预算情况说明`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestLists(t *testing.T) {
	for _, c := range listCases {
		t.Run(c.name, func(t *testing.T) { check(t, lines(narrative.Read(paragraphs(c.text), budget)), c.want) })
	}
}

var listCases = []readCase{
	{name: "what is put under targets, by funds", text: `
# 四、绩效目标设置情况
2026年项目支出均实行了绩效目标管理，涉及一般公共预算财政拨款99.23万元。
本部门绩效目标管理全覆盖，涉及当年一般公共预算拨款40万元，政府性基金预算拨款0.00万元（详见绩效目标表）。
纳入2026年部门整体支出绩效目标的金额为30万元，其中，基本支出20万元，项目支出10万元。
2026年本部门涉及预算项目3个，纳入绩效目标管理，预算资金23万元，其中财政拨款23万元。`,
		want: `
project-count/general-budget|amount|99.23万元|
overall-performance/general-budget|amount|40万元|
overall-performance/government-fund|amount|0万元|
overall-performance|amount|30万元|
basic|amount|20万元|expenditure|in=0
project|amount|10万元|expenditure|in=0
unbound 2`},
	{name: "projects named in lists, one within another", text: `
# 第三部分 部门预算支出具体情况
青山县林业局预算50万元，包括在职人员经费20万元、项目支出30万元。
（一）项目支出30万元，具体包括：
1.护林专项18万元，主要包括：护林员服务支出12万元，用于山林巡护；防火器材6万元。
2.预算准备金12万元，主要用于临时增加工作所需开支。`,
		want: `
grand-total|amount|50万元|expenditure
name:在职人员经费|amount|20万元|expenditure|in=0|open
project|amount|30万元|expenditure|in=0|open
project|amount|30万元|expenditure
project/护林专项|amount|18万元|expenditure|in=0|open
project/护林专项/护林员服务|amount|12万元|expenditure|in=1|open
project/护林专项/防火器材|amount|6万元|expenditure|in=1|open
project/预算准备金|amount|12万元|expenditure|in=0|open`},
	{name: "what is owned, and what a number of things costs", text: `
# 五、国有资产占有使用情况
本单位固定资产总量为100万元，房屋和构筑物80万元，占固定资产总额的80%；设备20万元，占固定资产总额的20%。
2026年计划购置车辆0辆、0万元；单价100万元以上设备0台（套）、0万元。`,
		want: `
name:固定资产|amount|100万元|expenditure
name:房屋和构筑物|amount|80万元|expenditure
name:房屋和构筑物|share|80%|expenditure|of=1|in=0|固定资产总额
name:设备|amount|20万元|expenditure
name:设备|share|20%|expenditure|of=3|in=0|固定资产总额
name:计划购置车辆|amount|0万元|expenditure
name:单价100万元以上设备|amount|0万元|expenditure`},
	{name: "a side's change without its amount, and a reason with the verb first", text: `
# 一、收支预算总体情况说明
2026年预算比2025年预算增加50.32万元，增长3.08%，主要原因是政策性增资，增加基本支出50.32万元。
支出比2025年减少6万元，主要是基本支出减少2万元，项目支出减少4万元。`,
		want: `
grand-total|change|50.32万元||预算数
grand-total|growth|3.08%|
basic|cause-change|50.32万元|expenditure|of=0|open
grand-total|change|-6万元|expenditure
basic|cause-change|-2万元|expenditure|of=3|open
project|cause-change|-4万元|expenditure|of=3|open`},
	{name: "主要是 without a change is no reason: what follows is spoken of again", text: `
# 四、一般公共预算拨款支出
（二）项目支出：2026年本单位项目支出预算数417.41万元，主要是为完成工作任务而发生的支出，其中：一般公共服务支出417.41万元，主要用于信访专项等。`,
		want: `
project|amount|417.41万元|expenditure|scope=general-budget
project/name:一般公共服务支出|amount|417.41万元|expenditure|scope=general-budget|in=0|open`},
}
