package form

import (
	"reflect"
	"strings"
	"testing"

	"gouji/extract/fact"
)

// zezhou reads the tables of the 泽州 budget; what is expected of them was looked up in the document.
func zezhou(t *testing.T) (fact.Document, map[string]*fact.Form) {
	t.Helper()
	tables := truthTables(t)
	doc := Identify(Text{First: []string{"泽州县财政局", "2026年部门预算公开报告", "目录"}, Tables: tables})
	forms, problems := Read(tables, doc)
	// Two entries of the catalogue are printed without a name.
	if len(problems) != 2 {
		t.Errorf("problems %v", problems)
	}
	byTable := map[string]*fact.Form{}
	for _, f := range forms {
		byTable[f.Table] = f
	}
	return doc, byTable
}

func TestZezhouForms(t *testing.T) {
	doc, forms := zezhou(t)
	if doc.Year != 2026 || doc.Publisher != "泽州县财政局" || doc.Kind != fact.Budget || doc.Title != "泽州县财政局2026年部门预算公开报告" {
		t.Errorf("document %+v", doc)
	}
	ids := map[string]string{
		"t01": fact.IncomeExpenditureTotal, "t02": fact.IncomeTotal, "t03": fact.ExpenditureTotal, "t04": fact.FiscalTotal,
		"t05": fact.GeneralExpenditure, "t06": fact.BasicExpenditure, "t07": fact.FundIncome, "t08": fact.FundExpenditure,
		"t09": fact.StateCapital, "t10": fact.ThreePublic, "t11": fact.OperatingCost, "t12": fact.Projects,
		"t13": fact.ProjectsCarryOver, "f00": fact.OverallPerformance, "f01": fact.ProjectPerformance,
		"f02": fact.ProjectPerformance, "f03": fact.ProjectPerformance, "f04": fact.ProjectPerformance,
		"f05": fact.ProjectPerformance, "f06": fact.ProjectPerformance, "f07": fact.ProjectPerformance,
		"f08": fact.ProjectPerformance, "cA": fact.Catalogue, "cB": fact.Catalogue,
	}
	for table, id := range ids {
		f := forms[table]
		if f == nil || f.ID != id || len(f.Doubts)+len(f.ColumnDoubts) > 0 {
			t.Errorf("%s: %+v, want %s without doubts", table, f, id)
			continue
		}
		unit := fact.WanYuan
		switch id {
		case fact.ProjectPerformance:
			unit = fact.Yuan
		case fact.Catalogue:
			unit = ""
		}
		if f.Unit != unit {
			t.Errorf("%s: unit %q, want %q", table, f.Unit, unit)
		}
	}
	for table, f := range forms {
		empty := strings.Contains("t07 t08 t09 t10 t13", table)
		if (f.EmptyNote != "") != empty {
			t.Errorf("%s: empty note %q", table, f.EmptyNote)
		}
	}
}

func TestZezhouTotals(t *testing.T) {
	_, forms := zezhou(t)
	expect(t, forms["t01"], fact.IncomeExpenditureTotal, []want{
		{fact.Income, fact.GeneralBudget, fact.AmountColumn, "2541.25"},
		{fact.Income, fact.UnitFunds, fact.AmountColumn, ""},
		{fact.Income, fact.YearTotal, fact.AmountColumn, "2541.25"},
		{fact.Expenditure, "201", fact.TotalColumn, "2134.19"},
		{fact.Expenditure, "208", fact.YearColumn, "239.28"},
		{fact.Expenditure, "221", fact.TotalColumn, "97.63"},
		{fact.Expenditure, "234", fact.CarryColumn, ""},
		{fact.Expenditure, fact.GrandTotal, fact.YearColumn, "2541.25"},
	})
	parent(t, forms["t01"], fact.Expenditure, "210", fact.YearTotal)
	parent(t, forms["t01"], fact.Expenditure, fact.CarryOut, fact.GrandTotal)
	expect(t, forms["t02"], fact.IncomeTotal, []want{
		{"", fact.TotalRow, fact.TotalColumn, "2541.25"},
		{"", "2010608", fact.GeneralBudget, "877.27"},
		{"", "2010608", fact.CarryIn, ""},
	})
	expect(t, forms["t03"], fact.ExpenditureTotal, []want{
		{"", "2010601", fact.Basic, "938.70"},
		{"", "2010607", fact.Project, "250.00"},
		{"", "21011", fact.TotalColumn, "70.15"},
	})
	parent(t, forms["t03"], "", "2101103", "21011")
	expect(t, forms["t04"], fact.FiscalTotal, []want{
		{fact.Income, fact.GeneralBudget, fact.AmountColumn, "2541.25"},
		{fact.Income, fact.Qualified(fact.GeneralBudget, fact.CarryIn), fact.AmountColumn, ""},
		{fact.Expenditure, "210", fact.GeneralBudget, "70.15"},
		{fact.Expenditure, fact.YearTotal, fact.TotalColumn, "2541.25"},
	})
	parent(t, forms["t04"], fact.Income, fact.Qualified(fact.GovernmentFund, fact.CarryIn), fact.CarryIn)
}

