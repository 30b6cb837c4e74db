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

// paragraphs makes one paragraph of every line; a line that begins with # is a heading.
func paragraphs(text string) []layout.Paragraph {
	var list []layout.Paragraph
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		title, heading := strings.CutPrefix(line, "# ")
		list = append(list, layout.Paragraph{Page: 1, Text: title, Heading: heading, Source: page.Text})
	}
	return list
}

// line says one fact in short: row|column|value|lane, and what it is tied to.
func line(s *fact.Sentence, i int) string {
	f := s.Facts[i]
	value := f.Amount.Value.String() + string(f.Amount.Unit)
	if f.Column == fact.CatalogueCode {
		value = ""
	}
	parts := []string{f.Row, f.Column, value, f.Link.Lane}
	if f.Link.Scope != "" {
		parts = append(parts, "scope="+f.Link.Scope)
	}
	if f.Link.Group >= 0 {
		parts = append(parts, fmt.Sprint("of=", f.Link.Group))
	}
	if f.Link.Whole >= 0 {
		parts = append(parts, fmt.Sprint("in=", f.Link.Whole))
	}
	if f.Link.Open {
		parts = append(parts, "open")
	}
	if !f.Uncertain.Empty() {
		parts = append(parts, "unsure")
	}
	if f.Text != "" {
		parts = append(parts, f.Text)
	}
	return strings.Join(parts, "|")
}

// lines are all facts of all sentences, with a line for the figures that were not understood.
func lines(sentences []fact.Sentence) []string {
	var list []string
	unbound := 0
	for i := range sentences {
		for j := range sentences[i].Facts {
			list = append(list, line(&sentences[i], j))
		}
		unbound += sentences[i].Unbound
	}
	if unbound > 0 {
		list = append(list, fmt.Sprint("unbound ", unbound))
	}
	return list
}

func check(t *testing.T, got []string, want string) {
	t.Helper()
	var expected []string
	for _, l := range strings.Split(strings.TrimSpace(want), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			expected = append(expected, l)
		}
	}
	if strings.Join(got, "\n") != strings.Join(expected, "\n") {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(expected, "\n  "))
	}
}

var budget = fact.Document{Kind: fact.Budget, Year: 2026, Publisher: "青山县林业局"}
var final = fact.Document{Kind: fact.FinalAccount, Year: 2024, Publisher: "青山县林业局"}

func TestRead(t *testing.T) {
	for _, c := range readCases {
		t.Run(c.name, func(t *testing.T) {
			doc := budget
			if c.final {
				doc = final
			}
			check(t, lines(narrative.Read(paragraphs(c.text), doc)), c.want)
		})
	}
}

type readCase struct {
	name  string
	final bool
	text  string
	want  string
}

