package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkProducts is D05: what a formula in words comes to is what is stated for it.
func checkProducts(p *reconcile.Pass) {
	n := 0
	for i := range p.Set.Sentences {
		var parts []*fact.Fact
		s := &p.Set.Sentences[i]
		for j := range s.Facts {
			f := &s.Facts[j]
			switch {
			case f.Row != fact.Product:
			case strings.Contains(f.Text, "="):
				if len(parts) > 0 {
					n++
					judgeProduct(p, fmt.Sprint("D05/", i, "/", j), parts, f)
				}
				parts = nil
			default:
				parts = append(parts, f)
			}
		}
	}
	if n == 0 {
		p.Absent(say("没有写明算式和结果的文字", "no formula with its result is written out"))
	}
}

// judgeProduct compares the products of a formula with its stated result. Payments to so many heads are a reading of
// words (按月 for twelve months), so they only make a question.
func judgeProduct(p *reconcile.Pass, group string, parts []*fact.Fact, stated *fact.Fact) {
	eq := reconcile.Equation{
		Name:     say("算式“"+stated.Text+"”应与写明的结果一致", "the formula “"+stated.Text+"” should give its stated result"),
		Right:    []reconcile.Operand{{Fact: stated, Label: stated.Amount.Printed}},
		Declared: true, Group: group,
		Element:  reconcile.Element{Form: stated.Column, Row: fold(stated.Text), Column: fact.Product},
		Question: say("请问算式与结果哪个正确？", "Which is right, the formula or its result?")}
	for _, f := range parts {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: f, Label: f.Text})
	}
	if len(parts) > 1 {
		eq.Limit = reconcile.Warning
	}
	p.Judge(eq)
}
