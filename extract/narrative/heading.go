package narrative

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
	"gouji/extract/layout"
)

// section is the text between two headings.
type section struct {
	path  []string
	topic string
	// scope is the funds that the headings limit the section to; empty for none.
	scope string
	text  *text
	// next is the level of the heading that ends the section; 0 at the end of the document.
	next int
}

// heading is one heading of the path above a section.
type heading struct {
	level int
	text  string
	// numbered is set where the heading begins with a number.
	numbered bool
}

// Levels of headings and list items by the form of their number; 0 is no number.
const (
	levelPart       = 1 // 第三部分
	levelChinese    = 2 // 一、
	levelBracket    = 3 // （一）
	levelArabic     = 4 // 1.
	levelArabicPair = 5 // （1）
	levelCircled    = 6 // ①
	levelUnnumbered = 9
)

const (
	// longestHeading is the most characters of a line that can be a heading: the longest titles of sections
	// (一般公共预算财政拨款支出决算具体情况说明 with a department's full name) stay below it.
	longestHeading = 60
	// longestRunIn is the most characters of a heading printed at the beginning of its paragraph.
	longestRunIn = 40
)

var markers = []struct {
	level int
	re    *regexp.Regexp
}{
	{levelPart, regexp.MustCompile(`^第[一二三四五六七八九十]+(?:部分|章|节)[、：，]?`)},
	{levelChinese, regexp.MustCompile(`^[一二三四五六七八九十]{1,3}[、.]`)},
	{levelBracket, regexp.MustCompile(`^（[一二三四五六七八九十]{1,3}）[、.]?`)},
	{levelArabicPair, regexp.MustCompile(`^（\d{1,2}）[、.]?|^\d{1,2}）`)},
	{levelArabic, regexp.MustCompile(`^\d{1,2}(?:、|\.(?:\D|$))`)},
	{levelCircled, regexp.MustCompile(`^[①-⑳]`)},
}

// markerLevel is the level of the number a folded text begins with; 0 for none.
func markerLevel(s string) int {
	for _, m := range markers {
		if m.re.MatchString(s) {
			return m.level
		}
	}
	return 0
}

// cutMarker takes the number off a folded text.
func cutMarker(s string) (string, int) {
	for _, m := range markers {
		at := m.re.FindStringIndex(s)
		if at == nil {
			continue
		}
		end := at[1]
		if m.level == levelArabic {
			end = strings.IndexAny(s, "、.")
			_, size := utf8.DecodeRuneInString(s[end:])
			end += size
		}
		return s[end:], m.level
	}
	return s, 0
}

var ordinalAt = regexp.MustCompile(`^[（第]?([一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])`)

// ordinalOf is the number that a folded text begins with, 1 to 99; 0 for none.
func ordinalOf(s string) int {
	m := ordinalAt.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	first := []rune(m[1])[0]
	switch {
	case first >= '①' && first <= '⑳':
		return int(first-'①') + 1
	case isDigit(first):
		return atoi(m[1])
	}
	n := 0
	for _, r := range m[1] {
		if r == '十' {
			n = max(n, 1) * 10
			continue
		}
		n += strings.IndexRune("一二三四五六七八九", r)/len("一") + 1
	}
	return n
}

// split cuts a document's paragraphs into sections.
func split(paragraphs []layout.Paragraph) []section {
	var sections []section
	var path []heading
	b := &builder{}
	flush := func() {
		if len(b.runes) > 0 {
			sections = append(sections, newSection(path, b.text()))
			b = &builder{}
		}
	}
	for i, p := range paragraphs {
		title, skip := headingOf(p)
		if title == "" {
			b.paragraph(i, p.Text)
			continue
		}
		flush()
		if n := len(sections); n > 0 && sections[n-1].next == 0 {
			sections[n-1].next = markerLevel(foldString(title))
		}
		path = under(path, title)
		if skip < utf8.RuneCountInString(p.Text) {
			b.paragraphFrom(i, p.Text, skip)
		}
	}
	flush()
	return sections
}

