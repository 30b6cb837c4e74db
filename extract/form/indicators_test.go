package form

import (
	"fmt"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/table"
)

func TestAimed(t *testing.T) {
	tests := []struct{ sign, value, unit, want string }{
		{"", "≥4个", "", "≥ 4 个"},
		{"≥", "4", "份", "≥ 4 份"},
		{"＝", "100", "%", "= 100 %"},
		{"", "<=17万元", "", "≤ 17 万元"},
		{"", ">=100百分比", "", "≥ 100 %"},
		{"", "110万户", "", " 110 万户"},
		{"", "80元/人/天", "", " 80 元/人/天"},
		{"", "≤1200", "元/人/天", "≤ 1200 元/人/天"},
		{"", "9000元及以内", "", "≤ 9000 元"},
		{"", "20次以上", "", "≥ 20 次"},
		{"", "＜3,191,170元", "", "< 3191170 元"},
		{"≤", "12543.48", "元/个", "≤ 12543.48 元/个"},
		{"", "2026年3月", "", "text"},
		{"", "2024年全年", "", "text"},
		{"", "632元/月，1406元/月", "", "text"},
		{"定性", "优", "", "text"},
		{"", "", "", "blank"},
	}
	for _, tt := range tests {
		bound, a := aimed(tt.sign, tt.value, tt.unit)
		got := string(a.State)
		if a.State == fact.Number {
			got = fmt.Sprintf("%s %s %s", bound, a.Value, a.Unit)
		}
		if got != tt.want {
			t.Errorf("aimed(%q, %q, %q) = %q, want %q", tt.sign, tt.value, tt.unit, got, tt.want)
		}
	}
}

func FuzzAimed(f *testing.F) {
	f.Add("≥", "4", "份")
	f.Add("", "≤17.1万元", "")
	f.Add("", "不低于２０次", "")
	f.Fuzz(func(t *testing.T, sign, value, unit string) {
		_, a := aimed(sign, value, unit)
		if a.State == fact.Number && !strings.ContainsAny(plain(value), "123456789") {
			t.Errorf("%q: a number without digits", value)
		}
	})
}

// aims are the indicators of a form as a person reads them: half, class, kind, name and value.
func aims(f *fact.Form) []string {
	var list []string
	for i := range f.Facts {
		if x := &f.Facts[i]; x.Row == fact.Indicator {
			list = append(list, x.Column+" "+x.RowName+" "+x.Text+" ["+string(x.Amount.State)+"]")
		}
	}
	return list
}

