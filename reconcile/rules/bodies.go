package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkBodies is C11: as many sections and units are named as there are said to be, and persons add up.
func checkBodies(p *reconcile.Pass) {
	found := false
	for i := range p.Set.Sentences {
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			f := &s.Facts[j]
			if f.Column != fact.Count || f.Link == nil || f.Amount.State != fact.Number {
				continue
			}
			switch f.Row {
			case fact.SectionCount, fact.UnitCount:
				found = compareNames(p, f, partsOf(s, j)) || found
			case fact.StaffCount:
				found = compareStaff(p, f, partsOf(s, j)) || found
			}
		}
	}
	if !found {
		p.Absent(say("正文没有写明机构、人员的数目并列出名称", "the text declares no number of bodies or persons and lists them"))
	}
}

// partsOf are the facts of a sentence that are stated to be parts of one of them.
func partsOf(s *fact.Sentence, whole int) []*fact.Fact {
	var parts []*fact.Fact
	for i := range s.Facts {
		if f := &s.Facts[i]; f.Link != nil && f.Link.Whole == whole {
			parts = append(parts, f)
		}
	}
	return parts
}

// compareNames compares a declared number with the names listed; a name that can be two allows for one more.
func compareNames(p *reconcile.Pass, declared *fact.Fact, names []*fact.Fact) bool {
	if len(names) == 0 {
		return false
	}
	most := len(names)
	for _, n := range names {
		if n.Link.Open {
			most++
		}
	}
	said := int(declared.Amount.Value.IntPart())
	if said >= len(names) && said <= most {
		confirm(p, append([]*fact.Fact{declared}, names...))
		return true
	}
	p.Report(reconcile.Finding{Level: reconcile.Warning,
		Element: reconcile.Element{Form: fact.Narrative, Row: declared.Row, Column: fact.Count},
		Formula: fmt.Sprintf("%d ≠ %d", len(names), said),
		Message: say(fmt.Sprintf("第%d页写“%s”，其后列出%d个名称（“%s”至“%s”）。", declared.Place.Page, declared.Amount.Printed, len(names), names[0].Text, names[len(names)-1].Text),
			fmt.Sprintf("Page %d declares “%s”; %d names are listed behind it (“%s” to “%s”).", declared.Place.Page, declared.Amount.Printed, len(names), names[0].Text, names[len(names)-1].Text)),
		Question: say("请问数目与名单哪个正确？", "Which is right, the number or the list?"),
	}, append([]*fact.Fact{declared}, names...)...)
	return true
}

// compareStaff compares a number of persons or posts with its parts. Persons are counted, not rounded. Parts that come
// to less may leave some out.
func compareStaff(p *reconcile.Pass, whole *fact.Fact, parts []*fact.Fact) bool {
	if len(parts) < 2 {
		return false
	}
	sum, formula := 0, ""
	on := []*fact.Fact{whole}
	for i, f := range parts {
		sum += int(f.Amount.Value.IntPart())
		if i > 0 {
			formula += " + "
		}
		formula += f.Amount.Value.String()
		on = append(on, f)
	}
	said := int(whole.Amount.Value.IntPart())
	if sum == said {
		confirm(p, on)
		return true
	}
	f := reconcile.Finding{Level: reconcile.Warning,
		Element: reconcile.Element{Form: fact.Narrative, Row: whole.Row, Column: whole.RowName},
		Formula: fmt.Sprintf("%s ≠ %d", formula, said),
		Message: say(fmt.Sprintf("第%d页“%s”为%s，所列各类合计%d人。", whole.Place.Page, whole.RowName, whole.Amount.Printed, sum),
			fmt.Sprintf("On page %d “%s” is %d; the kinds listed come to %d.", whole.Place.Page, whole.RowName, said, sum)),
		Question: say("请问人数哪个正确，是否有没有列出的类别？", "Which number is right, and is a kind left out?")}
	if sum < said {
		f.Level = reconcile.Note
	}
	p.Report(f, on...)
	return true
}

// confirm counts a comparison that holds, where all it rests on is read for sure.
func confirm(p *reconcile.Pass, on []*fact.Fact) {
	for _, f := range on {
		if why := reconcile.Doubt(f); !why.Empty() {
			p.Doubt(why)
			return
		}
	}
	p.Checked(1)
}
