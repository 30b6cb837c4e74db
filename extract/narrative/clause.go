package narrative

import (
	"regexp"
	"strings"
)

// clause is the text between two signs of punctuation.
type clause struct {
	// start and end are its place in the text; sep is the sign that ends it: ，；。：、（） or '\n'; 0 at the text's end.
	start, end int
	sep        rune
	figures    []figure
}

// clauses cuts a text at its punctuation. 、 and 和 part clauses only behind a figure; brackets are clauses of their
// own where they hold a figure of money or a rate.
func (t *text) clauses() []clause {
	all := t.figures(0, t.len())
	ends := map[int]bool{}
	for _, f := range all {
		ends[f.end] = true
	}
	structural := t.brackets(all)
	var list []clause
	start, next := 0, 0
	for i := 0; i <= t.len(); i++ {
		sep, cut := rune(0), i == t.len()
		if !cut {
			sep = t.runes[i]
			cut = strings.ContainsRune("，；。：\n", sep) || sep == '、' && ends[i] || structural[i]
		}
		if !cut {
			continue
		}
		c := clause{start: start, end: i, sep: sep}
		for next < len(all) && all[next].end <= i {
			c.figures = append(c.figures, all[next])
			next++
		}
		list = append(list, c)
		start = i + 1
	}
	return list
}

// brackets gives the places of the brackets that hold a figure of money or a rate.
func (t *text) brackets(figures []figure) map[int]bool {
	found := map[int]bool{}
	var open []int
	holds := func(i, j int) bool {
		for _, f := range figures {
			if f.kind != count && f.start > i && f.end <= j {
				return true
			}
		}
		return false
	}
	for i, r := range t.runes {
		switch r {
		case '（':
			open = append(open, i)
		case '）':
			if len(open) == 0 {
				continue
			}
			if at := open[len(open)-1]; holds(at, i) {
				found[at], found[i] = true, true
			}
			open = open[:len(open)-1]
		case '\n':
			open = nil
		}
	}
	return found
}

var (
	// openers begin a list of parts.
	opener = regexp.MustCompile(`^(?:(收入|支出|收支)?(?:主要)?(?:其中|包括|分别是|分别为|具体为|具体是|具体包括` +
		`|具体如下|如下|具体情况如下|具体安排情况如下|具体安排如下|具体情况为|分别如下|主要用于以下方面|用于以下方面|分为以下[一二两三四五六七八九十]?个?(?:方面|部分|类|项)|构成如下|主要内容如下))`)
	causeAt   = regexp.MustCompile(`原因|主要是|主要系|主要由于|由于|因为|主要因|是因|系因|一方面|导致`)
	purposeAt = regexp.MustCompile(`用于|为了|旨在|主要为|主要保障`)
	goesOn    = regexp.MustCompile(`^[一二三四五六七八九]是|^另一方面|^第[一二三四五]`)
	followUp  = regexp.MustCompile(`^(?:其中|包括|与|和20|和上|比|较|同比|主要|具体|完成|年初预算|支出决算|决算数|决算为|预算数|原因` +
		`|增加|减少|增长|下降|分别|用于|占|收入包括|支出包括|收入主要|支出主要|(?:收入|支出|收支)(?:预算)?(?:比|较|与))`)
	flat = regexp.MustCompile(`^(.*?)(?:本年数等于上年(?:预算)?数|(?:与|和|同|较|比)(?:上年度?|上一年度?|去年|((?:19|20)\d\d)年?度?)` +
		`((?:年初)?(?:部门)?(?:当年)?(?:预算执行|预算|执行|决算)?数?)(?:相比)?` +
		`(?:持平|相同|一致|相等|无变化|无增减|无增减变化|没有变化|未发生变化|保持一致|没有增减))$`)
	almostFlat = regexp.MustCompile(`基本持平|大致持平|基本一致|基本相同`)
)

// cutOpener takes the words that begin a list off the front of a text.
func cutOpener(s string) (string, bool) {
	m := opener.FindString(s)
	if m == "" {
		return s, false
	}
	return strings.TrimLeft(s[len(m):], "："), true
}
