package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/table"
)

// testHash is the hash of a made-up document.
func testHash(name string, n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", name, n))
	return hex.EncodeToString(sum[:])
}

// amount is a printed figure.
func amount(value string, places int32, unit fact.Unit) fact.Amount {
	return fact.Amount{Value: decimal.RequireFromString(value), Places: places, Unit: unit, Printed: value,
		State: fact.Number}
}

func place(tableID string, row, col int) fact.Place {
	return fact.Place{Page: 8, Box: page.Rect{X0: 72.1, Y0: 1.0 / 3, X1: 240.9, Y1: 138}, Table: tableID, Row: row,
		Col: col, Source: page.Text, Confidence: 1}
}

// testForm is a form with figures in every state.
func testForm() *fact.Form {
	f := &fact.Form{ID: fact.IncomeExpenditureTotal, Title: "2026年收支总表", Place: place("p8t1", 0, 0), Pages: []int{8, 9},
		Table: "p8t1", Unit: fact.WanYuan, UnitPlace: place("", 0, 0), Publisher: "某县财政局", Year: 2026,
		Doubts:       []page.Message{{ZH: "“乡镇补助”在同一列表中出现两次", EN: "row “乡镇补助” stands twice in one list"}},
		ColumnDoubts: []page.Message{{ZH: "无法辨认“其中”一栏", EN: "column “其中” is not understood"}}}
	f.Columns = []fact.Column{{ID: fact.TotalColumn, Known: true, Path: []string{"支出", "合计"}, Lane: fact.Expenditure, Col: 4}}
	f.Rows = []fact.Row{{ID: "201", Code: "201", Name: "一般公共服务支出", Role: fact.Detail, Parent: -1,
		Lane: fact.Expenditure, Row: 3, Place: place("p8t1", 3, 3)}}
	states := []fact.Amount{amount("2134.19", 2, fact.WanYuan), amount("-0.50", 2, fact.WanYuan),
		amount("123456789012345678.90", 2, fact.Yuan), {Unit: fact.WanYuan, Printed: "0.00", Places: 2, State: fact.Zero},
		{Unit: fact.WanYuan, Printed: "—", State: fact.Dash}, {Unit: fact.WanYuan, State: fact.Blank},
		{Printed: "见附表", State: fact.NotNumber}, {Unit: fact.WanYuan, State: fact.Unreadable}}
	for i, a := range states {
		f.Facts = append(f.Facts, fact.Fact{Form: f.ID, Row: "201", RowName: "一般公共服务支出", Column: fact.TotalColumn,
			ColumnPath: "支出/合计", Amount: a, Place: place("p8t1", 3+i, 4)})
	}
	f.Facts[7].Uncertain = page.Message{ZH: "单元格读不出", EN: "the cell could not be read"}
	return f
}

// testSet is a set with something in every field a reader of documents fills.
func testSet(sha256 string) *fact.Set {
	return &fact.Set{
		Document: fact.Document{File: "/data/预算.pdf", SHA256: sha256, Title: "某县财政局2026年部门预算",
			Publisher: "某县财政局", Year: 2026, Kind: fact.Budget, Pages: 24},
		Forms: []*fact.Form{testForm(), {ID: fact.ThreePublic, Table: "p9t1", EmptyNote: "注：本表无数据",
			EmptyNotePlace: place("", 0, 0)}},
		Sentences: []fact.Sentence{
			{Section: []string{"第二部分", "一、收支情况"}, Topic: fact.IncomeExpenditureTotal, Text: "2026年预算收入2134.19万元。",
				Place: place("", 0, 0), Unbound: 1, Facts: []fact.Fact{{Form: fact.Narrative, Row: fact.GrandTotal,
					Column: fact.AmountColumn, Amount: amount("2134.19", 2, fact.WanYuan), Place: place("", 0, 0)}}},
			{Text: "无数字的一句。", Place: place("", 0, 0)},
		},
		Unread: []page.Problem{{Page: 17, Code: "unknown-form", Message: page.Message{ZH: "没有认出的表", EN: "a table that was not recognised"}}},
	}
}

