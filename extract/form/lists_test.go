package form

import (
	"testing"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/extract/table"
)

// The drawings follow pages of published budgets: their headings, their codes, their ways of numbering; rows are
// left out.

func TestShanghaiTotal(t *testing.T) {
	f := readOne(t, sketch(t, "2026年预算单位财务收支预算总表", "编制单位：上海交通职业技术学院 单位：元", `
本年收入            | <           | 本年支出             | <           | <           | <           | <
项目                | 预算数      | 项目                 | 预算数      | <           | <           | <
^                   | ^           | ^                    | 合计        | 基本支出    | <           | 项目支出
^                   | ^           | ^                    | ^           | 人员经费    | 公用经费    | ^
一、财政拨款收入    | 304,413,900 | 一、教育支出         | 326,658,710 | 150,119,030 | 104,154,210 | 72,385,470
1、一般公共预算     | 304,413,900 | 二、社会保障和就业支出 | 48,817,900 | 46,103,900 | 2,714,000 |
2、政府性基金预算   |             |                      |             |             |             |
二、事业收入        | 50,000,000  |                      |             |             |             |
收入总计            | 408,696,000 | 支出总计             | 408,696,000 | 229,442,320 | 106,868,210 | 72,385,470`), 2026)
	expect(t, f, fact.IncomeExpenditureTotal, []want{
		{fact.Income, fact.FiscalAppropriation, fact.AmountColumn, "304,413,900"},
		{fact.Income, fact.BusinessIncome, fact.AmountColumn, "50,000,000"},
		{fact.Expenditure, "205", fact.TotalColumn, "326,658,710"},
		{fact.Expenditure, "205", fact.Personnel, "150,119,030"},
		{fact.Expenditure, "208", fact.Public, "2,714,000"},
		{fact.Expenditure, "208", fact.Project, ""},
		{fact.Expenditure, fact.GrandTotal, fact.Project, "72,385,470"},
	})
	parent(t, f, fact.Income, fact.GeneralBudget, fact.FiscalAppropriation)
	parent(t, f, fact.Income, fact.FiscalAppropriation, fact.GrandTotal)
	parent(t, f, fact.Expenditure, "208", fact.GrandTotal)
	if f.Unit != fact.Yuan || f.Publisher != "上海交通职业技术学院" {
		t.Errorf("unit %q publisher %q", f.Unit, f.Publisher)
	}
	if got := value(t, f, fact.Income, fact.BusinessIncome, fact.AmountColumn); !got.Equal(decimal.NewFromInt(50000000)) {
		t.Errorf("50,000,000 元 = %s", got)
	}
}

func TestSplitCodes(t *testing.T) {
	const columns = `
科目编码 | <  | <  | 科目名称     | 合计     | 基本支出 | 项目支出
类       | 款 | 项 | ^            | ^        | ^        | ^
合计     | <  | <  | <            | 1,717.85 | 1,192.85 | 525.00
`
	whole := columns + `
201      |    |    | 一般公共服务支出 | 1,378.84 | 854.84 | 524.00
201      | 40 |    | 信访事务     | 1,378.84 | 854.84   | 524.00
201      | 40 | 01 | 行政运行     | 507.97   | 507.97   |
205      |    |    | 教育支出     | 1.00     |          | 1.00`
	inherited := columns + `
201      |    |    | 一般公共服务支出 | 1,378.84 | 854.84 | 524.00
         | 40 |    | 信访事务     | 1,378.84 | 854.84   | 524.00
         |    | 01 | 行政运行     | 507.97   | 507.97   |
205      |    |    | 教育支出     | 1.00     |          | 1.00`
	for name, drawing := range map[string]string{"whole": whole, "inherited": inherited} {
		t.Run(name, func(t *testing.T) {
			f := readOne(t, sketch(t, "支出总体情况表", "单位：万元", drawing), 2026)
			expect(t, f, fact.ExpenditureTotal, []want{
				{"", fact.TotalRow, fact.TotalColumn, "1,717.85"},
				{"", "20140", fact.Project, "524.00"},
				{"", "2014001", fact.Basic, "507.97"},
				{"", "205", fact.Basic, ""},
			})
			parent(t, f, "", "2014001", "20140")
			parent(t, f, "", "20140", "201")
			parent(t, f, "", "205", fact.TotalRow)
			if len(f.Doubts)+len(f.ColumnDoubts) > 0 {
				t.Error(f.Doubts, f.ColumnDoubts)
			}
		})
	}
}

