package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// Statements gives what the text of one cell of a performance form states beside itemised costs: figures with what they
// count, products, documents cited, years before the budget's, work bought from others. topic says which text it is;
// year is the budget's. Nil where it states nothing.
func Statements(text string, place fact.Place, topic string, year int) *fact.Sentence {
	t, s := cellText(text, place, topic)
	s.Facts = append(s.Facts, mentions(t)...)
	s.Facts = append(s.Facts, products(t)...)
	s.Facts = append(s.Facts, citations(t)...)
	s.Facts = append(s.Facts, pastYears(t, year)...)
	s.Facts = append(s.Facts, arrears(t)...)
	s.Facts = append(s.Facts, outsideServices(t)...)
	s.Facts = append(s.Facts, partUses(t)...)
	return settle(s)
}

// PastTimes gives the value of an indicator of time where all years in it lie before the budget's; nil otherwise.
func PastTimes(text string, place fact.Place, year int) *fact.Sentence {
	t, s := cellText(text, place, fact.Indicator)
	s.Facts = pastTimes(t, year)
	return settle(s)
}

func cellText(printed string, place fact.Place, topic string) (*text, *fact.Sentence) {
	b := builder{}
	b.paragraph(0, printed)
	t := b.text()
	return t, &fact.Sentence{Text: t.slice(0, t.len()), Topic: topic, Place: place}
}

// settle gives the facts of a cell its place and topic; nil for a cell without any.
func settle(s *fact.Sentence) *fact.Sentence {
	for i := range s.Facts {
		f := &s.Facts[i]
		f.Form, f.Column, f.Place = fact.Narrative, s.Topic, s.Place
		f.Link = &fact.Link{Group: none, Whole: none}
		markUncertain(f)
	}
	if len(s.Facts) == 0 {
		return nil
	}
	return s
}

// statement is a fact that is a piece of text.
func statement(row, text string) fact.Fact {
	return fact.Fact{Row: row, Text: text, Amount: fact.Amount{Printed: text, State: fact.NotNumber}}
}

var (
	// quantity is a number with its unit of measure; rates are quantities of a rate.
	quantity = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)((?:亿|百万|万|千)?(?:元|平方米|人次|家次|批次|场次|篇次|公里|[个次人名份条套辆项家户期场件册篇张座天间处批部种吨台例])|%)(/[^，。；、（）\d]{1,3}(?:/[^，。；、（）\d]{1,3})?)?`)
	// limits are the words that make a figure a bound, at the end of the words before it.
	limits = regexp.MustCompile(`(不少于|不低于|不小于|大于等于|≥|>=|不超过|不高于|不大于|小于等于|≤|<=|大于|超过|突破|小于|低于|达到|约|为)$`)
)

var limitBounds = map[string]fact.Bound{"不少于": fact.AtLeast, "不低于": fact.AtLeast, "不小于": fact.AtLeast, "大于等于": fact.AtLeast, "≥": fact.AtLeast,
	">=": fact.AtLeast, "不超过": fact.AtMost, "不高于": fact.AtMost, "不大于": fact.AtMost, "小于等于": fact.AtMost, "≤": fact.AtMost, "<=": fact.AtMost,
	"大于": fact.Over, "超过": fact.Over, "突破": fact.Over, "小于": fact.Under, "低于": fact.Under}

// mentions are the figures of a text with the words before them up to a stop, and the phrase they stand in. One that
// says it is about so much is none.
func mentions(t *text) []fact.Fact {
	s := string(t.runes)
	var list []fact.Fact
	last := 0
	for _, m := range quantity.FindAllStringSubmatchIndex(s, -1) {
		lead := s[last:m[0]]
		from := last
		if i := strings.LastIndexAny(lead, "，。；：、\n（）"); i >= 0 {
			_, size := firstRune(lead[i:])
			from += i + size
			lead = lead[i+size:]
		}
		between := lead
		if from == last && last > 0 {
			lead = "" // the figure follows another one: what it counts is said before that
		}
		last = m[1]
		tail := s[m[1]:]
		if i := strings.IndexAny(tail, "，。；：\n"); i >= 0 {
			tail = tail[:i]
		}
		if strings.HasPrefix(tail, "以上") || strings.HasPrefix(tail, "以下") || strings.HasPrefix(tail, "左右") || strings.HasPrefix(tail, "多") || strings.HasPrefix(tail, "余") ||
			strings.ContainsAny(between, "=×*") || strings.HasPrefix(tail, "×") || strings.HasPrefix(tail, "*") {
			continue
		}
		found := mention(s, m, lead, tail)
		for i := range found {
			found[i].Aim.Name = between
		}
		list = append(list, found...)
	}
	return unitCosts(list)
}

func firstRune(s string) (string, int) {
	r := []rune(s)
	return string(r[0]), len(string(r[0]))
}

// mention is one figure; none where its words only say it is about so much.
func mention(s string, m []int, lead, tail string) []fact.Fact {
	printed := s[m[0]:m[1]]
	unit := s[m[4]:m[5]]
	if m[6] >= 0 {
		unit += s[m[6]:m[7]]
	}
	bound := fact.Unsigned
	if l := limits.FindString(lead); l != "" {
		if l == "约" || l == "达到" && strings.Contains(lead, "率") {
			return nil
		}
		bound, lead = limitBounds[l], strings.TrimSuffix(lead, l)
	}
	a := fact.ParseAmount(s[m[2]:m[3]], fact.Unit(unit))
	if a.State != fact.Number && a.State != fact.Zero {
		return nil
	}
	a.Printed = printed
	return []fact.Fact{{Row: fact.Mention, RowName: lead, Text: lead + printed + tail, Amount: a, Aim: &fact.Aim{Bound: bound}}}
}

// costLead are the only words that may stand between a number of things and what they cost.
var costLead = regexp.MustCompile(`^(?:(?:预计|涉及|需要?|所需|计划|安排)*(?:资金|金额|费用|经费|共|计|预算)*)?$`)

// unitCosts adds to the figures what a number of things costs where the one stands right behind the other: 3个…项目，
// 预计资金500000元; 碎纸机5台5000元.
func unitCosts(list []fact.Fact) []fact.Fact {
	all := list
	for i := 1; i < len(list); i++ {
		n, m := &list[i-1], &list[i]
		if !m.Amount.Unit.Money() || n.Amount.Unit.Money() || !counter[string(n.Amount.Unit)] || !costLead.MatchString(m.Aim.Name) {
			continue
		}
		cost, count := *m, *n
		cost.Row, cost.RowName, cost.Text = fact.UnitCost, n.Text, n.Text
		count.Row, count.RowName = fact.UnitCost, n.Text
		all = append(all, count, cost)
		if g := goods.FindStringSubmatch(n.RowName); g != nil && pieces[string(n.Amount.Unit)] {
			bought := *m
			bought.Row, bought.RowName, bought.Text = fact.GoodsCost, g[1], n.Text
			all = append(all, bought)
		}
	}
	return all
}

// counter are units that count things; pieces those that count goods.
var (
	counter = map[string]bool{"个": true, "项": true, "人": true, "名": true, "台": true, "套": true, "辆": true, "件": true, "次": true, "场": true, "家": true, "户": true, "条": true, "张": true, "份": true, "册": true}
	pieces  = map[string]bool{"台": true, "套": true, "辆": true, "件": true, "张": true, "部": true}
	goods   = regexp.MustCompile(`(?:购置|采购|购买)(\p{Han}{2,12})$`)
)

var (
	// written is a product written out, with what it comes to.
	written = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)(\p{Han}{0,2}(?:/\p{Han}){0,2})((?:[×*xX](?:\d[\d,]*(?:\.\d+)?)\p{Han}{0,2}(?:/\p{Han}){0,2})+)=(?:约)?(\d[\d,]*(?:\.\d+)?)(亿元|万元|元|万)`)
	// factor is one of its factors.
	factor = regexp.MustCompile(`[×*xX]?(\d[\d,]*(?:\.\d+)?)(\p{Han}{0,2}(?:/\p{Han}){0,2})`)
)

