package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// checkCodeForms is F02: codes have the digits of their level, stand below the code they begin with, and in order.
func checkCodeForms(p *reconcile.Pass) {
	eachSheet(p, byClassification, func(s sheet) {
		for _, lane := range s.lanesOfCodes() {
			l := s.listing(lane)
			if len(l.rows) < 2 {
				continue
			}
			for _, i := range l.rows {
				if why := s.unsure(i); !why.Empty() {
					p.Doubt(why)
					return
				}
			}
			l.check(p)
		}
	})
}

// lanesOfCodes are the lanes that hold codes, in the order they are printed.
func (s sheet) lanesOfCodes() []string {
	var lanes []string
	seen := map[string]bool{}
	for _, r := range s.Rows {
		if r.Code != "" && !seen[r.Lane] {
			seen[r.Lane] = true
			lanes = append(lanes, r.Lane)
		}
	}
	return lanes
}

// listing is one list of codes of a form.
type listing struct {
	sheet
	rows   []int
	levels map[int]int // how many codes have so many digits
	prints map[string]int
}

func (s sheet) listing(lane string) listing {
	l := listing{sheet: s, levels: map[int]int{}, prints: map[string]int{}}
	for i, r := range s.Rows {
		if r.Lane != lane || r.Role == fact.OfWhich || listOf(r.Code) == nil {
			continue
		}
		l.rows = append(l.rows, i)
		l.levels[len(r.Code)]++
		l.prints[r.Code]++
	}
	return l
}

// check reports what is odd in one list, each kind once. A list that repeats codes is one of several units: its order says
// nothing.
func (l listing) check(p *reconcile.Pass) {
	var odd, orphans, late []int
	last := -1
	for _, i := range l.rows {
		code := l.Rows[i].Code
		switch parent := code[:max(0, len(code)-2)]; {
		case len(code)%2 == 0:
			odd = append(odd, i)
			continue
		case len(code) > classDigits && l.levels[len(parent)] > 0 && l.prints[parent] == 0 && !l.detail(code):
			orphans = append(orphans, i)
		}
		if last >= 0 && code < l.Rows[last].Code && !l.repeats() {
			late = append(late, i)
			continue
		}
		last = i
	}
	p.Checked(len(l.rows) - len(odd) - len(orphans) - len(late))
	l.report(p, odd, "digits", say("编码位数不是类3位、款5位、项7位", "codes that do not have the 3, 5 or 7 digits of a level"))
	l.report(p, orphans, "parent", say("编码的上级科目没有列出", "codes whose section or class is not listed"))
	l.report(p, late, "order", say("编码没有按顺序排列", "codes out of order"))
}

// detail says whether a code divides an economic item further, as some places do: 3010201.
func (l listing) detail(code string) bool {
	const item = 5 // digits
	return code[0] == '3' && len(code) > item
}

func (l listing) repeats() bool {
	for _, n := range l.prints {
		if n > 1 {
			return true
		}
	}
	return false
}

func (l listing) report(p *reconcile.Pass, rows []int, what string, text reconcile.Text) {
	if len(rows) == 0 {
		return
	}
	name := nameOf(l.Form)
	var printed []string
	var evidence []reconcile.Evidence
	for _, i := range rows {
		r := l.Rows[i]
		printed = append(printed, "“"+strings.TrimSpace(r.Code+" "+r.Name)+"”")
		evidence = append(evidence, reconcile.TextEvidence(name.ZH, strings.TrimSpace(r.Code+" "+r.Name), l.rowPlace(i)))
	}
	list := strings.Join(printed, "、")
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element:  reconcile.Element{Form: l.ID, Row: l.Rows[rows[0]].Code, Column: what},
		Message:  say(fmt.Sprintf("第%d页%s中，%s：%s。", l.Rows[rows[0]].Place.Page, name.ZH, text.ZH, list), fmt.Sprintf("On page %d, %s has %s: %s.", l.Rows[rows[0]].Place.Page, name.EN, text.EN, list)),
		Question: say("请问编码是否有误？", "Are the codes right?"),
		Evidence: evidence})
}
