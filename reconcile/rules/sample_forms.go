package rules

import (
	"strings"

	"gouji/extract/fact"
)

// The examples of rules on performance forms add indicators and texts to the last form of the sample.

// aim adds an indicator of the year: path is class/kind/name, value its sign, figure and unit.
func aim(path, value string) piece { return aimIn(fact.AnnualColumn, path, value) }

func aimIn(half, path, value string) piece {
	return func(s *fact.Set) {
		f := s.Forms[len(s.Forms)-1]
		parts := strings.SplitN(path, "/", 3)
		sign := strings.TrimRight(value, strings.TrimLeft(value, "≥≤=><"))
		a := fact.Fact{Form: f.ID, Row: fact.Indicator, RowName: path, Column: half, Text: value, Place: placeOf(f, 30+len(f.Facts), 5),
			Aim: &fact.Aim{Class: parts[0], Kind: parts[1], Name: parts[2], Bound: fact.Bound(sign)}}
		a.Amount = measured(strings.TrimPrefix(value, sign))
		f.Facts = append(f.Facts, a)
	}
}

// measured reads a figure with any unit.
func measured(s string) fact.Amount {
	if s == "" {
		return fact.Amount{State: fact.Blank}
	}
	unit := strings.TrimLeft(s, "0123456789.,")
	if unit == s {
		return fact.Amount{Printed: s, State: fact.NotNumber}
	}
	a := fact.ParseAmount(strings.TrimSuffix(s, unit), fact.Unit(unit))
	a.Printed = s
	return a
}

// stated adds a text of the last form, with the facts it states.
func stated(topic string, facts ...fact.Fact) piece {
	return func(s *fact.Set) {
		form := s.Forms[len(s.Forms)-1]
		t := fact.Sentence{Topic: topic, Place: placeOf(form, 10+len(s.Sentences), 1)}
		for _, f := range facts {
			f.Form, f.Column, f.Place = fact.Narrative, topic, t.Place
			f.Link = &fact.Link{Group: -1, Whole: -1}
			t.Facts = append(t.Facts, f)
			t.Text += f.Text
		}
		s.Sentences = append(s.Sentences, t)
	}
}

// counted is a figure of a text with the words before it.
func amountOfThings(words, figure string) fact.Fact {
	return fact.Fact{Row: fact.Mention, RowName: words, Text: words + figure, Amount: measured(figure), Aim: &fact.Aim{}}
}

// costing is a number of things and what they cost.
func costing(phrase, number, cost string) []fact.Fact {
	return []fact.Fact{{Row: fact.UnitCost, RowName: phrase, Text: phrase, Amount: measured(number)},
		{Row: fact.UnitCost, RowName: phrase, Text: phrase, Amount: measured(cost)}}
}

// computed is a product of a formula, exact in 元, and result what is stated for the formula.
func computed(formula, yuan string) fact.Fact {
	return fact.Fact{Row: fact.Product, RowName: formula, Text: formula, Amount: fact.ParseAmount(yuan, fact.Yuan)}
}

func result(formula, printed string) fact.Fact {
	return fact.Fact{Row: fact.Product, RowName: formula + "=" + printed, Text: formula + "=" + printed, Amount: fact.ParseAmount(printed, fact.Yuan)}
}

// phrase is a piece of text of a kind; year is what it is about, empty for none.
func phrase(row, text, name, year string) fact.Fact {
	f := fact.Fact{Row: row, Text: text, RowName: name, Amount: fact.Amount{Printed: text, State: fact.NotNumber}}
	if year != "" {
		f.Amount = fact.ParseAmount(year, "年")
	}
	return f
}

// cites is a document cited; without 号 its serial number is missing.
func cites(number, title string) fact.Fact {
	f := phrase(fact.Citation, number, title, "")
	if !strings.HasSuffix(number, "号") {
		f.Amount.State = fact.Blank
	}
	return f
}

// unsure makes a fact one that is not read for sure.
func unsure(f fact.Fact) fact.Fact {
	f.Uncertain = say("单元格跨页断开", "the cell runs over a page break")
	return f
}

// put adds a fact of the form itself.
func put(f fact.Fact) piece {
	return func(s *fact.Set) {
		form := s.Forms[len(s.Forms)-1]
		f := f
		f.Form, f.Place = form.ID, placeOf(form, 50+len(form.Facts), 2)
		form.Facts = append(form.Facts, f)
	}
}

// twoHalves is a form with a total for the whole term and one for the year, and the term in years.
func twoHalves(name, period, annual, years string) piece {
	return func(s *fact.Set) {
		tableIn(fact.Yuan, fact.ProjectPerformance, fact.PeriodColumn+" "+fact.AnnualColumn, "= "+fact.TotalRow+" 资金总额 | "+period+" | "+annual)(s)
		put(fact.Fact{Row: fact.ProjectName, RowName: "项目名称", Text: name, Amount: fact.Amount{State: fact.NotNumber, Printed: name}})(s)
		put(fact.Fact{Row: fact.ProjectTerm, RowName: "项目期", Text: years, Amount: measured(years)})(s)
	}
}

// department is the department's performance form: whole and uses in 万元.
func department(total, basic, project string) piece {
	return table(fact.OverallPerformance, fact.Expenditure+">"+fact.AmountColumn, "= "+fact.Expenditure+">"+fact.TotalRow+" 合计 | "+total,
		". "+fact.Expenditure+">"+fact.Basic+" 基本支出 | "+basic, ". "+fact.Expenditure+">"+fact.Project+" 项目支出 | "+project)
}

// allParts are the parts of a form, all printed but those named.
func allParts(missing ...string) piece {
	return func(s *fact.Set) {
		for _, name := range []string{"总体目标", "产出指标", "成本指标", "效益指标", "满意度指标"} {
			state := fact.NotNumber
			for _, m := range missing {
				if m == name {
					state = fact.Blank
				}
			}
			put(fact.Fact{Row: fact.FormBlocks, RowName: name, Amount: fact.Amount{State: state}})(s)
		}
	}
}

// heldBy is a name cell that holds something else.
func heldBy(kind, text string) piece {
	return func(s *fact.Set) {
		performance("", "91,000")(s)
		put(fact.Fact{Row: fact.Polluted, RowName: "项目名称", Column: kind, Text: text, Amount: fact.Amount{State: fact.NotNumber, Printed: text}})(s)
	}
}

// lastDoubted makes the last fact of the last form one that is not read for sure.
func lastDoubted(s *fact.Set) {
	f := s.Forms[len(s.Forms)-1]
	f.Facts[len(f.Facts)-1] = unsure(f.Facts[len(f.Facts)-1])
}

// letterhead is the number of an attached document.
func letterhead(number string) piece {
	return sentence(fact.Letterhead, fact.Fact{Row: fact.Letterhead, Column: fact.Letterhead, Text: number,
		Amount: fact.Amount{State: fact.NotNumber, Printed: number}, Link: &fact.Link{Group: -1, Whole: -1}})
}
