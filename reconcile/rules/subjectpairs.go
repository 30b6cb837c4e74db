package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/form/codes"
	"gouji/reconcile"
)

// checkPairs is F03: the government economic subject beside a department economic one is one that it goes with.
func checkPairs(p *reconcile.Pass) {
	seen := map[string]bool{}
	eachSheet(p, byEconomic, func(s sheet) {
		for i := range s.Facts {
			f := &s.Facts[i]
			if f.Column == fact.GovEconomicName && f.Text != "" {
				s.checkPair(p, f, seen)
			}
		}
	})
	p.Absent(say("没有并列的部门与政府经济分类科目", "no table prints the two economic classifications side by side"))
}

func (s sheet) checkPair(p *reconcile.Pass, f *fact.Fact, seen map[string]bool) {
	const item = 5 // digits of a 款
	if !digits(f.Row) || len(f.Row) < item {
		return
	}
	pairs := codes.Pairs(f.Row[:item])
	printed := governmentName(f.Text)
	switch {
	case len(pairs) < 2: // one of the units is not known
		p.Doubt(say("“"+f.RowName+"”的对应科目不在清单内", "the subjects that “"+f.RowName+"” goes with are not listed"))
	case goesWith(pairs, printed):
		p.Checked(1)
	case len(codes.GovernmentEconomic().Named(printed)) == 0:
		p.Doubt(say("政府经济分类科目“"+f.Text+"”不在清单内", "the lists do not hold the government economic subject “"+f.Text+"”"))
	case !seen[f.Row+printed]:
		seen[f.Row+printed] = true
		s.reportPair(p, f, pairs)
	}
}

// governmentName is the name of a government economic subject without a code printed before it.
func governmentName(s string) string { return strings.TrimLeft(fold(s), "0123456789-() ") }

// goesWith says whether a printed name is one of a subject's counterparts.
func goesWith(pairs []codes.Pair, printed string) bool {
	for _, pair := range pairs {
		entry, _ := codes.GovernmentEconomic().Entry(pair.Government)
		if shortened(entry.Name, printed) {
			return true
		}
	}
	return false
}

func (s sheet) reportPair(p *reconcile.Pass, f *fact.Fact, pairs []codes.Pair) {
	level := reconcile.Warning
	var names []string
	for _, pair := range pairs {
		entry, _ := codes.GovernmentEconomic().Entry(pair.Government)
		if name := entry.Code + " " + entry.Name; len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
		if !pair.Confirmed {
			level = reconcile.Note
		}
	}
	expected := strings.Join(names, "或")
	name := nameOf(s.Form)
	p.Report(reconcile.Finding{Level: level,
		Element: reconcile.Element{Form: s.ID, Row: f.Row, Column: governmentName(f.Text)},
		Message: say(fmt.Sprintf("第%d页%s中“%s”对应政府经济分类“%s”，对照关系中为%s。", f.Place.Page, name.ZH, f.RowName, f.Text, expected),
			fmt.Sprintf("On page %d, %s puts “%s” beside the government economic subject “%s”; it goes with %s.", f.Place.Page, name.EN, f.RowName, f.Text, strings.Join(names, " or "))),
		Question: say("请问两种分类的对应是否有误？", "Are the two classifications matched as they should be?")}, f)
}
