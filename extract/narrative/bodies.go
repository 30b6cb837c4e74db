package narrative

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
)

// Descriptions of a department say how many sections, units and persons it has and name them. A list is read only
// where every name ends as names of bodies do; anything else leaves the count alone.

const (
	// sections and unitKinds are what is counted, before or behind the number.
	sectionKinds = `内设机构|内设处室|职能处室|业务处室|内设科室|职能科室|处室|科室|股室（中心）|股室|处（室）|派出[\p{Han}]{0,4}处|机构`
	unitKinds    = `二级预算单位|下属预算单位|所属预算单位|下属单位|所属单位|直属单位|所属事业单位|下属事业单位|事业单位|预算单位`
	bodyNumber   = `([一二两三四五六七八九十]{1,3}|\d{1,3})`
)

var (
	// numberFirst: 内设11个处室，分别为：甲、乙; 设8个内设机构和机关党委，内设机构分别是甲、乙
	numberFirst = regexp.MustCompile(`设(?:置|有)?` + bodyNumber + `[个家](?:正?[科处]级)?(` + sectionKinds + `|` + unitKinds + `)` + listBegins)
	// kindFirst: 内设处室15个，分别为：甲、乙; 下设二级预算单位4个，分别是：甲、乙
	kindFirst = regexp.MustCompile(`(` + sectionKinds + `|` + unitKinds + `)(?:共|共计|共有)?` + bodyNumber + `[个家]` + listBegins)
	// numberLast: 下设甲、乙，共10个处室
	numberLast = regexp.MustCompile(`(?:内设|下设|关设|局设|委设|门设)([^。；\n]{4,600}?)，?(?:共计|共|合计)` + bodyNumber + `个(?:正?[科处]级)?(` + sectionKinds + `)$`)
	// organName matches how names of sections and units end.
	organName = regexp.MustCompile(`(?:室|处|科|股|局|委|部|办|队|所|站|馆|校|院|组|厅|中心|支部|总支|党委|党组|工会|学院|系|工会委员会|委员会|联合会|基地|学校|机关|公司|社|园)(?:（[^（）]{1,40}）)*$`)
	joining   = regexp.MustCompile(`和|及|与`)
	// staffList: 人员编制125人，其中行政编制111人，事业编制14人
	staffWhole = regexp.MustCompile(`([\p{Han}]{0,10}(?:编制|人员|职工))(?:总数|数|共|共有|为)?(\d{1,5})[人名]，其中：?`)
	staffPart  = regexp.MustCompile(`^([\p{Han}]{1,12}?)(?:为)?(\d{1,5})[人名](?:，|、|和|$)`)
)

// listBegins is what stands between the number and the first name.
const listBegins = `(?:和([\p{Han}]{2,8}))?[，。]?(?:其中|` + sectionKinds + `)?(?:(?:分别|具体)?(?:为|是|包括)：?|：)`

// bodies are the counts of sections, units and staff that the text from start to end declares, with the names listed.
// first is the index that the first of them will have in its sentence.
func (r *reader) bodies(start, end, first int) []fact.Fact {
	var facts []fact.Fact
	from := start
	for i := start; i <= end; i++ {
		if i < end && !strings.ContainsRune("。\n；", r.section.text.runes[i]) {
			continue
		}
		for _, read := range []func(int, int, int) []fact.Fact{r.bodyList, r.staff} {
			facts = append(facts, read(from, i, first+len(facts))...)
		}
		from = i + 1
	}
	return facts
}

// bodyList reads one printed sentence that declares a number of bodies and names them.
func (r *reader) bodyList(start, end, first int) []fact.Fact {
	s := r.section.text.slice(start, end)
	at := func(b int) int { return start + len([]rune(s[:b])) }
	if m := numberLast.FindStringSubmatchIndex(s); m != nil {
		return r.declared(bodies{number: [2]int{at(m[4]), at(m[5])}, kind: s[m[6]:m[7]], list: [2]int{at(m[2]), at(m[3])}, first: first})
	}
	if m := numberFirst.FindStringSubmatchIndex(s); m != nil {
		b := bodies{number: [2]int{at(m[2]), at(m[3])}, kind: s[m[4]:m[5]], list: [2]int{at(m[1]), end}, first: first}
		if m[6] >= 0 {
			b.beside = s[m[6]:m[7]]
		}
		return r.declared(b)
	}
	if m := kindFirst.FindStringSubmatchIndex(s); m != nil {
		return r.declared(bodies{number: [2]int{at(m[4]), at(m[5])}, kind: s[m[2]:m[3]], list: [2]int{at(m[1]), end}, first: first})
	}
	return nil
}

