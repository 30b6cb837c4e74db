package rules

import (
	"fmt"
	"slices"
	"strings"

	"gouji/extract/fact"
	"gouji/reconcile"
)

// say is a text in both languages.
func say(zh, en string) reconcile.Text { return reconcile.Text{ZH: zh, EN: en} }

// formNames are the kinds of form as they are spoken of where the title is not printed.
var formNames = map[string]reconcile.Text{
	fact.IncomeExpenditureTotal: say("收支总表", "income and expenditure"),
	fact.IncomeTotal:            say("收入总表", "income"),
	fact.ExpenditureTotal:       say("支出总表", "expenditure"),
	fact.FiscalTotal:            say("财政拨款收支总表", "fiscal appropriation"),
	fact.GeneralExpenditure:     say("一般公共预算支出表", "general public budget expenditure"),
	fact.BasicExpenditure:       say("基本支出表", "basic expenditure"),
	fact.FundExpenditure:        say("政府性基金预算支出表", "government fund expenditure"),
	fact.StateCapital:           say("国有资本经营预算表", "state capital"),
	fact.ThreePublic:            say("“三公”经费表", "three public expenses"),
	fact.OperatingCost:          say("机关运行经费表", "operating cost"),
	fact.Projects:               say("项目支出表", "projects"),
	fact.ProjectsCarryOver:      say("项目支出表（上年结转）", "projects carried over"),
	fact.ProjectPerformance:     say("项目支出绩效目标表", "project performance targets"),
	fact.PurchasedServices:      say("政府购买服务表", "purchased services"),
	fact.Catalogue:              say("政府购买服务指导性目录", "catalogue of services"),
	fact.FundIncome:             say("政府性基金预算收入表", "government fund income"),
	fact.FundTotal:              say("政府性基金收支表", "government fund income and expenditure"),
	fact.Procurement:            say("政府采购表", "procurement"),
	fact.OverallPerformance:     say("整体支出绩效目标表", "overall performance targets"),
	fact.FiscalExpenditure:      say("财政拨款支出表", "expenditure of fiscal appropriation"),
	fact.FiscalBasicExpenditure: say("财政拨款基本支出表", "basic expenditure of fiscal appropriation"),
	fact.GeneralByEconomicClass: say("一般公共预算支出表（经济分类）", "general public budget expenditure by economic class"),
	fact.GeneralByGovEconomic:   say("一般公共预算支出表（政府经济分类）", "general public budget expenditure by government economic class"),
	fact.BasicByGovEconomic:     say("基本支出表（政府经济分类）", "basic expenditure by government economic class"),
	fact.GeneralProjects:        say("一般公共预算项目支出表", "general public budget projects"),
	fact.BasicByFunction:        say("基本支出表（功能分类）", "basic expenditure by function"),
	fact.BasicAllFunds:          say("基本支出总表", "basic expenditure of all funds"),
	fact.Unclaimed:              say("未识别的表", "unrecognised table"),
	fact.ProjectPerformanceList: say("项目支出绩效目标一览表", "list of project performance targets"),
}

// nameOf is how a form is spoken of: its printed title, or the name of its kind.
func nameOf(f *fact.Form) reconcile.Text {
	kind, known := formNames[f.ID]
	if !known {
		kind = say(f.ID, f.ID)
	}
	if f.Title != "" {
		return say("《"+f.Title+"》", kind.EN+" “"+f.Title+"”")
	}
	return kind
}

// sheet is a form with its cells at hand.
type sheet struct {
	*fact.Form
	at map[[2]int]*fact.Fact
	// doubts are the reasons why sums over the form may be misread: its own, and rows whose part in a sum is unknown.
	doubts []reconcile.Text
}

func open(f *fact.Form) sheet {
	s := sheet{Form: f, at: make(map[[2]int]*fact.Fact, len(f.Facts))}
	for i := range f.Facts {
		p := f.Facts[i].Place
		s.at[[2]int{p.Row, p.Col}] = &f.Facts[i]
	}
	s.doubts = s.misgivings()
	return s
}

// cell is the fact at an index in Rows and one in Columns; nil where there is none.
func (s sheet) cell(row, column int) *fact.Fact {
	if row < 0 || column < 0 {
		return nil
	}
	if a, b := s.Rows[row].Lane, s.Columns[column].Lane; a != "" && b != "" && a != b {
		return nil // another lane's cell of the same line
	}
	return s.at[[2]int{s.Rows[row].Row, s.Columns[column].Col}]
}

// group names the network of one rule in one form.
func (s sheet) group(of string) string { return fmt.Sprintf("%s/%s/%d", of, s.ID, s.Instance) }

// columns are the indexes of a lane's columns of money; "" is every column without a lane.
func (s sheet) columns(lane string) []int {
	var cols []int
	for i, c := range s.Columns {
		if (c.Lane == lane || c.Lane == "") && additive(c) {
			cols = append(cols, i)
		}
	}
	return cols
}

// notAdded are measures that no sum of rows has.
var notAdded = []string{fact.Growth, fact.Share, fact.Completion, fact.Change, fact.Count,
	fact.EconomicName, fact.GovEconomicName, fact.CatalogueCode}

// additive says whether the amounts of a column may be added up.
func additive(c fact.Column) bool {
	id, _, _ := strings.Cut(c.ID, "/")
	return !slices.Contains(notAdded, id) && !strings.Contains(strings.Join(c.Path, ""), "%")
}

// has says whether a lane has any row.
func (s sheet) has(lane string) bool {
	return slices.ContainsFunc(s.Rows, func(r fact.Row) bool { return r.Lane == lane })
}

