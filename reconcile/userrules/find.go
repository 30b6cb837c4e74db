package userrules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// every stands for each row, or each column, in turn.
const every = "*"

func say(zh, en string) reconcile.Text { return reconcile.Text{ZH: zh, EN: en} }

// at is the row and the column that "*" stands for.
type at struct{ row, lane, column string }

// found is what a selector comes to in a document.
type found struct {
	fact *fact.Fact
	// form is the form the figure stands in, nil for running text.
	form *fact.Form
	// absent is set where the document has no such form; doubt says why the figure is not certain.
	absent, doubt reconcile.Text
}

// find looks a selector's figure up.
func (s *selector) find(set *fact.Set, star at) found {
	if s.Form == fact.Narrative {
		return s.inText(set)
	}
	form, why := s.form(set)
	if form == nil {
		return why
	}
	f := found{form: form}
	row, ok := s.row(form, star)
	if !ok {
		f.doubt = say(fmt.Sprintf("%s中没有唯一的行“%s”", form.Title, s.Row), fmt.Sprintf("%s has no one row “%s”", form.ID, s.Row))
		return f
	}
	column := s.column(form, row, star)
	if column < 0 {
		f.doubt = say(fmt.Sprintf("%s中没有唯一的栏“%s”", form.Title, s.Column), fmt.Sprintf("%s has no one column “%s”", form.ID, s.Column))
		return f
	}
	f.fact = form.Fact(row, column)
	return f
}

// form is the one form of the selector's kind.
func (s *selector) form(set *fact.Set) (*fact.Form, found) {
	forms := set.FormsOf(s.Form)
	switch len(forms) {
	case 0:
		return nil, found{absent: say("文件没有"+s.Form, "the document has no "+s.Form)}
	case 1:
		return forms[0], found{}
	}
	return nil, found{doubt: say("文件中有多张"+s.Form+"，无法确定所指", "the document has several "+s.Form+"; which is meant is not certain")}
}

// row is the one row with the selector's ID, code or printed name.
func (s *selector) row(form *fact.Form, star at) (int, bool) {
	want, lane := s.Row, s.Lane
	if want == every {
		want = star.row
		if lane == "" {
			lane = star.lane
		}
	}
	found := -1
	for i, r := range form.Rows {
		if lane != "" && r.Lane != lane || r.ID != want && bare(r.Name) != bare(want) {
			continue
		}
		if found >= 0 {
			return -1, false
		}
		found = i
	}
	return found, found >= 0
}

// column is the index of the one column with the selector's ID or heading; the main one where the selector names none.
func (s *selector) column(form *fact.Form, row int, star at) int {
	lane := form.Rows[row].Lane
	want := s.Column
	switch want {
	case "":
		return form.Main(lane)
	case every:
		want = star.column
	}
	found := -1
	for i, c := range form.Columns {
		if c.Lane != "" && c.Lane != lane {
			continue
		}
		heading := ""
		if len(c.Path) > 0 {
			heading = c.Path[len(c.Path)-1]
		}
		if c.ID != want && bare(heading) != bare(want) && bare(strings.Join(c.Path, "/")) != bare(want) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// bare is a printed name without blanks.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// inText is the figure that running text states of a subject for the document's year: one, or the same in all places.
func (s *selector) inText(set *fact.Set) found {
	var f found
	for i := range set.Sentences {
		for j := range set.Sentences[i].Facts {
			x := &set.Sentences[i].Facts[j]
			if x.Row != s.Row || x.Column != s.Column || x.Link != nil && x.Link.Year != 0 && x.Link.Year != set.Document.Year {
				continue
			}
			if f.fact != nil && !f.fact.Amount.Base().Equal(x.Amount.Base()) {
				return found{doubt: say("正文对“"+s.Row+"”有多个数字", "the text states several figures for "+s.Row)}
			}
			if f.fact == nil {
				f.fact = x
			}
		}
	}
	if f.fact == nil {
		f.absent = say("正文没有“"+s.Row+"”的数字", "the text states no figure for "+s.Row)
	}
	return f
}

// stars are the rows and columns that "*" goes through: those of the first selector's form that carry a figure.
func (e *entry) stars(set *fact.Set) []at {
	first := e.selectors()[0]
	if first.Row != every && first.Column != every {
		return []at{{}}
	}
	form, _ := first.form(set)
	if form == nil {
		return []at{{}}
	}
	var all []at
	rows := []fact.Row{{}}
	if first.Row == every {
		rows = form.Rows
	}
	for _, r := range rows {
		if first.Row == every && (r.ID == "" || r.Role == fact.Unknown || first.Lane != "" && r.Lane != first.Lane) {
			continue
		}
		if first.Column != every {
			all = append(all, at{row: r.ID, lane: r.Lane})
			continue
		}
		for _, c := range form.Columns {
			if c.Lane == "" || r.Lane == "" || c.Lane == r.Lane {
				all = append(all, at{r.ID, r.Lane, c.ID})
			}
		}
	}
	return all
}