func TestCodeInCell(t *testing.T) {
	for _, code := range []string{"[2014001]", "2014001-", "2014001"} {
		f := readOne(t, sketch(t, "一般公共预算支出情况表（按功能分类科目）", "单位：万元", `
功能科目名称      | 一般公共预算支出 | <              | <
^                 | 小计             | 其中：基本支出 | 项目支出
合计              | 3,944.08         | 3,204.78       | 739.30
`+code+`行政运行  | 1,859.41         | 1,831.41       | 28.00`), 2026)
		expect(t, f, fact.GeneralExpenditure, []want{
			{"", fact.TotalRow, fact.TotalColumn, "3,944.08"},
			{"", "2014001", fact.Basic, "1,831.41"},
			{"", "2014001", fact.Project, "28.00"},
		})
		if r := f.Rows[1]; r.Name != "行政运行" || r.Code != "2014001" {
			t.Errorf("%s: code %q name %q", code, r.Code, r.Name)
		}
	}
}

func TestIncomeWithCarryOver(t *testing.T) {
	f := readOne(t, sketch(t, "预算02表 收入总表", "金额单位：万元", `
合计          | 本年收入      | <                  | <                    | <         | 上年结转结余 | <                | <
^             | 小计          | 一般公共预算资金   | 政府性基金预算资金   | 其他收入  | 小计         | 一般公共预算资金 | 单位资金
32,852.053832 | 32,380.090089 | 32,365.090089      |                      | 15.000000 | 471.963743   | 436.846550       | 35.117193`), 2026)
	expect(t, f, fact.IncomeTotal, []want{
		{"", fact.TotalRow, fact.TotalColumn, "32,852.053832"},
		{"", fact.TotalRow, fact.YearColumn, "32,380.090089"},
		{"", fact.TotalRow, fact.GeneralBudget, "32,365.090089"},
		{"", fact.TotalRow, fact.GovernmentFund, ""},
		{"", fact.TotalRow, fact.CarryIn, "471.963743"},
		{"", fact.TotalRow, fact.Qualified(fact.GeneralBudget, fact.CarryIn), "436.846550"},
	})
}

func TestRepeatedCodes(t *testing.T) {
	f := readOne(t, sketch(t, "预算05表 一般公共预算支出表", "金额单位：万元", `
功能分类科目 | <        | 预算数   | <        | <        | <        | <
科目编码     | 科目名称 | 合计     | 基本支出 | <        | <        | 项目支出
^            | ^        | ^        | 小计     | 人员经费 | 公用经费 | ^
2010801      | 行政运行 | 100.00   | 80.00    | 70.00    | 10.00    | 20.00
2010801      | 行政运行 | 50.00    | 50.00    | 50.00    |          |
合 计        | <        | 150.00   | 130.00   | 120.00   | 10.00    | 20.00`), 2026)
	expect(t, f, fact.GeneralExpenditure, []want{{"", fact.TotalRow, fact.Basic, "130.00"}, {"", fact.TotalRow, fact.Personnel, "120.00"}})
	if f.Row("2010801", "") >= 0 {
		t.Error("a code in two rows must not be found as one")
	}
	if f.Rows[0].Parent != 2 || f.Rows[1].Parent != 2 {
		t.Errorf("rows with one code are parts of the total alike: %+v", f.Rows)
	}
}

func TestUnitBlocks(t *testing.T) {
	f := readOne(t, sketch(t, "一般公共预算支出表（按功能分类）", "部门名称：深圳市信访局 单位：万元", `
预算单位     | 科目编码 | 科目名称         | 支出总计 | 基本支出 | 项目支出
深圳市信访局 |          |                  | 30.00    | 20.00    | 10.00
             | 201      | 一般公共服务支出 | 30.00    | 20.00    | 10.00
             | 2014001  | 行政运行         | 30.00    | 20.00    | 10.00`), 2026)
	expect(t, f, fact.GeneralExpenditure, []want{{"", fact.TotalRow, fact.TotalColumn, "30.00"}, {"", "2014001", fact.Project, "10.00"}})
	parent(t, f, "", "201", fact.TotalRow)
	parent(t, f, "", "2014001", "201")
}

