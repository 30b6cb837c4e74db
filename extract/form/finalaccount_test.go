package form

import (
	"testing"

	"gouji/extract/fact"
)

func TestFinalAccountBasicInTwoLanes(t *testing.T) {
	f := readOne(t, sketch(t, "一般公共预算财政拨款基本支出决算表", "单位：万元", `
经济分类科目编码 | 科目名称     | 决算数  | 经济分类科目编码 | 科目名称       | 决算数
301              | 工资福利支出 | 4816.14 | 302              | 商品和服务支出 | 440.90
30101            | 基本工资     | 537.64  | 30201            | 办公费         | 84.62
人员经费合计     | <            | 4816.14 | 公用经费合计     | <              | 440.90`), 2024)
	expect(t, f, fact.BasicExpenditure, []want{
		{fact.FirstLane, "30101", fact.AmountColumn, "537.64"},
		{fact.SecondLane, "30201", fact.AmountColumn, "84.62"},
		{fact.FirstLane, fact.Personnel, fact.AmountColumn, "4816.14"},
		{fact.SecondLane, fact.Public, fact.AmountColumn, "440.90"},
	})
	parent(t, f, fact.SecondLane, "30201", "302")
	parent(t, f, fact.SecondLane, fact.Public, "")
}

func TestFinalAccountThreePublic(t *testing.T) {
	f := readOne(t, sketch(t, "财政拨款“三公”经费支出决算表", "单位：万元", `
财政拨款“三公”经费 | < | < | < | < | < | < | <
合计   | <      | 因公出国（境）费 | <      | 公务用车购置及运行维护费 | < | 公务接待费 | <
^      | ^      | ^                | ^      | 小计   | <      | ^      | ^
预算数 | 决算数 | 预算数           | 决算数 | 预算数 | 决算数 | 预算数 | 决算数
2.85   | 0.39   | 0.00             | 0.00   | 0.00   | 0.00   | 2.85   | 0.39`), 2024)
	expect(t, f, fact.ThreePublic, []want{
		{"", fact.TotalRow, fact.BudgetColumn, "2.85"},
		{"", fact.TotalRow, fact.ActualColumn, "0.39"},
		{"", fact.TotalRow, fact.Qualified(fact.Reception, fact.ActualColumn), "0.39"},
		{"", fact.TotalRow, fact.Qualified(fact.Vehicles, fact.BudgetColumn), "0.00"},
	})
}

func TestFinalAccountFund(t *testing.T) {
	f := readOne(t, sketch(t, "政府性基金预算财政拨款收入支出决算表", "单位：万元", `
项目             | <        | 年初结转和结余 | 本年收入 | 本年支出 | <        | <        | 年末结转和结余
功能分类科目编码 | 科目名称 | ^              | ^        | 合计     | 基本支出 | 项目支出 | ^
2120801          | 征地和拆迁补偿支出 | 1.00 | 5.00     | 4.00     |          | 4.00     | 2.00
合计             | <        | 1.00           | 5.00     | 4.00     |          | 4.00     | 2.00`), 2024)
	expect(t, f, fact.FundExpenditure, []want{
		{"", "2120801", fact.CarryIn, "1.00"},
		{"", "2120801", fact.Income, "5.00"},
		{"", "2120801", fact.TotalColumn, "4.00"},
		{"", "2120801", fact.CarryOut, "2.00"},
	})
}

func TestFinalAccountWithLineNumbers(t *testing.T) {
	f := readOne(t, sketch(t, "收入支出决算总表", "部门：某县审计局 金额单位：万元", `
收入                           | <    | <      | 支出                 | <    | <
项目                           | 行次 | 决算数 | 项目                 | 行次 | 决算数
栏次                           |      | 1      | 栏次                 |      | 2
一、一般公共预算财政拨款收入   | 1    | 900.00 | 一、一般公共服务支出 | 31   | 700.00
二、政府性基金预算财政拨款收入 | 2    |        | 二、外交支出         | 32   |
本年收入合计                   | 27   | 900.00 | 本年支出合计         | 57   | 700.00
使用非财政拨款结余（含专用结余） | 28 | 10.00  | 结余分配             | 58   | 5.00
年初结转和结余                 | 29   | 20.00  | 年末结转和结余       | 59   | 225.00
总计                           | 30   | 930.00 | 总计                 | 60   | 930.00`), 2024)
	expect(t, f, fact.IncomeExpenditureTotal, []want{
		{fact.Income, fact.GeneralBudget, fact.AmountColumn, "900.00"},
		{fact.Income, fact.UsedReserve, fact.AmountColumn, "10.00"},
		{fact.Income, fact.CarryIn, fact.AmountColumn, "20.00"},
		{fact.Income, fact.GrandTotal, fact.AmountColumn, "930.00"},
		{fact.Expenditure, "201", fact.AmountColumn, "700.00"},
		{fact.Expenditure, fact.Distribution, fact.AmountColumn, "5.00"},
		{fact.Expenditure, fact.CarryOut, fact.AmountColumn, "225.00"},
	})
	parent(t, f, fact.Expenditure, fact.Distribution, fact.GrandTotal)
	parent(t, f, fact.Income, fact.UsedReserve, fact.GrandTotal)
	if len(f.Columns) != 2 || len(f.Doubts)+len(f.ColumnDoubts) > 0 {
		t.Errorf("columns %+v doubts %v %v", f.Columns, f.Doubts, f.ColumnDoubts)
	}
}

func TestFinalAccountWithSplitHeading(t *testing.T) {
	f := readOne(t, sketch(t, "支出决算表", "单位：万元", `
项目                 | <  | <  | <                | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
支出功能分类科目编码 | <  | <  | 科目名称         | ^            | ^        | ^        | ^            | ^        | ^
类                   | 款 | 项 | 栏次             | 1            | 2        | 3        | 4            | 5        | 6
^                    | ^  | ^  | 合计             | 700.00       | 500.00   | 200.00   |              |          |
201                  | <  | <  | 一般公共服务支出 | 700.00       | 500.00   | 200.00   |              |          |
2010801              | <  | <  | 行政运行         | 700.00       | 500.00   | 200.00   |              |          |         `), 2024)
	expect(t, f, fact.ExpenditureTotal, []want{
		{"", fact.TotalRow, fact.TotalColumn, "700.00"},
		{"", "2010801", fact.Basic, "500.00"},
		{"", "201", fact.AffiliatedSubsidy, ""},
	})
	parent(t, f, "", "2010801", "201")
}

func TestFinalAccountBasicInThreeLanes(t *testing.T) {
	f := readOne(t, sketch(t, "一般公共预算财政拨款基本支出决算明细表", "单位：万元", `
人员经费         | <            | <      | 公用经费         | <              | <      | <                | <          | <
经济分类科目编码 | 科目名称     | 决算数 | 经济分类科目编码 | 科目名称       | 决算数 | 经济分类科目编码 | 科目名称   | 决算数
301              | 工资福利支出 | 480.00 | 302              | 商品和服务支出 | 40.00  | 310              | 资本性支出 | 3.00
30101            | 基本工资     | 480.00 | 30201            | 办公费         | 40.00  | 31002            | 办公设备购置 | 3.00
人员经费合计     | <            | 480.00 | 公用经费合计     | <              | <      | <                | <          | 43.00`), 2024)
	expect(t, f, fact.BasicExpenditure, []want{
		{fact.FirstLane, fact.Personnel, fact.AmountColumn, "480.00"},
		{fact.SecondLane, "30201", fact.AmountColumn, "40.00"},
		{fact.ThirdLane, "31002", fact.AmountColumn, "3.00"},
	})
}
