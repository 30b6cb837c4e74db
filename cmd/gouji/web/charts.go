package web

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/region"
	"gouji/store"
)

// chart is bars, one a row, each of segments; drawn by the template as SVG, with its figures as text.
type chart struct {
	Bars []bar
	// Legend are the segments' classes, in order; keys of words.
	Legend []string
}

type bar struct {
	// Label is what the bar is of, Name its long form, Link the facet that lists what it counts; both may be empty.
	Label, Link string
	Name        reconcile.Text
	Segments    []segment
	Total       string
	total       float64
}

type segment struct {
	// Class is what the segment counts, a key of words.
	Class string
	// X and Width are in the chart's units; see barWidth.
	X, Width float64
	Value    string
	count    float64
}

const (
	// barStart and barWidth are where bars begin and how long the longest is, in the units of a drawing 640 wide.
	barStart, barWidth = 210, 370
	barStep            = 24
)

// sumGap is the room between a bar and its sum.
const sumGap = 6

// End is where a bar's sum is written.
func (b bar) End() float64 {
	end := float64(barStart)
	for _, s := range b.Segments {
		end = s.X + s.Width
	}
	return end + sumGap
}

// Of is what a bar counts of a class; empty for nothing.
func (b bar) Of(class string) string {
	for _, s := range b.Segments {
		if s.Class == class {
			return s.Value
		}
	}
	return ""
}

// Y is where a bar of the chart is drawn.
func (c chart) Y(i int) int { return i * barStep }

// Height is the drawing's.
func (c chart) Height() int { return len(c.Bars) * barStep }

// scale lays the segments out: the longest bar is barWidth long.
func (c *chart) scale() {
	longest := 0.0
	for i := range c.Bars {
		b := &c.Bars[i]
		b.total = 0
		for _, s := range b.Segments {
			b.total += s.count
		}
		longest = max(longest, b.total)
	}
	for i := range c.Bars {
		x := float64(barStart)
		for k := range c.Bars[i].Segments {
			s := &c.Bars[i].Segments[k]
			s.X = x
			if longest > 0 {
				s.Width = s.count / longest * barWidth
			}
			x += s.Width
		}
	}
}

// counted is a bar of counts by class.
func counted(label string, name reconcile.Text, counts map[string]int, legend []string) bar {
	b := bar{Label: label, Name: name}
	sum := 0
	for _, class := range legend {
		if n := counts[class]; n > 0 {
			b.Segments = append(b.Segments, segment{Class: class, Value: fmt.Sprint(n), count: float64(n)})
			sum += n
		}
	}
	b.Total, b.total = fmt.Sprint(sum), float64(sum)
	return b
}

// overview is the first page.
type overview struct {
	Documents, Failed, Findings, Dismissed, Checked int
	Levels                                          map[string]int
	// Rules are the rules with most findings; RulesMore is how many further rules have some.
	Rules     chart
	RulesMore int
	// Outcomes are what the rules came to, by group.
	Outcomes chart
	// Years and Regions count documents.
	Years, Regions chart
	RegionsMore    int
	Worst          []*entry
}

// overviewRows is how many rows a picture of the overview has; the lists have all.
const overviewRows = 15

var (
	levelLegend   = []string{string(reconcile.Error), string(reconcile.Warning), string(reconcile.Note)}
	outcomeLegend = []string{string(reconcile.Holds), string(reconcile.Fires), string(reconcile.Insufficient), string(reconcile.NotApplicable)}
	kindLegend    = []string{string(fact.Budget), string(fact.FinalAccount), string(fact.Other)}
)

// overview makes the first page.
func (s *Site) overview() *overview {
	x := s.index()
	o := &overview{Documents: len(x.documents), Levels: map[string]int{}}
	rules, years, regions := map[string]map[string]int{}, map[string]map[string]int{}, map[string]map[string]int{}
	for _, e := range x.findings {
		if e.Aside() {
			o.Dismissed++
			continue
		}
		o.Findings++
		o.Levels[e.Level]++
		count(rules, e.Rule, e.Level)
		if len(o.Worst) < pageSize/5 && e.Level == string(reconcile.Error) {
			o.Worst = append(o.Worst, e)
		}
	}
	for _, d := range x.documents {
		switch d.State {
		case store.Failed:
			o.Failed++
			continue
		case store.Checked:
			o.Checked++
		}
		kind := cmp.Or(string(d.Kind), string(fact.Other))
		count(years, cmp.Or(yearText(int64(d.Year)), "unknown"), kind)
		count(regions, provinceOf(d.Region), kind)
	}
	o.Rules, o.RulesMore = ranked(rules, levelLegend, s.ruleTitle)
	for i := range o.Rules.Bars {
		o.Rules.Bars[i].Link = query{Facets: map[string]string{"rule": o.Rules.Bars[i].Label}}.encode()
	}
	o.Regions, o.RegionsMore = ranked(regions, kindLegend, nil)
	o.Years = inOrder(years, kindLegend)
	o.Outcomes = s.tally.Load().byGroup(s.Rules)
	return o
}

