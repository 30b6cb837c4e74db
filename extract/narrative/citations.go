package narrative

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/layout"
	"gouji/extract/page"
)

var (
	// documentNumber is the number of a document: office, year in brackets, serial number.
	documentNumber = regexp.MustCompile(`(\p{Han}{2,12})[（\[【]((?:19|20)\d\d)[）\]】](第?\d{1,5}号)?`)
	// titleAfter is a title that follows a number, beginOf the words that belong before it.
	titleAfter = regexp.MustCompile(`^(?:文件|号文)?[，：]?(《[^》]{4,120}》)`)
	beginOf    = regexp.MustCompile(`^(?:根据|按照|依据|依照|遵照|及|和|与|以及|关于|对|按)+`)
	// aPlan is a plan whose title names its years.
	aPlan      = regexp.MustCompile(`《[^》]{0,80}?(?:规划|计划|方案|行动|纲要)[^》]{0,20}?[（(]?((?:19|20)\d\d)年?[-—–~～至到]+((?:19|20)\d\d)年?[）)]?[^》]{0,60}》`)
	aPlanAhead = regexp.MustCompile(`《[^》]{0,60}?((?:19|20)\d\d)年?[-—–~～至到]+((?:19|20)\d\d)年?[^》]{0,40}?(?:规划|计划|方案|行动|纲要)[^》]{0,60}》`)
)

// citations are the documents a text rests on and the plans it names.
func citations(t *text) []fact.Fact {
	var list []fact.Fact
	s := string(t.runes)
	for _, m := range documentNumber.FindAllStringSubmatchIndex(s, -1) {
		if f, ok := citation(t, s, m); ok {
			list = append(list, f)
		}
	}
	for _, re := range []*regexp.Regexp{aPlan, aPlanAhead} {
		for _, m := range re.FindAllStringSubmatch(s, -1) {
			f := statement(fact.PlanPeriod, m[0])
			f.RowName = fmt.Sprintf("%s-%s年", m[1], m[2])
			f.Amount = fact.ParseAmount(m[2], "年")
			f.Amount.Printed = f.RowName
			list = append(list, f)
			break
		}
		if len(list) > 0 && list[len(list)-1].Row == fact.PlanPeriod {
			break
		}
	}
	return list
}

// citation is one number; RowName is the title that follows it. Without a serial number it counts only where brackets
// of a document's number are printed and a title or a stop follows.
func citation(t *text, s string, m []int) (fact.Fact, bool) {
	office := beginOf.ReplaceAllString(s[m[2]:m[3]], "")
	rest := s[m[1]:]
	number := office + "〔" + s[m[4]:m[5]] + "〕"
	f := fact.Fact{Row: fact.Citation}
	if title := titleAfter.FindStringSubmatch(rest); title != nil {
		f.RowName = title[1]
	}
	if m[6] >= 0 {
		f.Text = number + strings.TrimPrefix(s[m[6]:m[7]], "第")
		f.Amount = fact.Amount{Printed: f.Text, State: fact.NotNumber}
		return f, true
	}
	open := len([]rune(s[:m[3]]))
	bracket := t.printed[open]
	if bracket == '(' || bracket == '（' || f.RowName == "" {
		return f, false
	}
	f.Text = number
	f.Amount = fact.Amount{Printed: string(t.printed[len([]rune(s[:m[2]])):len([]rune(s[:m[1]]))]), State: fact.Blank}
	return f, true
}

// Letterheads are the numbers of attached documents: each in a line of its own.
func Letterheads(paragraphs []layout.Paragraph) []fact.Sentence {
	var list []fact.Sentence
	for i := range paragraphs {
		p := &paragraphs[i]
		b := builder{}
		b.paragraph(0, p.Text)
		t := b.text()
		s := string(t.runes)
		m := documentNumber.FindStringSubmatchIndex(s)
		if m == nil || m[0] != 0 || m[1] != len(s) || m[6] < 0 {
			continue
		}
		f, _ := citation(t, s, m)
		f.Row, f.Form, f.Column = fact.Letterhead, fact.Narrative, fact.Letterhead
		f.Place = fact.Place{Page: p.Page, Box: p.Box, Source: p.Source, Confidence: 1}
		f.Link = &fact.Link{Group: none, Whole: none}
		if p.Source == page.OCR {
			markUncertain(&f)
		}
		list = append(list, fact.Sentence{Text: s, Topic: fact.Letterhead, Place: f.Place, Facts: []fact.Fact{f}})
	}
	return list
}