// products are the products written out in a text: the product, computed, and after it the figure stated.
func products(t *text) []fact.Fact {
	var list []fact.Fact
	s := string(t.runes)
	for _, m := range written.FindAllStringSubmatchIndex(s, -1) {
		// What is printed before the first factor may belong to the formula (a sum, a bracket): it is left alone.
		if m[0] > 0 && strings.ContainsAny(s[m[0]-1:m[0]], "+-*=/.)xX") || strings.HasSuffix(s[:m[0]], "×") || strings.HasSuffix(s[:m[0]], "）") {
			continue
		}
		left := s[m[0]:m[7]]
		value, slack, ok := multiply(left)
		if !ok {
			continue
		}
		unit := s[m[10]:m[11]]
		if unit == "万" {
			unit = "万元"
		}
		stated := fact.ParseAmount(s[m[8]:m[9]], fact.Unit(unit))
		stated.Printed = s[m[8]:m[11]]
		p := fact.Fact{Row: fact.Product, RowName: left, Text: left, Amount: exactly(value, slack, left)}
		q := fact.Fact{Row: fact.Product, RowName: s[m[0]:m[1]], Text: s[m[0]:m[1]], Amount: stated}
		list = append(list, p, q)
	}
	return append(list, perHead(t)...)
}

// multiply gives the product of a formula's factors in 元, and how far it may be off for decimals that are left out.
func multiply(formula string) (value, slack decimal.Decimal, ok bool) {
	value = decimal.NewFromInt(1)
	type term struct{ value, half decimal.Decimal }
	var terms []term
	for _, m := range factor.FindAllStringSubmatch(formula, -1) {
		v, err := decimal.NewFromString(strings.ReplaceAll(m[1], ",", ""))
		if err != nil || v.IsZero() || strings.ContainsAny(m[2], "十百千亿折成倍") {
			return value, slack, false
		}
		half := decimal.Zero
		if strings.HasPrefix(m[2], "万") { // 4.08万 stands for anything that rounds to it
			places := max(0, -v.Exponent())
			half = decimal.New(5, -places-1).Shift(4)
			v = v.Shift(4)
		}
		value, terms = value.Mul(v), append(terms, term{v, half})
	}
	for _, x := range terms {
		slack = slack.Add(value.DivRound(x.value, 8).Mul(x.half))
	}
	return value, slack, len(terms) > 1
}

// exactly is an amount of 元 that stands for a computed value and what it may be off.
func exactly(value, slack decimal.Decimal, printed string) fact.Amount {
	const most, least = 2, -12 // places of a 分, and of the largest sum
	a := fact.Amount{Value: value, Unit: fact.Yuan, Places: most, Printed: printed, State: fact.Number}
	for !slack.IsZero() && a.Places > least && decimal.New(5, -a.Places-1).LessThan(slack) {
		a.Places--
	}
	return a
}