// under is the path with a new heading at its place.
func under(path []heading, title string) []heading {
	h := heading{level: markerLevel(foldString(title)), text: title}
	h.numbered = h.level != 0
	topic := topicOf(title)
	switch {
	case h.numbered:
	case topic == fact.TopicGlossary || topic == fact.TopicDuties:
		h.level = levelPart
	default:
		h.level = levelUnnumbered
	}
	kept := make([]heading, 0, len(path)+1)
	for _, above := range path {
		// A heading without a number ends what the one before it began, its numbered items included.
		if above.level >= h.level || !h.numbered && !above.numbered {
			break
		}
		kept = append(kept, above)
	}
	return append(kept, h)
}

func newSection(path []heading, t *text) section {
	s := section{text: t}
	for _, h := range path {
		s.path = append(s.path, h.text)
		if topicOf(h.text) == fact.TopicGlossary {
			s.topic = fact.TopicGlossary
		}
	}
	for i := len(path) - 1; i >= 0; i-- {
		if s.topic == "" {
			s.topic = topicOf(path[i].text)
		}
		if s.scope == "" {
			s.scope = scopeOf(path[i].text)
		}
	}
	return s
}

var (
	// figureInside is a figure with a unit, which no heading has.
	figureInside = regexp.MustCompile(`\d(?:亿|万|千)?元|\d%|\d(?:个|辆|台|项)`)
	runInTitle   = regexp.MustCompile(`^([^，。；：\d]{2,40}?(?:说明|情况|原因|目标|目录))((?:[^，。；：、\d（]{3,30})?(?:19|20)\d\d年.*|(?:截至|截止|按照|本部门|本单位|本年|我).*)$`)
	runInStop    = regexp.MustCompile(`^([^，。；：]{2,30})[。：](.+)$`)
)

// headingOf gives the heading a paragraph is or begins with, and how many of its runes the heading takes;
// "" where it is none.
func headingOf(p layout.Paragraph) (string, int) {
	folded := foldString(p.Text)
	body, level := cutMarker(folded)
	length := utf8.RuneCountInString(folded)
	bare := strings.TrimRight(body, "。：")
	plain := (bare != "" || level == levelPart) && !strings.Contains(bare, "（项）") && !figureInside.MatchString(body) && !strings.ContainsAny(bare, "，；。：")
	if plain && length <= longestHeading && (level != 0 || p.Heading && !strings.HasSuffix(body, "：")) {
		if _, opens := cutOpener(bare); !opens {
			return strings.TrimSpace(p.Text), utf8.RuneCountInString(p.Text)
		}
	}
	if level == 0 || level > levelArabicPair {
		return "", 0
	}
	return runIn(p.Text, folded, body)
}

// runIn finds a heading printed at the beginning of its own paragraph.
func runIn(printed, folded, body string) (string, int) {
	head := ""
	if m := runInTitle.FindStringSubmatch(body); m != nil && !figureInside.MatchString(m[1]) && figureInside.MatchString(m[2]) {
		head = m[1]
	} else if m := runInStop.FindStringSubmatch(body); m != nil && ownTopic(m[1]) && !figureInside.MatchString(m[1]) {
		head = m[1]
	}
	if head == "" || utf8.RuneCountInString(head) > longestRunIn {
		return "", 0
	}
	want := utf8.RuneCountInString(folded) - utf8.RuneCountInString(body) + utf8.RuneCountInString(head)
	seen := 0
	for i, r := range []rune(printed) {
		if f := foldRune(r); f != 0 && f != ' ' {
			seen++
		}
		if seen == want {
			return string([]rune(printed)[:i+1]), i + 1
		}
	}
	return "", 0
}

