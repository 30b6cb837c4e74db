package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// Bounds below which two projects of one name say nothing: a short name is a kind of expense (办公经费), and a small
// amount is a standard (驻村工作队).
const (
	projectNameRunes = 6
	projectYuan      = 100000
	// tellingDigits is how many digits an amount has to have, zeros at the end left out, for two departments to have it
	// by more than a round sum.
	tellingDigits = 4
)

// checkTwinProjects is J02: no project of one name and amount stands in the budgets of two departments of a place.
func checkTwinProjects(p *reconcile.Pass) {
	own := projectsOf(p)
	others := neighbours(p)
	switch {
	case len(own) == 0:
		p.Absent(absent([]string{fact.Projects}))
		return
	case len(others) == 0:
		alone(p, say("同一地区其他部门同年的文件", "document of another department of the same place and year"))
		return
	}
	named := map[string][]twin{}
	for _, set := range others {
		for name, t := range namesIn(set, own) {
			named[name] = append(named[name], t)
		}
	}
	for _, pr := range own {
		twins := named[fold(pr.name)]
		// What three departments have is a common item, not one project counted twice.
		if !figure(pr.amount) || len(twins) != 1 || len(twins[0].rows) != 1 {
			p.Checked(1)
			continue
		}
		compareTwins(p, pr, twins[0])
	}
}

// twin is a project's name in another department's document, and the rows that have it.
type twin struct {
	set  *fact.Set
	rows []project
}

// namesIn are those of a department's projects that another's tables list by the same name.
func namesIn(set *fact.Set, own []project) map[string]twin {
	wanted := map[string]bool{}
	for _, pr := range own {
		if name := fold(pr.name); len([]rune(name)) >= projectNameRunes {
			wanted[name] = true
		}
	}
	found := map[string]twin{}
	if !lists(set, wanted) {
		return found
	}
	for _, pr := range projectsIn(set) {
		if name := fold(pr.name); wanted[name] {
			t := found[name]
			found[name] = twin{set, append(t.rows, pr)}
		}
	}
	return found
}

// lists says whether any table of projects has one of the names, before its figures are looked up.
func lists(set *fact.Set, wanted map[string]bool) bool {
	for _, kind := range []string{fact.Projects, fact.ProjectsCarryOver} {
		for _, f := range set.FormsOf(kind) {
			for _, r := range f.Rows {
				if wanted[fold(r.Name)] {
					return true
				}
			}
		}
	}
	return false
}

// compareTwins asks about one project that two departments list for the same amount.
func compareTwins(p *reconcile.Pass, pr project, t twin) {
	other := t.rows[0]
	for _, f := range []*fact.Fact{pr.amount, other.amount} {
		if why := reconcile.Doubt(f); !why.Empty() {
			p.Doubt(why)
			return
		}
	}
	amount := pr.amount.Amount.Base()
	if !figure(other.amount) || !amount.Equal(other.amount.Amount.Base()) || amount.LessThan(decimal.NewFromInt(projectYuan)) {
		p.Checked(1)
		return
	}
	level := reconcile.Note
	if len(strings.TrimRight(pr.amount.Amount.Value.Shift(pr.amount.Amount.Places).String(), "0")) >= tellingDigits {
		level = reconcile.Warning
	}
	there := reconcile.Page(other.place.Page, &t.set.Document)
	printed, twinned := pr.amount.Amount.Printed+unitOf(pr.amount), other.amount.Amount.Printed+unitOf(other.amount)
	p.Report(reconcile.Finding{Level: level,
		Element: reconcile.Element{Form: fact.Projects, Row: fold(pr.name), Column: fold(t.set.Document.Publisher)},
		Message: say(fmt.Sprintf("第%d页项目“%s”%s，%s也列有同名项目%s。", pr.place.Page, pr.name, printed, there.ZH, twinned),
			fmt.Sprintf("Page %d lists the project “%s”, %s; %s lists one of the same name, %s.", pr.place.Page, pr.name, printed, there.EN, twinned)),
		Question: say("请问这是两个部门各自的项目，还是同一项目列了两次？", "Are these projects of the two departments, or is one project counted twice?"),
		Evidence: []reconcile.Evidence{reconcile.EvidenceOf(other.amount).In(t.set.Document)},
	}, pr.amount)
}

// unitOf is a figure's unit where it is not printed beside it.
func unitOf(f *fact.Fact) string {
	if unit := string(f.Amount.Unit); !strings.HasSuffix(f.Amount.Printed, unit) {
		return unit
	}
	return ""
}
