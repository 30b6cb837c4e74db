package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// counters are units that count things.
var counters = map[string]bool{"个": true, "项": true, "人": true, "名": true, "台": true, "套": true, "辆": true, "件": true, "次": true,
	"场": true, "家": true, "户": true, "条": true, "张": true, "份": true, "册": true, "期": true, "篇": true, "座": true, "人次": true, "家次": true,
	"场次": true, "批": true, "批次": true, "天": true}

var (
	// notSpent are costs that may well be more: what is given to people, saved or earned.
	notSpent = regexp.MustCompile(`节约|节省|节支|降低|压减|压缩|减少|收入|增收|效益|补助|补贴|救助|抚恤|慰问|工资|待遇|薪|奖|投入|投资|标准`)
	// aRate is a name whose value is a share; not those that end in the same character and are none.
	aRate   = regexp.MustCompile(`率$`)
	notRate = regexp.MustCompile(`(?:频|效|速|功|利|汇|税|费|倍|分辨|码|比特|心|生产)率$`)
)

// unitsOf are the units that fit names ending in some words, by the character that has to be in the unit.
var unitsOf = []struct {
	name *regexp.Regexp
	fits string
}{
	{regexp.MustCompile(`次数$`), "次场期批回遍轮"},
	{regexp.MustCompile(`人数$`), "人名位"},
	{regexp.MustCompile(`天数$`), "天日"},
	{regexp.MustCompile(`户数$`), "户"},
	{regexp.MustCompile(`份数$`), "份册本张篇"},
}

// aNumber is a name whose value is a number of things, of whatever kind: no share.
var aNumber = regexp.MustCompile(`(?:数量|[个条件家台套项期辆座篇]数)$`)

// checkDirections is D07: a cost is bounded from above, and the unit of a value fits what it measures.
func checkDirections(p *reconcile.Pass) {
	blocks := blocksOf(p)
	n := 0
	for _, b := range blocks {
		for _, aim := range b.aims() {
			n++
			switch {
			case costUpward(aim):
				reportDirection(p, b, aim)
			case unitMisfit(aim):
				reportUnit(p, b, aim)
			default:
				p.Checked(1)
			}
		}
	}
	if n == 0 {
		p.Absent(say("没有带数值的绩效指标", "no indicator has a figure"))
	}
}

// costUpward says whether an indicator of cost in money asks for at least so much.
func costUpward(aim *fact.Fact) bool {
	a := aim.Aim
	if !a.Bound.Lower() || !ofCost(a) || strings.HasPrefix(a.Kind, "社会") || strings.HasPrefix(a.Kind, "生态") {
		return false
	}
	unit, _, _ := strings.Cut(string(aim.Amount.Unit), "/")
	return fact.Unit(unit).Money() && !notSpent.MatchString(a.Name)
}

// ofCost says whether an indicator is one of cost, on the first or the second level.
func ofCost(a *fact.Aim) bool {
	return strings.HasPrefix(a.Class, "成本") || strings.HasPrefix(a.Kind, "成本") || strings.HasPrefix(a.Kind, "经济成本")
}

// unitMisfit says whether a value counts things where the name promises a share, or other things than the name counts.
func unitMisfit(aim *fact.Fact) bool {
	name, unit := fold(aim.Aim.Name), string(aim.Amount.Unit)
	if unit == "" {
		return false
	}
	if aRate.MatchString(name) && !notRate.MatchString(name) {
		return counters[unit]
	}
	for _, u := range unitsOf {
		if u.name.MatchString(name) {
			return (counters[unit] || aim.Amount.Unit == fact.Percent) && !strings.ContainsAny(unit, u.fits)
		}
	}
	return aimsAtShare(aim) && aNumber.MatchString(name)
}

func aimsAtShare(aim *fact.Fact) bool { return aim.Amount.Unit == fact.Percent }

func reportDirection(p *reconcile.Pass, b block, aim *fact.Fact) {
	name := b.called()
	p.Report(reconcile.Finding{
		Level:   reconcile.Warning,
		Element: b.element(fold(aim.Aim.Name)),
		Message: say(fmt.Sprintf("第%d页%s的成本指标“%s”写作“%s”，成本通常以不超过某数为目标。", aim.Place.Page, name.ZH, aim.Aim.Name, aim.Text),
			fmt.Sprintf("Page %d, %s: the cost indicator “%s” aims at “%s”; costs are usually bounded from above.", aim.Place.Page, name.EN, aim.Aim.Name, aim.Text)),
		Question: say("请问符号是否应为“≤”？", "Should the sign be “≤”?"),
		Formula:  aim.Aim.Name + " " + aim.Text,
	}, aim)
}

func reportUnit(p *reconcile.Pass, b block, aim *fact.Fact) {
	name := b.called()
	p.Report(reconcile.Finding{
		Level: reconcile.Note, Kind: reconcile.FormKind,
		Element: b.element(fold(aim.Aim.Name)),
		Message: say(fmt.Sprintf("第%d页%s的指标“%s”的值写作“%s”，单位与指标名称不相称。", aim.Place.Page, name.ZH, aim.Aim.Name, aim.Text),
			fmt.Sprintf("Page %d, %s: the indicator “%s” has the value “%s”, whose unit does not fit its name.", aim.Place.Page, name.EN, aim.Aim.Name, aim.Text)),
		Question: say("请问指标值的单位是否有误？", "Is the unit of the value right?"),
		Formula:  aim.Aim.Name + " " + aim.Text,
	}, aim)
}