var readCases = []readCase{
	{name: "a change behind an inline list is the total's, a reason's change nobody's", text: `
# 一、收支变动情况
2026年度青山县林业局预算收入总计300.50万元，其中：本年收入290.50万元，上年结转10万元，比上年增加20万元，增长7.13%，主要原因是人员经费调标，较上年增加12.3万元；本年部门预算支出总计300.50万元，其中：本年预算安排290.50万元，上年结转10万元。`,
		want: `
grand-total|amount|300.5万元|income
year-total|amount|290.5万元|income|in=0
carry-in|amount|10万元|income|in=0
grand-total|change|20万元|income|of=0
grand-total|growth|7.13%|income|of=0
name:人员经费调标|cause-change|12.3万元||of=3|open
grand-total|amount|300.5万元|expenditure
year-total|amount|290.5万元|expenditure|in=6
carry-in|amount|10万元|expenditure|in=6`},
	{name: "shares follow their amounts; the department's name in any place", text: `
# 三、支出预算情况说明
青山县林业局2026年支出预算合计400万元，其中：
基本支出300万元，占75%；
项目支出100万元，占25%。`,
		want: `
grand-total|amount|400万元|expenditure
basic|amount|300万元|expenditure|in=0
basic|share|75%|expenditure|of=1|in=0
project|amount|100万元|expenditure|in=0
project|share|25%|expenditure|of=3|in=0`},
	{name: "another body's figures are not the department's", text: `
# 三、支出预算情况说明
白水镇种苗中心2026年支出预算50万元，其中：基本支出40万元，项目支出10万元。`,
		want: `unbound 3`},
	{name: "a class with its own parts keeps them", text: `
# 三、支出预算情况说明
本部门当年一般公共预算支出80万元，其中：
1.培训支出（2050803）30万元，较上年减少5万元，下降14.29%，下降的主要原因是：压减培训班次。具体为：人员经费0万元，较上年无变化；公用经费30万元，较上年减少5万元；
2.行政运行（2130201）50万元，较上年增加8万元，主要原因是新增2人。`,
		want: `
general-budget|amount|80万元|expenditure
2050803|amount|30万元|expenditure|scope=general-budget|in=0
2050803|change|-5万元|expenditure|scope=general-budget|of=1
2050803|growth|-14.29%|expenditure|scope=general-budget|of=1
2050803/personnel|amount|0万元|expenditure|scope=general-budget|in=1|open
2050803/personnel|change|0万元|expenditure|scope=general-budget|of=4
2050803/public|amount|30万元|expenditure|scope=general-budget|in=1|open
2050803/public|change|-5万元|expenditure|scope=general-budget|of=6
2130201|amount|50万元|expenditure|scope=general-budget|in=0
2130201|change|8万元|expenditure|scope=general-budget|of=8`},
	{name: "class, section and item; the year before named beside the year", text: `
# 2026年部门预算编制说明
1. “农林水支出（类）林业和草原（款）森林培育（项）”60.00万元，主要用于造林。2025年当年预算执行数为48.00万元，2026年预算安排60.00万元，比2025年预算执行数增加25.00%。主要原因是：面积增加。`,
		want: `
name:森林培育|amount|60万元|expenditure
name:森林培育|prior|48万元|expenditure|of=2|执行数
name:森林培育|amount|60万元|expenditure
name:森林培育|growth|25%|expenditure|of=2|执行数`},
	{name: "budget and outturn", final: true, text: `
# 五、一般公共预算财政拨款支出决算情况说明
# （三）一般公共预算财政拨款支出决算具体情况
一般公共预算财政拨款支出年初预算为200万元，支出决算为190万元，完成年初预算的95.00%。决算数小于预算数的主要原因：项目未完成。其中：
1、农林水支出（类）林业和草原（款）行政运行（项）。主要用于：人员支出。年初预算为120万元，支出决算为118.50万元，完成年初预算的98.75%。
2、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴存公积金。年初预算为80万元，支出决算为71.50万元，完成年初预算的89.38%。`,
		want: `
general-budget|budget|200万元|expenditure
general-budget|actual|190万元|expenditure
general-budget|completion|95%|expenditure|of=1
general-budget|direction|0|expenditure|of=1|below
name:行政运行|budget|120万元|expenditure|scope=general-budget|in=0
name:行政运行|actual|118.5万元|expenditure|scope=general-budget|in=1
name:行政运行|completion|98.75%|expenditure|scope=general-budget|of=5
name:住房公积金|budget|80万元|expenditure|scope=general-budget|in=0
name:住房公积金|actual|71.5万元|expenditure|scope=general-budget|in=1
name:住房公积金|completion|89.38%|expenditure|scope=general-budget|of=8`},
	{name: "三公 in brackets and over items", text: `
# 七、“三公”经费预算情况说明
2026年本部门“三公”经费预算8万元，比上年减少1万元，下降11.1%。其中：因公出国（境）费0万元，与上年持平；公务用车购置及运行费6万元（其中，公务用车购置费0万元，比上年增加0万元；公务用车运行费6万元，比上年减少1万元），比上年减少1万元，下降14.3%；公务接待费2万元，与2025年预算持平。`,
		want: `
three-public|amount|8万元|expenditure
three-public|change|-1万元|expenditure|of=0
three-public|growth|-11.1%|expenditure|of=0
abroad|amount|0万元|expenditure|in=0
abroad|change|0万元|expenditure|of=3
vehicles|amount|6万元|expenditure|in=0
vehicle-purchase|amount|0万元|expenditure|in=5
vehicle-purchase|change|0万元|expenditure|of=6
vehicle-running|amount|6万元|expenditure|in=5
vehicle-running|change|-1万元|expenditure|of=8
vehicles|change|-1万元|expenditure|of=5
vehicles|growth|-14.3%|expenditure|of=5
reception|amount|2万元|expenditure|in=0
reception|change|0万元|expenditure|of=12|预算数`},
	{name: "a change that could be the whole's or the only part's is not sure", text: `
# 二、收入预算情况说明
本部门收入预算90万元，其中：一般公共预算拨款收入70万元，比上年增加5万元，增长7.7%。`,
		want: `
grand-total|amount|90万元|income
general-budget|amount|70万元|income|in=0|open
general-budget|change|5万元|income|of=1|unsure
general-budget|growth|7.7%|income|of=1|unsure`},
	{name: "operating cost does not lend its parts to 三公", text: `
# （一）机关运行经费
2026年本部门机关运行经费20万元，其中：办公费12万元，公务接待费1万元。`,
		want: `
operating-cost|amount|20万元|expenditure
operating-cost/reception|amount|1万元|expenditure|in=0|open
unbound 1`},
	{name: "procurement; what is set aside for small firms is another thing", text: `
# 九、政府采购情况
2026年青山县林业局政府采购预算总额30万元，其中：政府采购货物预算5万元、政府采购工程预算10万元、政府采购服务预算15万元。
本部门面向中小企业预留政府采购项目预算金额20万元。`,
		want: `
procurement-total|amount|30万元|expenditure
procurement-goods|amount|5万元|expenditure|in=0
procurement-works|amount|10万元|expenditure|in=0
procurement-services|amount|15万元|expenditure|in=0
name:面向中小企业预留采购|amount|20万元|expenditure`},
	{name: "vehicles on hand, not those to be bought; prices of equipment are no amounts", text: `
# 十一、国有资产占有使用情况
截至2025年12月31日，本部门共有公务用车编制4辆，实有3辆，其中：机要通信用车1辆，其他公务用车2辆。单价100万元（含）以上设备0台（套）。
2026年部门预算安排购置车辆2辆，其中：执法执勤用车2辆。`,
		want: `
vehicle-count|quota|4辆|
vehicle-count|count|3辆|
vehicle-count-kind|count|1辆||in=1|机要通信用车
vehicle-count-kind|count|2辆||in=1|其他公务用车`},
	{name: "projects with targets, published forms", text: `
# 十、绩效管理情况
2026年青山县林业局纳入绩效目标管理的二级项目6个，共计金额88万元。其中：其他运转类项目4个，涉及金额50万元；特定目标类项目2个，涉及金额38万元。公开项目绩效目标5个，涉及项目金额80万元。`,
		want: `
project-count|count|6个|
project-count|amount|88万元|
operating-projects|count|4个||in=0
operating-projects|amount|50万元||in=1
targeted-projects|count|2个||in=0
targeted-projects|amount|38万元||in=1
project-form-count|count|5个|
project-form-amount|amount|80万元|`},
	{name: "purchased services with their codes", text: `
# （一）政府购买服务指导性目录
2026年预算涉及政府购买服务的专项有2个，分别是：林地调查评审费12.5万元，属于B0701-评审服务；防火系统运维费3万元，属于B1005信息化系统使用服务。`,
		want: `
purchased-service|count|2个|expenditure
purchased-service|amount|12.5万元|expenditure|林地调查评审费
purchased-service|catalogue-code||expenditure|of=1|B0701
purchased-service|amount|3万元|expenditure|防火系统运维费
purchased-service|catalogue-code||expenditure|of=3|B1005`},
	{name: "numbered lists within numbered lists", text: `
# 一、收支预算总体情况说明
青山县林业局2026年度收入、支出预算总计70万元，与上年相比收、支预算总计各增加7万元，增长11.11%。其中：
（一）收入预算总计70万元。包括：
1．本年收入合计65万元。
（1）一般公共预算拨款收入60万元，与上年相比增加6万元，增长11.11%。
（2）政府性基金预算拨款收入5万元，与上年预算数相同。
2．上年结转结余为5万元。
（二）支出预算总计70万元。`,
		want: `
grand-total|amount|70万元|
grand-total|change|7万元||of=0
grand-total|growth|11.11%||of=0
grand-total|amount|70万元|income
year-total|amount|65万元|income|in=3
general-budget|amount|60万元|income|in=4
general-budget|change|6万元|income|of=5
general-budget|growth|11.11%|income|of=5
government-fund|amount|5万元|income|in=4
government-fund|change|0万元|income|of=8|预算数
carry-in|amount|5万元|income|in=3
grand-total|amount|70万元|expenditure`},
	{name: "a list with an item that is not understood is open", text: `
# 二、收入预算情况说明
本部门收入预算90万元，其中：一般公共预算拨款收入70万元，林场往来款15万元，其他收入5万元。`,
		want: `
grand-total|amount|90万元|income
general-budget|amount|70万元|income|in=0|open
other-income|amount|5万元|income|in=0|open
unbound 1`},
	{name: "uses, bounds and rates are never bound", text: `
# 八、项目支出情况说明
项目支出100万元，主要用于护林员补贴每人每月500元，补助资金60万元以上，设备购置约20万元。`,
		want: `
project|amount|100万元|expenditure
unbound 3`},
	{name: "a glossary states nothing", text: `
# 第四部分 名词解释
# 一、机关运行经费
指2026年机关运行经费20万元。`,
		want: ``},
	{name: "a unit below the department has its own figures", text: `
# 二、收入预算情况说明
# （一）白水镇种苗站
2026年收入预算50万元。`,
		want: `unbound 1`},
	{name: "amounts within something that is not understood are not the department's", text: `
# （一）机关运行经费
运行保障投入31万元，其中主要支出为办公费12万元，差旅费10万元，公务接待费1万元。`,
		want: `unbound 4`},
	{name: "合计 of a final account is the year's own", final: true, text: `
# 二、收入决算情况说明
2024年度收入合计80万元，其中：财政拨款收入78万元，占97.5%；其他收入2万元，占2.5%。`,
		want: `
year-total|amount|80万元|income
fiscal-appropriation|amount|78万元|income|in=0
fiscal-appropriation|share|97.5%|income|of=1|in=0
other-income|amount|2万元|income|in=0
other-income|share|2.5%|income|of=3|in=0`},
	{name: "budget and outturn within a list", final: true, text: `
# 七、“三公”经费支出决算情况说明
“三公”经费财政拨款支出预算为10万元，支出决算为9万元，完成预算的90%，其中：因公出国（境）费支出预算为2万元，支出决算为2万元，完成预算的100%；公务接待费支出预算为8万元，支出决算为7万元，完成预算的87.5%。`,
		want: `
three-public|budget|10万元|expenditure|scope=fiscal-appropriation
three-public|actual|9万元|expenditure|scope=fiscal-appropriation
three-public|completion|90%|expenditure|scope=fiscal-appropriation|of=1
abroad|budget|2万元|expenditure|scope=fiscal-appropriation|in=0
abroad|actual|2万元|expenditure|scope=fiscal-appropriation|in=1
abroad|completion|100%|expenditure|scope=fiscal-appropriation|of=4
reception|budget|8万元|expenditure|scope=fiscal-appropriation|in=0
reception|actual|7万元|expenditure|scope=fiscal-appropriation|in=1
reception|completion|87.5%|expenditure|scope=fiscal-appropriation|of=7`},
	{name: "the parts of an outturn are outturns; a change against the plan is no change over the year", final: true, text: `
# 五、一般公共预算财政拨款支出决算情况说明
2024年度一般公共预算财政拨款支出年初预算为90万元，支出决算为80万元，完成年初预算的88.89%，比年初预算数减少10万元，下降11.11%。其中：基本支出50万元，项目支出30万元。`,
		want: `
general-budget|budget|90万元|expenditure
general-budget|actual|80万元|expenditure
general-budget|completion|88.89%|expenditure|of=1
basic|actual|50万元|expenditure|scope=general-budget|in=1
project|actual|30万元|expenditure|scope=general-budget|in=1
unbound 2`},
	{name: "codes printed level by level", text: `
# 五、一般公共预算支出情况说明
（一）教育支出（205）进修及培训（08）培训支出（03）2026年预算数为3.5万元，主要用于：培训。
（二）农林水支出（213）林业和草原（02）行政运行（01）2026年预算数为40万元，比2025年预算数减少2万元。`,
		want: `
2050803|amount|3.5万元|expenditure|scope=general-budget
2130201|amount|40万元|expenditure|scope=general-budget
2130201|change|-2万元|expenditure|scope=general-budget|of=0|预算数`},
	{name: "both sides in one sentence", text: `
# 一、收支总体情况说明
2026年收入总计50万元，支出总计50万元，与2025年预算相比，收、支总计均减少5万元，下降9.09%。收入合计45万元，其中：一般公共预算收入40万元，政府性基金收入5万元。`,
		want: `
grand-total|amount|50万元|income
grand-total|amount|50万元|expenditure
grand-total|change|-5万元|expenditure|of=1
grand-total|growth|-9.09%|expenditure|of=1
grand-total|amount|45万元|income
general-budget|amount|40万元|income|in=0
government-fund|amount|5万元|income|in=0`},
	{name: "both totals at once, classes behind 以下", final: true, text: `
# 一、收入支出决算总体情况说明
2024年度收入总计、支出总计均为60万元，与2023年度相比增加2万元，增长3.45%。
# 五、一般公共预算财政拨款支出决算情况说明
2024年度一般公共预算财政拨款支出60万元，分为以下两类：农林水支出50万元，占83.33%；住房保障支出10万元，占16.67%。`,
		want: `
grand-total|amount|60万元|
grand-total|change|2万元||of=0
grand-total|growth|3.45%||of=0
general-budget|amount|60万元|expenditure
name:农林水支出|amount|50万元|expenditure|scope=general-budget|in=0
name:农林水支出|share|83.33%|expenditure|scope=general-budget|of=1|in=0
name:住房保障支出|amount|10万元|expenditure|scope=general-budget|in=0
name:住房保障支出|share|16.67%|expenditure|scope=general-budget|of=3|in=0`},
	{name: "figures of years that are neither this nor the last", text: `
# 七、“三公”经费预算情况说明
2023年“三公”经费预算9万元。`,
		want: `unbound 1`},
}
