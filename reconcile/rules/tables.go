package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
)

// checkTables is G01: the tables that the document itself promises are there, in the order promised, of its year and
// department.
func checkTables(p *reconcile.Pass) {
	promised := promisedTables(p.Set)
	switch {
	case len(promised) == 0:
		p.Absent(say("目录没有列出表格", "no table of contents lists tables"))
	case len(p.Set.Forms) == 0 && attachedTables.MatchString(strings.ReplaceAll(fold(printedWords(p.Set)), "\n", "")):
		p.Absent(say("文件写明报表另为附件", "the document says that its tables are an attachment"))
	case len(p.Set.Forms) == 0 && !unknownForms(p):
		reportNoTables(p, promised)
	default:
		present(p, promised)
		inOrder(p, promised)
	}
	numbered(p)
	labelled(p)
}

// attachedTables says that the tables are a file of their own.
var attachedTables = regexp.MustCompile(`附件\d?:.{0,40}?(?:报表|预算表|决算表)`)

// promisedTables are the entries of the table of contents that are titles of tables.
func promisedTables(s *fact.Set) []fact.Heading {
	var list []fact.Heading
	for _, e := range s.Contents {
		if len(e.Forms) > 0 && e.Place.Source != page.OCR {
			list = append(list, e)
		}
	}
	return list
}

// present reports the promised tables that are not found. A heading of the text with the same words stands for a table that
// is only spoken of; one that was not understood may be any.
func present(p *reconcile.Pass, promised []fact.Heading) {
	var missing []fact.Heading
	for _, e := range promised {
		if len(formsFor(p.Set, e)) > 0 || headed(p.Set, e) {
			p.Checked(1)
			continue
		}
		missing = append(missing, e)
	}
	switch {
	case len(missing) == 0:
	case unknownForms(p) || p.Set.Document.Imaged > 0:
		p.Doubt(say("目录所列“"+missing[0].Text+"”没有找到，但有表格或页面没有读懂", "“"+missing[0].Text+"” was not found, but tables or pages were not understood"))
	default:
		reportMissing(p, missing)
	}
}

// formsFor are the forms that an entry can be the title of.
func formsFor(s *fact.Set, e fact.Heading) []*fact.Form {
	var all []*fact.Form
	for _, f := range s.Forms {
		if slices.Contains(e.Forms, f.ID) || bareTitle(f.Title) == bareTitle(e.Text) {
			all = append(all, f)
		}
	}
	return all
}

func headed(s *fact.Set, e fact.Heading) bool {
	return slices.ContainsFunc(s.Headings, func(h fact.Heading) bool { return bareTitle(h.Text) == bareTitle(e.Text) })
}

var titleOrdinal = regexp.MustCompile(`^(?:第?[一二三四五六七八九十]+(?:部分)?[,.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[.,]|附?表[一二三四五六七八九十\d]{1,3}[:.,]?)`)

// bareTitle is a title without its number, year and blanks.
func bareTitle(s string) string {
	t := titleOrdinal.ReplaceAllString(fold(s), "")
	return strings.TrimSuffix(yearWords.ReplaceAllString(t, ""), "表")
}

var yearWords = regexp.MustCompile(`(?:19|20)\d\d年?度?`)

func reportMissing(p *reconcile.Pass, missing []fact.Heading) {
	names, evidence := quoted(missing, "目录")
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Warning,
		Element: reconcile.Element{Form: "contents", Row: bareTitle(missing[0].Text), Column: "missing"},
		Message: say(fmt.Sprintf("第%d页目录列有%s，文件中没有找到。", missing[0].Place.Page, names),
			fmt.Sprintf("The table of contents on page %d lists %s; not found in the document.", missing[0].Place.Page, names)),
		Question: say("请问这些表格在哪里公开？", "Where are these tables published?"), Evidence: evidence})
}

func reportNoTables(p *reconcile.Pass, promised []fact.Heading) {
	names, evidence := quoted(promised, "目录")
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element: reconcile.Element{Form: "contents", Row: "tables", Column: "missing"},
		Message: say(fmt.Sprintf("第%d页目录列有%d张表（%s），本文件一张也没有，可能另行公开；文字中的数字因此没有可对照的表格。", promised[0].Place.Page, len(promised), names),
			fmt.Sprintf("The table of contents on page %d lists %d tables (%s); this file has none, they may be published apart. The figures of the text have no table to be checked against.", promised[0].Place.Page, len(promised), names)),
		Question: say("请问报表在哪里公开？", "Where are the tables published?"), Evidence: evidence})
}

// quoted are headings as they are quoted, with their evidence.
func quoted(list []fact.Heading, label string) (string, []reconcile.Evidence) {
	const shown = 4 // the others are counted
	var names []string
	var evidence []reconcile.Evidence
	for i, h := range list {
		if i < shown {
			names = append(names, "“"+h.Text+"”")
		}
		evidence = append(evidence, reconcile.TextEvidence(label, h.Text, h.Place))
	}
	text := strings.Join(names, "、")
	if n := len(list) - shown; n > 0 {
		text += fmt.Sprintf("等%d项", len(list))
	}
	return text, evidence
}

