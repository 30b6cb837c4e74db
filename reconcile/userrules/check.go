package userrules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// group is the family of all user rules.
var group = say("用户规则", "user rules")

// rule is an entry as a rule.
func (e *entry) rule() *reconcile.Rule {
	level := reconcile.Level(e.Level)
	if level == "" {
		level = reconcile.Warning
	}
	why := e.Why.text()
	if why.Empty() {
		why = say("由用户规定。", "Stated by the user.")
	}
	return &reconcile.Rule{ID: e.ID, Group: group, Title: e.Title.text(), Level: level, Check: e.check, Authority: say("用户规则文件", "the user's file of rules"),
		Doc: reconcile.Doc{States: e.states(), Why: why, Breaks: say("见规则说明。", "See the rule's own words."),
			Allowed: say("各数按印出的位数四舍五入可解释的差额不计；读数不确定时不判断。", "What rounding of the printed figures explains is not counted; where a reading is not sure nothing is decided.")}}
}

// text fills the language that is not given with the other.
func (t texts) text() reconcile.Text {
	switch {
	case t.ZH == "":
		return say(t.EN, t.EN)
	case t.EN == "":
		return say(t.ZH, t.ZH)
	}
	return say(t.ZH, t.EN)
}

// states is the identity as a formula over the selectors.
func (e *entry) states() reconcile.Text {
	text := ""
	switch {
	case e.Sum != nil:
		for i := range e.Sum.Parts {
			switch p := &e.Sum.Parts[i]; {
			case p.Minus:
				text += " − " + p.String()
			case text != "":
				text += " + " + p.String()
			default:
				text = p.String()
			}
		}
		text += " = " + e.Sum.Total.String()
	case e.Equal != nil:
		text = e.Equal.Left.String() + " = " + e.Equal.Right.String()
	case e.AtMost != nil:
		text = e.AtMost.Left.String() + " ≤ " + e.AtMost.Right.String()
	case e.Ratio != nil:
		text = e.Ratio.Part.String() + " / " + e.Ratio.Whole.String() + " = " + e.Ratio.Percent.String()
	case e.Present != nil:
		return say("应列示"+e.Present.String(), e.Present.String()+" is printed")
	}
	return say(text, text)
}

// check runs the rule.
func (e *entry) check(p *reconcile.Pass) {
	if e.Documents != "" && string(p.Set.Document.Kind) != e.Documents {
		p.Absent(say("规则只适用于"+e.Documents, "the rule is for a "+e.Documents+" only"))
		return
	}
	if e.Present != nil {
		e.checkPresent(p)
		return
	}
	var equations []reconcile.Equation
	for _, star := range e.stars(p.Set) {
		eq := reconcile.Equation{Name: e.Title.text(), Group: e.ID, Declared: true, Element: e.element(star)}
		if e.fill(p, &eq, star) {
			equations = append(equations, eq)
		}
	}
	p.Judge(equations...)
}

func (e *entry) element(star at) reconcile.Element {
	first := e.selectors()[0]
	el := reconcile.Element{Form: first.Form, Row: first.Row, Column: first.Column}
	if el.Row == every {
		el.Row = star.row
		if star.lane != "" {
			el.Row = star.lane + "/" + star.row
		}
	}
	if el.Column == every {
		el.Column = star.column
	}
	return el
}

// fill puts the figures into the equation; false where the document has not got the forms, or a figure is not certain.
func (e *entry) fill(p *reconcile.Pass, eq *reconcile.Equation, star at) bool {
	var operands []reconcile.Operand
	for _, s := range e.selectors() {
		f := s.find(p.Set, star)
		switch {
		case !f.absent.Empty():
			p.Absent(f.absent)
			return false
		case !f.doubt.Empty():
			p.Doubt(f.doubt)
			return false
		}
		if f.form != nil {
			eq.Doubts = append(eq.Doubts, f.form.Doubts...)
		}
		o := reconcile.Operand{Fact: f.fact, Minus: s.Minus}
		if f.fact == nil {
			o.Label = s.String()
		}
		if s.Blank == "zero" {
			o.Missing = reconcile.ZeroIfBlank
		}
		operands = append(operands, o)
	}
	switch {
	case e.Sum != nil:
		eq.Right, eq.Left = operands[:1], operands[1:]
	case e.Ratio != nil:
		eq.Relation, eq.Left, eq.Whole, eq.Right = reconcile.Percent, operands[:1], operands[1:2], operands[2:]
	default:
		eq.Left, eq.Right = operands[:1], operands[1:]
		if e.AtMost != nil {
			eq.Relation = reconcile.AtMost
		}
	}
	return true
}

// checkPresent asks for a form, or for a figure in it, to be printed. What may have been misread is no finding.
func (e *entry) checkPresent(p *reconcile.Pass) {
	s := e.Present
	if s.Row == "" {
		e.checkForm(p)
		return
	}
	f := s.find(p.Set, at{})
	switch {
	case !f.absent.Empty():
		p.Absent(f.absent)
	case f.form != nil && len(f.form.Doubts) > 0:
		p.Doubt(f.form.Doubts[0])
	case f.fact != nil && (f.fact.Amount.State == fact.Number || f.fact.Amount.State == fact.Zero || f.fact.Amount.State == fact.Dash):
		if why := reconcile.Doubt(f.fact); !why.Empty() {
			p.Doubt(why)
			return
		}
		p.Checked(1)
	case f.fact != nil && f.fact.Amount.State != fact.Blank:
		p.Doubt(say(s.String()+"读不出数字", s.String()+" is not a readable figure"))
	case f.form == nil:
		p.Doubt(f.doubt)
	default:
		p.Report(e.missing(f.form))
	}
}

// checkForm asks for a form. One that is not recognised may be among the tables that were not.
func (e *entry) checkForm(p *reconcile.Pass) {
	switch {
	case len(p.Set.FormsOf(e.Present.Form)) > 0:
		p.Checked(1)
	case len(p.Set.Unread) > 0 || p.Set.Document.Imaged > 0:
		p.Doubt(say("没有找到"+e.Present.Form+"，但有的表未能识别", "no "+e.Present.Form+" was found, but tables are left unrecognised"))
	default:
		p.Report(e.missing(nil))
	}
}

func (e *entry) missing(form *fact.Form) reconcile.Finding {
	name := e.Present.String()
	f := reconcile.Finding{Kind: reconcile.FormKind, Element: reconcile.Element{Form: e.Present.Form, Row: e.Present.Row, Column: e.Present.Column},
		Message:  say("没有列示“"+name+"”。", "“"+name+"” is not printed."),
		Question: say("是否漏列？", "Was it left out?")}
	if form != nil {
		f.Evidence = append(f.Evidence, reconcile.TextEvidence(form.ID, form.Title, form.Place))
	}
	return f
}
