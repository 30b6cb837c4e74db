package rules

import (
	"fmt"
	"regexp"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// entryCode is a code of a catalogue of services: a letter and two digits a level.
var entryCode = regexp.MustCompile(`^[A-Z](?:\d\d){0,3}$`)

// checkCatalogueList is F06: in an attached catalogue every entry has a code of its level, below its parent, once, in order,
// with a name.
func checkCatalogueList(p *reconcile.Pass) {
	forms := p.Set.FormsOf(fact.Catalogue)
	if len(forms) == 0 {
		p.Absent(absent([]string{fact.Catalogue}))
	}
	for _, f := range forms {
		if s := open(f); len(s.doubts) > 0 {
			p.Doubt(s.doubts[0])
			continue
		}
		of := map[string]*chapter{}
		for i := range f.Facts {
			e := &f.Facts[i]
			if of[e.ColumnPath] == nil {
				of[e.ColumnPath] = &chapter{form: f, names: map[string]*fact.Fact{}}
			}
			of[e.ColumnPath].add(p, e)
		}
	}
}

// chapter is the list of one department in a catalogue, as far as it is read.
type chapter struct {
	form  *fact.Form
	names map[string]*fact.Fact
	last  *fact.Fact
}

// add checks one entry against those before it.
func (c *chapter) add(p *reconcile.Pass, e *fact.Fact) {
	const level = 2 // digits
	if why := reconcile.Doubt(e); !why.Empty() {
		p.Doubt(why)
		return
	}
	first, parent := c.names[e.Row], e.Row[:max(0, len(e.Row)-level)]
	switch {
	case !entryCode.MatchString(e.Row):
		c.report(p, flaw{"format", say("代码格式与其他条目不同", "has a code of another form than the others")}, e)
		return
	case strings.TrimSpace(e.Text) == "":
		c.report(p, flaw{"name", say("没有名称", "has no name")}, e)
	case first != nil && fold(first.Text) != fold(e.Text):
		c.report(p, flaw{"twice", say("与同一目录中的另一条目代码相同而名称不同", "has the code of another entry of the list and another name")}, e, first)
		c.last = e // what follows belongs to the second of the two
	case c.last != nil && first == nil && e.Row < c.last.Row:
		c.report(p, flaw{"order", say("没有按代码顺序排列", "stands out of order")}, e, c.last)
	case len(parent) > 1 && c.names[parent] == nil:
		c.report(p, flaw{"parent", say("之上没有代码为"+parent+"的条目", "has no entry "+parent+" above it")}, e)
	default:
		p.Checked(1)
		c.last = e
	}
	if first == nil {
		c.names[e.Row] = e
	}
}

// flaw is what is odd about an entry.
type flaw struct {
	id   string
	text reconcile.Text
}

// report prints an entry and, where it is odd beside another one, that one too.
func (c *chapter) report(p *reconcile.Pass, what flaw, entries ...*fact.Fact) {
	e, name := entries[0], nameOf(c.form)
	zh, en := "", ""
	if e.ColumnPath != "" {
		zh, en = "“"+e.ColumnPath+"”部分的", " (part “"+e.ColumnPath+"”)"
	}
	message := say(fmt.Sprintf("第%d页%s%s“%s %s”%s", e.Place.Page, name.ZH, zh, e.RowName, e.Text, what.text.ZH),
		fmt.Sprintf("On page %d of %s%s, “%s %s” %s", e.Place.Page, name.EN, en, e.RowName, e.Text, what.text.EN))
	for _, other := range entries[1:] {
		message.ZH += fmt.Sprintf("：第%d页“%s %s”", other.Place.Page, other.RowName, other.Text)
		message.EN += fmt.Sprintf(": “%s %s” on page %d", other.RowName, other.Text, other.Place.Page)
	}
	message.ZH, message.EN = message.ZH+"。", message.EN+"."
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: c.form.ID, Row: e.ColumnPath + "/" + e.Row, Column: what.id}, Message: message,
		Question: say("请问所附目录的代码是否有误？", "Are the codes of the attached catalogue right?")}, entries...)
}
