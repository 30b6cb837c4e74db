package narrative

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gouji/extract/fact"
)

// lead is what the words before a figure say. It is usable only where ok is set: then every character was understood.
type lead struct {
	ok bool
	// subjects are the distinct subjects named, in order; name is the first as printed.
	subjects []string
	name     string
	// path are the names of class, section and item (类, 款, 项) and code the printed classification code.
	path []string
	code string
	// lane is fact.Income, fact.Expenditure, both or empty; scope the funds named.
	lane, scope string
	// year is a year named for the figure itself; 0 for none. this and prior are 本年 and 上年.
	year        int
	this, prior bool
	self        bool
	// total is 合计 or 总计, grand 总计 alone, plan 预算.
	total, grand, plan bool
	// measure is budgeted, adjusted, settled or executed; fill for none.
	measure  wordKind
	procured bool
	// base is set where the words compare with another year; baseYear is that year, 0 for the year before.
	base     bool
	baseYear int
	// basePlan is set where it is the other year's budget that is compared with: 比上年预算.
	basePlan bool
	// direction is +1 for more, -1 for less, 0 for neither.
	direction int
	// share and completion mark 占…的 and 完成…的; whole is what the share is of, as printed.
	share, completion bool
	whole             string
}

// bare says whether the words name no subject of their own.
func (l lead) bare() bool {
	return len(l.subjects) == 0 && len(l.path) == 0 && l.code == "" && l.scope == "" && l.lane == ""
}

// alone says whether the words are the name of funds and nothing else: 财政拨款 beside a project's amount is its source.
func (l lead) alone() bool {
	return l.scope != "" && len(l.subjects) == 0 && len(l.path) == 0 && l.lane == "" && !l.plan && !l.total && !l.self && !l.this && l.year == 0 &&
		l.direction == 0 && l.measure == fill
}

var (
	yearAt    = regexp.MustCompile(`^((?:19|20)\d\d)年度?`)
	baseAt    = regexp.MustCompile(`^(?:与|比|较|同|和|跟)(?:上年度?|上一年度?|去年|((?:19|20)\d\d)年?度?)(?:同期|当年)?`)
	sameAt    = regexp.MustCompile(`^同比(?:上年度?|去年)?`)
	againstAt = regexp.MustCompile(`^(?:本年数|本年预算数)?(小于|低于|少于|大于|高于|多于)(?:上年度?|上一年度?|去年)(?:年初)?(?:预算)?(?:执行)?数?$`)
	noteAt    = regexp.MustCompile(`^（([^（）\d]*)）`)
	shareOf   = regexp.MustCompile(`^占(?:比(?:例|重)?(?:为)?$)?(.*?)(?:总?的?(?:比例|比重)?(?:约?为)?)$`)
	completed = regexp.MustCompile(`^(?:完成|为|占)了?(?:年初|全年|调整|调整后|当年)?预算数?的$|^完成了?(?:年初|全年|调整|调整后|当年)?预算数?$`)
	pathStep  = regexp.MustCompile(`([^（）]+)（([类款项])）`)
	pathEnd   = regexp.MustCompile(`^.*（[类款项]）`)
	codeFirst = regexp.MustCompile(`^(\d{3}|\d{5}|\d{7})[-—–]?([\p{Han}、]{2,30})$`)
	codeLast  = regexp.MustCompile(`^([\p{Han}、]{2,30}(?:（[\p{Han}]+）)?)（(\d{3}|\d{5}|\d{7})）`)
	codeSteps = regexp.MustCompile(`^(?:[\p{Han}、]{2,30}（\d{3}）)(?:[\p{Han}、]{2,30}（\d{2}）){1,2}`)
	codeStep  = regexp.MustCompile(`([\p{Han}、]+)（(\d{2,3})）`)
	plainName = regexp.MustCompile(`^[\p{Han}、]{2,30}$`)
	// verbInside marks words that no classification's name has.
	verbInside = regexp.MustCompile(`增加|减少|增长|下降|安排|主要|用于|其中|包括|决算|预算数|万元`)
)

