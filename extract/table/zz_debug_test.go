package table

import (
	"encoding/gob"
	"fmt"
	"os"
	"strconv"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/page"
)

func TestZZDebug(t *testing.T) {
	f := os.Getenv("DBG_FILE")
	if f == "" {
		t.Skip()
	}
	from, _ := strconv.Atoi(os.Getenv("DBG_FROM"))
	to, _ := strconv.Atoi(os.Getenv("DBG_TO"))
	var raw []page.Page
	r, _ := os.Open(f)
	gob.NewDecoder(r).Decode(&raw)
	var k *chain
	for _, lp := range layout.Document(raw) {
		if lp.Number < from || lp.Number > to {
			continue
		}
		s := newSheet(lp.Page)
		fmt.Printf("== page %d pieces %d lines %d size %.0fx%.0f\n", lp.Number, len(s.pieces), len(s.lines), s.page.Width, s.page.Height)
		for _, l := range s.lines {
			for i, g := range l.segments {
				fmt.Printf("   line y=%.0f x=%.0f-%.0f sz=%.1f b=%v %s\n", g.Box.Y0, g.Box.X0, g.Box.X1, l.sizes[i], l.bold[i], g.Text)
			}
		}
		for i, p := range s.pieces {
			fmt.Printf("  piece %d box %.0f %.0f %.0f %.0f  xs %v head %d title %q unit %q\n", i, p.box.X0, p.box.Y0, p.box.X1, p.box.Y1, fmtF(positions(p.grid.x)), p.head, s.captions[i].title.Text, s.captions[i].unit)
			if k != nil && i == 0 {
				e, n := k.sharedColumns(p), 0
				a, b := k.saidAgain(&s)
				fmt.Printf("   final %v below %v notes %d equal %v nested %v said %v marked %v repeats %d over %d reaches %v newhead %v\n", k.final, k.textBelow(), len(k.table.Notes), e, n, a, b, k.repeatedRows(p), len(linesOver(&s)), k.reachesEnd(p, e), k.newHeadings(p))
			}
			k = newChain(&s, i)
		}
	}
}

func fmtF(x []float64) string {
	o := ""
	for _, v := range x {
		o += fmt.Sprintf("%.0f ", v)
	}
	return o
}