func TestEconomicBesideGovernment(t *testing.T) {
	f := readOne(t, sketch(t, "一般公共预算基本支出情况表", "单位：万元", `
科目编码 | <  | 部门预算支出经济分类科目名称 | 科目编码 | <  | 政府预算支出经济分类科目名称 | 基本支出预算 | <        | <
类       | 款 | ^                            | 类       | 款 | ^                            | 小计         | 人员支出 | 日常公用支出
合计     | <  | <                            |          |    |                              | 1,192.85     | 1,088.89 | 103.96
301      |    | 工资福利支出                 | 501      |    | 机关工资福利支出             | 593.01       | 593.01   |
301      | 01 | 基本工资                     | 501      | 01 | 工资奖金津补贴               | 145.81       | 145.81   |`), 2026)
	expect(t, f, fact.BasicExpenditure, []want{
		{"", fact.TotalRow, fact.Public, "103.96"},
		{"", "30101", fact.Personnel, "145.81"},
		{"", "30101", fact.TotalColumn, "145.81"},
	})
	parent(t, f, "", "30101", "301")
	for _, a := range f.Facts {
		if a.Row == "30101" && a.Column == fact.GovEconomicName && a.Text == "工资奖金津补贴" {
			return
		}
	}
	t.Error("the government economic subject beside 30101 is lost")
}

func TestThreePublicWithMeetings(t *testing.T) {
	f := readOne(t, sketch(t, "“三公”经费、会议费、培训费支出预算表", "单位：万元", `
合计     | “三公”经费 | <              | <                        | <              | <                  | <          | 会议费 | 培训费
^        | 小计       | 因公出国（境）费 | 公务用车购置及运行维护费 | <              | <                  | 公务接待费 | ^      | ^
^        | ^          | ^              | 小计                     | 公务用车购置费 | 公务用车运行维护费 | ^          | ^      | ^
1,467.70 | 509.20     | 70.00          | 411.20                   |                | 411.20             | 28.00      | 933.50 | 25.00`), 2017)
	expect(t, f, fact.ThreePublic, []want{
		{"", fact.TotalRow, fact.WholeColumn, "1,467.70"},
		{"", fact.TotalRow, fact.TotalColumn, "509.20"},
		{"", fact.TotalRow, fact.Vehicles, "411.20"},
		{"", fact.TotalRow, fact.VehiclePurchase, ""},
		{"", fact.TotalRow, fact.Meetings, "933.50"},
	})
}

func TestComparisonWithYearBefore(t *testing.T) {
	f := readOne(t, sketch(t, "一般公共预算“三公”经费支出情况表", "单位：万元", `
2025年预算数 | <                | <          | 2026年预算数 | <                | <
合计         | 因公出国（境）费 | 公务接待费 | 合计         | 因公出国（境）费 | 公务接待费
22.00        | 20.00            | 2.00       | 17.00        | 15.00            | 2.00`), 2026)
	expect(t, f, fact.ThreePublic, []want{
		{"", fact.TotalRow, fact.TotalColumn, "17.00"},
		{"", fact.TotalRow, fact.PriorColumn, "22.00"},
		{"", fact.TotalRow, fact.Abroad, "15.00"},
		{"", fact.TotalRow, fact.Qualified(fact.Abroad, fact.PriorColumn), "20.00"},
	})
}

func TestUncodedClasses(t *testing.T) {
	f := readOne(t, sketch(t, "表5：2026年市级部门一般公共预算支出预算表", "单位：万元", `
功能分类科目名称 | 合 计    | 基本支出 | <        | <            | 项目支出
^                | ^        | 小计     | 人员经费 | 日常公用支出 | ^
**               | 1        | 2        | 3        | 4            | 5
合计             | 5,753.07 | 3,745.07 | 2,906.80 | 838.27       | 2,008.00
科学技术支出     | 28.00    |          |          |              | 28.00
技术研究与开发   | 28.00    |          |          |              | 28.00
卫生健康支出     | 80.52    | 80.52    | 80.52    |              |`), 2026)
	expect(t, f, fact.GeneralExpenditure, []want{
		{"", fact.TotalRow, fact.Basic, "3,745.07"},
		{"", "206", fact.Project, "28.00"},
		{"", "210", fact.Personnel, "80.52"},
	})
	parent(t, f, "", "210", fact.TotalRow)
	if r := f.Rows[f.Row("技术研究与开发", "")]; r.Role != fact.OfWhich {
		t.Errorf("a 款 without a code is %s, want of-which", r.Role)
	}
}