// row is the index of the first row with one of the IDs, in order of the IDs, in a lane ("" for any); -1 for none.
func (s sheet) row(lane string, ids ...string) int {
	for _, id := range ids {
		for i, r := range s.Rows {
			if r.ID == id && (lane == "" || r.Lane == lane) && r.Role != fact.OfWhich {
				return i
			}
		}
	}
	return -1
}

// main is the fact that stands for a whole row.
func (s sheet) main(row int) *fact.Fact {
	if row < 0 {
		return nil
	}
	return s.cell(row, s.Main(s.Rows[row].Lane))
}

// whole is the fact of a row in the first of some columns that exists.
func (s sheet) in(row int, columns ...string) *fact.Fact {
	if row < 0 {
		return nil
	}
	for _, id := range columns {
		if c := s.Column(id, s.Rows[row].Lane); c >= 0 {
			return s.cell(row, c)
		}
		if c := s.Column(id, ""); c >= 0 {
			return s.cell(row, c)
		}
	}
	return nil
}

// parts are the rows that a total adds up: those that name it as their parent.
func (s sheet) parts(total int) []int {
	var rows []int
	for i, r := range s.Rows {
		if r.Parent == total && i != total && r.Role != fact.OfWhich {
			rows = append(rows, i)
		}
	}
	return rows
}

// figure says whether a fact prints an amount other than zero, or something that may be one.
func figure(f *fact.Fact) bool {
	if f == nil {
		return false
	}
	switch f.Amount.State {
	case fact.Number, fact.Unreadable:
		return true
	}
	return false
}

// blank says whether a fact is missing or prints nothing.
func blank(f *fact.Fact) bool { return f == nil || f.Amount.State == fact.Blank }

// misgivings collects the form's doubts. Those about single columns are left out: such a column is not Known, and
// sums over it have to be seen to hold.
func (s sheet) misgivings() []reconcile.Text {
	var all []reconcile.Text
	name := nameOf(s.Form)
	for _, d := range s.Doubts {
		all = append(all, say(name.ZH+"："+d.ZH, name.EN+": "+d.EN))
	}
	for i, r := range s.Rows {
		if r.Role != fact.Unknown {
			continue
		}
		for c := range s.Columns {
			if figure(s.cell(i, c)) {
				all = append(all, say(name.ZH+"有含义不明的行“"+r.Name+"”", name.EN+" has a row of unknown meaning: "+r.Name))
				break
			}
		}
	}
	return all
}

// sum is a row that should be the sum of other rows, in one column.
type sum struct {
	total, column int
	parts         []int
	name          reconcile.Text
	declared      bool
}

// equation puts a form's figures into a sum of rows.
func (s sheet) equation(group string, of sum) reconcile.Equation {
	total, column := s.Rows[of.total], s.Columns[of.column]
	eq := reconcile.Equation{Name: of.name, Group: s.group(group), Declared: of.declared, Doubts: s.doubts,
		Shape:   fmt.Sprintf("%s/%d", s.group(group), of.total),
		Element: reconcile.Element{Form: s.ID, Row: key(total), Column: column.ID},
		Right:   []reconcile.Operand{{Fact: s.cell(of.total, of.column), Missing: reconcile.ZeroIfBlank, Label: label(total, column)}}}
	for _, i := range of.parts {
		eq.Left = append(eq.Left, reconcile.Operand{Fact: s.cell(i, s.twin(of.column, i)), Missing: reconcile.ZeroIfBlank,
			Label: label(s.Rows[i], column)})
	}
	return eq
}

// twin is the column with the same ID in another row's lane: codes of a list printed in several lanes.
func (s sheet) twin(column, row int) int {
	c := s.Columns[column]
	if c.Lane == "" || c.Lane == s.Rows[row].Lane {
		return column
	}
	return s.Column(c.ID, s.Rows[row].Lane)
}

// key is a row's ID for a finding's identity.
func key(r fact.Row) string {
	if r.Lane != "" {
		return r.Lane + "/" + r.ID
	}
	return r.ID
}

// label is how a cell is spoken of.
func label(r fact.Row, c fact.Column) string {
	name := r.Name
	if r.Code != "" && !strings.Contains(name, r.Code) {
		name = r.Code + " " + name
	}
	switch path := strings.Join(c.Path, "/"); {
	case path == "":
		return name
	case name == "":
		return path
	default:
		return name + "·" + path
	}
}

// operand is a required figure.
func operand(f *fact.Fact, missing string) reconcile.Operand {
	if f == nil {
		return reconcile.Operand{Label: missing}
	}
	return reconcile.Operand{Fact: f}
}

// either judges the first of several readings of one identity that holds. Where none does, the first is judged; it
// can be no more than a question unless all readings compare the same figures.
func either(p *reconcile.Pass, readings ...reconcile.Equation) {
	readable := -1
	for i, eq := range readings {
		holds, read := p.Try(eq)
		if holds {
			p.Judge(eq)
			return
		}
		if read && readable < 0 {
			readable = i
		}
	}
	if readable < 0 {
		p.Judge(readings[0])
		return
	}
	eq := readings[readable]
	if differ(readings) {
		eq.Limit = reconcile.Warning
	}
	p.Judge(eq)
}

// differ says whether readings of an identity come to different figures.
func differ(readings []reconcile.Equation) bool {
	values := map[string]bool{}
	for _, eq := range readings {
		text := ""
		for _, side := range [][]reconcile.Operand{eq.Left, eq.Right, eq.Whole} {
			for _, o := range side {
				if o.Fact != nil && !o.Fact.Amount.Value.IsZero() {
					text += o.Fact.Amount.Base().String() + "+"
				}
			}
			text += "|"
		}
		values[text] = true
	}
	return len(values) > 1
}
