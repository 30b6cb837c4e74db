package report

import (
	"fmt"
	"strings"

	"gouji/reconcile"
)

// hypothesesPrinted is how many hypotheses beside the suggestion are printed for people; JSON has all.
const hypothesesPrinted = 2

// others are a finding's likeliest hypotheses that are not its suggestion.
func others(f reconcile.Finding) []reconcile.Hypothesis {
	var list []reconcile.Hypothesis
	for _, h := range f.Hypotheses {
		if s := f.Suggestion; s != nil && s.From == h.From && s.To == h.To {
			continue
		}
		if len(list) < hypothesesPrinted {
			list = append(list, h)
		}
	}
	return list
}

var slipWords = map[reconcile.Slip]reconcile.Text{
	reconcile.DigitMissing:  {ZH: "漏一位", EN: "a digit missing"},
	reconcile.DigitExtra:    {ZH: "多一位", EN: "a digit too many"},
	reconcile.DigitsSwapped: {ZH: "相邻两位对调", EN: "two digits swapped"},
	reconcile.DigitMisread:  {ZH: "形近数字误认", EN: "one digit taken for another"},
	reconcile.Shifted:       {ZH: "小数点或单位错位", EN: "point or unit shifted"},
	reconcile.SignLost:      {ZH: "正负号", EN: "the sign"},
	reconcile.RowLeftOut:    {ZH: "合计漏加该行", EN: "the row left out of the total"},
	reconcile.RowTwice:      {ZH: "合计重复加该行", EN: "the row counted twice"},
}

// supposed is the line that states a hypothesis.
func supposed(h reconcile.Hypothesis, lang string) string {
	detail := []string{slipWords[h.Slip].In(lang)}
	if len(h.AlsoConfirms) > 0 {
		ids := strings.Join(h.AlsoConfirms, ", ")
		detail = append(detail, reconcile.Text{ZH: "同时满足" + ids, EN: "would satisfy " + ids}.In(lang))
	}
	if h.Breaks > 0 {
		detail = append(detail, reconcile.Text{ZH: fmt.Sprintf("但有%d个成立的等式将不成立", h.Breaks),
			EN: fmt.Sprintf("but %d that hold would not", h.Breaks)}.In(lang))
	}
	join := reconcile.Text{ZH: "；", EN: "; "}.In(lang)
	return fmt.Sprintf("%s “%s” %s → %s (%s)", fmt.Sprintf(word("page", lang), h.Page), clip(h.Label), h.From, h.To, strings.Join(detail, join))
}
