package form

import (
	"fmt"
	"regexp"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/extract/table"
)

// secrecy is the remark that rows are left out of what is published.
var secrecy = regexp.MustCompile(`(?:保密|涉密|敏感).{0,40}(?:剔除|不予公开|未予公开|不公开|删除|隐去|未列)`)

// withheld doubts the lists of a document that says it leaves rows out for secrecy: their sums need not hold. The
// remark counts where it stands below such a list; below a list of goals it is about goals.
func withheld(grids []*grid, forms []*fact.Form) {
	lists := map[string]*fact.Form{}
	for _, f := range forms {
		if k := kindOfForm(f.ID); k.shape == byRows && !k.listed && (k.rows == functional || k.rows == projects || k.rows == economic) {
			lists[f.Table] = f
		}
	}
	said := ""
	for _, g := range grids {
		for _, n := range append(append([]table.Line(nil), g.t.Notes...), g.inside...) {
			if lists[g.t.ID] != nil && secrecy.MatchString(plain(n.Text)) {
				said = g.t.ID
			}
		}
	}
	for _, f := range forms {
		if said != "" && lists[f.Table] != nil {
			f.Doubts = append(f.Doubts, say("文件在表"+said+"下注明，部分内容因保密未列出",
				"the document leaves rows out for secrecy, as it says below table "+said))
		}
	}
}

func kindOfForm(id string) *kind {
	for i := range kinds {
		if kinds[i].id == id {
			return &kinds[i]
		}
	}
	return nil
}

// goesOn doubts the form before an unclaimed table of the same width on the next page: it may be its second half.
func goesOn(f *fact.Form, before, t *table.Table) {
	if f.Table == before.ID && len(before.Pages) > 0 && firstPage(t) == before.Pages[len(before.Pages)-1]+1 && t.Cols == before.Cols && !filledIn(f) {
		f.Doubts = append(f.Doubts, say(fmt.Sprintf("表%s可能是本表的后半部分", t.ID), fmt.Sprintf("table %s may be its second half", t.ID)))
	}
}

// inPieces doubts forms of one kind and title on consecutive pages: one form whose tables could not be joined
// has its total in one piece and its rows in another.
func inPieces(forms []*fact.Form) []page.Problem {
	var problems []page.Problem
	for i := 1; i < len(forms); i++ {
		a, b := forms[i-1], forms[i]
		if a.ID != b.ID || filledIn(a) || len(a.Pages) == 0 || len(b.Pages) == 0 || b.Pages[0]-a.Pages[len(a.Pages)-1] > 1 || titleKey(a.Title) != titleKey(b.Title) {
			continue
		}
		why := say(fmt.Sprintf("本表在表%s续排", b.Table), fmt.Sprintf("the form goes on in table %s", b.Table))
		a.Doubts = append(a.Doubts, why)
		b.Doubts = append(b.Doubts, say(fmt.Sprintf("本表从表%s开始", a.Table), fmt.Sprintf("the form begins in table %s", a.Table)))
		problems = append(problems, page.Problem{Page: b.Pages[0], Code: RepeatedForm, Message: aboutTable(a.Table, cut(a.Title), why)})
	}
	return problems
}

// filledIn says whether a form stands once for every project.
func filledIn(f *fact.Form) bool { return f.ID == fact.ProjectPerformance || f.ID == fact.Catalogue }

// blankSums takes rows out of the outline that are printed over others without a figure of their own: a heading
// (一、部门预算) whose rows belong to the sum above, a total that is printed in another lane.
func (rd *reader) blankSums() {
	figures := map[int]map[string]bool{}
	for _, f := range rd.form.Facts {
		if s := f.Amount.State; s == fact.Number || s == fact.Zero {
			if figures[f.Place.Row] == nil {
				figures[f.Place.Row] = map[string]bool{}
			}
			figures[f.Place.Row][rd.laneAt(f.Place.Col)] = true
		}
	}
	rows := rd.form.Rows
	for i := range rows {
		r := &rows[i]
		if figures[r.Row][r.Lane] || !rd.sumsFigures(i, figures) {
			continue
		}
		for j := range rows {
			if rows[j].Parent == i {
				rows[j].Parent = r.Parent
			}
		}
		r.ID, r.Role, r.Parent = nameKey(r.Name)+"/blank", fact.OfWhich, none
	}
}

func (rd *reader) laneAt(col int) string {
	for _, c := range rd.form.Columns {
		if c.Col == col {
			return c.Lane
		}
	}
	return ""
}

// sumsFigures says whether a row is the parent of rows with figures.
func (rd *reader) sumsFigures(i int, figures map[int]map[string]bool) bool {
	for _, r := range rd.form.Rows {
		if r.Parent == i && r.Role != fact.OfWhich && figures[r.Row][r.Lane] {
			return true
		}
	}
	return false
}