// bodies is a declared number and the list of names, by their places in the text.
type bodies struct {
	number, list [2]int
	// kind is what is counted; beside is a body named with the number and not counted (8个内设机构和机关党委).
	kind, beside string
	first        int
}

// bodyNames cuts a list at its 、, or at its ， where it has no 、, outside brackets; false where one is no name of a body.
// ends is where the list ends: behind a list cut at 、 a ， ends it.
func (r *reader) bodyNames(list [2]int) (names [][2]int, ends int, ok bool) {
	depth, from, sep := 0, list[0], rune(0)
	for i := list[0]; i <= list[1]; i++ {
		c := '\n'
		if i < list[1] {
			c = r.section.text.runes[i]
		}
		switch {
		case c == '（':
			depth++
		case c == '）':
			depth--
		case depth > 0 && i < list[1]:
		case c == '、' && sep != '，', c == '，', c == '\n':
			if !organName.MatchString(r.section.text.slice(from, i)) {
				return nil, i, false
			}
			names = append(names, [2]int{from, i})
			if c == '，' && sep == '、' {
				return names, i, true
			}
			from, sep = i+1, c
		}
	}
	return names, list[1], depth == 0
}

// declared gives the declared number and the names as facts; nothing where the list is not read for sure.
func (r *reader) declared(b bodies) []fact.Fact {
	names, ends, ok := r.bodyNames(b.list)
	if !ok || len(names) < 2 {
		return nil
	}
	row := fact.SectionCount
	if strings.Contains(b.kind, "单位") {
		row = fact.UnitCount
	}
	digits := r.section.text.slice(b.number[0], b.number[1])
	n := fact.Amount{Value: decimal.NewFromInt(int64(ordinalOf(digits + "、"))), Unit: "个", Printed: digits + "个" + b.kind, State: fact.Number}
	facts := []fact.Fact{r.fixed(b.number, fact.Fact{Row: row, RowName: b.kind, Column: fact.Count, Amount: n,
		Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: none}})}
	for i, at := range names {
		name := r.section.text.slice(at[0], at[1])
		if b.beside != "" && strings.Contains(b.beside, name) {
			continue
		}
		// A joint name (养老服务和慈善事业促进处) may be two, and the list may go on behind a comma.
		open := joining.MatchString(name) || i == len(names)-1 && ends < b.list[1]
		facts = append(facts, r.fixed(at, fact.Fact{Row: row, RowName: b.kind, Column: fact.Listed, Text: name,
			Amount: fact.Amount{State: fact.NotNumber, Printed: name},
			Link:   &fact.Link{Year: r.doc.Year, Group: none, Whole: b.first, Open: open}}))
	}
	return facts
}

// fixed is a fact at a place of the text, outside the grammar of amounts.
func (r *reader) fixed(at [2]int, f fact.Fact) fact.Fact {
	f.Form = fact.Narrative
	if p, start, end := r.section.text.origin(at[0], at[1]); p >= 0 {
		f.Place = r.locate(p, start, end)
	}
	markUncertain(&f)
	return f
}

// staff reads a number of persons or posts and its parts.
func (r *reader) staff(start, end, first int) []fact.Fact {
	s := r.section.text.slice(start, end)
	var facts []fact.Fact
	for _, m := range staffWhole.FindAllStringSubmatchIndex(s, -1) {
		whole := first + len(facts)
		list := []fact.Fact{r.persons(start, s, [4]int{m[2], m[3], m[4], m[5]}, none)}
		for at := m[1]; ; {
			part := staffPart.FindStringSubmatchIndex(s[at:])
			if part == nil {
				break
			}
			list = append(list, r.persons(start, s, [4]int{at + part[2], at + part[3], at + part[4], at + part[5]}, whole))
			at += part[1]
		}
		if len(list) > 2 {
			facts = append(facts, list...)
		}
	}
	return facts
}

// persons is one number of persons or posts; at holds the bytes of its name and of its digits in the sentence s.
func (r *reader) persons(start int, s string, at [4]int, whole int) fact.Fact {
	runeAt := func(b int) int { return start + len([]rune(s[:b])) }
	row := fact.StaffCount
	if whole >= 0 {
		row = fact.StaffCountOfKind
	}
	name, digits, counter := s[at[0]:at[1]], s[at[2]:at[3]], string([]rune(s[at[3]:])[:1])
	n := fact.Amount{Value: decimal.NewFromInt(int64(atoi(digits))), Unit: fact.Unit(counter), Printed: digits + counter, State: fact.Number}
	return r.fixed([2]int{runeAt(at[2]), runeAt(at[3])}, fact.Fact{Row: row, RowName: name, Text: name, Column: fact.Count, Amount: n,
		Link: &fact.Link{Year: r.doc.Year, Group: none, Whole: whole}})
}
