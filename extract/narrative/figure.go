package narrative

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

// figure is a printed number with its unit.
type figure struct {
	// start and end are its place in the text, the unit included.
	start, end int
	amount     fact.Amount
	kind       figureKind
	// loose is set where the number is not a plain amount: a bound (以上, 不低于), a rate (元/月), a round-about
	// figure (约), a product (×), or one that cannot be read.
	loose bool
}

type figureKind int

const (
	money figureKind = iota
	percent
	count
)

// units are what follows a number, the longer before the shorter that begins it. 万 alone is a misprint or a
// count of persons; either way no amount.
var units = []struct {
	mark  string
	kind  figureKind
	loose bool
}{
	{"亿元", money, false}, {"百万元", money, false}, {"千万元", money, true}, {"万元", money, false}, {"千元", money, false},
	{"元", money, false}, {"个百分点", percent, true}, {"%", percent, false}, {"‰", percent, true},
	{"万", money, true}, {"亿", money, true},
	{"个", count, false}, {"项", count, false}, {"辆", count, false}, {"家", count, false},
}

// figures finds the numbers with units from i to j.
func (t *text) figures(i, j int) []figure {
	var found []figure
	for k := i; k < j; k++ {
		if !isDigit(t.runes[k]) || k > 0 && insideWord(t.runes[k-1]) {
			continue
		}
		end := t.numberEnd(k, j)
		if f, ok := t.figureAt(k, end, j); ok {
			found = append(found, f)
		}
		k = end - 1
	}
	return found
}

func insideWord(r rune) bool { return isWordRune(r) || r == '.' || r == ',' }

// numberEnd is where the digits, separators and decimal point that begin at k end.
func (t *text) numberEnd(k, limit int) int {
	end := k + 1
	for end < limit {
		r := t.runes[end]
		if !isDigit(r) && !((r == ',' || r == '.') && end+1 < limit && isDigit(t.runes[end+1])) {
			break
		}
		end++
	}
	return end
}

func (t *text) figureAt(start, end, limit int) (figure, bool) {
	rest := t.slice(end, min(limit, end+8))
	for _, u := range units {
		if !strings.HasPrefix(rest, u.mark) {
			continue
		}
		if u.loose && u.kind == money && !endsPhrase(rest[len(u.mark):]) {
			return figure{}, false
		}
		f := figure{start: start, end: end + len([]rune(u.mark)), kind: u.kind, loose: u.loose}
		if start > 0 && t.runes[start-1] == '-' && (start == 1 || !insideWord(t.runes[start-2])) {
			f.start--
		}
		f.amount = fact.ParseAmount(t.slice(f.start, f.end), "")
		f.amount.Printed = string(t.printed[f.start:f.end])
		readable := f.amount.State == fact.Number || f.amount.State == fact.Zero
		f.loose = f.loose || !readable || t.isLoose(f)
		return f, !limitOfPrice.MatchString(t.slice(f.end, f.end+thresholdRunes))
	}
	return figure{}, false
}

// thresholdRunes is how far behind a figure the words stand that make it the price from which equipment is counted.
const thresholdRunes = 24

// limitOfPrice matches what follows such a price: 50万元（原值）以上的通用设备. It is no amount of anything.
var limitOfPrice = regexp.MustCompile(`^(?:（[^（）]*）)?(?:及)?以上的?(?:通用|专用|大型)?(?:设备|的通用|的专用)|^(?:（[^（）]*）)?(?:及)?以上[^，。；]{0,8}设备`)

// endsPhrase says whether nothing or a sign of punctuation follows: 5万。 is meant as money, 5万人 is not.
func endsPhrase(rest string) bool {
	for _, r := range rest {
		return strings.ContainsRune("，。；、）（\n", r)
	}
	return true
}

var (
	looseBefore = []string{"约", "近", "超", "超过", "不低于", "不少于", "不超过", "高于", "低于", "达到", "突破", "≥", "≤", ">", "<", "×", "*", "=", "至", "~", "～", "-", "—", "每年", "每月", "每人", "单价", "均价", "人均", "不足"}
	looseAfter  = []string{"以上", "以下", "以内", "左右", "（含", "（原值", "及以上", "/", "×", "*", "=", "余", "多", "至", "~", "-", "—", "起", "每"}
)

// isLoose says whether words beside a number make it a bound, a rate or part of a product.
func (t *text) isLoose(f figure) bool {
	before, after := t.slice(max(0, f.start-3), f.start), t.slice(f.end, f.end+4)
	for _, w := range looseBefore {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	for _, w := range looseAfter {
		// （含 limits a price (100万元（含）以上); （含 … with words inside is a remark.
		if w == "（含" && !strings.HasPrefix(after, "（含）") {
			continue
		}
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}