func count(table map[string]map[string]int, row, class string) {
	if table[row] == nil {
		table[row] = map[string]int{}
	}
	table[row][class]++
}

// provinceDigits is how many digits of a division's code name the province.
const provinceDigits = 2

// provinceOf is the name of the province of a division.
func provinceOf(code string) string {
	if len(code) < provinceDigits {
		return "unknown"
	}
	return region.Name(code[:provinceDigits])
}

// ranked is a chart of the rows with most, and how many rows are left out.
func ranked(table map[string]map[string]int, legend []string, title func(string) reconcile.Text) (chart, int) {
	c := inOrder(table, legend)
	slices.SortStableFunc(c.Bars, func(a, b bar) int { return cmp.Compare(b.total, a.total) })
	for i := range c.Bars {
		if title != nil {
			c.Bars[i].Name = title(c.Bars[i].Label)
		}
	}
	more := max(0, len(c.Bars)-overviewRows)
	c.Bars = c.Bars[:len(c.Bars)-more]
	c.scale()
	return c, more
}

// inOrder is a chart of all rows, in order of their labels.
func inOrder(table map[string]map[string]int, legend []string) chart {
	c := chart{Legend: legend}
	for _, label := range slices.Sorted(maps.Keys(table)) {
		c.Bars = append(c.Bars, counted(label, reconcile.Text{}, table[label], legend))
	}
	c.scale()
	return c
}

// tally counts what every rule came to, over all documents that are there now: by rule, then outcome.
type tally map[string]map[string]int

func loadTally(ctx context.Context, s *store.Store) (*tally, error) {
	t := tally{}
	view := store.View{Name: "v_ledger", Columns: []string{"rule", "outcome", "count(*)"}, Group: "rule, outcome", Order: "rule, outcome",
		Where: "sha256 IN (SELECT sha256 FROM v_paths WHERE current = 1)"}
	for row, err := range s.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		rule := row[0].(string)
		if t[rule] == nil {
			t[rule] = map[string]int{}
		}
		t[rule][row[1].(string)] = int(row[2].(int64))
	}
	return &t, nil
}

// ofRule is what one rule came to.
func (t *tally) ofRule(id string) chart {
	return inOrder(map[string]map[string]int{id: (*t)[id]}, outcomeLegend)
}

// byGroup is what the rules came to, by family.
func (t *tally) byGroup(rules []*reconcile.Rule) chart {
	groups, names := map[string]map[string]int{}, map[string]reconcile.Text{}
	for _, r := range rules {
		letter := r.ID[:1]
		if groups[letter] == nil {
			groups[letter], names[letter] = map[string]int{}, r.Group
		}
		for outcome, n := range (*t)[r.ID] {
			groups[letter][outcome] += n
		}
	}
	c := inOrder(groups, outcomeLegend)
	for i := range c.Bars {
		c.Bars[i].Name = names[c.Bars[i].Label]
	}
	return c
}

// threePublic is what a publisher stated as the total of 三公经费, by year and kind of document, in 万元; nil where fewer
// than two years are known.
func (s *Site) threePublic(ctx context.Context, publisher string) (*chart, error) {
	if publisher == "" {
		return nil, nil
	}
	c := chart{Legend: kindLegend}
	view := store.View{Name: "v_facts", Order: "year, kind, document, seq",
		Columns: []string{"coalesce(year, 0)", "kind", "column_id", "base"},
		Where: "publisher = ? AND form = ? AND row_id = 'total' AND column_id IN ('total', 'actual') AND base IS NOT NULL " +
			"AND uncertain_zh = '' AND sha256 IN (SELECT sha256 FROM v_paths WHERE current = 1)",
		Args: []any{publisher, fact.ThreePublic}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		kind, column := row[1].(string), row[2].(string)
		label := yearText(row[0].(int64))
		repeated := len(c.Bars) > 0 && c.Bars[len(c.Bars)-1].Label == label && c.Bars[len(c.Bars)-1].Segments[0].Class == kind
		if label == "" || repeated || (kind == string(fact.FinalAccount)) != (column == "actual") {
			continue
		}
		c.add(label, kind, row[3].(string))
	}
	if len(c.Bars) < 2 {
		return nil, nil
	}
	c.scale()
	return &c, nil
}

// add puts an amount in 元 into the chart, in 万元.
func (c *chart) add(label, class, base string) {
	d, err := decimal.NewFromString(base)
	if err != nil {
		return
	}
	d = d.Shift(-fact.WanYuan.Exponent())
	c.Bars = append(c.Bars, bar{Label: label, Total: d.String(), Segments: []segment{{Class: class, Value: d.String(), count: d.InexactFloat64()}}})
}
