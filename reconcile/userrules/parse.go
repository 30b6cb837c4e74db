// Package userrules reads rules that a user writes in YAML into rules like the built-in ones: the same figures with
// their evidence, the same tolerance, the same ledger. The file is taken strictly: what is not understood is an error
// that names file and line, never left out.
package userrules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// file is a whole file of rules.
type file struct {
	Rules []entry `yaml:"rules"`
}

// entry is one rule as written.
type entry struct {
	ID    string `yaml:"id"`
	Title texts  `yaml:"title"`
	// Why is what the rule rests on, in the user's words.
	Why   texts  `yaml:"why"`
	Level string `yaml:"level"`
	// Documents limits the rule to budget or final-account.
	Documents string `yaml:"documents"`

	Sum     *sum      `yaml:"sum"`
	Equal   *pair     `yaml:"equal"`
	AtMost  *pair     `yaml:"le"`
	Ratio   *ratio    `yaml:"ratio"`
	Present *selector `yaml:"present"`
}

type texts struct {
	ZH string `yaml:"zh"`
	EN string `yaml:"en"`
}

type sum struct {
	Total selector   `yaml:"total"`
	Parts []selector `yaml:"parts"`
}

type pair struct {
	Left  selector `yaml:"left"`
	Right selector `yaml:"right"`
}

type ratio struct {
	Part    selector `yaml:"part"`
	Whole   selector `yaml:"whole"`
	Percent selector `yaml:"percent"`
}

// selector names one figure: the form, the row by code, by ID or as printed, and the column by ID or heading. "*" is
// every row, or every column, of the rule's first form, the same in all its selectors.
type selector struct {
	Form   string `yaml:"form"`
	Row    string `yaml:"row"`
	Column string `yaml:"column"`
	// Lane tells apart lists side by side: income or expenditure.
	Lane string `yaml:"lane"`
	// Blank is zero where an empty cell means that there is nothing.
	Blank string `yaml:"blank"`
	Minus bool   `yaml:"minus"`
}

// Parse reads the rules of a file; name is what errors call it.
func Parse(name string, text []byte) ([]*reconcile.Rule, error) {
	var f file
	err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&f)
	var where yaml.Error
	switch {
	case errors.As(err, &where):
		return nil, fmt.Errorf("%s:%d: %s", name, where.GetToken().Position.Line, where.GetMessage())
	case err != nil && !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(f.Rules) == 0 {
		return nil, fmt.Errorf("%s:1: it states no rules", name)
	}
	var rules []*reconcile.Rule
	lines := map[string]int{}
	for i := range f.Rules {
		e := &f.Rules[i]
		line := lineOf(tree, i)
		if why := e.wrong(); why != "" {
			return nil, fmt.Errorf("%s:%d: %s", name, line, why)
		}
		if at := lines[e.ID]; at > 0 {
			return nil, fmt.Errorf("%s:%d: rule %s is defined on line %d already", name, line, e.ID, at)
		}
		lines[e.ID] = line
		rules = append(rules, e.rule())
	}
	return rules, nil
}

// lineOf is the line on which a rule begins.
func lineOf(tree *ast.File, rule int) int {
	path, err := yaml.PathString(fmt.Sprintf("$.rules[%d]", rule))
	if err != nil {
		return 1
	}
	node, err := path.FilterFile(tree)
	if err != nil {
		return 1
	}
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken().Position.Line
	}
	return node.GetToken().Position.Line
}

// userID is U and what tells rules apart: no built-in rule begins with U.
var userID = regexp.MustCompile(`^U[0-9A-Za-z-]{1,20}$`)

// wrong says what is wrong with a rule as a whole; empty where nothing is.
func (e *entry) wrong() string {
	switch {
	case !userID.MatchString(e.ID):
		return fmt.Sprintf("id is %q; it must be U and up to 20 letters, digits or hyphens, as in U01", e.ID)
	case e.Title.ZH == "" && e.Title.EN == "":
		return "rule " + e.ID + " has no title (zh or en)"
	case e.Level != "" && e.Level != string(reconcile.Error) && e.Level != string(reconcile.Warning) && e.Level != string(reconcile.Note):
		return fmt.Sprintf("rule %s: level is %q; it must be error, warning or note", e.ID, e.Level)
	case e.Documents != "" && e.Documents != string(fact.Budget) && e.Documents != string(fact.FinalAccount):
		return fmt.Sprintf("rule %s: documents is %q; it must be budget or final-account", e.ID, e.Documents)
	}
	if e.Present != nil && e.Level == string(reconcile.Error) {
		return "rule " + e.ID + ": what is not printed contradicts nothing; level must be warning or note"
	}
	if n := e.shapes(); n != 1 {
		return fmt.Sprintf("rule %s has %d of sum, equal, le, ratio and present; it must have one", e.ID, n)
	}
	if e.Sum != nil && len(e.Sum.Parts) == 0 {
		return "rule " + e.ID + ": a sum needs parts"
	}
	for _, s := range e.selectors() {
		if why := s.wrong(e); why != "" {
			return "rule " + e.ID + ": " + why
		}
	}
	return ""
}

// wrong says what is wrong with a selector; empty where nothing is.
func (s *selector) wrong(e *entry) string {
	whole := e.Present != nil && s.Row == "" && s.Column == ""
	switch {
	case s.Form == "":
		return "a selector has no form"
	case s.Form != fact.Narrative && !slices.Contains(fact.FormIDs(), s.Form):
		return fmt.Sprintf("form %q is none; there are %s and %s", s.Form, strings.Join(fact.FormIDs(), ", "), fact.Narrative)
	case s.Row == "" && !whole:
		return "a selector of " + s.Form + " has no row"
	case s.Blank != "" && s.Blank != "zero":
		return fmt.Sprintf("blank is %q; it can only be zero", s.Blank)
	case s.Lane != "" && s.Lane != fact.Income && s.Lane != fact.Expenditure:
		return fmt.Sprintf("lane is %q; it must be income or expenditure", s.Lane)
	case s.Form == fact.Narrative && (s.Row == every || s.Column == every || s.Column == ""):
		return "a figure of the text needs a row (its subject) and a column (its measure)"
	case e.Present != nil && (s.Row == every || s.Column == every):
		return "present is about one figure"
	}
	first := e.selectors()[0]
	if s.Row == every && first.Row != every || s.Column == every && first.Column != every {
		return `"*" has to stand in the first selector too`
	}
	return ""
}

// shapes counts the shapes a rule has.
func (e *entry) shapes() int {
	n := 0
	for _, has := range []bool{e.Sum != nil, e.Equal != nil, e.AtMost != nil, e.Ratio != nil, e.Present != nil} {
		if has {
			n++
		}
	}
	return n
}

// selectors are all selectors of a rule, the one first whose rows and columns "*" goes through.
func (e *entry) selectors() []*selector {
	switch {
	case e.Sum != nil:
		list := []*selector{&e.Sum.Total}
		for i := range e.Sum.Parts {
			list = append(list, &e.Sum.Parts[i])
		}
		return list
	case e.Equal != nil:
		return []*selector{&e.Equal.Left, &e.Equal.Right}
	case e.AtMost != nil:
		return []*selector{&e.AtMost.Left, &e.AtMost.Right}
	case e.Ratio != nil:
		return []*selector{&e.Ratio.Part, &e.Ratio.Whole, &e.Ratio.Percent}
	case e.Present != nil:
		return []*selector{e.Present}
	}
	return nil
}

// String is a selector as it is spoken of.
func (s *selector) String() string {
	return strings.Trim(strings.Join([]string{s.Form, s.Row, s.Column}, "·"), "·")
}
