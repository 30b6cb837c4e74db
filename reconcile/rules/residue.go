package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// tier is a level of government.
type tier int

const (
	noTier tier = iota
	province
	city
	county
)

var (
	// placeName takes the places off a publisher's name; 社区, 园区 and their like are none.
	placeName = regexp.MustCompile(`^(?:(.{2,7}?(?:省|自治区))?(.{1,7}?(?:市|自治州|地区|盟))?(.{0,7}?(?:[^社小园景校库军林牧矿灾]区|.县|.旗|.市))?)(.+)$`)
	// tierWord is a level of government as a word before what a glossary explains.
	tierWord = regexp.MustCompile(`(省|市|区|县|区县|县区)(?:级|直)(?:预算主管部门|主管部门|财政部门|财政|部门|预算单位|单位|预算)`)
	wordTier = map[string]tier{"省": province, "市": city, "区": county, "县": county, "区县": county, "县区": county}
	// titleTier is the level that a title names: 2026年区级部门预算.
	titleTier = regexp.MustCompile(`(省|市|区|县)(?:级|直)(?:部门|单位)`)
)

// tierOf is the level of the department a document is of: by its title, or by the place its publisher is named after. A
// city under the central government is a province by rank and calls what is its own 市级.
func tierOf(d fact.Document) tier {
	if m := titleTier.FindStringSubmatch(fold(d.Title)); m != nil {
		return wordTier[m[1]]
	}
	m := placeName.FindStringSubmatch(fold(d.Publisher))
	switch {
	case m == nil:
		return noTier
	case m[3] != "":
		return county
	case m[2] != "":
		return city
	case m[1] != "":
		return province
	}
	return noTier
}

// checkResidue is G08: the glossary speaks of the publisher's own level of government.
func checkResidue(p *reconcile.Pass) {
	own := tierOf(p.Set.Document)
	if own == noTier {
		p.Absent(say("不能确定公开单位的级次", "the publisher's level of government is not known"))
		return
	}
	counts := map[tier]int{}
	var strange []*fact.Sentence
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		if s.Topic != fact.TopicGlossary {
			continue
		}
		for _, m := range tierWord.FindAllStringSubmatch(fold(s.Text), -1) {
			counts[wordTier[m[1]]]++
			if wordTier[m[1]] != own {
				strange = append(strange, s)
			}
		}
	}
	switch {
	case len(counts) == 0:
		p.Absent(say("名词解释没有提到政府级次", "the glossary names no level of government"))
	case len(strange) == 0:
		p.Checked(counts[own])
	case strange[0].Place.Source == page.OCR:
		p.Doubt(say("名词解释由图像识别读出", "the glossary was read from an image"))
	case counts[own] > 0:
		p.Checked(counts[own]) // it tells levels apart
	default:
		reportResidue(p, strange)
	}
}

func reportResidue(p *reconcile.Pass, sentences []*fact.Sentence) {
	s := sentences[0]
	word := tierWord.FindString(fold(s.Text))
	var evidence []reconcile.Evidence
	var last *fact.Sentence
	for _, t := range sentences {
		if t != last {
			evidence = append(evidence, reconcile.TextEvidence("名词解释", excerpt(t.Text, word), t.Place))
		}
		last = t
	}
	d := p.Set.Document
	name := strings.TrimSpace(d.Publisher)
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: fact.Narrative, Row: fact.TopicGlossary, Column: word},
		Message: say(fmt.Sprintf("第%d页名词解释写“%s”（共%d处），本文件的公开单位是%s。", s.Place.Page, excerpt(s.Text, word), len(sentences), name),
			fmt.Sprintf("The glossary on page %d says “%s” (%s); the document is that of %s.", s.Place.Page, excerpt(s.Text, word), counted(len(sentences)), name)),
		Question: say("请问名词解释是否沿用了其他级次的模板？", "Is the glossary one of another level's template?"), Evidence: evidence})
}

func counted(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

// threshold is a value from which equipment is listed, with its kind.
var threshold = regexp.MustCompile(`(50|100)万元[^,;.。，；]{0,12}?(通用|专用)设备`)

// checkAssets is G09: equipment is listed by two thresholds for two kinds, 通用 from 50 万元 and 专用 from 100 万元.
func checkAssets(p *reconcile.Pass) {
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		found := threshold.FindAllStringSubmatch(fold(s.Text), -1)
		if len(found) == 0 {
			continue
		}
		kinds, values := map[string]bool{}, map[string]bool{}
		for _, m := range found {
			values[m[1]], kinds[m[2]] = true, true
		}
		switch {
		case len(values) < 2 || len(kinds) > 1:
			p.Checked(1)
		case s.Place.Source == page.OCR:
			p.Doubt(say("资产说明由图像识别读出", "the text on assets was read from an image"))
		default:
			reportAssets(p, s, found[0][2])
		}
	}
	p.Absent(say("没有按价值列示的通用、专用设备", "no equipment is listed by value and kind"))
}

func reportAssets(p *reconcile.Pass, s *fact.Sentence, kind string) {
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: fact.Narrative, Row: fact.TopicAssets, Column: kind},
		Message: say(fmt.Sprintf("第%d页按50万元和100万元两个标准列示的都是“%s设备”：“%s”。", s.Place.Page, kind, s.Text),
			fmt.Sprintf("Page %d lists %s equipment by both thresholds, 50 and 100 万元: “%s”.", s.Place.Page, kind, s.Text)),
		Question: say("请问其中一处是否应为另一类设备（通用50万元、专用100万元）？", "Should one of them be the other kind (general from 50, special from 100 万元)?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence("国有资产", s.Text, s.Place)}})
}
