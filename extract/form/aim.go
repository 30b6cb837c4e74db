package form

import (
	"regexp"
	"strings"

	"gouji/extract/fact"
)

var (
	// aimedValue is a sign, one figure, and what it counts.
	aimedValue = regexp.MustCompile(`^(>=|<=|[≥≧≤≦=><]|不(?:低于|少于|超过|高于|大于|小于))?(\d[\d,]*(?:\.\d+)?)([^\d,，。;；:：]{0,12})$`)
	// aYear is a figure that is a year, not a quantity.
	aYear = regexp.MustCompile(`^(?:19|20)\d\d$`)
	// within and beyond stand behind a figure and bound it.
	within = regexp.MustCompile(`^(.*?)(?:及?以内|及?以下|之内|内)$`)
	beyond = regexp.MustCompile(`^(.*?)(?:及?以上)$`)
)

// boundSigns are the signs as they are printed, plain.
var boundSigns = map[string]fact.Bound{
	"": fact.Unsigned, "=": fact.Exactly, "≥": fact.AtLeast, "≧": fact.AtLeast, ">=": fact.AtLeast, "≤": fact.AtMost, "≦": fact.AtMost, "<=": fact.AtMost,
	">": fact.Over, "<": fact.Under, "不低于": fact.AtLeast, "不少于": fact.AtLeast, "不小于": fact.AtLeast, "不超过": fact.AtMost, "不高于": fact.AtMost,
	"不大于": fact.AtMost, "大于等于": fact.AtLeast, "小于等于": fact.AtMost, "大于": fact.Over, "小于": fact.Under, "等于": fact.Exactly,
}

// aimed reads an indicator's value: its bound, and the one figure with its unit. What is no single figure (a date, a
// list, words) is NotNumber.
func aimed(sign, value, unit string) (fact.Bound, fact.Amount) {
	printed := strings.TrimSpace(value)
	text := fact.Amount{Printed: printed, State: fact.NotNumber}
	s := plain(value)
	if s == "" {
		text.State = fact.Blank
		return fact.Unsigned, text
	}
	m := aimedValue.FindStringSubmatch(s)
	if m == nil || unit == "" && aYear.MatchString(m[2]) && strings.HasPrefix(m[3], "年") {
		return fact.Unsigned, text
	}
	bound, counted := boundSigns[m[1]], m[3]
	if w := within.FindStringSubmatch(counted); w != nil && m[1] == "" {
		bound, counted = fact.AtMost, w[1]
	} else if w := beyond.FindStringSubmatch(counted); w != nil && m[1] == "" {
		bound, counted = fact.AtLeast, w[1]
	}
	if b, known := boundSigns[plain(sign)]; known && bound == fact.Unsigned {
		bound = b
	}
	if counted == "" {
		counted = plain(unit)
	}
	a := fact.ParseAmount(m[2], fact.Unit(normalUnit(counted)))
	a.Printed = printed
	return bound, a
}

// normalUnit gives a unit of measure one form.
func normalUnit(s string) string {
	s = strings.ReplaceAll(s, "·", "/")
	switch s {
	case "百分比", "百分数", "%":
		return string(fact.Percent)
	case "人民币元", "圆":
		return string(fact.Yuan)
	}
	return s
}
