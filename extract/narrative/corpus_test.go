package narrative_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/narrative"
	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/table"
)

// published are documents to develop on, with figures read from their pages by eye: row|column|value with its
// unit|side. Each must be among the facts; a value behind ! must not be a fact of that row and column.
var published = []struct {
	file      string
	publisher string
	year      int
	kind      fact.Kind
	want      []string
}{
	{"zezhou/native.pdf", "泽州县财政局", 2026, fact.Budget, []string{
		"grand-total|amount|2541.25万元|income", "grand-total|change|49.59万元|income", "personnel|amount|1205.59万元|expenditure",
		"operating-cost|growth|0.81%|expenditure", "procurement-services|amount|9万元|expenditure", "project-form-count|count|10个|",
		"purchased-service|amount|118.17万元|expenditure", "carry-in|change|!49.59万元|income"}},
	{"budgets/putuo-planning-2024-final-account.pdf", "上海市普陀区规划和自然资源局", 2024, fact.FinalAccount, []string{
		"general-budget|budget|10210.34万元|expenditure", "general-budget|actual|9746.5万元|expenditure", "general-budget|completion|95.45%|expenditure",
		"three-public|change|-0.15万元|expenditure", "procurement-works|amount|1387.72万元|expenditure", "operating-cost|growth|-8.65%|expenditure"}},
	{"budgets/suzhou-audit-2026.pdf", "苏州市审计局", 2026, fact.Budget, []string{
		"year-total|amount|4651.67万元|income", "name:购房补贴|change|-245.3万元|expenditure", "reception|change|-3万元|expenditure"}},
	{"budgets/xian-audit-2026.pdf", "西安市审计局", 2026, fact.Budget, []string{
		"2010804|change|-181.13万元|expenditure", "2010804|growth|-22.17%|expenditure", "vehicle-running|amount|8.2万元|expenditure",
		"procurement-services|amount|402万元|expenditure"}},
	{"budgets/beijing-hrss-2026-narrative.pdf", "北京市人力资源和社会保障局", 2026, fact.Budget, []string{
		"grand-total|prior|125462.47万元|income", "special-account|amount|2571.8万元|income", "vehicle-purchase|amount|37.38万元|expenditure",
		"basic|share|53.59%|expenditure"}},
	{"budgets/changchun-petition-2026.pdf", "长春市信访局", 2026, fact.Budget, []string{
		"three-public|prior|9.23万元|expenditure", "three-public|change|-1.62万元|expenditure", "grand-total|amount|1682.76元|expenditure",
		"project-form-count|count|4个|", "vehicle-running|amount|!6.75万元|expenditure"}},
	{"budgets/chongqing-govoffice-2026.pdf", "重庆市人民政府办公厅", 2026, fact.Budget, []string{
		"business-income|change|2.48万元|income", "project|change|2419.8万元|expenditure", "vehicle-count|count|46辆|",
		"basic|cause-change|362.1万元|expenditure"}},
	{"budgets/guangzhou-petition-2026.pdf", "广州市信访局", 2026, fact.Budget, []string{
		"three-public|growth|-17.2%|expenditure", "vehicles|growth|-28.6%|expenditure", "procurement-works|amount|18万元|expenditure"}},
	{"budgets/hangzhou-weather-2026.pdf", "杭州市气象局", 2026, fact.Budget, []string{
		"name:气象服务|growth|6.9%|expenditure", "name:科学技术支出|share|0.5%|expenditure", "public|amount|838.27万元|expenditure"}},
	{"budgets/jiangsu-npc-2017.pdf", "江苏省人大常委会办公厅", 2017, fact.Budget, []string{
		"name:会议费|change|-403.75万元|expenditure", "name:住房保障支出|growth|79.29%|expenditure", "procurement-goods|amount|59万元|expenditure"}},
	{"budgets/quanzhou-police-2026.pdf", "泉州市公安局（本级）", 2026, fact.Budget, []string{
		"vehicle-running|change|174万元|expenditure", "2040220|amount|10703.6万元|expenditure", "carry-in|amount|7600万元|income"}},
	{"budgets/shanghai-jiaotong-college-2026-unit-budget.pdf", "上海交通职业技术学院", 2026, fact.Budget, []string{
		"vehicle-purchase|change|-24万元|expenditure", "name:教育支出|amount|23689万元|expenditure", "project-count|amount|2912.55万元|"}},
	{"budgets/xian-civilaffairs-2021-gbk.pdf", "西安市民政局", 2021, fact.Budget, []string{
		"name:会议费|prior|7.8万元|expenditure", "name:会议费|growth|283.59%|expenditure", "2080206|amount|50万元|expenditure",
		"20810/personnel|amount|10057.17万元|expenditure", "personnel|amount|!10057.17万元|expenditure"}},
	{"budgets/yantai-petition-2026-rot90-unigb.pdf", "烟台市信访局", 2026, fact.Budget, []string{
		"basic|change|75.19万元|expenditure", "project|change|-125万元|expenditure", "three-public|growth|-22.73%|expenditure"}},
}

func TestPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("reads published documents")
	}
	dir := corpus(t)
	reader, err := pdf.NewPdfium(pdf.Options{CacheDir: t.TempDir(), Instances: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	bound, unbound := 0, 0
	for _, p := range published {
		doc := fact.Document{Publisher: p.publisher, Year: p.year, Kind: p.kind}
		sentences := narrative.Read(runningText(t, reader, filepath.Join(dir, p.file)), doc)
		have := map[string]bool{}
		for i := range sentences {
			unbound += sentences[i].Unbound
			for _, f := range sentences[i].Facts {
				have[f.Row+"|"+f.Column+"|"+f.Amount.Value.String()+string(f.Amount.Unit)+"|"+f.Link.Lane] = true
				if f.Amount.Unit.Money() || f.Amount.Unit == fact.Percent {
					bound++
				}
				if f.Place.Page == 0 || f.Place.Box.Empty() {
					t.Errorf("%s: %s %s has no place", p.file, f.Row, f.Amount.Printed)
				}
			}
		}
		for _, w := range p.want {
			if fact := strings.Replace(w, "|!", "|", 1); have[fact] == (fact != w) {
				t.Errorf("%s: %s: in the facts: %v", p.file, w, have[fact])
			}
		}
	}
	t.Logf("%d of %d figures of money and rates bound", bound, bound+unbound)
	// A grammar that understands less than this has lost a wording.
	const leastPercent = 95
	if bound*100 < (bound+unbound)*leastPercent {
		t.Errorf("only %d of %d figures bound", bound, bound+unbound)
	}
}

// runningText are the paragraphs of a PDF outside its tables.
func runningText(t *testing.T, reader *pdf.Pdfium, path string) []layout.Paragraph {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := reader.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	var read []page.Page
	for n := 1; n <= doc.Pages(); n++ {
		p, err := doc.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, p)
	}
	laid := layout.Document(read)
	pages := make([]page.Page, len(laid))
	for i := range laid {
		pages[i] = laid[i].Page
	}
	taken := map[int][]page.Rect{}
	for _, x := range table.Document(pages) {
		for _, part := range x.Parts {
			taken[part.Page] = append(taken[part.Page], part.Box)
		}
	}
	return layout.Paragraphs(laid, taken)
}

// corpus is the folder of documents to develop on, which lies beside the project.
func corpus(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", "corpus")
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
	}
	t.Skip("no shared/corpus beside the project: the documents to measure on are missing")
	return ""
}