// parseLead reads the words before a figure. names are the names of the department itself.
func parseLead(s string, names []string) lead {
	l := lead{}
	s, _ = cutMarker(s)
	if strings.HasPrefix(s, "占") && !completed.MatchString(s) {
		l.ok, l.share = true, true
		if m := shareOf.FindStringSubmatch(s); m != nil {
			l.whole = strings.TrimSuffix(m[1], "的")
		}
		return l
	}
	if completed.MatchString(s) {
		l.ok, l.completion = true, true
		return l
	}
	s = l.prefix(s, names)
	if s, ok := l.classified(s); ok {
		l.ok = l.words(s, names)
		l.ok = l.ok && len(l.subjects) == 0 && l.scope == ""
		return l
	}
	l.ok = l.words(s, names)
	return l
}

// prefix takes years and the department's name off the front.
func (l *lead) prefix(s string, names []string) string {
	for s != "" {
		n := l.yearOrSelf(s, names)
		if n == 0 {
			return s
		}
		s = s[n:]
	}
	return s
}

// yearOrSelf is the length of the year or the department's name at the front; 0 for neither.
func (l *lead) yearOrSelf(s string, names []string) int {
	if m := yearAt.FindStringSubmatch(s); m != nil {
		l.year, _ = strconv.Atoi(m[1])
		return len(m[0])
	}
	for _, n := range names {
		if strings.HasPrefix(s, n) {
			l.self = true
			return len(n) + len(unitsTogether.FindString(s[len(n):]))
		}
	}
	if w, n := longestWord(s); n > 0 && w.kind == selfWord {
		l.self = true
		return n + len(unitsTogether.FindString(s[n:]))
	}
	return 0
}

const (
	someUnits   = `(?:[两二三四五六七八九十]|\d{1,3})?[家个]?`
	kindsOfUnit = `(?:机关|行政单位|预算单位|参公事业单位|事业单位|单位)`
)

// unitsTogether is how a department's name is followed by its own units where all of them are meant together:
// 及所属两个事业单位, 下属1家机关和1家参公事业单位, 本级1家行政单位以及…3家事业单位的.
var unitsTogether = regexp.MustCompile(`^(?:（(?:部门|单位|汇总)）)?` +
	`(?:(?:本级)?(?:及|和)?(?:其)?(?:所属|下属)(?:各|全部)?` + someUnits + kindsOfUnit + `(?:(?:和|及|以及|、)` + someUnits + kindsOfUnit + `)*` +
	`|本级\d{1,3}家行政单位(?:以及|及|和)[^，。；：]{2,80}?\d{1,3}家(?:参公)?事业单位的)?`)

// classified reads a name marked as class, section or item, or standing with its code, at the front; what
// follows it is returned.
func (l *lead) classified(s string) (string, bool) {
	if end := pathEnd.FindString(s); end != "" {
		steps := pathStep.FindAllStringSubmatch(end, -1)
		length := 0
		for _, m := range steps {
			if !plainName.MatchString(m[1]) || verbInside.MatchString(m[1]) {
				return s, false
			}
			l.path = append(l.path, m[1])
			length += len(m[0])
		}
		if length != len(end) {
			l.path = nil
			return s, false
		}
		l.name = end
		return s[len(end):], true
	}
	if steps := codeSteps.FindString(s); steps != "" && !verbInside.MatchString(steps) {
		// 教育支出（205）进修及培训（08）培训支出（03）
		for _, m := range codeStep.FindAllStringSubmatch(steps, -1) {
			l.path = append(l.path, m[1])
			l.code += m[2]
		}
		l.name = l.path[len(l.path)-1]
		return s[len(steps):], true
	}
	if m := codeFirst.FindStringSubmatch(s); m != nil && !verbInside.MatchString(m[2]) {
		l.code, l.path, l.name = m[1], []string{m[2]}, m[2]
		return "", true
	}
	if m := codeLast.FindStringSubmatch(s); m != nil && !verbInside.MatchString(m[1]) {
		l.code, l.path, l.name = m[2], []string{m[1]}, m[1]
		return s[len(m[0]):], true
	}
	return s, false
}

