package reconcile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"gouji/extract/fact"
)

// Suppression sets findings aside, for a reason. It names one finding by ID, or all of a rule and publisher that its
// other fields do not exclude.
type Suppression struct {
	// Line is where it begins in its file, from 1.
	Line int
	// ID is a finding's ID or its beginning, idBeginning characters at least.
	ID              string
	Rule, Publisher string
	// Year is 0 for any; Form, Row and Column are those of the finding's element, empty for any.
	Year              int
	Form, Row, Column string
	Reason            string
	// Until is the last day it holds, in UTC; zero for no end.
	Until time.Time
}

// idBeginning is the least length of an ID that stands for the whole: shorter ones meet by chance.
const idBeginning = 8

// Name is what a suppression is about, in its file's words.
func (s Suppression) Name() string {
	if s.ID != "" {
		return s.ID
	}
	return s.Rule + " " + s.Publisher
}

// Matches says whether it is about a finding of a document.
func (s Suppression) Matches(f Finding, d fact.Document) bool {
	if s.ID != "" {
		return strings.HasPrefix(f.ID, s.ID)
	}
	fits := func(want, got string) bool { return want == "" || want == got }
	return s.Rule == f.Rule && s.Publisher == d.Publisher && (s.Year == 0 || s.Year == d.Year) &&
		fits(s.Form, f.Element.Form) && fits(s.Row, f.Element.Row) && fits(s.Column, f.Element.Column)
}

// expired says whether it held until before a day.
func (s Suppression) expired(today time.Time) bool {
	return !s.Until.IsZero() && today.UTC().Truncate(hoursOfDay).After(s.Until)
}

const hoursOfDay = 24 * time.Hour

// Suppressed is what a file of suppressions did to findings.
type Suppressed struct {
	// By gives, for the ID of a finding that is set aside, what sets it aside.
	By map[string]Suppression
	// Stale hold still and hit nothing; Expired hold no longer. Both in the order of the file.
	Stale, Expired []Suppression
}

// Suppress applies suppressions to findings; about is the document of a finding. The first that matches sets a finding
// aside.
func Suppress(list []Suppression, findings []Finding, about func(Finding) fact.Document, today time.Time) Suppressed {
	out := Suppressed{By: map[string]Suppression{}}
	for _, s := range list {
		if s.expired(today) {
			out.Expired = append(out.Expired, s)
			continue
		}
		hit := false
		for _, f := range findings {
			if !s.Matches(f, about(f)) {
				continue
			}
			hit = true
			if _, known := out.By[f.ID]; !known {
				out.By[f.ID] = s
			}
		}
		if !hit {
			out.Stale = append(out.Stale, s)
		}
	}
	return out
}

// ParseSuppressions reads a file of suppressions: blocks of lines "key: value", set apart by empty lines; a line that
// begins with # is a remark. Each block has a reason, and an id or a rule and a publisher. What is not understood is
// an error: a suppression that does something else than its writer meant hides findings.
func ParseSuppressions(r io.Reader) ([]Suppression, error) {
	var list []Suppression
	var errs []error
	block := suppressionBlock{}
	end := func() {
		if block.keys == nil {
			return
		}
		s, err := block.read()
		errs, list = append(errs, err), append(list, s)
		block = suppressionBlock{}
	}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		switch {
		case line == "":
			end()
		case !strings.HasPrefix(line, "#"):
			errs = append(errs, block.add(n, line))
		}
	}
	end()
	if err := errors.Join(append(errs, lines.Err())...); err != nil {
		return nil, err
	}
	return list, nil
}

// suppressionBlock is one block of a file as it is read.
type suppressionBlock struct {
	line int
	keys map[string]string
}

// suppressionKeys are the keys a block may have.
var suppressionKeys = []string{"id", "rule", "publisher", "year", "form", "row", "column", "reason", "until"}

func (b *suppressionBlock) add(n int, line string) error {
	if b.keys == nil {
		b.line, b.keys = n, map[string]string{}
	}
	key, value, found := strings.Cut(line, ":")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	known := false
	for _, k := range suppressionKeys {
		known = known || k == key
	}
	switch _, twice := b.keys[key]; {
	case !found || value == "":
		return fmt.Errorf("line %d: %q is not of the form “key: value”", n, line)
	case !known:
		return fmt.Errorf("line %d: there is no key %q; the keys are %s", n, key, strings.Join(suppressionKeys, ", "))
	case twice:
		return fmt.Errorf("line %d: %q occurs twice in one block", n, key)
	}
	b.keys[key] = value
	return nil
}

// read makes a suppression of a block.
func (b *suppressionBlock) read() (Suppression, error) {
	k := b.keys
	s := Suppression{Line: b.line, ID: k["id"], Rule: k["rule"], Publisher: k["publisher"], Form: k["form"], Row: k["row"],
		Column: k["column"], Reason: k["reason"]}
	fail := func(format string, args ...any) (Suppression, error) {
		return s, fmt.Errorf("line %d: "+format, append([]any{b.line}, args...)...)
	}
	var err error
	if k["year"] != "" {
		if s.Year, err = strconv.Atoi(k["year"]); err != nil {
			return fail("the year is %q", k["year"])
		}
	}
	if k["until"] != "" {
		if s.Until, err = time.Parse(time.DateOnly, k["until"]); err != nil {
			return fail("until is %q; it must be a day as in 2026-12-31", k["until"])
		}
	}
	switch {
	case s.Reason == "":
		return fail("a suppression needs a reason")
	case s.ID != "" && s.Rule+s.Publisher+k["year"]+s.Form+s.Row+s.Column != "":
		return fail("an id stands alone, without rule, publisher, year, form, row or column")
	case s.ID == "" && (s.Rule == "" || s.Publisher == ""):
		return fail("a suppression needs an id, or a rule and a publisher")
	case s.ID != "" && len(s.ID) < idBeginning:
		return fail("the id %q is too short; give %d characters or more", s.ID, idBeginning)
	}
	return s, nil
}
