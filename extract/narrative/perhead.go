package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// monthsOfYear is how often a monthly payment is made.
const monthsOfYear = 12

var (
	heads     = regexp.MustCompile(`(\d+)(?:名|人|户|位)`)
	payment   = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)元(/月|/年|/次|/[^，。；]{1,2})?`)
	otherRate = regexp.MustCompile(`每[天日周次季]`)
	headTotal = regexp.MustCompile(`(?:共计|合计|总计|共需|费用总计|总额)(?:为|：)?$`)
)

// paid is one payment: to how many heads, how much, how often a year.
type paid struct {
	heads, amount decimal.Decimal
	times         int64
	printed       string
}

// perHead reads a list of payments to so many heads each with their total: 5名遗属每名632元/月，1名1406元/月，总计…元.
// It is left alone where a payment has no heads of its own, or another period than a month or a year. The products
// come first, their total last.
func perHead(t *text) []fact.Fact {
	var all []fact.Fact
	for _, sentence := range strings.FieldsFunc(string(t.runes), func(r rune) bool { return r == '。' || r == '\n' }) {
		all = append(all, headsOf(sentence)...)
	}
	return all
}

func headsOf(s string) []fact.Fact {
	var list []paid
	last := 0
	for _, m := range payment.FindAllStringSubmatchIndex(s, -1) {
		lead := s[last:m[0]]
		last = m[1]
		if headTotal.MatchString(lead) && m[4] < 0 {
			return headFacts(list, s[m[0]:m[1]])
		}
		p, ok := paymentOf(s, m, lead)
		if !ok {
			return nil
		}
		list = append(list, p)
	}
	return nil
}

// paymentOf reads one payment; lead are the words since the payment before.
func paymentOf(s string, m []int, lead string) (paid, bool) {
	counts := heads.FindAllStringSubmatch(lead, -1)
	if len(counts) == 0 {
		return paid{}, false
	}
	n := counts[len(counts)-1]
	p := paid{times: 1}
	var err1, err2 error
	p.heads, err1 = decimal.NewFromString(n[1])
	p.amount, err2 = decimal.NewFromString(strings.ReplaceAll(s[m[2]:m[3]], ",", ""))
	rate := ""
	switch {
	case m[4] >= 0:
		rate = s[m[4]:m[5]]
	case strings.Contains(lead, "每月"):
		rate = "/月"
	case otherRate.MatchString(lead):
		rate = "/?"
	}
	p.printed = n[0] + "×" + s[m[0]:m[1]]
	switch rate {
	case "/月":
		p.times = monthsOfYear
		p.printed += "×12月"
	case "", "/年":
	default:
		return p, false
	}
	return p, err1 == nil && err2 == nil
}

// headFacts are the products of a list and its total; nil for a list of one.
func headFacts(list []paid, total string) []fact.Fact {
	if len(list) < 2 {
		return nil
	}
	var facts []fact.Fact
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.printed
		value := p.heads.Mul(p.amount).Mul(decimal.NewFromInt(p.times))
		facts = append(facts, fact.Fact{Row: fact.Product, RowName: p.printed, Text: p.printed, Amount: exactly(value, decimal.Zero, p.printed)})
	}
	a := fact.ParseAmount(total, fact.Yuan)
	a.Printed = total
	return append(facts, fact.Fact{Row: fact.Product, RowName: strings.Join(names, "+") + "=" + total, Text: strings.Join(names, "+") + "=" + total, Amount: a})
}
