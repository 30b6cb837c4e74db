package narrative

import (
	"regexp"
	"sort"

	"gouji/extract/fact"
)

// A department calls itself by its name, by a shorter name, or by 本部门. A name that is not the department's own
// (a unit below it, another department) must not give its figures to the department, so names are taken from
// what is known of the document and from what the text itself says most.

const (
	// leastMentions is how often a name must stand before a figure of the whole to be taken for the department's.
	leastMentions = 2
	// leastShare is the part of all such mentions, in percent, that it must have.
	leastShare = 60
)

// organ matches how names of bodies end.
const organ = `(?:局|厅|委|委员会|办公室|办公厅|办事处|中心|院|校|学院|大学|学校|政府|部|署|总队` +
	`|支队|大队|站|所|处|馆|社|联合会|协会|总会|检察院|法院|公司|医院|集团|联|会)`

// budgetWords follow a department's name where its own figures are spoken of.
const budgetWords = `(?:一般公共|财政拨款|部门预算|单位预算|收支|收入|支出|预算|政府采购|机关运行|三公|政府性基金|国有资本|本年|基本支出|委托业务)`

var (
	named      = regexp.MustCompile(`(?:19|20)\d\d年度?，?([\p{Han}（）]{3,40}?)(?:部门|单位)?` + budgetWords)
	namedFirst = regexp.MustCompile(`(?:^|[，。；：\n、])([\p{Han}（）]{3,40}?)(?:19|20)\d\d年度?(?:部门|单位)?` + budgetWords)
	bracketEnd = regexp.MustCompile(`（[\p{Han}]{2,4}）$`)
	organEnd   = regexp.MustCompile(organ + `(?:（[\p{Han}]{2,4}）)?$`)
)

// selfNames are the names the document's department goes by in its own text, the longest first.
func selfNames(sections []section, doc fact.Document) []string {
	set := map[string]bool{}
	publisher := foldString(doc.Publisher)
	if publisher != "" {
		set[publisher] = true
		// 某某局（汇总） is 某某局 in its own text.
		set[bracketEnd.ReplaceAllString(publisher, "")] = true
	}
	mentions, total := countNames(sections)
	for name, n := range mentions {
		often := n >= leastMentions && n*100 >= total*leastShare
		if often || shortFor(name, publisher) {
			set[name] = true
		}
	}
	names := make([]string, 0, len(set))
	for n := range set {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		if len(names[i]) != len(names[j]) {
			return len(names[i]) > len(names[j])
		}
		return names[i] < names[j]
	})
	return names
}

// countNames counts the names of bodies that stand beside a year before words of a budget.
func countNames(sections []section) (map[string]int, int) {
	mentions, total := map[string]int{}, 0
	for _, s := range sections {
		body := string(s.text.runes)
		for _, re := range []*regexp.Regexp{named, namedFirst} {
			for _, m := range re.FindAllStringSubmatch(body, -1) {
				if organEnd.MatchString(m[1]) {
					mentions[m[1]]++
					total++
				}
			}
		}
	}
	return mentions, total
}

// shortFor says whether a name is the publisher's with characters left out (省检察院 for 江苏省人民检察院): its
// characters stand in the publisher's name in the same order and both end alike.
func shortFor(name, publisher string) bool {
	if len(name) >= len(publisher) {
		return false
	}
	want := []rune(name)
	all := []rune(publisher)
	if len(want) < 3 || want[len(want)-1] != all[len(all)-1] {
		return false
	}
	k := 0
	for _, r := range all {
		if k < len(want) && want[k] == r {
			k++
		}
	}
	return k == len(want)
}
