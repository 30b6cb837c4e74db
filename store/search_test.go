package store

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	tests := map[string]string{
		"":                   "",
		"，。 ":                "",
		"税":                  "税",
		"预算":                 "预算 算",
		"部门预算2026":           "部门 门预 预算 算 2026",
		"２０２６年":              "2026 年",
		"GDP增长5.3%":          "gdp 增长 长 5 3",
		"1,234.56元":          "1234 56 元",
		"收入、支出":              "收入 入 支出 出",
		"1，2":                "12",
		"a,b":                "a b",
		"\"x\" OR NEAR(y) *": "x or near y",
	}
	for text, want := range tests {
		if got := strings.Join(tokens(text), " "); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestMatching(t *testing.T) {
	tests := map[string]string{
		"":              "",
		" ， ":           "",
		"预算":            `"预算"`,
		"税":             `"税*"`,
		"部门预算 2026":     `"部门 门预 预算" "2026"`,
		"2026年":         `"2026 年*"`,
		"年2026":         `"年 2026"`,
		`"a" OR b* -c`:  `"a" "or" "b" "c"`,
		"预算2026年":       `"预算 算 2026 年*"`,
		"1,449,000.00元": `"1449000 00 元*"`,
	}
	for query, want := range tests {
		if got := matching(phrases(query)); got != want {
			t.Errorf("%q gives %q, want %q", query, got, want)
		}
	}
}

// found are the documents a query finds, with their first page.
func found(t *testing.T, s *Store, query string) []Hit {
	t.Helper()
	hits, err := s.Search(t.Context(), query, 10)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	return hits
}

func TestSearch(t *testing.T) { onBoth(t, testSearch) }

func testSearch(t *testing.T, s *Store) {
	sha := saveDocument(t, s, "a")
	title, text := testSet(sha).Document.Title, testResult(sha).Paragraphs[0].Text
	// Every part of a paragraph leads to its page.
	for _, word := range []string{"支情", "情况", "收支情况", "一、收支", "情况 一"} {
		hits := found(t, s, word)
		if len(hits) != 1 || hits[0].SHA256 != sha || hits[0].Page != 12 {
			t.Errorf("%q of %q gives %+v", word, text, hits)
		}
	}
	if hits := found(t, s, title); len(hits) != 1 || hits[0].Page != 0 || !strings.Contains(hits[0].Snippet, title) {
		t.Errorf("the title %q gives %+v", title, hits)
	}
	if hits := found(t, s, "收支"); len(hits) != 1 || hits[0].Page != 8 || hits[0].Pages != 2 || hits[0].Snippet != "收支总表" {
		t.Errorf("a word of two pages gives %+v", hits)
	}
	for _, none := range []string{"", "龘龘", "况情", "况一", "收况", text + " 龘"} {
		if hits := found(t, s, none); len(hits) != 0 {
			t.Errorf("%q gives %+v", none, hits)
		}
	}
}

// TestSearchForgets: a document that is read again is found by its new texts alone, and the index does not grow for ever.
func TestSearchForgets(t *testing.T) { onBoth(t, testSearchForgets) }

func testSearchForgets(t *testing.T, s *Store) {
	saveDocument(t, s, "a")
	want := found(t, s, "预算")
	for range 5 {
		saveDocument(t, s, "a")
	}
	if diff := cmp.Diff(want, found(t, s, "预算")); diff != "" {
		t.Errorf("once (-), read again (+):\n%s", diff)
	}
	added, err := s.TendSearch(t.Context())
	again := 1
	if onPostgres(s) { // whose index forgets by itself
		again = 0
	}
	if err != nil || added != again {
		t.Errorf("%d documents put into the index again, %v", added, err)
	}
	if diff := cmp.Diff(want, found(t, s, "预算")); diff != "" {
		t.Errorf("before (-), in the new index (+):\n%s", diff)
	}
	if added, err := s.TendSearch(t.Context()); err != nil || added != 0 {
		t.Errorf("then %d more, %v", added, err)
	}
}
