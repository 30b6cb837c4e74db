package web

import (
	"strings"

	"gouji/reconcile"
)

// listView is a list of findings or documents, narrowed and cut into pages.
type listView struct {
	// List is the list's name, findings or documents.
	List      string
	Query     query
	Total     int
	Choices   []choices
	Sorts     []sorting
	Entries   []*entry
	Documents []*sheaf
	// Last is the number of pages.
	Last int
}

// Worst is the most severe level of a document's findings.
func (s *sheaf) Worst() string { return s.worst() }

// Before and After say whether there is a page before and after this one.
func (v *listView) Before() bool { return v.Query.Page > 1 }

// After says whether there is a page after this one.
func (v *listView) After() bool { return v.Query.Page < v.Last }

// BeforeQuery is the query of the page before.
func (v *listView) BeforeQuery() string { return v.Query.onPage(v.Query.Page - 1).encode() }

// AfterQuery is the query of the page after.
func (v *listView) AfterQuery() string { return v.Query.onPage(v.Query.Page + 1).encode() }

// pageOf is the part of a list that stands on a page of it; the whole list for size 0.
func pageOf[T any](v *listView, list []T, size int) []T {
	v.Total, v.Last = len(list), 1
	if size == 0 {
		return list
	}
	v.Last = max(1, (len(list)+size-1)/size)
	v.Query.Page = min(v.Query.Page, v.Last)
	from := (v.Query.Page - 1) * size
	return list[from:min(len(list), from+size)]
}

// findings is the list of findings a query asks for, size a page, all for 0.
func (s *Site) findings(q query, size int) *listView {
	list, counts := s.index().query(q)
	v := &listView{List: "findings", Query: q, Choices: orderedChoices(q, counts)}
	v.Entries = pageOf(v, list, size)
	v.sortable("sort-level", "sort-amount", "sort-new")
	return v
}

// sortable offers orders, keys of words that end in the name of the order; the first is the usual one.
func (v *listView) sortable(words ...string) {
	for i, word := range words {
		_, name, _ := strings.Cut(word, "-")
		if i == 0 {
			name = ""
		}
		sorted := v.Query.onPage(1)
		sorted.Sort = name
		v.Sorts = append(v.Sorts, sorting{word, name, v.Query.Sort == name, sorted.encode()})
	}
}

// sorting is an order of a list: a key of words, its name in addresses, and the query for it.
type sorting struct {
	Word, Name string
	Chosen     bool
	Query      string
}

// documents is the list of documents a query asks for.
func (s *Site) documents(q query, size int) *listView {
	list, counts := s.index().queryDocuments(q)
	v := &listView{List: "documents", Query: q, Choices: orderedChoices(q, counts)}
	v.Documents = pageOf(v, list, size)
	v.sortable("sort-findings", "sort-name", "sort-new")
	return v
}

// ruleRow is a rule in the list of rules and how many findings it has.
type ruleRow struct {
	Rule  *reconcile.Rule
	Count int
}

func (s *Site) ruleRows() []ruleRow {
	counts := map[string]int{}
	for _, e := range s.index().findings {
		counts[e.Rule]++
	}
	var rows []ruleRow
	for _, r := range s.Rules {
		rows = append(rows, ruleRow{r, counts[r.ID]})
	}
	return rows
}