// words reads a text word by word; false where a character belongs to none.
func (l *lead) words(s string, names []string) bool {
	compared := false
	for s != "" {
		if m := againstAt.FindStringSubmatch(s); m != nil {
			l.base, l.direction = true, 1
			if strings.ContainsAny(m[1], "小低少") {
				l.direction = -1
			}
			return true
		}
		if m := baseAt.FindStringSubmatch(s); m != nil {
			l.base = true
			l.baseYear, _ = strconv.Atoi(m[1])
			s, compared = s[len(m[0]):], false
			continue
		}
		if same := sameAt.FindString(s); same != "" {
			l.base = true
			s = s[len(same):]
			continue
		}
		if n := l.yearOrSelf(s, names); n > 0 {
			s = s[n:]
			continue
		}
		if m := noteAt.FindStringSubmatch(s); m != nil && harmless(m[1]) {
			s = s[len(m[0]):]
			continue
		}
		w, n := longestWord(s)
		if n == 0 {
			return false
		}
		if strings.HasPrefix(s, "相比") {
			compared = true
		}
		l.take(w, s[:n], l.base && !compared)
		s = s[n:]
	}
	return true
}

// harmless says whether a remark in brackets leaves the subject as it is.
func harmless(note string) bool {
	return !verbInside.MatchString(note) && !strings.HasPrefix(note, "不") && !strings.HasPrefix(note, "除") &&
		!strings.HasPrefix(note, "剔") && !strings.Contains(note, "本级") && !strings.Contains(note, "其中")
}

// take notes what one word says. Words of lanes and plans behind 比上年 belong to the other year.
func (l *lead) take(w word, printed string, other bool) {
	switch w.kind {
	case totalWord:
		l.total = true
		l.grand = l.grand || strings.HasPrefix(printed, "总") || w.id == both
		if w.id == both {
			l.setLane(both)
		}
		if strings.HasPrefix(printed, "总") && strings.HasSuffix(printed, "收入") {
			l.setLane(fact.Income)
		}
		if strings.HasPrefix(printed, "总") && strings.HasSuffix(printed, "支出") {
			l.setLane(fact.Expenditure)
		}
	case laneWord:
		if !other {
			l.setLane(w.id)
		}
	case scopeWord:
		if l.scope == "" || w.id != fact.FiscalAppropriation {
			l.scope = w.id
		}
	case subject:
		l.name = printed
		for _, s := range l.subjects {
			if s == w.id {
				return
			}
		}
		l.subjects = append(l.subjects, w.id)
	case thisYear:
		l.this = true
	case priorYear:
		l.prior = true
	case selfWord:
		l.self = true
	case budgeted, adjusted, settled, executed:
		l.measure = w.kind
	case planWord:
		l.plan, l.basePlan = l.plan || !other, l.basePlan || other
	case upWord:
		l.direction = 1
	case downWord:
		l.direction = -1
	case procured:
		l.procured = true
	}
}

// setLane notes a lane; two different ones mean both.
func (l *lead) setLane(lane string) {
	if l.lane != "" && l.lane != lane {
		lane = both
	}
	l.lane = lane
}

// longestWordRunes is the length of the longest word of the vocabulary.
const longestWordRunes = 24

// longestWord is the longest word of the vocabulary at the front of s, and its length in bytes.
func longestWord(s string) (word, int) {
	ends := make([]int, 0, longestWordRunes)
	for i := range s {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) == longestWordRunes {
			break
		}
	}
	if utf8.RuneCountInString(s) <= longestWordRunes {
		ends = append(ends, len(s))
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if w, ok := words[s[:ends[i]]]; ok {
			return w, ends[i]
		}
	}
	return word{}, 0
}
