package fact

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

var (
	// plainNumber has no separators, groupedNumber has them in their places.
	plainNumber   = regexp.MustCompile(`^\d*\.?\d+$|^\d+\.$`)
	groupedNumber = regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.\d+)?$`)
	// figureLike is built of nothing but what figures are built of.
	figureLike = regexp.MustCompile(`^[\d.,]*\d[\d.,]*$`)
	dateLike   = regexp.MustCompile(`^(19|20)\d\d[.,]\d{1,2}([.,]\d{1,2})?$`)
	// stampLike is a moment printed as digits: year, month, day, and at least the hour.
	stampLike = regexp.MustCompile(`^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{2,6}$`)
	// twoFigures has a blank between digits: two figures in one cell, unless the blank sets off thousands.
	twoFigures = regexp.MustCompile(`^[^\p{Han}]*\d[\s\x{3000}\x{a0}]+\d[^\p{Han}]*$`)
	// strayMark has a point or comma set off behind or before the digits: it belongs somewhere among them.
	strayMark    = regexp.MustCompile(`\d[\s\x{3000}\x{a0}]+[.,，．]$|^[.,，．][\s\x{3000}\x{a0}]+\d`)
	spaceGrouped = regexp.MustCompile(`^[-−(（]?\d{1,3}([\s\x{a0}]\d{3})+\.\d+[)）]?$`)
	dashes       = regexp.MustCompile(`^[-―—–─━]+$`)
)

// blanks are what twoFigures takes for one.
const blanks = " \t\n\f\r\u00a0\u3000"

// maxIntegerDigits is the longest integer part read as an amount: 9,999 亿元 printed in 元 has 12 digits. What is
// longer is a code, an account or a moment in time.
const maxIntegerDigits = 12

// ParseAmount reads what is printed in a cell or a phrase as one figure. unit is the unit of the table or
// sentence; a unit printed beside the figure (17.1万元, 5%) takes its place. A minus is any of - − － △ ▲ 负 or
// brackets around the figure. Words, dates and codes are NotNumber; figures that cannot be figures (12,34.5)
// are Unreadable.
func ParseAmount(printed string, unit Unit) Amount {
	a := Amount{Unit: unit, Printed: strings.TrimSpace(printed)}
	if strings.ContainsAny(a.Printed, blanks) && (strayMark.MatchString(a.Printed) ||
		twoFigures.MatchString(a.Printed) && !spaceGrouped.MatchString(a.Printed)) {
		a.State = Unreadable
		return a
	}
	s := foldFigure(a.Printed)
	switch {
	case s == "":
		a.State = Blank
		return a
	case dashes.MatchString(s):
		a.State = Dash
		return a
	}
	s, negative := cutSign(s)
	s, a.Unit = cutUnit(s, unit)
	// The sign can stand inside the brackets of a unit or before a currency mark: ¥-5.
	if rest, minus := cutSign(s); minus && !negative {
		s, negative = rest, true
	}
	a.State = figureState(s)
	if a.State != Number {
		return a
	}
	return a.withDigits(s, negative)
}

// withDigits sets value, places and state from a valid number without a sign.
func (a Amount) withDigits(s string, negative bool) Amount {
	digits := strings.TrimSuffix(strings.ReplaceAll(s, ",", ""), ".")
	v, err := decimal.NewFromString(digits)
	if err != nil {
		a.State = Unreadable
		return a
	}
	if i := strings.IndexByte(digits, '.'); i >= 0 {
		a.Places = int32(len(digits) - i - 1)
	}
	if v.IsZero() {
		a.State = Zero
		return a
	}
	if negative {
		v = v.Neg()
	}
	a.Value = v
	return a
}

// figureState says whether a text without sign and unit is a number, is none, or is a broken one.
func figureState(s string) State {
	if strings.Trim(s, "0123456789.,") != "" || !figureLike.MatchString(s) || stampLike.MatchString(s) {
		return NotNumber
	}
	whole, fraction, _ := strings.Cut(s, ".")
	switch {
	case len(strings.ReplaceAll(whole, ",", "")) > maxIntegerDigits:
		return NotNumber
	case strings.Count(s, ".") > 1 || strings.Contains(fraction, ","):
		if dateLike.MatchString(s) {
			return NotNumber
		}
		return Unreadable
	case len(whole) > 1 && whole[0] == '0':
		// 01 and 0123 are codes; 012.5 and 0,123 are nothing.
		if strings.ContainsAny(s, ".,") {
			return Unreadable
		}
		return NotNumber
	case groupedNumber.MatchString(s), plainNumber.MatchString(s) && s != ".":
		return Number
	}
	return Unreadable
}

// ParseLines reads a cell printed in several lines. A figure that was wrapped (1682.7 / 6) is put together
// only where what comes out ends in its decimals and nothing else can be meant; two figures in one cell are
// Unreadable.
func ParseLines(lines []string, unit Unit) Amount {
	var parts []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			parts = append(parts, l)
		}
	}
	if len(parts) <= 1 {
		return ParseAmount(strings.Join(parts, ""), unit)
	}
	joined := ParseAmount(strings.Join(parts, ""), unit)
	joined.Printed = strings.Join(parts, "")
	if joined.State == NotNumber || joined.State == Dash {
		return joined
	}
	// The break stands after the decimal point or a separator, else "12" over "34.00" could be two figures.
	first := foldFigure(parts[0])
	last := first == "" || strings.ContainsAny(first, ".,") || strings.Trim(first, "-−△▲") == ""
	if len(parts) == 2 && last && joined.Places >= 2 && (joined.State == Number || joined.State == Zero) {
		return joined
	}
	return Amount{Unit: unit, Printed: joined.Printed, State: Unreadable}
}

// foldFigure makes full-width characters narrow, gives every minus and separator one form and drops spaces.
func foldFigure(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '−' || r == '‐' || r == '‑' || r == '﹣' || r == '⁻':
			r = '-'
		case r == '﹐' || r == '、' && b.Len() > 0 && isDigit(b.String()[b.Len()-1]):
			r = ','
		case r == ' ' || r == '　' || r == '\u00a0' || r == '\u2009' || r == '\u202f' || r == '\t' || r == '\n' || r == '\r' || r == '\ufeff' || r == '\u200b':
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// cutSign takes one sign off. Brackets mean minus only around a figure that is longer than an ordinal: (1) is
// an item's number, (12.50) a negative.
func cutSign(s string) (string, bool) {
	for _, m := range []string{"-", "△", "▲", "▼", "Δ", "负"} {
		if rest, ok := strings.CutPrefix(s, m); ok {
			return rest, true
		}
	}
	if rest, ok := strings.CutPrefix(s, "+"); ok {
		return rest, false
	}
	inner, ok := strings.CutPrefix(s, "(")
	if !ok {
		return s, false
	}
	inner, ok = strings.CutSuffix(inner, ")")
	const longestOrdinal = 2 // (99): numbered lists do not go beyond
	if !ok || len(inner) <= longestOrdinal || !figureLike.MatchString(inner) {
		return s, false
	}
	return inner, true
}

// unitMarks are the units as printed after a figure; a longer one stands before one it ends with.
var unitMarks = []struct {
	mark string
	unit Unit
}{
	{"百万元", MillionYuan}, {"千万元", ""}, {"万元", WanYuan}, {"亿元", YiYuan}, {"千元", KiloYuan}, {"百元", HundredYuan},
	{"元", Yuan}, {"亿", YiYuan}, {"万", WanYuan}, {"个百分点", Percent}, {"%", Percent},
	{"人次", "人次"}, {"批次", "批次"}, {"平方米", "平方米"}, {"人", "人"}, {"个", "个"}, {"辆", "辆"}, {"台", "台"}, {"套", "套"},
	{"次", "次"}, {"家", "家"}, {"条", "条"}, {"项", "项"}, {"户", "户"}, {"件", "件"}, {"份", "份"}, {"场", "场"}, {"名", "名"}, {"批", "批"},
}

// cutUnit takes a printed unit off the end, and a currency mark off the front.
func cutUnit(s string, unit Unit) (string, Unit) {
	for _, m := range []string{"人民币", "¥", "￥"} {
		s = strings.TrimPrefix(s, m)
	}
	for _, m := range unitMarks {
		if rest, ok := strings.CutSuffix(s, m.mark); ok && rest != "" && m.unit != "" {
			return rest, m.unit
		}
	}
	return s, unit
}

var (
	unitAfterWord = regexp.MustCompile(`(?:单位|货币|币种)\)?[:：为]?(?:人民币)?[(（]?(百万元|万元|亿元|千元|百元|元)(?:[^\p{Han}\d]|$)`)
	unitInBracket = regexp.MustCompile(`[(（](?:单位[:：]?)?(?:人民币)?(百万元|万元|亿元|千元|百元|元|%|％)[)）]`)
	unitAlone     = regexp.MustCompile(`^(?:人民币)?(百万元|万元|亿元|千元|百元|元)$`)
)

// ParseUnit finds the unit of money a line or heading states (单位：万元, 金额单位：人民币元, 项目资金(元), 万元); empty
// where it states none.
func ParseUnit(text string) Unit {
	s := strings.ReplaceAll(foldFigure(text), "，", ",")
	for _, re := range []*regexp.Regexp{unitAfterWord, unitInBracket, unitAlone} {
		if m := re.FindStringSubmatch(s); m != nil {
			return Unit(strings.ReplaceAll(m[1], "％", "%"))
		}
	}
	return ""
}
