package rules

import (
	"gouji/extract/fact"
	"gouji/reconcile"
)

// unclaimed is a table that is none of the forms: rents of four quarters by house, with a total row and a total
// column; the parameters are the first quarter of the second house, and the grand total.
func unclaimed(cell, total string) piece {
	return func(s *fact.Set) {
		table(fact.Unclaimed, "total 一季度 二季度 三季度 四季度", ". 甲 甲楼 | 10.00 | 2.00 | 2.00 | 3.00 | 3.00", ". 乙 乙楼 | 10.00 | "+cell+" | 2.00 | 3.00 | 3.00",
			". 丙 丙楼 | 12.00 | 3.00 | 3.00 | 3.00 | 3.00", "= total 合计 | "+total+" | 7.00 | 7.00 | 9.00 | 9.00")(s)
		n := len(s.Forms) - 1
		s.Unclaimed, s.Forms = append(s.Unclaimed, s.Forms[n]), s.Forms[:n]
	}
}

var discovered = &reconcile.Rule{
	ID: "A11", Group: groupA, Level: reconcile.Warning, Check: checkDiscovered,
	Title: say("未识别表中的合计", "Totals of unrecognised tables"),
	Doc: reconcile.Doc{
		States:  say("不属于任何已知表式的表：合计、小计行等于所列各行之和，合计栏等于所列各栏之和；哪些行、栏相加，由本表自身印证（至少三处成立，且每处不成立至少对应三处成立）。", "In tables that are none of the known forms a total row is the sum of its rows and a total column that of its columns; which ones are added is what the table itself bears out (three at least hold, and three for each that does not)."),
		Why:     say("没有见过的表式也应核对。", "A form never seen before is reconciled too."),
		Breaks:  say("某一数字改动后合计未改。", "A figure changed and its total not."),
		Allowed: say("结构未能由本表印证、单位未标明、由图像识别读出的，不判断；表式未经认定，只作询问。", "Where the table does not bear the structure out, prints no unit, or is read from an image, nothing is decided; since the form is not declared it is a question at most."),
	},
	Authority: arithmetic,
	Examples: []reconcile.Example{
		holds("rows and columns", unclaimed("2.00", "32.00")),
		holds("edge of the interval", unclaimed("2.00", "32.02")),
		fires("one past the edge", unclaimed("2.00", "32.03")),
		fires("a figure changed", unclaimed("2.40", "32.00")),
		skips("no such table", table(fact.ExpenditureTotal, "total", "= total 合计 | 10.00")),
		lacks("read by OCR", unclaimed("ocr 2.00", "ocr 32.00"), func(s *fact.Set) {
			for i := range s.Unclaimed[0].Facts {
				s.Unclaimed[0].Facts[i].Place.Source = "ocr"
			}
		}),
		lacks("not borne out", func(s *fact.Set) {
			unclaimed("2.00", "32.00")(s)
			f := s.Unclaimed[0]
			f.Rows, f.Columns = f.Rows[:3], f.Columns[:3]
		}),
	},
}
