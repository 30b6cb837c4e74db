package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkStatedAims is D06: an indicator's value is what the text of the same form says of the same thing.
func checkStatedAims(p *reconcile.Pass) {
	blocks := blocksOf(p)
	if len(blocks) == 0 {
		noForms(p)
		return
	}
	for _, b := range blocks {
		stated := b.states(fact.Mention)
		for _, aim := range b.aims() {
			for _, m := range matchingMentions(aim, stated) {
				compareAim(p, b, aim, m)
			}
		}
		sameThing(p, b, stated)
	}
	p.Absent(say("绩效表的文字与指标没有可对应的数字", "no figure of a form's text belongs to one of its indicators"))
}

// matchingMentions are the figures of the text that are about an indicator's thing, in its unit; none where the text
// names several of them.
func matchingMentions(aim *fact.Fact, stated []*fact.Fact) []*fact.Fact {
	var found []*fact.Fact
	for _, m := range stated {
		same, within := sameMatter(aim.Aim.Name, m.RowName)
		if m.Column == fact.IndicatorText || !sameUnit(aim, m) || !same && !(within && aim.Aim.Bound.Upper()) {
			continue
		}
		for _, other := range found {
			if !other.Amount.Value.Equal(m.Amount.Value) && other.Column == m.Column {
				return nil
			}
		}
		found = append(found, m)
	}
	return found
}

func sameUnit(a, b *fact.Fact) bool {
	return a.Amount.Unit == b.Amount.Unit || a.Amount.Unit.Money() && b.Amount.Unit.Money()
}

var (
	// asideBegin and asideEnd are what the name of a thing may carry without being another thing.
	asideBegin = regexp.MustCompile(`^(?:指标\d+:|其中|预计|计划|全年|本年|当年|20\d\d年)*(?:购买|购置|采购|开展|完成|组织|举办|需要进行|需要|发放|聘请|提供|召开|出具|缴纳|支付)?`)
	asideEnd   = regexp.MustCompile(`(?:预算资金|数量|总数|次数|人数|个数|份数|家数|户数|条数|台数|套数|期数|册数|场次|人次|总额|金额|规模|成本|费用|经费|资金|预算|费)$`)
)

// matter is the thing a name is about.
func matter(name string) string {
	s := strings.NewReplacer(`"`, "", "'", "").Replace(fold(name))
	s = asideBegin.ReplaceAllString(s, "")
	return asideEnd.ReplaceAllString(s, "")
}

// sameMatter says whether an indicator and the words before a figure are about one thing: the same words; or, within,
// whether the indicator's words end a longer phrase, which may be a part of the thing only.
func sameMatter(indicator, words string) (same, within bool) {
	const (
		fewest   = 3 // runes that can name a thing
		distinct = 5 // runes that name one even at the end of a phrase
	)
	a, b := matter(indicator), matter(words)
	n := len([]rune(a))
	return a == b && n >= fewest, n >= distinct && strings.HasSuffix(b, a)
}

// compareAim reports an indicator and a figure of the text that cannot both be meant.
func compareAim(p *reconcile.Pass, b block, aim, m *fact.Fact) {
	if !conflict(p, aim, m) {
		p.Checked(1)
		return
	}
	name := b.called()
	p.Report(reconcile.Finding{
		Level:   reconcile.Warning,
		Element: b.element(fold(aim.Aim.Name)),
		Message: say(fmt.Sprintf("%s：第%d页文字写作“%s”，第%d页指标“%s”的指标值为“%s”。", name.ZH, m.Place.Page, m.Text, aim.Place.Page, aim.Aim.Name, aim.Text),
			fmt.Sprintf("%s: the text on page %d has “%s”; the indicator “%s” on page %d aims at “%s”.", name.EN, m.Place.Page, m.Text, aim.Aim.Name, aim.Place.Page, aim.Text)),
		Question: say("请问文字与指标哪个正确？", "Which is right, the text or the indicator?"),
		Formula:  m.Text + " ≠ " + aim.Text,
	}, aim, m)
}

// conflict says whether no value satisfies both an indicator and what the text says, or both are bounds of one kind and
// differ.
func conflict(p *reconcile.Pass, aim, m *fact.Fact) bool {
	above, below := more(p, m, aim), more(p, aim, m)
	a, t := aim.Aim.Bound, fact.Unsigned
	if m.Aim != nil {
		t = m.Aim.Bound
	}
	switch {
	case a.Lower() && t.Lower(), a.Upper() && t.Upper():
		return above || below
	case a.Upper():
		return above
	case a.Lower():
		return below
	case t.Lower():
		return above
	case t.Upper():
		return below
	}
	return above || below
}

// sameThing compares what two texts of a block say of one thing in the same words.
func sameThing(p *reconcile.Pass, b block, stated []*fact.Fact) {
	first := map[string]*fact.Fact{}
	several := map[string]bool{}
	for _, m := range stated {
		key := thingOf(m)
		if f := first[key]; f != nil && f.Place == m.Place && !f.Amount.Value.Equal(m.Amount.Value) {
			several[key] = true
		}
		if first[key] == nil {
			first[key] = m
		}
	}
	for _, m := range stated {
		const fewest = 4 // runes of words that name one thing
		f := first[thingOf(m)]
		if len([]rune(fold(m.RowName))) < fewest || anyThing.MatchString(fold(m.RowName)) || f.Place == m.Place || several[thingOf(m)] || bounded(f) || bounded(m) {
			continue
		}
		if !more(p, f, m) && !more(p, m, f) {
			p.Checked(1)
			continue
		}
		reportThing(p, b, f, m)
	}
}

// anyThing are words before a figure that name no thing.
var anyThing = regexp.MustCompile(`^(?:项目|申请|涉及|安排|所需|需要|需|总|年度|全年|本年|合计|共计|总计|预计|计划|投入|投资|其中|资金|金额|预算|经费|费用|成本|支出|数量|用于|支付|拨付|为|的)*$`)

// thingOf is what a figure counts, in which unit.
func thingOf(m *fact.Fact) string { return fold(m.RowName) + "/" + string(m.Amount.Unit) }

func bounded(f *fact.Fact) bool { return f.Aim != nil && f.Aim.Bound != fact.Unsigned }

func reportThing(p *reconcile.Pass, b block, f, m *fact.Fact) {
	name := b.called()
	p.Report(reconcile.Finding{
		Level:   reconcile.Warning,
		Element: b.element(fold(m.RowName)),
		Message: say(fmt.Sprintf("%s：第%d页一处写作“%s”，第%d页另一处写作“%s”。", name.ZH, f.Place.Page, f.Text, m.Place.Page, m.Text),
			fmt.Sprintf("%s: “%s” on page %d, “%s” on page %d.", name.EN, f.Text, f.Place.Page, m.Text, m.Place.Page)),
		Question: say("请问哪个数字正确？", "Which figure is right?"),
		Formula:  f.Text + " ≠ " + m.Text,
	}, f, m)
}