func same(t *testing.T, got []string, want string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.TrimSpace(want); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestIndicatorsInTwoHalves(t *testing.T) {
	f := readOne(t, sketch(t, "项目支出绩效目标表", "", `
项目名称 | < | 打印机维护费 | < | < | <
项目资金（元） | < | 实施期资金总额： | 200,000 | 年度资金总额： | 100,000
一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
产出指标 | 数量指标 | 维护数量 | ≥8台 | 维护数量 | ≥4台
^ | 时效指标 | 完成时间 | 2026年12月 | 完成时间 | 2026年12月
效益指标 | 社会效益 | 保证办公 | | 保证办公 | 保证
负责人： | < | 经办人： | < | 填报日期： | 20251022112024`), 2026)
	same(t, aims(f), `
period 产出指标/数量指标/维护数量 ≥8台 [number]
period 产出指标/时效指标/完成时间 2026年12月 [text]
period 效益指标/社会效益/保证办公  [blank]
annual 产出指标/数量指标/维护数量 ≥4台 [number]
annual 产出指标/时效指标/完成时间 2026年12月 [text]
annual 效益指标/社会效益/保证办公 保证 [text]`)
	if d := textFact(f, fact.FillDate); d == nil || d.Amount.Value.String() != "2025" {
		t.Errorf("fill date %+v", d)
	}
}

func TestIndicatorsOfAList(t *testing.T) {
	f := readOne(t, sketch(t, "项目支出绩效目标表", "单位：万元", `
项目名称 | 项目总额 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 本年绩效指标值 | 绩效度量单位
杂志办刊经费 | 17.40 | 印刷刊发杂志四期，宣传工作成果。 | 产出指标 | 数量指标 | 印刷期数 | ＝ | 4 | 期
^ | ^ | ^ | 成本指标 | 经济成本指标 | 印刷成本 | ≤ | 12.798 | 万元
质量管理经费 | 18.43 | 聘请法律顾问，提高项目质量。 | 效益指标 | 社会效益指标 | 提高质量 | 定性 | 优 |`), 2026)
	same(t, aims(f), `
annual 产出指标/数量指标/印刷期数 =4期 [number]
annual 成本指标/经济成本指标/印刷成本 ≤12.798万元 [number]
annual 效益指标/社会效益指标/提高质量 优 [text]`)
	if g := textFact(f, fact.PerformanceGoal); g == nil || !strings.HasPrefix(g.Text, "印刷刊发") {
		t.Errorf("goal %+v", g)
	}
	expectCertain(t, f, "17.40", "18.43")
}

// expectCertain checks that figures are read for sure though their cells run over several rows.
func expectCertain(t *testing.T, f *fact.Form, printed ...string) {
	t.Helper()
	for _, p := range printed {
		found := false
		for i := range f.Facts {
			found = found || f.Facts[i].Amount.Printed == p && f.Facts[i].Uncertain.Empty()
		}
		if !found {
			t.Errorf("%s is not read for sure", p)
		}
	}
}

func TestWrittenIndicators(t *testing.T) {
	f := readOne(t, sketch(t, "项目支出绩效目标表", "单位：万元", `
项目名称（资金使用单位） | 总计 | 绩效目标 | 绩效指标
平台运营项目 | 12.00 | 通过运营平台提升服务。 | 1、1-产出指标；11-数量指标；应用推广量；实施周期指标值:≥10家；年度指标值:≥3家。2、4-成本指标；41-经济成本指标；评审成本；实施周期指标值:9000元及以内；年度指标值:0元。`), 2026)
	same(t, aims(f), `
period 产出指标/数量指标/应用推广量 ≥10家 [number]
annual 产出指标/数量指标/应用推广量 ≥3家 [number]
period 成本指标/经济成本指标/评审成本 9000元及以内 [number]
annual 成本指标/经济成本指标/评审成本 0元 [zero]`)
}

// overallAmounts are the department's amounts: row, column, figure.
func overallAmounts(f *fact.Form) []string {
	var list []string
	for i := range f.Facts {
		if x := &f.Facts[i]; x.Amount.Unit.Money() && x.Row != fact.Indicator && x.Amount.State != fact.Blank {
			list = append(list, x.Row+" "+x.Column+" "+x.Amount.Printed)
		}
	}
	return list
}

func TestOverallBelowHeadings(t *testing.T) {
	f := readOne(t, sketch(t, "部门整体支出绩效目标表", "", `
部门名称 | 示例局 | < | < | < | < | < | <
总体资金情况（万元） | 预算支出总额 | 财政拨款 | < | < | 其他资金 | < | <
^ | ^ | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出
^ | 32.85 | 32.80 | 25.22 | 7.58 | 0.05 | | 0.05
整体绩效目标 | 坚持提升监督效能，保障部门运转。 | < | < | < | < | < | <`), 2026)
	same(t, overallAmounts(f), `
total total 32.85
total fiscal-appropriation 32.80
total basic/fiscal-appropriation 25.22
total project/fiscal-appropriation 7.58
total other-funds 0.05
total project/other-funds 0.05`)
}

func TestOverallBesideIndicators(t *testing.T) {
	f := readOne(t, sketch(t, "部门整体支出绩效目标表", "单位：万元", `
单位编码 | 单位名称 | 年度预算申请 | < | < | 整体绩效目标 | 部门整体支出年度绩效目标 | < | <
^ | ^ | 资金总额 | 按支出性质分 | < | ^ | 一级指标 | 三级指标 | 指标值
^ | ^ | ^ | 基本支出 | 项目支出 | ^ | ^ | ^ | ^
126001 | 示例局 | 1,935.36 | 1,517.95 | 417.41 | 做好来访接待工作。 | 成本指标 | 基本支出 | ≤1517.95万元
^ | ^ | ^ | ^ | ^ | ^ | ^ | 项目支出控制数 | ≤417.41万元`), 2026)
	same(t, overallAmounts(f), `
total total 1,935.36
total basic 1,517.95
total project 417.41`)
	if n := len(aims(f)); n != 2 {
		t.Errorf("%d indicators, want 2: %v", n, aims(f))
	}
}

func TestOverallByTask(t *testing.T) {
	f := readOne(t, sketch(t, "2026年部门整体支出绩效目标表", "", `
年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | <
^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
^ | 机关运转 | 人员经费及公用经费。 | 33.54 | 33.54 |
^ | 审计事务 | 外勤经费、差旅费等。 | 4.84 | 2.86 | 1.98
^ | 金额合计 | < | 38.38 | 36.40 | 1.98
年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | <
^ | 产出指标 | 数量指标 | 审计报告 | ≥150篇 | <`), 2026)
	same(t, overallAmounts(f), `
total total 38.38
total fiscal-appropriation 36.40
total other-funds 1.98
机关运转 total 33.54
机关运转 fiscal-appropriation 33.54
审计事务 total 4.84
审计事务 fiscal-appropriation 2.86
审计事务 other-funds 1.98`)
}

func TestPollutedNames(t *testing.T) {
	for name, holds := range map[string]string{
		"009-示例县财政局": fact.HoldsCode, "实施单位": fact.HoldsLabel, "示例县财政局2026年部门预算公开报告": fact.HoldsTitle, "打印机维护费": "", "预决算公开管理系统服务费": "", "12345-政务服务热线中心": "",
	} {
		tab := sketch(t, "项目支出绩效目标表", "", `
项目名称 | `+name+` | < | <
项目属性 | 经常性项目 | 项目期 | 3年
项目资金（元） | 年度资金总额： | 100,000 | <
立项依据 | 《关于印发办法的通知》 | < | <`)
		forms, _ := Read([]table.Table{tab}, fact.Document{Year: 2026, Kind: fact.Budget, Publisher: "示例县财政局"})
		if len(forms) != 1 {
			t.Fatalf("%d forms", len(forms))
		}
		f := forms[0]
		got := ""
		if p := textFact(f, fact.Polluted); p != nil {
			got = p.Column
		}
		if got != holds {
			t.Errorf("%q holds %q, want %q", name, got, holds)
		}
		if term := textFact(f, fact.ProjectTerm); term == nil || term.Amount.Value.String() != "3" {
			t.Errorf("term %+v", term)
		}
	}
}