func testTables() []table.Table {
	t := table.Table{ID: "p8t1", Title: table.Line{Text: "收支总表"}, Unit: "万元", Pages: []int{8, 9}, Rows: 40, Cols: 5,
		HeaderRows: 2, Above: []table.Line{{Text: "部门名称：某县财政局"}}, Notes: []table.Line{{Text: "注：一"}, {Text: "注：二"}}}
	for row := range t.Rows {
		for col := range t.Cols {
			t.Cells = append(t.Cells, table.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1,
				Text: fmt.Sprintf("%d行%d列", row, col), Page: 8, Source: page.Text, Confidence: 1})
		}
	}
	t.Cells[7].Rest = []table.Part{{Page: 9, Box: page.Rect{X0: 1, Y0: 2, X1: 3, Y1: 4.5}}}
	return []table.Table{t, {ID: "p9t1", Pages: []int{9}, Rows: 1, Cols: 1,
		Cells: []table.Cell{{RowSpan: 1, ColSpan: 1, Page: 9, Source: page.OCR, Confidence: 0.875}}}}
}

func testResult(sha256 string) *extract.Result {
	return &extract.Result{Set: testSet(sha256), Tables: testTables(),
		Pages:      []extract.PageInfo{{Page: 8, Width: 595.3, Height: 841.9, Source: page.Text, Reader: "pdfium", Words: 312}},
		Paragraphs: []layout.Paragraph{{Page: 12, Text: "一、收支情况", Heading: true, Box: page.Rect{X1: 1, Y1: 2}}},
		Problems:   []page.Problem{{Page: 17, Code: "unknown-form", Message: page.Message{ZH: "没有认出的表", EN: "a table that was not recognised"}}}}
}

// save takes a made-up document into the store.
func save(ctx context.Context, s *Store, sha256 string) error {
	if _, err := s.Saw(ctx, File{Path: "/data/" + sha256 + ".pdf", SHA256: sha256, Size: 100, Time: noon()}); err != nil {
		return err
	}
	return s.SaveReading(ctx, Reading{SHA256: sha256, ExtractorVersion: "1", Result: testResult(sha256), Time: noon()})
}

// saveDocument is save in a test that needs it to work; it gives the document's hash.
func saveDocument(t *testing.T, s *Store, name string) string {
	t.Helper()
	sha := testHash(name, 0)
	if err := save(t.Context(), s, sha); err != nil {
		t.Fatal(err)
	}
	return sha
}

func TestSetComesBackAsItWas(t *testing.T) { onBoth(t, testSetComesBackAsItWas) }

