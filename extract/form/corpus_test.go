package form

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/table"
)

// readDocument recovers the tables of a document's first pages (all of them where most is 0) and identifies it.
func readDocument(t *testing.T, r *pdf.Pdfium, path string, most int) (fact.Document, []table.Table) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	var pages []page.Page
	for n := 1; n <= d.Pages() && (most == 0 || n <= most); n++ {
		p, err := d.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, p)
	}
	laid := layout.Document(pages)
	text := Text{}
	for i := range laid {
		pages[i] = laid[i].Page
		const cover = 2
		if i < cover {
			for _, l := range page.Lines(laid[i].Words) {
				text.First = append(text.First, page.LineText(l))
			}
		}
	}
	text.Tables = table.Document(pages)
	return Identify(text), text.Tables
}

func newPdfium(t *testing.T) *pdf.Pdfium {
	t.Helper()
	r, err := pdf.NewPdfium(pdf.Options{CacheDir: filepath.Join(os.TempDir(), "gouji-test-cache")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// TestPublishedBudgets holds the forms of published documents to what their tables are called on the page.
func TestPublishedBudgets(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole documents")
	}
	const (
		ie, in, ex, ft = fact.IncomeExpenditureTotal, fact.IncomeTotal, fact.ExpenditureTotal, fact.FiscalTotal
		ge, be, fe, sc = fact.GeneralExpenditure, fact.BasicExpenditure, fact.FundExpenditure, fact.StateCapital
		tp, oc, pr, po = fact.ThreePublic, fact.OperatingCost, fact.Projects, fact.Procurement
		pl, ov, pp     = fact.ProjectPerformanceList, fact.OverallPerformance, fact.ProjectPerformance
	)
	tests := []struct {
		file, publisher string
		year            int
		kind            fact.Kind
		forms           []string
	}{
		{"shanghai-jiaotong-college-2026-unit-budget.pdf", "上海交通职业技术学院", 2026, fact.Budget, []string{ie, in, ex, ft, ge, fe, sc, be, tp}},
		{"putuo-planning-2024-final-account.pdf", "上海市普陀区规划和自然资源局", 2024, fact.FinalAccount, []string{ie, in, ex, ft, ge, be, tp, fe, sc}},
		{"beijing-audit-2026-tables.pdf", "", 2026, fact.Budget, []string{ie, in, ex, ft, ge, be, fe, sc, tp, po, fact.PurchasedServices, pl, ov}},
		{"suzhou-audit-2026.pdf", "苏州市审计局", 2026, fact.Budget, []string{ie, in, ex, ft, fact.FiscalExpenditure, fact.FiscalBasicExpenditure, ge, be, tp, fe, sc, oc, po}},
		{"hangzhou-weather-2026.pdf", "杭州市气象局", 2026, fact.Budget, []string{ie, in, ex, ft, ge, be, tp, fe, sc, pr, pl}},
		{"guangzhou-petition-2026.pdf", "广州市信访局", 2026, fact.Budget, []string{ie, in, ex, ft, ge, be, fact.GeneralProjects, tp, fe, sc, fact.BasicAllFunds, pr, pl}},
		{"shenzhen-petition-2026.pdf", "深圳市信访局", 2026, fact.Budget, []string{pl, ie, in, ex, fact.BasicAllFunds, pr, ft, ge, fact.GeneralByEconomicClass, tp, fe, sc}},
		{"fuzhou-police-clerks-2026.pdf", "福州市公安局文职人员管理中心", 2026, fact.Budget, []string{ie, in, ex, ft, ge, fe, sc, fact.GeneralByEconomicClass, be, tp}},
		{"yantai-petition-2026-rot90-unigb.pdf", "烟台市信访局", 2026, fact.Budget, []string{ie, in, ex, ft, ge, be, tp, fe, sc, fact.BasicAllFunds, pr, po, pp, pp, pp}},
		{"changchun-petition-2026.pdf", "长春市信访局", 2026, fact.Budget, []string{ie, in, ex, ft, ge, be, tp, fe, pr, sc, pl}},
		{"huzhou-finance-2026.pdf", "湖州市财政局", 2026, fact.Budget, []string{ie, in, ex, ft, ge, be, tp, fe, sc, pr, pl}},
		{"jiangsu-ccpoffice-2017-tables.pdf", "中国共产党江苏省委员会办公厅", 2017, fact.Budget, []string{ie, in, ex, ft, fact.FiscalExpenditure, fact.FiscalBasicExpenditure, fe, ge, be, oc, tp, po}},
	}
	corpus(t, "budgets")
	r := newPdfium(t)
	for _, tt := range tests {
		t.Run(strings.TrimSuffix(tt.file, ".pdf"), func(t *testing.T) {
			doc, tables := readDocument(t, r, corpus(t, "budgets", tt.file), 0)
			if doc.Publisher != tt.publisher || doc.Year != tt.year || doc.Kind != tt.kind {
				t.Errorf("document %+v", doc)
			}
			forms, _ := Read(tables, doc)
			var ids []string
			for _, f := range forms {
				ids = append(ids, f.ID)
			}
			if !slices.Equal(ids, tt.forms) {
				t.Errorf("forms\n got %v\nwant %v", ids, tt.forms)
			}
		})
	}
}

func TestNoBudgetNoForm(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a whole document")
	}
	path := corpus(t, "negative", "zhuhai-drug-list-328p-not-a-budget.pdf")
	const pages = 30 // of 328 alike
	doc, tables := readDocument(t, newPdfium(t), path, pages)
	forms, problems := Read(tables, doc)
	if len(forms) > 0 || doc.Kind != fact.Other || doc.Publisher != "" {
		t.Errorf("a list of drugs: %+v, %d forms", doc, len(forms))
	}
	if len(tables) == 0 || len(problems) != len(tables) {
		t.Errorf("%d tables, %d problems: every table no form claims is a problem", len(tables), len(problems))
	}
}

func TestChangchunKnownFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a whole document")
	}
	doc, tables := readDocument(t, newPdfium(t), corpus(t, "budgets", "changchun-petition-2026.pdf"), 0)
	forms, _ := Read(tables, doc)
	set := fact.Set{Forms: forms}
	// Page 11: 30208 stands twice, for 取暖费 and 物业管理费.
	f := set.FormsOf(fact.BasicExpenditure)[0]
	expect(t, f, fact.BasicExpenditure, []want{
		{"", fact.TotalRow, fact.TotalColumn, "1208.20"},
		{"", "301", fact.Qualified(fact.Personnel, fact.YearColumn), "911.21"},
		{"", "30239", fact.TotalColumn, "54.08"},
		{"", "303", fact.CarryColumn, "0.00"},
	})
	if f.Row("30208", "") >= 0 || len(f.Doubts) > 0 {
		t.Errorf("a code printed twice is no single row, and no doubt of the whole: %v", f.Doubts)
	}
	// Page 8: 小计 of 2014002 is printed 0.00 beside 458.00.
	expect(t, set.FormsOf(fact.ExpenditureTotal)[0], fact.ExpenditureTotal, []want{
		{"", "2014002", fact.TotalColumn, "458.00"}, {"", "2014002", fact.YearColumn, "0.00"},
	})
}