// ownTopic says whether a run-in heading changes what is spoken of: those that only name a part of the
// section's subject (（一）基本支出。) stay part of the text.
func ownTopic(head string) bool {
	switch topicOf(head) {
	case fact.ThreePublic, fact.OperatingCost, fact.Procurement, fact.PurchasedServices, fact.TopicPerformance, fact.TopicAssets:
		return true
	}
	return false
}

var (
	// oneProject matches headings of descriptions of a single project.
	oneProject = regexp.MustCompile(`项目经费|项目概况|项目情况说明|立项依据|实施方案|实施主体`)
	ofUnit     = regexp.MustCompile(organ + `(?:（[\p{Han}]{2,4}）|本级)?$`)
)

// isForeign says whether the section is about a unit below the department, or a single project, so that its
// figures are not the department's. names are the department's own.
func (s *section) isForeign(names []string) bool {
	for _, h := range s.path {
		body, level := cutMarker(foldString(h))
		body = strings.TrimRight(body, "。：")
		if oneProject.MatchString(body) {
			return true
		}
		if level == 0 || !ofUnit.MatchString(body) || topicOf(body) != "" || utf8.RuneCountInString(body) < 3 {
			continue
		}
		own := false
		for _, n := range names {
			own = own || body == n
		}
		if !own {
			return true
		}
	}
	return false
}

// topics are tried in order; the first whose words all stand in the heading is its topic.
var topics = []struct {
	topic string
	words []string
}{
	{fact.TopicGlossary, []string{"名词解释"}}, {fact.TopicGlossary, []string{"名词说明"}}, {fact.TopicGlossary, []string{"专业", "名词"}},
	{fact.TopicDuties, []string{"职责"}}, {fact.TopicDuties, []string{"机构设置"}}, {fact.TopicDuties, []string{"主要职能"}},
	{fact.TopicDuties, []string{"概况"}},
	{fact.ThreePublic, []string{"三公"}},
	{fact.OperatingCost, []string{"机关运行"}},
	{fact.PurchasedServices, []string{"购买服务"}},
	{fact.Procurement, []string{"政府采购"}},
	{fact.TopicPerformance, []string{"绩效"}},
	{fact.TopicAssets, []string{"国有资产"}}, {fact.TopicAssets, []string{"资产占"}}, {fact.TopicAssets, []string{"车辆"}},
	{fact.FundExpenditure, []string{"政府性基金"}},
	{fact.StateCapital, []string{"国有资本"}},
	{fact.BasicExpenditure, []string{"基本支出", "情况"}}, {fact.BasicExpenditure, []string{"预算", "基本支出"}},
	{fact.BasicExpenditure, []string{"财政拨款", "基本支出"}},
	{fact.Projects, []string{"项目支出"}},
	{fact.GeneralExpenditure, []string{"一般公共预算", "支出"}},
	{fact.FiscalTotal, []string{"财政拨款"}},
	{fact.GeneralExpenditure, []string{"一般公共预算"}},
	{fact.IncomeExpenditureTotal, []string{"收支"}}, {fact.IncomeExpenditureTotal, []string{"收、支"}},
	{fact.IncomeExpenditureTotal, []string{"收入", "支出"}},
	{fact.IncomeTotal, []string{"收入"}},
	{fact.ExpenditureTotal, []string{"支出"}},
}

// topicOf is what a heading is about; empty where unknown.
func topicOf(heading string) string {
	s := foldString(heading)
	for _, t := range topics {
		all := true
		for _, w := range t.words {
			all = all && strings.Contains(s, w)
		}
		if all {
			return t.topic
		}
	}
	return ""
}

// scopeOf is the funds a heading names; empty for none.
func scopeOf(heading string) string {
	s := foldString(heading)
	switch {
	case strings.Contains(s, "一般公共预算"):
		return fact.GeneralBudget
	case strings.Contains(s, "政府性基金"):
		return fact.GovernmentFund
	case strings.Contains(s, "国有资本经营"):
		return fact.StateCapitalBudget
	case strings.Contains(s, "财政拨款"):
		return fact.FiscalAppropriation
	}
	return ""
}
