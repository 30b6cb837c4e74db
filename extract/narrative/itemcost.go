package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

// A description of a project often lists what its money is for, with the total behind the list (…共计250万元) or
// before it (资金20万元，包括：…). Only a plain list is one: no rates, no products, no lists within lists.

var (
	totalLead = regexp.MustCompile(`(?:([两二三四五六七八九十]|\d{1,2})项(?:工作|费用|资金|经费)?)?(?:共计|合计|总计|共需|小计|总共|累计)(?:资金|经费|费用|金额|预算|需|支出)*(?:为|：)?$`)
	partLead  = regexp.MustCompile(`^(?:其中|包括|主要包括|其中包括)：?`)
	// rateInside is a rate or a product: amounts that are not costs of their own.
	rateInside = regexp.MustCompile(`每[人名月年天日次户个台辆]|人均|单价|元/|/[年月人天日次]|[×*]|按[^，。；]*标准|标准为|按月|[xX]\d|以上|以下`)
	openEnd    = regexp.MustCompile(`等$|等(?:共计|合计|总计|费用|项)`)
)

// itemCosts finds the itemised lists of a text; the last sentence counts the figures that stand in none.
func itemCosts(t *text) []fact.Sentence {
	var sentences []fact.Sentence
	rest := fact.Sentence{Text: t.slice(0, t.len())}
	start := 0
	for i := 0; i <= t.len(); i++ {
		if i < t.len() && !strings.ContainsRune("。\n", t.runes[i]) {
			continue
		}
		figures := amountsOf(t, start, i)
		if s, used, ok := listOf(t, start, i, figures); ok {
			sentences = append(sentences, s)
			rest.Unbound += len(figures) - used
		} else {
			rest.Unbound += len(figures)
		}
		start = i + 1
	}
	return append(sentences, rest)
}

// amountsOf are the figures of money and rates from i to j.
func amountsOf(t *text, i, j int) []figure {
	var list []figure
	for _, f := range t.figures(i, j) {
		if f.kind != count {
			list = append(list, f)
		}
	}
	return list
}

// listOf reads the one list of a printed sentence; used is how many of its figures it takes.
func listOf(t *text, start, end int, figures []figure) (fact.Sentence, int, bool) {
	if len(figures) < 3 || rateInside.MatchString(t.slice(start, end)) {
		return fact.Sentence{}, 0, false
	}
	for _, f := range figures {
		if f.loose || f.kind != money {
			return fact.Sentence{}, 0, false
		}
	}
	leads := make([]string, len(figures))
	from := start
	for i, f := range figures {
		leads[i] = t.slice(from, f.start)
		from = f.end
	}
	if total, number := totalBehind(leads); total > 0 {
		return totalled(t, start, end, costList{figures: figures, leads: leads, total: total, number: number})
	}
	if partLead.MatchString(strings.TrimLeft(leads[1], "，；：、。")) {
		return parted(t, start, end, costList{figures: figures, leads: leads})
	}
	return fact.Sentence{}, 0, false
}

// costList is a list of costs being read.
type costList struct {
	figures []figure
	leads   []string
	// total is the index of the total; number how many items its words claim (两项合计), 0 where they do not say.
	total, number int
}

// totalBehind is the index of the only total in a list, and the number of items it claims; 0 where there is none
// or more than one.
func totalBehind(leads []string) (int, int) {
	found, number := 0, 0
	for i, l := range leads {
		m := totalLead.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		if found > 0 || i == 0 {
			return 0, 0
		}
		found, number = i, numeral(m[1])
	}
	return found, number
}

func numeral(s string) int {
	if s == "两" {
		return 2
	}
	if i := strings.Index("一二三四五六七八九十", s); s != "" && i >= 0 {
		return i/len("一") + 1
	}
	return atoi(s)
}

// totalled reads a list with its total behind it.
func totalled(t *text, start, end int, c costList) (fact.Sentence, int, bool) {
	first := 0
	for i := c.total; i > 0; i-- {
		// A list does not reach back over a semicolon where the total's own part of the sentence has a list.
		if strings.Contains(c.leads[i], "；") && c.total-i >= 2 {
			first = i
			break
		}
	}
	items := c.total - first
	if items < 2 || c.number > 0 && c.number != items || nested(c.leads[first+1:c.total+1]) {
		return fact.Sentence{}, 0, false
	}
	// A figure in the words before the list begins would be the whole of which the list is a part.
	s := fact.Sentence{Text: t.slice(start, end)}
	open := openEnd.MatchString(strings.TrimRight(c.leads[c.total], "共合总计小累需"))
	for i := first; i < c.total; i++ {
		s.Facts = append(s.Facts, itemFact(c.figures[i], itemName(c.leads[i]), items, open))
	}
	total := itemFact(c.figures[c.total], "", none, open)
	total.Row = fact.ItemCostTotal
	s.Facts = append(s.Facts, total)
	return s, items + 1, true
}

// parted reads a list with its total before it. 其中 does not promise that all parts are named.
func parted(t *text, start, end int, c costList) (fact.Sentence, int, bool) {
	if nested(c.leads[2:]) || !strings.ContainsAny(c.leads[0], "资金经费预算费用金额") {
		return fact.Sentence{}, 0, false
	}
	open := strings.Contains(c.leads[1], "其中") || strings.Contains(t.slice(c.figures[len(c.figures)-1].end, end), "等")
	s := fact.Sentence{Text: t.slice(start, end)}
	total := itemFact(c.figures[0], "", none, open)
	total.Row = fact.ItemCostTotal
	s.Facts = append(s.Facts, total)
	for i := 1; i < len(c.figures); i++ {
		name := partLead.ReplaceAllString(strings.TrimLeft(c.leads[i], "，；：、"), "")
		s.Facts = append(s.Facts, itemFact(c.figures[i], itemName(name), 0, open))
	}
	return s, len(c.figures), true
}

// nested says whether words between the figures of a list open another one.
func nested(leads []string) bool {
	for _, l := range leads {
		if strings.Contains(l, "其中") || strings.Contains(l, "包括") || strings.Contains(l, "（") || strings.Contains(l, "）") && !strings.Contains(l, "（") {
			return true
		}
	}
	return false
}

// itemName is what an item is for: the words before its amount.
func itemName(words string) string {
	name := strings.Trim(words, "，；：、。")
	name = partLead.ReplaceAllString(name, "")
	name, _ = cutMarker(name)
	return name
}

func itemFact(f figure, name string, whole int, open bool) fact.Fact {
	return fact.Fact{Form: fact.Narrative, Row: fact.ItemCost, RowName: name, Column: fact.AmountColumn, Amount: f.amount, Text: name,
		Link: &fact.Link{Lane: fact.Expenditure, Group: none, Whole: whole, Open: open}}
}
