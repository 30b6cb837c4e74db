package rules

import (
	"fmt"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkBlocks is D14: a form has goals and indicators, and every indicator a value.
func checkBlocks(p *reconcile.Pass) {
	forms := p.Set.FormsOf(fact.ProjectPerformance)
	if len(forms) == 0 {
		p.Absent(absent([]string{fact.ProjectPerformance}))
		return
	}
	for _, f := range forms {
		b := newBlock(p, block{form: f, name: targetOf(f).named(), amount: targetOf(f).amount, last: endless})
		switch {
		case !figure(b.amount) && b.name == "":
			p.Absent(say("绩效表没有填写", "the form is not filled in"))
		case open(f).imaged():
			p.Doubt(say(fmt.Sprintf("第%d页的绩效表由图像识别读出，没有读到的不一定没有印", f.Place.Page), fmt.Sprintf("the form on page %d was read from its image; what was not read may be printed", f.Place.Page)))
		case pieced(p, f):
			p.Doubt(say(fmt.Sprintf("第%d页的表格没有读全，绩效表可能不完整", f.Place.Page), fmt.Sprintf("a table near page %d was not recognised; the form may go on there", f.Place.Page)))
		default:
			b.parts(p)
			b.values(p)
		}
	}
}

// pieced says whether a table on one of a form's pages or the next one was not recognised: the form may go on there.
func pieced(p *reconcile.Pass, f *fact.Form) bool {
	first, last := f.Place.Page, f.Place.Page
	if len(f.Pages) > 0 {
		last = f.Pages[len(f.Pages)-1]
	}
	return p.Set.HidesForm(first, last+1)
}

// parts judges which parts of the form are printed. Where only some are missing, the others have to show that the form
// has parts of this kind.
func (b block) parts(p *reconcile.Pass) {
	var missing []string
	all := b.facts[:0:0]
	for i := range b.form.Facts {
		if f := &b.form.Facts[i]; f.Row == fact.FormBlocks {
			all = append(all, f)
			if f.Amount.State == fact.Blank {
				missing = append(missing, f.RowName)
			}
		}
	}
	const leastShown = 3 // of five parts
	switch {
	case len(all) == 0 || len(missing) < len(all) && len(all)-len(missing) < leastShown:
		p.Absent(say("绩效表不分总体目标和各类指标", "the form has no goals and classes of indicators"))
	case len(missing) == 0:
		p.Checked(1)
	default:
		b.reportParts(p, missing, len(missing) == len(all))
	}
}

func (b block) reportParts(p *reconcile.Pass, missing []string, none bool) {
	name := b.called()
	level := reconcile.Note
	if none {
		level = reconcile.Warning
	}
	on := b.amount
	list := strings.Join(missing, "、")
	p.Report(reconcile.Finding{
		Level: level, Kind: reconcile.FormKind, Element: b.element(fact.FormBlocks),
		Message: say(fmt.Sprintf("第%d页的项目绩效目标表（%s）没有：%s。", b.form.Place.Page, name.ZH, list),
			fmt.Sprintf("The form on page %d (%s) lacks: %s.", b.form.Place.Page, name.EN, list)),
		Question: say("请问缺少的部分是否公开？", "Are the missing parts published?"),
	}, on)
}

// values judges whether every indicator has a value.
func (b block) values(p *reconcile.Pass) {
	var empty []*fact.Fact
	var names []string
	for _, f := range b.of(fact.Indicator) {
		if f.Amount.State == fact.Blank {
			empty = append(empty, f)
			if n := "“" + f.Aim.Name + "”"; !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	if len(empty) == 0 {
		p.Checked(1)
		return
	}
	name := b.called()
	list := strings.Join(names, "、")
	p.Report(reconcile.Finding{
		Level: reconcile.Note, Kind: reconcile.FormKind, Element: b.element(fact.Indicator),
		Message: say(fmt.Sprintf("第%d页%s的指标%s没有指标值。", empty[0].Place.Page, name.ZH, list),
			fmt.Sprintf("Page %d, %s: the indicators %s have no value.", empty[0].Place.Page, name.EN, list)),
		Question: say("请问这些指标的目标值是什么？", "What are the values aimed at?"),
	}, empty...)
}

// holding is what a name cell holds instead of a name.
var holding = map[string]reconcile.Text{
	fact.HoldsCode:       say("部门编码和名称", "the code and name of a department"),
	fact.HoldsLabel:      say("表中的栏目名一类的字样", "words of a form's labels"),
	fact.HoldsTitle:      say("文件标题", "the title of a document"),
	fact.HoldsDepartment: say("部门名称", "the name of the department"),
}

// checkPollution is K02: a name cell holds a name.
func checkPollution(p *reconcile.Pass) {
	targets := targetsOf(p)
	if len(targets) == 0 {
		p.Absent(absent([]string{fact.ProjectPerformance}))
		return
	}
	for _, t := range targets {
		var other *fact.Fact
		for i := range t.Facts {
			if f := &t.Facts[i]; f.Row == fact.Polluted {
				other = f
			}
		}
		switch {
		case other != nil:
			reportPollution(p, t, other)
		case t.named() != "":
			p.Checked(1)
		default:
			p.Doubt(say(fmt.Sprintf("第%d页的项目名称读不出", t.Place.Page), fmt.Sprintf("the project's name on page %d cannot be read", t.Place.Page)))
		}
	}
}

func reportPollution(p *reconcile.Pass, t target, f *fact.Fact) {
	what := holding[f.Column]
	p.Report(reconcile.Finding{
		Level: reconcile.Note, Kind: reconcile.FormKind,
		Element: reconcile.Element{Form: fact.ProjectPerformance, Row: fold(f.Text), Column: fact.ProjectName},
		Message: say(fmt.Sprintf("第%d页绩效目标表的“%s”一格印作“%s”，是%s，不是项目名称。", f.Place.Page, f.RowName, f.Text, what.ZH),
			fmt.Sprintf("On page %d the cell “%s” has “%s”: %s, not the name of a project.", f.Place.Page, f.RowName, f.Text, what.EN)),
		Question: say("请问该表属于哪个项目？", "Which project is the form for?"),
		Formula:  f.RowName + " = " + f.Text,
	}, f)
}