func TestLookAlikes(t *testing.T) {
	const byFunction = `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2010601  | 行政运行 | 5.00 | 5.00     |`
	const byEconomic = `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
30101    | 基本工资 | 5.00 | 5.00     |`
	const byGovernment = `
科目编码 | 科目名称       | 合计 | 基本支出 | 项目支出
50101    | 工资奖金津补贴 | 5.00 | 5.00     |`
	tests := []struct{ title, drawing, id string }{
		{"2026年预算支出总表", byFunction, fact.ExpenditureTotal},
		{"一般公共预算支出表", byFunction, fact.GeneralExpenditure},
		{"政府性基金预算支出表", byFunction, fact.FundExpenditure},
		{"国有资本经营预算支出表", byFunction, fact.StateCapital},
		{"财政拨款支出表（功能科目）", byFunction, fact.FiscalExpenditure},
		{"一般公共预算支出表（按经济分类）", byEconomic, fact.GeneralByEconomicClass},
		{"一般公共预算项目支出情况表（按经济分类科目）", byEconomic, fact.GeneralProjects},
		{"一般公共预算基本支出表", byEconomic, fact.BasicExpenditure},
		{"财政拨款基本支出表（经济科目）", byEconomic, fact.FiscalBasicExpenditure},
		{"一般公共预算基本支出明细表（按支出功能分类科目）", byFunction, fact.BasicByFunction},
		{"一般公共预算基本支出表（政府经济分类）", byGovernment, fact.BasicByGovEconomic},
		{"一般公共预算支出表（按政府支出经济分类科目）", byGovernment, fact.GeneralByGovEconomic},
		{"政府性基金预算收支表", byFunction, fact.FundExpenditure},
		{"转移支付支出预算表", byFunction, ""},
		{"国有资产占用情况表", byFunction, ""},
		{"一般公共预算支出评价表", byFunction, ""},
		{"供应清单", byFunction, ""},
	}
	for _, tt := range tests {
		tab := sketch(t, tt.title, "单位：万元", tt.drawing)
		m, _, why := Recognise(&tab)
		if m.Form != tt.id {
			t.Errorf("%s: %q (%s), want %q", tt.title, m.Form, why, tt.id)
		}
	}
}

func TestUnknownFormIsAProblem(t *testing.T) {
	tab := sketch(t, "培训费明细表", "单位：万元", `
序号 | 培训名称 | 金额
1    | 审计培训 | 3.65`)
	forms, problems := Read([]table.Table{tab}, fact.Document{})
	if len(forms) != 0 || len(problems) != 1 || problems[0].Code != fact.UnknownForm {
		t.Errorf("forms %v problems %v", forms, problems)
	}
}

func TestNoUnit(t *testing.T) {
	tab := sketch(t, "2026年预算支出总表", "", `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2010601  | 行政运行 | 5.00 | 5.00     |`)
	forms, problems := Read([]table.Table{tab}, fact.Document{})
	if len(forms) != 1 || forms[0].Unit != "" || forms[0].Facts[0].Uncertain.Empty() {
		t.Fatalf("a figure without a printed unit must be uncertain: %+v", forms)
	}
	for _, p := range problems {
		if p.Code == NoUnit {
			return
		}
	}
	t.Error("no problem says that the unit is missing")
}

func TestUnitAndTitleInsideTheGrid(t *testing.T) {
	tab := sketch(t, "", "", `
支出总表（预算表3）           | < | < | < | <
预算单位：长春市信访局        | < | < | < | 单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2010601  | 行政运行 | 5.00 | 5.00     |
注：本表反映全部支出。 | < | < | < | <`)
	f := readOne(t, tab, 2026)
	expect(t, f, fact.ExpenditureTotal, []want{{"", "2010601", fact.TotalColumn, "5.00"}})
	if f.Unit != fact.WanYuan || f.Publisher != "长春市信访局" || len(f.Rows) != 1 {
		t.Errorf("unit %q publisher %q rows %d", f.Unit, f.Publisher, len(f.Rows))
	}
}

func TestEmptyNotes(t *testing.T) {
	tests := []struct {
		note  string
		empty bool
	}{
		{"注：本表无数据", true},
		{"注:本部门2024年无政府性基金预算财政拨款安排的预算，故本表为空表。", true},
		{"备注：本单位2026年没有使用政府性基金预算拨款安排的支出。", true},
		{"注：本表本年无发生额。", true},
		{"（无政府性基金支出）", true},
		{"注：本表反映部门本年度一般公共预算支出情况。", false},
		{"注：此表如无数字则表示单位无该项支出。", false},
		{"无锡市应急管理综合行政执法监督局2026年度单位预算公开", false},
		{"注：无。", false},
	}
	for _, tt := range tests {
		tab := sketch(t, "政府性基金预算支出表", "单位：万元", `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
合计     | <        |      |          |         `)
		tab.Notes = []table.Line{{Text: tt.note, Page: 1}}
		if f := readOne(t, tab, 2026); (f.EmptyNote != "") != tt.empty {
			t.Errorf("%s: empty note %q", tt.note, f.EmptyNote)
		}
	}
}