var (
	// plannedThen is a time before the budget year at the beginning of what is to be done.
	plannedThen = regexp.MustCompile(`(?:^|[，。；、：\n])((?:于|在)?((?:19|20)\d\d)年(?:第[一二三四]季度|[一二三四]季度|上半年|下半年|\d{1,2}月(?:份|底|底前)?|年?底前?|全年|年内|内)[^，。；\n]*)`)
	// doneThen are words by which an earlier time is one that is over, not planned.
	doneThen = regexp.MustCompile(`[年月日]起|截至|截止|以来|已|至今|曾|支付|结算|尾款|补发|欠|上年|去年|委托|签订|约定|印发|下发|开始|启动|成立|获|通过|发布|建成|投入|月\d|[-—–~～至到]\d`)
	// owed is a payment for an earlier year.
	owed = regexp.MustCompile(`(?:支付|结算|结清|补发|补缴|清算|偿还|兑付)[^，。；\n]{0,30}?((?:19|20)\d\d)年`)
	// aYear is a year in the value of an indicator.
	aYear = regexp.MustCompile(`((?:19|20)\d\d)年`)
)

// pastYears are the things a text plans for a time before the budget's year.
func pastYears(t *text, year int) []fact.Fact {
	var list []fact.Fact
	for _, m := range plannedThen.FindAllStringSubmatch(string(t.runes), -1) {
		a := fact.ParseAmount(m[2], "年")
		const shortest = 12 // runes of a time with something to be done then
		if year == 0 || len([]rune(m[1])) < shortest || a.State != fact.Number || a.Value.IntPart() >= int64(year) || doneThen.MatchString(m[1]) {
			continue
		}
		f := statement(fact.YearMention, m[1])
		f.Amount = a
		f.Amount.Printed = m[1]
		list = append(list, f)
	}
	return list
}

// pastTimes is the whole value where it names years and none of them is the budget's or a later one.
func pastTimes(t *text, year int) []fact.Fact {
	s := string(t.runes)
	years := aYear.FindAllStringSubmatch(s, -1)
	if year == 0 || len(years) == 0 {
		return nil
	}
	last := 0
	for _, y := range years {
		last = max(last, atoi(y[1]))
	}
	if last >= year {
		return nil
	}
	f := statement(fact.YearMention, s)
	f.Amount = fact.ParseAmount(fmt.Sprint(last), "年")
	f.Amount.Printed = s
	return []fact.Fact{f}
}

// arrears are the years for which a text says that it pays afterwards.
func arrears(t *text) []fact.Fact {
	var list []fact.Fact
	for _, m := range owed.FindAllStringSubmatch(string(t.runes), -1) {
		f := statement(fact.Arrears, m[0])
		f.Amount = fact.ParseAmount(m[1], "年")
		f.Amount.Printed = m[0]
		list = append(list, f)
	}
	return list
}

// bought are the words that say that work is bought from others.
var bought = regexp.MustCompile(`[^，。；\n]*(?:政府购买服务|购买第三方|购买社会|服务外包|委托[^，。；]{0,20}(?:招标|采购|审计|评审|评估)|会计师事务所|劳务派遣)[^，。；\n]*`)

// outsideServices are the phrases that say so; a list of duties of catalogues is none.
func outsideServices(t *text) []fact.Fact {
	var list []fact.Fact
	for _, m := range bought.FindAllString(string(t.runes), -1) {
		if !strings.Contains(m, "目录") && !strings.Contains(m, "号") {
			list = append(list, statement(fact.OutsideService, m))
		}
	}
	return list
}

// aPart is a part of the money with its own use, behind other uses.
var aPart = regexp.MustCompile(`用于([^。；]{4,200}?)。?其中[，：]?(\d[\d,]*(?:\.\d+)?(?:万元|元))用于([^，。；]{2,60})`)

// partUses are the parts of a sum with a use of their own, with the uses named before.
func partUses(t *text) []fact.Fact {
	var list []fact.Fact
	for _, m := range aPart.FindAllStringSubmatch(string(t.runes), -1) {
		if quantity.MatchString(m[1]) {
			continue
		}
		f := fact.Fact{Row: fact.PartUse, RowName: m[3], Text: strings.Trim(m[1], "，、"), Amount: fact.ParseAmount(m[2], "")}
		f.Amount.Printed = m[2]
		list = append(list, f)
	}
	return list
}