// inOrder reports a table that is printed before one that the contents list earlier. Only tables that an entry fits alone
// have an order.
func inOrder(p *reconcile.Pass, promised []fact.Heading) {
	var before *fact.Form
	for _, e := range promised {
		found := formsFor(p.Set, e)
		if len(found) != 1 || len(e.Forms) != 1 || found[0].Place.Page == 0 {
			continue
		}
		f := found[0]
		if before != nil && f.Place.Page < before.Place.Page {
			a, b := nameOf(before), nameOf(f)
			p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
				Element: reconcile.Element{Form: f.ID, Row: "contents", Column: "order"},
				Message: say(fmt.Sprintf("目录中%s在%s之前，文件中%s印在第%d页，%s印在第%d页。", a.ZH, b.ZH, b.ZH, f.Place.Page, a.ZH, before.Place.Page),
					fmt.Sprintf("The contents list %s before %s; they are printed on pages %d and %d.", a.EN, b.EN, before.Place.Page, f.Place.Page)),
				Question: say("请问表格的顺序是否有误？", "Are the tables in the right order?"),
				Evidence: []reconcile.Evidence{reconcile.TextEvidence("目录", e.Text, e.Place), reconcile.TextEvidence("", f.Title, f.Place)}})
			return
		}
		p.Checked(1)
		before = f
	}
}

// tableNumber is the number a title gives its table: 表3, 预算03表, （预算表3）.
var tableNumber = regexp.MustCompile(`(?:预算|公开|附|财决|部门)*表(\d{1,2})(?:\D|$)|(?:预算|公开|财决)(\d{1,2})表`)

// numbered reports numbers that are left out between the first and the last numbered table.
func numbered(p *reconcile.Pass) {
	const fewest = 3
	at := map[int]*fact.Form{}
	last := 0
	for _, f := range p.Set.Forms {
		if m := tableNumber.FindStringSubmatch(fold(f.Title)); m != nil && f.Place.Source != page.OCR {
			n, _ := strconv.Atoi(m[1] + m[2])
			at[n], last = f, max(last, n)
		}
	}
	if len(at) < fewest {
		return
	}
	var gaps []string
	for n := 1; n < last; n++ {
		if at[n] == nil {
			gaps = append(gaps, fmt.Sprintf("表%d", n))
		}
	}
	switch {
	case len(gaps) == 0:
		p.Checked(1)
	case unknownForms(p) || 2*len(gaps) > last:
		p.Doubt(say("表号不连续（缺"+strings.Join(gaps, "、")+"），但有表格没有读懂", "table numbers are not consecutive, but tables were not understood"))
	default:
		p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
			Element: reconcile.Element{Form: at[last].ID, Row: "number", Column: strings.Join(gaps, ",")},
			Message: say(fmt.Sprintf("表号编到%d，没有找到%s。", last, strings.Join(gaps, "、")),
				fmt.Sprintf("Tables are numbered up to %d; %s not found.", last, strings.Join(gaps, ", "))),
			Question: say("请问缺号的表是否没有公开？", "Are the tables left out not published?"),
			Evidence: []reconcile.Evidence{reconcile.TextEvidence("", at[last].Title, at[last].Place)}})
	}
}

// yearless are the forms whose titles may name another year: what is carried over, what runs for years.
var yearless = []string{fact.ProjectsCarryOver, fact.ProjectPerformance, fact.ProjectPerformanceList, fact.OverallPerformance, fact.Catalogue}

// labelled reports tables with the year of another budget or another department over them.
func labelled(p *reconcile.Pass) {
	d := p.Set.Document
	for _, f := range p.Set.Forms {
		if f.Place.Source == page.OCR || slices.Contains(yearless, f.ID) {
			continue
		}
		if d.Year != 0 && f.Year != 0 && f.Year != d.Year {
			reportLabel(p, f, "year", say(fmt.Sprintf("标为%d年，文件为%d年", f.Year, d.Year), fmt.Sprintf("is of %d, the document of %d", f.Year, d.Year)))
		} else if f.Year != 0 {
			p.Checked(1)
		}
	}
}

func reportLabel(p *reconcile.Pass, f *fact.Form, what string, text reconcile.Text) {
	name := nameOf(f)
	p.Report(reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Element:  reconcile.Element{Form: f.ID, Row: "label", Column: what},
		Message:  say(fmt.Sprintf("第%d页%s%s。", f.Place.Page, name.ZH, text.ZH), fmt.Sprintf("%s on page %d %s.", name.EN, f.Place.Page, text.EN)),
		Question: say("请问表头是否沿用了以前的模板？", "Is the heading one of an older template?"),
		Evidence: []reconcile.Evidence{reconcile.TextEvidence(name.ZH, f.Title, f.Place)}})
}
