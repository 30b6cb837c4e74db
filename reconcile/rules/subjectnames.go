package rules

import (
	"fmt"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/form/codes"
	"gouji/extract/page"
	"gouji/reconcile"
)

// byClassification are the forms whose rows are subjects of the classification with their printed codes.
var byClassification = append(append([]string{}, byFunction...), byEconomic...)

// listOf is the list of subjects that a code belongs to; nil for codes that no list holds: income, units.
func listOf(code string) *codes.List {
	const itemDigits = 7
	switch {
	case len(code) < classDigits || !digits(code):
		return nil
	case code[0] == '2' && len(code) == itemDigits:
		return codes.FunctionalItems()
	case code[0] == '2':
		return codes.Functional()
	case code[0] == '3':
		return codes.DepartmentEconomic()
	case code[0] == '5':
		return codes.GovernmentEconomic()
	}
	return nil
}

// misnamed is a printed pair of code and name that the lists do not hold, with the rows that print it.
type misnamed struct {
	entry codes.Entry
	row   fact.Row
	form  *fact.Form
	at    []reconcile.Evidence
}

// checkSubjectNames is F01: a code stands beside the name of its subject.
func checkSubjectNames(p *reconcile.Pass) {
	if year := p.Set.Document.Year; year < codes.FirstEdition {
		p.Doubt(say(fmt.Sprintf("科目名称清单自%d年起，本文件年度不在其内", codes.FirstEdition),
			fmt.Sprintf("the lists of names begin with %d; the document's year is not among theirs", codes.FirstEdition)))
		return
	}
	found := map[string]*misnamed{}
	var order []string
	eachSheet(p, byClassification, func(s sheet) {
		for i, r := range s.Rows {
			entry, wrong := s.misnamed(p, i)
			if !wrong {
				continue
			}
			k := r.Code + " " + fold(r.Name)
			if found[k] == nil {
				found[k] = &misnamed{entry: entry, row: r, form: s.Form}
				order = append(order, k)
			}
			found[k].at = append(found[k].at, reconcile.TextEvidence(nameOf(s.Form).ZH, strings.TrimSpace(r.Code+" "+r.Name), s.rowPlace(i)))
		}
	})
	for _, k := range order {
		found[k].report(p)
	}
}

// misnamed says whether a row prints a known code beside a name that is not its subject's.
func (s sheet) misnamed(p *reconcile.Pass, row int) (codes.Entry, bool) {
	r := s.Rows[row]
	list := listOf(r.Code)
	if list == nil || r.Role == fact.OfWhich || r.Name == "" {
		return codes.Entry{}, false
	}
	entry, known := list.Entry(r.Code)
	switch {
	case !known:
		p.Doubt(say("科目编码"+r.Code+"等不在清单内（清单不全）", "the lists do not hold "+r.Code+" and others (they are not whole)"))
	case list.Calls(r.Code, r.Name) || shortened(entry.Name, r.Name):
		p.Checked(1)
	case strings.ContainsAny(r.Name, "0123456789"):
		p.Doubt(say("“"+r.Name+"”一格不只是名称", "the cell “"+r.Name+"” holds more than a name"))
	case !s.unsure(row).Empty():
		p.Doubt(s.unsure(row))
	default:
		return entry, true
	}
	return codes.Entry{}, false
}

// shortened says whether one name is a part of the other: cells cut names off, and tables leave 支出 or 缴费 out.
func shortened(a, b string) bool {
	a, b = strings.ReplaceAll(fold(a), "的", ""), strings.ReplaceAll(fold(b), "的", "")
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// unsure is why a row may not say what is printed; empty where all of it is read for sure.
func (s sheet) unsure(row int) reconcile.Text {
	for c := range s.Columns {
		if f := s.cell(row, c); f != nil {
			if why := reconcile.Doubt(f); !why.Empty() {
				return why
			}
		}
	}
	if r := s.Rows[row]; s.rowPlace(row).Source == page.OCR {
		return say("“"+r.Name+"”由文字识别读出，未经核实", "“"+r.Name+"” was read by OCR and is not confirmed")
	}
	return reconcile.Text{}
}

// rowPlace is where a row is printed; it was read as its form was.
func (s sheet) rowPlace(row int) fact.Place {
	p := s.Rows[row].Place
	if p.Source == "" {
		p.Source, p.Confidence = s.Form.Place.Source, s.Form.Place.Confidence
	}
	return p
}

// report asks about a pair. A name of another subject is asked for as a slip of the code, a name like the right one as a slip
// of the pen.
func (m *misnamed) report(p *reconcile.Pass) {
	level := reconcile.Warning
	other := m.other()
	switch {
	case other == "" && alike(m.entry.Name, m.row.Name) >= akin:
		level = reconcile.Note
	case !m.entry.Confirmed && other == "":
		level = reconcile.Note
	}
	printed := m.row.Code + " " + m.row.Name
	zh := fmt.Sprintf("第%d页%s印作“%s”，科目清单中%s为“%s”", m.row.Place.Page, nameOf(m.form).ZH, printed, m.row.Code, m.entry.Name)
	en := fmt.Sprintf("On page %d, %s prints “%s”; in the list of subjects %s is “%s”", m.row.Place.Page, nameOf(m.form).EN, printed, m.row.Code, m.entry.Name)
	question := say("请问此行的科目名称是否有误？", "Is the name of the subject in this row right?")
	if other != "" {
		zh, en = zh+"，“"+m.row.Name+"”为"+other, en+", and “"+m.row.Name+"” is "+other
		question = say("请问此行的科目编码是"+m.row.Code+"还是"+other+"？", "Is the code of this row "+m.row.Code+" or "+other+"?")
	}
	if !m.entry.Confirmed {
		zh, en = zh+"（该名称未经公开文件印证）", en+" (no published document confirms that name)"
	}
	if n := len(m.at); n > 1 {
		zh, en = fmt.Sprintf("%s；共%d处", zh, n), fmt.Sprintf("%s; %d places", en, n)
	}
	p.Report(reconcile.Finding{Kind: reconcile.Contradiction, Level: level,
		Element: reconcile.Element{Form: m.form.ID, Row: m.row.Code, Column: fold(m.row.Name)},
		Message: say(zh+"。", en+"."), Question: question, Evidence: m.at})
}

// other is the code of the sibling that the printed name belongs to; empty where there is none or more than one.
func (m *misnamed) other() string {
	const level = 2 // digits of one level of codes
	parent, found := m.row.Code[:len(m.row.Code)-level], ""
	for _, c := range listOf(m.row.Code).Named(m.row.Name) {
		if len(c) != len(m.row.Code) || !strings.HasPrefix(c, parent) || c == m.row.Code {
			continue
		}
		if found != "" && found != c {
			return ""
		}
		found = c
	}
	return found
}
