package narrative

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/shopspring/decimal"

	"gouji/extract/fact"
	"gouji/extract/layout"
)

func TestArith(t *testing.T) {
	dir := os.Getenv("NV")
	if dir == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(dir)
	year := regexp.MustCompile(`(20[12]\d)`)
	n := map[string]int{}
	bad := map[string]int{}
	for _, f := range files {
		b, _ := os.ReadFile(f)
		doc := fact.Document{Kind: fact.Budget}
		fmt.Sscan(year.FindString(filepath.Base(f)), &doc.Year)
		if doc.Year == 0 {
			doc.Year = 2026
		}
		if regexp.MustCompile("final").MatchString(f) {
			doc.Kind = fact.FinalAccount
		}
		var in struct{ Paras []layout.Paragraph }
		json.Unmarshal(b, &in)
		for _, s := range Read(in.Paras, doc) {
			say := func(kind string, i int, msg string) {
				bad[kind]++
				fmt.Println(kind, filepath.Base(f), "p", s.Facts[i].Place.Page, s.Facts[i].Row, s.Facts[i].Amount.Printed, msg, "|", s.Text[:min(len(s.Text), 400)])
			}
			for i, x := range s.Facts {
				l := x.Link
				switch x.Column {
				case fact.Growth:
					if l.Group < 0 {
						continue
					}
					for _, c := range s.Facts {
						if c.Column == fact.Change && c.Link.Group == l.Group {
							cur := s.Facts[l.Group].Amount.Value
							base := cur.Sub(c.Amount.Value)
							n["growth"]++
							if base.IsZero() {
								break
							}
							p := c.Amount.Value.Div(base).Mul(decimal.NewFromInt(100))
							if p.Sub(x.Amount.Value).Abs().GreaterThan(decimal.NewFromFloat(0.1)) {
								say("growth", i, fmt.Sprint(p.StringFixed(2), " vs ", x.Amount.Value))
							}
							break
						}
					}
				case fact.Share:
					w := l.Whole
					if w >= 0 && l.Group >= 0 && !s.Facts[w].Amount.Value.IsZero() {
						n["share"]++
						p := s.Facts[l.Group].Amount.Base().Div(s.Facts[w].Amount.Base()).Mul(decimal.NewFromInt(100))
						if p.Sub(x.Amount.Value).Abs().GreaterThan(decimal.NewFromFloat(0.1)) {
							say("share", i, p.StringFixed(2))
						}
					}
				case fact.Completion:
					if l.Group >= 0 {
						for _, c := range s.Facts {
							if c.Row == x.Row && c.Column == fact.BudgetColumn && !c.Amount.Value.IsZero() {
								n["completion"]++
								p := s.Facts[l.Group].Amount.Base().Div(c.Amount.Base()).Mul(decimal.NewFromInt(100))
								if p.Sub(x.Amount.Value).Abs().GreaterThan(decimal.NewFromFloat(0.1)) {
									say("completion", i, p.StringFixed(2))
								}
							}
						}
					}
				}
				// lists
				if x.Column == fact.AmountColumn || x.Column == fact.ActualColumn || x.Column == fact.Count {
					sums := map[int]decimal.Decimal{}
					open := map[int]bool{}
					for _, c := range s.Facts {
						if c.Link.Whole == i && c.Column == x.Column {
							sums[c.Link.List] = sums[c.Link.List].Add(c.Amount.Base())
							open[c.Link.List] = open[c.Link.List] || c.Link.Open
						}
					}
					for k, v := range sums {
						n["sum"]++
						if open[k] {
							n["open"]++
							continue
						}
						if v.Sub(x.Amount.Base()).Abs().GreaterThan(decimal.NewFromInt(500)) {
							say("sum", i, fmt.Sprint(v, " vs ", x.Amount.Base()))
						}
					}
				}
			}
		}
	}
	fmt.Println(n, bad)
}
