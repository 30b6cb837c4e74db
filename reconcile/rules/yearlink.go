package rules

import (
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// comparedYear is which figure of the year before a comparison speaks of.
type comparedYear int

const (
	unnamed  comparedYear = iota // 比上年: which figure is not said
	budgeted                     // 比上年(年初)预算
	settled                      // 比上年决算
	executed                     // 比上年执行数, which no document of its own publishes
)

// earlier are the documents of the year before, by what they publish; nil for one that is not at hand.
type earlier struct{ budget, account *fact.Set }

// checkYearLink is I01: what a document says of the year before is what was published that year.
func checkYearLink(p *reconcile.Pass) {
	e := earlier{yearBefore(p, fact.Budget), yearBefore(p, fact.FinalAccount)}
	if e.budget == nil && e.account == nil {
		alone(p, say("该单位上一年度的预算或决算", "budget or final account of this publisher for the year before"))
		return
	}
	link := yearLink{Pass: p, earlier: e, seen: map[reconcile.Element]bool{}}
	for i := range p.Set.Sentences {
		link.sentence(&p.Set.Sentences[i])
	}
	for _, f := range p.Set.Forms {
		link.form(open(f))
	}
	p.Judge(link.equations...)
	p.Absent(say("没有与上年比较的金额", "no amount is compared with the year before"))
}

// yearLink gathers the equations of one document.
type yearLink struct {
	*reconcile.Pass
	earlier
	equations []reconcile.Equation
	seen      map[reconcile.Element]bool
}

// of is the document that publishes a base; an account compares with the account where it does not say otherwise.
func (l *yearLink) of(b comparedYear) *fact.Set {
	switch {
	case b == budgeted, b == unnamed && l.Set.Document.Kind == fact.Budget:
		return l.budget
	case b == settled, b == unnamed && l.Set.Document.Kind == fact.FinalAccount:
		return l.account
	}
	return nil
}

// statedBasis is one statement about the year before: figures that give its amount, and the figure it is the amount of.
type yearStatement struct {
	sentence     *fact.Sentence
	subject      *fact.Fact
	left         []reconcile.Operand
	comparedYear comparedYear
}

// sentence takes up what a sentence says of the year before: an amount, or a change of an amount of this year.
func (l *yearLink) sentence(s *fact.Sentence) {
	for i := range s.Facts {
		f := &s.Facts[i]
		if f.Link == nil || f.Link.Year != l.Set.Document.Year-1 || !hasFigure(f) {
			continue
		}
		current := linked(s, f.Link.Group)
		switch {
		case f.Column == fact.PriorColumn:
			l.compare(yearStatement{s, f, []reconcile.Operand{{Fact: f, Label: spoken(f) + "上年数"}}, basisOf(f.Text)})
		case f.Column != fact.Change || current != nil && besides(s, f, fact.PriorColumn) != nil:
		case current == nil || !measure(current) || !current.Amount.Unit.Money() || current.Link == nil || current.Link.Year != l.Set.Document.Year:
			l.Doubt(notStated(f))
		default:
			l.compare(yearStatement{s, current, []reconcile.Operand{{Fact: current, Label: spoken(current)},
				{Fact: f, Minus: true, Label: spoken(current) + "比上年增减"}}, basisOf(f.Text)})
		}
	}
}

// hasFigure says whether a fact of running text has a figure, zero counted.
func hasFigure(f *fact.Fact) bool {
	return f.Amount.State == fact.Number || f.Amount.State == fact.Zero
}

// basisOf reads what the words before a figure, or a column's headings, compare with.
func basisOf(words string) comparedYear {
	for _, fund := range []string{"一般公共预算", "政府性基金预算", "国有资本经营预算"} {
		words = strings.ReplaceAll(words, fund, "")
	}
	switch {
	case strings.Contains(words, "执行"):
		return executed
	case strings.Contains(words, "决算"):
		return settled
	case strings.Contains(words, "预算") && !strings.Contains(words, "调整") && !strings.Contains(words, "全年"):
		return budgeted
	}
	return unnamed
}

// compare holds a statement against what the year before published of the same subject.
func (l *yearLink) compare(st yearStatement) {
	before := l.of(st.comparedYear)
	if before == nil {
		l.Doubt(say("“"+spoken(st.subject)+"”所比较的上年数，没有同口径的上年文件", "the document that publishes what “"+spoken(st.subject)+"” is compared with is not at hand"))
		return
	}
	published := publishedOf(before, st)
	if len(published) == 0 {
		l.Doubt(say("上年文件没有“"+spoken(st.subject)+"”一项", "the document of the year before states no “"+spoken(st.subject)+"”"))
		return
	}
	for _, f := range published {
		if ok, _ := l.Try(l.equation(st, before, f)); ok {
			l.Checked(1)
			return
		}
	}
	if why := l.objection(st, before, published); !why.Empty() {
		l.Doubt(why)
		return
	}
	eq := l.equation(st, before, published[0])
	if !l.seen[eq.Element] {
		l.seen[eq.Element] = true
		l.equations = append(l.equations, eq)
	}
}

// objection is why a statement that no published figure bears out may speak of something else.
func (l *yearLink) objection(st yearStatement, before *fact.Set, published []*fact.Fact) reconcile.Text {
	name := "“" + spoken(st.subject) + "”"
	for _, f := range published {
		if !f.Amount.Interval().Meets(published[0].Amount.Interval()) {
			return say("上年文件中"+name+"印有不同的数", "the document of the year before prints different amounts for "+name)
		}
	}
	switch {
	case st.comparedYear == unnamed && l.Set.Document.Kind == fact.Budget:
		return say(name+"没有写明与上年的哪个数比较", "which figure of the year before "+name+" is compared with is not yearStatement")
	case st.sentence.Unbound > 0:
		return say(name+"所在句子没有全部读懂", "the sentence of "+name+" was not understood as a whole")
	}
	for _, f := range before.Facts() {
		if !figure(f) || !f.Amount.Unit.Money() || f.Amount.State != fact.Number {
			continue
		}
		if ok, _ := l.Try(l.equation(st, before, f)); ok {
			return say(name+"的上年数与上年文件中另一项相符，所指不能确定", "the earlier amount of "+name+" is that of another item of the document of that year")
		}
	}
	return reconcile.Text{}
}

// equation says that a statement's figures give the published one.
func (l *yearLink) equation(st yearStatement, before *fact.Set, published *fact.Fact) reconcile.Equation {
	f := st.subject
	place := strings.Join([]string{fact.PriorColumn, f.Link.Lane, f.Link.Scope}, "/")
	return reconcile.Equation{
		Name: say("“"+spoken(f)+"”所述上年数应与上年公布的一致", "what is said of “"+spoken(f)+"” in the year before should be what was published"),
		Left: st.left, Right: []reconcile.Operand{{Fact: published, Of: &before.Document, Label: reconcile.Label(published)}},
		Group: "I01", Declared: true, Limit: reconcile.Warning,
		Element:  reconcile.Element{Form: fact.Narrative, Row: st.sentence.Topic + "/" + f.ColumnPath + f.Row, Column: strings.TrimRight(place, "/")},
		Question: say("请问上年数以哪个为准，口径有无变化？", "Which figure of the year before holds, and has its scope changed?")}
}

// publishedOf are the figures a document prints of a statement's subject: in the text of the same topic, and in the
// table that topic is about.
func publishedOf(before *fact.Set, st yearStatement) []*fact.Fact {
	var found []*fact.Fact
	f := st.subject
	for i := range before.Sentences {
		t := &before.Sentences[i]
		for j := range t.Facts {
			if g := &t.Facts[j]; t.Topic == st.sentence.Topic && sameSubject(f, g) && ofItsYear(before.Document, g) {
				found = append(found, g)
			}
		}
	}
	form, ok := onlyForm(before, st.sentence.Topic)
	if !ok || f.Link.Scope != "" && !scoped(form.ID, f.Link.Scope) {
		return found
	}
	if _, main := form.subject(f); main != nil && hasFigure(main) && main.Column != fact.PriorColumn &&
		(main.Column != fact.BudgetColumn || before.Document.Kind == fact.Budget) {
		found = append(found, main)
	}
	return found
}

// sameSubject says whether two figures of running text are of one subject, funds and side.
func sameSubject(f, g *fact.Fact) bool {
	return g.Link != nil && f.Row == g.Row && f.ColumnPath == g.ColumnPath && f.Link.Lane == g.Link.Lane && f.Link.Scope == g.Link.Scope
}

// ofItsYear says whether a figure of running text states an amount of its document's own year and kind.
func ofItsYear(d fact.Document, g *fact.Fact) bool {
	if !hasFigure(g) || !g.Amount.Unit.Money() || !measure(g) || g.Link.Year != d.Year {
		return false
	}
	if d.Kind == fact.FinalAccount {
		return g.Column != fact.BudgetColumn
	}
	return g.Column != fact.ActualColumn
}

// form compares a table's column of the year before with the same table of that year: its total first, and its rows
// only where the totals agree, since another total means another scope.
func (l *yearLink) form(s sheet) {
	column := s.Column(fact.PriorColumn, "")
	if column < 0 {
		return
	}
	before := l.of(basisOf(strings.Join(s.Columns[column].Path, "/")))
	if before == nil {
		l.Doubt(say(nameOf(s.Form).ZH+"上年数一栏，没有同口径的上年文件", "the document that publishes the earlier column of "+nameOf(s.Form).EN+" is not at hand"))
		return
	}
	then, ok := onlyForm(before, s.ID)
	if !ok {
		l.Doubt(say("上年文件没有唯一的"+nameOf(s.Form).ZH, "the document of the year before has not one form of "+nameOf(s.Form).EN))
		return
	}
	both := tables{s, then, column, &before.Document}
	total := s.row("", fact.TotalRow, fact.GrandTotal)
	if total >= 0 && !l.row(both, total) {
		return
	}
	for i := range s.Rows {
		if i != total {
			l.row(both, i)
		}
	}
}

// tables are one form in two years, and its column of the year before.
type tables struct {
	now, then sheet
	column    int
	of        *fact.Document
}

// row compares one row of a table's column of the year before; it says whether the two agree or cannot be compared.
func (l *yearLink) row(t tables, row int) bool {
	s, then, column := t.now, t.then, t.column
	r := s.Rows[row]
	now, at := s.cell(row, column), then.Row(r.ID, r.Lane)
	if now == nil || !hasFigure(now) || at < 0 {
		return true
	}
	published := then.main(at)
	if published == nil || published.Column == fact.PriorColumn {
		return true
	}
	name := r.Name
	if name == "" {
		name = subjects[fact.TotalRow] // a table of one row
	}
	eq := reconcile.Equation{
		Name: say(nameOf(s.Form).ZH+"“"+name+"”的上年数应与上年公布的一致", nameOf(s.Form).EN+": the earlier amount of “"+name+"” should be what was published"),
		Left: []reconcile.Operand{{Fact: now}}, Right: []reconcile.Operand{{Fact: published, Of: t.of}},
		Group: "I01", Declared: true, Limit: reconcile.Warning, Doubts: append(s.doubts[:len(s.doubts):len(s.doubts)], then.doubts...),
		Element:  reconcile.Element{Form: s.ID, Row: key(r), Column: fact.PriorColumn},
		Question: say("请问上年数以哪个为准，口径有无变化？", "Which figure of the year before holds, and has its scope changed?")}
	ok, readable := l.Try(eq)
	if ok {
		l.Checked(1)
		return true
	}
	l.equations = append(l.equations, eq)
	return !readable
}
