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

// checkCopied is I02: a project's form is written for its year and not taken over whole from the year before.
func checkCopied(p *reconcile.Pass) {
	before := yearBefore(p, p.Set.Document.Kind)
	if before == nil {
		alone(p, say("该单位上一年度的同类文件", "document of this publisher and kind for the year before"))
		return
	}
	then := map[string][]target{}
	for _, t := range targetsIn(before) {
		if name := fold(t.named()); name != "" {
			then[name] = append(then[name], t)
		}
	}
	for _, now := range targetsOf(p) {
		name := fold(now.named())
		switch was := then[name]; {
		case name == "":
			p.Doubt(say("有绩效目标表的项目名称不能确定", "the project of a performance form is not certain"))
		case len(was) > 1:
			p.Doubt(say("上年文件中“"+now.named()+"”有多张绩效目标表", "the document of the year before has several forms of “"+now.named()+"”"))
		case len(was) == 1:
			compareForms(p, before, now, was[0])
		}
	}
	p.Absent(say("没有两年都有绩效目标表的项目", "no project has a performance form in both years"))
}

// compareForms compares a project's form with that of the year before.
func compareForms(p *reconcile.Pass, before *fact.Set, now, was target) {
	texts, earlier := now.texts(), was.texts()
	if len(texts) == 0 || len(earlier) == 0 {
		p.Doubt(say("“"+now.named()+"”的绩效目标表没有足够长的文字可比较", "the form of “"+now.named()+"” has no text long enough to compare"))
		return
	}
	var same, stale []*fact.Fact
	for _, f := range texts {
		if e := textLike(earlier, f); e == nil || fold(e.Text) != fold(f.Text) {
			continue
		}
		same = append(same, f)
		if onlyEarlier(f.Text, p.Set.Document.Year) {
			stale = append(stale, f)
		}
	}
	whole := len(same) == len(texts) && len(texts) == len(earlier) && sameAmount(now.amount, was.amount) &&
		len(now.indicators()) > 0 && slices.Equal(now.indicators(), was.indicators())
	c := copied{p, now, before, earlier}
	switch {
	case len(stale) > 0:
		c.report(stale[0], "stale", say("并且只写了以前的年份", " and names earlier years alone"))
	case whole:
		c.report(same[0], "whole", say("，金额和各项指标也相同", ", with the same amount and indicators"))
	default:
		p.Checked(1)
	}
}

// copied is a form whose text is that of the year before.
type copied struct {
	*reconcile.Pass
	now     target
	before  *fact.Set
	earlier []*fact.Fact
}

// report asks about one text of the form.
func (c copied) report(f *fact.Fact, column string, more reconcile.Text) {
	g := textLike(c.earlier, f)
	for _, x := range []*fact.Fact{f, g} {
		if why := reconcile.Doubt(x); !why.Empty() {
			c.Doubt(why)
			return
		}
	}
	there := reconcile.Page(g.Place.Page, &c.before.Document)
	c.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: fact.ProjectPerformance, Row: fold(c.now.named()), Column: column},
		Message: say(fmt.Sprintf("第%d页项目“%s”的“%s”与%s一字不差%s：“%s”", f.Place.Page, c.now.named(), f.RowName, there.ZH, more.ZH, clipped(f.Text)),
			fmt.Sprintf("On page %d “%s” of project “%s” is word for word that on %s%s: “%s”", f.Place.Page, f.RowName, c.now.named(), there.EN, more.EN, clipped(f.Text))),
		Question: say("请问该项目本年的目标与安排是否与上年完全相同？", "Are this year's goals and plans of the project those of the year before?"),
		Evidence: []reconcile.Evidence{reconcile.EvidenceOf(g).In(c.before.Document)},
	}, f)
}

// quoteLength is how many runes of a text a message quotes.
const quoteLength = 60

func clipped(text string) string {
	r := []rune(strings.Join(strings.Fields(text), ""))
	if len(r) > quoteLength {
		return string(r[:quoteLength]) + "…"
	}
	return string(r)
}

// fullYear is a year of work: no part of a document's number (〔2022〕14号), which stays what it was.
var fullYear = regexp.MustCompile(`(20\d\d)年`)

// onlyEarlier says whether a text names years and all of them lie before the document's.
func onlyEarlier(text string, year int) bool {
	years := fullYear.FindAllStringSubmatch(fold(text), -1)
	for _, m := range years {
		if n, _ := strconv.Atoi(m[1]); n >= year {
			return false
		}
	}
	return len(years) > 0
}
