package rules

import (
	"regexp"
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/reconcile/region"
)

// yearBefore is the document of the same publisher, of a kind, for the year before. Where several are at hand, which of
// them holds is not certain.
func yearBefore(p *reconcile.Pass, kind fact.Kind) *fact.Set {
	var found []*fact.Set
	own := p.Set.Document
	for _, peer := range p.Peers {
		d := peer.Document
		if d.Kind == kind && own.Year != 0 && d.Year == own.Year-1 && samePublisher(own, d) && sameReach(own, d) {
			found = append(found, peer)
		}
	}
	if len(found) > 1 {
		p.Doubt(say("一起核对的文件中有多份该单位上一年度的文件", "several documents of this publisher for the year before are at hand"))
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

func samePublisher(a, b fact.Document) bool {
	return a.Publisher != "" && fold(a.Publisher) == fold(b.Publisher)
}

// ofDepartment and ofUnit tell the title of a department with its units from that of one unit alone.
var ofDepartment, ofUnit = regexp.MustCompile(`部门|汇总`), regexp.MustCompile(`单位(?:综合)?[预决]算|本级`)

// sameReach says whether two documents of one publisher can be of the same reach. The department and its own level often
// publish under one name.
func sameReach(a, b fact.Document) bool {
	department := func(d fact.Document) bool { return ofDepartment.MatchString(d.Title) && !ofUnit.MatchString(d.Title) }
	return !(department(a) && ofUnit.MatchString(b.Title) || department(b) && ofUnit.MatchString(a.Title))
}

// ownLevel is how the part of a department that is no unit below it is called.
var ownLevel = regexp.MustCompile(`本级|机关\)|本部\)`)

// neighbours are the documents of other publishers of the same division, of the same year and kind.
func neighbours(p *reconcile.Pass) []*fact.Set {
	own := p.Set.Document
	home := region.Of(own.Publisher)
	if home == "" || own.Year == 0 {
		return nil
	}
	var found []*fact.Set
	for _, peer := range p.Peers {
		d := peer.Document
		if d.Year == own.Year && d.Kind == own.Kind && !samePublisher(own, d) && region.Of(d.Publisher) == home {
			found = append(found, peer)
		}
	}
	return found
}

// alone says that no document is at hand that a rule across documents could compare.
func alone(p *reconcile.Pass, what reconcile.Text) {
	p.Absent(say("一起核对的文件中没有"+what.ZH, "no "+what.EN+" is among the documents checked together"))
}

// onlyForm is a set's one form of a kind; false for none or several.
func onlyForm(set *fact.Set, kind string) (sheet, bool) {
	forms := set.FormsOf(kind)
	if len(forms) != 1 {
		return sheet{}, false
	}
	return open(forms[0]), true
}

// longText is a text of a performance form that says something of its own, in runes after folding.
const longText = 40

// yearly are the texts of a performance form that speak of what is done in its year. Basis, necessity and measures
// stay what they are as long as the project does.
var yearly = []string{fact.ProjectOverview, fact.PerformanceGoal, fact.ProjectPlan}

// texts are the long texts of a performance form that speak of its year, overview first.
func (t target) texts() []*fact.Fact {
	var texts []*fact.Fact
	for _, kind := range yearly {
		for i := range t.Facts {
			if f := &t.Facts[i]; f.Row == kind && len([]rune(fold(f.Text))) >= longText {
				texts = append(texts, f)
			}
		}
	}
	return texts
}

// textLike is the one of some texts that stands in the place of another; nil for none.
func textLike(texts []*fact.Fact, f *fact.Fact) *fact.Fact {
	for _, g := range texts {
		if g.Row == f.Row && g.Column == f.Column {
			return g
		}
	}
	return nil
}

// indicators are the indicators of a performance form with the values aimed at.
func (t target) indicators() []string {
	var all []string
	for i := range t.Facts {
		if f := &t.Facts[i]; f.Row == fact.Indicator {
			all = append(all, fold(f.RowName+"="+f.Text+f.Amount.Printed))
		}
	}
	slices.Sort(all)
	return all
}