func TestWordsWhereAFigureIsExpected(t *testing.T) {
	f := readOne(t, sketch(t, "2026年预算支出总表", "单位：万元", `
科目编码 | 科目名称 | 合计     | 基本支出 | 项目支出
2010601  | 行政运行 | 12,34.5  | 待定     | -
201      | 一般公共服务支出 | 5.00 | 0.00 |`), 2026)
	states := map[string]fact.State{fact.TotalColumn: fact.Unreadable, fact.Basic: fact.NotNumber, fact.Project: fact.Dash}
	for column, state := range states {
		if a := f.At(f.Row("2010601", ""), column); a == nil || a.Amount.State != state {
			t.Errorf("%s: %+v, want %s", column, a, state)
		}
	}
	if a := f.At(f.Row("201", ""), fact.Basic); a.Amount.State != fact.Zero {
		t.Errorf("0.00 is %s", a.Amount.State)
	}
	if a := f.At(f.Row("201", ""), fact.Project); a.Amount.State != fact.Blank {
		t.Errorf("an empty cell is %s", a.Amount.State)
	}
}

func TestUnknownColumn(t *testing.T) {
	f := readOne(t, sketch(t, "2026年预算支出总表", "单位：万元", `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 神秘支出
2010601  | 行政运行 | 6.00 | 5.00     |          | 1.00`), 2026)
	c := f.Columns[3]
	if c.Known || c.ID != "神秘支出" || len(f.ColumnDoubts) != 1 || len(f.Doubts) != 0 {
		t.Errorf("column %+v doubts %v", c, f.ColumnDoubts)
	}
}

func TestFormInPieces(t *testing.T) {
	const drawing = `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2010601  | 行政运行 | 5.00 | 5.00     |`
	a, b := sketch(t, "2026年预算支出总表", "单位：万元", drawing), sketch(t, "2026年预算支出总表", "单位：万元", drawing)
	b.ID, b.Pages = "p2t1", []int{2}
	forms, problems := Read([]table.Table{a, b}, fact.Document{})
	if len(forms) != 2 || len(forms[0].Doubts) == 0 || len(forms[1].Doubts) == 0 {
		t.Fatalf("two halves of one form must be doubted: %+v", forms)
	}
	if problems[len(problems)-1].Code != RepeatedForm {
		t.Error(problems)
	}
}

func TestWithheldRows(t *testing.T) {
	a := sketch(t, "2026年预算支出总表", "单位：万元", `
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
2010601  | 行政运行 | 5.00 | 5.00     |`)
	a.Notes = []table.Line{{Text: "（注：根据国家保密法律法规和有关保密事项范围的规定，部分具体项目信息公开时予以剔除。）", Page: 1}}
	if f := readOne(t, a, 2026); len(f.Doubts) != 1 {
		t.Errorf("rows are withheld, doubts %v", f.Doubts)
	}
}

func TestProjectsByUnit(t *testing.T) {
	f := readOne(t, sketch(t, "表10：2026年市级部门项目支出预算表", "部门名称：杭州市气象局 单位：万元", `
单位名称     | 项目名称     | 总计     | 财政拨款收入 | <          | 单位资金
^            | ^            | ^        | 一般公共预算 | 政府性基金 | ^
合计         |              | 1,985.00 | 1,890.00     |            | 95.00
杭州市气象局 | 气象业务建设 | 1,097.00 | 1,002.00     |            | 95.00
杭州市气象局 | 气象设施维护 | 888.00   | 888.00       |            |      `), 2026)
	expect(t, f, fact.Projects, []want{
		{"", fact.TotalRow, fact.TotalColumn, "1,985.00"},
		{"", "气象业务建设", fact.UnitFunds, "95.00"},
		{"", "气象设施维护", fact.GeneralBudget, "888.00"},
	})
	parent(t, f, "", "气象设施维护", fact.TotalRow)
}

func TestYearsAsRows(t *testing.T) {
	f := readOne(t, sketch(t, "财政拨款“三公”经费支出表", "单位：万元", `
预算单位     | 年度         | 总计         | <              | 公务接待费   | <
^            | ^            | 一般公共预算 | 政府性基金预算 | 一般公共预算 | 政府性基金预算
深圳市信访局 | 2025年       | 6.58         | 0.00           | 3.98         | 0.00
^            | 2026年       | 5.58         | 0.00           | 2.98         | 0.00
^            | 增减变化金额 | -1.00        | 0.00           | -1.00        | 0.00`), 2026)
	expect(t, f, fact.ThreePublic, []want{
		{"", fact.TotalRow, fact.GeneralBudget, "5.58"},
		{"", fact.PriorColumn, fact.Qualified(fact.Reception, fact.GeneralBudget), "3.98"},
		{"", fact.Change, fact.GeneralBudget, "-1.00"},
	})
}
