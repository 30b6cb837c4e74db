package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

var (
	servicesOpen  = regexp.MustCompile(`(?:分别是|分别为|包括|具体为|具体是|具体如下|如下|明细为|明细如下)$`)
	servicesCount = regexp.MustCompile(`(?:专项|项目|事项|服务)(?:共|有|共有|共计)*\d+个$|\d+个(?:专项|项目|事项)`)
	// catalogueCode is a code of a guiding catalogue: a letter and two to eight digits.
	catalogueCode = regexp.MustCompile(`([A-Z]\d{2,8})[-—–:：]?([^，。；\n]*)`)
)

// opensServices says whether a clause ends in words that open the list of purchased services.
func (r *reader) opensServices(c clause, s string) bool {
	about := r.section.topic == fact.PurchasedServices || strings.Contains(s, "政府购买服务")
	if !about && !strings.Contains(r.text(r.at-1), "政府购买服务") {
		return false
	}
	body, _ := cutMarker(s)
	if c.sep == '：' && (servicesOpen.MatchString(body) || servicesCount.MatchString(body)) {
		if strings.Contains(s, "政府购买服务") || r.counted != none {
			r.countServices(c, s)
		}
		return true
	}
	if strings.Contains(s, "政府购买服务") && servicesCount.MatchString(s) {
		r.countServices(c, s)
	}
	return false
}

// countServices binds how many purchased services there are said to be.
func (r *reader) countServices(c clause, s string) {
	f, ok := r.countIn(c, s, "个")
	if !ok || !servicesCount.MatchString(s) {
		return
	}
	m := meaning{row: fact.PurchasedService, name: "政府购买服务", lane: fact.Expenditure, rank: rankPart}
	r.counted = r.add(m, f, fact.Fact{Column: fact.Count, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})
}

// listServices reads the items of the list of purchased services behind clause c, up to the end of its sentence.
func (r *reader) listServices(c clause) {
	r.services = true
	t := r.section.text
	start := c.end + 1
	for i := start; i <= t.len(); i++ {
		end := i == t.len() || t.runes[i] == '。'
		if !end && t.runes[i] != '；' && t.runes[i] != '\n' {
			continue
		}
		r.serviceItem(start, i)
		start = i + 1
		if end {
			return
		}
	}
}

// serviceItem reads one purchased service: its name, its amount, its code in the catalogue.
func (r *reader) serviceItem(start, end int) {
	t := r.section.text
	var amounts []figure
	for _, f := range t.figures(start, end) {
		if f.kind != count {
			amounts = append(amounts, f)
		}
	}
	if len(amounts) != 1 || amounts[0].kind != money || amounts[0].loose {
		for _, f := range amounts {
			r.miss(f)
		}
		return
	}
	f := amounts[0]
	name, _ := cutMarker(strings.Trim(t.slice(start, f.start), "，、：\n"))
	name = strings.TrimRight(name, "，、：")
	if name == "" {
		r.miss(f)
		return
	}
	m := meaning{row: fact.PurchasedService, name: name, lane: fact.Expenditure, rank: rankPart}
	at := r.add(m, f, fact.Fact{Column: fact.AmountColumn, Text: name, Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})
	rest := t.slice(f.end, end)
	code := catalogueCode.FindStringSubmatchIndex(rest)
	if code == nil {
		return
	}
	from := f.end + len([]rune(rest[:code[0]]))
	to := from + len([]rune(rest[code[0]:code[1]]))
	m.name = strings.TrimSpace(rest[code[4]:code[5]])
	place := figure{start: from, end: to, amount: fact.Amount{State: fact.NotNumber, Printed: rest[code[0]:code[1]]}}
	r.add(m, place, fact.Fact{Column: fact.CatalogueCode, Text: rest[code[2]:code[3]], Link: &fact.Link{Year: r.doc.Year, Group: at, Whole: none}})
}
