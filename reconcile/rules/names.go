package rules

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"gouji/extract/fact"
)

// fold gives a name one form: full-width characters narrow, no blanks, one kind of quotation mark and bracket.
func fold(s string) string {
	var b strings.Builder
	for _, r := range width.Fold.String(s) {
		switch r {
		case ' ', '\u3000', '\u00a0', '\n', '\t', '\r':
			continue
		case '“', '”', '„', '‟', '〝', '〞', '＂', '「', '」', '『', '』':
			r = '"'
		case '‘', '’':
			r = '\''
		case '【', '〔', '［', '﹝', '[':
			r = '('
		case '】', '〕', '］', '﹞', ']':
			r = ')'
		case '–', '—', '―', '－', '−', '‐':
			r = '-'
		case '、', '，':
			r = ','
		case '；':
			r = ';'
		case '：':
			r = ':'
		}
		b.WriteRune(r)
	}
	return b.String()
}

var (
	// beforeName is what may stand before a name in one of two places: a code with a dash, the year, an item's number.
	beforeName = regexp.MustCompile(`^(?:[0-9a-z]{6,}-)?(?:20\d\d(?:年度?)?)?(?:\(?[一二三四五六七八九十\d]{1,2}[).,、])?`)
	// digitsOf writes small numerals as digits.
	digitsOf = strings.NewReplacer("一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// oneName says whether two names are one but for a code, a year or a number before them, brackets, quotation marks,
// punctuation, 的, and numerals in words.
func oneName(a, b string) bool { return bareName(a) == bareName(b) && bareName(a) != "" }

func bareName(s string) string {
	s = beforeName.ReplaceAllString(strings.ToLower(fold(s)), "")
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("()\"'《》<>〈〉{},.;:·-_/的", r) {
			return -1
		}
		return r
	}, s)
	return digitsOf.Replace(s)
}

// subjects are the subjects of running text as they are spoken of where the text leaves them out.
var subjects = map[string]string{
	fact.YearTotal: "本年合计", fact.GrandTotal: "总计", fact.TotalRow: "合计", fact.FiscalAppropriation: "财政拨款",
	fact.GeneralBudget: "一般公共预算", fact.GovernmentFund: "政府性基金预算", fact.StateCapitalBudget: "国有资本经营预算",
	fact.Basic: "基本支出", fact.Project: "项目支出", fact.Personnel: "人员经费", fact.Public: "公用经费",
	fact.ThreePublic: "“三公”经费", fact.OperatingCost: "机关运行经费", fact.ProcurementTotal: "政府采购总额",
}

// spoken is how the subject of a figure is spoken of.
func spoken(f *fact.Fact) string {
	if f.RowName != "" {
		return f.RowName
	}
	if name := subjects[f.Row]; name != "" {
		return name
	}
	return strings.TrimPrefix(f.Row, fact.NamePrefix)
}

// alike is how much two names share, 0 to 1000: twice the longest common subsequence by the sum of lengths.
func alike(a, b string) int {
	x, y := []rune(fold(a)), []rune(fold(b))
	if len(x)+len(y) == 0 {
		return full
	}
	row := make([]int, len(y)+1)
	for _, c := range x {
		diagonal := 0
		for j, d := range y {
			above := row[j+1]
			if c == d {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return 2 * full * row[len(y)] / (len(x) + len(y))
}

// Bounds on alike.
const (
	full = 1000
	// akin is the least likeness of two names of one project whose amounts agree; by hand over the project names of
	// published forms, unrelated names of one department stay below 500.
	akin = 600
)
