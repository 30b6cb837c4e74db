package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// pageSize is how many rows a page of a list has: a screen or three.
const pageSize = 50

// query is what a list is asked for: words, facets, order and page. Its values come from the address.
type query struct {
	Words string
	// Facets are the chosen values by the facet's name.
	Facets map[string]string
	Sort   string
	Page   int
}

// facet is a property lists can be narrowed by.
type facet struct {
	name    string
	finding func(*entry) string
	// document gives the property of a document; nil where documents have none.
	document func(*sheaf) string
}

// noVerdict is the value of the verdict facet where nobody has said anything.
const noVerdict = "none"

// facets are the properties, in the order they are shown.
func facets() []facet {
	return []facet{
		{"level", func(e *entry) string { return e.Level }, (*sheaf).worst},
		{"rule", func(e *entry) string { return e.Rule }, nil},
		{"publisher", func(e *entry) string { return e.Publisher }, func(s *sheaf) string { return s.Publisher }},
		{"year", func(e *entry) string { return e.yearText }, func(s *sheaf) string { return yearText(int64(s.Year)) }},
		{"kind", func(e *entry) string { return e.DocumentKind }, func(s *sheaf) string { return string(s.Kind) }},
		{"region", func(e *entry) string { return e.Region }, func(s *sheaf) string { return s.Region }},
		{"verdict", func(e *entry) string { return cmp.Or(string(e.Verdict.Judgement), noVerdict) }, nil},
		{sinceFacet, func(e *entry) string { return e.Since }, (*sheaf).Since},
		{"status", func(e *entry) string { return e.Status }, func(s *sheaf) string { return string(s.State) }},
	}
}

// sinceFacet is the property that is chosen from a day on: its other values are days too, and those after it fit.
const sinceFacet = "since"

// fits says whether a row's value of a facet is what is wanted.
func fits(name, value, wanted string) bool {
	if name == sinceFacet {
		return value >= wanted
	}
	return value == wanted
}

// worst is the most severe level of a document's findings; none where it has none.
func (s *sheaf) worst() string {
	for _, level := range []string{"error", "warning", "note"} {
		if s.Levels[level] > 0 {
			return level
		}
	}
	return noVerdict
}

func yearText(year int64) string {
	if year == 0 {
		return ""
	}
	return strconv.FormatInt(year, 10)
}

// parseQuery reads a list's query from an address; what it does not know is left out.
func parseQuery(v url.Values) query {
	q := query{Words: strings.TrimSpace(v.Get("q")), Facets: map[string]string{}, Sort: v.Get("sort"), Page: 1}
	for _, f := range facets() {
		if value := v.Get(f.name); value != "" {
			q.Facets[f.name] = value
		}
	}
	if n, err := strconv.Atoi(v.Get("page")); err == nil && n > 0 {
		q.Page = n
	}
	return q
}

