package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkRollUp is J01: what the units of a department publish makes what the department publishes. Only where the
// document says how many units it is made of and names them, and the documents of all of them are at hand.
func checkRollUp(p *reconcile.Pass) {
	if ownLevel.MatchString(fold(p.Set.Document.Publisher)) {
		p.Absent(say("本文件是部门本级的文件，不含所属单位", "the document is that of a department's own level, without its units"))
		return
	}
	list := unitText(p.Set)
	count, said := unitCount(list)
	units := namedIn(p, list)
	switch {
	case len(units) == 0:
		alone(p, say("本文件所列单位的文件", "document of a unit that this one names"))
		return
	case !said:
		p.Doubt(say("没有写明由多少个单位组成", "how many units the department is made of is not stated"))
		return
	case len(units) != count:
		p.Doubt(say(fmt.Sprintf("写明由%d个单位组成，一起核对的有%d个", count, len(units)),
			fmt.Sprintf("%d units are stated; the documents of %d are at hand", count, len(units))))
		return
	case !slices.ContainsFunc(units, func(u *fact.Set) bool { return ownLevel.MatchString(fold(u.Document.Publisher)) }):
		p.Doubt(say("所列单位中没有部门本级", "the department's own level is not among the units"))
		return
	}
	rollUp(p, units, fact.GeneralExpenditure, say("一般公共预算支出", "general public budget expenditure"))
	rollUp(p, units, fact.ThreePublic, say("“三公”经费", "the three public items"))
}

// composition marks headings and sentences that say what a department's document is made of.
var composition = regexp.MustCompile(`单位构成|预算构成|决算构成|机构设置|编制范围|二级预算单位|所属单位|下属单位`)

// unitText is what a document says of the units it is made of.
func unitText(set *fact.Set) string {
	var b strings.Builder
	for i := range set.Sentences {
		s := &set.Sentences[i]
		if composition.MatchString(s.Text) || len(s.Section) > 0 && composition.MatchString(s.Section[len(s.Section)-1]) {
			b.WriteString(fold(s.Text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// unitNumber is a printed number of units: 二级预算单位4个, 预算单位共计1家, 包括4个预算单位.
var unitNumber = regexp.MustCompile(`(?:预算单位|编制范围的单位|二级单位)(?:共计|共有|共|有|合计|包括|为)*(\d+)[个家]|(\d+)[个家](?:二级)?预算单位`)

// unitCount is the one number of units a text states.
func unitCount(text string) (int, bool) {
	count, said := 0, false
	for _, m := range unitNumber.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[1] + m[2])
		if err != nil || said && n != count {
			return 0, false
		}
		count, said = n, true
	}
	return count, said
}

// namedIn are the peers of the same year and kind whose publishers a text names. Longer names go first, since a
// department's name begins those of its units.
func namedIn(p *reconcile.Pass, text string) []*fact.Set {
	own := p.Set.Document
	var peers []*fact.Set
	for _, peer := range p.Peers {
		d := peer.Document
		if d.Publisher != "" && d.Year == own.Year && own.Year != 0 && d.Kind == own.Kind && !samePublisher(own, d) &&
			strings.Contains(text, fold(d.Publisher)) {
			peers = append(peers, peer)
		}
	}
	slices.SortStableFunc(peers, func(a, b *fact.Set) int {
		return len(fold(b.Document.Publisher)) - len(fold(a.Document.Publisher))
	})
	var units []*fact.Set
	for _, peer := range peers {
		name := fold(peer.Document.Publisher)
		if strings.Contains(text, name) {
			text = strings.ReplaceAll(text, name, "")
			units = append(units, peer)
		}
	}
	slices.SortStableFunc(units, func(a, b *fact.Set) int { return strings.Compare(a.Document.Publisher, b.Document.Publisher) })
	return units
}

// rollUp adds up one total over the units.
func rollUp(p *reconcile.Pass, units []*fact.Set, kind string, name reconcile.Text) {
	form, ok := onlyForm(p.Set, kind)
	total := formTotal(form, ok)
	if total == nil {
		p.Absent(absent([]string{kind}))
		return
	}
	eq := reconcile.Equation{
		Name:  say("各单位"+name.ZH+"之和应为部门汇总数", name.EN+" of the units should make that of the department"),
		Right: []reconcile.Operand{{Fact: total}}, Group: "J01/" + kind, Declared: true, Limit: reconcile.Warning, Doubts: form.doubts,
		Element:  reconcile.Element{Form: kind, Row: fact.TotalRow, Column: "units"},
		Question: say("请问部门汇总数与各单位公开数之间有无抵销或未公开的单位？", "Is anything set off between units, or is there a unit that publishes nothing?")}
	for _, u := range units {
		part, ok := onlyForm(u, kind)
		amount := formTotal(part, ok)
		if amount == nil {
			p.Doubt(say(u.Document.Publisher+"的文件没有唯一的"+formNames[kind].ZH, "the document of "+u.Document.Publisher+" has not one form of "+formNames[kind].EN))
			return
		}
		eq.Left = append(eq.Left, reconcile.Operand{Fact: amount, Of: &u.Document, Label: u.Document.Publisher})
		eq.Doubts = append(eq.Doubts[:len(eq.Doubts):len(eq.Doubts)], part.doubts...)
	}
	p.Judge(eq)
}

// formTotal is the total of a form whose total is a row, or that has one row alone; nil for another.
func formTotal(s sheet, has bool) *fact.Fact {
	if !has {
		return nil
	}
	if row := s.row("", fact.TotalRow, fact.GrandTotal); row >= 0 {
		return s.main(row)
	}
	if s.ID == fact.ThreePublic && len(s.Rows) == 1 {
		return s.item(0, fact.TotalRow, "")
	}
	return nil
}
