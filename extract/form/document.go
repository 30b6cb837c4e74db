package form

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/table"
)

// Text is what is known of a document before its forms are read.
type Text struct {
	// First are the lines of the first pages in reading order: the cover and what follows it.
	First  []string
	Tables []table.Table
}

var (
	publisherLine = regexp.MustCompile(`^(?:填报|编制|预算|主管|部门|单位|公开|汇总|填表)*(?:单位|部门)(?:\((?:单位|部门|盖章|公章)\))*(?:名称)?(?:\(.*?\))?[:：](.+)$`)
	moneyUnit     = regexp.MustCompile(`(?:金额|计量|货币)?单位[:：](?:人民币)?.{0,2}元.*$`)
	codedName     = regexp.MustCompile(`^\d{3,9}[-—_]?`)
	dateTail      = regexp.MustCompile(`(?:填报)?日期[:：]?.*$|20\d\d年\d{1,2}月.*$`)
	anyYear       = regexp.MustCompile(`((?:19|20)\d\d)年度?`)
	chineseYear   = regexp.MustCompile(`(二[〇○零Oo0][一二三四五六七八九〇○零Oo0]{2})年度?`)
)

// publisherIn is the department a line over a table names (部门名称：…), empty where it names none.
func publisherIn(line string) string {
	p := moneyUnit.ReplaceAllString(plain(line), "")
	p = dateTail.ReplaceAllString(p, "")
	m := publisherLine.FindStringSubmatch(p)
	if m == nil {
		return ""
	}
	name := strings.Trim(codedName.ReplaceAllString(m[1], ""), ":,.;")
	if len([]rune(name)) < 3 || strings.ContainsAny(name, "。,;:") || fact.ParseUnit(name) != "" || strings.HasSuffix(name, "元") {
		return ""
	}
	return name
}

// yearOf is the one year a title names, 0 where it names none or several.
func yearOf(title string) int {
	year := 0
	for _, y := range yearsIn(title) {
		if year != 0 && y != year {
			return 0
		}
		year = y
	}
	return year
}

func yearsIn(s string) []int {
	var years []int
	p := plain(s)
	for _, m := range anyYear.FindAllStringSubmatch(p, -1) {
		y, _ := strconv.Atoi(m[1])
		years = append(years, y)
	}
	for _, m := range chineseYear.FindAllStringSubmatch(p, -1) {
		if y := fromChinese(m[1]); y != 0 {
			years = append(years, y)
		}
	}
	return years
}

func fromChinese(s string) int {
	digits := map[rune]int{'〇': 0, '○': 0, '零': 0, 'O': 0, 'o': 0, '0': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	y := 0
	for _, r := range s {
		y = y*10 + digits[r]
	}
	return y
}

var (
	// documentName is how a published budget or final account is called.
	documentName = regexp.MustCompile(`(?:部门|单位|财政|综合|本级)\)?(?:综合)?(?:预算|决算)(?:信息|公开|报告|报表|说明|情况|草案|公告|文本|表格?|附表|编制|书|及|和|的|\(.{1,12}\))*$|(?:预算|决算)(?:信息)?公开(?:报告|报表|说明|情况|文本|表)*$`)
	budgetName   = regexp.MustCompile(`预算`)
	accountName  = regexp.MustCompile(`决算`)
	attachment   = regexp.MustCompile(`^附件?[一二三四五六七八九十\d]*:?$`)
	coverEnd     = regexp.MustCompile(`^目录$|^第[一二三四]部分`)
)

// Identify says what a document is: title, publisher, year and kind. What the document does not say plainly
// stays empty, for a wrong year or publisher is worse than none.
func Identify(t Text) fact.Document {
	var doc fact.Document
	cover := coverLines(t.First)
	doc.Title = titleOf(cover)
	grids := gridsOf(t.Tables)
	doc.Year = documentYear(doc.Title, cover, grids)
	doc.Kind = kindOf(doc.Title, grids)
	doc.Publisher = documentPublisher(doc.Title, cover, grids)
	return doc
}

// coverLines are the lines before the contents begin.
func coverLines(first []string) []string {
	const most = 15 // lines of a cover: title, department, year, signatures
	var cover []string
	for _, l := range first {
		p := plain(l)
		if len(cover) >= most || coverEnd.MatchString(p) && len(cover) > 0 {
			break
		}
		if p != "" && !attachment.MatchString(p) {
			cover = append(cover, strings.TrimSpace(l))
		}
	}
	return cover
}

// longestTitle is the longest title of a document looked for, in characters.
const longestTitle = 60

// titleOf is the document's title: the cover line that calls it a budget or final account, or two or three lines
// that do so together, with the department's name in the line before.
func titleOf(cover []string) string {
	const most = 3 // lines a title is broken over
	for i := range cover {
		for n := 1; n <= most && i+n <= len(cover); n++ {
			s := joinLines(cover[i : i+n])
			if !documentName.MatchString(plain(s)) || !canBeTitle(s) {
				continue
			}
			if i > 0 && n == 1 {
				if whole := joinLines(cover[i-1 : i+1]); canBeTitle(whole) && organisation.MatchString(plain(cover[i-1])) {
					return whole
				}
			}
			return s
		}
	}
	return ""
}

func canBeTitle(s string) bool {
	p := plain(s)
	return len([]rune(p)) <= longestTitle && !strings.ContainsAny(p, "。;") && !publisherLine.MatchString(p) && !strings.Contains(p, "..")
}

func joinLines(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(strings.Trim(strings.TrimSpace(l), "."))
	}
	return b.String()
}