// encode is the query as it stands in an address, without the question mark; empty for one that asks for nothing.
func (q query) encode() string {
	v := url.Values{}
	for name, value := range q.Facets {
		v.Set(name, value)
	}
	if q.Words != "" {
		v.Set("q", q.Words)
	}
	if q.Sort != "" {
		v.Set("sort", q.Sort)
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	return v.Encode()
}

// with is the query with a facet set, or taken off for an empty value, on its first page.
func (q query) with(name, value string) query {
	out := query{Words: q.Words, Facets: map[string]string{}, Sort: q.Sort, Page: 1}
	for k, v := range q.Facets {
		out.Facets[k] = v
	}
	if value == "" {
		delete(out.Facets, name)
	} else {
		out.Facets[name] = value
	}
	return out
}

// onPage is the query for one of its pages.
func (q query) onPage(n int) query {
	q.Page = n
	return q
}

// contains says whether one of two texts has each of the words.
func contains(words []string, text [2]string) bool {
	for _, w := range words {
		if !strings.Contains(text[0], w) && !strings.Contains(text[1], w) {
			return false
		}
	}
	return true
}

// choice is a value of a facet and how many rows have it.
type choice struct {
	Value  string
	Count  int
	Chosen bool
	// Query is the address's query that chooses it, or gives it up where it is chosen.
	Query string
}

// choices are a facet's values among rows.
type choices struct {
	Name string
	All  []choice
	// More are those beyond the most frequent, folded away.
	More []choice
}

// choicesShown is how many values of a facet are shown unfolded.
const choicesShown = 8

// narrowed are the rows a query leaves, and for every facet its values among the rows that the other facets leave.
func narrowed[T any](rows []T, q query, properties map[string]func(T) string, text func(T) [2]string) (left []T, counts map[string]map[string]int) {
	counts = map[string]map[string]int{}
	for name := range properties {
		counts[name] = map[string]int{}
	}
	words := strings.Fields(strings.ToLower(q.Words))
	for _, row := range rows {
		if len(words) > 0 && !contains(words, text(row)) {
			continue
		}
		missed, last := 0, ""
		for name, wanted := range q.Facets {
			if of := properties[name]; of != nil && !fits(name, of(row), wanted) {
				missed, last = missed+1, name
			}
		}
		switch missed {
		case 0:
			left = append(left, row)
			for name, of := range properties {
				counts[name][of(row)]++
			}
		case 1:
			counts[last][properties[last](row)]++
		}
	}
	return left, counts
}

// orderedChoices are the counted values of the facets, the most frequent first; years run backwards, levels by severity.
func orderedChoices(q query, counts map[string]map[string]int) []choices {
	var out []choices
	for _, f := range facets() {
		if counts[f.name] == nil {
			continue
		}
		c := choices{Name: f.name}
		for value, n := range counts[f.name] {
			if value == "" {
				continue
			}
			one := choice{Value: value, Count: n, Chosen: q.Facets[f.name] == value, Query: q.with(f.name, value).encode()}
			if one.Chosen {
				one.Query = q.with(f.name, "").encode()
			}
			c.All = append(c.All, one)
		}
		slices.SortFunc(c.All, choiceOrder(f.name))
		if f.name == sinceFacet {
			for i := 1; i < len(c.All); i++ {
				c.All[i].Count += c.All[i-1].Count // from an earlier day on there is all that is new since a later one
			}
		}
		if len(c.All) > choicesShown {
			c.All, c.More = c.All[:choicesShown], c.All[choicesShown:]
		}
		if len(c.All) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func choiceOrder(name string) func(a, b choice) int {
	return func(a, b choice) int {
		switch name {
		case "year", sinceFacet:
			return cmp.Compare(b.Value, a.Value)
		case "level":
			return cmp.Compare(severityOf(a.Value), severityOf(b.Value))
		}
		chosen := func(c choice) int {
			if c.Chosen {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(chosen(a), chosen(b)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	}
}

// query gives the entries a query asks for, in its order, and the counts of its facets. Neither is the caller's to change.
func (x *index) query(q query) ([]*entry, map[string]map[string]int) {
	left, counts := x.findings, x.counts
	if len(q.Facets) > 0 || q.Words != "" || counts == nil {
		left, counts = narrowed(x.findings, q, findingProperties(), func(e *entry) [2]string {
			return [2]string{e.searchable, x.bySHA[e.SHA256].searchable}
		})
	}
	switch q.Sort {
	case "amount":
		left = slices.SortedStableFunc(slices.Values(left), byAmount)
	case "new":
		left = slices.SortedStableFunc(slices.Values(left), func(a, b *entry) int { return cmp.Compare(b.FirstRun, a.FirstRun) })
	}
	return left, counts
}

// findingProperties are the facets of findings, by name.
func findingProperties() map[string]func(*entry) string {
	properties := map[string]func(*entry) string{}
	for _, f := range facets() {
		properties[f.name] = f.finding
	}
	return properties
}

// queryDocuments are the documents a query asks for, in its order: those with most errors first, by name, or the newest first.
func (x *index) queryDocuments(q query) ([]*sheaf, map[string]map[string]int) {
	properties := map[string]func(*sheaf) string{}
	for _, f := range facets() {
		if f.document != nil {
			properties[f.name] = f.document
		}
	}
	left, counts := narrowed(x.documents, q, properties, func(s *sheaf) [2]string { return [2]string{s.searchable} })
	switch q.Sort {
	case "name":
	case "new":
		slices.SortStableFunc(left, func(a, b *sheaf) int { return cmp.Compare(b.FirstSeen, a.FirstSeen) })
	default:
		slices.SortStableFunc(left, func(a, b *sheaf) int {
			return cmp.Or(cmp.Compare(b.Levels["error"], a.Levels["error"]), cmp.Compare(b.Levels["warning"], a.Levels["warning"]))
		})
	}
	return left, counts
}
