package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// depths are the digits that the codes of a table go down to at least.
var depths = []struct {
	kinds  []string
	digits int
	name   reconcile.Text
}{
	{[]string{fact.GeneralExpenditure, fact.ExpenditureTotal}, 7, say("项", "items")},
	{basicForms, 5, say("款", "items")},
}

// checkDepth is G04: expenditure by function goes down to 项, basic expenditure by economic class to 款.
func checkDepth(p *reconcile.Pass) {
	for _, d := range depths {
		eachSheet(p, d.kinds, func(s sheet) {
			if s.coded() && s.hasFigures() {
				s.depth(p, d.digits, d.name)
			}
		})
	}
}

// depth reports the lowest rows with a figure that do not go down far enough.
func (s sheet) depth(p *reconcile.Pass, least int, level reconcile.Text) {
	children := s.tree()
	deep := 0
	var shallow []int
	for i, r := range s.Rows {
		switch {
		case listOf(r.Code) == nil || len(r.Code)%2 == 0 || r.Role == fact.OfWhich || len(children[i]) > 0 || !figure(s.main(i)):
		case len(r.ID) < least && s.prefixed(r.ID): // its items stand elsewhere in the list
		case len(r.ID) < least:
			shallow = append(shallow, i)
		default:
			deep++
		}
	}
	switch {
	case deep+len(shallow) == 0:
		return
	case len(s.doubts) > 0:
		p.Doubt(s.doubts[0])
		return
	case len(shallow) == 0:
		p.Checked(deep)
		return
	}
	s.reportDepth(p, shallow, deep, level)
}

// prefixed says whether any other row's code begins with a code.
func (s sheet) prefixed(id string) bool {
	for _, r := range s.Rows {
		if digits(r.ID) && len(r.ID) > len(id) && strings.HasPrefix(r.ID, id) {
			return true
		}
	}
	return false
}

func (s sheet) reportDepth(p *reconcile.Pass, rows []int, deep int, level reconcile.Text) {
	const shown = 3
	name := nameOf(s.Form)
	weight := reconcile.Note
	if deep == 0 {
		weight = reconcile.Warning
	}
	var names []string
	var on []*fact.Fact
	for n, i := range rows {
		if n < shown {
			names = append(names, "“"+strings.TrimSpace(s.Rows[i].Code+" "+s.Rows[i].Name)+"”")
		}
		on = append(on, s.main(i))
	}
	list := strings.Join(names, "、")
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: weight,
		Element: reconcile.Element{Form: s.ID, Row: s.Rows[rows[0]].ID, Column: "depth"},
		Message: say(fmt.Sprintf("第%d页%s有%d行没有列到%s级：%s。", s.Rows[rows[0]].Place.Page, name.ZH, len(rows), level.ZH, list),
			fmt.Sprintf("On page %d, %d rows of %s do not go down to %s (%s): %s.", s.Rows[rows[0]].Place.Page, len(rows), name.EN, level.EN, level.ZH, list)),
		Question: say("请问是否因涉密没有公开到该级次？", "Is the lower level not published for secrecy?")}, on...)
}