func testSetComesBackAsItWas(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	got, err := s.LoadSet(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(testSet(sha), got); diff != "" {
		t.Errorf("saved (-) and loaded (+) differ:\n%s", diff)
	}
}

func TestLoadSetOfAnotherFormat(t *testing.T) { onBoth(t, testLoadSetOfAnotherFormat) }

func testLoadSetOfAnotherFormat(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	if _, err := s.write.ExecContext(t.Context(), "UPDATE fact_sets SET format = 999"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoadSet(t.Context(), sha); !errors.Is(err, ErrFormat) {
		t.Errorf("got %v, want %v", err, ErrFormat)
	}
}

// rows are all rows of a view, limited to one document.
func rows(t *testing.T, s *Store, v View) [][]any {
	t.Helper()
	var all [][]any
	for row, err := range s.Rows(t.Context(), v) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	return all
}

func TestFactsAreExactText(t *testing.T) { onBoth(t, testFactsAreExactText) }

func testFactsAreExactText(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	got := rows(t, s, View{Name: "v_facts", SHA256: sha, Order: "seq",
		Columns: []string{"state", "value", "base", "unit", "printed", "table_id", "cell_row", "sentence"}})
	want := [][]any{
		{"number", "2134.19", "21341900", "万元", "2134.19", "p8t1", int64(3), nil},
		{"number", "-0.5", "-5000", "万元", "-0.50", "p8t1", int64(4), nil},
		{"number", "123456789012345678.9", "123456789012345678.9", "元", "123456789012345678.90", "p8t1", int64(5), nil},
		{"zero", "0", "0", "万元", "0.00", "p8t1", int64(6), nil},
		{"dash", nil, nil, "万元", "—", "p8t1", int64(7), nil},
		{"blank", nil, nil, "万元", "", "p8t1", int64(8), nil},
		{"text", nil, nil, "", "见附表", "p8t1", int64(9), nil},
		{"unreadable", nil, nil, "万元", "", "p8t1", int64(10), nil},
		{"number", "2134.19", "21341900", "万元", "2134.19", "", nil, "2026年预算收入2134.19万元。"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if onPostgres(s) { // a column has one type there
		return
	}
	if n := number(t, s, "SELECT count(*) FROM facts WHERE typeof(value) NOT IN ('text', 'null') "+
		"OR typeof(base) NOT IN ('text', 'null')"); n != 0 {
		t.Errorf("%d amounts are not kept as text", n)
	}
}

func TestTablesAndCells(t *testing.T) { onBoth(t, testTablesAndCells) }

func testTablesAndCells(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	got := rows(t, s, View{Name: "v_tables", SHA256: sha, Order: "seq",
		Columns: []string{"table_id", "title", "form", "unit", "pages", "row_count", "col_count", "header_rows", "above", "notes"}})
	want := [][]any{
		{"p8t1", "收支总表", fact.IncomeExpenditureTotal, "万元", "[8,9]", int64(40), int64(5), int64(2),
			`["部门名称：某县财政局"]`, `["注：一","注：二"]`},
		{"p9t1", "", fact.ThreePublic, "", "[9]", int64(1), int64(1), int64(0), "[]", "[]"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	cells := rows(t, s, View{Name: "v_cells", SHA256: sha, Where: "rest <> '' OR table_id = 'p9t1'",
		Order: "table_id, cell_row, cell_col", Columns: []string{"cell_row", "cell_col", "text", "source", "confidence", "rest"}})
	wantCells := [][]any{{int64(1), int64(2), "1行2列", "text", 1.0, "[[9,1,2,3,4.5]]"}, {int64(0), int64(0), "", "ocr", 0.875, ""}}
	if diff := cmp.Diff(wantCells, cells); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestReadingReplacesEverything(t *testing.T) { onBoth(t, testReadingReplacesEverything) }

func testReadingReplacesEverything(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	other := saveDocument(t, s, "b")
	less := &extract.Result{Set: &fact.Set{Document: fact.Document{SHA256: sha, Title: "新", Kind: fact.Other, Pages: 1}}}
	if err := s.SaveReading(t.Context(), Reading{SHA256: sha, ExtractorVersion: "2", Result: less, Time: noon()}); err != nil {
		t.Fatal(err)
	}
	for _, name := range contents() {
		want := 0
		if name == "fact_sets" || name == "search_pages" { // one for the set, one for the title
			want = 1
		}
		if n := number(t, s, "SELECT count(*) FROM "+name+" c JOIN documents d ON d.id = c.document WHERE sha256 = $1", sha); n != want {
			t.Errorf("%s: %d rows are left of the first reading", name, n-want)
		}
		if n := number(t, s, "SELECT count(*) FROM "+name+" c JOIN documents d ON d.id = c.document WHERE sha256 = $1", other); n == 0 {
			t.Errorf("%s: the other document lost its rows", name)
		}
	}
	d := document(t, s, sha)
	if d.Title != "新" || d.Year != 0 || d.ExtractorVersion != "2" || d.State != Extracted {
		t.Errorf("the document is %+v", d)
	}
	sound(t, s)
}

// TestContentsNamesEveryTable holds the list of what a reading replaces against the schema.
func TestContentsNamesEveryTable(t *testing.T) { onBoth(t, testContentsNamesEveryTable) }

func testContentsNamesEveryTable(t *testing.T, s *Store) {
	kept := map[string]bool{"documents": true, "paths": true, "runs": true, "run_rules": true, "findings": true, "evidence": true, "ledger": true, "verdicts": true, "corrections": true, "commits": true,
		"addresses": true, "versions": true, "site_runs": true, "digests": true} // the crawler keeps its own
	replaced := map[string]bool{}
	for _, name := range contents() {
		replaced[name] = true
	}
	query := "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version'"
	if !onPostgres(s) {
		query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'goose_db_version' AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'search' AND name NOT GLOB 'search_seg*' AND name <> 'search_stat'"
	}
	tables, err := s.read.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer tables.Close()
	for tables.Next() {
		var name string
		if err := tables.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if kept[name] == replaced[name] {
			t.Errorf("table %s is neither replaced nor known to be kept", name)
		}
	}
	if err := tables.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestBrokenReadingChangesNothing saves a reading that the schema refuses half-way.
func TestBrokenReadingChangesNothing(t *testing.T) { onBoth(t, testBrokenReadingChangesNothing) }

func testBrokenReadingChangesNothing(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	before := number(t, s, "SELECT count(*) FROM cells")
	broken := testResult(sha)
	broken.Tables[1].ID = broken.Tables[0].ID
	if err := s.SaveReading(t.Context(), Reading{SHA256: sha, ExtractorVersion: "2", Result: broken, Time: noon()}); err == nil {
		t.Fatal("two tables of one name were accepted")
	}
	if n := number(t, s, "SELECT count(*) FROM cells"); n != before {
		t.Errorf("%d cells, %d before", n, before)
	}
	if d := document(t, s, sha); d.ExtractorVersion != "1" {
		t.Errorf("the document is %+v", d)
	}
	sound(t, s)
}
