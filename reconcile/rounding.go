package reconcile

import (
	"fmt"
	"slices"
	"strings"

	"gouji/extract/fact"

	"github.com/shopspring/decimal"
)

// roundings writes one note for each cluster of sums that differ within rounding: the same gap at the same printed
// total is one matter, in however many tables and columns it stands.
func roundings(set *fact.Set, rounded []evaluated) []Finding {
	var order []string
	clusters := map[string][]evaluated{}
	for _, e := range rounded {
		key := clusterKey(&e)
		if clusters[key] == nil {
			order = append(order, key)
		}
		clusters[key] = append(clusters[key], e)
	}
	var notes []Finding
	for _, key := range order {
		notes = append(notes, roundingNote(set, clusters[key]))
	}
	return notes
}

func clusterKey(e *evaluated) string {
	var total decimal.Decimal
	for _, r := range e.right {
		total = total.Add(r.signedValue())
	}
	return total.String() + "|" + e.difference.Abs().String()
}

func roundingNote(set *fact.Set, cluster []evaluated) Finding {
	at := max(0, slices.IndexFunc(cluster, func(e evaluated) bool { return e.verdict == rounded && unusual(&e) }))
	cluster[0], cluster[at] = cluster[at], cluster[0]
	lead := &cluster[0]
	unit := unitOf(lead)
	f := Finding{Rule: lead.rule.ID, Level: Note, Kind: Rounding, Document: set.Document.SHA256,
		Element: lead.Element, Formula: formula(lead), Unit: string(unit), Evidence: evidence(lead),
		Title: Text{ZH: "四舍五入尾差", EN: "Rounding difference"}}
	f.Element.Form += "/rounding"
	f.Expected, f.Found, f.Difference = amounts(lead, unit)
	for i := range cluster[1:] {
		f.relate(&cluster[i+1])
	}
	allowed := lead.gap.High.Sub(lead.gap.Low).Div(decimal.NewFromInt(2)).Shift(-unit.Exponent()).String()
	f.Message = Text{
		ZH: fmt.Sprintf("%s：%s，相差%s%s，在各数四舍五入可解释的范围内（±%s），共%d处。",
			lead.Name.ZH, f.Formula, f.Difference, unit, allowed, len(cluster)),
		EN: fmt.Sprintf("%s: %s, off by %s%s, which rounding of the printed figures explains (±%s); %s.",
			lead.Name.EN, f.Formula, f.Difference, unit, allowed, counted(len(cluster), "place", "places")),
	}
	if lead.verdict == cut {
		f.Message = Text{
			ZH: fmt.Sprintf("%s：%s，相差%s%s，是舍去末位而非四舍五入所致，共%d处。", lead.Name.ZH, f.Formula, f.Difference, f.Unit, len(cluster)),
			EN: fmt.Sprintf("%s: %s, off by %s%s, because decimals were left out instead of rounded; %s.",
				lead.Name.EN, f.Formula, f.Difference, f.Unit, counted(len(cluster), "place", "places")),
		}
		return f
	}
	if unusual(lead) {
		residue(&f, lead)
	}
	return f
}

// residue makes a note of rounding one of its own: a difference that rounding can explain at its worst, and hardly
// ever does. It may be a slip in a last digit.
func residue(f *Finding, lead *evaluated) {
	f.Element.Form = strings.TrimSuffix(f.Element.Form, "/rounding") + "/residue"
	f.Title = Text{ZH: "尾差偏大", EN: "Difference larger than rounding usually leaves"}
	n := itoa(uneven(lead))
	f.Message.ZH += "但大于" + n + "个数各自独立舍入时通常的误差（超过3.3个标准差），不排除末位数字有误。"
	f.Message.EN += " But it is more than " + n + " figures rounded one by one usually leave (past 3.3 standard deviations); a last digit may be mistyped."
	f.Question = Text{ZH: "末位数字是否有误？", EN: "Is a last digit mistyped?"}
}

// uneven counts the figures of an equation that are rounded: a printed zero stands for nothing, not for a little.
func uneven(e *evaluated) int {
	n := 0
	for _, r := range e.readings() {
		if !width(r).IsZero() && !r.value.IsZero() {
			n++
		}
	}
	return n
}

// unusualSquare is (3.3)²/12: rounding errors of n+1 figures in units u are spread with σ² = u²(n+1)/12, and a
// difference past 3.3σ is rarer than one in a thousand.
var unusualSquare = decimal.RequireFromString("0.9075")

// unusual says whether a difference inside the interval is larger than rounding usually leaves. It means something
// for figures of one precision only.
func unusual(e *evaluated) bool {
	unit := decimal.Zero
	for _, r := range e.readings() {
		w := width(r)
		if w.IsZero() || r.value.IsZero() {
			continue
		}
		if !unit.IsZero() && !w.Equal(unit) {
			return false
		}
		unit = w
	}
	limit := unit.Mul(unit).Mul(unusualSquare).Mul(decimal.NewFromInt(int64(uneven(e))))
	return e.difference.Mul(e.difference).GreaterThan(limit)
}