func TestZezhouDetails(t *testing.T) {
	_, forms := zezhou(t)
	expect(t, forms["t06"], fact.BasicExpenditure, []want{
		{"", fact.TotalRow, fact.Personnel, "1205.59"},
		{"", "30101", fact.TotalColumn, "387.94"},
		{"", "30239", fact.Public, "15.57"},
		{"", "30302", fact.Personnel, "58.23"},
	})
	parent(t, forms["t06"], "", "30307", "303")
	expect(t, forms["t11"], fact.OperatingCost, []want{{"", fact.TotalRow, fact.TotalColumn, "140.18"}, {"", "泽州县财政局", fact.GeneralBudget, "140.18"}})
	expect(t, forms["t12"], fact.Projects, []want{
		{"", fact.TotalRow, fact.TotalColumn, "1195.49"},
		{"", "普法经费", fact.GeneralBudget, "1.50"},
		{"", "财政业务工作监督检查业务费", fact.TotalColumn, "20.00"},
		{"", "政府投资项目预决结算评审工作经费", fact.TotalColumn, "759.10"},
	})
	parent(t, forms["t12"], "", "普法经费", "泽州县财政局")
	parent(t, forms["t12"], "", "泽州县财政局", fact.TotalRow)
	parent(t, forms["t10"], "", fact.VehicleRunning, fact.Vehicles)
	expect(t, forms["f00"], fact.OverallPerformance, []want{
		{fact.Income, fact.GeneralBudget, fact.AmountColumn, "2541.25"},
		{fact.Expenditure, fact.Basic, fact.AmountColumn, "1345.76"},
		{fact.Expenditure, fact.Project, fact.AmountColumn, "1195.49"},
	})
}

func TestZezhouProjectForms(t *testing.T) {
	_, forms := zezhou(t)
	expect(t, forms["f02"], fact.ProjectPerformance, []want{
		{"", fact.TotalRow, fact.AnnualColumn, "1,181,700"},
		{"", fact.TotalRow, fact.PeriodColumn, "1,181,700"},
		{"", fact.CityCountyFunds, fact.AnnualColumn, "1,181,700"},
		{"", fact.CentralFunds, fact.PeriodColumn, "0"},
		{"", fact.OtherFunds, fact.AnnualColumn, ""},
	})
	names := map[string]struct{ text, doubt string }{
		"f01": {"财政业务专项检查业务费", ""},
		"f04": {"009-泽州县财政局", "项目名称一格填的是部门编码"},
		"f05": {"山西泽州财政一体化运维及办公设备购置费", ""},
		"f07": {"实施项目", "项目名称一格填的是表中的栏目名"},
		"f08": {"泽州县财政局2026年部门预算公开报告", "项目名称一格填的是文件标题"},
	}
	for table, want := range names {
		a := textFact(forms[table], fact.ProjectName)
		if a == nil || a.Text != want.text || !strings.HasPrefix(a.Uncertain.ZH, want.doubt) || want.doubt == "" && !a.Uncertain.Empty() {
			t.Errorf("%s: name %+v, want %s (%s)", table, a, want.text, want.doubt)
		}
	}
	if a := textFact(forms["f05"], fact.ProjectOverview); a == nil || !strings.Contains(a.Text, "161000元") || a.Place.Page != 31 {
		t.Errorf("overview %+v", a)
	}
	if a := textFact(forms["f03"], fact.Indicator); a == nil || a.RowName != "产出指标/数量指标/各项补贴可支撑服务用户数" || a.Text != "≥110万户" {
		t.Errorf("first indicator %+v", a)
	}
}

func textFact(f *fact.Form, row string) *fact.Fact {
	for i := range f.Facts {
		if f.Facts[i].Row == row {
			return &f.Facts[i]
		}
	}
	return nil
}

func TestZezhouCatalogues(t *testing.T) {
	_, forms := zezhou(t)
	entries := map[string]string{}
	for _, a := range forms["cB"].Facts {
		entries[a.Row] = a.Text
	}
	for code, name := range map[string]string{"B": "政府履职辅助性服务", "B03": "会计审计服务", "B0302": "审计服务（仅限非审计部门）"} {
		if entries[code] != name {
			t.Errorf("%s = %q, want %q", code, entries[code], name)
		}
	}
	a := textFact(forms["cA"], "A150201")
	if a == nil || a.Text != "人大宣传服务" || a.ColumnPath != "人民代表大会常务委员会办公厅（室）" {
		t.Errorf("A150201 = %+v", a)
	}
}

func TestReadIsDeterministic(t *testing.T) {
	tables := truthTables(t)
	doc := fact.Document{Year: 2026}
	first, _ := Read(tables, doc)
	for range 3 {
		again, _ := Read(tables, doc)
		for i := range first {
			for j := range first[i].Facts {
				if !reflect.DeepEqual(first[i].Facts[j], again[i].Facts[j]) {
					t.Fatalf("%s: fact %d differs", first[i].ID, j)
				}
			}
		}
	}
}
