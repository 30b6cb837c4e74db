package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// explanation is a matter that a published budget explains in words.
type explanation struct {
	name  string
	words *regexp.Regexp
	// since is the first year in which nearly all published budgets have it.
	since int
}

// explanations are what 基层政务公开标准目录 asks for, beside 购买服务, which few departments have.
var explanations = []explanation{
	{"职责", regexp.MustCompile(`职责|职能`), 0},
	{"机构设置", regexp.MustCompile(`机构|单位构成|预算单位|内设`), 0},
	{"收支情况", regexp.MustCompile(`收支|收入`), 0},
	{"“三公”经费", regexp.MustCompile(`三公`), 0},
	{"机关运行经费", regexp.MustCompile(`机关运行|运行经费|公用经费`), 0},
	{"政府采购", regexp.MustCompile(`采购`), 0},
	{"绩效", regexp.MustCompile(`绩效`), 2019},
	{"国有资产", regexp.MustCompile(`资产|车辆`), 2019},
	{"名词解释", regexp.MustCompile(`(?:名词|名称|专业用语)(?:的)?(?:解释|说明)|名词`), 0},
}

// checkSections is G02: the text speaks of everything it has to explain.
func checkSections(p *reconcile.Pass) {
	const headings, sentences = 5, 10 // fewer of either: the file holds tables, or one part of the text
	s := p.Set
	if len(s.Headings) < headings || len(s.Sentences) < sentences {
		p.Absent(say("文件没有成篇的文字说明", "the document has no explanations in words"))
		return
	}
	if s.Document.Imaged > 0 || s.Sentences[0].Place.Source == page.OCR {
		p.Doubt(say("有页面由图像识别读出", "pages were read from images"))
		return
	}
	text := printedWords(s)
	var missing []string
	for _, e := range explanations {
		switch {
		case s.Document.Year < e.since:
		case e.words.MatchString(text):
			p.Checked(1)
		default:
			missing = append(missing, e.name)
		}
	}
	if len(missing) == 0 {
		return
	}
	list := strings.Join(missing, "、")
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element:  reconcile.Element{Form: fact.Narrative, Row: strings.Join(missing, ","), Column: "missing"},
		Message:  say("文件的文字、标题和表题中没有提到："+list+"。", "Neither the text nor headings nor titles of tables speak of: "+list+"."),
		Question: say("请问这些情况在哪里说明？", "Where are these explained?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence("", s.Headings[0].Text, s.Headings[0].Place)}})
}

// printedWords is everything that is printed in words: contents, headings, titles, sentences.
func printedWords(s *fact.Set) string {
	var b strings.Builder
	for _, list := range [][]fact.Heading{s.Contents, s.Headings} {
		for _, h := range list {
			b.WriteString(h.Text + "\n")
		}
	}
	for _, f := range s.Forms {
		b.WriteString(f.Title + "\n")
	}
	for i := range s.Sentences {
		b.WriteString(strings.Join(s.Sentences[i].Section, "\n") + "\n" + s.Sentences[i].Text + "\n")
	}
	return b.String()
}

// itemWords are the 三公 items by the words that speak of them.
var itemWords = []struct {
	item, name string
	words      *regexp.Regexp
}{
	{fact.Abroad, "因公出国（境）费", regexp.MustCompile(`出国`)},
	{fact.Reception, "公务接待费", regexp.MustCompile(`接待`)},
	{fact.VehiclePurchase, "公务用车购置费", regexp.MustCompile(`购置`)},
	{fact.VehicleRunning, "公务用车运行维护费", regexp.MustCompile(`运行|运维|用车`)},
}

var (
	comparedWords = regexp.MustCompile(`上年|去年|(?:19|20)\d\d年?.*(?:比|相比|持平|一致|增加|减少)|比|持平|增减|增加|减少|无变化|一致`)
	reasonWords   = regexp.MustCompile(`原因|主要是|主要系|由于|因[^公]|根据|按照|为贯彻|落实|厉行|过紧日子|压减|压缩|用于`)
	noneWords     = regexp.MustCompile(`(?:无|没有|未安排|不涉及).{0,16}(?:三公|经费|预算|支出)`)
)

// checkThreePublicText is G06: the text explains every 三公 item with a figure, compares with the year before, and says why.
func checkThreePublicText(p *reconcile.Pass) {
	three, has := one(p, fact.ThreePublic)
	text, place := topicText(p.Set, fact.ThreePublic)
	switch {
	case text == "" && !has:
		p.Absent(say("没有“三公”经费表，也没有说明", "neither a table of the three public expenses nor a section on them"))
		return
	case text == "":
		p.Absent(say("没有“三公”经费的文字说明", "no section on the three public expenses"))
		return
	case place.Source == page.OCR:
		p.Doubt(say("“三公”说明由图像识别读出", "the section on the three public expenses was read from an image"))
		return
	}
	var lacks []string
	for _, i := range itemWords {
		if has && figure(three.spent(p.Set.Document.Kind, i.item)) && !i.words.MatchString(text) {
			lacks = append(lacks, i.name)
		}
	}
	spends := has && figure(three.spentTotal(p.Set.Document.Kind))
	if spends && !comparedWords.MatchString(text) {
		lacks = append(lacks, "与上年的比较")
	}
	if spends && changes(p.Set) && !reasonWords.MatchString(text) {
		lacks = append(lacks, "增减原因")
	}
	if len(lacks) == 0 || noneWords.MatchString(text) && !spends {
		p.Checked(1)
		return
	}
	list := strings.Join(lacks, "、")
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: fact.ThreePublic, Row: fact.Narrative, Column: strings.Join(lacks, ",")},
		Message: say(fmt.Sprintf("第%d页“三公”经费说明没有提到：%s。", place.Page, list),
			fmt.Sprintf("The section on the three public expenses on page %d does not speak of: %s.", place.Page, list)),
		Question: say("请问能否补充说明？", "Could this be explained?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence("“三公”经费说明", text, place)}})
}

// spentTotal is the total of the three public expenses; see spent.
func (s sheet) spentTotal(kind fact.Kind) *fact.Fact { return s.spent(kind, fact.TotalRow) }

// topicText is the text of all sentences on a topic, headings included, and the place of the first.
func topicText(s *fact.Set, topic string) (string, fact.Place) {
	var b strings.Builder
	var place fact.Place
	for i := range s.Sentences {
		if t := &s.Sentences[i]; t.Topic == topic {
			if b.Len() == 0 {
				place = t.Place
			}
			if n := len(t.Section); n > 0 {
				b.WriteString(t.Section[n-1] + "：")
			}
			b.WriteString(t.Text)
		}
	}
	return b.String(), place
}

// changes says whether the section on the three public expenses states a change other than zero.
func changes(s *fact.Set) bool {
	for i := range s.Sentences {
		if s.Sentences[i].Topic != fact.ThreePublic {
			continue
		}
		for j := range s.Sentences[i].Facts {
			if f := &s.Sentences[i].Facts[j]; f.Column == fact.Change && figure(f) {
				return true
			}
		}
	}
	return false
}
