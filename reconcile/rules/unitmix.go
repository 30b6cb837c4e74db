package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// sides are the items of the classification by function that only an administrative unit has, and those that only an
// institution has: who is run, who is insured.
var sides = [2]struct{ insured, run string }{
	{insured: "2101101", run: "行政运行"},
	{insured: "2101102", run: "事业运行"},
}

// checkUnitMix is F04: who is insured is also run. Medical insurance of institutions asks for an institution among the
// items of running; that of offices for an office.
func checkUnitMix(p *reconcile.Pass) {
	by, columns, has := basicByFunction(p)
	if !has || !by.coded() {
		p.Absent(say("没有按功能分类的基本支出", "basic expenditure is not printed by function"))
		return
	}
	if len(by.doubts) > 0 {
		p.Doubt(by.doubts[0])
		return
	}
	for own, side := range sides {
		for i, r := range by.Rows {
			if r.ID != side.insured || !figure(by.in(i, columns...)) {
				continue
			}
			if others := by.runs(columns); others == sides[1-own].run {
				reportMix(p, by, by.in(i, columns...), others)
			} else {
				p.Checked(1)
			}
		}
	}
	p.Absent(say("没有行政或事业单位医疗", "no medical insurance by kind of unit"))
}

// runs is the name that all items of running share; empty where they have several names, or none.
func (s sheet) runs(columns []string) string {
	statutory := []string{"208", "210", "221"} // pensions, insurance, housing: paid for every unit
	shared := ""
	for i, r := range s.Rows {
		const item = 7 // digits
		if len(r.ID) != item || !digits(r.ID) || r.Role == fact.OfWhich || !figure(s.in(i, columns...)) {
			continue
		}
		if hasPrefixOf(r.ID, statutory) && r.Name != sides[0].run && r.Name != sides[1].run {
			continue
		}
		name := fold(r.Name)
		if shared != "" && shared != name {
			return ""
		}
		shared = name
	}
	return shared
}

func hasPrefixOf(id string, prefixes []string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(id, x) {
			return true
		}
	}
	return false
}

// reportMix asks about medical insurance of one kind of unit beside the only item of running.
func reportMix(p *reconcile.Pass, by sheet, f *fact.Fact, runs string) {
	name, insured := nameOf(by.Form), strings.TrimSpace(f.Row+" "+f.RowName)
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: by.ID, Row: f.Row, Column: fact.Basic},
		Message: say(fmt.Sprintf("第%d页%s的基本支出列有“%s”%s%s，而运转类科目只有“%s”。", f.Place.Page, name.ZH, insured, f.Amount.Printed, f.Amount.Unit, runs),
			fmt.Sprintf("On page %d, basic expenditure in %s has “%s” (%s%s), but “%s” is the only item of running.", f.Place.Page, name.EN, insured, f.Amount.Printed, f.Amount.Unit, runs)),
		Question: say("请问该单位是行政单位还是事业单位？", "Is the unit an office or an institution?")}, f)
}