// documentYear is the year of the title, if the tables do not speak against it; without a title the year on
// which nearly all tables agree.
func documentYear(title string, cover []string, grids []*grid) int {
	byTable := map[int]int{}
	voters := 0
	for _, g := range grids {
		if y := g.year(); y != 0 {
			byTable[y]++
			voters++
		}
	}
	best := mostOf(byTable)
	year := yearOf(title)
	for _, l := range cover {
		if year == 0 && documentName.MatchString(plain(l)) {
			year = yearOf(l)
		}
	}
	const majority = 4 // of five tables that name a year
	switch {
	case year != 0 && (voters == 0 || byTable[year] > 0 || voters < 2):
		return year
	case year == 0 && best != 0 && 5*byTable[best] >= majority*voters:
		return best
	}
	return 0
}

// year is the year a table's own title or year line names.
func (g *grid) year() int {
	for _, s := range g.titles() {
		if y := yearOf(s); y != 0 {
			return y
		}
	}
	return 0
}

func mostOf(n map[int]int) int {
	best := 0
	for _, k := range sortedKeys(n) {
		if best == 0 || n[k] > n[best] {
			best = k
		}
	}
	return best
}

func sortedKeys(n map[int]int) []int {
	var keys []int
	for k := range n {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	return keys
}

// kindOf says what the title calls the document; without a title what most of its forms are called. A document
// without a title and with fewer than three forms is none of the two.
func kindOf(title string, grids []*grid) fact.Kind {
	p := plain(title)
	switch {
	case accountName.MatchString(p):
		return fact.FinalAccount
	case budgetName.MatchString(p):
		return fact.Budget
	}
	const fewest = 3
	forms, accounts := 0, 0
	for _, g := range grids {
		m, ok, _ := recognise(g)
		if !ok {
			continue
		}
		switch m.Form {
		case fact.Catalogue, fact.ProjectPerformance, fact.ProjectPerformanceList, fact.OverallPerformance:
			continue
		}
		forms++
		if accountName.MatchString(plain(m.Title)) {
			accounts++
		}
	}
	switch {
	case forms < fewest:
		return fact.Other
	case 2*accounts > forms:
		return fact.FinalAccount
	}
	return fact.Budget
}

// documentPublisher is the department that the lines over the tables name; without such lines the one the cover
// names beside a label; else what the title leaves when year and kind are taken off.
func documentPublisher(title string, cover []string, grids []*grid) string {
	votes := map[string]int{}
	var names []string
	all := 0
	for _, g := range grids {
		lines := append([]table.Line{g.t.UnitLine}, g.t.Above...)
		for _, l := range append(lines, g.inside...) {
			if n := publisherIn(l.Text); n != "" {
				if votes[n] == 0 {
					names = append(names, n)
				}
				votes[n]++
				all++
				break
			}
		}
	}
	titled := publisherOfTitle(title)
	for _, n := range names {
		if 3*votes[n] >= 2*all || titled != "" && nameKey(n) == nameKey(titled) {
			return n
		}
	}
	for _, l := range cover {
		if n := publisherIn(l); n != "" && len(names) == 0 {
			return n
		}
	}
	return titled
}

var (
	titleTail = regexp.MustCompile(`(?:(?:19|20)\d\d|二[〇○零]..)年度?.*$|(?:部门|单位)(?:综合)?(?:预算|决算).*$`)
	titleHead = regexp.MustCompile(`^.*?(?:(?:19|20)\d\d|二[〇○零]..)年度?`)
	region    = regexp.MustCompile(`^(?:.{2,8}(?:省|市|县|区|州|盟|旗))?(?:省|市|县|区)?级?$`)
)

// publisherOfTitle is the department a title names before or after the year (泽州县财政局2026年部门预算,
// 2026年深圳市信访局部门预算). A name that is only a place (上海市2026年市级单位预算) is none.
func publisherOfTitle(title string) string {
	p := plain(title)
	for _, s := range []string{titleTail.ReplaceAllString(p, ""), titleTail.ReplaceAllString(titleHead.ReplaceAllString(p, ""), "")} {
		s = strings.Trim(codedName.ReplaceAllString(s, ""), "-—.,:《》\"")
		if len([]rune(s)) >= 4 && !region.MatchString(s) && !strings.ContainsAny(s, "。;:,《") {
			return s
		}
	}
	return ""
}
