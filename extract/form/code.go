package form

import (
	"regexp"
	"strings"

	"gouji/extract/form/codes"
)

var inCellCode = regexp.MustCompile(`^\[?(\d{3}(?:\d\d){0,4})\]?[-—_.:]?([^\d].*)$`)

// subject reads code and name of a row. parts are the code's columns of the row before: a row may print only
// the 项 of its code under the 类 and 款 above.
func (rd *reader) subject(n nameGroup, r int, parts []string) (code, name string, next []string) {
	if n.name >= 0 {
		if c := rd.g.at(r, n.name); c != nil && (c.Row == r || len(n.codes) > 0) {
			name = c.Text
		}
	}
	texts := make([]string, len(n.codes))
	for i, col := range n.codes {
		// A whole code may stand in one cell merged over 类, 款 and 项.
		if i == 0 || rd.g.at(r, col) != rd.g.at(r, n.codes[i-1]) {
			texts[i] = rd.g.text(r, col)
		}
	}
	code, next, words := joinCode(texts, parts)
	if words != "" && (name == "" || totalWord.MatchString(words)) {
		name = words
	}
	if code == "" {
		if m := inCellCode.FindStringSubmatch(plain(name)); m != nil && !figureUnit.MatchString(m[2]) {
			return m[1], printedRest(name, m[2]), next
		}
	}
	return code, name, next
}

var figureUnit = regexp.MustCompile(`^(?:年|万|元|个|人|月|日)`)

// printedRest is the part of a printed name after its code.
func printedRest(name, plainRest string) string {
	for i := range name {
		if plain(name[i:]) == plainRest {
			return strings.TrimSpace(name[i:])
		}
	}
	return plainRest
}

// joinCode puts a code together that is printed in several columns. words is what stands in them that is no
// code.
func joinCode(texts, before []string) (code string, parts []string, words string) {
	first := -1
	for i, s := range texts {
		if s == "" {
			continue
		}
		if strings.Trim(s, "0123456789") != "" {
			return "", before, s
		}
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return "", before, ""
	}
	if len(texts) == 1 {
		return soleCode(texts[0], before)
	}
	parts = make([]string, len(texts))
	copy(parts, texts)
	if len(before) == len(parts) {
		copy(parts[:first], before[:first])
	}
	for i, s := range parts {
		if s == "" {
			if i <= first {
				return "", before, "" // a 款 whose 类 is nowhere
			}
			continue
		}
		if code != "" && len(s) > len(code) && strings.HasPrefix(s, code) {
			code = s
		} else {
			code += s
		}
	}
	return code, parts, ""
}

// soleCode reads a code from the only column of codes. A 款 may be printed there by its own two digits, under
// its 类.
func soleCode(s string, before []string) (code string, parts []string, words string) {
	if len(s) == 2 && len(before) == 1 && len(before[0]) == 3 {
		return before[0] + s, before, ""
	}
	if len(s) == 3 {
		return s, []string{s}, ""
	}
	return s, before, ""
}

// unitByCode takes the code of a unit (125001) that stands in the column of subjects' codes for what it is.
func (rd *reader) unitByCode(e *entry) {
	if rd.kind.rows != functional && rd.kind.rows != economic && rd.kind.rows != governmentEconomic || e.code == "" || e.unit != "" {
		return
	}
	subject := codeText.MatchString(e.code) && strings.ContainsAny(e.code[:1], "2345")
	if !subject && organisation.MatchString(plain(e.name)) {
		e.unitCode, e.unit, e.code = e.code, e.name, ""
		e.printed = false
	}
}

// classCodes gives rows that print no codes theirs: classes by their names, items by their names under the
// class above.
func classCodes(list []entry, l *codes.List) {
	class := ""
	for i := range list {
		e := &list[i]
		switch {
		case e.code != "":
			class = e.code[:3]
			continue
		case e.total || e.unit != "" && e.name == e.unit:
			continue
		}
		if c := l.Class(e.label.text); c != "" && (class == "" || l.Under(class, e.label.text) == "") {
			e.code, class = c, c
			continue
		}
		if class != "" {
			e.code = l.Under(class, e.label.text)
		}
	}
}
